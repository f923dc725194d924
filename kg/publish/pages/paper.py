"""The page of one paper: its data, its statements with their evidence, its text with the evidence marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, span_of
from kg.publish.citing import paper_citations
from kg.publish.highlight import Span
from kg.publish.marking import Marks, mark_up
from kg.publish.page import Page, Site
from kg.publish.pairs import Tension
from kg.publish.positions import finding_page
from kg.publish.relations import CitedBy, CitedWork, Relations, Shown, Tie, works_cited
from kg.publish.statements import Kind, Said, kinds_of
from kg.publish.words import LANGUAGES

ASKED = (
    "statements", "statistics", "citations", "references", "integrity",
    "verdicts", "frameworks", "theories", "designs", "informants",
)  # fmt: skip
PARTS = ("approach", "design", "collection", "sampling", "analysis", "validity")
SEVERITIES = ("error", "warning", "info")
MOST_COMPARED = 12
"""Notes that compare the paper with others: their number grows with the corpus, and the page does not."""


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each paper."""
    relations = Relations(site.catalogue)
    findings = {
        (row["kind"], row["concept"]): finding_page(row["kind"], row["concept"]) for row in site.catalogue("findings")
    }
    for paper in site.catalogue.papers.values():
        view = {
            "page": paper_page(site.catalogue, paper, relations),
            "findings": findings,
            "cited": {language: paper_citations(site, paper.iri, language) for language in LANGUAGES},
        }
        yield Page(f"paper/{paper.key}.html", "paper.html", view, "papers")


@dataclass(frozen=True, slots=True)
class Use:
    """A framework that the paper applies or mentions; ``span`` are the first words that name it, if known."""

    id: str
    framework: str
    role: str
    indicators: tuple[str, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Study:
    """How the study was done: its methods by what they serve, and the groups of its informants."""

    parts: tuple[tuple[str, tuple[Said, ...]], ...]
    groups: tuple[Said, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the page of a paper shows.

    Attributes:
        paper: its data.
        whole: whether its text is shown, and not only what is quoted of it.
        body: the text as markup, the same in both languages.
        anchored: the passages that have a permalink in the text.
        study: how the study was done.
        verdicts: its own overall judgement.
        tensions: where it is at odds with itself.
        kinds: its statements.
        works: what it cites.
        cited_by: the papers of the corpus that cite it.
        agrees: the pairs in which it agrees with another.
        contradicts: the pairs in which it contradicts another.
        references: its reference list.
        notes: what the checks of integrity found in it.
        compared: notes on other papers that compare a passage with one of this paper.
    """

    paper: PaperEntry
    whole: bool
    body: Markup
    anchored: frozenset[Span]
    study: Study
    verdicts: tuple[Said, ...]
    tensions: tuple[Tension, ...]
    kinds: tuple[Kind, ...]
    works: tuple[CitedWork, ...]
    cited_by: Shown[CitedBy]
    agrees: Shown[Tie]
    contradicts: Shown[Tie]
    references: tuple[Row, ...]
    notes: Shown[Said]
    compared: Shown[Said]


def paper_page(catalogue: Catalogue, paper: PaperEntry, relations: Relations) -> PaperPage:
    """Gather what the page of a paper shows."""
    rows = {name: catalogue.of_paper(name).get(paper.iri, []) for name in ASKED}
    kinds = kinds_of(catalogue, rows["statements"], rows["statistics"])
    verdicts = _listed("v", rows["verdicts"], catalogue.signs)
    study = _study(rows["designs"], rows["informants"], rows["frameworks"], rows["theories"])
    works = works_cited(catalogue, rows["citations"], rows["references"])
    notes = _shown(_listed("n", rows["integrity"]))
    others = relations.compared.get(paper.iri, ())
    compared = _shown(tuple(_compared(number, row) for number, row in enumerate(others, 1)))

    marks = Marks()
    for said in (said for kind in kinds for group in kind.groups for said in group.said):
        marks.put(said.span, said.sign or "say", said.id)
    for said in verdicts:
        marks.put(said.span, said.sign or "say", said.id)
    for cited in (cited for work in works for cited in work.citations):
        if cited.span and (paper.iri, cited.row["quote"]) in catalogue.declared:
            marks.put(catalogue.contexts.get((paper.iri, *cited.span)), "say", cited.id)
        marks.put(cited.span, "cite", cited.id)
    for said in (*notes.items, *compared.items):
        marks.put(said.span, "note", said.id)
    for row in (*rows["integrity"], *others):  # other papers lead to passages whose note is not listed here
        here = ("start", "end") if row["paper"] == paper.iri else ("other_start", "other_end")
        marks.put(span_of(dict(zip(("start", "end"), (row[name] for name in here), strict=True))), "note", "notes")
    for said in (*(said for _, part in study.parts for said in part), *study.groups):
        marks.put(said.span, "study", said.id)
    for use in study.uses:
        marks.put(use.span, "study", use.id)

    whole = paper.key not in catalogue.quotes_only
    body = mark_up(paper.text, marks, quotes_only=not whole)
    entries = {int(row["position"]): row for row in reversed(rows["references"])}
    return PaperPage(
        paper=paper,
        whole=whole,
        body=Markup(body.markup),
        anchored=body.anchored,
        study=study,
        verdicts=verdicts,
        tensions=relations.tensions(paper.iri),
        kinds=kinds,
        works=works,
        cited_by=relations.cited_by(paper.iri),
        agrees=relations.ties(paper.iri, "pos"),
        contradicts=relations.ties(paper.iri, "neg"),
        references=tuple(entries[position] for position in sorted(entries)),
        notes=notes,
        compared=compared,
    )


def _listed(prefix: str, rows: list[Row], signs: Mapping[str, str] | None = None) -> tuple[Said, ...]:
    """Number rows, with the sign of their stance."""
    signs = signs or {}
    return tuple(
        Said(f"{prefix}-{number}", row, span_of(row), signs.get(row.get("stance", ""), ""))
        for number, row in enumerate(rows, 1)
    )


def _shown(notes: tuple[Said, ...]) -> Shown[Said]:
    """Choose what is listed: all that is about the paper alone, and of what compares it with others the gravest."""
    alone = [said for said in notes if not said.row["other"]]
    together = [said for said in notes if said.row["other"]]
    listed = [*alone, *sorted(together, key=_gravity)[:MOST_COMPARED]]
    return Shown(tuple(sorted(listed, key=_gravity)), len(notes))


def _gravity(said: Said) -> int:
    severity = said.row["severity"]
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def _compared(number: int, row: Row) -> Said:
    """A note on another paper, with the passage of this one."""
    return Said(f"o-{number}", row, span_of({"start": row["other_start"], "end": row["other_end"]}))


def _study(designs: list[Row], informants: list[Row], frameworks: list[Row], theories: list[Row]) -> Study:
    by_part: dict[str, list[Said]] = defaultdict(list)
    for said in _listed("m", list({row["method"]: row for row in reversed(designs)}.values())[::-1]):
        by_part[said.row["part"]].append(said)
    parts = [*(part for part in PARTS if part in by_part), *sorted(set(by_part) - set(PARTS))]
    uses: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in frameworks:
        indicators = uses[(row["role"], row["framework"])]
        if row["indicator"]:
            indicators.append(row["indicator"])
    named = {(row["role"], row["framework"]): span_of(row) for row in reversed(theories)}
    return Study(
        tuple((part, tuple(by_part[part])) for part in parts),
        _listed("i", informants),
        tuple(
            Use(f"u-{number}", framework, role, tuple(indicators), named.get((role, framework)))
            for number, ((role, framework), indicators) in enumerate(uses.items(), 1)
        ),
    )
