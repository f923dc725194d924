"""Numbers that a manuscript gives its lines, in the margin beside them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kg.corpus.pdf.line import Line

FEWEST = 5
LONG = 20  # characters of a line of text


def without_line_numbers(lines: list[Line]) -> list[Line]:
    """Take out numbers that stand one below the other outside the text and count on, most of them by the same step."""
    figures = [line for line in lines if line.text.isdecimal()]
    if len(figures) < FEWEST:
        return lines
    left = min((line.left for line in lines if len(line.text) >= LONG), default=0.0)
    right = max((line.right for line in lines if len(line.text) >= LONG), default=0.0)
    columns: defaultdict[int, list[Line]] = defaultdict(list)
    for line in figures:
        if line.right < left or line.left > right:
            columns[round(line.right / 4)].append(line)
    gone = {line for column in columns.values() if _counts_on(column) for line in column}
    return [line for line in lines if line not in gone] if gone else lines


def _counts_on(column: list[Line]) -> bool:
    numbers = [int(line.text[:9]) for line in sorted(column, key=lambda line: -line.baseline)]
    steps = [below - above for above, below in pairwise(numbers)]
    return len(numbers) >= FEWEST and steps.count(max(steps, key=steps.count)) * 4 >= len(steps) * 3 and steps[0] > 0
