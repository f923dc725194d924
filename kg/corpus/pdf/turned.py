"""Pages whose text runs sideways, such as those of wide tables: they are turned before they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from ctypes import byref

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.corpus.pdf.glyphs import Stretch


def direction(lines: Iterable[Stretch]) -> int:
    """Tell how most of a page's text runs: 0 from left to right, 90 upwards, 180 and 270 on."""
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += line.end - line.start
    return min((0, 90, 180, 270), key=lambda turn: (-letters[turn], turn))


def turned(file: pdfium.PdfDocument, index: int, turn: int) -> pdfium.PdfPage:
    """Turn a page so that what ran this way runs from left to right; the file on disk stays as it is."""
    page = file[index]
    left, bottom, right, top = page.get_bbox()
    matrix = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turn]
    raw.FPDFPage_TransFormWithClip(page.raw, byref(raw.FS_MATRIX(*matrix)), None)
    width, height = (right - left, top - bottom) if turn == 180 else (top - bottom, right - left)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.close()
    return file[index]
