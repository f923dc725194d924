"""Names of journals and proceedings, as mastheads print them."""

from __future__ import annotations

import re
from functools import cache

from kg.corpus.front.people import phrase, words_of

# What stands between the pieces of a masthead, or behind the last one.
BETWEEN = re.compile(
    r" [|/] |\||\bp?-?e?-?issn\b[\s:]*(?:\d{4}-\d{3}[\dx])?|(?:https?:|www\.)\S*|\bdoi\b[\s:]*(?:10\.\S*)?|©.*",
    re.I | re.S,
)
EDGE = " .,;:|–—-*_/"
LONGEST_HEAD = 300
LONGEST_NAME = 16


def journal_name(shown: str) -> str:
    """Cut what is not the journal's name off a piece of a masthead.

    >>> journal_name("JURNAL ANGIN (Ilmu Cuaca) ©2025."), journal_name("2024,")
    ('JURNAL ANGIN (Ilmu Cuaca)', '')
    """
    parts = [_without_date(part) for part in BETWEEN.split(shown[:LONGEST_HEAD]) if part and part.strip(EDGE)]
    parts = [part for part in parts if part and not phrase("imprint", "masthead").match(part)]
    journals = [part for part in parts if phrase("names", "journal").search(part)]
    name = (journals or parts or [""])[-1]
    if name.endswith("(") or name.count("(") != name.count(")"):
        name = name.rstrip("( ")
    words = name.split()
    letters = sum(map(str.isalpha, name))
    good = 0 < len(words) <= LONGEST_NAME and letters >= 3 and name[0].isalnum() and "@" not in name
    return name if good and not name[0].islower() and not name[0].isdigit() else ""


def _without_date(piece: str) -> str:
    """Take year, month and issue off the end of a journal's name."""
    name = piece.strip(EDGE)
    while dated := _date_last().search(name):
        name = name[: dated.start()].strip(EDGE)
    return name


@cache
def _date_last() -> re.Pattern[str]:
    words = (words_of("study", "months"), words_of("imprint", "year"), words_of("imprint", "issue"))
    months, years, issues = ("|".join(sorted(map(re.escape, some))) for some in words)
    month = rf"(?:{months})(?:\s?[-–/]\s?(?:{months}))?"
    return re.compile(rf"(?:\A|(?<=[\s,(.]))(?:{month}|(?:19|20)\d\d\)?|{years}|(?:{issues})\.? ?\d{{1,3}})\Z", re.I)


def is_journal(shown: str) -> bool:
    """Tell a line that is the name of a journal or of proceedings: the word for it stands at the front or the end.

    >>> is_journal("JIA: Jurnal Ilmu Angin"), is_journal("Angin Journal (AJ)"), is_journal("Mutu Jurnal di Pasar Kota")
    (True, True, False)
    """
    name = journal_name(shown)
    words = re.sub(r"\([^()]{1,20}\)\s*\Z", "", name).split()
    if not words or len(words) > LONGEST_NAME or phrase("imprint", "in_title").search(name):
        return False
    places = [at for at, word in enumerate(words) if word.casefold().strip(":(),.&") in words_of("names", "journal")]
    if not places:
        return False
    first, last = places[0], places[-1]
    before, behind = words[:first], words[first + 1 :]
    outer = first == 0 or last == len(words) - 1
    short = any(word.endswith(":") for word in before) or words[first].startswith("(")  # JIA (Jurnal Ilmu Angin)
    short = short or (len(before) == 1 and before[0].isupper())
    of = len(before) <= 3 and bool(behind) and behind[0] in words_of("imprint", "of")  # International Journal of
    return outer or short or of
