"""Consolidated findings: what the corpus says on each concept, who supports it, who opposes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx

from kg.analysis.reuse import Common, Reuse
from kg.graph.store import Row

WEIGHT = {"conclusion": 0, "results": 1, "abstract": 2, "recommendations": 3, "introduction": 4, "theory": 5}
CONSOLIDATED = ("assessment", "obstacle", "benefit", "recommendation", "feature")


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """Where one paper or cited work stands in a finding; ``start`` and ``end`` place the quote in ``paper``."""

    holder: str
    side: int
    stance: str
    paper: str
    start: int
    end: int
    quote: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What the corpus says on one concept; ``positions`` has one entry a paper or cited work."""

    kind: str
    concept: str
    status: str
    positions: tuple[Position, ...]
    independent: int

    @property
    def papers(self) -> int:
        """The number of papers that speak for themselves; for a finding that is only cited, of those that cite it."""
        own = {p.holder for p in self.positions if not p.cited}
        return len(own) or len({p.paper for p in self.positions})

    def on_side(self, side: int) -> list[Position]:
        """The positions on one side."""
        return [position for position in self.positions if position.side == side]


def local(iri: str) -> str:
    """Give the last part of an IRI: a paper's key, a concept's id."""
    return re.split(r"[/#]", iri)[-1]


def consolidate(
    statements: Iterable[Row],
    verdicts: Iterable[Row],
    sources: Mapping[tuple[str, str], str],
    papers: Iterable[Row],
    signs: Mapping[str, int],
    reuses: Iterable[Reuse] = (),
) -> list[Finding]:
    """Bring the statements on each concept together, a concept at a time; pairs are never made.

    Args:
        statements: rows of the query ``statements``.
        verdicts: rows of the query ``verdicts``; a paper's own verdict decides its side on that aspect.
        sources: (paper IRI, surname and year) to the IRI of the cited work.
        papers: rows of the query ``papers``, for authors in common.
        signs: IRI of a stance to its sign.
        reuses: passages that papers have in common; statements in them are not independent.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in statements:
        if row["kind"] in CONSOLIDATED and row["concept"]:
            groups[(row["kind"], row["concept"])].append(row)
    judged = {(row["paper"], row["aspect"]): row for row in verdicts}
    for _, aspect in judged:
        groups.setdefault(("assessment", aspect), [])
    authors = {row["paper"]: frozenset(filter(None, row["authors"].split("; "))) for row in papers}
    common = Common(reuses)
    found = [
        _finding(kind, concept, rows, judged, sources, authors, signs, common)
        for (kind, concept), rows in sorted(groups.items())
    ]
    return [finding for finding in found if finding is not None]


def _finding(
    kind: str,
    concept: str,
    rows: list[Row],
    verdicts: Mapping[tuple[str, str], Row],
    sources: Mapping[tuple[str, str], str],
    authors: Mapping[str, frozenset[str]],
    signs: Mapping[str, int],
    common: Common,
) -> Finding | None:
    held: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in rows:
        if row["attribution"] == "own":
            held[(row["paper"], False)].append(row)
        elif row["attribution"] == "cited":
            work = sources.get((row["paper"], row["source"]))
            if work:
                held[(work, True)].append(row)
    if kind == "assessment":
        for paper, aspect in verdicts:
            if aspect == concept:
                held.setdefault((paper, False), [])
    positions = [
        _position(kind, holder, cited, said, None if cited else verdicts.get((holder, concept)), signs)
        for (holder, cited), said in sorted(held.items())
    ]
    positions = [p for p in positions if not (p.cited and p.holder in authors)]  # a paper here speaks for itself
    if not positions:
        return None
    return Finding(kind, concept, _status(positions), tuple(positions), _independent(positions, held, authors, common))


def _position(
    kind: str, holder: str, cited: bool, rows: list[Row], verdict: Row | None, signs: Mapping[str, int]
) -> Position:
    """Choose where a paper stands: by its verdict, else by all that it says; what points both ways is mixed."""
    if kind == "assessment" and verdict is not None:
        chosen, side = verdict, signs.get(verdict["stance"], 0)
    else:
        chosen = min(rows, key=lambda r: (WEIGHT.get(r["section"], 9), int(r["start"])))
        found = {signs.get(r["stance"], 0) for r in rows} if kind == "assessment" else {1}
        side = found.pop() if len(found) == 1 else 0
    stance = chosen["stance"] if kind == "assessment" else ""
    if stance and side == 0 and signs.get(stance):
        stance = f"{stance.rpartition('/')[0]}/mixed"
    return Position(
        holder, side, stance, chosen["paper"], int(chosen["start"]), int(chosen["end"]), chosen["quote"], cited
    )


def _status(positions: list[Position]) -> str:
    """Consensus is one side, with no mixed judgement among the papers and no opposing work that they cite."""
    own = [p for p in positions if not p.cited]
    if not own:
        return "cited-only"
    if {1, -1} <= {p.side for p in positions}:
        return "contested"
    if len(own) == 1:
        return "single-study"
    sides = {p.side for p in own}
    return "consensus" if len(sides) == 1 and 0 not in sides else "contested"


def _independent(
    positions: list[Position],
    held: Mapping[tuple[str, bool], list[Row]],
    authors: Mapping[str, frozenset[str]],
    common: Common,
) -> int:
    """Count papers once that share an author, or words in what they say on the concept."""
    ties = networkx.Graph()
    for position in (p for p in positions if not p.cited):
        holder = position.holder
        ties.add_node(holder)
        ties.add_edges_from((holder, f"author {name}") for name in authors.get(holder, ()))
        spans = [(position.start, position.end)]
        spans += [(int(row["start"]), int(row["end"])) for row in held[(holder, False)]]
        ties.add_edges_from((holder, number) for span in spans for number in common.at(holder, *span))
    return len(list(networkx.connected_components(ties)))
