"""Who agrees with whom and who contradicts whom, both quotes side by side; and who is at odds with themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from kg.publish.page import Page, Site, parts
from kg.publish.pairs import FIRST, PER_PAGE, SIGNS, OnAspect, Pair, Pairs, Tension, aspect_page, pairs_of, tensions_of

SECTION = "contradictions"
WITH_WORDS = 40
"""Aspects of which the page of all pairs shows the strongest; the others are named."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of contradictions, of agreements, of each aspect of both, and of tensions."""
    found = {name: pairs_of(site.catalogue, name) for name in ("contradictions", "agreements")}
    tensions = tensions_of(site.catalogue)
    numbers = {name: len(each.declared) + sum(one.number for one in each.computed) for name, each in found.items()}
    findings = {f.row["concept"]: f.page for f in site.findings if f.row["kind"] == "assessment"}
    shared = {"numbers": {**numbers, "tensions": len(tensions)}, "findings": findings}
    for name, pairs in found.items():
        (opposite,) = SIGNS.keys() - {name}
        yield from _of_all(name, pairs, shared)
        for on in pairs.computed:
            yield from _of_aspect(name, on, opposite, found[opposite].on(on.aspect), tensions, shared)
    for part in parts("tensions.html", tensions, PER_PAGE):
        yield Page(part.path, "tensions.html", {**shared, "name": "tensions", "part": part}, SECTION)


def _of_all(name: str, pairs: Pairs, shared: Mapping[str, Any]) -> Iterator[Page]:
    """Yield the page of all pairs of a sign, and further ones of what authors declare."""
    shown, others = pairs.declared[:FIRST], pairs.declared[FIRST:]
    view = {
        "name": name,
        "declared": shown,
        "more_declared": others[0].page if others else "",
        "more_number": len(others),
        "aspects": [(on, _strongest(on) if at < WITH_WORDS else ()) for at, on in enumerate(pairs.computed)],
    }
    yield Page(f"{name}.html", "contradictions.html", {**shared, **view}, SECTION)
    if others:
        for part in parts(others[0].page, others, PER_PAGE):
            yield Page(part.path, "pairs.html", {**shared, "name": name, "on": None, "part": part}, SECTION)


def _strongest(on: OnAspect) -> list[Pair]:
    """Choose the strongest of those that the context may explain, and of those that it does not."""
    groups = ([pair for pair in on.pairs if pair.explained is explained] for explained in (False, True))
    return [pair for group in groups for pair in group[:1]]


def _of_aspect(
    name: str, on: OnAspect, opposite: str, against: OnAspect | None, tensions: list[Tension], shared: Mapping[str, Any]
) -> Iterator[Page]:
    view = {
        "name": name,
        "on": on,
        "opposite": opposite,
        "opposite_page": against.page if against else "",
        "tensions": list(islice((one for one in tensions if one.aspect == on.aspect), PER_PAGE)),
    }
    for part in parts(aspect_page(name, on.aspect), on.pairs, PER_PAGE):
        yield Page(part.path, "pairs.html", {**shared, **view, "part": part}, SECTION)
