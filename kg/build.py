"""The whole job: from a folder of papers to a folder with graph, exports and site; whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.graph.store import Store
from kg.graph.terms import DEFAULT_BASE, Names
from kg.model import LitkgError, Paper, Reading

MANIFEST = "litkg.json"
DATA = "data"
TEXTS = "data/texts"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build depends on besides its papers."""

    ontology: Path
    base: str = DEFAULT_BASE
    needs_references: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made."""

    out: Path
    papers: int
    statements: int
    references: int
    citations: int
    quads: int
    warnings: tuple[str, ...]


def build(corpus: Path, out: Path, options: Options, progress: Progress = lambda message: None) -> Report:
    """Build the graph, its exports and the site of a corpus.

    Args:
        corpus: folder of papers.
        out: the build folder, which is replaced whole once everything is made; until then it stays as it is.
        options: what the build depends on besides its papers.
        progress: is told each step.

    Raises:
        LitkgError: an input cannot be used, ``out`` cannot be written or holds something else than a build, or the
            graph violates a shape.
    """
    from kg.corpus.reader import read_corpus

    _check_target(out)
    progress("reading papers")
    papers = list(read_corpus(corpus))
    progress(f"extracting from {len(papers)} papers")
    readings = list(read_all(papers, options))
    if options.needs_references and not any(reading.references for reading in readings):
        raise LitkgError(
            str(corpus),
            "no paper in this corpus has a reference list",
            "give whole papers, or say --no-references for a corpus of abstracts",
        )
    progress("building the graph")
    store = graph_of(readings, options)
    progress("checking the graph")
    warnings = check(store, papers, options)
    progress("writing the site")
    _write(store, papers, out, options)
    return Report(
        out=out,
        papers=len(papers),
        statements=sum(len(r.statements) for r in readings),
        references=sum(len(r.references) for r in readings),
        citations=sum(len(r.citations) for r in readings),
        quads=len(store),
        warnings=tuple(warnings),
    )


def read_all(papers: list[Paper], options: Options) -> Iterator[Reading]:
    """Read what every paper says."""
    from kg.extract.reading import Extractor

    extractor = Extractor.of(options.ontology)
    for paper in papers:
        yield extractor.read(paper)


def graph_of(readings: list[Reading], options: Options) -> Store:
    """Make the graph: the ontology, one named graph a paper, and one of what they say together."""
    from kg.analysis.infer import infer
    from kg.extract.lexicon import load_lexicon
    from kg.graph.to_rdf import quads_of

    lexicon = load_lexicon(options.ontology / "vocabulary.ttl")
    names = Names(options.base)
    store = Store().ontology_added(options.ontology)
    for reading in readings:
        store.add(quads_of(reading, lexicon, names))
    infer(store, names)
    return store


def check(store: Store, papers: list[Paper], options: Options) -> list[str]:
    """Check every quote against its text and the graph against its shapes; gives the warnings.

    Raises:
        LitkgError: the graph breaks a promise.
    """
    from kg.graph.shapes import misplaced, validate

    names = Names(options.base)
    texts = {names.text(paper.key).value: paper.text for paper in papers}
    found = [*misplaced(store, texts), *validate(store, options.ontology / "shapes.ttl")]
    broken = [violation for violation in found if violation.severity == "Violation"]
    if broken:
        first = broken[0]
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        raise LitkgError(
            first.focus, f"{first.message}{more}", "this is a fault of litkg or of its ontology: please report it"
        )
    return [f"{violation.focus}: {violation.message}" for violation in found]


def _check_target(out: Path) -> None:
    """A build replaces a build, an empty folder or nothing; never a folder with other things in it."""
    if out.exists() and not out.is_dir():
        raise LitkgError(str(out), "is a file", "name a folder with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise LitkgError(str(out), "holds files that are no build of litkg", "name an empty or new folder with --out")
    parent = next(p for p in (out, *out.absolute().parents) if p.exists())
    if not os.access(parent, os.W_OK | os.X_OK):
        raise LitkgError(str(out), "cannot be written", "name a folder that you may write with --out")


def _write(store: Store, papers: list[Paper], out: Path, options: Options) -> None:
    """Write everything beside the target, then put it in its place."""
    from kg.publish.site import write_site

    target = out.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise LitkgError(str(out), f"cannot be written ({error.strerror})", "name another folder with --out") from error
    try:
        fresh.chmod(0o755)
        (fresh / TEXTS).mkdir(parents=True)
        for paper in papers:
            (fresh / TEXTS / f"{paper.key}.txt").write_bytes(paper.text.encode())
        store.export(fresh / DATA)
        write_site(store, fresh, {paper.key: paper.text for paper in papers})
        _write_manifest(fresh, options)
        _replace(fresh, target)
    except OSError as error:
        if error.errno is None:
            raise
        what = f"cannot be written ({error.strerror}: {error.filename or out})"
        raise LitkgError(str(out), what, "make room, or name another folder") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_manifest(folder: Path, options: Options) -> None:
    """List every file of the build with its SHA-256, and what the build depends on."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest = {"litkg": __version__, "base": options.base, "files": listed}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _replace(fresh: Path, target: Path) -> None:
    """Put a finished build in the place of the last one; the last one goes only when the new one stands."""
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / "build")
    try:
        fresh.rename(target)
    except OSError:
        (old / "build").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
