"""The command that hands a build to other tools: export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION, put_out
from kg.model import LitkgError

FORMATS = ("graphml", "gexf", "json", "csv", "notes", "bibtex", "ris", "csl-json")
FOLDERS = {"csv": "tables", "notes": "notes"}
BIBLIOGRAPHIES = FORMATS[5:]


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@BUILD_OPTION
@click.option("--out", type=click.Path(path_type=Path), help="File to write; for csv and notes, a folder.")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Of labels, notes and README."
)
@click.option("--cited", is_flag=True, help="With bibtex, ris, csl-json: all works that the papers cite, too.")
def export(form: str, build_dir: Path, out: Path | None, language: str, cited: bool) -> None:
    """Hand a build to another tool, in its FORMAT.

    \b
    graphml, gexf   the network, for Gephi, Cytoscape, yEd
    json            the same as node-link JSON, for networkx and D3
    csv             a folder of tables, with what their columns mean
    notes           a folder of Markdown notes, for Obsidian
    bibtex, ris, csl-json
                    the papers, for Zotero, JabRef, Mendeley, VOSviewer

    A folder may be exported again: files that you changed or added are never overwritten.

    \b
    Examples:
      kg export graphml --out literature.graphml
      kg export csv --out tables
      kg export notes --out vault/literature --language en
      kg export bibtex --cited --out references.bib
    """
    from kg.publish.exchange.folder import write_folder
    from kg.publish.exchange.formats import export as run

    if cited and form not in BIBLIOGRAPHIES:
        raise click.UsageError(f"--cited goes with {', '.join(BIBLIOGRAPHIES)}.")
    if form in FOLDERS and out is None:
        raise LitkgError(f"kg export {form}", "is a folder of files", f"name one, --out {FOLDERS[form]}")
    if out is not None and form not in FOLDERS and out.is_dir():
        raise LitkgError(str(out), "is a folder", f"name a file, --out {out / f'literature.{form}'}")
    made = run(build_dir, form, language, cited=cited)
    if isinstance(made, dict):
        assert out is not None
        write_folder(out, made, form)
        click.echo(f"{out}: {len(made)} files", err=True)
    else:
        put_out(made, out)
