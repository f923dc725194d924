"""The prose of a paper cut into paragraphs and list items, joined again over page breaks and what stands between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.corpus.headings import Heading, is_titled
from kg.corpus.lines import FOOTNOTE, TERMINAL, UNSEEN, Line, lines_of
from kg.corpus.matter import is_bare, matter_of
from kg.model import Section

SHORT_LINE = 10  # words
LONG_LINE = 60  # characters
WRAPPED = 40  # characters of a line that may run on into the next one
LONGEST_LABEL = 120  # characters
MOST_GAPS = 40
# A stop at the end of a block; a note mark, closing quotation marks and brackets may stand behind it.
ENDED = re.compile(r"[.!?:;…](?:<sup>[^<]{0,20}</sup>|\s?\[\^?[\d,;\s–-]{1,12}\]|[\s*_)\"'”’»\d¹²³⁰-⁹]){0,8}\Z")
NO_PROSE = ("title", "references")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item: ``text[start:end]``, list marker outside.

    ``gaps`` are the stretches within it that are not its own: captions, tables, footnotes between its halves.
    ``tail`` is where its last line begins.
    """

    start: int
    end: int
    section: int
    heading: str
    is_item: bool
    tail: int
    gaps: tuple[tuple[int, int], ...] = ()


def find_blocks(text: str, sections: tuple[Section, ...], headings: list[Heading]) -> list[Block]:
    """Cut the prose of each section into paragraphs and list items, in the order of the text."""
    heading_at = {heading.line.start: heading for heading in headings}
    blocks: list[Block] = []
    for index, section in enumerate(sections):
        if section.kind not in NO_PROSE:
            blocks += _SectionBlocks(text, index, section, heading_at).read()
    return blocks


class _SectionBlocks:
    """Reads one section line by line.

    ``parted`` tells of a blank line or foreign matter above, ``open_at`` is the place of the block that the line may
    continue, ``passed`` has the foreign matter since that block.
    """

    def __init__(self, text: str, index: int, section: Section, heading_at: dict[int, Heading]) -> None:
        self._text, self._index, self._section, self._heading_at = text, index, section, heading_at
        self._blocks: list[Block] = []
        self._heading = section.heading
        self._parted, self._labelled, self._in_keywords = True, False, False
        self._in_footnote, self._has_note = False, False
        self._open_at: int | None = None
        self._passed: list[tuple[int, int]] = []

    def read(self) -> list[Block]:
        """Give the blocks of the section."""
        for line in lines_of(self._text, self._section.start, self._section.end):
            found = self._heading_at.get(line.start)
            if found is not None:
                self._head(found)
            elif line.blank:
                self._parted, self._in_footnote, self._in_keywords = True, False, False
            elif line.is_footnote or self._in_footnote:
                self._note(line)
            elif self._is_foreign(line):
                self._pass(line)
            else:
                self._prose(line)
        return [block for block in self._blocks if block.end > block.start]

    def _head(self, found: Heading) -> None:
        self._heading, self._parted, self._labelled, self._in_footnote = found.text, False, False, False
        self._open_at, self._passed = None, []
        if found.is_run_in:
            self._open(found.content_start, found.line, False)

    def _note(self, line: Line) -> None:
        """Make a footnote a block of its own, which does not close the block above it."""
        if line.is_footnote:
            start = _past(FOOTNOTE, line)
            self._has_note = not self._text.startswith(("http", "<http"), start)
            if self._has_note:
                self._blocks.append(Block(start, line.end, self._index, self._heading, False, line.start))
        elif self._has_note:
            self._blocks[-1] = replace(self._blocks[-1], end=line.end, tail=line.start)
        self._in_footnote = True
        self._pass(line)

    def _is_foreign(self, line: Line) -> bool:
        """Whether the line is no prose: matter, a row of a table, the name below ``Gambar 2``, keywords that go on."""
        long = len(line.content) > LONGEST_LABEL
        named = self._labelled and not long and not line.marker and not line.content.rstrip(" *_").endswith(TERMINAL)
        self._labelled = not long and is_bare(line.content)
        wrapped, self._in_keywords = self._in_keywords and not long, False
        if self._labelled or named or wrapped or line.is_table_row or line.has_leaders:
            return True
        if line.is_bare_number:
            return not self._is_wrapped()
        function = matter_of(line.content)
        self._in_keywords = function == "keywords" and len(line.content) >= LONG_LINE
        return bool(function) and not (function == "caption" and self._is_wrapped())

    def _is_wrapped(self) -> bool:
        """Whether the line above is prose that goes on in this one, as in ``… pada / Tabel 2. Loket …``."""
        last = self._blocks[self._open_at] if self._open_at is not None and not self._parted else None
        return last is not None and not self._has_ended(last) and last.end - last.tail >= WRAPPED

    def _pass(self, line: Line) -> None:
        self._parted = True
        self._passed.append((line.start, line.end))

    def _prose(self, line: Line) -> None:
        marker = line.marker
        first = line.start + marker + _leading(line.content[marker:])
        end = line.start + len(line.content.rstrip())
        last = self._blocks[self._open_at] if self._open_at is not None else None
        if last is not None and self._open_at is not None and self._runs_on(last, first, marker):
            del self._blocks[self._open_at + 1 :]  # footnotes within the sentence that goes on
            self._blocks[-1] = replace(last, end=end, tail=line.start, gaps=(*last.gaps, *self._passed))
        else:
            if last is not None and self._leads(last, bool(marker)):
                self._heading = " ".join(self._text[last.start : last.end].split())
            self._open(first, line, bool(marker))
        self._parted, self._passed = False, []

    def _open(self, start: int, line: Line, is_item: bool) -> None:
        end = line.start + len(line.content.rstrip())
        self._open_at = len(self._blocks)
        self._blocks.append(Block(start, end, self._index, self._heading, is_item, max(start, line.start)))

    def _leads(self, block: Block, into_item: bool) -> bool:
        """Whether a block heads what follows: a title-like line over its text, or ``… meliputi:`` over its items."""
        if into_item:
            return self._text[max(block.start, block.end - 8) : block.end].rstrip(" *_").endswith(":")
        return not self._parted and self._is_short(block) and not self._has_ended(block)

    def _runs_on(self, block: Block, start: int, marker: int) -> bool:
        """Whether a line continues the block above: wrapped, or cut by a page break or a figure.

        A half item that goes on below a page break is sometimes given a marker of its own.
        """
        begins = self._text[start : start + 1]
        ended = self._has_ended(block)
        if marker:
            halved = self._parted and block.is_item and self._text[block.start].isupper()
            return halved and not ended and begins.islower()
        if not self._parted:
            return not (self._is_short(block) and not ended and begins.isupper())
        if ended or len(block.gaps) + len(self._passed) > MOST_GAPS:
            return False
        return begins.islower() or begins.isdigit() or begins == "(" or block.end - block.tail >= LONG_LINE

    def _has_ended(self, block: Block) -> bool:
        return ENDED.search(self._text, max(block.start, block.end - 40), block.end) is not None

    def _is_short(self, block: Block) -> bool:
        if block.tail > block.start or block.end - block.start > LONGEST_LABEL:
            return False
        shown = self._text[block.start : block.end]
        return len(shown.split()) <= SHORT_LINE and (len(shown) < WRAPPED or is_titled(shown))


def _leading(content: str) -> int:
    return len(content) - len(content.lstrip(UNSEEN + "*_"))


def _past(pattern: re.Pattern[str], line: Line) -> int:
    found = pattern.match(line.content)
    return line.start + (found.end() if found else 0)
