"""What papers tell one by one is what the graph of all of them tells."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from kg import resources
from kg.analysis import infer
from kg.analysis.finding_triples import members_of
from kg.graph.answers import OF_PAPERS, OF_VOCABULARY, STANDING, Answers, asked
from kg.graph.paper_graph import PaperGraph, PaperGraphs
from kg.graph.queries import named_query, rows
from kg.graph.store import Store
from kg.model import Evidence, LitkgError
from tests.analysis.generated import NAMES, answers_of, corpus, lexicon, quads, store_of

ONTOLOGY = resources.ontology_dir()


@cache
def readings():
    return corpus(60, 5).readings


@cache
def graphs() -> tuple[PaperGraph, ...]:
    maker = PaperGraphs(ONTOLOGY, lexicon(), NAMES)
    return tuple(map(maker.of, readings()))


@pytest.fixture(scope="module")
def whole() -> Store:
    store = Store().ontology_added(ONTOLOGY)
    store.add(quads(readings()))
    return store


@pytest.mark.parametrize("name", OF_PAPERS)
def test_a_query_of_each_paper_gives_the_rows_of_a_query_of_all(name, whole):
    together = Answers()
    for graph in reversed(graphs()):
        together.add(graph.name, graph.answers)
    assert together.taken(name) == answers_of(whole).taken(name) != []


@pytest.mark.parametrize("name", OF_VOCABULARY)
def test_a_query_of_the_vocabulary_needs_no_paper(name, whole):
    assert asked(Store().ontology_added(ONTOLOGY), name) == asked(whole, name)


def test_an_entry_stands_for_its_work_only_while_it_is_asked(whole):
    before = len(whole)
    rows = answers_of(whole).taken("references")
    assert {row["work"] for row in rows} == {f"{row['paper']}/reference/{row['position']}" for row in rows}
    assert len(whole) == before and STANDING not in whole.graphs()


def test_the_lines_of_each_graph_are_those_of_the_graph_of_all(whole):
    for graph in graphs():
        assert graph.quads == b"".join(whole.lines(NAMES.graph(graph.name.rpartition("/")[2])))
        lines = graph.quads.splitlines()
        assert len(set(lines)) == len(lines) > 20


def test_a_graph_is_the_same_through_bytes():
    for graph in graphs():
        again = PaperGraph.of_bytes(graph.to_bytes())
        assert json.dumps(again.answers) == json.dumps(graph.answers)
        assert replace(again, answers={}) == replace(graph, answers={})


def test_a_quote_that_does_not_stand_where_the_graph_says_is_told():
    reading = readings()[0]
    said = reading.statements[0]
    wrong = Evidence(said.evidence.start, said.evidence.end, "yang tidak ada di situ")
    place = re.escape(NAMES.span(reading.paper.key, wrong.start, wrong.end).value)
    with pytest.raises(LitkgError, match=rf"{place}.*report it"):
        maker = PaperGraphs(ONTOLOGY, lexicon(), NAMES)
        maker.of(replace(reading, statements=(replace(said, evidence=wrong),)))


def test_the_order_of_the_rows_of_papers_is_that_of_their_query():
    """Rows are put together paper by paper: every query of papers has them so."""
    for name in OF_PAPERS:
        assert re.search(r"ORDER BY STR\(\?(paper|passage)\)", named_query(name).sparql), name


def test_positions_as_the_analysis_has_them_are_those_that_the_graph_answers(monkeypatch):
    made = []
    monkeypatch.setattr(infer, "members_of", lambda *given: made.append(members_of(*given)) or made[-1])
    store = store_of(readings())
    assert [made[0]] == made == [rows(store, "members")] != [[]]
