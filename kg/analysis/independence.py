"""Which papers are independent evidence on a concept, and which count as one.

Two papers count once in a finding when one of four ties holds between them there; ties add up, so a chain of them
makes one group, and the number of independent papers is the number of groups. It is a lower bound: where a tie may or
may not make papers dependent, they are taken to be. Each tie is told with what shows it, so a reader may undo it.

``shared-text``
    What they say on the concept stands in a passage that both have nearly word for word (``kg.analysis.reuse``): one
    of them, or a third, wrote it for both. Text in common elsewhere does not matter.
``cites``
    One reports the claim from the other, and both take that side: it did not come to it unprompted, and may have
    looked for what it had read. A paper that cites another in order to differ, or for something else, stays
    independent; so do two that cite the same third work.
``authors``
    They have an author in common, in whatever order the names are printed: the same eyes, and often the same material.
``informants``
    Their setting, period and number of informants (or sample) are all known and the same: one field study in two
    papers.

That studies which share people, material or text must not be counted twice is common to systematic reviews (Cochrane
Handbook, 4.6.2: link multiple reports of one study; Senn, *BMC Medical Research Methodology* 9, 2009, on double
counting).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.analysis.reuse import Common, Passage, Reuse
from kg.extract.names import fold
from kg.graph.store import Row

DIGITS = re.compile(r"\d+")
REASONS = ("shared-text", "cites", "authors", "informants")
OTHER_INTENTS = ("disagreesWith", "usesMethodIn")
"""What a citation is made for that takes no claim over."""


class Claim(NamedTuple):
    """Where a paper says something on a concept, on which side, and from whom it has it, if not from itself."""

    paper: str
    start: int
    end: int
    side: int
    source: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Discount:
    """Papers that count as one in a finding: ``shown`` says by what, ``places`` are the passages that show it."""

    reason: str
    shown: str
    papers: tuple[str, ...]
    places: tuple[Passage, ...] = ()


class Groups:
    """Things brought together by ties, in near linear time (union-find; R. Tarjan, *Journal of the ACM* 22, 1975).

    >>> groups = Groups("abcd")
    >>> groups.tie("d", "b"), groups.all()
    (None, [('a',), ('b', 'd'), ('c',)])
    """

    def __init__(self, things: Iterable[str]) -> None:
        self._above = {thing: thing for thing in things}

    def tie(self, one: str, other: str) -> None:
        """Put two things into one group."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def all(self) -> list[tuple[str, ...]]:
        """Give the groups in order, each with its things in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for thing in sorted(self._above):
            found[self._top(thing)].append(thing)
        return sorted(tuple(things) for things in found.values())

    def _top(self, thing: str) -> str:
        while self._above[thing] != thing:
            self._above[thing] = self._above[self._above[thing]]
            thing = self._above[thing]
        return thing


class Independence:
    """What ties the papers of a corpus, asked for the claims on one concept at a time."""

    def __init__(self, papers: Iterable[Row], reuses: Iterable[Reuse] = (), citations: Iterable[Row] = ()) -> None:
        """Take in what may tie papers.

        Args:
            papers: rows of the query ``papers``: authors, setting, period, informants.
            reuses: passages that two papers have in common.
            citations: rows of the query ``citations``; those of papers of the corpus tell whom a claim is taken from.
        """
        alike: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.papers = set()
        for row in sorted(papers, key=lambda row: row["paper"]):
            self.papers.add(row["paper"])
            for name in filter(None, (name.strip() for name in row["authors"].split(";"))):
                alike["authors", _key(name)].setdefault(row["paper"], name)
            if study := _study(row):
                alike["informants", study][row["paper"]] = study
        # what a paper has in common with others, with the wording of the first that has it
        self._shared: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for tie, known in alike.items():
            if len(known) > 1:
                shown = next(iter(known.values()))
                for paper in known:
                    self._shared[paper][tie] = shown
        self._reuses = tuple(reuses)
        self._common = Common(self._reuses)
        self._pointers: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in citations:
            if row["work"] in self.papers and row["intent"].rpartition("/")[2] not in OTHER_INTENTS:
                self._pointers[row["paper"]].append((int(row["start"]), row["work"]))
        for pointers in self._pointers.values():
            pointers.sort()

    def groups(
        self, sides: Mapping[str, int], claims: Iterable[Claim]
    ) -> tuple[list[tuple[str, ...]], tuple[Discount, ...]]:
        """Group the papers that hold a position of their own, and tell what ties those that count as one.

        Args:
            sides: the side of each of these papers.
            claims: what papers say on the concept, of their own and reported from one of these papers.
        """
        groups = Groups(sides)
        told = set()
        for reason, shown, papers, places in self._ties(sides, list(claims)):
            if len(papers) > 1:
                told.add(Discount(reason, shown, tuple(sorted(papers)), tuple(sorted(places))))
                first, *others = sorted(papers)
                for other in others:
                    groups.tie(first, other)
        order = {reason: number for number, reason in enumerate(REASONS)}
        return groups.all(), tuple(sorted(told, key=lambda d: (order[d.reason], d)))

    def _ties(
        self, sides: Mapping[str, int], claims: list[Claim]
    ) -> Iterator[tuple[str, str, set[str], Iterable[Passage]]]:
        shared: dict[tuple[tuple[str, str], str], set[str]] = defaultdict(set)
        for paper in sides.keys() & self._shared.keys():
            for tie in self._shared[paper].items():
                shared[tie].add(paper)
        for ((reason, _), shown), papers in shared.items():
            yield reason, shown, papers, ()
        places: dict[int, set[str]] = defaultdict(set)
        for claim in claims:
            if not claim.source and claim.paper in sides:
                for number in self._common.at(claim.paper, claim.start, claim.end):
                    places[number].add(claim.paper)
        for number, papers in places.items():
            reuse = self._reuses[number]
            yield "shared-text", "", papers, (reuse.one, reuse.other)
        for claim in claims:
            for source in self._sources(claim):
                if sides.get(claim.paper) == sides.get(source) == claim.side and source != claim.paper:
                    place = Passage(claim.paper, claim.start, claim.end)
                    yield "cites", source, {claim.paper, source}, (place,)

    def _sources(self, claim: Claim) -> Iterator[str]:
        """Give whom a claim is reported from, or whom a sentence that makes it as its own points to."""
        if claim.source:
            yield claim.source
            return
        pointers = self._pointers.get(claim.paper, [])
        at = bisect_left(pointers, (claim.start, ""))
        while at < len(pointers) and pointers[at][0] < claim.end:
            yield pointers[at][1]
            at += 1


def _key(name: str) -> str:
    """Reduce a name to what its spellings share, whichever part is printed first."""
    return " ".join(sorted([*fold(name).split(), *DIGITS.findall(name)]))


def _study(row: Row) -> str:
    """Name a field study by setting, period and number of informants; empty unless all three are known."""
    parts = (row.get("setting") or row.get("place"), row.get("period"), row.get("informants") or row.get("sample"))
    known = [" ".join(part.split()) for part in parts if part]
    return ", ".join(known) if len(known) == len(parts) else ""
