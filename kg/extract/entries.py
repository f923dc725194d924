"""Where the entries of a reference list begin and end: bullets, numbers, lines and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.names import closeness, fold
from kg.extract.phrases import alternatives, words
from kg.model import Paper, Section

MARKER = re.compile(r"[ \t]*(?:[-*+•·▪‣●][ \t]+)?(?:\[\d{1,3}\]|\d{1,3}[.)](?=[ \t]))?[ \t]*")
BULLET = re.compile(r"[ \t]*(?:[-*+•·▪‣●][ \t]|\[\d{1,3}\]|\d{1,3}[.)][ \t])")
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
    names = [(fold(name), kind) for key, kind in CATEGORIES.items() for name in words("reference", key)]
    exact = [kind for name, kind in names if name == shown]
    slips = [kind for name, kind in names if len(name) > 5 and closeness(name, shown) == 1]
    return next(iter(exact + slips), "")


def _of_section(text: str, section: Section) -> Iterator[Entry]:
    lines = list(_lines(text, section))
    in_bullets = sum(line.bulleted for line in lines) * 2 > sum(line.after_blank or line.bulleted for line in lines)
    category, entry, above = "", None, ""
    for line in lines:
        complete = above.endswith(CLOSING) or "http" in "".join(above.split()[-1:])
        if _is_heading(line, in_bullets=in_bullets):
            category = category_of(line.text) or category
        elif _begins(line, complete=complete or entry is None, in_bullets=in_bullets, first=entry is None):
            if entry is not None:
                yield entry
            entry = Entry(line.start, line.end, line.number, category)
        elif entry is not None and not line.text.isdigit():
            entry = Entry(entry.start, line.end, entry.number, entry.category)
        above = line.text
    if entry is not None:
        yield entry


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


def _begins(line: _Line, *, complete: bool, in_bullets: bool, first: bool) -> bool:
    """Whether a line opens an entry, rather than continue the one above it over a line or page break."""
    dated = bool(DATED.search(line.text) or YEAR.search(line.text))
    if line.bulleted:
        return dated or complete or "http" in line.text
    if first:
        return dated or line.after_blank
    if not line.text[0].isalpha() or line.text[0].islower() or line.text.startswith("http"):
        return False
    if in_bullets:
        return complete and line.after_blank and bool(DATED.search(line.text[:250]))
    if not complete:
        return _is_authored(line.text)
    return line.after_blank or bool(DATED.search(line.text[:250])) or LAW.match(line.text) is not None


def _is_authored(line: str) -> bool:
    """Whether a line begins with authors and a year in brackets, or with a law's number: surely no continuation."""
    authored = AUTHORED.match(line)
    head = authored.group().partition("(")[0] if authored else ""
    return LAW.match(line) is not None or "," in head or len(head.split()) == 1
