"""The graph of one paper as a build takes it in and keeps it for the next one."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.extract.lexicon import Lexicon
from kg.graph.answers import OF_PAPERS, Table, asked
from kg.graph.places import place_quads
from kg.graph.shapes import misplaced
from kg.graph.shingles import shingled
from kg.graph.store import Store
from kg.graph.terms import Names
from kg.graph.to_rdf import quads_of
from kg.model import LitkgError, Place, Reading

AT_MOST = 10
"""Papers that go through one store: what is removed from one still takes room and time in it."""


@dataclass(frozen=True, slots=True)
class PaperGraph:
    """The graph of one paper in sorted N-Quads, what it says counted, where its study is set, its rows and shingles."""

    name: str
    quads: bytes
    statements: int = 0
    references: int = 0
    citations: int = 0
    setting: Place | None = None
    answers: Mapping[str, Table] = field(default_factory=dict)
    shingles: bytes = b""

    @property
    def key(self) -> str:
        """The key of the paper."""
        return unquote(self.name.rpartition("/")[2])

    def to_bytes(self) -> bytes:
        """Write it: a line of JSON, then the quads."""
        counts = [self.statements, self.references, self.citations]
        setting = astuple(self.setting) if self.setting else None
        head = [self.name, counts, setting, self.answers, b64encode(self.shingles).decode()]
        return json.dumps(head).encode() + b"\n" + self.quads

    @classmethod
    def of_bytes(cls, written: bytes) -> PaperGraph:
        r"""Read what :meth:`to_bytes` wrote.

        >>> graph = PaperGraph("a:g", b"<a:a> <a:b> <a:c> <a:g> .\n", 3, setting=Place("kota", "Angin", "Awan", "ID-A"))
        >>> PaperGraph.of_bytes(graph.to_bytes()) == graph
        True
        """
        head, _, quads = written.partition(b"\n")
        name, (statements, references, citations), setting, answers, shingles = json.loads(head)
        place = Place(*setting) if setting else None
        tables = {query: (columns, rows) for query, (columns, rows) in answers.items()}
        return cls(name, quads, statements, references, citations, place, tables, b64decode(shingles))


class PaperGraphs:
    """Makes the graphs of papers from what was understood of them; made once for all papers of a corpus.

    Args:
        ontology: the folder with the ontology and the vocabulary.
        lexicon: the vocabulary, which names the concepts.
        names: the IRIs of the corpus.

    Raises:
        LitkgError: there is no ontology in the folder.
    """

    def __init__(self, ontology: Path, lexicon: Lexicon, names: Names) -> None:
        self._ontology = list(Store().ontology_added(ontology))
        self._store = Store()
        self._made = 0
        self._lexicon = lexicon
        self._names = names

    def of(self, reading: Reading) -> PaperGraph:
        """Make the graph of one paper.

        Raises:
            LitkgError: a quote does not stand in the text where the graph says.
        """
        if self._made % AT_MOST == 0:
            self._store = Store(self._ontology)
        self._made += 1
        graph = self._names.graph(reading.paper.key)
        try:
            return self._of(reading, graph)
        finally:
            self._store.remove(graph, self._names.places())

    def _of(self, reading: Reading, graph: NamedNode) -> PaperGraph:
        paper, setting = reading.paper, reading.study.setting
        self._store.add(quads_of(reading, self._lexicon, self._names))
        self._store.add(place_quads(self._names, [setting] if setting else []))
        for wrong in misplaced(self._store, {self._names.text(paper.key).value: paper.text}):
            raise LitkgError(wrong.focus, wrong.message, "this is a fault of litkg: please report it")
        return PaperGraph(
            graph.value,
            b"".join(self._store.lines(graph)),
            len(reading.statements),
            len(reading.references),
            len(reading.citations),
            setting,
            asked(self._store, *OF_PAPERS),
            shingled(paper.text, [(each.start, each.end) for each in paper.sentences]).to_bytes(),
        )
