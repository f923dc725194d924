"""What the word before a stop says of the stop: whether it belongs to an abbreviation, and of what sort."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kg.languages import LANGUAGES, load

Sort = Literal["", "leading", "before_number", "closing", "initial", "unknown"]
SORTS: tuple[Sort, ...] = ("closing", "before_number", "leading")
DOTTED = re.compile(r"(?:[A-Za-z]|[A-Z][a-z]{1,3})(?:\.[A-Z][A-Za-z]{0,4}|\.[a-z]){1,6}\Z")
WITHOUT_VOWEL = re.compile(r"[A-Za-z][b-df-hj-np-tv-xz]{1,4}\Z")
VOWELS = frozenset("aeiouyAEIOUY")


def sort_of(word: str) -> Sort:
    """Tell the sort of an abbreviation by the word before its stop; ordinary words have none.

    ``leading`` ones stand before what belongs to them (``Jl.``), ``before_number`` ones do so before a number only
    (``hal. 3``), ``closing`` ones may stand last (``dll.``), an ``initial`` is a letter or a row of letters (``W.R.``,
    ``M.Si.``), and a word without a vowel that is in no list is ``unknown``.

    >>> [sort_of(word) for word in ("Jl", "hal", "dll", "W.R", "Kpts", "kerja", "BPJS")]
    ['leading', 'before_number', 'closing', 'initial', 'unknown', '', '']
    """
    if len(word) > 12:
        return ""
    listed = _listed().get(word)
    if listed is not None:
        return listed
    if len(word) == 1:
        return "initial" if word.isupper() else ""
    if "." in word:
        return "initial" if DOTTED.match(word) else ""
    return "unknown" if WITHOUT_VOWEL.match(word) and word[0] not in VOWELS else ""


@cache
def openers() -> frozenset[str]:
    """Give the words that begin a sentence and no name, in lower case."""
    return frozenset(word for code in LANGUAGES for word in load(code).words("sentence", "openers"))


@cache
def _listed() -> dict[str, Sort]:
    """Map each abbreviation as it may be written to its sort."""
    listed: dict[str, Sort] = {}
    for sort in SORTS:
        for code in LANGUAGES:
            for word in load(code).words("sentence", sort):
                listed[word] = sort
                listed[word[:1].upper() + word[1:]] = sort
    return listed
