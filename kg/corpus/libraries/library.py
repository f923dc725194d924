"""A reference manager's library: the entries of a BibTeX, RIS or CSL-JSON file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.corpus.files import read_text
from kg.corpus.libraries.bibtex import read_bibtex
from kg.corpus.libraries.csl import is_csl, read_csl
from kg.corpus.libraries.entry import Entry
from kg.corpus.libraries.ris import read_ris
from kg.model import LitkgError

MOST_BYTES = 50 * 2**20
MOST_FAULTS = 20
READERS: dict[str, Callable[[str, str], tuple[list[Entry], list[str]]]] = {
    ".bib": read_bibtex,
    ".ris": read_ris,
    ".json": read_csl,
}


@dataclass(frozen=True, slots=True)
class Library:
    """The entries of a library in the order of its file, and what in it cannot be used, one line each."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...] = ()


def libraries_beside(corpus: Path) -> tuple[Path, ...]:
    """List the libraries in a corpus folder, sorted; JSON that is no CSL-JSON is passed over.

    Raises:
        LitkgError: a JSON file of the folder cannot be read.
    """
    files = (path for path in sorted(corpus.iterdir()) if path.is_file() and not path.name.startswith((".", "_")))
    return tuple(path for path in files if path.suffix.lower() in READERS and _is_meant(path))


def _is_meant(path: Path) -> bool:
    if path.suffix.lower() != ".json":
        return True
    if path.stat().st_size > MOST_BYTES:
        return False
    try:
        return is_csl(_text(path))
    except LitkgError:
        return False


def read_library(path: Path) -> Library:
    """Read a library.

    Raises:
        LitkgError: the file cannot be read at all, or is of no known format.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise LitkgError(str(path), "is no library that can be read", "export it as BibTeX, RIS or CSL JSON")
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise LitkgError(str(path), "is larger than 50 MB", "export only what this corpus needs")
    entries, faults = reader(_text(path), str(path))
    if not entries and not faults:
        faults = [str(LitkgError(str(path), "has no entry", "export the library anew"))]
    faults = [*faults, *_twins(entries, path)]
    if len(faults) > MOST_FAULTS:
        more = f"{len(faults) - MOST_FAULTS} more of its entries cannot be used or stand there twice"
        faults = [*faults[:MOST_FAULTS], str(LitkgError(str(path), more, "export the library anew"))]
    return Library(tuple(entries), tuple(faults))


def _text(path: Path) -> str:
    """Give the text of a library, lines ending in line feeds; Zotero may write a byte order mark."""
    return read_text(path, MOST_BYTES).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _twins(entries: list[Entry], path: Path) -> list[str]:
    """Tell the entries that have the key of an earlier one and say something else."""
    first: dict[str, Entry] = {}
    faults: list[str] = []
    for entry in entries:
        twin = first.setdefault(entry.key, entry) if entry.key else entry
        if twin.values != entry.values:
            where = twin.place.removeprefix(f"{path}: ")
            told = LitkgError(
                entry.place, f"the key '{entry.key}' stands at {where} too, with other data", "rename one"
            )
            faults.append(str(told))
    return faults
