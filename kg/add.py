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
from kg.corpus.files import fault_of, is_paper, key_of
from kg.corpus.formats import NOT_READ, READABLE, TEXT
from kg.corpus.libraries.entry import Entry
from kg.corpus.libraries.library import read_library
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
        listed = _library(corpus / LIBRARY, entries) if named and entries else b""
        corpus.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            _write(corpus / places[paper.key].name, places[paper.key].read_bytes())
        if listed:
            _write(corpus / LIBRARY, listed)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise LitkgError(str(corpus), what, "name a folder that you may write with --corpus") from error
    return Added(tuple(map(_row, known)), tuple(faults), tuple(warnings))


def _usable(files: tuple[Path, ...], corpus: Path, faults: list[LitkgError]) -> list[Path]:
    """Give the files that may be added, each once; tell of the others."""
    present = {key_of(path): path for path in sorted(corpus.iterdir()) if is_paper(path)} if corpus.is_dir() else {}
    usable: dict[str, Path] = {}
    for path in files:
        fault = _fault_of(path, usable.get(key_of(path)) or present.get(key_of(path)))
        if fault is None:
            usable[key_of(path)] = path
        else:
            faults.append(fault)
    return list(usable.values())


def _fault_of(path: Path, twin: Path | None) -> LitkgError | None:
    """Tell why a file may not be added, if so."""
    if path.is_dir() or not path.exists():
        what = "is a folder" if path.is_dir() else "no such file"
        return LitkgError(str(path), what, "name the files of papers")
    if path.suffix.lower() not in READABLE:
        mend = NOT_READ.get(path.suffix.lower(), f"give {', '.join(READABLE)}")
        return LitkgError(str(path), "is of a kind that is not read", mend)
    if not is_paper(path):
        return LitkgError(str(path), "has a name that no paper has: every build passes it over", "rename it")
    return fault_of(path) or (_twin_fault(path, twin) if twin else None)


def _twin_fault(path: Path, twin: Path) -> LitkgError | None:
    try:
        same = path.name == twin.name and path.read_bytes() == twin.read_bytes()
    except OSError as error:
        return LitkgError(str(path), error.strerror or "cannot be read", "check that you may read it")
    what = f"has the same key '{path.stem}' as {twin}, another paper"
    return None if same else LitkgError(str(path), what, "rename one of the two")


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
    finally:
        Path(name).unlink(missing_ok=True)


def _library(path: Path, entries: Mapping[str, Entry]) -> bytes:
    """Make the corpus' own library in CSL-JSON: what stands there, with the new entries under their papers' keys.

    Items that stand there keep all that they say; one under a paper's key is replaced when the new entry says more or
    other than it.

    Raises:
        LitkgError: what stands there is no CSL-JSON.
    """
    items: list[Any] = []
    known: dict[str, Entry] = {}
    if path.is_file():
        known = {entry.key: entry for entry in read_library(path).entries}
        parsed = json.loads(path.read_text(encoding="utf-8-sig"))
        items = parsed["items"] if isinstance(parsed, dict) else parsed
    new = {key: entry for key, entry in entries.items() if key not in known or known[key].values != entry.values}
    if not new:
        return path.read_bytes()
    kept = [item for item in items if not _names(item, new)]
    written = kept + [_item(key, new[key]) for key in sorted(new)]
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def _names(item: Any, keys: Mapping[str, Entry]) -> bool:
    return isinstance(item, dict) and str(item.get("citation-key") or item.get("id")) in keys


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
