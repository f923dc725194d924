"""What is made of a finished graph file in a process beside the build: pyshacl's verdict, and exports for other tools.

Told a file of N-Quads, a file of shapes, the base IRI of the data and, for the exports, a folder, it answers with the
violations in JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from kg.beside import answer
from kg.graph.slices import merged_triples, slices
from kg.graph.store import EXPORTS
from kg.graph.terms import PREFIXES, TYPE, Names

AT_ONCE = 50
"""Papers that are validated at a time: enough that the vocabulary counts for little, few enough for any memory."""
SMALL = 50_000_000
"""Bytes of a graph file up to which all of it is validated at once."""
Found = tuple[str, ...]
"""A violation: focus node, path, value, message, severity."""
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def violations_of_file(path: Path, shapes: Graph, names: Names) -> list[Found]:
    """Validate the union of the graphs of a file, some papers at a time.

    What a shape says of a node is said of its own triples, of those that point to it, and of the types of what it
    points to. A paper's nodes have these in the graph of the paper, in what is common to all papers (ontology,
    vocabulary, places), and in the rest, which tells what the papers say together.
    """
    graphs, asked = slices(path), _asked(shapes)
    papers = [each for each in graphs if each.graph.startswith(names.graph("").value)]
    rest = [each for each in graphs if each.graph == names.analysis().value]
    common = [triple for each in graphs if each not in (*papers, *rest) for triple in each.triples()]
    together = [triple for each in rest for triple in each.triples() if triple.predicate.value in asked]
    told = defaultdict(list)
    for triple in together:
        told[triple.subject].append(triple)
    pointed_at = {triple.object for triple in together}
    types: list[ox.Triple] = []
    elsewhere: set[str] = set()  # nodes of papers, of which the rest knows less than their papers do
    found: set[Found] = set()
    for start in range(0, len(papers), AT_ONCE):
        said = [triple for each in papers[start : start + AT_ONCE] for triple in each.triples()]
        subjects = {triple.subject for triple in said}
        types += [triple for triple in said if triple.predicate == TYPE and triple.subject in pointed_at]
        elsewhere |= {_named(subject) for subject in subjects & (told.keys() | pointed_at)}
        more = [triple for subject in subjects & told.keys() for triple in told[subject]]
        found.update(violations([*common, *said, *more], shapes))
    of_all = violations([*common, *together, *types], shapes)
    return sorted(found.union(each for each in of_all if each[0] not in elsewhere))


def _named(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _asked(shapes: Graph) -> set[str]:
    """The properties that shapes look at."""
    return {str(node) for node in shapes.all_nodes()} | {str(RDF.type), str(RDFS.subClassOf)}


def violations(triples: Iterable[ox.Triple], shapes: Graph) -> list[Found]:
    """Validate triples; core constraints look at no other properties than the shapes name, so only those are read."""
    asked = _asked(shapes)
    data = as_rdflib(triple for triple in triples if triple.predicate.value in asked)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, meta_shacl=False)
    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        told = results.value(result, SH.resultMessage) or results.value(result, SH.sourceConstraintComponent)
        severity = str(results.value(result, SH.resultSeverity)).rpartition("#")[2]
        place = [results.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value)]
        found.append((*(str(node) if node is not None else "" for node in place), str(told), severity))
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


def export(path: Path, folder: Path) -> None:
    """Write a file of sorted N-Quads as TriG, as JSON-LD and, with all graphs merged, as Turtle."""
    for name, rdf_format in EXPORTS.items():
        quads = ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
        content = quads if rdf_format.supports_datasets else merged_triples(path)
        ox.serialize(content, str(folder / name), format=rdf_format, prefixes=PREFIXES)


def check_and_export(graph: str, shapes: str, base: str, folder: str = "") -> str:
    """Validate the union of the graphs of a file against shapes in Turtle, and export the file into a folder."""
    path, read = Path(graph), Graph().parse(shapes, format="turtle")
    if path.stat().st_size <= SMALL:
        quads = ox.parse(path=graph, format=ox.RdfFormat.N_QUADS)
        found = violations({quad.triple for quad in quads}, read)
    else:
        found = violations_of_file(path, read, Names(base))
    if folder:
        export(path, Path(folder))
    return json.dumps(found)


if __name__ == "__main__":
    answer(check_and_export)
