"""All extractors over one paper: citations, frameworks, statements and verdict in one reading."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from kg.extract.by_rules import ByRules, Prepared
from kg.extract.contract import Contract
from kg.extract.extractors import RULES, make_extractor, read_with
from kg.extract.findings import read_verdict
from kg.extract.frameworks import read_frameworks
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.precision import load_precision, rule_of
from kg.extract.study import read_study
from kg.extract.study.gazetteer import Gazetteer, read_gazetteer
from kg.extract.topics import topics_of, with_segments, with_topics
from kg.model import LitkgError, Paper, Reading, Statement


class Extractor:
    """Reads papers with one vocabulary; made once, used for every paper of a corpus.

    Args:
        lexicon: the vocabulary.
        extractors: who reads the statements, ``NAME`` or ``NAME=ARGUMENT`` each (:mod:`kg.extract.extractors`); of
            statements that several read, the first one's counts.
        gazetteer: the places that studies can be set in; the bundled ones when left out.
    """

    def __init__(
        self, lexicon: Lexicon, extractors: Sequence[str] = (RULES,), gazetteer: Gazetteer | None = None
    ) -> None:
        self.lexicon = lexicon
        self._gazetteer = gazetteer
        self._rules = ByRules(lexicon)
        self._others = {asked: make_extractor(asked, lexicon) for asked in extractors if asked != RULES}
        self._asked = tuple(dict.fromkeys(extractors))
        self._contract = Contract(lexicon)
        self._precision = load_precision()

    @classmethod
    def of(cls, ontology: Path, extractors: Sequence[str] = (RULES,)) -> Extractor:
        """Make an extractor of an ontology folder.

        Raises:
            LitkgError: the folder has no usable ``vocabulary.ttl``, or an extractor cannot be made.
        """
        vocabulary = ontology / "vocabulary.ttl"
        lexicon = load_lexicon(vocabulary)
        for topic, what in (("name", "target that names the subject"), ("overall", "aspect of an overall judgement")):
            if not lexicon.with_topic(topic):
                raise LitkgError(str(vocabulary), f"has no {what}", f'give one the property jmo:topic "{topic}"')
        places = ontology / "places.csv"
        return cls(lexicon, extractors, read_gazetteer(places) if places.is_file() else None)

    def read(self, paper: Paper) -> Reading:
        """Read everything that a paper says.

        Raises:
            LitkgError: an extractor fails or breaks the contract.
        """
        with uncollected():
            return self._read(paper)

    def _read(self, paper: Paper) -> Reading:
        prepared = self._rules.prepare(paper)
        marked = prepared.marked
        frameworks = read_frameworks(paper, marked, self.lexicon, prepared.citations)
        applied = {self.lexicon.iri("framework", f.concept) for f in frameworks if f.role == "applied"}
        indicators = frozenset(c.id for c in self.lexicon.scheme("indicator") if c.broader in applied)
        statements = _without_doubles(paper, self._statements(prepared))
        starts = {sentence.start for sentence in paper.sentences}
        whole = tuple(statement for statement in statements if statement.evidence.start in starts)
        return Reading(
            paper=paper,
            references=prepared.references,
            citations=prepared.citations,
            frameworks=frameworks,
            study=with_segments(read_study(paper, marked, self._gazetteer), marked),
            statements=with_topics(paper, statements, marked),
            topics=topics_of(paper, marked),
            verdict=read_verdict(marked, whole, indicators, self._rules.overall),
        )

    def _statements(self, prepared: Prepared) -> Iterator[Statement]:
        """What each extractor reads, each statement with the confidence that its rule has earned.

        A rule of litkg that was never measured has that of all its rules; one of another extractor has its own word.
        """
        for asked in self._asked:
            said: Iterable[Statement]
            if asked == RULES:
                said = self._rules.read(prepared)
            else:
                read = read_with(asked, self._others[asked], prepared.paper)
                said = self._contract.held(asked, prepared.paper, read)
            for statement in said:
                rule = rule_of(statement.rule)
                if asked == RULES or self._precision.knows(rule):
                    yield replace(statement, confidence=self._precision.confidence(rule, statement.kind))
                else:
                    yield statement


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the search for cyclic garbage off: papers make many small values, none of them in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _without_doubles(paper: Paper, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Keep one statement for each sentence, kind, concept, value and unit, in the order of the text."""
    kept: dict[tuple[int, str, str, str, str], Statement] = {}
    for statement in statements:
        at = bisect_right(paper.sentences, statement.evidence.start, key=attrgetter("start"))
        kept.setdefault((at, statement.kind, statement.concept, statement.value, statement.unit), statement)
    return tuple(kept[key] for key in sorted(kept))
