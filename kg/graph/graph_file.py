"""The graph file of a build, put together from named graphs that are finished one by one, in any order.

A corpus of thousands of papers has more quads than the memory: each graph goes to a file beside as it comes, and from
there to its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from os import SEEK_END
from pathlib import Path
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

MEGABYTE = 1 << 20
AT_ONCE = 5_000
"""Triples that are written at a time."""
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


class GraphFile:
    r"""Takes graphs in lines of N-Quads, and writes them all, sorted by their names.

    >>> import io
    >>> graphs = GraphFile(io.BytesIO())
    >>> graphs.add("urn:h", [b"<a:a> <a:b> <a:c> <urn:h> .\n"])
    >>> graphs.add("urn:g", [b"<a:a> <a:b> <a:d> <urn:g> .\n", b"<a:a> <a:b> <a:c> <urn:g> .\n"] * 2)
    >>> graphs.quads, [line[-14:-3] for line in graphs.lines("urn:g")]
    (3, [b'c> <urn:g> ', b'd> <urn:g> '])
    """

    def __init__(self, beside: IO[bytes]) -> None:
        self._beside = beside
        self._places: dict[str, tuple[int, int]] = {}
        self.quads = 0
        """How many there are."""

    def add(self, graph: str, lines: Iterable[bytes]) -> None:
        """Take a graph: all its lines, in any order; said twice, a line counts once."""
        self.put(graph, b"".join(sorted(set(lines))))

    def put(self, graph: str, written: bytes) -> None:
        """Take a graph that is sorted already."""
        start = self._beside.seek(0, SEEK_END)
        self._beside.write(written)
        self._places[graph] = start, start + len(written)
        self.quads += written.count(b"\n")

    def lines(self, graph: str) -> list[bytes]:
        """Give the lines of a graph that was taken; none of one that was not."""
        start, end = self._places.get(graph, (0, 0))
        self._beside.seek(start)
        return self._beside.read(end - start).splitlines(keepends=True)

    def write(self, path: Path) -> None:
        """Write all graphs into a file: sorted by graph, then by line."""
        with path.open("wb") as file:
            for graph in sorted(self._places, key=lambda name: f"<{name}>"):
                start, end = self._places[graph]
                self._beside.seek(start)
                while start < end:
                    start += file.write(self._beside.read(min(MEGABYTE, end - start)))


def lines_of(triples: Iterable[Triple], graph: NamedNode) -> Iterator[bytes]:
    """Write triples as lines of N-Quads, in their order."""
    left = iter(triples)
    while some := list(islice(left, AT_ONCE)):
        written = serialize((Quad(s, p, o, graph) for s, p, o in some), format=RdfFormat.N_QUADS) or b""
        yield from written.splitlines(keepends=True)
