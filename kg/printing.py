"""Answers as people and programs read them: a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from kg.model import LitkgError

MOST_COLUMNS = 6
WIDE = 110  # characters: a narrower terminal shows six columns at most


def formatted(columns: list[str], rows: list[list[str]], form: str, most_columns: int = MOST_COLUMNS) -> str:
    r"""Write rows as ``table``, ``csv``, ``md`` or ``json`` (a list of objects, all values strings).

    >>> formatted(["paper"], [["a"]], "csv")
    'paper\na'
    """
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([columns, *rows])
        return out.getvalue().removesuffix("\n")
    if form == "md":
        cells = [
            [" ".join(cell.split()).replace("|", "\\|") for cell in row]
            for row in [columns, ["---"] * len(columns), *rows]
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in cells)
    return _table(columns, rows, most_columns)


def _table(columns: list[str], rows: list[list[str]], most_columns: int) -> str:
    """Rows for the terminal: a table, or with many columns a paragraph a row; IRIs by their last part."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    console = Console(width=None if sys.stdout.isatty() else 160, file=out, force_terminal=False)
    if len(columns) > most_columns or (len(columns) > MOST_COLUMNS and console.width < WIDE):
        widest = max(map(len, columns))
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                if cell:
                    out.write(f"{column:<{widest}}  {short(cell, 400)}\n")
            out.write("\n")
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(short(cell)) for cell in row))
        console.print(table)
    return f"{out.getvalue().rstrip()}\n\n{len(rows)} row{'' if len(rows) == 1 else 's'}".lstrip("\n")


def check_choice(what: str, value: str, known: Collection[str]) -> None:
    """Check that a value is one of those that there are.

    Raises:
        LitkgError: it is not.

    >>> check_choice("language", "xx", ("id", "en"))
    Traceback (most recent call last):
    ...
    kg.model.LitkgError: language 'xx': there is no such language; choose one of id, en
    """
    if value not in known:
        raise LitkgError(f"{what} '{value}'", f"there is no such {what}", f"choose one of {', '.join(known)}")


def form_of(path: Path, endings: Mapping[str, str]) -> str:
    """Tell the format that the ending of a file names, one of ``endings``.

    Raises:
        LitkgError: it names none.
    """
    form = endings.get(path.suffix.removeprefix(".").lower())
    if form is None:
        raise LitkgError(str(path), "has an ending that names no format", f"choose one of .{', .'.join(endings)}")
    return form


def write_file(path: Path, data: bytes) -> None:
    """Write what a user asked for to the file that they named.

    Raises:
        LitkgError: it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise LitkgError(str(path), f"cannot be written ({error.strerror})", "name another file") from error


def markdown_as_html(text: str) -> str:
    r"""Turn Markdown into HTML; tags in the text are shown, and not obeyed.

    >>> markdown_as_html("**a** <b>")
    '<p><strong>a</strong> &lt;b&gt;</p>\n'
    """
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return html


def short(cell: str, most: int = 120) -> str:
    """Fold white space, show IRIs by their last part, and cut what is long."""
    shown = " ".join(cell.split())
    if all(part.startswith(("http://", "https://")) for part in shown.split()) and "/" in shown:
        return " ".join(part.replace("#", "/").rstrip("/").rsplit("/", 1)[-1] for part in shown.split())
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
