"""Concepts stated by a combination: what is said (a lack, an improvement …) of what it is said of.

The vocabulary says which combinations state which concept: a concept's own targets with its own signals
(``jmo:about``, ``jmo:signal``), and combinations of their own (``jmo:Combination``) where not every target goes with
every signal. Which signal is said of which target is told by where they stand (see :mod:`kg.extract.governing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.advice import is_purpose
from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.governing import pairs_of
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import is_active_verb
from kg.model import StatementKind

COMBINED: tuple[StatementKind, ...] = ("obstacle", "recommendation")
ELLIPSIS_REACH = 3
CLAUSE_REACH = 6
NEGATIONS = ("negation.not", "negation.not_yet", "negation.partly", "negation.less")


@dataclass(frozen=True, slots=True)
class Combinations:
    """What pairs of target and signal state, and which pairs state something of a kind.

    ``places`` are the targets that other things are in: the app, its use.

    ``parts`` are the targets and signals that take part: others, of other kinds of statements, are passed over.
    ``alone`` are the signals that state something of themselves, where nothing nearer is stated. ``done_to`` are the
    signals of what is done to a target: as active verbs they say nothing of their subject.
    """

    stated: Mapping[tuple[str, str], tuple[tuple[StatementKind, str], ...]]
    by_kind: Mapping[StatementKind, frozenset[tuple[str, str]]]
    places: frozenset[str]
    parts: frozenset[str]
    alone: Mapping[str, tuple[tuple[StatementKind, str], ...]]
    done_to: frozenset[str]


def combinations_of(lexicon: Lexicon, kinds: tuple[StatementKind, ...] = COMBINED) -> Combinations:
    """Index a vocabulary: (target id, signal id) to the concepts that they state together; narrower targets inherit.

    Only statements of some kinds are indexed.
    """
    named = {c.iri: c for c in lexicon.concepts.values()}
    narrower: dict[str, list[str]] = {}
    for target in (*lexicon.scheme("target"), *lexicon.scheme("object")):
        for iri in (target.iri, target.broader):
            narrower.setdefault(iri, []).append(target.id)
    found: dict[tuple[str, str], list[tuple[StatementKind, str]]] = {}

    def add(concept: Concept, about: tuple[str, ...], signals: tuple[str, ...]) -> None:
        for target in (id for iri in about for id in narrower.get(iri, ())):
            for signal in signals:
                found.setdefault((target, named[signal].id), []).append((concept.scheme, concept.id))  # type: ignore[arg-type]

    for kind in kinds:
        for concept in lexicon.scheme(kind):
            add(concept, concept.about, concept.signals)
    alone: dict[str, tuple[tuple[StatementKind, str], ...]] = {}
    for combination in lexicon.combinations:
        concept = named[combination.states]
        if concept.scheme in kinds:
            add(concept, combination.about, combination.signals)
            if not combination.about:
                alone |= {named[signal].id: ((concept.scheme, concept.id),) for signal in combination.signals}
    stated = {key: tuple(dict.fromkeys(concepts)) for key, concepts in found.items()}
    places = lexicon.with_topic("name", "use", "thing")
    parts = places | {id for pair in stated for id in pair} | alone.keys()
    by_kind = {
        kind: frozenset(pair for pair, concepts in stated.items() if any(of == kind for of, _ in concepts))
        for kind in kinds
    }
    return Combinations(stated, by_kind, places, parts, alone, lexicon.with_topic("done-to"))


def read_combinations(marked: Marked, clause: Clause, combinations: Combinations) -> Iterator[Candidate]:
    """Rule ``target+signal``: read what a clause says by combinations."""
    targets = [hit for hit in clause.of("target") if hit.id in combinations.parts]
    judging = {hit.first for hit in clause.of("judgement")}  # *tidak berjalan efektif* judges, and breaks nothing
    signals = [hit for hit in clause.of("signal") if hit.id in combinations.parts and hit.last not in judging]
    if not signals:
        return
    found: list[Candidate] = []
    if targets:
        for kind, stated in combinations.by_kind.items():
            pairs = list(pairs_of(marked, clause, targets, signals, stated, combinations.places))
            spoken = {(signal.start, signal.end) for _, signal in pairs}  # *pelatihan petugas*: no training of users
            pairs = [pair for pair in pairs if (pair[0].start, pair[0].end) not in spoken]
            said = (c for pair in pairs for c in _stated(marked, clause, *pair, pairs, combinations))
            found += [each for each in said if each.kind == kind]
    found += _of_the_clause_before(marked, clause, targets, signals, combinations)
    yield from found
    if not clause.conceded and not clause.of("obstacle") and all(c.kind != "obstacle" for c in found):
        for signal in signals:
            for kind, concept in combinations.alone.get(signal.id, ()):
                yield Candidate(kind, concept, "", "signal", (shown(marked, signal),), 0.7, signal, clause)


def _stated(
    marked: Marked,
    clause: Clause,
    target: Hit,
    signal: Hit,
    pairs: list[tuple[Hit, Hit]],
    combinations: Combinations,
) -> Iterator[Candidate]:
    """What a pair states; trouble that somebody has (*lansia kesulitan login*) is not told of the thing again."""
    words = (shown(marked, signal), shown(marked, target))
    acts = signal.first >= target.last and signal.id in combinations.done_to
    if acts and (is_active_verb(words[0], marked.section.language) or _is_done_by(clause, signal)):
        return
    between = marked.text[signal.end - marked.sentence.start : target.start - marked.sentence.start]
    has_subject = "," not in between and any(
        s.start == signal.start and t.last <= s.first and target.first >= s.last for t, s in pairs
    )
    for kind, concept in combinations.stated.get((target.id, signal.id), ()):
        if kind == "obstacle" and has_subject:
            continue
        if kind != "obstacle" and _is_negated(clause, signal):
            continue
        at = _both(target, signal)
        if kind == "recommendation" and (_is_purpose(clause, target, signal) or is_purpose(clause, at)):
            continue
        yield Candidate(kind, concept, "", "target+signal", words, 0.9, at, clause)


def _is_done_by(clause: Clause, signal: Hit) -> bool:
    """Whether a verb behind a modal or *by* is what its subject does (*the app could improve …*), not undergoes."""
    return any(cue.last == signal.first for cue in clause.cues("stance.hedge", "stance.means"))


def _of_the_clause_before(
    marked: Marked, clause: Clause, targets: list[Hit], signals: list[Hit], combinations: Combinations
) -> Iterator[Candidate]:
    """What a clause without a subject says of the last target before it (*sarana tersedia meskipun belum merata*)."""
    first = signals[0]
    opening = clause.hits[0]
    bare = clause.start > marked.sentence.start and first.first - opening.first <= ELLIPSIS_REACH
    if not bare or any(target.first < first.last for target in targets):
        return
    before = [hit for hit in marked.of("target") if hit.end <= clause.start and hit.id in combinations.parts]
    heads = [hit for hit in before if hit.id not in combinations.places] or before
    for target in heads[-1:]:
        for signal in (s for s in signals if s.first == first.first):
            for kind, concept in combinations.stated.get((target.id, signal.id), ()):
                if kind == "obstacle" and first.first - target.last <= CLAUSE_REACH:
                    words = (shown(marked, signal), shown(marked, target))
                    yield Candidate(kind, concept, "", "target+signal", words, 0.9, signal, clause)


def _both(target: Hit, signal: Hit) -> Hit:
    """The words from a target to its signal as one hit of the target."""
    start, end = min(target.start, signal.start), max(target.end, signal.end)
    return Hit(min(target.first, signal.first), max(target.last, signal.last), target.scheme, target.id, start, end)


def _is_negated(clause: Clause, hit: Hit) -> bool:
    return any(0 <= hit.first - n.last <= 1 for n in clause.cues(*NEGATIONS))


def _is_purpose(clause: Clause, target: Hit, signal: Hit) -> bool:
    """Whether a target is only what the measure is for (*penyuluhan diperlukan untuk literasi digital*)."""
    return any(signal.last <= cue.first < target.first for cue in clause.cues("stance.purpose", "stance.aim"))
