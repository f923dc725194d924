"""Passages that two papers of a corpus have nearly word for word.

The signatures of their sentences (:mod:`kg.graph.shingles`) bring those together that are likely to be alike, so the
work grows with the corpus and not with its pairs. What they propose is checked on the shingles themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from kg.graph.shingles import BANDS, Hashes, Prints, Shingled

ALIKE = 0.6  # part of the shingles that both have, of those of the shorter sentence
MOST_PLACES = 60  # a sentence that stands in more places than this is a formula, not taken from anywhere
Numbers = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
Place = tuple[int, int, int, int]
"""The number of a paper, that of a sentence in it, and where the sentence starts and ends."""
Pair = tuple[tuple[int, int], tuple[int, int]]
"""Two sentences, each by the number of its paper and its own."""


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """A stretch of a paper's stored text: of one sentence, or of several that follow each other."""

    paper: str
    start: int
    end: int


@dataclass(frozen=True, order=True, slots=True)
class Reuse:
    """Two passages of different papers that are nearly the same; ``alike`` is the part of the shingles in common."""

    one: Passage
    other: Passage
    alike: float


class Common:
    """Which passages in common a stretch of a paper lies in, by their numbers."""

    def __init__(self, reuses: Iterable[Reuse]) -> None:
        self._of_paper: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, reuse in enumerate(reuses):
            for passage in (reuse.one, reuse.other):
                self._of_paper[passage.paper].append((passage.start, passage.end, number))

    def at(self, paper: str, start: int, end: int) -> list[int]:
        """Give the numbers of the passages in common that a stretch overlaps."""
        return [number for first, last, number in self._of_paper.get(paper, ()) if first < end and start < last]


def find_reuse(papers: Mapping[str, Shingled]) -> list[Reuse]:
    """Find the passages that papers have in common.

    Args:
        papers: the long sentences of each paper.

    >>> from kg.graph.shingles import shingled
    >>> said = "Sinyal di lantai bawah pasar itu lemah sehingga para pedagang di sana sering gagal masuk."
    >>> papers = {"a": shingled(said, [(0, 88)]), "b": shingled(f"Baru. {said}", [(0, 5), (6, 94)])}
    >>> [reuse] = find_reuse(papers)
    >>> reuse.other
    Passage(paper='b', start=6, end=94)
    """
    return sorted(_runs(dict(_alike(_together(list(papers.values())))), list(papers)))


def _together(papers: Sequence[Shingled]) -> _Sentences:
    """Number the sentences of all papers."""
    places = [
        np.column_stack([np.full(len(paper.places), number, np.int32), paper.places])
        for number, paper in enumerate(papers)
    ]
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(paper.lengths for paper in papers)]))
    shingles = np.concatenate([np.empty(0, np.uint32), *(paper.shingles for paper in papers)])
    prints = [paper.prints for paper in papers]
    return _Sentences(np.concatenate([np.empty((0, 4), np.int32), *places]), shingles, ends, prints)


@dataclass(frozen=True, slots=True)
class _Sentences:
    """Sentences by their numbers.

    ``places`` are the number of the paper, that of the sentence in it, start and end; the shingles of a sentence stand
    from its place in ``ends`` up to the next.
    """

    places: Numbers
    shingles: Hashes
    ends: Numbers
    prints: Sequence[Prints]

    def shingles_of(self, number: int) -> list[int]:
        own: list[int] = self.shingles[self.ends[number] : self.ends[number + 1]].tolist()
        return own

    def place(self, number: int) -> Place:
        paper, at, start, end = self.places[number].tolist()
        return paper, at, start, end


def _alike(said: _Sentences) -> Iterator[tuple[Pair, tuple[Place, Place, float]]]:
    """Give the pairs of sentences that are alike, in order, with the part of the shingles that they have in common."""
    at, ours = -1, frozenset[int]()
    for a, b in _candidates(said):
        if a != at:
            at, ours = a, frozenset(said.shingles_of(a))
        theirs = said.shingles_of(b)
        part = len(ours.intersection(theirs)) / min(len(ours), len(theirs))
        if part >= ALIKE:
            one, other = said.place(a), said.place(b)
            yield (one[:2], other[:2]), (one, other, part)


def _candidates(said: _Sentences) -> list[tuple[int, int]]:
    """Give the pairs of sentences of different papers that agree in a band of their signatures, in order."""
    papers = said.places[:, 0].tolist()
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS if said.prints else 0):
        for numbers in _equal(np.concatenate([prints[band] for prints in said.prints])):
            if len(numbers) <= MOST_PLACES:
                seen.update(pair for pair in combinations(numbers, 2) if papers[pair[0]] != papers[pair[1]])
    return sorted(seen)


def _equal(prints: Hashes) -> Iterator[list[int]]:
    """Give the numbers of those that are equal, where there are several."""
    order = np.argsort(prints, kind="stable")
    ordered = prints[order]
    same = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    begins, ends = np.flatnonzero(~same[:-1] & same[1:]), np.flatnonzero(same[:-1] & ~same[1:])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield order[begin : end + 1].tolist()


def _runs(alike: Mapping[Pair, tuple[Place, Place, float]], keys: Sequence[str]) -> Iterator[Reuse]:
    """Put pairs together whose sentences follow each other in both papers."""
    for ((one, i), (other, j)), first in alike.items():
        if ((one, i - 1), (other, j - 1)) in alike:
            continue
        run = [first]
        while following := alike.get(((one, i + len(run)), (other, j + len(run)))):
            run.append(following)
        ends = zip(first[:2], run[-1][:2], strict=True)
        ours, theirs = sorted(Passage(keys[begin[0]], begin[2], end[3]) for begin, end in ends)
        yield Reuse(ours, theirs, round(sum(part for _, _, part in run) / len(run), 3))
