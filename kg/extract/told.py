"""Whether a sentence tells of a benefit or a feature, or only mentions it: in advice, as a yardstick, as a topic."""

from __future__ import annotations

from kg.extract.candidates import Candidate
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import is_noun_of_change
from kg.extract.subject import Subject

ADVICE = ("stance.should", "stance.measure")
OFFER_REACH = 5
LIST_REACH = 10
LISTED_REACH = 12
CLOSING = ("results", "conclusion")


def is_brought(each: Marked, candidate: Candidate, candidates: list[Candidate], subject: Subject) -> bool:
    """Whether a benefit is told of the app: had, meant or hoped for.

    What a measure would bring is none, nor what a study hopes to bring, nor what success is measured by.
    """
    if each.section.kind == "recommendations" or each.has("stance.contribution"):
        return False
    general = each.section.kind == "theory" or each.has("stance.general")
    if (
        _is_effect_of_measure(candidate, candidates)
        or _is_mentioned(each, candidate)
        or (general and not subject.is_named(each))
    ):
        return False
    hopes = _before(candidate, "stance.hope") if each.section.kind in CLOSING else []
    return not hopes or any(hit.id in subject.telling and hit.start < hopes[0].start for hit in each.of("target"))


def _is_effect_of_measure(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it is what a measure before it may bring (*adding a chat could raise satisfaction*)."""
    hedges = _before(candidate, "stance.hedge")
    measures = [c.at for c in candidates if c.kind == "recommendation" and c.clause.start == candidate.clause.start]
    return any(measure.last <= hedge.first for measure in measures for hedge in hedges)


def is_offered(each: Marked, candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a feature is told to be there: with others, as an item of a list, or by a word of offering.

    The process under study (*in claiming JHT*) and a feature whose failure is told are only mentioned.
    """
    clause = candidate.clause
    if _is_mentioned(each, candidate):
        return False
    if any(c.kind == "obstacle" and clause.start <= c.at.start < clause.end for c in candidates):
        return False
    if any(
        _are_listed(each, candidate.at, c.at)
        for c in candidates
        if c.kind == "feature" and c.concept != candidate.concept
    ):
        return True
    negations = clause.cues("negation.not", "negation.not_yet", "negation.partly")
    offers = [
        cue
        for cue in clause.cues("stance.offers")
        if _offers(each, cue, candidate.at) and not any(0 <= cue.first - negation.last <= 1 for negation in negations)
    ]
    used = any(candidate.at.first == cue.last for cue in clause.cues("stance.uses"))
    offered = bool(offers) or used
    if each.sentence.is_item:
        offered = offered or candidate.at.start == each.sentence.start
    return offered


def _offers(each: Marked, cue: Hit, at: Hit) -> bool:
    """Whether a word of offering leads a feature, also as the first of its words or across a list of features."""
    distance = at.first - cue.last
    reach = LISTED_REACH if "," in _between(each, cue, at) else OFFER_REACH
    return 0 <= distance <= reach or (cue.first == at.first and cue.last < at.last)


def _are_listed(each: Marked, one: Hit, other: Hit) -> bool:
    """Whether two features stand in one list: near each other, with a comma or *and* between them."""
    left, right = sorted((one, other))
    if left.end > right.start or right.first - left.last > LIST_REACH:
        return left.start == right.start
    at = each.sentence.start
    between = each.text[left.end - at : right.start - at]
    return any(mark in between for mark in ",;/") or any(
        left.end <= cue.start < right.start for cue in each.cues("contrast.and")
    )


def _is_mentioned(each: Marked, candidate: Candidate) -> bool:
    """Whether it is asked for, measured by, told of former days, or advised."""
    return (
        bool(_before(candidate, "stance.question"))
        or any(not _frames(each, cue, candidate) for cue in _before(candidate, "stance.criterion"))
        or _is_former(candidate)
        or _is_advised(each, candidate)
    )


def _frames(each: Marked, criterion: Hit, candidate: Candidate) -> bool:
    """Whether a criterion only names in front the side that is spoken of (*dilihat dari segi waktu, klaim …*)."""
    fronted = any(cue.start == criterion.start for cue in candidate.clause.cues("frame.aspect"))
    return fronted and "," in _between(each, criterion, candidate.at)


def _between(each: Marked, left: Hit, right: Hit) -> str:
    return each.text[left.end - each.sentence.start : right.start - each.sentence.start]


def _is_former(candidate: Candidate) -> bool:
    """Whether it is told of the time before: ``dahulu … hanya tersedia di kantor``."""
    before = _before(candidate, "stance.formerly", "stance.nowadays")
    return bool(before) and before[-1].id == "stance.formerly"


def _is_advised(each: Marked, candidate: Candidate) -> bool:
    """Whether a word of advice stands before it in its clause, or behind a noun of change that begins it.

    What ought to be (*seharusnya*) is no advice, nor what a mechanism is needed for.
    """
    ought = {cue.start for cue in candidate.clause.cues("stance.ought", "stance.need")}
    done = _before(candidate, "stance.already")
    named = {hit.start for hit in candidate.clause.of("object")}  # ``langkah pendaftaran`` is no measure
    words = [cue for cue in _before(candidate, *ADVICE) if cue.start not in ought | named]
    if any(cue.id == "stance.should" or not any(fact.start > cue.start for fact in done) for cue in words):
        return True
    if not is_noun_of_change(candidate.words[0].split(" ", 1)[0], each.section.language):
        return False
    behind = [cue for cue in candidate.clause.cues("stance.should", "stance.need") if cue.first >= candidate.at.last]
    return bool(behind or _before(candidate, "stance.need"))


def _before(candidate: Candidate, *ids: str) -> list[Hit]:
    return [cue for cue in candidate.clause.cues(*ids) if cue.last <= candidate.at.first]
