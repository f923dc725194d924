"""The phrases of all languages as patterns: a paper in one language cites and lists works in others."""

from __future__ import annotations

import re
from functools import cache

from kg.languages import LANGUAGES, load


@cache
def words(table: str, *keys: str) -> tuple[str, ...]:
    """Give the words of some functions in every language, each once.

    >>> {"dan", "and"} <= set(words("reference", "and"))
    True
    """
    found = (word for key in keys for code in LANGUAGES for word in load(code).words(table, key))
    return tuple(dict.fromkeys(found))


@cache
def pattern(table: str, *keys: str) -> re.Pattern[str]:
    """Make one pattern of the phrases of some functions: whole words, any case, the longest phrase first.

    >>> pattern("citation", "secondary").search("Siagian yang dikutip  oleh Ali").group()
    'yang dikutip  oleh'
    """
    return re.compile(rf"(?<!\w)(?:{alternatives(table, *keys)})(?!\w)", re.IGNORECASE)


@cache
def alternatives(table: str, *keys: str) -> str:
    """Give the phrases of some functions as alternatives, the longest first, to be put into a larger pattern.

    White space may be any, and stand around a hyphen: ``Undang - Undang``.
    """
    phrases = sorted(words(table, *keys), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(_loosely, phrases)) or "(?!)"


def _loosely(phrase: str) -> str:
    parts = [r"\s+".join(map(re.escape, part.split())) for part in phrase.split("-")]
    return r"\s*[-–]\s*".join(parts)
