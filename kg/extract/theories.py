"""Theories that the vocabulary lacks: named by an author and a year, or by an acronym, with their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.applying import applies
from kg.extract.indicators import listed
from kg.extract.marking import Marked
from kg.extract.names import fold
from kg.extract.phrases import alternatives, pattern
from kg.model import Citation

BEFORE = 60
SECTIONS = ("abstract", "introduction", "theory", "method", "results", "conclusion")
YEAR = re.compile(r"\s*(?:\d{4}|n\.d\.).*$")


@dataclass(frozen=True, slots=True)
class Theory:
    """A theory: the sentence that names it best, the words that do, its indicators, and whether it is applied."""

    at: int
    name: str
    label: str
    indicators: tuple[str, ...]
    applied: bool


def theories_of(marked: Sequence[Marked], cited: Mapping[int, Sequence[Citation]], taken: set[int]) -> list[Theory]:
    """Read the theories that are named beside their author or by an acronym, each once, in the order of the text.

    One counts when the paper works with it, or when its indicators are told; ways of working with data do not.

    Args:
        marked: the sentences of a paper.
        cited: the citations by sentence.
        taken: numbers of the sentences that name a framework of the vocabulary.
    """
    best: dict[str, Theory] = {}
    for at, each in enumerate(marked):
        here = cited.get(each.index, ())
        if at in taken or each.section.kind not in SECTIONS or not _may_name(each, cited=bool(here)):
            continue
        if pattern("framework", "procedures").search(each.text):
            continue
        for theory in (*_cited(marked, at, list(here)), *_acronyms(marked, at, list(here))):
            known = best.get(theory.name)
            if known is None or _worth(theory) > _worth(known):
                best[theory.name] = theory
    return sorted(best.values(), key=lambda theory: theory.at)


def _worth(theory: Theory) -> tuple[bool, bool]:
    return theory.applied, bool(theory.indicators)


def _may_name(each: Marked, *, cited: bool) -> bool:
    """Whether a sentence has a word for a theory, or a citation and one for the parts of a theory."""
    return each.has("study.theory") or (cited and pattern("framework", "nouns", "parts").search(each.text) is not None)


def _cited(marked: Sequence[Marked], at: int, citations: list[Citation]) -> Iterator[Theory]:
    """``teori Gibson (1996)``; ``menurut Gibson (1996) indikatornya adalah …``; ``indikator … (Gibson, 1996)``."""
    each = marked[at]
    offset = each.sentence.start
    for citation in citations:
        start, end = citation.surface.start - offset, citation.surface.end - offset
        if citation.compares or not 0 <= start < end <= len(each.text):
            continue
        noun = _noun().search(each.text[max(0, start - BEFORE) : start])
        if noun is None and citation.intent == "discusses":  # what a work found, not what it proposes
            continue
        after = end if citation.narrative else max(0, start - BEFORE * 3)
        items = tuple(listed(marked, at, after)) if pattern("framework", "parts").search(each.text) or noun else ()
        others = [other for other in citations if other is not citation]
        applied = bool(noun or items) and applies(each, start, end, others)
        if (items and (noun or citation.narrative or applied)) or (noun and applied):
            words = f"{noun['noun']} " if noun else ""
            name = fold(YEAR.sub("", citation.label))
            printed = each.text[start:end] if citation.narrative else citation.label
            yield Theory(at, name, " ".join(f"{words}{printed}".split()), items, applied)


@cache
def _noun() -> re.Pattern[str]:
    """The word for a theory that leads to its author's name, with what it is about."""
    nouns = alternatives("framework", "nouns", "parts")
    by = alternatives("framework", "by")
    return re.compile(
        rf"(?<!\w)(?P<noun>(?:{nouns})(?:\s(?!(?:{by})\b)[a-z-]+){{0,4}})(?:\s(?:{by}))?\s*\(?$", re.IGNORECASE
    )


@cache
def _named() -> re.Pattern[str]:
    """A theory by a name with two capitals: ``model UTAUT``, ``metode WebQual 4.0``, ``the UTAUT model``."""
    nouns = alternatives("framework", "nouns")
    name = r"(?-i:(?P<name{0}>[A-Z][\w-]*[A-Z][\w-]*))(?:\s\d(?:\.\d)?)?"
    return re.compile(rf"(?<!\w)(?:(?:{nouns})\s{name.format(1)}|{name.format(2)}\s(?:{nouns}))(?!\w)", re.IGNORECASE)


def _acronyms(marked: Sequence[Marked], at: int, citations: list[Citation]) -> Iterator[Theory]:
    each = marked[at]
    for match in _named().finditer(each.text):
        name = match["name1"] or match["name2"]
        first, last = each.sentence.start + match.start(), each.sentence.start + match.end()
        named_otherwise = any(hit.start < last and first < hit.end for hit in each.of("target", "method", "programme"))
        items = tuple(listed(marked, at, match.end()))
        if items and not named_otherwise:
            applied = applies(each, match.start(), match.end(), citations)
            yield Theory(at, fold(name), " ".join(match.group().split()), items, applied)
