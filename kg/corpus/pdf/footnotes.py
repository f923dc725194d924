"""Notes at the foot of a column: small lines below the text that begin with a raised figure or with the next number."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from kg.corpus.pdf.line import Line

SMALL = 0.93
MARKED = re.compile(r"<sup>(\d{1,3}|[*†‡]+)</sup>\s*|(\d{1,3})\s+(?=\D)|([*†‡]+)\s*(?=\w)")
CALL = re.compile(r"<sup>(\d{1,3})</sup>")
GAP = 1.6


def body_size(lines: list[Line]) -> float:
    """Give the size that most characters are printed in."""
    exact: Counter[float] = Counter()
    for line in lines:
        exact[line.size] += len(line.text)
    sizes: Counter[float] = Counter()
    for size, characters in exact.items():
        sizes[round(size, 1)] += characters
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def split_notes(lines: list[Line], body: float, last: int) -> tuple[list[Line], list[list[Line]], int]:
    """Part the lines of a page, in reading order, into text and notes.

    Args:
        lines: one page in reading order.
        body: the size of the running text.
        last: the number of the last note on the pages before.

    Returns:
        The text, each note's lines (the first line of a note begins with its mark), and the number of the last note.
    """
    text: list[Line] = []
    notes: list[list[Line]] = []
    for _, column in groupby(lines, key=lambda line: line.column):
        above = list(column)
        foot: list[Line] = []
        while above and above[-1].size <= body * SMALL:
            foot.insert(0, above.pop())
        begin, last = _first_note(above, foot, last)
        text += above + foot[:begin]
        for line in foot[begin:]:
            number = _number(line)
            if not notes or (number is not None and (number == last + 1 or number == 0 or "<sup>" in line.text[:5])):
                notes.append([line])
                last = number or last
            else:
                notes[-1].append(line)
    return text, notes, last


def with_calls(text: list[Line], notes: list[list[Line]]) -> list[Line]:
    """Write the figures that call the notes of a page as ``[^1]``: the last one each, for authors have such too."""
    if not notes:
        return text
    marks = {found.group(1) or found.group(2) for note in notes if (found := MARKED.match(note[0].text))}
    called: list[Line] = []
    for line in reversed(text):
        shown = line.text
        for figure in reversed(list(CALL.finditer(shown)) if "<sup>" in shown else []):
            if figure.group(1) in marks:
                marks.remove(figure.group(1))
                shown = f"{shown[: figure.start()]}[^{figure.group(1)}]{shown[figure.end() :]}"
        called.append(line if shown == line.text else line._replace(text=shown))
    return called[::-1]


def _number(line: Line) -> int | None:
    """Read the mark that a note begins with: its number, 0 for a star, ``None`` when there is no mark."""
    found = MARKED.match(line.text)
    if found is None:
        return None
    mark = found.group(1) or found.group(2) or found.group(3)
    return int(mark) if mark.isdigit() else 0


def _first_note(above: list[Line], foot: list[Line], last: int) -> tuple[int, int]:
    """Find where the notes begin among the small lines at the foot of a column."""
    for at, line in enumerate(foot):
        number = _number(line)
        raised = line.text.startswith("<sup>")
        due = number in (1, last + 1) and _stands_off(above, foot, at)
        if number is not None and (raised or due or (number == 0 and _stands_off(above, foot, at))):
            return at, (number - 1 if number else last)
    return len(foot), last


def _stands_off(above: list[Line], foot: list[Line], at: int) -> bool:
    """Whether more room than between two lines of a paragraph is left above a line."""
    before = foot[at - 1] if at else (above[-1] if above else None)
    return before is None or before.baseline - foot[at].baseline > foot[at].size * GAP
