"""Cut a text into segments, so that pieces of evidence that overlap can be shown as flat markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that exactly ``spans`` cover, the longest first."""

    start: int
    end: int
    spans: tuple[Span, ...]


def segments(start: int, end: int, spans: Iterable[Span]) -> list[Segment]:
    """Cut ``start`` to ``end`` wherever a span begins or ends; the segments follow each other without a hole.

    >>> [(s.start, s.end, s.spans) for s in segments(0, 9, [(2, 6), (4, 8)])]
    [(0, 2, ()), (2, 4, ((2, 6),)), (4, 6, ((2, 6), (4, 8))), (6, 8, ((4, 8),)), (8, 9, ())]
    """
    inside = sorted({span for span in spans if max(span[0], start) < min(span[1], end)})
    cuts = sorted({start, end, *(at for span in inside for at in span if start < at < end)})
    found = []
    active: list[Span] = []
    waiting = iter(inside)
    upcoming = next(waiting, None)
    for left, right in pairwise(cuts):
        active = [span for span in active if span[1] > left]
        while upcoming is not None and upcoming[0] <= left:
            active.append(upcoming)
            upcoming = next(waiting, None)
        covering = sorted(active, key=lambda span: (span[0] - span[1], span))
        found.append(Segment(left, right, tuple(covering)))
    return found


def union(spans: Iterable[Span]) -> list[Span]:
    """Put together the spans that overlap or touch, in order.

    >>> union([(8, 9), (0, 3), (2, 5), (5, 6)])
    [(0, 6), (8, 9)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def paragraphs(text: str) -> Iterator[Span]:
    r"""Give the spans of the paragraphs of a text: what blank lines part, without the white space around it.

    >>> list(paragraphs("\nTitle\n\n\nFirst line,\nsecond line.\n"))
    [(1, 6), (9, 33)]
    """
    at = 0
    for gap in [*((found.start(), found.end()) for found in PARAGRAPHS.finditer(text)), (len(text), len(text))]:
        part = text[at : gap[0]]
        start = at + len(part) - len(part.lstrip())
        end = at + len(part.rstrip())
        if start < end:
            yield start, end
        at = gap[1]


def in_paragraphs(text: str, spans: Sequence[Span]) -> Iterator[list[Segment]]:
    r"""Cut a whole text into paragraphs and each of these into segments; a span may reach over several paragraphs.

    >>> [[(s.start, s.end, bool(s.spans)) for s in part] for part in in_paragraphs("one\n\ntwo six", [(0, 8)])]
    [[(0, 3, True)], [(5, 8, True), (8, 12, False)]]
    """
    ordered = sorted(set(spans))
    pending = 0
    running: list[Span] = []
    for start, end in paragraphs(text):
        while pending < len(ordered) and ordered[pending][0] < end:
            running.append(ordered[pending])
            pending += 1
        running = [span for span in running if span[1] > start]
        yield segments(start, end, running)
