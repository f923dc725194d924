"""When a short name is made of a longer one: ``BPS`` of *Badan Pusat Statistik*."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 14
SHORTEST = 2
MOST_WORDS = 12


@lru_cache(maxsize=4096)
def is_acronym_of(short: str, name: str) -> bool:
    """Tell whether a word puts beginnings of a name's words together, from its first word on.

    Small words may be left out, and so may the words at the end (``Republik Indonesia``).

    >>> is_acronym_of("WHO", "World Health Organization"), is_acronym_of("Kemenkes", "Kementerian Kesehatan RI")
    (True, True)
    >>> is_acronym_of("Bappenas", "Badan Perencanaan Pembangunan Nasional"), is_acronym_of("Ali", "Ahmad Lukman")
    (True, False)
    """
    words = [word for word in name.split()[:MOST_WORDS] if word[:1].isalpha()]
    if " " in short or not SHORTEST < len(short) <= LONGEST or not short.isalpha() or len(words) < SHORTEST:
        return False
    needed = [word[:1].isupper() for word in words]
    return _fits(short.casefold(), [word.casefold() for word in words], needed) and _is_formed(short, sum(needed))


def _is_formed(short: str, parts: int) -> bool:
    """Whether a word looks like a short form: all capitals, or syllables of several words."""
    return short.isupper() or (len(short) > 2 * SHORTEST + 1 and parts > 1)


def _fits(short: str, words: list[str], needed: list[bool]) -> bool:
    """Whether the letters come apart into beginnings of the words, in order; how many were used is kept for each."""
    reached = {(0, 0)}  # letters used, words used
    for word, capital in zip(words, needed, strict=True):
        longest = len(word)
        grown = {
            (used + more, parts + 1)
            for used, parts in reached
            for more in range(1, min(longest, len(short) - used) + 1)
            if short.startswith(word[:more], used)
        }
        reached = grown | (set() if capital else reached)
        if any(used == len(short) and parts > 1 for used, parts in reached):
            return True
    return False
