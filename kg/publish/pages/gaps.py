"""The gaps: what authors say is not known, and what the corpus shows is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, Place, anchor, fold, span_of
from kg.publish.page import Page, Site, parts
from kg.publish.words import LANGUAGES

GAP_TYPES = ("stated", "evidence", "population", "methodological", "theoretical", "empirical", "practical")
FIRST = 15
PER_PAGE = 30
PAPERS = 20
"""Gaps of a type on the page of all, and on each further page; papers that a gap names."""


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap: its wording by language, the papers it rests on, and where an author states it.

    ``drafts`` is a paragraph for an introduction by language, ``concepts`` what the gap is about; ``rank`` is 1 for the
    gap that matters most, and ``page`` is where the gap stands under the top of a language.
    """

    anchor: str
    type: str
    basis: str
    texts: dict[str, str]
    papers: tuple[str, ...]
    place: Place | None
    rank: int = 0
    drafts: Mapping[str, str] | None = None
    concepts: tuple[str, ...] = ()
    page: str = "gaps.html"

    @property
    def link(self) -> str:
        """What leads to the gap from the top of a language."""
        return f"{self.page}#{self.anchor}"


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of gaps, and further ones for types that it has no room for."""
    found = gaps_of(site.catalogue)
    findings = {finding.row["concept"]: finding.page for finding in site.findings}
    view = {"findings": findings, "most": PAPERS, "all": sum(len(gaps) for _, gaps in found)}
    firsts = [(kind, gaps[:FIRST], len(gaps), _page(kind) if gaps[FIRST:] else "") for kind, gaps in found]
    yield Page("gaps.html", "gaps.html", {**view, "gaps": firsts, "part": None}, "gaps")
    for kind, gaps in found:
        if gaps[FIRST:]:
            for part in parts(_page(kind), gaps[FIRST:], PER_PAGE):
                told = {**view, "gaps": [(kind, part.items, len(gaps), "")], "part": part}
                yield Page(part.path, "gaps.html", told, "gaps")


def gaps_of(catalogue: Catalogue) -> list[tuple[str, list[GapView]]]:
    """Gather the gaps by type, those that authors state first; of each type, those that matter most first."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in catalogue("gap-texts"):
        texts[row["gap"]].setdefault(row["language"], row["text"])
    concepts: dict[str, list[str]] = defaultdict(list)
    for row in catalogue("gap-concepts"):
        concepts[row["gap"]].append(row["concept"])
    stated: dict[tuple[str, str], Place] = {}
    for row in catalogue("statements"):
        span = span_of(row)
        if span:
            stated.setdefault((row["paper"], fold(row["quote"])), Place(row["paper"], span))
    found: dict[str, dict[str, GapView]] = defaultdict(dict)
    for row in catalogue("gaps"):
        papers = tuple(iri for iri in row["papers"].split() if iri in catalogue.papers)
        place = stated.get((papers[0], row["text"])) if papers and row["basis"] == "stated" else None
        view = _view(row, texts[row["gap"]], papers, place)
        found[row["type"]].setdefault(row["gap"], replace(view, concepts=tuple(concepts[row["gap"]])))
    order = [*(kind for kind in GAP_TYPES if kind in found), *sorted(set(found) - set(GAP_TYPES))]
    return [(kind, _placed(kind, sorted(found[kind].values(), key=lambda gap: gap.rank))) for kind in order]


def _view(row: Row, texts: dict[str, str], papers: tuple[str, ...], place: Place | None) -> GapView:
    drafts = {language: row[f"draft_{language}"] for language in LANGUAGES}
    name = anchor("gap", row["type"], row["gap"])
    return GapView(name, row["type"], row["basis"], texts, papers, place, int(row["rank"]), drafts)


def _page(kind: str) -> str:
    return f"{anchor('gaps', kind)}.html"


def _placed(kind: str, gaps: Sequence[GapView]) -> list[GapView]:
    """Say where each gap stands: the first few on the page of all, the others on pages of their type."""
    further = parts(_page(kind), gaps[FIRST:], PER_PAGE) if gaps[FIRST:] else ()
    return [*gaps[:FIRST], *(replace(gap, page=part.path) for part in further for gap in part.items)]
