"""The lines of a PDF page: their words, the boxes that they stand in, their size and weight.

pdfium gives a page's text in the order in which it was drawn, and breaks it into lines. Here each line gets its box, is
cut at gaps as wide as those between columns and cells, and is put together again where a raised figure broke it. Only
few characters of a line are measured: a box for each would take three times as long as the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import pypdfium2 as pdfium

from kg.corpus.pdf.glyphs import Glyphs, Stretch
from kg.corpus.pdf.line import HYPHEN, Line
from kg.corpus.pdf.line_numbers import without_line_numbers
from kg.corpus.pdf.rows import STRETCHED, are_alike
from kg.corpus.pdf.turned import direction, turned

PRINTED = re.compile(rf"[^\s{HYPHEN}][^\r\n{HYPHEN}]*(?<!\s){HYPHEN}?")
MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*[*†‡]?|[*†‡]+")
IN_MARK = re.compile(r"[\d*†‡]")
MARK_OF_AUTHOR = re.compile(rf"{MARK.pattern}|(?<=[^\W\d_])[a-h](?:,[a-h])*\*?(?![^\W_])")
GAP = re.compile(r"(?<=\S)\s+(?=\S)")
# How far apart words stand, in sizes of their letters: in cells of a table, and in columns.
CELL_GAP, COLUMN_GAP = 2.0, 0.9
# A line has gaps in it when it is wider than its letters: so many sizes a character, or times the usual of long lines.
SPARSE, ROOMY, PROSE = 0.68, 1.25, 24
SMALLER = 0.86
SMALLEST = 1.5  # points
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


class Sheet(NamedTuple):
    """The lines of a page, in the order in which they were drawn, and the heights where it ends."""

    lines: list[Line]
    bottom: float
    top: float


def read_sheet(file: pdfium.PdfDocument, index: int) -> Sheet:
    """Read the lines of a page; one whose text runs sideways is turned first."""
    page = file[index]
    glyphs = Glyphs(page)
    drawn = _drawn(glyphs)
    if turn := direction(drawn):
        glyphs.close()
        page.close()
        page = turned(file, index, turn)
        glyphs = Glyphs(page)
        drawn = _drawn(glyphs)
    box = page.get_bbox()
    seen = [each for each in drawn if _is_seen(each, box)]
    pieces = _pieces(glyphs, seen, box[2] - box[0])
    lines = [_line(glyphs, piece, index + 1, len(row) > 1) for row in pieces for piece in row]
    glyphs.close()
    page.close()
    return Sheet(_mended(without_line_numbers([line for line in lines if line.text])), box[1], box[3])


def _drawn(glyphs: Glyphs) -> list[Stretch]:
    return [glyphs.stretch(*found.span()) for found in PRINTED.finditer(glyphs.text)]


def _is_seen(line: Stretch, box: tuple[float, float, float, float]) -> bool:
    """Whether a reader sees a line, on the page and large enough, and it runs as most of the page does.

    What runs in another direction are stamps in the margin, watermarks and the labels of figures.
    """
    left, bottom, right, top = box
    return (
        not line.turn
        and line.size > SMALLEST
        and bottom < line.baseline < top
        and left < line.right
        and line.left < right
    )


def _pieces(glyphs: Glyphs, lines: list[Stretch], width: float) -> list[list[Stretch]]:
    """Cut lines at the gaps between columns and cells.

    All are cut when the page was drawn across its columns. Else those with much room in them are, and then their
    neighbours, for a row of a table may be fuller than the next: so on up and down while there is something to cut.
    """
    pieces = [[line] for line in lines]
    if _has_gutter(glyphs, lines, width):
        return [_cut(glyphs, line, COLUMN_GAP) for line in lines]
    densities = [_density(line) for line in lines]
    full = sorted(density for line, density in zip(lines, densities, strict=True) if line.end - line.start >= PROSE)
    most = min(SPARSE, full[len(full) // 2] * ROOMY if full else SPARSE)
    roomy = {at for at, density in enumerate(densities) if density > most}
    due = [at for at in sorted(roomy) if _gaps(glyphs, lines[at], CELL_GAP)]
    seen: set[int] = set()
    while due:
        at = due.pop()
        if at in seen or not 0 <= at < len(lines):
            continue
        seen.add(at)
        pieces[at] = _cut(glyphs, lines[at], COLUMN_GAP)
        if len(pieces[at]) > 1:
            due += [at - 1, at + 1]
    return pieces


def _density(line: Stretch) -> float:
    """Give how wide a line is, in sizes of its letters for each of them."""
    return (line.right - line.left) / ((line.end - line.start) * line.size)


def _has_gutter(glyphs: Glyphs, lines: list[Stretch], width: float) -> bool:
    """Whether the page was drawn across its columns: most of its long lines have a wide gap.

    Most programs draw one column after the other, so a sample of the long lines is enough to tell.
    """
    long = [each for each in lines if each.end - each.start >= SHORT // 2 and each.right - each.left > width / 2]
    if not any(_gaps(glyphs, each, COLUMN_GAP) for each in long[1 : len(long) : len(long) // 3 + 1]):
        return False
    sample = long[:: max(1, len(long) // SAMPLE)][:SAMPLE]
    return len(sample) > 3 and sum(1 for each in sample if _gaps(glyphs, each, COLUMN_GAP)) * 2 > len(sample)


def _gaps(glyphs: Glyphs, line: Stretch, widest: float) -> list[tuple[int, int]]:
    """Find the gaps of a line that are wider than so many sizes of its letters.

    When all gaps are alike, the line was stretched to fill its column, and has none.
    """
    spans = [gap.span() for gap in GAP.finditer(glyphs.text, line.start, line.end)]
    widths = [glyphs.left(end) - glyphs.right(start - 1) for start, end in spans]
    if len(widths) > 1 and max(widths) < line.size * STRETCHED:
        plain = [width for (at, _), width in zip(spans, widths, strict=True) if glyphs.text[at - 1].isalnum()]
        if plain and are_alike(widths, plain):
            return []
    return [span for span, width in zip(spans, widths, strict=True) if width > line.size * widest]


def _cut(glyphs: Glyphs, line: Stretch, widest: float) -> list[Stretch]:
    """Cut a line at its wide gaps."""
    gaps = _gaps(glyphs, line, widest)
    if not gaps:
        return [line]
    starts = [line.start, *(after for _, after in gaps)]
    ends = [*(before for before, _ in gaps), line.end]
    return [glyphs.stretch(start, end) for start, end in zip(starts, ends, strict=True)]


def _line(glyphs: Glyphs, line: Stretch, number: int, is_cell: bool) -> Line:
    text = glyphs.text[line.start : line.end]
    if number == 1 and len(text) <= SHORT and text[0].isupper():
        text = _with_raised(glyphs, line, MARK_OF_AUTHOR)
    elif IN_MARK.search(text):
        text = _with_raised(glyphs, line, MARK)
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", text.translate(LETTERS))
    if "  " in text:
        text = " ".join(text.split())
    bold = line.end - line.start <= SHORT and glyphs.is_bold(line.letter)
    return Line(text, number, line.left, line.right, line.baseline, line.size, bold, is_cell)


def _with_raised(glyphs: Glyphs, line: Stretch, marks: re.Pattern[str]) -> str:
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
            text[start].isalpha() and glyphs.stretch(start, end).size > line.size * SMALLER
        ):
            between = text[at:start]
            parts += [between if between.endswith((", ", "; ")) else between.rstrip(), f"<sup>{mark.group()}</sup>"]
            at = end
    return "".join([*parts, text[at : line.end]]).replace("</sup>,<sup>", ",")


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
