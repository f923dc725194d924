"""The lines of a PDF page: their words, the boxes that they stand in, their size and weight.

pdfium gives a page's text in the order in which it was drawn, and breaks it into lines. Here each line gets its box, is
cut at gaps as wide as those between columns and cells, and is put together again where a raised figure broke it. Only
few characters of a line are measured: a box for each would take three times as long as the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium

from kg.corpus.pdf.glyphs import Glyphs

HYPHEN = "\ufffe"  # pdfium's mark for a hyphen at the end of a line; the line break goes with it
PRINTED = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?")
MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*[*†‡]?|[*†‡]+")
MARK_OF_AUTHOR = re.compile(rf"{MARK.pattern}|(?<=[^\W\d_])[a-h](?:,[a-h])*\*?(?![^\W_])")
GAP = re.compile(r"(?<=\S)\s+(?=\S)")
# How far apart words stand, in sizes of their letters: in cells of a table, and in columns.
CELL_GAP, COLUMN_GAP = 2.0, 0.9
SPARSE = 0.68  # a line this much wider than its letters (in sizes a character) has gaps in it
ALIKE = 0.8
SMALLER = 0.86
SAMPLE = 8
SHORT = 100
# The Cork encoding of TeX fonts, for PDFs that name no Unicode for them; ligatures; blanks; what is not seen.
LETTERS = str.maketrans(
    {0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl",
     0x1E: "ffi", 0x1F: "ffl", 0x88: "•", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
     0xFB05: "st", 0xFB06: "st", 0x02: HYPHEN}
    | dict.fromkeys((0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000), " ")
    | dict.fromkeys((*range(0x02), *range(0x03, 0x09), 0x0B, 0x0C, 0x0E, 0x0F, 0x17, *range(0x7F, 0x88)))
    | dict.fromkeys((*range(0x89, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
    | dict.fromkeys((0xFEFF, 0xFFFF))
)  # fmt: skip


class Line(NamedTuple):
    """A line as printed, in points from the page's lower left corner; ``size`` is that of its letters.

    ``is_cell`` tells that it was cut from others on the same height. ``margin`` and ``edge`` are the left and the right
    end of the column that it stands in, ``column`` tells the columns of a page apart: see :mod:`kg.corpus.pdf.columns`.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    is_cell: bool = False
    column: int = 0
    margin: float = 0.0
    edge: float = 0.0

    @property
    def place(self) -> str:
        """The box as text: left, bottom, right, top in whole points."""
        bottom = self.baseline - self.size / 4
        return "%.0f,%.0f,%.0f,%.0f" % (self.left, bottom, self.right, bottom + self.size)  # noqa: UP031 (twice as quick)


def lines_of_page(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Read the lines of a page, in the order in which they were drawn."""
    glyphs = Glyphs(page)
    try:
        printed = [_ends(glyphs.text, *found.span()) for found in PRINTED.finditer(glyphs.text)]
        measured = [_Measured.of(glyphs, start, end) for start, end in printed if start < end]
        gutter = _has_gutter(glyphs, measured, page.get_width())
        sparse = [each.is_sparse for each in measured]
        lines: list[Line] = []
        for at, each in enumerate(measured):
            pieces = [each]
            if gutter or any(sparse[max(0, at - 1) : at + 2]):
                spans = _pieces(glyphs, each, CELL_GAP if sparse[at] and not gutter else COLUMN_GAP)
                pieces = [_Measured.of(glyphs, *span) for span in spans]
            lines += [_line(glyphs, piece, number, len(pieces) > 1) for piece in pieces]
        return _mended([line for line in lines if line.text])
    finally:
        glyphs.close()


class _Measured(NamedTuple):
    """A stretch of a page's text with its measures; the size is that of its first letter."""

    start: int
    end: int
    left: float
    right: float
    baseline: float
    size: float
    letter: int

    @classmethod
    def of(cls, glyphs: Glyphs, start: int, end: int) -> _Measured:
        text = glyphs.text
        letter = start
        if not text[start].isalpha():
            letter = next((at for at in range(start, min(end, start + 12)) if text[at].isalpha()), start)
        left, baseline = glyphs.origin(start)
        if letter != start:
            baseline = glyphs.origin(letter)[1]
        return cls(start, end, left, glyphs.right(end - 1), baseline, glyphs.size(letter), letter)

    @property
    def is_sparse(self) -> bool:
        return self.right - self.left > (self.end - self.start) * self.size * SPARSE


def _ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _has_gutter(glyphs: Glyphs, measured: list[_Measured], width: float) -> bool:
    """Whether the page was drawn across its columns: most of its long lines have a wide gap.

    Most programs draw one column after the other, so a sample of the long lines is enough to tell.
    """
    long = [each for each in measured if each.end - each.start >= SHORT // 2 and each.right - each.left > width / 2]
    if not any(_has_gap(glyphs, each) for each in long[1 : len(long) : len(long) // 3 + 1]):
        return False
    sample = long[:: max(1, len(long) // SAMPLE)][:SAMPLE]
    return len(sample) > 3 and sum(_has_gap(glyphs, each) for each in sample) * 2 > len(sample)


def _has_gap(glyphs: Glyphs, line: _Measured) -> bool:
    return bool(_gaps(glyphs, line, COLUMN_GAP))


def _gaps(glyphs: Glyphs, line: _Measured, widest: float) -> list[tuple[int, int]]:
    """Find the gaps of a line that are wider than so many sizes of its letters.

    When all gaps are alike, the line was stretched to fill its column, and has none.
    """
    spans = [gap.span() for gap in GAP.finditer(glyphs.text, line.start, line.end)]
    widths = [glyphs.left(end) - glyphs.right(start - 1) for start, end in spans]
    if len(widths) > 1 and min(widths) > max(widths) * ALIKE:
        return []
    return [span for span, width in zip(spans, widths, strict=True) if width > line.size * widest]


def _pieces(glyphs: Glyphs, line: _Measured, widest: float) -> Iterator[tuple[int, int]]:
    """Cut a line at its wide gaps."""
    start = line.start
    for before, after in _gaps(glyphs, line, widest):
        yield start, before
        start = after
    yield start, line.end


def _line(glyphs: Glyphs, line: _Measured, number: int, is_cell: bool) -> Line:
    text = glyphs.text[line.start : line.end]
    if number == 1 and len(text) <= SHORT and text[0].isupper():
        text = _with_raised(glyphs, line, MARK_OF_AUTHOR)
    elif MARK.search(text):
        text = _with_raised(glyphs, line, MARK)
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", text.translate(LETTERS))
    if "  " in text:
        text = " ".join(text.split())
    bold = line.end - line.start <= SHORT and glyphs.is_bold(line.letter)
    return Line(text, number, line.left, line.right, line.baseline, line.size, bold, is_cell)


def _with_raised(glyphs: Glyphs, line: _Measured, marks: re.Pattern[str]) -> str:
    """Mark the raised figures of a line: of notes and of authors, who may have letters too."""
    text, at = glyphs.text, line.start
    parts: list[str] = []
    for mark in marks.finditer(text, line.start, line.end):
        start, end = mark.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        if before in "-–/=(" or before.isdigit() or after.isdigit():
            continue
        if glyphs.bottom(start) > line.baseline + line.size / 6 and not (
            text[start].isalpha() and glyphs.size(start) > line.size * SMALLER
        ):
            parts += [text[at:start].rstrip() if at < start else "", f"<sup>{mark.group()}</sup>"]
            at = end
    return "".join([*parts, text[at : line.end]])


def _mended(lines: list[Line]) -> list[Line]:
    """Put lines together again that pdfium broke at a raised figure: one ends where the other begins."""
    mended: list[Line] = []
    for line in lines:
        last = mended[-1] if mended else None
        if last is not None and _goes_on(last, line):
            gap = " " if line.left - last.right > last.size / 8 and line.text[0] not in ",.;:)" else ""
            text = _raised_alone(last, line) or f"{last.text}{gap}{line.text}"
            large = max(last, line, key=lambda each: each.size)
            mended[-1] = large._replace(text=text, left=last.left, right=line.right, is_cell=last.is_cell)
        else:
            mended.append(line)
    return mended


def _goes_on(last: Line, line: Line) -> bool:
    size = max(last.size, line.size)
    near = abs(last.baseline - line.baseline) < size * 0.6
    return near and -size / 2 < line.left - last.right < size * 0.6 and not (last.is_cell and line.is_cell)


def _raised_alone(last: Line, line: Line) -> str:
    """Mark a figure that stands raised on a line of its own."""
    if MARK.fullmatch(line.text) and line.size <= last.size * SMALLER:
        return f"{last.text}<sup>{line.text}</sup>"
    if MARK.fullmatch(last.text) and last.size <= line.size * SMALLER:
        return f"<sup>{last.text}</sup>{line.text}"
    return ""
