"""The command ``kg``: add, build, query, ask, path, compare, eval, train, validate, serve."""

from __future__ import annotations

import gc
import io
import os
import sys
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__
from kg.model import LitkgError
from kg.printing import formatted, short

if TYPE_CHECKING:
    from kg.analysis.network import Path as SignedPath

HELP = {"help_option_names": ["-h", "--help"]}
BUILD_OPTION = click.option(
    "--build", "build_dir", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
    help="Folder of the build to read.",
)  # fmt: skip


class Commands(click.Group):
    """Turns faults of the input into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; answers are UTF-8, whatever a pipe would choose."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
        try:
            return super().invoke(ctx)
        except LitkgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Commands, context_settings=HELP)
@click.version_option(__version__, prog_name="litkg")
def main() -> None:
    """Turn a folder of papers into a knowledge graph that you can query, browse and cite.

    \b
    kg add paper.pdf --bib library.bib        a paper into your corpus, sources/
    kg build papers/                          the graph and the site, in build/
    kg query statements                       what the papers say
    kg ask effectiveness                      what they say together, on one concept
    kg path pradiya-2024 cahyani-2025         how two papers are tied
    kg compare pradiya-2024 cahyani-2025      two papers side by side
    """


@main.command()
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

    from kg.build import Options
    from kg.build import build as run
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


@main.command()
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


@main.command()
@click.argument("query", required=False)
@BUILD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True)
def query(query: str | None, build_dir: Path, form: str) -> None:
    """Ask the graph: a named query, a file with SPARQL, or SPARQL itself; without QUERY, list the named queries.

    \b
    Examples:
      kg query papers
      kg query findings --format csv > findings.csv
      kg query 'SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/jmo/ns#Obstacle> }'
    """
    from kg.graph.queries import named_queries
    from kg.graph.store import Store

    if query is None:
        rows = [[name, known.summary] for name, known in named_queries().items()]
        click.echo(formatted(["query", "asks"], rows, form))
        return
    columns, found = Store.of_build(build_dir).table(_sparql(query))
    click.echo(formatted(columns, found, form))


def _sparql(query: str) -> str:
    """Find the SPARQL that a name, a file or SPARQL itself means."""
    from kg.graph.queries import named_query

    if any(character in query for character in "{ \n"):
        return query
    path = Path(query)
    if path.is_file():
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LitkgError(query, "cannot be read as UTF-8", "name a file with SPARQL") from error
    return named_query(query).sparql


@main.command()
@click.argument("concept", nargs=-1, required=True)
@BUILD_OPTION
@click.option("--drafts", is_flag=True, help="Show the paragraphs on each gap, in Indonesian and English, too.")
def ask(concept: tuple[str, ...], build_dir: Path, drafts: bool) -> None:
    """Answer what the literature says on CONCEPT: in one sentence, by whom, how independently, and what is open.

    CONCEPT is an id, or a label in Indonesian or English; what is an aspect and a benefit, say, is answered as both.

    \b
    Examples:
      kg ask effectiveness
      kg ask rendahnya literasi digital --drafts
    """
    from kg.analysis.ask import ask as run
    from kg.graph.store import Store

    click.echo(str(run(Store.of_build(build_dir), " ".join(concept), drafts)))


@main.command()
@click.argument("a")
@click.argument("b")
@BUILD_OPTION
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="How many paths at the most.")
def path(a: str, b: str, build_dir: Path, most: int) -> None:
    """Tell how A and B are tied: signed paths, step by step with quotes, each ending in "agree" or "contradict".

    A and B are keys of papers, names of cited works, or ids of statements, aspects, obstacles or frameworks.

    \b
    Examples:
      kg path pradiya-2024 cahyani-2025
      kg path cahyani-2025 safitri-2025 --most 1
      kg path putri-2024 effectiveness
    """
    from kg.analysis.network import find_paths
    from kg.graph.store import Store

    paths = find_paths(Store.of_build(build_dir), a, b, most)
    if not paths:
        click.echo(f"{a} and {b} are not tied: they judge no aspect in common, and neither speaks of the other.")
        return
    for number, found in enumerate(paths, 1):
        click.echo(_told(number, found))
    click.echo(f"{a} and {b}: {_conclusion(paths)}")


def _told(number: int, found: SignedPath) -> str:
    from kg.analysis.network import outcome

    by = "the author says so" if found.declared else "computed from both papers"
    lines = [f"path {number} ({by})"]
    for step in found.steps:
        sign = {1: "+", -1: "−", 0: "±"}[step.sign]
        lines.append(f"  {short(step.source)} —[{sign} {step.relation}]→ {short(step.target)}")
        lines.append(f"      “{' '.join(step.quote.split())}”")
    lines.append(f"  ⇒ {outcome(found)}\n")
    return "\n".join(lines)


def _conclusion(paths: list[SignedPath]) -> str:
    """Verdict against verdict decides, for a declared comparison speaks only of what its sentence compares.

    Without a computed path that decides, the author's word does.
    """
    from kg.analysis.network import outcome

    decided = [found for found in paths if not found.declared and found.sign] or [f for f in paths if f.declared]
    return outcome((decided or paths)[0])


@main.command()
@click.argument("a")
@click.argument("b")
@BUILD_OPTION
@click.option("--language", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Of the headings.")
@click.option("--format", "form", type=click.Choice(["text", "md"]), default="text", show_default=True)
def compare(a: str, b: str, build_dir: Path, language: str, form: str) -> None:
    """Put two papers side by side: design, verdicts, where they agree or contradict and why, what only one has.

    A and B are keys of papers.

    \b
    Examples:
      kg compare pradiya-2024 cahyani-2025
      kg compare arianti-2026 putri-2024 --language id --format md > banding.md
    """
    from kg.analysis.compare import compare_papers
    from kg.analysis.compare_view import as_markdown, as_text
    from kg.graph.store import Store

    found = compare_papers(Store.of_build(build_dir), a, b, language)
    click.echo((as_markdown if form == "md" else as_text)(found))


@main.command("eval")
@click.argument("gold", type=click.Path(path_type=Path))
@BUILD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--misses",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many misses and false hits to list.",
)
@click.option("--calibrate", type=click.Path(path_type=Path), help="Write how often each rule was right to a CSV file.")
def evaluate(gold: Path, build_dir: Path, form: str, misses: int, calibrate: Path | None) -> None:
    """Measure a build against GOLD: what experts say that the same papers say.

    GOLD is a folder of stand-off JSON files, one a paper, named by its key; kg/analysis/gold.py tells what is in them.
    Tells precision, recall and F1 by kind, concept, section and rule, and lists what was missed and what is false.

    \b
    Examples:
      kg eval tests/gold/notes --build build --misses 5
      kg eval my-gold --format json > evaluation.json
      kg eval my-gold --calibrate kg/extract/precision.csv
    """
    from kg.analysis.evaluate_parts import evaluate_build
    from kg.analysis.evaluate_report import as_json, as_table
    from kg.analysis.gold import read_gold
    from kg.graph.store import Store

    store = Store.of_build(build_dir)
    known = read_gold(gold, build_dir, store)
    found = evaluate_build(known, store)
    texts = {each.key: each.text for each in known}
    if calibrate is not None:
        try:
            calibrate.write_text(found.precision.text, encoding="utf-8", newline="")
        except OSError as error:
            raise LitkgError(str(calibrate), f"cannot be written ({error.strerror})", "name another file") from error
    click.echo((as_json if form == "json" else as_table)(found, texts, misses))


@main.command()
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


@main.command()
@BUILD_OPTION
@click.option("--ontology", type=click.Path(path_type=Path), help="Folder with shapes.ttl. [default: the bundled one]")
def validate(build_dir: Path, ontology: Path | None) -> None:
    """Check a build: graph against SHACL shapes, every quote against the stored text, every file against its hash.

    Exit status 0 when nothing is wrong, 1 when something is.

    \b
    Example:
      kg validate --build build
    """
    from kg.build import changed_files
    from kg.graph.queries import rows
    from kg.graph.shapes import misplaced
    from kg.graph.shapes import validate as check
    from kg.graph.store import Store
    from kg.graph.texts import key_of, stored_text
    from kg.resources import ontology_dir

    store = Store.of_build(build_dir)
    named = {row["text"] for row in rows(store, "passages")}
    texts = {text: stored_text(build_dir, key_of(text)) for text in sorted(named)}
    base = commonpath(sorted(named)).rpartition("text/")[0]
    found = [*check(store, (ontology or ontology_dir()) / "shapes.ttl"), *misplaced(store, texts)]
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


@main.command()
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


if __name__ == "__main__":
    main()
