"""Names of authors: how a printed list of them comes apart, and when two printed names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import OSA

from kg.extract.phrases import alternatives, pattern

SHORTEST_FUZZY = 5
INITIAL = re.compile(r"(?:[^\W\d_]\.?|[^\W\d_]{2,3}\.)(?:-[^\W\d_]\.)?")
DEGREE = re.compile(r"\s+[^\W\d_]{1,4}\.[^\W\d_].*")
SMALL = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Reduce a name to what two spellings of it share: no case, accents, apostrophes, hyphens, points.

    >>> fold("Rifa’i"), fold("Perangin-angin"), fold("Müller")
    ('rifai', 'perangin angin', 'muller')
    """
    plain = "".join(SMALL.get(c, c) for c in name.casefold())
    kept = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) and c not in "'’‘ʼ`´")
    return " ".join("".join(c if c.isalpha() else " " for c in kept).split())


def is_initials(part: str) -> bool:
    """Tell initials, or degrees that were taken for initials, from a name.

    >>> is_initials("N. P."), is_initials("D. S. A. M. Ms. C. S. CA."), is_initials("M R R Razak")
    (True, True, False)
    """
    return bool(part.split()) and all(INITIAL.fullmatch(word) for word in _spaced(part))


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


def split_authors(printed: str, *, inverted: bool = False) -> tuple[str, ...]:
    """Take a printed list of authors apart; ``inverted`` when its first is "Family, Given" with the given name in full.

    >>> split_authors("Pradiya, N. P., Rudiana, R., & Nuryanto, Y.")
    ('Pradiya, N. P.', 'Rudiana, R.', 'Nuryanto, Y.')
    >>> split_authors("Djiko, Richard, and Charles H. S. Tangkau", inverted=True)
    ('Djiko, Richard', 'Charles H. S. Tangkau')
    >>> split_authors("Kementerian Komunikasi dan Informatika")
    ('Kementerian Komunikasi dan Informatika',)
    """
    parts = _parts(printed)
    one_inverted = len(parts) == 2 and not parts[1][1] and not any(is_initials(part) for part, _ in parts)
    authors: list[list[str]] = []
    for at, (part, joined) in enumerate(parts):
        given = at == 1 and not joined and (inverted or one_inverted) and not is_initials(parts[0][0])
        if authors and (given or _continues(part, authors[-1])):
            authors[-1].append(part)
        elif authors and not inverted and (glued := _glued(part, authors)):
            authors[-1].append(glued[0])
            authors.append([glued[1]])
        else:
            authors.append([part])
    return tuple(", ".join(author) for author in authors)


def _parts(printed: str) -> list[tuple[str, bool]]:
    """Cut at commas and at words for "and": each part with whether such a word stands before it."""
    others = re.compile(rf"(?<!\w)(?:{alternatives('reference', 'others')})(?!\w)\.?|\.\.\.|…", re.IGNORECASE)
    joint = re.compile(rf"([;,&]|(?<!\w)(?:{alternatives('reference', 'and')})(?!\w))", re.IGNORECASE)
    named = others.sub(" ", printed)
    whole = pattern("reference", "organisation").match(named.strip()) is not None and "," not in named
    pieces = [named] if whole else joint.split(named)
    parts: list[tuple[str, bool]] = []
    joined = False
    for at, piece in enumerate(pieces):
        part = _without_stop(" ".join(piece.split()).strip(" :"))
        if at % 2:
            joined = joined or piece != ","
        elif any(c.isalpha() for c in part):
            parts.append((part, joined))
            joined = False
    return parts


def _without_stop(part: str) -> str:
    """Drop a full stop behind a name, but not that of an initial or an abbreviation."""
    last = part.rsplit(" ", 1)[-1]
    return part if len(last) <= SHORTEST_FUZZY - 2 or "." in last[:-1] else part.rstrip(".")


def _continues(part: str, author: list[str]) -> bool:
    """Whether a part is the initials of the author before it, not a family name of one letter."""
    return is_initials(part) and ("." in part or len(author) == 1)


def _glued(part: str, authors: list[list[str]]) -> tuple[str, str] | None:
    """Take "M. Awaluddin" apart where a comma is missing: initials of the author before, and the next family name."""
    words = part.split()
    leading = list(takewhile(lambda word: word.endswith(".") and is_initials(word), words))
    first_is_family = not is_initials(authors[0][0].split()[0])
    if not leading or len(leading) == len(words) or len(authors[-1]) > 1 or not first_is_family:
        return None
    return " ".join(leading), " ".join(words[len(leading) :])


def _spaced(part: str) -> list[str]:
    """Cut "N.P." into "N." and "P."."""
    return re.sub(r"\.(?=[^\W\d_])", ". ", part).split()
