"""What builds keep of each paper: the paper as it was read, and its graph. Only what has changed is made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.cache import Cache
from kg.corpus.kept import KeptPapers
from kg.digests import digest, reading_digest
from kg.engines import Workers, engine
from kg.graph.paper_graph import PaperGraph
from kg.graph.recipe import Recipe
from kg.inputs import Inputs, Options
from kg.model import Paper

FORMAT = 1


class Kept:
    """What earlier builds kept of the papers of a corpus."""

    def __init__(self, cache: Cache, inputs: Inputs, corpus: Path) -> None:
        self._cache = cache
        self._reading = inputs.reading()
        self.papers = KeptPapers(cache, {corpus / name: content for name, content in inputs.papers.items()})
        self.made = 0
        """The papers that were extracted from, for their graphs were not kept."""

    def graphs(self, papers: Sequence[Paper], options: Options, workers: Workers) -> Iterator[PaperGraph]:
        """Give the graph of each paper, in order; it is made where it is not known."""
        recipe = Recipe(str(options.ontology), options.base, options.extractors)
        keys = {paper.key: self._key(paper) for paper in papers}
        new = {paper.key for paper in papers if not self._cache.has(keys[paper.key])}
        made = _made([paper for paper in papers if paper.key in new], recipe, workers)
        for paper in papers:
            kept = None if paper.key in new else self._cache.get(keys[paper.key])
            if kept is not None:
                yield PaperGraph.of_bytes(kept)
                continue
            again = made if paper.key in new else _made([paper], recipe, workers)  # what was kept is damaged
            graph = next(again)
            self.made += 1
            if keys[paper.key]:
                self._cache.put(keys[paper.key], graph.to_bytes())
            yield graph

    def _key(self, paper: Paper) -> str:
        content = self.papers.digest_of(paper)
        return digest("graph", FORMAT, reading_digest(), self._reading, content) if content else ""


def _made(papers: Sequence[Paper], recipe: Recipe, workers: Workers) -> Iterator[PaperGraph]:
    """Extract from papers, in order."""
    with engine(recipe, len(papers), workers) as chosen:
        yield from chosen.graphs(papers)
