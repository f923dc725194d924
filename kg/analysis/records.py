"""What an entry of a reference list, or a paper itself, says of a work, made ready to be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.analysis.authors import Author
from kg.analysis.titles import WORD, Title, fold
from kg.extract.laws import Law, find_laws
from kg.graph.store import Row

DOI = re.compile(r"10\.\d{4,9}/\S+")
NUMBER = re.compile(r"\d+")
SCHEME = re.compile(r"(?:[a-z]+://)?(?:www\d?\.)?")
LONGEST_LAW = 400
LEGISLATION = "legislation"
Place = tuple[str, str]
"""A paper's IRI and the position of an entry in its list; the paper itself has no position."""


@dataclass(frozen=True, slots=True)
class Record:
    """A work as one list has it, or several in the same words; what is not known is empty.

    ``places`` are the entries, ``lists`` the papers whose lists they stand in. ``suffix`` is the letter behind a year:
    2019a and 2019b of one list are two works. ``printed`` are the words of the whole entry.
    """

    places: tuple[Place, ...]
    lists: frozenset[str] = frozenset()
    title: Title = field(default_factory=Title)
    authors: tuple[Author, ...] = ()
    year: str = ""
    suffix: str = ""
    doi: str = ""
    url: str = ""
    container: tuple[str, ...] = ()
    volume: str = ""
    pages: str = ""
    publisher: frozenset[str] = frozenset()
    edition: str = ""
    kind: str = ""
    law: Law | None = None
    printed: str = ""

    @property
    def is_paper(self) -> bool:
        """Whether this is a paper of the corpus itself."""
        return not self.places[0][1]

    @property
    def said(self) -> tuple[object, ...]:
        """All that is compared: records that say the same are one, but where a list parts them by letters."""
        parted = (self.places[0][0], self.suffix) if self.suffix else ()
        law = self.law and (self.law.key, self.law.issuer)
        words = (self.title.words, self.authors, self.year, self.doi, self.url, self.container, self.volume)
        return (*words, self.pages, self.publisher, self.edition, self.kind, law, parted, self.is_paper)


def together(records: Iterable[Record], apart: Set[Place] = frozenset()) -> list[Record]:
    """Put records that say the same into one, in order of their places; those at some places stay apart."""
    alike: dict[object, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda each: order_of(each.places[0])):
        alike[record.places if record.places[0] in apart or record.is_paper else record.said].append(record)
    return [
        replace(
            those[0],
            places=tuple(place for record in those for place in record.places),
            lists=frozenset(paper for record in those for paper in record.lists),
        )
        if len(those) > 1
        else those[0]
        for those in alike.values()
    ]


def order_of(place: Place) -> tuple[str, int]:
    """Order places by paper and position."""
    return place[0], int(place[1] or 0)


def record_of(row: Row) -> Record:
    """Make ready a row of the query ``references``.

    Args:
        row: the entry; columns that it lacks count as empty.

    >>> record = record_of({"paper": "a", "position": "1", "first_author": "Wening", "year": "2020", "title": "Mutu",
    ...     "doi": "https://doi.org/10.1234/ABC.", "url": "http://www.contoh.id/", "pages": "009–12"})
    >>> record.doi, record.url, record.pages, record.authors[0].family
    ('10.1234/abc', '', '9', 'wening')
    """
    raw, kind = row.get("raw", ""), row.get("type", "")
    law = next(find_laws(raw, 0, min(len(raw), LONGEST_LAW)), None) if kind == LEGISLATION else None
    title, url = row.get("title", ""), row.get("url", "")
    suffixed = re.search(rf"\b{re.escape(row['year'])}([a-z])\b", raw) if row.get("year") else None
    return Record(
        places=((row["paper"], row["position"]),),
        lists=_one(row["paper"]),
        title=Title.of("" if title == url else title),
        authors=() if law else authors_of(row),
        year=row.get("year", ""),
        suffix=suffixed.group(1) if suffixed else "",
        doi=plain_doi(row.get("doi", "")),
        url=plain_url(url),
        container=_words(row.get("container", "")),
        volume=first_number(row.get("volume", "")),
        pages=first_number(row.get("pages", "")),
        publisher=_long_words(row.get("publisher", "")),
        edition=first_number(row.get("edition", "")),
        kind=kind,
        law=law,
        printed=f" {' '.join(word for word in WORD.findall(fold(raw)) if not word.isdigit())} " if raw else "",
    )


def paper_record(row: Row) -> Record:
    """Make ready a row of the query ``papers``."""
    return Record(
        places=((row["paper"], ""),),
        title=Title.of(row.get("title", "")),
        authors=_authors(row.get("authors", "")),
        year=row.get("year", ""),
        doi=plain_doi(row.get("doi", "")),
        container=_words(row.get("venue", "")),
    )


@lru_cache(maxsize=65536)
def _one(paper: str) -> frozenset[str]:
    return frozenset([paper])


@lru_cache(maxsize=65536)
def _words(printed: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(printed)))


@lru_cache(maxsize=65536)
def _long_words(printed: str) -> frozenset[str]:
    return frozenset(word for word in _words(printed) if len(word) > 2)


def authors_of(row: Row) -> tuple[Author, ...]:
    """Give the authors of an entry; its editors where it has none."""
    named = row.get("authors", "") or row.get("editors", "")
    first = row.get("first_author", "")
    return _authors(named) or ((Author.of(first),) if first else ())


def plain_doi(printed: str) -> str:
    """Give a DOI as all spell it."""
    found = DOI.search(printed.casefold())
    return found.group().rstrip(".,;") if found else ""


def plain_url(printed: str) -> str:
    """Give an address without scheme, ``www`` and last slash; that of a whole site tells no work.

    >>> plain_url("https://www.contoh.id/berita/7/"), plain_url("https://contoh.id/")
    ('contoh.id/berita/7', '')
    """
    address = SCHEME.sub("", printed.strip().casefold(), count=1).partition("#")[0].rstrip("/.")
    return address if "/" in address else ""


def first_number(printed: str) -> str:
    """Give the first number of a field without leading zeros; a field without one says what it says.

    >>> first_number("0362–367"), first_number("Suppl"), first_number("")
    ('362', 'suppl', '')
    """
    found = NUMBER.search(printed)
    return (found.group().lstrip("0") or "0") if found else fold(printed.strip())


def _authors(byline: str) -> tuple[Author, ...]:
    names: Sequence[str] = [name for name in byline.split("; ") if name.strip()]
    return tuple(Author.of(name) for name in names[:20])
