"""The places that there are: regencies, cities and provinces by every way in which their names are written."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import LitkgError, Place
from kg.resources import ontology_dir

PROVINCE = "provinsi"
LONGEST = 6
"""The most words in the name of a place."""
OUTSIDE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by their folded names: one look-up finds all that share a name.

    >>> [place.title for place in bundled().named("Lubuk Linggau")]
    ['Kota Lubuklinggau']
    >>> [place.title for place in bundled().named("Mojokerto")]
    ['Kabupaten Mojokerto', 'Kota Mojokerto']
    """

    places: Mapping[str, tuple[Place, ...]]
    beginnings: frozenset[str]
    """The first three letters of all names: most words begin no place."""

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> Gazetteer:
        """Make a gazetteer of the rows of its table."""
        rows = list(rows)
        provinces = {row["province"]: row["name"] for row in rows if row["kind"] == PROVINCE}
        found: dict[str, set[Place]] = defaultdict(set)
        for row in rows:
            place = Place(row["kind"], row["name"], provinces[row["province"]], row["province"])
            for name in (row["name"], *filter(None, row["also"].split(";"))):
                found[folded(name)].add(place)
        return cls({name: tuple(sorted(places)) for name, places in found.items()}, frozenset(n[:3] for n in found))

    def named(self, name: str) -> tuple[Place, ...]:
        """Give the places that bear a name, however it is spaced."""
        return self.places.get(folded(name), ())

    def longest(self, words: list[str], at: int) -> tuple[int, tuple[Place, ...]]:
        """Give the longest name that begins with a word: how many words it has, and its places."""
        if folded(words[at] + "".join(words[at + 1 : at + 2]))[:3] not in self.beginnings:
            return 0, ()
        for count in range(min(LONGEST, len(words) - at), 0, -1):
            if places := self.named("".join(words[at : at + count])):
                return count, places
        return 0, ()


def folded(name: str) -> str:
    """Fold a name to its letters, without spaces and hyphens: ``Palangka Raya`` is ``Palangkaraya``."""
    return OUTSIDE.sub("", name).casefold()


@cache
def read_gazetteer(file: Path) -> Gazetteer:
    """Read a table of places with the columns kind, name, province (its ISO 3166-2 code) and also.

    Raises:
        LitkgError: there is no such file, or it lacks a column.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return Gazetteer.of(csv.DictReader(lines))
    except OSError as error:
        raise LitkgError(str(file), "no table of places there", "name a folder with places.csv") from error
    except KeyError as error:
        raise LitkgError(str(file), f"has no {error}", "give it kind, name, province and also") from error


def bundled() -> Gazetteer:
    """Give the places of the bundled ontology."""
    return read_gazetteer(ontology_dir() / "places.csv")
