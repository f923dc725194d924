"""Papers are read on all processors, or elsewhere, and what is made of them is the same, byte for byte."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from kg import resources
from kg.corpus.reader import read_corpus
from kg.engines import FEW, Workers, engine
from kg.engines.here import Here
from kg.engines.processes import Processes
from kg.graph.recipe import Recipe
from kg.model import LitkgError
from tests.helpers import corpus, document, kg, tree

RECIPE = Recipe(str(resources.ontology_dir()))


@pytest.fixture(scope="module")
def papers():
    """The reading notes."""
    return read_corpus(resources.sources_dir()).papers


@pytest.fixture(scope="module")
def expected(papers):
    """What this process makes of them, one after the other."""
    with Here(RECIPE) as here:
        return [graph.to_bytes() for graph in here.graphs(papers)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_several_processes_make_the_same_graphs_in_the_same_order(count, papers, expected):
    with Processes(RECIPE, count) as several:
        assert [graph.to_bytes() for graph in several.graphs(papers)] == expected
        assert next(several.graphs(papers[-1:])).to_bytes() == expected[-1], "asked again"


def test_few_papers_are_read_here_and_many_by_all_processors():
    chosen = {papers: type(engine(RECIPE, papers, Workers(2))) for papers in (1, 2)}
    assert chosen == {1: Here, 2: Processes}, "who asks for processes gets them"
    assert isinstance(engine(RECIPE, FEW), Here)


def started() -> list[psutil.Process]:
    running = [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    return [child for child in running if "kg.graph.making" in child.cmdline()]


def test_a_process_that_is_killed_costs_nothing(papers, expected):
    with Processes(RECIPE, 2) as several:
        graphs = several.graphs(papers * 3)
        made = [next(graphs).to_bytes()]
        os.kill(started()[0].pid, signal.SIGKILL)
        made += [graph.to_bytes() for graph in graphs]
    assert made == expected * 3
    assert started() == [], "none is left"


def test_few_papers_are_in_hand_at_a_time(papers):
    taken = []

    def told():
        for paper in papers * 4:
            taken.append(paper.key)
            yield paper

    with Processes(RECIPE, 2) as several:
        for given, _ in enumerate(several.graphs(told()), 1):
            assert len(taken) - given <= 4
    assert len(taken) == len(papers) * 4


def test_a_fault_in_a_process_is_told_as_it_is_here(papers, tmp_path):
    told = set()
    for make in (Here, lambda recipe: Processes(recipe, 2)):
        with pytest.raises(LitkgError) as fault, make(Recipe(str(tmp_path))) as made:
            list(made.graphs(papers))
        told.add(str(fault.value))
    assert len(told) == 1 and "vocabulary.ttl" in told.pop()


@pytest.mark.slow
def test_a_build_by_several_processes_is_the_same_bytes(tmp_path):
    texts = {f"rara{number}-2024": document(f"Penggunaan aplikasi JMO sudah efektif {number}.") for number in range(6)}
    papers = corpus(tmp_path / "papers", texts)
    for processes in ("1", "3"):
        done = kg("build", papers, "--out", Path(tmp_path / processes), "--processes", processes)
        assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "3") == tree(tmp_path / "1")
