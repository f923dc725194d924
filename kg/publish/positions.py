"""The pages that bring papers together: findings with their positions, and pairs that agree or contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, Place, anchor, fold, span_of

KINDS = ("assessment", "obstacle", "benefit", "recommendation", "feature")
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
    """Gather the findings with the positions that the query ``positions`` gives them, those with most papers first."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in catalogue("positions"):
        held[row["finding"]].append(row)
    said = _said(catalogue)
    found = []
    for row in catalogue("findings"):
        by_side: dict[str, list[Position]] = defaultdict(list)
        for one in sorted(held[row["finding"]], key=lambda r: (r["holder"] not in catalogue.papers, r["holder"])):
            place = catalogue.place(one["holder"], one["quote"])
            if place is None:
                continue
            places = said.get((row["kind"], row["concept"], one["holder"]), {})
            side = {"1": "pos", "-1": "neg"}.get(one["side"], "mix")
            more = tuple(other for other in places if other != place)
            cited = place.paper != one["holder"]
            by_side[side].append(Position(one["holder"], side, one["stance"], place, fold(one["quote"]), cited, more))
        sides = tuple((side, tuple(by_side[side])) for side in SIDES if by_side[side])
        found.append(FindingView(anchor("f", row["kind"], row["concept"]), row, sides))
    return found


def _said(catalogue: Catalogue) -> dict[tuple[str, str, str], dict[Place, None]]:
    """Where statements stand, by kind, concept and who holds them: the paper itself, or the work that it cites."""
    works = {(row["paper"], row["label"]): row["work"] for row in reversed(catalogue("sources"))}
    found: dict[tuple[str, str, str], dict[Place, None]] = defaultdict(dict)
    for row in catalogue("statements"):
        span = span_of(row)
        owners = {"own": row["paper"], "cited": works.get((row["paper"], row["source"]), "")}
        holder = owners.get(row["attribution"], "")
        if holder and row["concept"] and span:
            found[(row["kind"], row["concept"], holder)][Place(row["paper"], span)] = None
    return found


def by_kind(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Group findings by kind, the contested ones of each kind first."""
    groups: dict[str, list[FindingView]] = {kind: [] for kind in KINDS}
    for finding in findings:
        groups.setdefault(finding.row["kind"], []).append(finding)
    return [(kind, sorted(found, key=_contested_first)) for kind, found in groups.items() if found]


def _contested_first(finding: FindingView) -> tuple[bool, int]:
    return finding.row["verdict"] != "contested", -int(finding.row["papers"])


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
    compared = set()  # declared rows come first: what an author says is not told again as computed
    for row in catalogue(name):
        told = row["declared"] == "true"
        same = (row["paper_a"], row["paper_b"], row["aspect"], row["quote_a"] if told else "")
        told_of = (row["paper_a"], row["paper_b"], row["aspect"])
        if told:
            compared.add(told_of)
        elif told_of in compared:
            continue
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
