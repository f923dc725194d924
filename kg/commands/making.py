"""Commands that make or check something: add, build, train, validate, serve."""

from __future__ import annotations

import gc
import sys
from os.path import commonpath
from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION
from kg.model import LitkgError
from kg.printing import formatted, short


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--bib", type=click.Path(path_type=Path), help="Library with their data: BibTeX, RIS or CSL JSON.")
@click.option(
    "--corpus", type=click.Path(path_type=Path), default=Path("sources"), show_default=True, help="Folder to add to."
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True)
def add(files: tuple[Path, ...], bib: Path | None, corpus: Path, form: str) -> None:
    """Copy papers into a corpus and tell what was understood of each, and what was not.

    FILE is a PDF with a text layer, a Word file (.docx), HTML, Markdown or plain text. A library, as Zotero, Mendeley
    and JabRef export it, gives their bibliographic data; its entries are known by DOI, key, attached file or title.

    \b
    Examples:
      kg add putri-2024.pdf cahyani-2025.docx --bib library.bib
      kg build sources
    """
    from kg.add import COLUMNS
    from kg.add import add as run

    added = run(files, corpus, bib)
    if added.rows:
        rows = [list(row) for row in added.rows]
        click.echo(formatted(list(COLUMNS), rows, form, most_columns=len(COLUMNS)))
    for told in (*added.warnings, *added.faults):
        click.echo(f"kg: {told}", err=True)
    if added.faults:
        click.echo(f"kg: {len(added.faults)} of {len(added.faults) + len(added.rows)} files not added", err=True)
        sys.exit(2)


@click.command()
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True, help="Folder of the build."
)
@click.option(
    "--ontology",
    type=click.Path(path_type=Path),
    help="Folder with jmo.ttl, vocabulary.ttl, shapes.ttl. [default: the bundled one]",
)
@click.option("--base-iri", help="Base IRI of the data. [default: https://example.org/litkg/]")
@click.option(
    "--extractor",
    "extractors",
    multiple=True,
    metavar="NAME[=ARGUMENT]",
    default=["rules"],
    show_default=True,
    help="Who reads the statements: an entry point of the group kg.extractors. Can be given more than once.",
)
@click.option("--no-references", is_flag=True, help="Accept a corpus in which no paper has a reference list.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Tell every step and every warning.")
def build(
    corpus: Path | None,
    out: Path,
    ontology: Path | None,
    base_iri: str | None,
    extractors: tuple[str, ...],
    no_references: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build graph, exports and site of the papers in CORPUS.

    CORPUS is a folder of .pdf, .docx, .html, .md or .txt papers, and maybe a library (.bib, .ris, CSL .json) with their
    data; without it, sources/ in the working directory, or else the bundled corpus of reading notes on JMO (Jamsostek
    Mobile).

    \b
    Example:
      kg build papers/ --out build
    """
    from rich.console import Console
    from rich.text import Text

    from kg.building import Options
    from kg.building import build as run
    from kg.graph.terms import DEFAULT_BASE
    from kg.resources import ontology_dir, sources_dir

    gc.set_threshold(100_000, 20, 100)  # a build makes many small values and few cycles
    console = Console(stderr=True, quiet=quiet, highlight=False)
    if corpus is None:
        corpus = Path("sources") if Path("sources").is_dir() else sources_dir()
    base = DEFAULT_BASE if base_iri is None else _base(base_iri)
    options = Options(ontology or ontology_dir(), base, not no_references, extractors)
    with console.status("starting") as status:

        def progress(message: str) -> None:
            status.update(message)
            if verbose:
                console.print(message, style="dim", markup=False)

        def skipped(fault: LitkgError) -> None:
            click.echo(f"kg: {fault}", err=True)

        report = run(corpus, out, options, progress, skipped)
    if verbose:
        for warning in report.warnings:
            console.print(Text.assemble(("warning ", "yellow"), warning), soft_wrap=True)
    counts = ("papers", "statements", "references", "citations", "quads")
    told = ", ".join(f"{getattr(report, name)} {name}" for name in counts)
    console.print(Text.assemble(("built ", "green"), told), soft_wrap=True)
    if report.warnings and not verbose:
        console.print(f"{len(report.warnings)} warnings; see them with --verbose or 'kg validate'")
    console.print(f"open {out / 'index.html'}, or run: kg serve --build {out}", markup=False, soft_wrap=True)
    if report.skipped:
        files = f"{report.skipped} of {report.skipped + report.papers} files"
        click.echo(f"kg: skipped {files}, named above; the rest is built", err=True)
        sys.exit(2)


def _base(iri: str) -> str:
    import re

    if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#:]", iri):
        raise LitkgError(f"--base-iri '{iri}'", "is no base IRI", "write for instance https://example.org/my-review/")
    return iri


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@BUILD_OPTION
@click.option("--out", type=click.Path(path_type=Path), help="Folder to save the classifier in.")
@click.option("--folds", type=click.IntRange(min=2), help="Tell how it reads papers that it was not trained on.")
def train(gold: Path, build_dir: Path, out: Path | None, folds: int | None) -> None:
    """Train a text classifier on GOLD, a second extractor beside the rules.

    GOLD is a folder as for 'kg eval'; the texts are those of the build. With --folds, the papers are parted into so
    many groups, each is read by a classifier trained on the others, and its scores are told beside the build's.

    \b
    Examples:
      kg train tests/gold/notes --build build --folds 5
      kg train tests/gold/notes --build build --out model
      kg build sources --extractor rules --extractor textcat=model
    """
    if out is None and folds is None:
        raise LitkgError("kg train", "nothing to do", "save a classifier with --out, or measure one with --folds")
    from kg import train as training
    from kg.analysis.evaluate_report import beside
    from kg.graph.store import Store

    store = Store.of_build(build_dir)
    papers = training.learned_from(gold, build_dir, store)
    if folds is not None:
        by_classifier, by_build = training.cross_validate(papers, folds, store)
        click.echo(beside(by_classifier, by_build))
    if out is not None:
        training.save(training.train(papers), out)
        click.echo(f"trained on {len(papers)} papers; use it: kg build --extractor textcat={out}", err=True)


@click.command()
@BUILD_OPTION
@click.option("--ontology", type=click.Path(path_type=Path), help="Folder with shapes.ttl. [default: the bundled one]")
def validate(build_dir: Path, ontology: Path | None) -> None:
    """Check a build: graph against SHACL shapes, every quote against the stored text, every file against its hash.

    Exit status 0 when nothing is wrong, 1 when something is.

    \b
    Example:
      kg validate --build build
    """
    from kg.folder import changed_files, texts_left_out
    from kg.graph.queries import rows
    from kg.graph.shapes import misplaced
    from kg.graph.shapes import validate as check
    from kg.graph.store import Store
    from kg.graph.texts import key_of, stored_text
    from kg.resources import ontology_dir

    store = Store.of_build(build_dir)
    named = {row["text"] for row in rows(store, "passages")}
    left_out = {text for text in named if key_of(text) in texts_left_out(build_dir)}
    texts = {text: stored_text(build_dir, key_of(text)) for text in sorted(named - left_out)}
    base = commonpath(sorted(named)).rpartition("text/")[0]
    found = [*check(store, (ontology or ontology_dir()) / "shapes.ttl"), *misplaced(store, texts, left_out)]
    for violation in found:
        value = f" (found: {violation.value})" if violation.value else ""
        place = f"{violation.focus.removeprefix(base)} · {short(violation.path)}"
        click.echo(f"{violation.severity.lower()}: {place}: {violation.message}{value}")
    changed = changed_files(build_dir)
    for name in changed:
        click.echo(f"violation: {name}: is not the file that was built; run 'kg build' again")
    broken = sum(1 for violation in found if violation.severity == "Violation") + len(changed)
    click.echo(f"{len(store)} quads, {broken} violations, {len(found) + len(changed) - broken} warnings")
    sys.exit(1 if broken else 0)


@click.command()
@BUILD_OPTION
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; loopback unless you say otherwise."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
def serve(build_dir: Path, host: str, port: int) -> None:
    """Show the site of a build and answer SPARQL at /sparql, on this machine only.

    \b
    Example:
      kg serve --build build --port 8000
    """
    from kg.serve import serve as run

    run(build_dir, host, port, announce=lambda url: click.echo(f"{url}  (SPARQL: {url}sparql; stop with Ctrl+C)"))
