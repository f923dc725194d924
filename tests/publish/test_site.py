"""The pages: all links resolve, all texts are text, nothing is fetched, both languages say the same."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kg.analysis.wording import short_citation
from kg.graph.queries import named_query
from kg.publish.words import LANGUAGES, load_strings

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("index", "findings", "contradictions", "matrix", "gaps", "graph", "integrity", "about")
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a page holds: ids, links, what it loads, elements, and whether its elements are closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.loads, self.tags, self.attributes, self.open = [], [], [], [], [], []
        self.words = []
        self.languages = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += given
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        elif "href" in given or "src" in given:
            self.loads.append(given.get("href") or given["src"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def pages(site):
    found = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    assert all(page.open == [] for page in found.values())
    return found


def test_the_rows_have_the_columns_of_their_queries(literature):
    for name in literature:
        sparql = named_query(name).sparql
        select = re.search(r"SELECT\s+(?:DISTINCT\s+)?(.*?)\s*WHERE", sparql, re.DOTALL)
        named = re.sub(r"\((?:[^()]|\([^()]*\))*? AS (\?\w+)\)", r"\1", select[1], flags=re.DOTALL)
        columns = set(re.findall(r"\?(\w+)(?=\s|\)|$)", named))
        assert all(set(row) == columns for row in literature[name]), name


def test_there_is_every_page_in_both_languages(site, texts):
    expected = {f"{name}.html" for name in PAGES} | {f"paper/{key}.html" for key in texts}
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert found == expected | {f"en/{name}" for name in expected}


def test_every_link_leads_to_a_file_and_to_an_anchor_in_it(site, pages):
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme:
                assert link.startswith(("https://doi.org/", "data:,")), link
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            there = target.is_file() and target.is_relative_to(site)
            if not there or (parts.fragment and parts.fragment not in pages[target].ids):
                broken.append((path.name, link))
    assert broken == []


def test_no_id_is_given_twice(pages):
    assert {path.name: ids for path, page in pages.items() if len(ids := page.ids) != len(set(ids))} == {}


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(site, pages):
    for path, page in pages.items():
        assert not [link for link in page.loads if re.match(r"\w+:(?!,)|//", link)], path
        assert not {"style", "img", "iframe", "base", "form"} & set(page.tags), path
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"], path
    assert not re.search(r"@import|url\(", (site / "assets" / "style.css").read_text())


def test_hostile_texts_stay_text(pages):
    for path, page in pages.items():
        own = [src for src in page.loads if src.endswith(".js")]
        assert page.tags.count("script") == len(own), path
        assert "b" not in page.tags, path
    (evil,) = (page for path, page in pages.items() if "jahat" in path.name and "en" not in path.parts)
    shown = "".join(evil.words)
    assert shown.count("</script><script>alert(1)</script>") > 3
    assert '<img src=x onerror="alert(1)">' in shown
    assert "https://doi.org/javascript%3Aalert%28" not in "".join(evil.links)
    assert any(link == "https://doi.org/javascript%3Aalert(%221%22)" for link in evil.links)


def test_the_graph_script_holds_no_markup_and_is_valid(site):
    for language in LANGUAGES:
        script = (site / "assets" / f"graph-{language}.js").read_text(encoding="utf-8")
        assert not re.search(r"[<>&\u2028\u2029]", script)
        data = json.loads(script.removeprefix("var litkgGraph = ").removesuffix(";\n"))
        ids = {node["id"] for node in data["nodes"]}
        assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])
        assert {edge[end] for edge in data["edges"] for end in ("from", "to")} <= ids
        assert "title" not in {key for node in data["nodes"] for key in node}
        assert data["options"]["physics"]["enabled"] is False


def test_links_of_the_graph_resolve(site, pages):
    for language, folder in (("id", site), ("en", site / "en")):
        script = (site / "assets" / f"graph-{language}.js").read_text(encoding="utf-8")
        for link in re.findall(r'"link":"([^"]*)"', script):
            path, _, fragment = link.partition("#")
            target = folder / unquote(path)
            assert target in pages
            assert not fragment or fragment in pages[target].ids


def test_the_graph_and_its_table_have_the_same_edges(site, pages):
    data = (site / "assets" / "graph-id.js").read_text(encoding="utf-8")
    edges = json.loads(data.removeprefix("var litkgGraph = ").removesuffix(";\n"))["edges"]
    assert pages[site / "graph.html"].tags.count("tr") == len(edges) + 1


def test_each_page_says_its_language_and_leads_to_the_other(site, pages):
    for path, page in pages.items():
        text = path.read_text(encoding="utf-8")
        language = "en" if "en" in path.relative_to(site).parts else "id"
        assert f'<html lang="{language}">' in text
        assert re.search(rf'hreflang="{"id" if language == "en" else "en"}" href="([^"]+)"', text)
        assert page.tags.count("h1") == 1 and page.tags.count("main") == 1


def test_quotes_are_the_same_in_both_languages_and_carry_that_of_the_paper(site):
    quotes = []
    for folder in (site, site / "en"):
        text = (folder / "findings.html").read_text(encoding="utf-8")
        quotes.append(re.findall(r"<blockquote.*?</blockquote>", re.sub(r' href="[^"]*"', "", text)))
    assert quotes[0] == quotes[1] != []
    assert sum('lang="id"' in quote for quote in quotes[0]) >= 3


def test_headings_do_not_skip_a_level(pages):
    for path, page in pages.items():
        levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_a_stance_is_told_by_sign_and_word(site):
    start = (site / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="chip pos"><span class="sign pos" aria-hidden="true">\+</span> efektif<', start)
    assert re.search(r'class="chip neg"><span class="sign neg" aria-hidden="true">−</span> tidak efektif<', start)


def test_a_page_shows_the_queries_behind_it(site):
    text = (site / "findings.html").read_text(encoding="utf-8")
    assert "kg query findings" in text and "SELECT ?finding" in text


def test_both_languages_have_the_same_strings():
    strings = load_strings()
    assert sorted(strings) == sorted(LANGUAGES)
    shape = {language: {table: sorted(keys) for table, keys in tables.items()} for language, tables in strings.items()}
    assert shape["id"] == shape["en"]
    assert all(words.strip() for tables in strings.values() for table in tables.values() for words in table.values())


def test_every_string_is_used():
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site" / "templates").glob("*.html"))
    named = {"site", "index", "paper", "matrix", "findings", "contradictions", "gaps", "integrity", "about", "graph"}
    spoken = {f"{table}.{key}" for table in named for key in load_strings()["id"][table]}
    by_name = {"contradictions.none_contradictions", "contradictions.none_agreements"}
    by_name |= {"contradictions.agreements", "contradictions.contradictions"}
    by_name |= {f"site.{name}" for name in PAGES} | {f"about.{ending}" for ending in ("nq", "trig", "ttl", "jsonld")}
    by_name |= {
        f"graph.{group}" for group in ("paper", "assessment", "obstacle", "recommendation", "framework", "work")
    }
    assert sorted(name for name in spoken - by_name if f"t.{name}" not in templates) == []


def test_a_site_is_written_of_nothing(write, tmp_path):
    site = write({}, {}, tmp_path)
    assert "Tidak ada" in (site / "gaps.html").read_text(encoding="utf-8")


def test_papers_without_any_data_have_a_page(literature, write, tmp_path):
    bare = dict.fromkeys(literature["papers"][0], "") | {"paper": "https://a/paper/x", "source_kind": "full-text"}
    site = write({"papers": [bare]}, {"x": ""}, tmp_path)
    assert "<h1 " in (site / "paper" / "x.html").read_text(encoding="utf-8")


def test_every_build_gives_the_same_bytes(site, tmp_path):
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[2]); import conftest\n"
        "conftest.written(conftest.literature.__wrapped__(), conftest.TEXTS, pathlib.Path(sys.argv[1]))"
    )
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Jakarta" if number else "UTC", "LC_ALL": "C"}
        environment["PYTHONPATH"] = str(ROOT)
        subprocess.run(
            [sys.executable, "-c", code, str(folder), str(Path(__file__).parent)], env=environment, check=True
        )
        files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        assert files == sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
        assert [path for path in files if (folder / path).read_bytes() != (site / path).read_bytes()] == []


def test_a_paper_is_cited_by_surname_and_year():
    assert short_citation("Ani Satu; Budi Dua; Citra Tiga", "2020", "x") == "Satu et al. (2020)"
    assert short_citation("Rudiana", "", "x") == "Rudiana (n.d.)"
    assert short_citation("", "2020", "berkas-2020") == "berkas-2020"
