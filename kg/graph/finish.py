"""What is made of a finished graph file in a process beside the build: pyshacl's verdict, and exports for other tools.

Told a file of N-Quads, a file of shapes and, for the exports, a folder, it answers with the violations in JSON, each a
list: focus node, path, value, message, severity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from kg.beside import answer
from kg.graph.store import EXPORTS
from kg.graph.terms import PREFIXES

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def violations(triples: Iterable[ox.Triple], shapes: Graph) -> list[list[str]]:
    """Validate triples; core constraints look at no other properties than the shapes name, so only those are read."""
    asked = {str(node) for node in shapes.all_nodes()} | {str(RDF.type), str(RDFS.subClassOf)}
    data = as_rdflib(triple for triple in triples if triple.predicate.value in asked)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, meta_shacl=False)
    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        told = results.value(result, SH.resultMessage) or results.value(result, SH.sourceConstraintComponent)
        severity = str(results.value(result, SH.resultSeverity)).rpartition("#")[2]
        place = [results.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value)]
        found.append([*(str(node) if node is not None else "" for node in place), str(told), severity])
    return sorted(found)


def as_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """Hand triples to rdflib, node by node: much quicker than to write and parse them."""
    nodes: dict[Any, Any] = {}

    def node(term: Any) -> Any:
        known = nodes.get(term)
        if known is None:
            if isinstance(term, ox.NamedNode):
                known = URIRef(term.value)
            elif isinstance(term, ox.Literal):
                plain = term.language or term.datatype.value == XSD_STRING
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


def export(quads: list[ox.Quad], folder: Path) -> None:
    """Write sorted quads as TriG, as JSON-LD and, with all graphs merged, as Turtle."""
    triples = sorted({quad.triple for quad in quads}, key=str)
    for name, rdf_format in EXPORTS.items():
        content = quads if rdf_format.supports_datasets else triples
        ox.serialize(content, str(folder / name), format=rdf_format, prefixes=PREFIXES)


def check_and_export(graph: str, shapes: str, folder: str = "") -> str:
    """Validate the union of the graphs of a file against shapes in Turtle, and export the file into a folder."""
    quads = list(ox.parse(path=graph, format=ox.RdfFormat.N_QUADS))
    found = violations({quad.triple for quad in quads}, Graph().parse(shapes, format="turtle"))
    if folder:
        export(quads, Path(folder))
    return json.dumps(found)


if __name__ == "__main__":
    answer(check_and_export)
