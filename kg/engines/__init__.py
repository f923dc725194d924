"""Where papers are read for what they say: in this process, on all its machine's processors, or on a Dask cluster.

Every engine makes the same graphs in the same order, byte for byte; they differ in the time that they take.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, Self

from kg.graph.paper_graph import PaperGraph
from kg.graph.recipe import Recipe
from kg.model import Paper

FEW = 32
"""So many papers are read sooner here than other processes get ready."""


class Engine(Protocol):
    """Makes graphs of papers, while it is entered."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def graphs(self, papers: Iterable[Paper]) -> Iterator[PaperGraph]:
        """Make the graph of each paper, in the order of the papers, of which few are in hand at a time.

        Raises:
            LitkgError: the ontology or an extractor cannot be used.
        """
        ...


class Workers(NamedTuple):
    """Who reads: so many processes, all processors when left out, or those of a Dask cluster.

    ``scheduler`` is the address of a Dask scheduler, or empty for a cluster on this machine.
    """

    processes: int | None = None
    scheduler: str | None = None


ALL_PROCESSORS = Workers()


def engine(recipe: Recipe, papers: int, workers: Workers = ALL_PROCESSORS) -> Engine:
    """Choose an engine.

    Args:
        recipe: what the graphs depend on besides the papers.
        papers: how many there are to read, at most.
        workers: what the user wants, if anything.

    Raises:
        LitkgError: Dask is not installed, or there is no scheduler at this address.
    """
    processes, scheduler = workers
    if scheduler is not None:
        from kg.engines.cluster import Cluster

        return Cluster(recipe, scheduler, processes)
    count = processes or processors()
    if count > 1 and papers > (FEW if processes is None else 1):
        from kg.engines.processes import Processes

        return Processes(recipe, min(count, papers))
    from kg.engines.here import Here

    return Here(recipe)


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
