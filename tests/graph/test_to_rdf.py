"""From a reading to RDF: one named graph a paper, canonical and in order, with nothing lost on the way."""

from dataclasses import replace
from functools import cache

import pyoxigraph as ox
import pytest

from kg import resources
from kg.corpus.reader import paper_from
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.reading import Extractor
from kg.graph.queries import named_query
from kg.graph.shapes import misplaced
from kg.graph.store import Store
from kg.graph.terms import Names
from kg.graph.to_rdf import CLASSES, quads_of
from kg.model import Evidence, Reading, Statement
from tests.helpers import document

NAMES = Names()
TEXT = document(
    "Penggunaan aplikasi JMO belum optimal (Darmawan, 2020).",
    results="Kendalanya ialah jaringan internet lemah. Sebanyak 1.250 pengguna aplikasi JMO mengeluh.",
)


@cache
def lexicon() -> Lexicon:
    return load_lexicon(resources.ontology_dir() / "vocabulary.ttl")


@cache
def reading() -> Reading:
    return Extractor(lexicon()).read(paper_from("coba-2024", TEXT))


def quads(of: Reading) -> list[ox.Quad]:
    return list(quads_of(of, lexicon(), NAMES))


def statement(**changes: object) -> Statement:
    evidence = Evidence.of(TEXT, TEXT.index("Kendalanya"), TEXT.index("Kendalanya") + 10)
    made = Statement("obstacle", "internet-network", "", "own", "", "results", evidence, "label: x", 0.8)
    return replace(made, **changes)


def test_the_graph_is_that_of_the_paper():
    found = quads(reading())
    assert {quad.graph_name for quad in found} == {NAMES.graph("coba-2024")}
    assert len(set(found)) > 50


def test_a_reading_without_anything_still_tells_of_its_paper():
    found = quads(Reading(paper_from("kosong", "Isi satu.\n\nIsi dua.")))
    assert NAMES.paper("kosong") in {quad.subject for quad in found}


def test_every_kind_of_statement_has_its_class():
    for kind, name in CLASSES.items():
        made = quads(replace(reading(), statements=(statement(kind=kind, concept="", value="1"),), verdict=None))
        types = {quad.object.value for quad in made if quad.predicate.value.endswith("#type")}
        assert f"https://w3id.org/jmo/ns#{name.removeprefix('jmo:')}" in types


@pytest.mark.parametrize("changes", [{"kind": "benefit"}, {"concept": "app-error"}, {"stance": "effective"}])
def test_another_statement_has_another_name(changes):
    a, b = (
        {quad.subject for quad in quads(replace(reading(), statements=(made,))) if "/statement/" in quad.subject.value}
        for made in (statement(), statement(**changes))
    )
    assert a and b and a & b == set()


def test_the_name_of_a_statement_does_not_hang_on_its_place_rule_or_confidence():
    moved = Evidence(3, 13, statement().evidence.quote)
    subjects = [
        {
            quad.subject.value
            for quad in quads(replace(reading(), statements=(made,), verdict=None))
            if quad.predicate.value.endswith("ns#rule")
        }
        for made in (statement(), statement(rule="other: y", confidence=0.1), statement(evidence=moved))
    ]
    assert subjects[0] == subjects[1] == subjects[2] and len(subjects[0]) == 1


@pytest.mark.parametrize("part", ["results", "body"])
def test_the_same_words_in_two_sections_are_two_rows_and_no_more(part):
    """In the results they are the paper's own, in the introduction background: the graph must not mix that up."""
    said = "Kendala aplikasi JMO ialah jaringan internet lemah."
    text = document(
        f"{said} Penggunaan aplikasi JMO belum optimal.", **{part: f"Peneliti mencatat aplikasi JMO. {said}"}
    )
    store = Store().ontology_added(resources.ontology_dir())
    store.add(quads(Extractor(lexicon()).read(paper_from("ganda-2024", text))))
    rows = [row for row in store.rows(named_query("statements").sparql) if row["kind"] == "obstacle"]
    assert [int(row["start"]) for row in rows] == [text.index(said), text.rindex(said)]
    assert rows[0]["section"] == {"results": "results", "body": "introduction"}[part]
    assert rows[1]["section"] == "conclusion"


def test_quotes_are_kept_to_the_letter():
    exact = {quad.object.value for quad in quads(reading()) if quad.predicate.value == "http://www.w3.org/ns/oa#exact"}
    assert {said.evidence.quote for said in reading().statements} <= exact
    assert all(quote in TEXT for quote in exact)


def test_a_quote_that_stands_elsewhere_is_found_misplaced():
    store = Store(quads(reading()))
    text = NAMES.text("coba-2024").value
    assert misplaced(store, {text: TEXT}) == []
    found = misplaced(store, {text: "x" + TEXT})
    assert found and {violation.severity for violation in found} == {"Violation"}
    assert misplaced(store, {}), "a text that is not there holds no quote"
