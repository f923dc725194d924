"""The site in Chromium, from a folder and from a web host: no request leaves it, no error shows, nothing overflows."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra 'dev'")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def host(site):
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def names(site):
    return [quote(path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def watched(context, root):
    """Open a page that notes every request to elsewhere and every word on the console."""
    page, wrong = context.new_page(), []
    page.on("request", lambda r: None if r.url.startswith((root, "data:")) else wrong.append(f"request {r.url}"))
    page.on("requestfailed", lambda r: wrong.append(f"failed {r.url}"))
    page.on("console", lambda message: wrong.append(f"console {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    return page, wrong


@pytest.mark.parametrize("where", ["file", "http"])
def test_no_page_asks_for_anything_else_or_complains(browser, site, host, where):
    root = site.as_uri() + "/" if where == "file" else host
    page, wrong = watched(browser.new_context(), root)
    for name in names(site):
        page.goto(root + name)
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none", name
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(browser, site, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for name in names(site):
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_permalink_marks_all_pieces_of_its_passage(browser, site):
    page = browser.new_context().new_page()
    page.goto(f"{site.as_uri()}/paper/dua-2021.html")
    first = page.get_attribute(".quote a", "href")
    page.click(f'.quote a[href="{first}"] >> nth=0')
    marked = page.evaluate("Array.from(document.querySelectorAll('.e.now')).map(e => e.textContent).join('|')")
    assert marked.startswith("Aplikasi ini|belum optimal.")


def test_a_click_on_a_node_opens_its_page(browser, site):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site.as_uri()}/en/graph.html")
    page.wait_for_selector("#graph canvas")
    node = page.evaluate("litkgGraph.nodes.find(n => n.group === 'paper')")
    # a drawing of a few nodes is fitted to the box: search the node's place on a grid of points
    box = page.locator("#graph").bounding_box()
    for x in range(20, int(box["width"]), 25):
        for y in range(20, int(box["height"]), 12):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.evaluate("document.getElementById('graph').style.cursor") == "pointer":
                page.mouse.click(box["x"] + x, box["y"] + y)
                page.wait_for_url("**/en/*.html*", timeout=5000) if "graph.html" not in page.url else None
                page.wait_for_timeout(300)
                assert "graph.html" not in page.url
                return
    raise AssertionError(f"no node found, not even {node['label']}")


def test_both_colour_schemes_have_readable_contrast(browser, site):
    measure = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
    for scheme in ("light", "dark"):
        page = browser.new_context(color_scheme=scheme).new_page()
        for name in ("index.html", "matrix.html", "findings.html", "contradictions.html", "paper/satu-2020.html"):
            page.goto(f"{site.as_uri()}/{name}")
            assert page.evaluate(measure) == [], (scheme, name)
