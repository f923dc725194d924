"""Citations and references by citeproc-py, in one style and one language.

citeproc-py renders; what it does not do is done around it, all of it here, in ``styles`` and in ``shapes``:

- before it, in the style: see ``styles``;
- before it, in the item: titles lose their last stop, a title stands for an author who is not named, numbers of
  editions are written as Indonesian writes them, ranges of pages whole, given names as initials;
- behind it, in ``_mended``: a stop or comma goes inside of quotation marks, and none follows a question mark.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography
from citeproc.source.json import CiteProcJSON

from kg.publish.cite.apart import whole
from kg.publish.cite.entries import Entry
from kg.publish.cite.initials import initials
from kg.publish.cite.runs import Face, Marked, clean, faced
from kg.publish.cite.shapes import CSL, Shape
from kg.publish.cite.styles import Part, in_text_layout, shaped_style
from kg.publish.references import Name

STOPS = {"apa": True, "ieee": True, "vancouver": False}
"""The styles that shorten given names, and whether their initials have stops."""
LAW = frozenset({"bill", "legislation", "regulation", "treaty"})
PARTS = frozenset({"article-journal", "article-newspaper", "chapter", "paper-conference"})
"""Types whose titles stand in quotation marks in the text; titles of others are set in italics."""
IS_NUMBER = re.compile(r"[A-Z]*\d+[A-Z]*", re.IGNORECASE)  # as citeproc-py decides
EDITION = re.compile(r"(\d+)\s*(?:st|nd|rd|th)?\.?(?:\s*ed(?:ition|isi)?\.?)?", re.IGNORECASE)
SHORT_RANGE = re.compile(r"(\d+)\s*[-–—]+\s*(\d+)")
QUOTED_STOP = re.compile("([”’]+)([\ue001\ue003]*)([.,])")
SECOND_STOP = re.compile("([.?!][”’\ue001\ue003]+|[?!])\\.")
FORMATTER = SimpleNamespace(
    preformat=str, Italic=faced(Face.ITALIC), Oblique=faced(Face.ITALIC), Bold=faced(Face.BOLD), Light=str,
    Underline=str, Superscript=faced(Face.SUPERSCRIPT), Subscript=faced(Face.SUBSCRIPT),
    SmallCaps=faced(Face.SMALL_CAPS),
)  # fmt: skip


class Processor:
    """Writes citations and references in one style and language; entries of one list are ``told_apart`` before.

    >>> book = Entry("b", "b", {"type": "book", "title": "Metode", "author": [{"family": "Sugiyono"}]})
    >>> apa = Processor("apa", "id")
    >>> apa.parenthetical([apa.cite(book)]), apa.narrative(book)
    ('(Sugiyono, t.t.)', 'Sugiyono (t.t.)')
    """

    def __init__(self, style: str, language: str) -> None:
        self.style, self.language = style, language
        self._dates: dict[tuple[object, ...], Marked] = {}
        self.numeric = in_text_layout(style).find(f".//{CSL}text[@variable='citation-number']") is not None

    def reference(self, entry: Entry, number: int = 1) -> Marked:
        """Write the entry of an item in a reference list; ``number`` is its place, which numeric styles show."""
        return self._rendered("reference", entry, number)

    def cite(self, entry: Entry, number: int = 1) -> Marked:
        """Write what stands in parentheses in the text: authors and year, or the number."""
        return self._rendered("cite", entry, number)

    def author(self, entry: Entry) -> Marked:
        """Write the authors as a sentence names them."""
        return self._rendered("author", entry, 1)

    def date(self, entry: Entry) -> Marked:
        """Write the year as a citation gives it, "n.d." where there is none."""
        told_by = (entry.year, entry.suffix, entry.item["type"])
        if told_by not in self._dates:
            self._dates[told_by] = self._rendered("date", entry, 1)
        return self._dates[told_by]

    def narrative(self, entry: Entry, number: int = 1) -> Marked:
        """Cite within a sentence, of which the authors are a part."""
        if self.numeric:
            return f"{self.author(entry)} {self.parenthetical([self.cite(entry, number)])}"
        return f"{self.author(entry)} ({self.date(entry)})"

    def parenthetical(self, cites: Sequence[Marked]) -> Marked:
        """Put citations into the parentheses or brackets of the style."""
        layout = in_text_layout(self.style)
        joined = layout.get("delimiter", "; ").join(cites)
        return f"{layout.get('prefix', '')}{joined}{layout.get('suffix', '')}"

    def term(self, name: str) -> str:
        """Give a word of the style's language, such as "et al." for ``et-al``."""
        shape = Shape("article-journal", frozenset({"title"}), frozenset())
        root = shaped_style("cite", "apa", self.language, shape).root
        root.formatter = FORMATTER  # without one, citeproc-py gives "None"
        return str(root.get_single_term(name=name))

    def _rendered(self, part: Part, entry: Entry, number: int) -> Marked:
        known = self._prepared(entry, part)
        variables = frozenset(known) - {"id", "type"}
        numbers = frozenset(name for name in variables if IS_NUMBER.fullmatch(str(known[name])))
        shape = Shape(str(known["type"]), variables, numbers)
        style = shaped_style(part, self.style, self.language, shape)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what CSL does not know is left aside
            source = CiteProcJSON([{**known, "id": "item"}])
        list_of_one = CitationStylesBibliography(style, source, FORMATTER)
        citation = Citation([CitationItem("item")])
        list_of_one.register(citation)
        list_of_one.keys = [*("" for _ in range(number - 1)), "item"]
        if part == "reference":
            found = list_of_one.bibliography()
            return _mended(str(found[0])) if found else ""
        return _mended(str(list_of_one.cite(citation, lambda missing: "")))

    def _prepared(self, entry: Entry, part: Part) -> dict[str, Any]:
        """Give an item as citeproc-py renders it right."""
        known = {name: cleaned for name, value in entry.item.items() if (cleaned := _cleaned(value))}
        if "title" in known:
            known["title"] = known["title"].rstrip(" .") or known["title"]
        if "page" in known:
            known["page"] = SHORT_RANGE.sub(_whole_range, known["page"])
        known.setdefault("language", "und")  # titles of unknown language keep their capitals
        if entry.suffix:
            known["year-suffix"] = entry.suffix
        if part != "reference":
            self._tell_apart(known, entry, part)
        for role in ("author", "editor"):
            if role in known:
                known[role] = [self._name(name) for name in known[role]]
        numbered = EDITION.fullmatch(known.get("edition", ""))
        if numbered:
            known["edition"] = f"Edisi ke-{numbered[1]}" if self.language == "id" else numbered[1]
        if self.style == "apa" and known.get("author"):
            _unsaid_twice(known)
        nameless = not (known.get("author") or known.get("editor")) and known["type"] not in LAW
        if nameless and "title" in known and not (self.numeric and part == "reference"):
            known["author"] = [{"literal": _title(known, quoted=part != "reference" or self.style == "chicago")}]
            if part == "reference":
                del known["title"]
        return known

    def _name(self, name: Name) -> Name:
        """Shorten the given names, where the style does; what has no letter is none."""
        given = name.get("given", "")
        if self.style in STOPS:
            given = initials(given, stops=STOPS[self.style])
        kept = {part: value for part, value in name.items() if part != "given"}
        return {**kept, "given": given} if any(map(str.isalnum, given)) else kept

    def _tell_apart(self, known: dict[str, Any], entry: Entry, part: Part) -> None:
        """Write the authors of a citation as the list needs them to be told apart."""
        role = "author" if known.get("author") else "editor"
        names = known.get(role, [])
        if entry.initials:
            first = names[0]
            names = known[role] = [{"family": f"{initials(first['given'])} {first['family']}"}, *names[1:]]
        if entry.named > 1:
            shown = [whole(name) for name in names]
            if entry.named >= len(shown) - 1:  # "et al." stands for more than one
                last = "&" if part == "cite" and self.style == "apa" else self.term("and")
                told = f"{', '.join(shown[:-1])}, {last} {shown[-1]}"
            else:
                told = f"{', '.join(shown[: entry.named])}, {self.term('et-al')}"
            known[role] = [{"literal": told}]


def _unsaid_twice(known: dict[str, Any]) -> None:
    """Leave out a publisher or the name of a site that is the author as well (APA 7, 9.29 and 9.32).

    >>> known = {"author": [{"literal": "Badan Rekaan"}], "publisher": "Badan Rekaan", "type": "report"}
    >>> _unsaid_twice(known)
    >>> sorted(known)
    ['author', 'type']
    """
    authors = {whole(name).casefold() for name in known["author"]}
    for field in ("publisher", "container-title") if known["type"] == "webpage" else ("publisher",):
        if field in known and known[field].casefold() in authors:
            del known[field]


def _title(known: Mapping[str, Any], *, quoted: bool) -> Marked:
    """Give a title that stands for the author: in quotation marks or italics, as the style of its type is."""
    title = str(known["title"])
    if known["type"] in PARTS:
        return f"“{title}”" if quoted else title
    return faced(Face.ITALIC)(title)


def _whole_range(found: re.Match[str]) -> str:
    """Write the last page whole, for citeproc-py shortens ranges and does not expand them.

    >>> SHORT_RANGE.sub(_whole_range, "109–20, 7-9")
    '109–120, 7–9'
    """
    first, last = found.groups()
    return f"{first}–{first[: max(0, len(first) - len(last))]}{last}"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned for part in value if (cleaned := _cleaned(part))]
    if isinstance(value, dict):
        return {name: cleaned for name, part in value.items() if (cleaned := _cleaned(part))}
    return value


def _mended(marked: Marked) -> Marked:
    """Set the punctuation right where titles end.

    >>> _mended("“Mutu”, 2019. Mengapa?.")
    '“Mutu,” 2019. Mengapa?'
    """
    return SECOND_STOP.sub(r"\1", QUOTED_STOP.sub(r"\3\1\2", marked)).strip()
