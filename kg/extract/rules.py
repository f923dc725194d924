"""The rules that read a clause: a judgement of an aspect, a target with a signal, a concept's own label.

Each rule gives candidates with its name and the words that it fired on; whose statement it is and whether the sentence
is about the app at all is decided afterwards (see :mod:`kg.extract.claims`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.clauses import Clause, clauses_of
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import is_active_verb
from kg.extract.subject import Subject
from kg.model import StatementKind

COMBINED: tuple[StatementKind, ...] = ("obstacle", "benefit", "recommendation")
LABELLED: tuple[StatementKind, ...] = ("obstacle", "benefit", "recommendation", "feature")
REACH_RIGHT = 14
REACH_LEFT = 4
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule read: ``at`` is the hit that it hangs on, ``words`` the words that it fired on."""

    kind: StatementKind
    concept: str
    stance: str
    rule: str
    words: tuple[str, ...]
    confidence: float
    at: Hit
    clause: Clause


@dataclass(frozen=True)
class Rules:
    """The rules with the vocabulary that they read by."""

    lexicon: Lexicon
    judgements: Mapping[str, Concept] = field(init=False)
    subject: Subject = field(init=False)
    combinations: Mapping[tuple[str, str], tuple[tuple[StatementKind, str], ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the vocabulary once: judgements by id, combinations by target and signal."""
        object.__setattr__(self, "judgements", {c.id: c for c in self.lexicon.scheme("judgement")})
        combinations: dict[tuple[str, str], list[tuple[StatementKind, str]]] = {}
        object.__setattr__(self, "subject", Subject.of(self.lexicon))
        named = {c.iri: c for c in self.lexicon.concepts.values()}
        narrower: dict[str, list[str]] = {}
        for target in self.lexicon.scheme("target"):
            for iri in (target.iri, target.broader):
                narrower.setdefault(iri, []).append(target.id)
        for kind in COMBINED:
            for concept in self.lexicon.scheme(kind):
                for target_iri in concept.about:
                    for target_id in narrower.get(target_iri, []):
                        for signal in concept.signals:
                            combinations.setdefault((target_id, named[signal].id), []).append((kind, concept.id))
        object.__setattr__(self, "combinations", {key: tuple(found) for key, found in combinations.items()})

    def read(self, marked: Marked) -> list[Candidate]:
        """Give what all rules read in a sentence: for each kind and concept the most certain candidate."""
        best: dict[tuple[str, str], Candidate] = {}
        for clause in clauses_of(marked):
            for candidate in self._read_clause(marked, clause):
                key = (candidate.kind, candidate.concept)
                known = best.get(key)
                if known is None:
                    best[key] = candidate
                elif candidate.kind == "assessment":
                    best[key] = _with_contrast(known, candidate)
                elif candidate.confidence > known.confidence:
                    best[key] = candidate
        return sorted(best.values(), key=lambda c: (c.at.start, c.kind, c.concept))

    def _read_clause(self, marked: Marked, clause: Clause) -> Iterator[Candidate]:
        yield from self._labels(marked, clause)
        yield from self._combinations(marked, clause)
        yield from self._judgements(marked, clause)

    def _labels(self, marked: Marked, clause: Clause) -> Iterator[Candidate]:
        """Rule ``label``: the words alone state the concept."""
        for hit in clause.of(*LABELLED):
            kind: StatementKind = hit.scheme  # type: ignore[assignment]
            yield Candidate(kind, hit.id, "", "label", (_shown(marked, hit),), 0.85, hit, clause)

    def _combinations(self, marked: Marked, clause: Clause) -> Iterator[Candidate]:
        """Rule ``target+signal``: what is said (a lack, an improvement …) of what it is said of."""
        signals = clause.of("signal")
        targets = clause.of("target")
        for target in targets:
            for signal in _signals_of(marked, target, signals, targets):
                for kind, concept in self.combinations.get((target.id, signal.id), ()):
                    if kind != "obstacle" and _is_negated(clause, signal):
                        continue
                    words = (_shown(marked, signal), _shown(marked, target))
                    yield Candidate(kind, concept, "", "target+signal", words, 0.75, target, clause)

    def _judgements(self, marked: Marked, clause: Clause) -> Iterator[Candidate]:
        """Rule ``judgement``: a word that judges, with its negation and degree, and the aspect that it judges."""
        aspects = clause.of("aspect")
        for hit in clause.of("judgement"):
            judgement = self.judgements[hit.id]
            does = not judgement.implies and is_active_verb(_shown(marked, hit), marked.section.language)
            if does or _is_purpose(clause, hit):
                continue
            stance, modifiers = _stance(marked, clause, hit, judgement.sign or 0)
            if not stance:
                continue
            for aspect in self._aspects_of(clause, hit, judgement, aspects):
                words = (*modifiers, _shown(marked, hit))
                yield Candidate("assessment", aspect, stance, "judgement", words, 0.7, hit, clause)

    def _aspects_of(self, clause: Clause, hit: Hit, judgement: Concept, aspects: list[Hit]) -> list[str]:
        """The aspect that a word judges.

        A word of a certain aspect (``cepat``) judges that. A word of overall judgement (``efektif``) or of none
        (``baik``) judges the noun that it qualifies (``sosialisasi yang efektif``), if that is an aspect or the app; as
        a predicate, an overall one judges the app and one of no aspect the nearest aspect named before it.
        """
        implied = judgement.implies.rsplit("/", 1)[-1]
        if implied and implied != self.subject.overall:
            return [implied]
        noun_end = next((c.first for c in clause.cues("degree.relative") if 0 <= hit.first - c.last <= 1), None)
        if noun_end is not None:
            qualified = [a.id for a in aspects if a.last == noun_end]
            on_app = any(t.last == noun_end and t.id in self.subject.judged for t in clause.of("target"))
            return qualified[:1] or ([implied] if implied and on_app else [])
        if implied:
            return [implied] if _is_predicated(clause, hit, self.subject.judged) else []
        before = [a for a in aspects if 0 <= hit.first - a.last <= ASPECT_REACH]
        return [max(before, key=lambda a: a.last).id] if before else []


def _is_purpose(clause: Clause, hit: Hit) -> bool:
    """Whether a word names a purpose (``untuk mempermudah``): what is meant to be is not said to be."""
    return any(0 <= hit.first - cue.last <= 1 for cue in clause.cues("stance.purpose", "stance.aim"))


def _shown(marked: Marked, hit: Hit) -> str:
    at = marked.sentence.start
    return " ".join(marked.text[hit.start - at : hit.end - at].split()).lower()


def _signals_of(marked: Marked, target: Hit, signals: list[Hit], targets: list[Hit]) -> list[Hit]:
    """What is said of a target: by its predicate right behind it, else by the nearest signal before it.

    A signal before a target governs it across a list (``peningkatan A, B, serta C``), but not past another target that
    it governs itself, and not where it is the predicate of the target in front of it (``A lemah, dan B rusak``).
    """
    behind = [s for s in signals if s.first >= target.last]
    if behind:
        nearest = min(behind, key=lambda s: s.first)
        between = any(target.last <= other.first < nearest.first for other in targets)
        if nearest.first - target.last <= REACH_LEFT and not between and not _parted(marked, target.end, nearest.start):
            return [s for s in behind if s.first == nearest.first]
    before = [s for s in signals if s.last <= target.first]
    if not before:
        return []
    nearest = max(before, key=lambda s: (s.last, s.first))
    if target.first - nearest.last > REACH_RIGHT:
        return []
    others = [other for other in targets if nearest.last <= other.first < target.first]
    if others and not _parted(marked, max(other.end for other in others), target.start):
        return []
    is_predicate = any(0 <= nearest.first - other.last <= 1 for other in targets)
    if is_predicate and _parted(marked, nearest.end, target.start):
        return []
    return [s for s in before if s.last == nearest.last]


def _parted(marked: Marked, start: int, end: int) -> bool:
    """Whether a comma, semicolon or *and* stands between two positions."""
    at = marked.sentence.start
    between = marked.text[start - at : end - at]
    return any(mark in between for mark in ",;/") or any(start <= c.start < end for c in marked.cues("contrast.and"))


def _is_negated(clause: Clause, hit: Hit) -> bool:
    negations = clause.cues("negation.not", "negation.not_yet", "negation.partly", "negation.less")
    return any(0 <= hit.first - n.last <= 1 for n in negations)


def _stance(marked: Marked, clause: Clause, hit: Hit, sign: int) -> tuple[str, tuple[str, ...]]:
    """Turn a judging word with the negations and degrees before it into a stance of the five-step scale."""
    reach = MANNER_REACH if _is_manner(marked, clause, hit) else NEGATION_REACH
    near = [c for c in clause.hits if c.scheme == "cue" and 0 <= hit.first - c.last <= reach]
    cues = {c.id: c for c in near}
    partly = [cues[i] for i in ("negation.partly", "negation.not_yet", "negation.less") if i in cues]
    if partly:
        strength = "partly" if sign > 0 else "fairly"
        return STANCES[(-sign, strength)] if sign else "", tuple(_shown(marked, c) for c in partly)
    if "negation.not" in cues:
        negation = cues["negation.not"]
        close = reach == MANNER_REACH or hit.first - negation.last <= 1
        return STANCES[(-sign, "")] if sign and close else "", (_shown(marked, negation),)
    if "degree.fairly" in cues and sign > 0:
        return STANCES[(1, "fairly")], (_shown(marked, cues["degree.fairly"]),)
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


def _with_contrast(first: Candidate, second: Candidate) -> Candidate:
    """Good and bad of one aspect in one sentence is good with reservations (guideline: "Good, but …")."""
    signs = {first.stance in GOOD, second.stance in GOOD}
    if len(signs) == 1:
        return first
    good = first if first.stance in GOOD else second
    words = (*first.words, *second.words)
    return Candidate(
        "assessment", good.concept, "fairly-effective", "judgement+contrast", words, 0.65, good.at, good.clause
    )
