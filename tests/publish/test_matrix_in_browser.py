"""The matrix in Chromium: cells open their quotes, filters do what they say, addresses keep them, exports are safe."""

import csv
import io
import re

import pytest

from tests.publish.crowd import FORMULA, crowd
from tests.publish.looking import watched
from tests.publish.made_up_site import built
from tests.publish.manuscript import Manuscript

pytestmark = pytest.mark.browser
CELLS = """Array.from(document.querySelectorAll("#matrix-table tbody tr[id]"), row =>
  [row.id, ...Array.from(row.cells, cell => cell.textContent.replace(/\\s+/g, " ").trim())])"""
READY = "[name=sign] optgroup"  # the last that the scripts add


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A site of 60 papers, which the matrix shows on three pages."""
    return built(crowd(60), tmp_path_factory.mktemp("crowd") / "build")


@pytest.fixture
def opened(browser):
    """Open the matrix of a site, and fail on any complaint."""
    complaints = []

    def open_matrix(site, address="", language="id", **context):
        made = browser.new_context(**context)
        page, wrong = watched(made, site.as_uri())
        complaints.append(wrong)
        page.goto(f"{site.as_uri()}/{'en/' if language == 'en' else ''}matrix.html{address}")
        page.wait_for_selector(READY, state="attached")
        return page

    yield open_matrix
    assert complaints and all(wrong == [] for wrong in complaints)


def choose(page, name, value):
    page.evaluate("document.querySelector('#matrix-controls details').open = true")
    control = page.locator(f"#matrix-controls [name={name}]")
    if control.evaluate("one => one.type") == "checkbox":
        control.set_checked(bool(value))
    elif control.evaluate("one => one.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)


def signs(page):
    """The signs of all cells that are shown, without their counts."""
    return {text.strip()[0] for text in page.locator("button.cell").all_inner_texts()}


def headings(page):
    return page.locator("#matrix-table thead th a").all_inner_texts()


def status(page):
    return page.inner_text("#matrix-status")


@pytest.mark.parametrize("language", ["id", "en"])
def test_scripts_draw_the_table_that_the_page_has_without_them(browser, opened, site, language):
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{site.as_uri()}/{'en/' if language == 'en' else ''}matrix.html")
    rows = plain.locator("#matrix-table tbody tr[id]")
    without = [
        [rows.nth(at).get_attribute("id"), *rows.nth(at).locator("th, td").all_text_contents()]
        for at in range(rows.count())
    ]
    without = [[re.sub(r"\s+", " ", text).strip() for text in row] for row in without]
    assert opened(site, language=language).evaluate(CELLS) == without != []


def test_a_cell_opens_its_quotes_and_each_leads_to_its_passage(opened, site):
    page = opened(site)
    page.click("#m-assessment-effectiveness button.cell.neg >> nth=0")
    dialog = page.locator("#matrix-cell")
    dialog.locator(".said").wait_for()
    assert "Dua" in dialog.inner_text() and "Pada akhirnya aplikasi belum efektif." in dialog.inner_text()
    assert dialog.locator(".said li").count() == 3
    assert dialog.locator("blockquote").first.get_attribute("lang") == "id"
    dialog.locator("blockquote a").first.click()
    page.wait_for_url("**/paper/dua-2021.html#ev-*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1


def test_the_dialog_is_for_the_keyboard_too(opened, site):
    page = opened(site)
    cell = page.locator("#m-assessment-effectiveness button.cell").first
    cell.focus()
    page.keyboard.press("Enter")
    page.locator("#matrix-cell .said").wait_for()
    assert page.evaluate("document.activeElement.id") == "matrix-cell-name"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#matrix-cell").is_visible()
    assert cell.evaluate("one => one === document.activeElement")


def test_arrow_keys_go_from_cell_to_cell_over_empty_ones(opened, crowded):
    page = opened(crowded, "#kind=framework")
    page.locator("button.cell").first.focus()
    seen = set()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert None not in seen
    page = opened(crowded)
    page.locator("#m-assessment-ease-of-use button.cell").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    at = "[document.activeElement.closest('tr').id, document.activeElement.closest('td').cellIndex]"
    assert page.evaluate(at) == ["m-assessment-effectiveness", 2]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(at) == ["m-assessment-ease-of-use", 2]


def test_a_filter_by_sign_leaves_what_has_it_in_cells_and_in_quotes(opened, site):
    page = opened(site, "#sign=pos")
    assert signs(page) == {"+"}
    cell = page.locator("button.cell[aria-label^='Dua & Empat (2021), efektivitas']")
    assert "baik" in cell.get_attribute("aria-label"), "what it says on the way, though its verdict is another"
    cell.click()
    page.locator("#matrix-cell .said").wait_for()
    assert page.locator("#matrix-cell .said .sign").all_inner_texts() == ["+"]
    page = opened(site, "#sign=not-effective")
    assert signs(page) == {"−"}


def test_signs_counted_from_all_own_statements_are_those_of_the_graph(opened, site):
    """The filter by author counts anew what each paper says; where nothing is left out, nothing may change."""
    cells = "Array.from(document.querySelectorAll('button.cell:not(.say)'), one => one.getAttribute('aria-label'))"
    page = opened(site, "#kind=assessment")
    graph = {re.sub(r", banyaknya.*", "", label) for label in page.evaluate(cells)}
    choose(page, "by", "own")
    assert {re.sub(r", banyaknya.*", "", label) for label in page.evaluate(cells)} == graph != set()
    assert "lolos saringan" in status(page)


def test_filters_by_attribution_section_method_framework_and_years(opened, site, crowded):
    page = opened(site, "#by=cited")
    assert signs(page) == {"○"}
    choose(page, "by", "")
    choose(page, "section", "conclusion")
    page.locator("button.cell").first.click()
    page.locator("#matrix-cell .said").wait_for()
    assert "simpulan" in page.locator("#matrix-cell .said .meta").first.inner_text()
    page = opened(crowded)
    choose(page, "from", "2003")
    choose(page, "to", "2004")
    assert {heading[-5:-1] for heading in headings(page)} == {"2003", "2004"}
    choose(page, "method", "m-method-qualitative")
    assert {heading[-5:-1] for heading in headings(page)} == {"2004"}
    page = opened(crowded, "#framework=m-framework-Teori_003")
    assert [heading[:10] for heading in headings(page)] == ["Penulis003"]


def test_concepts_are_filtered_by_words_of_their_names_and_by_being_contested(opened, site):
    page = opened(site)
    choose(page, "concept", "Kemudahan GUNA")
    assert [row[0] for row in page.evaluate(CELLS)] == ["m-assessment-ease-of-use"]
    choose(page, "concept", "tidakadayangbegini")
    assert "Tidak ada yang cocok" in status(page) and not page.locator("#matrix-table").is_visible()
    page.click("[data-do=reset]")
    every = len(page.evaluate(CELLS))
    choose(page, "contested", "1")
    contested = page.evaluate(CELLS)
    assert 0 < len(contested) < every and all("diperdebatkan" in row[1] for row in contested)


def test_papers_and_concepts_are_sorted_as_asked(opened, crowded):
    page = opened(crowded)
    years = [heading[-5:-1] for heading in headings(page)]
    assert years == sorted(years)
    choose(page, "papers", "newest")
    years = [heading[-5:-1] for heading in headings(page)]
    assert years == sorted(years, reverse=True) and years[0] == "2019"
    choose(page, "papers", "author")
    assert headings(page)[:3] == ["@SUM(1) (2000)", "Penulis001 (2001)", "Penulis002 (2002)"]
    choose(page, "concepts", "name")
    names = [row[1].replace(" diperdebatkan", "") for row in page.evaluate(CELLS) if row[0].startswith("m-assess")]
    assert names == sorted(names)


def test_an_address_keeps_the_choices_in_both_languages(opened, site):
    page = opened(site)
    for name, value in (("sign", "neg"), ("kind", "assessment"), ("papers", "newest"), ("turned", "1")):
        choose(page, name, value)
    address = "#" + page.url.partition("#")[2]
    again = opened(site, address)
    assert again.inner_text("#matrix-table") == page.inner_text("#matrix-table")
    assert again.locator("[name=sign]").input_value() == "neg" and again.locator("[name=turned]").is_checked()
    page.click("a.language")
    page.wait_for_selector(READY, state="attached")
    assert page.url.endswith(address) and "/en/" in page.url
    assert page.locator("button.cell").count() == again.locator("button.cell").count()


def test_many_papers_are_shown_page_by_page_and_all_are_counted(opened, crowded):
    page = opened(crowded)
    assert status(page).startswith("Artikel 1–25 dari 60")
    first = headings(page)
    page.click("[data-do=next]")
    second = headings(page)
    page.locator("#matrix-pages select").select_option("3")
    third = headings(page)
    assert (len(first), len(second), len(third)) == (25, 25, 10)
    assert len({*first, *second, *third}) == 60
    assert page.locator("[data-do=next]").is_disabled()
    tally = page.locator("#m-assessment-ease-of-use td.all").inner_text()
    assert tally.replace(" ", "").strip() == "+60"


def test_a_line_beyond_the_bound_is_found_by_its_address(opened, crowded):
    last = opened(crowded).evaluate("litkgMatrixWords.lines.filter(line => line[0] === 'framework').pop()[1]")
    page = opened(crowded, f"#{last}")
    assert page.locator(f"[id='{last}']").get_attribute("class") == "now"


def test_papers_may_be_lines_and_concepts_columns(opened, site):
    page = opened(site)
    upright = {label for label in page.locator("button.cell").evaluate_all("all => all.map(one => one.ariaLabel)")}
    choose(page, "turned", "1")
    turned = {label for label in page.locator("button.cell").evaluate_all("all => all.map(one => one.ariaLabel)")}
    assert turned == upright
    assert page.locator("#matrix-table tbody th[scope=row] a").first.inner_text() == "Satu (2020)"


def saved(page, button, separator):
    page.evaluate("document.querySelector('#matrix-controls details').open = true")
    with page.expect_download() as download:
        page.click(f"[data-do={button}]")
    with open(download.value.path(), "rb") as file:
        written = file.read()
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize(("language", "separator"), [("id", ";"), ("en", ",")])
def test_a_download_has_all_papers_with_stances_and_counts(opened, crowded, language, separator):
    page = opened(crowded, language=language)
    rows = saved(page, "table", separator)
    assert {len(row) for row in rows} == {3 + 5 + 60}
    (ease,) = (row for row in rows if row[1] in ("kemudahan penggunaan", "ease of use"))
    assert ease[3:8] == ["60", "0", "0", "0", "0"]
    assert ease[8] == {"id": "baik: efektif (1)", "en": "favourable: effective (1)"}[language]


def test_no_value_of_a_download_runs_in_a_spreadsheet(opened, crowded):
    page = opened(crowded)
    for button in ("table", "list"):
        values = [value for row in saved(page, button, ";") for value in row]
        assert not [value for value in values if re.match(r"[\s]*[=+\-@]", value)]
        assert "'@SUM(1) (2000)" in values
    assert f"'{FORMULA}" in values and "'-Naskah 0" in values


def test_a_download_has_what_passes_the_filters(opened, site):
    page = opened(site, "#sign=neg&kind=assessment")
    rows = saved(page, "list", ";")
    assert len(rows) == page.locator("button.cell").count() + 1
    assert {row[7] for row in rows[1:]} == {"belum baik"}


def test_a_copy_pastes_as_a_table(browser, site, host):
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.rstrip("/"))
    page = context.new_page()
    page.goto(f"{host}matrix.html#kind=assessment")
    page.wait_for_selector(READY, state="attached")
    page.evaluate("document.querySelector('#matrix-controls details').open = true")
    page.click("[data-do=copy]")
    assert "disalin" in status(page)
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").split("\n")]
    assert len({len(row) for row in rows}) == 1 and len(rows) == len(page.evaluate(CELLS)) + 1
    read = "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(blob => blob.text())"
    markup = page.evaluate(read)
    assert markup.count("<tr") == len(rows) and "onerror" in markup and "<img" not in markup


def test_nothing_that_a_paper_brings_runs_in_the_matrix(opened, site):
    page = opened(site, "#by=own&turned=1")
    for cell in page.locator("button.cell[aria-label*='onerror']").all():
        cell.click()
        page.locator("#matrix-cell .said").wait_for()
        assert page.locator("#matrix-cell img, #matrix-cell script").count() == 0
        assert "onerror" in page.inner_text("#matrix-cell")
        page.keyboard.press("Escape")
    assert page.locator("img").count() == 0


def test_quotes_that_are_missing_are_told_of(browser, site):
    page = browser.new_context().new_page()
    page.route("**/assets/quotes/*", lambda route: route.abort())
    page.goto(f"{site.as_uri()}/matrix.html")
    page.wait_for_selector(READY, state="attached")
    page.click("button.cell >> nth=0")
    page.wait_for_selector("#matrix-cell-body a")
    assert "tidak dapat diambil" in page.inner_text("#matrix-cell")


def test_all_columns_of_a_page_fit_on_paper(opened, crowded):
    page = opened(crowded, viewport={"width": 1047, "height": 700})  # A4 on its side, without margins of 10 mm
    page.emulate_media(media="print")
    assert page.evaluate("document.getElementById('matrix-table').offsetWidth") <= 1047
    assert not page.locator("#matrix-controls").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix-box')).overflow") == "visible"


def test_a_phone_shows_five_papers_beside_each_other(opened, crowded):
    page = opened(crowded, viewport={"width": 390, "height": 844})
    page.locator(".matrix-box").scroll_into_view_if_needed()
    right = page.locator(".matrix-box").evaluate("box => box.getBoundingClientRect().right")
    cells = page.locator("#matrix-table tbody tr[id]").first.locator("td:not(.all)")
    ends = [box["x"] + box["width"] for box in (cells.nth(at).bounding_box() for at in range(5))]
    assert max(ends) <= right + 1


@pytest.mark.parametrize(("language", "others"), [("id", "dkk."), ("en", "et al.")])
def test_what_scripts_write_names_many_authors_as_the_language_does(browser, tmp_path, language, others):
    authors, families = ("A Satu", "B Dua", "C Tiga"), ("Satu", "Dua", "Tiga")
    paper = Manuscript("banyak-2020", title="Judul", authors=authors, families=families, year=2020)
    paper.section("results", "Hasil")
    paper.judges("effectiveness", "effective", "Aplikasi ini efektif.")
    site = built([paper.reading()], tmp_path / "build")
    page = browser.new_page()
    top = f"{site.as_uri()}/{'en/' if language == 'en' else ''}"
    for address, ready, shown in (
        ("matrix.html", "button.cell", "#matrix-table thead"),
        ("graph.html", "#graph[data-ready]", "#graph-rows"),
        ("search.html?q=efektif", "#search[data-ready]", "#results"),
    ):
        page.goto(top + address)
        page.wait_for_selector(ready)
        assert f"Satu {others} (2020)" in page.inner_text(shown), address
