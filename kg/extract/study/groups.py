"""A list of people in running text: ``satu kepala dinas, dua petugas loket, dan empat warga``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.phrases import alternatives, words
from kg.extract.study.counting import Number, numbers_in

MARKER = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[).]\s+|[-–•]\s*)")
LABEL = re.compile(r"\n\s*(?=[A-Z][\w ]{2,30}:\s)")
WORD = re.compile(r"[\w’'/&.-]+")
LONGEST = 9
"""The most words in the name of a role."""


class Group(NamedTuple):
    """A role as printed, its number or ``None``, and whether its name is of one person."""

    role: str
    number: int | None
    single: bool


def groups_in(text: str) -> list[Group]:
    """Read a list of roles up to the first thing that is none.

    >>> [(group.number, group.role) for group in groups_in("6 buruh tani, 2 aparat desa, dan seorang pendamping")]
    [(6, 'buruh tani'), (2, 'aparat desa'), (1, 'pendamping')]
    >>> [(group.number, group.role) for group in groups_in("Kepala Bidang (1 orang), peserta (4 orang).")]
    [(1, 'Kepala Bidang'), (4, 'peserta')]
    """
    found: list[Group] = []
    for part in _parts(LABEL.split(text)[0]):
        group = group_of(part)
        if group is None:
            break
        found.append(group)
        if _broken_off(part, group):
            break
    return found


def _parts(text: str) -> Iterator[str]:
    """Cut a list at its commas and conjunctions, but not within a name: ``Dinas Tenaga Kerja dan Transmigrasi``."""
    begin = 0
    for cut in _separator().finditer(text):
        before, behind = text[begin : cut.start()], text[cut.end() :]
        if not before.strip() or ("," not in cut.group() and ";" not in cut.group() and _is_one_name(before, behind)):
            continue
        yield before
        begin = cut.end()
    yield text[begin:]


def _is_one_name(before: str, behind: str) -> bool:
    words_before = WORD.findall(before)
    return words_before[-1][0].isupper() and len(words_before) > 1 and behind[:1].isupper() and not _is_single(behind)


def group_of(part: str) -> Group | None:
    """Read one item of a list; what is no role is ``None``.

    >>> group_of("dua pekerja perusahaan yang aktif"), group_of("tiga bulan")
    (Group(role='pekerja perusahaan', number=2, single=False), None)
    >>> group_of("Camat Lembang")
    Group(role='Camat Lembang', number=None, single=True)
    """
    shown = MARKER.sub("", part).strip(" .:;")
    numbers = list(numbers_in(shown))
    if not shown:
        return None
    if len(numbers) == 1 and numbers[0].start > 0:
        return _counted_behind(shown, numbers[0])
    number = numbers[0] if numbers else None
    role = _role(shown[number.end :] if number else shown)
    if not role or _is_unit(role):
        return None
    single = number is None and _is_single(role)
    return Group(role, number.value if number else None, single)


def _counted_behind(shown: str, number: Number) -> Group | None:
    """``Kepala Bidang (1 orang)``, ``petugas loket sebanyak 2 orang``; a number that is not theirs is left."""
    behind = shown[number.end :].strip(" ().,")
    before = shown[: number.start].strip()
    role = _role(re.sub(rf"\b(?:{alternatives('people', 'amount')})\Z", "", before.rstrip(" (:")))
    counted = before.endswith(("(", ":")) or _amount_end(before)
    if behind and behind.split()[0].lower() not in words("people", "persons"):
        return None
    return Group(role, number.value, False) if role and (counted or behind) else None


def _amount_end(text: str) -> bool:
    return text.lower().endswith(words("people", "amount"))


def _role(text: str) -> str:
    """The name of a role up to the word that ends it; *people* before it is no part of it."""
    kept: list[str] = []
    ends, persons = set(words("people", "ends")), set(words("people", "persons"))
    text = re.split(r"[.,;:()|]\s|[.,;:()|]\Z|\s\(|:", text.strip())[0]
    for word in WORD.findall(text)[: LONGEST + 1]:
        low = word.lower()
        if low.split("-")[0] in ends or (kept and low in persons):
            break
        if not kept and low in (*persons, "the", "of", "se", "para"):
            continue
        kept.append(word)
    role = " ".join(kept)
    return role if len(kept) <= LONGEST else ""


def _is_single(role: str) -> bool:
    first = role.lower()
    return any(first == word or first.startswith(word + " ") for word in words("people", "single"))


def _is_unit(role: str) -> bool:
    first = role.split(maxsplit=1)[0].lower()
    return first in words("people", "units") or first in words("people", "things") or first in words("study", "months")


def _broken_off(part: str, group: Group) -> bool:
    """Whether more than the role follows: a sentence that goes on ends its list."""
    rest = part[part.find(group.role) + len(group.role) :] if group.role in part else ""
    return len(WORD.findall(re.sub(r"\([^)]*\)", "", rest))) > 1


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[,;]\s*(?:(?:{alternatives('people', 'and')})\s+)?|\s+(?:{alternatives('people', 'and')})\s+", re.I
    )
