"""Commands that write for the next paper, or for others to read: table."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION, form_of, graph_of, put_out
from kg.model import LitkgError

TABLES = ("penelitian-terdahulu", "evidence", "methods", "gaps", "introduction")
FORMATS = ("text", "md", "latex", "csv", "html", "docx", "xlsx")
OFFICE = FORMATS[5:]
ENDINGS = {**{form: form for form in FORMATS}, "tex": "latex", "txt": "text", "htm": "html"}


@click.command()
@click.argument("name", type=click.Choice(TABLES))
@BUILD_OPTION
@click.option("--study", type=click.Path(path_type=Path), help="Your own study, a YAML file: see the example.")
@click.option("--columns", help="Columns, parted by commas, in the order wanted; 'all' for all that there are.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: the ending of --out, else text]")
@click.option(
    "--quotes", is_flag=True, help="Number the quotes that each cell rests on, and list them with their places."
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write, e.g. tabel.docx.")
def table(
    name: str,
    build_dir: Path,
    study: Path | None,
    columns: str | None,
    language: str,
    form: str | None,
    quotes: bool,
    out: Path | None,
) -> None:
    """Make a table for a thesis or an article, or a draft of its introduction.

    penelitian-terdahulu has previous studies, with Persamaan and Perbedaan to your own study; evidence the findings
    with who supports and who opposes them; methods how studies were made; gaps what is not known; introduction is a
    paragraph: what is known, what is not, what your study adds. What the graph does not know says "perlu diisi".

    \b
    Examples:
      kg table penelitian-terdahulu --study my-study.yaml --out tabel.docx
      kg table penelitian-terdahulu --columns no,paper,results,same,different --format md
      kg table evidence --language en --quotes --out evidence.xlsx
      kg table introduction --study my-study.yaml --quotes

    \b
    my-study.yaml, in which what is not known yet is left out:
      title: Efektivitas aplikasi JMO bagi pekerja informal
      setting: Kota Surabaya
      province: Jawa Timur
      period: "2026"
      theory: [technology acceptance model]
      approach: kuantitatif
      methods: [angket]
      informants: 100
      segment: [pekerja informal]
      aspects: [efektivitas, kemudahan penggunaan]
    """
    from kg.publish.tables import make_table, written

    form = form or form_of(out, ENDINGS, FORMATS)
    if form in OFFICE and out is None:
        raise LitkgError(f"kg table --format {form}", "is no text to show", f"name a file, --out {name}.{form}")
    made = make_table(graph_of(build_dir), name, language, study, columns)
    data = written(made, form, quotes)
    put_out(data, out)
