"""The start page, the list of papers, the downloads and the colophon: true to the graph, and bounded at any size."""

import re
import tomllib
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import yaml

from kg import __version__, resources
from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.model import Place
from kg.publish.pages.downloads import size_of
from kg.publish.provinces import CODES
from kg.publish.words import load_strings
from tests.publish.made_up_site import built
from tests.publish.manuscript import Manuscript

ROOT = Path(__file__).resolve().parents[2]
MANY = 130
STANCES = ("effective", "not-effective", "mixed")


def rows(build, name):
    return Store.of_build(build).rows(named_query(name).sparql)


def text(path):
    return path.read_text(encoding="utf-8")


def words(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def section(page, name):
    return re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)[1]


def many_papers():
    """Many short papers with a verdict each, over forty years and two provinces."""
    places = (("kota", "Bandung", "Jawa Barat", "ID-JB"), ("kota", "Kupang", "Nusa Tenggara Timur", "ID-NT"))
    for number in range(MANY):
        paper = Manuscript(
            f"p{number:04}",
            title=f"Judul {number}",
            authors=(f"Penulis{number}",),
            families=(f"Penulis{number}",),
            year=1985 + number % 40,
        )
        paper.section("results", "Hasil")
        stance = STANCES[number % 3]
        said = paper.judges("effectiveness", stance, f"Aplikasi ke-{number} dinilai demikian.")
        paper.says("obstacle", "internet-network", f"Jaringan ke-{number} lemah.")
        paper.concludes("effectiveness", stance, said)
        paper.studies(place=places[number % 2][1], setting=Place(*places[number % 2]))
        yield paper.reading()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return built(list(many_papers()), tmp_path_factory.mktemp("many") / "build")


@pytest.mark.parametrize("language", ["", "en"])
def test_one_sentence_tells_how_many_papers_come_to_which_verdict(notes_build, language):
    strings = load_strings()[language or "id"]["summary"]
    told = words(re.search(r'<p class="summary">(.*?)</p>', text(notes_build / language / "index.html"), re.DOTALL)[1])
    signs = {row["concept"]: row["sign"] for row in rows(notes_build, "labels") if row["scheme"] == "stance"}
    counted = Counter(signs[row["stance"]] for row in rows(notes_build, "verdicts"))
    for sign, number in zip(("pos", "mix", "neg"), (counted["1"], counted["0"], counted["-1"]), strict=True):
        assert (strings[sign].replace("{n}", str(number)) in told) == (number > 0)
    assert strings["of"].replace("{papers}", "5 ") in told.replace("5 artikel", "5 ").replace("5 papers", "5 ")


def test_a_few_papers_are_all_shown_with_the_words_of_their_verdicts(notes_build):
    shown = words(section(text(notes_build / "index.html"), "verdicts"))
    for row in rows(notes_build, "verdicts"):
        assert " ".join(row["quote"].split()) in shown


def test_every_side_of_what_is_contested_is_told(site):
    told = section(text(site / "index.html"), "contested")
    contested = [row for row in rows(site, "findings") if row["verdict"] == "contested"]
    assert contested
    assert told.count('class="holders side-pos"') == told.count('class="holders side-neg"') == len(contested)


def test_the_start_page_does_not_grow_with_the_corpus(many, notes_build):
    few, lots = (text(build / "index.html") for build in (notes_build, many))
    assert len(lots) < 1.5 * len(few)
    assert f"{MANY - MANY * 2 // 3} " in words(section(lots, "verdicts"))
    assert section(lots, "verdicts").count("<article") == 3 * len(STANCES)
    years = re.findall(r'class="year" href="[^"]*">([^<]+)<', section(lots, "timeline"))
    assert len(years) == 21 and years[0] == "hingga 2004" and years[-1] == "2024"


def test_every_paper_is_in_the_list_once_and_no_part_is_long(many):
    found = [
        re.findall(r'<th scope="row".*?paper/(p\d+)\.html', text(path))
        for path in sorted(many.glob("papers*"), key=lambda path: path.stem)
    ]
    assert [len(part) for part in found] == [100, MANY - 100]
    assert sorted(key for part in found for key in part) == [f"p{number:04}" for number in range(MANY)]


def test_a_year_leads_to_its_first_paper_in_the_list(many):
    links = re.findall(r'class="year" href="([^"#]+)#(y-\d+)"', text(many / "index.html"))
    assert len(links) == 21
    for page, anchor in links:
        assert f'id="{anchor}"' in text(many / page)


def test_places_are_counted_by_province_and_each_has_its_tile(many):
    told = section(text(many / "index.html"), "places")
    assert re.findall(r'<h3>([^<]+) <span class="count">(\d+)', told) == [
        ("Jawa Barat", str(MANY // 2)),
        ("Nusa Tenggara Timur", str(MANY // 2)),
    ]
    assert re.findall(r'class="tile (ID-\w\w) shade-[1-3]"', told) == ["ID-JB", "ID-NT"]
    assert len(re.findall(r'class="tile ', told)) == len(CODES)


def test_every_province_has_a_name_and_a_place_of_its_own_on_the_map():
    known = {
        fields[2]
        for fields in (line.split(",") for line in text(resources.ontology_dir() / "places.csv").splitlines())
        if fields[0] == "provinsi"
    }
    style = text(resources.site_dir() / "styles" / "20-start.css")
    tiles = re.findall(r"\.(ID-\w\w) \{ grid-area: (\d+ / \d+);", style)
    assert {code for code, _ in tiles} == set(CODES) == known
    assert len({place for _, place in tiles}) == len(CODES)
    assert all(set(load_strings()[language]["province"]) == known for language in ("id", "en"))


def test_downloads_tell_every_file_of_the_data_with_its_size(notes_build):
    for folder, language in (("", "id"), ("en", "en")):
        page = text(notes_build / folder / "downloads.html")
        for path in (notes_build / "data").iterdir():
            if path.is_file():
                line = re.search(rf'download>{re.escape(path.name)}</a></th><td class="size">([^<]+)<', page)
                assert line and line[1] == size_of(path.stat().st_size, language), path.name


def test_downloads_tell_every_text(notes_build, many):
    for build in (notes_build, many):
        texts = {path.name for path in (build / "data" / "texts").iterdir()}
        pages = "".join(text(path) for path in build.glob("downloads*.html"))
        assert {name for name in re.findall(r"data/texts/([^\"]+)\"", pages)} == texts


def test_a_folder_of_many_files_is_told_by_their_number(site, tmp_path, write):
    folder = tmp_path / "build" / "data" / "cards"
    folder.mkdir(parents=True)
    for number in range(40):
        (folder / f"{number}.csv").write_text("a,b\n")
    page = text(write([], tmp_path / "build") / "en" / "downloads.html")
    assert "40 files, 160 B" in page and "39.csv" not in page


def test_the_colophon_cites_the_toolkit_as_its_citation_file_does(site):
    cited = yaml.safe_load(text(ROOT / "CITATION.cff"))
    page = words(text(site / "en" / "about.html"))
    assert cited["version"] == __version__
    assert f"{cited['authors'][0]['name']}. {cited['title']} (Version {__version__}) [Computer software]." in page


def test_the_colophon_names_every_ontology_and_file_of_others_and_leads_to_every_query(site):
    page = unescape(text(site / "about.html"))
    assert all(row["ontology"] in page and row["licence"] in page for row in rows(site, "ontologies"))
    queries = unescape(text(site / "sparql.html"))
    assert 'href="sparql.html#named"' in page and 'id="named"' in queries
    assert all(f"kg query {path.stem}<" in queries for path in resources.queries_dir().glob("*.rq"))
    licences = text(ROOT / "THIRD_PARTY_LICENSES").lower()
    named = re.findall(r"<li>([\w@/.-]+) ([\d.]+) \([\w. -]+\)</li>", page)
    assert len(named) >= 3
    assert [name for name, number in named if f"{name.lower()} {number}" not in licences] == []


def test_every_integrity_note_is_counted_and_explained_in_both_languages(notes_build, site):
    for build in (notes_build, site):
        notes = rows(build, "integrity")
        counted = Counter(row["check"] for row in notes)
        for language, folder in (("id", ""), ("en", "en")):
            strings = load_strings()[language]
            page = text(build / folder / "integrity.html")
            assert sum(int(n) for n in re.findall(r'<h2 id="i-\d+">.*?<span class="count">(\d+)', page)) == len(notes)
            for check, number in counted.items():
                assert strings["checks"][check] in unescape(page)
                assert f"{strings['check'][check]} {number} " in words(page)
    tables = tomllib.loads(text(resources.site_dir() / "strings" / "integrity.toml"))
    assert set(tables["id"]["check"]) == set(tables["id"]["checks"])


@pytest.mark.browser
def test_the_list_is_filtered_and_sorted_in_the_browser(browser, site):
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/en/papers.html")
    shown = "#rows tr:not([hidden])"
    everything = page.locator(shown).count()
    assert everything == len(rows(site, "papers"))
    page.fill("#filter", "SURVEI suara")
    assert page.locator(shown).count() == 0
    page.fill("#filter", "suara warga")
    assert page.locator(shown).count() == 1
    assert page.inner_text("#shown") == f"1 of {everything} papers are shown."
    page.fill("#filter", "")
    page.select_option("#sort", "verdict")
    verdicts = page.eval_on_selector_all("#rows tr", "rows => rows.map(row => row.dataset.verdict)")
    assert verdicts == sorted(verdicts) and len(set(verdicts)) > 1
    page.select_option("#sort", "year")
    assert "2024" in page.inner_text("#rows tr:first-child th")


@pytest.mark.browser
def test_without_scripts_the_list_stands_whole_and_offers_no_dead_controls(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.as_uri()}/papers.html")
    assert page.locator("#rows tr").count() == len(rows(site, "papers"))
    assert not page.is_visible("#tools")
