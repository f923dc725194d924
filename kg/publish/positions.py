"""The findings with the positions that papers and cited works hold in them."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.analysis.consolidate import local
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, Place, anchor, fold, span_of

KINDS = ("assessment", "obstacle", "benefit", "recommendation", "feature")
SIDES = ("pos", "mix", "neg")
STATUSES = ("contested", "consensus", "single-study", "cited-only")
PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBERED = re.compile(r"-\d+\Z")
LONGEST = 80


def file_name(concept: str) -> str:
    """Name files after a concept, so that names differ on every file system, whatever its id.

    An id that is not plain, or that ends like the number of a part (``kg.publish.page.parts``), is told by its digest.

    >>> file_name("https://a/obstacle/no-smartphone"), file_name("https://a/obstacle/No%20Phone")
    ('no-smartphone', 'no-20phone_b913f398')
    """
    name = local(concept)
    if PLAIN.fullmatch(name) and len(name) <= LONGEST and not NUMBERED.search(name):
        return name
    short = "-".join(PLAIN.findall(name.lower()))[:LONGEST] or "concept"
    return f"{short}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def finding_page(kind: str, concept: str) -> str:
    """Say where the page of a finding stands under the top of a language.

    >>> finding_page("obstacle", "https://a/obstacle/no-smartphone")
    'finding/obstacle-no-smartphone.html'
    """
    return f"finding/{kind}-{file_name(concept)}.html"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a paper or a cited work stands: its side, its words, and where else it says so.

    ``level`` is verdict (the paper's own overall judgement), detail (what else it says) or reported (a cited work).
    """

    holder: str
    side: str
    stance: str
    place: Place
    quote: str
    cited: bool
    more: tuple[Place, ...]
    section: str = ""
    page: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many papers are on a side with results of their own, and how many works that they only cite."""

    side: str
    own: int
    cited: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its positions by side; on each side, a paper's own words come before what is only cited."""

    anchor: str
    row: Row
    sides: tuple[tuple[str, tuple[Position, ...]], ...]

    @property
    def page(self) -> str:
        """Where its own page stands under the top of a language."""
        return finding_page(self.row["kind"], self.row["concept"])

    @property
    def positions(self) -> list[Position]:
        """All positions."""
        return [position for _, positions in self.sides for position in positions]

    @property
    def tallies(self) -> list[Tally]:
        """How many stand on each side that anyone takes."""
        counted = [(side, len(held), sum(one.cited for one in held)) for side, held in self.sides]
        return [Tally(side, every - cited, cited) for side, every, cited in counted]

    @property
    def cited(self) -> int:
        """How many works are only known by who cites them."""
        return sum(tally.cited for tally in self.tallies)


def findings_of(catalogue: Catalogue) -> list[FindingView]:
    """Gather the findings with the positions that the query ``positions`` gives them, those with most papers first."""
    held: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in catalogue("positions"):
        held[row["finding"]].setdefault(row["holder"], row)
    levels = {(row["finding"], row["holder"]): row["level"] for row in catalogue("sides")}
    said = _said(catalogue)
    found = []
    for row in catalogue("findings"):
        by_side: dict[str, list[Position]] = defaultdict(list)
        for holder, one in held[row["finding"]].items():
            span = span_of(one)
            if span is None:
                continue
            others = said.get((row["kind"], row["concept"], holder), {})
            position = _position(one, Place(one["paper"], span), others, levels.get((row["finding"], holder), ""))
            by_side[position.side].append(position)
        sides = tuple((side, tuple(sorted(by_side[side], key=_own_first))) for side in SIDES if by_side[side])
        found.append(FindingView(anchor("f", row["kind"], row["concept"]), row, sides))
    return found


def _position(row: Row, place: Place, others: Iterable[Place], level: str) -> Position:
    return Position(
        holder=row["holder"],
        side={"1": "pos", "-1": "neg"}.get(row["side"], "mix"),
        stance=row["stance"],
        place=place,
        quote=fold(row["quote"]),
        cited=row["paper"] != row["holder"],
        more=tuple(other for other in others if other != place),
        section=row["section"],
        page=row["page"],
        level=level,
    )


def _own_first(position: Position) -> tuple[bool, bool, str]:
    return position.cited, position.level != "verdict", position.holder


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
