"""The gaps: what authors say is not known, and what the corpus shows is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.publish.catalogue import Catalogue, Place, anchor, span_of
from kg.publish.page import Page, Site

GAP_TYPES = ("stated", "evidence", "population", "methodological", "theoretical", "empirical", "practical")


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of gaps."""
    yield Page("gaps.html", "gaps.html", {"gaps": gaps_of(site.catalogue)}, "gaps")


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap: its wording by language, the papers it rests on, and where an author states it."""

    anchor: str
    type: str
    basis: str
    texts: dict[str, str]
    papers: tuple[str, ...]
    place: Place | None


def gaps_of(catalogue: Catalogue) -> list[tuple[str, list[GapView]]]:
    """Gather the gaps by type, those that authors state first."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in catalogue("gap-texts"):
        texts[row["gap"]].setdefault(row["language"], row["text"])
    stated: dict[tuple[str, str], Place] = {}
    for row in catalogue("statements"):
        span = span_of(row)
        if span:
            stated.setdefault((row["paper"], " ".join(row["quote"].split())), Place(row["paper"], span))
    found: dict[str, dict[str, GapView]] = defaultdict(dict)
    for row in catalogue("gaps"):
        papers = tuple(iri for iri in row["papers"].split() if iri in catalogue.papers)
        place = stated.get((papers[0], row["text"])) if papers and row["basis"] == "stated" else None
        name = anchor("gap", row["type"], row["gap"])
        view = GapView(name, row["type"], row["basis"], texts[row["gap"]], papers, place)
        found[row["type"]].setdefault(row["gap"], view)
    order = [*(kind for kind in GAP_TYPES if kind in found), *sorted(set(found) - set(GAP_TYPES))]
    return [(kind, sorted(found[kind].values(), key=lambda gap: -len(gap.papers))) for kind in order]
