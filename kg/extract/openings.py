"""Where names open an entry of a reference list: at the head of a line, or in the middle of one that holds two."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.phrases import alternatives

_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_FAMILY = rf"(?:(?:[a-z]{{2,3}}\s){{0,2}}{_CAPITAL}[\w'’-]{{1,30}}(?:\s{_CAPITAL}[\w'’-]{{1,30}}){{0,2}})"
_INITIALS = rf"(?:{_CAPITAL}\.[\s-]?){{1,4}}"
INVERTED = re.compile(rf"{_FAMILY},\s{_INITIALS}")
BARE = re.compile(rf"{_FAMILY}\s{_CAPITAL}{{1,3}}(?:,\s|\.\s|\s\(|:\s)")
LEADING = re.compile(rf"{_INITIALS}\s?{_FAMILY}(?:,\s|\s&\s|\.\s|:\s|\sand\s|\sdan\s)")
DATED = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{0,20})?\)\s?[.,:]?\s")
BOUNDARY = re.compile(r"(?<=[.\d)>/\w])\s+(?=[^\W\d_])")
WINDOW = 400
"""Characters in front of a year within which its authors begin."""


def opens_with_names(line: str) -> bool:
    """Whether a line begins with a name and initials, whichever way round.

    >>> [opens_with_names(line) for line in ("Ali, A. B., Judul", "Ali AB, Budi C.", "A. Ali and B.", "Judul yang")]
    [True, True, True, False]
    """
    head = line[:120]
    return any(style.match(head) is not None for style in (INVERTED, BARE, LEADING))


def openings(entry: str) -> list[int]:
    """Find where further entries begin in one line: authors with initials and a year in brackets, behind a first year.

    >>> text = "Ali, A. (2019). Judul. Penerbit. Budi, B., & Citra, C. (2020). Judul lain. Penerbit."
    >>> [text[at : at + 8] for at in openings(text)]
    ['Budi, B.']
    """
    found: list[int] = []
    last = 0
    for count, dated in enumerate(DATED.finditer(entry)):
        floor = max(last, dated.start() - WINDOW)
        if count:
            for boundary in BOUNDARY.finditer(entry, floor, dated.start()):
                if _authors().fullmatch(entry, boundary.end(), dated.start()):
                    found.append(boundary.end())
                    break
        last = dated.end()
    return found


@cache
def _authors() -> re.Pattern[str]:
    """A list of authors with initials behind their names."""
    joint = rf"(?:,?\s?&\s?|,?\s(?:{alternatives('reference', 'and')})\s|,\s)"
    person = rf"{_FAMILY},\s{_INITIALS}"
    others = rf"(?:,?\s?(?:{alternatives('reference', 'others')})\.?)?"
    return re.compile(rf"{person}(?:{joint}{person}){{0,30}}{others}\s?")
