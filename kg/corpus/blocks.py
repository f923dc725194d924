"""Paragraphs, list items and tables as a marked-up file has them, and how they are written into a stored text.

HTML and Word say what is a heading, an item or a cell; their readers make blocks of it, and :func:`write` turns blocks
into the few marks of Markdown that the structure floor knows (:class:`kg.corpus.document.Document`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from unicodedata import normalize

from kg.corpus.document import MOST_CHARACTERS, Unreadable, Writer
from kg.corpus.sections import LONGEST_HEADING, kind_of

LONGEST_MARKED_HEADING = 40  # words; what is longer was made a heading for its looks
LONGEST_TITLE_MATTER = 40  # words of a paragraph; a longer one is prose
LONGEST_CELL = 40
LONGEST_CELL_OF_BLOCKS = 12
MOST_COLUMNS = 100
DEEPEST_LIST = 8
# Soft hyphens, characters without width, marks of direction, and control characters that are no white space.
UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
SENTENCE_END = (".", "!", "?", ";", ",", ":")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; a line feed in it is a line break. ``place`` is where in the file it stands."""

    text: str
    bold: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, when it has a ``level``; an item, when it has a ``mark``; else a paragraph.

    ``depth`` counts the lists that an item's list stands in. ``keeps_lines`` tells text whose line breaks matter.
    """

    runs: tuple[Run, ...]
    level: int = 0
    mark: str = ""
    depth: int = 0
    keeps_lines: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and how many columns and rows it spans."""

    blocks: tuple[Block | Table, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; whether they hold data or only place text on the page, :func:`write` decides."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    place: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def clean(text: str) -> str:
    r"""Fold white space and take out what nobody sees; letters are composed (NFC).

    >>> clean(" ke\u00adputus\u200ban\xa0 \n akhir ")
    'keputusan akhir'
    """
    return " ".join(normalize("NFC", UNSEEN.sub("", text)).split())


def write(blocks: Iterable[Block | Table]) -> Writer:
    r"""Write blocks into a stored text.

    A paragraph that is bold as a whole and short is set in ``**``: it is a heading without a style. Line breaks end
    lines in the title matter, where authors stand line by line, and are blanks in prose.

    Raises:
        Unreadable: the blocks hold no text, or more than any paper has.

    >>> item = Block((Run("layar\nrusak"),), mark="1. ")
    >>> write([Block((Run("Metode"),), level=2), item, item, Block((Run("Uji Coba", bold=True),))]).text
    '## Metode\n\n1. layar rusak\n1. layar rusak\n\n**Uji Coba**\n'
    """
    printer = _Printer()
    for block, following in pairwise(chain(blocks, [None])):
        if block is not None:
            printer.put(block, following)
    if not printer.length:
        raise Unreadable("holds no text", "save the paper's whole text in it")
    return printer.writer


class _Printer:
    """Writes block after block; ``above`` is what was written last, ``in_front`` lasts as long as the title matter."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.length = 0
        self.above = ""
        self.in_front = True

    def put(self, block: Block | Table, following: Block | Table | None = None) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif block.level:
            self._heading(block)
        else:
            followed = following is not None and not (isinstance(following, Block) and following.mark)
            self._paragraphs(block, followed)

    def _table(self, table: Table) -> None:
        """Write a table's rows; title matter has no data, so a table there only places names side by side."""
        if self.in_front or not _holds_data(table):
            for block in (block for row in table.rows for cell in row for block in cell.blocks):
                self.put(block)
            return
        self.above = ""
        for row in _grid(table):
            place = next((cell.place for cell in row if cell.place), "")
            if any(cell.text for cell in row):
                self._write("| " + " | ".join(cell.text.replace("|", "\\|") for cell in row) + " |", place, "row")

    def _heading(self, block: Block) -> None:
        line = _folded(block)
        if line.words > LONGEST_MARKED_HEADING:
            self._write(line.text, line.place, "")
        elif _says_something(line.text):
            self._write(f"{'#' * min(block.level, 6)} {line.text}", line.place, "")
            self._leave_front(line)

    def _paragraphs(self, block: Block, followed: bool) -> None:
        mark = "   " * min(block.depth, DEEPEST_LIST) + block.mark if block.mark else ""
        for lines in _parted(_lines(block)):
            if self._keeps(block, lines):
                for at, line in enumerate(lines):
                    self._write(line.text, line.place, "line" if at else "")
                    self._leave_front(line)
                continue
            heads = 0 if mark else _count_heads(lines)
            for line in lines[:heads]:
                self._write(f"**{line.text}**", line.place, "")
                self._leave_front(line)
            if heads < len(lines):
                self._paragraph(_joined(lines[heads:]), mark, followed)
                mark = ""

    def _keeps(self, block: Block, lines: list[_Line]) -> bool:
        """Whether each line is written as a line of its own."""
        return len(lines) > 1 and not block.mark and (block.keeps_lines or self.in_front)

    def _paragraph(self, line: _Line, mark: str, followed: bool) -> None:
        """Write a paragraph or an item; a bold item with text under it is a heading that a list numbers."""
        if mark.strip(" -") and followed and _is_head(line):
            self._write(f"**{mark.strip()} {line.text}**", line.place, "")
        else:
            self._write(mark + line.text, line.place, "item" if mark else "")
        self._leave_front(line)

    def _leave_front(self, line: _Line) -> None:
        if self.in_front:
            known = line.words <= 6 and kind_of(line.text) is not None
            self.in_front = not known and line.words < LONGEST_TITLE_MATTER

    def _write(self, text: str, place: str, kind: str) -> None:
        if not _says_something(text):
            return
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise Unreadable(f"holds more than {MOST_CHARACTERS:,} characters", "give one paper a file")
        self.writer.block([(text, 0, place)], tight=kind == "line" or (kind != "" and kind == self.above))
        self.above = kind


def _says_something(text: str) -> bool:
    """Whether there is more than rules and ornaments."""
    return any(character.isalnum() for character in text)


def _lines(block: Block) -> Iterator[_Line]:
    """Cut the runs of a block at its line breaks."""
    lines: list[list[Run]] = [[]]
    for run in block.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.bold, run.place))
        lines += [[Run(part, run.bold, run.place)] for part in others]
    for runs in lines:
        shown = [run for run in runs if clean(run.text)]
        bold = bool(shown) and all(run.bold for run in shown)
        yield _Line(clean("".join(run.text for run in runs)), bold, shown[0].place if shown else "")


def _parted(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Give the paragraphs of a block: an empty line parts two."""
    paragraph: list[_Line] = []
    for line in chain(lines, [_Line("", False, "")]):
        if line.text:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []


def _joined(lines: Sequence[_Line]) -> _Line:
    return _Line(" ".join(line.text for line in lines), all(line.bold for line in lines), lines[0].place)


def _folded(block: Block | Table) -> _Line:
    """Give a block's text as one line; a table has none."""
    lines = [line for line in _lines(block) if line.text] if isinstance(block, Block) else []
    return _joined(lines) if lines else _Line("", False, "")


def _count_heads(lines: Sequence[_Line]) -> int:
    """Count the bold lines that head a paragraph; a paragraph that is bold as a whole has one line or is prose."""
    if all(line.bold for line in lines):
        return 1 if len(lines) == 1 and _is_head(lines[0]) else 0
    return 1 if _is_head(lines[0]) else 0


def _is_head(line: _Line) -> bool:
    short = line.words <= LONGEST_HEADING and any(character.isalpha() for character in line.text)
    return line.bold and short and not line.text.endswith(SENTENCE_END) and "@" not in line.text


def _holds_data(table: Table) -> bool:
    """Whether a table is more than a way to place text: columns of short cells."""
    cells = [cell for row in table.rows for cell in row]
    return any(len(row) > 1 for row in table.rows) and all(_is_short(cell) for cell in cells)


def _is_short(cell: Cell) -> bool:
    blocks = [block for block in cell.blocks if isinstance(block, Table) or _folded(block).text]
    if any(isinstance(block, Table) or block.level for block in blocks):
        return False
    longest = LONGEST_CELL if len(blocks) < 2 else LONGEST_CELL_OF_BLOCKS
    return sum(_folded(block).words for block in blocks) <= longest


def _grid(table: Table) -> Iterator[list[_Line]]:
    """Give each row with all of its columns: those that a spanning cell takes are empty."""
    empty = _Line("", False, "")
    taken: dict[int, int] = {}  # column → rows below that a cell above reaches into
    for row in table.rows:
        shown: list[_Line] = []
        below = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        for cell in row:
            while len(shown) in taken:
                shown.append(empty)
            lines = [line for block in cell.blocks if (line := _folded(block)).text]
            below |= {len(shown) + at: cell.rows - 1 for at in range(cell.columns) if cell.rows > 1}
            shown += [_joined(lines) if lines else empty] + [empty] * (cell.columns - 1)
        while len(shown) in taken:
            shown.append(empty)
        taken = below
        yield shown
