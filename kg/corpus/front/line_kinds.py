"""What a line of a first page is, told by the line itself: masthead, title, people, affiliation, dates and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Literal

from kg.corpus.front.affiliations import FRONT_MARK, MAIL, without_staff
from kg.corpus.front.imprint import AFTER_COPYRIGHT, DOI, YEAR, volume_at
from kg.corpus.front.journals import is_journal
from kg.corpus.front.people import people_in, phrase, words_of
from kg.corpus.sections import kind_of

Kind = Literal[
    "title", "people", "affiliation", "address", "mail", "masthead", "journal", "dates", "year", "citation",
    "label", "byline", "helper", "keywords", "abstract", "prose", "other",
]  # fmt: skip
LONGEST_TITLE = 45
LONGEST_LINE = 1_500
SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?] +[A-Z]")
BEFORE_VOLUME = re.compile(r"[^\W\d_]{4}[.!?] ")
ADDRESS_FIRST = re.compile(r"\W*(?:https?:|www\.|doi\b|©)", re.I)
ISSN = re.compile(r"\bissn\b", re.I)
BARE_DATE = re.compile(r"[\d\s/.,-]*(?:[^\W\d_]+[\s,.]*)?[\d\s/.,-]*\Z")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as the rules see it: what it shows, its words, and the words that the paper writes in small letters."""

    shown: str
    words: int
    common: Set[str]
    level: int

    def begins(self, table: str, *keys: str) -> re.Match[str] | None:
        """Find words of these functions at the front."""
        return phrase(table, *keys).match(self.shown.lstrip(" *([{|"))


def kind_of_line(shown: str, common: Set[str] = frozenset(), level: int = 0) -> Kind:
    """Tell what a line of the first page is: the first rule that holds decides.

    >>> [kind_of_line(s) for s in ("Vol. 3 No. 1", "Ani Wulandari⟦1⟧, Budi", "⟦1⟧Universitas Angin", "Email: a@b.id")]
    ['masthead', 'people', 'affiliation', 'mail']
    >>> kind_of_line("Layanan Antrean pada Pasar Rakyat"), kind_of_line("Diterima: 3 Mei 2024")
    ('title', 'dates')
    """
    line = Seen(shown, len(shown[: 2 * LONGEST_LINE].split()), common, level)
    return next((kind for kind, holds in RULES if holds(line)), "title")


def _is_keywords(line: Seen) -> bool:
    return line.words <= 90 and bool(line.begins("lines", "keywords"))


def _is_abstract(line: Seen) -> bool:
    """The heading of an abstract, alone or with the abstract behind it."""
    first = re.split(r"[^\w\s-]", line.shown[:80], maxsplit=1)[0].strip()
    run_in = first != line.shown and len(first.split()) <= 2
    return kind_of(line.shown[:200]) == "abstract" or (run_in and kind_of(first) == "abstract")


def _is_long(line: Seen) -> bool:
    return len(line.shown) > LONGEST_LINE


def _is_citation(line: Seen) -> bool:
    found = line.begins("imprint", "citation")
    return found is not None and line.words <= 90 and (_is_labelled(line, found) or len(found.group().split()) > 1)


def _is_helper(line: Seen) -> bool:
    """Who helped: the word for it alone, with a colon, or before a name."""
    found = line.begins("names", "helper")
    return found is not None and (_is_labelled(line, found) or bool(people_in(_behind(line, found), line.common)))


def _is_byline(line: Seen) -> bool:
    found = line.begins("names", "byline")
    return bool(found) and not line.shown[found.end() if found else 0 :].strip(" :.")


def _is_label(line: Seen) -> bool:
    """What kind of document it is, or the heading of a box: next to nothing but such words."""
    found = line.begins("imprint", "label")
    if found is None:
        return False
    label = len(found.group().split())
    alone = len(found.group()) == len(line.shown.strip(" :.*"))
    return alone or (label + 1 >= line.words and not line.level)


def _is_submission(line: Seen) -> bool:
    return bool(line.begins("imprint", "submission"))


def _behind(line: Seen, found: re.Match[str]) -> str:
    """What stands behind words at the front."""
    return line.shown.lstrip(" *([{|")[found.end() :].strip()


def _is_labelled(line: Seen, found: re.Match[str]) -> bool:
    """Whether words at the front are a label: nothing, or a colon, stands behind them. A title runs on."""
    return _behind(line, found).lstrip("* ")[:1] in ("", ":", ".", "(", "|", "/")


def _is_date(rest: str) -> bool:
    """Whether a date follows: a figure, or the name of a month, which may be cut to three letters."""
    first = rest.strip(" :.,(|-–")[:3].casefold()
    return first[:1].isdigit() or (
        len(first) == 3 and any(month.startswith(first) for month in words_of("study", "months"))
    )


def _is_dates(line: Seen) -> bool:
    found = line.begins("imprint", "published", "accepted", "received", "either", "revised")
    return found is not None and line.words <= 60 and (_is_labelled(line, found) or _is_date(_behind(line, found)))


def _is_year(line: Seen) -> bool:
    """A year with no more than a month or a town."""
    bare = phrase("imprint", "year").sub("", line.shown).strip()
    return line.words <= 4 and bool(YEAR.search(line.shown)) and bool(BARE_DATE.fullmatch(bare))


def _is_masthead(line: Seen) -> bool:
    if line.words > 60:
        return False
    at = volume_at(line.shown)
    before = line.shown[: max(at, 0)]
    volume = at >= 0 and len(before.split()) <= 20 and not BEFORE_VOLUME.search(before)
    label = line.begins("imprint", "masthead_label")
    begun = (
        (label and _is_labelled(line, label))
        or line.begins("imprint", "masthead")
        or AFTER_COPYRIGHT.match(line.shown)
        or ADDRESS_FIRST.match(line.shown)
    )
    return volume or bool(begun or DOI.search(line.shown) or ISSN.search(line.shown))


def _is_journal(line: Seen) -> bool:
    return line.level != 1 and is_journal(line.shown)


def _is_prose(line: Seen) -> bool:
    """Sentences; not a long list of institutions."""
    sentences = line.words > 12 and bool(SENTENCE_END.search(line.shown))
    prose = line.words > LONGEST_TITLE or sentences or (line.shown.endswith(".") and line.words > 9)
    return prose and (line.words > 60 or not _is_affiliation(line))


def _is_affiliation(line: Seen) -> bool:
    """Whether an institution stands at the front, or behind a comma, in a line without a title's small words."""
    bare = line.shown
    while mark := FRONT_MARK.match(bare):
        bare = bare[mark.end() :]
    marked = bare != line.shown
    bare = without_staff(bare.lstrip(" (*"))
    place = phrase("names", "institution").search(bare)
    if place is None:
        return False
    if _is_mail(line):
        return bool(phrase("names", "institution").search(MAIL.sub("", bare)))
    before = bare[: place.start()].rstrip(" ")
    if not before or before.endswith(",") or marked:
        return marked or not phrase("imprint", "in_title").search(bare)
    return len(bare.split()) <= 8 and _is_named(bare, place.end())


def _is_named(bare: str, end: int) -> bool:
    """Whether a line is a name up to an institution's word, and nothing or a place behind it: Northtown University."""
    capitals = all(word[0].isupper() for word in bare.split() if len(word) > 3 and word[0].isalpha())
    return bare[end : end + 1] in ("", ",") and not bare.isupper() and capitals


def _is_mail(line: Seen) -> bool:
    contact = line.begins("names", "contact")
    labelled = contact and (_is_labelled(line, contact) or line.words <= 3)
    return bool(MAIL.search(line.shown) or labelled)


def _is_people(line: Seen) -> bool:
    return bool(people_in(line.shown, line.common))


RULES: tuple[tuple[Kind, Callable[[Seen], bool]], ...] = (
    ("keywords", _is_keywords),
    ("abstract", _is_abstract),
    ("prose", _is_long),
    ("citation", _is_citation),
    ("helper", _is_helper),
    ("byline", _is_byline),
    ("label", _is_label),
    ("label", _is_submission),
    ("dates", _is_dates),
    ("year", _is_year),
    ("masthead", _is_masthead),
    ("journal", _is_journal),
    ("prose", _is_prose),
    ("affiliation", _is_affiliation),
    ("mail", _is_mail),
    ("people", _is_people),
)
