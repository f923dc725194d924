"""The findings: a list of what the corpus as a whole says on each concept, and a page for each (``finding``)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.publish.page import Page, Site, parts
from kg.publish.pages import finding
from kg.publish.positions import STATUSES, by_kind

PER_PAGE = 120


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of findings, the page of each, and one that says what the belief in a finding means."""
    listed = [view for _, found in by_kind(site.findings) for view in found]
    statuses = [status for status in STATUSES if any(view.row["verdict"] == status for view in listed)]
    for part in parts("findings.html", listed, PER_PAGE):
        kinds = by_kind(part.items)
        view = {"kinds": kinds, "statuses": statuses, "part": part, "total": len(listed)}
        yield Page(part.path, "findings.html", view, "findings")
    yield from finding.pages(site)
