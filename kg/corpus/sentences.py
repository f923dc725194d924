"""Sentences of running text: found again where a page break or a missing space hides them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.corpus.lines import TERMINAL, lines_of
from kg.corpus.sections import Heading, is_matter
from kg.languages import LANGUAGES, load
from kg.model import Section, Sentence

STOP = re.compile(r"[.!?…]+")
WORD_BEFORE = re.compile(r"([\w.'’-]{1,40})$")
CLOSING = "\"'”’)]*_»"
PARENTHESIS = re.compile(r"\s{0,3}\([^()\n]{1,120}\)\.?\s*(?=\Z|\n|[A-Z])")
LIST_LABEL = re.compile(r"(?:\d{1,2}|[a-zA-Z])\Z")
SHORT_LINE = 10
LONG_LINE = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item: ``text[start:end]``, list marker outside."""

    start: int
    end: int
    section: int
    heading: str
    is_item: bool


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("sentence", "abbreviations"))


def find_sentences(text: str, sections: tuple[Section, ...], headings: list[Heading]) -> tuple[Sentence, ...]:
    """Cut a paper's running text into sentences.

    Title matter, reference lists, headings, captions and keyword lines have none. A paragraph that a page break cuts
    in two is one paragraph; its sentence keeps the break inside its span.
    """
    found: list[Sentence] = []
    for number, block in enumerate(find_blocks(text, sections, headings)):
        for start, end in split(text, block.start, block.end):
            found.append(Sentence(start, end, block.section, number, block.heading, block.is_item))
    return tuple(found)


def find_blocks(text: str, sections: tuple[Section, ...], headings: list[Heading]) -> list[Block]:
    """Cut the prose of each section into paragraphs and list items, joined again over page breaks."""
    heading_at = {heading.line.start: heading for heading in headings}
    blocks: list[Block] = []
    for index, section in enumerate(sections):
        if section.kind in ("title", "references"):
            continue
        blocks += _section_blocks(text, index, section, heading_at)
    return blocks


def _section_blocks(text: str, index: int, section: Section, heading_at: dict[int, Heading]) -> list[Block]:
    """Cut one section; ``parted`` tells of a blank line above, ``is_open`` of a block that the line may continue."""
    blocks: list[Block] = []
    heading, parted, is_open = section.heading, True, False
    for line in lines_of(text, section.start):
        if line.start >= section.end:
            break
        found = heading_at.get(line.start)
        if found is not None:
            heading, parted, is_open = found.text, False, found.content_start < line.end
            if is_open:
                blocks.append(Block(found.content_start, line.end, index, heading, False))
        elif line.blank or is_matter(line.content):
            parted = True
        else:
            marker = line.marker
            first = line.start + marker + _leading(line.content[marker:])
            end = line.start + len(line.content.rstrip())
            last = blocks[-1] if is_open else None
            if last is not None and _runs_on(text[last.start : last.end], text[first:end], marker, parted):
                blocks[-1] = Block(last.start, end, index, last.heading, last.is_item)
            else:
                if last is not None and _leads(text, last, bool(marker), parted):
                    heading = " ".join(text[last.start : last.end].split())
                blocks.append(Block(first, end, index, heading, bool(marker)))
            parted, is_open = False, True
    return [block for block in blocks if block.end > block.start]


def _leading(content: str) -> int:
    return len(content) - len(content.lstrip(" \t*_"))


def _leads(text: str, block: Block, into_item: bool, parted: bool) -> bool:
    """Whether a block heads what follows it: a title-like line over its text, or ``… meliputi:`` over its items."""
    shown = text[block.start : block.end].rstrip(" *_")
    if into_item:
        return shown.endswith(":")
    return not parted and len(shown.split()) <= SHORT_LINE and not shown.endswith(TERMINAL)


def _runs_on(before: str, line: str, marker: int, parted: bool) -> bool:
    """Whether a line continues the block above: wrapped, or cut by a page break."""
    ended = before.rstrip(' *_)"”').endswith(TERMINAL)
    small = line[:1].islower() or (line[:1].isdigit() and not marker)
    if marker:
        return not ended and line[:1].islower()
    if not parted:
        short = "\n" not in before and len(before.split()) <= SHORT_LINE
        return not (short and not ended and line[:1].isupper())
    if ended:
        return False
    return small or line[:1] == "(" or (len(before) >= LONG_LINE and "\n" not in before[-LONG_LINE:])


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` into sentences, each without white space around it.

    >>> text = "Layanan BPJS cepat.Oleh karena itu, 98,41 persen puas (Safitri dkk. 2025). Rp 1,7 triliun dibayar."
    >>> [text[a:b] for a, b in split(text, 0, len(text))]  # doctest: +NORMALIZE_WHITESPACE
    ['Layanan BPJS cepat.', 'Oleh karena itu, 98,41 persen puas (Safitri dkk. 2025).', 'Rp 1,7 triliun dibayar.']
    """
    begin = start
    for stop in STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue
        after = stop.end()
        while after < end and text[after] in CLOSING:
            after += 1
        if after >= end or not _is_boundary(text, begin, stop.start(), stop.group(), after, end):
            continue
        tail = PARENTHESIS.match(text, after, end)
        if tail is not None:
            after = tail.start() + len(tail.group().rstrip())
        yield from _trimmed(text, begin, after)
        begin = after
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in " \t\r\n*_":
        start += 1
    while end > start and text[end - 1] in " \t\r\n*_":
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield start, end


def _is_boundary(text: str, begin: int, stop: int, mark: str, after: int, end: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation, an initial, a list number or inside a number."""
    following = text[after:end]
    gap = len(following) - len(following.lstrip(" \t\r\n*_"))
    head = following[gap : gap + 2].lstrip("\"'“‘([")[:1]
    if not head or head in ",;:)":
        return False
    found = WORD_BEFORE.search(text, max(begin, stop - 40), stop)
    word = found.group(1) if found else ""
    if mark == "." and _is_abbreviated(word, text, begin, stop):
        return False
    if gap == 0:
        return _is_missing_space(word, following)
    if mark in ("...", "…") and head.islower():
        return False
    if mark == "." and head.islower():
        return len(word) > 3 and word.isalpha() and word.islower()
    return head.isalnum() or head in "\"'“‘([–-"


def _is_abbreviated(word: str, text: str, begin: int, stop: int) -> bool:
    last = word.rsplit(".", 1)[-1]
    if not last:
        return False
    if last.casefold() in _abbreviations() and not (last.isupper() and len(last) > 2):
        return True
    if len(last) == 1 and last.isupper():
        return True
    return LIST_LABEL.match(last) is not None and stop - begin <= 3


def _is_missing_space(word: str, following: str) -> bool:
    """``kerja.Oleh`` and ``2023.penelitian`` end a sentence; ``S.Sos``, ``kompas.com`` and ``4.7`` do not."""
    if "." in word or "@" in word:
        return False
    if following[:1].isupper():
        return len(word) > 2 and following[1:2].islower() and (word[-1:].islower() or word[-1:].isdigit())
    return word.isdigit() and len(word) == 4 and following[:3].isalpha()
