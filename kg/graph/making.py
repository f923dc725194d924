"""From a paper to its graph, with all that the graph depends on besides the paper.

As a process of its own (see :mod:`kg.beside`) it is told a recipe once, then papers, and answers with their graphs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kg.beside import answer
from kg.corpus.kept import paper_of_json
from kg.extract.reading import Extractor, uncollected
from kg.graph.paper_graph import PaperGraph, PaperGraphs
from kg.graph.recipe import FAULT, Recipe
from kg.graph.terms import Names
from kg.model import LitkgError, Paper


@dataclass(frozen=True, slots=True)
class GraphMaker:
    """Makes graphs of papers; made once, used for every paper of a corpus."""

    extractor: Extractor
    graphs: PaperGraphs

    @classmethod
    def of(cls, recipe: Recipe) -> GraphMaker:
        """Make one.

        Raises:
            LitkgError: the ontology or an extractor cannot be used.
        """
        ontology = Path(recipe.ontology)
        extractor = Extractor.of(ontology, recipe.extractors)
        return cls(extractor, PaperGraphs(ontology, extractor.lexicon, Names(recipe.base)))

    def make(self, paper: Paper) -> PaperGraph:
        """Make the graph of a paper.

        Raises:
            LitkgError: an extractor fails or breaks the contract.
        """
        with uncollected():
            return self.graphs.of(self.extractor.read(paper))


class _Told:
    """What a process of its own was told: first a recipe, then a paper at a time."""

    def __init__(self) -> None:
        self._maker: GraphMaker | None = None

    def answer(self, *said: str) -> bytes:
        try:
            if self._maker is None:
                self._maker = GraphMaker.of(Recipe(said[0], said[1], tuple(said[2:])))
                return b""
            key, paper = said
            return self._maker.make(paper_of_json(key, paper.encode())).to_bytes()
        except LitkgError as fault:
            return FAULT + json.dumps([fault.place, fault.what, fault.mend]).encode()


if __name__ == "__main__":
    answer(_Told().answer)
