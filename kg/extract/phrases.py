"""The phrases of all languages as patterns: a paper in one language cites and lists works in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from kg.languages import LANGUAGES, load

HEAD = 4  # letters of a phrase that are tried first
SAME_LETTER = {"i": "İı", "k": "K", "s": "ſ"}  # what case folding makes of other letters


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


@cache
def beginning(table: str, *keys: str) -> re.Pattern[str]:
    """Make a pattern of the places where phrases of some functions may begin: at a word with such first letters.

    >>> [match.start() for match in beginning("reference", "and").finditer("Ali dan Budi and andal")]
    [4, 13, 17]
    """
    heads = {"".join(takewhile(str.isalnum, phrase[1:HEAD])).lower() for phrase in words(table, *keys)}
    first = "".join(sorted({_either(phrase[0]) for phrase in words(table, *keys)}))
    behind = "|".join("".join(f"[{_either(letter)}]" for letter in head) for head in sorted(heads))
    return re.compile(rf"[{first}](?<!\w.)(?={behind})", re.DOTALL)


def _either(letter: str) -> str:
    """Give a letter in every case, to be put into brackets."""
    plain = letter.lower()
    return "".join(map(re.escape, dict.fromkeys((plain, plain.upper(), *SAME_LETTER.get(plain, ())))))


def matches_at(
    sign: re.Pattern[str], form: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Find what ``form.finditer`` finds, faster, for each of its matches begins with a sign that is rare."""
    end = len(text) if end is None else end
    last = start
    for found in sign.finditer(text, start, end):
        at = found.start()
        match = form.match(text, at, end) if at >= last else None
        if match is not None:
            yield match
            last = match.end()
