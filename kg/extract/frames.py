"""Rule ``frame``: a sentence that says which aspect it speaks of, and then what has been reached there.

Studies that follow a framework go through its indicators (*Pada aspek kejelasan tujuan, pekerja telah memahami …*), in
headings too. There any favourable result judges the indicator, and not only a word of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.judgements import GOOD, PARTLY
from kg.extract.lexicon import Lexicon
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import key_of

UNREAL = ("stance.hope", "stance.question", "stance.conditional")
OPENING = 14  # tokens in which a sentence names what it speaks of
LISTED = 8  # tokens behind an aspect in which further ones make it a list
CLOSES_LABEL = ",:/("
SUMS_UP = ("report.own", "report.overall", "report.observed")
Headings = Mapping[tuple[str, ...], str]


def headings_of(lexicon: Lexicon, language: str) -> Headings:
    """Index the labels of aspects by the keys of their words, to find them in headings."""
    key = key_of(language)
    return {
        tuple(key(word) for word in label.split()): concept.id
        for concept in lexicon.scheme("aspect")
        for label, code in concept.labels
        if code == language
    }


def read_frame(
    marked: Marked, clauses: list[Clause], found: list[Candidate], headings: Headings
) -> Iterator[Candidate]:
    """Read what a sentence says of the aspect that it names in front, or that its heading names."""
    frame = _named_in_front(marked)
    aspect = frame.id if frame else _in_heading(marked, headings)
    judged = [each for each in found if each.kind == "assessment"]
    is_trouble = frame is not None and any(each.kind == "obstacle" and each.at.first <= frame.last for each in found)
    if not aspect or is_trouble or any(each.concept == aspect for each in judged):
        return
    at = frame or (marked.hits[0] if marked.hits else None)
    if at is None:
        return
    for each in judged:
        if frame is None:
            return
        if each.rule == "judgement":
            yield Candidate("assessment", aspect, each.stance, "frame", each.words, 0.6, each.at, each.clause)
            return
    stance, words = _reached(marked, clauses, frame)
    if stance:
        yield Candidate("assessment", aspect, stance, "frame", words, 0.5, at, clauses[0])


def _named_in_front(marked: Marked) -> Hit | None:
    """The aspect that a sentence names in front: behind *aspect*, *indicator* …, or as the label of a list item."""
    if not marked.tokens:
        return None
    aspects = marked.of("aspect")
    begin = next((hit.first for hit in marked.hits if hit.start == marked.sentence.start), None)
    for hit in aspects:
        named = any(0 <= hit.first - cue.last <= 1 for cue in marked.cues("frame.aspect"))
        if named and _place(marked, hit) < OPENING:
            behind = [other for other in marked.of("aspect", "indicator") if 0 < other.first - hit.last <= LISTED]
            return None if len({other.first for other in behind}) > 1 else hit
        mark = marked.text[hit.end - marked.sentence.start :].lstrip()[:1]
        if (hit.first == begin or _place(marked, hit) == 0) and mark and mark in CLOSES_LABEL:
            return hit
    return None


def _place(marked: Marked, hit: Hit) -> int:
    """How many tokens of the sentence stand before a hit."""
    return sum(1 for start, _ in marked.tokens[: OPENING + 1] if start < hit.start)


def _in_heading(marked: Marked, headings: Headings) -> str:
    """The aspect that is the heading of a sentence which sums up what was found."""
    if marked.section.kind not in ("results", "conclusion") or not marked.has(*SUMS_UP):
        return ""
    return _aspect_of_heading(marked.sentence.heading, marked.section.language, headings)


def _aspect_of_heading(heading: str, language: str, headings: Headings) -> str:
    """The aspect whose label makes up at least half of a heading."""
    key = key_of(language)
    words = [key(word.strip(".,:;()")) for word in heading.split()]
    least = max(1, (len(words) + 1) // 2)
    for size in range(len(words), least - 1, -1):
        found = {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} & headings.keys()
        if found:
            return next(aspect for label, aspect in headings.items() if label in found)
    return ""


def _reached(marked: Marked, clauses: list[Clause], frame: Hit | None) -> tuple[str, tuple[str, ...]]:
    """What a sentence without a judging word says has been reached: something, something with trouble, not enough."""
    for clause in clauses:
        begin = frame.last if frame and clause.start <= frame.start < clause.end else 0
        if clause.conceded or any(cue.first >= begin for cue in clause.cues(*UNREAL)):
            continue
        done = [cue for cue in clause.cues("frame.done") if cue.first >= begin]
        less = [cue for cue in clause.cues(*PARTLY) if cue.first >= begin]
        if less and not done:
            return "not-fully-optimal", (shown(marked, less[0]),)
        if done:
            return "effective", (shown(marked, done[0]),)
    return "", ()


def is_troubled(clause: Clause, found: list[Candidate]) -> bool:
    """Whether a clause tells of trouble."""
    return bool(clause.cues("frame.trouble")) or any(
        each.clause == clause and (each.kind == "obstacle" or (each.kind == "assessment" and each.stance not in GOOD))
        for each in found
    )
