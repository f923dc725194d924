"""Where studies were done: by province of Indonesia, with a small map of tiles; by printed place elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.publish.pages.papers import Study

CODES = (
    "ID-AC", "ID-SU", "ID-SB", "ID-RI", "ID-KR", "ID-JA", "ID-BE", "ID-SS", "ID-BB", "ID-LA",
    "ID-BT", "ID-JK", "ID-JB", "ID-JT", "ID-YO", "ID-JI", "ID-BA", "ID-NB", "ID-NT",
    "ID-KB", "ID-KT", "ID-KS", "ID-KI", "ID-KU", "ID-SA", "ID-GO", "ID-ST", "ID-SR", "ID-SN", "ID-SG",
    "ID-MU", "ID-MA", "ID-PD", "ID-PB", "ID-PA", "ID-PT", "ID-PE", "ID-PS",
)  # fmt: skip
"""The provinces of Indonesia (ISO 3166-2), from west to east; the style sheet has a place on the map for each."""
MOST_NAMED = 6
SHADES = 3


@dataclass(frozen=True, slots=True)
class Region:
    """A province, or a place outside of any that is known: its code and name, its studies, and its towns by number.

    ``named`` are the newest studies, at most a handful; ``number`` counts all.
    """

    code: str
    name: str
    number: int
    named: tuple[Study, ...]
    towns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the studies of a corpus were done; ``shades`` tells of each province how many, from 0 to 3."""

    regions: tuple[Region, ...]
    shades: Mapping[str, int]
    elsewhere: int
    unknown: int


def settings_of(studies: Sequence[Study], most: int = 20) -> Settings:
    """Gather studies by province, those with most studies first; at most so many regions are told by name."""
    told: dict[tuple[str, str], list[Study]] = defaultdict(list)
    unknown = 0
    for study in studies:
        data = study.paper.data
        name = data["province"] or data["setting"] or data["place"]
        if name:
            told[(data["province_code"], name)].append(study)
        else:
            unknown += 1
    regions = sorted(_regions(told), key=lambda region: (-region.number, region.name))
    numbers = {region.code: region.number for region in regions}
    top = max(numbers.values(), default=1)
    shades = {code: _shade(numbers.get(code, 0), top) for code in CODES} if set(numbers) & set(CODES) else {}
    return Settings(tuple(regions[:most]), shades, sum(region.number for region in regions[most:]), unknown)


def _regions(told: Mapping[tuple[str, str], Sequence[Study]]) -> Iterator[Region]:
    for (code, name), studies in told.items():
        yield Region(code, name, len(studies), tuple(studies[:MOST_NAMED]), tuple(_towns(studies)))


def _towns(studies: Iterable[Study]) -> list[tuple[str, int]]:
    """Count the regencies and cities; one that is only the province itself says nothing more."""
    names = (study.paper.data for study in studies)
    counted = Counter(data["setting"] for data in names if data["setting"] and data["setting"] != data["province"])
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_NAMED]


def _shade(number: int, top: int) -> int:
    """Tell a number as one of three shades, or none; where all are few, the shade is the number.

    >>> [_shade(number, 9) for number in (0, 1, 4, 9)], [_shade(number, 2) for number in (1, 2)]
    ([0, 1, 2, 3], [1, 2])
    """
    return -(-SHADES * number // max(top, SHADES))
