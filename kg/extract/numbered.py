"""Citations by number: ``[1]``, ``[1, 3–5]``, ``[2]–[4]``, raised ``1,2``, ``(1)`` where numbers stand for works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.phrases import alternatives, matches_at

DASH = r"\s?[-–—]\s?"
ITEMS = rf"\d{{1,3}}(?:{DASH}\d{{1,3}})?(?:\s?[,;]\s?\d{{1,3}}(?:{DASH}\d{{1,3}})?){{0,20}}"
PART = re.compile(rf"(\d{{1,3}})(?:{DASH}\[?(\d{{1,3}}))?")
LONGEST_RANGE = 30
RAISED_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
FIGURES = "⁰¹²³⁴-⁹"
ROUND = re.compile(rf"\(({ITEMS})\)")
# A raised number behind a unit, a formula or a figure is an exponent; behind a word or a stop it points to a work.
BEFORE_RAISED = r"(?:(?<=[^\W\d_]{3})|(?<=[^\W_]{2}[.,;:)\]\"”’])|(?<=[^\W_]{3}[\"”’)][.,;])|(?<=[^\W\d_]{3} ))"
RAISED = re.compile(rf"{BEFORE_RAISED}<sup>\s?[\[(]?({ITEMS})[\])]?\s?</sup>")
RAISED_BARE = re.compile(rf"{BEFORE_RAISED}([{FIGURES}]{{1,3}}(?:[,⁻–-][{FIGURES}]{{1,3}}){{0,20}})")
RAISED_PANDOC = re.compile(rf"{BEFORE_RAISED}\^\[?({ITEMS})\]?\^")
GLUED = re.compile(rf"(?<=[^\W\d_]{{3}}[.,])({ITEMS})(?=\s+[^\W\d_]|\s*(?:\n|\Z))")
# What a form begins with is rare and found fast; the whole form is tried only there, for what stands before is dear.
SIGNS = {RAISED: re.compile("<sup>"), RAISED_BARE: re.compile(f"[{FIGURES}]"), RAISED_PANDOC: re.compile(r"\^")}
AFTER_STOP = re.compile(r"\d(?<=[.,].)")
AROUND = 40
FIRST_IS_FEW = 3
IN_ORDER = 0.8


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number, or a range of them, that may stand for works; ``surface`` is how it is printed."""

    start: int
    end: int
    numbers: tuple[int, ...]


# In square brackets, behind no single letter (``x[1]``), with the page or part if it is told.
OPENING = re.compile(r"\[")
PLACE = rf"(?:[,:]\s?[^\W\d_]{{1,9}}\.?\s?\d{{1,4}}(?:{DASH}\d{{1,4}})?)?"
SQUARE = re.compile(
    rf"(?:(?<![\w\]>])|(?<=\w{{3}})|(?<=\d\]))(?:\[(\d{{1,3}}\]{DASH}\[\d{{1,3}})\]|\[\s?({ITEMS}){PLACE}\s?\](?!:))"
)


def in_squares(text: str, start: int, end: int) -> Iterator[Numbered]:
    """Read ``[1]``, ``[1, 4]``, ``[3–5]``, ``[2]–[4]`` and ``[3, p. 12]``; works of one range have it as their surface.

    >>> [(n.start, n.end, n.numbers) for n in in_squares("Hal [1, 3–5] dan [2]-[4].", 0, 25)]
    [(5, 6, (1,)), (8, 11, (3, 4, 5)), (17, 24, (2, 3, 4))]
    """
    for bracket in matches_at(OPENING, SQUARE, text, start, end):
        yield from _parts(bracket, 1 if bracket.group(1) else 2)


def raised(text: str, start: int, end: int) -> Iterator[Numbered]:
    """Read raised numbers, as marks (``<sup>1,2</sup>``) or as characters of their own.

    >>> [n.numbers for n in raised("Besi diminum.<sup>2,4–6</sup> Luas 3 m<sup>2</sup>, mual¹.", 0, 60)]
    [(2,), (4, 5, 6), (1,)]
    """
    for form, sign in SIGNS.items():
        for mark in matches_at(sign, form, text, start, end):
            yield from _parts(mark, 1)


def glued(text: str, start: int, end: int) -> Iterator[Numbered]:
    """Read numbers that were raised before a conversion lost it: ``Besi diminum.2,3 Mual jarang.4``.

    >>> [n.numbers for n in glued("Besi diminum.2,3 Mual jarang.4", 0, 30)]
    [(2,), (3,), (4,)]
    """
    for mark in matches_at(AFTER_STOP, GLUED, text, start, end):
        yield from _parts(mark, 1)


def in_rounds(text: str, start: int, end: int) -> Iterator[Numbered]:
    """Read ``(1)`` and ``(2, 3)``, but no number of an equation, a clause of a law or an item of a list.

    >>> [n.numbers for n in in_rounds("Besi (1). Pasal 4 ayat (2). Syarat: (1) dekat, (2) murah.", 0, 58)]
    [(1,)]
    """
    brackets = list(ROUND.finditer(text, start, end))
    for at, bracket in enumerate(brackets):
        near = [other for other in brackets[max(0, at - 1) : at + 2] if other is not bracket]
        before = text[max(start, bracket.start() - AROUND) : bracket.start()].rstrip()
        if not _is_counted(before) and not _is_item(text, bracket, near) and before[-1:] not in ("", "="):
            yield from _parts(bracket, 1)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('citation', 'numbered')})\.?(?:\s\w{{1,9}})?$", re.IGNORECASE)


def _is_counted(before: str) -> bool:
    """Whether a number belongs to the word before it: ``ayat (1)``, ``persamaan (2)``."""
    return _counted().search(before) is not None


def _is_item(text: str, bracket: re.Match[str], near: list[re.Match[str]]) -> bool:
    """Whether a number counts an item of a list within the sentence: a word follows it, and its neighbour's too."""
    if not bracket.group(1).isdigit() or not _runs_on(text, bracket):
        return False
    number = int(bracket.group(1))
    beside = [n for n in near if n.group(1).isdigit() and abs(int(n.group(1)) - number) == 1 and _runs_on(text, n)]
    line = text[max(0, bracket.start() - 3) : bracket.start()].rstrip(" \t")
    return bool(beside) or line.endswith((":", "\n")) or bracket.start() == 0


def _runs_on(text: str, bracket: re.Match[str]) -> bool:
    return re.match(r"\s{0,2}[^\W\d_]", text[bracket.end() : bracket.end() + 3]) is not None


def _parts(printed: re.Match[str], group: int) -> Iterator[Numbered]:
    items = printed.group(group).translate(RAISED_FIGURES)
    parts = list(PART.finditer(items.replace("]", " ") if "]" in items else items))
    for part in parts:
        first, last = int(part.group(1)), int(part.group(2) or part.group(1))
        base = printed.start(group)
        start, end = printed.span() if len(parts) == 1 else (base + part.start(), base + part.end())
        yield Numbered(start, end, tuple(range(first, min(last, first + LONGEST_RANGE) + 1)))


def are_works(found: list[Numbered], works: int, *, named: int) -> bool:
    """Whether numbers that may mean anything stand for the works of a list.

    They do when they point to at least half of the list, from its beginning on, and more of it than names and years
    do; and either to nothing else, or to works in the order of the list.

    Args:
        found: the numbers, in the order of the text.
        works: how many entries the list has.
        named: how many citations name an author and a year.

    >>> are_works([Numbered(0, 1, (1,)), Numbered(5, 6, (2, 3))], 4, named=0)
    True
    >>> are_works([Numbered(0, 1, (4,)), Numbered(5, 6, (7,)), Numbered(9, 10, (1,))], 4, named=0)
    False
    """
    every = tuple(dict.fromkeys(number for each in found for number in each.numbers))
    numbers = [number for number in every if 1 <= number <= works]
    reaches = 2 * len(numbers) >= works and min(numbers, default=0) == 1 and numbers[0] <= FIRST_IS_FEW
    rising = sum(1 for one, other in pairwise(numbers) if one < other)
    return reaches and named < len(numbers) and (len(numbers) == len(every) or rising >= IN_ORDER * (len(numbers) - 1))
