"""Which groups of people and which programmes a paper deals with: by its title, its statements and its informants."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from kg.extract.marking import Marked
from kg.model import Paper, Statement, Study, Topic

SEGMENT = "segment"
TOPICS = (SEGMENT, "programme")
Called = set[tuple[str, Topic]]


def topics_of(paper: Paper, marked: Iterable[Marked]) -> tuple[Topic, ...]:
    """Give the topics that the title names, in words by which the text names them too."""
    return _topics_in(paper.metadata.title, _called(marked, *TOPICS))


def with_topics(paper: Paper, statements: Iterable[Statement], marked: Iterable[Marked]) -> tuple[Statement, ...]:
    """Give each statement the topics that its sentence names."""
    by_sentence = {each.index: each.of(*TOPICS) for each in marked}
    found = []
    for statement in statements:
        at = bisect_right(paper.sentences, statement.evidence.start, key=attrgetter("start")) - 1
        topics = {(hit.scheme, hit.id) for hit in by_sentence.get(at, ())}
        found.append(replace(statement, topics=tuple(sorted(topics))) if topics else statement)
    return tuple(found)


def with_segments(study: Study, marked: Sequence[Marked]) -> Study:
    """Give each group of informants the segments that its role names, in words of the passage that lists it."""
    groups = []
    for group in study.groups:
        start, end = group.evidence.start, group.evidence.end
        beside = (each for each in marked if start < each.sentence.end and each.sentence.start < end)
        groups.append(replace(group, topics=_topics_in(group.role, _called(beside, SEGMENT))))
    return replace(study, groups=tuple(groups)) if groups else study


def _called(marked: Iterable[Marked], *schemes: str) -> Called:
    """The words that sentences call topics by."""
    return {
        (each.text[hit.start - each.sentence.start : hit.end - each.sentence.start].casefold(), (hit.scheme, hit.id))
        for each in marked
        for hit in each.of(*schemes)
    }


def _topics_in(text: str, called: Called) -> tuple[Topic, ...]:
    """The topics that a text of its own names in one of the words."""
    folded = text.casefold()
    return tuple(
        sorted({topic for said, topic in called if said in folded and re.search(rf"\b{re.escape(said)}\b", folded)})
    )
