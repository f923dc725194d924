"""The named queries: their names and columns are promises, and both engines answer them alike."""

import csv
import io
import json
import re
from collections import Counter
from functools import cache

import pytest
from rdflib import Dataset

from kg import resources
from kg.graph.store import Store
from tests.helpers import BASE, kg, local, table

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
PROMISED = {
    "papers": (
        "paper, title, authors, year, venue, doi, place, period, informants, language, source_kind, "
        "setting, province, province_code, sample"
    ),
    "statements": (
        "paper, kind, concept, stance, attribution, source, section, start, end, quote, rule, confidence, page"
    ),
    "verdicts": "paper, aspect, stance, start, end, quote",
    "frameworks": "paper, framework, role, indicator, position",
    "methods": "paper, method, part",
    "statistics": "paper, value, unit, what, source, start, end, quote, time, attribution",
    "references": (
        "paper, position, work, first_author, year, title, container, doi, raw, "
        "type, authors, editors, volume, issue, pages, publisher, place, edition, url, accessed"
    ),
    "citations": "paper, surface, start, end, work, intent, quote",
    "findings": (
        "finding, kind, concept, verdict, papers, independent_papers, supporting, opposing, text_id, text_en, "
        "belief, belief_opposing"
    ),
    "agreements": "paper_a, paper_b, aspect, stance_a, stance_b, declared, explanation, quote_a, quote_b, strength",
    "contradictions": (
        "paper_a, paper_b, aspect, stance_a, stance_b, declared, explanation, quote_a, quote_b, strength, explained"
    ),
    "tensions": "paper, aspect, stance_a, section_a, quote_a, stance_b, section_b, quote_b",
    "gaps": "gap, type, basis, text, papers, rank, count, draft_id, draft_en",
    "integrity": "paper, check, severity, text, start, end, quote, other, other_quote, other_start, other_end, text_id",
}  # fmt: skip
FILES = {path.stem: path for path in sorted(resources.queries_dir().glob("*.rq"))}
SLOW = {"grounds", "statements"}
EVERY = [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in FILES]
KINDS = {"assessment", "obstacle", "benefit", "recommendation", "feature", "statistic", "gap", "future-research"}
CLOSED = {
    ("papers", "source_kind"): {"full-text", "reading-note"},
    ("statements", "kind"): KINDS,
    ("statements", "attribution"): {"own", "cited", "background"},
    ("frameworks", "role"): {"applied", "mentioned"},
    ("findings", "verdict"): {"consensus", "contested", "single-study", "cited-only"},
    ("agreements", "declared"): {"true", "false"},
    ("contradictions", "declared"): {"true", "false"},
    ("contradictions", "explained"): {"true", "false"},
    ("contradictions", "strength"): {"verdict", "reported", "detail"},
    ("agreements", "strength"): {"verdict", "reported", "detail"},
    ("gaps", "basis"): {"stated", "computed"},
    ("integrity", "severity"): {"error", "warning", "info"},
}
CONCEPTS = {"concept", "stance", "aspect", "stance_a", "stance_b", "method"}
PAPERS = {"arianti-2026", "cahyani-2025", "hanifa-2023", "pradiya-2024", "putri-2024"}


@cache
def sparql(name: str) -> str:
    return FILES[name].read_text("utf-8")


@pytest.fixture(scope="module")
def store(notes_build) -> Store:
    return Store.of_build(notes_build)


@pytest.fixture(scope="module")
def dataset(notes_build) -> Dataset:
    return Dataset(default_union=True).parse(notes_build / "data/graph.nq", format="nquads")


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_query_has_exactly_its_columns(name, store):
    columns, rows = store.table(sparql(name))
    assert columns == PROMISED[name].split(", ")
    assert rows, "the notes answer every question"


@pytest.mark.parametrize("name", FILES)
def test_a_query_has_a_header_that_says_what_it_asks(name):
    header = []
    for line in sparql(name).splitlines():
        if not line.startswith("# "):
            break
        header.append(line)
    assert len(header) >= 2, "a summary, then the columns"
    assert header[0].endswith(".")


@pytest.mark.parametrize("name", FILES)
def test_a_query_stays_on_this_machine_and_orders_its_rows(name):
    code = re.sub(r"#[^\n>]*$", "", sparql(name), flags=re.MULTILINE)
    assert not re.search(r"\b(SERVICE|LOAD|FROM)\b", code, re.IGNORECASE)
    assert re.search(r"\bORDER BY\b", code)


@pytest.mark.parametrize("name", EVERY)
def test_rdflib_gives_the_same_rows_as_oxigraph(name, store, dataset):
    columns, rows = store.table(sparql(name))
    answer = dataset.query(sparql(name))
    assert [str(column) for column in answer.vars] == columns
    theirs = Counter(tuple("" if value is None else str(value) for value in row) for row in answer)
    assert theirs == Counter(tuple(row) for row in rows)


@pytest.mark.parametrize("name", FILES)
def test_a_query_gives_the_same_rows_in_the_same_order_each_time(name, notes_build, store):
    assert Store.of_build(notes_build).table(sparql(name)) == store.table(sparql(name))


@pytest.mark.parametrize("name", FILES)
def test_no_row_comes_twice(name, store):
    """But for two figures of one sentence, which differ in their values; those stand in ``statistics``."""
    rows = Counter(tuple(row.items()) for row in store.rows(sparql(name)) if row.get("kind") != "statistic")
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize(("name", "column"), CLOSED)
def test_a_column_with_few_values_has_no_others(name, column, store):
    assert {row[column] for row in store.rows(sparql(name))} <= CLOSED[name, column]


@pytest.mark.parametrize("name", [name for name in FILES if "paper" in PROMISED.get(name, "").split(", ")])
def test_iris_of_papers_end_in_their_keys(name, store):
    papers = {row["paper"] for row in store.rows(sparql(name))}
    assert papers and papers <= {f"{BASE}paper/{key}" for key in PAPERS}


@pytest.mark.parametrize("name", PROMISED)
def test_iris_of_concepts_end_in_their_ids(name, store):
    known = {
        row["c"]: row["id"]
        for row in store.rows(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT ?c ?id { ?c a skos:Concept ; skos:notation ?id }"
        )
    }
    for row in store.rows(sparql(name)):
        for column in CONCEPTS & set(row):
            if row[column]:
                assert local(row[column]) == known[row[column]]


def test_there_is_one_row_a_paper(store):
    for name in ("papers", "verdicts"):
        rows = store.rows(sparql(name))
        assert Counter(row["paper"] for row in rows) == Counter(f"{BASE}paper/{key}" for key in PAPERS), name


def test_positions_and_numbers_are_whole_numbers(store):
    for name in PROMISED:
        for row in store.rows(sparql(name)):
            for column in {"start", "end", "position", "papers", "independent_papers", "informants", "year"} & set(row):
                if (name, column) != ("gaps", "papers") and row[column]:
                    assert re.fullmatch(r"\d+", row[column]), (name, column, row[column])


def test_an_assessment_has_a_stance_and_other_statements_have_none(store):
    for row in store.rows(sparql("statements")):
        assert bool(row["stance"]) == (row["kind"] == "assessment"), row


def test_a_cited_statement_names_its_source_and_others_have_none(store):
    for row in store.rows(sparql("statements")):
        if row["attribution"] == "cited":
            assert row["source"], row
        elif row["kind"] != "statistic":
            assert not row["source"], row


def test_a_confidence_lies_between_0_and_1(store):
    assert all(0 < float(row["confidence"]) <= 1 for row in store.rows(sparql("statements")))


def test_an_intent_is_a_cito_property(store):
    assert {row["intent"].rpartition("/")[0] for row in store.rows(sparql("citations"))} == {
        "http://purl.org/spar/cito"
    }


def test_references_are_numbered_from_one(store):
    positions: dict[str, list[int]] = {}
    for row in store.rows(sparql("references")):
        positions.setdefault(row["paper"], []).append(int(row["position"]))
    assert len(positions) == len(PAPERS)
    assert all(found == list(range(1, len(found) + 1)) for found in positions.values())


def test_a_citation_points_to_a_work_of_its_own_papers_list(store):
    listed = {(row["paper"], row["work"]) for row in store.rows(sparql("references"))}
    cited = {(row["paper"], row["work"]) for row in store.rows(sparql("citations")) if row["work"]}
    assert cited and cited <= listed


def test_a_pair_of_papers_agrees_or_contradicts_on_an_aspect_but_not_both(store):
    pairs = {}
    for name in ("agreements", "contradictions"):
        computed = [row for row in store.rows(sparql(name)) if row["declared"] == "false"]
        assert computed
        assert all(row["quote_a"] and row["quote_b"] and row["paper_a"] != row["paper_b"] for row in computed)
        pairs[name] = {(row["paper_a"], row["paper_b"], row["aspect"]) for row in computed}
        assert len(pairs[name]) == len(computed), "each pair once"
    assert pairs["agreements"] & pairs["contradictions"] == set()


def test_findings_count_the_papers_that_they_list(store):
    for row in store.rows(sparql("findings")):
        own = [iri for side in ("supporting", "opposing") for iri in row[side].split() if f"{BASE}paper/" in iri]
        assert len(own) == len(set(own)) <= len(PAPERS)
        if row["verdict"] in ("consensus", "single-study"):
            assert not (row["supporting"] and row["opposing"]), row
        assert int(row["independent_papers"] or 0) + (row["verdict"] == "cited-only") >= 1, row
        assert int(row["independent_papers"]) <= int(row["papers"]), row
        assert row["text_id"].endswith(".") and row["text_en"].endswith("."), row


def test_a_gap_rests_on_papers(store):
    for row in store.rows(sparql("gaps")):
        assert row["papers"].split() and all(iri.startswith(f"{BASE}paper/") for iri in row["papers"].split()), row


def test_a_query_without_a_name_lists_all_with_what_they_ask(tmp_path):
    listed = {row["query"]: row["asks"] for row in table(kg("query", "--format", "csv", cwd=tmp_path))}
    assert set(listed) == set(FILES) >= set(PROMISED)
    assert all(sparql(name).startswith(f"# {asks}\n") for name, asks in listed.items())


def test_json_is_a_list_of_objects_of_strings_by_column(notes_build, store):
    done = kg("query", "papers", "--build", notes_build, "--format", "json")
    rows = json.loads(done.stdout)
    assert rows == store.rows(sparql("papers"))
    assert all(list(row) == PROMISED["papers"].split(", ") for row in rows)
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_csv_reads_back_as_it_was(notes_build, store):
    done = kg("query", "references", "--build", notes_build, "--format", "csv")
    columns, rows = store.table(sparql("references"))
    assert list(csv.reader(io.StringIO(done.stdout))) == [columns, *rows]


def test_csv_keeps_quotes_commas_and_line_breaks(notes_build):
    asked = 'SELECT ("a,\\"b\\"\\nc" AS ?odd) ("" AS ?none) {}'
    assert table(kg("query", asked, "--build", notes_build, "--format", "csv")) == [{"odd": 'a,"b"\nc', "none": ""}]


def test_markdown_has_a_header_and_one_line_a_row(notes_build):
    asked = 'SELECT ("a|b\\nc" AS ?odd) (1 AS ?n) {}'
    done = kg("query", asked, "--build", notes_build, "--format", "md")
    assert done.stdout.splitlines() == ["| odd | n |", "| --- | --- |", "| a\\|b c | 1 |"]


def test_a_table_shows_ids_and_counts_rows(notes_build):
    lines = kg("query", "verdicts", "--build", notes_build).stdout.splitlines()
    assert lines[0].split() == PROMISED["verdicts"].split(", ")
    assert lines[-1] == "5 rows"
    assert BASE not in "\n".join(lines)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("ASK { ?s ?p ?o }", [{"answer": "true"}]),
        ("ASK { <urn:a> ?p ?o }", [{"answer": "false"}]),
        (
            "CONSTRUCT { <urn:a> <urn:b> 'c' } WHERE {}",
            [{"subject": "<urn:a>", "predicate": "<urn:b>", "object": '"c"'}],
        ),
        ("SELECT ?none { <urn:a> ?none ?o }", []),
        ("SELECT ?unbound { }", [{"unbound": ""}]),
    ],
)
def test_sparql_itself_is_answered(asked, expected, notes_build):
    assert json.loads(kg("query", asked, "--build", notes_build, "--format", "json").stdout) == expected


def test_a_file_of_ones_own_is_answered(notes_build, tmp_path):
    (tmp_path / "mine.rq").write_text("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert table(kg("query", "mine.rq", "--build", notes_build, "--format", "csv", cwd=tmp_path)) == [{"n": "9"}]
