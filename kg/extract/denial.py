"""Whether a sentence says that an obstacle is not there, or is there only in case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.candidates import Candidate
from kg.extract.marking import Marked

REACH = 2
REACH_BEHIND = 12
CASE_REACH = 3


def is_denied(each: Marked, candidate: Candidate) -> bool:
    """Whether an obstacle is denied (*tidak ditemukan gangguan*, *kendala itu tidak pernah terjadi*) or only in case.

    A negation that is part of what states the obstacle (*tidak memiliki ponsel*) denies nothing.
    """
    first = candidate.at.first
    in_case = candidate.clause.cues("stance.contingency")
    return is_absent(each, candidate) or any(0 <= first - cue.last <= CASE_REACH for cue in in_case)


def read_denied(each: Marked, found: list[Candidate], implied: Mapping[str, str]) -> Iterator[Candidate]:
    """Rule ``denied``: that an obstacle is not there speaks for an aspect (*gangguan aplikasi jarang terjadi*).

    The vocabulary says which obstacle speaks for which aspect (``jmo:implies``); what is only vague speaks for none.
    """
    if each.has("contrast.although"):
        return
    for obstacle in found:
        told = obstacle.kind == "obstacle" and obstacle.rule == "target+signal"
        if told and obstacle.concept in implied and is_absent(each, obstacle):
            aspect, at = implied[obstacle.concept], obstacle.at
            yield Candidate("assessment", aspect, "effective", "denied", obstacle.words, 0.7, at, obstacle.clause)


def is_absent(each: Marked, candidate: Candidate) -> bool:
    """Whether an obstacle is said not to be there."""
    first, last = candidate.at.first, candidate.at.last
    clause = candidate.clause
    if any(cue.first < first for cue in clause.cues("stance.nobody")):
        return True
    if any(0 <= first - cue.last <= REACH for cue in clause.cues("stance.absent")):
        return True
    gone = each.cues("stance.gone")
    if any(0 <= cue.first - last <= REACH_BEHIND for cue in gone):
        return True
    within = [cue for cue in gone if first <= cue.first < last]
    signals = {(hit.start, hit.end) for hit in clause.of("signal")}
    return any((cue.start, cue.end) not in signals for cue in within)
