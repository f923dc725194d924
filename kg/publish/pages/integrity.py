"""What a careful reader would mark: citations without an entry, shared text, impossible dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, Place, span_of
from kg.publish.page import Page, Site, parts

SEVERITIES = ("error", "warning", "info")
PART = 20
MOST_NOTES = 6
"""Notes of one check that are told of a paper; all of them stand on the paper's own page."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the integrity notes, split over pages where many papers have some."""
    papers = integrity_of(site.catalogue)
    totals = totals_of(papers)
    for part in parts("integrity.html", papers, PART):
        yield Page(part.path, "integrity.html", {"part": part, "totals": totals}, "integrity")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: what it says, where the words stand that it is about, and where those stand that they are compared with.

    ``other`` is the place of the other words, if there are any.
    """

    row: Row
    place: Place | None
    other: Place | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check found in a paper: how many notes, and the first of them."""

    check: str
    severity: str
    number: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PaperNotes:
    """The notes on a paper by check, the gravest first."""

    paper: PaperEntry
    checks: tuple[Checked, ...]

    @property
    def number(self) -> int:
        """How many notes there are."""
        return sum(checked.number for checked in self.checks)


@dataclass(frozen=True, slots=True)
class Total:
    """How many notes a check has made in the whole corpus, on how many papers; the severity is its gravest."""

    check: str
    severity: str
    number: int
    papers: int


def integrity_of(catalogue: Catalogue) -> list[PaperNotes]:
    """Gather the integrity notes by paper and check, the gravest first."""
    grouped = catalogue.of_paper("integrity")
    return [
        PaperNotes(paper, tuple(_checks(grouped[iri]))) for iri, paper in catalogue.papers.items() if iri in grouped
    ]


def _checks(rows: Iterable[Row]) -> Iterator[Checked]:
    by_check: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_gravity):
        by_check[row["check"]].append(row)
    for check, found in by_check.items():
        notes = tuple(Note(row, _place(row, "paper", ""), _place(row, "other", "other_")) for row in found[:MOST_NOTES])
        yield Checked(check, found[0]["severity"], len(found), notes)


def _place(row: Row, holder: str, prefix: str) -> Place | None:
    span = span_of({"start": row[f"{prefix}start"], "end": row[f"{prefix}end"]})
    return Place(row[holder], span) if span and span[0] < span[1] else None


def _gravity(row: Row) -> int:
    return SEVERITIES.index(row["severity"]) if row["severity"] in SEVERITIES else len(SEVERITIES)


def totals_of(papers: Iterable[PaperNotes]) -> list[Total]:
    """Count the notes of each check over all papers, the gravest check first."""
    notes: Counter[str] = Counter()
    concerned: Counter[str] = Counter()
    gravest: dict[str, str] = {}
    for paper in papers:
        for checked in paper.checks:
            notes[checked.check] += checked.number
            concerned[checked.check] += 1
            known = gravest.get(checked.check, checked.severity)
            gravest[checked.check] = min(known, checked.severity, key=lambda each: _gravity({"severity": each}))
    totals = [Total(check, gravest[check], number, concerned[check]) for check, number in notes.items()]
    return sorted(totals, key=lambda total: (_gravity({"severity": total.severity}), -total.number, total.check))
