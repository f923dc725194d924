"""From the graphs of papers to the graph of a corpus: with the ontology, places, and what the papers say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING

from kg.graph.answers import OF_VOCABULARY, Answers, asked
from kg.graph.graph_file import GraphFile, lines_of
from kg.graph.paper_graph import PaperGraph, PaperGraphs
from kg.graph.places import place_quads
from kg.graph.store import DATA, GRAPH_FILE, Store
from kg.graph.terms import Names
from kg.inputs import Options
from kg.model import Paper, Place, Reading

if TYPE_CHECKING:
    from kg.analysis.overrides import Overrides
    from kg.extract.lexicon import Lexicon


def assemble(
    papers: Mapping[str, Paper],
    graphs: Iterable[PaperGraph],
    options: Options,
    overrides: Overrides | None,
    beside: IO[bytes],
) -> GraphFile:
    """Put the graphs of papers together.

    Args:
        papers: the papers by their keys.
        graphs: the graph of each; they are taken as they come, and none is kept in memory.
        options: what a build depends on besides its papers.
        overrides: what a researcher decided on works, if anything.
        beside: an empty file for graphs that wait for their place.
    """
    from kg.analysis.infer import infer

    names = Names(options.base)
    ontology = Store().ontology_added(options.ontology)
    made, answers = GraphFile(beside), Answers(asked(ontology, *OF_VOCABULARY))
    settings: list[Place] = []
    shingles: dict[str, bytes] = {}
    for graph in graphs:
        made.put(graph.name, graph.quads)
        answers.add(graph.name, graph.answers)
        shingles[graph.key] = graph.shingles
        if graph.setting:
            settings.append(graph.setting)
    ontology.add(place_quads(names, settings))
    for name in ontology.graphs():
        made.add(name.value, ontology.lines(name))

    def said(key: str) -> set[bytes]:
        return set(made.lines(names.graph(key).value))

    analysis = names.analysis()
    taken = (shingles.popitem() for _ in range(len(shingles)))  # they are many, and asked for once
    made.add(analysis.value, lines_of(infer(answers, names, papers, taken, overrides, said), analysis))
    return made


def graph_of(
    readings: Iterable[Reading], lexicon: Lexicon, options: Options, overrides: Overrides | None = None
) -> Store:
    """Make the graph: the ontology, one named graph a paper, and one of what they say together."""
    graphs = PaperGraphs(options.ontology, lexicon, Names(options.base))
    read = list(readings)
    with TemporaryDirectory() as folder, TemporaryFile() as beside:
        (Path(folder) / DATA).mkdir()
        papers = {reading.paper.key: reading.paper for reading in read}
        assemble(papers, map(graphs.of, read), options, overrides, beside).write(Path(folder) / GRAPH_FILE)
        return Store.of_build(Path(folder), whole=True)
