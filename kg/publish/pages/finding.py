"""The page of a finding: who says so in which words, how far that can be believed, and what stands against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.belief import SYSTEMATIC
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, Place, fold
from kg.publish.citing import finding_citations
from kg.publish.page import Page, Site, parts
from kg.publish.pages.gaps import GapView, gaps_of
from kg.publish.pairs import pairs_of, tensions_of
from kg.publish.positions import FindingView, Position
from kg.publish.words import LANGUAGES

OPEN = 6
FOLDED = 20
PER_PAGE = 60
"""Of each side the first few positions are shown, more are folded, and what is beyond these has pages of its own."""
PAIRS = 8
DISCOUNTS = 30
ORDER = ("pos", "neg", "mix")
"""The two sides stand next to each other, and what is mixed below them."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Papers that count as one, why, and the words that show it."""

    reason: str
    texts: Mapping[str, str]
    papers: tuple[str, ...]
    quotes: tuple[tuple[str, str, Place | None], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The positions of one side that a page shows: at once, and when asked."""

    side: str
    number: int
    shown: tuple[Position, ...]
    folded: tuple[Position, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of each finding, and one that says what the belief in a finding means."""
    catalogue = site.catalogue
    discounts = discounts_of(catalogue)
    tensions = tensions_of(catalogue)
    pairs = {name: pairs_of(catalogue, name) for name in ("contradictions", "agreements")}
    gaps: dict[str, list[GapView]] = defaultdict(list)
    for _, found in gaps_of(catalogue):
        for gap in found:
            for concept in gap.concepts:
                gaps[concept].append(gap)
    for finding in site.findings:
        concept = finding.row["concept"]
        judged = finding.row["kind"] == "assessment"
        told = discounts.get(finding.row["finding"], [])
        view = {
            "finding": finding,
            "discounts": told[:DISCOUNTS],
            "other_discounts": len(told[DISCOUNTS:]),
            "tensions": [one for one in tensions if judged and one.aspect == concept][:PAIRS],
            "cited": {language: finding_citations(site, finding.row, language) for language in LANGUAGES},
            "gaps": sorted(gaps[concept], key=lambda gap: gap.rank)[:PAIRS],
            "pairs": [
                (name, each.first_on(concept, PAIRS), each.on(concept)) for name, each in pairs.items() if judged
            ],
        }
        yield from _pages(finding, view)
    yield Page("belief.html", "belief.html", {"of_studies": [1 - SYSTEMATIC**n for n in (1, 2, 3)]}, "findings")


def _pages(finding: FindingView, view: Mapping[str, object]) -> Iterator[Page]:
    """Yield the page of a finding, and further ones with the positions that it has no room for."""
    ordered = sorted(finding.sides, key=lambda item: ORDER.index(item[0]))
    held = [Held(side, len(found), found[:OPEN], found[OPEN:FOLDED]) for side, found in ordered]
    opposed = {"pos", "neg"} <= {part.side for part in held}
    rest = [position for _, positions in finding.sides for position in positions[FOLDED:]]
    further = list(parts(f"{finding.page.removesuffix('.html')}_more.html", rest, PER_PAGE)) if rest else []
    more = further[0].path if further else ""
    shown = {"held": held, "opposed": opposed, "rest": len(rest), "more": more}
    yield Page(finding.page, "finding.html", {**view, **shown}, "findings")
    for part in further:
        sides = [(side, [one for one in part.items if one.side == side]) for side, _ in finding.sides]
        yield Page(part.path, "positions.html", {"finding": finding, "part": part, "sides": sides}, "findings")


def discounts_of(catalogue: Catalogue) -> Mapping[str, list[Discount]]:
    """Gather by finding which papers count as one in it."""
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in catalogue("discounts"):
        grouped[row["finding"], row["discount"]].append(row)
    found: dict[str, list[Discount]] = defaultdict(list)
    for (finding, _), rows in grouped.items():
        texts = {language: rows[0][f"text_{language}"] for language in LANGUAGES}
        papers = tuple(dict.fromkeys(row["paper"] for row in rows))
        quotes = {(row["paper"], row["quote"]): _in(catalogue, row) for row in rows if row["quote"]}
        shown = tuple((paper, fold(quote), place) for (paper, quote), place in quotes.items())
        found[finding].append(Discount(rows[0]["reason"], texts, papers, shown))
    return found


def _in(catalogue: Catalogue, row: Row) -> Place | None:
    place = catalogue.place(row["paper"], row["quote"])
    return place if place and place.paper == row["paper"] else None
