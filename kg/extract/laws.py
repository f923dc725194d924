"""Laws and regulations that a text names by kind, number and year, where the reference list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.names import fold
from kg.extract.phrases import alternatives, beginning, matches_at, pattern
from kg.model import Reference

RANKS = ("law_act", "law_government", "law_presidential", "law_ministerial", "law_regional", "law_instruction",
         "law_decree")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Law:
    """A law as named in a text: its rank (a key of the language files), number and year, and whose law it is."""

    start: int
    end: int
    rank: str
    number: str
    year: int
    issuer: frozenset[str]

    @property
    def key(self) -> tuple[str, str, int]:
        """What two names of one law have in common."""
        return self.rank, self.number, self.year


@cache
def _designation() -> re.Pattern[str]:
    ranks = "|".join(f"(?P<{rank}>{alternatives('citation', rank)})" for rank in RANKS)
    issuer = r"(?P<issuer>(?:\s+(?:[A-Z][\w-]*|(?:dan|and|of|the)(?!\w))){0,8}?)"
    number = rf"[\s,]*(?i:(?:{alternatives('citation', 'law_number')})\.?)\s*:?\s*(?P<number>\d{{1,4}}[A-Z]?)"
    year = r"(?:(?:/[\w.-]{1,20}){0,4}?/|\s*(?:Tahun|tahun|TAHUN|[Yy]ear|of|Th\.?)\s*)(?P<year>(?:1[89]|20)\d\d)(?!\w)"
    bare = r"\s*(?P<bare>\d{1,4})/"
    return re.compile(rf"(?<!\w)(?i:{ranks}){issuer}(?:{number}{year}|{bare}(?P<bare_year>(?:19|20)\d\d)(?!\w))")


def find_laws(text: str, start: int, end: int) -> Iterator[Law]:
    """Find the laws that a stretch of text names in full.

    >>> [law.key for law in find_laws("UU No. 40/2004 dan Peraturan Presiden RI Nomor 109 Tahun 2013", 0, 61)]
    [('law_act', '40', 2004), ('law_presidential', '109', 2013)]
    """
    for match in matches_at(beginning("citation", *RANKS), _designation(), text, start, end):
        rank = next(rank for rank in RANKS if match.group(rank))
        number, year = match.group("number") or match.group("bare"), match.group("year") or match.group("bare_year")
        words = frozenset(fold(pattern("citation", "law_common").sub(" ", match.group("issuer"))).split())
        yield Law(match.start(), match.end(), rank, number.lstrip("0"), int(year), words)


def laws_of(references: tuple[Reference, ...]) -> dict[tuple[str, str, int], list[tuple[Reference, frozenset[str]]]]:
    """Index the laws of a reference list by rank, number and year."""
    found: dict[tuple[str, str, int], list[tuple[Reference, frozenset[str]]]] = {}
    for reference in references:
        quote = reference.evidence.quote
        law = next(find_laws(quote, 0, min(len(quote), 400)), None)
        if law is not None:
            found.setdefault(law.key, []).append((reference, law.issuer))
    return found


def entry_of(law: Law, listed: dict[tuple[str, str, int], list[tuple[Reference, frozenset[str]]]]) -> Reference | None:
    """Give the entry of a law; two ministries' regulations of one number and year are told apart by their names."""
    entries = listed.get(law.key, [])
    fitting = [r for r, issuer in entries if not law.issuer or not issuer or law.issuer & issuer]
    return fitting[0] if fitting else None
