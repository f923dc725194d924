"""The rules that read a clause: a judgement of an aspect, a target with a signal, a concept's own label.

Each rule gives candidates with its name and the words that it fired on; whose statement it is and whether the sentence
is about the app at all is decided afterwards (see :mod:`kg.extract.claims`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause, clauses_of
from kg.extract.combinations import Combinations, combinations_of, read_combinations
from kg.extract.judgements import read_judgements, with_contrast
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Marked
from kg.extract.subject import Subject
from kg.model import StatementKind

LABELLED: tuple[StatementKind, ...] = ("obstacle", "benefit", "recommendation", "feature")


@dataclass(frozen=True)
class Rules:
    """The rules with the vocabulary that they read by."""

    lexicon: Lexicon
    judgements: Mapping[str, Concept] = field(init=False)
    subject: Subject = field(init=False)
    combinations: Combinations = field(init=False)

    def __post_init__(self) -> None:
        """Index the vocabulary once: judgements by id, combinations by target and signal."""
        object.__setattr__(self, "judgements", {c.id: c for c in self.lexicon.scheme("judgement")})
        object.__setattr__(self, "subject", Subject.of(self.lexicon))
        object.__setattr__(self, "combinations", combinations_of(self.lexicon))

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
                    best[key] = with_contrast(known, candidate)
                elif candidate.confidence > known.confidence:
                    best[key] = candidate
        return sorted(best.values(), key=lambda c: (c.at.start, c.kind, c.concept))

    def _read_clause(self, marked: Marked, clause: Clause) -> Iterator[Candidate]:
        yield from read_labels(marked, clause)
        yield from read_combinations(marked, clause, self.combinations)
        yield from read_judgements(marked, clause, self.judgements, self.subject)


def read_labels(marked: Marked, clause: Clause) -> Iterator[Candidate]:
    """Rule ``label``: the words alone state the concept."""
    for hit in clause.of(*LABELLED):
        kind: StatementKind = hit.scheme  # type: ignore[assignment]
        yield Candidate(kind, hit.id, "", "label", (shown(marked, hit),), 0.85, hit, clause)
