"""The graph file of a build, put together from named graphs that are finished one by one, in any order.

A corpus of thousands of papers has more quads than the memory: each graph goes to a file beside as it comes, and from
there to its place. One that is too large itself is sorted in runs, which are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from os import SEEK_END
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.graph.slices import once
from kg.graph.to_rdf import Triple

MEGABYTE = 1 << 20
RUN = 200_000
"""Lines that are sorted at a time: some 60 MB."""
AT_ONCE = 5_000
"""Lines that are written at a time."""
Place = tuple[int, int]


class GraphFile:
    r"""Takes graphs in lines of N-Quads, and writes them all, sorted by their names.

    >>> import io
    >>> graphs = GraphFile(io.BytesIO())
    >>> graphs.put("urn:h", b"<a:a> <a:b> <a:c> <urn:h> .\n")
    >>> graphs.add("urn:g", [b"<a:a> <a:b> <a:d> <urn:g> .\n", b"<a:a> <a:b> <a:c> <urn:g> .\n"] * 2)
    >>> graphs.quads, [line[-14:-3] for line in graphs.lines("urn:g")]
    (3, [b':c> <urn:g>', b':d> <urn:g>'])
    """

    def __init__(self, beside: IO[bytes]) -> None:
        self._beside = beside
        self._places: dict[str, Place] = {}
        self.quads = 0
        """How many there are."""

    def put(self, graph: str, written: bytes) -> None:
        """Take a graph that is sorted already."""
        self._places[graph] = self._append(written)
        self.quads += written.count(b"\n")

    def add(self, graph: str, lines: Iterable[bytes]) -> None:
        """Take a graph: all its lines, in any order; said twice, a line counts once."""
        left, runs = iter(lines), list[Place]()
        while some := list(islice(left, RUN)):
            runs.append(self._append(b"".join(sorted(set(some)))))
        merged = once(merge(*(self._lines(*run) for run in runs)))
        start = end = self._append(b"")[1]
        while some := list(islice(merged, AT_ONCE)):
            _, end = self._append(b"".join(some))
            self.quads += len(some)
        self._places[graph] = start, end

    def lines(self, graph: str) -> list[bytes]:
        """Give the lines of a graph that was taken; none of one that was not."""
        return list(self._lines(*self._places.get(graph, (0, 0))))

    def write(self, path: Path) -> None:
        """Write all graphs into a file: sorted by graph, then by line."""
        with path.open("wb") as file:
            for graph in sorted(self._places, key=lambda name: f"<{name}>"):
                start, end = self._places[graph]
                self._beside.seek(start)
                while start < end:
                    start += file.write(self._beside.read(min(MEGABYTE, end - start)))

    def _append(self, written: bytes) -> Place:
        start = self._beside.seek(0, SEEK_END)
        self._beside.write(written)
        return start, start + len(written)

    def _lines(self, start: int, end: int) -> Iterator[bytes]:
        """Read lines, a megabyte at a time; others may read and write in between."""
        left = b""
        while start < end:
            self._beside.seek(start)
            some = self._beside.read(min(MEGABYTE, end - start))
            start += len(some)
            whole, newline, rest = some.rpartition(b"\n")
            yield from (left + whole + newline).splitlines(keepends=True) if newline else ()
            left = rest if newline else left + rest


def lines_of(triples: Iterable[Triple], graph: NamedNode) -> Iterator[bytes]:
    """Write triples as lines of N-Quads, in their order."""
    left = iter(triples)
    while some := list(islice(left, AT_ONCE)):
        quads = (Quad(subject, predicate, value, graph) for subject, predicate, value in some)
        yield from (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
