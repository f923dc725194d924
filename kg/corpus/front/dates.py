"""The year in which a paper came out, from what its first page says of its history; unknown stays unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.corpus.front.imprint import COPYRIGHT, YEAR
from kg.corpus.front.people import phrase

KEYS = ("published", "accepted", "received", "either", "revised")


def year_of(dates: Sequence[str], imprint: str, loose: Sequence[str]) -> int | None:
    """Choose the year of publication.

    The year of the issue comes first, then that of the copyright, of publication, of an issue's month that stands
    alone, of acceptance. When it was received says nothing.

    Args:
        dates: lines with dates of the paper's history, and copyright lines.
        imprint: the year that stands with volume and issue.
        loose: years that stand on a line of their own.

    >>> year_of(["Received: 3 May 2022; Accepted: 1 June 2023"], "", ())
    2023
    >>> year_of(["Received: 3 May 2022"], "", ())
    """
    if imprint:
        return int(imprint)
    joined = "\n".join(dates)
    history = _history(joined)
    copied = [int(year) for year in COPYRIGHT.findall(joined)]
    for years in (copied, history["published"], [int(year) for year in loose], history["accepted"]):
        if years:
            return max(years)
    return None


def _history(joined: str) -> dict[str, list[int]]:
    """The years behind each word of a paper's history: from the word to the next one."""
    labels = [(found, key) for key in KEYS for found in phrase("imprint", key).finditer(joined)]
    labels.sort(key=lambda label: (label[0].start(), -label[0].end()))
    years: dict[str, list[int]] = {key: [] for key in KEYS}
    end = 0
    for at, (found, key) in enumerate(labels):
        if found.start() < end:
            continue
        end = found.end()
        until = next((later.start() for later, _ in labels[at + 1 :] if later.start() >= end), len(joined))
        piece = joined[end : min(until, end + 60)]
        named = YEAR.search(piece) or re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)(?!\d)", piece)
        named = named or re.search(r"(?<!\d)((?:19|20)\d\d)[/.-]\d{1,2}", piece)
        if named:
            years[key].append(int(named.group(1)))
    # A word that may mean "received" or "accepted" is "accepted" where another says "received".
    if years["received"]:
        years["accepted"] += years["either"]
    return years
