"""Concepts stated by a combination: what is said (a lack, an improvement …) of what it is said of.

The vocabulary says which combinations state which concept: a concept's own targets with its own signals
(``jmo:about``, ``jmo:signal``), and combinations of their own (``jmo:Combination``) where not every target goes with
every signal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Hit, Marked
from kg.model import StatementKind

COMBINED: tuple[StatementKind, ...] = ("obstacle", "benefit", "recommendation")
REACH_RIGHT = 14
REACH_LEFT = 4
Combinations = Mapping[tuple[str, str], tuple[tuple[StatementKind, str], ...]]


def combinations_of(lexicon: Lexicon) -> Combinations:
    """Index a vocabulary: (target id, signal id) to the concepts that they state together; narrower targets inherit."""
    named = {c.iri: c for c in lexicon.concepts.values()}
    narrower: dict[str, list[str]] = {}
    for target in lexicon.scheme("target"):
        for iri in (target.iri, target.broader):
            narrower.setdefault(iri, []).append(target.id)
    found: dict[tuple[str, str], list[tuple[StatementKind, str]]] = {}

    def add(concept: Concept, about: tuple[str, ...], signals: tuple[str, ...]) -> None:
        for target in (id for iri in about for id in narrower.get(iri, ())):
            for signal in signals:
                found.setdefault((target, named[signal].id), []).append((concept.scheme, concept.id))  # type: ignore[arg-type]

    for kind in COMBINED:
        for concept in lexicon.scheme(kind):
            add(concept, concept.about, concept.signals)
    for combination in lexicon.combinations:
        add(named[combination.states], combination.about, combination.signals)
    return {key: tuple(dict.fromkeys(concepts)) for key, concepts in found.items()}


def read_combinations(marked: Marked, clause: Clause, combinations: Combinations) -> Iterator[Candidate]:
    """Rule ``target+signal``: read what a clause says by combinations."""
    signals = clause.of("signal")
    targets = clause.of("target")
    for target in targets:
        for signal in _signals_of(marked, target, signals, targets):
            for kind, concept in combinations.get((target.id, signal.id), ()):
                if kind != "obstacle" and _is_negated(clause, signal):
                    continue
                words = (shown(marked, signal), shown(marked, target))
                yield Candidate(kind, concept, "", "target+signal", words, 0.75, target, clause)


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
