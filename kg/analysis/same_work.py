"""How surely two records describe one work: what speaks for it and against it, in points.

A point doubles the odds, so points of several kinds add up (as in I. Fellegi and A. Sunter, "A theory for record
linkage", 1969), and the score is the probability that they give. The points are set by what a careful bibliographer
would hold for proof; the table below is all there is to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from kg.analysis import authors, titles
from kg.analysis.authors import ALIKE, LITTLE_ALIKE, SURE
from kg.analysis.records import Record
from kg.analysis.titles import Likeness, is_telling

SAME = 0.95
"""The score from which two records are one work."""
UNLIKE = 0.5
"""Records that score less are never put into one work by a third that is like both."""
MOST_WORDS = 8  # of a title that are counted: more prove no more
LEAST_SHARED = 2 / 3  # of the words of two titles: with less in common they are other titles

DOI_SAME, DOI_OTHER, DOI_NEAR = 13.0, -8.0, -1.0
URL = 4.0, -1.5
LAW_SAME, LAW_OTHER = 9.0, -20.0
TITLE_SAME, TITLE_LEFT_OUT, TITLE_CUT, TITLE_DIFFERS, TITLE_OTHER = 4.0, 2.0, -0.5, -3.0, -12.0
PER_WORD, PER_WORD_DIFFERING, PER_SLIP, PER_ENDING, PER_EXTRA, PER_SWAPPED = 0.5, 0.6, -0.5, -1.5, -1.5, -9.0
TITLE_IN_PRINT, TITLE_UNKNOWN, AUTHOR_UNKNOWN = 3.0, -3.0, -1.0
NUMBERS_OTHER = -12.0
AUTHOR_SAME, AUTHOR_ALIKE, AUTHOR_LITTLE_ALIKE, AUTHOR_MOVED, AUTHOR_OTHER = 2.5, 1.5, 0.0, 1.0, -8.0
FIRST_OTHER, INITIALS = -5.0, (0.5, -5.0)
PER_AUTHOR, MOST_AUTHORS, PER_MISSING = 1.5, 4.5, -0.5
YEAR_SAME, YEAR_UNKNOWN, YEAR_OTHER = 1.0, -5.0, -6.0
CONTAINER, VOLUME, PAGES, PUBLISHER, EDITION = (1.0, -2.0), (0.5, -1.5), (2.0, -3.0), (0.5, 0.0), (0.5, -8.0)
KIND_OTHER, ELSEWHERE = -3.0, -7.5
BOTH = 2
LISTED_APART, LETTERED_APART = -2.0, -20.0


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that speaks for or against two records being one work."""

    what: str
    points: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks for and against two records being one work."""

    terms: tuple[Term, ...]

    @property
    def score(self) -> float:
        """The probability that the records are one work, by all terms."""
        return _probability(sum(term.points for term in self.terms))

    @property
    def score_but_for_the_year(self) -> float:
        """The probability if nothing were known of the years."""
        return _probability(sum(term.points for term in self.terms if not term.what.startswith("years")))

    @property
    def by_doi(self) -> bool:
        """Whether the DOI is the same."""
        return any(term.what == "same DOI" for term in self.terms)

    @property
    def said(self) -> str:
        """The terms as a reader may weigh them, the heaviest first."""
        heaviest = sorted(self.terms, key=lambda term: (-abs(term.points), term.what))
        return ", ".join(f"{term.what} ({term.points:+g})" for term in heaviest)


def weigh(one: Record, other: Record) -> Evidence:
    """Weigh what two records have in common.

    >>> from kg.analysis.records import record_of
    >>> row = {"paper": "a", "position": "1", "first_author": "Wening", "year": "2020", "title": "Mutu Layanan Antrean"}
    >>> listed = record_of(row)
    >>> weigh(listed, record_of({**row, "paper": "b", "title": "Mutu Layannan Antrean"})).score
    0.997
    >>> weigh(listed, record_of({**row, "paper": "b", "year": "2021"})).said
    'years differ (-6), same title (+5.5), same first author (+2.5)'
    """
    if one.law and other.law:
        return Evidence((*_law(one, other), *_listing(one, other)))
    terms = chain(
        _identifiers(one, other),
        _title(one, other),
        _authors(one, other),
        _year(one, other),
        _place(one, other),
        _listing(one, other),
    )
    return Evidence(tuple(map(_shared, terms)))


@lru_cache(maxsize=4096)
def _shared(term: Term) -> Term:
    """Have each of the few terms in memory once, for the pairs are many."""
    return term


def _probability(points: float) -> float:
    return round(1 / (1 + math.exp2(-points)), 3)


def _identifiers(one: Record, other: Record) -> Iterator[Term]:
    if one.doi and other.doi:
        if one.doi == other.doi:
            yield Term("same DOI", DOI_SAME)
        else:
            near = OSA.distance(one.doi, other.doi, score_cutoff=2) <= 2
            yield Term("DOIs differ a little", DOI_NEAR) if near else Term("DOIs differ", DOI_OTHER)
    if one.url and other.url:
        yield _either("address", URL, alike=one.url == other.url)


def _title(one: Record, other: Record) -> Iterator[Term]:
    if not one.title.words or not other.title.words:
        yield Term("no title in one", TITLE_UNKNOWN)
        return
    found = titles.compare(one.title, other.title)
    if not found.is_same and not found.numbers and _are_in_each_other(one, other):
        yield Term("titles in each other's print", TITLE_IN_PRINT + PER_WORD * min(found.shared, MOST_WORDS))
        return
    if _is_other(found):
        yield Term("other titles", TITLE_OTHER)
        return
    proof = PER_WORD * min(found.shared, MOST_WORDS)
    if found.is_same:
        yield Term("same title", TITLE_SAME + proof)
    elif found.extra or found.swapped or found.numbers:
        yield Term("titles nearly alike", TITLE_DIFFERS + PER_WORD_DIFFERING * found.shared)
    elif found.cut:
        yield Term("title cut off in one", TITLE_CUT + proof)
    else:
        yield Term("subtitle left out in one", TITLE_LEFT_OUT + proof)
    for what, count, points in (
        ("misprints in the title", found.slips, PER_SLIP),
        ("other endings in the title", found.endings, PER_ENDING),
        ("words more in one title", found.extra, PER_EXTRA),
        ("other words in the title", found.swapped, PER_SWAPPED),
        ("other numbers in the title", int(found.numbers), NUMBERS_OTHER),
    ):
        if count:
            yield Term(what, count * points)


def _are_in_each_other(one: Record, other: Record) -> bool:
    """Whether each title stands in the other's print: what follows it, or stands before it, was taken for a part."""
    return all(
        bool(a.printed) and f" {' '.join(word for word in b.title.words if not word.isdigit())} " in a.printed
        for a, b in ((one, other), (other, one))
    )


def _is_other(found: Likeness) -> bool:
    differing = found.extra + 2 * found.swapped
    return found.shared < LEAST_SHARED * (found.shared + differing) or not found.shared + found.is_same


def _authors(one: Record, other: Record) -> Iterator[Term]:
    found = authors.compare(one.authors, other.authors)
    if not found.known:
        yield Term("no author in one", AUTHOR_UNKNOWN)
        return
    if found.first:
        yield FIRST_AUTHORS[found.first]
    elif found.others:
        moved = found.moved
        yield Term("authors in another order", AUTHOR_MOVED) if moved else Term("other first authors", FIRST_OTHER)
    else:
        yield Term("other authors", AUTHOR_OTHER)
        return
    if found.initials:
        same = found.initials > 0
        yield Term("same initials", INITIALS[0]) if same else Term("other initials", INITIALS[1])
    if found.others:
        yield Term("further authors in common", min(MOST_AUTHORS, PER_AUTHOR * found.others))
    if found.missing:
        yield Term("authors missing in one", PER_MISSING * min(4, found.missing))


def _year(one: Record, other: Record) -> Iterator[Term]:
    if one.year and other.year:
        yield Term("same year", YEAR_SAME) if one.year == other.year else Term("years differ", YEAR_OTHER)
    elif (one.year or other.year) and not (one.is_paper or other.is_paper):
        yield Term("no year in one", YEAR_UNKNOWN)


def _place(one: Record, other: Record) -> Iterator[Term]:
    """What they say of where the work stands; fields that one lacks say nothing."""
    if one.container and other.container:
        alike = is_one_container(one.container, other.container)
        if alike is not None:
            yield _either("container", CONTAINER, alike=alike)
    for what, points, a, b in (
        ("volume", VOLUME, one.volume, other.volume),
        ("pages", PAGES, one.pages, other.pages),
        ("edition", EDITION, one.edition, other.edition),
    ):
        if a and b:
            yield _either(what, points, alike=a == b)
    volumes, pages = {one.volume, other.volume}, {one.pages, other.pages}
    if len(volumes) == len(pages) == BOTH and all(volumes) and all(pages):
        yield Term("printed elsewhere", ELSEWHERE)
    if one.publisher & other.publisher:
        yield Term("same publisher", PUBLISHER[0])
    kinds = {one.kind, other.kind}
    if kinds == {"thesis", "article-journal"} and (one.volume or other.volume):
        yield Term("a thesis and an article", 3 * KIND_OTHER)
    elif kinds in ({"book", "article-journal"}, {"report", "article-journal"}) and (one.volume or other.volume):
        yield Term("an article and no article", KIND_OTHER)
    elif kinds == {"paper-conference", "article-journal"} and (one.volume or other.volume):
        yield Term("a journal and a conference", KIND_OTHER)


def _listing(one: Record, other: Record) -> Iterator[Term]:
    """A list seldom has one work twice, and never as 2019a and 2019b."""
    if not one.lists.isdisjoint(other.lists):
        yield Term("listed apart", LISTED_APART)
        if one.suffix and other.suffix and one.suffix != other.suffix:
            yield Term("told apart by letters", LETTERED_APART)


def _law(one: Record, other: Record) -> Iterator[Term]:
    """Laws are one by rank, number and year, if they are one issuer's."""
    assert one.law and other.law
    issuer, theirs = one.law.issuer, other.law.issuer
    if one.law.key != other.law.key or not (issuer <= theirs or theirs <= issuer):
        yield Term("other laws", LAW_OTHER)
        return
    yield Term("same law", LAW_SAME)
    said = [frozenset(word for word in r.title.telling if not word.isdigit()) for r in (one, other)]
    if one.law.rank in PARTED_RANKS and len(said[0] & said[1]) < min(map(len, said)) / 2:
        yield Term("other subjects", LAW_OTHER)


FIRST_AUTHORS = {
    SURE: Term("same first author", AUTHOR_SAME),
    ALIKE: Term("first authors alike", AUTHOR_ALIKE),
    LITTLE_ALIKE: Term("first authors a little alike", AUTHOR_LITTLE_ALIKE),
}
PARTED_RANKS = ("law_ministerial", "law_regional", "law_decree")
"""Ranks of which several authorities count their own laws from 1 each year."""


def is_one_container(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Whether two names are of one journal, book or meeting, as far as they tell: abbreviations may be of any.

    >>> is_one_container(("j", "clin", "invest"), ("journal", "of", "clinical", "investigation"))
    True
    >>> is_one_container(("jurnal", "angin"), ("warta", "hujan"))
    False
    """
    shorter, longer = sorted(
        ([word for word in name if is_telling(word) or len(word) == 1] for name in (one, other)), key=len
    )
    if not shorter:
        return None
    if set(shorter) <= set(longer) or _is_abbreviated(shorter, longer):
        return True
    if len(shorter) == 1 and shorter[0] == "".join(word[0] for word in longer):
        return True
    shared = {word for word in shorter if any(word[:3] == each[:3] for each in longer)}
    return None if len(shared) * 2 > len(shorter) else False


def _is_abbreviated(shorter: list[str], longer: list[str]) -> bool:
    """Whether each word begins a word of the longer name, in order."""
    rest = iter(longer)
    return all(any(each.startswith(word) for each in rest) for word in shorter)


def _either(what: str, points: tuple[float, float], *, alike: bool) -> Term:
    return Term(f"same {what}", points[0]) if alike else Term(f"other {what}", points[1])
