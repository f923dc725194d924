"""Pairs of papers, or of a paper and a work, that agree or contradict; and papers that are at odds with themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from weakref import WeakKeyDictionary

from kg.graph.terms import digest
from kg.publish.catalogue import Catalogue, Place, fold
from kg.publish.page import parts
from kg.publish.pairing import Contexts, Differing, Match, differing, matches
from kg.publish.positions import file_name

FIRST = 20
"""Declared pairs that the page of all pairs shows; the others have pages of their own."""
PER_PAGE = 30
MOST = 30
"""Pairs of an aspect that are shown, of those that their context may explain and of the others."""
SIGNS = {"agreements": "pos", "contradictions": "neg"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: who, with which stance, in which words; these may stand in the paper of another."""

    holder: str
    stance: str
    sign: str
    quote: str
    place: Place | None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers, or a paper and a work that it speaks of, that agree or contradict.

    ``relation`` is the CiTO property where the author of ``a`` says so, else empty. ``page`` is where the pair stands
    under the top of a language. ``aspects`` may be empty for what an author declares. ``comparable`` tells whether any
    facet of both studies is known.
    """

    anchor: str
    aspects: tuple[str, ...]
    sign: str
    relation: str
    a: Side
    b: Side
    strength: str
    explained: bool
    differences: tuple[Differing, ...]
    comparable: bool
    page: str = ""

    @property
    def aspect(self) -> str:
        """The first aspect, or nothing."""
        return next(iter(self.aspects), "")

    @property
    def link(self) -> str:
        """What leads to the pair from the top of a language."""
        return f"{self.page}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Tension:
    """A paper that judges an aspect well in one section and badly in another; ``a`` stands in the weightier one."""

    paper: str
    aspect: str
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class OnAspect:
    """The computed pairs on an aspect: the strongest, how many there are, and how many their context may explain."""

    aspect: str
    pairs: tuple[Pair, ...]
    number: int
    explained: int

    @property
    def page(self) -> str:
        """Where the first of them stand."""
        return self.pairs[0].page


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of one sign: those that authors declare, and those that are computed, by aspect."""

    declared: tuple[Pair, ...]
    computed: tuple[OnAspect, ...]

    @property
    def all(self) -> Iterator[Pair]:
        """The declared pairs, then the computed ones."""
        yield from self.declared
        for found in self.computed:
            yield from found.pairs

    def on(self, aspect: str) -> OnAspect | None:
        """Give what is computed on an aspect."""
        return next((found for found in self.computed if found.aspect == aspect), None)

    def first_on(self, aspect: str, most: int) -> list[Pair]:
        """Give the first few pairs on an aspect, declared ones first."""
        declared = (pair for pair in self.declared if aspect in pair.aspects)
        computed = self.on(aspect)
        return list(islice((*declared, *(computed.pairs if computed else ())), most))


def aspect_page(name: str, aspect: str) -> str:
    """Say where the computed pairs of an aspect stand under the top of a language.

    >>> aspect_page("contradictions", "https://a/aspect/effectiveness")
    'contradictions/effectiveness.html'
    """
    return f"{name}/{file_name(aspect)}.html"


_FOUND: WeakKeyDictionary[Catalogue, dict[str, Pairs]] = WeakKeyDictionary()


def pairs_of(catalogue: Catalogue, name: str) -> Pairs:
    """Gather the pairs of ``agreements`` or ``contradictions``; what an author declares is not told again as computed.

    The pairs of an aspect come strongest first, those that nothing explains before the others.
    """
    known = _FOUND.setdefault(catalogue, {})
    if name not in known:
        contexts = Contexts(catalogue)
        declared = tuple(_declared(catalogue, name, contexts))
        known[name] = Pairs(declared, tuple(_computed(catalogue, name, contexts, declared)))
    return known[name]


def _declared(catalogue: Catalogue, name: str, contexts: Contexts) -> Iterator[Pair]:
    """Give what authors declare; the same words may compare on several aspects."""
    found: dict[tuple[str, str, str], Pair] = {}
    for row in catalogue(name):
        if row["declared"] != "true":
            continue
        a, b, aspect = row["paper_a"], row["paper_b"], row["aspect"]
        same = (a, b, row["quote_a"])
        if same in found:
            known = found[same].aspects
            found[same] = replace(found[same], aspects=tuple(filter(None, dict.fromkeys((*known, aspect)))))
            continue
        known_a, known_b = contexts.of(aspect, a), contexts.of(aspect, b)
        found[same] = Pair(
            anchor=f"p-{digest(*same)[:10]}",
            aspects=(aspect,) if aspect else (),
            sign=SIGNS[name],
            relation=row["explanation"],
            a=_side(catalogue, a, "", row["quote_a"]),
            b=_side(catalogue, b, row["stance_b"], row["quote_b"]),
            strength=row["strength"],
            explained=row.get("explained") == "true",
            differences=differing(known_a, known_b),
            comparable=not known_a.keys().isdisjoint(known_b),
        )
    pairs = list(found.values())
    yield from (replace(pair, page=f"{name}.html") for pair in pairs[:FIRST])
    if pairs[FIRST:]:
        yield from _on_pages(pairs[FIRST:], f"{name}-declared.html")


def _computed(catalogue: Catalogue, name: str, contexts: Contexts, declared: Iterable[Pair]) -> Iterator[OnAspect]:
    """Give the pairs on each aspect that no author declares, the aspects with most pairs first."""
    told = {(aspect, frozenset((pair.a.holder, pair.b.holder))) for pair in declared for aspect in pair.aspects}
    by_aspect = []
    for aspect, found in matches(catalogue, contexts, 1 if name == "agreements" else -1):
        kept = [match for match in found if (aspect, frozenset((match.a["holder"], match.b["holder"]))) not in told]
        if kept:
            by_aspect.append((aspect, kept))
    for aspect, kept in sorted(by_aspect, key=lambda item: (-len(item[1]), item[0])):
        explained = [match for match in kept if match.explained]
        open_ones = [match for match in kept if not match.explained]
        chosen = (_pair(catalogue, name, aspect, match) for match in (*open_ones[:MOST], *explained[:MOST]))
        pairs = tuple(_on_pages(chosen, aspect_page(name, aspect)))
        yield OnAspect(aspect, pairs, len(kept), len(explained))


def _pair(catalogue: Catalogue, name: str, aspect: str, match: Match) -> Pair:
    a, b = (_side(catalogue, row["holder"], row["stance"], row["quote"]) for row in (match.a, match.b))
    anchor = f"p-{digest(a.holder, b.holder, aspect)[:10]}"
    told = (match.strength, match.explained, match.differences, match.comparable)
    return Pair(anchor, (aspect,), SIGNS[name], "", a, b, *told)


def _on_pages(pairs: Iterable[Pair], path: str) -> Iterator[Pair]:
    for part in parts(path, list(pairs), PER_PAGE):
        for pair in part.items:
            yield replace(pair, page=part.path)


def _side(catalogue: Catalogue, holder: str, stance: str, quote: str, section: str = "") -> Side:
    place = catalogue.place(holder, quote) if quote else None
    return Side(holder, stance, catalogue.signs.get(stance, ""), fold(quote), place, section)


def tensions_of(catalogue: Catalogue) -> list[Tension]:
    """Gather the aspects on which papers are at odds with themselves."""
    found: dict[tuple[str, str], Tension] = {}
    for row in catalogue("tensions"):
        sides = (
            _side(catalogue, row["paper"], row[f"stance_{one}"], row[f"quote_{one}"], row[f"section_{one}"])
            for one in ("a", "b")
        )
        found.setdefault((row["paper"], row["aspect"]), Tension(row["paper"], row["aspect"], *sides))
    return list(found.values())
