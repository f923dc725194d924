"""The colophon: how the site was made, with which ontology, and what can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.queries import named_queries
from kg.publish.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the colophon."""
    view = {"ontologies": site.catalogue("ontologies"), "queries": sorted(named_queries())}
    yield Page("about.html", "about.html", view, "about")
