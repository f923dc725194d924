"""Makes pairs of the positions that stand for each aspect, as the queries ``contradictions`` and ``agreements`` do.

These two hold back what is beyond a thousand rows, and the declared pairs of a large corpus leave no room for others.
The positions that stand for an aspect are few however large the corpus is (``shown``), so their pairs are made here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.analysis.differences import EXPLAINING
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue
from kg.publish.words import LANGUAGES

STRENGTHS = ("verdict", "detail", "reported")
OF_STUDY = ("setting", "period", "informants", "published")
Told = Mapping[str, str]
Context = Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class Differing:
    """A facet in which two studies differ, in the words of each language."""

    facet: str
    a: Told
    b: Told

    @property
    def explains(self) -> bool:
        """Whether it may explain that two studies judge differently."""
        return self.facet in EXPLAINING


@dataclass(frozen=True, slots=True)
class Match:
    """Two positions on an aspect, rows of the query ``sides``, and what differs between their studies."""

    a: Row
    b: Row
    strength: str
    differences: tuple[Differing, ...]
    comparable: bool

    @property
    def explained(self) -> bool:
        """Whether the context of the two studies may explain that they differ."""
        return any(each.explains for each in self.differences)


class Contexts:
    """What is known of the study behind each position that stands for an aspect, and of the study of each paper."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
        for row in catalogue("contexts"):
            said = {language: row[f"said_{language}"] for language in LANGUAGES}
            self._known[row["aspect"], row["holder"]].setdefault(row["facet"], said)

    def of(self, aspect: str, holder: str) -> Context:
        """Give the facets that are known: of the position on the aspect, else of the paper."""
        return self._known.get((aspect, holder)) or self._of_paper(holder)

    def _of_paper(self, holder: str) -> Context:
        paper = self._catalogue.papers.get(holder)
        if paper is None:
            return {}
        data = {**paper.data, "setting": paper.data["setting"] or paper.data["place"], "published": paper.data["year"]}
        return {facet: dict.fromkeys(LANGUAGES, data[facet]) for facet in OF_STUDY if data[facet]}


def differing(a: Context, b: Context) -> tuple[Differing, ...]:
    """Tell the facets that both studies tell, and in which they differ.

    >>> kota, desa = ({"setting": {"id": name, "en": name}} for name in ("Kota", "Desa"))
    >>> [each.facet for each in differing(kota, desa)], differing(kota, kota)
    (['setting'], ())
    """
    both = ((facet, said, b[facet]) for facet, said in a.items() if facet in b)
    return tuple(Differing(*each) for each in both if each[1]["en"].casefold() != each[2]["en"].casefold())


def matches(catalogue: Catalogue, contexts: Contexts, product: int) -> Iterator[tuple[str, list[Match]]]:
    """Give by aspect the pairs of positions on two sides (``product`` is -1) or on one (1), the strongest first."""
    for aspect, held in _standing(catalogue).items():
        known = {row["holder"]: contexts.of(aspect, row["holder"]) for row in held}
        found = [
            _match(a, b, known[a["holder"]], known[b["holder"]])
            for a, b in combinations(sorted(held, key=lambda row: row["holder"]), 2)
            if int(a["side"]) * int(b["side"]) == product
        ]
        if found:
            yield aspect, sorted(found, key=lambda match: STRENGTHS.index(match.strength))


def _standing(catalogue: Catalogue) -> Mapping[str, list[Row]]:
    """Give the positions that stand for each aspect, with their words."""
    said = {row["position"]: row for row in catalogue("sides")}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in catalogue("shown"):
        if row["position"] in said:
            found[row["concept"]].append(said[row["position"]])
    return found


def _match(a: Row, b: Row, known_a: Context, known_b: Context) -> Match:
    strength = max(a["level"], b["level"], key=STRENGTHS.index)
    return Match(a, b, strength, differing(known_a, known_b), not known_a.keys().isdisjoint(known_b))
