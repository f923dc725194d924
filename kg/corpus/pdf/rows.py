"""Pieces on one height: a line that was stretched to fill its column, a mark and its item, or cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.corpus.pdf.line import Line

MARK_ALONE = re.compile(r"[•▪‣●○◦■□➢➤✓✔–—*·o\uf000-\uf0ff-]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-zA-Z])[.)]|\[\d{1,3}\]")
ALIKE, BEHIND_A_STOP = 0.7, 2.5
STRETCHED = 8.0  # sizes of letters: the most that justified words stand apart
AT_THE_EDGE = 2.5  # points
FIGURES = re.compile(r"[\W\d_]+")


def whole_lines(lines: list[Line], edge: float) -> Iterator[Line]:
    """Put the pieces of each line together, or tell that they are cells.

    Args:
        lines: one column in reading order.
        edge: where the long lines of the column end.
    """
    for pieces in side_by_side(lines):
        if len(pieces) == 1:
            yield pieces[0]._replace(is_cell=False) if pieces[0].is_cell else pieces[0]
            continue
        if MARK_ALONE.fullmatch(pieces[0].text):
            pieces = [_joined(pieces[:2]), *pieces[2:]]  # noqa: PLW2901
        if len(pieces) == 1 or _is_stretched(pieces, edge):
            yield _joined(pieces)
        else:
            yield from (piece._replace(is_cell=True) for piece in pieces)


def side_by_side(lines: list[Line]) -> Iterator[list[Line]]:
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
    if max(gaps) > pieces[0].size * STRETCHED:
        return False
    return are_alike(gaps, [gap for gap, piece in zip(gaps, pieces, strict=False) if piece.text[-1].isalnum()])


def are_alike(gaps: list[float], plain: list[float]) -> bool:
    """Whether gaps are those of one stretched line; some programs stretch the room behind a stop by more than others.

    >>> are_alike([9.0, 8.5, 16.0], [9.0, 8.5]), are_alike([9.0, 30.0], [9.0, 30.0])
    (True, False)
    """
    usual = max(plain, default=min(gaps))
    return min(gaps) > usual * ALIKE and max(gaps) < usual * BEHIND_A_STOP


def _joined(pieces: Iterable[Line]) -> Line:
    first, *rest = pieces
    if not rest:
        return first
    text = " ".join(piece.text for piece in (first, *rest))
    return rest[0]._replace(text=text, left=first.left, right=rest[-1].right, is_cell=False)
