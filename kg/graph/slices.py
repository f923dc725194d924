"""The named graphs of a sorted file of N-Quads, each by where it stands, so that none needs the memory for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from io import BufferedReader, RawIOBase
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import pyoxigraph as ox

MANY = 400
"""Lines that are read at a time."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One named graph of a file: its IRI, and the bytes from ``start`` up to ``end``."""

    path: Path
    graph: str
    start: int
    end: int

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


def merged_triples(path: Path) -> Iterator[ox.Triple]:
    """Merge the graphs of a file to one: their triples as N-Triples sorts them, each once."""
    parts = slices(path)
    if not parts:
        return
    # one mapping for all of them: a file opened for each graph would be more than a system allows
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        merged = BufferedReader(_Merged(merge(*(_lines(content, part) for part in parts))), 1 << 16)
        for quad in ox.parse(merged, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


class _Merged(RawIOBase):
    """Sorted lines as a file, each once."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = once(lines)
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


def _lines(content: mmap, part: Slice) -> Iterator[bytes]:
    """Read the lines of a graph as N-Triples, in their order."""
    ending = len(f" <{part.graph}> .\n".encode())
    at = part.start
    while at < part.end:
        end = content.find(b"\n", at) + 1
        yield content[at : end - ending] + b" .\n"
        at = end


def once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give sorted lines, each once."""
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
