"""Who agrees with whom and who contradicts whom, both quotes side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kg.publish.page import Page, Site
from kg.publish.positions import pairs_of


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of agreements and contradictions."""
    view = {name: pairs_of(site.catalogue, name) for name in ("agreements", "contradictions")}
    yield Page("contradictions.html", "contradictions.html", view, "contradictions")
