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

import numpy as np

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"<[^<>]{0,40}>|\[\^\d+\]")
SHINGLE = 3  # words
SHORTEST = 12  # words that a sentence must have: shorter ones are alike by chance
ALIKE = 0.6  # part of the shingles that both have, of those of the shorter sentence
BANDS, ROWS = 24, 2
MOST_PLACES = 60  # a sentence that stands in more places than this is a formula, not taken from anywhere
PRIME = np.uint64((1 << 61) - 1)
MIXED = np.uint64(0x9E3779B97F4A7C15)
Signature = np.ndarray[tuple[int], np.dtype[np.uint64]]
Shingles = np.ndarray[tuple[int], np.dtype[np.uint32]]
Sentence = tuple[str, int]
"""The key of a paper, and the number of a sentence in it."""
Prints = np.ndarray[tuple[int, int], np.dtype[np.uint64]]
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


def find_reuse(texts: Mapping[str, str], sentences: Mapping[str, Sequence[tuple[int, int]]]) -> list[Reuse]:
    """Find the passages that papers have in common.

    Args:
        texts: a paper's key to its stored text.
        sentences: a paper's key to the (start, end) of its sentences, in order.

    >>> said = "Sinyal di lantai bawah pasar itu lemah sehingga para pedagang di sana sering gagal masuk."
    >>> [reuse] = find_reuse({"a": said, "b": f"Baru. {said}"}, {"a": [(0, 88)], "b": [(0, 5), (6, 94)]})
    >>> reuse.other
    Passage(paper='b', start=6, end=94)
    """
    long = _Long()
    for key in sorted(texts):
        long.add(key, texts[key], sentences.get(key, ()))
    alike = {(long.places[a], long.places[b]): part for a, b, part in _alike(long)}
    return sorted(_runs(alike, sentences))


@dataclass(slots=True)
class _Long:
    """The sentences of a corpus that are long enough: (paper, number in it), shingles, and signatures, in order."""

    places: list[Sentence] = field(default_factory=list)
    shingles: list[Shingles] = field(default_factory=list)
    """Of each paper, those of all its sentences."""
    ends: list[int] = field(default_factory=list)
    """Where those of each sentence end among those of all papers."""
    prints: list[Prints] = field(default_factory=list)

    def add(self, key: str, text: str, spans: Sequence[tuple[int, int]]) -> None:
        found = [(number, _shingles(text[start:end])) for number, (start, end) in enumerate(spans)]
        sets = [np.fromiter(shingles, dtype=np.uint32) for _, shingles in found if shingles]
        if sets:
            self.places += [(key, number) for number, shingles in found if shingles]
            before = self.ends[-1] if self.ends else 0
            self.ends += (before + np.cumsum([len(each) for each in sets])).tolist()
            self.shingles.append(np.concatenate(sets))
            self.prints.append(_prints(sets))


def _shingles(sentence: str) -> set[int]:
    """Give the hashes of the runs of words of a sentence; none when it is short."""
    words = WORD.findall(MARKS.sub(" ", sentence).casefold())
    if len(words) < SHORTEST:
        return set()
    return {zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)}


def _prints(sets: Sequence[Shingles]) -> Prints:
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
    return prints


@lru_cache(maxsize=1)
def _orders() -> tuple[Signature, Signature]:
    random = np.random.default_rng(1997)
    count = BANDS * ROWS
    return random.integers(1, 1 << 29, count, dtype=np.uint64), random.integers(0, 1 << 61, count, dtype=np.uint64)


def _alike(long: _Long) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of sentences that are alike, in order, with the part of the shingles that they have in common."""
    shingles = np.concatenate(long.shingles) if long.shingles else np.empty(0, np.uint32)

    def those(number: int) -> list[int]:
        own: list[int] = shingles[long.ends[number - 1] if number else 0 : long.ends[number]].tolist()
        return own

    at, ours = -1, frozenset[int]()
    for a, b in _candidates(long):
        if a != at:
            at, ours = a, frozenset(those(a))
        theirs = those(b)
        part = len(ours.intersection(theirs)) / min(len(ours), len(theirs))
        if part >= ALIKE:
            yield a, b, part


def _candidates(long: _Long) -> list[tuple[int, int]]:
    """Give the pairs of sentences of different papers that agree in a band of their signatures, in order."""
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS if long.prints else 0):
        for numbers in _equal(np.concatenate([prints[band] for prints in long.prints])):
            if len(numbers) <= MOST_PLACES:
                seen.update(p for p in combinations(numbers, 2) if long.places[p[0]][0] != long.places[p[1]][0])
    return sorted(seen)


def _equal(prints: Signature) -> Iterator[list[int]]:
    """Give the numbers of those that are equal, where there are several."""
    order = np.argsort(prints, kind="stable")
    ordered = prints[order]
    same = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    begins, ends = np.flatnonzero(~same[:-1] & same[1:]), np.flatnonzero(same[:-1] & ~same[1:])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield order[begin : end + 1].tolist()


def _runs(
    alike: Mapping[tuple[Sentence, Sentence], float], sentences: Mapping[str, Sequence[tuple[int, int]]]
) -> Iterator[Reuse]:
    """Put pairs together whose sentences follow each other in both papers."""

    def passage(paper: str, first: int, last: int) -> Passage:
        return Passage(paper, sentences[paper][first][0], sentences[paper][last][1])

    for (one, i), (other, j) in alike:
        if ((one, i - 1), (other, j - 1)) in alike:
            continue
        parts = [alike[(one, i), (other, j)]]
        while (following := alike.get(((one, i + len(parts)), (other, j + len(parts))))) is not None:
            parts.append(following)
        more = len(parts) - 1
        part = round(sum(parts) / len(parts), 3)
        yield Reuse(passage(one, i, i + more), passage(other, j, j + more), part)
