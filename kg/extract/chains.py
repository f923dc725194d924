"""Names in running text, read backwards from a year: ``A, B and C``, ``A et al.``, ``A dkk.``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extract.phrases import alternatives, words

TOKEN = re.compile(r"[^\W\d_][\w'’ʼ–-]*\.?|\d+|[^\w\s]|\n\s*\n")
LONGEST_ACRONYM = 5
Role = Literal["name", "initial", "title", "particle", "and", "comma", "lead", "barred", "other"]


@dataclass(frozen=True, slots=True)
class Chain:
    """Names before a year: where they start, the authors' family names, and other readings of the first of them.

    ``readings`` are (start, first author) from the longest to the shortest: a capital at the start of a sentence may
    belong to a common word. A ``doubtful`` one stands behind a word that names of authors do not follow.
    """

    start: int
    authors: tuple[str, ...]
    readings: tuple[tuple[int, str], ...]
    doubtful: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether the only name is short and in capitals, as abbreviations of programmes are."""
        only = self.authors[0] if len(self.authors) == 1 else ""
        return only.isupper() and len(only) <= LONGEST_ACRONYM and " " not in only


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    text: str
    role: Role


def chain_before(text: str, floor: int, end: int, *, is_list: bool) -> Chain | None:
    """Read the names that end where a year begins; ``is_list`` within a bracket, where any comma parts names.

    >>> chain_before("Menurut M. Nugroho dan Halik (2016)", 0, 28, is_list=False).authors
    ('Nugroho', 'Halik')
    >>> chain_before("pada tahun 2003", 0, 11, is_list=False) is None
    True
    """
    window = text[floor:end]
    others = _others().search(window)
    kept = window[: others.start()] if others else window
    tokens = _tokens(kept, floor)
    names = _walk(tokens, is_list=is_list, several=others is not None)
    authors = _authors(names)
    if not authors:
        return None
    before = [token for token in tokens if token.start < names[0].start]
    return Chain(names[0].start, authors, _readings(names), bool(before) and before[-1].role == "barred")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('reference', 'others')})(?!\w)[\s.,:]*$", re.IGNORECASE)


@cache
def _roles() -> dict[str, Role]:
    keys: tuple[tuple[str, str, Role], ...] = (
        ("citation", "lead", "lead"),
        ("citation", "not_author", "barred"),
        ("citation", "title", "title"),
        ("citation", "particle", "particle"),
        ("reference", "and", "and"),
    )
    roles: dict[str, Role] = {word: role for table, key, role in keys for word in words(table, key)}
    return {**roles, "&": "and", ",": "comma", "…": "comma"}


@cache
def _organisations() -> frozenset[str]:
    return frozenset(words("reference", "organisation"))


def _tokens(window: str, floor: int) -> list[_Token]:
    matches = list(TOKEN.finditer(window))
    last = len(matches) - 1
    return [
        _Token(floor + m.start(), m.group(), _role(m.group(), ends_chain=at == last)) for at, m in enumerate(matches)
    ]


def _role(word: str, *, ends_chain: bool) -> Role:
    plain = word.rstrip(".").casefold()
    if len(plain) == 1 and word[0].isupper():
        return "initial"
    known = _roles().get(plain) or _roles().get(plain.split("-")[0])
    if known == "title":
        return "title" if word[0].isupper() else "other"
    if word.endswith(".") and not ends_chain:
        return "other"
    if known is not None:
        return known
    return "name" if word[0].isupper() else "other"


def _walk(tokens: list[_Token], *, is_list: bool, several: bool) -> list[_Token]:
    """Go back over names and what joins them, to the first word that can be no part of a name."""
    taken: list[_Token] = []
    joined = is_list or several
    for token in reversed(tokens):
        role = token.role
        if role in ("barred", "lead", "other"):
            break
        if role == "comma" and taken and not joined and taken[-1].role != "initial":
            break
        if role in ("and", "particle") and not taken:
            break
        joined = joined or role == "and"
        taken.append(token)
    while taken and taken[-1].role in ("and", "comma"):
        taken.pop()
    return taken[::-1]


def _authors(names: list[_Token]) -> tuple[str, ...]:
    """Give the family names: what stands between commas and joining words, without initials.

    The name of an organisation may hold a joining word.
    """
    parts: list[list[str]] = [[]]
    for token in names:
        if token.role == "and" and len(parts) == 1 and parts[0] and parts[0][0].casefold() in _organisations():
            parts[0].append(token.text)
        elif token.role in ("and", "comma"):
            parts.append([])
        elif token.role in ("name", "particle"):
            parts[-1].append(token.text.rstrip("."))
    return tuple(" ".join(part) for part in parts if part)


def _readings(names: list[_Token]) -> tuple[tuple[int, str], ...]:
    """Give each place where the names may begin, with the first author read from there."""
    starts = [at for at, token in enumerate(names) if token.role not in ("and", "comma")]
    readings = ((names[at].start, _authors(names[at:])) for at in starts)
    return tuple((start, authors[0]) for start, authors in readings if authors)
