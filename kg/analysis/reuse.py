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
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its number in its paper."""

    passage: Passage
    number: int


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
    told: list[_Sentence] = []
    printed: list[Prints] = []
    kept: list[Shingles] = []
    for key in sorted(texts):
        said = [(each, found) for each in _sentences(key, sentences.get(key, ())) if (found := _shingles(texts, each))]
        told += [sentence for sentence, _ in said]
        if said:
            kept += (sets := [np.fromiter(shingles, dtype=np.uint32) for _, shingles in said])
            printed.append(_prints(sets))
    return sorted(_runs(_pairs(told, kept, _candidates(told, printed))))


def _sentences(key: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    for number, (start, end) in enumerate(spans):
        yield _Sentence(Passage(key, start, end), number)


def _shingles(texts: Mapping[str, str], sentence: _Sentence) -> set[int]:
    """Give the hashes of the runs of words of a sentence; none when it is short."""
    passage = sentence.passage
    words = WORD.findall(MARKS.sub(" ", texts[passage.paper][passage.start : passage.end]).casefold())
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


def _candidates(told: Sequence[_Sentence], printed: Sequence[Prints]) -> list[tuple[int, int]]:
    """Give the pairs of sentences of different papers that agree in a band of their signatures, in order."""
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS if printed else 0):
        for numbers in _alike(np.concatenate([prints[band] for prints in printed])):
            if len(numbers) <= MOST_PLACES:
                seen.update(p for p in combinations(numbers, 2) if told[p[0]].passage.paper != told[p[1]].passage.paper)
    return sorted(seen)


def _alike(prints: Signature) -> Iterator[list[int]]:
    """Give the numbers of those that are equal, where there are several."""
    order = np.argsort(prints, kind="stable")
    ordered = prints[order]
    same = np.concatenate([[False], ordered[1:] == ordered[:-1], [False]])
    begins, ends = np.flatnonzero(~same[:-1] & same[1:]), np.flatnonzero(same[:-1] & ~same[1:])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield order[begin : end + 1].tolist()


def _pairs(
    told: Sequence[_Sentence], kept: Sequence[Shingles], candidates: Iterable[tuple[int, int]]
) -> dict[tuple[_Sentence, _Sentence], float]:
    """Check on their shingles which sentences are alike; ``candidates`` come in order."""
    found = {}
    at, ours = -1, frozenset[int]()
    for a, b in candidates:
        if a != at:
            at, ours = a, frozenset(kept[a].tolist())
        alike = len(ours.intersection(kept[b].tolist())) / min(len(ours), len(kept[b]))
        if alike >= ALIKE:
            found[told[a], told[b]] = alike
    return found


def _runs(pairs: dict[tuple[_Sentence, _Sentence], float]) -> Iterator[Reuse]:
    """Put pairs together whose sentences follow each other in both papers."""
    by_place = {
        (a.passage.paper, b.passage.paper, a.number, b.number): (a, b, alike) for (a, b), alike in pairs.items()
    }
    for one, other, i, j in sorted(by_place):
        if (one, other, i - 1, j - 1) in by_place:
            continue
        run = [by_place[one, other, i, j]]
        while following := by_place.get((one, other, i + len(run), j + len(run))):
            run.append(following)
        first, last = run[0], run[-1]
        yield Reuse(
            Passage(one, first[0].passage.start, last[0].passage.end),
            Passage(other, first[1].passage.start, last[1].passage.end),
            round(sum(alike for _, _, alike in run) / len(run), 3),
        )
