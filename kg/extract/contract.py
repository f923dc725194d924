"""What every statement must keep, whoever read it: words that stand in the text, names that the vocabulary has.

litkg's own rules keep it by how they are made (a test holds them to it); what another extractor says is held to it
before it reaches the graph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import get_args

from kg.extract.lexicon import Lexicon
from kg.model import Attribution, Evidence, LitkgError, Paper, Statement, StatementKind

# The scheme that the concept of a statement belongs to, by kind; these kinds have no concept.
SCHEMES: Mapping[str, str] = {
    kind: {"assessment": "aspect", "future-research": "recommendation"}.get(kind, kind)
    for kind in get_args(StatementKind)
    if kind not in ("statistic", "gap")
}
Fault = tuple[str, str]
TEXTS = tuple(each.name for each in fields(Statement) if each.name not in ("evidence", "confidence", "topics"))


class Contract:
    """The contract of one vocabulary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._ids = {name: {concept.id for concept in lexicon.scheme(name)} for name in (*SCHEMES.values(), "stance")}

    def held(self, extractor: str, paper: Paper, said: Iterable[Statement]) -> Iterator[Statement]:
        """Let the statements through that an extractor read in a paper, up to the first that breaks the contract.

        Raises:
            LitkgError: one breaks it; the message names the extractor, the paper, the place and the mend.
        """
        for number, statement in enumerate(said, 1):
            fault = self._fault(paper, statement)
            if fault:
                place = f"extractor '{extractor}', paper '{paper.key}', statement {number}"
                if isinstance(at := getattr(statement, "evidence", None), Evidence):
                    place += f" (characters {at.start} to {at.end})"
                raise LitkgError(place, fault[0], f"{fault[1]}, or build without this extractor")
            yield statement

    def _fault(self, paper: Paper, statement: object) -> Fault | None:
        """Tell what is wrong with a statement and how to mend it, if anything is."""
        if not isinstance(statement, Statement):
            return f"is a {type(statement).__name__}", "give values of kg.model.Statement"
        return (
            _fault_of_values(statement)
            or _fault_of_place(paper, statement)
            or self._fault_of_concept(statement)
            or self._fault_of_stance(statement)
        )

    def _fault_of_concept(self, statement: Statement) -> Fault | None:
        scheme = SCHEMES.get(statement.kind, "")
        if scheme and statement.concept not in self._ids[scheme]:
            told = f"concept '{statement.concept}' is no {scheme} of the vocabulary"
            return told, "use an id of vocabulary.ttl, or add it there"
        if not scheme and statement.concept:
            return f"a {statement.kind} has no concept, and this has '{statement.concept}'", "leave it empty"
        return None

    def _fault_of_stance(self, statement: Statement) -> Fault | None:
        stance, judges = statement.stance, statement.kind == "assessment"
        if judges and stance not in self._ids["stance"]:
            return f"stance '{stance}' is none of the vocabulary", _one_of(sorted(self._ids["stance"]))
        if not judges and stance:
            return f"only assessments have a stance, and this {statement.kind} has '{stance}'", "leave it empty"
        return None


def _fault_of_values(statement: Statement) -> Fault | None:
    """Texts are texts, what is chosen from a closed list is in it, a confidence is a probability."""
    for name in TEXTS:
        value = getattr(statement, name)
        if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
            return f"its {name} is no text", f"give {name} as Unicode text, empty where there is none"
    for name, known in (("kind", get_args(StatementKind)), ("attribution", get_args(Attribution))):
        if getattr(statement, name) not in known:
            return f"unknown {name} '{getattr(statement, name)}'", _one_of(known)
    for name, needed in (("rule", True), ("value", statement.kind == "statistic")):
        if needed and not getattr(statement, name).strip():
            return f"has no {name}", "say what read it" if name == "rule" else "give the figure as printed"
    worth = statement.confidence
    if isinstance(worth, bool) or not isinstance(worth, int | float) or not 0 <= worth <= 1:
        return f"its confidence is {worth!r}", "give a number from 0 to 1"
    return None


def _fault_of_place(paper: Paper, statement: Statement) -> Fault | None:
    """The quote stands where the evidence says, and in the section that the statement says."""
    evidence = statement.evidence
    start, end = evidence.start, evidence.end
    inside = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(paper.text)
    if not inside or paper.text[start:end] != evidence.quote:
        return "its quote is not what stands there", "cut it with paper.evidence(start, end)"
    section = paper.sections[max(0, bisect_right(paper.sections, start, key=attrgetter("start")) - 1)].kind
    if statement.section != section:
        return f"says section '{statement.section}', and stands in '{section}'", "give the section that it stands in"
    return None


def _one_of(known: Iterable[str]) -> str:
    return f"choose one of: {', '.join(known)}"
