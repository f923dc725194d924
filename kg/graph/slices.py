"""The named graphs of a sorted file of N-Quads, each by where it stands, so that none needs the memory for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import ONTOLOGY_GRAPH, VOCABULARY_GRAPH

MANY = 400
"""Lines that are read at a time."""
PAPERS, PLACES = "/graph/", "/places"


@dataclass(frozen=True, slots=True)
class Slice:
    """One named graph of a file: its IRI, and the bytes from ``start`` up to ``end``."""

    path: Path
    graph: str
    start: int
    end: int

    @property
    def is_paper(self) -> bool:
        """Whether it is what one paper says."""
        return PAPERS in self.graph

    @property
    def is_common(self) -> bool:
        """Whether it is known to all papers: ontology, vocabulary and places."""
        return self.graph in (ONTOLOGY_GRAPH, VOCABULARY_GRAPH) or self.graph.endswith(PLACES)

    def lines(self) -> Iterator[bytes]:
        """Read its lines, in their order."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.end - self.start
            while left > 0:
                line = file.readline()
                left -= len(line)
                yield line

    def triples(self) -> Iterator[ox.Triple]:
        """Read its triples, in their order."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            content = file.read(self.end - self.start)
        for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS):
            yield quad.triple


def slices(path: Path) -> list[Slice]:
    """Find the named graphs of a file in which the quads of each stand together."""
    found: list[Slice] = []
    graph, start, at = b"", 0, 0
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(graph) or not graph:
                if graph:
                    found.append(_slice(path, graph, start, at))
                graph, start = line[line.rindex(b" <") :], at
            at += len(line)
    return [*found, _slice(path, graph, start, at)] if graph else found


def _slice(path: Path, ending: bytes, start: int, end: int) -> Slice:
    return Slice(path, ending[2:].partition(b">")[0].decode(), start, end)


def merged_triples(parts: Iterable[Slice]) -> Iterator[ox.Triple]:
    """Merge graphs to one: their triples as N-Triples sorts them, each once."""
    file = BufferedReader(_Merged(parts), 1 << 16)
    return (quad.triple for quad in ox.parse(file, format=ox.RdfFormat.N_TRIPLES))


class _Merged(RawIOBase):
    """The sorted lines of several graphs as one file of N-Triples."""

    def __init__(self, parts: Iterable[Slice]) -> None:
        self._lines = _once(merge(*(_without_graph(part) for part in parts)))
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next; nothing at the end."""
        room = memoryview(buffer)
        if not self._left:
            self._left = b"".join(islice(self._lines, MANY))
        taken = self._left[: len(room)]
        room[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def _without_graph(part: Slice) -> Iterator[bytes]:
    ending = len(f" <{part.graph}> .\n".encode())
    return (line[:-ending] + b" .\n" for line in part.lines())


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
