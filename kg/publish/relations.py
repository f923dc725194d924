"""What ties a paper to others: whom it cites and how, who cites it, with whom it agrees and whom it contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from kg.analysis.consolidate import local
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, span_of
from kg.publish.highlight import Span
from kg.publish.pairs import Pair, Side, Tension, pairs_of, tensions_of

Item = TypeVar("Item")
DECLARED = {"agreesWith": "pos", "confirms": "pos", "disagreesWith": "neg"}
MOST = 30  # of those that cite a paper, and of its pairs: a page does not grow with the corpus


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in the text: where it stands, and the side that the author takes by it, if any."""

    id: str
    row: Row
    span: Span | None
    sign: str


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work with the places where the paper cites it; without an ``entry`` it is in no reference list."""

    work: str
    name: str
    entry: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A paper of the corpus that cites this one, with the places where it does."""

    paper: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair that this paper is in: the other side, and whether it is the other author who compares."""

    pair: Pair
    ours: Side
    theirs: Side
    by_other: bool


@dataclass(frozen=True, slots=True)
class Shown(Generic[Item]):
    """The first of a list, and how many there are in all."""

    items: tuple[Item, ...]
    total: int


class Relations:
    """What ties the papers of a corpus, gathered once for the pages of all of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _citing(self) -> Mapping[str, Mapping[str, list[Row]]]:
        """The citations of each work, by the paper that cites it."""
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self._catalogue("citations"):
            if row["work"] in self._catalogue.papers and row["paper"] in self._catalogue.papers:
                found[row["work"]][row["paper"]].append(row)
        return found

    @cached_property
    def _ties(self) -> Mapping[tuple[str, str], list[Tie]]:
        """The pairs of each paper, by paper and sign: what authors say first."""
        found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for name in ("contradictions", "agreements"):
            for pair in pairs_of(self._catalogue, name).all:
                found[pair.a.holder, pair.sign].append(Tie(pair, pair.a, pair.b, by_other=False))
                found[pair.b.holder, pair.sign].append(Tie(pair, pair.b, pair.a, by_other=bool(pair.relation)))
        return found

    @cached_property
    def _tensions(self) -> Mapping[str, list[Tension]]:
        """The aspects on which each paper is at odds with itself."""
        found: dict[str, list[Tension]] = defaultdict(list)
        for tension in tensions_of(self._catalogue):
            found[tension.paper].append(tension)
        return found

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {iri: number for number, iri in enumerate(self._catalogue.papers)}

    @cached_property
    def compared(self) -> Mapping[str, list[Row]]:
        """The notes on other papers that compare a passage of them with a passage of this one."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._catalogue("integrity"):
            if row["other"]:
                found[row["other"]].append(row)
        return found

    def cited_by(self, paper: str) -> Shown[CitedBy]:
        """Give the papers of the corpus that cite a paper."""
        citing = self._citing.get(paper, {})
        shown = sorted(citing, key=lambda iri: self._order[iri])[:MOST]
        found = (CitedBy(iri, tuple(_cited(citing[iri], "in"))) for iri in shown)
        return Shown(tuple(found), len(citing))

    def ties(self, paper: str, sign: str) -> Shown[Tie]:
        """Give the pairs of a paper of one sign."""
        found = self._ties.get((paper, sign), [])
        return Shown(tuple(found[:MOST]), len(found))

    def tensions(self, paper: str) -> tuple[Tension, ...]:
        """Give the aspects on which a paper is at odds with itself."""
        return tuple(self._tensions.get(paper, ()))


def works_cited(catalogue: Catalogue, citations: list[Row], references: Iterable[Row]) -> tuple[CitedWork, ...]:
    """Group the citations of a paper by work: papers of the corpus first, then in the order of the text."""
    entries = {row["work"]: f"ref-{row['position']}" for row in reversed(list(references)) if row["work"]}
    grouped: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for cited in _cited(citations, "c"):
        work = cited.row["work"]
        name = catalogue.cite(work) if work else " ".join(cited.row["surface"].split()).strip("()")
        grouped[(work, name)].append(cited)
    found = [CitedWork(work, name, entries.get(work, ""), tuple(places)) for (work, name), places in grouped.items()]
    return tuple(sorted(found, key=lambda each: each.work not in catalogue.papers))


def _cited(rows: Iterable[Row], prefix: str) -> Iterator[Cited]:
    for number, row in enumerate(rows, 1):
        yield Cited(f"{prefix}-{number}", row, span_of(row), DECLARED.get(local(row["intent"]), ""))
