"""All extractors over one paper: citations, frameworks, claims and findings in one reading."""

from __future__ import annotations

from pathlib import Path

from kg.extract.citations import read_citations
from kg.extract.claims import read_claims
from kg.extract.findings import read_gaps, read_verdict
from kg.extract.frameworks import read_frameworks
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.marking import Marker
from kg.extract.numbers import read_statistics
from kg.extract.references import read_references
from kg.extract.rules import Rules
from kg.extract.study import read_study
from kg.extract.subject import follow
from kg.model import LitkgError, Paper, Reading, Statement


class Extractor:
    """Reads papers with one vocabulary; made once, used for every paper of a corpus."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._marker = Marker(lexicon)
        self._rules = Rules(lexicon)

    @classmethod
    def of(cls, ontology: Path) -> Extractor:
        """Make an extractor of an ontology folder.

        Raises:
            LitkgError: the folder has no usable ``vocabulary.ttl``.
        """
        vocabulary = ontology / "vocabulary.ttl"
        lexicon = load_lexicon(vocabulary)
        for topic, what in (("name", "target that names the subject"), ("overall", "aspect of an overall judgement")):
            if not lexicon.with_topic(topic):
                raise LitkgError(str(vocabulary), f"has no {what}", f'give one the property jmo:topic "{topic}"')
        return cls(lexicon)

    def read(self, paper: Paper) -> Reading:
        """Read everything that a paper says."""
        references = read_references(paper)
        citations = read_citations(paper, references)
        marked = self._marker.mark(paper)
        topics = follow(marked, self._rules.subject)
        claims = read_claims(paper, marked, topics, self._rules, citations)
        frameworks = read_frameworks(paper, marked, self.lexicon)
        applied = {self.lexicon.iri("framework", f.concept) for f in frameworks if f.role == "applied"}
        indicators = frozenset(c.id for c in self.lexicon.scheme("indicator") if c.broader in applied)
        statements = (*claims, *read_statistics(paper, marked, topics, citations), *read_gaps(paper, marked))
        return Reading(
            paper=paper,
            references=references,
            citations=citations,
            frameworks=frameworks,
            study=read_study(paper, marked),
            statements=_without_doubles(statements),
            verdict=read_verdict(marked, claims, indicators, self._rules.subject.overall),
        )


def _without_doubles(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Keep one statement for each sentence, kind, concept and value, in the order of the text."""
    kept: dict[tuple[int, str, str, str], Statement] = {}
    for statement in statements:
        key = (statement.evidence.start, statement.kind, statement.concept, statement.value)
        kept.setdefault(key, statement)
    return tuple(kept[key] for key in sorted(kept))
