"""Which of the things that the rules read a sentence says, and which it only mentions."""

from __future__ import annotations

from kg.extract.advice import is_advice, is_mended
from kg.extract.candidates import Candidate
from kg.extract.denial import is_denied
from kg.extract.marking import Marked
from kg.extract.subject import Subject, Topic
from kg.extract.told import is_brought, is_offered


def is_wanted(each: Marked, candidate: Candidate, topic: Topic, candidates: list[Candidate], subject: Subject) -> bool:
    """Keep what a sentence says; drop what it only mentions.

    Recommendations need advice, or a list item that names the measure; an obstacle that is denied, or that advice is
    about, is none; for benefits and features see :mod:`kg.extract.told`; a judgement in a question, a condition or a
    piece of advice is none.
    """
    if candidate.kind == "recommendation":
        return is_advice(each, candidate, topic, candidates, subject)
    if candidate.kind == "obstacle":
        return not is_denied(each, candidate) and not is_mended(each, candidate, candidates)
    if candidate.kind == "benefit":
        return is_brought(each, candidate, candidates, subject)
    if candidate.kind == "feature":
        return is_offered(each, candidate, candidates)
    if candidate.kind == "assessment":
        cues = candidate.clause.cues("stance.question", "stance.conditional", "stance.need", "stance.should")
        judges = each.section.kind != "recommendations" and not each.has("study.tests") and not _is_defined(each)
        return judges and not any(cue.last <= candidate.at.first for cue in cues)
    return True


def _is_defined(each: Marked) -> bool:
    """Whether a sentence begins with a term and its definition (*effectiveness is the degree to which …*)."""
    terms = [hit for hit in each.of("aspect") if hit.start == each.sentence.start]
    return any(0 <= cue.first - term.last <= 1 for term in terms for cue in each.cues("frame.defines"))
