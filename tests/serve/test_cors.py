"""Scripts of other sites may read answers only where the one who starts the server says so."""

import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.serve.running import COUNT, ended, send, sparql, started

SITE = "https://notes.example.org"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


def test_no_other_site_may_read_answers_unless_asked_for(ask):
    for method, headers in (("GET", {"Origin": SITE}), ("OPTIONS", {"Origin": SITE, **PREFLIGHT})):
        found = ask(method, sparql(COUNT), headers=headers)
        assert not any(name.lower().startswith("access-control") for name in found[1])
    assert found[0] == 405


@pytest.mark.parametrize(
    ("allowed", "origin", "told"), [(SITE, SITE, SITE), (SITE, "https://b.org", None), ("*", SITE, "*")]
)
def test_the_site_that_was_named_may(build, allowed, origin, told):
    process, url = started(build, "--cors", allowed)
    where = urlsplit(url)
    try:
        status, headers, _ = send(where, "GET", sparql(COUNT), headers={"Origin": origin})
        assert (status, headers["Access-Control-Allow-Origin"]) == (200, told)
        assert headers["Access-Control-Allow-Credentials"] is None
        status, headers, _ = send(where, "OPTIONS", "/sparql", headers={"Origin": origin, **PREFLIGHT})
        assert (status, headers["Access-Control-Allow-Origin"]) == (200 if told else 400, told)
        assert (
            send(where, "GET", sparql("no query"), headers={"Origin": origin})[1]["Access-Control-Allow-Origin"] == told
        )
    finally:
        assert ended(process) == (("", ""), 0)


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/", "https://a\r\nX: y", "ftp://a", "null", ""])
def test_what_is_no_origin_is_one_line_and_status_2(build, origin):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(build), "--port", "0", "--cors", origin]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--cors" in done.stderr and len(done.stderr.splitlines()) == 1
