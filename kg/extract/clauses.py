"""Clauses of a sentence: "it works well, although the network is weak" judges in one and complains in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.marking import CUE, Hit, Hits, Marked

OPENERS = ("contrast.but", "contrast.although", "contrast.cause")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between contrasts and causes, with the hits inside it; ``conceded`` after an *although*."""

    start: int
    end: int
    hits: Hits
    conceded: bool
    caused: bool = False

    @property
    def of(self) -> Callable[..., list[Hit]]:
        """Give the hits of some schemes, in order."""
        return self.hits.of

    @property
    def cues(self) -> Callable[..., list[Hit]]:
        """Give the grammar words that have one of some functions."""
        return self.hits.of


def clauses_of(marked: Marked) -> list[Clause]:
    """Cut a sentence at its contrasts, causes and semicolons.

    An *although* clause, and a *because* clause in front, end at their comma.
    """
    sentence, openers = marked.sentence, marked.cues(*OPENERS)
    if not openers and ";" not in marked.text:
        return [Clause(sentence.start, sentence.end, marked.hits, conceded=False)]
    cuts: list[tuple[int, bool]] = [(sentence.start, False)]
    causes = {hit.start for hit in marked.cues("contrast.cause")}
    negations = [hit for hit in marked.hits if hit.scheme == CUE and hit.id.startswith("negation.")]
    for hit in openers:
        if any(negation.start <= hit.start < negation.end for negation in negations):  # "not yet" is no "yet"
            continue
        conceded = hit.id == "contrast.although" and not _is_connector(marked, hit)
        cuts.append((hit.start, conceded))
        comma = sentence.start + marked.text.find(",", hit.end - sentence.start)
        in_front = hit.id == "contrast.cause" and hit.start == sentence.start
        if (conceded or in_front) and comma > hit.end:
            cuts.append((comma, False))
    offset = marked.text.find(";")
    while offset >= 0:
        cuts.append((sentence.start + offset, False))
        offset = marked.text.find(";", offset + 1)
    bounds = sorted(set(cuts))
    ends = [start for start, _ in bounds[1:]] + [sentence.end]
    starts = [hit.start for hit in marked.hits]
    return [
        Clause(start, end, _between(marked.hits, starts, start, end), conceded, start in causes)
        for (start, conceded), end in zip(bounds, ends, strict=True)
        if end > start
    ]


def _between(hits: Hits, starts: list[int], start: int, end: int) -> Hits:
    """Give the hits that begin between two positions."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return hits if last - first == len(hits) else Hits(hits[first:last])


def _is_connector(marked: Marked, hit: Hit) -> bool:
    """Whether an *although* word ties the whole sentence to the one before (``meskipun demikian, …``)."""
    return any(other.start == hit.start for other in marked.cues("contrast.concede"))
