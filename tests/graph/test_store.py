"""The store: queries see all graphs as one, nothing leaves the machine, and exports do not depend on order."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.finish import export
from kg.graph.store import DATA, EXPORTS, GRAPH_FILE, Store, asks_elsewhere
from kg.model import LitkgError


def quad(s: str, o: object, g: str = "urn:g") -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(s),
        ox.NamedNode("urn:p"),
        o if isinstance(o, ox.Literal) else ox.NamedNode(str(o)),
        ox.NamedNode(g),
    )


QUADS = [
    quad("urn:a", "urn:b"),
    quad("urn:a", "urn:b", "urn:h"),
    quad("urn:a", ox.Literal('x "y"\n\\ \U0001f609')),
    quad("urn:c", ox.Literal("x", language="id")),
    quad("urn:c", ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), "urn:h"),
]


def test_named_graphs_are_seen_as_one_and_one_by_one():
    store = Store(QUADS)
    assert len(store) == 5
    assert {row["s"] for row in store.rows("SELECT ?s { ?s ?p ?o }")} == {"urn:a", "urn:c"}
    assert store.rows("ASK { <urn:a> ?p ?o . <urn:c> ?q 1 }") == [{"answer": "true"}], "over both graphs"
    assert store.rows("SELECT (COUNT(*) AS ?n) { GRAPH <urn:h> { ?s ?p ?o } }") == [{"n": "2"}]


def written(store: Store, folder: Path) -> bytes:
    (folder / DATA).mkdir(parents=True)
    store.write(folder)
    return (folder / GRAPH_FILE).read_bytes()


def test_quads_are_sorted_however_they_came(tmp_path):
    expected = written(Store(QUADS), tmp_path / "as-given")
    graphs = [line.split()[-2] for line in expected.splitlines()]
    assert graphs == sorted(graphs) and len(graphs) == len(QUADS)
    for seed in range(5):
        shuffled = Store(random.Random(seed).sample(QUADS, len(QUADS)))
        assert written(shuffled, tmp_path / str(seed)) == expected


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_are_the_same_bytes_however_the_quads_came(name, tmp_path):
    for seed in range(4):
        written(Store(random.Random(seed).sample(QUADS, len(QUADS))), tmp_path / str(seed))
        export(tmp_path / str(seed) / GRAPH_FILE, tmp_path / str(seed))
    contents = {(tmp_path / str(seed) / name).read_bytes() for seed in range(4)}
    assert len(contents) == 1 and contents != {b""}


def test_exports_hold_what_the_store_holds(tmp_path):
    written(Store(QUADS), tmp_path)
    export(tmp_path / GRAPH_FILE, tmp_path)
    for name, form in EXPORTS.items():
        found = set(ox.parse(path=str(tmp_path / name), format=form))
        if form.supports_datasets:
            assert found == set(QUADS)
        else:
            assert {each.triple for each in found} == {each.triple for each in QUADS}


def test_unbound_is_empty_and_columns_keep_their_order():
    columns, rows = Store(QUADS).table("SELECT ?o ?none ?s { ?s ?p ?o FILTER(isIRI(?o)) }")
    assert columns == ["o", "none", "s"]
    assert set(map(tuple, rows)) == {("urn:b", "", "urn:a")}


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * {{SERVICE<http://a/>{?s ?p ?o}}}",
        "SELECT * { # comment\n SERVICE # more\n <http://a/> {} }",
        r"SELECT * { \u0053ERVICE <http://a/> {} }",
        r"SELECT * { \U00000053ERVICE <http://a/> {} }",
        "SELECT * { ?s ?p '''a' b''' . SERVICE <http://a/> {} }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://a/> {} }',
        "SELECT * { FILTER(1 < 2) SERVICE <http://a/> {} FILTER(3 > 2) }",
        "SELECT * { FILTER EXISTS { SERVICE <http://a/> {} } }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://a/> {} FILTER(?a>?b) }",
        "ASK { ?s ?p 'it''s' SERVICE <http://a/> {} }",
    ],
)
def test_a_service_is_seen_in_any_guise(sparql):
    assert asks_elsewhere(sparql)
    with pytest.raises(LitkgError, match="; "):
        Store(QUADS).query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s <http://a/SERVICE> ?o }",
        "SELECT * { ?s ?p 'SERVICE <http://a/>' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://a/>",
        "PREFIX x: <urn:x> SELECT * { ?s x:service-quality ?o }",
    ],
)
def test_the_mere_word_service_is_allowed(sparql):
    assert not asks_elsewhere(sparql)
    Store(QUADS).table(sparql)


@given(st.text(alphabet="SERVICEservice'\"\\<>{}#\n ?:u0053", max_size=40))
def test_looking_for_a_service_always_ends(sparql):
    assert asks_elsewhere(sparql) in (True, False)


@pytest.mark.parametrize(
    "sparql",
    ["SELECT * FROM <http://192.0.2.1/a.ttl> { ?s ?p ?o }", "SELECT * { GRAPH <http://192.0.2.1/a> { ?s ?p ?o } }"],
)
def test_a_foreign_graph_is_not_fetched(sparql):
    assert Store(QUADS).rows(sparql) == []


def test_from_names_the_graph_that_is_asked():
    assert Store(QUADS).rows("SELECT ?s FROM <urn:h> { ?s ?p ?o } ORDER BY ?s") == [{"s": "urn:a"}, {"s": "urn:c"}]
    assert Store(QUADS).rows("SELECT ?o FROM NAMED <urn:h> { GRAPH ?g { <urn:a> ?p ?o } }") == [{"o": "urn:b"}]


@pytest.mark.parametrize(
    "sparql",
    ["LOAD <http://192.0.2.1/a.ttl>", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "CLEAR ALL", "DROP GRAPH <urn:g>"],
)
def test_a_query_changes_nothing(sparql):
    store = Store(QUADS)
    with pytest.raises(LitkgError):
        store.query(sparql)
    assert len(store) == 5


def test_a_folder_without_a_build_is_named(tmp_path: Path):
    with pytest.raises(LitkgError, match="no build in this folder; run 'kg build'"):
        Store.of_build(tmp_path)
