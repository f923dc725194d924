"""The SPARQL page in Chromium: the answers of `kg query`, from a folder and from a web host, and nothing else."""

import csv
import functools
import io
import json
import re
import threading
from http.server import ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

import pytest

from kg.graph.queries import named_queries, named_query
from kg.graph.store import Store, asks_elsewhere
from kg.publish.catalogue import Catalogue
from kg.publish.page import Asset, Site
from kg.publish.pages import sparql
from kg.publish.render import Renderer
from tests.helpers import kg
from tests.publish.conftest import Quiet
from tests.publish.looking import watched
from tests.publish.made_up_site import ENDLESS, IMAGE, MIRRORED, SCRIPT
from tests.serve.test_security import HIDDEN

pytestmark = pytest.mark.browser

ASK = """query => litkgSparql.ask(query, document.getElementById('sparql').dataset.scripts.split(' ')
  .map(path => document.getElementById('sparql').dataset.root + 'assets/' + path), () => {})
  .catch(error => ({ failed: error.kind }))"""
SELECTED = """() => { const e = document.getElementById('sparql-query');
  return [e === document.activeElement, e.value.slice(e.selectionStart, e.selectionEnd)]; }"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture(scope="module")
def notes_host(notes_build):
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(notes_build)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(browser):
    """Open a page of a site; whatever it asks of elsewhere or complains of fails the test."""
    context = browser.new_context(accept_downloads=True)
    complaints = []

    def open_page(root, path="sparql.html"):
        page, wrong = watched(context, root)
        complaints.append(wrong)
        page.goto(root + path)
        return page

    yield open_page
    context.close()
    assert complaints and all(wrong == [] for wrong in complaints)


@pytest.fixture
def page(opened, site):
    """The SPARQL page of the made-up literature, in Indonesian, from a folder."""
    return opened(site.as_uri() + "/")


def answered(page, query=None):
    """Run a query by the button; gives what the status says."""
    if query is not None:
        page.fill("#sparql-query", query)
    page.click("#sparql-run")
    page.wait_for_selector("#sparql-run:not([disabled])", timeout=60_000)
    return page.inner_text("#sparql-status")


def downloaded(page, form):
    with page.expect_download() as caught:
        page.click(f'[data-format="{form}"]')
    return caught.value.suggested_filename, caught.value.path().read_bytes().decode("utf-8")


@pytest.mark.parametrize("where", ["file", "http"])
def test_every_named_query_gives_the_rows_of_kg_query(opened, notes_build, notes_host, where):
    page = opened(notes_build.as_uri() + "/" if where == "file" else notes_host)
    store = Store.of_build(notes_build)
    for name, query in named_queries().items():
        columns, rows = store.table(query.sparql)
        given = page.evaluate(ASK, query.sparql)
        assert given.get("columns") == columns, (name, given)
        assert sorted(given["rows"]) == sorted(rows), name
        assert given["rows"] == rows, f"{name}: in the same order"


def test_hostile_texts_come_as_they_are(page, site):
    given = page.evaluate(ASK, EVERYTHING)
    assert sorted(given["rows"]) == sorted(Store.of_build(site).table(EVERYTHING)[1])
    words = "".join(row[2] for row in given["rows"])
    assert all(one in words for one in (SCRIPT, IMAGE, MIRRORED, ENDLESS))


def test_graphs_are_one_unless_a_query_names_them(page, site):
    store = Store.of_build(site)
    graphs = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    (graph, count), *_ = store.table(graphs)[1]
    assert page.evaluate(ASK, graphs)["rows"] == store.table(graphs)[1]
    named = f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}"
    assert page.evaluate(ASK, named)["rows"] == [[count]]
    hidden = "SELECT (COUNT(*) AS ?n) { ?s ?p ?from FILTER('FROM' != '') } # FROM <a:a>"
    assert page.evaluate(ASK, hidden)["rows"] == store.table(hidden)[1] != [["0"]]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a ?t }",
        "ASK { ?s a <a:nothing> }",
        "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }",
        "DESCRIBE ?s { ?s a <https://w3id.org/jmo/ns#Gap> }",
        "SELECT ?x ?y { VALUES ?x { 1 1.5 true 'a'@id <a:a> } }",
        "SELECT ?x { VALUES ?x { <<( <a:a> <a:b> 'x'@en )>> <<( <a:a> <a:b> 2 )>> } }",
        "SELECT ?x { ?x <a:nothing> ?y }",
    ],
)
def test_every_form_of_query_is_answered_as_kg_query_does(page, site, query):
    columns, rows = Store.of_build(site).table(query)
    given = page.evaluate(ASK, query)
    assert (given["columns"], given["rows"]) == (columns, rows)


def test_nothing_is_loaded_before_a_query_is_run(opened, site):
    page = opened(site.as_uri() + "/", "en/sparql.html#name=papers")
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("assets/")[2]))
    page.wait_for_timeout(300)
    assert loaded == []
    answered(page)
    assert {"oxigraph.js", "sparql/engine.js", "sparql/graph-1.js"} <= set(loaded)


def test_a_runaway_query_is_stopped_and_the_page_goes_on(page):
    page.fill("#sparql-query", RUNAWAY)
    page.click("#sparql-run")
    page.get_by_text("Sedang mencari jawaban").wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    assert page.is_disabled("#sparql-run") and page.evaluate("1 + 1") == 2
    page.click("#sparql-stop")
    page.wait_for_selector("#sparql-run:not([disabled])", timeout=2_000)
    assert "Dihentikan" in page.inner_text("#sparql-status")
    assert page.is_disabled("#sparql-stop") and page.is_hidden("#sparql-answer")
    assert re.match(r"[\d.]+ baris", answered(page, named_query("papers").sparql))
    assert page.locator("table.answer tbody tr").count() > 1


@pytest.mark.parametrize(
    ("query", "said", "selected"),
    [
        ("SELECT * {\n ?s ?p 'é😀' } }", "Kurung } pada baris 2, kolom 15", "}"),
        ("SELECT * {\n ?s ?p ?o FILTR(?o) }", "baris 2, kolom", None),
        ("SELECT * {\n { ?s ?p [] FILTER(?s = '}') }", "Kurung { pada baris 1, kolom 10", "{"),
        ("SELECT * { # x:y\n ?s a jmo:Finding }", "PREFIX jmo: <https://w3id.org/jmo/ns#>", "jmo:"),
        ("SELECT * {\n ?s a unheard:Of }", "Awalan unheard: (baris 2, kolom 7)", "unheard:"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p", "unbound", None),
        ("", "baris 1, kolom 1", ""),
    ],
)
def test_a_mistake_is_named_and_its_place_selected(page, query, said, selected):
    assert said in answered(page, query)
    assert page.get_attribute("#sparql-query", "aria-invalid") == "true"
    focused, words = page.evaluate(SELECTED)
    assert focused and (selected is None or words == selected)
    page.press("#sparql-query", "End")
    page.keyboard.type(" ")
    assert page.get_attribute("#sparql-query", "aria-invalid") is None


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <http://127.0.0.1:1/>",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "BASE <http://a/> drop all",
    ],
)
def test_updates_are_refused(page, query):
    before = page.evaluate(ASK, EVERYTHING)["rows"]
    assert "hanya dapat dibaca" in answered(page, query)
    assert page.evaluate(ASK, EVERYTHING)["rows"] == before


HARMLESS = ["SELECT ?service { ?s <http://a/SERVICE> 'SERVICE' }", "ASK {} # SERVICE", "ASK {}", 'ASK { ?s ?p "é😀" }']


def test_what_asks_elsewhere_is_refused_and_nothing_else(page):
    for written in [*HIDDEN, *(one.replace("SERVICE", "SERVICE SILENT") for one in HIDDEN), *HARMLESS]:
        query = written.replace("%s", "http://127.0.0.1:1/")
        refused = page.evaluate(ASK, query).get("failed") == "service"
        assert refused == asks_elsewhere(query), query
    assert "server lain" in answered(page, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_a_page_can_reach_nothing_even_if_a_script_wanted(browser, site):
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/sparql.html")
    page.evaluate("addEventListener('securitypolicyviolation', e => { window.blocked = e.effectiveDirective })")
    page.evaluate("fetch('http://127.0.0.1:1/').catch(() => {})")
    page.wait_for_timeout(100)
    assert page.evaluate("window.blocked") == "connect-src"
    policy = page.get_attribute('meta[http-equiv="Content-Security-Policy"]', "content")
    assert "default-src 'none'" in policy and "connect-src" not in policy and "'unsafe-eval'" not in policy
    others = (site / "findings.html").read_text(encoding="utf-8")
    assert "wasm-unsafe-eval" not in others and "blob:" not in others
    page.close()


def test_values_are_shown_as_text_and_the_sites_own_things_as_links(page, site):
    hostile = json.dumps(f"{SCRIPT}{IMAGE}{MIRRORED}")
    query = f"SELECT ?x ?y ?z {{ VALUES (?x ?y ?z) {{ ({hostile} 'javascript:alert(1)' '{ENDLESS}') }} }}"
    assert "1 baris" in answered(page, query)
    cells = page.locator("table.answer td")
    assert cells.nth(0).text_content() == f"{SCRIPT}{IMAGE}{MIRRORED}"
    assert ENDLESS in cells.nth(2).text_content()
    assert page.locator("table.answer td :is(a, img, script)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    answered(page, named_query("statements").sparql)
    row = page.locator("table.answer tbody tr").first
    paper = row.locator("td").first.locator("a")
    assert paper.get_attribute("href").startswith("paper/")
    start, end = (row.locator("td").nth(at).inner_text() for at in (7, 8))
    passage = row.locator("td a").last.get_attribute("href")
    assert passage == f"{paper.get_attribute('href')}#ev-{start}-{end}"
    links = page.evaluate("Array.from(document.querySelectorAll('table.answer a')).map(a => a.getAttribute('href'))")
    assert links and all((site / unquote(urlsplit(link).path)).is_file() for link in links)


def test_long_answers_are_shown_in_steps(page):
    assert re.match(r"[\d.]+ baris", answered(page, EVERYTHING))
    rows = page.locator("table.answer tbody tr")
    assert rows.count() == 100
    page.click("#sparql-more")
    assert rows.count() == 200
    assert page.evaluate("document.activeElement === document.querySelectorAll('table.answer tbody tr')[100]")
    assert "Ditampilkan 200 dari" in page.inner_text("#sparql-shown")


def test_downloads_are_those_of_kg_query(opened, notes_build):
    page = opened(notes_build.as_uri() + "/", "en/sparql.html#name=papers")
    answered(page)
    name, said = downloaded(page, "JSON")
    assert name == "papers.json"
    assert json.loads(said) == json.loads(kg("query", "papers", "--format", "json", "--build", notes_build).stdout)
    name, said = downloaded(page, "CSV")
    assert name == "papers.csv" and said.startswith("\ufeff")
    assert said.removeprefix("\ufeff") == kg("query", "papers", "--format", "csv", "--build", notes_build).stdout
    assert page.is_hidden('[data-format="N-Triples"]')


def test_downloads_hold_what_is_difficult(page, site):
    values = ['a "b", c\nd', "=1+1", "@x", "-5", "+ 2", "-2+3", SCRIPT]
    answered(page, f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(json.dumps, values))} }} }}")
    name, said = downloaded(page, "JSON")
    assert name == "sparql.json"
    assert [row["x"] for row in json.loads(said)] == values
    rows = list(csv.reader(io.StringIO(downloaded(page, "CSV")[1].removeprefix("\ufeff"), newline="")))
    defused = [values[0], "'=1+1", "'@x", "-5", "'+ 2", "'-2+3", SCRIPT]
    assert rows == [["x"], *([value] for value in defused)]

    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    answered(page, query)
    name, said = downloaded(page, "N-Triples")
    assert name == "sparql.nt"
    expected = {" ".join(row) + " ." for row in Store.of_build(site).table(query)[1]}
    assert set(said.removesuffix("\n").split("\n")) == expected


def test_the_address_holds_the_query(opened, site):
    root = site.as_uri() + "/"
    query = "SELECT ?a { ?a ?b 'é & #? %' }\n# akhir"
    page = opened(root, f"sparql.html#q={quote(query, safe='')}")
    assert page.input_value("#sparql-query") == query
    page = opened(root, "sparql.html#name=gaps")
    assert page.input_value("#sparql-query") == named_query("gaps").sparql
    assert page.input_value("#sparql-example") == "gaps"
    answered(page, "ASK {}")
    assert page.url.endswith("sparql.html#q=ASK%20%7B%7D")
    assert page.get_attribute("#sparql-link", "href") == "#q=ASK%20%7B%7D"
    page.click(".top .language")
    assert page.url.endswith("en/sparql.html#q=ASK%20%7B%7D")
    assert page.input_value("#sparql-query") == "ASK {}"


@pytest.mark.parametrize("broken", ["#q=%E0%A4%A", "#name=toString", "#name=none", "#", "#q="])
def test_an_address_that_cannot_be_read_does_no_harm(opened, site, broken):
    page = opened(site.as_uri() + "/", f"sparql.html{broken}")
    assert page.input_value("#sparql-query") in (named_query("verdicts").sparql, "")


def test_an_example_fills_the_editor_and_the_way_back_leads_to_what_was_typed(page):
    page.fill("#sparql-query", "ASK { <a:mine> ?p ?o }")
    page.select_option("#sparql-example", "gaps")
    page.wait_for_url("**#name=gaps")
    assert page.input_value("#sparql-query") == named_query("gaps").sparql
    page.go_back()
    page.wait_for_url("**#q=*")
    assert page.input_value("#sparql-query") == "ASK { <a:mine> ?p ?o }"


def test_the_editor_needs_no_mouse_and_does_not_hold_the_tab_key(page):
    page.focus("#sparql-query")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "sparql-run"
    page.fill("#sparql-query", "ASK {}")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sparql-run:not([disabled])")
    page.get_by_text("Ya, ada yang cocok").wait_for()
    assert page.get_attribute("#sparql-status", "role") == "status"


def test_a_file_that_is_missing_is_told(browser, site):
    page = browser.new_page()
    page.route("**/sparql/graph-1.js", lambda route: route.abort())
    page.goto(f"{site.as_uri()}/sparql.html")
    assert "tidak dapat dimuat" in answered(page)
    page.unroute("**/sparql/graph-1.js")
    assert "baris" in answered(page)
    page.close()


def test_without_scripts_the_named_queries_can_be_read(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.as_uri()}/sparql.html#name=gaps")
    assert page.is_hidden("#sparql-query")
    assert page.get_by_text("memerlukan JavaScript").is_visible()
    assert page.locator("pre[data-query]").count() == len(named_queries())
    page.context.close()


def test_a_graph_that_is_too_large_is_left_to_the_server(browser, site, tmp_path, monkeypatch):
    monkeypatch.setattr(sparql, "MOST_QUADS", 10)
    whole = Site(Catalogue(Store.of_build(site), {}), site / "data" / "graph.nq")
    made = list(sparql.pages(whole))
    assert not any(isinstance(one, Asset) for one in made)
    Renderer(tmp_path, whole).write(made[0])
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/sparql.html")
    assert page.get_by_text("kg serve", exact=True).is_visible()
    assert page.locator("form#sparql, script").count() == 0
    assert page.locator("pre[data-query]").count() == len(named_queries())
    page.close()


def test_every_panel_leads_to_its_queries_on_the_sparql_page(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"<p><code>kg query ([\w-]+)</code> <span", text):
            assert f'sparql.html#name={name}"' in text, (path.name, name)


def test_every_named_query_says_in_both_languages_what_it_asks():
    assert [name for name, query in named_queries().items() if not (query.summary and query.summary_id)] == []
