"""The table of previous studies that Indonesian theses and articles require: penelitian terdahulu.

Similarities and differences are computed facet by facet against the author's own study; what the graph does not know
says that it has to be filled in, and nothing is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.graph.store import Row
from kg.publish.catalogue import PaperEntry
from kg.publish.tables.facts import MOST, PARTS, SHOWN_KINDS, Literature
from kg.publish.tables.model import Cell, Column, Table
from kg.publish.tables.study import SCHEMES, Study, plain

COLUMNS = {
    "no": 1, "paper": 3, "title": 4, "place": 3, "period": 2, "theory": 4, "method": 4, "informants": 2, "results": 6,
    "obstacles": 4, "recommendations": 4, "gap": 4, "same": 4, "different": 6,
}  # fmt: skip
"""All columns that there are, with their part of the width."""
DEFAULT = ("no", "paper", "title", "place", "theory", "method", "results", "same", "different")
FACETS = ("setting", "province", "period", "theory", "approach", "methods", "informants", "segment", "programme")
Make = Callable[[Literature, PaperEntry, int], Cell]


def previous_studies(literature: Literature, study: Study | None, columns: tuple[str, ...] = DEFAULT) -> Table:
    """Make the table of previous studies, a row for each paper.

    Args:
        literature: the papers of a graph.
        study: the author's own study; without it, similarities and differences are left to be filled in.
        columns: ids of ``COLUMNS``, in the order wanted.
    """
    words = literature.words
    compared: Mapping[str, Make] = {
        "same": lambda lit, paper, _: _similar(lit, paper, study),
        "different": lambda lit, paper, _: _different(lit, paper, study),
    }
    makers = {**CELLS, **compared}
    rows = tuple(
        tuple(makers[column](literature, paper, number) for column in columns)
        for number, paper in enumerate(literature.papers, 1)
    )
    return Table(
        "penelitian-terdahulu",
        literature.language,
        words["captions"]["penelitian-terdahulu"],
        tuple(Column(each, words["columns"][each], COLUMNS[each]) for each in columns),
        rows,
        words["source"].format(papers=len(rows)),
        words["quotes"],
    )


def _paper(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    return Cell(literature.cite(paper.iri))


def _place(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    data = paper.data
    province = data["province"] if data["province"] not in data["place"] else ""
    scopes = literature.catalogue.of_paper("topics").get(paper.iri, ())
    about = literature.labels(row["topic"] for row in scopes if not row["concept"])
    place = ", ".join(filter(None, (data["place"], province)))
    return literature.cell("; ".join(filter(None, (place, about))))


def _theory(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    by_theory: dict[str, list[str]] = {}
    for row in literature.frameworks(paper.iri):
        by_theory.setdefault(row["framework"], []).append(row["indicator"])
    told = []
    for theory, indicators in by_theory.items():
        named = literature.listed(indicators)
        told.append(f"{literature.names.label(theory)}{f': {named}' if named else ''}")
    return literature.cell("; ".join(told))


def _method(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    rows = literature.methods(paper.iri, "approach", *PARTS)
    return literature.cell(literature.labels(row["method"] for row in rows), rows)


def _informants(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    rows = literature.catalogue.of_paper("informants").get(paper.iri, [])
    roles = literature.listed(f"{row['number']} {row['role']}".strip() for row in rows)
    number = paper.data["informants"]
    return literature.cell(f"{number}: {roles}" if number and roles else number or roles, rows)


def _results(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    """The verdict, then what it judges, and the obstacles and benefits that it reports."""
    words, names = literature.words["parts"], literature.names
    verdicts = literature.catalogue.of_paper("verdicts").get(paper.iri, [])
    judged = verdicts or _first_of_each(literature.said(paper.iri, "assessment"), "concept")[:MOST]
    aspect = "aspect" if verdicts else "concept"
    told = literature.listed(
        words["judged"].format(aspect=names.label(row[aspect]), stance=names.label(row["stance"])) for row in judged
    )
    parts, rows = [f"{told[:1].upper()}{told[1:]}."] if told else [], list(judged)
    for part, kind in SHOWN_KINDS[:2]:
        found = _first_of_each(literature.said(paper.iri, kind), "concept")
        if found:
            parts.append(words[part].format(what=literature.labels(row["concept"] for row in found)))
            rows += found[:MOST]
    return literature.cell(" ".join(parts), rows)


def _of_kind(kind: str) -> Make:
    def make(literature: Literature, paper: PaperEntry, _: int) -> Cell:
        found = _first_of_each(literature.said(paper.iri, kind), "concept")
        text = literature.labels(row["concept"] for row in found)
        return literature.cell(text, found[:MOST], known=False)

    return make


def _gap(literature: Literature, paper: PaperEntry, _: int) -> Cell:
    """The author's own words on what is not known: these are quotes, so they are shown as such."""
    found = [*literature.said(paper.iri, "gap"), *literature.said(paper.iri, "future-research")]
    quotes = [quote for row in found[:MOST] for quote in literature.quote(row)]
    return Cell(" ".join(f"“{quote.words}”" for quote in quotes) or literature.words["none"], tuple(quotes))


def _first_of_each(rows: list[Row], column: str) -> list[Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row[column]:
            found.setdefault(row[column], row)
    return list(found.values())


CELLS: Mapping[str, Make] = {
    "no": lambda lit, paper, number: Cell(str(number)),
    "paper": _paper,
    "title": lambda lit, paper, _: lit.cell(paper.data["title"]),
    "place": _place,
    "period": lambda lit, paper, _: lit.cell(paper.data["period"]),
    "theory": _theory,
    "method": _method,
    "informants": _informants,
    "results": _results,
    "obstacles": _of_kind("obstacle"),
    "recommendations": _of_kind("recommendation"),
    "gap": _gap,
}


def _named(literature: Literature, facet: str, values: tuple[str, ...]) -> str:
    return literature.labels(values) if facet in SCHEMES else literature.listed(values)


def _shared(facet: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    if facet in SCHEMES:
        return tuple(value for value in theirs if value in ours)
    known = {plain(value) for value in ours}
    return tuple(value for value in theirs if plain(value) in known)


def _similar(literature: Literature, paper: PaperEntry, study: Study | None) -> Cell:
    """What the paper and the author's own study have in common."""
    if study is None:
        return literature.cell("")
    words, theirs = literature.words, literature.facets(paper)
    told: list[str] = []
    for facet in (*FACETS, "aspects"):
        shared = _shared(facet, study.facets.get(facet, ()), theirs.get(facet, ()))
        same_place = (
            facet == "province" and "setting" in study.facets and study.facets["setting"] == theirs.get("setting")
        )
        if shared and not same_place:
            told.append(words["did"][facet].format(what=_named(literature, facet, shared)))
    return Cell(words["same"].format(what="; ".join(told)) if told else words["none"])


def _different(literature: Literature, paper: PaperEntry, study: Study | None) -> Cell:
    """In what the paper and the author's own study differ; a facet that the graph does not know is left open."""
    if study is None:
        return literature.cell("")
    words, theirs = literature.words, literature.facets(paper)
    told, missing = [], False
    for facet in FACETS:
        ours, their = study.facets.get(facet, ()), theirs.get(facet, ())
        if not ours or facet == "province":
            continue
        if not their:
            missing = True
            told.append(words["unknown_facet"].format(facet=words["facets"][facet], fill=words["fill"]))
        elif {*map(plain, ours)} != {*map(plain, their)} and not _contained(facet, ours, their):
            told.append(
                words["other_facet"].format(
                    facet=words["facets"][facet],
                    theirs=_named(literature, facet, their),
                    ours=_named(literature, facet, ours),
                )
            )
    alone = tuple(value for value in study.facets.get("aspects", ()) if value not in theirs.get("aspects", ()))
    if alone:
        told.append(words["only_ours"].format(what=literature.labels(alone)))
    return Cell(" ".join(told) or words["none"], (), missing)


def _contained(facet: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """A study that names one of the methods or theories of a paper does not differ in it."""
    return facet in SCHEMES and bool(set(ours)) and set(ours) <= set(theirs)
