"""Where quotes stand: the paper and the position of words that an answer rests on."""

from __future__ import annotations

from typing import Any

from kg.analysis.naming import base_of
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.graph.terms import Names
from kg.graph.texts import key_of

Told = dict[str, Any]
PAPER, STATEMENT = "paper/", "statement/"


class Quotes:
    """The passages of a graph by the paper, work or statement whose words they are, looked up as they are needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = Names(base_of(store))
        self._known: dict[str, dict[str, Told]] = {}

    def told(self, quote: str, *things: str) -> Told:
        """Give a quote with its paper and position, as far as one of the things has it.

        Args:
            quote: the words; white space does not matter.
            things: IRIs of papers, cited works or statements that may have said them.
        """
        folded = _folded(quote)
        for thing in things:
            if thing not in self._known:
                self._known[thing] = self._passages(thing)
            if found := self._known[thing].get(folded):
                return found
        return {"quote": folded} if folded else {}

    def _passages(self, thing: str) -> dict[str, Told]:
        base = self._names.base
        if thing.startswith(f"{base}{STATEMENT}"):
            papers = {row["paper"] for row in rows(self._store, "claims", statement=thing)}
            return {quote: told for paper in sorted(papers) for quote, told in self._passages(paper).items()}
        if thing.startswith(f"{base}{PAPER}"):
            key = key_of(thing)
            found = rows(self._store, "passages", text=self._names.text(key).value)
        else:
            found = rows(self._store, "positions", holder=thing)
        return {_folded(row["quote"]): quoted({"paper": thing} | row) for row in reversed(found)}  # first of like ones


def quoted(row: Row) -> Told:
    """Give the paper of a row by its key, the words as they are, and where they stand in its stored text."""
    return {
        "paper": key_of(row["paper"]), "quote": row["quote"], "start": int(row["start"]), "end": int(row["end"])
    }  # fmt: skip


def _folded(quote: str) -> str:
    return " ".join(quote.split())
