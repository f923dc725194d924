"""The page of a paper in Chromium: evidence is browsed by mouse and by keys, filtered, linked to and copied."""

import pytest

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 700}
NOW = "Array.from(document.querySelectorAll('.e.now')).map(e => e.textContent).join('|')"


@pytest.fixture
def opened(browser, site):
    contexts = []

    def open_page(path, viewport=WIDE, **options):
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def in_view(page, selector):
    return page.evaluate(
        "s => { const r = document.querySelector(s).getBoundingClientRect();"
        " const x = r.left + Math.min(5, r.width / 2), y = r.top + 5;"
        " return !!document.elementFromPoint(x, y)?.closest(s); }",
        selector,
    )


def test_a_click_on_a_passage_tells_what_is_read_there(opened):
    page = opened("en/paper/satu-2020.html")
    page.click("#body .e:has-text('Jaringan lemah.')")
    shown = page.inner_text("#panel-shown")
    assert "Obstacles" in shown and "the authors' own" in shown and "right in 50% of cases" in shown
    assert page.evaluate(NOW) == "Jaringan lemah."
    assert page.url.endswith(page.get_attribute("#panel-link", "href"))


def test_the_words_of_several_passages_tell_of_all_of_them(opened):
    page = opened("en/paper/satu-2020.html")
    page.click("#body .e:text-is('(Dua, 2021)')")
    shown = page.inner_text("#panel-shown")
    assert "disagrees with" in shown and "effective" in shown


def test_next_and_before_go_through_all_passages_in_the_order_of_the_text(opened):
    page = opened("paper/dua-2021.html")
    total = page.evaluate("new Set([...document.querySelectorAll('#body [id^=ev-]')].map(e => e.id)).size")
    seen = []
    for number in range(1, total + 1):
        page.click("#panel-after")
        assert page.inner_text("#panel-count") == f"bukti {number} dari {total}"
        seen.append(page.evaluate("location.hash"))
    assert len(set(seen)) == total
    page.click("#panel-after")
    assert page.evaluate("location.hash") == seen[0]
    page.click("#panel-before")
    assert page.evaluate("location.hash") == seen[-1]


def test_keys_work_inside_the_text_only_and_trap_nobody(opened):
    page = opened("paper/dua-2021.html")
    page.keyboard.press("n")
    assert page.evaluate(NOW) == ""
    page.focus("#body .e >> nth=0")
    page.keyboard.press("n")
    first = page.evaluate("location.hash")
    page.keyboard.press("n")
    second = page.evaluate("location.hash")
    page.keyboard.press("p")
    assert first == page.evaluate("location.hash") != second
    assert page.evaluate("document.activeElement.classList.contains('now')")
    page.keyboard.press("Escape")
    assert page.evaluate(NOW) == "" and page.evaluate("location.hash") == ""
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement === document.body")


def test_filters_leave_only_what_was_asked_for(opened):
    page = opened("en/paper/dua-2021.html")
    page.click(".filters summary")
    page.select_option("#panel-kind", "obstacle")
    assert page.inner_text("#panel-count") == "passages: 1"
    lit = "Array.from(document.querySelectorAll('#body .e:not(.off)')).map(e => e.textContent).join('')"
    assert page.evaluate(lit) == "Jaringan lemah, kata Tiga (2019)."
    page.select_option("#panel-by", "own")
    assert page.inner_text("#panel-count") == "no passage matches"
    assert page.is_disabled("#panel-after")
    page.select_option("#panel-kind", "")
    page.select_option("#panel-by", "")
    assert page.locator("#body .e.off").count() == 0


def test_a_permalink_shows_its_passage_and_marks_all_its_pieces(opened, site):
    page = opened("paper/dua-2021.html")
    page.click(".quote a:has-text('belum optimal') >> nth=0")
    assert page.evaluate(NOW).startswith("Aplikasi ini|belum optimal.")
    assert in_view(page, ".e.now")
    again = opened("paper/dua-2021.html" + page.evaluate("location.hash"))
    assert again.evaluate(NOW) == page.evaluate(NOW) and in_view(again, ".e.now")


def test_a_link_to_what_is_folded_unfolds_it(opened, site):
    page = opened("paper/dua-2021.html")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false; })")
    page.evaluate("location.hash = '#ref-1'")
    page.wait_for_timeout(50)
    assert in_view(page, "#ref-1")


def test_the_link_of_a_passage_can_be_copied(opened):
    page = opened("en/paper/satu-2020.html", permissions=["clipboard-read", "clipboard-write"])
    page.click("#panel-after")
    page.click("#panel-copy")
    page.wait_for_function("document.getElementById('panel-copy').textContent === 'Link copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.url and "#ev-" in page.url


def test_on_a_phone_what_is_read_opens_below_and_does_not_hide_the_passage(opened):
    page = opened("paper/satu-2020.html", NARROW)
    assert not page.is_visible("#panel")
    for mark in page.locator("#body .e.say").all()[:6]:
        mark.click()
        assert page.is_visible("#panel") and in_view(page, ".e.now")
        page.click("#panel-close")
        assert not page.is_visible("#panel")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_scripts_a_passage_is_a_link_to_its_statement_and_back(opened):
    page = opened("paper/satu-2020.html", java_script_enabled=False)
    assert not page.is_visible("#panel")
    page.click("#body .e:has-text('Jaringan lemah.')")
    entry = page.locator(":target")
    assert "Jaringan lemah." in entry.inner_text()
    entry.locator(".quote a").click()
    marked = page.locator(":target + .e")
    assert marked.inner_text() == "Jaringan lemah."


def test_printed_it_has_the_text_and_neither_panel_nor_menu(opened):
    page = opened("paper/satu-2020.html")
    page.emulate_media(media="print")
    assert page.is_visible("#body") and page.is_visible("#statements")
    assert not page.is_visible("#panel") and not page.is_visible(".toc")
