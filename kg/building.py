"""The whole job: from a folder of papers to a folder with graph, exports and site; whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg import __version__
from kg.assembling import assemble
from kg.beside import Beside, BesideError
from kg.cache import Cache
from kg.corpus.spooled import SpooledPapers
from kg.digests import file_digest
from kg.engines import ALL_PROCESSORS, FEW, Workers
from kg.folder import MANIFEST, check_target, write_manifest
from kg.graph.on_disk import Progress, move_shelf
from kg.graph.paper_graph import PaperGraph
from kg.graph.shapes import FINISH, Violation, violations_of
from kg.graph.store import DATA, GRAPH_FILE, TEXTS
from kg.inputs import Inputs, Last, Options, Report, read_last
from kg.kept import Kept
from kg.model import LitkgError, Paper
from kg.workshop import CACHE, fresh_file, fresh_folder, held, replace_folder

if TYPE_CHECKING:
    from kg.corpus.reader import CorpusReader

__all__ = ["Options", "Report", "build"]

SITE = "kg.publish.beside"


def build(
    corpus: Path,
    out: Path,
    options: Options,
    progress: Progress = lambda message: None,
    skipped: Callable[[LitkgError], None] = lambda fault: None,
    *,
    reuse: bool = True,
    force: bool = False,
    workers: Workers = ALL_PROCESSORS,
) -> Report:
    """Build the graph, its exports and the site of a corpus.

    Args:
        corpus: folder of papers.
        out: the build folder, which is replaced whole once everything is made; until then it stays as it is.
        options: what the build depends on besides its papers.
        progress: is told each step.
        skipped: is told each file that cannot be used; the others are built.
        reuse: whether to take what earlier builds kept, and to keep for the next; what is built is the same.
        force: whether to build although nothing has changed since the last build.
        workers: who reads the papers; what is built is the same.

    Raises:
        LitkgError: no file can be used, one that cannot is in the build that would be replaced, ``out`` cannot be
            written, holds something else than a build or is being built by another, or the graph violates a shape.
    """
    check_target(out)
    inputs = Inputs.of(corpus, options)
    with held(out) as shop:
        last = read_last(shop, out) if reuse else None
        if last and not force and last.inputs == inputs and last.stands(out):
            return replace(last.report, unchanged=True)
        cache = Cache(shop / CACHE if reuse else None)
        report = _built(corpus, out, options, progress, skipped, Kept(cache, inputs, corpus), shop, workers)
        if reuse:
            used = tuple(sorted(cache.used))
            before = last.used if last else ()
            with suppress(OSError):  # the build stands; the next one only takes longer
                manifest = "" if report.skipped else file_digest(out / MANIFEST)
                Last(inputs, manifest, report, used, before).write(shop)
                cache.prune({*used, *before})
    return report


def _built(
    corpus: Path,
    out: Path,
    options: Options,
    progress: Progress,
    skipped: Callable[[LitkgError], None],
    kept: Kept,
    shop: Path,
    workers: Workers,
) -> Report:
    """Build in a workshop, and put what was built in its place."""
    with ExitStack() as stack:
        from kg.analysis.overrides import read_overrides
        from kg.corpus.reader import CorpusReader

        overrides = read_overrides(corpus)
        reader = stack.enter_context(CorpusReader(corpus, kept.papers))
        site = stack.enter_context(Beside(SITE))
        if 0 < reader.new <= FEW and workers.scheduler is None:
            import kg.extract.reading  # noqa: F401 (spaCy loads while the site gets ready)

        progress("reading papers")
        papers, faults, told = _read(reader, stack.enter_context(fresh_file(shop, out)))
        _check_faults(faults, len(papers), out, skipped)
        progress(f"extracting from {len(papers)} papers")
        said: Counter[str] = Counter()
        graphs = _counted(kept.graphs(papers, options, workers), said)
        with fresh_folder(shop, out) as fresh:
            with fresh_file(shop, out) as beside:
                assembled = assemble(papers, graphs, options, overrides, beside)
                if options.needs_references and not said["references"]:
                    raise LitkgError(
                        str(corpus),
                        "no paper in this corpus has a reference list",
                        "give whole papers, or say --no-references for a corpus of abstracts",
                    )
                finish = stack.enter_context(Beside(FINISH))  # not before, for its libraries are needed last
                progress("writing the site")
                _write_texts(papers.values(), fresh)
                assembled.write(fresh / GRAPH_FILE)
            shapes = options.ontology / "shapes.ttl"
            site.start(str(fresh))
            finish.start(str(fresh / GRAPH_FILE), str(shapes), options.base, str(fresh / DATA))
            _wait_for_site(site, out)
            progress("checking the graph")
            warnings = _warnings(violations_of(finish, shapes))
            site.start(str(fresh), "finish")
            _wait_for_site(site, out)
            read_by = [asked.partition("=")[0] for asked in options.extractors]
            write_manifest(fresh, {"litkg": __version__, "base": options.base, "extractors": read_by})
            replace_folder(fresh, out)
            move_shelf(fresh, out)
    return Report(
        out=out,
        papers=len(papers),
        statements=said["statements"],
        references=said["references"],
        citations=said["citations"],
        quads=assembled.quads,
        warnings=(*told, *warnings),
        skipped=len(faults),
        read=kept.made,
    )


def _read(reader: CorpusReader, beside: IO[bytes]) -> tuple[SpooledPapers, tuple[LitkgError, ...], tuple[str, ...]]:
    """Read papers; gives what cannot be read, and warnings, too."""
    read = reader.read()
    return SpooledPapers(read.papers, beside), read.faults, read.warnings


def _check_faults(
    faults: tuple[LitkgError, ...], papers: int, out: Path, skipped: Callable[[LitkgError], None]
) -> None:
    """Skip the files that cannot be used, unless nothing is left or the last build would lose a paper."""
    lost = next((fault for fault in faults if (out / TEXTS / f"{Path(fault.place).stem}.txt").exists()), None)
    if lost is not None:
        raise LitkgError(lost.place, lost.what, f"{lost.mend}; the last build, which holds this paper, stays as it is")
    for fault in faults if papers else faults[:-1]:
        skipped(fault)
    if not papers:
        raise faults[-1]


def _counted(graphs: Iterable[PaperGraph], said: Counter[str]) -> Iterator[PaperGraph]:
    """Count what the papers say as their graphs pass."""
    for graph in graphs:
        for what in ("statements", "references", "citations"):
            said[what] += getattr(graph, what)
        yield graph


def _warnings(found: list[Violation]) -> list[str]:
    """Give the warnings among what was found; a broken promise ends the build."""
    broken = [violation for violation in found if violation.severity == "Violation"]
    if broken:
        first, more = broken[0], f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        mend = "this is a fault of litkg or of its ontology: please report it"
        raise LitkgError(first.focus, f"{first.message}{more}", mend)
    return [f"{violation.focus}: {violation.message}" for violation in found]


def _write_texts(papers: Iterable[Paper], fresh: Path) -> None:
    """Write the texts of papers, and where their stretches stand in the originals."""
    (fresh / TEXTS).mkdir(parents=True)
    for paper in papers:
        (fresh / TEXTS / f"{paper.key}.txt").write_bytes(paper.text.encode())
        if paper.passages:
            (fresh / TEXTS / f"{paper.key}.csv").write_text(_map_of(paper), encoding="utf-8", newline="")


def _map_of(paper: Paper) -> str:
    """Write where each stretch of a stored text stands in the original, as CSV."""
    rows = (f'{each.start},{each.end},{each.page or ""},"{each.place}"' for each in paper.passages)
    return "\n".join(["start,end,page,place", *rows]) + "\n"


def _wait_for_site(site: Beside, out: Path) -> None:
    try:
        site.result()
    except BesideError as error:
        mend = "make room; if it happens again, please report it"
        raise LitkgError(str(out), f"the site cannot be written ({error})", mend) from error
