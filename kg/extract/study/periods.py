"""When a study was done: the months, days or years that it gives for its own work, as printed."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.marking import Marked
from kg.extract.phrases import alternatives
from kg.extract.study.telling import cites, names_itself
from kg.extract.study.wording import says
from kg.model import Paper

YEAR = re.compile(r"\d{4}")
SECTIONS = ("method", "abstract", "results", "conclusion")


def read_period(paper: Paper, marked: list[Marked]) -> str:
    """Give the period as printed; when works came out that a study looks at is none.

    A year that ends the title counts when nothing else is told.
    """
    for kind in SECTIONS:
        for each in marked:
            if each.section.kind == kind and YEAR.search(each.text) and _may_tell(each):
                found = _day_or_month().search(each.text) or (_years().search(each.text) if _is_held(each) else None)
                if found:
                    return " ".join(found.group().split())
    found = _titled().search(paper.metadata.title)
    return found.group() if found else ""


def _may_tell(each: Marked) -> bool:
    """Whether a date in a sentence is the study's: everywhere but in its method, the sentence must say so."""
    if each.has("gap.future") or says(each.text, "design", "published") or cites(each):
        return False
    own = names_itself(each) or each.section.kind == "method"
    return own or (_is_held(each) and each.section.kind == "abstract")


def _is_held(each: Marked) -> bool:
    return says(each.text, "design", "held")


@cache
def _day_or_month() -> re.Pattern[str]:
    """``3 Januari 2024 hingga 20 Februari 2024``, with a duration and with what leads it, if printed."""
    month = rf"(?:{alternatives('study', 'months')})"
    year = r"\d{4}"
    to = rf"\s?(?:[–—-]|\b(?:{alternatives('period', 'to')})\b(?:\s\w+)?)\s?"
    point = rf"(?:\d{{1,2}}\s)?{month}(?:\s{year})?"
    day_first = rf"\d{{1,2}}{to}\d{{1,2}}\s{month}\s{year}"
    span = rf"(?:{day_first}|{point}{to}(?:\d{{1,2}}\s)?{month}\s{year}|(?:\d{{1,2}}\s)?{month}\s{year})"
    lead = rf"(?:{alternatives('period', 'lead')})"
    lasting = (
        rf"(?:{alternatives('period', 'during')})\s[\w()]+(?:\s\([\w]+\))?\s(?:{alternatives('period', 'lasting')}),?\s"
    )
    return re.compile(
        rf"\b{lasting}\({span}\)|\b(?:{lasting}(?:\w+\s)?)?(?:{lead}\s)?{span}"
        rf"|\b(?:{alternatives('period', 'term')})\s{year}/{year}",
        re.IGNORECASE,
    )


@cache
def _years() -> re.Pattern[str]:
    """``sepanjang tahun 2022``, ``tahun 2015–2020``."""
    year = r"(?:19|20)\d\d"
    span = rf"{year}(?:\s?(?:[–—-]|\b(?:{alternatives('period', 'to')})\b)\s?{year})?"
    led = "|".join((alternatives("period", "whole"), alternatives("period", "year")))
    return re.compile(rf"\b(?:(?:{led})\s{span}|(?<=\bin\s){span})(?!\s?/|\d|\))", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    """A year that ends a title is the one that was studied."""
    return re.compile(
        rf"\b(?:{alternatives('period', 'year')})\s(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?\Z", re.IGNORECASE
    )
