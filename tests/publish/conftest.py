"""A real build of a made-up literature, and a real browser to look at it with."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.publish.made_up_site import built, hostile_ontology, literature

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a build of the made-up literature; look, but do not touch."""
    ontology = hostile_ontology(tmp_path_factory.mktemp("ontology") / "ontology")
    return built(literature(), tmp_path_factory.mktemp("site") / "build", ontology)


@pytest.fixture(scope="session")
def texts():
    """The stored texts of the made-up papers, by key."""
    return {reading.paper.key: reading.paper.text for reading in literature()}


@pytest.fixture
def write():
    """Write a build of given readings into a folder."""
    return built


@pytest.fixture(scope="session")
def browser():
    """Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra 'dev'")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def host(site):
    """The address of a plain web host that has the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
