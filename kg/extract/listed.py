"""Which nouns stand in one list: *system quality, information quality and use*."""

from __future__ import annotations

from kg.extract.clauses import Clause
from kg.extract.marking import Hit, Marked

REACH = 3  # tokens


def listed_with(marked: Marked, clause: Clause, aspect: str, end: int) -> list[str]:
    """Give the other aspects of the list that an aspect begins and that ends before a token.

    Args:
        marked: the sentence.
        clause: the clause.
        aspect: id of the aspect.
        end: the first token of what is said of the list.
    """
    nouns = [noun for noun in clause.of("aspect") if noun.last <= end]
    first = next((at for at, noun in enumerate(nouns) if noun.id == aspect), None)
    if first is None:
        return []
    found: list[str] = []
    last = nouns[first]
    for noun in nouns[first + 1 :]:
        if noun.first - last.last > REACH or not _is_joined(marked, clause, last, noun):
            break
        found.append(noun.id)
        last = noun
    ends = last == nouns[-1] and end - last.last <= REACH and _follows_and(clause, last)
    return [each for each in dict.fromkeys(found) if each != aspect] if ends else []


def _follows_and(clause: Clause, noun: Hit) -> bool:
    """Whether *and* stands before the last of a list."""
    return any(cue.last == noun.first for cue in clause.cues("contrast.and"))


def _is_joined(marked: Marked, clause: Clause, one: Hit, other: Hit) -> bool:
    """Whether nothing but a comma or *and* stands between two nouns."""
    at = marked.sentence.start
    between = marked.text[one.end - at : other.start - at]
    for cue in clause.cues("contrast.and"):
        if one.end <= cue.start and cue.end <= other.start:
            between = between.replace(marked.text[cue.start - at : cue.end - at], ",", 1)
    return bool(between.strip()) and not between.strip(" ,/\n\t")
