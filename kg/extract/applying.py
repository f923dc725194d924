"""Whether a sentence says that the study itself works with a theory, or that somebody else does, did or should."""

from __future__ import annotations

import re

from kg.extract.marking import Marked
from kg.extract.phrases import pattern
from kg.model import Citation

TELLING = ("abstract", "method")
ARGUING = ("results", "conclusion")
BEFORE, BEHIND = 200, 45
"""How far from a theory's name the verb may stand, in characters."""


def applies(each: Marked, start: int, end: int, citations: list[Citation]) -> bool:
    """Tell whether a sentence says that the paper's analysis is organised by the theory named in it.

    The study is the actor, or nobody is: *dianalisis dengan*; in abstract and method no other actor may be named
    either. A cited author who used it, and advice to use it next time, do not count.

    Args:
        each: the sentence.
        start: where in its text the theory is named.
        end: where the name ends.
        citations: those that stand in the sentence.
    """
    verb = None if _looks_ahead(each) else _verb(each.text, start, end)
    if verb is None:
        return False
    before = each.text[: min(verb.start(), start)]
    own = _last(before, "study")
    is_idle = verb.start() >= end and own < 0 and not _serves(each.text, verb.end())
    if is_idle or _is_others(each, before, citations, own):
        return False
    if each.section.kind in TELLING:
        organised = pattern("framework", "nouns", "parts", "study", "analyses").search(each.text) is not None
        return organised or not before.strip()
    if own >= 0 and not each.has("stance.that"):
        return True
    return each.section.kind in ARGUING and pattern("framework", "analyses").fullmatch(verb.group()) is not None


def _verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The verb of use that is nearest before a theory's name, or stands behind it (*teori X digunakan*)."""
    found = list(pattern("framework", "uses", "analyses").finditer(text, max(0, start - BEFORE), start))
    if found:
        return found[-1]
    return pattern("framework", "uses", "analyses").search(text, end, end + BEHIND)


def _serves(text: str, start: int) -> bool:
    """Whether what is used serves a study: *digunakan dalam penelitian ini*, *untuk menganalisis*."""
    return pattern("framework", "study", "analyses", "uses").search(text, start) is not None


def _last(text: str, function: str) -> int:
    """Where the last phrase of a function ends, or -1."""
    found = list(pattern("framework", function).finditer(text))
    return found[-1].end() if found else -1


def _looks_ahead(each: Marked) -> bool:
    """Whether a sentence speaks of what should or will be done."""
    return each.section.kind == "recommendations" or each.has("gap.future", "stance.hope")


def _is_others(each: Marked, before: str, citations: list[Citation], own: int) -> bool:
    """Whether a cited author is the actor: named before the verb, and after any word for the study itself."""
    at = each.sentence.start
    return any(own < citation.surface.end - at <= len(before) + 1 and citation.narrative for citation in citations)
