"""Statements of a paper: what the rules read, kept where the sentence is about the app, with whose statement it is."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.candidates import Candidate
from kg.extract.marking import Marked
from kg.extract.rules import Rules
from kg.extract.subject import Topic
from kg.extract.wanted import is_wanted
from kg.model import Attribution, Citation, Paper, Statement

HOPES = ("stance.hope", "stance.wish", "stance.aim", "stance.ought")
HOPED = ("assessment", "benefit", "feature")
OWN_SECTIONS = ("results", "conclusion", "recommendations")


def read_claims(
    paper: Paper, marked: list[Marked], topics: list[Topic], rules: Rules, citations: tuple[Citation, ...]
) -> tuple[Statement, ...]:
    """Read the assessments, obstacles, benefits, recommendations and features of a paper.

    Args:
        paper: the paper.
        marked: its sentences with the words found in them.
        topics: what each sentence is about.
        rules: the rules with their vocabulary.
        citations: the paper's in-text citations, which tell what is reported from others.
    """
    cited: dict[int, list[Citation]] = {}
    for citation in citations:
        for sentence in (citation.sentence, *citation.covers):
            cited.setdefault(sentence, []).append(citation)
    statements: list[Statement] = []
    for each, topic in zip(marked, topics, strict=True):
        if not topic.on_subject or each.section.kind in ("method", "acknowledgements") or _describes_study(each):
            continue
        candidates = rules.read(each)
        for candidate in candidates:
            if is_wanted(each, candidate, topic, candidates, rules.subject):
                statements.append(_statement(paper, each, candidate, topic, cited.get(each.index, [])))
    return tuple(statements)


def _describes_study(each: Marked) -> bool:
    """Whether a sentence tells what the study sets out to do (``penelitian ini bertujuan …``), not what it found."""
    return (
        each.has("report.own", "gap.other") and each.has("report.studies") and not each.has("report.says", "gap.future")
    )


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
    hopes = [cue for cue in candidate.clause.cues(*HOPES) if cue.start <= candidate.at.start]
    if hopes and candidate.kind in HOPED:
        return "background", ""
    for citation in reversed(citations):
        behind = candidate.at.start >= citation.surface.start or citation.sentence != each.index
        if citation.intent != "usesMethodIn" and (behind or not (citation.compares or citation.narrative)):
            return "cited", citation.label
    section = each.section.kind
    if section in OWN_SECTIONS:
        return "own", ""
    if section == "abstract":
        is_own = each.has("report.own", "report.overall", "degree.copula") and not topic.before_results
        return ("own" if (is_own and candidate.kind == "assessment") or topic.after_results else "background"), ""
    return ("own" if topic.observed else "background"), ""
