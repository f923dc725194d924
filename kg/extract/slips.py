"""Spelling slips: a word that is one slip away from a word of the vocabulary is read as that word.

Slips are bounded so that no other word is taken for one: only long words are mended, only within their middle (what
stands at the ends are affixes, which mean something), and only by what fingers do (a letter left out, doubled or put
in, two changed round) or by letters that sound alike. Neighbours are found by the letters left out of both words, as
in SymSpell (W. Garbe, 2012), so that a word costs as many look-ups as it has letters, whatever the vocabulary's size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

SHORTEST = 8  # letters of a word that is mended
ENDS = 2  # letters at either end that have to be right
ALIKE = frozenset({"fv", "vf", "sz", "zs", "yi", "iy", "kq", "qk"})


def mender(words: Iterable[str], others: Iterable[str] = ()) -> Callable[[str], str]:
    """Make a function that gives a word of ``words`` for a slip of it, and any other word back.

    Args:
        words: the words of the vocabulary.
        others: words that are right, though they are one slip away from one of these.

    >>> mend = mender(["sosialisasi", "efektivitas", "kendala"])
    >>> mend("sosiaisasi"), mend("sosilaisasi"), mend("efektifitas"), mend("kendali")
    ('sosialisasi', 'sosialisasi', 'efektivitas', 'kendali')
    """
    wanted = frozenset(words)
    known = wanted | frozenset(others)
    index: dict[str, str] = {}
    for word in sorted(wanted):
        if len(word) >= SHORTEST and word.isalpha():
            for short in (word, *_shortened(word)):
                index.setdefault(short, word)
    longest = max(map(len, index), default=0) + 1  # of what is one slip away

    def mend(word: str) -> str:
        if not SHORTEST <= len(word) <= longest or word in known or not word.isalpha():
            return word
        for short in (word, *_shortened(word)):
            found = index.get(short)
            if found is not None and _is_slip(word, found):
                return found
        return word

    return mend


def _shortened(word: str) -> Iterator[str]:
    """Leave out each letter of a word's middle."""
    for at in range(ENDS, len(word) - ENDS):
        yield word[:at] + word[at + 1 :]


def _is_slip(word: str, other: str) -> bool:
    """Whether a word is one slip away from another, with the same ends."""
    if word[:ENDS] != other[:ENDS] or word[-ENDS:] != other[-ENDS:] or len(other) < SHORTEST:
        return False
    if len(word) != len(other):
        return True  # one letter more or less, for one left out makes them equal
    apart = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
    if len(apart) == 1:
        return word[apart[0]] + other[apart[0]] in ALIKE
    return len(apart) == 2 and word[apart[0]] + word[apart[1]] == other[apart[1]] + other[apart[0]]
