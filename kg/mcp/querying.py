"""Any query of a graph, answered in parts: so many rows, so many characters, and never a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.graph.pages import page
from kg.graph.queries import named_query
from kg.graph.store import Row, Store
from kg.model import LitkgError

MOST_CHARACTERS = 100_000
"""Characters of all cells of one answer."""
UPDATE = re.compile(
    r"\s*+(?:(?:PREFIX\s+[\w.-]*+:\s*+<[^<>]*+>|BASE\s*+<[^<>]*+>|#[^\n]*+)\s*+)*+"
    r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[\w-]+")
TRIPLE = ("subject", "predicate", "object")


def answer_part(store: Store, query: str, limit: int, offset: int) -> dict[str, Any]:
    """Answer a query with some of its rows.

    Args:
        store: the graph.
        query: the name of a query, or SPARQL.
        limit: how many rows at the most.
        offset: how many rows to leave out before.

    Returns:
        ``columns``, ``rows``, and whether the answer is ``complete``; if not, ``note`` says how to go on.

    Raises:
        LitkgError: the query cannot be answered, or would change something.
    """
    if NAME.fullmatch(query):
        columns, found = page(store, named_query(query).sparql, limit + 1, offset)
        return {"columns": columns} | part([dict(zip(columns, row, strict=True)) for row in found], limit, offset)
    columns, rows = _solutions(store, query)
    try:
        asked = list(islice(rows, offset, offset + limit + 1))
    except (ValueError, RuntimeError, OSError) as error:
        raise LitkgError("query", f"cannot be answered: {error}", "change the query") from error
    return {"columns": columns} | part(asked, limit, offset)


def part(found: Sequence[Mapping[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    """Keep what an answer may hold of some rows, of which one too many tells that there are more.

    Raises:
        LitkgError: the first row alone is too long.

    >>> part([{"a": "x"}, {"a": "y"}], 1, 0)["note"]
    'not all rows: go on with offset 1, or ask for less'
    >>> part([{"a": "x"}], 1, 0)
    {'rows': [{'a': 'x'}], 'complete': True}
    """
    kept: list[Mapping[str, Any]] = []
    room = MOST_CHARACTERS
    for row in found[:limit]:
        room -= sum(len(str(value)) for value in row.values())
        if room < 0:
            break
        kept.append(row)
    if found and not kept:
        what = f"row {offset + 1} alone has over {MOST_CHARACTERS} characters"
        raise LitkgError("the answer", what, "ask for less in a row; SPARQL cuts with SUBSTR")
    if len(kept) == len(found):
        return {"rows": kept, "complete": True}
    note = f"not all rows: go on with offset {offset + len(kept)}, or ask for less"
    return {"rows": kept, "complete": False, "note": note}


def _solutions(store: Store, sparql: str) -> tuple[list[str], Iterator[Row]]:
    if UPDATE.match(sparql):
        raise LitkgError("query", "would change the graph, and this server only reads", "ask with SELECT")
    answer = store.query(sparql)
    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], iter([{"answer": "true" if answer else "false"}])
    if isinstance(answer, ox.QueryTriples):
        terms = ((each.subject, each.predicate, each.object) for each in answer)
        return list(TRIPLE), (dict(zip(TRIPLE, map(_text, triple), strict=True)) for triple in terms)
    columns = [variable.value for variable in answer.variables]
    return columns, ({column: _text(solution[column]) for column in columns} for solution in answer)


def _text(value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, ox.Triple) else value.value
