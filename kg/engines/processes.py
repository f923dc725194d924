"""Papers read on all processors of this machine, in processes that load their libraries from the first moment on."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Self

from kg.beside import Beside, BesideError
from kg.corpus.kept import paper_json
from kg.graph.paper_graph import PaperGraph
from kg.graph.recipe import FAULT, Recipe
from kg.model import LitkgError, Paper

MAKER = "kg.graph.making"
IN_HAND = 2  # papers that a process has: one that it reads, one that waits


class Processes:
    """Reads papers in several processes; a paper that breaks one is given to another once more."""

    def __init__(self, recipe: Recipe, count: int) -> None:
        self._recipe = recipe
        self._count = count
        self._makers: list[_Maker] = []

    def __enter__(self) -> Self:
        self._makers = [_Maker(self._recipe) for _ in range(self._count)]
        return self

    def __exit__(self, *_: object) -> None:
        for maker in self._makers:
            maker.end()

    def graphs(self, papers: Iterable[Paper]) -> Iterator[PaperGraph]:
        """Make the graph of each paper; they take turns, so that graphs come in the order of the papers.

        Raises:
            LitkgError: the ontology or an extractor cannot be used, or a paper breaks its process twice.
        """
        told: deque[_Maker] = deque()
        for number, paper in enumerate(papers):
            maker = self._makers[number % len(self._makers)]
            maker.start(paper)
            told.append(maker)
            if len(told) >= IN_HAND * len(self._makers):
                yield told.popleft().result()
        while told:
            yield told.popleft().result()


class _Maker:
    """One process, with the papers that it has in hand."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._in_hand: deque[Paper] = deque()
        self._begin()

    def _begin(self) -> None:
        self._process = Beside(MAKER)
        self._process.start(self._recipe.ontology, self._recipe.base, *self._recipe.extractors)
        self._ready = False

    def end(self) -> None:
        self._process.__exit__()

    def start(self, paper: Paper) -> None:
        self._in_hand.append(paper)
        self._process.start(paper.key, paper_json(paper).decode())

    def result(self) -> PaperGraph:
        """Wait for the next graph."""
        try:
            said = self._answer()
        except BesideError:
            self._again()
            try:
                said = self._answer()
            except BesideError as error:
                paper = self._in_hand[0].key
                raise LitkgError(f"paper '{paper}'", f"breaks its reader ({error})", "please report it") from error
        self._in_hand.popleft()
        return PaperGraph.of_bytes(said)

    def _answer(self) -> bytes:
        if not self._ready:
            _without_fault(self._process.written())
            self._ready = True
        return _without_fault(self._process.written())

    def _again(self) -> None:
        """Give what was in hand to a new process."""
        self._process.__exit__()
        self._begin()
        for paper in self._in_hand:
            self._process.start(paper.key, paper_json(paper).decode())


def _without_fault(said: bytes) -> bytes:
    if said.startswith(FAULT):
        place, what, mend = json.loads(said.removeprefix(FAULT))
        raise LitkgError(place, what, mend)
    return said
