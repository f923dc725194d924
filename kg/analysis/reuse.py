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
    """A sentence with its number in its paper and its shingles."""

    passage: Passage
    number: int
    shingles: frozenset[int]


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
    told = [s for key in sorted(texts) for s in _sentences(key, texts[key], sentences.get(key, ()))]
    pairs = {
        (told[a], told[b]): alike
        for a, b in _candidates(told)
        if (alike := _overlap(told[a].shingles, told[b].shingles)) >= ALIKE
    }
    return sorted(_runs(pairs))


def _sentences(key: str, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    for number, (start, end) in enumerate(spans):
        words = WORD.findall(MARKS.sub(" ", text[start:end]).casefold())
        if len(words) >= SHORTEST:
            runs = (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
            yield _Sentence(Passage(key, start, end), number, frozenset(zlib.crc32(run.encode()) for run in runs))


def _candidates(told: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """Give pairs of sentences of different papers that agree in a band of their signatures, each pair once."""
    if not told:
        return
    signatures = _signatures([sentence.shingles for sentence in told])
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS):
        places: dict[bytes, list[int]] = defaultdict(list)
        for number, row in enumerate(signatures[:, band * ROWS : (band + 1) * ROWS]):
            places[row.tobytes()].append(number)
        for numbers in places.values():
            if len(numbers) <= MOST_PLACES:
                seen.update(p for p in combinations(numbers, 2) if told[p[0]].passage.paper != told[p[1]].passage.paper)
    yield from sorted(seen)


def _signatures(sets: list[frozenset[int]]) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """Give the MinHash signature of each set: under so many orders of all shingles, the first that the set has."""
    random = np.random.default_rng(1997)
    factors = random.integers(1, 1 << 29, BANDS * ROWS, dtype=np.uint64)
    addends = random.integers(0, 1 << 61, BANDS * ROWS, dtype=np.uint64)
    signatures = np.empty((len(sets), BANDS * ROWS), dtype=np.uint64)
    for number, shingles in enumerate(sets):
        values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
        signatures[number] = ((values[:, None] * factors + addends) % PRIME).min(axis=0)
    return signatures


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))


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
