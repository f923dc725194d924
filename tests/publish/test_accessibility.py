"""Each kind of page passes axe-core's rules for WCAG 2.2 AA: in both languages and colour schemes, at both widths."""

from importlib.resources import files

import pytest

from tests.publish.looking import LOOKS, kinds, unfolded

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is in the extra 'dev'")
    return files(package).joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page, axe):
    """Name the rules that a page breaks, with the elements that break them."""
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert len(found["passes"]) > 15, "axe has looked"
    return [(each["id"], node["html"][:160]) for each in found["violations"] for node in each["nodes"]]


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_no_page_breaks_a_rule(browser, site, axe, language, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    broken = {}
    for name in kinds(site, language):
        page.goto(f"{site.as_uri()}/{name}")
        if found := faults(unfolded(page), axe):
            broken[name] = found
    context.close()
    assert broken == {}


def test_axe_sees_a_fault(browser, site, axe):
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert ("button-name", "<button></button>") in faults(page, axe)
