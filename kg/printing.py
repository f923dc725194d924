"""Answers as people and programs read them: a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
import sys

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


def short(cell: str, most: int = 120) -> str:
    """Fold white space, show IRIs by their last part, and cut what is long."""
    shown = " ".join(cell.split())
    if all(part.startswith(("http://", "https://")) for part in shown.split()) and "/" in shown:
        return " ".join(part.replace("#", "/").rstrip("/").rsplit("/", 1)[-1] for part in shown.split())
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
