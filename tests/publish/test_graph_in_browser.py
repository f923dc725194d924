"""The graph page in Chromium: around a node, the whole, filters, pointer and keyboard, and the table beside them."""

from urllib.parse import quote

import pytest

from tests.publish.looking import watched
from tests.publish.made_up_site import EVIL

pytestmark = pytest.mark.browser
READY = "#graph[data-ready]"
ASPECT = "finding/assessment-effectiveness"


def opened(browser, site, address="", **context):
    page = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | context)).new_page()
    page.goto(f"{site.as_uri()}/{address}")
    page.wait_for_selector(READY)
    return page


def table(page):
    return [tuple(row.split("\t")) for row in page.locator("#graph-rows tr").all_inner_texts()]


def ends(page):
    return {row[0] for row in table(page)} | {row[2] for row in table(page)}


def redrawn(page, act, *arguments):
    """Do something and wait until the page has drawn again."""
    times = int(page.get_attribute("#graph", "data-ready"))
    act(*arguments)
    page.wait_for_selector(f'#graph[data-ready="{times + 1}"]')


def test_the_page_starts_with_what_is_around_one_aspect(browser, site):
    page = opened(browser, site, "en/graph.html")
    assert page.inner_text("#graph-panel .name") == "effectiveness"
    assert {row[2] for row in table(page)} == {"effectiveness"} and len(table(page)) >= 3
    assert page.locator("#graph canvas").count() == 1


def test_the_address_names_the_node_in_the_middle(browser, site):
    page = opened(browser, site, "graph.html#node=paper/satu-2020")
    assert "Satu" in page.inner_text("#graph-panel .name")
    assert all("Satu" in row[0] or "Satu" in row[2] for row in table(page))


def test_two_steps_show_more_than_one_and_the_whole_shows_all(browser, site):
    views = ("", "&view=far", "&view=whole")
    sizes = [len(table(opened(browser, site, f"graph.html#node={ASPECT}{view}"))) for view in views]
    assert sizes[0] < sizes[1] <= sizes[2]


@pytest.mark.parametrize("start", [f"paper/{quote(EVIL, safe='')}.html", f"en/{ASPECT}.html"])
def test_a_paper_and_a_finding_lead_to_their_nodes(browser, site, start):
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/{start}")
    heading = page.inner_text("h1").casefold()
    page.click('a[href*="graph.html#node="]')
    page.wait_for_selector(READY)
    assert not page.inner_text("#graph-status").startswith(("Tidak ada", "No node"))
    told = page.locator("#graph-panel .what, #graph-panel .name").all_inner_texts()
    assert heading in [each.casefold() for each in told]


def test_an_unknown_node_is_told_of(browser, site):
    page = opened(browser, site, "graph.html#node=paper/tidak-ada")
    assert len(table(page)) > 0 and page.inner_text("#graph-status").startswith("Tidak ada simpul")


@pytest.mark.parametrize("where", ["file", "http"])
def test_hostile_names_are_drawn_and_listed_as_text(browser, site, host, where):
    root = site.as_uri() + "/" if where == "file" else host
    page, wrong = watched(browser.new_context(viewport={"width": 1280, "height": 900}), root)
    for hash in (f"node={quote('paper/' + quote(EVIL))}&view=far", "view=whole", "node=%3Cimg%20src=x%3E"):
        page.goto("about:blank")
        page.goto(f"{root}graph.html#{hash}")
        page.wait_for_selector(READY)
        assert page.locator("main img, main b, #graph script, .vis-tooltip").count() == 0
    page.goto("about:blank")
    page.goto(f"{root}graph.html#node={quote('paper/' + quote(EVIL, safe=''))}")
    page.wait_for_selector(READY)
    assert "<img" in page.inner_text("#graph-panel")
    assert wrong == []


def test_a_click_on_a_node_opens_its_page(browser, site):
    page = opened(browser, site, f"graph.html#node={ASPECT}")
    box = page.locator("#graph").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**/{ASPECT}.html")


def test_a_click_may_move_the_middle_instead(browser, site):
    page = opened(browser, site, "graph.html#view=whole")
    page.check("#clicking")
    box = page.locator("#graph").bounding_box()
    for x in range(20, int(box["width"]), 20):
        for y in range(20, int(box["height"]), 12):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.evaluate("document.getElementById('graph').style.cursor") == "pointer":
                name = page.inner_text("#graph-panel .name")
                redrawn(page, page.mouse.click, box["x"] + x, box["y"] + y)
                assert "node=" in page.url and "view=whole" not in page.url
                assert all(name in (row[0], row[2]) for row in table(page))
                return
    raise AssertionError("no node was met")


def test_the_keyboard_walks_opens_and_moves_the_middle(browser, site):
    page = opened(browser, site, f"en/graph.html#node={ASPECT}")
    page.focus("#graph")
    page.keyboard.press("ArrowLeft")
    left = page.inner_text("#graph-panel .name")
    assert left != "effectiveness"
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#graph-panel .name") == "effectiveness"
    page.keyboard.press("ArrowLeft")
    redrawn(page, page.keyboard.press, "c")
    assert all(left in (row[0], row[2]) for row in table(page))
    redrawn(page, page.go_back)
    assert page.inner_text("#graph-panel .name") == "effectiveness"
    page.focus("#graph")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{ASPECT}.html")


def test_filters_bear_on_the_drawing_the_table_and_the_address(browser, site):
    page = opened(browser, site, f"graph.html#node={ASPECT}")
    signs = {row[1].split()[0] for row in table(page)}
    assert {"+", "−"} <= signs
    redrawn(page, page.uncheck, '[name="sign"][value="neg"]')
    assert {row[1].split()[0] for row in table(page)} == signs - {"−"} and "hide=neg" in page.url
    redrawn(page, page.check, '[name="sign"][value="neg"]')
    page.fill('[name="from"]', "2021")
    redrawn(page, page.press, '[name="from"]', "Tab")
    assert not any("2020" in name for name in ends(page)) and "from=2021" in page.url
    redrawn(page, page.uncheck, '[name="group"][value="paper"]')
    assert table(page) == [] and page.inner_text("#graph-status")
    again = opened(browser, site, page.url.rsplit("/", 1)[-1])
    assert table(again) == [] and not again.is_checked('[name="group"][value="paper"]')


def test_a_node_is_found_by_its_name(browser, site):
    page = opened(browser, site, "en/graph.html")
    page.fill("#graph-node", "dua")
    assert page.locator("#graph-names option").count() >= 1
    redrawn(page, page.press, "#graph-node", "Enter")
    assert "Dua" in page.inner_text("#graph-panel .name")
    page.fill("#graph-node", "zzzz")
    page.press("#graph-node", "Enter")
    assert page.inner_text("#graph-status") == "No node has that name."


def test_the_other_language_shows_the_same_view(browser, site):
    page = opened(browser, site, f"graph.html#node={ASPECT}&view=far&hide=neg")
    count = len(table(page))
    page.click("a.language")
    page.wait_for_selector(READY)
    assert "/en/graph.html#" in page.url and len(table(page)) == count


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_takes_the_colours_of_the_scheme(browser, site, scheme):
    page = opened(browser, site, f"graph.html#node={ASPECT}", color_scheme=scheme)
    ink = """() => { const c = document.querySelector('#graph canvas'), d = c.getContext('2d')
        .getImageData(0, 0, c.width, c.height).data; let most = 0, n = 0;
        for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200) { n += 1; most += d[i] + d[i + 1] + d[i + 2] > 600; }
        return [n > 500, most / n]; }"""
    drawn, bright = page.evaluate(ink)
    assert drawn and (bright > 0.3 if scheme == "dark" else bright < 0.5)


def test_on_a_phone_nothing_is_cut_off(browser, site):
    page = opened(browser, site, f"graph.html#node={ASPECT}", viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_table_has_the_whole(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.as_uri()}/graph.html")
    assert page.locator("#graph-form").is_hidden() and page.locator("#graph-rows tr").count() > 10


def test_only_the_graph_page_loads_its_scripts(site):
    for path in site.rglob("*.html"):
        assert ("vis-network.min.js" in path.read_text(encoding="utf-8")) == (path.name == "graph.html"), path
