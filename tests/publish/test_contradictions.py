"""Who contradicts whom and who agrees: both quotes, what differs, the path; and who is at odds with themselves."""

import re
from html import unescape

import pytest

from kg.analysis.differences import FACETS
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.publish.catalogue import Catalogue
from kg.publish.pairing import STRENGTHS
from kg.publish.pairs import FIRST, MOST, PER_PAGE, pairs_of
from kg.publish.words import LANGUAGES, load_strings
from tests.publish.crowd import crowd
from tests.publish.made_up_site import built
from tests.publish.manuscript import Manuscript

MANY = 70
LIMIT = 1000
NAMES = ("contradictions", "agreements")
FOLDERS = {"id": "", "en": "en/"}


def text(site, path):
    return (site / path).read_text(encoding="utf-8")


def plain(markup):
    return " ".join(unescape(re.sub("<[^>]*>", " ", markup)).split())


def pairs_in(page):
    """The pairs of a page, each with the element around it."""
    return re.findall(r'<article class="pair".*?</article>', page, re.S)


def quotes(markup):
    return [plain(quote) for quote in re.findall(r"<blockquote.*?</blockquote>", markup, re.S)]


def of_aspect(store, name, aspect):
    return [row for row in rows(store, name) if row["declared"] != "true" and row["aspect"].endswith(f"/{aspect}")]


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return built([*crowd(MANY), *declaring(60)], tmp_path_factory.mktemp("many") / "build")


def declaring(count):
    """Papers that say that they differ from one work."""
    for number in range(count):
        paper = Manuscript(f"beda{number:02}", title=f"Beda {number}", authors=(f"B Beda{number:02}",), year=2020,
                           families=(f"Beda{number:02}",))  # fmt: skip
        paper.section("results", "Hasil")
        said = paper.judges("efficiency", "effective", f"Hasil ke-{number} ini berbeda dari Lain (2010).")
        paper.cites(said, "Lain (2010)", "Lain 2010", 1, "disagreesWith")
        paper.section("references", "Daftar Pustaka")
        paper.lists("Lain, L. (2010). Karya lain.", first_author="Lain", authors=("Lain, L.",), year=2010,
                    title="Karya lain tentang efisiensi layanan")  # fmt: skip
        yield paper.reading()


@pytest.mark.parametrize("name", NAMES)
def test_what_an_author_declares_comes_before_what_is_computed(site, store, name):
    page = text(site, f"{name}.html")
    declared = {
        (row["paper_a"], row["paper_b"], row["quote_a"]) for row in rows(store, name) if row["declared"] == "true"
    }
    shown = re.search(r'<section aria-labelledby="declared">.*?</section>', page, re.S)[0]
    assert len(pairs_in(shown)) == len(declared) > 0
    assert {" ".join(quote.split()) for _, _, quote in declared} <= set(quotes(shown))
    assert page.index('id="declared"') < page.index('id="computed"')


def test_both_quotes_of_a_pair_stand_side_by_side_with_a_link_into_the_text(site, store):
    found = pairs_in(text(site, "contradictions/effectiveness.html"))
    known = {
        tuple(" ".join(row[quote].split()) for quote in ("quote_a", "quote_b"))
        for row in of_aspect(store, "contradictions", "effectiveness")
    }
    pairs = [pair for pair in found if 'class="path"' in pair]
    assert pairs and all(tuple(quotes(pair)) in known for pair in pairs)
    assert all(pair.count("#ev-") >= 2 for pair in pairs)


def test_a_path_leads_from_one_over_the_aspect_to_the_other_and_its_signs_tell_the_outcome(site):
    """Two signs that are equal mean that two agree, two that differ that they contradict."""
    for name, differ in (("contradictions", True), ("agreements", False)):
        paths = re.findall(r'<ol class="path".*?</ol>', text(site, f"{name}/effectiveness.html"), re.S)
        assert paths
        for path in paths:
            kinds = re.findall(r'<li class="(stop|leg)', path)
            signs = re.findall(r'<li class="leg (\w+)"', path)
            assert kinds == ["stop", "leg", "stop", "leg", "stop"]
            assert set(signs) <= {"pos", "neg"} and (signs[0] != signs[1]) == differ


def test_what_context_does_not_explain_comes_first_and_apart(site, store):
    page = text(site, "contradictions/effectiveness.html")
    told = {row["explained"] for row in of_aspect(store, "contradictions", "effectiveness")}
    for group, explained in (("unexplained", "false"), ("explained", "true")):
        assert (f'id="{group}"' in page) == (explained in told)
    if len(told) == 2:
        assert page.index('id="unexplained"') < page.index('id="explained"')


def cut(words):
    """Cut words of which the endless are not shown in full."""
    return words if len(words) < 240 else f"{words[:237]}..."


def test_what_differs_between_the_studies_is_told_in_both_languages(site, store):
    contexts = {
        (row["holder"], row["facet"]): row
        for row in rows(store, "contexts")
        if row["aspect"].endswith("/effectiveness")
    }
    facets = set()
    for language, folder in FOLDERS.items():
        pages = (f"{folder}contradictions.html", f"{folder}contradictions/effectiveness.html")
        shown = plain(" ".join(text(site, page) for page in pages))
        for row in of_aspect(store, "contradictions", "effectiveness"):
            for facet in FACETS:
                one, other = (contexts.get((row[side], facet)) for side in ("paper_a", "paper_b"))
                if one and other and one["said_en"].casefold() != other["said_en"].casefold():
                    facets.add(facet)
                    name, said = load_strings()[language]["facet"][facet], f"said_{language}"
                    told = [f"{name} {cut(a[said])} {cut(b[said])}" for a, b in ((one, other), (other, one))]
                    assert any(" ".join(words.split()) in shown for words in told)
    assert facets >= {"setting", "method"}


def test_a_paper_at_odds_with_itself_is_told_with_both_sections(site, store):
    tensions = rows(store, "tensions")
    for language, folder in FOLDERS.items():
        found = pairs_in(text(site, f"{folder}tensions.html"))
        assert len(found) == len({(row["paper"], row["aspect"]) for row in tensions}) > 0
        for row, shown in zip(tensions, found, strict=True):
            assert quotes(shown) == [" ".join(row[f"quote_{side}"].split()) for side in "ab"]
            assert load_strings()[language]["section"][row["section_a"]] in shown


def computed(told):
    """The pairs of a query that no author declares, by aspect."""
    declared = {(frozenset((r["paper_a"], r["paper_b"])), r["aspect"]) for r in told if r["declared"] == "true"}
    found = {(frozenset((r["paper_a"], r["paper_b"])), r["aspect"]): r for r in told if r["declared"] != "true"}
    by_aspect = {}
    for (holders, aspect), row in found.items():
        if (holders, aspect) not in declared:
            by_aspect.setdefault(aspect, []).append(row)
    return by_aspect


@pytest.mark.parametrize("name", NAMES)
def test_the_pairs_are_those_of_the_query_where_it_holds_none_back(site, store, name):
    told = rows(store, name)
    assert len(told) < LIMIT
    found = pairs_of(Catalogue(store, {}), name)
    assert len(found.computed) > 0
    for aspect, expected in computed(told).items():
        shown = {
            (p.a.holder, p.b.holder, p.a.stance, p.b.stance, p.strength, p.a.quote) for p in found.on(aspect).pairs
        }
        columns = ("paper_a", "paper_b", "stance_a", "stance_b", "strength", "quote_a")
        assert shown == {tuple(" ".join(row[column].split()) for column in columns) for row in expected}
        if name == "contradictions":
            explained = {(row["paper_a"], row["paper_b"]) for row in expected if row["explained"] == "true"}
            assert explained == {(p.a.holder, p.b.holder) for p in found.on(aspect).pairs if p.explained}


def test_every_declared_pair_is_on_one_page_and_no_page_grows(many):
    told = [row for row in rows(Store.of_build(many), "contradictions") if row["declared"] == "true"]
    declared = {(row["paper_a"], row["paper_b"], row["quote_a"]) for row in told}
    pages = [text(many, "contradictions.html"), text(many, "contradictions-declared.html")]
    pages.append(text(many, "contradictions-declared-2.html"))
    own = [page.count('<article class="pair" id=') for page in pages]
    assert own == [FIRST, PER_PAGE, len(declared) - FIRST - PER_PAGE]


@pytest.mark.parametrize("name", NAMES)
def test_an_aspect_shows_the_strongest_pairs_and_says_how_many_there_are(many, name):
    pages = [path.read_text("utf-8") for path in sorted((many / name).glob("effectiveness*.html"))]
    shown = [page.count('<article class="pair" id=') for page in pages]
    assert sum(shown) <= 2 * MOST and max(shown) <= PER_PAGE
    told = load_strings()["id"]["contradictions"]["bounded"]
    number = 400 if name == "contradictions" else 2 * 20 * 19 // 2
    assert told.replace("{shown}", str(sum(shown))).replace("{all}", str(number)) in pages[0]


def test_a_literature_without_pairs_says_so(write, tmp_path):
    site = write([], tmp_path / "build")
    for name in (*NAMES, "tensions"):
        assert load_strings()["id"]["pairs"][f"{name}_none"] in text(site, f"{name}.html")


def test_every_code_of_a_pair_has_words():
    for language in LANGUAGES:
        strings = load_strings()[language]
        assert set(FACETS) <= set(strings["facet"]) and set(STRENGTHS) <= set(strings["strength"])
        names = {f"{name}{what}" for name in (*NAMES, "tensions") for what in ("", "_title", "_lead", "_none")}
        names |= {"contradictions_declared", "agreements_declared", "other_contradictions", "other_agreements"}
        names |= {"explained", "explained_lead", "unexplained", "unexplained_lead", "outcome_pos", "outcome_neg"}
        assert set(strings["pairs"]) == names
