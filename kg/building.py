"""The whole job: from a folder of papers to a folder with graph, exports and site; whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.analysis.overrides import Overrides
from kg.beside import Beside, BesideError
from kg.extract.lexicon import Lexicon
from kg.folder import check_target, fresh_folder, replace_folder, write_manifest
from kg.graph.shapes import FINISH, Violation, misplaced, violations_of
from kg.graph.store import DATA, GRAPH_FILE, TEXTS, Store
from kg.graph.terms import DEFAULT_BASE, Names
from kg.model import LitkgError, Paper, Place, Reading

SITE = "kg.publish.beside"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build depends on besides its papers."""

    ontology: Path
    base: str = DEFAULT_BASE
    needs_references: bool = True
    extractors: tuple[str, ...] = ("rules",)


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
    skipped: int = 0


def build(
    corpus: Path,
    out: Path,
    options: Options,
    progress: Progress = lambda message: None,
    skipped: Callable[[LitkgError], None] = lambda fault: None,
) -> Report:
    """Build the graph, its exports and the site of a corpus.

    Args:
        corpus: folder of papers.
        out: the build folder, which is replaced whole once everything is made; until then it stays as it is.
        options: what the build depends on besides its papers.
        progress: is told each step.
        skipped: is told each file that cannot be used; the others are built.

    Raises:
        LitkgError: no file can be used, one that cannot is in the build that would be replaced, ``out`` cannot be
            written or holds something else than a build, or the graph violates a shape.
    """
    check_target(out)
    with ExitStack() as stack:
        from kg.analysis.overrides import read_overrides
        from kg.corpus.reader import CorpusReader

        overrides = read_overrides(corpus)
        reader = stack.enter_context(CorpusReader(corpus))
        finish = stack.enter_context(Beside(FINISH))
        from kg.extract.reading import Extractor  # spaCy loads while the other processes load their libraries

        site = stack.enter_context(Beside(SITE))
        progress("reading papers")
        read = reader.read()
        papers = list(read.papers)
        _check_faults(read.faults, papers, out, skipped)
        progress(f"extracting from {len(papers)} papers")
        extractor = Extractor.of(options.ontology, options.extractors)
        said: Counter[str] = Counter()
        readings = _counted((extractor.read(paper) for paper in papers), said)
        store = graph_of(readings, extractor.lexicon, options, overrides)
        if options.needs_references and not said["references"]:
            raise LitkgError(
                str(corpus),
                "no paper in this corpus has a reference list",
                "give whole papers, or say --no-references for a corpus of abstracts",
            )
        with fresh_folder(out) as fresh:
            progress("writing the site")
            _write_data(store, papers, fresh)
            shapes = options.ontology / "shapes.ttl"
            site.start(str(fresh))
            finish.start(str(fresh / GRAPH_FILE), str(shapes), str(fresh / DATA))
            found = misplaced_quotes(store, papers, options)
            _wait_for_site(site, out)
            progress("checking the graph")
            warnings = _warnings([*found, *violations_of(finish, shapes)])
            site.start(str(fresh), "finish")
            _wait_for_site(site, out)
            read_by = [asked.partition("=")[0] for asked in options.extractors]
            write_manifest(fresh, {"litkg": __version__, "base": options.base, "extractors": read_by})
            replace_folder(fresh, out)
    return Report(
        out=out,
        papers=len(papers),
        statements=said["statements"],
        references=said["references"],
        citations=said["citations"],
        quads=len(store),
        warnings=(*read.warnings, *warnings),
        skipped=len(read.faults),
    )


def _check_faults(
    faults: tuple[LitkgError, ...], papers: list[Paper], out: Path, skipped: Callable[[LitkgError], None]
) -> None:
    """Skip the files that cannot be used, unless nothing is left or the last build would lose a paper."""
    lost = next((fault for fault in faults if (out / TEXTS / f"{Path(fault.place).stem}.txt").exists()), None)
    if lost is not None:
        raise LitkgError(lost.place, lost.what, f"{lost.mend}; the last build, which holds this paper, stays as it is")
    for fault in faults if papers else faults[:-1]:
        skipped(fault)
    if not papers:
        raise faults[-1]


def _counted(readings: Iterable[Reading], said: Counter[str]) -> Iterator[Reading]:
    """Count what readings hold as they pass."""
    for reading in readings:
        for what in ("statements", "references", "citations"):
            said[what] += len(getattr(reading, what))
        yield reading


def graph_of(
    readings: Iterable[Reading], lexicon: Lexicon, options: Options, overrides: Overrides | None = None
) -> Store:
    """Make the graph: the ontology, one named graph a paper, and one of what they say together.

    Each reading is let go of once it is in the graph, for those of a large corpus would fill the memory.
    """
    from kg.analysis.infer import infer
    from kg.graph.places import place_quads
    from kg.graph.to_rdf import quads_of

    names = Names(options.base)
    store = Store().ontology_added(options.ontology)
    papers: list[Paper] = []
    settings: list[Place] = []
    for reading in readings:
        store.add(quads_of(reading, lexicon, names))
        papers.append(reading.paper)
        if reading.study.setting is not None:
            settings.append(reading.study.setting)
    store.add(place_quads(names, settings))
    infer(store, names, papers, overrides)
    return store


def misplaced_quotes(store: Store, papers: list[Paper], options: Options) -> list[Violation]:
    """Check that every quote of the graph stands in its text where the graph says."""
    names = Names(options.base)
    return misplaced(store, {names.text(paper.key).value: paper.text for paper in papers})


def _warnings(found: list[Violation]) -> list[str]:
    """Give the warnings among what was found; a broken promise ends the build."""
    broken = [violation for violation in found if violation.severity == "Violation"]
    if broken:
        first, more = broken[0], f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        mend = "this is a fault of litkg or of its ontology: please report it"
        raise LitkgError(first.focus, f"{first.message}{more}", mend)
    return [f"{violation.focus}: {violation.message}" for violation in found]


def _write_data(store: Store, papers: list[Paper], fresh: Path) -> None:
    """Write the texts and the graph, from which all the rest is made."""
    (fresh / TEXTS).mkdir(parents=True)
    for paper in papers:
        (fresh / TEXTS / f"{paper.key}.txt").write_bytes(paper.text.encode())
        if paper.passages:
            (fresh / TEXTS / f"{paper.key}.csv").write_text(_map_of(paper), encoding="utf-8", newline="")
    store.write(fresh)


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
