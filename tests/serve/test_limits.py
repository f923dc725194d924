"""A query that takes too much is stopped, and what was stopped never looks like an answer."""

import csv
import io
import json
import os
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.cli import main
from kg.graph.store import Store
from tests.serve.running import COUNT, DIRECT, ended, figure, is_refused, send, sparql, started

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } }"
MANY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def strict(build):
    """A server with small limits."""
    process, url = started(build, "--timeout", "1.5", "--max-rows", "20", "--workers", "2")
    yield process, urlsplit(url)
    assert ended(process) == (("", ""), 0), "no test may have made the server complain"


def answers(where, query=COUNT):
    status, _, body = send(where, "GET", sparql(query))
    return status == 200 and json.loads(body)["results"]["bindings"] != []


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def children(process):
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_a_query_that_takes_too_long_is_stopped_and_told(strict):
    _, where = strict
    before = time.monotonic()
    answer = send(where, "GET", sparql(SLOW))
    assert 1.4 < time.monotonic() - before < 15
    assert is_refused(answer, 503) and b"1.5 seconds" in answer[2] and b"--timeout" in answer[2]
    assert answer[1]["Retry-After"] is None, "it would be stopped again"
    until(lambda: figure(where, "litkg_queries_running") == 0)
    assert figure(where, 'litkg_queries_stopped_total{why="time"}') >= 1
    assert all(answers(where) for _ in range(4))


def test_more_queries_than_processes_wait_their_turn(strict):
    _, where = strict
    with ThreadPoolExecutor(4) as pool:
        slow = [pool.submit(send, where, "GET", sparql(SLOW)) for _ in range(2)]
        time.sleep(0.3)
        quick = [pool.submit(answers, where) for _ in range(2)]
        assert [future.result()[0] for future in slow] == [503, 503]
        assert all(future.result() for future in quick)


@on_linux
def test_the_process_of_a_stopped_query_is_gone(strict):
    process, where = strict
    until(lambda: figure(where, "litkg_workers_ready") == 2)
    before = set(children(process))
    assert send(where, "GET", sparql(SLOW))[0] == 503
    until(lambda: figure(where, "litkg_workers_ready") == 2)
    after = set(children(process))
    assert len(before) == len(after) == 2 and len(before & after) == 1


def test_a_client_that_goes_away_takes_its_query_with_it(build):
    process, url = started(build, "--workers", "1")
    where = urlsplit(url)
    try:
        for _ in range(3):
            with socket.create_connection((where.hostname, where.port)) as connection:
                connection.sendall(f"GET {sparql(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                until(lambda: figure(where, "litkg_queries_running") == 1)
            until(lambda: figure(where, "litkg_queries_running") == 0)
        assert answers(where)
        assert figure(where, 'litkg_queries_stopped_total{why="client"}') == 3
    finally:
        assert ended(process) == (("", ""), 0)


@pytest.mark.parametrize("media", [JSON, XML, "text/csv", "text/tab-separated-values"])
def test_an_answer_with_too_many_rows_is_refused(strict, media):
    _, where = strict
    odd = 'VALUES ?x { "a\\n},{b" "\\"},{\\"" "</result>" "\\\\" "a\\r\\nb" UNDEF }'
    fits = [f"SELECT * {{ ?a ?b ?c }} LIMIT {rows}" for rows in (0, 1, 20)]
    fits += [f"SELECT ?x ?y {{ {odd} {odd.replace('?x', '?y')} }} LIMIT 20"]
    for query in fits:
        assert send(where, "GET", sparql(query), headers={"Accept": media})[0] == 200, query
    for query in (MANY, "SELECT * { ?a ?b ?c } LIMIT 22", fits[-1].replace("LIMIT 20", "LIMIT 22")):
        answer = send(where, "GET", sparql(query), headers={"Accept": media})
        assert is_refused(answer) and b"LIMIT" in answer[2] and b"--max-rows" in answer[2]


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_a_graph_with_too_many_triples_is_refused(strict, media):
    _, where = strict
    query = "CONSTRUCT WHERE { ?a a ?c } LIMIT %d"
    assert send(where, "GET", sparql(query % 20), headers={"Accept": media})[0] == 200
    assert is_refused(send(where, "GET", sparql(query % 21), headers={"Accept": media}))


def test_an_answer_that_is_too_long_is_refused(build):
    process, url = started(build, "--max-rows", "100000000")
    try:
        answer = send(urlsplit(url), "GET", sparql("SELECT * { ?a ?b ?c . ?d ?e ?f }"), timeout=40)
        assert is_refused(answer) and b"64 MB" in answer[2]
    finally:
        assert ended(process) == (("", ""), 0)


def test_a_long_answer_comes_whole(build):
    process, url = started(build, "--max-rows", "100000")
    where = urlsplit(url)
    try:
        query = "SELECT ?a ?c { { SELECT ?a { ?a ?b ?x } LIMIT 300 } { SELECT ?c { ?s ?p ?c } LIMIT 300 } }"
        status, headers, body = send(where, "GET", sparql(query), headers={"Accept": "text/csv"})
        assert status == 200 and int(headers["Content-Length"]) == len(body) > 2_000_000
        assert len(list(csv.reader(io.StringIO(body.decode(), newline="")))) == 1 + 300 * 300
        old = f"GET {sparql(query)} HTTP/1.0\r\nAccept: text/csv\r\nHost: localhost\r\n\r\n"
        with socket.create_connection((where.hostname, where.port)) as connection:
            connection.sendall(old.encode())
            assert connection.makefile("rb").read().partition(b"\r\n\r\n")[2] == body
    finally:
        assert ended(process) == (("", ""), 0)


@on_linux
def test_a_process_that_dies_is_replaced(strict):
    process, where = strict
    until(lambda: figure(where, "litkg_workers_ready") == 2)
    for pid in children(process):
        os.kill(pid, signal.SIGKILL)
    until(lambda: answers(where))
    until(lambda: len(children(process)) == 2)


@on_linux
@pytest.mark.slow
def test_a_query_that_takes_too_much_memory_is_stopped(build):
    process, url = started(build, "--timeout", "100", "--workers", "1")
    where = urlsplit(url)
    try:
        answer = send(where, "GET", sparql(GREEDY), timeout=110)
        assert is_refused(answer, 503) and b"memory" in answer[2]
        assert answers(where)
    finally:
        assert ended(process) == (("", ""), 0)


def test_slow_queries_hold_up_neither_the_site_nor_the_end(build):
    process, url = started(build)
    where = urlsplit(url)
    try:
        with ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(send, where, "GET", sparql(SLOW)) for _ in range(2)]
            until(lambda: figure(where, "litkg_queries_running") == 2)
            before = time.monotonic()
            assert send(where, "GET", "/")[0] == 200 and time.monotonic() - before < 20
            busy = send(where, "GET", sparql("ASK {}"))
            assert is_refused(busy, 503) and busy[1]["Retry-After"]
            assert ended(process) == (("", ""), 0)
            assert {status_or_none(future) for future in asked} <= {503, None}
    finally:
        process.kill()


def status_or_none(future):
    try:
        return future.result()[0]
    except OSError:
        return None


@on_linux
def test_no_query_outlives_a_server_that_is_killed(build):
    process, url = started(build)
    where = urlsplit(url)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(send, where, "GET", sparql(SLOW))
        until(lambda: figure(where, "litkg_queries_running") == 1)
        workers = children(process)
        process.kill()
        process.communicate()
        assert status_or_none(asked) is None
    assert len(workers) == 2
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


@pytest.mark.slow
def test_a_new_build_in_the_folder_answers_from_then_on(build, tmp_path):
    papers, out = tmp_path / "papers", tmp_path / "build"
    papers.mkdir()
    for paper in sorted((build.parent / "papers").iterdir()):
        (papers / paper.name).write_bytes(paper.read_bytes())
        main(["build", str(papers), "--out", str(out), "--quiet"], standalone_mode=False)
        if not (tmp_path / "url").exists():
            process, url = started(out)
            (tmp_path / "url").write_text(url)
        try:
            ask = partial(send, urlsplit(url), "POST", "/sparql", COUNT, DIRECT)
            expected = Store.of_build(out).rows(COUNT)[0]["n"]
            for _ in range(4):
                assert json.loads(ask()[2])["results"]["bindings"][0]["n"]["value"] == expected
        except BaseException:
            process.kill()
            raise
    assert ended(process) == (("", ""), 0)
