"""The gaps: what each kind means, what a gap rests on, its draft in the words of the page, where it was stated."""

import re
from html import unescape

import pytest

from kg.analysis.gaps import SHARP
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.publish.pages.gaps import FIRST, GAP_TYPES, PER_PAGE, anchor
from kg.publish.words import LANGUAGES, load_strings
from tests.publish.manuscript import Manuscript

FOLDERS = {"id": "", "en": "en/"}
MANY = 60


def text(site, path):
    return (site / path).read_text(encoding="utf-8")


def gaps_in(page):
    """The gaps of a page by their anchors."""
    return dict(re.findall(r'<li class="gap" id="([^"]+)">(.*?)\n</li>', page, re.S))


def plain(markup):
    return " ".join(unescape(re.sub("<[^>]*>", " ", markup)).split())


def fold(words):
    return " ".join(words.split())


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


def test_every_gap_of_the_graph_is_shown_in_both_languages(site, store):
    known = {anchor("gap", row["type"], row["gap"]) for row in rows(store, "gaps")}
    for folder in FOLDERS.values():
        assert set(gaps_in(text(site, f"{folder}gaps.html"))) == known
    assert {row["type"] for row in rows(store, "gaps")} >= {"stated", "evidence", "population"}


def test_each_kind_of_gap_is_explained(site, store):
    kinds = {row["type"] for row in rows(store, "gaps")}
    for language, folder in FOLDERS.items():
        page = text(site, f"{folder}gaps.html")
        for kind in kinds:
            assert load_strings()[language]["gapmeaning"][kind] in unescape(page)
        found = re.findall(r'<h2 id="t-([^"]+)"', page)
        assert found == sorted(kinds, key=GAP_TYPES.index)


def test_a_gap_has_its_draft_in_the_language_of_the_page_ready_to_copy(site, store):
    for language, folder in FOLDERS.items():
        found = gaps_in(text(site, f"{folder}gaps.html"))
        for row in rows(store, "gaps"):
            gap = anchor("gap", row["type"], row["gap"])
            draft = re.search(rf'<pre id="draft-{gap}"[^>]*>(.*?)</pre>', found[gap], re.S)[1]
            assert fold(unescape(draft)) == fold(row[f"draft_{language}"])
            assert f'data-copy="draft-{gap}"' in found[gap]


def test_a_computed_gap_names_the_papers_it_rests_on_and_leads_to_the_findings(site, store):
    found = gaps_in(text(site, "gaps.html"))
    judged = {row["concept"] for row in rows(store, "findings")}
    concepts = {}
    for row in rows(store, "gap-concepts"):
        concepts.setdefault(row["gap"], set()).add(row["concept"])
    computed = [row for row in rows(store, "gaps") if row["basis"] == "computed"]
    for row in computed:
        shown = found[anchor("gap", row["type"], row["gap"])]
        assert len(set(re.findall(r'href="(paper/[^"#]+)"', shown))) == len(row["papers"].split())
        links = set(re.findall(r'href="(finding/[^"]+)"', shown))
        assert len(links) == len(concepts.get(row["gap"], set()) & judged)
    assert any(concepts.get(row["gap"]) for row in computed)


def test_a_stated_gap_is_in_the_words_of_its_author_with_a_link_to_their_place(site, store):
    for folder in FOLDERS.values():
        found = gaps_in(text(site, f"{folder}gaps.html"))
        stated = [row for row in rows(store, "gaps") if row["basis"] == "stated"]
        assert len(stated) > 2
        for row in stated:
            shown = found[anchor("gap", row["type"], row["gap"])]
            quote = re.search(r"<blockquote.*?</blockquote>", shown, re.S)[0]
            assert fold(row["text"]) == plain(quote)
            assert re.search(r'href="[^"]*paper/[^"]+#ev-\d+-\d+"', quote)


def test_of_a_kind_what_matters_most_comes_first(site, store):
    ranks = {anchor("gap", row["type"], row["gap"]): int(row["rank"]) for row in rows(store, "gaps")}
    for part in re.findall(r'<section aria-labelledby="t-.*?</section>', text(site, "gaps.html"), re.S):
        order = [ranks[gap] for gap in gaps_in(part)]
        assert order == sorted(order)


def test_the_page_does_not_grow_with_the_papers_and_nothing_is_lost(write, tmp_path):
    site = write(list(wishing(MANY)), tmp_path / "build")
    stated = {
        anchor("gap", row["type"], row["gap"]) for row in rows(Store.of_build(site), "gaps") if row["type"] == "stated"
    }
    pages = [text(site, "gaps.html"), *(path.read_text("utf-8") for path in sorted(site.glob("gaps-stated*.html")))]
    found = [gap for page in pages for gap in gaps_in(page) if gap in stated]
    assert len(stated) == MANY and sorted(found) == sorted(stated)
    assert len([gap for gap in gaps_in(pages[0]) if gap in stated]) == FIRST
    assert len(pages) == 1 + -(-(MANY - FIRST) // PER_PAGE)
    assert 'href="gaps-stated.html"' in pages[0]


def wishing(count):
    """Papers that each state a gap."""
    for number in range(count):
        paper = Manuscript(f"ingin{number:02}", title=f"Ingin {number}", authors=(f"I Ingin{number:02}",), year=2020,
                           families=(f"Ingin{number:02}",))  # fmt: skip
        paper.section("conclusion", "Simpulan")
        paper.says("gap", "", f"Belum ada yang meneliti desa ke-{number}.")
        yield paper.reading()


def test_every_kind_of_gap_has_words():
    kinds = {each.partition("-")[0] for each in SHARP}
    for language in LANGUAGES:
        strings = load_strings()[language]
        assert kinds == set(GAP_TYPES) == set(strings["gaptype"]) == set(strings["gapmeaning"])
