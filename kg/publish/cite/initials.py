"""Initials of given names, as styles want them; citeproc-py fails where a name begins with a small letter."""

from __future__ import annotations

import re

SEPARATORS = re.compile(r"[\s.]+")
PARTICLES = frozenset({"bin", "binti", "ibn", "al", "el", "van", "von", "de", "der", "den", "di", "da", "la"})
MOST_TOGETHER = 3
"""Letters of the longest word in capitals that is taken for initials."""


def initials(given: str, *, stops: bool = True) -> str:
    """Shorten given names to initials, with stops and spaces as in APA, or bare as in Vancouver.

    >>> [initials(name) for name in ("Naya Putri", "N.P.", "AB", "Jean-Paul", "budi", "Ali bin")]
    ['N. P.', 'N. P.', 'A. B.', 'J.-P.', 'B.', 'A. bin']
    >>> initials("Jean-Paul M.", stops=False), initials("أحمد")
    ('JPM', 'أحمد')
    """
    found: list[str] = []
    for word in SEPARATORS.split(given):
        if word in PARTICLES or word.lower() == word.upper():  # a script without capitals has no initials
            found += [word] if word else []
        elif word.isupper() and len(word) <= MOST_TOGETHER:
            found += [_initial(letter, stops) for letter in word]
        else:
            parts = [_initial(part[0], stops) for part in word.split("-") if part]
            found.append(("-" if stops else "").join(parts))
    if stops:
        return " ".join(found)
    return "".join(f" {part} " if part in PARTICLES else part for part in found).strip()


def _initial(letter: str, stops: bool) -> str:
    return f"{letter.upper()}." if stops else letter.upper()
