"""``data/dataset.ttl``: what catalogues want to know of a build, in DCAT and VoID, and true."""

import hashlib
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from kg.graph.store import DATA, Store
from kg.publish.copy import publish
from kg.publish.dataset_description import DESCRIPTION, Counted, write_description
from tests.helpers import BASE

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
VOID = Namespace("http://rdfs.org/ns/void#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATASET = URIRef(f"{BASE}dataset")
PLACE = "https://host.example/my/data/"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dcterms:title ; sh:minCount 2 ; sh:uniqueLang true ; sh:languageIn ( "id" "en" ) ] ,
    [ sh:path dcterms:description ; sh:minCount 2 ; sh:uniqueLang true ; sh:languageIn ( "id" "en" ) ] ,
    [ sh:path dcat:distribution ; sh:minCount 4 ; sh:class dcat:Distribution ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:version ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:license ; sh:maxCount 0 ] .
[] a sh:NodeShape ; sh:targetClass void:Dataset ;
  sh:property [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ,
    [ sh:path void:subset ; sh:class void:Dataset ; sh:nodeKind sh:IRI ] ,
    [ sh:path void:classPartition ; sh:nodeKind sh:IRI ;
      sh:node [ sh:property [ sh:path void:class ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path void:entities ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ] ] ,
    [ sh:path void:propertyPartition ; sh:nodeKind sh:IRI ;
      sh:node [ sh:property [ sh:path void:property ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ] ] ,
    [ sh:path void:vocabulary ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path spdx:checksum ; sh:minCount 1 ; sh:class spdx:Checksum ] .
"""


def read(build: Path) -> Graph:
    """Read the description as if it were served from a web host."""
    return Graph().parse(build / DESCRIPTION, format="turtle", publicID=PLACE)


@pytest.fixture(scope="module")
def described(notes_build) -> Graph:
    return read(notes_build)


def test_the_description_has_the_shape_of_dcat_and_void(described):
    conforms, _, told = pyshacl.validate(described, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, told
    assert (DATASET, RDF.type, DCAT.Dataset) in described and (DATASET, RDF.type, VOID.Dataset) in described


def test_a_description_without_a_size_would_be_refused(described):
    broken = Graph() + described
    broken.remove((None, DCAT.byteSize, None))
    assert not pyshacl.validate(broken, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))[0]


def test_it_counts_what_is_in_the_graph(described, notes_build):
    quads = list(ox.parse(path=str(notes_build / "data/graph.nq"), format=ox.RdfFormat.N_QUADS))
    triples = {quad.triple for quad in quads}
    assert described.value(DATASET, VOID.triples).toPython() == len(triples)
    graphs = Counter(quad.graph_name.value for quad in quads)
    told = {
        str(described.value(part, SD.name)): described.value(part, VOID.triples).toPython()
        for part in described.objects(DATASET, VOID.subset)
    }
    assert told == graphs
    typed = Counter(triple.object.value for triple in triples if triple.predicate.value == str(RDF.type))
    classes = {
        str(described.value(part, VOID["class"])): described.value(part, VOID.entities).toPython()
        for part in described.objects(DATASET, VOID.classPartition)
    }
    assert classes == typed
    properties = {
        str(described.value(part, VOID.property)): described.value(part, VOID.triples).toPython()
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    assert properties == Counter(triple.predicate.value for triple in triples)
    vocabularies = {str(each) for each in described.objects(DATASET, VOID.vocabulary)}
    assert all(any(term.startswith(vocabulary) for vocabulary in vocabularies) for term in {*classes, *properties})


def files_of(description: Graph) -> dict[str, tuple[int, str]]:
    """Sizes and hashes that a description tells, by the name of the file."""
    found = {}
    for part in description.objects(DATASET, DCAT.distribution):
        name = str(description.value(part, DCAT.downloadURL)).removeprefix(PLACE)
        value = description.value(description.value(part, SPDX.checksum), SPDX.checksumValue)
        found[name] = (int(description.value(part, DCAT.byteSize)), str(value))
    return found


def actual(build: Path) -> dict[str, tuple[int, str]]:
    files = (path for path in (build / DATA).iterdir() if path.is_file() and path.name != DESCRIPTION.name)
    return {path.name: (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files}


def test_it_names_every_file_beside_it_with_its_size_and_hash(described, notes_build):
    assert files_of(described) == actual(notes_build)
    dumps = {str(each).removeprefix(PLACE) for each in described.objects(DATASET, VOID.dataDump)}
    assert {"graph.nq", "graph.trig", "graph.ttl", "graph.jsonld"} == dumps


def test_media_types_are_those_of_iana(described):
    told = {
        str(described.value(part, DCAT.downloadURL)).removeprefix(PLACE): str(described.value(part, DCAT.mediaType))
        for part in described.objects(DATASET, DCAT.distribution)
    }
    media = "https://www.iana.org/assignments/media-types/"
    assert told["graph.nq"] == f"{media}application/n-quads"
    assert told["graph.jsonld"] == f"{media}application/ld+json"


def test_only_the_ontology_is_said_to_have_a_licence(described):
    licensed = {str(described.value(part, SD.name)) for part in described.subjects(DCTERMS.license)}
    assert licensed == {"https://w3id.org/jmo/ns", "https://w3id.org/jmo/vocabulary"}
    assert len(list(described.objects(DATASET, DCTERMS.rights))) == 2


def test_it_stays_outside_of_the_graph_and_names_nothing_of_this_machine(notes_build):
    assert f"<{BASE}dataset>" not in (notes_build / "data/graph.nq").read_text("utf-8")
    text = (notes_build / DESCRIPTION).read_text("utf-8")
    assert "<graph.nq>" in text and "@base" not in text and str(notes_build) not in text
    assert not any(str(node).startswith("_:") for node in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=PLACE))


def test_the_same_graph_gives_the_same_bytes(notes_build, tmp_path):
    before = (notes_build / DESCRIPTION).read_bytes()
    (tmp_path / DATA).mkdir()
    for path in (notes_build / DATA).iterdir():
        if path.is_file() and path.name != DESCRIPTION.name:
            (tmp_path / DATA / path.name).write_bytes(path.read_bytes())
    write_description(Counted.of(Store.of_build(notes_build)), tmp_path)
    assert (tmp_path / DESCRIPTION).read_bytes() == before


def test_a_copy_without_texts_is_described_anew(notes_build, tmp_path):
    publish(notes_build, tmp_path / "public", ())
    assert files_of(read(tmp_path / "public")) == actual(tmp_path / "public") != actual(notes_build)
