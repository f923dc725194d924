"""The ten criteria of the guidelines on nanopublications (nanopub.net/guidelines/working_draft), one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.terms import TYPE
from kg.publish.nanopub.terms import LINKS, PARTS, np_term

Graphs = dict[object, list[Quad]]
NANOPUBLICATION = np_term("np:Nanopublication")
CRITERIA = {
    1: "it consists of RDF quads",
    2: "each quad stands in a graph that an IRI names",
    3: "one quad says what the nanopublication is, and so names it and its head",
    4: "the head names one assertion",
    5: "the head names one provenance",
    6: "the head names one publication info",
    7: "the nanopublication and its four graphs have five names",
    8: "all quads stand in one of the four graphs",
    9: "the provenance tells of the assertion",
    10: "the publication info tells of the nanopublication",
}


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong; ``criterion`` is one of the ten, or 0 for what they do not speak of."""

    criterion: int
    what: str

    def __str__(self) -> str:
        return f"criterion {self.criterion} ({CRITERIA[self.criterion]}): {self.what}" if self.criterion else self.what


@dataclass(frozen=True, slots=True)
class Outline:
    """A nanopublication as far as it can be told: its name, its head, and the graphs that the head names.

    ``alone`` tells whether its head is about nothing else, and it has no other head.
    """

    iri: NamedNode
    head: NamedNode
    graphs: dict[str, NamedNode]
    alone: bool


def by_graph(quads: Iterable[Quad]) -> Graphs:
    """Sort quads by the graph that they stand in."""
    found: Graphs = defaultdict(list)
    for quad in quads:
        found[quad.graph_name].append(quad)
    return found


def outlines(graphs: Graphs) -> list[Outline]:
    """Find the nanopublications of a file; a part that is missing or named twice has no graph."""
    named = [
        (quad.subject, head)
        for head, quads in graphs.items()
        for quad in quads
        if quad.predicate == TYPE and quad.object == NANOPUBLICATION
    ]
    often = Counter(node for pair in named for node in set(pair))
    found = []
    for iri, head in named:
        if isinstance(iri, NamedNode) and isinstance(head, NamedNode):
            parts = {part: _named(graphs, iri, head, part) for part in PARTS}
            known = {p: nodes[0] for p, nodes in parts.items() if len(nodes) == 1 and isinstance(nodes[0], NamedNode)}
            found.append(Outline(iri, head, known, often[iri] == often[head] == 1))
    return found


def file_faults(quads: Sequence[Quad], found: Sequence[Outline]) -> Iterator[Fault]:
    """What is wrong with a file, whichever nanopublications it holds."""
    if not quads:
        yield Fault(1, "there is none")
    for quad in quads:
        if isinstance(quad.object, Triple) or isinstance(quad.subject, Triple):
            yield Fault(1, f"{quad.subject} has a triple within a triple")
        if not isinstance(quad.graph_name, NamedNode):
            yield Fault(2, f"one with the subject {quad.subject} stands in none")
    if not found:
        yield Fault(3, f"no quad in a named graph says '… a <{NANOPUBLICATION.value}>'")
    allowed = {graph.value for outline in found for graph in (outline.head, *outline.graphs.values())}
    others = {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)} - allowed
    for graph in sorted(others):
        yield Fault(8, f"the graph {graph} is none of them")


def outline_faults(graphs: Graphs, outline: Outline) -> Iterator[Fault]:
    """What is wrong with one nanopublication of a file."""
    if not outline.alone:
        yield Fault(3, "there are several")
    for criterion, part in enumerate(PARTS, 4):
        named = _named(graphs, outline.iri, outline.head, part)
        if len(named) != 1:
            yield Fault(criterion, f"it names {len(named) or 'none'}")
        elif part not in outline.graphs:
            yield Fault(criterion, f"{named[0]} is no IRI")
        elif outline.graphs[part] not in graphs:
            yield Fault(criterion, f"no quad stands in the graph {named[0]}")
    five = [outline.iri, outline.head, *outline.graphs.values()]
    if len(set(five)) != len(five):
        yield Fault(7, "two of them have the same")
    for criterion, part, about in (
        (9, "provenance", outline.graphs.get("assertion")),
        (10, "publication info", outline.iri),
    ):
        graph = outline.graphs.get(part)
        if graph is None or about is None:
            continue  # told above
        if not any(about in (quad.subject, quad.object) for quad in graphs.get(graph, ())):
            yield Fault(criterion, f"no quad in it has {about.value}")


def _named(graphs: Graphs, iri: NamedNode, head: NamedNode, part: str) -> list[object]:
    """Everything that the head gives for a part."""
    return [q.object for q in graphs[head] if q.subject == iri and q.predicate == LINKS[part]]


def literals(quads: Sequence[Quad]) -> Iterator[Literal]:
    """Give the literals, each once."""
    seen = dict.fromkeys(quad.object for quad in quads if isinstance(quad.object, Literal))
    yield from seen
