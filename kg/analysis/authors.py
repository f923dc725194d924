"""Whether two entries name the same authors: misspelt, abbreviated, in another order, or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.analysis.titles import as_read
from kg.extract.links import SHORT_FORM, name_closeness
from kg.extract.names import fold, is_initials
from kg.extract.people import family_of
from kg.extract.phrases import pattern

MOST = 12
"""Authors that are compared; who stands behind them tells nothing more."""
SHORTEST_SLIP = 5
LONG_NAME = 9
LONGEST = 200
SURE, ALIKE, LITTLE_ALIKE = 1.0, 0.6, 0.3
STOPS = re.compile(r"[.\s-]+")
RUN = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Author:
    """A name as it is compared: the family name, all words of the name, and the given names' initials.

    ``letters`` are those of the family name as a scanner may have read them, ``key`` what most of its spellings share.
    """

    family: str
    printed: str
    words: frozenset[str]
    initials: frozenset[str]
    letters: str
    key: str

    @classmethod
    @lru_cache(maxsize=65536)
    def of(cls, name: str) -> Author:
        """Take a printed name apart.

        >>> author = Author.of("Wening, Rara S.")
        >>> author.family, sorted(author.words), sorted(author.initials)
        ('wening', ['rara', 'wening'], ['r', 's'])
        >>> Author.of("Efendi, A.").key == Author.of("Effendhi").key
        True
        """
        shown = name[:LONGEST]
        printed = named = family_of(shown)
        if printed == shown.strip() and " " in printed and not pattern("reference", "organisation").search(printed):
            named = printed.rsplit(maxsplit=1)[-1]  # the usual order: what stands last
        given = shown.replace(named, " ").replace(",", " ")
        initials = {word[0] for part in given.split() for word in _given(part)}
        words = {word for word in fold(shown).split() if len(word) > 1}
        family = fold(named)
        letters = as_read(family.replace(" ", ""))
        key = RUN.sub(r"\1", letters.replace("h", ""))
        return cls(family, printed, frozenset(words), frozenset(initials), letters, key)


@dataclass(frozen=True, slots=True)
class Names:
    """What the author lists of two entries have in common.

    Args:
        known: whether both entries name authors.
        first: whether the first authors are one: as :func:`likeness`.
        initials: 1 when the first authors' initials agree, -1 when they are others, 0 when one has none.
        others: how many further authors both name.
        moved: whether the first author of each stands elsewhere in the other.
        missing: how many authors the shorter list names that the longer lacks.
    """

    known: bool
    first: float = 0.0
    initials: int = 0
    others: int = 0
    moved: bool = False
    missing: int = 0


def compare(some: Sequence[Author], others: Sequence[Author]) -> Names:
    """Compare two lists of authors.

    >>> rara, budi = Author.of("Wening, R."), Author.of("Budi Rekaan")
    >>> compare([rara, budi], [Author.of("Rara Wenning"), Author.of("Rekaan, B.")])
    Names(known=True, first=0.6, initials=1, others=1, moved=False, missing=0)
    >>> compare([rara, budi], [Author.of("Rekaan, B."), rara]).moved
    True
    """
    if not some or not others:
        return Names(known=False)
    shorter, longer = sorted((tuple(some[:MOST]), tuple(others[:MOST])), key=len)
    first = likeness(shorter[0], longer[0])
    initials = agreement(shorter[0], longer[0]) if first else 0
    free = list(longer[1:] if first else longer)
    shared, moved = 0, False
    for at, author in enumerate(shorter[1:] if first else shorter):
        mate = next(
            (each for each in free if likeness(author, each) > LITTLE_ALIKE and agreement(author, each) >= 0), None
        )
        if mate is not None:
            moved = moved or (not first and at == 0)
            free.remove(mate)
            shared += 1
    return Names(
        known=True,
        first=first,
        initials=initials,
        others=shared,
        moved=moved and longer[0] not in free,
        missing=len(shorter) - bool(first) - shared,
    )


def likeness(one: Author, other: Author) -> float:
    """Say how surely two names are one: 1, 0.6 for a slip, a part or a short form, 0.3 for two slips, 0 for two names.

    >>> likeness(Author.of("WHO"), Author.of("World Health Organization"))
    0.6
    >>> likeness(Author.of("lkaningtyas, M."), Author.of("Ikaningtyas, M."))
    1.0
    >>> likeness(Author.of("Dewi, A."), Author.of("Desi, A."))
    0.0
    """
    a, b = one.letters, other.letters
    if not a or not b:
        return 0.0
    if a == b:
        return SURE
    if one.family in other.words or other.family in one.words:
        return ALIKE
    shorter = min(len(a), len(b))
    distance = OSA.distance(a, b, score_cutoff=2) if shorter >= SHORTEST_SLIP else 3
    if distance == 1 or (distance == 2 and shorter >= LONG_NAME) or (one.key == other.key and shorter >= SHORTEST_SLIP):
        return ALIKE
    if _is_short_form(one.printed, other.printed):
        return ALIKE
    return LITTLE_ALIKE if distance == 2 and shorter > SHORTEST_SLIP else 0.0


def _is_short_form(one: str, other: str) -> bool:
    """Whether names of organisations are one: a short form begins as the long one does."""
    may_be = one[:1].casefold() == other[:1].casefold() and (" " in one or " " in other)
    return may_be and name_closeness(one, other) >= SHORT_FORM


def agreement(one: Author, other: Author) -> int:
    """Say whether initials agree: 1 yes, -1 no, 0 when one has none."""
    if not one.initials or not other.initials:
        return 0
    return 1 if one.initials & other.initials else -1


def _given(part: str) -> Sequence[str]:
    """Give the given names in a word: the letters of ``N.P.`` and ``NP`` are one each."""
    pieces = [piece for piece in STOPS.split(part) if piece]
    if len(pieces) == 1 and pieces[0].isupper() and len(pieces[0]) <= 3 and is_initials(part[:1]):
        return [fold(letter) for letter in pieces[0] if fold(letter)]
    return [folded for piece in pieces if (folded := fold(piece))]
