"""What a paper calls its subject: the name behind the word for it, or the short form in brackets, in its title.

A corpus may hold papers about other apps than the one that the vocabulary names; in them those are the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.languages import LANGUAGES, load

# Bounded, for each word of a text in capitals may begin a name.
NAME = r"(?:[A-Z][\w’'.-]{0,40}|[a-z]-\w{1,40})"
RUN = rf"{NAME}(?:\s(?:{NAME}|\d)){{0,30}}"
SHORT = re.compile(rf"({RUN})\s\(([A-Za-z][\w-]{{1,11}})\)")
WORD = r"[\w’'-]+"
MOST_WORDS = 3
LEAST = 3  # letters


def names_in(text: str, title: str, heads: Iterable[str]) -> tuple[str, ...]:
    """Find the names that a paper's title and text give to its subject.

    Args:
        text: the paper's text.
        title: its title.
        heads: words for what it is (*aplikasi*, *application*).

    >>> names_in("Layanan aplikasi Pasar Maju lancar. Pasar Maju ramai.", "Mutu Aplikasi Pasar Maju", ["aplikasi"])
    ('Pasar Maju',)
    >>> names_in("Kartu Warga Kota (KWK) dipakai.", "PENERAPAN KARTU WARGA KOTA (KWK) DI KOTA ANGIN", [])
    ('KWK', 'Kartu Warga Kota')
    """
    either = "|".join(sorted({re.escape(head) for head in heads}, key=lambda head: (-len(head), head)))
    found: set[str] = set()
    if either:
        behind = re.finditer(rf"\b(?i:{either})\s({RUN})", text)
        before = re.finditer(rf"\b({RUN})\s(?:{either})\b", text)
        for match in (*behind, *before):
            words = match.group(1).split()
            found.update(" ".join(words[:size]) for size in range(1, min(MOST_WORDS, len(words)) + 1))
            found.update(" ".join(words[-size:]) for size in range(1, min(MOST_WORDS, len(words)) + 1))
    for match in SHORT.finditer(text):
        found.update(match.groups())
    shown = f" {' '.join(re.findall(WORD, title.casefold()))} "
    named = [name for name in found if len(name) >= LEAST and _stands_in(name, shown) and not _is_empty(name)]
    whole = [name for name in named if not any(name != other and _is_part(name, other) for other in named)]
    return tuple(sorted(whole))


def _stands_in(name: str, title: str) -> bool:
    return f" {' '.join(re.findall(WORD, name.casefold()))} " in title


def _is_empty(name: str) -> bool:
    """Whether a name is all words that carry no content, capitals at the front of a sentence or a title."""
    return all(any(word in load(code).words("content", "empty") for code in LANGUAGES) for word in name.lower().split())


def _is_part(name: str, other: str) -> bool:
    return f" {name} ".casefold() in f" {other} ".casefold()
