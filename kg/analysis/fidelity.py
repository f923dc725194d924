"""Whether a cited paper says what it is cited for; only papers of the corpus can be asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extract.morphology import key_of
from kg.graph.store import Row
from kg.languages import LANGUAGES, load

Outcome = Literal["supported", "not-found", "contradicted"]
COMPARED = ("assessment", "obstacle", "benefit", "recommendation", "feature", "statistic")
SAID_ALIKE = 0.5  # share of a passage's words that its source has to have where it says the same
NEAR = 2  # characters between two sentences of one passage
BEST = {"conclusion": 0, "results": 1, "abstract": 2}
WORD = re.compile(r"[^\W\d_][\w-]*")
CITED = re.compile(r"\([^()]*\b\d{4}[a-z]?\b[^()]*\)")
FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a passage credits a paper of the corpus with, and what that paper says itself.

    ``said`` are the statements of one sentence that have the same outcome; ``own`` is the statement of the cited paper
    that supports or contradicts them, or comes nearest. ``exchanged`` is a statement beside them that is credited to
    another work, ``exchanged_with``, and stands in the cited paper.
    """

    said: tuple[Row, ...]
    cited: str
    outcome: Outcome
    own: Row | None = None
    exchanged: Row | None = None
    exchanged_with: str = ""


def compare(
    statements: Iterable[Row],
    sources: Mapping[tuple[str, str], str],
    languages: Mapping[str, str],
    signs: Mapping[str, int],
) -> list[Comparison]:
    """Compare each statement that is credited to a paper of the corpus with that paper's own statements.

    A paper supports a statement when it says, itself or of another work, something of the same kind on the same
    concept, a judgement with the same sign, and what it says on the concepts of a sentence has half of the sentence's
    words: a concept alone is too wide (*the young are content* is not *transparency makes content*). It contradicts a
    judgement when it only judges the other way. A figure is supported when the paper has it too.

    Args:
        statements: rows of the query ``statements``.
        sources: (paper IRI, surname and year) to the IRI of the cited work.
        languages: the papers' IRIs to their languages.
        signs: IRI of a stance to its sign.
    """
    said_by: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    credits: dict[str, dict[tuple[int, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in statements:
        if row["kind"] not in COMPARED:
            continue
        said_by[row["paper"]][_about(row)].append(row)
        if row["attribution"] == "cited" and (work := sources.get((row["paper"], row["source"]))):
            credits[row["paper"]][int(row["start"]), work].append(row)
    look = _Look(said_by, languages, signs)
    return [
        found
        for paper in sorted(credits)
        for (_, work), rows in sorted(credits[paper].items())
        if work in languages and work != paper
        for found in _compare(rows, work, credits[paper], look)
    ]


def _about(row: Row) -> tuple[str, str]:
    """What a statement is compared by: its kind and its concept, or its figure."""
    return row["kind"], row["concept"] or " ".join(FIGURE.findall(row["rule"]))


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks things up in what the papers say themselves."""

    said_by: Mapping[str, Mapping[tuple[str, str], list[Row]]]
    languages: Mapping[str, str]
    signs: Mapping[str, int]

    def on(self, row: Row, work: str, sign: int) -> list[Row]:
        """What a work says on a statement's concept; ``sign`` -1 for what judges the other way."""
        said = self.said_by.get(work, {}).get(_about(row), [])
        if row["kind"] == "assessment":
            wanted = sign * self.signs.get(row["stance"], 0)
            said = [each for each in said if self.signs.get(each["stance"], 0) == wanted]
        elif sign < 0:
            said = []
        return sorted(said, key=lambda each: (each["attribution"] != "own", BEST.get(each["section"], 9)))

    def all_of(self, work: str) -> list[Row]:
        """All that a work says."""
        return [row for said in self.said_by.get(work, {}).values() for row in said]

    def supported(self, rows: Sequence[Row], work: str) -> tuple[list[Row], list[Row]]:
        """The statements of a sentence that a work supports, and what it says on them."""
        found = [row for row in rows if self.on(row, work, 1)]
        said = [each for row in found for each in self.on(row, work, 1)]
        return (found, said) if found and self.alike(found, said) >= SAID_ALIKE else ([], said)

    def nearest(self, row: Row, said: Iterable[Row]) -> Row | None:
        """What has the most words in common with a sentence; one word is nothing in common."""
        words = self.words(row)
        shared = {(len(words & self.words(each)), -int(each["start"])): each for each in said}
        best = max(shared, default=(0, 0))
        return shared[best] if best[0] > 1 else None

    def words(self, row: Row) -> frozenset[str]:
        return words_of(CITED.sub(" ", row["quote"]), self.languages[row["paper"]])

    def alike(self, rows: Sequence[Row], said: Sequence[Row]) -> float:
        """The share of a sentence's words that stand in what a work says, or that its concepts are read by."""
        words = self.words(rows[0])
        read_by = {word for row in rows for word in words_of(row["rule"], self.languages[row["paper"]])}
        known = read_by.union(*map(self.words, said)) if said else set()
        return len(words & known) / len(words) if words else 0.0


def _compare(
    rows: list[Row], work: str, credits: Mapping[tuple[int, str], list[Row]], look: _Look
) -> Iterator[Comparison]:
    """Compare the statements of one sentence that are credited to one work."""
    supported, said = look.supported(rows, work)
    if supported:
        yield Comparison(tuple(supported), work, "supported", look.nearest(rows[0], said))
    rest = [row for row in rows if row not in supported]
    contradicted = [row for row in rest if not look.on(row, work, 1) and look.on(row, work, -1)]
    if contradicted:
        yield Comparison(tuple(contradicted), work, "contradicted", look.on(contradicted[0], work, -1)[0])
    missing = [row for row in rest if row not in contradicted]
    if missing:
        other = None if supported or contradicted else _exchanged(rows[0], work, credits, look)
        nearest = look.nearest(rows[0], look.all_of(work))
        yield Comparison(tuple(missing), work, "not-found", nearest, *(other or ()))


def _exchanged(
    row: Row, work: str, credits: Mapping[tuple[int, str], list[Row]], look: _Look
) -> tuple[Row, str] | None:
    """Find a sentence before or behind this one that is credited to another work and whose words stand in this one."""
    for (_, other), beside in sorted(credits.items()):
        if other != work and _is_near(row, beside[0]) and len(look.supported(beside, work)[0]) == len(beside):
            return beside[0], other
    return None


def _is_near(one: Row, other: Row) -> bool:
    apart = max(int(one["start"]), int(other["start"])) - min(int(one["end"]), int(other["end"]))
    return apart <= NEAR


@cache
def _empty(language: str) -> frozenset[str]:
    """The words of a language that carry no content of their own."""
    return frozenset(load(language).words("content", "empty")) if language in LANGUAGES else frozenset()


@cache
def words_of(text: str, language: str) -> frozenset[str]:
    """Give the words of a text that carry content, by their morphological keys.

    >>> sorted(words_of("Hal ini ditingkatkan oleh BPJS.", "id"))
    ['=tingkatkan', 'bpjs']
    """
    key = key_of(language)
    return frozenset(key(word) for word in WORD.findall(text.casefold()) if word not in _empty(language))
