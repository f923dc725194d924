"""The search in Chromium: it finds words in all their forms, shows them as text, and stands in the address."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kg.publish.stemming import words_of
from tests.publish.looking import watched
from tests.publish.manuscript import Manuscript

pytestmark = pytest.mark.browser
READY = "#search[data-ready]"


def serving(key, words):
    paper = Manuscript(key, title=f"Makalah {key}", authors=("Ani Rahma",), families=("Rahma",), year=2020)
    paper.section("results", "Hasil")
    paper.says("obstacle", "internet-network", words)
    return paper.reading()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    from tests.publish.made_up_site import built

    readings = [
        serving("satu-2020", "Petugas melayani warga dengan sabar."),
        serving("dua-2020", "Mutu pelayanan di desa menurun karena jaringan."),
        serving("tiga-2020", "Tidak ada yang sama di sini."),
    ]
    return built(readings, tmp_path_factory.mktemp("small") / "build")


def search(page, root, query, more=""):
    page.goto(f"{root}/search.html?q={query}{more}")
    page.wait_for_selector(READY)
    return page


def quotes(page):
    return page.locator('[data-sort="quotes"] blockquote').all_inner_texts()


@pytest.mark.parametrize("query", ["pelayanan", "melayani", "layanan", "PELAYANAN", "pelayannan"])
def test_a_word_is_found_in_all_its_forms_and_with_a_slip(browser, small, query):
    found = quotes(search(browser.new_page(), small.as_uri(), query))
    assert sorted(found) == ["Mutu pelayanan di desa menurun karena jaringan.", "Petugas melayani warga dengan sabar."]


def test_all_words_are_asked_for_but_not_the_small_ones(browser, small):
    page = browser.new_page()
    assert len(quotes(search(page, small.as_uri(), "pelayanan+yang+desa"))) == 1
    assert len(quotes(search(page, small.as_uri(), "petugas+desa"))) == 2
    assert "sebagian" in page.inner_text("#status")


def test_a_title_and_an_author_are_found(browser, small):
    page = search(browser.new_page(), small.as_uri(), "makalah+dua")
    assert page.locator('[data-sort="papers"] h3').all_inner_texts() == ["Makalah dua-2020"]
    assert search(page, small.as_uri(), "rahma").locator('[data-sort="papers"] li').count() == 3


def test_a_concept_is_found_by_any_of_its_names(browser, small):
    page = search(browser.new_page(), small.as_uri(), "sinyal")
    names = page.locator('[data-sort="concepts"] h3 a').all_inner_texts()
    assert any("jaringan" in name for name in names)


def test_nothing_is_said_when_nothing_is_found(browser, small):
    page = search(browser.new_page(), small.as_uri(), "zzzzqqqq")
    assert "Tidak ada yang cocok" in page.inner_text("#status") and page.locator(".hits li").count() == 0
    assert page.get_attribute("#status", "role") == "status"


@pytest.mark.parametrize("where", ["file", "http"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_box_of_every_page_leads_to_the_results(browser, site, host, where, language):
    root = site.as_uri() + "/" if where == "file" else host
    page, wrong = watched(browser.new_context(), root)
    page.goto(f"{root}{'en/' if language == 'en' else ''}paper/satu-2020.html")
    page.fill(".find input", "jaringan")
    page.press(".find input", "Enter")
    page.wait_for_selector(READY)
    assert page.url.endswith("search.html?q=jaringan") and page.input_value("#q") == "jaringan"
    assert page.locator(".hits li").count() > 2
    assert wrong == []


def test_every_hit_leads_to_a_place_that_is_there(browser, site):
    page = search(browser.new_page(), site.as_uri(), "jaringan+aplikasi+efektif")
    links = page.eval_on_selector_all(".hits a", "found => found.map(a => a.href)")
    assert len(links) > 10
    for link in links:
        parts = urlsplit(link)
        text = Path(unquote(parts.path)).read_text(encoding="utf-8")
        assert not parts.fragment or f'id="{unquote(parts.fragment)}"' in text, link


def test_hostile_texts_are_found_as_text(browser, site):
    page, wrong = watched(browser.new_context(), site.as_uri())
    for query in ("gagal", "onerror", "script+alert", "jaringan", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"):
        search(page, site.as_uri(), query)
        assert page.locator(".hits img, .hits script, .hits b").count() == 0
        assert page.locator(".hits li").count() > 0, query
    assert any("<img" in words for words in search(page, site.as_uri(), "gagal").locator(".hits li").all_inner_texts())
    assert wrong == []


def test_an_endless_word_does_not_break_the_page(browser, site):
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    search(page, site.as_uri(), "lemah")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert max(len(words) for words in page.locator(".hits li").all_inner_texts()) < 2500
    search(page, site.as_uri(), "x" * 5000)
    assert page.locator(".hits li").count() == 0


def test_the_words_asked_for_are_marked(browser, small):
    page = search(browser.new_page(), small.as_uri(), "pelayanan+desa")
    assert page.locator('[data-sort="quotes"] mark').all_inner_texts() == ["pelayanan", "desa"]


def test_what_is_asked_stands_in_the_address_in_both_languages(browser, site):
    page = search(browser.new_page(), site.as_uri(), "jaringan")
    page.check('[name="in"][value="quotes"]')
    assert page.url.endswith("search.html?q=jaringan&in=quotes")
    assert page.locator(".hits:visible").count() == 1
    count = page.locator(".hits:visible li").count()
    page.click("a.language")
    page.wait_for_selector(READY)
    assert page.url.endswith("en/search.html?q=jaringan&in=quotes")
    assert page.locator(".hits:visible li").count() == count
    page.fill("#q", "")
    page.press("#q", "Enter")
    assert page.url.endswith("search.html?in=quotes") and page.locator(".hits:visible").count() == 0


def test_the_counts_add_up(browser, site):
    page = search(browser.new_page(), site.as_uri(), "aplikasi")
    counts = {place: int(page.inner_text(f'[data-count="{place}"]')) for place in
              ("all", "findings", "concepts", "papers", "quotes")}  # fmt: skip
    assert counts.pop("all") == sum(counts.values()) > 5
    assert page.inner_text("#status").startswith(str(sum(counts.values())))


def test_the_keyboard_reaches_the_hits(browser, small):
    page = search(browser.new_page(), small.as_uri(), "pelayanan")
    page.focus("#q")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('[data-sort=quotes] a')"):
            page.keyboard.press("Enter")
            page.wait_for_url("**/paper/*.html#ev-*")
            return
    raise AssertionError("no hit was reached")


def test_more_hits_come_when_asked_for(browser, tmp_path):
    from tests.publish.made_up_site import built

    paper = Manuscript("banyak-2020", title="Banyak", authors=("Ani",), families=("Ani",), year=2020)
    paper.section("results", "Hasil")
    for number in range(30):
        paper.says("obstacle", "internet-network", f"Jaringan lemah di desa ke-{number}.")
    page = search(browser.new_page(), built([paper.reading()], tmp_path / "build").as_uri(), "jaringan")
    assert len(quotes(page)) == 10
    page.click('[data-sort="quotes"] button')
    assert len(quotes(page)) == 30 and "ke-" in page.evaluate("document.activeElement.textContent")


def test_the_script_cuts_words_as_the_build_does(browser, site):
    words = ["Kendala-kendala: Pelayanan, café…", "ﬁnding ÀÉ 2024", "naïve_snake 5‰", "pe\u00adnelitian", "Ελλάδα ñ"]
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/search.html")
    cut = """texts => texts.map(text => (text.match(/[\\p{L}\\p{N}\\p{M}]+/gu) || [])
        .map(word => word.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase()))"""
    assert page.evaluate(cut, words) == [words_of(text) for text in words]


def test_without_scripts_the_page_says_what_to_do(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.as_uri()}/search.html?q=jaringan")
    assert "JavaScript" in page.inner_text("main")
