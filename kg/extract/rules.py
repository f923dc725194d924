"""The rules that read a clause: a judgement of an aspect, a target with a signal, a concept's own label.

Each rule gives candidates with its name and the words that it fired on; whose statement it is and whether the sentence
is about the app at all is decided afterwards (see :mod:`kg.extract.claims`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.benefits import TOLD, is_denied, read_benefits
from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause, clauses_of
from kg.extract.combinations import Combinations, combinations_of, read_combinations
from kg.extract.denial import read_denied
from kg.extract.frames import Headings, headings_of, is_troubled, read_frame
from kg.extract.judgements import GOOD, read_judgements, with_contrast, with_reservation
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Hit, Marked
from kg.extract.shares import read_shares
from kg.extract.subject import Subject
from kg.languages import LANGUAGES
from kg.model import StatementKind

BESIDE = 3  # tokens
NO_WHOLE = ("aspect+verb", "quadrant")  # rules that judge one thing, whatever the rest of the sentence tells
LABELLED: tuple[StatementKind, ...] = ("obstacle", "benefit", "recommendation", "feature")


@dataclass(frozen=True)
class Rules:
    """The rules with the vocabulary that they read by."""

    lexicon: Lexicon
    judgements: Mapping[str, Concept] = field(init=False)
    subject: Subject = field(init=False)
    combinations: Combinations = field(init=False)
    told: Combinations = field(init=False)
    headings: Mapping[str, Headings] = field(init=False)
    broader: Mapping[tuple[str, str], str] = field(init=False)
    denied: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the vocabulary once: judgements by id, combinations by target and signal."""
        object.__setattr__(self, "judgements", {c.id: c for c in self.lexicon.scheme("judgement")})
        object.__setattr__(self, "subject", Subject.of(self.lexicon))
        object.__setattr__(self, "combinations", combinations_of(self.lexicon))
        object.__setattr__(self, "told", combinations_of(self.lexicon, TOLD))
        named = self.lexicon.concepts
        stated = [c for kind in LABELLED for c in self.lexicon.scheme(kind) if c.broader in named]
        object.__setattr__(self, "broader", {(c.scheme, c.id): named[c.broader].id for c in stated})
        spoken_for = {c.id: c.implies.rsplit("/", 1)[-1] for c in self.lexicon.scheme("obstacle") if c.implies}
        object.__setattr__(self, "denied", spoken_for)
        object.__setattr__(self, "headings", {code: headings_of(self.lexicon, code) for code in LANGUAGES})

    def read(self, marked: Marked) -> list[Candidate]:
        """Give what all rules read in a sentence: for each kind and concept the most certain candidate.

        A concept says nothing more where a narrower one is read in the same clause.
        """
        clauses = clauses_of(marked)
        found: list[Candidate] = []
        spoken_of = ""
        for clause in clauses:
            found += self._read_clause(marked, clause, spoken_of)
            spoken_of = next((hit.id for hit in reversed(clause.of("aspect"))), "")
        found += read_denied(marked, found, self.denied)
        found += read_frame(marked, clauses, found, self.headings[marked.section.language])
        found = [each for each in found if not _is_part_of_label(each, found) and not _is_framed(marked, each, found)]
        found = [each for each in found if not _is_obstacle_too(each, found, self.subject.overall)]
        return self._best(clauses, found)

    def _best(self, clauses: list[Clause], found: list[Candidate]) -> list[Candidate]:
        """Keep for each kind and concept the most certain candidate, good and bad of one aspect put together."""
        troubled = [clause for clause in clauses if is_troubled(clause, found)]
        best: dict[tuple[str, str], Candidate] = {}
        for each in found:
            reserved = each.kind == "assessment" and any(_contrasts(each, clause) for clause in troubled)
            candidate = with_reservation(each) if reserved else each
            key = (candidate.kind, candidate.concept)
            known = best.get(key)
            if known is None:
                best[key] = candidate
            elif candidate.kind == "assessment":
                best[key] = with_contrast(known, candidate)
            elif candidate.confidence > known.confidence:
                best[key] = candidate
        wider = {
            (c.kind, self.broader[c.kind, c.concept], c.clause) for c in found if (c.kind, c.concept) in self.broader
        }
        kept = (c for c in best.values() if (c.kind, c.concept, c.clause) not in wider)
        return sorted(kept, key=lambda c: (c.at.start, c.kind, c.concept))

    def _read_clause(self, marked: Marked, clause: Clause, spoken_of: str) -> Iterator[Candidate]:
        yield from read_labels(marked, clause)
        yield from read_combinations(marked, clause, self.combinations)
        yield from read_benefits(marked, clause, self.told)
        yield from read_shares(marked, clause, self.subject)
        yield from read_judgements(marked, clause, self.judgements, self.subject, "" if clause.caused else spoken_of)


def _contrasts(candidate: Candidate, troubled: Clause) -> bool:
    """Whether a favourable judgement stands beside a clause that tells of trouble (*it works well, but …*)."""
    parted = candidate.clause != troubled and not troubled.caused
    return candidate.stance == GOOD[0] and parted and candidate.rule not in NO_WHOLE


def _is_framed(marked: Marked, candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether a judgement is of the aspect that the sentence names in front, and of its word's own only by default."""
    if candidate.rule != "judgement" or any(noun.id == candidate.concept for noun in marked.of("aspect")):
        return False
    return any(each.rule == "frame" and each.at == candidate.at for each in found)


def _is_part_of_label(candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether a combination stands within a longer label of another obstacle, which says what is meant.

    *belum mengetahui keberadaan aplikasi* tells of information that is lacking, not of skill.
    """
    return (
        candidate.kind == "obstacle"
        and candidate.rule == "target+signal"
        and any(
            each.kind == "obstacle"
            and each.rule == "label"
            and each.concept != candidate.concept
            and _holds(each.at, candidate.at)
            for each in found
        )
    )


def _is_obstacle_too(candidate: Candidate, found: list[Candidate], overall: str) -> bool:
    """Whether an unfavourable word is one that an obstacle is read by, or tells what an obstacle leads to.

    *The network is weak* and *errors make it slow* are no judgements; *it is not optimal yet* is one in any case.
    """
    if candidate.kind != "assessment" or candidate.stance in GOOD or candidate.concept == overall:
        return False
    if any(each.kind == "obstacle" and each.rule == "label" and _holds(each.at, candidate.at) for each in found):
        return True
    if not candidate.clause.caused and candidate.firm:
        return False
    return any(
        each.kind == "obstacle"
        and (candidate.clause.caused or (each.clause == candidate.clause and _is_beside(each.at, candidate.at)))
        for each in found
    )


def _holds(one: Hit, other: Hit) -> bool:
    return one.first <= other.first and other.last <= one.last


def _is_beside(one: Hit, other: Hit) -> bool:
    return max(one.first, other.first) - min(one.last, other.last) <= BESIDE


def read_labels(marked: Marked, clause: Clause) -> Iterator[Candidate]:
    """Rule ``label``: the words alone state the concept."""
    for hit in clause.of(*LABELLED):
        if hit.scheme in TOLD and is_denied(clause, hit):
            continue
        kind: StatementKind = hit.scheme  # type: ignore[assignment]
        yield Candidate(kind, hit.id, "", "label", (shown(marked, hit),), 0.85, hit, clause)
