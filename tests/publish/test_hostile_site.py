"""Whatever a paper holds is text on every page: none of it becomes an element, none of it runs, none is lost."""

import re
from urllib.parse import quote, urlsplit

import pytest

from tests.publish.looking import names, unfolded, watched
from tests.publish.made_up_site import ENDLESS, EVIL, IMAGE, ODD, SCRIPT
from tests.publish.markup import Markup, pages_of

# What stands in no page of ours, so that it can only come from a paper.
INJECTED = (
    "Array.from(document.querySelectorAll('img, b, iframe, object, embed, base, [onerror], "
    'script:not([src]):not([type="application/ld+json"])\')).map(e => e.outerHTML.slice(0, 200))'
)
# What stands after words with a right-to-left override, in the same paragraph and not kept apart from them.
TURNED = """() => {
  const look = node => node.nodeType === 1 ? getComputedStyle(node) : {display: 'inline', unicodeBidi: 'normal'};
  const kept = node => look(node).display !== 'inline'
    || ['isolate', 'isolate-override', 'plaintext'].includes(look(node).unicodeBidi);
  const wrong = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!text.data.includes('\u202e') || text.parentElement.closest('script, template, option, textarea')) continue;
    for (let node = text; node === text || !kept(node); node = node.parentNode) {
      for (let next = node.nextSibling; next && next.nodeName !== 'BR'; next = next.nextSibling) {
        if (next.nodeType === 1 && !look(next).display.startsWith('inline')) break;
        if (next.textContent.trim()) wrong.push(text.data.slice(0, 80) + ' | ' + next.textContent.slice(0, 80));
      }
    }
  }
  return wrong;
}"""
TITLES = "SELECT ?title WHERE { ?paper <http://purl.org/dc/terms/title> ?title } ORDER BY DESC(STRLEN(?title)) ?title"


@pytest.fixture(scope="module")
def pages(site):
    return pages_of(site)


def test_hostile_texts_stay_text(site, pages):
    shown = "".join(pages[site / "paper" / f"{EVIL}.html"].words)
    assert shown.count(SCRIPT) > 3 and IMAGE in shown and "{{ 7*7 }}" in shown
    for path, page in pages.items():
        assert not {"img", "b", "iframe"} & set(page.tags), path
        own = [src for src in page.loads if src.endswith(".js")]
        assert page.tags.count("script") == len(own) + page.data_scripts, path


def test_no_link_leads_where_a_paper_wants(pages):
    links = {link for page in pages.values() for link in page.links}
    assert {urlsplit(link).scheme for link in links} <= {"", "https"}
    assert not [link for link in links if "evil.example" in urlsplit(link).netloc]


def test_a_word_without_end_is_shown_in_full(site):
    page = (site / "paper" / f"{ODD}.html").read_text(encoding="utf-8")
    assert ENDLESS in re.sub(r"<[^>]*>|\u00ad|&shy;", "", page)


def test_no_script_with_data_can_be_left(site):
    """Data stand in scripts of their own; even if one were put into a page, no text could end it."""
    held = 0
    for path in sorted((site / "assets").rglob("*.js")):
        script = path.read_text(encoding="utf-8")
        if "alert(1)" in script:
            held += 1
            assert not re.search(r"</script|<!--|<img|\u2028|\u2029", script, re.IGNORECASE), path.name
    assert held > 2


def test_linked_data_cannot_be_left(site):
    for path in site.rglob("*.html"):
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
        ):
            assert "<" not in data, path


@pytest.fixture
def opened(browser, site):
    """Open a page of the site, and see to it that nothing ran once the test is through."""
    context = browser.new_context()
    root = site.as_uri() + "/"
    page, wrong = watched(context, root)

    def open_page(name):
        page.goto(root + name)
        return page

    yield open_page
    assert page.evaluate(INJECTED) == []
    assert wrong == []
    context.close()


@pytest.mark.browser
def test_nothing_of_a_paper_runs_on_any_page(opened, site):
    for name in names(site):
        assert opened(name).evaluate(INJECTED) == [], name


@pytest.mark.browser
def test_an_override_that_is_left_open_turns_around_nothing_but_its_own_words(opened, site):
    seen = 0
    for name in names(site):
        page = unfolded(opened(name))
        seen += "\u202e" in page.content()
        assert page.evaluate(TURNED) == [], name
    assert seen > 10


@pytest.mark.browser
@pytest.mark.parametrize("asked", ["alert", "img onerror", "script", "panjang", IMAGE, SCRIPT, ENDLESS, "\u202e"])
def test_searching_for_markup_shows_it_as_text(opened, asked):
    page = opened(f"search.html?q={quote(asked)}")
    page.wait_for_selector("#search[data-ready]", timeout=20_000)
    assert page.input_value("#q") in asked
    if asked == "alert":
        assert IMAGE in page.inner_text("#results")
    assert page.evaluate(INJECTED) == []


@pytest.mark.browser
def test_a_cell_of_the_matrix_shows_markup_as_text(opened):
    page = opened("matrix.html")
    page.wait_for_selector("#matrix-table button.cell")
    cells = page.locator("#matrix-table button.cell")
    shown = ""
    for at in range(cells.count()):
        cell = cells.nth(at)
        if "alert" in (cell.get_attribute("aria-label") or ""):
            cell.click()
            page.wait_for_selector("#matrix-cell-body li")
            shown += page.locator("#matrix-cell").text_content()
            page.keyboard.press("Escape")
    assert IMAGE in shown and SCRIPT in shown


@pytest.mark.browser
def test_the_graph_draws_and_names_markup_as_text(opened):
    page = opened("graph.html")
    hostile = page.evaluate("litkgGraphView.nodes.map((n, at) => [n.id, n.name]).filter(n => n[1].includes('<img'))")
    assert hostile
    for node, name in hostile:
        page.goto("about:blank")
        opened(f"graph.html#node={quote(node)}")
        page.wait_for_selector("#graph[data-ready]")
        assert " ".join(name.split())[:60] in " ".join(page.inner_text("#graph-panel").split())
        assert page.evaluate(INJECTED) == []


@pytest.mark.browser
def test_rows_of_a_query_show_markup_as_text(opened):
    page = opened(f"sparql.html#q={quote(TITLES)}")
    if page.is_hidden("#sparql-answer"):
        page.click("#sparql-run")
    page.wait_for_selector("#sparql-answer table.answer tbody td", timeout=30_000)
    shown = page.inner_text("table.answer")
    assert IMAGE in shown and SCRIPT in shown and ENDLESS[:100] in shown


def test_the_reader_of_markup_sees_what_a_browser_would():
    page = Markup("<p id=a>x<img src=x onerror=alert(1)><script>y</script></p>")
    assert page.tags == ["p", "img", "script"] and page.attributes == ["id", "src", "onerror"] and page.open == []
