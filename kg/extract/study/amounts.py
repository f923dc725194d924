"""How many informants a sentence tells of: the number before or behind the word for them."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.phrases import alternatives, pattern, words
from kg.extract.study.counting import Number, numbers_in
from kg.extract.study.groups import groups_in
from kg.extract.study.wording import says

REACH = 45
"""Letters that may stand between *informants* and their number."""
BRIEF = 2
"""Words that may stand between a number and *informants*."""


def counted_in(text: str) -> list[Number]:
    """Give the number of informants that a sentence prints; several where they are to be added up.

    >>> [number.value for number in counted_in("Informan berjumlah 8 (delapan) orang.")]
    [8]
    >>> [number.value for number in counted_in("Dari 4.200 nasabah diambil sampel 100 responden selama dua bulan.")]
    [100]
    """
    numbers = list(numbers_in(text))
    return _before(text, numbers) or _made(text, numbers) or _behind(text, numbers)


def counted_of_all(text: str) -> int | None:
    """Give the number of all informants that results are told of.

    >>> counted_of_all("Dari 100 responden, 60 orang setuju."), counted_of_all("Hanya 60 responden setuju.")
    (100, None)
    """
    found = _of_all().search(text)
    number = next(numbers_in(found["number"]), None) if found else None
    return number.value if number and number.value > 1 else None


def _before(text: str, numbers: list[Number]) -> list[Number]:
    """``100 responden``, ``lima responden ahli dan dua puluh responden umum``: the sum of those of one list."""
    found = []
    for number in numbers:
        if _informants_behind().match(text, number.end) and not _is_measure(text, number):
            found.append(number)
    if not found or _of_population(text, found[0]):
        return []
    joined = [found[0]]
    for number in found[1:]:
        between = text[joined[-1].end : number.start]
        if len(between) < REACH and re.search(rf"\b(?:{alternatives('people', 'and')})\s\Z|,\s\Z", between):
            joined.append(number)
    return joined


def _behind(text: str, numbers: list[Number]) -> list[Number]:
    """``informan sebanyak lima orang``, ``Sampel: 150 responden``; of several kinds of informants, all numbers."""
    anchors = [match.end() for match in pattern("people", "informants").finditer(text)]
    found: list[Number] = []
    for at, stop in zip(anchors, [*anchors[1:], len(text) + 1], strict=False):
        inside = (number for number in numbers if at <= number.start < stop)
        number = next((each for each in inside if not (_is_measure(text, each) or _of_population(text, each))), None)
        if number is not None and _is_told(text, text[at : number.start], number):
            if _is_list(text, number):
                return []
            found.append(number)
    return found


def _is_told(text: str, gap: str, number: Number) -> bool:
    if amount_gap().fullmatch(gap):
        return True
    return _is_people(text, number) and _amount_end().search(gap) is not None and "." not in gap


def _made(text: str, numbers: list[Number]) -> list[Number]:
    """``64 orang dijadikan sampel``, ``Thirty users filled in the form``."""
    for match in pattern("people", "made").finditer(text):
        for number in reversed([number for number in numbers if number.end <= match.start()]):
            if match.start() - number.end <= REACH and not _is_measure(text, number):
                return [number]
    return []


def _is_list(text: str, number: Number) -> bool:
    """Whether a number counts the first of several roles: ``3 pendamping serta 4 keluarga``."""
    groups = groups_in(text[number.start :])
    return len(groups) > 1 and all(group.number for group in groups)


def _is_people(text: str, number: Number) -> bool:
    return re.match(rf"\s(?:{alternatives('people', 'persons')})\b", text[number.end :], re.IGNORECASE) is not None


def _is_measure(text: str, number: Number) -> bool:
    """Whether a number counts something else: per cent, months, reviews."""
    behind = re.match(r"\s?(%|[:.,]\d|[^\W\d_]+)", text[number.end :])
    return behind is not None and (
        behind.group(1)[0] in "%:.,"
        or behind.group(1).lower() in (*words("people", "units"), *words("people", "things"))
    )


def _of_population(text: str, number: Number) -> bool:
    near = text[max(0, number.start - REACH) : number.start]
    found = [match.end() for match in pattern("people", "population").finditer(near)]
    return bool(found) and not says(near[found[-1] :], "people", "informants")


@cache
def _informants_behind() -> re.Pattern[str]:
    word = rf"(?!(?:{alternatives('people', 'ends')})\b)[a-z-]+\s"
    return re.compile(
        rf"\s(?:(?:{alternatives('people', 'persons')})\s)?(?:{word}){{0,{BRIEF}}}?"
        rf"(?:{alternatives('people', 'informants')})\b",
        re.IGNORECASE,
    )


@cache
def amount_gap() -> re.Pattern[str]:
    """What may stand between *informants* and their number: ``penelitian ini berjumlah``."""
    amount = alternatives("people", "amount", "informants")
    return re.compile(rf"(?:[\s:,(]|\b(?:{amount})\b)*", re.IGNORECASE)


@cache
def _amount_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('people', 'amount')})\s\Z", re.IGNORECASE)


@cache
def _of_all() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('people', 'all_of')})\s(?P<number>[\w.]+(?:\s\w+)?)\s"
        rf"(?:{alternatives('people', 'persons')}\s)?(?:{alternatives('people', 'informants')})\b",
        re.IGNORECASE,
    )
