"""Rule ``judgement``: a word that judges, with its negation and degree, and the aspect that it judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.lexicon import Concept
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import is_active_verb
from kg.extract.subject import Subject

NEGATION_REACH = 4
MANNER_REACH = 12
ASPECT_REACH = 6
GOOD = ("effective", "fairly-effective")
STANCES = {
    (1, ""): "effective",
    (1, "fairly"): "fairly-effective",
    (-1, "partly"): "not-fully-optimal",
    (-1, ""): "not-effective",
}


def read_judgements(
    marked: Marked, clause: Clause, judgements: Mapping[str, Concept], subject: Subject
) -> Iterator[Candidate]:
    """Rule ``judgement``: a word that judges, with its negation and degree, and the aspect that it judges."""
    aspects = clause.of("aspect")
    for hit in clause.of("judgement"):
        judgement = judgements[hit.id]
        does = not judgement.implies and is_active_verb(shown(marked, hit), marked.section.language)
        if does or _is_purpose(clause, hit):
            continue
        stance, modifiers = _stance(marked, clause, hit, judgement.sign or 0)
        if not stance:
            continue
        for aspect in _aspects_of(clause, hit, judgement, aspects, subject):
            words = (*modifiers, shown(marked, hit))
            yield Candidate("assessment", aspect, stance, "judgement", words, 0.7, hit, clause)


def _aspects_of(clause: Clause, hit: Hit, judgement: Concept, aspects: list[Hit], subject: Subject) -> list[str]:
    """The aspect that a word judges.

    A word of a certain aspect (``cepat``) judges that. A word of overall judgement (``efektif``) or of none
    (``baik``) judges the noun that it qualifies (``sosialisasi yang efektif``), if that is an aspect or the app; as
    a predicate, an overall one judges the app and one of no aspect the nearest aspect named before it.
    """
    implied = judgement.implies.rsplit("/", 1)[-1]
    if implied and implied != subject.overall:
        return [implied]
    noun_end = next((c.first for c in clause.cues("degree.relative") if 0 <= hit.first - c.last <= 1), None)
    if noun_end is not None:
        qualified = [a.id for a in aspects if a.last == noun_end]
        on_app = any(t.last == noun_end and t.id in subject.judged for t in clause.of("target"))
        return qualified[:1] or ([implied] if implied and on_app else [])
    if implied:
        return [implied] if _is_predicated(clause, hit, subject.judged) else []
    before = [a for a in aspects if 0 <= hit.first - a.last <= ASPECT_REACH]
    return [max(before, key=lambda a: a.last).id] if before else []


def _is_purpose(clause: Clause, hit: Hit) -> bool:
    """Whether a word names a purpose (``untuk mempermudah``): what is meant to be is not said to be."""
    return any(0 <= hit.first - cue.last <= 1 for cue in clause.cues("stance.purpose", "stance.aim"))


def _stance(marked: Marked, clause: Clause, hit: Hit, sign: int) -> tuple[str, tuple[str, ...]]:
    """Turn a judging word with the negations and degrees before it into a stance of the five-step scale."""
    reach = MANNER_REACH if _is_manner(marked, clause, hit) else NEGATION_REACH
    near = [c for c in clause.hits if c.scheme == "cue" and 0 <= hit.first - c.last <= reach]
    cues = {c.id: c for c in near}
    partly = [cues[i] for i in ("negation.partly", "negation.not_yet", "negation.less") if i in cues]
    if partly:
        strength = "partly" if sign > 0 else "fairly"
        return STANCES[(-sign, strength)] if sign else "", tuple(shown(marked, c) for c in partly)
    if "negation.not" in cues:
        negation = cues["negation.not"]
        close = reach == MANNER_REACH or hit.first - negation.last <= 1
        return STANCES[(-sign, "")] if sign and close else "", (shown(marked, negation),)
    if "degree.fairly" in cues and sign > 0:
        return STANCES[(1, "fairly")], (shown(marked, cues["degree.fairly"]),)
    return (STANCES[(sign, "")] if sign else ""), ()


def _is_manner(marked: Marked, clause: Clause, hit: Hit) -> bool:
    """An adverb (``secara optimal``) is denied where its verb is, however far in front."""
    led = any(0 <= hit.first - cue.last <= 0 for cue in clause.cues("degree.manner"))
    return led or any(cue.start == hit.start for cue in clause.cues("degree.manner"))


def _is_predicated(clause: Clause, hit: Hit, judged: frozenset[str]) -> bool:
    """Whether a word is said of the app, not merely set beside another noun (``komunikasi efektif``)."""
    if any(
        h.scheme == "cue" and h.id.partition(".")[0] in ("degree", "negation") and 0 <= hit.first - h.last <= 1
        for h in clause.hits
    ):
        return True
    if hit.last - hit.first > 1 or hit.first == 0:
        return True
    return any(t.last == hit.first and t.id in judged for t in clause.of("target"))


def with_contrast(first: Candidate, second: Candidate) -> Candidate:
    """Good and bad of one aspect in one sentence is good with reservations (guideline: "Good, but …")."""
    signs = {first.stance in GOOD, second.stance in GOOD}
    if len(signs) == 1:
        return first
    good = first if first.stance in GOOD else second
    words = (*first.words, *second.words)
    return Candidate(
        "assessment", good.concept, "fairly-effective", "judgement+contrast", words, 0.65, good.at, good.clause
    )
