"""The command that cites: findings, papers and cited works, in the styles and forms that authors need."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION, form_of, put_out
from kg.model import LitkgError

STYLES = ("apa", "chicago", "vancouver", "ieee")
FORMATS = ("text", "markdown", "latex", "docx", "bibtex", "ris", "csl-json", "html")
ENDINGS = {
    "txt": "text", "md": "markdown", "tex": "latex", "docx": "docx", "bib": "bibtex", "ris": "ris", "json": "csl-json",
    "html": "html", "htm": "html",
}  # fmt: skip


@click.command()
@click.argument("name", nargs=-1, required=True)
@BUILD_OPTION
@click.option("--style", type=click.Choice(STYLES), default="apa", show_default=True, help="apa is its 7th edition.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: the ending of --out, else text]")
@click.option("--out", type=click.Path(path_type=Path), help="File to write, e.g. kutipan.docx.")
def cite(name: tuple[str, ...], build_dir: Path, style: str, language: str, form: str | None, out: Path | None) -> None:
    """Cite NAME: the key of a paper, a cited work, a finding, or a concept with all findings on it.

    A finding is said in one sentence with its citations, with the list of references behind it. A work that nobody of
    the corpus wrote is cited through the paper that cites it, as a secondary source. Markdown has the keys of Pandoc,
    LaTeX those of biblatex; bibtex, ris and csl-json have the entries for a reference manager.

    \b
    Examples:
      kg cite pradiya-2024
      kg cite obstacle/low-digital-literacy --language en
      kg cite rendahnya literasi digital --style ieee --out kendala.docx
      kg cite effectiveness --format bibtex --out references.bib
    """
    from kg.publish.cite.asked import Library
    from kg.publish.cite.documents import written

    form = form or form_of(out, ENDINGS, FORMATS)
    if form == "docx" and out is None:
        raise LitkgError("kg cite --format docx", "is no text to show", "name a file, --out kutipan.docx")
    data = written(Library(build_dir).cite(" ".join(name), style, language), form)
    put_out(data, out)
