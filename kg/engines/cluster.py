"""Papers read on a Dask cluster: one that runs elsewhere, or one that is started on this machine.

The workers need litkg of the same version, and the ontology's folder at the same path.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from kg import __version__
from kg.corpus.kept import paper_json, paper_of_json
from kg.graph.paper_graph import PaperGraph
from kg.graph.recipe import Recipe
from kg.model import LitkgError, Paper

if TYPE_CHECKING:
    from kg.graph.making import GraphMaker

IN_HAND = 4  # papers for each thread of a worker
AT_LEAST = 8
RETRIES = 3
SECONDS = "30s"
Answer = tuple[bytes, tuple[str, str, str] | None]


class Cluster:
    """Reads papers on a cluster; what a worker that goes away had in hand is read by another."""

    def __init__(self, recipe: Recipe, scheduler: str, processes: int | None) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise LitkgError("--engine dask", "Dask is not installed", "pip install 'litkg[dask]'") from error
        self._recipe = recipe
        self._cluster: Any = None
        try:
            if not scheduler:
                self._cluster = LocalCluster(n_workers=processes, threads_per_worker=1, dashboard_address=None)
            self._client = Client(self._cluster or scheduler, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            what = f"no Dask scheduler answers ({error or type(error).__name__})"
            raise LitkgError(f"--scheduler {scheduler}", what, "start one with 'dask scheduler'") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def graphs(self, papers: Iterable[Paper]) -> Iterator[PaperGraph]:
        """Make the graph of each paper, in the order of the papers."""
        told: deque[Any] = deque()
        for paper in papers:
            given = (tuple(self._recipe), __version__, paper.key, paper_json(paper))
            told.append(self._client.submit(made, *given, pure=False, retries=RETRIES))
            if len(told) >= max(AT_LEAST, IN_HAND * sum(self._client.nthreads().values())):
                yield _graph(told.popleft())
        while told:
            yield _graph(told.popleft())


def made(recipe: tuple[Any, ...], version: str, key: str, paper: bytes) -> Answer:
    """Make a graph on a worker; a fault of the input is an answer, which no retry can mend."""
    try:
        if version != __version__:
            raise LitkgError("a Dask worker", f"has litkg {__version__}, not {version}", "install the same everywhere")
        return _maker(Recipe(*recipe)).make(paper_of_json(key, paper)).to_bytes(), None
    except LitkgError as fault:
        return b"", (fault.place, fault.what, fault.mend)


@cache
def _maker(recipe: Recipe) -> GraphMaker:
    from kg.graph.making import GraphMaker

    return GraphMaker.of(recipe)


def _graph(future: Any) -> PaperGraph:
    try:
        written, fault = future.result()
    except Exception as error:  # whatever the cluster may raise when it loses its workers
        told = f"the cluster fails ({type(error).__name__}: {error})"
        raise LitkgError("--engine dask", told, "look into its logs, or build without it") from error
    future.release()
    if fault:
        raise LitkgError(*fault)
    return PaperGraph.of_bytes(written)
