"""What builds keep of each paper: the paper as it was read, and its graph. Only what has changed is made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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

    def graphs(self, papers: Mapping[str, Paper], options: Options, workers: Workers) -> Iterator[PaperGraph]:
        """Give the graph of each paper, in order; it is made where it is not known."""
        recipe = Recipe(str(options.ontology), options.base, options.extractors)
        places = {key: self._key(paper) for key, paper in papers.items()}
        new = [key for key in papers if not self._cache.has(places[key])]
        made, waited = _made(map(papers.__getitem__, new), len(new), recipe, workers), frozenset(new)
        for key in papers:
            kept = None if key in waited else self._cache.get(places[key])
            if kept is not None:
                yield PaperGraph.of_bytes(kept)
                continue
            again = made if key in waited else _made([papers[key]], 1, recipe, workers)  # what was kept is damaged
            graph = next(again)
            self.made += 1
            if places[key]:
                self._cache.put(places[key], graph.to_bytes())
            yield graph

    def _key(self, paper: Paper) -> str:
        content = self.papers.digest_of(paper)
        return digest("graph", FORMAT, reading_digest(), self._reading, content) if content else ""


def _made(papers: Iterable[Paper], count: int, recipe: Recipe, workers: Workers) -> Iterator[PaperGraph]:
    """Extract from papers, in order."""
    with engine(recipe, count, workers) as chosen:
        yield from chosen.graphs(papers)
