"""What a catalogue of data wants to know of a build, in DCAT and VoID: ``data/dataset.ttl``.

It stands beside the graph and not in it: a file cannot tell its own size, and questions to the graph are about papers.
The files are named relative to the description, so that it holds wherever the folder is put.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.graph.queries import rows
from kg.graph.store import DATA, GRAPH_FILE, Row, Store
from kg.graph.terms import PREFIXES, TYPE, XSD, digest, integer
from kg.publish.media_types import media_type

DESCRIPTION = DATA / "dataset.ttl"
TERMS = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}
HERE = "here:/data/"
"""Stands for the folder of the description until it is written."""
MEDIA = "https://www.iana.org/assignments/media-types/"
LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
FORMATS = {"nq": "N-Quads", "trig": "TriG", "ttl": "Turtle", "jsonld": "JSON-LD"}
SAID = {
    "title": {
        "id": "Graf pengetahuan {number} artikel, dibuat oleh litkg",
        "en": "Knowledge graph of {number} papers, made by litkg",
    },
    "description": {
        "id": "Pernyataan, bukti, kerangka teori, sitasi, temuan gabungan, dan celah penelitian sekumpulan artikel. "
        "Setiap pernyataan memuat kata persisnya, letaknya dalam teks, dan aturan yang membacanya.",
        "en": "Statements, evidence, frameworks, citations, consolidated findings and gaps of a collection of papers. "
        "Every statement carries its exact words, their place in the text, and the rule that read them.",
    },
    "rights": {
        "id": "Artikel dan kutipan darinya adalah milik para penulisnya; litkg tidak mengetahui lisensinya.",
        "en": "The papers and the quotes from them belong to their authors; litkg does not know their licences.",
    },
}
Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a graph holds, as its named queries tell."""

    papers: tuple[Row, ...]
    graphs: tuple[Row, ...]
    classes: tuple[Row, ...]
    properties: tuple[Row, ...]
    agents: tuple[Row, ...]
    ontologies: tuple[Row, ...]

    @classmethod
    def of(cls, store: Store) -> Counted:
        """Count what is in a graph."""
        names = ("papers", "graphs", "classes", "properties", "agents", "ontologies")
        return cls(*(tuple(rows(store, name)) for name in names))

    @property
    def base(self) -> str:
        """The base IRI of the data: what comes before the part of the IRI that names a paper."""
        first = self.papers[0]["paper"]
        return first[: first.rindex("paper/")]


def write_description(counted: Counted, build: Path) -> None:
    """Write the description of a build folder that holds all its other data."""
    dataset = NamedNode(f"{counted.base}dataset")
    triples = [ox.Triple(*triple) for triple in dict.fromkeys(_described(dataset, counted, build))]
    triples.sort(key=lambda triple: (triple.subject != dataset, str(triple)))
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES | TERMS, base_iri=HERE)
    assert written is not None
    base, _, rest = written.decode().partition("\n")
    assert base == f"@base <{HERE}> ."
    (build / DESCRIPTION).write_text(rest, encoding="utf-8", newline="\n")


def term(name: str) -> NamedNode:
    """Give the node of a prefixed name of the graph, or of the vocabularies that describe data."""
    prefix, _, local = name.partition(":")
    return NamedNode((PREFIXES | TERMS)[prefix] + local)


def _described(dataset: NamedNode, counted: Counted, build: Path) -> Triples:
    yield from _about(dataset, counted)
    yield from _provenance(dataset, counted)
    yield from _statistics(dataset, counted)
    yield from _graphs(dataset, counted)
    for file in sorted((build / DATA).iterdir()):
        if file.is_file() and file.name != DESCRIPTION.name:
            yield from _distribution(dataset, file)
    version = hashlib.sha256((build / GRAPH_FILE).read_bytes()).hexdigest()
    yield dataset, term("dcat:version"), Literal(version[:12])


def _about(dataset: NamedNode, counted: Counted) -> Triples:
    yield dataset, TYPE, term("dcat:Dataset")
    yield dataset, TYPE, term("void:Dataset")
    papers = {row["paper"]: row for row in counted.papers}
    for name, said in SAID.items():
        for language, text in said.items():
            yield dataset, term(f"dcterms:{name}"), Literal(text.format(number=len(papers)), language=language)
    for language in sorted({row["language"] for row in papers.values()}):
        if len(language) == 2:
            yield dataset, term("dcterms:language"), NamedNode(LANGUAGE + language)
    for paper in papers:
        yield dataset, term("dcterms:source"), NamedNode(paper)


def _provenance(dataset: NamedNode, counted: Counted) -> Triples:
    for row in counted.agents:
        agent = NamedNode(row["agent"])
        yield dataset, term("pav:createdWith"), agent
        yield agent, TYPE, term("prov:SoftwareAgent")
        yield agent, term("foaf:name"), Literal(row["name"])
        yield agent, term("pav:version"), Literal(row["version"])
    for row in counted.ontologies:
        yield dataset, term("dcterms:conformsTo"), NamedNode(row["ontology"])


def _statistics(dataset: NamedNode, counted: Counted) -> Triples:
    yield dataset, term("void:uriSpace"), Literal(counted.base)
    yield dataset, term("void:exampleResource"), NamedNode(counted.papers[0]["paper"])
    yield dataset, term("void:triples"), integer(sum(int(row["triples"]) for row in counted.properties))
    yield dataset, term("void:classes"), integer(len(counted.classes))
    yield dataset, term("void:properties"), integer(len(counted.properties))
    used = [*(row["class"] for row in counted.classes), *(row["property"] for row in counted.properties)]
    for vocabulary in sorted({namespace(iri) for iri in used}):
        yield dataset, term("void:vocabulary"), NamedNode(vocabulary)
    for kind, found, number, unit in (
        ("class", counted.classes, "things", "entities"),
        ("property", counted.properties, "triples", "triples"),
    ):
        for row in found:
            part = NamedNode(f"{dataset.value}/{kind}/{digest(row[kind])}")
            yield dataset, term(f"void:{kind}Partition"), part
            yield part, term(f"void:{kind}"), NamedNode(row[kind])
            yield part, term(f"void:{unit}"), integer(int(row[number]))


def namespace(iri: str) -> str:
    """Give the namespace of a term.

    >>> namespace("http://purl.org/spar/cito/cites"), namespace("https://w3id.org/jmo/ns#Finding")
    ('http://purl.org/spar/cito/', 'https://w3id.org/jmo/ns#')
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _graphs(dataset: NamedNode, counted: Counted) -> Triples:
    """The named graphs as parts of the whole, the ontology's with the licences that it tells."""
    licences = {row["ontology"]: row["licence"] for row in counted.ontologies if row["licence"]}
    for row in counted.graphs:
        part = NamedNode(f"{dataset.value}/graph/{digest(row['graph'])}")
        yield dataset, term("void:subset"), part
        yield part, TYPE, term("void:Dataset")
        yield part, TYPE, term("sd:NamedGraph")
        yield part, term("sd:name"), NamedNode(row["graph"])
        yield part, term("void:triples"), integer(int(row["triples"]))
        if row["graph"] in licences:
            yield part, term("dcterms:license"), NamedNode(licences[row["graph"]])


def _distribution(dataset: NamedNode, file: Path) -> Triples:
    """A file that holds the data: where it stands, what it is, how large, and the hash to know it by."""
    content = file.read_bytes()
    node = NamedNode(f"{dataset.value}/file/{digest(file.name)}")
    checksum = NamedNode(f"{node.value}/sha256")
    url = NamedNode(HERE + file.name)
    yield dataset, term("dcat:distribution"), node
    yield node, TYPE, term("dcat:Distribution")
    yield node, term("dcterms:title"), Literal(file.name)
    yield node, term("dcat:downloadURL"), url
    yield node, term("dcat:byteSize"), Literal(str(len(content)), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
    if kind := media_type(file.name):
        yield node, term("dcat:mediaType"), NamedNode(MEDIA + kind)
    yield node, term("spdx:checksum"), checksum
    yield checksum, TYPE, term("spdx:Checksum")
    yield checksum, term("spdx:algorithm"), term("spdx:checksumAlgorithm_sha256")
    value = hashlib.sha256(content).hexdigest()
    yield checksum, term("spdx:checksumValue"), Literal(value, datatype=NamedNode(f"{XSD}hexBinary"))
    if file.stem == GRAPH_FILE.stem and file.suffix[1:] in FORMATS:
        yield dataset, term("void:dataDump"), url
        yield dataset, term("void:feature"), NamedNode(f"http://www.w3.org/ns/formats/{FORMATS[file.suffix[1:]]}")
