"""The SPARQL 1.1 Protocol, as clients of other makes see it: http.client, json, csv and an XML parser."""

import csv
import io
import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from tests.serve.running import COUNT, DIRECT, FORM, PAPERS, is_refused, sparql


def test_a_select_in_every_format(ask):
    bodies = {}
    for media in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        status, headers, bodies[media] = ask("GET", sparql(PAPERS), headers={"Accept": media})
        assert (status, headers.get_content_type(), headers["Vary"]) == (200, media, "Accept")
    found = json.loads(bodies["application/sparql-results+json"])
    rows = [[row["g"]["value"], row["n"]["value"]] for row in found["results"]["bindings"]]
    assert sum("satu-2024" in graph or "dua-2025" in graph for graph, _ in rows) == 2
    assert list(csv.reader(io.StringIO(bodies["text/csv"].decode())))[1:] == rows
    name = "{http://www.w3.org/2005/sparql-results#}"
    results = ElementTree.fromstring(bodies["application/sparql-results+xml"]).iter(f"{name}result")
    assert [[binding[0].text for binding in result] for result in results] == rows
    status, headers, body = ask("GET", sparql(PAPERS), headers={"Accept": "text/tab-separated-values"})
    assert (status, headers.get_content_type()) == (200, "text/tab-separated-values")
    assert [line.split("\t") for line in body.decode().splitlines()][1:] == [[f"<{g}>", n] for g, n in rows]


def test_json_unless_something_else_is_asked_for(ask):
    for accept in (
        {},
        {"Accept": "*/*"},
        {"Accept": "text/html, */*;q=0.1"},
        {"Accept": "text/csv;q=0, application/*"},
    ):
        status, headers, body = ask("GET", sparql("ASK { ?s ?p ?o }"), headers=accept)
        assert (status, headers.get_content_type()) == (200, "application/sparql-results+json")
        assert json.loads(body)["boolean"] is True


def test_a_construct_in_both_formats_is_the_same_graph(ask):
    query = "CONSTRUCT { ?s <http://purl.org/dc/terms/title> ?o } { ?s <http://purl.org/dc/terms/title> ?o }"
    graphs = []
    for media, form in (("text/turtle", "turtle"), ("application/n-triples", "nt")):
        status, headers, body = ask("GET", sparql(query), headers={"Accept": media})
        assert (status, headers.get_content_type()) == (200, media)
        graphs.append(set(Graph().parse(data=body.decode(), format=form)))
    assert graphs[0] == graphs[1] and len(graphs[0]) >= 2
    assert ask("GET", sparql("DESCRIBE ?s { ?s a ?t }"))[1].get_content_type() == "text/turtle"


def test_posts_answer_as_gets_do(ask):
    expected = ask("GET", sparql(COUNT))[2]
    assert ask("POST", "/sparql", urlencode({"query": COUNT, "format": "json"}), FORM)[2] == expected
    assert ask("POST", "/sparql", COUNT, {"Content-Type": "application/sparql-query; charset=utf-8"})[2] == expected


def test_head_has_the_headers_alone(ask):
    for path in ("/", "/health", sparql(COUNT)):
        status, headers, body = ask("HEAD", path)
        assert (status, body) == (200, b"")
        assert headers["Content-Length"] == str(len(ask("GET", path)[2]))


def test_health(ask):
    status, headers, body = ask("GET", "/health")
    assert (status, headers.get_content_type(), json.loads(body)) == (200, "application/json", {"status": "ok"})


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://127.0.0.1:1/>"])
def test_updates_are_refused(ask, update):
    before = ask("GET", sparql(COUNT))[2]
    assert is_refused(ask("GET", sparql(update)))
    assert is_refused(ask("GET", f"/sparql?{urlencode({'update': update})}"))
    assert is_refused(ask("POST", "/sparql", urlencode({"update": update}), FORM))
    assert is_refused(ask("POST", "/sparql", update, {"Content-Type": "application/sparql-update"}))
    assert ask("GET", sparql(COUNT))[2] == before


def test_what_the_protocol_does_not_allow_is_refused_in_one_line(ask):
    for path in (
        "/sparql",
        "/sparql?query=",
        "/sparql?query=%20",
        "/sparql?query=%FF",
        sparql("SELECT"),
        "/sparql?q=ASK{}",
    ):
        assert is_refused(ask("GET", path)), path
    assert is_refused(ask("GET", sparql(COUNT) + "&query=ASK%7B%7D"))
    assert is_refused(ask("GET", sparql(COUNT) + "&default-graph-uri=no%20iri"))
    assert is_refused(ask("POST", "/sparql", b"", FORM))
    assert is_refused(ask("POST", "/sparql", b"\xff", DIRECT))
    assert is_refused(ask("POST", "/sparql", COUNT, {"Content-Type": "text/plain"}), 415)
    assert ask("PUT", "/sparql", COUNT, DIRECT)[0] == 405
    assert b"query=" in ask("GET", "/sparql")[2]


def test_formats_that_it_has_not_are_not_acceptable(ask):
    assert is_refused(ask("GET", sparql(COUNT), headers={"Accept": "image/png"}), 406)
    assert is_refused(ask("GET", sparql(COUNT), headers={"Accept": "text/turtle"}), 406)
    assert is_refused(ask("GET", sparql("CONSTRUCT WHERE { ?s ?p ?o }"), headers={"Accept": "text/csv"}), 406)
    assert is_refused(ask("GET", sparql(COUNT), headers={"Accept": "*/*;q=0"}), 406)


def test_an_ask_in_every_format(ask):
    for media, answer in {"text/csv": b"true", "text/tab-separated-values": b"true"}.items():
        assert ask("GET", sparql("ASK { ?s ?p ?o }"), headers={"Accept": media})[2].strip() == answer
    xml = ask("GET", sparql("ASK {}"), headers={"Accept": "application/sparql-results+xml"})[2]
    assert ElementTree.fromstring(xml).findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"


def test_an_answer_without_rows_is_an_answer(ask):
    status, _, body = ask("GET", sparql("SELECT ?s { ?s <urn:none> ?o }"), headers={"Accept": "text/csv"})
    assert (status, body) == (200, b"s\r\n")


def counted(ask, dataset, query=COUNT, method="GET"):
    """Ask for the number of triples in a dataset that the request names, not the query."""
    if method == "GET":
        answer = ask("GET", f"{sparql(query)}&{urlencode(dataset)}")
    elif method == "form":
        answer = ask("POST", "/sparql", urlencode([("query", query), *dataset]), FORM)
    else:
        answer = ask("POST", f"/sparql?{urlencode(dataset)}", query, DIRECT)
    assert answer[0] == 200
    return int(json.loads(answer[2])["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("method", ["GET", "form", "direct"])
def test_the_request_may_name_the_dataset(ask, method):
    rows = csv.reader(io.StringIO(ask("GET", sparql(PAPERS), headers={"Accept": "text/csv"})[2].decode()))
    sizes = {graph: int(size) for graph, size in list(rows)[1:]}
    one, two = [graph for graph in sizes if "satu-2024" in graph or "dua-2025" in graph]
    named = "SELECT (COUNT(*) AS ?n) (1 AS ?m) { GRAPH ?g { ?s ?p ?o } }"

    assert counted(ask, [("default-graph-uri", one)], method=method) == sizes[one]
    assert counted(ask, [("default-graph-uri", one), ("default-graph-uri", two)], method=method) > sizes[one]
    assert counted(ask, [("named-graph-uri", one)], named, method) == sizes[one]
    assert counted(ask, [("named-graph-uri", one)], COUNT, method) == 0
    assert counted(ask, [("default-graph-uri", one)], named, method) == 0
    assert counted(ask, [("default-graph-uri", one)], COUNT.replace("{", f"FROM <{two}> {{"), method) == sizes[one]
    assert counted(ask, [("default-graph-uri", "urn:none")], method=method) == 0
    assert counted(ask, [], named, method) == sum(sizes.values())


def test_the_default_graph_of_a_query_is_all_graphs_as_one(ask):
    distinct = "SELECT (COUNT(*) AS ?n) (1 AS ?m) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    assert counted(ask, []) == counted(ask, [], distinct) > 100
