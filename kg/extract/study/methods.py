"""The methods and techniques that a study says it uses."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.marking import Hit, Marked
from kg.extract.phrases import alternatives
from kg.extract.study.telling import telling
from kg.extract.study.wording import says
from kg.model import Evidence, Paper

Found = tuple[tuple[str, Evidence], ...]
CLAUSE_END = re.compile(r"[,;:]\s")


def read_methods(paper: Paper, marked: list[Marked]) -> tuple[Found, Found]:
    """Read methods and techniques, each with the first sentence that names it; the method section goes first."""
    found: dict[str, dict[str, Evidence]] = {"method": {}, "technique": {}}
    for each in telling(marked):
        for hit in _used(each):
            found[hit.scheme].setdefault(hit.id, paper.evidence(each.sentence.start, each.sentence.end))
    return tuple(sorted(found["method"].items())), tuple(sorted(found["technique"].items()))


def _used(each: Marked) -> list[Hit]:
    """The hits of a sentence but those that it denies; a longer term hides a shorter one inside it."""
    hits = each.of("method", "technique")
    if not hits:
        return []
    denied = denied_in(each)
    return [
        hit
        for hit in hits
        if not any(start <= hit.start < end for start, end in denied)
        and not any(
            other.start <= hit.start and hit.end <= other.end and hit.end - hit.start < other.end - other.start
            for other in hits
            if other.scheme == "technique" and hit.scheme == "method"
        )
    ]


def denied_in(each: Marked) -> list[tuple[int, int]]:
    """Find the clauses that say that something was not done, as positions of the text: ``tidak memakai wawancara``."""
    if not says(each.text, "negation", "not") and not says(each.text, "design", "without"):
        return []
    offset = each.sentence.start
    spans = []
    for match in _denial().finditer(each.text):
        before = [found.end() for found in CLAUSE_END.finditer(each.text, 0, match.start())]
        after = CLAUSE_END.search(each.text, match.end())
        begin = match.start() if match["without"] else (before[-1] if before else 0)
        spans.append((offset + begin, offset + (after.start() if after else len(each.text))))
    return spans


@cache
def _denial() -> re.Pattern[str]:
    not_, without = alternatives("negation", "not"), alternatives("design", "without")
    return re.compile(
        rf"\b(?:(?:{not_})\s(?:\w+\s){{0,2}}?(?:{alternatives('design', 'employ')})|(?P<without>{without}))\b",
        re.IGNORECASE,
    )
