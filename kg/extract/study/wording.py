"""Whether a text has one of some phrases: the words of a text are looked up before any pattern is tried."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extract.phrases import pattern, words

WORD = re.compile(r"[^\W_]+")


def says(text: str, table: str, *functions: str) -> bool:
    """Whether a text has a phrase of one of some functions.

    >>> [says(text, "people", "informants") for text in ("Informan penelitian ini lima orang.", "Sebuah kota.")]
    [True, False]
    """
    if _words_of(text).isdisjoint(_first_words(table, functions)):
        return False
    return pattern(table, *functions).search(text) is not None


@lru_cache(maxsize=256)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))


@cache
def _first_words(table: str, functions: tuple[str, ...]) -> frozenset[str]:
    """The first words of the phrases; one of signs alone, such as ``%``, has none and is not looked for here."""
    found = (WORD.search(phrase.lower()) for phrase in words(table, *functions))
    return frozenset(match.group() for match in found if match)
