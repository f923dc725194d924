"""Numbers as papers print them: ``25``, ``1.200``, ``dua puluh lima``, ``twenty-five``, ``8 (delapan)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.phrases import alternatives, pattern, words

TOKEN = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
REPEATED = re.compile(r"\s?\(\s?(?:\d+|[^\W\d_]+(?:\s[^\W\d_]+){0,7})\s?\)")
RANGE = re.compile(r"\s?[–—-]\s?\d")
RANGE_BEFORE = re.compile(r"\d\s?[–—-]\s?\Z")
YEAR = re.compile(r"(?:19|20)\d\d")


class Number(NamedTuple):
    """A whole number and where it is printed, with its repetition in brackets."""

    start: int
    end: int
    value: int


def numbers_in(text: str) -> Iterator[Number]:
    """Find the whole numbers of a text, in order; years, ranges and fractions are none.

    >>> [number.value for number in numbers_in("dua puluh lima guru dan 8 (delapan) siswa pada 2021")]
    [25, 8]
    >>> [number.value for number in numbers_in("twenty-five of 1,200 users, or 2.5 in one hundred and ten")]
    [25, 1200, 110]
    """
    tokens = list(TOKEN.finditer(text))
    if not any(_begins(token.group()) for token in tokens):
        return
    idioms = [match.span() for match in pattern("counting", "none").finditer(text)]
    reached = 0
    for at, token in enumerate(tokens):
        if token.start() < reached or not _begins(token.group()):
            continue
        if any(start <= token.start() < end for start, end in idioms):
            continue
        value, end = _digits(token) if token.group()[0].isdigit() else _spelled(text, tokens[at:])
        if value is None:
            continue
        again = REPEATED.match(text, end)
        if again is not None and _repeats(again.group(), value):
            end = again.end()
        reached = end
        if not _is_part(text, token.start(), end):
            yield Number(token.start(), end, value)


def _begins(word: str) -> bool:
    return word[0].isdigit() or word.lower() in _values("values")


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a number is of a range (``12–16``) or marks an item of a list (``1)``)."""
    before = text[max(0, start - 4) : start]
    marks = text[end : end + 1] == ")" and not before.endswith("(") and text[start].isdigit()
    return marks or RANGE.match(text, end) is not None or RANGE_BEFORE.search(before) is not None


def _digits(token: re.Match[str]) -> tuple[int | None, int]:
    shown = token.group()
    if YEAR.fullmatch(shown) or not re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", shown):
        return None, token.end()
    return int(re.sub(r"\D", "", shown)), token.end()


def _spelled(text: str, tokens: list[re.Match[str]]) -> tuple[int | None, int]:
    """Read a number in words; ``unit`` waits for what multiplies it: ``dua`` for ``puluh``, then ``ribu``."""
    total, hundreds, unit, end = 0, 0, 0, 0
    for token in tokens:
        word = token.group().lower()
        if end and (word in words("counting", "and")) and (hundreds or total):
            continue
        if end and not _joined(text[end : token.start()]):
            break
        value, times, plus = (_values(name).get(word, 0) for name in ("values", "times", "plus"))
        if value >= 100 and not unit:
            total, hundreds = (total + value, hundreds) if value >= 1000 else (total, hundreds + value)
        elif value and (not unit or (unit >= 20 and value < 10)):
            unit += value
        elif times == 10 and 0 < unit < 10:
            hundreds, unit = hundreds + unit * 10, 0
        elif times == 100 and unit:
            hundreds, unit = hundreds + unit * 100, 0
        elif times == 1000 and hundreds + unit:
            total, hundreds, unit = total + (hundreds + unit) * 1000, 0, 0
        elif plus and 0 < unit < 10:
            unit += plus
        else:
            break
        end = token.end()
    return (total + hundreds + unit, end) if end else (None, 0)


def _joined(between: str) -> bool:
    return re.fullmatch(rf"[\s-]|\s(?:{alternatives('counting', 'and')})\s", between) is not None


def _repeats(bracket: str, value: int) -> bool:
    return any(number.value == value for number in numbers_in(bracket.strip(" ()")))


@cache
def _values(function: str) -> dict[str, int]:
    pairs = (entry.rsplit(" ", 1) for entry in words("counting", function))
    return {word: int(value) for word, value in pairs}
