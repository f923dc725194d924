"""The findings: a list, and a page for each with all that is for it and against it; no page grows with the corpus."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.belief import SYSTEMATIC
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.publish.page import parts
from kg.publish.positions import KINDS, STATUSES, finding_page
from kg.publish.words import LANGUAGES, load_strings
from kg.resources import site_dir
from tests.publish.crowd import crowd

MANY = 110
FOLDERS = {"id": "", "en": "en/"}
TABLES = ("finding", "findings", "belief", "copying", "pager")


def text(site, path):
    return (site / path).read_text(encoding="utf-8")


def quotes(page):
    return [unescape(re.sub("<[^>]*>", "", quote)) for quote in re.findall(r"<blockquote.*?</blockquote>", page, re.S)]


def section(page, name):
    """The part of a page under the heading with an id."""
    return re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.S)[0]


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    from tests.publish.made_up_site import built

    return built(crowd(MANY), tmp_path_factory.mktemp("many") / "build")


def test_every_finding_has_a_page_and_the_list_leads_to_it(site, store):
    for folder in FOLDERS.values():
        listed = re.findall(r'<h3><a href="(finding/[^"]+)"', text(site, f"{folder}findings.html"))
        pages = {finding_page(row["kind"], row["concept"]) for row in rows(store, "findings")}
        assert sorted(listed) == sorted(pages) and len(pages) > 5
        assert all((site / folder / path).is_file() for path in pages)


def test_the_list_is_by_kind_and_what_is_contested_comes_first(site):
    found = re.findall(r'data-kind="([^"]+)" data-status="([^"]+)"', text(site, "findings.html"))
    kinds = [kind for kind, _ in found]
    assert kinds == sorted(kinds, key=KINDS.index)
    for kind in set(kinds):
        contested = [status == "contested" for each, status in found if each == kind]
        assert contested == sorted(contested, reverse=True)
    assert {status for _, status in found} <= set(STATUSES)


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_pages_of_two_concepts_never_share_a_name(ids):
    """Not on a file system that does not tell capitals apart, either, nor with a page that a list is continued on."""
    one, other = (f"https://a/{each.replace('/', '_').replace('#', '_')}" for each in ids)
    if one == other:
        return
    pages = [finding_page("obstacle", each) for each in (one, other)]
    assert pages[0].lower() != pages[1].lower()
    assert all(re.fullmatch(r"finding/[a-z]+-[a-z0-9_-]{1,100}\.html", page) for page in pages)
    continued = [part.path for part in parts(pages[0], range(9), 1)][1:]
    continued += [part.path for part in parts(pages[0].replace(".html", "_more.html"), range(9), 1)]
    assert pages[1] not in continued


def test_both_sides_stand_next_to_each_other_and_own_words_come_before_reported_ones(site, store):
    page = text(site, "finding/assessment-effectiveness.html")
    found = section(page, "positions")
    assert 'class="opposed"' in found
    assert found.index('class="sign pos"') < found.index('class="sign neg"')
    held = [row for row in rows(store, "positions") if row["concept"].endswith("/effectiveness")]
    shown = quotes(found)
    assert sorted(shown) == sorted(" ".join(row["quote"].split()) for row in held)
    obstacle = section(text(site, "finding/obstacle-internet-network.html"), "positions")
    assert obstacle.index("dikutip dalam") > max(obstacle.index(own) for own in ("Satu (2020)", "three-2022"))


def test_papers_that_count_as_one_are_named_with_the_reason_and_the_words(site, store):
    discounts = rows(store, "discounts")
    assert {row["reason"] for row in discounts} >= {"authors", "shared-text"}
    for language, folder in FOLDERS.items():
        for row in discounts:
            found = section(text(site, folder + finding_page(row["kind"], row["concept"])), "independence")
            assert row[f"text_{language}"] in unescape(found)
            assert load_strings()[language]["reason"][row["reason"]] in found
            assert not row["quote"] or " ".join(row["quote"].split()) in quotes(found)


def test_of_a_long_dispute_the_counts_are_told_first_and_the_whole_sentence_is_folded(many, store, site):
    page = text(many, "finding/assessment-effectiveness.html")
    (whole,) = re.findall(r'<details class="whole">.*?<p class="sentence">(.*?)</p>', page, re.S)
    (row,) = (row for row in rows(Store.of_build(many), "findings") if row["concept"].endswith("/effectiveness"))
    assert unescape(whole) == row["text_id"]
    sides = re.findall(r'<span class="side-(\w+)">[^<]*?(\d+)</span>', page)
    held = [each["side"] for each in rows(Store.of_build(many), "positions") if each["finding"] == row["finding"]]
    assert sides == [("pos", str(held.count("1"))), ("mix", str(held.count("0"))), ("neg", str(held.count("-1")))]
    assert '<details class="whole">' not in text(site, "finding/obstacle-internet-network.html")


def test_what_nothing_ties_is_told_so(site):
    alone = section(text(site, "en/finding/obstacle-electricity-supply.html"), "independence")
    assert load_strings()["en"]["finding"]["independence_one"] in alone


def test_the_belief_of_both_sides_is_that_of_the_graph(site, store):
    for row in rows(store, "findings"):
        found = section(text(site, finding_page(row["kind"], row["concept"])), "belief")
        shown = [float(number.replace(",", ".")) for number in re.findall(r"<td>(\d,\d\d) ", found)]
        assert shown == [float(row["belief"]), float(row["belief_opposing"])]
        assert 'href="../belief.html"' in found


def test_the_page_on_belief_tells_the_bounds_of_the_formula(site):
    bounds = [f"{1 - SYSTEMATIC**studies:.2f}" for studies in (1, 2, 3)]
    assert all(bound in text(site, "en/belief.html") for bound in bounds)
    assert all(bound.replace(".", ",") in text(site, "belief.html") for bound in bounds)


def test_contradictions_tensions_and_gaps_of_the_concept_are_told(site, store):
    page = text(site, "finding/assessment-effectiveness.html")
    assert "../contradictions/effectiveness.html" in section(page, "contradictions")
    (tension,) = [row for row in rows(store, "tensions") if row["aspect"].endswith("/effectiveness")]
    assert {tension["quote_a"], tension["quote_b"]} == set(quotes(section(page, "tensions")))
    about = {row["gap"] for row in rows(store, "gap-concepts") if row["concept"].endswith("/effectiveness")}
    assert len(re.findall(r'href="\.\./gaps[^"]*#gap-', section(page, "gaps"))) == len(about) > 0


def test_what_a_concept_means_is_told_where_the_vocabulary_says_it(site, store):
    (row,) = [each for each in rows(store, "labels") if each["concept"].endswith("/aspect/effectiveness")]
    for language, folder in FOLDERS.items():
        page = text(site, f"{folder}finding/assessment-effectiveness.html")
        assert row[f"definition_{language}"] and row[f"definition_{language}"] in unescape(page)


def test_a_finding_can_be_copied_with_its_references(site):
    for folder in FOLDERS.values():
        found = section(text(site, f"{folder}finding/assessment-effectiveness.html"), "cite")
        copied = dict(re.findall(r'<pre id="cite-(\w+)"[^>]*>(.*?)</pre>', found, re.S))
        assert set(copied) == {"apa", "narrative", "bibtex", "latex", "markdown"}
        (key,) = re.findall(r"@article{(satu\d*),", copied["bibtex"])
        assert f"@{key}" in copied["markdown"] and f"{{{key}}}" in copied["latex"]
        assert set(re.findall(r'data-copy="cite-(\w+)"', found)) == set(copied)


def test_a_page_does_not_grow_with_the_papers_and_nothing_is_lost(many):
    held = [row for row in rows(Store.of_build(many), "positions") if row["concept"].endswith("/internet-network")]
    first = text(many, "finding/obstacle-internet-network.html")
    more = sorted((many / "finding").glob("obstacle-internet-network_more*.html"))
    assert len(held) == MANY and len(more) == 2
    pages = [section(first, "positions"), *(path.read_text(encoding="utf-8") for path in more)]
    assert len(quotes(pages[0])) == 20
    assert sorted(quote for page in pages for quote in quotes(page)) == sorted(row["quote"] for row in held)
    assert "finding/obstacle-internet-network_more.html" in first


def test_a_finding_of_nothing_is_no_error(write, tmp_path):
    assert load_strings()["id"]["findings"]["nobody"] in text(write([], tmp_path / "build"), "findings.html")


def test_every_string_of_the_findings_is_used():
    templates = "".join(path.read_text(encoding="utf-8") for path in (site_dir() / "templates").glob("*.html"))
    for table in TABLES:
        by_name = {"contradictions", "agreements", "contradictions_all", "agreements_all"} if table == "finding" else ()
        unused = [
            key for key in load_strings()["id"][table] if f"t.{table}.{key}" not in templates and key not in by_name
        ]
        assert unused == [], table


def test_every_code_of_the_findings_has_words():
    for language in LANGUAGES:
        strings = load_strings()[language]
        assert set(strings["reason"]) == {"shared-text", "cites", "authors", "informants"}
        assert {"apa", "narrative", "bibtex", "latex", "markdown"} <= set(strings["format"])


@pytest.fixture
def open_page(browser, site):
    context = browser.new_context()
    yield lambda path: _opened(context, f"{site.as_uri()}/{path}")
    context.close()


def _opened(context, address):
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.browser
def test_the_list_can_be_filtered_and_the_address_keeps_the_filter(open_page):
    page = open_page("findings.html")
    everything = page.locator("article.finding:visible").count()
    page.locator("#filter-status").select_option("contested")
    contested = page.locator("article.finding:visible")
    assert 0 < contested.count() < everything
    assert page.locator("article.finding:visible:not([data-status=contested])").count() == 0
    assert str(contested.count()) in page.locator("#filtered").inner_text()
    assert page.locator("section[data-group]:visible").count() < len(KINDS)
    again = open_page(f"findings.html{page.url.partition('findings.html')[2]}")
    assert again.locator("article.finding:visible").count() == contested.count()
    again.locator("#filter-q").fill("tidak ada kata seperti ini")
    assert again.locator("article.finding:visible").count() == 0


@pytest.mark.browser
def test_a_button_copies_the_words_as_they_are(open_page):
    page = open_page("en/finding/assessment-effectiveness.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button[data-copy=cite-apa]").click()
    status = page.locator(".copyable").first.locator("[role=status]")
    status.filter(has_text=load_strings()["en"]["copying"]["done"]).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-apa").text_content()
