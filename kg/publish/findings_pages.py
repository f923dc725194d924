"""The pages that bring papers together: findings with their positions, and pairs that agree or contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.analysis.consolidate import WEIGHT
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, Place, anchor, fold, span_of

SIDES = ("pos", "mix", "neg")
STATUSES = ("contested", "consensus", "single-study", "cited-only")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a paper or a cited work stands: its side, its words, and where else it says so."""

    holder: str
    side: str
    stance: str
    place: Place
    quote: str
    cited: bool
    more: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its positions by side."""

    anchor: str
    row: Row
    sides: tuple[tuple[str, tuple[Position, ...]], ...]

    @property
    def positions(self) -> list[Position]:
        """All positions."""
        return [position for _, positions in self.sides for position in positions]


def findings_of(catalogue: Catalogue) -> list[FindingView]:
    """Gather the findings, those with most papers first."""
    said = _said(catalogue)
    judged = {(row["paper"], row["aspect"]): row for row in catalogue("verdicts")}
    found = []
    for row in catalogue("findings"):
        side_of = dict.fromkeys(row["opposing"].split(), "neg") | dict.fromkeys(row["supporting"].split(), "pos")
        held = said.get((row["kind"], row["concept"]), {})
        holders = list(dict.fromkeys([*side_of, *(holder for holder, rows in held.items() if _speaks(rows))]))
        if row["kind"] == "assessment":
            holders += [paper for paper, aspect in judged if aspect == row["concept"] and paper not in holders]
        by_side: dict[str, list[Position]] = defaultdict(list)
        for holder in sorted(holders, key=lambda iri: (iri not in catalogue.papers, catalogue.cite(iri), iri)):
            verdict = judged.get((holder, row["concept"])) if row["kind"] == "assessment" else None
            position = _position(holder, side_of.get(holder, "mix"), held.get(holder, []), verdict, catalogue)
            if position is not None:
                by_side[position.side].append(position)
        sides = tuple((side, tuple(by_side[side])) for side in SIDES if by_side[side])
        found.append(FindingView(anchor("f", row["kind"], row["concept"]), row, sides))
    return found


def _speaks(rows: Iterable[Row]) -> bool:
    return any(row["attribution"] == "own" for row in rows)


def _said(catalogue: Catalogue) -> dict[tuple[str, str], dict[str, list[Row]]]:
    """Statements by kind and concept, then by who holds them: the paper itself, or the work that it cites."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    works = _CitedWorks(catalogue)
    for row in catalogue("statements"):
        if row["paper"] not in catalogue.papers or not row["concept"]:
            continue
        if row["attribution"] == "own":
            found[(row["kind"], row["concept"])][row["paper"]].append(row)
        elif row["attribution"] == "cited":
            for work in works(row):
                found[(row["kind"], row["concept"])][work].append(row)
    return found


class _CitedWorks:
    """Finds the works that a statement is taken from: by surname and year, and by the citations within it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._named: dict[tuple[str, str], str] = {}
        self._within: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in catalogue("references"):
            if row["work"]:
                self._named.setdefault((row["paper"], f"{row['first_author']} {row['year']}".casefold()), row["work"])
        for row in catalogue("citations"):
            span = span_of(row)
            if row["work"] and span:
                self._within[row["paper"]].append((*span, row["work"]))

    def __call__(self, row: Row) -> list[str]:
        named = self._named.get((row["paper"], row["source"].casefold()))
        span = span_of(row)
        if named or span is None:
            return [named] if named else []
        within = self._within[row["paper"]]
        return list(dict.fromkeys(work for start, end, work in within if span[0] <= start and end <= span[1]))


def _position(holder: str, side: str, rows: list[Row], verdict: Row | None, catalogue: Catalogue) -> Position | None:
    own = [row for row in rows if row["paper"] == holder and row["attribution"] == "own"]
    ranked = sorted(own or rows, key=lambda row: (WEIGHT.get(row["section"], 9), int(row["start"])))
    if verdict is not None:
        ranked.insert(0, verdict)
    places = [Place(row["paper"], span) for row in ranked if (span := span_of(row))]
    if not places:
        return None
    first = ranked[0]
    wrong_side = side == "mix" and catalogue.signs.get(first.get("stance", ""), "mix") != "mix"
    return Position(
        holder=holder,
        side=side,
        stance="" if wrong_side else first.get("stance", ""),
        place=places[0],
        quote=fold(first["quote"]),
        cited=not own and verdict is None,
        more=tuple(dict.fromkeys(place for place in places[1:] if place != places[0])),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: who, with which stance, in which words."""

    holder: str
    stance: str
    sign: str
    quote: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers, or a paper and a work that it speaks of, that agree or contradict on an aspect."""

    anchor: str
    aspect: str
    sign: str
    relation: str
    a: Side
    b: Side
    differences: tuple[tuple[str, str, str], ...]


def pairs_of(catalogue: Catalogue, name: str) -> tuple[list[Pair], list[tuple[str, list[Pair]]]]:
    """Gather the pairs of ``agreements`` or ``contradictions``: the declared ones, and the others by aspect."""
    sign = "pos" if name == "agreements" else "neg"
    declared: list[Pair] = []
    computed: dict[str, list[Pair]] = defaultdict(list)
    seen = set()
    for row in catalogue(name):
        told = row["declared"] == "true"
        same = (row["paper_a"], row["paper_b"], row["explanation" if told else "aspect"], row["quote_a"])
        if same in seen:
            continue
        seen.add(same)
        number = f"p-{sign}-{len(seen)}"
        a = _side(catalogue, row["paper_a"], row["stance_a"] if not told else "", row["quote_a"])
        b = _side(catalogue, row["paper_b"], row["stance_b"], row["quote_b"])
        relation = row["explanation"] if told else ""
        pair = Pair(number, row["aspect"], sign, relation, a, b, tuple(_differences(catalogue, row)))
        if told:
            declared.append(pair)
        else:
            computed[row["aspect"]].append(pair)
    return declared, sorted(computed.items(), key=lambda item: (-len(item[1]), item[0]))


def _side(catalogue: Catalogue, holder: str, stance: str, quote: str) -> Side:
    place = catalogue.place(holder, quote) if quote else None
    return Side(holder, stance, catalogue.signs.get(stance, ""), fold(quote), place)


def _differences(catalogue: Catalogue, row: Row) -> Iterator[tuple[str, str, str]]:
    """Say what differs between two studies, as far as both tell it."""
    a, b = catalogue.papers.get(row["paper_a"]), catalogue.papers.get(row["paper_b"])
    if a is None or b is None:
        return
    for facet in ("place", "period", "year", "informants"):
        if a.data[facet] and b.data[facet] and a.data[facet] != b.data[facet]:
            yield facet, a.data[facet], b.data[facet]
