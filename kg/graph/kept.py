"""Answers kept beside the graph on disk: what takes long to find in it is looked for once.

An answer is a file in the folder of the store that it was asked of, so it goes when that goes. It is named after its
query, and ends with its checksum: one that is damaged is asked for again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kg.graph.store import Store

Line = list[str]
FORMAT = 1
CHECKSUM = 8
"""Hexadecimal digits at the end of a file."""
CHUNK = 1 << 20


def kept(store: Store, sparql: str, find: Callable[[Store, str], Iterable[Line]]) -> Iterator[Line]:
    """Give what was found of a query; where the graph is on disk, it is looked for but once.

    Args:
        store: the graph.
        sparql: the query.
        find: looks for it.

    Raises:
        LitkgError: the query cannot be answered.
    """
    path = _path(store.shelf, sparql) if store.shelf else None
    if path is not None and _is_whole(path):
        return _read(path)
    found = list(find(store, sparql))
    if path is not None:
        with suppress(OSError):  # no room there, no right to write, or the store has gone
            _write(path, found)
    return iter(found)


def _path(folder: Path, sparql: str) -> Path:
    return folder / f"answer-{hashlib.sha256(f'{FORMAT} {sparql}'.encode()).hexdigest()[:20]}.jsonl"


def _write(path: Path, lines: Iterable[Line]) -> None:
    """Write an answer, so that it stands there whole or not at all."""
    handle, name = tempfile.mkstemp(prefix="new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            checksum = 0
            for line in lines:
                raw = f"{json.dumps(line, ensure_ascii=False)}\n".encode()
                checksum = zlib.crc32(raw, checksum)
                file.write(raw)
            file.write(f"{checksum:0{CHECKSUM}x}".encode())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Whether there is an answer in a file, and it is what was written."""
    try:
        with path.open("rb") as file:
            left = path.stat().st_size - CHECKSUM
            checksum = 0
            while chunk := file.read(min(CHUNK, left)) if left > 0 else b"":
                checksum = zlib.crc32(chunk, checksum)
                left -= len(chunk)
            return left == 0 and file.read() == f"{checksum:0{CHECKSUM}x}".encode()
    except OSError:
        return False


def _read(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):  # the last one is the checksum
                yield json.loads(line)
