"""Clients of other makes get the rows that ``kg query`` gives."""

import csv
import io
import json
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.graph.queries import named_queries
from kg.graph.store import Store
from tests.jena import jena_in
from tests.serve.running import ended, started

CHOSEN = ["papers", "findings", "contradictions"]
TITLES = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/title> ?o }"


@pytest.fixture(scope="module")
def endpoint(notes_build):
    process, url = started(notes_build)
    yield urlsplit(url)._replace(path="/sparql").geturl()
    assert ended(process) == (("", ""), 0)


@pytest.fixture(scope="module")
def store(notes_build):
    return Store.of_build(notes_build)


def tabled(answer):
    """Columns and rows of an answer in SPARQL's JSON, as ``kg query`` has them."""
    columns = answer["head"]["vars"]
    return columns, [[row.get(c, {"value": ""})["value"] for c in columns] for row in answer["results"]["bindings"]]


def titles(store):
    return len(store.rows(TITLES))


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_sparqlwrapper_gets_the_rows_of_each_query(endpoint, store, name):
    client = SPARQLWrapper(endpoint, returnFormat=JSON)
    client.setQuery(named_queries()[name].sparql)
    assert tabled(client.queryAndConvert()) == store.table(named_queries()[name].sparql)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_sparqlwrapper_gets_them_in_other_ways_too(endpoint, store):
    query = named_queries()["papers"].sparql
    columns, rows = store.table(query)
    client = SPARQLWrapper(endpoint, returnFormat=CSV)
    client.setQuery(query)
    client.setMethod(POST)
    assert list(csv.reader(io.StringIO(client.queryAndConvert().decode(), newline=""))) == [columns, *rows]
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == len(rows)
    for form in (XML, TURTLE):
        client.setQuery(TITLES)
        client.setReturnFormat(form)
        found = client.queryAndConvert()
        found = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
        assert len(found) == titles(store) > 5
    client.setQuery("CONSTRUCT { ?s ?p }")
    with pytest.raises(QueryBadFormed):
        client.query()


@pytest.fixture(scope="module")
def jena(tmp_path_factory):
    return jena_in(tmp_path_factory.mktemp("jena"))


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOSEN)
def test_jena_gets_the_rows(endpoint, store, jena, tmp_path, name):
    file = tmp_path / "asked.rq"
    file.write_text(named_queries()[name].sparql, encoding="utf-8")
    for results in ("json", "csv"):
        done = jena("arq.rsparql", "--service", endpoint, "--query", file, "--results", results)
        assert done.returncode == 0, done.stderr
        found = tabled(json.loads(done.stdout)) if results == "json" else from_csv(done.stdout)
        assert found == store.table(named_queries()[name].sparql)


def from_csv(text):
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    return columns, rows


@pytest.mark.slow
def test_comunica_gets_the_rows(endpoint, store, tmp_path):
    command = shutil.which("comunica-sparql")
    if command is None:
        pytest.skip("no Comunica here; npm install --global @comunica/query-sparql@4 brings it")
    for name in CHOSEN:
        query = named_queries()[name].sparql
        file = tmp_path / "asked.rq"
        file.write_text(query, encoding="utf-8")
        line = [command, f"sparql@{endpoint}", "-f", str(file), "-t", "application/sparql-results+json"]
        done = subprocess.run(line, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        columns, rows = store.table(query)
        found = tabled(json.loads(done.stdout))
        assert (set(found[0]), len(found[1])) == (set(columns), len(rows))
        assert [[dict(zip(found[0], row, strict=True))[c] for c in columns] for row in found[1]] == rows
