"""Entries of one list told apart where their citations would be alike, as APA 7 does (8.18 to 8.20)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from kg.publish.cite.entries import Entry
from kg.publish.references import Name

FEWEST_SHORTENED = 3
"""Authors of whom a citation names the first alone."""


def told_apart(entries: Iterable[Entry]) -> list[Entry]:
    """Put entries in the order of a reference list, with what tells them apart: 2019a, initials, more names.

    >>> ali = {"type": "book", "author": [{"family": "Ali", "given": "Budi"}], "issued": {"date-parts": [[2019]]}}
    >>> found = told_apart([Entry("y", "y", ali | {"title": "Dua"}), Entry("x", "x", ali | {"title": "Satu"})])
    >>> [(entry.iri, entry.suffix) for entry in found]
    [('y', 'a'), ('x', 'b')]
    """
    listed = sorted({entry.iri: entry for entry in entries}.values(), key=lambda entry: entry.place)
    suffixes = _suffixes(listed)
    initials = _namesakes(listed)
    named = _more_names(listed)
    return [
        replace(
            entry, suffix=suffixes.get(entry.iri, ""), initials=entry.iri in initials, named=named.get(entry.iri, 0)
        )
        for entry in listed
    ]


def whole(name: Name) -> str:
    """Give the part of a name that a citation gives."""
    return name.get("family") or name.get("literal") or ""


def _suffixes(listed: Sequence[Entry]) -> Mapping[str, str]:
    same = _grouped(listed, lambda entry: (tuple(" ".join(name.values()) for name in entry.authors), entry.year))
    return {
        entry.iri: _letters(number)
        for group in same
        if len(group) > 1 and group[0].authors
        for number, entry in enumerate(group)
    }


def _letters(number: int) -> str:
    """Count with letters.

    >>> _letters(0), _letters(25), _letters(26)
    ('a', 'z', 'aa')
    """
    before, last = divmod(number, len(ascii_lowercase))
    return (_letters(before - 1) if before else "") + ascii_lowercase[last]


def _namesakes(listed: Sequence[Entry]) -> frozenset[str]:
    """Find the entries whose first author has a namesake with another initial."""
    signed = [entry for entry in listed if entry.authors and entry.authors[0].get("given")]
    groups = _grouped(signed, lambda entry: whole(entry.authors[0]).casefold())
    return frozenset(
        entry.iri for group in groups if len({each.authors[0]["given"][0] for each in group}) > 1 for entry in group
    )


def _more_names(listed: Sequence[Entry]) -> Mapping[str, int]:
    """Find how many authors each citation has to name where one would stand for different authors."""
    many = [entry for entry in listed if len(entry.authors) >= FEWEST_SHORTENED]
    found: dict[str, int] = {}
    for group in _grouped(many, lambda entry: (" ".join(entry.authors[0].values()), entry.year)):
        names = {entry.iri: tuple(map(whole, entry.authors)) for entry in group}
        for iri, own in names.items():
            alike = [_alike(own, other) for other in set(names.values()) if other != own]
            if alike:
                found[iri] = min(max(alike) + 1, len(own))
    return found


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the names that two lists begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _grouped(entries: Iterable[Entry], by: Callable[[Entry], Hashable]) -> list[list[Entry]]:
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    return list(groups.values())
