"""In which order the lines of a page are read: columns from left to right, between what runs across them.

A gutter is a vertical strip that separates lines on both sides of it over a good part of the page. Lines that cross it
(title, abstract, wide tables) cut the page into bands; in each band the left column is read before the right one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from kg.corpus.pdf.line import Line
from kg.corpus.pdf.rows import side_by_side, whole_lines

FEWEST = 4  # lines that make a column
NARROWEST = 0.14  # of the width of all that stands on the page: less is a column of a table
SCRAMBLED = 0.15
MOST_GUTTERS = 8  # places that are tried
IN_COLUMN = Line._fields.index("column")
ROOMY = 0.6
SLACK = 2.0  # points by which letters hang over


def in_reading_order(lines: list[Line], gutters: set[float] | None = None) -> list[Line]:
    """Put the lines of one page in reading order, and tell each the ends of its column.

    Args:
        lines: one page, in the order in which it was drawn.
        gutters: those of the pages before, to which this page's are added: a column of few lines shows none itself.
    """
    groups: list[list[Line]] = []
    _divide(lines, groups, set() if gutters is None else gutters)
    return [
        Line._make((*line[:IN_COLUMN], number, margin, edge, line.size == justified and not line.bold))
        for number, group in enumerate(groups)
        for margin, edge, justified in [_ends(group)]
        for line in whole_lines(_down(group), edge)
    ]


def _divide(lines: list[Line], groups: list[list[Line]], gutters: set[float]) -> None:
    """Cut lines at their gutter, if they have one, and go on with the parts."""
    gutter = _gutter(lines)
    if gutter is None and lines and gutters:
        first, last = min(line.left for line in lines), max(line.right for line in lines)
        within = (each for each in sorted(gutters) if first < each < last)
        gutter = next((each for each in within if _parts_too(each, lines)), None)
    elif gutter is not None:
        gutters.add(round(gutter))
    if gutter is None:
        if lines:
            groups.append(lines)
        return
    far, near = gutter + SLACK, gutter - SLACK
    across = _rows_across(lines, gutter) | {line for line in lines if line.left < near and line.right > far}
    crossing = sorted({-line.baseline for line in across})
    bands: list[tuple[list[Line], list[Line], list[Line]]] = [([], [], []) for _ in range(len(crossing) + 1)]
    for line in lines:
        side = 2 if across and line in across else line.left >= near
        bands[bisect_left(crossing, -line.baseline) if crossing else 0][side].append(line)
    wide: list[Line] = []
    for left, right, below in bands:  # below each pair of columns stands the line that crosses
        if (left or right) and wide:
            groups.append(wide)
            wide = []
        _divide(left, groups, gutters)
        _divide(right, groups, gutters)
        wide += below
    if wide:
        groups.append(wide)


def _rows_across(lines: list[Line], gutter: float) -> set[Line]:
    """Give the cells of rows of three or more on both sides of a gutter, with more room in them than text."""
    across: set[Line] = set()
    if not any(line.is_cell for line in lines):
        return across
    for row in side_by_side(lines):
        if len(row) > 2 and row[0].left < gutter - SLACK < row[-1].left:
            text = sum(cell.right - cell.left for cell in row)
            if text < (row[-1].right - row[0].left) * ROOMY:
                across.update(row)
    return across


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - SLACK and line.right > gutter + SLACK


def _parts_too(gutter: float, lines: list[Line]) -> bool:
    """Whether the gutter of another page parts this one: few lines cross it, and some begin right behind it."""
    left = sum(1 for line in lines if line.right <= gutter + SLACK)
    right = [line.left for line in lines if line.left >= gutter - SLACK]
    crossing = len(lines) - left - len(right)
    return bool(left and right) and min(right) <= gutter + SLACK and crossing * 3 <= left + len(right)


def _gutter(lines: list[Line]) -> float | None:
    """Find the strip that parts the most lines, or none."""
    if len(lines) < 2 * FEWEST:
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    begins = Counter(round(line.left / 3) * 3 for line in lines)
    best: tuple[int, float] | None = None
    for begin, count in sorted(begins.most_common(MOST_GUTTERS)):
        if count < FEWEST or not first + (last - first) * NARROWEST < begin < last - (last - first) * NARROWEST:
            continue
        gutter = min((line.left for line in lines if abs(line.left - begin) <= SLACK), default=begin)
        parted = _parted(lines, gutter, last - first)
        if parted and (best is None or parted > best[0]):
            best = (parted, gutter)
    return best[1] if best else None


def _parted(lines: list[Line], gutter: float, width: float) -> int:
    """Count the lines that a gutter parts, or 0 when it parts no columns of running text."""
    left = [line for line in lines if line.right <= gutter + SLACK]
    right = [line for line in lines if line.left >= gutter - SLACK]
    if min(len(left), len(right)) < FEWEST:
        return 0
    both = _heights(left, right)
    beside = [line for line in left if both[0] <= line.baseline <= both[1]]
    if len(beside) < FEWEST or not all(_is_prose(side, width) for side in (beside, right)):
        return 0
    crossing = [line for line in lines if _crosses(line, gutter)]
    between = sum(1 for line in crossing if both[0] <= line.baseline <= both[1])
    return len(left) + len(right) - len(crossing) if between * 3 <= len(left) + len(right) else 0


def _heights(left: list[Line], right: list[Line]) -> tuple[float, float]:
    """Give the lowest and the highest line that stand beside lines of the other column."""
    sides = [[line.baseline for line in side] for side in (left, right)]
    return max(map(min, sides)) - SLACK, min(map(max, sides)) + SLACK


def _is_prose(lines: list[Line], width: float) -> bool:
    """Whether lines are as long as those of a column of text: many of them nearly as long as the longest."""
    widths = sorted(line.right - line.left for line in lines)
    longest = widths[-1]
    full = sum(1 for each in widths if each > longest * 0.85)
    return longest > width * NARROWEST * 1.5 and full * 3 >= len(widths)


def _ends(lines: list[Line]) -> tuple[float, float, float]:
    """Give the left and the right end of a column: where lines usually begin, and where the longest end.

    When most end there, they were justified: then the size of their letters comes third, else 0.
    """
    begins = Counter(round(line.left) for line in lines)
    often = [begin for begin, count in begins.items() if count * 5 >= len(lines)]
    rights = sorted(line.right for line in lines)
    edge = rights[-1 - len(rights) // 20]
    full = len(rights) - bisect_left(rights, edge - 2 * SLACK)
    size = Counter(line.size for line in lines).most_common(1)[0][0]
    return float(min(often or begins)), edge, size if full > FEWEST and full * 2 > len(rights) else 0.0


def _down(lines: list[Line]) -> list[Line]:
    """Keep the order of drawing, unless it jumps about."""
    upward = sum(1 for above, below in pairwise(lines) if below.baseline > above.baseline + above.size)
    if upward > max(1, len(lines) * SCRAMBLED):
        return sorted(lines, key=lambda line: (-round(line.baseline), line.left))
    return lines
