"""The page of one paper: its data, its statements with their evidence, its text with the evidence marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, anchor, evidence_anchor, span_of
from kg.publish.highlight import Span, in_paragraphs
from kg.publish.page import Page, Site

KINDS = ("assessment", "obstacle", "benefit", "recommendation", "feature", "statistic", "gap", "future-research")
ASKED = (
    "statements", "statistics", "citations", "references", "integrity",
    "verdicts", "frameworks", "designs", "informants",
)  # fmt: skip
HEADING = re.compile(r"#{1,6} ")
FRONT_MATTER = re.compile(r"---\n.*?\n---(?=\n)", re.DOTALL)
CONTROLS = {code: "\ufffd" for code in (*range(32), 127) if chr(code) not in "\t\n\r"}


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each paper."""
    for paper in site.catalogue.papers.values():
        yield Page(f"paper/{paper.key}.html", "paper.html", {"page": paper_page(site.catalogue, paper)}, "papers")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the page lists it; ``figures`` are the numbers of a statistic."""

    id: str
    row: Row
    span: Span | None
    sign: str
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one kind on one concept, or on none."""

    anchor: str
    concept: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A framework that the paper applies or mentions."""

    framework: str
    role: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in the text: where it stands, where the sentence around it stands, and what it points to."""

    id: str
    row: Row
    span: Span | None
    paper: str
    entry: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the page of a paper shows; ``body`` is markup, with a permalink for each passage in ``anchored``.

    ``roles`` are those of its informants, as printed, with their number if told.
    """

    paper: PaperEntry
    methods: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]
    verdicts: tuple[Said, ...]
    kinds: tuple[tuple[str, int, tuple[Group, ...]], ...]
    citations: tuple[Cited, ...]
    references: tuple[Row, ...]
    notes: tuple[Said, ...]
    body: str
    anchored: frozenset[Span]


def paper_page(catalogue: Catalogue, paper: PaperEntry) -> PaperPage:
    """Gather what the page of a paper shows."""
    rows = {name: catalogue.of_paper(name).get(paper.iri, []) for name in ASKED}
    kinds = _kinds(catalogue, rows["statements"], rows["statistics"])
    verdicts = tuple(
        Said(f"v-{number}", row, span_of(row), catalogue.signs.get(row["stance"], ""))
        for number, row in enumerate(rows["verdicts"], 1)
    )
    references = {row["position"]: row for row in reversed(rows["references"])}
    entry_of = {row["work"]: f"ref-{row['position']}" for row in reversed(rows["references"]) if row["work"]}
    citations = tuple(
        Cited(
            f"c-{number}",
            row,
            span_of(row),
            row["work"] if row["work"] in catalogue.papers else "",
            entry_of.get(row["work"], ""),
        )
        for number, row in enumerate(rows["citations"], 1)
    )
    notes = tuple(Said(f"n-{number}", row, span_of(row), "") for number, row in enumerate(rows["integrity"], 1))
    marks = _Marks()
    for _, _, groups in kinds:
        marks.add((said for group in groups for said in group.said), "say")
    marks.add(verdicts, "say")
    for cited in citations:
        if cited.span and (paper.iri, cited.row["quote"]) in catalogue.declared:
            marks.put(catalogue.contexts.get((paper.iri, *cited.span)), "say", cited.id)
        marks.put(cited.span, "cite", cited.id)
    marks.add(notes, "note")
    body, anchored = mark_up(paper.text, marks.targets, marks.tints)
    return PaperPage(
        paper=paper,
        methods=tuple(dict.fromkeys(row["method"] for row in rows["designs"])),
        roles=tuple((row["role"], row["number"]) for row in rows["informants"]),
        uses=_uses(rows["frameworks"]),
        verdicts=verdicts,
        kinds=kinds,
        citations=citations,
        references=tuple(references[position] for position in sorted(references, key=int)),
        notes=notes,
        body=body,
        anchored=frozenset(anchored),
    )


class _Marks:
    """The passages to mark: what each looks like, and the entry on the page that it leads to."""

    def __init__(self) -> None:
        self.tints: dict[Span, str] = {}
        self.targets: dict[Span, str] = {}

    def put(self, span: Span | None, tint: str, target: str) -> None:
        if span is not None and span[0] < span[1]:
            self.targets.setdefault(span, target)
            known = self.tints.get(span)
            self.tints[span] = tint if known in (None, tint) else _together([known, tint])

    def add(self, entries: Iterable[Said], otherwise: str) -> None:
        for said in entries:
            self.put(said.span, said.sign or otherwise, said.id)


def _together(tints: Sequence[str | None]) -> str:
    """Choose one look for passages that overlap: a judgement before a statement, a statement before a citation."""
    judged = {tint for tint in tints if tint in ("pos", "neg", "mix")}
    if judged:
        return judged.pop() if len(judged) == 1 else "mix"
    return next(tint for tint in ("say", "note", "cite") if tint in tints)


def mark_up(text: str, targets: Mapping[Span, str], tints: Mapping[Span, str]) -> tuple[str, set[Span]]:
    """Write a text, escaped, as paragraphs with its passages marked; gives also the passages that have a permalink.

    >>> body, anchored = mark_up("JMO & klaim", {(0, 3): "s-1"}, {(0, 3): "say"})
    >>> print(body)
    <p><span id="ev-0-3"></span><a class="e say" data-ev="0-3" href="#s-1">JMO</a> &amp; klaim</p>
    """
    shown = text.translate(CONTROLS)
    front = FRONT_MATTER.match(shown)
    anchored: set[Span] = set()
    parts: list[str] = []
    for pieces in in_paragraphs(shown, list(targets)):
        start = pieces[0].start
        look = ""
        if HEADING.match(shown, start):
            look = ' class="heading"'
        elif shown[start] == "|" or (front is not None and start < front.end()):
            look = ' class="plain"'
        parts.append(f"<p{look}>")
        for piece in pieces:
            words = escape(shown[piece.start : piece.end])
            if not piece.spans:
                parts.append(words)
                continue
            for span in piece.spans:
                if span not in anchored:
                    anchored.add(span)
                    parts.append(f'<span id="{evidence_anchor(span)}"></span>')
            tint = _together([tints[span] for span in piece.spans])
            names = " ".join(f"{span[0]}-{span[1]}" for span in piece.spans)
            parts.append(f'<a class="e {tint}" data-ev="{names}" href="#{targets[piece.spans[-1]]}">{words}</a>')
        parts.append("</p>\n")
    return "".join(parts).rstrip("\n"), anchored


def _kinds(
    catalogue: Catalogue, statements: list[Row], statistics: list[Row]
) -> tuple[tuple[str, int, tuple[Group, ...]], ...]:
    """Group statements by kind and concept; those that most is said about come first."""
    figures: dict[Span | None, list[str]] = defaultdict(list)
    for row in statistics:
        shown = row["value"] if row["unit"] in row["value"].split() else f"{row['value']} {row['unit']}".strip()
        if shown not in figures[span_of(row)]:
            figures[span_of(row)].append(shown)
    grouped: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    seen = set()
    for number, row in enumerate(statements, 1):
        span = span_of(row)
        same = (row["kind"], row["concept"], row["stance"], row["attribution"], row["source"], span)
        if same in seen:
            continue
        seen.add(same)
        numbers = "; ".join(figures[span]) if row["kind"] == "statistic" else ""
        said = Said(f"s-{number}", row, span, catalogue.signs.get(row["stance"], ""), numbers)
        grouped[row["kind"]][row["concept"]].append(said)
    order = [*(kind for kind in KINDS if kind in grouped), *sorted(set(grouped) - set(KINDS))]
    found = []
    for kind in order:
        concepts = sorted(grouped[kind].items(), key=lambda item: (not item[0], -_weight(item[1]), item[0]))
        groups = tuple(
            Group(anchor("g", kind, concept or "none"), concept, tuple(sorted(said, key=_own_first)))
            for concept, said in concepts
        )
        found.append((kind, sum(len(group.said) for group in groups), groups))
    return tuple(found)


def _weight(said: list[Said]) -> int:
    return sum(100 if entry.row["attribution"] == "own" else 1 for entry in said)


def _own_first(said: Said) -> int:
    return {"own": 0, "cited": 1}.get(said.row["attribution"], 2)


def _uses(rows: list[Row]) -> tuple[Use, ...]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        indicators = found[(row["role"], row["framework"])]
        if row["indicator"]:
            indicators.append(row["indicator"])
    return tuple(Use(framework, role, tuple(indicators)) for (role, framework), indicators in found.items())
