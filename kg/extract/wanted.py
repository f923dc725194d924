"""Which of the things that the rules read a sentence says, and which it only mentions."""

from __future__ import annotations

from kg.extract.candidates import Candidate
from kg.extract.marking import Marked
from kg.extract.subject import Subject, Topic

PURPOSE_REACH = 3


def is_wanted(each: Marked, candidate: Candidate, topic: Topic, candidates: list[Candidate], subject: Subject) -> bool:
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
        offered = subject.is_told_of(each) or len({c.concept for c in candidates if c.kind == "feature"}) > 1
        return offered and not troubled and not topic.advised
    if candidate.kind == "assessment":
        cues = candidate.clause.cues("stance.question", "stance.conditional", "stance.need")
        return not topic.advised and not any(cue.last <= candidate.at.first for cue in cues)
    return True


def _in_purpose(candidate: Candidate) -> bool:
    cues = candidate.clause.cues("stance.purpose")
    return any(0 <= candidate.at.first - cue.last <= PURPOSE_REACH for cue in cues)
