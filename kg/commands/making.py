"""Commands that make or check something: add, train, validate, serve."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION, graph_of
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

    store = graph_of(build_dir)
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
    from kg.folder import changed_files, read_manifest, texts_left_out
    from kg.graph.queries import rows
    from kg.graph.shapes import misplaced
    from kg.graph.shapes import validate as check
    from kg.graph.store import Store
    from kg.graph.terms import DEFAULT_BASE
    from kg.graph.texts import key_of, stored_text
    from kg.resources import ontology_dir

    store = Store.of_build(build_dir, whole=True)
    named = {row["text"] for row in rows(store, "passages")}
    left_out = {text for text in named if key_of(text) in texts_left_out(build_dir)}
    texts = {text: stored_text(build_dir, key_of(text)) for text in sorted(named - left_out)}
    base = (read_manifest(build_dir) or {}).get("base", DEFAULT_BASE)
    found = [*check(store, (ontology or ontology_dir()) / "shapes.ttl", base), *misplaced(store, texts, left_out)]
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
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Rows, or triples, that an answer may have; one with more is refused.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries that run at the same time."
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Another site whose scripts may read the answers, or '*' for any; may be repeated.",
)
def serve(
    build_dir: Path, host: str, port: int, timeout: float, max_rows: int, workers: int, origins: tuple[str, ...]
) -> None:
    """Show the site of a build and answer SPARQL at /sparql, on this machine only.

    Queries are read-only and never ask another server; one that runs too long is stopped. /health tells whether the
    server can answer, /metrics what it did, for Prometheus.

    \b
    Examples:
      kg serve --build build --port 8000
      kg serve --timeout 5 --max-rows 10000 --cors https://example.org
    """
    from kg.serve.messages import Limits
    from kg.serve.server import serve as run

    def announce(url: str) -> None:
        click.echo(f"{url}  (SPARQL: {url}sparql; stop with Ctrl+C)")

    run(build_dir, host, port, announce, Limits(timeout, max_rows, workers), origins)
