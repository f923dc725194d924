"""Which entry of the reference list a citation points to: by first author, then year, then the other authors."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.chains import Chain
from kg.extract.names import closeness, family
from kg.model import Reference


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that a citation points to, the first author as cited, and where that name begins."""

    reference: Reference
    name: str
    name_start: int


def find_link(chain: Chain, year: int | None, suffix: str, references: tuple[Reference, ...]) -> Link | None:
    """Find the entry of a citation: names that match, and the same year unless the entry has none.

    >>> from kg.model import Evidence
    >>> listed = Reference(1, Evidence(0, 0, ""), ("Luthfi, M.",), "Luthfi", 2019)
    >>> link = find_link(Chain(8, ("Lutfi",), ((8, "Lutfi"),)), 2019, "", (listed,))
    >>> link.reference.position, find_link(Chain(8, ("Lutfi",), ((8, "Lutfi"),)), 2018, "", (listed,))
    (1, None)
    """
    candidates = [
        (_rank(reference, name, year, suffix, chain), -at, -reference.position, Link(reference, name, start))
        for reference in references
        if reference.year in (year, None)
        for at, (start, name) in enumerate(chain.readings)
        if closeness(name, _first(reference))
    ]
    return max(candidates, key=lambda candidate: candidate[:3])[3] if candidates else None


def _first(reference: Reference) -> str:
    return family(reference.authors[0]) if reference.authors else reference.first_author


def _rank(
    reference: Reference, name: str, year: int | None, suffix: str, chain: Chain
) -> tuple[bool, int, bool, int, int]:
    """Order candidates: the year itself, the name's closeness, ``2019a``, shared authors, as many authors."""
    others = [family(author) for author in reference.authors[1:]]
    cited = [author for author in chain.authors if author != name]
    shared = sum(1 for author in cited if any(_shares(author, other) for other in reference.authors[1:]))
    lettered = bool(suffix) and f"{year}{suffix}" in reference.evidence.quote
    return reference.year == year, closeness(name, _first(reference)), lettered, shared, -abs(len(others) - len(cited))


def _shares(author: str, listed: str) -> bool:
    return max(closeness(author, family(listed)), closeness(author, listed.rsplit(" ", 1)[-1])) > 0
