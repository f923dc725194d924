"""Papers are read on a Dask cluster, and what is made of them is the same, even when a worker is killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import resources
from kg.corpus.reader import read_corpus
from kg.engines import Workers, engine
from kg.engines.here import Here
from kg.graph.recipe import Recipe
from kg.model import LitkgError
from tests.helpers import ROOT, kg, tree

pytest.importorskip("distributed", reason="pip install 'litkg[dask]'")
pytestmark = pytest.mark.slow
RECIPE = Recipe(str(resources.ontology_dir()))


def started(folder: Path, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "dask", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """The address of a scheduler, and its two workers, all of them processes of their own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    workers = [started(tmp_path, *worker) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_cluster_makes_the_same_graphs_though_a_worker_is_killed(cluster):
    address, workers = cluster
    papers = read_corpus(resources.sources_dir()).papers * 6
    with Here(RECIPE) as here:
        expected = [graph.to_bytes() for graph in here.graphs(papers)]
    with engine(RECIPE, len(papers), Workers(scheduler=address)) as chosen:
        chosen._client.wait_for_workers(2, timeout=60)
        graphs = chosen.graphs(papers)
        made = [next(graphs).to_bytes() for _ in range(2)]
        os.kill(workers[0].pid, signal.SIGKILL)
        made += [graph.to_bytes() for graph in graphs]
    assert made == expected
    assert workers[0].wait(10) == -signal.SIGKILL and workers[1].poll() is None


def test_a_build_on_a_cluster_is_the_same_bytes(cluster, notes_build, tmp_path):
    address, _ = cluster
    out = tmp_path / "build"
    done = kg("build", ROOT / "sources", "--out", out, "--engine", "dask", "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert tree(out) == tree(notes_build)


def test_a_fault_on_a_worker_is_told_as_it_is_here(cluster, tmp_path):
    papers = read_corpus(resources.sources_dir()).papers
    with (
        engine(Recipe(str(tmp_path)), 5, Workers(scheduler=cluster[0])) as chosen,
        pytest.raises(LitkgError, match=r"vocabulary\.ttl"),
    ):
        list(chosen.graphs(papers))


def test_a_scheduler_that_is_not_there_is_told(tmp_path):
    done = kg("build", ROOT / "sources", "--out", tmp_path / "b", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2 and "say --engine dask too" in done.stderr
    with pytest.raises(LitkgError, match="no Dask scheduler answers"):
        engine(RECIPE, 5, Workers(scheduler="nonsense://127.0.0.1:9"))
