"""The findings: what the corpus as a whole says on each concept."""

from __future__ import annotations

from collections.abc import Iterator

from kg.publish.page import Page, Site
from kg.publish.positions import STATUSES, by_kind


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of findings."""
    yield Page("findings.html", "findings.html", {"kinds": by_kind(site.findings), "statuses": STATUSES}, "findings")
