"""The site that is served beside the endpoint: all of its files, and no others."""

import pytest

from tests.serve.running import raw


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
