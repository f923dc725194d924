"""A build written to SPARQL servers and asked there: Oxigraph's and, where Debian's package is installed, Virtuoso."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from kg.graph.queries import named_queries
from kg.graph.remote import MOST_TRIPLES, RemoteStore
from kg.graph.store import Store
from kg.model import LitkgError
from tests.helpers import BASE, kg

VIRTUOSO = shutil.which("virtuoso-t")
OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(600):
        try:
            urlopen(url, timeout=5).close()
        except URLError as error:
            if getattr(error, "code", 0):
                return
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory) -> Iterator[str]:
    """The address where an Oxigraph server answers queries."""
    assert OXIGRAPH, "pip install oxigraph"
    address = f"127.0.0.1:{free_port()}"
    command = [OXIGRAPH, "serve", "--location", str(tmp_path_factory.mktemp("oxigraph")), "--bind", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://{address}/", server)
        yield f"http://{address}/query"
    finally:
        stop(server)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory) -> Iterator[str]:
    """The address where a Virtuoso server answers queries of its administrator, in digest authentication."""
    if not VIRTUOSO:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder = tmp_path_factory.mktemp("virtuoso")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(http=http, sql=sql))
    server = subprocess.Popen(
        [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{http}/sparql", server)
        yield f"http://127.0.0.1:{http}/sparql-auth"
    finally:
        stop(server)


def written(build: Path, url: str) -> RemoteStore:
    remote = RemoteStore(url)
    assert remote.write(build) == len(Store.of_build(build)) > 10 * MOST_TRIPLES
    return remote


def differing(remote: RemoteStore, build: Path) -> dict[str, tuple[int, int]]:
    """Name the queries that the server answers in another way, with how many rows it has and should have."""
    store, found = Store.of_build(build), {}
    for query in named_queries().values():
        there, here = sorted(remote.table(query.sparql)[1]), sorted(store.table(query.sparql)[1])
        if there != here:
            found[query.name] = (len(there), len(here))
    return found


@pytest.mark.slow
def test_every_named_query_gives_the_same_rows_on_an_oxigraph_server(oxigraph, notes_build):
    assert differing(written(notes_build, oxigraph), notes_build) == {}


@pytest.mark.slow
def test_what_is_written_to_virtuoso_can_be_asked_there(virtuoso, notes_build, monkeypatch):
    monkeypatch.setenv("LITKG_STORE_USER", "dba")
    monkeypatch.setenv("LITKG_STORE_PASSWORD", "dba")
    remote, store = written(notes_build, virtuoso), Store.of_build(notes_build)
    for name in ("papers", "statements", "verdicts", "methods"):
        sparql = named_queries()[name].sparql
        assert sorted(remote.table(sparql)[1]) == sorted(store.table(sparql)[1]), name
    monkeypatch.setenv("LITKG_STORE_PASSWORD", "salah")
    with pytest.raises(LitkgError, match=r"wants to know who asks \(401\); set LITKG_STORE_USER"):
        RemoteStore(virtuoso).table("ASK {}")


def test_a_build_written_again_replaces_its_graphs_and_leaves_those_of_others(oxigraph, notes_build, monkeypatch):
    remote = RemoteStore(oxigraph)
    remote.update("INSERT DATA { GRAPH <urn:others> { <urn:a> <urn:b> <urn:c> } }")
    gone = f"{BASE}graph/gone-2019"
    remote.update(f"INSERT DATA {{ GRAPH <{gone}> {{ <urn:a> <urn:b> <urn:d> }} }}")
    remote.update(f"INSERT DATA {{ GRAPH <{BASE}analysis> {{ <urn:old> <urn:b> <urn:c> }} }}")
    written(notes_build, oxigraph)
    monkeypatch.setenv("LITKG_STORE_GRAPHS", oxigraph.replace("/query", "/store"))
    written(notes_build, oxigraph)  # by the other protocol
    assert "urn:others" in remote.graphs() and gone not in remote.graphs()
    assert remote.rows("ASK { <urn:old> ?p ?o }") == [{"answer": "false"}]
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(?g != <urn:others>) }"
    assert remote.rows(count) == Store.of_build(notes_build).rows(count)
    remote.update("DROP GRAPH <urn:others>")


def test_the_command_writes_and_asks(oxigraph, notes_build):
    written(notes_build, oxigraph)
    asked = kg("query", "verdicts", "--store", oxigraph, "--format", "csv")
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout == kg("query", "verdicts", "--build", notes_build, "--format", "csv").stdout


def answering(*codes: int) -> tuple[HTTPServer, list[str]]:
    """Serve one status after the other, the last one for ever; gives the paths that were asked too."""
    left, asked = list(codes), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(self.headers.get("Authorization", ""))
            code = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(code)
            self.send_header("Location", "http://192.0.2.1/query")
            self.end_headers()
            self.wfile.write(b'{"head": {}, "boolean": true}' if code == 200 else b"Rusak\nsekali")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, asked


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ((503, 429, 200), ""),
        ((400,), "answers 400: Rusak sekali; see whether"),
        ((307,), "has moved to http://192.0.2.1/query; give that address"),
        ((403,), "wants to know who asks"),
    ],
)
def test_what_may_pass_is_tried_again_and_what_will_not_is_told(codes, told, monkeypatch):
    monkeypatch.setenv("LITKG_STORE_TOKEN", "kunci")
    server, asked = answering(*codes)
    try:
        remote = RemoteStore(f"http://127.0.0.1:{server.server_port}/query")
        if told:
            with pytest.raises(LitkgError, match=told):
                remote.graphs()
        else:
            assert remote._asked("ASK {}", []) == (["answer"], [["true"]])
        assert asked == ["Bearer kunci"] * len(codes)
    finally:
        server.shutdown()
        server.server_close()


def test_an_answer_that_is_cut_off_is_not_taken_for_one():
    server, _ = answering(200)
    server.RequestHandlerClass.do_POST = lambda self: (
        self.rfile.read(int(self.headers["Content-Length"])),
        self.send_response(200),
        self.end_headers(),
        self.wfile.write(b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a"'),
    )
    try:
        with pytest.raises(LitkgError, match="its answer is cut off"):
            RemoteStore(f"http://127.0.0.1:{server.server_port}/query").graphs()
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://a/", "is no web address; give"),
        ("localhost:7878", "is no web address"),
        ("http://u:p@a/query", "a password does not belong into an address; set LITKG_STORE_USER"),
    ],
)
def test_an_address_that_is_none_is_told_before_anything_is_built(url, told, tmp_path):
    done = kg("build", "--out", tmp_path / "build", "--store", url)
    assert done.returncode == 2 and told in done.stderr and ":p@" not in done.stderr
    assert not (tmp_path / "build").exists()
