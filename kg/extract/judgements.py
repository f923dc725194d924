"""Rule ``judgement``: a word that judges, with its negation and degree, and the aspect that it judges.

Only a predicate judges (*the steps are easy*); the same word beside a noun or a verb does not (*easy steps are
needed*, *to pay quickly*). Words before it tell: copulas and verbs of judging, negations, degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.lexicon import Concept
from kg.extract.listed import listed_with
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import is_adverb
from kg.extract.subject import Subject

GOOD = ("effective", "fairly-effective")
MIXED = "mixed"
STANCES = {
    (1, ""): "effective",
    (1, "fairly"): "fairly-effective",
    (-1, "partly"): "not-fully-optimal",
    (-1, ""): "not-effective",
    (0, ""): MIXED,
}
DEGREES = ("degree.fairly", "degree.very", "degree.better", "degree.manner", "degree.adverb")
PARTLY = ("negation.partly", "negation.not_yet", "negation.less")
MANNER_REACH = 12
JUDGED_REACH = 4
APART = 12
PURPOSE_REACH = 2
OBJECT_REACH = 4
VERB = "verb"  # jmo:topic of judging words that are verbs
EFFECT = "effect"  # … and of verbs that judge their object (*has a good effect on the quality*)
OPINION = "opinion"  # … and of words that judge only behind a verb of judging (*is found to help*)
COURSE = "course"  # … and of words that judge how a process goes, as of the aspects that are processes
USE = "use"  # … and of words that judge how something is used, or how a process goes
LEVEL = "level"  # … and of words of high and low, which say nothing of a whole
FALLBACK = "fallback"  # jmo:topic of judging words whose own aspect counts only where no other is named
UNREAL = (
    "stance.hope",
    "stance.wish",
    "stance.aim",
    "stance.purpose",
    "stance.question",
    "stance.conditional",
    "stance.need",
)


@dataclass(frozen=True, slots=True)
class _Before:
    """The grammar words right before a judging word, from right to left, and the token that they follow."""

    cues: tuple[Hit, ...]
    first: int
    start: int

    def has(self, *ids: str) -> bool:
        return any(cue.id in ids for cue in self.cues)


def read_judgements(
    marked: Marked, clause: Clause, judgements: Mapping[str, Concept], subject: Subject, spoken_of: str = ""
) -> Iterator[Candidate]:
    """Read the judgements of a clause; ``spoken_of`` is the aspect that the clause before it ends with."""
    before_it: Hit | None = None
    was_said = False
    for hit in clause.of("judgement"):
        judgement = judgements[hit.id]
        before = _words_before(clause, hit)
        if judgement.topic in (VERB, EFFECT):
            yield from _read_verb(marked, clause, hit, before, judgement)
            continue
        if judgement.topic == OPINION and not before.has("degree.judged"):
            continue
        if any(cue.start == hit.start for cue in clause.cues("contrast.both")):
            continue  # *baik dari … maupun …*: both … and
        overall = judgement.implies.endswith(f"/{subject.overall}")
        listed = before_it is not None and _is_listed(marked, before_it, before, hit)
        if judgement.topic == LEVEL and any(cue.last == hit.first for cue in clause.cues("stance.hedge")):
            continue  # *dapat meningkat*: an effect that may come
        said = was_said if listed else _is_said(marked, clause, hit, before, overall, subject)
        before_it, was_said = hit, said
        if not said:
            continue
        stance, modifiers = _stance(marked, clause, hit, before, judgement.sign or 0)
        aspect = _aspect_of(clause, before, judgement, subject) or spoken_of
        if overall and marked.has("report.concludes") and not clause.cues("frame.aspect"):
            aspect = subject.overall
        if aspect:
            words = (*modifiers, shown(marked, hit))
            named = any(noun.id == aspect and noun.last <= before.first for noun in clause.of("aspect"))
            firm = named and before.has("degree.copula", *PARTLY, "negation.not") and not _is_relative(clause, before)
            for each in (aspect, *listed_with(marked, clause, aspect, before.first)):
                yield Candidate("assessment", each, stance, "judgement", words, 0.7, hit, clause, firm)


def _read_verb(marked: Marked, clause: Clause, hit: Hit, before: _Before, judgement: Concept) -> Iterator[Candidate]:
    """Rule ``aspect+verb``: a favourable verb judges the aspect that is its subject (*the planning supports …*).

    Its subject is the first aspect named in the same part of the sentence, or the noun that it makes (*tersedianya
    sarana*).
    """
    if _is_unreal(marked, clause, before):
        return
    at = marked.sentence.start
    comma = max(marked.text.rfind(mark, clause.start - at, before.start - at) for mark in ",:")
    named = [a for a in clause.of("aspect") if a.start >= max(clause.start, at + comma) and a.last <= before.first]
    judged = {iri.rsplit("/", 1)[-1] for iri in judgement.about}
    aspect = judgement.implies.rsplit("/", 1)[-1] or next((a.id for a in named if a.id in judged), "")
    if judgement.topic == EFFECT:
        aspect = next((a.id for a in clause.of("aspect") if 0 <= a.first - hit.last <= OBJECT_REACH), "")
    stance, modifiers = _stance(marked, clause, hit, before, judgement.sign or 0)
    words = (*modifiers, shown(marked, hit))
    for each in (aspect, *listed_with(marked, clause, aspect, before.first)) if aspect else ():
        yield Candidate("assessment", each, stance, "aspect+verb", words, 0.6, hit, clause, bool(judgement.implies))


def _words_before(clause: Clause, hit: Hit) -> _Before:
    """Walk to the left over negations, degrees and copulas, the longest first."""
    cues = [cue for cue in clause.of("cue") if cue.id.startswith(("negation.", "degree."))]
    cues = [cue for cue in cues if cue.first < hit.first and cue.id not in ("degree.relative", "negation.none")]
    first = hit.first
    while behind := [cue for cue in cues if cue.first < first <= cue.last]:
        first = min(cue.first for cue in behind)
    found = [cue for cue in reversed(cues) if first <= cue.first]  # *masih* in *masih belum* is a copula, too
    return _Before(tuple(found), first, min((cue.start for cue in found), default=hit.start))


def _is_said(marked: Marked, clause: Clause, hit: Hit, before: _Before, overall: bool, subject: Subject) -> bool:
    return _is_predicate(marked, clause, hit, before, overall, subject) and not _is_unreal(marked, clause, before)


def _is_relative(clause: Clause, before: _Before) -> bool:
    """Whether the words before begin a relative clause."""
    return any(
        cue.first < before.first <= cue.last or cue.first == before.first for cue in clause.cues("degree.relative")
    )


def _is_predicate(marked: Marked, clause: Clause, hit: Hit, before: _Before, overall: bool, subject: Subject) -> bool:
    """Whether a word is said of something, not merely set beside it.

    A verb of judging or a negation makes a predicate; so does a degree behind a noun that is judged.
    """
    if _is_relative(clause, before) and not before.has("degree.judged"):
        return _is_judged_in_relative(clause, hit, before)
    inside = any(hit.start <= cue.start < hit.end for cue in clause.cues("degree.judged"))
    linked = (
        inside
        or before.has("degree.copula", "degree.judged", *PARTLY, "negation.not")
        or _is_compared(clause, hit, before, subject)
    )
    if not linked and before.has("degree.manner"):
        return _negation_of(clause, hit) is not None
    judged = [cue for cue in clause.cues("degree.judged") if cue.last <= before.first]
    if linked or any(before.first - cue.last <= JUDGED_REACH for cue in judged):
        return True
    if overall and before.has("degree.fairly", "degree.very"):
        return True
    nouns = [h for h in clause.of("aspect", "target") if h.scheme == "aspect" or h.id in subject.judged]
    if hit.last - hit.first > 1 or before.has("degree.fairly", "degree.very", "degree.better"):
        return any(noun.last <= before.first for noun in nouns)
    told = bool(judged) or (overall and marked.has("report.overall", "report.results", "report.own"))
    reach = APART if told and overall else 1
    ends = _ends_clause(marked, clause, hit)
    near = any(0 <= before.first - noun.last <= (reach if ends else 0) for noun in nouns)
    return near and (told or ends)


def _is_compared(clause: Clause, hit: Hit, before: _Before, subject: Subject) -> bool:
    """Whether something is said to be more so than what is not the app (*faster than at the counter*)."""
    behind = [cue for cue in clause.cues("degree.than") if cue.first >= hit.last]
    if not behind or not (before.has("degree.better") or behind[0].first == hit.last):
        return False
    return not any(noun.first >= behind[0].last and noun.id in subject.naming for noun in clause.of("target"))


def _is_judged_in_relative(clause: Clause, hit: Hit, before: _Before) -> bool:
    """Whether a relative clause judges.

    It does of an aspect and with a degree (*satisfaction that is rather high*), or behind
    a verb of judging (*proved to have steps that are easier*).
    """
    graded = before.has("degree.fairly", "degree.very", *PARTLY)
    if graded and any(noun.last + 1 == before.first for noun in clause.of("aspect")):
        return True
    had = [cue.last for cue in clause.cues("degree.having")]
    if any(noun.last + 1 == before.first and noun.first in had for noun in clause.of("aspect")):
        return True
    in_front = clause.cues("degree.judged") or (clause.cues("degree.copula") if _negation_of(clause, hit) else [])
    return any(cue.last <= before.first for cue in in_front)


def _ends_clause(marked: Marked, clause: Clause, hit: Hit) -> bool:
    rest = marked.text[hit.end - marked.sentence.start : clause.end - marked.sentence.start]
    listed = any(hit.last == cue.first for cue in clause.cues("contrast.and"))
    return listed or not rest.strip() or rest.lstrip()[:1] in ".,;:)"


def _is_listed(marked: Marked, other: Hit, before: _Before, hit: Hit) -> bool:
    """Whether a word goes on with a list of judging words (*easier, faster and more practical*)."""
    at = marked.sentence.start
    between = marked.text[other.end - at : hit.start - at].casefold().replace(",", " ").split()
    ands = {word for cue in marked.cues("contrast.and") for word in shown(marked, cue).split()}
    degrees = {word for cue in before.cues for word in shown(marked, cue).split()}
    return len(between) <= 3 and set(between) <= ands | degrees


def _is_unreal(marked: Marked, clause: Clause, before: _Before) -> bool:
    """Whether a judgement is hoped for, aimed at, asked, needed, or the purpose right in front of it.

    What would follow from something hoped for is hoped for too.
    """
    hoped = [cue for cue in marked.cues("stance.hope") if clause.caused and cue.start < clause.start]
    return bool(hoped) or any(
        cue.last <= before.first and (cue.id != "stance.purpose" or before.first - cue.last <= PURPOSE_REACH)
        for cue in clause.cues(*UNREAL)
    )


def _negation_of(clause: Clause, hit: Hit) -> Hit | None:
    """An adverb (``secara optimal``) is denied where its verb is, however far in front."""
    cues = clause.cues(*PARTLY, "negation.not")
    if any(hit.start <= cue.start < hit.end for cue in cues):
        return None  # it denies itself
    near = [cue for cue in cues if 0 <= hit.first - cue.last <= MANNER_REACH]
    return max(near, key=lambda cue: cue.last, default=None)


def _stance(marked: Marked, clause: Clause, hit: Hit, before: _Before, sign: int) -> tuple[str, tuple[str, ...]]:
    """Turn a judging word with the negations and degrees before it into a stance of the five-step scale."""
    cues = list(before.cues)
    word = shown(marked, hit)
    if (
        before.has("degree.manner")
        or is_adverb(word, marked.section.language)
        or _is_relative(clause, before)
        or hit.last - hit.first > 1
    ):
        cues += [cue for cue in (_negation_of(clause, hit),) if cue is not None]
    partly = tuple(shown(marked, cue) for cue in cues if cue.id in PARTLY)
    if not sign:
        return STANCES[(0, "")], ()
    if partly:
        return STANCES[(-sign, "partly" if sign > 0 else "fairly")], partly[:1]
    denied = tuple(shown(marked, cue) for cue in cues if cue.id == "negation.not")
    if denied:
        return STANCES[(-sign, "")], denied[:1]
    fairly = tuple(shown(marked, cue) for cue in cues if cue.id == "degree.fairly")
    if fairly and sign > 0:
        return STANCES[(1, "fairly")], fairly[:1]
    return STANCES[(sign, "")], ()


def _aspect_of(clause: Clause, before: _Before, judgement: Concept, subject: Subject) -> str:
    """The aspect that a word judges.

    A word of a certain aspect (``mudah``) judges that. A word of overall judgement (``efektif``) or of none
    (``baik``) judges its subject, the first noun of its clause that is an aspect; failing one, the app.
    """
    implied = judgement.implies.rsplit("/", 1)[-1]
    told = max((cue.last for cue in clause.cues("report.that") if cue.last <= before.first), default=0)
    named = [hit for hit in clause.of("aspect") if told <= hit.first and hit.last <= before.first]
    of_its_own = implied and implied != subject.overall and judgement.topic != FALLBACK
    of_course = [noun.id for noun in named if noun.id in subject.courses]
    if of_course and judgement.topic in (COURSE, USE):
        return of_course[-1]
    if of_its_own:
        return "" if _is_of_service(clause, before, judgement, subject) else implied
    if implied == subject.overall and named and named[-1].id == implied:
        return implied
    if implied and implied != subject.overall and named and named[0].id == subject.overall:
        return implied
    if named:
        whole = judgement.topic == LEVEL and named[0].id == subject.overall
        return _uptake(clause, named[0], subject) if whole else named[0].id
    on_app = any(hit.id in subject.judged and told <= hit.first < before.first for hit in clause.of("target"))
    return implied or (subject.overall if on_app and judgement.topic not in (COURSE, USE, LEVEL) else "")


def _uptake(clause: Clause, noun: Hit, subject: Subject) -> str:
    """What a word of level judges where the whole is named: how many use it (*the use is low*), or nothing."""
    is_used = any(hit.id in subject.using and hit.first == noun.first for hit in clause.of("target"))
    return subject.uptake if is_used else ""


def _is_of_service(clause: Clause, before: _Before, judgement: Concept, subject: Subject) -> bool:
    """Whether a word of use (``mudah``) is said of the service: a benefit, that says nothing of how the app is used."""
    nouns = [hit for hit in clause.of("target") if hit.last <= before.first and hit.id in subject.judged]
    return judgement.topic == USE and bool(nouns) and nouns[-1].id in subject.services


def with_reservation(candidate: Candidate) -> Candidate:
    """A favourable judgement beside trouble is good with reservations (guideline: "Good, but …")."""
    return replace(candidate, stance="fairly-effective", rule=f"{candidate.rule}+contrast", confidence=0.65)


def with_contrast(first: Candidate, second: Candidate) -> Candidate:
    """Good and bad of one aspect in one sentence is good with reservations (guideline: "Good, but …")."""
    signs = {first.stance in GOOD, second.stance in GOOD}
    if len(signs) == 1 or first.stance == MIXED:
        return first
    if second.stance == MIXED:
        return second
    good = first if first.stance in GOOD else second
    words = (*first.words, *second.words)
    return replace(good, stance="fairly-effective", rule="judgement+contrast", words=words, confidence=0.65)
