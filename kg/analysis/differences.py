"""What differs between two studies that judge an aspect, as far as both tell it.

A contradiction between two papers is often none: they looked at other people, elsewhere, by another theory. So each
position that stands for an aspect is told its *context*, one value a facet, and two positions differ in a facet when
both tell it and their values are not the same. What may explain that two studies come to different judgements is set
apart from what is merely different: that one was printed a year later, or asked two more people, explains nothing.

The contexts are facts of one position each, so their number grows with the corpus; pairs are made by the queries
``contradictions`` and ``agreements``, and only of the positions that stand for an aspect (``shown``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.consolidate import local
from kg.graph.store import Row

EXPLAINING = ("setting", "programme", "segment", "framework", "method", "period", "obstacles")
FACETS = (*EXPLAINING, "informants", "published")
APPROACH = "approach"
BESIDE = 2  # characters between two sentences that follow each other
NONE_NAMED = {"id": "tidak disebut", "en": "none named"}


@dataclass(frozen=True, order=True, slots=True)
class Context:
    """One facet of the study behind a position: ``value`` tells whether two are the same, ``said`` is for readers."""

    facet: str
    value: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A facet in which two studies differ, in the words of one language."""

    facet: str
    one: str
    other: str

    @property
    def explains(self) -> bool:
        """Whether it may explain why they judge differently.

        >>> Difference("setting", "Kota Angin", "Kota Awan").explains, Difference("published", "2020", "2021").explains
        (True, False)
        """
        return self.facet in EXPLAINING


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of the queries that contexts are made of."""

    papers: Sequence[Row] = ()
    frameworks: Sequence[Row] = ()
    methods: Sequence[Row] = ()
    scopes: Sequence[Row] = ()
    statements: Sequence[Row] = ()
    labels: Sequence[Row] = ()


def contexts_of(members: Iterable[Row], told: Told) -> dict[str, tuple[Context, ...]]:
    """Give the context of each position, by its IRI.

    Args:
        members: rows of the query ``members``, of the positions wanted.
        told: what the papers tell.
    """
    wanted = list(members)
    known = _Known(told, {row["holder"] for row in wanted} | {row["paper"] for row in wanted})
    return {row["position"]: tuple(known.contexts(row)) for row in wanted}


def differences(one: Iterable[Context], other: Iterable[Context], language: str) -> list[Difference]:
    """Tell the facets in which two positions differ, those that may explain it first.

    >>> a = Context("setting", "kota-angin", (("en", "Kota Angin"),))
    >>> b = Context("setting", "kota-awan", (("en", "Kota Awan"),))
    >>> [(d.facet, d.one, d.other) for d in differences([a], [b], "en")], differences([a], [a], "en")
    ([('setting', 'Kota Angin', 'Kota Awan')], [])
    """
    by_facet = {context.facet: context for context in one}
    found = []
    for theirs in other:
        ours = by_facet.get(theirs.facet)
        if ours is not None and ours.value != theirs.value:
            found.append(Difference(ours.facet, dict(ours.said)[language], dict(theirs.said)[language]))
    return sorted(found, key=lambda each: FACETS.index(each.facet))


class _Known:
    """What is known of the studies, by paper."""

    def __init__(self, told: Told, wanted: set[str]) -> None:
        self._names = {row["concept"]: {"id": row["label_id"], "en": row["label_en"]} for row in told.labels}
        self._papers = {row["paper"]: row for row in told.papers if row["paper"] in wanted}
        self._frameworks: dict[str, set[str]] = defaultdict(set)
        self._approaches: dict[str, set[str]] = defaultdict(set)
        self._scopes: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._said: dict[str, list[Row]] = defaultdict(list)
        for row in told.frameworks:
            if row["role"] == "applied":
                self._frameworks[row["paper"]].add(row["framework"])
        for row in told.methods:
            if row["part"] == APPROACH:
                self._approaches[row["paper"]].add(row["method"])
        for row in told.scopes:
            self._scopes[row["passage"], row["scheme"]].add(row["topic"])
        for row in told.statements:
            if row["paper"] in wanted and row["kind"] in ("assessment", "obstacle"):
                self._said[row["paper"]].append(row)

    def contexts(self, member: Row) -> Iterator[Context]:
        paper = self._papers.get(member["holder"])
        if paper is not None:
            yield from _printed("setting", paper["setting"] or paper["place"])
            yield from _printed("period", paper["period"])
            yield from _printed("informants", paper["informants"])
            yield from self._concepts("framework", self._frameworks[member["holder"]])
            yield from self._concepts("method", self._approaches[member["holder"]])
        yield from _printed("published", member["year"])
        passage = f"{member['paper']}/span/{member['start']}-{member['end']}"
        for facet in ("programme", "segment"):
            yield from self._concepts(facet, self._scopes[passage, facet])
        obstacles = self._obstacles(member, "cited" if paper is None else "own")
        if obstacles:
            yield from self._concepts("obstacles", obstacles)
        elif paper is not None:
            yield Context("obstacles", "", tuple(sorted(NONE_NAMED.items())))

    def _obstacles(self, member: Row, attribution: str) -> set[str]:
        """The obstacles that stand beside what a position rests on: in the same sentence, or in the one next to it."""
        said = self._said[member["paper"]]
        judged = [(int(member["start"]), int(member["end"]))]
        if attribution == "own":
            judged += [
                _span(row) for row in said if row["concept"] == member["concept"] and row["attribution"] == "own"
            ]
        reach = BESIDE if attribution == "own" else -1
        return {
            row["concept"]
            for row in said
            if row["kind"] == "obstacle" and row["attribution"] == attribution and _is_beside(_span(row), judged, reach)
        }

    def _concepts(self, facet: str, concepts: set[str]) -> Iterator[Context]:
        if concepts:
            named = sorted(concepts)
            said = {
                language: ", ".join(sorted(self._names.get(c, {}).get(language) or local(c) for c in named))
                for language in ("en", "id")
            }
            yield Context(facet, " ".join(named), tuple(said.items()))


def _printed(facet: str, value: str) -> Iterator[Context]:
    shown = " ".join(value.split())
    if shown:
        yield Context(facet, shown.casefold(), (("en", shown), ("id", shown)))


def _span(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _is_beside(span: tuple[int, int], others: Iterable[tuple[int, int]], reach: int) -> bool:
    return any(max(span[0], start) - min(span[1], end) <= reach for start, end in others)


def as_rows(contexts: Mapping[str, Iterable[Context]]) -> list[tuple[str, Context]]:
    """List contexts with the positions that they belong to, in order."""
    return [(position, context) for position in sorted(contexts) for context in sorted(contexts[position])]
