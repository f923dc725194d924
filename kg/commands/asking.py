"""Commands that ask a build: query, ask, path, compare, eval."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION, graph_of, tell
from kg.model import LitkgError
from kg.printing import formatted


@click.command()
@click.argument("query", required=False)
@BUILD_OPTION
@click.option("--store", metavar="URL", help="SPARQL server to ask instead of a build; see 'kg build --help'.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), help="How many rows at the most; all of them when left out.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many rows to leave out before.")
def query(query: str | None, build_dir: Path, store: str | None, form: str, limit: int | None, offset: int) -> None:
    """Ask the graph: a named query, a file with SPARQL, or SPARQL itself; without QUERY, list the named queries.

    \b
    Examples:
      kg query papers
      kg query findings --format csv > findings.csv
      kg query statements --limit 100 --offset 200
      kg query papers --store http://localhost:7878/query
      kg query 'SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/jmo/ns#Obstacle> }'
    """
    from kg.graph.pages import opened, page
    from kg.graph.queries import named_queries

    if query is None:
        rows = [[name, known.summary] for name, known in named_queries().items()]
        click.echo(formatted(["query", "asks"], rows, form))
        return
    more = None if limit is None else limit + 1
    if store is not None:
        from kg.graph.remote import RemoteStore

        columns, found = RemoteStore(store).table(_sparql(query))
        found = found[offset:][:more]
    else:
        graph = graph_of(build_dir) if limit is None else opened(build_dir, tell)
        columns, found = page(graph, _sparql(query), more, offset)
    click.echo(formatted(columns, found[:limit], form))
    if limit is not None and len(found) > limit:
        click.echo(f"there are more rows: --offset {offset + limit}", err=True)


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


@click.command()
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

    click.echo(str(run(graph_of(build_dir), " ".join(concept), drafts)))


@click.command()
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
    from kg.analysis.path_view import Paths

    click.echo(str(Paths(a, b, find_paths(graph_of(build_dir), a, b, most))))


@click.command()
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

    found = compare_papers(graph_of(build_dir), a, b, language)
    click.echo((as_markdown if form == "md" else as_text)(found))


@click.command("eval")
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

    store = graph_of(build_dir)
    known = read_gold(gold, build_dir, store)
    found = evaluate_build(known, store)
    texts = {each.key: each.text for each in known}
    if calibrate is not None:
        try:
            calibrate.write_text(found.precision.text, encoding="utf-8", newline="")
        except OSError as error:
            raise LitkgError(str(calibrate), f"cannot be written ({error.strerror})", "name another file") from error
    click.echo((as_json if form == "json" else as_table)(found, texts, misses))
