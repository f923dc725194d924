"""The long sentences of a paper as sets of shingles with their signatures, so that papers can be compared by them.

A shingle is a run of words. MinHash turns a set of them into a short signature that agrees with another about as often
as the sets overlap; banding cuts it into parts, of which one at least agrees where sentences are alike. After A.
Broder, "On the resemblance and containment of documents" (1997), and J. Leskovec, A. Rajaraman, J. Ullman, "Mining of
Massive Datasets", chapter 3.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"<[^<>]{0,40}>|\[\^\d+\]")
SHINGLE = 3  # words
SHORTEST = 12  # words that a sentence must have: shorter ones are alike by chance
BANDS, ROWS = 24, 2
PRIME = np.uint64((1 << 61) - 1)
MIXED, HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
Span = tuple[int, int]
Places = np.ndarray[tuple[int, int], np.dtype[np.int32]]
"""Of each sentence its number in the paper, its start and its end."""
Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
Lengths = np.ndarray[tuple[int], np.dtype[np.int32]]
Prints = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
"""A row a band, a column a sentence."""
Orders = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Shingled(NamedTuple):
    """Sentences by their places; the shingles of all stand one after the other, ``lengths`` tells how many each has."""

    places: Places
    shingles: Hashes
    lengths: Lengths
    prints: Prints

    def to_bytes(self) -> bytes:
        """Write it, as numbers of four bytes: how many sentences there are, then each part."""
        return b"".join(
            [np.int32(len(self.places)).tobytes(), *(part.tobytes() for part in (self[0], *self[2:], self[1]))]
        )

    @classmethod
    def of_bytes(cls, written: bytes) -> Shingled:
        """Read what :meth:`to_bytes` wrote; of nothing there are no sentences.

        >>> said = "Sinyal di lantai bawah pasar itu lemah sehingga para pedagang sering gagal masuk."
        >>> long = shingled(said, [(0, 82)])
        >>> Shingled.of_bytes(long.to_bytes()).places.tolist(), len(Shingled.of_bytes(b"").places)
        ([[0, 0, 82]], 0)
        """
        numbers = np.frombuffer(written or bytes(4), np.int32)
        count, rest = int(numbers[0]), numbers[1:]
        places, lengths, prints, shingles = np.split(rest, np.cumsum([3 * count, count, BANDS * count]))
        signed = prints.reshape(BANDS, count).view(np.uint32)
        return cls(places.reshape(count, 3), shingles.view(np.uint32), lengths, signed)


def shingled(text: str, spans: Sequence[Span]) -> Shingled:
    """Find the shingles of the long sentences of a text.

    Args:
        text: the stored text.
        spans: start and end of each of its sentences, in order.
    """
    found = [(at, start, end, _shingles(text[start:end])) for at, (start, end) in enumerate(spans)]
    long = [each for each in found if each[3]]
    sets = [np.fromiter(shingles, dtype=np.uint32) for *_, shingles in long]
    places = np.array([each[:3] for each in long], dtype=np.int32).reshape(-1, 3)
    shingles = np.concatenate([np.empty(0, np.uint32), *sets])
    lengths = np.fromiter(map(len, sets), dtype=np.int32)
    return Shingled(places, shingles, lengths, _prints(shingles, lengths))


def _shingles(sentence: str) -> list[int]:
    """Give the hashes of the runs of words of a sentence, in order; none when it is short."""
    words = WORD.findall(MARKS.sub(" ", sentence).casefold())
    if len(words) < SHORTEST:
        return []
    return sorted({zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)})


def _prints(shingles: Hashes, lengths: Lengths) -> Prints:
    """Give the MinHash signature of each set as one number a band.

    A signature is, under so many orders of all shingles, the first that the set has.
    """
    if not len(lengths):
        return np.empty((BANDS, 0), np.uint32)
    factors, addends = _orders()
    starts = np.cumsum(lengths) - lengths
    values = shingles.astype(np.uint64)
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
