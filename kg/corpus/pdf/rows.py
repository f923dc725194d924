"""Pieces on one height: a line that was stretched to fill its column, a mark and its item, or cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.corpus.pdf.page import Line

MARK_ALONE = re.compile(r"[•▪‣●○◦■□➢➤✓✔–—*·o\uf000-\uf0ff-]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-zA-Z])[.)]|\[\d{1,3}\]")
ALIKE = 0.7
AT_THE_EDGE = 2.5  # points
FIGURES = re.compile(r"[\W\d_]+")


def whole_lines(lines: list[Line], edge: float) -> Iterator[Line]:
    """Put the pieces of each line together, or tell that they are cells.

    Args:
        lines: one column in reading order.
        edge: where the long lines of the column end.
    """
    for pieces in _side_by_side(lines):
        if len(pieces) > 1 and MARK_ALONE.fullmatch(pieces[0].text):
            pieces = [_joined(pieces[:2]), *pieces[2:]]  # noqa: PLW2901
        if len(pieces) == 1 or _is_stretched(pieces, edge):
            yield _joined(pieces)
        else:
            yield from (piece._replace(is_cell=True) for piece in pieces)


def _side_by_side(lines: list[Line]) -> Iterator[list[Line]]:
    """Group lines that follow each other on one height, from left to right."""
    group: list[Line] = []
    for line in lines:
        if group and not (abs(group[-1].baseline - line.baseline) < line.size / 3 and line.left >= group[-1].right - 1):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_stretched(pieces: list[Line], edge: float) -> bool:
    """Whether pieces are words of one line that was justified: it ends where the long ones do, its gaps are alike."""
    if abs(pieces[-1].right - edge) > AT_THE_EDGE:
        return False
    gaps = [after.left - before.right for before, after in pairwise(pieces)]
    if len(gaps) == 1:
        return not any(FIGURES.fullmatch(piece.text) for piece in pieces)
    return min(gaps) > max(gaps) * ALIKE


def _joined(pieces: Iterable[Line]) -> Line:
    first, *rest = pieces
    if not rest:
        return first._replace(is_cell=False)
    text = " ".join(piece.text for piece in (first, *rest))
    return rest[0]._replace(text=text, left=first.left, right=rest[-1].right, is_cell=False)
