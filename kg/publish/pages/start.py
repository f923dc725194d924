"""The start page: what this literature says at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, Place, span_of
from kg.publish.page import Page, Site
from kg.publish.pages.gaps import gaps_of


def pages(site: Site) -> Iterator[Page]:
    """Yield the start page."""
    catalogue = site.catalogue
    view = {"studies": studies_of(catalogue), "findings": site.findings, "gaps": gaps_of(catalogue)}
    yield Page("index.html", "index.html", view, "index")


@dataclass(frozen=True, slots=True)
class Study:
    """A paper on the start page: its verdict, if it has one, and how it was made."""

    paper: PaperEntry
    verdict: Row | None
    sign: str
    place: Place | None
    methods: tuple[str, ...]
    frameworks: tuple[str, ...]


def studies_of(catalogue: Catalogue) -> list[Study]:
    """Gather what the start page says of each paper."""
    found = []
    verdicts, methods, uses = (catalogue.of_paper(name) for name in ("verdicts", "methods", "frameworks"))
    for paper in catalogue.papers.values():
        verdict = next(iter(verdicts.get(paper.iri, [])), None)
        span = span_of(verdict) if verdict else None
        applied = dict.fromkeys(row["framework"] for row in uses.get(paper.iri, []) if row["role"] == "applied")
        found.append(
            Study(
                paper=paper,
                verdict=verdict,
                sign=catalogue.signs.get(verdict["stance"], "mix") if verdict else "",
                place=Place(paper.iri, span) if span else None,
                methods=tuple(row["method"] for row in methods.get(paper.iri, [])),
                frameworks=tuple(applied),
            )
        )
    return found
