"""Answers a page at a time: the first rows of a query over thousands of papers, without looking for all of them.

Most named queries give their rows paper by paper. Such a query is asked of one paper after the other until the page is
full; any other is answered whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from kg.graph.queries import named_queries, rows
from kg.graph.store import Store

KEYS = {"paper": "keys", "text": "texts"}
"""The named queries that tell what the rows of others are parted by, in the same order."""
FIRST_KEY = re.compile(r"ORDER BY STR\(\?(\w+)\)[^{}]*\Z")
LIMIT = re.compile(r"\bLIMIT\b")
WHERE = re.compile(r"(\bWHERE\s*\{)")


def page(store: Store, sparql: str, limit: int | None = None, offset: int = 0) -> tuple[list[str], list[list[str]]]:
    """Give some rows of an answer with its columns: as many as ``limit``, after the first ``offset``.

    Args:
        store: the graph.
        sparql: a query. The rows of a named one are looked for as far as the page goes, for others all are.
        limit: how many rows at the most; all when left out.
        offset: how many rows to leave out.

    Raises:
        LitkgError: the query cannot be answered.
    """
    key = _key(sparql)
    if key is None or limit is None:
        columns, whole = store.table(sparql)
        return columns, whole[offset:][:limit]
    answers = _answers(store, sparql, key)
    columns, first = next(answers)
    found = chain(first, (row for _, more in answers for row in more))
    return columns, list(islice(found, offset, offset + limit))


def _key(sparql: str) -> str | None:
    """Find by which thing the rows of a named query are parted, if they are."""
    if LIMIT.search(sparql) or not any(sparql == known.sparql for known in named_queries().values()):
        return None
    found = FIRST_KEY.search(sparql)
    return found.group(1) if found and found.group(1) in KEYS else None


def _answers(store: Store, sparql: str, key: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Ask a query of each paper; of nothing where there is none."""
    begin, where, rest = WHERE.split(sparql, maxsplit=1)
    for iri in [row[key] for row in rows(store, KEYS[key])] or ["urn:litkg:nothing"]:
        # unlike a variable that is known, a value is where Oxigraph begins to look
        yield store.table(f"{begin}{where} VALUES ?{key} {{ <{iri}> }}{rest}")
