"""A paragraph for an introduction: what is known, what is not, and what the author's own study adds.

Kondisi terkini (state of the art), celah (gap), kebaruan (novelty): each sentence is one of the graph's, with
the quotes that it rests on; on the author's own study it says only what its profile says.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.store import Row
from kg.publish.tables.facts import Literature
from kg.publish.tables.model import Cell, Column, Table
from kg.publish.tables.study import SCHEMES, Study

MOST_FINDINGS, MOST_GAPS = 3, 2
TOLD_FACETS = ("setting", "period", "theory", "approach", "methods", "segment", "programme", "aspects")


def introduction(literature: Literature, study: Study | None) -> Table:
    """Draft the paragraph, a row for each of its parts, so that each is shown with its quotes.

    Without the author's own study, what is contested and what is agreed on comes from the findings with most papers,
    and the sentence on what is new is left to be filled in.
    """
    words = literature.words
    sentences = [*_known(literature, study), *_gaps(literature, study), _new(literature, study)]
    return Table(
        "introduction",
        literature.language,
        words["captions"]["introduction"],
        (Column("sentence", words["columns"]["sentence"], 1),),
        tuple((sentence,) for sentence in sentences),
        words["source"].format(papers=len(literature.papers)),
        words["quotes"],
        flowing=True,
    )


def _known(literature: Literature, study: Study | None) -> Iterator[Cell]:
    """What is contested, then what several papers agree on: about the study's own aspects, if it names any."""
    findings = [row for row in literature.catalogue("findings") if int(row["papers"]) > 1]
    chosen = _about(findings, study, "concept") or findings
    contested = [row for row in chosen if row["verdict"] == "contested"]
    agreed = [row for row in chosen if row["verdict"] == "consensus"]
    for row in [*contested[:MOST_FINDINGS], *agreed[:MOST_FINDINGS]]:
        yield literature.cell(row[f"text_{literature.language}"], literature.positions(row["finding"]))


def _about(rows: list[Row], study: Study | None, column: str) -> list[Row]:
    wanted = set(study.facets.get("aspects", ())) if study else set()
    return [row for row in rows if row[column] in wanted]


def _gaps(literature: Literature, study: Study | None) -> Iterator[Cell]:
    """The gaps that matter most, those about the study's own aspects first."""
    about = {row["gap"] for row in _about(literature.catalogue("gap-concepts"), study, "concept")}
    known: dict[str, Row] = {}
    for row in literature.catalogue("gaps"):
        known.setdefault(row["gap"], row)
    for gap in sorted(known, key=lambda gap: gap not in about)[:MOST_GAPS]:
        yield literature.cell(known[gap][f"draft_{literature.language}"], literature.behind_gap(known[gap]))


def _new(literature: Literature, study: Study | None) -> Cell:
    """What the author's own study does: what its profile says, and which of it no paper of the corpus has done."""
    words = literature.words["introduction"]
    if study is None or not study.facets:
        return Cell(words["open"].format(fill=literature.words["fill"]), (), True)
    told = "; ".join(
        literature.words["did_one"][facet].format(what=_named(literature, facet, values))
        for facet in TOLD_FACETS
        if (values := study.facets.get(facet))
    )
    sentences = [words["study"].format(what=told)]
    done: dict[str, set[str]] = {facet: set() for facet in TOLD_FACETS}
    for paper in literature.papers:
        for facet, values in literature.facets(paper).items():
            done.setdefault(facet, set()).update(values)
    for row in literature.catalogue("topics"):  # what a paper only mentions is not new either
        done[row["scheme"]].add(row["topic"])
    told_new = [
        literature.words["did_one"][facet].format(what=_named(literature, facet, values))
        for facet in TOLD_FACETS
        if facet != "period" and (values := _undone(study.facets.get(facet, ()), done[facet]))
    ]
    if told_new:
        what = literature.listed(told_new, words["or"])
        sentences.append(words["new"].format(what=what, papers=len(literature.papers)))
    return Cell(" ".join(sentences))


def _undone(ours: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
    known = {value.casefold() for value in done}
    return tuple(value for value in ours if value.casefold() not in known)


def _named(literature: Literature, facet: str, values: tuple[str, ...]) -> str:
    return literature.labels(values) if facet in SCHEMES else literature.listed(values)
