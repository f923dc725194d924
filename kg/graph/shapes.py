"""Validation: SHACL shapes over the graph, and the promise that every quote stands where it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.store import Store


@dataclass(frozen=True, order=True, slots=True)
class Violation:
    """Something that the graph must not hold: which node, which property, which value, and why."""

    focus: str
    path: str
    value: str
    message: str
    severity: str


def validate(store: Store, shapes: Path) -> list[Violation]:
    """Validate a graph with pyshacl.

    Args:
        store: the graph, with the ontology in it.
        shapes: the file of shapes, in Turtle.

    Returns:
        What violates a shape, sorted; nothing when the graph conforms.

    Core constraints look at no other properties than the shapes name, so only those are handed to the engine.
    """
    import pyshacl
    from rdflib import RDF, RDFS, SH, Graph

    shape_graph = Graph().parse(shapes, format="turtle")
    asked = {str(iri) for iri in shape_graph.all_nodes()} | {str(RDF.type), str(RDFS.subClassOf)}
    data = as_rdflib({quad.triple for quad in store if quad.predicate.value in asked})
    _, results, _ = pyshacl.validate(data, shacl_graph=shape_graph, advanced=False, meta_shacl=False)
    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        message = results.value(result, SH.resultMessage)
        found.append(
            Violation(
                focus=str(results.value(result, SH.focusNode) or ""),
                path=str(results.value(result, SH.resultPath) or ""),
                value=str(results.value(result, SH.value) or ""),
                message=str(message or results.value(result, SH.sourceConstraintComponent)),
                severity=str(results.value(result, SH.resultSeverity)).rpartition("#")[2],
            )
        )
    return sorted(found)


def as_rdflib(triples: Iterable[ox.Triple]) -> Any:
    """Hand triples to rdflib, node by node: much quicker than to write and parse them."""
    from rdflib import BNode, Graph, Literal, URIRef

    nodes: dict[Any, Any] = {}

    def node(term: Any) -> Any:
        known = nodes.get(term)
        if known is None:
            if isinstance(term, ox.NamedNode):
                known = URIRef(term.value)
            elif isinstance(term, ox.Literal):
                plain = term.language or term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
                kind = None if plain else URIRef(term.datatype.value)
                known = Literal(term.value, lang=term.language, datatype=kind)
            else:
                known = BNode(term.value)
            nodes[term] = known
        return known

    graph = Graph()
    add = graph.store.add
    for triple in triples:
        add((node(triple.subject), node(triple.predicate), node(triple.object)), context=graph)
    return graph


def misplaced(store: Store, texts: Mapping[str, str]) -> list[Violation]:
    """Check ``text[start:end] == quote`` for every passage of the graph.

    Args:
        store: the graph.
        texts: IRI of a stored text to its characters.
    """
    rows = store.rows(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?span ?text ?start ?end ?quote { ?span oa:hasSource ?text ;"
        " oa:hasSelector [ oa:exact ?quote ] , [ oa:start ?start ; oa:end ?end ] } ORDER BY ?span"
    )
    found = []
    for row in rows:
        stands = texts.get(row["text"], "")[int(row["start"]) : int(row["end"])]
        if stands != row["quote"]:
            message = f"the text holds {stands[:60]!r} there"
            found.append(Violation(row["span"], "oa:exact", row["quote"][:60], message, "Violation"))
    return found
