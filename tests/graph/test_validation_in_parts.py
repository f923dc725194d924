"""A large graph is validated some papers at a time and exported as it is read; nothing comes out otherwise."""

import random
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg import resources
from kg.graph import finish
from kg.graph.slices import merged_triples, slices
from kg.graph.store import DATA, GRAPH_FILE, Store
from kg.graph.terms import Names
from tests.analysis.generated import NAMES, corpus, store_of


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.ontology_dir() / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return sorted(store_of(corpus(9, 4).readings), key=lambda quad: (str(quad.graph_name), str(quad.triple)))


def written(quads: list[ox.Quad], folder: Path) -> Path:
    (folder / DATA).mkdir()
    Store(quads).write(folder)
    return folder / GRAPH_FILE


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("names", [NAMES, Names("https://elsewhere.example/")], ids=["its base", "another base"])
def test_a_graph_with_faults_anywhere_is_judged_the_same_in_parts(seed, names, quads, shapes, tmp_path, monkeypatch):
    chance = random.Random(seed)
    harmed = [quad for quad in quads if chance.random() > 0.02]
    chosen = chance.sample(quads, 40)
    moved = [ox.Quad(q.subject, q.predicate, chance.choice(quads).object, q.graph_name) for q in chosen]
    path = written([*harmed, *moved], tmp_path)
    whole = finish.violations({quad.triple for quad in ox.parse(path=str(path))}, shapes)
    monkeypatch.setattr(finish, "AT_ONCE", 2)
    assert len(whole) > 5
    assert finish.violations_of_file(path, shapes, names) == whole


def test_the_slices_of_a_file_are_its_graphs(quads, tmp_path):
    found = slices(written(quads, tmp_path))
    graphs = [(graph.value, list(said)) for graph, said in groupby(quads, key=lambda quad: quad.graph_name)]
    assert [each.graph for each in found] == [graph for graph, _ in graphs]
    for each, (_, said) in zip(found, graphs, strict=True):
        assert list(each.triples()) == [quad.triple for quad in said]


def test_an_empty_file_has_no_graphs(tmp_path):
    path = written([], tmp_path)
    assert slices(path) == [] == list(merged_triples(path))


def test_merged_graphs_are_one_sorted_graph(quads, tmp_path):
    merged = list(merged_triples(written(quads, tmp_path)))
    assert merged == sorted({quad.triple for quad in quads}, key=str)


def test_more_graphs_than_files_may_be_open_at_a_time_are_merged(tmp_path):
    resource = pytest.importorskip("resource", reason="Windows has another limit")
    said = [ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")]
    path = written([ox.Quad(*said, ox.NamedNode(f"urn:g{number}")) for number in range(2000)], tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 500), hard))
    try:
        assert list(merged_triples(path)) == [ox.Triple(*said)]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
