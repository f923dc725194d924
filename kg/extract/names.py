"""Names of authors: what of a printed name is the family name, and when two printed names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import OSA

SHORTEST_FUZZY = 5
INITIAL = re.compile(r"(?:[^\W\d_]\.?|[^\W\d_]{2,3}\.)(?:-[^\W\d_]\.)?")
DEGREE = re.compile(r"\s+[^\W\d_]{1,4}\.[^\W\d_].*")
PLAIN = {code: None if chr(code) in "'`" else " " for code in range(128) if not chr(code).isalpha()}
"""What becomes of an ASCII character that is no letter."""
SMALL = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Reduce a name to what two spellings of it share: no case, accents, apostrophes, hyphens, points.

    >>> fold("Rifa’i"), fold("Perangin-angin"), fold("Müller")
    ('rifai', 'perangin angin', 'muller')
    """
    if name.isascii():
        return " ".join(name.lower().translate(PLAIN).split())
    plain = "".join(SMALL.get(c, c) for c in name.casefold())
    kept = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) and c not in "'’‘ʼ`´")
    return " ".join("".join(c if c.isalpha() else " " for c in kept).split())


def is_initials(part: str) -> bool:
    """Tell initials, or degrees that were taken for initials, from a name.

    >>> is_initials("N. P."), is_initials("D. S. A. M. Ms. C. S. CA."), is_initials("M R R Razak")
    (True, True, False)
    """
    return bool(part.split()) and all(INITIAL.fullmatch(word) for word in _spaced(part))


@lru_cache(maxsize=4096)
def family(author: str) -> str:
    """Give the family name of an author as printed; a name of one part, or an organisation, is its own.

    >>> family("Cahyadi, Robi"), family("A Purba, R."), family("Sri Maulidiah S.Sos., M."), family("BPJS Kesehatan")
    ('Cahyadi', 'Purba', 'Sri Maulidiah', 'BPJS Kesehatan')
    """
    printed = author.partition(",")[0].strip()
    parts = DEGREE.sub("", printed).split()
    named = parts[len(list(takewhile(is_initials, parts))) :]
    return " ".join(named) or printed


def closeness(cited: str, listed: str) -> int:
    """Say how surely two family names are one: 3 the same, 2 one holds the other, 1 a slip of the pen, 0 not.

    >>> closeness("Lutfi", "Luthfi"), closeness("Maulana", "Sultan Maulana"), closeness("Dewi", "Desi")
    (1, 2, 0)
    """
    one, other = fold(cited), fold(listed)
    if not one or not other:
        return 0
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return 3
    first, second = ({word for word in name.split() if len(word) > 1} for name in (one, other))
    if first and second and (first <= second or second <= first):
        return 2
    long_enough = min(len(one), len(other)) >= SHORTEST_FUZZY
    return int(long_enough and OSA.distance(one, other, score_cutoff=1) <= 1)


def _spaced(part: str) -> list[str]:
    """Cut "N.P." into "N." and "P."."""
    return re.sub(r"\.(?=[^\W\d_])", ". ", part).split()
