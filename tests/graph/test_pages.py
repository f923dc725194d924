"""Pages of a named query, one after the other, are its answer."""

import shutil
import tempfile
from pathlib import Path

import pytest

from kg import resources
from kg.graph import on_disk
from kg.graph.ordering import order_of, ordered
from kg.graph.pages import WHOLE, opened, page
from kg.graph.queries import named_queries, named_query, rows
from kg.graph.store import GRAPH_FILE, Store
from tests.analysis.generated import corpus, store_of
from tests.test_queries import PAPERS


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(corpus(60, 5).readings)


def pages(store: Store, sparql: str, limit: int) -> list[list[str]]:
    found: list[list[str]] = []
    while rows := page(store, sparql, limit, len(found))[1]:
        assert len(rows) <= limit
        found += rows
    return found


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_the_pages_of_a_named_query_are_its_answer(name, store):
    columns, rows = store.table(named_query(name).sparql)
    assert page(store, named_query(name).sparql, len(rows) + 1) == (columns, rows)
    if len(rows) < 2_000:
        assert pages(store, named_query(name).sparql, max(1, len(rows) // 3)) == rows


def test_the_pages_of_the_named_queries_of_a_build_are_their_answers(any_build):
    store = Store.of_build(any_build)
    for known in named_queries().values():
        columns, rows = store.table(known.sparql)
        assert page(store, known.sparql, len(rows) + 1) == (columns, rows), known.name


@pytest.fixture
def on_shelf(notes_build, tmp_path, monkeypatch) -> Store:
    """The graph of a build that counts as large, on disk."""
    monkeypatch.setattr(on_disk, "LARGE", 0)
    return opened(Path(shutil.copytree(notes_build, tmp_path / "build")))


def kept_in(store: Store) -> list[Path]:
    assert store.shelf
    return sorted(store.shelf.glob("answers/*/*"))


def test_pages_on_disk_are_the_answers_in_memory(notes_build, on_shelf):
    in_memory = Store.of_build(notes_build)
    for known in named_queries().values():
        columns, rows = in_memory.table(known.sparql)
        assert page(on_shelf, known.sparql) == (columns, rows), known.name
        assert page(on_shelf, known.sparql, 3, 2) == (columns, rows[2:5]), known.name


def test_what_takes_all_of_the_graph_is_asked_once(on_shelf, monkeypatch):
    expected = page(on_shelf, named_query("coupling").sparql, 5)
    monkeypatch.setattr(Store, "answer", None)
    assert page(on_shelf, named_query("coupling").sparql, 5) == expected


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: b"",
        lambda raw: raw[:-9],
        lambda raw: raw[len(raw) // 2 :],
        lambda raw: raw[:40] + bytes([raw[40] ^ 1]) + raw[41:],
        lambda raw: raw + b"\n",
    ],
    ids=["empty", "cut", "half", "changed", "longer"],
)
def test_a_kept_answer_that_is_damaged_is_asked_for_again(harm, on_shelf):
    expected = {name: page(on_shelf, known.sparql, 50) for name, known in named_queries().items()}
    before = {path: path.read_bytes() for path in kept_in(on_shelf)}
    for path, raw in before.items():
        path.write_bytes(harm(raw))
    assert {name: page(on_shelf, known.sparql, 50) for name, known in named_queries().items()} == expected
    assert {path: path.read_bytes() for path in kept_in(on_shelf)} == before


def test_kept_answers_go_with_their_graph(on_shelf, tmp_path):
    assert kept_in(on_shelf)
    graph = tmp_path / "build" / GRAPH_FILE
    graph.write_text(
        "".join(line for line in graph.read_text("utf-8").splitlines(True) if "putri" not in line), "utf-8"
    )
    other = opened(tmp_path / "build")
    assert not kept_in(on_shelf) and kept_in(other)
    assert len(page(other, named_query("keys").sparql)[1]) == len(PAPERS) - 1
    page(on_shelf, named_query("coupling").sparql, 5)  # of a graph that has gone: nothing is written
    assert not kept_in(on_shelf)


def test_where_nothing_can_be_kept_it_is_asked_each_time(on_shelf, monkeypatch):
    expected = page(on_shelf, named_query("coupling").sparql, 5)
    for path in kept_in(on_shelf):
        path.unlink()
    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert page(on_shelf, named_query("coupling").sparql, 5) == expected
    assert not kept_in(on_shelf)


def full(**_: object) -> tuple[int, str]:
    raise OSError(28, "No space left on device")


def test_making_a_graph_ready_is_told_once(notes_build, tmp_path, monkeypatch):
    monkeypatch.setattr(on_disk, "LARGE", 0)
    build, told = Path(shutil.copytree(notes_build, tmp_path / "build")), []
    opened(build, told.append)
    assert len(told) == 2
    opened(build, told.append)
    assert len(told) == 2


def test_the_queries_that_are_answered_whole_come_by_paper():
    assert all(order_of(named_query(name).sparql)[0][0] == "STR(?paper)" for name in WHOLE)


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_the_order_of_a_named_query_is_understood(name):
    sparql = named_query(name).sparql
    keys, limit = order_of(sparql)
    assert f"ORDER BY {' '.join(keys)}" in sparql.splitlines()
    assert (f"LIMIT {limit}" in sparql.splitlines()) == (limit is not None)


def test_rows_are_ordered_as_sparql_says():
    text = """SELECT ?a (STR(?b) AS ?c) WHERE { VALUES (?a ?b) {
      (10 <urn:b>) (9 "b") (UNDEF "a") ("x" UNDEF) (<urn:z> "z") (2.5 "é") (9 "a") } }
    ORDER BY ?a DESC(?c)
    """.replace("    ORDER", "ORDER")
    assert ordered(Store(), text) == Store().table(text)


def test_a_page_of_a_query_by_paper_asks_only_the_papers_that_it_needs(store, monkeypatch):
    asked, answer = [], Store.answer

    def counted(self: Store, sparql: str, *more: object) -> object:
        asked.append(sparql)
        return answer(self, sparql, *more)

    monkeypatch.setattr(Store, "answer", counted)
    page(store, named_query("statements").sparql, 3)
    assert len(asked) < 6 and len(rows(store, "keys")) == 60


def test_of_a_graph_without_papers_there_is_an_empty_page():
    store = Store().ontology_added(resources.ontology_dir())
    columns, rows = page(store, named_query("statements").sparql, 10)
    assert columns[0] == "paper" and rows == []


def test_any_other_query_has_pages_too(store):
    asked = "SELECT ?paper { ?paper <https://w3id.org/jmo/ns#sourceKind> ?kind } ORDER BY DESC(STR(?paper))"
    assert pages(store, asked, 7) == store.table(asked)[1]
