"""Texts that make a regular expression work: what it repeats, over and over, with an end that fits nothing."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants as kinds  # what ``re`` itself reads patterns with
from re import _parser as parser
from typing import Any

REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
LOOKING = (kinds.ASSERT, kinds.ASSERT_NOT)
CATEGORIES = {
    kinds.CATEGORY_DIGIT: "7", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_WORD: "a",
    kinds.CATEGORY_NOT_DIGIT: "a", kinds.CATEGORY_NOT_SPACE: "a", kinds.CATEGORY_NOT_WORD: ",",
}  # fmt: skip
TRIED = "aA7 ,.-(\n_“é"
END = "\0"
COMMON = (" ", "\n", "\t", "a", "A", "7", ".", ",", "-", "(", ")", "[",
          "(a ", "a ", "A ", "Aa ", "a. ", "A. ", "a, ",
          "A, ", "7 ", "7.", "1. ", " \n", "a\n", "\n\n", "“", '"', "'", "# ", "| ", "a@", "a.a/",
    "\\", "{", "<", "<a ",
          "&", "12, ", "(2020) ", "Aa, A. ", ";", ":", "_", "*", "Aa a-A", "a-A ")  # fmt: skip
MOST_BRANCHES = 8


def pumped(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Give what a pattern may be led by and then repeats: beginnings that it accepts, and the unit to follow them.

    >>> ("ba", "c") in pumped(re.compile("ba(?:c)+d"))
    True
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = [("", unit) for unit in COMMON]
    for before, item in _repeats(list(tree), "", pattern.flags):
        unit = _sample(item, pattern.flags)
        found += [(before, unit)]
        if before:
            found += [("", before), ("", before + unit)]
    whole = _sample(list(tree), pattern.flags)
    found += [("", whole), ("", whole[:-1]), ("", whole + " "), ("", whole[1:])]
    return list(dict.fromkeys(pair for pair in found if pair[1]))


def _repeats(tree: list[Any], before: str, flags: int) -> Iterator[tuple[str, list[Any]]]:
    """Find what is repeated, at any depth, each with a text that leads to it."""
    for kind, value in tree:
        if kind in REPEATS:
            _, most, inner = value
            if most > 4:
                yield before, list(inner)
            yield from _repeats(list(inner), before, flags)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before, flags)
        elif kind is kinds.SUBPATTERN:
            yield from _repeats(list(value[-1]), before, flags)
        elif kind is kinds.ATOMIC_GROUP:
            yield from _repeats(list(value), before, flags)
        elif kind in LOOKING:
            yield from _repeats(list(value[1]), before, flags)
        before += _sample([(kind, value)], flags)


def _sample(tree: list[Any], flags: int) -> str:
    """Make up a text that a pattern accepts, looks around it apart; as long as its smallest repeats, or one."""
    return "".join(_one(kind, value, flags) for kind, value in tree)


def _one(kind: Any, value: Any, flags: int) -> str:  # noqa: PLR0911 (a case a line)
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.IN:
        return _member(value, flags)
    if kind is kinds.NOT_LITERAL:
        return next(sign for sign in TRIED if ord(sign) != value)
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.BRANCH:
        return _sample(list(value[1][0]), flags)
    if kind is kinds.SUBPATTERN:
        return _sample(list(value[-1]), flags)
    if kind is kinds.ATOMIC_GROUP:
        return _sample(list(value), flags)
    if kind in REPEATS:
        least, most, inner = value
        return _sample(list(inner), flags) * min(max(least, 1), most)
    return ""


def _member(members: list[Any], flags: int) -> str:
    """Give a sign of a set: one that the set names, or a common one where it names what is not in it."""
    if members[0][0] is not kinds.NEGATE:
        kind, value = members[0]
        if kind is kinds.LITERAL:
            return chr(value)
        return chr(value[0]) if kind is kinds.RANGE else CATEGORIES.get(value, "a")
    return next((sign for sign in TRIED if not _is_among(sign, members[1:])), "\u00a7")


def _is_among(sign: str, members: list[Any]) -> bool:
    return any(
        (kind is kinds.LITERAL and ord(sign) == value)
        or (kind is kinds.RANGE and value[0] <= ord(sign) <= value[1])
        or (kind is kinds.CATEGORY and re.match(_shown(value), sign) is not None)
        for kind, value in members
    )


def _shown(category: Any) -> str:
    letter = str(category).rsplit("_", 1)[-1][0].lower()
    return "\\" + (letter.upper() if "NOT" in str(category) else letter)


class TooLong(BaseException):  # which no code of the project takes for a fault of its own
    """A search took all the time that it was given."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes longer; only time counts in which this process runs, so that a busy machine changes nothing."""

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds_of(pattern: re.Pattern[str], text: str, most: float, at_start: bool = False) -> float:
    """Measure how long a pattern takes, tried at the start or found everywhere; infinite if more than ``most``."""
    began = time.process_time()
    try:
        with at_most(most):
            if at_start:
                pattern.match(text)
                pattern.fullmatch(text)
            else:
                sum(1 for _ in pattern.finditer(text))
    except TooLong:
        return float("inf")
    return time.process_time() - began


def text_of(before: str, unit: str, length: int) -> str:
    """Repeat a unit up to a length, between its beginning and an end that fits nothing."""
    return before + unit * ((length - len(before)) // len(unit)) + END
