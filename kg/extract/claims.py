"""Statements of a paper: what the rules read, kept where the sentence is about the app, with whose statement it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.marking import Marked
from kg.extract.rules import Candidate, Rules
from kg.model import Attribution, Citation, Paper, Statement

APP = ("app", "features", "app-display", "claim-process", "login", "biometrics", "digital-card", "data-update")
OWN_SECTIONS = ("results", "conclusion", "recommendations")
LETTERS = re.compile(r"[^\W\d_]")


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
        if not topic.on_app or each.section.kind in ("method", "acknowledgements"):
            continue
        for candidate in rules.read(each):
            if _is_wanted(each, candidate, topic):
                statements.append(_statement(paper, each, candidate, topic, cited.get(each.index, [])))
    return tuple(statements)


def topics(marked: list[Marked]) -> list[Topic]:
    """Follow a paper sentence by sentence: is it about the app, are results told, is advice given."""
    found: list[Topic] = []
    on_app, after_results, place = False, False, (-1, -1)
    for each in marked:
        here = (each.sentence.section, each.sentence.paragraph)
        if here[0] != place[0]:
            on_app = after_results = False
        names_app = any(hit.id in APP for hit in each.of("target")) or bool(each.of("feature"))
        carried = on_app and (here == place or each.sentence.is_item)
        on_app = names_app or carried or (each.section.kind in OWN_SECTIONS and _speaks_of_users(each))
        after_results = after_results or each.has("report.results")
        place = here
        found.append(Topic(on_app, after_results, _is_advised(each)))
    return found


def _speaks_of_users(each: Marked) -> bool:
    return bool(each.of("obstacle", "benefit", "recommendation", "target"))


def _is_advised(each: Marked) -> bool:
    """Whether the sentence, its heading or its section gives advice."""
    if each.section.kind == "recommendations":
        return True
    return each.has("stance.should", "stance.measure", "stance.taken", "stance.hope")


def _is_wanted(each: Marked, candidate: Candidate, topic: Topic) -> bool:
    """Recommendations need advice; a judgement inside a question, an aim or a condition is none."""
    if candidate.kind == "recommendation":
        return topic.advised or candidate.rule == "label" or each.sentence.is_item
    if candidate.kind == "assessment":
        cues = candidate.clause.cues("stance.question", "stance.conditional")
        if any(cue.last <= candidate.at.first for cue in cues):
            return False
        return not (topic.advised and each.section.kind == "recommendations")
    return True


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
    hopes = [
        cue
        for cue in candidate.clause.cues("stance.hope", "stance.aim")
        if cue.start <= candidate.at.start
    ]
    if candidate.kind != "recommendation" and hopes:
        return "background", ""
    section = each.section.kind
    if section in OWN_SECTIONS:
        return "own", ""
    if section == "abstract":
        return ("own" if topic.after_results else "background"), ""
    observed = each.has("report.observed")
    return ("own" if observed else "background"), ""
