"""The matrix holds what the graph holds, in scripts that any key and any text is safe in, and does not grow."""

import json
import re
from collections import Counter
from urllib.parse import unquote

import pytest

from kg.analysis.consolidate import local
from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.publish.pages.matrix import COLUMNS, LINES
from kg.publish.pages.matrix_data import BY
from tests.publish.crowd import crowd
from tests.publish.manuscript import Manuscript

SCRIPT = re.compile(r"(?:var \w+|\(window\.(\w+) = window\.\1 \|\| \{\}\)\[[^\]]+\]) = (.*);\n")
SIGNS = {"1": "pos", "0": "mix", "-1": "neg"}


def data_of(path):
    """Read the data of a script that sets a global, or an entry of one."""
    return json.loads(SCRIPT.fullmatch(path.read_text(encoding="utf-8"))[2])


@pytest.fixture(scope="module")
def rows(site):
    store = Store.of_build(site)
    return lambda name: store.rows(named_query(name).sparql)


@pytest.fixture(scope="module")
def words(site):
    return data_of(site / "assets" / "matrix" / "words-id.js")


@pytest.fixture(scope="module")
def papers(site):
    return data_of(site / "assets" / "matrix" / "papers-1.js")


def told(paper, words, site):
    """Give what a paper's numbers stand for: kind, anchor of the concept, stance, whose, section, and the words."""
    quotes = data_of(site / "assets" / "quotes" / f"{paper['file']}.js")
    said = paper["said"]
    for at, (quote, target, source, _, _) in enumerate(quotes["said"]):
        line, stance, by, section = said[4 * at : 4 * at + 4]
        yield (
            *words["lines"][line][:2],
            words["stances"][stance][0] if stance >= 0 else "",
            words["by"][by][0],
            words["sections"][section][0] if section >= 0 else "",
            quotes["quotes"][quote] if quote >= 0 else "",
            source,
            target,
        )


def test_every_statement_on_a_concept_is_there_once_with_its_own_words(site, rows, words, papers):
    expected = {
        (
            unquote(local(row["paper"])), row["kind"], f"m-{row['kind']}-{local(row['concept'])}",
            local(row["stance"]) if row["stance"] else "", row["attribution"], row["section"],
            " ".join(row["quote"].split()), row["source"], f"ev-{row['start']}-{row['end']}",
        )
        for row in rows("statements")
        if row["concept"]
    }  # fmt: skip
    found = Counter(
        (paper["key"], *one[:3], "own" if one[3] == "verdict" else one[3], *one[4:])
        for paper in papers
        for one in told(paper, words, site)
        if one[0] not in ("framework", "method")
    )
    verdicts = {key for key in found if key not in expected}
    assert expected <= found.keys() and set(found.values()) == {1}
    assert len(verdicts) < len(rows("verdicts")), "a verdict that is a statement too comes once"


def test_every_verdict_is_there(site, rows, words, papers):
    expected = {
        (unquote(local(row["paper"])), f"m-assessment-{local(row['aspect'])}", local(row["stance"]),
         f"ev-{row['start']}-{row['end']}")
        for row in rows("verdicts")
    }  # fmt: skip
    found = {
        (paper["key"], one[1], one[2], one[7])
        for paper in papers
        for one in told(paper, words, site)
        if one[3] == "verdict"
    }
    assert found == expected != set()


def test_a_paper_stands_where_the_graph_has_it(rows, words, papers):
    expected = {
        (unquote(local(row["holder"])), f"m-assessment-{local(row['concept'])}"): SIGNS[row["side"]]
        for row in rows("positions")
        if row["kind"] == "assessment" and row["holder"] == row["paper"]
    }
    found = {
        (paper["key"], words["lines"][line][1]): sign
        for paper in papers
        for line, sign in zip(paper["sides"][::2], paper["sides"][1::2], strict=True)
    }
    assert found == expected and set(found.values()) == {"pos", "neg"}


def test_methods_and_frameworks_are_lines_with_their_words_and_indicators(site, words, papers):
    (paper,) = (paper for paper in papers if paper["key"] == "satu-2020")
    found = {(kind, by, quote) for kind, _, _, by, _, quote, _, _ in told(paper, words, site)}
    assert ("method", "applied", "kualitatif") in found
    assert ("framework", "applied", "Teori Duncan dipakai untuk menilai efektivitas.") in found
    assert all(target.startswith("ev-") for *_, quote, _, target in told(paper, words, site) if quote)
    quotes = data_of(site / "assets" / "quotes" / f"{paper['file']}.js")
    assert ["adaptasi", "integrasi"] in [said[4] for said in quotes["said"]]


def test_every_quote_has_a_permalink_on_the_page_of_its_paper(site, words, papers):
    for paper in papers:
        text = (site / unquote(paper["page"])).read_text(encoding="utf-8")
        for *_, target in told(paper, words, site):
            assert f'id="{target}"' in text, (paper["key"], target)


def test_scripts_are_named_and_written_so_that_no_key_and_no_text_can_harm(site, papers, texts):
    assert len({paper["file"] for paper in papers}) == len(texts)
    for path in [*(site / "assets" / "quotes").iterdir(), *(site / "assets" / "matrix").iterdir()]:
        assert re.fullmatch(r"[a-z0-9-]+\.js", path.name)
        assert not re.search(r"[<>&\u2028\u2029]", path.read_text(encoding="utf-8"))


def test_both_languages_name_the_same_lines(site, words):
    english = data_of(site / "assets" / "matrix" / "words-en.js")
    assert [line[1] for line in english["lines"]] == [line[1] for line in words["lines"]]
    assert [line[2] for line in english["lines"]] != [line[2] for line in words["lines"]]
    assert [by for by, _ in words["by"]] == list(BY)
    assert not {name for _, name in words["by"]} & set(BY), "every one has a name"


def test_the_page_without_scripts_leads_from_each_cell_to_its_statements(site):
    text = (site / "matrix.html").read_text(encoding="utf-8")
    assert re.search(r'class="cell neg" href="paper/dua-2021.html#g-assessment-effectiveness"[^>]*belum baik"', text)
    assert 'href="paper/satu-2020.html#study"' in text


def test_a_literature_of_nothing_has_a_matrix_that_says_so(write, tmp_path):
    site = write([], tmp_path / "build")
    text = (site / "matrix.html").read_text(encoding="utf-8")
    assert 'class="nothing"' in text and "<table" not in text and "matrix.js" not in text


def test_the_page_does_not_grow_with_the_corpus(write, tmp_path):
    few, many = (write(crowd(count), tmp_path / str(count)) for count in (COLUMNS + 5, 90))
    sizes = [len((site / "matrix.html").read_bytes()) for site in (few, many)]
    text = (many / "matrix.html").read_text(encoding="utf-8")
    assert sizes[1] < sizes[0] * 2.5, "frameworks are listed up to a bound"
    assert text.count('id="m-framework-') == LINES
    assert len(re.findall(r"<thead>.*?</thead>", text, re.DOTALL)[0].split('href="paper/')) == COLUMNS + 1


def test_frameworks_whose_names_differ_in_signs_alone_have_lines_of_their_own(write, tmp_path):
    papers = [Manuscript(f"p{number}") for number in (1, 2)]
    for paper, name in zip(papers, ("Teori X!", "Teori X?"), strict=True):
        paper.section("theory", "Teori").applies("", name, paper.writes(f"{name} dipakai."))
    site = write([paper.reading() for paper in papers], tmp_path / "build")
    text = (site / "matrix.html").read_text(encoding="utf-8")
    assert re.findall(r'id="(m-framework-[^"]*)"', text) == ["m-framework-Teori_X_", "m-framework-Teori_X_.2"]
