"""The lines of a paper's first page: cut where two things stand on one, and each classed by what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kg.corpus.front.affiliations import MAIL
from kg.corpus.front.line_kinds import Kind, kind_of_line
from kg.corpus.front.people import CLOSE, OPEN, people_in, phrase, with_marks, words_of
from kg.corpus.lines import Line, lines_of
from kg.model import Section

MOST_LINES = 150
MOST_CHARACTERS = 12_000
MOST_PROSE = 4
EMPHASIS = re.compile(r"^\s*(?:#{1,6}\s+)?(?:[-•▪>|]\s+)?")
ITALIC = re.compile(r"(?<![\w*\\>])\*(?=[^\W_])([^*\n]{1,300})(?<=[\w.,;:!?)])\*(?![\w*])")
LINK = re.compile(r"\[([^\[\]]{0,200})\]\(([^()\s]{0,300})\)")
ESCAPE = re.compile(r"\\([*_#\[\]().~^-])")
TAG = re.compile(r"<(?!sup>|/sup>)(/?[a-zA-Z][^<>]{0,200}|https?:[^<>\s]{1,200})>")
COLUMNS = re.compile(r"\t| {4,}")
ADDRESS = re.compile(r"\S{0,80}(?:@|://)\S{0,200}")
SMALL = re.compile(r"[^\W\d_]+")
# What a line about the journal begins with, or has in it, among the lines of the body.
FOOT = re.compile(r"\W*(?:(?:https?://)?(?:dx\.)?doi\b|[pe]?-?issn\b)|[^©]{0,80}©|.{0,80}\bcopyright\b", re.I)
FIGURE = re.compile(r"\d ?\)?,? [^\W\d_]")
# A mark that belongs to the institution behind it: a blank parts it from the name before.
FRONT_OF_PLACE = re.compile(
    rf"(?:(?<= )(?:{OPEN}[^{CLOSE}]*{CLOSE}|[\d,)(-]{{1,9}}|[a-h][ )])|(?<={CLOSE}){OPEN}[^{CLOSE}]*{CLOSE}(?=\Z))\s*\Z"
)


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of the first page. ``shown`` has no emphasis, and raised marks in ``⟦⟧``; blocks have no blank lines."""

    kind: Kind
    shown: str
    block: int
    level: int = 0
    bold: bool = False
    language: str = ""

    @property
    def marked(self) -> bool:
        """Whether the line bears raised marks."""
        return OPEN in self.shown


def front_page(text: str, sections: Sequence[Section]) -> tuple[FrontLine, ...]:
    """Class the lines of a paper's front, to where its body begins, and those at the foot of the first page.

    Of the lines in the body only those are given that are about the journal.

    Args:
        text: the stored text.
        sections: the paper's sections, in order.
    """
    start = sections[0].start
    limit = start + MOST_CHARACTERS
    body = next((s.start for s in sections if s.kind not in ("title", "abstract")), limit)
    end = min(limit, next((s.start for s in sections if s.kind == "references"), limit))
    common = small_words(text[start:limit])
    found: list[FrontLine] = []
    block = 0
    strong = False  # whether strong emphasis goes on over the line's end
    for line in islice(lines_of(text[:end], start), MOST_LINES):
        if line.blank:
            block += 1
            strong = False
            continue
        if line.start >= body and not FOOT.match(line.content[:300]):
            continue
        language = next((s.language for s in reversed(sections) if s.start <= line.start), "")
        level = line.heading_level
        marks = line.content.count("**")
        opens = line.content.lstrip("# ").startswith("**")
        for shown in _shown(line, strong or opens or marks % 2 == 0):
            classed = FrontLine(kind_of_line(shown, common, level), shown, block, level, line.is_bold, language)
            if line.start < body or classed.kind in ("masthead", "citation"):
                found.append(classed)
        if sum(1 for one in found if one.kind == "prose") > MOST_PROSE:  # more than abstracts: the body has no heading
            body = min(body, line.end)
        strong = marks % 2 == 1 and not strong and opens
    return tuple(_in_company(found))


def small_words(passage: str) -> frozenset[str]:
    """List the words that a passage writes in small letters: they are no names.

    >>> sorted(small_words("Ani Wulandari menulis tentang pasar."))
    ['menulis', 'pasar', 'tentang']
    """
    runs = (ADDRESS.sub(" ", run) if "@" in run or "://" in run else run for run in passage.split())
    return frozenset(filter(str.islower, SMALL.findall(" ".join(runs))))


def _shown(line: Line, emphasis: bool) -> Iterator[str]:
    """The line without emphasis, links and tags, cut where something else begins within it."""
    shown = LINK.sub(lambda found: found.group(1) or found.group(2), line.content)
    shown = EMPHASIS.sub("", shown.replace("\ufeff", "").replace("\xa0", " "))
    if emphasis:  # two stars behind a name may be a mark
        shown = shown.replace("**", "")
    shown = ITALIC.sub(r"\1", _bare(shown))
    shown = _bare(ESCAPE.sub(r"\1", TAG.sub(lambda found: _address(found.group(1)), shown)))
    shown = " ".join(COLUMNS.sub(" ; ", with_marks(shown).strip()).split())
    if shown:
        yield from cut(shown)


def _bare(shown: str) -> str:
    shown = shown.strip()
    for mark in ("***", "**", "*", "__", "_", "`"):
        if len(shown) > 2 * len(mark) and shown.startswith(mark) and shown.endswith(mark):
            inner = shown[len(mark) : -len(mark)]
            if mark not in inner or len(mark) > 1:
                return inner.strip()
    return shown


def _address(tag: str) -> str:
    return tag if tag.startswith("http") else " " * tag.startswith("br")


def cut(shown: str) -> list[str]:
    """Cut a line that holds names and then affiliations, or an abstract and then keywords.

    >>> cut("Ani1, Budi2 1Universitas Angin 2Politeknik Laut ani@contoh.id")
    ['Ani1, Budi2', '1Universitas Angin 2Politeknik Laut ani@contoh.id']
    """
    label = phrase("lines", "keywords").search(shown)
    if label and label.start() > 60 and shown[label.end() :].lstrip()[:1] in ":—–-.":
        return [*cut(shown[: label.start()].strip()), shown[label.start() :]]
    if (by := phrase("names", "byline").match(shown)) and people_in(shown[by.end() :].strip(" :.")):
        return [by.group(), shown[by.end() :].strip(" :.")]
    place = phrase("names", "institution").search(shown)
    if place is None or len(shown.split()) > 80 or not _may_hold_names(shown, shown[: place.start()]):
        return [shown]
    head = shown[: place.start()]
    mark = FRONT_OF_PLACE.search(head)
    head = head[: mark.start()] if mark else head
    if len(head) > 3 and people_in(head.strip(" ,;(")):
        return [head.strip(" ,;("), shown[len(head) :].strip()]
    return [shown]


def _may_hold_names(shown: str, head: str) -> bool:
    """Whether a mark, a mail address or a bracket tells that names stand before an institution."""
    if OPEN in shown:
        return True
    return not head.endswith(", ") and bool(MAIL.search(shown) or FIGURE.search(shown) or head.endswith("("))


def _in_company(lines: Sequence[FrontLine]) -> Iterator[FrontLine]:
    """Class again what only its neighbours tell: addresses under affiliations, names under a helper's label."""
    helped = False
    before: FrontLine | None = None
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        kind = line.kind
        if kind == "helper":
            helped = True
        elif kind != "people":
            helped = False
        elif helped:
            kind = "helper"
        near = before is not None and before.block == line.block
        if near and before is not None and before.kind in ("affiliation", "address") and kind in ("people", "title"):
            kind = _under_affiliation(line, before, after)
        if kind == "people" and before is not None and before.kind == "affiliation" and _is_place(line, after):
            kind = "address"
        before = replace(line, kind=kind)
        yield before


def _under_affiliation(line: FrontLine, before: FrontLine, after: FrontLine | None) -> Kind:
    """A name in the block of an affiliation is a place, unless its own affiliation follows."""
    followed = after is not None and after.kind in ("affiliation", "mail") and after.block == line.block
    if line.kind == "people" and (line.marked or followed or len(people_in(line.shown)) > 1):
        return "people"
    if phrase("names", "institution").search(line.shown):
        return "affiliation"
    return "address" if len(line.shown.split()) <= 14 else line.kind


def _is_place(line: FrontLine, after: FrontLine | None) -> bool:
    """Whether a single word stands between an institution and a year."""
    return len(line.shown.split()) == 1 and after is not None and after.kind == "year"


def begins_with_particle(shown: str) -> bool:
    """Whether a line begins with a small word, a bracket or a small letter, and so goes on from the line above.

    >>> begins_with_particle("(Studi Kasus)"), begins_with_particle("DI KOTA"), begins_with_particle("Kota Angin")
    (True, True, False)
    """
    first = shown.split(maxsplit=1)[0].casefold() if shown.strip() else ""
    return shown[:1] in "(:–—-" or shown[:1].islower() or first in words_of("detect", "frequent")
