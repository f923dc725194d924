"""The day that an entry of a reference list tells: when its author looked at a web site."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.extract.names import closeness
from kg.extract.phrases import alternatives
from kg.languages import LANGUAGES, load

SHORTEST_MONTH = 3
"""Letters of an abbreviated month that are enough to know it by."""


def visited_on(entry: str) -> str:
    """Give the day of the last visit to a web site as printed; empty when it is not told in full.

    >>> visited_on("Laman. Diakses pada 5 Mei 2021, dari https://a.id"), visited_on("Accessed: 2013-11-03")
    ('5 Mei 2021', '2013-11-03')
    >>> visited_on("Ali, A. (5 Mei 2021). Judul.")
    ''
    """
    found = [match.group("day") for match in _visit().finditer(entry)]
    return " ".join(found[-1].split()) if found else ""


def iso_day(printed: str) -> str:
    """Give a printed day as ISO 8601; empty when there is no such day.

    >>> iso_day("5 Mei 2021"), iso_day("May 12, 2026"), iso_day("2 Nopember 2013"), iso_day("31 Juni 2013")
    ('2021-05-05', '2026-05-12', '2013-11-02', '')
    """
    match = _day().fullmatch(printed)
    parts = {name[0]: value for name, value in match.groupdict().items() if value} if match else {}
    if not parts:
        return ""
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"])).isoformat()
    except ValueError:
        return ""


@cache
def _day() -> re.Pattern[str]:
    month = rf"(?:{alternatives('reference', 'month')})"
    days = (
        rf"(?P<d1>\d{{1,2}})\.?\s+(?P<m1>{month})\.?,?\s+(?P<y1>\d{{4}})",
        rf"(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>\d{{4}})",
        rf"(?P<y3>\d{{4}})\s+(?P<m3>{month})\.?\s+(?P<d3>\d{{1,2}})",
        r"(?P<y4>\d{4})-(?P<m4>\d\d)-(?P<d4>\d\d)",
        r"(?P<d5>\d{1,2})[/.-](?P<m5>\d{1,2})[/.-](?P<y5>\d{4})",
    )
    return re.compile("|".join(days), re.IGNORECASE)


@cache
def _visit() -> re.Pattern[str]:
    """Words such as "diakses pada", and the day behind them."""
    words = alternatives("reference", "accessed", "retrieved")
    behind = rf"(?<!\w)(?:{words})(?!\w)[^\d\n]{{0,25}}?"
    return re.compile(rf"{behind}(?P<day>{_day().pattern})(?!\d)", re.IGNORECASE)


def _month(name: str) -> int:
    """Number a month by its name, a slip of the pen forgiven, or by the first letters of it."""
    folded = name.casefold()
    for code in LANGUAGES:
        for number, known in enumerate(load(code).words("study", "months"), 1):
            if closeness(folded, known) or known.startswith(folded[: max(SHORTEST_MONTH, len(folded))]):
                return number
    return next((number for number, start in enumerate(_starts(), 1) if folded.startswith(start)), 0)


@cache
def _starts() -> tuple[str, ...]:
    """Give the first letters of the months in English, which abbreviations such as ``Sept`` share."""
    return tuple(month[:SHORTEST_MONTH] for month in load("en").words("study", "months"))
