"""What papers tell, one by one: rows of named queries that need no other paper.

A graph of thousands of papers is asked slowly, and from one place only. That of one paper is asked in milliseconds, on
all processors, while it is made; its rows are kept with it, and what papers say together is made of the rows of all.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sys import intern

from pyoxigraph import NamedNode, Quad

from kg.graph.queries import named_query
from kg.graph.store import Row, Store
from kg.graph.terms import TYPE, term

OF_PAPERS = (
    "papers", "references", "statements", "verdicts", "citations", "sources", "methods", "frameworks",
    "topics", "judgements", "scopes",
)  # fmt: skip
OF_VOCABULARY = ("labels", "dimensions", "remedies")
STANDING = NamedNode("urn:litkg:standing")
QUICKLY = 1  # rows shrink to a fifth even so
LONG = 100
"""Characters from which a value is not looked for among those that are there already."""
Table = tuple[list[str], list[list[str]]]
"""The columns of an answer, and its rows."""


class Answers:
    """Rows of queries over a corpus, put together from those of its papers.

    >>> answers = Answers({"labels": (["concept"], [["urn:c"]])})
    >>> answers.add("urn:b", {"papers": (["paper"], [["urn:b"]])})
    >>> answers.add("urn:a", {"papers": (["paper"], [["urn:a"]])})
    >>> answers.taken("papers"), answers.taken("papers"), answers.taken("labels")
    ([{'paper': 'urn:a'}, {'paper': 'urn:b'}], [], [{'concept': 'urn:c'}])
    """

    def __init__(self, shared: Mapping[str, Table] | None = None) -> None:
        self._columns: dict[str, list[str]] = {}
        self._rows: dict[str, dict[str, bytes]] = defaultdict(dict)
        self.add("", shared or {})

    def add(self, paper: str, tables: Mapping[str, Table]) -> None:
        """Add what a paper tells; until it is asked for, it takes little room."""
        for name, (columns, rows) in tables.items():
            if rows:
                self._columns[name] = columns
                self._rows[name][paper] = zlib.compress(json.dumps(rows).encode(), QUICKLY)

    def taken(self, name: str) -> list[Row]:
        """Give the rows of a query, by the names of the papers; they are kept here no longer, for they are many."""
        rows, columns = self._rows.pop(name, {}), self._columns.get(name, [])
        return [
            dict(zip(columns, map(_shared, row), strict=True))
            for paper in sorted(rows)
            for row in json.loads(zlib.decompress(rows.pop(paper)))
        ]


def asked(store: Store, *queries: str) -> dict[str, Table]:
    """Ask named queries of a store in which the works that are cited are not known yet.

    Until they are, each entry of a reference list stands for the work that it describes: the column ``work`` has its
    IRI.
    """
    with _standing_for_works(store):
        return {name: store.table(named_query(name).sparql) for name in queries}


@contextmanager
def _standing_for_works(store: Store) -> Iterator[None]:
    entries = [quad.subject for quad in store.having(TYPE, term("biro:BibliographicReference"))]
    store.add(Quad(entry, term("biro:references"), entry, STANDING) for entry in entries)
    try:
        yield
    finally:
        store.remove(STANDING)


def _shared(value: str) -> str:
    """Have words that many rows have in memory once."""
    return intern(value) if len(value) < LONG else value
