"""From pairs of records that are one work to works: the surest first, and no chain over records that are unlike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.records import Record
from kg.analysis.same_work import SAME, UNLIKE, Evidence

Pair = tuple[int, int]
Weigh = Callable[[int, int], Evidence]
MOST_COMPARED = 10  # records of each side that are compared before two clusters become one


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of one work, by their numbers, and the score of the weakest link that it hangs on."""

    members: tuple[int, ...]
    score: float = 1.0


@dataclass(slots=True)
class _Growing:
    """A cluster while it grows; members that are in it whatever their scores are not compared with others."""

    members: list[int]
    compared: list[int]
    years: frozenset[str]
    papers: int
    score: float = 1.0


def clustered(
    records: Sequence[Record],
    weighed: Mapping[Pair, Evidence],
    weigh: Weigh,
    same: Iterable[Collection[int]] = (),
    different: Collection[Pair] = frozenset(),
) -> list[Cluster]:
    """Put records into clusters.

    Pairs join in order of their scores. A cluster takes no record that is unlike one of its own, no second paper of
    the corpus, and no second year, unless the DOI is the same.

    Args:
        records: the records.
        weighed: the evidence of the pairs that were compared.
        weigh: weighs any other pair.
        same: records that are one work whatever their scores.
        different: pairs, the lesser number first, that are never one work.
    """
    home = [
        _Growing([at], [at], frozenset([record.year] if record.year else []), record.is_paper)
        for at, record in enumerate(records)
    ]
    for group in same:
        for number in group:
            home[number].compared.clear()
        first, *others = sorted(group)
        for number in others:
            _join(home, home[first], home[number], 1.0)
    kept = _untorn(records, {pair: evidence for pair, evidence in weighed.items() if is_link(records, pair, evidence)})
    for (a, b), evidence in sorted(kept.items(), key=lambda item: (-item[1].score, item[0])):
        one, other = home[a], home[b]
        if one is not other and _may_join(one, other, evidence, weigh, different):
            _join(home, one, other, evidence.score)
    unique = {id(cluster): cluster for cluster in home}
    return [Cluster(tuple(sorted(cluster.members)), cluster.score) for cluster in unique.values()]


def years_differ(records: Sequence[Record], pair: Pair) -> bool:
    """Whether two records are of two years."""
    one, other = records[pair[0]].year, records[pair[1]].year
    return bool(one and other and one != other)


def is_link(records: Sequence[Record], pair: Pair, evidence: Evidence) -> bool:
    """Whether two records are one work by their own evidence: never of two years, unless the DOI is the same."""
    return evidence.score >= SAME and (evidence.by_doi or not years_differ(records, pair))


def _untorn(records: Sequence[Record], links: Mapping[Pair, Evidence]) -> dict[Pair, Evidence]:
    """Leave out the links of a record without a year that would be one with works of several years."""
    years: dict[int, set[str]] = defaultdict(set)
    for a, b in links:
        for undated, other in ((a, b), (b, a)):
            if not records[undated].year and records[other].year:
                years[undated].add(records[other].year)
    torn = {number for number, found in years.items() if len(found) > 1}
    return {pair: evidence for pair, evidence in links.items() if evidence.by_doi or not torn.intersection(pair)}


def _may_join(one: _Growing, other: _Growing, evidence: Evidence, weigh: Weigh, different: Collection[Pair]) -> bool:
    years = one.years | other.years
    if len(years) > 1 and not evidence.by_doi and years not in (one.years, other.years):
        return False
    if one.papers + other.papers > 1:
        return False
    if different and any((min(a, b), max(a, b)) in different for a in one.members for b in other.members):
        return False
    return all(
        weigh(min(a, b), max(a, b)).score_but_for_the_year >= UNLIKE
        for a in one.compared[:MOST_COMPARED]
        for b in other.compared[:MOST_COMPARED]
    )


def _join(home: list[_Growing], one: _Growing, other: _Growing, score: float) -> None:
    if one is other:
        return
    one, other = (one, other) if len(one.members) >= len(other.members) else (other, one)
    one.members.extend(other.members)
    one.compared.extend(other.compared)
    one.years |= other.years
    one.papers += other.papers
    one.score = min(one.score, other.score, score)
    for number in other.members:
        home[number] = one
