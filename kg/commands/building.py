"""Commands that build, tell what a build would do, and build whenever something changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.model import LitkgError

if TYPE_CHECKING:
    from rich.console import Console

    from kg.engines import Workers
    from kg.inputs import Options, Report

INPUTS = (
    click.argument("corpus", required=False, type=click.Path(path_type=Path)),
    click.option(
        "--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True, help="Folder of the build."
    ),
    click.option(
        "--ontology",
        type=click.Path(path_type=Path),
        help="Folder with jmo.ttl, vocabulary.ttl, shapes.ttl. [default: the bundled one]",
    ),
    click.option("--base-iri", help="Base IRI of the data. [default: https://example.org/litkg/]"),
    click.option(
        "--extractor",
        "extractors",
        multiple=True,
        metavar="NAME[=ARGUMENT]",
        default=["rules"],
        show_default=True,
        help="Who reads the statements: an entry point of the group kg.extractors. Can be given more than once.",
    ),
    click.option("--no-references", is_flag=True, help="Accept a corpus in which no paper has a reference list."),
)


def takes_inputs(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument and the options that say what a build is made of, as ``corpus`` and ``options``."""

    @wraps(command)
    def run(
        corpus: Path | None,
        ontology: Path | None,
        base_iri: str | None,
        extractors: tuple[str, ...],
        no_references: bool,
        **others: Any,
    ) -> None:
        from kg.graph.terms import DEFAULT_BASE, checked_base
        from kg.inputs import Options
        from kg.resources import ontology_dir, sources_dir

        if corpus is None:
            corpus = Path("sources") if Path("sources").is_dir() else sources_dir()
        base = DEFAULT_BASE if base_iri is None else checked_base(base_iri, "--base-iri")
        options = Options(ontology or ontology_dir(), base, not no_references, extractors)
        command(corpus=corpus, options=options, **others)

    return _with(INPUTS, run)


ENGINE = (
    click.option(
        "--processes", type=click.IntRange(1), help="How many papers are read at a time. [default: by all cores]"
    ),
    click.option(
        "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who reads."
    ),
    click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster. [default: one on this machine]"),
    click.option("--store", metavar="URL", help="SPARQL server that the graph is written to as well."),
)


def takes_engine(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say who reads, as ``workers``, and where else the graph goes, as ``store``."""

    @wraps(command)
    def run(processes: int | None, engine: str, scheduler: str | None, **others: Any) -> None:
        from kg.engines import Workers

        if scheduler and engine != "dask":
            raise LitkgError(f"--scheduler {scheduler}", "is for a Dask cluster", "say --engine dask too")
        command(workers=Workers(processes, (scheduler or "") if engine == "dask" else None), **others)

    return _with(ENGINE, run)


def _with(options: Sequence[Callable[..., Any]], command: Callable[..., None]) -> Callable[..., None]:
    """Give a command options, of which the first is told first."""
    for add in reversed(options):
        command = add(command)
    return command


@click.command()
@takes_inputs
@click.option("--force", is_flag=True, help="Build although nothing has changed since the last build.")
@click.option("--no-cache", is_flag=True, help="Read every paper again, and keep nothing for the next build.")
@takes_engine
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Tell every step and every warning.")
def build(
    corpus: Path,
    out: Path,
    options: Options,
    force: bool,
    no_cache: bool,
    workers: Workers,
    store: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build graph, exports and site of the papers in CORPUS.

    CORPUS is a folder of .pdf, .docx, .html, .md or .txt papers, and maybe a library (.bib, .ris, CSL .json) with their
    data; without it, sources/ in the working directory, or else the bundled corpus of reading notes on JMO (Jamsostek
    Mobile).

    Only what has changed since the last build is read again; 'kg status' tells what that is. The new build takes the
    place of the last one whole, or not at all.

    With --store the graph also replaces that of the last build on a SPARQL 1.1 server; name and password, or a token,
    come from LITKG_STORE_USER and LITKG_STORE_PASSWORD, or LITKG_STORE_TOKEN.

    \b
    Examples:
      kg build papers/ --out build
      kg build papers/ --store http://localhost:7878/query
      kg build papers/ --engine dask --scheduler tcp://10.0.0.5:8786
    """
    from kg.building import build as run
    from kg.graph.remote import RemoteStore

    remote = RemoteStore(store) if store else None
    console = _console(quiet)
    with console.status("starting") as status:

        def progress(message: str) -> None:
            status.update(message)
            if verbose:
                console.print(message, style="dim", markup=False)

        report = run(corpus, out, options, progress, _skipped, reuse=not no_cache, force=force, workers=workers)
        if remote:
            progress(f"writing to {store}")
            remote.write(out)
    _tell(report, console, verbose)
    if report.unchanged:
        console.print("nothing has changed since the last build; --force builds anyway", soft_wrap=True)
    console.print(f"open {out / 'index.html'}, or run: kg serve --build {out}", markup=False, soft_wrap=True)
    if report.skipped:
        files = f"{report.skipped} of {report.skipped + report.papers} files"
        click.echo(f"kg: skipped {files}, named above; the rest is built", err=True)
        sys.exit(2)


@click.command()
@takes_inputs
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True)
def status(corpus: Path, out: Path, options: Options, form: str) -> None:
    """Tell what 'kg build' with the same arguments would do, and why; nothing is written.

    Exit status 0 when the build is up to date, 1 when 'kg build' would make it anew.

    \b
    Example:
      kg status papers/ --out build
    """
    from kg.printing import formatted
    from kg.status import COLUMNS
    from kg.status import status as look

    found = look(corpus, out, options)
    if found.changes or form != "table":
        click.echo(formatted(list(COLUMNS), [list(change) for change in found.changes], form))
    if found.held_by:
        click.echo(f"{out} is being written by {found.held_by}", err=True)
    if not found.changes:
        papers = "1 paper" if found.papers == 1 else f"{found.papers} papers"
        click.echo(f"{out} is up to date with the {papers} of {corpus}", err=True)
    sys.exit(1 if found.changes else 0)


@click.command()
@takes_inputs
@takes_engine
@click.option("--verbose", "-v", is_flag=True, help="Tell every warning.")
def watch(corpus: Path, out: Path, options: Options, workers: Workers, store: str | None, verbose: bool) -> None:
    """Build the papers in CORPUS, and build them again whenever they or the ontology change, until Ctrl+C.

    A build that fails tells why and leaves the last good one. 'kg serve' beside it shows the new pages on reload.

    \b
    Example:
      kg watch papers/ --out build
    """
    from kg.building import build as run
    from kg.graph.remote import RemoteStore
    from kg.watch import watch as keep_watch

    remote = RemoteStore(store) if store else None
    console = _console(quiet=False)

    def rebuild() -> None:
        report = run(corpus, out, options, skipped=_skipped, workers=workers)
        if remote and not (report.unchanged and told):  # at first always, as 'kg build' does
            remote.write(out)
        if not report.unchanged:
            _tell(report, console, verbose)
        elif told:
            return
        console.print(f"watching {corpus}; stop with Ctrl+C", markup=False, soft_wrap=True)
        told.append("")

    def failed(fault: LitkgError) -> None:
        click.echo(f"kg: {fault}", err=True)

    told: list[str] = []
    try:
        keep_watch((corpus, options.ontology), rebuild, failed)
    except KeyboardInterrupt:
        console.print("stopped")


def _console(quiet: bool) -> Console:
    from rich.console import Console

    from kg.beside import collect_seldom

    collect_seldom()
    return Console(stderr=True, quiet=quiet, highlight=False)


def _skipped(fault: LitkgError) -> None:
    click.echo(f"kg: {fault}", err=True)


def _tell(report: Report, console: Console, verbose: bool) -> None:
    """Tell what was built, and the warnings or how many there are."""
    from rich.text import Text

    if verbose:
        for warning in report.warnings:
            console.print(Text.assemble(("warning ", "yellow"), warning), soft_wrap=True)
    counts = ("papers", "statements", "references", "citations", "quads")
    told = ", ".join(f"{getattr(report, name)} {name}" for name in counts)
    kept = report.papers - report.read
    if kept and not report.unchanged:
        told += f"; {kept} of the papers as read before"
    console.print(Text.assemble(("unchanged " if report.unchanged else "built ", "green"), told), soft_wrap=True)
    if report.warnings and not verbose:
        console.print(f"{len(report.warnings)} warnings; see them with --verbose or 'kg validate'")
