"""BibTeX and BibLaTeX, as Zotero, Better BibTeX, Mendeley and JabRef write them, into entries in CSL terms."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kg.corpus.libraries.entry import LONGEST, Entry, entry
from kg.model import LitkgError

if TYPE_CHECKING:
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as Record
    from pylatexenc.latex2text import LatexNodes2Text

# Each CSL term with the fields that give it; the first that an entry has is taken.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title-en": ("title-en", "titleen", "usere"),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "volume": ("volume",),
    "page": ("pages", "eid"),
    "DOI": ("doi", "url"),
    "language": ("language", "langid"),
    "keyword": ("keywords", "keyword"),
    "issued": ("date", "year"),
}
UNNUMBERED = {"techreport", "report", "manual", "patent", "standard"}  # their number is not that of an issue
NOT_INHERITED = {"title", "subtitle", "author", "editor", "doi", "url", "file", "keywords", "crossref", "pages"}
KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,{}=]+)")
NAMED_PART = re.compile(r"(?<!\w)(family|given|prefix|suffix)\s*=\s*\"?([^,\"]*)\"?\s*(?:,|\Z)", re.IGNORECASE)
BRACES = str.maketrans("", "", "{}")
SPECIAL = re.compile(r"[\\$~]|--|``|''")
LITERAL_SIGNS = re.compile(r"(?<!\\)([%&])")  # reserved in LaTeX, written bare by people


def read_bibtex(text: str, place: str) -> tuple[list[Entry], list[str]]:
    r"""Read every entry; a broken one is told with its line, and the others are used.

    Args:
        text: the text of the file, its lines ending in line feeds.
        place: the file's name, for messages.

    >>> found, faults = read_bibtex("@article{a, title = {Kajian {JMO}}, author = {Rara Wening}}", "a.bib")
    >>> found[0].metadata.title, found[0].metadata.families, found[0].place
    ('Kajian JMO', ('Wening',), 'a.bib: line 1')
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry as Record
    from bibtexparser.model import ParsingFailedBlock, String

    for library in ("bibtexparser", "pylatexenc"):  # what they would print is told by the faults
        logging.getLogger(library).addHandler(logging.NullHandler())
    blocks = parse_string(text, parse_stack=[]).blocks
    faults: list[str] = []
    macros: dict[str, str] = {}
    records: list[tuple[Record, dict[str, str]]] = []
    for block in blocks:
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(whole, String):
            macros[whole.key.casefold()] = _value(whole.value, macros)
        elif isinstance(whole, Record):
            fields = {f.key.casefold(): _value(f.value, macros) for f in reversed(whole.fields)}
            records.append((whole, fields))
        elif isinstance(block, ParsingFailedBlock):
            faults.append(_fault(block, place))
    by_key = {block.key.casefold(): fields for block, fields in reversed(records)}
    return [_entry(block, _complete(fields, by_key), place) for block, fields in records], faults


def _line(block: Block) -> str:
    return f"line {(block.start_line or 0) + 1}"


def _fault(block: Block, place: str) -> str:
    named = KEY.match(block.raw or "")
    key = f" '{named.group(1)}'" if named else ""
    reason = "a brace, quotation mark or comma is missing"
    return str(
        LitkgError(
            place,
            f"{_line(block)}: the entry{key} is broken and left out ({reason})",
            "mend it there, or export it anew",
        )
    )


def _value(raw: str, macros: Mapping[str, str]) -> str:
    """Give the text of a value: its pieces, joined by ``#``, in braces or quotation marks, or macros."""
    pieces = [raw] if "#" not in raw else _pieces(raw)
    return "".join(_piece(piece.strip(), macros) for piece in pieces)[:LONGEST]


def _piece(piece: str, macros: Mapping[str, str]) -> str:
    enclosed = len(piece) > 1 and piece[0] + piece[-1] in ("{}", '""')
    return piece[1:-1].strip("\n") if enclosed else macros.get(piece.casefold(), piece)


def _pieces(raw: str) -> list[str]:
    """Cut a value at each ``#`` outside braces and quotation marks."""
    pieces, depth, quoted = [""], 0, False
    for character in raw:
        depth += (character == "{") - (character == "}")
        quoted ^= character == '"' and depth == 0
        if character == "#" and depth == 0 and not quoted:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def _complete(fields: dict[str, str], by_key: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Add what an entry takes from the one that it refers to: a chapter its book's title and year."""
    parent = by_key.get(fields.get("crossref", "").strip().casefold())
    if parent is None or parent is fields:
        return fields
    inherited = {name: value for name, value in parent.items() if name not in NOT_INHERITED}
    if "title" in parent:
        inherited.setdefault("booktitle", parent["title"])
    return inherited | fields


def _entry(block: Record, fields: Mapping[str, str], place: str) -> Entry:
    values: dict[str, Any] = {
        "title": ": ".join(text for name in ("title", "subtitle") if (text := decoded(fields.get(name, "")))),
        "author": _people(fields.get("author", "")),
    }
    for term, names in FIELDS.items():
        values[term] = next((text for name in names if (text := decoded(fields.get(name, "")))), "")
    if block.entry_type.casefold() not in UNNUMBERED:
        values["issue"] = decoded(fields.get("issue") or fields.get("number", ""))
    return entry(block.key, f"{place}: {_line(block)}", values, _files(fields.get("file", "")))


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    context = get_default_latex_context_db()
    own = [("url", "%s"), ("textless", "<"), ("textgreater", ">"), ("item", ""), ("href", "%(2)s")]
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in own]
    context.add_context_category("litkg", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context, math_mode="text")


@lru_cache(maxsize=4096)  # journals recur
def decoded(text: str) -> str:
    r"""Turn LaTeX into the text that it prints.

    >>> decoded("{{JMO}} untuk 50% warga S{\\~a}o \\& {\\textquotedblleft}desa{\\textquotedblright}")
    'JMO untuk 50% warga São & “desa”'
    """
    if not SPECIAL.search(text):
        return " ".join(text.translate(BRACES).split())
    try:
        plain: str = _decoder().latex_to_text(LITERAL_SIGNS.sub(r"\\\1", text[:LONGEST]))
    except (ValueError, IndexError, RecursionError):  # no LaTeX at all: show it as it stands
        plain = re.sub(r"[{}\\]", "", text[:LONGEST])
    return " ".join(plain.split())


def _people(names: str) -> list[dict[str, str]]:
    """Read names joined by ``and``; a name in braces is one that is not cut, such as an organisation's."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    people: list[dict[str, str]] = []
    for name in split_multiple_persons_names(" ".join(names[:LONGEST].split())):
        if name.casefold() == "others" or not name.strip(" ,{}"):
            continue
        named = {part.casefold(): decoded(text) for part, text in NAMED_PART.findall(name)}
        if "family" in named:
            people.append({"non-dropping-particle": named.pop("prefix", ""), **named})
        elif _is_braced(name):
            people.append({"literal": decoded(name)})
        else:
            parts = parse_single_name_into_parts(name.replace("~", " "), strict=False)
            people.append({"family": _joined([*parts.von, *parts.last]), "given": _joined(parts.first)})
    return people


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name and is not an accent's."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for at, character in enumerate(name, 1):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at == len(name)
    return False


def _joined(words: Iterable[str]) -> str:
    return decoded(" ".join(words))


def _files(field: str) -> list[str]:
    r"""Give the paths in a ``file`` field: ``path``, ``:path:type`` or ``title:path:type``, parted by semicolons.

    >>> _files("Full Text:C\\:\\\\Pustaka\\\\a.pdf:application/pdf;:b/c.pdf:PDF")
    ['C:\\Pustaka\\a.pdf', 'b/c.pdf']
    """
    plain = re.sub(r"\{?\\([_&#%$ ])\}?", r"\1", field[:LONGEST])
    paths: list[str] = []
    for item in re.split(r"(?<!\\);", plain):
        parts = re.split(r"(?<!\\):", item.strip())
        path = ":".join(parts[1:-1]) if len(parts) >= 3 else item
        paths.append(re.sub(r"\\([\\:;])", r"\1", path).strip())
    return [path for path in paths if path]
