"""Reads what nanopublications are made of out of a build, through the named queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.folder import read_manifest
from kg.graph.queries import named_query, rows
from kg.graph.store import Row, Store
from kg.graph.terms import DEFAULT_BASE, TYPE, term
from kg.model import LitkgError

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Node = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Thing:
    """A finding or a statement, with all that the graph says of it and of its parts."""

    iri: NamedNode
    facts: tuple[Triple, ...]

    def values(self, name: str) -> list[Node]:
        """Give what the graph says of the thing itself by one property."""
        return [value for said, name_, value in self.facts if (said, name_) == (self.iri, term(name))]

    @property
    def types(self) -> list[NamedNode]:
        """Its classes."""
        return [node for said, name, node in self.facts if said == self.iri and name == TYPE and _is_iri(node)]  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Sources:
    """What all nanopublications of a build share: the base of its IRIs, and rows of the named queries by IRI."""

    base: str
    evidence: Mapping[str, list[Row]]
    papers: Mapping[str, Row]
    works: Mapping[str, Row]
    texts: Mapping[str, Row]
    labels: Mapping[str, Row]
    agent: Row
    ontologies: tuple[Row, ...]


def sources(build: Path, store: Store, things: Iterable[Thing]) -> Sources:
    """Read what the nanopublications of some things share; evidence only of these, for there may be much."""
    wanted = {said.value for thing in things for said, _, _ in thing.facts}
    evidence: dict[str, list[Row]] = defaultdict(list)
    answer = store.query(named_query("evidence").sparql)
    assert isinstance(answer, ox.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    for found in answer:
        if found["said"].value in wanted:
            row = {column: "" if found[column] is None else found[column].value for column in columns}
            evidence[row["said"]].append(row)
    base = (read_manifest(build) or {}).get("base", DEFAULT_BASE)
    by = {name: _by(column, rows(store, query)) for name, query, column in SHARED}
    agents = rows(store, "agents")
    return Sources(str(base), evidence, **by, agent=agents[-1], ontologies=tuple(rows(store, "ontologies")))


SHARED = (
    ("papers", "papers", "paper"),
    ("works", "works", "work"),
    ("texts", "texts", "text"),
    ("labels", "labels", "concept"),
)


def _by(column: str, found: Iterable[Row]) -> dict[str, Row]:
    """Rows by one of their columns; of several, the first."""
    kept: dict[str, Row] = {}
    for row in found:
        kept.setdefault(row[column], row)
    return kept


def findings(store: Store) -> list[Thing]:
    """Read the consolidated findings."""
    return _things((row[0], row[1], row[2], row[3]) for row in _solutions(store, "finding-facts"))


def statements(store: Store) -> list[Thing]:
    """Read the statements of all papers."""
    return _things((row[0], row[0], row[1], row[2]) for row in _solutions(store, "statement-facts"))


def chosen(things: Iterable[Thing], names: Iterable[str]) -> list[Thing]:
    """Choose things by the end of their IRIs, such as ``obstacle/app-error``.

    Raises:
        LitkgError: nothing has such a name.
    """
    known = list(things)
    found: dict[str, Thing] = {}
    for name in names:
        fitting = [thing for thing in known if f"/{thing.iri.value}".endswith(f"/{name.strip('/')}")]
        if not fitting:
            raise LitkgError(
                f"--only {name}",
                "no finding or statement has this name",
                "give kind/concept of a row of 'kg query findings', or the last part of a statement's IRI",
            )
        found.update((thing.iri.value, thing) for thing in fitting)
    return [found[iri] for iri in sorted(found)]


def _things(facts: Iterable[tuple[Node, Node, Node, Node]]) -> list[Thing]:
    by_thing: dict[NamedNode, list[Triple]] = defaultdict(list)
    for thing, said, name, value in facts:
        by_thing[thing].append((said, name, value))  # type: ignore[index,arg-type]
    return [Thing(iri, tuple(said)) for iri, said in by_thing.items()]


def _solutions(store: Store, name: str) -> Iterator[tuple[Node, ...]]:
    """Answer a named query with its nodes, which know their datatypes and languages."""
    answer = store.query(named_query(name).sparql)
    assert isinstance(answer, ox.QuerySolutions)
    for solution in answer:
        yield tuple(solution)


def _is_iri(node: object) -> bool:
    return isinstance(node, NamedNode)
