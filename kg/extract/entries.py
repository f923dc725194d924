"""Where the entries of a reference list begin and end: bullets, numbers, lines, page breaks, names that open one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.extract.names import closeness, fold
from kg.extract.openings import openings, opens_with_names
from kg.extract.phrases import alternatives, words
from kg.model import Paper, Section

MARKER = re.compile(r"[ \t]*(?:[-*+•·▪‣●][ \t]+)?(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)](?=[ \t]))?[ \t]*")
BULLET = re.compile(r"[ \t]*(?:[-*+•·▪‣●][ \t]|\[\d{1,3}\]|\(\d{1,3}\)[ \t]|\d{1,3}[.)][ \t])")
YEAR = re.compile(r"(?<![\d/.])(?:1[5-9]|20)\d\d(?!\d)")
DATED = re.compile(rf"[(,.]\s*(?:(?:1[5-9]|20)\d\d|{alternatives('reference', 'undated')})[a-z]?\b", re.IGNORECASE)
CLOSING = tuple('.>)”"0123456789')
CATEGORIES = {
    "book_heading": "book",
    "article_heading": "article-journal",
    "web_heading": "webpage",
    "law_heading": "legislation",
    "thesis_heading": "thesis",
    "other_heading": "document",
}
LONGEST_HEADING = 5
AUTHORED = re.compile(
    rf"[^\W\d_][^()\d\n]{{1,200}}\(\s*(?:(?:1[5-9]|20)\d\d|{alternatives('reference', 'undated')})", re.I
)
NUMBER_INSIDE = re.compile(r"(?<=[\s.,;>\w)])[ \t]+(?=\[(\d{1,3})\])")
UNFINISHED = (",", "&", "-", "–", ":", ";", "(", "/")
LAW = re.compile(rf"(?:{alternatives('reference', 'law')})(?!\w).{{0,80}}(?:1[5-9]|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its place, its number when it bears one, and the kind that the heading above it names."""

    start: int
    end: int
    number: int | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    bulleted: bool
    number: int | None
    after_blank: bool


def find_entries(paper: Paper) -> tuple[Entry, ...]:
    """Find the entries of all reference sections of a paper, in order; headings of categories are none."""
    return tuple(entry for s in paper.sections if s.kind == "references" for entry in _of_section(paper.text, s))


def category_of(line: str) -> str:
    """Name the kind of entry that a heading within the list announces; a slip of the pen is forgiven.

    >>> category_of("**Buku**"), category_of("Perundang – Udangan"), category_of("Nasir 2020")
    ('book', 'legislation', '')
    """
    shown = fold(line)
    if not shown or len(shown.split()) > LONGEST_HEADING or YEAR.search(line):
        return ""
    names = _categories()
    exact = (kind for name, kind in names if name == shown)
    slips = (kind for name, kind in names if len(name) > 5 and closeness(name, shown) == 1)
    return next(chain(exact, slips), "")


@cache
def _categories() -> tuple[tuple[str, str], ...]:
    return tuple((fold(name), kind) for key, kind in CATEGORIES.items() for name in words("reference", key))


def _of_section(text: str, section: Section) -> Iterator[Entry]:
    lines = list(_lines(text, section))
    in_bullets = sum(line.bulleted for line in lines) * 2 > sum(line.after_blank or line.bulleted for line in lines)
    numbered = _numbered(lines)
    category, entry, above, told = "", None, "", False
    for line in lines:
        complete = above.endswith(CLOSING) or "http" in "".join(above.split()[-1:])
        if _is_heading(line, in_bullets=in_bullets):
            category = category_of(line.text) or category
        elif (
            line.start in numbered
            if numbered
            else _begins(line, above, complete=complete or entry is None, in_bullets=in_bullets, told=told)
        ):
            if entry is not None:
                yield from parted(text, entry)
            entry, told = Entry(line.start, line.end, line.number, category), False
        elif entry is not None and not line.text.isdigit():
            entry = Entry(entry.start, line.end, entry.number, entry.category)
        above = line.text
        told = told or DATED.search(above) is not None or YEAR.search(above) is not None
    if entry is not None:
        yield from parted(text, entry)


def _numbered(lines: list[_Line]) -> frozenset[int]:
    """Give where the entries of a numbered list begin: each number is the one after the last, and most lines have one.

    A line that begins with another number goes on with the entry above it.
    """
    starts: list[int] = []
    expected = None
    for line in lines:
        if line.number is not None and line.bulleted and (expected is None or expected <= line.number <= expected + 2):
            starts.append(line.start)
            expected = line.number + 1
    apart = [line for line in lines if line.after_blank or line.bulleted]
    return frozenset(starts) if len(starts) > 2 and len(starts) * 4 > len(apart) * 3 else frozenset()


def parted(text: str, entry: Entry) -> Iterator[Entry]:
    """Cut an entry where another one runs on in the same line: at the next number, or at authors with their year.

    >>> text = "[1] A. Ali, Judul, 2019. [2] B. Budi, Judul lain, 2020."
    >>> [text[one.start : one.end] for one in parted(text, Entry(4, len(text), 1))]
    ['A. Ali, Judul, 2019.', 'B. Budi, Judul lain, 2020.']
    """
    start, number = entry.start, entry.number
    if number is not None:
        for match in NUMBER_INSIDE.finditer(text, entry.start, entry.end):
            if int(match.group(1)) == number + 1 and YEAR.search(text, start, match.start()):
                yield Entry(start, match.start(), number, entry.category)
                number += 1
                start = match.end() + len(match.group(1)) + 2
                start += len(text[start : entry.end]) - len(text[start : entry.end].lstrip())
    else:
        for cut in openings(text[entry.start : entry.end]):
            at = entry.start + cut
            yield Entry(start, at - (len(text[start:at]) - len(text[start:at].rstrip())), None, entry.category)
            start = at
    if start < entry.end:
        yield Entry(start, entry.end, number, entry.category)


def _lines(text: str, section: Section) -> Iterator[_Line]:
    """Give the lines of a section without markers, blank ones and its heading."""
    at, blank, heading = section.start, True, fold(section.heading)
    for printed in text[section.start : section.end].splitlines(keepends=True):
        marker = MARKER.match(printed)
        skip = marker.end() if marker and BULLET.match(printed) else len(printed) - len(printed.lstrip())
        body = printed[skip:].rstrip()
        start = at + skip
        at += len(printed)
        if not body:
            blank = True
            continue
        if heading and fold(body) == heading:
            heading = ""
            continue
        if any(c.isalnum() for c in body):
            digits = re.findall(r"\d+", printed[:skip])
            number = int(digits[0]) if digits else None
            yield _Line(start, start + len(body), body, bool(BULLET.match(printed)), number, blank)
        blank = False


def _is_heading(line: _Line, *, in_bullets: bool) -> bool:
    """Whether a line heads a category: a Markdown heading, or a known word that stands alone."""
    if line.text.startswith("#"):
        return True
    return (
        (line.after_blank or not line.bulleted) and bool(category_of(line.text)) and not (in_bullets and line.bulleted)
    )


def _begins(line: _Line, above: str, *, complete: bool, in_bullets: bool, told: bool) -> bool:
    """Whether a line opens an entry, rather than continue the one above it over a line or page break.

    Args:
        line: the line.
        above: the line above it, empty for the first.
        complete: whether that one ends as entries do.
        in_bullets: whether entries have bullets.
        told: whether the entry above has told its year.
    """
    dated = bool(DATED.search(line.text) or YEAR.search(line.text))
    if line.bulleted:
        return dated or complete or "http" in line.text
    if not above:
        return dated or line.after_blank or opens_with_names(line.text)
    if not line.text[0].isalpha() or line.text[0].islower() or line.text.startswith("http"):
        return False
    if in_bullets:
        return complete and line.after_blank and bool(DATED.search(line.text[:250]))
    if not complete:
        return _is_authored(line.text) and not above.endswith(UNFINISHED)
    parted = line.after_blank or LAW.match(line.text) is not None
    return parted or (told and (opens_with_names(line.text) or _is_authored(line.text) or _is_named(line.text)))


def _is_named(line: str) -> bool:
    """Whether a line begins with a name, of a person or an organisation, and a year behind it: ``Ali. 2018. Judul``."""
    dated = DATED.search(line[:250])
    return (
        dated is not None and ":" not in line[: dated.start()] and not any(c.isdigit() for c in line[: dated.start()])
    )


def _is_authored(line: str) -> bool:
    """Whether a line begins with authors and a year in brackets, or with a law's number: surely no continuation."""
    authored = AUTHORED.match(line)
    head = authored.group().partition("(")[0] if authored else ""
    return LAW.match(line) is not None or "," in head or len(head.split()) == 1
