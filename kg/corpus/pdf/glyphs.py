"""What pdfium tells of single characters of a page: where they stand, how large and how bold they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from ctypes import PYFUNCTYPE, addressof, c_char, c_double, c_float, c_int, c_void_p, cast
from itertools import islice
from math import hypot
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

BOLD = re.compile(r"bold|black|heavy|medi\b|demi|[a-z]bx\d|-bd", re.IGNORECASE)
LONGEST_NAME = 128
BOLD_WEIGHT = 600
NEAR = 12  # characters among which the first letter of a line is looked for


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """Give a function of pdfium that is called without the interpreter's lock let go: it takes half the time."""
    return cast(getattr(raw, name), PYFUNCTYPE(result, *arguments))


_loose_box = _quick("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_box = _quick("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_matrix = _quick("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
_font_size = _quick("FPDFText_GetFontSize", c_double, c_void_p, c_int)
_object = _quick("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
_font = _quick("FPDFTextObj_GetFont", c_void_p, c_void_p)
_font_name = _quick("FPDFText_GetFontInfo", c_int, c_void_p, c_int, c_void_p, c_int, c_void_p)
_font_weight = _quick("FPDFText_GetFontWeight", c_int, c_void_p, c_int)
_index = _quick("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)


class Stretch(NamedTuple):
    """The characters of a page from ``start`` to ``end``, in points from its lower left corner.

    ``letter`` is the place of the first letter, whose size and baseline these are; ``turn`` tells how its line runs: 0
    from left to right, 90 upwards, 180 and 270 on, -1 aslant.
    """

    start: int
    end: int
    left: float
    right: float
    baseline: float
    size: float
    letter: int
    turn: int


class Glyphs:
    """The characters of a page, by their place in its text; each question is a call of pdfium's, so ask for few."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._layer = page.get_textpage()
        self.text: str = self._layer.get_text_range()
        self._handle: int | None = cast(self._layer.raw, c_void_p).value
        self._same = len(self.text) == self._layer.count_chars()
        self._wide = [at for at, character in enumerate(self.text) if character > "\uffff"] if not self._same else []
        self._sides = (c_float * 4)()  # left, top, right, bottom
        self._edges = (c_double * 4)()  # left, right, bottom, top
        self._turns = (c_float * 6)()
        self._at_sides, self._at_turns = addressof(self._sides), addressof(self._turns)
        self._at_edges = [addressof(self._edges) + 8 * at for at in range(4)]
        self._name, self._flags = (c_char * LONGEST_NAME)(), c_int()
        self._bold: dict[int | None, bool] = {}

    def close(self) -> None:
        """Give pdfium its memory back."""
        self._layer.close()

    def _index(self, at: int) -> int:
        """Find pdfium's own number of a character: it leaves some out of the text, and counts in UTF-16."""
        return at if self._same else int(_index(self._handle, at + bisect_left(self._wide, at)))

    def stretch(self, start: int, end: int) -> Stretch:
        """Measure the characters from one place to another."""
        letter = start
        if not self.text[start].isalpha():
            near = enumerate(islice(self.text, start, min(end, start + NEAR)), start)
            letter = next((at for at, character in near if character.isalpha()), start)
        handle = self._handle
        first, last, at = (start, end - 1, letter) if self._same else map(self._index, (start, end - 1, letter))
        _loose_box(handle, first, self._at_sides)
        left = self._sides[0]
        _loose_box(handle, last, self._at_sides)
        _, top, right, bottom = self._sides
        if not _matrix(handle, at, self._at_turns):  # drawn by no text object
            return Stretch(start, end, left, right, bottom, top - bottom, letter, 0)
        along, up, across, tall, _, baseline = self._turns
        # The size in the font's units is worth little: some programs set all in size 1 and enlarge it as they place it.
        size = _font_size(handle, at) * (hypot(across, tall) if across else abs(tall))
        turn = 0 if along > 0 and not up else _turn(along, up)
        return Stretch(start, end, left, right, baseline, size, letter, turn)

    def left(self, at: int) -> float:
        """Give where a character begins."""
        _loose_box(self._handle, at if self._same else self._index(at), self._at_sides)
        return self._sides[0]

    def right(self, at: int) -> float:
        """Give where a character ends, and the next would begin."""
        _loose_box(self._handle, at if self._same else self._index(at), self._at_sides)
        return self._sides[2]

    def bottom(self, at: int) -> float:
        """Give the lower edge of what is seen of a character."""
        _box(self._handle, self._index(at), *self._at_edges)
        return self._edges[2]

    def is_bold(self, at: int) -> bool:
        """Whether a character's font is a bold one, by its name or its weight."""
        index = self._index(at)
        drawn = _object(self._handle, index)
        font = _font(drawn) if drawn else None
        if font not in self._bold:
            self._bold[font] = self._asked_for_bold(index)
        return self._bold[font]

    def _asked_for_bold(self, index: int) -> bool:
        length = _font_name(self._handle, index, addressof(self._name), LONGEST_NAME, addressof(self._flags))
        name = self._name.raw[: max(0, min(length, LONGEST_NAME) - 1)].decode("latin-1")
        return bool(BOLD.search(name)) or _font_weight(self._handle, index) >= BOLD_WEIGHT


def _turn(along: float, up: float) -> int:
    """Tell how a line runs, by the direction of its letters; one that hardly leans is straight."""
    if abs(up) * 8 < abs(along):
        return 0 if along > 0 else 180
    if abs(along) * 8 < abs(up):
        return 90 if up > 0 else 270
    return -1
