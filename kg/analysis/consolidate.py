"""Consolidated findings: what the corpus says on each concept, who supports it, who opposes it.

Each paper, and each work that papers cite, takes one position in a finding. The verdict of the corpus is

``consensus``
    two or more independent papers (``kg.analysis.independence``) are on one side, and nothing cited opposes them;
``contested``
    papers, or a paper and a cited work, are on different sides, or some of several papers judge both ways;
``single-study``
    one paper, or papers that count as one;
``cited-only``
    no paper has results of its own; what there is, is told of works that are cited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.belief import SECOND_HAND, UNKNOWN, beliefs, error
from kg.analysis.independence import Claim, Discount, Groups, Independence
from kg.analysis.reuse import Reuse
from kg.graph.store import Row

WEIGHT = {"conclusion": 0, "results": 1, "abstract": 2, "recommendations": 3, "introduction": 4, "theory": 5}
CONSOLIDATED = ("assessment", "obstacle", "benefit", "recommendation", "feature")


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """Where one paper or cited work stands in a finding; ``start`` and ``end`` place the quote in ``paper``.

    ``citing`` are the papers that tell where a cited work stands.
    """

    holder: str
    side: int
    stance: str
    paper: str
    start: int
    end: int
    quote: str
    cited: bool
    citing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the corpus says on one concept; ``positions`` has one entry a paper or cited work.

    ``independent`` counts the papers that do not depend on each other, ``discounts`` tells which count as one and why.
    ``belief`` is that in the supporting side, ``belief_opposing`` that in the other, both from 0 to 1.
    """

    kind: str
    concept: str
    status: str
    positions: tuple[Position, ...]
    independent: int
    belief: float = 0.0
    belief_opposing: float = 0.0
    discounts: tuple[Discount, ...] = ()

    @property
    def papers(self) -> int:
        """The number of papers that speak for themselves; for a finding that is only cited, of those that cite it."""
        own = {p.holder for p in self.positions if not p.cited}
        return len(own) or len({paper for p in self.positions for paper in (p.citing or (p.paper,))})

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
    citations: Iterable[Row] = (),
) -> list[Finding]:
    """Bring the statements on each concept together, a concept at a time; pairs are never made.

    Args:
        statements: rows of the query ``statements``.
        verdicts: rows of the query ``verdicts``; a paper's own verdict decides its side on that aspect.
        sources: (paper IRI, surname and year) to the IRI of the cited work.
        papers: rows of the query ``papers``, for what their studies have in common.
        signs: IRI of a stance to its sign.
        reuses: passages that papers have in common; statements in them are not independent.
        citations: rows of the query ``citations``; a claim that one paper takes over from another is not independent.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in statements:
        if row["kind"] in CONSOLIDATED and row["concept"]:
            groups[(row["kind"], row["concept"])].append(row)
    judged: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in verdicts:
        judged[row["aspect"]][row["paper"]] = row
        groups.setdefault(("assessment", row["aspect"]), [])
    independence = Independence(papers, reuses, citations)
    found = []
    for (kind, concept), rows in sorted(groups.items()):
        overall = judged.get(concept, {}) if kind == "assessment" else {}
        concerned = _Concerned(kind, rows, overall, sources, signs, independence)
        if concerned.positions:
            found.append(concerned.finding(concept))
    return found


class _Concerned:
    """All that is said on one concept: by whom, on which side, and what that adds up to."""

    def __init__(
        self,
        kind: str,
        rows: list[Row],
        verdicts: Mapping[str, Row],
        sources: Mapping[tuple[str, str], str],
        signs: Mapping[str, int],
        independence: Independence,
    ) -> None:
        self.kind, self.verdicts, self.signs, self.independence = kind, verdicts, signs, independence
        self.own: dict[str, list[Row]] = {paper: [] for paper in verdicts}
        self.told: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row["attribution"] == "own":
                self.own.setdefault(row["paper"], []).append(row)
            elif row["attribution"] == "cited" and (work := sources.get((row["paper"], row["source"]))):
                self.told[work].append(row)
        # A paper of the corpus speaks for itself: what others say of it ties them to it, and is no position.
        works = sorted(self.told.keys() - independence.papers)
        self.positions = tuple(
            [self._position(paper, said, verdicts.get(paper)) for paper, said in sorted(self.own.items())]
            + [self._position(work, self.told[work]) for work in works]
        )

    def finding(self, concept: str) -> Finding:
        """Add up what is said."""
        sides = {p.holder: p.side for p in self.positions if not p.cited}
        groups, discounts = self.independence.groups(sides, self._claims())
        status = _status(self.positions, len(groups))
        positions = tuple(sorted(self.positions, key=lambda position: position.holder))
        return Finding(self.kind, concept, status, positions, len(groups), *self._beliefs(sides, groups), discounts)

    def _side(self, row: Row) -> int:
        return self.signs.get(row["stance"], 0) if self.kind == "assessment" else 1

    def _position(self, holder: str, rows: list[Row], verdict: Row | None = None) -> Position:
        """Choose where a paper stands: by its verdict, else by all that it says; what points both ways is mixed."""
        if verdict is not None:
            chosen, side = verdict, self._side(verdict)
        else:
            chosen = min(
                rows, key=lambda r: (WEIGHT.get(r["section"], 9), int(r["start"]), r["paper"], r["end"], r["stance"])
            )
            found = {self._side(row) for row in rows}
            side = found.pop() if len(found) == 1 else 0
        stance = chosen["stance"] if self.kind == "assessment" else ""
        if stance and side == 0 and self.signs.get(stance):
            stance = f"{stance.rpartition('/')[0]}/mixed"
        cited = holder not in self.own
        citing = tuple(sorted({row["paper"] for row in rows})) if cited else ()
        start, end = int(chosen["start"]), int(chosen["end"])
        return Position(holder, side, stance, chosen["paper"], start, end, chosen["quote"], cited, citing)

    def _claims(self) -> list[Claim]:
        claims = [_claim(row, self._side(row)) for rows in self.own.values() for row in rows]
        claims += [_claim(row, self._side(row)) for row in self.verdicts.values()]
        for work in self.told.keys() & self.own.keys():
            claims += [_claim(row, self._side(row), work) for row in self.told[work]]
        return claims

    def _beliefs(self, sides: Mapping[str, int], groups: list[tuple[str, ...]]) -> tuple[float, float]:
        """Give the belief in the supporting and in the opposing side."""
        errors: dict[int, list[float]] = {1: [], -1: []}
        for side, found in errors.items():
            for group in groups:
                holders = [paper for paper in group if sides[paper] == side]
                if holders:
                    found.append(error(self._confidences(self.own, holders, side)))
            works = [p for p in self.positions if p.cited and p.side == side]
            apart = [p for p in works if not any(sides.get(paper) == side for paper in p.citing)]
            for told in _told_together(apart):
                found.append(error(self._confidences(self.told, told, side), SECOND_HAND))
        return beliefs(errors[1], errors[-1])

    def _confidences(self, said: Mapping[str, list[Row]], holders: Iterable[str], side: int) -> list[float]:
        """Give how far each statement on a side can be trusted; a verdict may have none beside it."""
        rows = [row for holder in holders for row in said[holder] if self._side(row) == side]
        return [float(row.get("confidence") or UNKNOWN) for row in rows] or [UNKNOWN]


def _claim(row: Row, side: int, source: str = "") -> Claim:
    return Claim(row["paper"], int(row["start"]), int(row["end"]), side, source)


def _told_together(works: list[Position]) -> list[list[str]]:
    """Group cited works by the papers that tell of them."""
    groups = Groups([name for work in works for name in (work.holder, *work.citing)])
    for work in works:
        for paper in work.citing:
            groups.tie(work.holder, paper)
    holders = {work.holder for work in works}
    return [[name for name in group if name in holders] for group in groups.all()]


def _status(positions: tuple[Position, ...], independent: int) -> str:
    """Say what positions add up to; see the top of this file."""
    own = {p.side for p in positions if not p.cited}
    if not own:
        return "cited-only"
    if {1, -1} <= {p.side for p in positions} or len(own) > 1:
        return "contested"
    if independent == 1:
        return "single-study"
    return "contested" if 0 in own else "consensus"
