"""What the tables say of each paper: its design by facet, its results and its gaps, each with the quotes behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from tomllib import loads
from typing import Any

from kg.analysis.wording import in_language
from kg.graph.store import Row, Store
from kg.publish.catalogue import Catalogue, PaperEntry, fold
from kg.publish.tables.model import Cell, Quote
from kg.publish.words import Words

MOST = 6
"""Things that one cell names; the rest is counted."""
SHOWN_KINDS = (("obstacles", "obstacle"), ("benefits", "benefit"), ("recommendations", "recommendation"))
PARTS = ("design", "collection", "sampling", "analysis", "validity")


@cache
def load_words(language: str) -> Mapping[str, Any]:
    """Read the words of the tables in one language."""
    found: Mapping[str, Any] = loads((files("kg.publish.tables") / "words.toml").read_text(encoding="utf-8"))[language]
    return found


class Literature:
    """The papers of a graph as the tables need them; each named query is asked once."""

    def __init__(self, store: Store, language: str) -> None:
        self.language = language
        self.catalogue = Catalogue(store, {})
        self.words = load_words(language)
        self.names = Words.of(language, self.catalogue("labels"))

    @property
    def papers(self) -> list[PaperEntry]:
        """The papers, oldest first."""
        return list(self.catalogue.papers.values())

    def cite(self, iri: str) -> str:
        """Cite a paper or a cited work by surnames and year, as the language does."""
        return in_language(self.catalogue.cite(iri), self.language)

    def listed(self, things: Iterable[str], last: str = "") -> str:
        """Name things one after the other, and count those that there is no room for.

        Repetitions are left out; ``last`` is the word before the last of them, "and" if none is given.
        """
        all_named = list(dict.fromkeys(filter(None, things)))
        named = all_named[:MOST]
        if more := len(all_named) - len(named):
            named.append(self.words["more_one" if more == 1 else "more"].format(number=more))
        if len(named) < 2:
            return "".join(named)
        return f"{', '.join(named[:-1])}{',' if len(named) > 2 else ''} {last or self.words['and']} {named[-1]}"

    def labels(self, concepts: Iterable[str]) -> str:
        """Name concepts one after the other."""
        return self.listed(self.names.label(concept) for concept in concepts)

    def quote(self, row: Row, paper: str = "") -> tuple[Quote, ...]:
        """Give the quote of a row, if it has one."""
        entry = self.catalogue.papers.get(paper or row["paper"])
        if entry is None or not row.get("start") or not row.get("quote"):
            return ()
        page = row.get("page", "")
        return (Quote(entry.key, int(row["start"]), int(row["end"]), fold(row["quote"]), row.get("section", ""), page),)

    def cell(self, text: str, rows: Iterable[Row] = (), known: bool = True) -> Cell:
        """Make a cell of what is known; what is not says that it has to be filled in."""
        if not text:
            return Cell(self.words["fill"], (), True) if known else Cell(self.words["none"])
        return Cell(text, tuple(dict.fromkeys(quote for row in rows for quote in self.quote(row))))

    @cached_property
    def _methods(self) -> Mapping[str, Mapping[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.catalogue("designs"):
            found[row["paper"]][row["part"]].append(row)
        return found

    def methods(self, paper: str, *parts: str) -> list[Row]:
        """Give the methods of a paper that belong to certain parts of a study, with their quotes."""
        found = self._methods.get(paper, {})
        return [row for part in parts for row in found.get(part, ())]

    def frameworks(self, paper: str) -> list[Row]:
        """Give the theories that a paper applies, a row for each indicator."""
        return [row for row in self.catalogue.of_paper("frameworks").get(paper, ()) if row["role"] == "applied"]

    @cached_property
    def _said(self) -> Mapping[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.catalogue("statements"):
            if row["attribution"] == "own":
                found[(row["paper"], row["kind"])].append(row)
        return found

    def said(self, paper: str, kind: str) -> list[Row]:
        """Give what a paper itself says of a kind, the concepts that it says most on first."""
        rows = self._said.get((paper, kind), [])
        counts: dict[str, int] = defaultdict(int)
        for row in rows:
            counts[row["concept"]] += 1
        return sorted(rows, key=lambda row: (-counts[row["concept"]], row["concept"], int(row["start"] or 0)))

    def facets(self, paper: PaperEntry) -> Mapping[str, tuple[str, ...]]:
        """Tell a study by facet, as a profile of the author's own study does; what is not known has no facet."""
        data = paper.data
        scopes = self.catalogue.of_paper("topics").get(paper.iri, ())
        judged = [row["aspect"] for row in self.catalogue.of_paper("verdicts").get(paper.iri, ())]
        found: dict[str, Sequence[str]] = {
            "setting": [data["setting"] or data["place"]],
            "province": [data["province"]],
            "period": [data["period"]],
            "informants": [data["informants"]],
            "theory": [row["framework"] for row in self.frameworks(paper.iri)],
            "approach": [row["method"] for row in self.methods(paper.iri, "approach")],
            "methods": [row["method"] for row in self.methods(paper.iri, *PARTS)],
            "segment": [row["topic"] for row in scopes if row["scheme"] == "segment" and not row["concept"]],
            "programme": [row["topic"] for row in scopes if row["scheme"] == "programme" and not row["concept"]],
            "aspects": [*judged, *self._spoken_of.get(paper.iri, ())],
        }
        kept = {facet: tuple(dict.fromkeys(filter(None, values))) for facet, values in found.items()}
        return {facet: values for facet, values in kept.items() if values}

    @cached_property
    def _spoken_of(self) -> Mapping[str, list[str]]:
        """The concepts that each paper itself speaks of, by its IRI."""
        found: dict[str, list[str]] = defaultdict(list)
        for (paper, kind), rows in self._said.items():
            if kind in ("assessment", "obstacle", "benefit", "recommendation", "feature"):
                found[paper] += [row["concept"] for row in rows]
        return found

    @cached_property
    def _positions(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.catalogue("positions"):
            found[row["finding"]].append(row)
        return found

    def positions(self, finding: str) -> list[Row]:
        """Give where papers and cited works stand in a finding, the papers first."""
        return sorted(self._positions.get(finding, ()), key=lambda row: (row["holder"] != row["paper"], row["holder"]))

    def holder(self, holder: str, paper: str) -> str:
        """Cite who holds a position; a work that is known from a paper only is told as cited in it."""
        if holder == paper:
            return self.cite(holder)
        told: str = self.words["as_cited"].format(who=self.cite(holder), where=self.cite(paper))
        return told

    @cached_property
    def _stated(self) -> Mapping[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.catalogue("statements"):
            if row["kind"] in ("gap", "future-research"):
                found[(row["paper"], fold(row["quote"]))].append(row)
        return found

    def behind_gap(self, gap: Row) -> list[Row]:
        """Give what a gap rests on: its author's words, or a passage on its subject of each paper that it counts."""
        papers = gap["papers"].split()
        if gap["basis"] == "stated":
            return [row for paper in papers for row in self.stating(paper, gap["text"])]
        concepts = {row["concept"] for row in self.catalogue("gap-concepts") if row["gap"] == gap["gap"]}
        found: dict[str, Row] = {}
        for finding in self.catalogue("findings"):
            for row in self.positions(finding["finding"]) if finding["concept"] in concepts else ():
                found.setdefault(row["paper"], row)
        parts = ("approach",) if gap["type"] == "methodological" else ()
        ways = [row for paper in papers for row in self.methods(paper, *parts)]
        return [*(found[paper] for paper in papers if paper in found), *ways]

    def stating(self, paper: str, text: str) -> list[Row]:
        """Give the statements in which a paper says these words of what is not known."""
        return self._stated.get((paper, fold(text)), [])
