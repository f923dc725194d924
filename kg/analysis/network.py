"""The signed network of a corpus, and the paths that tie two papers, works or statements.

Edges are signed: + supports, − opposes. A paper is tied to an aspect by the side that it takes, and to a work by what
it says of it (*in line with*, *differs from*, *strengthens*). The sign of a path is the product of its edges' signs
(structural balance: Cartwright & Harary, *Psychological Review* 63, 1956), so two papers on one side of an aspect
agree, and two on different sides contradict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from kg.analysis.consolidate import local
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.model import LitkgError

DECLARED = 0.1
VERDICT = 1.0
OTHER = 1.6


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path: how ``source`` is tied to ``target``, with the words that say so."""

    source: str
    target: str
    sign: int
    relation: str
    quote: str
    declared: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A signed path; ``sign`` is the product of its steps' signs."""

    steps: tuple[Step, ...]

    @property
    def sign(self) -> int:
        """+1 agree, −1 contradict, 0 undecided (a mixed judgement on the way)."""
        product = 1
        for step in self.steps:
            product *= step.sign
        return product

    @property
    def declared(self) -> bool:
        """Whether an author says every step."""
        return all(step.declared for step in self.steps)


def signed_network(store: Store) -> nx.MultiGraph:
    """Build the signed network of a graph: nodes are IRIs, edges carry sign, relation, quote and cost."""
    network = nx.MultiGraph()
    overall = {row["aspect"] for row in rows(store, "verdicts")}
    for row in rows(store, "positions"):
        if row["kind"] != "assessment":
            continue
        stance = local(row["stance"])
        cost = VERDICT if row["concept"] in overall else OTHER
        _tie(network, row["holder"], row["concept"], int(row["side"]), stance, row["quote"], cost, declared=False)
    for name, sign in (("agreements", 1), ("contradictions", -1)):
        for row in _declared(store, name):
            _tie(
                network,
                row["paper_a"],
                row["paper_b"],
                sign,
                row["explanation"],
                row["quote_a"],
                DECLARED,
                declared=True,
            )
    return network


def _declared(store: Store, name: str) -> Iterator[Row]:
    seen = set()
    for row in rows(store, name):
        key = (row["paper_a"], row["paper_b"], row["explanation"], row["quote_a"])
        if row["declared"] == "true" and key not in seen:
            seen.add(key)
            yield row


def _tie(
    network: nx.MultiGraph,
    source: str,
    target: str,
    sign: int,
    relation: str,
    quote: str,
    cost: float,
    *,
    declared: bool,
) -> None:
    network.add_edge(
        source, target, source=source, sign=sign, relation=relation, quote=quote, cost=cost, declared=declared
    )


def find_paths(store: Store, a: str, b: str, most: int = 3) -> list[Path]:
    """Find the best paths between two papers, works or statements: declared ones first, then by overall verdict.

    Args:
        store: the graph of a build.
        a: key of a paper, name of a work, or id of a statement.
        b: the same.
        most: how many paths at the most.

    Raises:
        LitkgError: ``a`` or ``b`` names nothing in the graph, or both name the same.
    """
    network = signed_network(store)
    start, goal = (_resolve(store, network, name) for name in (a, b))
    if start == goal:
        raise LitkgError(f"'{a}' and '{b}'", "are the same thing", "name two different papers or statements")
    simple = nx.Graph()
    for source, target, cost in network.edges(data="cost"):
        known = simple.get_edge_data(source, target)
        if known is None or cost < known["cost"]:
            simple.add_edge(source, target, cost=cost)
    if start not in simple or goal not in simple or not nx.has_path(simple, start, goal):
        return []
    found: list[Path] = []
    for nodes in islice(nx.shortest_simple_paths(simple, start, goal, weight="cost"), most):
        found.append(Path(tuple(_step(network, s, t) for s, t in pairwise(nodes))))
    return sorted(found, key=lambda path: (not path.declared, len(path.steps)))


def _step(network: nx.MultiGraph, source: str, target: str) -> Step:
    edges = network.get_edge_data(source, target).values()
    best = min(edges, key=lambda edge: (edge["cost"], edge["quote"]))
    forward = best["source"] == source
    return Step(
        source if forward else target,
        target if forward else source,
        best["sign"],
        best["relation"],
        best["quote"],
        best["declared"],
    )


def _resolve(store: Store, network: nx.MultiGraph, name: str) -> str:
    """Find the node that a key, a work's name or a statement's id means; a statement is tied to its concept."""
    papers = {local(row["paper"]): row["paper"] for row in rows(store, "papers")}
    nodes: dict[str, str] = {local(node): node for node in sorted(network.nodes, reverse=True)}
    known = papers.get(name) or nodes.get(name)
    if known:
        return known
    signs = {row["concept"]: int(row["sign"]) for row in rows(store, "labels") if row["sign"]}
    for row in rows(store, "claims"):
        if local(row["statement"]) == name:
            sign, relation = signs.get(row["stance"], 1), local(row["stance"]) or "about"
            _tie(network, row["statement"], row["concept"], sign, relation, row["quote"], VERDICT, declared=False)
            return row["statement"]
    choices = ", ".join(sorted(papers)[:8])
    raise LitkgError(
        f"'{name}'", "is no paper, work or statement of this build", f"choose for instance one of: {choices}"
    )
