"""Where a text names another work by author and year: in one bracket, or as a name before a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.chains import Chain, chain_before
from kg.extract.phrases import alternatives, pattern

BRACKET = re.compile(r"\(([^()]{2,400})\)")
WINDOW = 300
LAST_WORD = re.compile(r"[^\W\d_][^\W_]*(?=\W*$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A work named by author and year, before it is known whether the reference list has it.

    ``name_start`` is where the first author's name begins; ``chain`` holds the names. A ``doubtful`` one is a citation
    only when it is in the list.
    """

    start: int
    end: int
    name_start: int
    chain: Chain
    year: int | None
    suffix: str = ""
    narrative: bool = False
    doubtful: bool = False


@cache
def _year() -> re.Pattern[str]:
    """Year, or the words for none, with the pages behind it."""
    pages = rf"(?:\s?:\s?|,?\s(?:(?:{alternatives('citation', 'page')})\.?\s?))\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?"
    year = r"(?<![\w/.–-])(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-z])?(?!\w)"
    undated = rf"(?<!\w)(?:{alternatives('reference', 'undated')})(?!\w)\.?"
    return re.compile(rf"(?:{year}|{undated})(?:{pages})?(?!\s?[-–/]\s?\d)", re.IGNORECASE)


def without_emphasis(text: str) -> str:
    """Blank out the marks of Markdown emphasis; every position stays.

    >>> without_emphasis("Purba *et al.* (2021)")
    'Purba  et al.  (2021)'
    """
    return re.sub(r"[*_]", " ", text)


def find_mentions(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """Find the works that a stretch of text names by author and year; a work quoted in another gives way to that one.

    >>> text = "Menurut Purba et al., (2021) dan (Nugroho and Halik 2016; Riani, 2018)"
    >>> [text[m.start : m.end] for m in find_mentions(text, 0, len(text))]
    ['Purba et al., (2021)', 'Nugroho and Halik 2016', 'Riani, 2018']
    """
    found = [m for bracket in BRACKET.finditer(text, start, end) for m in _of_bracket(text, start, bracket)]
    quoted = re.compile(rf"[\s,;()]*(?:{alternatives('citation', 'secondary')})[\s,(]*", re.IGNORECASE)
    return tuple(
        mention
        for at, mention in enumerate(found)
        if at + 1 == len(found) or not _quoted_in(text, mention, found[at + 1], quoted)
    )


def _quoted_in(text: str, mention: Mention, following: Mention, quoted: re.Pattern[str]) -> bool:
    """Whether the work is only quoted in the next one, which the author held in hand."""
    return (
        quoted.fullmatch(text, min(_inner_end(text, mention), following.name_start), following.name_start) is not None
    )


def _inner_end(text: str, mention: Mention) -> int:
    return mention.end - 1 if text[mention.end - 1] == ")" else mention.end


def _of_bracket(text: str, floor: int, bracket: re.Match[str]) -> Iterator[Mention]:
    inner, base = bracket.group(1), bracket.start(1)
    years = list(_year().finditer(inner))
    if not years:
        return
    if not inner[: years[0].start()].strip():
        found = list(_narrative(text, floor, bracket, years))
    else:
        found = list(_parenthetical(text, base, years))
        if len(found) == 1:
            found = [replace(found[0], start=bracket.start(), end=bracket.end())]
    yield from found


def _parenthetical(text: str, base: int, years: list[re.Match[str]]) -> Iterator[Mention]:
    """Read ``A and B 2016; C, 2018a, 2018b``: a year without names has those of the one before."""
    previous: Chain | None = None
    begin = base
    for year in years:
        at = base + year.start()
        between = text[begin:at]
        if previous is not None and not any(c.isalpha() for c in _joinless(between)):
            yield _mention(year, previous, at, base + year.end(), at)
        else:
            chain = chain_before(text, max(begin, at - WINDOW), at, is_list=True)
            previous = chain
            if chain is not None:
                unsure = chain.doubtful or (chain.is_acronym and "," not in between)
                doubtful = unsure or not _introduces(_joinless(text[begin : chain.start]))
                yield _mention(year, chain, chain.start, base + year.end(), chain.start, doubtful=doubtful)
        begin = base + year.end()


def _narrative(text: str, floor: int, bracket: re.Match[str], years: list[re.Match[str]]) -> Iterator[Mention]:
    """Read ``A et al. (2019)`` and ``A (2018, 2019)``: the names stand before the bracket."""
    rest = years[-1].string[years[-1].end() :].strip()
    chain = chain_before(text, max(floor, bracket.start() - WINDOW), bracket.start(), is_list=False)
    if chain is None or (rest and rest[0] not in ",;:"):
        return
    base = bracket.start(1)
    for at, year in enumerate(years):
        if at and any(c.isalpha() for c in _joinless(text[base + years[at - 1].end() : base + year.start()])):
            return
        start, end = (base + year.start(), base + year.end()) if at else (chain.start, bracket.end())
        yield replace(
            _mention(year, chain, start, end, start), narrative=True, doubtful=chain.doubtful or chain.is_acronym
        )


def _mention(
    year: re.Match[str], chain: Chain, start: int, end: int, name_start: int, *, doubtful: bool = False
) -> Mention:
    number = year.group("year")
    return Mention(
        start, end, name_start, chain, int(number) if number else None, year.group("suffix") or "", doubtful=doubtful
    )


def _joinless(between: str) -> str:
    return pattern("reference", "and").sub(" ", between)


def _introduces(prefix: str) -> bool:
    """Whether the words before the names in a bracket, if any, only lead to them: ``see``, ``dalam``."""
    last = LAST_WORD.search(prefix[-30:])
    return last is None or pattern("citation", "lead", "secondary").fullmatch(last.group()) is not None
