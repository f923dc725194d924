"""Paragraphs, headings, items and rows, put together from lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.corpus.lines import TERMINAL
from kg.corpus.pdf.line import HYPHEN, Line
from kg.corpus.sections import is_matter, kind_of

Kind = Literal["text", "heading", "item", "row", "note"]
BULLET = r"(?:[•▪‣●○◦■□➢➤✓✔–—\-*·o\uf000-\uf0ff])\s+(?=\S)|[•▪●■➢➤✓✔\uf000-\uf0ff](?=\S)"
NUMBER = r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-zA-Z])[.)]\s+(?=\S)|\[\d{1,3}\]\s*(?=\S)"
MARKER = re.compile(f"{BULLET}|{NUMBER}")
BROKEN = re.compile(rf"\w[-{HYPHEN}‐/]\Z|\d–\Z|(?:://|www\.)\S*[/?=&%_]\Z")
BREAKS = f"-–‐/?=&%_{HYPHEN}"  # what such a line ends in
LONGEST_ADDRESS = 200
WIDEST = 0.55  # a letter, on average
INDENT = 0.7  # sizes of letters
LOOSE, LOOSE_ENTRY = 1.35, 1.12  # times the usual distance of lines: in text, and where no formula stretches a line
HEADING_WORDS, HEADING_LINES = 18, 4


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``level`` is a heading's or an item's depth, ``marker`` what an item begins with."""

    kind: Kind
    lines: tuple[Line, ...]
    level: int = 0
    marker: str = ""


def blocks_of(lines: list[Line], body: float) -> list[Block]:
    """Put the lines of a paper together, page after page in reading order.

    Args:
        lines: all lines but running matter and notes.
        body: the size of the running text.
    """
    usual = room = _leading(lines) * LOOSE
    paragraphs: list[list[Line]] = []
    hanging = False
    for at, line in enumerate(lines):
        current = paragraphs[-1] if paragraphs else None
        if current is not None and _belongs(current, line, room, hanging):
            current.append(line)
        else:
            paragraphs.append([line])
            if len(line.text) < 60 and (kind := kind_of(line.text)):
                entries = lines[at + 1 :]
                hanging = kind == "references" and _hangs(entries)
                room = _leading(entries, 0.25) * LOOSE_ENTRY if kind == "references" else usual
    return _with_levels([_block(paragraph, body) for paragraph in _rows(paragraphs)])


def _leading(lines: list[Line], quantile: float = 0.5) -> float:
    """Give the usual distance of lines, in sizes of their letters."""
    distances = sorted(
        (above.baseline - below.baseline) / below.size
        for above, below in pairwise(lines)
        if above.column == below.column and above.page == below.page and abs(above.size - below.size) < 0.5
        and 0.5 < (above.baseline - below.baseline) / below.size < 3.5
    )  # fmt: skip
    return distances[int(len(distances) * quantile)] if distances else 1.2


def _hangs(entries: list[Line]) -> bool:
    """Whether entries begin at the margin and go on further in: most lines that step in come after a full one."""
    indents = [
        (above, below)
        for above, below in pairwise(entries)
        if above.column == below.column and below.left - above.left > below.size * INDENT
    ]
    return 2 * sum(1 for above, below in indents if not _is_short(above, below)) > len(indents)


def _belongs(block: list[Line], line: Line, room: float, hanging: bool) -> bool:
    """Whether a line goes on with a block."""
    last = block[-1]
    if abs(last.size - line.size) > last.size * 0.08 or last.is_cell != line.is_cell:
        return False
    if last.is_cell:
        return abs(last.baseline - line.baseline) < last.size / 2 and line.left > last.left
    if (
        last.bold != line.bold
        and len(last.text) <= 100
        and len(line.text) <= 100
        and (_is_short(last, line) or line.bold or (len(block) > 1 and all(each.bold for each in block)))
    ):
        return False
    if (last.page, last.column) != (line.page, line.column) or line.baseline > last.baseline + last.size:
        return _crosses_over(block, line)
    if last.baseline - line.baseline > line.size * room:
        return False
    return _is_broken(last) or not _opens(block, line, hanging)


def _crosses_over(block: list[Line], line: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    last = block[-1]
    if _is_broken(last):
        return True
    if kind_of(last.text) or _marker(line) or is_matter(line.text) or is_matter(block[0].text):
        return False
    if last.text.endswith(TERMINAL):
        return not _is_indented(line) and not _is_short(last, line)
    if line.text[:1].isupper() and _is_short(last, line):
        return False
    return not (last.bold or line.bold) or last.bold == line.bold


def _opens(block: list[Line], line: Line, hanging: bool) -> bool:
    """Whether a line below another begins a paragraph, by its indent, its marker or the room left above."""
    last, first = block[-1], block[0]
    ended = last.text.endswith(TERMINAL)
    short = _is_short(last, line)
    step = line.left - last.left
    indent = line.size * INDENT
    is_title = line.size > 13 and not ended and not (_marker(line) or kind_of(line.text))
    if is_title and not hanging and abs(step) > indent:
        return False
    if _marker(line) and (ended or short or abs(step) > indent or _marker(last)):
        return True
    if _marker(first):  # an item goes on as far in as its text, or back at the margin with a word broken off
        return line.left < first.left + indent and (ended or short) if len(block) == 1 else step < -indent and ended
    if hanging:
        return step < -indent or (short and ended) or line.left < line.margin + indent
    if step > indent:
        return ended or short or len(block) > 1
    return short and (ended or not (is_title or _runs_on(line)))


def _is_broken(line: Line) -> bool:
    """Whether a line ends within a word, a range of figures or a web address."""
    return line.text[-1] in BREAKS and BROKEN.search(line.text[-LONGEST_ADDRESS:]) is not None


def _runs_on(line: Line) -> bool:
    """Whether a line begins with a small word, as no paragraph does; an address may."""
    first, _, rest = line.text.partition(" ")
    return first.islower() and first.isalpha() and bool(rest)


def _is_indented(line: Line) -> bool:
    return line.left > line.margin + line.size * INDENT


def _is_short(last: Line, line: Line) -> bool:
    """Whether a line ends although the first word of the next would have found room on it.

    The room is measured to the end of the column; letters are taken as wide as they are in the next line, unless it was
    stretched. In a justified column any room is enough.
    """
    if last.is_justified:
        return last.right + last.size < last.edge
    width = min((line.right - line.left) / max(1, len(line.text)), line.size * WIDEST)
    word = line.text.split(" ", 1)[0]
    return last.right + (len(word) + 1) * width + last.size < last.edge


def _marker(line: Line) -> str:
    """Give what a line begins with if it marks an item."""
    found = MARKER.match(line.text)
    return found.group() if found else ""


def _rows(paragraphs: list[list[Line]]) -> Iterable[list[Line]]:
    """Cells are rows of a table when rows stand one below the other; else they are lines of their own."""
    for at, paragraph in enumerate(paragraphs):
        beside = paragraphs[at - 1 : at] + paragraphs[at + 1 : at + 2] if at else paragraphs[1:2]
        if len(paragraph) > 1 and paragraph[0].is_cell and not any(other[0].is_cell for other in beside):
            yield from ([line] for line in paragraph)
        else:
            yield paragraph


def _block(paragraph: list[Line], body: float) -> Block:
    first = paragraph[0]
    lines = tuple(paragraph)
    if first.is_cell and len(lines) > 1:
        return Block("row", lines)
    marker = _marker(first)
    text = " ".join(line.text for line in lines)
    if _is_heading(lines, text, body):
        return Block("heading", lines)
    return Block("item", lines, marker=marker) if marker else Block("text", lines)


def _is_heading(lines: tuple[Line, ...], text: str, body: float) -> bool:
    """Whether a paragraph is set apart by size or weight, and short, or names a known section."""
    words = len(text.split())
    if len(lines) > HEADING_LINES or words > HEADING_WORDS:
        return False
    if kind_of(text):
        return True
    stands_out = all(line.size > body * 1.08 for line in lines) or all(line.bold for line in lines)
    ended = text.endswith((".", ",", ";"))
    return stands_out and not ended and any(map(str.isalpha, text)) and not is_matter(text) and "@" not in text


def _with_levels(blocks: list[Block]) -> list[Block]:
    """Give headings their level and items their depth.

    The largest heading before the first known section is the title; other lines that stand out there, such as
    authors, are text. Below, larger headings stand above smaller ones.
    """
    shown = [" ".join(line.text for line in block.lines) for block in blocks]
    known = next((at for at, block in enumerate(blocks) if block.kind == "heading" and kind_of(shown[at])), 0)
    front = [block for block in blocks[:known] if block.kind == "heading"]
    largest = max((block.lines[0].size for block in front), default=0.0)
    sizes = sorted({round(b.lines[0].size) for b in blocks[known:] if b.kind == "heading"}, reverse=True)
    leveled: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind == "heading" and at < known:
            is_title = block.lines[0].size >= largest - 0.5
            leveled.append(Block("heading", block.lines, 1) if is_title else Block("text", block.lines))
        elif block.kind == "heading":
            level = 2 if kind_of(shown[at]) else min(4, 2 + sizes.index(round(block.lines[0].size)))
            leveled.append(Block("heading", block.lines, level))
        elif block.kind == "item":
            leveled.append(Block("item", block.lines, _depth(leveled, block), block.marker))
        else:
            leveled.append(block)
    return leveled


def _depth(before: list[Block], item: Block) -> int:
    """Tell how deep an item is nested: by how far in it stands beside those above it, in another column by its mark."""
    first = item.lines[0]
    for block in reversed(before):
        other = block.lines[0]
        if block.kind != "item":
            return 0
        if (other.page, other.column) != (first.page, first.column):
            if _style(block.marker) == _style(item.marker):
                return block.level
            continue
        step = first.left - other.left
        if step > first.size * INDENT:
            return block.level + 1
        if step > -first.size * INDENT:
            return block.level
    return 0


def _style(marker: str) -> str:
    """Tell kinds of markers apart: bullets by their sign, numbers by what stands around them."""
    return re.sub(r"\d+|[^\W\d_]+", "1", marker.strip())
