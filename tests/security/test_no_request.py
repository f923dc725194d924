"""No command ever asks another machine for anything: each runs where every connection is written down and fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import ontology_dir
from tests.helpers import ROOT, corpus, document, kg

# Python runs a module of this name before all else, in every process that a command starts too.
GUARD = """
import os, socket, sys

def note(what, address):
    with open(os.environ["LITKG_CALLS"], "a", encoding="utf-8") as calls:
        print(what, repr(address), file=calls)
    raise PermissionError(f"no network: {address!r}")

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(arguments[-1], tuple):
        note(event, arguments[-1])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "http.client.connect"):
        note(event, arguments[:3])

sys.addaudithook(watch)
"""
ELSEWHERE = "http://192.0.2.1:9/a.ttl"
SERVICE = f"SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}"
HOSTILE = document(
    title="Kajian <img src=http://192.0.2.1/a.png> di Kota Angin",
    body=f"Lihat {ELSEWHERE} dan ![gambar](http://192.0.2.1/b.png). <script src='http://192.0.2.1/c.js'></script>",
)
HTML = """<!DOCTYPE html SYSTEM "http://192.0.2.1/d.dtd" [<!ENTITY e SYSTEM "http://192.0.2.1/e.txt">]>
<html><head><link rel=stylesheet href="http://192.0.2.1/f.css"><base href="http://192.0.2.1/"></head><body>
<h1>Kajian Pasar</h1><p>Rara Wening</p><h2>Pendahuluan</h2><p>Isi &e;.</p><iframe src="g.html"></iframe>
<h2>Kesimpulan</h2><p>JMO sudah efektif.</p></body></html>"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Run a command under guard: gives what it did and what it asked for."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    calls = folder / "calls.txt"

    def run(*arguments: str | Path):
        calls.write_text("")
        path = f"{folder}{os.pathsep}{ROOT}"
        done = kg(*arguments, cwd=folder, env={"PYTHONPATH": path, "LITKG_CALLS": str(calls)})
        assert "Traceback" not in done.stderr, done.stderr
        return done, calls.read_text()

    return run


@pytest.fixture(scope="module")
def built(tmp_path_factory, guarded) -> Path:
    folder = tmp_path_factory.mktemp("built")
    papers = corpus(folder / "papers", {"alfa": HOSTILE, "beta": document("JMO belum optimal.", year=2025)})
    (papers / "gamma.html").write_text(HTML, encoding="utf-8")
    items = [{"type": "article-journal", "id": "alfa", "title": "Kajian", "URL": ELSEWHERE, "file": ELSEWHERE}]
    (papers / "library.json").write_text(json.dumps(items), encoding="utf-8")
    done, calls = guarded("build", papers, "--out", folder / "build")
    assert done.returncode == 0, done.stderr
    assert calls == ""
    return folder / "build"


def test_the_guard_would_notice(tmp_path, guarded):
    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    calls = tmp_path / "calls.txt"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LITKG_CALLS": str(calls)}
    code = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    assert subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False).returncode
    assert "192.0.2.1" in calls.read_text()


COMMANDS = [
    ("query", "papers"),
    ("query", f"SELECT * FROM <{ELSEWHERE}> {{ ?s ?p ?o }}"),
    ("query", f"SELECT * FROM NAMED <{ELSEWHERE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
    ("query", f"SELECT * {{ GRAPH <{ELSEWHERE}> {{ ?s ?p ?o }} }}"),
    ("query", f"DESCRIBE <{ELSEWHERE}>"),
    ("cite", "effectiveness"),
    ("cite", "alfa", "--format", "ris"),
    ("table",),
    ("ask", "effectiveness"),
    ("compare", "alfa", "beta"),
    ("path", "alfa", "beta"),
    ("validate",),
    ("export", "notes", "--out", "notes"),
    ("export", "graphml", "--out", "network.graphml"),
    ("crate", "--out", "crate.zip"),
    ("qdpx", "--out", "coding.qdpx"),
    ("publish", "public"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_asks_nobody(command, built, guarded):
    done, calls = guarded(*command, "--build", built)
    assert calls == ""
    assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize(
    "query",
    [SERVICE, SERVICE.replace("SERVICE", "SERVICE SILENT"), f"LOAD <{ELSEWHERE}>",
     f"LOAD <{ELSEWHERE}> INTO GRAPH <a:b>",
     f"INSERT DATA {{ <a:b> <a:c> <{ELSEWHERE}> }}", "CLEAR ALL",
     f"DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}"],
)  # fmt: skip
def test_what_would_ask_or_change_is_refused_in_one_line(query, built, guarded):
    before = (built / "data" / "graph.nq").read_bytes()
    done, calls = guarded("query", query, "--build", built)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines()), calls) == (2, "", 1, "")
    assert (built / "data" / "graph.nq").read_bytes() == before


def test_a_context_elsewhere_is_not_fetched_from_an_ontology(tmp_path, guarded):
    ontology = tmp_path / "ontology"
    ontology.mkdir()
    for path in ontology_dir().iterdir():
        if path.is_file():
            (ontology / path.name).write_bytes(path.read_bytes())
    with (ontology / "shapes.ttl").open("a", encoding="utf-8") as shapes:
        shapes.write(f"\n<urn:x> <http://www.w3.org/2002/07/owl#imports> <{ELSEWHERE}> .\n")
    papers = corpus(tmp_path / "papers", {"alfa": document()})
    _, calls = guarded("build", papers, "--out", tmp_path / "build", "--ontology", ontology)
    assert calls == ""
