"""The pages that give an overview: the start page, the matrix, the gaps and the integrity notes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, Place, anchor, span_of
from kg.publish.findings_pages import KINDS, FindingView

GAP_TYPES = ("stated", "evidence", "population", "methodological", "theoretical", "empirical", "practical")
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Study:
    """A paper on the start page: its verdict, if it has one, and how it was made."""

    paper: PaperEntry
    verdict: Row | None
    sign: str
    place: Place | None
    methods: tuple[str, ...]
    frameworks: tuple[str, ...]


def studies_of(catalogue: Catalogue) -> list[Study]:
    """Gather what the start page says of each paper."""
    found = []
    verdicts, methods, uses = (catalogue.of_paper(name) for name in ("verdicts", "methods", "frameworks"))
    for paper in catalogue.papers.values():
        verdict = next(iter(verdicts.get(paper.iri, [])), None)
        span = span_of(verdict) if verdict else None
        applied = dict.fromkeys(row["framework"] for row in uses.get(paper.iri, []) if row["role"] == "applied")
        found.append(
            Study(
                paper=paper,
                verdict=verdict,
                sign=catalogue.signs.get(verdict["stance"], "mix") if verdict else "",
                place=Place(paper.iri, span) if span else None,
                methods=tuple(row["method"] for row in methods.get(paper.iri, [])),
                frameworks=tuple(applied),
            )
        )
    return found


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


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap: its wording by language, the papers it rests on, and where an author states it."""

    anchor: str
    type: str
    basis: str
    texts: dict[str, str]
    papers: tuple[str, ...]
    place: Place | None


def gaps_of(catalogue: Catalogue) -> list[tuple[str, list[GapView]]]:
    """Gather the gaps by type, those that authors state first."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in catalogue("gap-texts"):
        texts[row["gap"]].setdefault(row["language"], row["text"])
    stated: dict[tuple[str, str], Place] = {}
    for row in catalogue("statements"):
        span = span_of(row)
        if span:
            stated.setdefault((row["paper"], " ".join(row["quote"].split())), Place(row["paper"], span))
    found: dict[str, dict[str, GapView]] = defaultdict(dict)
    for row in catalogue("gaps"):
        papers = tuple(iri for iri in row["papers"].split() if iri in catalogue.papers)
        place = stated.get((papers[0], row["text"])) if papers and row["basis"] == "stated" else None
        name = anchor("gap", row["type"], row["gap"])
        view = GapView(name, row["type"], row["basis"], texts[row["gap"]], papers, place)
        found[row["type"]].setdefault(row["gap"], view)
    order = [*(kind for kind in GAP_TYPES if kind in found), *sorted(set(found) - set(GAP_TYPES))]
    return [(kind, sorted(found[kind].values(), key=lambda gap: -len(gap.papers))) for kind in order]


def integrity_of(catalogue: Catalogue) -> list[tuple[PaperEntry, list[Row]]]:
    """Gather the integrity notes by paper, the gravest first."""
    grouped = catalogue.of_paper("integrity")
    rank = {severity: number for number, severity in enumerate(SEVERITIES)}
    return [
        (paper, sorted(grouped[iri], key=lambda row: rank.get(row["severity"], 9)))
        for iri, paper in catalogue.papers.items()
        if iri in grouped
    ]
