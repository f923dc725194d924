"""The graph of one paper as a build takes it in and keeps it for the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

import pyoxigraph as ox

from kg.extract.lexicon import Lexicon
from kg.graph.terms import Names
from kg.graph.to_rdf import quads_of
from kg.model import Place, Reading


@dataclass(frozen=True, slots=True)
class PaperGraph:
    """The graph of one paper in N-Quads, what it says counted, and where its study is set."""

    quads: bytes
    statements: int = 0
    references: int = 0
    citations: int = 0
    setting: Place | None = None

    def to_bytes(self) -> bytes:
        """Write it: a line of JSON, then the quads."""
        counts = [self.statements, self.references, self.citations]
        setting = astuple(self.setting) if self.setting else None
        return json.dumps([counts, setting]).encode() + b"\n" + self.quads

    @classmethod
    def of_bytes(cls, written: bytes) -> PaperGraph:
        r"""Read what :meth:`to_bytes` wrote.

        >>> graph = PaperGraph(b"<a:a> <a:b> <a:c> <a:g> .\n", 3, setting=Place("kota", "Angin", "Awan", "ID-A"))
        >>> PaperGraph.of_bytes(graph.to_bytes()) == graph
        True
        """
        head, _, quads = written.partition(b"\n")
        counts, setting = json.loads(head)
        statements, references, citations = counts
        return cls(quads, statements, references, citations, Place(*setting) if setting else None)


def paper_graph(reading: Reading, lexicon: Lexicon, names: Names) -> PaperGraph:
    """Make the graph of what was understood of a paper."""
    return PaperGraph(
        n_quads(quads_of(reading, lexicon, names)),
        len(reading.statements),
        len(reading.references),
        len(reading.citations),
        reading.study.setting,
    )


def n_quads(quads: Iterable[ox.Quad]) -> bytes:
    """Write quads in N-Quads."""
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
