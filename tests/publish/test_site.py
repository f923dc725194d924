"""The pages: all links resolve, all texts are text, nothing is fetched, both languages say the same."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kg.analysis.wording import short_citation
from kg.beside import Beside
from kg.building import SITE
from kg.graph.store import DATA
from kg.publish.words import LANGUAGES, load_strings
from tests.helpers import tree
from tests.publish.made_up_site import kosong
from tests.publish.markup import pages_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("index", "papers", "findings", "contradictions", "matrix", "gaps", "graph", "integrity", "about", "downloads")


@pytest.fixture(scope="module")
def pages(site):
    found = pages_of(site)
    assert all(page.open == [] for page in found.values())
    return found


def test_there_is_every_page_in_both_languages(site, texts):
    expected = {f"{name}.html" for name in PAGES} | {f"paper/{key}.html" for key in texts}
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert expected <= found
    indonesian = {path for path in found if not path.startswith("en/")}
    assert found == indonesian | {f"en/{path}" for path in indonesian}


def test_a_process_that_got_ready_before_there_was_a_graph_writes_the_same(site, tmp_path):
    shutil.copytree(site / DATA, tmp_path / DATA)
    with Beside(SITE) as process:
        process.start(str(tmp_path))
        process.result()
    assert tree(tmp_path) == tree(site)


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
            anchor = "" if "=" in parts.fragment else unquote(parts.fragment)  # #node=… is a view that a script shows
            if not there or (anchor and anchor not in pages[target].ids):
                broken.append((path.name, link))
    assert broken == []


def test_no_id_is_given_twice(pages):
    assert {path.name: ids for path, page in pages.items() if len(ids := page.ids) != len(set(ids))} == {}


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(site, pages):
    for path, page in pages.items():
        assert not [link for link in page.loads if re.match(r"\w+:(?!,)|//", link)], path
        assert not {"style", "img", "iframe", "base"} & set(page.tags), path
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"], path
    assert not re.search(r"@import|url\(", (site / "assets" / "style.css").read_text())


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
        text = (folder / "finding" / "assessment-effectiveness.html").read_text(encoding="utf-8")
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
    """By its name, or, where a template or the code takes one of a table by a code, as such a code."""
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site" / "templates").glob("*.html"))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg" / "publish").rglob("*.py"))
    named = set(re.findall(r"\bt\.(\w+\.\w+)", templates))
    by_code = set(re.findall(r"\bt\.(\w+)\[", templates)) | set(re.findall(r"strings\[\"(\w+)\"\]", code))
    codes = set(re.findall(r"[\"']([\w-]+)[\"']", templates + code))
    unused = []
    for table, keys in load_strings()["id"].items():
        if table in {each.partition(".")[0] for each in named} - {"files"}:  # those have the names of files
            unused += [
                f"{table}.{key}"
                for key in keys
                if f"{table}.{key}" not in named and not (table in by_code and _is_code(key, codes))
            ]
    assert unused == []


def _is_code(key, codes):
    """Whether a key is a code, or is put together of one: ``none_contradictions``, ``group_start``, ``papers_one``."""
    return key in codes or any(part in codes for part in (key.partition("_")[0], key.partition("_")[2]))


@pytest.mark.parametrize("readings", [[], [kosong()]], ids=["no paper", "a paper without anything"])
def test_a_site_is_written_of_nothing(readings, write, tmp_path):
    site = write(readings, tmp_path / "build")
    assert "Tidak ada" in (site / "gaps.html").read_text(encoding="utf-8")


def test_papers_without_any_data_have_a_page(site):
    for folder in (site, site / "en"):
        assert "<h1 " in (folder / "paper" / "kosong.html").read_text(encoding="utf-8")


def test_every_build_gives_the_same_bytes(site, tmp_path):
    code = (
        "import sys, pathlib; from tests.publish.made_up_site import built, hostile_ontology, literature\n"
        "out = pathlib.Path(sys.argv[1]); built(literature(), out / 'build', hostile_ontology(out / 'ontology'))"
    )
    for number, seed in enumerate(("1", "2")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Jakarta" if number else "UTC", "LC_ALL": "C"}
        environment["PYTHONPATH"] = str(ROOT)
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=environment, check=True)
        assert tree(tmp_path / seed / "build") == tree(site)


def test_a_paper_is_cited_by_surname_and_year():
    assert short_citation("Ani Satu; Budi Dua; Citra Tiga", "2020", "x") == "Satu et al. (2020)"
    assert short_citation("Rudiana", "", "x") == "Rudiana (n.d.)"
    assert short_citation("", "2020", "berkas-2020") == "berkas-2020"
