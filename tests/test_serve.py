"""The server of a build, as clients of other makes see it: raw sockets, http.client, json, csv and an XML parser."""

import csv
import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from kg.cli import main

PAPER = """---
title: "{title}"
author:
  - {{family: {family}, given: Ani}}
issued: {year}
language: id
source-kind: reading-note
---

## Hasil dan Pembahasan

Penelitian ini menemukan bahwa aplikasi JMO sudah efektif bagi peserta di kota itu ({cited}, 2019).

## Daftar Pustaka

{cited}, B. (2019). Pelayanan daring bagi warga. Jurnal Contoh, 1(2), 3-9.
"""
COUNT = "SELECT (COUNT(*) AS ?n) (COUNT(*) AS ?m) { ?s ?p ?o }"
PAPERS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BS = "\\"


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    (folder / "papers").mkdir()
    for key, family, cited in (("satu-2024", "Satu", "Contoh"), ("dua-2025", "Dua", "Misal")):
        text = PAPER.format(title=f"Efektivitas JMO menurut {family}", family=family, year=key[-4:], cited=cited)
        (folder / "papers" / f"{key}.md").write_text(text, encoding="utf-8")
    out = folder / "build"
    main(["build", str(folder / "papers"), "--out", str(out), "--quiet"], standalone_mode=False)
    (out / ".hidden").write_text("secret")
    (out / ".git").mkdir()
    (out / ".git" / "config").write_text("secret")
    (out / "link.txt").symlink_to(folder / "outside.txt")
    (folder / "outside.txt").write_text("secret")
    return out


def started(build, *options):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(build), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    url = process.stdout.readline().split()
    assert url, process.communicate()[1]
    return process, url[0]


def ended(process, sign=signal.SIGINT):
    process.send_signal(sign)
    try:
        return process.communicate(timeout=8), process.returncode
    finally:
        process.kill()


@pytest.fixture(scope="session")
def server(build):
    process, url = started(build)
    yield urlsplit(url)
    assert ended(process) == (("", ""), 0), "no test may have made the server complain"


@pytest.fixture
def ask(server):
    def send(method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(server.hostname, server.port, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    return send


def sparql(query):
    return f"/sparql?{urlencode({'query': query})}"


def raw(server, request):
    with socket.create_connection((server.hostname, server.port), timeout=10) as connection:
        connection.sendall(request)
        got = b""
        while more := connection.recv(65536):
            got += more
    return int(got.split()[1]), got


def is_refused(answer, status=400):
    found, headers, body = answer
    return found == status and headers["Content-Type"].startswith("text/plain") and body and b"\n" not in body.strip()


def test_the_site_and_its_files_are_served(ask, build):
    status, headers, body = ask("GET", "/")
    assert (status, body) == (200, (build / "index.html").read_bytes())
    assert headers["Content-Type"].startswith("text/html")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert ask("GET", "/data/graph.nq")[2] == (build / "data" / "graph.nq").read_bytes()
    assert ask("GET", "/nothing.html")[0] == 404
    assert ask("POST", "/", b"x")[0] == 405


PATHS = ["/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/data/../../outside.txt", "//etc/passwd"]
PATHS += ["/..%5coutside.txt", "/%2fetc/passwd", "/.hidden", "/%2ehidden", "/.git/config", "/data/../.hidden2"]
PATHS += ["/link.txt", "/data/%2e%2e/%2e%2e/outside.txt", "/index.html%00", "/%c0%ae%c0%ae/outside.txt"]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_else_is_served(server, path):
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    status, got = raw(server, request)
    assert status in (400, 404)
    assert b"secret" not in got and b"root:" not in got


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
    assert is_refused(ask("GET", sparql(COUNT) + "&default-graph-uri=http://a/"))
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


def test_long_bodies_are_refused(ask):
    fits = COUNT + "#" * (64 * 1024 - len(COUNT))
    assert ask("POST", "/sparql", fits, DIRECT)[0] == 200
    assert is_refused(ask("POST", "/sparql", fits + "#", DIRECT), 413)
    assert is_refused(ask("POST", "/sparql", "query=" + fits, FORM), 413)
    assert is_refused(ask("POST", "/sparql", iter([b"#" * 50_000] * 4), DIRECT), 413)


def test_an_answer_that_is_too_long_is_refused(ask):
    status, _, body = ask("GET", sparql("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
    assert status == 400 and b"LIMIT" in body


def test_deep_queries_do_not_end_the_server(ask):
    for query in ("SELECT * " + "{" * 32_000 + "}" * 32_000, "SELECT * {FILTER(" + "!" * 60_000 + "1)}"):
        assert ask("POST", "/sparql", query, DIRECT)[0] in (200, 400)
    assert ask("GET", "/health")[0] == 200


@pytest.fixture
def listener():
    """Somebody else's server, and those who called it."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept():
            while True:
                try:
                    calls.append(listening.accept()[0].close())
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", calls
        listening.shutdown(socket.SHUT_RDWR)


HIDDEN = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c.service <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<%s> { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { # a\rSERVICE <%s> { ?s ?p ?o } \n}",
    "SELECT * { FILTER(1<2)SERVICE#>\n<%s> { ?s ?p ?o } }",
    'SELECT * { FILTER(1<2)#>"""\nSERVICE <%s> { ?s ?p ?o } #"""\n}',
    f'SELECT * {{ FILTER("{BS}u0022" != "x") SERVICE <%s> {{ ?s ?p ?o }} FILTER("{BS}u0022" != "y") }}',
    f"PREFIX e: <http://e/> SELECT * {{ ?a ?b e:a{BS}#b SERVICE <%s> {{ ?s ?p ?o }} \n}}",
    f"PREFIX e: <http://e/> SELECT * {{ ?a ?b e:a{BS}'b SERVICE <%s> {{ ?s ?p ?o }} ?c ?d e:a{BS}'b }}",
    "PREFIX e: <http://e/> SELECT * { ?a ?b e:.SERVICE <%s> { ?s ?p ?o } }",
    'SELECT * { VALUES ?x { """a" } SERVICE <%s> { ?s ?p ?o } }',
    "SELECT * { ?a ?b ?c BIND(<%s> AS ?d) SERVICE ?d { ?s ?p ?o } }",
]


def test_no_query_asks_another_server(ask, listener):
    url, calls = listener
    for query in HIDDEN:
        assert is_refused(ask("POST", "/sparql", query % url, DIRECT)), query
    assert ask("GET", sparql(f"SELECT * FROM <{url}> {{ ?s ?p ?o }} LIMIT 1"))[0] in (200, 400)
    assert calls == []
    socket.create_connection(("127.0.0.1", urlsplit(url).port)).close()
    until = time.monotonic() + 5
    while not calls and time.monotonic() < until:
        time.sleep(0.01)
    assert len(calls) == 1, "the listener would have noticed"


def test_the_word_service_is_no_crime(ask):
    words = (
        'PREFIX service: <a:> SELECT ?service { ?s <a:service> \'Service\' # SERVICE\n. ?service ?p """a service""" }'
    )
    for query in (
        words.replace("PREFIX service: <a:> ", ""),
        "PREFIX a: <a:> SELECT * { ?s a:service.x ?o FILTER(?o < 3) }",
    ):
        assert ask("POST", "/sparql", query, DIRECT)[0] == 200


def test_only_loopback_names_are_answered(server):
    for host, expected in (
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
    ):
        request = f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        assert raw(server, request.encode())[0] == expected, host


def test_a_port_in_use_is_one_line_and_status_2(server, build):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(build), "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"127.0.0.1:{server.port}" in done.stderr and len(done.stderr.splitlines()) == 1


def test_no_build_is_one_line_and_status_2(tmp_path):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(tmp_path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no build" in done.stderr and len(done.stderr.splitlines()) == 1


def test_slow_queries_hold_up_neither_the_site_nor_the_end(build):
    process, url = started(build)
    try:
        where = urlsplit(url)
        slow = sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")

        def fetch(path):
            connection = http.client.HTTPConnection(where.hostname, where.port, timeout=8)
            try:
                connection.request("GET", path)
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(fetch, slow) for _ in range(2)]
            time.sleep(0.3)
            before = time.monotonic()
            assert fetch("/") == 200 and time.monotonic() - before < 1
            assert fetch(sparql("ASK {}")) == 503
            (_, errors), status = ended(process)
            assert (status, errors) == (0, "")
            assert not any(future.result() == 200 for future in asked)
    finally:
        process.kill()


def test_ctrl_c_ends_quietly(build):
    process, _ = started(build)
    assert ended(process) == (("", ""), 0)
