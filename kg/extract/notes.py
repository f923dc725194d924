"""Footnotes that name a work: Chicago notes in full or short, ``Ibid.``, ``Op. cit.``, ``Loc. cit.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.chains import chain_before
from kg.extract.links import Links, name_closeness
from kg.extract.names import family, fold
from kg.extract.phrases import alternatives
from kg.model import Reference

CALL = re.compile(r"\[\^([^\[\]\s]{1,20})\](?!:)")
NOTE = re.compile(
    r"^[ \t]{0,3}\[\^([^\[\]\s]{1,20})\]:[ \t]*([^\n]*(?:\n(?![ \t]{0,3}\[\^)[ \t]*\S[^\n]*){0,20})", re.M
)
YEAR = re.compile(r"(?<![\w/.–-])((?:1[5-9]|20)\d\d)(?=[a-h]?\s?(?:\)|[.,;:]|$))")
IMPRINT = re.compile(
    r"\([^()]{2,200}[,:]\s*(?:1[5-9]|20)\d\d\)|\d\s?\([^()]{0,30}(?:1[5-9]|20)\d\d\)|,\s*(?:1[5-9]|20)\d\d\b"
)
HEAD = re.compile(r"[^,:;\"“(\n]{2,120}(?=[,.]\s)")
LONGEST_HEAD = 8  # words
SAME_TITLE = 3  # words that two long titles begin with


@dataclass(frozen=True, slots=True)
class Noted:
    """A call of a note with one of the works that the note names; ``reference`` is its entry, if the list has it."""

    start: int
    end: int
    name: str
    year: int | None
    reference: Reference | None
    year_differs: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a paper: what each call points to, and which stretches of text were read as works."""

    calls: tuple[Noted, ...] = ()
    read: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """A work as a note names it."""

    head: str
    title: str
    year: int | None
    reference: Reference | None
    year_differs: bool = False


def read_notes(text: str, links: Links) -> Notes:
    r"""Read the notes in the order in which the text calls them.

    >>> text = "Kerja.[^1] Upah.[^2]\n\n[^1]: Ali Topan, Kerja (Medan: Ombak, 2011), hlm. 3.\n\n[^2]: Ibid."
    >>> [(text[c.start : c.end], c.name, c.year) for c in read_notes(text, Links.to(())).calls]
    [('[^1]', 'Topan', 2011), ('[^2]', 'Topan', 2011)]
    """
    notes = {match.group(1): match for match in NOTE.finditer(text)}
    listed = _by_word(links.references)
    calls: list[Noted] = []
    read: list[tuple[int, int]] = []
    earlier: dict[str, _Work] = {}
    works: tuple[_Work, ...] = ()
    for call in CALL.finditer(text):
        note = notes.pop(call.group(1), None)
        if note is None:
            continue
        works = tuple(_works(note.group(2), listed, works, earlier))
        for work in works:
            earlier[fold(_name(work)).split(" ")[-1]] = earlier[""] = work
        calls += [Noted(*call.span(), _name(w), w.year, w.reference, w.year_differs) for w in works]
        read += [note.span()] if works else []
    return Notes(tuple(calls), tuple(read))


def _name(work: _Work) -> str:
    if work.reference is not None and work.reference.authors:
        return family(work.reference.authors[0])
    return work.head.split()[-1] if work.head.split() else work.head


def _by_word(references: tuple[Reference, ...]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in references:
        named = family(reference.authors[0]) if reference.authors else reference.first_author
        for word in dict.fromkeys(fold(named).split()):
            found.setdefault(word, []).append(reference)
    return found


def _works(
    note: str, listed: dict[str, list[Reference]], before: tuple[_Work, ...], earlier: dict[str, _Work]
) -> Iterator[_Work]:
    """Read the works of one note; ``before`` are those of the note above, ``earlier`` the last of each author."""
    plain = " ".join(re.sub(r"[*_]", " ", note).split())
    for piece in re.split(r";\s+", plain):
        said = _lead().sub("", piece, count=1)
        again = _again().search(said)
        if again and again.lastgroup == "same" and again.start() == 0:
            yield from before[-1:]
        elif again and again.lastgroup == "earlier":
            named = fold(said[: again.start()]).split()
            work = earlier.get(named[-1] if named else "")
            yield from () if work is None else (work,)
        else:
            work = _named(said, listed, earlier)
            yield from () if work is None else (work,)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{alternatives('citation', 'lead')})\.?,?\s+(?:(?:juga|also)\s+)?)+", re.IGNORECASE)


@cache
def _again() -> re.Pattern[str]:
    same, early = alternatives("citation", "same_work"), alternatives("citation", "earlier_work")
    return re.compile(rf"(?<!\w)(?:(?P<same>{same})|(?P<earlier>{early}))(?!\w)", re.IGNORECASE)


def _named(said: str, listed: dict[str, list[Reference]], earlier: dict[str, _Work]) -> _Work | None:
    """Read a work named by author and title, in full or short; words without either are no work."""
    head = HEAD.match(said)
    if head is None or len(head.group().split()) > LONGEST_HEAD:
        return None
    chain = chain_before(said, 0, head.end(), is_list=True)
    if chain is None or chain.start > LONGEST_HEAD:
        return None
    rest = said[head.end() :]
    years = [int(year) for year in YEAR.findall(rest)]
    title = _title(rest)
    work = _listed(head.group(), title, years, listed)
    if work is not None:
        return work
    name = chain.authors[0]
    known = earlier.get(fold(name).split(" ")[-1])
    if known is not None and not years and _is_title(title, known.title):
        return known
    return _Work(name, title, years[0], None) if years and IMPRINT.search(rest) and not chain.doubtful else None


def _title(rest: str) -> str:
    """Give the title behind the authors: what stands in quotation marks, or before the next comma or bracket."""
    quoted = re.match(r"[,.\s]*[\"“]([^\"“”]{2,300})", rest)
    plain = re.match(r"[,.\s]*([^,(]{2,300})", rest)
    return (quoted or plain).group(1) if (quoted or plain) else ""  # type: ignore[union-attr]


def _listed(head: str, title: str, years: list[int], listed: dict[str, list[Reference]]) -> _Work | None:
    """Find the entry: a family name in the head, and the title, or the year where the titles cannot be compared."""
    best: tuple[tuple[bool, bool], _Work] | None = None
    for reference in (r for word in fold(head).split() for r in listed.get(word, ())[:50]):
        named = family(reference.authors[0]) if reference.authors else reference.first_author
        if not name_closeness(head, named):
            continue
        same_title, same_year = _is_title(title, reference.title), reference.year in years
        if same_title or (same_year and bool(years)):
            differs = bool(years) and reference.year is not None and not same_year
            work = _Work(head, title, years[0] if years else reference.year, reference, differs)
            if best is None or (same_title, same_year) > best[0]:
                best = ((same_title, same_year), work)
    return best[1] if best else None


def _is_title(cited: str, listed: str) -> bool:
    """Whether a title is another one, or the beginning or a short form of it."""
    one, other = fold(cited).split(), fold(listed).split()
    if not one or not other:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= min(SAME_TITLE, len(one), len(other)) or " ".join(one) in " ".join(other)
