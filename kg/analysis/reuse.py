"""Passages that two papers of a corpus have nearly word for word.

Each sentence is a set of shingles (runs of words); MinHash turns sets into short signatures that agree about as often
as the sets overlap, and banding brings those together that are likely to be alike, so the work grows with the corpus
and not with its pairs. What banding proposes is checked on the shingles themselves. After A. Broder, "On the
resemblance and containment of documents" (1997), and J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive
Datasets", chapter 3.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"<[^<>]{0,40}>|\[\^\d+\]")
SHINGLE = 3  # words
SHORTEST = 12  # words that a sentence must have: shorter ones are alike by chance
ALIKE = 0.6  # part of the shingles that both have, of those of the shorter sentence
BANDS, ROWS = 24, 2
MOST_PLACES = 60  # a sentence that stands in more places than this is a formula, not taken from anywhere
PRIME = np.uint64((1 << 61) - 1)
MIXED, HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
Orders = np.ndarray[tuple[int], np.dtype[np.uint64]]
Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
Numbers = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
Span = tuple[int, int]
Place = tuple[int, int, int, int]
"""The number of a paper, that of a sentence in it, and where the sentence starts and ends."""
Pair = tuple[tuple[int, int], tuple[int, int]]
"""Two sentences, each by the number of its paper and its own."""
Prints = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
"""Of the sentences of a paper: a row a band, a column a sentence."""


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


def find_reuse(papers: Iterable[tuple[str, str, Sequence[Span]]]) -> list[Reuse]:
    """Find the passages that papers have in common.

    Args:
        papers: key, stored text, and the (start, end) of its sentences, in order, of each paper; they are let go of as
            they come.

    >>> said = "Sinyal di lantai bawah pasar itu lemah sehingga para pedagang di sana sering gagal masuk."
    >>> [reuse] = find_reuse([("a", said, [(0, 88)]), ("b", f"Baru. {said}", [(0, 5), (6, 94)])])
    >>> reuse.other
    Passage(paper='b', start=6, end=94)
    """
    long = _Long()
    for key, text, spans in papers:
        long.add(key, text, spans)
    return sorted(_runs(dict(_alike(long.of_all())), long.keys))


@dataclass(slots=True)
class _Long:
    """The sentences of a corpus that are long enough, as they come."""

    keys: list[str] = field(default_factory=list)
    """Of the papers that have any."""
    parts: list[tuple[Numbers, Hashes, Numbers, Prints]] = field(default_factory=list)

    def add(self, key: str, text: str, spans: Sequence[Span]) -> None:
        found = [(at, start, end, _shingles(text[start:end])) for at, (start, end) in enumerate(spans)]
        sets = [np.fromiter(shingles, dtype=np.uint32) for *_, shingles in found if shingles]
        if sets:
            places = [(len(self.keys), at, start, end) for at, start, end, shingles in found if shingles]
            lengths = np.fromiter(map(len, sets), dtype=np.int32)
            self.keys.append(key)
            self.parts.append((np.array(places, dtype=np.int32), np.concatenate(sets), lengths, _prints(sets)))

    def of_all(self) -> _Sentences:
        if not self.parts:
            return _Sentences(np.empty((0, 4), np.int32), np.empty(0, np.uint32), np.zeros(1, np.int64), ())
        places, shingles, lengths, prints = zip(*self.parts, strict=True)
        ends = np.cumsum(np.concatenate([[0], *lengths]))
        return _Sentences(np.concatenate(places), np.concatenate(shingles), ends, prints)


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


def _shingles(sentence: str) -> set[int]:
    """Give the hashes of the runs of words of a sentence; none when it is short."""
    words = WORD.findall(MARKS.sub(" ", sentence).casefold())
    if len(words) < SHORTEST:
        return set()
    return {zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)}


def _prints(sets: Sequence[Hashes]) -> Prints:
    """Give the MinHash signature of each set as one number a band.

    A signature is, under so many orders of all shingles, the first that the set has.
    """
    factors, addends = _orders()
    values = np.concatenate(sets).astype(np.uint64)
    starts = np.cumsum([0, *(len(shingles) for shingles in sets[:-1])])
    first = np.minimum.reduceat((values * factors[:, None] + addends[:, None]) % PRIME, starts, axis=1)
    prints = first[0::ROWS]
    for row in range(1, ROWS):
        prints = prints * MIXED + first[row::ROWS]
    return (prints >> HALF).astype(np.uint32)  # two that are equal by chance are told apart by their shingles


@lru_cache(maxsize=1)
def _orders() -> tuple[Orders, Orders]:
    random = np.random.default_rng(1997)
    count = BANDS * ROWS
    return random.integers(1, 1 << 29, count, dtype=np.uint64), random.integers(0, 1 << 61, count, dtype=np.uint64)


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
