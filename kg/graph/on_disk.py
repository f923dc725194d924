"""Graphs of large builds on disk, ready to be asked: Oxigraph's own files, on a shelf in the folder beside the build.

The graph file of a build is what counts; what stands on the shelf is made of it, under its hash, whenever it is
missing, of another graph, or damaged. Its bytes differ from time to time, so it is no part of the build.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kg.workshop import STORE, beside

LARGE = 32_000_000
"""Bytes of a graph file that take longer to load than to open."""
Progress = Callable[[str], None]
STAMP, LISTED, LOCK = "graph.json", "litkg.json", "lock"


def opened(graph: Path, build: Path, progress: Progress) -> tuple[ox.Store, Path] | None:
    """Open the graph of a build for reading; ``None`` when it is small, or nothing can be written beside the build.

    Args:
        graph: its file.
        build: the folder of the build.
        progress: is told when the store has to be made, for that takes a while.

    Returns:
        The store, and the folder that its files are in. What is found of the graph may be kept there; it goes with it.

    Raises:
        OSError: the graph file cannot be read.
        SyntaxError: it is damaged.
    """
    if graph.stat().st_size < LARGE:
        return None
    shelf = beside(build) / STORE
    try:
        with locked(shelf):
            place = shelf / _digest(graph, shelf)
            if _is_whole(place):
                with suppress(OSError, RuntimeError):  # damaged
                    return ox.Store.read_only(str(place)), place
            progress(f"making the graph of {build} ready to be asked, once ({graph.stat().st_size >> 20} MB)")
            _make(graph, place)
            return ox.Store.read_only(str(place)), place
    except OSError:  # no room there, or no right to write
        return None


def clear(build: Path) -> None:
    """Throw away what stands on the shelf of a build."""
    shutil.rmtree(beside(build) / STORE, ignore_errors=True)


def move_shelf(fresh: Path, build: Path) -> None:
    """Let the shelf follow a build that has taken its place; what stood there before goes."""
    old, new = beside(fresh) / STORE, beside(build) / STORE
    shutil.rmtree(new, ignore_errors=True)
    with suppress(OSError):  # it is made again when it is wanted
        if old.is_dir():
            old.rename(new)
    shutil.rmtree(beside(fresh), ignore_errors=True)


@contextmanager
def locked(shelf: Path) -> Iterator[None]:
    """Hold a shelf, so that two processes do not make the same thing on it at a time."""
    from filelock import FileLock

    shelf.mkdir(parents=True, exist_ok=True)
    with FileLock(shelf / LOCK):
        yield


def _digest(graph: Path, shelf: Path) -> str:
    """Hash a graph file; one that has the size and the time of the last one is not read again."""
    found = graph.stat()
    known = [found.st_size, found.st_mtime_ns]
    with suppress(OSError, ValueError, TypeError, KeyError):
        stamp = json.loads((shelf / STAMP).read_bytes())
        if stamp["known"] == known:
            return str(stamp["digest"])
    with graph.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    (shelf / STAMP).write_text(json.dumps({"known": known, "digest": digest}), encoding="utf-8")
    return digest


def _make(graph: Path, place: Path) -> None:
    """Load a graph file; the store of another graph, and what was left half made, goes."""
    for path in place.parent.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=place.parent))
    store = ox.Store(str(fresh))
    store.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    _list_files(fresh)
    fresh.rename(place)


def _list_files(folder: Path) -> None:
    """Write down which files a store is made of, and how long they are."""
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if _counts(path)}
    (folder / LISTED).write_text(json.dumps(sizes), encoding="utf-8")


def _is_whole(place: Path) -> bool:
    try:
        sizes = json.loads((place / LISTED).read_bytes())
        return bool(sizes) and all((place / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def _counts(path: Path) -> bool:
    """Whether a file of a store holds its graph; locks and logs do not."""
    return path.is_file() and path.name not in (LISTED, "LOCK") and not path.name.startswith("LOG")
