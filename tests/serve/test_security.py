"""What a hostile query or request may not do: reach out, read elsewhere, end the server, write into its headers."""

import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.serve.running import COUNT, DIRECT, FORM, ended, figure, is_refused, raw, send_ok, sparql, started

BS = "\\"
POSTED = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


def test_long_bodies_are_refused(ask):
    fits = COUNT + "#" * (64 * 1024 - len(COUNT))
    assert ask("POST", "/sparql", fits, DIRECT)[0] == 200
    assert is_refused(ask("POST", "/sparql", fits + "#", DIRECT), 413)
    assert is_refused(ask("POST", "/sparql", "query=" + fits, FORM), 413)
    assert is_refused(ask("POST", "/sparql", iter([b"#" * 50_000] * 4), DIRECT), 413)


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


def test_no_graph_of_the_dataset_is_fetched(ask, listener):
    url, calls = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        assert ask("GET", f"{sparql(COUNT)}&{name}={url}")[0] == 200
    assert is_refused(ask("POST", "/sparql", f"LOAD <{url}>", DIRECT))
    assert calls == []


@pytest.mark.parametrize("header", ["Accept", "Origin", "Content-Type", "X-Forwarded-Host"])
def test_nothing_that_a_client_says_becomes_a_header(server, header):
    said = "text/csv;x=%0d%0aSet-Cookie:%20a=b"
    plain = f"GET {sparql('ASK {}')}%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    for value in (said, "text/csv\r\n Set-Cookie: a=b", "text/csv\x0bSet-Cookie: a=b"):
        head = raw(server, f"{plain}{header}: {value}\r\n\r\n".encode())[1].partition(b"\r\n\r\n")[0]
        assert b"cookie" not in head.lower()


def test_what_a_query_says_comes_back_as_plain_text_in_one_line(ask):
    for query in ("<script>alert(1)</script>", "SELECT\r\nSet-Cookie: a=b", "ASK { ?s <http://a b> ?o }\n\n"):
        status, headers, body = ask("POST", "/sparql", query, DIRECT)
        assert is_refused((status, headers, body))
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "request_line",
    [
        "GET",
        "\x00\x01",
        "GET / HTTP/1.1\r\nA: b\x00",
        "G@T / HTTP/1.1",
    ],
)
def test_what_is_no_http_is_a_bad_request(server, request_line):
    status, _ = raw(server, f"{request_line}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert status == 400


def test_long_addresses_are_refused(server):
    request = f"GET {sparql(COUNT)}{'#' * 70_000} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert raw(server, request.encode())[0] in (400, 414)


@pytest.mark.parametrize("length", ["-1", "1, 2", "abc", "99999999999999999999999"])
def test_a_body_of_no_sound_length_is_refused(server, length):
    head = f"{POSTED}Content-Length: {length}\r\n"
    with socket.create_connection((server.hostname, server.port), timeout=15) as connection:
        connection.sendall(f"{head}\r\nASK {{}}".encode())
        assert int(connection.recv(65536).split()[1]) in (400, 408, 413)


def test_requests_cannot_be_smuggled(server):
    both = f"{POSTED}Connection: close\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    both += "GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    _, got = raw(server, both.encode())
    assert got.count(b"HTTP/1.1 ") == 1 and b"<html" not in got.lower()


SENDERS = {  # what is sent at once, what is sent drop by drop, and after how many seconds it must have ended
    "no request": ("", "", 13),
    "a head that never ends": ("GET / HTTP/1.1\r\n", "X-A: b\r\n", 13),
    "a body that never ends": (f"{POSTED}Content-Length: 9999\r\n\r\nASK {{}}", "#", 13),
    "a body that nobody reads": ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n", "#", 16),
}


def borne(where, first, drop, most):
    """Send a request drop by drop, and tell how many seconds the server bears it."""
    begun = time.monotonic()
    with socket.create_connection((where.hostname, where.port)) as connection:
        connection.sendall(first.encode())
        connection.settimeout(0.5)
        while time.monotonic() - begun < most:
            try:
                if not connection.recv(4096):
                    break
            except TimeoutError:
                pass
            except ConnectionError:
                break
            with suppress(ConnectionError):
                connection.sendall(drop.encode())
    return time.monotonic() - begun


@pytest.mark.slow
def test_slow_senders_are_cut_off_and_hold_up_nobody(server):
    with ThreadPoolExecutor(len(SENDERS)) as pool:
        lasted = {name: pool.submit(borne, server, *what) for name, what in SENDERS.items()}
        time.sleep(3)
        assert send_ok(server)
        for name, future in lasted.items():
            assert 4 < future.result() < SENDERS[name][2], name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the server tells its open files on Linux only")
def test_who_does_not_take_an_answer_is_cut_off_and_holds_up_nobody(build):
    process, url = started(build, "--max-rows", "10000000", "--workers", "1")
    where = urlsplit(url)
    big = "SELECT * { { SELECT ?a { ?a ?b ?x } LIMIT 400 } { SELECT ?c { ?s ?p ?c } LIMIT 1000 } }"
    try:
        assert send_ok(where)
        idle = figure(where, "process_open_fds")
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((where.hostname, where.port))
            connection.sendall(f"GET {sparql(big)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert connection.recv(12) == b"HTTP/1.1 200"
            begun = time.monotonic()
            while figure(where, "process_open_fds") > idle:
                assert send_ok(where)
                assert time.monotonic() - begun < 50
                time.sleep(1)
            assert time.monotonic() - begun > 20
    finally:
        assert ended(process) == (("", ""), 0)
