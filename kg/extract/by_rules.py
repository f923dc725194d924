"""litkg's own extractor, ``rules``: statements by rules over the words of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.citations import read_citations
from kg.extract.claims import read_claims
from kg.extract.gaps_stated import read_gaps
from kg.extract.lexicon import Lexicon
from kg.extract.marking import Marked, Marker
from kg.extract.numbers import read_statistics
from kg.extract.references import read_references
from kg.extract.rules import Rules
from kg.extract.subject import Topic, follow
from kg.model import Citation, LitkgError, Paper, Reference, Statement


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper with what is found in it before anything is taken as said: citations, words, what is spoken of."""

    paper: Paper
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    marked: list[Marked]
    topics: list[Topic]


class ByRules:
    """Reads papers by rules; made once, used for every paper of a corpus."""

    def __init__(self, lexicon: Lexicon, argument: str = "") -> None:
        if argument:
            raise LitkgError(f"extractor 'rules={argument}'", "the rules take no argument", "say 'rules' alone")
        self._marker = Marker(lexicon)
        self._rules = Rules(lexicon)
        self.overall = self._rules.subject.overall

    def __call__(self, paper: Paper) -> tuple[Statement, ...]:
        """Read the statements of a paper."""
        return self.read(self.prepare(paper))

    def prepare(self, paper: Paper) -> Prepared:
        """Find citations and the words of the vocabulary."""
        references = read_references(paper)
        marked = self._marker.mark(paper)
        topics = follow(marked, self._rules.subject)
        return Prepared(paper, references, read_citations(paper, references), marked, topics)

    def read(self, prepared: Prepared) -> tuple[Statement, ...]:
        """Read the statements of a paper that is prepared."""
        paper, marked, topics, citations = prepared.paper, prepared.marked, prepared.topics, prepared.citations
        return (
            *read_claims(paper, marked, topics, self._rules, citations),
            *read_statistics(paper, marked, topics, citations, self._rules.subject),
            *read_gaps(paper, marked),
        )
