"""What a careful reader would mark: citations without an entry, shared text, impossible dates."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry
from kg.publish.page import Page, Site

SEVERITIES = ("error", "warning", "info")


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of integrity notes."""
    yield Page("integrity.html", "integrity.html", {"notes": integrity_of(site.catalogue)}, "about")


def integrity_of(catalogue: Catalogue) -> list[tuple[PaperEntry, list[Row]]]:
    """Gather the integrity notes by paper, the gravest first."""
    grouped = catalogue.of_paper("integrity")
    rank = {severity: number for number, severity in enumerate(SEVERITIES)}
    return [
        (paper, sorted(grouped[iri], key=lambda row: rank.get(row["severity"], 9)))
        for iri, paper in catalogue.papers.items()
        if iri in grouped
    ]
