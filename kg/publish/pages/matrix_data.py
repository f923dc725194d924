"""What each paper says on each concept, for the matrix: papers are its columns, concepts its lines."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, anchor, evidence_anchor, span_of
from kg.publish.highlight import Span
from kg.publish.pages.papers import year_of
from kg.publish.positions import KINDS, finding_page

DESIGNS = ("framework", "method")
BY = ("own", "cited", "background", "verdict", "applied", "mentioned")
OWN = frozenset(("own", "verdict", "applied"))
SIGNS = {"1": "pos", "0": "mix", "-1": "neg"}

Key = tuple[str, str]  # the kind of a line and its concept


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a paper says on a concept.

    Attributes:
        key: kind and concept of the line that it stands in.
        by: whose it is: own, cited or background; verdict is the paper's own judgement on the whole; a framework or a
            method is applied or mentioned.
        source: whom a cited statement is told of.
        note: what is known of it besides: the indicators of a framework, as the paper prints them.
        listed: whether the page of the paper lists it among the statements; it does not list words of a verdict alone.
    """

    key: Key
    stance: str
    by: str
    section: str
    span: Span | None
    quote: str
    source: str = ""
    page: str = ""
    note: tuple[str, ...] = ()
    listed: bool = True

    @property
    def target(self) -> str:
        """The anchor on the page of the paper that leads to the words, or to what is told of the study."""
        if self.span is None:
            return "study"
        return evidence_anchor(self.span)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper says on one concept: a sign, whether it only cites others on it, how often it says so.

    ``target`` is the anchor on the page of the paper that leads to it.
    """

    sign: str
    cited: bool
    count: int
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """A concept; ``finding`` is the page of the finding on it, ``papers`` counts those that speak of it by sign."""

    kind: str
    concept: str
    anchor: str
    status: str
    finding: str
    papers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A paper; ``file`` names the script with its quotes, ``sides`` has where it stands on what it judges."""

    paper: PaperEntry
    file: str
    said: tuple[Said, ...]
    sides: Mapping[str, str]
    cells: Mapping[Key, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lines, by kind and with those first that most papers speak of, and the papers, oldest first."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> list[tuple[str, list[Line]]]:
        """The lines that are shown unless someone asks for background: each kind with its lines."""
        groups: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.papers:
                groups[line.kind].append(line)
        return list(groups.items())


def file_of(key: str) -> str:
    """Name the script with the quotes of a paper: safe on every file system, whatever the key.

    >>> file_of("pradiya-2024")
    'a1cd8bc22cb09b9d'
    """
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def matrix_of(catalogue: Catalogue) -> Matrix:
    """Gather what all papers say."""
    sides: dict[str, dict[str, str]] = defaultdict(dict)
    for row in catalogue("positions"):
        if row["kind"] == "assessment":
            sides[row["holder"]][row["concept"]] = SIGNS.get(row["side"], "mix")
    columns = []
    for iri, paper in sorted(catalogue.papers.items(), key=_by_year):
        said = (*_statements(catalogue, iri), *_frameworks(catalogue, iri), *_methods(catalogue, iri))
        column = Column(paper, file_of(paper.key), said, sides[iri])
        columns.append(replace(column, cells=_cells(column)))
    return Matrix(tuple(_lines(catalogue, columns)), tuple(columns))


def _by_year(item: tuple[str, PaperEntry]) -> tuple[str, str]:
    return year_of(item[1]) or "9999", item[0]


def _statements(catalogue: Catalogue, paper: str) -> Iterator[Said]:
    """Give the statements and the verdicts of a paper; a verdict that is also a statement comes once, as a verdict."""
    verdicts = {
        (row["aspect"], row["stance"], span_of(row)): row for row in catalogue.of_paper("verdicts").get(paper, ())
    }
    sections: dict[Span | None, str] = {}
    seen = set()
    for row in catalogue.of_paper("statements").get(paper, ()):
        span = span_of(row)
        sections.setdefault(span, row["section"])
        same = (row["kind"], row["concept"], row["stance"], row["attribution"], row["source"], span)
        if not row["concept"] or same in seen:
            continue
        seen.add(same)
        judged = (row["concept"], row["stance"], span)
        told = row["kind"] == "assessment" and row["attribution"] == "own" and verdicts.pop(judged, None) is not None
        yield Said(
            (row["kind"], row["concept"]), row["stance"], "verdict" if told else row["attribution"], row["section"],
            span, row["quote"], row["source"], row["page"],
        )  # fmt: skip
    for (aspect, stance, span), row in verdicts.items():
        section = sections.get(span, "")
        yield Said(("assessment", aspect), stance, "verdict", section, span, row["quote"], listed=False)


def _frameworks(catalogue: Catalogue, paper: str) -> Iterator[Said]:
    """Give the frameworks that a paper applies or only mentions, with the words that name each and its indicators."""
    uses: dict[str, list[Row]] = defaultdict(list)
    for row in catalogue.of_paper("frameworks").get(paper, ()):
        uses[row["framework"]].append(row)
    named = {row["framework"]: row for row in reversed(catalogue.of_paper("theories").get(paper, ()))}
    for framework, rows in uses.items():
        words = named.get(framework)
        role = "applied" if any(row["role"] == "applied" for row in rows) else "mentioned"
        indicators = tuple(dict.fromkeys(row["indicator"] for row in rows if row["indicator"]))
        span, quote = (span_of(words), words["quote"]) if words else (None, "")
        yield Said(("framework", framework), "", role, "", span, quote, note=indicators)


def _methods(catalogue: Catalogue, paper: str) -> Iterator[Said]:
    """Give the methods that a paper uses, with the words that name each."""
    words: dict[str, list[Row]] = defaultdict(list)
    for row in catalogue.of_paper("designs").get(paper, ()):
        words[row["method"]].append(row)
    for method in dict.fromkeys(row["method"] for row in catalogue.of_paper("methods").get(paper, ())):
        spans = {span_of(row): row for row in words[method]}
        for span, row in spans.items():
            yield Said(("method", method), "", "applied", "", span, row["quote"])
        if not spans:
            yield Said(("method", method), "", "applied", "", None, "")


def _cells(column: Column) -> Mapping[Key, Cell]:
    """Sum up what a paper says on each concept; background does not count."""
    groups: dict[Key, list[Said]] = defaultdict(list)
    for said in column.said:
        if said.by != "background":
            groups[said.key].append(said)
    return {key: _cell(key, said, column.sides) for key, said in groups.items()}


def _cell(key: Key, said: list[Said], sides: Mapping[str, str]) -> Cell:
    kind, concept = key
    own = any(one.by in OWN for one in said)
    sign = sides.get(concept, "mix") if own and kind == "assessment" else "say"
    return Cell(sign, not own, len(said), _target(key, said))


def _target(key: Key, said: list[Said]) -> str:
    """Say where on the page of its paper a cell leads: to the statements, to the words of a verdict, to the design."""
    if key[0] in DESIGNS:
        return "study"
    if any(one.listed for one in said):
        return anchor("g", *key)
    return said[0].target


def _lines(catalogue: Catalogue, columns: Iterable[Column]) -> Iterator[Line]:
    """Order the concepts that papers speak of: by kind, then those first that most papers speak of."""
    papers: dict[Key, dict[str, int]] = {}
    for column in columns:
        for said in column.said:
            papers.setdefault(said.key, defaultdict(int))
        for key, cell in column.cells.items():
            papers[key]["cited" if cell.cited else cell.sign] += 1
    status = {(row["kind"], row["concept"]): row["verdict"] for row in catalogue("findings")}
    kinds = {kind for kind, _ in papers}
    order = (*KINDS, *sorted(kinds - {*KINDS, *DESIGNS}), *DESIGNS)
    ranks = {kind: rank for rank, kind in enumerate(order)}
    given: Counter[str] = Counter()
    for key in sorted(papers, key=lambda key: (ranks[key[0]], -sum(papers[key].values()), key[1])):
        name = anchor("m", *key)
        given[name] += 1  # names that authors give frameworks may differ in signs that anchors cannot have
        unique = name if given[name] == 1 else f"{name}.{given[name]}"
        found = tuple((sign, papers[key][sign]) for sign in ("pos", "mix", "neg", "say", "cited") if papers[key][sign])
        yield Line(*key, unique, status.get(key, ""), finding_page(*key) if key in status else "", found)
