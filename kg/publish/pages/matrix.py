"""The matrix: what each paper says on each concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.publish.catalogue import Catalogue, PaperEntry, anchor
from kg.publish.page import Page, Site
from kg.publish.positions import KINDS, FindingView


def pages(site: Site) -> Iterator[Page]:
    """Yield the matrix."""
    yield Page("matrix.html", "matrix.html", {"tables": matrix_of(site.catalogue, site.findings)}, "matrix")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper says on one concept: a sign, whether it only cites others on it, and how often it says so."""

    sign: str
    cited: bool
    count: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the matrix: a concept, what links to its finding, and a cell for each paper."""

    id: str
    concept: str
    finding: str
    status: str
    cells: tuple[tuple[PaperEntry, Cell | None], ...]


def matrix_of(catalogue: Catalogue, findings: list[FindingView]) -> list[tuple[str, list[Line]]]:
    """Lay out concepts against papers, by kind; background statements do not count."""
    own: dict[tuple[str, str, str], int] = defaultdict(int)
    cited: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in catalogue("statements"):
        if row["attribution"] in ("own", "cited") and row["concept"]:
            counts = own if row["attribution"] == "own" else cited
            counts[(row["kind"], row["concept"], row["paper"])] += 1
    tables: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    for finding in findings:
        kind, concept = finding.row["kind"], finding.row["concept"]
        side_of = {p.holder: p.side for p in finding.positions if not p.cited}
        cells: list[tuple[PaperEntry, Cell | None]] = []
        for iri, paper in catalogue.papers.items():
            times = own.get((kind, concept, iri), 0)
            others = cited.get((kind, concept, iri), 0)
            cell = None
            if iri in side_of:
                sign = side_of[iri] if kind == "assessment" else "say"
                cell = Cell(sign, False, times, anchor("g", kind, concept) if times else "v-1")
            elif others:
                cell = Cell("say", True, others, anchor("g", kind, concept))
            cells.append((paper, cell))
        line = Line(anchor("m", kind, concept), concept, finding.anchor, finding.row["verdict"], tuple(cells))
        tables.setdefault(kind, []).append(line)
    return [(kind, lines) for kind, lines in [*tables.items(), *_designs(catalogue)] if lines]


def _designs(catalogue: Catalogue) -> list[tuple[str, list[Line]]]:
    """Frameworks and methods against papers; a framework that is only mentioned counts like one that is cited."""
    uses: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in catalogue("frameworks"):
        applied = row["role"] == "applied"
        uses[row["framework"]][row["paper"]] = applied or uses[row["framework"]].get(row["paper"], False)
    methods: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in catalogue("methods"):
        methods[row["method"]][row["paper"]] = True
    tables = []
    for kind, found in (("framework", uses), ("method", methods)):
        lines = []
        for concept, papers in sorted(found.items(), key=lambda item: (-sum(item[1].values()), -len(item[1]), item[0])):
            cells = tuple(
                (paper, Cell("say", not papers[iri], 0, "study") if iri in papers else None)
                for iri, paper in catalogue.papers.items()
            )
            lines.append(Line(anchor("m", kind, concept), concept, "", "", cells))
        tables.append((kind, lines))
    return tables
