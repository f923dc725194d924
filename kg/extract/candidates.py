"""What a rule read in a sentence, before it is decided whether the paper says it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.clauses import Clause
from kg.extract.marking import Hit, Marked
from kg.model import StatementKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule read: ``at`` is the hit that it hangs on, ``words`` the words that it fired on.

    ``firm`` when a copula ties a judgement to an aspect that is named (*the outreach is still not …*).
    """

    kind: StatementKind
    concept: str
    stance: str
    rule: str
    words: tuple[str, ...]
    confidence: float
    at: Hit
    clause: Clause
    firm: bool = False


def shown(marked: Marked, hit: Hit) -> str:
    """Give the words of a hit as printed, white space folded, in lower case."""
    at = marked.sentence.start
    return " ".join(marked.text[hit.start - at : hit.end - at].split()).lower()
