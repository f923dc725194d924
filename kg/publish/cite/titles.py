"""Titles printed in capitals, written as their paper writes the same words in its sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from kg.languages import LANGUAGES, load

WORD = re.compile(r"[^\W\d_]+")
BEGINNING = re.compile(r"(?:\A|[:?!.]\s+)[^\w(]*(\w)")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
IN_ADDRESS = frozenset("-/@_.")
"""Characters that join words in addresses and file names, where letters are small for another reason."""
BREAK = re.compile(r"[.:?!|#*\n]")
MOSTLY = 0.9
"""Share of a word's uses with small letters from which it is no name, whatever it stands beside."""

Forms = dict[object, Counter[str]]


def in_sentence_case(title: str, text: str) -> str:
    """Write a title in capitals as a sentence; names and abbreviations keep the capitals that the text gives them.

    Any other title stays as it is printed, and so does one whose paper has no text.

    >>> text = "Kami mengkaji mutu layanan JKN di Kota Batu. Di kota lain mutu itu lain; sebuah studi."
    >>> in_sentence_case("MUTU LAYANAN JKN DI KOTA BATU: SEBUAH STUDI", text)
    'Mutu layanan JKN di Kota Batu: Sebuah studi'
    >>> in_sentence_case("Mutu Layanan JKN", text)
    'Mutu Layanan JKN'
    """
    words = WORD.findall(title)
    if not title.isupper() or len(words) < 2 or not text.strip():
        return title
    printed = re.compile(r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)
    elsewhere = printed.sub("\n", _sentences(text))  # the title itself tells nothing
    alone, beside = _forms(elsewhere, frozenset(word.lower() for word in words))
    around = [word.lower() for word in ("", *words, "")]
    place = 0

    def usual(found: re.Match[str]) -> str:
        nonlocal place
        place += 1
        before, word, after = around[place - 1 : place + 2]
        seen = beside[before, word] + beside[word, after, None]
        if not seen or alone[word][word] > MOSTLY * alone[word].total():
            seen = alone[word]
        if not seen:
            return found[0] if title[: found.start()].endswith("(") else word
        return max(seen, key=lambda form: (seen[form], form.islower(), form))

    return BEGINNING.sub(lambda found: found[0][:-1] + found[1].upper(), WORD.sub(usual, title))


def _sentences(text: str) -> str:
    """Leave out front matter and the list of references, where titles have capitals for other reasons."""
    body = FRONT_MATTER.sub("", text)
    headings = [found.start() for found in _references().finditer(body)]
    return body[: headings[-1]] if headings else body


@cache
def _references() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for code in LANGUAGES for name in load(code).words("sections", "references"))
    return re.compile(rf"^[\W\d_]*(?:{names})[\W_]*$", re.IGNORECASE | re.MULTILINE)


def _forms(text: str, wanted: frozenset[str]) -> tuple[Forms, Forms]:
    """Count how words are written within sentences: each alone, and each beside another."""
    alone: Forms = defaultdict(Counter)
    beside: Forms = defaultdict(Counter)
    found = list(WORD.finditer(text))
    words = ["", *(word[0] for word in found), ""]
    lower = [word.lower() for word in words]
    for at, word in enumerate(lower[1:-1], 1):
        if word not in wanted or all(map(str.isupper, words[at - 1 : at + 2])):  # a line in capitals tells nothing
            continue
        place = found[at - 1]
        gap = text[found[at - 2].end() if at > 1 else 0 : place.start()]
        joined = gap[-1:] in IN_ADDRESS or text[place.end() : place.end() + 1] in IN_ADDRESS - {"."}
        if joined or ((at == 1 or BREAK.search(gap)) and not _are_capital(words[at : at + 2])):
            continue
        beside[word, lower[at + 1], None][words[at]] += 1
        if at > 1 and not BREAK.search(gap):
            alone[word][words[at]] += 1
            beside[lower[at - 1], word][words[at]] += 1
    return alone, beside


def _are_capital(words: list[str]) -> bool:
    """Whether two words begin with capitals, so that they are a name even where a sentence begins."""
    return all(word[:1].isupper() for word in words)
