"""A large graph is validated some papers at a time; what is found is what one look at all of it finds."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg import resources
from kg.graph import finish
from kg.graph.slices import merged_triples, slices
from kg.graph.store import DATA, GRAPH_FILE, Store
from tests.analysis.generated import corpus, store_of


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.ontology_dir() / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return store_of(corpus(9, 4).readings).quads()


def written(quads: list[ox.Quad], folder: Path) -> Path:
    (folder / DATA).mkdir()
    Store(quads).write(folder)
    return folder / GRAPH_FILE


@pytest.mark.parametrize("seed", range(6))
def test_a_graph_with_faults_anywhere_is_judged_the_same_in_parts(seed, quads, shapes, tmp_path, monkeypatch):
    chance = random.Random(seed)
    harmed = [quad for quad in quads if chance.random() > 0.02]
    moved = [
        ox.Quad(q.subject, q.predicate, chance.choice(quads).object, q.graph_name) for q in chance.sample(quads, 40)
    ]
    path = written([*harmed, *moved], tmp_path)
    whole = finish.violations({quad.triple for quad in ox.parse(path=str(path))}, shapes)
    monkeypatch.setattr(finish, "AT_ONCE", 2)
    assert len(whole) > 5
    assert finish.violations_of_file(path, shapes) == whole


def test_the_slices_of_a_file_are_its_graphs(quads, tmp_path):
    found = slices(written(quads, tmp_path))
    assert [each.graph for each in found] == sorted({quad.graph_name.value for quad in quads})
    for each in found:
        assert list(each.triples()) == [quad.triple for quad in quads if quad.graph_name.value == each.graph]


def test_an_empty_file_has_no_graphs(tmp_path):
    assert slices(written([], tmp_path)) == []


def test_merged_graphs_are_one_sorted_graph(quads, tmp_path):
    merged = list(merged_triples(slices(written(quads, tmp_path))))
    assert merged == sorted({quad.triple for quad in quads}, key=str)
