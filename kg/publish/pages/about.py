"""The colophon: how the site was made, what it cannot do, how to cite it, and whose work it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.publish.page import Page, Site
from kg.publish.vendor import vendored

VIS_NETWORK = ("vis-network", "9.1.2", "Apache-2.0 OR MIT")
"""It comes with pyvis, and so is in no lock."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the colophon."""
    others = {(file.package, file.version, file.licence) for file in vendored().values()}
    view = {
        "ontologies": site.catalogue("ontologies"),
        "others": sorted({*others, VIS_NETWORK}),
        "total": len(site.catalogue.papers),
    }
    yield Page("about.html", "about.html", view, "about")
