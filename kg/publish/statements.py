"""The statements of a paper as its page lists them: by kind, and within a kind by concept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, anchor, span_of
from kg.publish.highlight import Span

KINDS = ("assessment", "obstacle", "benefit", "recommendation", "feature", "statistic", "gap", "future-research")
WEIGHT_OF_OWN = 100


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the page lists with its passage; ``figures`` are the numbers of a statistic."""

    id: str
    row: Row
    span: Span | None
    sign: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one kind on one concept, or on none."""

    anchor: str
    concept: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """The statements of one kind."""

    name: str
    count: int
    groups: tuple[Group, ...]


def kinds_of(catalogue: Catalogue, statements: list[Row], statistics: list[Row]) -> tuple[Kind, ...]:
    """Group statements by kind and concept; what the authors themselves say most about comes first."""
    figures = _figures(statistics)
    grouped: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    seen = set()
    for number, row in enumerate(statements, 1):
        span = span_of(row)
        same = (row["kind"], row["concept"], row["stance"], row["attribution"], row["source"], span)
        if same in seen:
            continue
        seen.add(same)
        numbers = "; ".join(figures.get(span, ())) if row["kind"] == "statistic" else ""
        said = Said(f"s-{number}", row, span, catalogue.signs.get(row["stance"], ""), numbers)
        grouped[row["kind"]][row["concept"]].append(said)
    order = [*(kind for kind in KINDS if kind in grouped), *sorted(set(grouped) - set(KINDS))]
    return tuple(_kind(kind, grouped[kind]) for kind in order)


def _figures(statistics: list[Row]) -> dict[Span | None, list[str]]:
    """The numbers that are printed in each passage, with their units."""
    found: dict[Span | None, list[str]] = defaultdict(list)
    for row in statistics:
        shown = row["value"] if row["unit"] in row["value"].split() else f"{row['value']} {row['unit']}".strip()
        if shown not in found[span_of(row)]:
            found[span_of(row)].append(shown)
    return found


def _kind(name: str, grouped: dict[str, list[Said]]) -> Kind:
    concepts = sorted(grouped.items(), key=lambda item: (not item[0], -_weight(item[1]), item[0]))
    groups = tuple(
        Group(anchor("g", name, concept or "none"), concept, tuple(sorted(said, key=_own_first)))
        for concept, said in concepts
    )
    return Kind(name, sum(len(group.said) for group in groups), groups)


def _weight(said: list[Said]) -> int:
    return sum(WEIGHT_OF_OWN if entry.row["attribution"] == "own" else 1 for entry in said)


def _own_first(said: Said) -> int:
    return {"own": 0, "cited": 1}.get(said.row["attribution"], 2)
