"""Papers read in this process, one after the other: a few of them are read soonest so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Self

from kg.graph.making import GraphMaker
from kg.graph.paper_graph import PaperGraph
from kg.graph.recipe import Recipe
from kg.model import Paper


class Here:
    """Reads papers in this process."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    @cached_property
    def _maker(self) -> GraphMaker:
        return GraphMaker.of(self._recipe)

    def graphs(self, papers: Iterable[Paper]) -> Iterator[PaperGraph]:
        """Make the graph of each paper."""
        for paper in papers:
            yield self._maker.make(paper)
