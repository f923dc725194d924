"""The named queries: one ``.rq`` file each, with a header comment that says what it asks.

The first comment line is the query's summary, one that begins with ``id:`` says the same in Indonesian; further ones
tell its columns. Everything that the toolkit shows comes from these files, so a researcher can run and change each of
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.graph.store import Row, Store
from kg.model import LitkgError
from kg.resources import queries_dir


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the toolkit: its name, what it asks (in Indonesian where its file says so), and its SPARQL."""

    name: str
    summary: str
    about: str
    sparql: str
    summary_id: str = ""


@cache
def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Read all named queries, by name."""
    return {path.stem: _read(path) for path in sorted((folder or queries_dir()).glob("*.rq"))}


def named_query(name: str) -> NamedQuery:
    """Give one named query.

    Raises:
        LitkgError: there is no such query.
    """
    known = named_queries()
    if name not in known:
        raise LitkgError(f"query '{name}'", "there is no such query", f"choose one of: {', '.join(known)}")
    return known[name]


def rows(store: Store, name: str, **known: str) -> list[Row]:
    """Answer a named query with one dictionary a row.

    Args:
        store: the graph.
        name: the query.
        known: IRIs that variables stand for, so that only the rows that have them are looked for. A variable that a row
            may leave empty (``OPTIONAL``) does not narrow the rows: filter those yourself.

    Raises:
        LitkgError: there is no such query.
    """
    return store.rows(named_query(name).sparql, known)


def _read(path: Path) -> NamedQuery:
    sparql = path.read_text(encoding="utf-8")
    comments = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("# ").rstrip())
    translated = [comment for comment in comments if comment.startswith("id: ")]
    said = [comment for comment in comments if comment not in translated]
    summary_id = translated[0].removeprefix("id: ") if translated else ""
    return NamedQuery(path.stem, said[0] if said else "", " ".join(said[1:]), sparql, summary_id)
