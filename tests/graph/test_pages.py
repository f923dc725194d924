"""Pages of a named query, one after the other, are its answer."""

import pytest

from kg import resources
from kg.graph.pages import page
from kg.graph.queries import named_queries, named_query, rows
from kg.graph.store import Store
from tests.analysis.generated import corpus, store_of


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


def test_a_page_of_a_query_by_paper_asks_only_the_papers_that_it_needs(store, monkeypatch):
    asked, table = [], Store.table

    def counted(self: Store, sparql: str, known: dict[str, str] | None = None) -> tuple[list[str], list[list[str]]]:
        asked.append(known)
        return table(self, sparql, known)

    monkeypatch.setattr(Store, "table", counted)
    page(store, named_query("statements").sparql, 3)
    assert len(asked) < 6 and len(rows(store, "keys")) == 60


def test_of_a_graph_without_papers_there_is_an_empty_page():
    store = Store().ontology_added(resources.ontology_dir())
    columns, rows = page(store, named_query("statements").sparql, 10)
    assert columns[0] == "paper" and rows == []


def test_any_other_query_has_pages_too(store):
    asked = "SELECT ?paper { ?paper <https://w3id.org/jmo/ns#sourceKind> ?kind } ORDER BY DESC(STR(?paper))"
    assert pages(store, asked, 7) == store.table(asked)[1]
