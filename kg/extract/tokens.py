"""The words and marks of an entry of a reference list, with what the language files know of each."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.phrases import words

KINDS = (
    "and", "others", "undated", "volume", "issue", "pages", "thesis", "university", "editor", "organisation", "company",
    "within", "edition", "accessed", "online", "month", "container", "abbreviated", "publisher", "report", "place",
    "journal",
)  # fmt: skip
ADDRESS = r"[Hh][Tt][Tt][Pp](?i:s)?://[^\s<>\"”]+|(?<!\w)[Ww][Ww][Ww]\.[^\s<>\"”]+"
DOMAIN = r"(?:[^\W_]{2,40}+\.){1,4}(?i:com|org|net|edu|gov|info|id)(?!\w)"
IDENTIFIER = r"10\.\d{4,9}/[^\s<>\"”]+"
TOKEN = re.compile(rf"(?P<url>{ADDRESS})|(?P<doi>{IDENTIFIER})|(?P<word>{DOMAIN}|\w+(?:['’]\w+)*)|(?P<mark>[^\w\s])")
CLOSING = ".,;:)>]}\"'”"
LONGEST_PHRASE = 3
LONGEST = 1200
"""Tokens of an entry that are looked at: none that anybody wrote has as many."""


class Token(NamedTuple):
    """A word or a mark at ``start``; ``spaced`` when white space stands before it.

    ``kinds`` are the functions that the language files give to it, ``emphasised`` and ``quoted`` say what it stands in.
    """

    text: str
    start: int
    end: int
    what: str
    spaced: bool
    kinds: frozenset[str] = frozenset()
    emphasised: bool = False


def tokens_of(line: str) -> tuple[Token, ...]:
    """Cut an entry into words, marks, addresses and DOIs; asterisks of emphasis are no tokens.

    >>> [token.text for token in tokens_of("Ali, A. *Jurnal* 3(2). https://a.id/b.")]
    ['Ali', ',', 'A', '.', 'Jurnal', '3', '(', '2', ')', '.', 'https://a.id/b', '.']
    >>> sorted(tokens_of("dalam Jurnal")[0].kinds)
    ['within']
    """
    found: list[tuple[str, int, int, str, bool, bool]] = []
    emphasised, last, at = False, 0, 0
    while len(found) < LONGEST and (match := TOKEN.search(line, at)):
        text, what = match.group(), str(match.lastgroup)
        if what in ("url", "doi"):
            text = text.rstrip(CLOSING) or text
        start, end = match.start(), match.start() + len(text)
        at = end
        if text == "*":
            emphasised = not emphasised
            continue
        found.append((text, start, end, what, start > last or not found, emphasised))
        last = end
    kinds = _kinds([text.casefold() for text, *_ in found])
    return tuple(Token(*one[:5], known, one[5]) for one, known in zip(found, kinds, strict=True))


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Give the phrases of the language files by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in KINDS:
        for phrase in words("reference", kind):
            parts = tuple(match.group() for match in TOKEN.finditer(phrase))
            found.setdefault(parts[0], []).append((parts, kind))
    return {first: tuple(sorted(those, key=lambda one: (-len(one[0]), one))) for first, those in found.items()}


def _kinds(folded: list[str]) -> list[frozenset[str]]:
    """Say of each token which functions it has, alone or as part of a phrase."""
    phrases, none = _phrases(), frozenset[str]()
    kinds = [none] * len(folded)
    for at, text in enumerate(folded):
        for parts, kind in phrases.get(text, ()):
            if len(parts) == 1 or tuple(folded[at : at + len(parts)]) == parts:
                for part in range(at, at + len(parts)):
                    kinds[part] |= {kind}
    return kinds
