"""The signed edges of a corpus, read from its graph: all of them, or those of one node.

Nodes are IRIs: papers, cited works, statements, and what they are tied to: aspects and other concepts, frameworks that
organise a study, settings. An edge is signed: + supports, − opposes, 0 is mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.analysis.consolidate import local
from kg.analysis.naming import base_of
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.graph.terms import Names

Kind = Literal["declared", "verdict", "detail", "reported", "named", "context"]
LEVELS: dict[str, Kind] = {"verdict": "verdict", "detail": "detail", "reported": "reported"}
SIGNS = {"agreesWith": 1, "confirms": 1, "disagreesWith": -1}
# A short way counts more than a long one, an author's own word more than what is computed, and a judgement of the whole
# more than one of a part or than an obstacle, benefit or piece of advice that two papers have in common.
COST: dict[Kind, float] = {
    "declared": 0.1, "verdict": 1.0, "reported": 1.1, "detail": 1.6, "named": 1.9, "context": 2.5
}  # fmt: skip
MIXED = 0.8  # a judgement that points both ways decides nothing
MOST_FOLLOWERS = 60
DOCUMENT = re.compile(r"/(?:paper|work|statement)/[^/]+\Z")
STATEMENT = "/statement/"
NAMED = ("obstacle", "benefit", "recommendation")


@dataclass(frozen=True, slots=True)
class Step:
    """One edge: how ``source`` is tied to ``target``, with the words that say so."""

    source: str
    target: str
    sign: int
    relation: str
    quote: str
    declared: bool
    kind: Kind = "detail"

    @property
    def cost(self) -> float:
        """How much a path is burdened by going this way."""
        return COST[self.kind] + (0 if self.sign else MIXED)


def all_edges(store: Store) -> Iterator[Step]:
    """Read all edges of a graph, each once."""
    for row in rows(store, "sides"):
        yield from _of_position(row)
    for row in rows(store, "comparisons"):
        relation = local(row["intent"])
        yield Step(row["paper"], row["work"], SIGNS[relation], relation, row["quote"], True, "declared")
    for row in rows(store, "claims"):
        yield from _of_claim(row)
    for row in rows(store, "settled"):
        yield _of_context(row)


def is_document(node: str) -> bool:
    """Tell papers, works and statements from concepts.

    >>> is_document("https://a/paper/x"), is_document("https://a/aspect/effectiveness")
    (True, False)
    """
    return DOCUMENT.search(node) is not None


class Neighbourhood:
    """The edges of single nodes, looked up when they are asked for, so that no path needs the whole graph.

    A concept that very many judge is tied to those that stand for it (``shown``). A work that very many compare
    themselves with leads on to none of them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = Names(base_of(store))
        self._known: dict[str, tuple[Step, ...]] = {}

    def edges(self, node: str) -> tuple[Step, ...]:
        """Give the edges that lead from a node or to it."""
        if node not in self._known:
            read = self._of_document(node) if is_document(node) else self._of_concept(node)
            self._known[node] = tuple(dict.fromkeys(read))
        return self._known[node]

    def _of_document(self, node: str) -> Iterator[Step]:
        if STATEMENT in node:
            for row in self._rows("claims", statement=node):
                yield from _of_claim(row)
            return
        for row in self._rows("sides", holder=node):
            yield from _of_position(row)
        followers = self._rows("followers", work=node)
        for row in (*self._rows("ties", paper=node), *(followers if len(followers) < MOST_FOLLOWERS else ())):
            relation = local(row["intent"])
            yield Step(row["paper"], row["work"], SIGNS[relation], relation, "", True, "declared")

    def _of_concept(self, node: str) -> Iterator[Step]:
        for row in self._rows("shown", finding=self._names.finding("assessment", local(node)).value):
            kind = LEVELS[row["level"]]
            yield Step(row["holder"], node, int(row["side"]), "", "", False, kind)

    def frameworks(self, node: str) -> tuple[Step, ...]:
        """Give the edges from a paper to the frameworks that organise its study."""
        return tuple(dict.fromkeys(_of_context(row) for row in self._rows("settled", paper=node)))

    def is_framework(self, node: str) -> bool:
        """Whether a concept is a framework."""
        return any(row["scheme"] == "framework" for row in self._rows("labels", concept=node))

    def spoken(self, step: Step) -> Step:
        """Give a step its words, where they were not needed to find it."""
        if step.quote:
            return step
        if step.declared:
            found = self._rows("comparisons", paper=step.source, work=step.target)
            quotes = sorted(row["quote"] for row in found if local(row["intent"]) == step.relation)
            return replace(step, quote=quotes[0]) if quotes else step
        told = (edge for edge in self.edges(step.source) if edge.target == step.target and edge.source == step.source)
        return next((edge for edge in told if edge.quote), step)

    def _rows(self, name: str, **known: str) -> list[Row]:
        return [row | known for row in rows(self._store, name, **known)]


def _of_position(row: Row) -> Iterator[Step]:
    """A paper or work is tied to what it judges, and to the obstacles, benefits and advice that it names."""
    if row["kind"] == "assessment":
        kind = LEVELS[row["level"]]
        yield Step(row["holder"], row["concept"], int(row["side"]), local(row["stance"]), row["quote"], False, kind)
    elif row["kind"] in NAMED:
        yield Step(row["holder"], row["concept"], 1, row["kind"], row["quote"], False, "named")


def _of_claim(row: Row) -> Iterator[Step]:
    """A statement is tied to its concept, by its stance where it judges."""
    sign = int(row["sign"] or 1)
    yield Step(row["statement"], row["concept"], sign, local(row["stance"]) or "about", row["quote"], False, "verdict")


def _of_context(row: Row) -> Step:
    return Step(row["paper"], row["context"], 1, row["facet"], row["quote"], False, "context")
