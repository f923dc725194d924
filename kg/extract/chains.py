"""Names in running text, read backwards from a year: ``A, B and C``, ``A et al.``, ``A dkk.``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from kg.extract.phrases import alternatives, words

# A degree or initials behind a comma (``Yusuf, M.Pd.``), a site, a word, a number, a sign, an empty line.
TOKEN = re.compile(
    r"(?:(?<=,)|(?<=,\s))(?:[A-Z][a-z]{0,3}\.){1,4}[A-Za-z]{1,4}(?!\w)\.?"
    r"|[\w-]{2,40}(?:\.[a-z]{2,4}){1,2}(?![\w.])|[‘'ʻ`]?[^\W\d_][\w'’ʼ–-]*(?:/[A-Z]\w*)?\.?|\d+|[^\w\s]|\n\s*\n"
)
ADDRESS = re.compile(r"[\w-]{2,40}(?:\.[a-z]{2,4}){1,2}")  # of a site: ``warta.com``
POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s?$")
BRACKETED = re.compile(r"\s?\[[^\W\d_]{2,12}\](?=\W*$)")  # the short name behind an organisation's: ``[BPS]``
BARRIER = ")(;:"
LONGEST_ACRONYM = 5
OFFICE = 5  # words in which the name of an office says that it is one
Role = Literal["name", "initial", "title", "honorific", "particle", "and", "comma", "lead", "barred", "other"]


@dataclass(frozen=True, slots=True)
class Chain:
    """Names before a year: where they start, the authors' family names, and other readings of the first of them.

    ``readings`` are (start, first author) from the longest to the shortest: a capital at the start of a sentence may
    belong to a common word. A ``doubtful`` one stands behind a word that names of authors do not follow; one is
    ``led`` by a word that may lead to an author (``pada``), ``needed`` by one that does (``menurut``), and ``personal``
    when its form shows a person or several: initials, particles, ``et al.``.
    """

    start: int
    authors: tuple[str, ...]
    readings: tuple[tuple[int, str], ...]
    doubtful: bool = False
    led: bool = False
    needed: bool = False
    personal: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether the only name is short and in capitals, as abbreviations of programmes are."""
        only = self.authors[0] if len(self.authors) == 1 else ""
        return only.isupper() and len(only) <= LONGEST_ACRONYM and " " not in only


class _Token(NamedTuple):
    start: int
    text: str
    role: Role


def chain_before(text: str, floor: int, end: int, *, is_list: bool) -> Chain | None:
    """Read the names that end where a year begins; ``is_list`` within a bracket, where any comma parts names.

    >>> chain_before("Menurut M. Nugroho dan Halik (2016)", 0, 28, is_list=False).authors
    ('Nugroho', 'Halik')
    >>> chain_before("Prof. Dr. Sulaiman Yusuf, M.Pd. (2016)", 0, 31, is_list=False).authors
    ('Sulaiman Yusuf',)
    >>> chain_before("pada tahun 2003", 0, 11, is_list=False) is None
    True
    """
    last = floor + len(text[floor:end].rstrip(" ,;:.\n"))
    floor = max(floor, *(text.rfind(sign, floor, last) + 1 for sign in BARRIER))
    window = text[floor:end]
    within = _within().search(window)
    others = _others().search(window, 0, within.start() if within else len(window))
    cut = others or within
    kept = window[: cut.start()] if cut else window
    short = BRACKETED.search(kept)
    kept = kept[: short.start()] if short else kept
    tokens = _tokens(kept.rstrip(" :;\n") if is_list else kept, floor)
    names = _walk(tokens, is_list=is_list, several=others is not None)
    authors = _authors(names)
    if not authors:
        return None
    before = [token for token in tokens if token.start < names[0].start and token.role != "honorific"][-1:]
    role, word = (before[0].role, before[0].text.casefold()) if before else ("", "")
    of_place = word in words("citation", "place")
    return Chain(
        names[0].start,
        authors,
        _readings(names),
        doubtful=role == "barred" or any("." in name for name in authors),
        led=role == "lead" and not of_place,
        needed=word in words("citation", "leading") and not of_place,
        personal=others is not None or len(authors) > 1 or any(map(_is_personal, names)),
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('reference', 'others')})(?!\w)[\s.,:'’s]*$", re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    """Words between a name and its year: ``Ali dalam bukunya (2019)``."""
    return re.compile(rf"[\s,]+(?:{alternatives('citation', 'own_work')})[\s,]*$", re.IGNORECASE)


@cache
def _roles() -> dict[str, Role]:
    keys: tuple[tuple[str, str, Role], ...] = (
        ("citation", "lead", "lead"),
        ("citation", "not_author", "barred"),
        ("citation", "title", "title"),
        ("citation", "honorific", "honorific"),
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


@lru_cache(maxsize=1 << 13)
def _role(word: str, *, ends_chain: bool) -> Role:
    plain = word.rstrip(".").casefold()
    named = word.partition("-")[2] if _is_compound(word) else word.lstrip("‘'ʻ`")
    capital = named[:1].isupper()
    known = _roles().get(plain) or (None if named != word else _roles().get(plain.split("-")[0]))
    stopped = word.endswith(".") and not ends_chain
    if ADDRESS.fullmatch(word):
        return "name"
    if "." in word[:-1] or (len(plain) == 1 and capital):
        return "initial"
    if known in ("title", "honorific"):
        return known if capital or known == "honorific" else "other"
    if known is not None and not stopped:
        return known
    return "name" if capital and not stopped else "other"


def _is_compound(word: str) -> bool:
    """Whether a word is a name with its particle, such as ``al-Ghazali``."""
    first, hyphen, _ = word.casefold().partition("-")
    return bool(hyphen) and _roles().get(first) == "particle"


def _is_personal(token: _Token) -> bool:
    """Whether a word of a name shows a person: an initial, ``bin``, ``van``, ``Al-``."""
    return token.role in ("initial", "particle") or (token.role == "name" and _is_compound(token.text))


def _walk(tokens: list[_Token], *, is_list: bool, several: bool) -> list[_Token]:
    """Go back over names and what joins them, to the first word that can be no part of a name."""
    taken: list[_Token] = []
    joined = is_list or several
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        role = token.role
        if role in ("barred", "lead", "other") and not (taken and _names_branch(tokens, at)):
            break
        if role == "comma" and taken and not joined and taken[-1].role != "initial":
            break
        if role in ("and", "particle") and not taken:
            break
        joined = joined or role == "and"
        taken.append(token)
    while taken and taken[-1].role in ("and", "comma", "honorific"):
        taken.pop()
    return taken[::-1]


def _names_branch(tokens: list[_Token], at: int) -> bool:
    """Whether a word is part of the name of an office: ``BPS Kota Palembang``, ``Dinas Provinsi Jambi``."""
    if tokens[at].role != "barred" or not tokens[at].text[0].isupper():
        return False
    before = list(takewhile(lambda token: token.role == "name", reversed(tokens[max(0, at - OFFICE) : at])))
    short = bool(before) and len(before[0].text) > 2 and before[0].text.isupper()
    return short or any(token.text.casefold() in _organisations() for token in before)


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
        elif token.role in ("name", "particle", "barred"):
            parts[-1].append(POSSESSIVE.sub("", token.text.rstrip(".")))
    return tuple(" ".join(part) for part in parts if part)


def _readings(names: list[_Token]) -> tuple[tuple[int, str], ...]:
    """Give each place where the names may begin, with the first author read from there."""
    starts = [at for at, token in enumerate(names) if token.role not in ("and", "comma")]
    readings = ((names[at].start, _authors(names[at:])) for at in starts)
    return tuple((start, authors[0]) for start, authors in readings if authors)
