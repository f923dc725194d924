"""A line as it is printed on a page."""

from __future__ import annotations

from typing import NamedTuple

HYPHEN = "\ufffe"  # pdfium's mark for a hyphen at the end of a line; the line break goes with it


class Line(NamedTuple):
    """A line as printed, in points from the page's lower left corner; ``size`` is that of its letters.

    ``is_cell`` tells that it was cut from others on the same height. ``margin`` and ``edge`` are the left and the right
    end of the column that it stands in, ``column`` tells the columns of a page apart, and ``is_justified`` whether most
    lines of its kind end where the column does: see :mod:`kg.corpus.pdf.columns`.
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
    is_justified: bool = False

    @property
    def place(self) -> str:
        """The box as text: left, bottom, right, top in whole points."""
        bottom = self.baseline - self.size / 4
        return "%d,%d,%d,%d" % (self.left, bottom, self.right + 1, bottom + self.size + 1)  # noqa: UP031 (twice as quick)
