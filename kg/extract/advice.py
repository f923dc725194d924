"""Whether a measure that a sentence names is advised, asked for or taken, or only a word of its purpose."""

from __future__ import annotations

from kg.extract.candidates import Candidate
from kg.extract.clauses import Clause
from kg.extract.marking import Hit, Marked
from kg.extract.phrases import pattern
from kg.extract.subject import Subject, Topic

ADVICE = (
    "stance.should",
    "stance.measure",
    "stance.taken",
    "stance.need",
    "stance.wish",
    "stance.done",
    "stance.hope",
    "stance.urge",
)
ASKED = ("stance.hope", "stance.urge", "stance.wish", "stance.should")
URGE_REACH = 8
PURPOSE_REACH = 1
AIM_REACH = 12
OFFER_REACH = 8


def is_advice(each: Marked, candidate: Candidate, topic: Topic, candidates: list[Candidate], subject: Subject) -> bool:
    """Whether a recommendation is one.

    It needs a word of advice, of need or of a measure taken, a heading that promises measures, or a list item that
    names the measure. What a measure is for (*to raise the use of the app*) is none, nor what the study is hoped to
    contribute.
    """
    if _is_contribution(each) or is_purpose(candidate.clause, candidate.at) or _is_lacking(candidate, candidates):
        return False
    if _is_effect(each, candidate) and each.section.kind != "recommendations" and not under_measures(each):
        return False
    if topic.advised or each.has(*ADVICE):
        return not _is_described(each, candidate, subject)
    return under_measures(each) or (candidate.rule == "label" and each.sentence.is_item)


def under_measures(each: Marked) -> bool:
    """Whether the heading of a sentence promises measures (*Strategies*, *Upaya mengatasi hambatan*)."""
    heading = each.sentence.heading
    return bool(heading) and pattern("stance", "measure", "measure_noun").search(heading) is not None


def is_mended(each: Marked, candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether an obstacle only tells what advice is about (*fitur yang sering error perlu diperbaiki*).

    It stands within the words of a measure, or behind the word of advice and a measure of the same clause.
    """
    clause, at = candidate.clause, candidate.at
    measures = [c.at for c in candidates if c.kind == "recommendation" and c.clause.start == clause.start]
    if any(measure.first < at.first < measure.last for measure in measures):
        return True
    if measures and any(at.first in {cue.first, cue.last} for cue in clause.cues("degree.relative")):
        return True
    advice = any(cue.last <= at.first for cue in clause.cues("stance.should", "stance.need", "stance.wish"))
    return advice and any(measure.start <= at.start for measure in measures)


def _is_lacking(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether the words that name a measure stand in an obstacle: its lack is told (*kurangnya sosialisasi*)."""
    at = candidate.at
    return candidate.rule == "label" and any(
        each.kind == "obstacle" and each.at.first < at.last and at.first < each.at.last for each in candidates
    )


def _is_described(each: Marked, candidate: Candidate, subject: Subject) -> bool:
    """Whether a sentence only tells what the app has (*an app that provides complaint handling*): no measure taken."""
    told = [cue for cue in each.cues(*ADVICE) if cue.id != "stance.done"]
    offers = [cue for cue in candidate.clause.cues("stance.offers") if cue.last <= candidate.at.last]
    named = [hit for hit in candidate.clause.of("target") if hit.id in subject.naming]
    return not told and any(
        0 <= offer.first - name.last <= OFFER_REACH and "," not in _between(each, name, offer)
        for name in named
        for offer in offers
    )


def _between(each: Marked, left: Hit, right: Hit) -> str:
    return each.text[left.end - each.sentence.start : right.start - each.sentence.start]


def _is_effect(each: Marked, candidate: Candidate) -> bool:
    """Whether a measure is what something else may bring about (*this strategy may raise the use of the app*)."""
    at = candidate.at
    hedges = [cue for cue in candidate.clause.cues("stance.hedge") if at.first <= cue.last <= at.last]
    if not any(cue.last == hit.first for cue in hedges for hit in each.of("signal") if at.first <= hit.first < at.last):
        return False
    return not any(cue.last <= cue_of.first for cue_of in hedges for cue in candidate.clause.cues(*ASKED))


def _is_contribution(each: Marked) -> bool:
    """Whether a sentence hopes that the study itself will be of use (*menjadi bahan evaluasi bagi …*)."""
    return each.has("stance.contribution") and each.has("stance.hope", "stance.aim", "stance.purpose")


def is_purpose(clause: Clause, at: Hit) -> bool:
    """Whether a measure is the purpose of something, not what is advised (*perlu … untuk memperbaiki …*)."""
    purposes = [(cue, PURPOSE_REACH) for cue in clause.cues("stance.purpose")]
    aims = [(cue, AIM_REACH) for cue in clause.cues("stance.so_that")]
    return any(0 <= at.first - cue.last <= reach and not _completes(clause, cue) for cue, reach in (*purposes, *aims))


def _completes(clause: Clause, purpose: Hit) -> bool:
    """Whether *untuk* or *agar* completes a word of advice before it (*disarankan kepada kantor untuk …*)."""
    return any(0 <= purpose.first - cue.last <= URGE_REACH for cue in clause.cues("stance.urge"))
