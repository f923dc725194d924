"""The site in Chromium, from a folder and from a web host: all is there, nothing leaves, nothing is cut off."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.publish.looking import kinds, names, unfolded, watched

pytestmark = pytest.mark.browser

LINKS = "Array.from(document.querySelectorAll('a[href], form[action]')).map(e => e.href || e.action)"
IDS = "Array.from(document.querySelectorAll('[id]')).map(e => e.id)"
# Whether the menu shows the page that is open without being scrolled; null where the page is not in the menu.
SEEN_IN_MENU = """() => {
  const nav = document.querySelector('header.top nav'), here = nav.querySelector('[aria-current]');
  if (!here) return null;
  const [box, name] = [nav, here].map(e => e.getBoundingClientRect());
  return name.left >= box.left - 1 && name.right <= box.right + 1;
}"""
# What can be read: the text of leaves that take room.
SHOWN = """() => Array.from(document.querySelectorAll('main h1, main h2, main h3, main blockquote, main td, main dd'))
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.textContent.trim())
  .filter(e => !e.closest('nav, aside, form, .rail'))
  .map(e => e.textContent.trim())"""
# Links and controls that the Tab key should reach; of radio buttons of one name it reaches one.
REACHABLE = """() => Array.from(document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]'))
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.inert)
  .map((e, at) => { e.dataset.reach = e.type === 'radio' ? `radio ${e.name}` : String(at); return e.dataset.reach; })"""
# Where the focus is: whether a line shows it, and whether some part of it is on the screen and under nothing else.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const lined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const free = Array.from(e.getClientRects()).some(box => [.1, .5, .9].some(x => [.1, .5, .9].some(y => {
    const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return top && (e.contains(top) || top.contains(e));
  })));
  return { reach: e.dataset.reach || '', name: e.outerHTML.slice(0, 120), lined, free };
}"""


@pytest.mark.parametrize("where", ["file", "http"])
def test_no_page_asks_for_anything_else_or_complains(browser, site, host, where):
    root = site.as_uri() + "/" if where == "file" else host
    page, wrong = watched(browser.new_context(), root)
    for name in names(site) if where == "file" else [*kinds(site), *kinds(site, "en")]:
        page.goto(root + name)
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none", name
        assert wrong == [], name


def test_every_link_resolves_also_those_that_scripts_make(browser, site):
    page, links, ids = browser.new_page(), set(), {}
    for name in names(site):
        page.goto(f"{site.as_uri()}/{name}")
        ids[site / unquote(name)] = set(page.evaluate(IDS))
        links |= {(name, link) for link in page.evaluate(LINKS)}
    broken = []
    for name, link in sorted(links):
        parts = urlsplit(link)
        if parts.scheme == "https":
            assert link.startswith(("https://doi.org/", "https://w3id.org/", "https://github.com/")), (name, link)
            continue
        assert parts.scheme == "file", (name, link)
        target = Path(os.path.normpath(unquote(parts.path)))
        anchor = unquote(parts.fragment)
        known = target.is_file() and target.is_relative_to(site)
        state = "=" in anchor  # a view that a script shows, such as #node=…
        if not known or (anchor and not state and target in ids and anchor not in ids[target]):
            broken.append((name, link))
    assert broken == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser, site, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    wide = []
    for name in names(site):
        page.goto(f"{site.as_uri()}/{name}")
        if unfolded(page).evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("width", [320, 390, 640, 1000, 1280])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_head_of_a_page_takes_two_lines_and_shows_where_one_is(browser, site, width, language):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for name in kinds(site, language):
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate("document.querySelector('header.top').clientHeight") < 100, name
        assert page.evaluate(SEEN_IN_MENU) in (True, None), name


@pytest.mark.parametrize("language", ["id", "en"])
def test_letters_of_twice_the_size_still_fit(browser, site, language):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    wide = []
    for name in kinds(site, language):
        page.goto(f"{site.as_uri()}/{name}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if unfolded(page).evaluate("document.documentElement.scrollWidth") > 1280:
            wide.append(name)
    assert wide == []


def test_paper_shows_what_the_screen_shows(browser, site):
    page = browser.new_context(color_scheme="dark").new_page()
    for name in kinds(site):
        page.emulate_media(media="screen")
        page.goto(f"{site.as_uri()}/{name}")
        seen = page.evaluate(SHOWN)
        page.emulate_media(media="print", color_scheme="light")
        lost = set(seen) - set(page.evaluate(SHOWN))
        assert lost == set(), name
        assert not page.locator("header.top nav").is_visible(), "paper needs no menu"
        assert page.pdf().startswith(b"%PDF"), name


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_and_gets_stuck_nowhere(browser, site, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for name in kinds(site):
        page.goto(f"{site.as_uri()}/{name}")
        wanted, reached = page.evaluate(REACHABLE), []
        for _ in range(min(len(wanted), 150) + 3):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUSED)
            if at is None:
                break
            assert at["lined"], f"{name}: no focus to be seen on {at['name']}"
            assert at["free"], f"{name}: something covers {at['name']}"
            if reached and at["reach"] == reached[0]:
                break
            reached.append(at["reach"])
        first = list(dict.fromkeys(wanted))[:150]
        assert [each for each in first if each not in reached] == [], name


def test_the_first_tab_leads_past_the_menu(browser, site):
    page = browser.new_page()
    for name in kinds(site):
        page.goto(f"{site.as_uri()}/{name}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('header.top')"), name


def test_a_permalink_shows_its_passage(browser, site):
    """Each passage that a finding leads to is on the screen once its address is opened."""
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/finding/assessment-effectiveness.html")
    links = [link for link in page.evaluate(LINKS) if "#ev-" in link]
    assert len(links) > 4
    for link in dict.fromkeys(links):
        page.goto("about:blank")
        page.goto(link)
        anchor = page.locator(f"[id='{link.partition('#')[2]}']")
        assert anchor.evaluate("e => e.parentElement.checkVisibility()"), link
        top = anchor.evaluate("e => e.getBoundingClientRect().top")
        assert 0 <= top < page.viewport_size["height"], link


def test_without_scripts_every_page_still_says_its_part(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in kinds(site):
        page.goto(f"{site.as_uri()}/{name}")
        words = page.locator("main").inner_text().split()
        assert len(words) > 15, name
    context.close()
