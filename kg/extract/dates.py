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
    """Give the day of the last visit to a web site, as ISO 8601; empty when it is not told in full.

    >>> visited_on("Laman. Diakses pada 5 Mei 2021, dari https://a.id"), visited_on("Retrieved May 12, 2026, from a.id")
    ('2021-05-05', '2026-05-12')
    >>> visited_on("Accessed: 2013-11-03"), visited_on("Ali, A. (5 Mei 2021). Judul.")
    ('2013-11-03', '')
    """
    found = [day for match in _visit().finditer(entry) if (day := _iso(match))]
    return found[-1] if found else ""


@cache
def _visit() -> re.Pattern[str]:
    """Words such as "diakses pada", and the day behind them."""
    month = rf"(?:{alternatives('reference', 'month')})"
    days = (
        rf"(?P<d1>\d{{1,2}})\.?\s+(?P<m1>{month})\.?,?\s+(?P<y1>\d{{4}})",
        rf"(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>\d{{4}})",
        rf"(?P<y3>\d{{4}})\s+(?P<m3>{month})\.?\s+(?P<d3>\d{{1,2}})",
        r"(?P<y4>\d{4})-(?P<m4>\d\d)-(?P<d4>\d\d)",
        r"(?P<d5>\d{1,2})[/.-](?P<m5>\d{1,2})[/.-](?P<y5>\d{4})",
    )
    words = alternatives("reference", "accessed", "retrieved")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^\d\n]{{0,25}}?(?:{'|'.join(days)})(?!\d)", re.IGNORECASE)


def _iso(match: re.Match[str]) -> str:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"])).isoformat()
    except ValueError:
        return ""


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
