"""Which sentences tell how the study itself was done, and which tell of other works or of what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.marking import Marked
from kg.extract.phrases import words
from kg.extract.study.wording import says

TELLING = ("method", "abstract")
CITED = re.compile(
    r"([A-Z][\w’'-]+)(?:,?\s(?:et al|dkk|dan|and|&)\.?(?:\s[A-Z][\w’'-]+)?)?(,?\s|\s?\()(?:19|20)\d\d[a-z]?\)"
)


def telling(marked: list[Marked]) -> Iterator[Marked]:
    """Give the sentences of the method section, then of the abstract; failing both, those in which the study speaks."""
    found = [each for kind in TELLING for each in marked if each.section.kind == kind]
    if not any(each.section.kind == "method" for each in found):
        found += [
            each for each in marked if each.section.kind in ("introduction", "results") and speaks_of_itself(each)
        ]
    return (each for each in found if not each.has("gap.future") and not reports(each))


def speaks_of_itself(each: Marked) -> bool:
    """Whether a sentence tells what this study did: ``penelitian ini menggunakan …``."""
    return names_itself(each) and each.has("report.uses")


def names_itself(each: Marked) -> bool:
    """Whether a sentence names the study or its authors."""
    return says(each.text, "design", "itself")


def cites(each: Marked) -> bool:
    """Whether a sentence names another work with its year; a month with its year in brackets is none."""
    return _citation(each) is not None


def reports(each: Marked) -> bool:
    """Whether a sentence is another work's: it is led by its author, and does not speak of the study."""
    citation = _citation(each)
    if citation is not None and citation.group(2).endswith("(") and not names_itself(each):
        return True
    if citation is not None and says(each.text, "design", "others"):
        return True
    return citation is not None and says(each.text, "design", "by_others") and not names_itself(each)


def _citation(each: Marked) -> re.Match[str] | None:
    if ")" not in each.text:
        return None
    months = words("study", "months")
    found = (match for match in CITED.finditer(each.text) if match.group(1).lower() not in months)
    return next(found, None)
