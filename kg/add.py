"""Papers put into a corpus: copied, with their data from a library, and with a report of what was understood."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.corpus.apart import Apart
from kg.corpus.entry import Entry
from kg.corpus.formats import NOT_READ, READABLE, TEXT
from kg.corpus.library import read_library
from kg.corpus.reader import libraries_of, read_files, with_libraries
from kg.extract.references import read_references
from kg.model import LitkgError, Paper

LIBRARY = "library.json"
COLUMNS = ("paper", "title", "authors", "year", "language", "sections", "references", "sentences", "not found")
EXPECTED = ("title", "authors", "year", "venue")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, as rows under :data:`COLUMNS`; which files were not, and why; and what else to know."""

    rows: tuple[tuple[str, ...], ...]
    faults: tuple[LitkgError, ...]
    warnings: tuple[str, ...]


def add(files: tuple[Path, ...], corpus: Path, library: Path | None = None) -> Added:
    """Copy papers into a corpus folder, which is made when it is not there.

    What the library says of them is written to ``library.json`` in the corpus, where every build finds it. A file that
    cannot be used, or whose key another paper of the corpus has, is not copied; the others are.

    Raises:
        LitkgError: the library cannot be read, or the corpus cannot be written.
    """
    named = (library,) if library else ()
    for each in named:
        read_library(each)  # before anything is copied
    faults: list[LitkgError] = []
    paths = _usable(files, corpus, faults)
    papers: list[Paper] = []
    places = {path.stem: path for path in paths}
    with Apart([path for path in paths if path.suffix.lower() not in TEXT]) as apart:
        for read in read_files(tuple(paths), apart):
            if isinstance(read, Paper):
                papers.append(read)
            else:
                faults.append(read)
    beside = libraries_of(corpus) if corpus.is_dir() else ()
    names = {key: path.name for key, path in places.items()}
    known, entries, warnings = with_libraries(papers, names, named or beside)
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            _write(corpus / places[paper.key].name, places[paper.key].read_bytes())
        if named and entries:
            _write(corpus / LIBRARY, _library(corpus / LIBRARY, entries))
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise LitkgError(str(corpus), what, "name a folder that you may write with --corpus") from error
    return Added(tuple(map(_row, known)), tuple(faults), tuple(warnings))


def _usable(files: tuple[Path, ...], corpus: Path, faults: list[LitkgError]) -> list[Path]:
    """Give the files that may be added, each once; tell of the others."""
    present = {path.stem: path for path in sorted(corpus.iterdir()) if path.suffix.lower() in READABLE} if (
        corpus.is_dir()
    ) else {}  # fmt: skip
    usable: dict[str, Path] = {}
    for path in files:
        twin = usable.get(path.stem) or present.get(path.stem)
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "no such file"
            faults.append(LitkgError(str(path), what, "name the files of papers"))
        elif path.suffix.lower() not in READABLE:
            mend = NOT_READ.get(path.suffix.lower(), f"give {', '.join(READABLE)}")
            faults.append(LitkgError(str(path), "is of a kind that is not read", mend))
        elif twin is not None and not _is_same(path, twin):
            what = f"has the same key '{path.stem}' as {twin}, another paper"
            faults.append(LitkgError(str(path), what, "rename one of the two"))
        else:
            usable[path.stem] = path
    return list(usable.values())


def _is_same(path: Path, other: Path) -> bool:
    return path.suffix == other.suffix and path.read_bytes() == other.read_bytes()


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that is there already with the same content is left alone."""
    if target.is_file() and target.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _library(path: Path, entries: Mapping[str, Entry]) -> bytes:
    """Make the corpus' own library in CSL-JSON: what stands there, with the new entries under their papers' keys.

    Raises:
        LitkgError: what stands there is no CSL-JSON.
    """
    items: dict[str, dict[str, Any]] = {}
    if path.is_file():
        items = {entry.key: _item(entry.key, entry) for entry in read_library(path).entries}
    items |= {key: _item(key, entry) for key, entry in entries.items()}
    return (json.dumps([items[key] for key in sorted(items)], ensure_ascii=False, indent=1) + "\n").encode()


def _item(key: str, entry: Entry) -> dict[str, Any]:
    values = dict(entry.values)
    issued, keyword = values.get("issued"), values.get("keyword")
    if isinstance(issued, str | int):
        values["issued"] = {"raw": str(issued)}
    if isinstance(keyword, list):
        values["keyword"] = ", ".join(keyword)
    return {"id": key, "type": values.pop("type", "article-journal"), **values}


def _row(paper: Paper) -> tuple[str, ...]:
    """Tell what was understood of a paper."""
    known = paper.metadata
    references = len(read_references(paper))
    return (
        paper.key,
        known.title,
        "; ".join(known.authors),
        str(known.year or ""),
        known.language,
        ", ".join(_sections(paper)),
        str(references),
        str(len(paper.sentences)),
        ", ".join(_missing(paper, references)),
    )


def _sections(paper: Paper) -> Iterator[str]:
    """Name the kinds of sections in their order, each once; abstracts with their language."""
    names = (f"abstract ({s.language})" if s.kind == "abstract" else s.kind for s in paper.sections)
    yield from dict.fromkeys(name for name in names if name != "title")


def _missing(paper: Paper, references: int) -> Iterator[str]:
    yield from (name for name in EXPECTED if not getattr(paper.metadata, name))
    if paper.source_kind == "full-text":
        kinds = {section.kind for section in paper.sections}
        yield from (kind for kind in ("abstract", "conclusion") if kind not in kinds)
        if not references:
            yield "references"
    yield from paper.unread
