"""Which records are worth comparing: those that share a key, so that the work grows with the records, not the pairs.

Keys are identifiers, an author's name with a year, and what MinHash makes of a title (A. Broder, "On the resemblance
and containment of documents", 1997). Where too many share a key, each is compared with its neighbours in the order of
titles only (M. Hernández and S. Stolfo, "The merge/purge problem for large databases", 1995).
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from rapidfuzz.fuzz import ratio

from kg.analysis.authors import Author, likeness
from kg.analysis.records import Record
from kg.analysis.titles import as_read

LARGEST = 12  # records that share a key and are all compared with each other
WINDOW = 4  # neighbours that a record of a larger block is compared with
MOST_NAMES = 3  # authors by whom a record is looked up
BANDS, ROWS = 10, 2
OVERLAP = 0.6  # part of the shorter title's words that both must have
ALIKE = 85  # of 100: titles whose letters are so alike need not have as many whole words in common
PRIME = (1 << 31) - 1
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Signature = Numbers


def pairs_worth_comparing(records: Sequence[Record]) -> list[tuple[int, int]]:
    """Give pairs of records, by their numbers, that may be one work; in order, each once.

    >>> from kg.analysis.records import record_of
    >>> rows = [("Wening", "Mutu Layanan Loket"), ("Lestari", "Tata Kelola Arsip"), ("Wenning", "Mutu Layannan Loket")]
    >>> pairs_worth_comparing([record_of({"paper": "a", "position": str(at), "first_author": author, "title": title,
    ...     "year": "2020"}) for at, (author, title) in enumerate(rows)])
    [(0, 2)]
    """
    found = [_pairs_by(map(_keys, records), records)]
    signatures = [_signature(record) for record in records]
    for band in range(0, BANDS * ROWS, ROWS):
        keys = ([each[band : band + ROWS].tobytes()] if len(each) else [] for each in signatures)
        found.append(_pairs_by(keys, records))
    names = [_names(record.authors) for record in records]
    pairs = (divmod(pair, len(records)) for pair in map(int, np.unique(np.concatenate(found))))
    return [(a, b) for a, b in pairs if _is_worth(records[a], records[b], names[a], names[b])]


def _pairs_by(keys: Iterable[Iterable[Hashable]], records: Sequence[Record]) -> Numbers:
    """Give the pairs of records that share a key, each as one number."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, those in enumerate(keys):
        for key in those:
            blocks[key].append(number)
    shared = (numbers for numbers in blocks.values() if len(numbers) > 1)
    pairs = (a * len(records) + b for numbers in shared for a, b in _within(numbers, records))
    return np.fromiter(pairs, dtype=np.int64)


def _keys(record: Record) -> set[Hashable]:
    """Give what a record is looked up by, besides its title."""
    keys: set[Hashable] = set()
    if record.doi:
        keys.add(("doi", record.doi))
    if record.url:
        keys.add(("url", record.url))
    if record.law:
        keys.add(record.law.key)
    for author in record.authors[:MOST_NAMES]:
        keys.add(("author", author.key, record.year))
    if record.volume and record.pages:
        keys.add(("pages", record.volume, record.pages, record.year))
    return keys


def _signature(record: Record) -> Signature:
    """Give the MinHash signature of a title's words; an empty one where it has none."""
    words = {as_read(word) for word in record.title.telling}
    return np.minimum.reduce([_hashes(word) for word in sorted(words)]) if words else np.empty(0, np.int64)


@lru_cache(maxsize=65536)
def _hashes(word: str) -> Signature:
    """Give the place of a word in so many orders of all words."""
    factors, addends = _orders()
    return (zlib.crc32(word.encode()) % PRIME * factors + addends) % PRIME


@lru_cache(maxsize=1)
def _orders() -> tuple[Signature, Signature]:
    random = np.random.default_rng(1997)
    return random.integers(1, PRIME, BANDS * ROWS), random.integers(0, PRIME, BANDS * ROWS)


def _within(numbers: list[int], records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block; those of a large one within each year, and between neighbours."""
    if len(numbers) <= LARGEST:
        yield from combinations(numbers, 2)
        return
    by_year: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        by_year[records[number].year].append(number)
    yield from _neighbours(numbers, records)
    for those in by_year.values():
        yield from combinations(those, 2) if len(those) <= LARGEST else _neighbours(those, records)


def _neighbours(numbers: Iterable[int], records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    ordered = sorted(numbers, key=lambda number: (records[number].title.words, number))
    for at, number in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + WINDOW]:
            yield (number, other) if number < other else (other, number)


def _is_worth(one: Record, other: Record, names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two records have enough in common to be weighed at all: an author and words of the title, or more.

    Where both stand on the same pages, an author or words of the title are enough.
    """
    if (one.doi and one.doi == other.doi) or (one.law and other.law):
        return True
    same_pages = bool(one.pages) and one.pages == other.pages
    titled_alike = _may_be_titled_alike(one, other)
    if not titled_alike and not same_pages:
        return False  # as most pairs are, so they come first
    by_others = bool(one.authors and other.authors) and names.isdisjoint(others)
    by_others = by_others and not likeness(one.authors[0], other.authors[0])
    if same_pages:
        return titled_alike or not by_others
    return not by_others and not (one.is_paper and other.is_paper)


@lru_cache(maxsize=65536)
def _names(authors: tuple[Author, ...]) -> frozenset[str]:
    """Give all words of the authors' names, and their keys."""
    return frozenset(word for author in authors for word in (author.key, *author.words))


def _may_be_titled_alike(one: Record, other: Record) -> bool:
    some, others = one.title.telling, other.title.telling
    if not some or not others:
        return True
    if len(some & others) >= OVERLAP * min(len(some), len(others)):
        return True
    return ratio("".join(one.title.words), "".join(other.title.words), score_cutoff=ALIKE) > 0
