"""The answer to a query as a list of dictionaries, which shows itself as a table."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import SupportsIndex, overload
from urllib.parse import unquote

from kg.model import LitkgError
from kg.printing import formatted, short

SHOWN = 20
"""Rows that a notebook shows of a table; all are there."""
WIDEST = 300
"""Characters that a notebook shows of a cell."""
Row = dict[str, str]


class Rows(list[Row]):
    """Rows as dictionaries, all values strings: ``pandas.DataFrame(rows, columns=rows.columns)`` takes them so.

    What begins with one of ``own`` (the namespaces of a build) is an IRI that may be called by its last part: the key
    of a paper, the id of a concept.

    >>> rows = Rows(["paper", "url"], [{"paper": "https://a/paper/x%20y", "url": "https://b/c"}], ("https://a/",))
    >>> rows.columns, rows[0]["paper"]
    (['paper', 'url'], 'https://a/paper/x%20y')
    >>> rows.short()
    [{'paper': 'x y', 'url': 'https://b/c'}]
    >>> print(rows.csv())
    paper,url
    https://a/paper/x%20y,https://b/c
    """

    def __init__(self, columns: Iterable[str], rows: Iterable[Row] = (), own: tuple[str, ...] = ()) -> None:
        super().__init__(rows)
        self.columns = list(columns)
        self.own = own

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Row: ...
    @overload
    def __getitem__(self, index: slice, /) -> Rows: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Row | Rows:
        """Give a row, or some of them as a table of its own."""
        if isinstance(index, slice):
            return Rows(self.columns, super().__getitem__(index), self.own)
        return super().__getitem__(index)

    def where(self, **wanted: str) -> Rows:
        """Keep the rows that have these values; an IRI may be called by its last part.

        Raises:
            LitkgError: there is no such column.

        >>> rows = Rows(["paper"], [{"paper": "https://a/paper/x"}, {"paper": "https://a/paper/y"}], ("https://a/",))
        >>> rows.where(paper="y")
        [{'paper': 'https://a/paper/y'}]
        """
        for column in wanted:
            self._check(column)
        kept = (
            row
            for row in self
            if all(value in (row[column], self._local(row[column])) for column, value in wanted.items())
        )
        return Rows(self.columns, kept, self.own)

    def only(self, *columns: str) -> Rows:
        """Keep these columns, in this order.

        Raises:
            LitkgError: there is no such column.

        >>> Rows(["a", "b"], [{"a": "1", "b": "2"}]).only("b")
        [{'b': '2'}]
        """
        for column in columns:
            self._check(column)
        return Rows(columns, ({column: row[column] for column in columns} for row in self), self.own)

    def short(self) -> Rows:
        """Call papers, concepts and all other things of the graph by the last part of their IRIs."""
        return Rows(self.columns, ({column: self._local(row[column]) for column in row} for row in self))

    def csv(self) -> str:
        """Write the rows as comma-separated values, as they are."""
        return formatted(self.columns, self._cells(self), "csv")

    def markdown(self) -> str:
        """Write the rows as a table in Markdown."""
        return formatted(self.columns, self._cells(self.short()), "md")

    def __str__(self) -> str:
        return formatted(self.columns, self._cells(self.short()), "table")

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(_cut(cell))}</td>' for cell in cells)}</tr>"
            for cells in self._cells(self[:SHOWN].short())
        )
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        told = f"{count}, of which {SHOWN} are shown" if len(self) > SHOWN else count
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{told}</p>"

    def _cells(self, rows: list[Row]) -> list[list[str]]:
        return [[row[column] for column in self.columns] for row in rows]

    def _local(self, cell: str) -> str:
        """Call a cell of one or more IRIs of the graph by their last parts; anything else stays."""
        parts = cell.split()
        if self.own and parts and all(part.startswith(self.own) for part in parts):
            return " ".join(unquote(short(part)) for part in parts)
        return cell

    def _check(self, column: str) -> None:
        if column not in self.columns:
            raise LitkgError(f"column '{column}'", "is none of these rows", f"there are {', '.join(self.columns)}")


def _cut(cell: str) -> str:
    shown = " ".join(cell.split())
    return shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"
