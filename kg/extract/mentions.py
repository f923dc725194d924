"""Where a text names another work by author and year: in one bracket, or as a name before a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.chains import Chain, chain_before
from kg.extract.phrases import alternatives, pattern

BRACKET = re.compile(r"\(([^()]{2,400})\)|\[(?<![\w\]]\[)([^\[\]^()]{5,200})\](?![(\[:])")
UNBRACKETED = re.compile(r"((?:19|20)(?<=[\w.,] \d\d)\d\d)([a-h])?(?=[\s,:.;])(?!\s?[-–/]\s?\d)")
WINDOW, NEAR = 300, 80
LAST_WORD = re.compile(r"[^\W\d_][^\W_]*(?=\W*$)")
LETTERS = re.compile(r"\s*(?:,|&|;)?\s?([b-h])(?!\w)")


class Mention(NamedTuple):
    """A work named by author and year, before it is known whether the reference list has it.

    ``name_start`` is where the first author's name begins; ``chain`` holds the names. A ``doubtful`` one is a citation
    only when it is in the list; a ``weak`` one unless its name is a common word, too.
    """

    start: int
    end: int
    name_start: int
    chain: Chain
    year: int | None
    suffix: str = ""
    narrative: bool = False
    doubtful: bool = False
    weak: bool = False


class _Year(NamedTuple):
    """A year in a bracket, or the words for none, with the pages behind it."""

    start: int
    end: int
    year: int | None
    suffix: str


@cache
def _year() -> re.Pattern[str]:
    """Year, or the words for none, with the pages behind it."""
    number = r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?"
    label = rf"(?:{alternatives('citation', 'page', 'part')})\.?\s?"
    pages = rf"(?:\s?:\s?(?:{label})?{number}|,?\s{label}{number}|,\s?\d{{1,3}}(?:\s?[-–]\s?\d{{1,3}})?(?!\d|\s?\())"
    year = r"(?<![\w/.–-])(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-h])?(?![^\W_])"
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
    found: list[Mention] = []
    for bracket in BRACKET.finditer(text, start, end):
        for mention in _of_bracket(text, start, bracket):
            before = found[-1] if found and mention.doubtful and not mention.chain.doubtful else None
            joined = before is not None and (_is_joined(text, before, mention) or _quoted_in(text, before, mention))
            found.append(mention._replace(doubtful=False) if joined else mention)
    return tuple(
        mention
        for at, mention in enumerate(found)
        if at + 1 == len(found) or not _quoted_in(text, mention, found[at + 1])
    )


def find_unbracketed(text: str, start: int, end: int) -> Iterator[Mention]:
    """Find ``menurut Ali, 2019,``: a name that needs to be an author's, with a year in no brackets; all doubtful.

    >>> [m.chain.authors for m in find_unbracketed("Menurut Ali, 2019, dan pada Mei 2020 hal itu baik.", 0, 50)]
    [('Ali',)]
    """
    for year in UNBRACKETED.finditer(text, start, end):
        chain = chain_before(text, max(start, year.start() - NEAR), year.start(), is_list=False)
        if chain is not None and chain.needed:
            number = int(year.group(1))
            yield Mention(chain.start, year.end(), chain.start, chain, number, year.group(2) or "", True, True)


def _is_joined(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a name follows a sure one as its like: ``Ali (2019) dan Budi (2020)``."""
    between = text[before.end : mention.start] if mention.start - before.end < WINDOW else "."
    sure = before.narrative and mention.narrative and not before.doubtful
    return sure and bool(between.strip()) and not _joinless(between).strip(" ,;&\n")


def _quoted_in(text: str, mention: Mention, following: Mention) -> bool:
    """Whether the work is only quoted in the next one, which the author held in hand."""
    inner = mention.end - 1 if text[mention.end - 1] in ")]" else mention.end
    first, last = min(inner, following.name_start), following.name_start
    return last - first < WINDOW and _quoted().fullmatch(text, first, last) is not None


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(rf"[\s,;()]*(?:{alternatives('citation', 'secondary')})[\s,(]*", re.IGNORECASE)


def _of_bracket(text: str, floor: int, bracket: re.Match[str]) -> Iterator[Mention]:
    squared = bracket.group(1) is None
    inner, base = bracket.group(bracket.lastindex or 1), bracket.start(bracket.lastindex or 1)
    years = list(_years(inner))
    if not years:
        return
    if not pattern("citation", "own_work").sub("", inner[: years[0].start]).strip(" \n,"):
        yield from () if squared else _narrative(text, floor, bracket, years)
        return
    found = list(_parenthetical(text, base, years))
    if len(found) == 1:
        found = [found[0]._replace(start=bracket.start(), end=bracket.end())]
    yield from (each._replace(doubtful=True) for each in found) if squared else found


def _years(inner: str) -> Iterator[_Year]:
    """Find the years of a bracket; ``2019a, b`` has two."""
    for match in _year().finditer(inner):
        number = int(match.group("year")) if match.group("year") else None
        yield _Year(match.start(), match.end(), number, match.group("suffix") or "")
        more = LETTERS.match(inner, match.end()) if match.group("suffix") else None
        while more:
            yield _Year(more.start(1), more.end(1), number, more.group(1))
            more = LETTERS.match(inner, more.end())


def _parenthetical(text: str, base: int, years: list[_Year], begin: int | None = None) -> Iterator[Mention]:
    """Read ``A and B 2016; C, 2018a, 2018b``: a year without names has those of the one before."""
    previous: Chain | None = None
    begin = base if begin is None else begin
    for year in years:
        at = base + year.start
        between = text[begin:at]
        if previous is not None and not any(c.isalpha() for c in _joinless(between)):
            yield _mention(base, year, previous, at, at)
        else:
            chain = chain_before(text, max(begin, at - WINDOW), at, is_list=True)
            previous = chain
            if chain is not None:
                unsure = chain.doubtful or (chain.is_acronym and "," not in between)
                doubtful = unsure or not _introduces(_joinless(text[begin : chain.start]))
                found = _mention(base, year, chain, chain.start, chain.start)
                yield found._replace(doubtful=doubtful, weak="," not in between and not chain.personal)
        begin = base + year.end


def _narrative(text: str, floor: int, bracket: re.Match[str], years: list[_Year]) -> Iterator[Mention]:
    """Read ``A et al. (2019)`` and ``A (2018, 2019)``: the names stand before the bracket."""
    inner, base = bracket.group(1), bracket.start(1)
    rest = inner[years[-1].end :].strip()
    chain = chain_before(text, max(floor, bracket.start() - WINDOW), bracket.start(), is_list=False)
    if chain is None or (rest and rest[0] not in ",;:"):
        return
    sure = chain.personal or _tells().match(text, bracket.end()) is not None
    doubtful = chain.doubtful or chain.is_acronym or not (sure or chain.led)
    for at, year in enumerate(years):
        if at and any(c.isalpha() for c in _joinless(inner[years[at - 1].end : year.start])):
            yield from _parenthetical(text, base, years[at:], begin=base + years[at - 1].end)
            return
        start, end = (base + year.start, base + year.end) if at else (chain.start, bracket.end())
        found = _mention(base, year, chain, start, start)
        yield found._replace(end=end, narrative=True, doubtful=doubtful, weak=not (sure or chain.needed))


@cache
def _tells() -> re.Pattern[str]:
    """A verb behind a name that only people, or works, do."""
    fillers = rf"(?:(?:{alternatives('citation', 'filler')})\s+){{0,3}}"
    return re.compile(rf"[\s,]{{0,3}}{fillers}(?:{alternatives('citation', 'report', 'say')})(?!\w)", re.IGNORECASE)


def _mention(base: int, year: _Year, chain: Chain, start: int, name_start: int) -> Mention:
    return Mention(start, base + year.end, name_start, chain, year.year, year.suffix)


def _joinless(between: str) -> str:
    return pattern("reference", "and").sub(" ", between)


def _introduces(prefix: str) -> bool:
    """Whether the words before the names in a bracket, if any, only lead to them: ``see``, ``dalam``."""
    last = LAST_WORD.search(prefix[-30:])
    return last is None or pattern("citation", "lead", "secondary").fullmatch(last.group()) is not None
