"""Where and when a paper came out: journal, volume, issue, pages, year and DOI, from mastheads, feet and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache

from kg.corpus.front.journals import is_journal, journal_name
from kg.corpus.front.people import CLOSE, OPEN, phrase, words_of

YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d])(?!/)")
ROMAN_OR_FIGURE = r"(\d{1,4}|[IVXLC]{1,7})(?![^\W_])"
RANGE = r"([A-Za-z]?\d{1,6})\s?(?:[-–—−‐]{1,2}|s/d)\s?([A-Za-z]?\d{1,6})(?![\d/]|[-–]\d)"
# 5 (2) (2023) 101-110;  15(3), 201–219 (2022);  12 (2024) 33-41
COMPACT = re.compile(r"(?<![\d.,/-])(\d{1,3})\s?\(\s?(?:no\.?\s?)?(\d{1,3}(?:[-–]\d{1,2})?)\s?\)(?!\d)", re.I)
COMPACT_YEAR = re.compile(rf"(?<![\d.,/-])(\d{{1,3}})\s?\(((?:19|20)\d\d)\)[,:;]?\s?{RANGE}")
NUMBER = r"(\d{1,4}(?:[-–/]\d{1,3})?|[IVXLC]{1,7})(?![^\W_])"
BRACKET = re.compile(r"\s?\(\s?(\d{1,3})\s?\)")
BARE_RANGE = re.compile(rf"(?<![\d/.-]){RANGE}")
DOI = re.compile(r"\b10\.\d{4,9}\s?/\s?[^\s<>\"\[\]{}|]{1,120}")
COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\W{0,6}((?:19|20)\d\d)", re.I)
AFTER_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^.]{0,80}", re.I)
UNRAISED = str.maketrans(OPEN + CLOSE, "()")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a masthead says; what it does not say is empty."""

    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: str = ""


@cache
def _labelled(function: str, value: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, words_of("imprint", function)), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![^\W_])(?:{words})\s?[.:]{{0,2}}\s?{value}", re.I)


def volume_at(line: str) -> int:
    """Tell where the volume stands in a masthead line, or -1.

    >>> volume_at("Jurnal Angin Vol. 3 No. 1"), volume_at("Jurnal Angin 5 (2) (2023) 1-9"), volume_at("Jurnal Angin")
    (13, 13, -1)
    """
    line = line.translate(UNRAISED)
    found = _labelled("volume", ROMAN_OR_FIGURE).search(line) or COMPACT_YEAR.search(line)
    if found is None and (YEAR.search(line) or BARE_RANGE.search(line)):
        found = COMPACT.search(line)
    return found.start() if found else -1


def imprint_in(line: str) -> Imprint:
    """Read one line of a masthead, a foot or a recommended citation.

    >>> imprint_in("Jurnal Angin, Vol. 5 No. 2 (2024): 120–135")
    Imprint(venue='Jurnal Angin', volume='5', issue='2', pages='120-135', year='2024')
    >>> imprint_in("Jurnal Angin 5 (2) (2023) 101-110").issue
    '2'
    """
    line = line.translate(UNRAISED)
    at = volume_at(line)
    labelled = _range(_labelled("pages", RANGE).search(line))
    if at < 0:
        return Imprint(pages=labelled)
    rest = line[at : at + 200]
    number = _labelled("issue", NUMBER).search(rest) or _labelled("issue", NUMBER).search(line[:at])
    volume, issue, end = _volume_and_issue(rest)
    behind = rest[max(end, number.end()) if number and number.string is rest else end :]
    year = YEAR.search(rest) or YEAR.search(line[:at])
    return Imprint(
        venue=journal_name(line[:at]),
        volume=volume,
        issue=(number.group(1) if number else issue).replace("–", "-"),
        pages=labelled or _range(_pages(re.split(r"\bissn\b", behind, maxsplit=1, flags=re.I)[0])),
        year=year.group(1) if year else "",
    )


def _volume_and_issue(rest: str) -> tuple[str, str, int]:
    """The volume at the front, the issue in brackets behind it, and where they end."""
    if year := COMPACT_YEAR.match(rest):
        return year.group(1), "", year.end(2)
    if compact := COMPACT.match(rest):
        return compact.group(1), compact.group(2), compact.end()
    volume = _labelled("volume", ROMAN_OR_FIGURE).match(rest)
    if volume is None:
        return "", "", 0
    bracket = BRACKET.match(rest, volume.end())
    return volume.group(1), bracket.group(1) if bracket else "", bracket.end() if bracket else volume.end()


def _pages(rest: str) -> re.Match[str] | None:
    """The first range of numbers that are no years."""
    return next((found for found in BARE_RANGE.finditer(rest) if not YEAR.fullmatch(found.group(1))), None)


def _range(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    first, last = found.group(1), found.group(2)
    if first.isdigit() and last.isdigit() and len(last) < len(first):  # 121-9
        last = first[: len(first) - len(last)] + last
    ordered = not (first.isdigit() and last.isdigit()) or int(first) <= int(last)
    return f"{first}-{last}" if ordered else ""


def merged(parts: Iterable[Imprint]) -> Imprint:
    """Put together what several lines say; the first to say something is right."""
    known = list(parts)
    return Imprint(**{f.name: next((v for p in known if (v := getattr(p, f.name))), "") for f in fields(Imprint)})


def cited_imprint(line: str) -> Imprint:
    """Read the citation that a journal recommends: name, year, title, journal, volume, issue and pages.

    >>> cited_imprint("Sitasi: Ayu, R. (2022). Antre di Pasar. Jurnal Angin, 7(3), 21–29. https://doi.org/10.1/a")
    Imprint(venue='Jurnal Angin', volume='7', issue='3', pages='21-29', year='2022')
    """
    bare = re.split(r"https?:|\bdoi\b", line, maxsplit=1, flags=re.I)[0]
    year = re.search(r"\(((?:19|20)\d\d)\b", bare) or YEAR.search(bare)
    found = imprint_in(bare) if volume_at(bare) >= 0 else _citation_volume(bare)
    sentence = re.split(r"[.?!”\"]\s+", found.venue or bare[: max(volume_at(bare), 0)])[-1]
    name = journal_name(sentence) if len(sentence.split()) <= 12 else ""
    return Imprint(name, found.volume, found.issue, found.pages, year.group(1) if year else found.year)


def _citation_volume(bare: str) -> Imprint:
    """A citation of a paper in proceedings has pages and no volume."""
    pages = _labelled("pages", RANGE).search(bare)
    for sentence in re.split(r"[.?!]\s+", bare[: pages.start()] if pages else bare):
        within = phrase("imprint", "within").match(sentence)
        if within and is_journal(sentence[within.end() :]):
            return Imprint(venue=journal_name(sentence[within.end() :]), pages=_range(pages))
    return Imprint(pages=_range(pages))


def doi_in(lines: Sequence[str]) -> str:
    """Find the DOI that stands first; a blank behind its slash is a slip of the printer.

    >>> doi_in(["https://doi.org/10.1234/ angin.v1i2.3."])
    '10.1234/angin.v1i2.3'
    """
    for line in lines:
        if found := DOI.search(line):
            doi = re.sub(r"\s", "", found.group()).rstrip(".,;:*_'’”")
            while doi.endswith(")") and doi.count("(") < doi.count(")"):
                doi = doi[:-1].rstrip(".,;")
            return doi
    return ""
