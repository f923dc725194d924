"""Answers a page at a time: the first rows of a query over thousands of papers, without looking for all of them.

The rows of most named queries come paper by paper, or finding by finding and there position by position. Such a query
is asked of one part after the other, until the page is full. Any other has to be answered whole before its first row is
known, and so has one that most papers have no rows of. Where the graph is on disk, such an answer is kept in the folder
of its store, and goes when that goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import chain, islice
from pathlib import Path

from kg.cache import Cache
from kg.digests import digest
from kg.graph.on_disk import Progress, locked
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
ANSWERS, PREPARED = "answers", "prepared"
NOTHING = "urn:litkg:nothing"
WHERE = re.compile(r"(\bWHERE\s*\{)")
Line = list[str]
Table = tuple[Line, list[Line]]


def opened(build: Path, progress: Progress = lambda message: None) -> Store:
    """Open the graph of a build to ask for pages: what they need of a graph on disk is looked for once.

    Args:
        build: the folder.
        progress: is told what takes long, in a line.

    Raises:
        LitkgError: there is no build in the folder.
    """
    store = Store.of_build(build, progress=progress)
    if store.shelf is None or _is_prepared(store.shelf):
        return store
    whole = Store.of_build(build, whole=True)  # where the memory has room, all is found ten times sooner
    whole.shelf = store.shelf
    with suppress(OSError), locked(store.shelf.parent):
        if not _is_prepared(store.shelf):  # by another process, meanwhile
            _prepare(whole, store.shelf, progress)
    return store


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
    lines = _kept(store, sparql, _found) if parts is None else _by_part(store, sparql, parts)
    columns = next(lines)
    return columns, list(islice(lines, offset, None if limit is None else offset + limit))


def _is_prepared(shelf: Path) -> bool:
    return (shelf / PREPARED).exists()


def _prepare(store: Store, shelf: Path, progress: Progress) -> None:
    """Ask for the first row of each named query; what fails fails again for whoever asks for it, and is told then."""
    progress("answering what takes all of the graph, once")
    for query in named_queries().values():
        with suppress(LitkgError, RuntimeError, OSError):
            page(store, query.sparql, 1)
    (shelf / PREPARED).touch()


def _parts(sparql: str) -> str | None:
    """Find the query for the parts of a named query, if its rows come by any."""
    keys, limit = order_of(sparql)
    by = " ".join(keys)
    return next((parts for first, parts in PARTS.items() if by.startswith(first) and limit is None), None)


def _kept(store: Store, sparql: str, find: Callable[[Store, str], Iterable[Line]]) -> Iterator[Line]:
    """Give the lines that are found of a query; where the graph is on disk, they are looked for but once."""
    cache = Cache(store.shelf / ANSWERS if store.shelf and store.shelf.is_dir() else None)
    key = digest("answer", sparql)
    written = cache.get(key)
    if written is None:
        written = b"".join(f"{json.dumps(line, ensure_ascii=False)}\n".encode() for line in find(store, sparql))
        cache.put(key, written)
    return map(json.loads, BytesIO(written))


def _found(store: Store, sparql: str) -> Iterator[Line]:
    """Give the columns of an answer, then its rows."""
    columns, rows = ordered(store, sparql)
    return chain([columns], rows)


def _by_part(store: Store, sparql: str, parts: str) -> Iterator[Line]:
    """Give the columns of an answer, then its rows, part by part; of nothing where there is none."""
    begin, where, rest = WHERE.split(sparql, maxsplit=1)
    lines = _kept(store, f"{USED}{parts}", _things)
    [variable], first = next(lines), next(lines, [NOTHING])
    columns: Line = []
    for [thing] in chain([first], lines):
        # unlike a variable that is known, a value is where Oxigraph begins to look
        given, rows = ordered(store, f"{begin}{where} VALUES ?{variable} {{ <{thing}> }}{rest}")
        if not columns:
            yield (columns := given)
        yield from rows


def _things(store: Store, sparql: str) -> Iterator[Line]:
    """Give the name of the last column of an answer, then its values in the order of all of them."""
    columns, rows = store.table(sparql)
    return ([line[-1]] for line in (columns, *sorted(rows)))
