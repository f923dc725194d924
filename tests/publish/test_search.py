"""The search: what it searches is what the graph holds, in parts that fit together, by words in all their forms."""

import json
import re
from urllib.parse import unquote

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from kg.graph.queries import rows
from kg.graph.store import GRAPH_FILE, Store
from kg.publish.catalogue import Catalogue, fold
from kg.publish.page import Asset, Page, Site
from kg.publish.pages import search
from kg.publish.stemming import Stems, stem, words_of

PREFIXES = ("", "di", "ke", "se", "ber", "ter", "me", "mem", "meng", "pe", "pen", "per", "ku", "kau", "c", "g", "t")
SUFFIXES = ("", "lah", "kah", "tah", "pun", "ku", "mu", "nya", "i", "an", "kan", "is", "isme", "isasi")


def pushed(text):
    """Read a script that pushes data at the end of a list, as a browser would."""
    found = re.fullmatch(r"\(self\.(\w+)=self\.\1\|\|\[\]\)\.push\((.*)\);\n", text)
    return json.loads(found[2])


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


@pytest.fixture(scope="module")
def made(site, store, texts):
    return Site(Catalogue(store, texts), site / GRAPH_FILE)


def shelves(site):
    paths = sorted((site / "assets").glob("search-[0-9]*.js"))
    return [pushed(path.read_text(encoding="utf-8")) for path in paths]


def papers(site):
    return [paper for shelf in shelves(site) for paper in shelf["papers"]]


@pytest.mark.parametrize(
    "forms",
    [
        ("pelayanan", "melayani", "layanan", "dilayani"),
        ("penggunaan", "digunakan", "menggunakan", "pengguna"),
        ("obstacle", "obstacles"),
        ("studies", "study"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms}) == 1


@pytest.fixture(scope="module")
def libraries():
    factory = StemmerFactory()
    return factory.create_stemmer(), frozenset(factory.get_words()), snowballstemmer.stemmer("english")


@given(st.sampled_from(PREFIXES), st.text("abdeghiklmnoprstuwy", min_size=4, max_size=12), st.sampled_from(SUFFIXES))
def test_a_word_has_the_stem_that_the_libraries_give_it(libraries, prefix, middle, suffix):
    word = prefix + middle + suffix
    indonesian, roots, english = libraries
    root = indonesian.stem(word)
    assert stem(word) == (root if root != word or word in roots else english.stemWord(word))


@pytest.mark.parametrize("word", ["tugas", "akses", "bpjs", "jmo", "2024", "x" * 10_000, "العربية"])
def test_a_word_without_affixes_is_its_own_stem(word):
    assert stem(word) == word


@given(st.text())
def test_words_are_small_and_have_neither_marks_nor_spaces(text):
    found = words_of(text)
    assert all(word == word.lower() and not set(word) & set(" _-'\u0301") for word in found)


@given(st.lists(st.lists(st.sampled_from(["pelayanan", "melayani", "studies", "akses", "penelitian"]))))
def test_parts_bring_each_stem_once_and_together_all(parts):
    stems, found = Stems(), []
    for part in parts:
        found += stems.new_in(part).items()
    words = {word for part in parts for word in part}
    assert sorted(found) == sorted((word, stem(word)) for word in words if stem(word) != word)


def test_every_passage_of_a_statement_or_verdict_can_be_found_word_for_word(site, store, texts):
    told = {
        (unquote(paper["page"].removeprefix("paper/").removesuffix(".html")), start, end): words
        for paper in papers(site)
        for start, end, words, _ in paper["quotes"]
    }
    expected = {
        (unquote(row["paper"].rsplit("/", 1)[-1]), int(row["start"]), int(row["end"]))
        for name in ("statements", "verdicts")
        for row in rows(store, name)
        if row["start"]
    }
    assert set(told) == expected and len(told) > 15
    assert all(words == fold(texts[key][start:end]) for (key, start, end), words in told.items())


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_a_hit_leads_to_is_there(site, language):
    folder = site if language == "id" else site / "en"
    known = pushed((site / "assets" / f"search-{language}.js").read_text(encoding="utf-8"))
    pages = {entry["page"] for kind in ("findings", "concepts") for entry in known[kind]} - {""}
    assert [page for page in pages if not (folder / page.partition("#")[0]).is_file()] == []
    for paper in papers(site):
        text = (folder / unquote(paper["page"])).read_text(encoding="utf-8")
        assert [q for q in paper["quotes"] if f'id="ev-{q[0]}-{q[1]}"' not in text] == []


def test_findings_and_concepts_are_told_in_the_words_of_the_page(site):
    known = {code: pushed((site / "assets" / f"search-{code}.js").read_text(encoding="utf-8")) for code in ("id", "en")}
    titles = {code: {entry["title"] for entry in known[code]["concepts"]} for code in known}
    assert "efektivitas" in titles["id"] and "effectiveness" in titles["en"]
    names = [entry["names"] for code in known for entry in known[code]["concepts"]]
    assert sum("effectiveness" in each and "efektivitas" in each for each in names) >= 2
    assert len(known["id"]["findings"]) == len(known["en"]["findings"]) > 4
    assert len(known["id"]["topics"]) == len(known["en"]["topics"])


def test_what_a_quote_is_about_has_a_name(site):
    topics = pushed((site / "assets" / "search-en.js").read_text(encoding="utf-8"))["topics"]
    numbers = {number for paper in papers(site) for quote in paper["quotes"] for number in quote[3]}
    assert numbers == set(range(len(topics)))
    assert any(topic.startswith("obstacle: ") for topic in topics) and "gap" in topics


def test_a_large_corpus_comes_in_parts_that_add_up(made, monkeypatch):
    def told(size):
        monkeypatch.setattr(search, "SHELF", size)
        found = [each for each in search.pages(made) if isinstance(each, Asset) and re.search(r"-\d+\.js$", each.path)]
        return [pushed(each.text) for each in found]

    (whole,), several = told(100), told(2)
    assert len(several) == 4 and max(len(shelf["papers"]) for shelf in several) == 2
    assert [paper for shelf in several for paper in shelf["papers"]] == whole["papers"]
    assert {word: root for shelf in several for word, root in shelf["stems"].items()} == whole["stems"]


def test_the_page_itself_holds_none_of_what_it_searches(made):
    (page,) = [each for each in search.pages(made) if isinstance(each, Page)]
    assert page.view == {"shelves": 1}


def test_scripts_hold_no_markup(site):
    paths = [path for path in (site / "assets").glob("search-*.js") if path.name != "search-words.js"]  # that is code
    assert len(paths) >= 3
    assert [path.name for path in paths if re.search(r"[<>&\u2028\u2029]", path.read_text(encoding="utf-8"))] == []


def test_every_page_has_a_box_that_leads_to_the_search(site):
    for path in site.rglob("*.html"):
        home = "../" * (len(path.relative_to(site).parts) - 1 - ("en" in path.relative_to(site).parts[:1]))
        text = path.read_text(encoding="utf-8")
        assert text.count('role="search"') == 1, path
        assert f'action="{home}search.html"' in text, path
        assert "form-action 'self' file:" in text, path


def test_a_corpus_without_papers_has_a_search_page(write, tmp_path):
    site = write([], tmp_path / "empty")
    assert 'data-shelves="0"' in (site / "search.html").read_text(encoding="utf-8")
