"""Tables of the evidence on each concept, of how studies were made, and of what is not known."""

from __future__ import annotations

from kg.graph.store import Row
from kg.publish.tables.facts import PARTS, Literature
from kg.publish.tables.model import Cell, Column, Table

EVIDENCE_SHOWN = ("no", "concept", "kind", "verdict", "supporting", "mixed", "opposing", "independent")
EVIDENCE = {
    "no": 1,
    "concept": 4,
    "kind": 2,
    "verdict": 2,
    "supporting": 5,
    "mixed": 3,
    "opposing": 5,
    "independent": 2,
}
METHODS = {
    "no": 1, "paper": 3, "place": 3, "period": 2, "approach": 2, "design": 2, "collection": 3, "sampling": 2,
    "informants": 3, "analysis": 2, "validity": 2, "theory": 3,
}  # fmt: skip
GAPS = {"no": 1, "type": 2, "basis": 2, "text": 6, "papers": 4, "draft": 8}
SIDES = ("supporting", "mixed", "opposing")


def evidence(literature: Literature, columns: tuple[str, ...] = EVIDENCE_SHOWN) -> Table:
    """Make the table of findings: who supports and who opposes what, with the quotes, those with most papers first."""
    rows: list[tuple[Cell, ...]] = []
    for number, finding in enumerate(literature.catalogue("findings"), 1):
        cells = _finding(literature, finding, number)
        rows.append(tuple(cells[column] for column in columns))
    return _table(literature, "evidence", EVIDENCE, columns, rows)


def _finding(literature: Literature, row: Row, number: int) -> dict[str, Cell]:
    words = literature.words
    held: dict[str, list[Row]] = {}
    for position in literature.positions(row["finding"]):
        held.setdefault({"1": "supporting", "-1": "opposing"}.get(position["side"], "mixed"), []).append(position)
    cells = {
        "no": Cell(str(number)),
        "concept": Cell(literature.names.label(row["concept"])),
        "kind": Cell(words["kinds"].get(row["kind"], row["kind"])),
        "verdict": Cell(words["verdicts"].get(row["verdict"], row["verdict"])),
        "independent": Cell(f"{row['papers']} ({row['independent_papers']})"),
        "sentence": Cell(row[f"text_{literature.language}"]),
    }
    for side in SIDES:
        found = held.get(side, [])
        who = [literature.holder(position["holder"], position["paper"]) for position in found]
        cells[side] = literature.cell(literature.listed(who), found, known=False)
    return cells


def methods(literature: Literature, columns: tuple[str, ...] = tuple(METHODS)) -> Table:
    """Make the table of study designs, a row for each paper."""
    from kg.publish.tables.previous import CELLS

    rows: list[tuple[Cell, ...]] = []
    for number, paper in enumerate(literature.papers, 1):
        cells = []
        for column in columns:
            if column in ("approach", *PARTS):
                found = literature.methods(paper.iri, column)
                cells.append(literature.cell(literature.labels(row["method"] for row in found), found))
            else:
                cells.append(CELLS[column](literature, paper, number))
        rows.append(tuple(cells))
    return _table(literature, "methods", METHODS, columns, rows)


def gaps(literature: Literature, columns: tuple[str, ...] = tuple(GAPS)) -> Table:
    """Make the table of gaps, those that matter most first; one that an author states is told in the author's words."""
    words, language = literature.words, literature.language
    texts = {(row["gap"], row["language"]): row["text"] for row in literature.catalogue("gap-texts")}
    rows: list[tuple[Cell, ...]] = []
    seen = set()
    for row in literature.catalogue("gaps"):
        if row["gap"] in seen:
            continue
        seen.add(row["gap"])
        papers = row["papers"].split()
        text = row["text"] if row["basis"] == "stated" else texts.get((row["gap"], language), row["text"])
        cells = {
            "no": Cell(str(len(rows) + 1)),
            "type": Cell(words["gaptypes"].get(row["type"], row["type"])),
            "basis": Cell(words["bases"].get(row["basis"], row["basis"])),
            "text": literature.cell(f"“{text}”" if row["basis"] == "stated" else text, literature.behind_gap(row)),
            "papers": Cell(literature.listed(map(literature.cite, papers))),
            "draft": Cell(row[f"draft_{language}"]),
        }
        rows.append(tuple(cells[column] for column in columns))
    return _table(literature, "gaps", GAPS, columns, rows)


def _table(
    literature: Literature, name: str, shares: dict[str, int], columns: tuple[str, ...], rows: list[tuple[Cell, ...]]
) -> Table:
    words = literature.words
    return Table(
        name,
        literature.language,
        words["captions"][name],
        tuple(Column(each, words["columns"][each], shares.get(each, 2)) for each in columns),
        tuple(rows),
        words["source"].format(papers=len(literature.papers)),
        words["quotes"],
    )
