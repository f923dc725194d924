"""Lines that are no prose, told by their first words: keywords, captions of tables and figures, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.corpus.lines import plain
from kg.languages import LANGUAGES, load

MATTER_WORDS = 30
LONGEST_LABEL = 80  # characters
LONGEST_CAPTION = 40  # words
LONGEST_MATTER = 600  # characters; what is longer is prose
NUMBER = r"(?:[a-z]?\d{1,3}(?:[.\-]\d{1,3}){0,3}|[ivx]{1,5})(?!\w)"
CAPTION_REST = re.compile(rf"\s*\.?\s*{NUMBER}\s*(?:([.:|–—-]+)\s*)?([*_\"“(]*\w*)", re.I)
KEYWORDS_REST = re.compile(r"\s*+(?:\([^()]{1,40}\)|/\s*+[\w ]{1,20})?\s*[:;.=–—-]")
TERMINAL = (".", "!", "?")


def is_matter(line: str, functions: Iterable[str] = ("keywords", "caption", "front")) -> bool:
    """Tell lines that are no prose by their first words: keywords, captions, addresses.

    >>> is_matter("Kata Kunci: Efektivitas, JMO"), is_matter("Gambar 1. Aplikasi JMO"), is_matter("Sumber daya ada.")
    (True, True, False)
    """
    return matter_of(line, functions) != ""


def matter_of(line: str, functions: Iterable[str] = ("keywords", "caption", "front")) -> str:
    """Name the function that a line of matter has, or nothing; a line with an address has ``front``.

    >>> matter_of("Gambar 2 menunjukkan antrean."), matter_of("Tabel 3 Jumlah Warga"), matter_of("Keywords—queue")
    ('', 'caption', 'keywords')
    """
    if len(line) > LONGEST_MATTER:
        functions = [function for function in functions if function == "keywords"]
    elif (line.lstrip().startswith("<sup>") or "@" in line) and len(line.split()) <= MATTER_WORDS:
        return "front"
    begins = plain(line[:LONGEST_LABEL]).casefold()
    for function in functions:
        if (found := _first_words(function).match(begins)) is not None:
            return function if _goes_on(function, plain(line)[found.end() :]) else ""
    return ""


def is_bare(line: str) -> bool:
    """Whether a line is a label without what it labels, which stands on the next one.

    >>> is_bare("Gambar 2"), is_bare("**Keywords:**"), is_bare("Tabel 2. Jumlah Warga")
    (True, True, False)
    """
    if len(line) > LONGEST_LABEL:
        return False
    shown = plain(line)
    folded = shown.casefold()
    if (label := _first_words("keywords").match(folded)) is not None:
        return not folded[label.end() :].strip(" :;.-–—")
    label = _first_words("caption").match(folded)
    found = CAPTION_REST.match(shown, label.end()) if label else None
    return found is not None and not found[2] and not shown[found.end() :].strip()


def _goes_on(function: str, rest: str) -> bool:
    """Whether what follows the first words shows that these were a label and no part of a sentence."""
    if function == "keywords":
        return KEYWORDS_REST.match(rest) is not None
    if rest.lstrip()[:1] == ":":
        return True
    found = CAPTION_REST.match(rest) if function == "caption" else None
    if found is None or len(rest.split()) > LONGEST_CAPTION:
        return False
    mark, word = found.groups()
    first = word.lstrip('*_"“(')[:1]
    if first.islower():
        return bool(mark) and not rest.rstrip(" *_").endswith(TERMINAL)
    return bool(first) or not rest[found.end() :].strip(" *_")


@cache
def _first_words(function: str) -> re.Pattern[str]:
    words = {word for code in LANGUAGES for word in load(code).words("lines", function)}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})(?!\w)")
