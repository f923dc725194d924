"""Which papers list the same works (bibliographic coupling), and which works are listed together (co-citation).

M. Kessler, "Bibliographic coupling between scientific papers" (1963); H. Small, "Co-citation in the scientific
literature" (1973). All pairs would be as many as papers squared where all papers list one work. So a work that very
many list couples no papers by itself, for it tells nothing of any two of them; and of a list, the works that are listed
most often are paired. Both bounds are far from what a corpus that one reads comes to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.graph.store import Row

MOST_PAIRS = 1000
MOST_LISTING = 25  # papers that list a work; by more than these it couples none
MOST_LISTED = 20  # works of a list that are paired
Pair = tuple[str, str]


def coupled(references: Iterable[Row]) -> list[Pair]:
    """Give the pairs of papers with the most works in common, as the query ``coupling`` orders them.

    Args:
        references: rows of the query ``references``.
    """
    papers = _gathered((row["work"], row["paper"]) for row in references if row["work"])
    return _most(
        Counter(pair for listing in papers.values() if len(listing) <= MOST_LISTING for pair in _pairs(listing))
    )


def co_cited(references: Iterable[Row]) -> list[Pair]:
    """Give the pairs of works that stand together in two lists or more, the most often listed together first.

    Args:
        references: rows of the query ``references``.
    """
    works = _gathered((row["paper"], row["work"]) for row in references if row["work"])
    often = Counter(work for listed in works.values() for work in listed)
    counts: Counter[Pair] = Counter()
    for listed in works.values():
        several = sorted((work for work in listed if often[work] > 1), key=lambda work: (-often[work], work))
        counts.update(_pairs(several[:MOST_LISTED]))
    return _most(Counter({pair: count for pair, count in counts.items() if count > 1}))


def _gathered(pairs: Iterable[Pair]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _pairs(things: Iterable[str]) -> Iterator[Pair]:
    return combinations(sorted(things), 2)


def _most(counts: Counter[Pair]) -> list[Pair]:
    return sorted(counts, key=lambda pair: (-counts[pair], pair))[:MOST_PAIRS]
