"""Answers a page at a time: the first rows of a query over thousands of papers, without looking for all of them.

The rows of most named queries come paper by paper, or finding by finding and there position by position. Such a query
is asked of one part after the other, until the page is full. Any other has to be answered whole before its first row is
known, and so has one that most papers have no rows of; where the graph is on disk, its answer is kept
(:mod:`kg.graph.kept`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from kg.graph.kept import kept
from kg.graph.on_disk import Progress
from kg.graph.ordering import order_of, ordered
from kg.graph.queries import named_queries
from kg.graph.store import Store
from kg.graph.terms import PREFIXES
from kg.model import LitkgError

PARTS = {
    "STR(?paper)": "SELECT ?paper WHERE { ?paper jmo:sourceKind ?kind }",
    "STR(?text)": "SELECT ?text WHERE { ?text dcterms:isFormatOf/jmo:sourceKind ?kind }",
    "?kind STR(?concept) STR(?holder)": """SELECT ?kind ?concept ?holder ?position WHERE {
        ?finding a jmo:Finding ; dcterms:type ?kind ; dcterms:subject ?concept .
        ?position dcterms:isPartOf ?finding ; jmo:heldBy ?holder .
    }""",
    "STR(?finding) STR(?said)": """SELECT ?finding ?said WHERE {
        { ?finding a jmo:Finding BIND(?finding AS ?said) }
        UNION { ?finding a jmo:Finding . ?said dcterms:isPartOf ?finding }
    }""",
}
"""What the rows of a query are parted by, by what it first orders them by: a query for the parts.

Its last column is the thing that the query is asked of; the parts come in the order of its columns.
"""
WHOLE = frozenset({
    "comparisons", "credits", "designs", "followers", "frameworks", "informants", "papers", "settled", "statistics",
    "tensions", "theories", "ties", "topics", "verdicts",
})  # fmt: skip
"""Queries by paper that are answered whole nevertheless: each paper has a row or two of them at the most, or what they
look for is shared by many."""
USED = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "jmo"))
PREPARED = "prepared"
NOTHING = "urn:litkg:nothing"
WHERE = re.compile(r"(\bWHERE\s*\{)")
Table = tuple[list[str], list[list[str]]]


def page(store: Store, sparql: str, limit: int | None = None, offset: int = 0) -> Table:
    """Give some rows of an answer with its columns: as many as ``limit``, after the first ``offset``.

    Args:
        store: the graph.
        sparql: a query. The rows of a named one are looked for as far as the page goes, for others all are.
        limit: how many rows at the most; all when left out.
        offset: how many rows to leave out.

    Raises:
        LitkgError: the query cannot be answered.
    """
    name = next((known.name for known in named_queries().values() if known.sparql == sparql), None)
    if name is None or (limit is None and store.shelf is None):
        columns, whole = store.table(sparql)
        return columns, whole[offset:][:limit]
    parts = None if name in WHOLE else _parts(sparql)
    lines = kept(store, sparql, _found) if parts is None else _by_part(store, sparql, parts)
    columns = next(lines)
    return columns, list(islice(lines, offset, None if limit is None else offset + limit))


def is_prepared(shelf: Path) -> bool:
    """Whether all that pages need was looked for in the graph that a folder holds."""
    return (shelf / PREPARED).exists()


def prepare(store: Store, progress: Progress) -> None:
    """Look once for all that pages of the named queries need of a graph, and keep it on the shelf of the store.

    What fails here fails again for whoever asks for it, and is told then.
    """
    assert store.shelf is not None
    progress("answering what takes all of the graph, once")
    for query in named_queries().values():
        with suppress(LitkgError, RuntimeError, OSError):
            page(store, query.sparql, 1)
    with suppress(OSError):
        (store.shelf / PREPARED).touch()


def _parts(sparql: str) -> str | None:
    """Find the query for the parts of a named query, if its rows come by any."""
    keys, limit = order_of(sparql)
    by = " ".join(keys)
    return next((parts for first, parts in PARTS.items() if by.startswith(first) and limit is None), None)


def _found(store: Store, sparql: str) -> Iterator[list[str]]:
    """Give the columns of an answer, then its rows."""
    columns, rows = ordered(store, sparql)
    return chain([columns], rows)


def _by_part(store: Store, sparql: str, parts: str) -> Iterator[list[str]]:
    """Give the columns of an answer, then its rows, part by part; of nothing where there is none."""
    begin, where, rest = WHERE.split(sparql, maxsplit=1)
    lines = kept(store, f"{USED}{parts}", _things)
    [variable], first = next(lines), next(lines, [NOTHING])
    columns: list[str] = []
    for [thing] in chain([first], lines):
        # unlike a variable that is known, a value is where Oxigraph begins to look
        given, rows = ordered(store, f"{begin}{where} VALUES ?{variable} {{ <{thing}> }}{rest}")
        if not columns:
            yield (columns := given)
        yield from rows


def _things(store: Store, sparql: str) -> Iterator[list[str]]:
    """Give the name of the last column of an answer, then its values in the order of all of them."""
    columns, rows = store.table(sparql)
    return ([line[-1]] for line in (columns, *sorted(rows)))
