"""Statements of a paper: what the rules read, kept where the sentence is about the app, with whose statement it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.marking import Marked
from kg.extract.rules import Candidate, Rules
from kg.model import Attribution, Citation, Paper, Statement

NAMED = ("named-app", "usage")
APP = ("app", "features", "app-display", "login", "biometrics", "digital-card", "data-update")
GENERAL_SECTIONS = ("introduction", "theory")
OWN_SECTIONS = ("results", "conclusion", "recommendations")
PURPOSE_REACH = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about, seen from its neighbours."""

    on_app: bool
    after_results: bool
    advised: bool


def read_claims(
    paper: Paper, marked: list[Marked], rules: Rules, citations: tuple[Citation, ...]
) -> tuple[Statement, ...]:
    """Read the assessments, obstacles, benefits, recommendations and features of a paper.

    Args:
        paper: the paper.
        marked: its sentences with the words found in them.
        rules: the rules with their vocabulary.
        citations: the paper's in-text citations, which tell what is reported from others.
    """
    cited: dict[int, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.sentence, []).append(citation)
    statements: list[Statement] = []
    for each, topic in zip(marked, topics(marked), strict=True):
        if not topic.on_app or each.section.kind in ("method", "acknowledgements") or _describes_study(each):
            continue
        candidates = rules.read(each)
        for candidate in candidates:
            if _is_wanted(each, candidate, topic, candidates):
                statements.append(_statement(paper, each, candidate, topic, cited.get(each.index, [])))
    return tuple(statements)


def topics(marked: list[Marked]) -> list[Topic]:
    """Tell of each sentence whether it is about the app, told after results were announced, or advice.

    A paragraph (a list is one) is about the app when it names it. In introduction and theory, where public services in
    general are discussed, a sentence has to call the app by its name, follow one that does, or tell of an obstacle or a
    feature in such a paragraph.
    """
    on_app: set[tuple[int, int]] = set()
    for each in marked:
        strict = each.section.kind in GENERAL_SECTIONS
        if _names(each, NAMED if strict else (*NAMED, *APP)) or (each.of("feature") and not strict):
            on_app.add(_place(each))
    found: list[Topic] = []
    named, named_before = (-1, -1), False
    section, after_results, listed = -1, False, False
    for each in marked:
        if each.sentence.section != section:
            section, after_results, listed = each.sentence.section, False, False
        names_app = _names(each, NAMED)
        if names_app:
            named = _place(each)
        here = _place(each) in on_app or (each.sentence.is_item and listed)
        if each.section.kind in GENERAL_SECTIONS:
            in_paragraph = named == _place(each)
            here = in_paragraph and (names_app or named_before or bool(each.of("obstacle", "feature")))
        listed, named_before = here, names_app
        after_results = after_results or each.has("report.results")
        found.append(Topic(here, after_results, _is_advised(each)))
    return found


def _place(each: Marked) -> tuple[int, int]:
    return (each.sentence.section, each.sentence.paragraph)


def _names(each: Marked, targets: tuple[str, ...]) -> bool:
    return any(hit.id in targets for hit in each.of("target"))


def _describes_study(each: Marked) -> bool:
    """Whether a sentence tells what the study sets out to do (``penelitian ini bertujuan …``), not what it found."""
    return each.has("report.own") and each.has("report.studies") and not each.has("report.says", "gap.future")


def _is_advised(each: Marked) -> bool:
    """Whether the sentence or its section gives advice."""
    if each.section.kind == "recommendations":
        return True
    return each.has("stance.should", "stance.measure", "stance.taken")


def _is_wanted(each: Marked, candidate: Candidate, topic: Topic, candidates: list[Candidate]) -> bool:
    """Keep what a sentence says; drop what it only mentions.

    Recommendations need advice, or a list item that names the measure; in a sentence of advice the good that it would
    do is no benefit; a feature is no feature where its failure is told; a judgement in a question, a condition or a
    piece of advice is none.
    """
    if candidate.kind == "recommendation":
        return topic.advised or each.has("stance.hope") or (candidate.rule == "label" and each.sentence.is_item)
    if candidate.kind == "benefit":
        return not topic.advised and not _in_purpose(candidate)
    if candidate.kind == "feature":
        troubled = any(c.kind == "obstacle" and c.at.start <= candidate.at.end for c in candidates)
        offered = (
            _names(each, (*NAMED, "app", "features")) or len({c.concept for c in candidates if c.kind == "feature"}) > 1
        )
        return offered and not troubled and not topic.advised
    if candidate.kind == "assessment":
        cues = candidate.clause.cues("stance.question", "stance.conditional")
        return not topic.advised and not any(cue.last <= candidate.at.first for cue in cues)
    return True


def _in_purpose(candidate: Candidate) -> bool:
    cues = candidate.clause.cues("stance.purpose")
    return any(0 <= candidate.at.first - cue.last <= PURPOSE_REACH for cue in cues)


def _statement(
    paper: Paper, each: Marked, candidate: Candidate, topic: Topic, citations: Iterable[Citation]
) -> Statement:
    attribution, source = _attribution(each, candidate, topic, list(citations))
    return Statement(
        kind=candidate.kind,
        concept=candidate.concept,
        stance=candidate.stance,
        attribution=attribution,
        source=source,
        section=each.section.kind,
        evidence=paper.evidence(each.sentence.start, each.sentence.end),
        rule=f"{candidate.rule}: {' + '.join(candidate.words)}",
        confidence=candidate.confidence,
    )


def _attribution(
    each: Marked, candidate: Candidate, topic: Topic, citations: list[Citation]
) -> tuple[Attribution, str]:
    """Tell whose statement it is: a cited work's, the context's, or the paper's own.

    A citation gives its source to what stands behind it when it is part of the sentence (*X (2019) found that …*), and
    to the whole sentence when it stands at its end; a comparison with the paper's own result leaves the part before
    the citation to the paper.
    """
    for citation in reversed(citations):
        compares = citation.intent in ("agreesWith", "disagreesWith", "confirms")
        behind = candidate.at.start >= citation.surface.start
        if citation.intent != "usesMethodIn" and (behind or not (compares or citation.narrative)):
            return "cited", citation.label
    hopes = [cue for cue in candidate.clause.cues("stance.hope", "stance.aim") if cue.start <= candidate.at.start]
    if candidate.kind != "recommendation" and hopes:
        return "background", ""
    section = each.section.kind
    if section in OWN_SECTIONS:
        return "own", ""
    if section == "abstract":
        return ("own" if topic.after_results else "background"), ""
    observed = each.has("report.observed")
    return ("own" if observed else "background"), ""
