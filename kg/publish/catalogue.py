"""What every page needs to know of a build: its papers and works, how to name and link them, and where quotes stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from kg.analysis.consolidate import local
from kg.analysis.wording import short_citation
from kg.graph.queries import named_query
from kg.graph.store import Row, Store
from kg.publish.highlight import Span

UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: in which paper, from which character to which."""

    paper: str
    span: Span


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper: its key, its data as the query ``papers`` gives them, its short citation and its stored text."""

    iri: str
    key: str
    data: Row
    cite: str
    text: str


def fold(text: str) -> str:
    r"""Fold white space: a quote keeps its line breaks in the graph, and is shown without them.

    >>> fold("belum\n\noptimal")
    'belum optimal'
    """
    return " ".join(text.split())


def anchor(*parts: str) -> str:
    """Make the anchor of a thing on a page out of its codes.

    >>> anchor("f", "obstacle", "https://a/obstacle/no-smartphone")
    'f-obstacle-no-smartphone'
    """
    return "-".join(UNSAFE.sub("_", local(part)) for part in parts)


def evidence_anchor(span: Span) -> str:
    """Make the permalink of a passage on the page of its paper.

    >>> evidence_anchor((12, 40))
    'ev-12-40'
    """
    return f"ev-{span[0]}-{span[1]}"


def span_of(row: Row) -> Span | None:
    """Read the span of a row; ``None`` when it has none."""
    return (int(row["start"]), int(row["end"])) if row["start"] and row["end"] else None


class Catalogue:
    """The rows of the named queries, each asked once, and what follows from them for all pages."""

    def __init__(self, store: Store, texts: Mapping[str, str], quotes_only: Collection[str] = ()) -> None:
        """Take a graph, the text of each paper by key, and the keys of those of which only the quotes are given."""
        self._store = store
        self._texts = texts
        self.quotes_only = frozenset(quotes_only)
        self._rows: dict[str, list[Row]] = {}
        self._grouped: dict[str, Mapping[str, list[Row]]] = {}

    def __call__(self, name: str) -> list[Row]:
        """Give the rows of a named query."""
        if name not in self._rows:
            self._rows[name] = self._store.rows(named_query(name).sparql)
        return self._rows[name]

    def of_paper(self, name: str) -> Mapping[str, list[Row]]:
        """Give the rows of a named query by paper."""
        if name not in self._grouped:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self(name):
                found[row["paper"]].append(row)
            self._grouped[name] = found
        return self._grouped[name]

    @cached_property
    def papers(self) -> dict[str, PaperEntry]:
        """The papers by IRI, oldest first."""
        found = {}
        for row in sorted(self("papers"), key=lambda row: (row["year"] or "9999", row["paper"])):
            if row["paper"] in found:
                continue
            key = unquote(local(row["paper"]))
            cite = short_citation(row["authors"], row["year"], key)
            found[row["paper"]] = PaperEntry(row["paper"], key, row, cite, self._texts.get(key, ""))
        return found

    @cached_property
    def signs(self) -> dict[str, str]:
        """The sign of each stance, as a word: pos, mix or neg."""
        words = {"1": "pos", "0": "mix", "-1": "neg"}
        return {row["concept"]: words.get(row["sign"], "mix") for row in self("labels") if row["scheme"] == "stance"}

    @cached_property
    def works(self) -> dict[str, str]:
        """How each cited work is cited, by its IRI."""
        return {row["work"]: row["cited_as"] for row in self("works")}

    def cite(self, iri: str) -> str:
        """Cite a paper or a cited work by surname and year."""
        if iri in self.papers:
            return self.papers[iri].cite
        return self.works.get(iri) or unquote(local(iri))

    def paper_page(self, iri: str) -> str:
        """Give the path of a paper's page under the root of its language."""
        return f"paper/{quote(self.papers[iri].key, safe='')}.html"

    @cached_property
    def contexts(self) -> dict[tuple[str, int, int], Span]:
        """Where the sentence around each citation stands, by paper, start and end of the citation."""
        found = {}
        for row in self("citations"):
            span = span_of(row)
            if span is None or row["paper"] not in self.papers:
                continue
            text, size = self.papers[row["paper"]].text, len(row["quote"])
            start = text.rfind(row["quote"], max(0, span[1] - size), span[0] + size)
            if start >= 0 and size:
                found[(row["paper"], *span)] = (start, start + size)
        return found

    @cached_property
    def declared(self) -> set[tuple[str, str]]:
        """The sentences in which an author compares the paper with another work: paper and words."""
        rows = [*self("agreements"), *self("contradictions")]
        return {(row["paper_a"], row["quote_a"]) for row in rows if row["declared"] == "true"}

    @cached_property
    def _places(self) -> tuple[dict[tuple[str, str], Place], dict[str, Place]]:
        in_paper: dict[tuple[str, str], Place] = {}
        anywhere: dict[str, Place] = {}
        rows = [(row, span_of(row)) for row in (*self("verdicts"), *self("statements"))]
        around = [(row, self.contexts.get((row["paper"], *(span_of(row) or (0, 0))))) for row in self("citations")]
        for row, span in (*rows, *around):
            if span is not None:
                place = Place(row["paper"], span)
                in_paper.setdefault((row["paper"], row["quote"]), place)
                anywhere.setdefault(row["quote"], place)
        return in_paper, anywhere

    def place(self, paper: str, words: str) -> Place | None:
        """Find where words stand: in this paper, or in the one that cites this work."""
        in_paper, anywhere = self._places
        return in_paper.get((paper, words)) or anywhere.get(words)
