"""The reference list: each entry with its authors, year, title and where the work was published.

Rules read what cannot be mistaken: DOI, addresses, the day of a visit, laws. What the other words are is decided by
what surrounds them (:mod:`kg.extract.tagger`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.dates import visited_on
from kg.extract.entries import find_entries
from kg.extract.fields import Fields, read_fields
from kg.extract.kinds import kind_of
from kg.extract.people import family_of, people_of
from kg.extract.phrases import alternatives, pattern
from kg.model import Evidence, Paper, Reference

DOI = re.compile(
    r"(?:<?https?://(?:dx\.)?doi\.org/\s?|\bdoi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?)?"
    r"(10\.\d{4,9}/(?:[^\s<>\"”/]+/\s)?[^\s<>\"”]+)>?",
    re.IGNORECASE,
)
URL = re.compile(r"(?:https?://|(?<!\w)www\.)[^\s<>\"”]+(?:\s[^\s<>\"”]*\w[=&%]\w[^\s<>\"”]*)?", re.IGNORECASE)
BROKEN = re.compile(r"\n[ \t]*[-*•][ \t]+")
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
LAW_YEAR = re.compile(rf"(?:(?:{alternatives('reference', 'law_year')})\s*|/)((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
LAW = re.compile(rf"(?:{alternatives('reference', 'law')})(?!\w)", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d/.–-])(?:1[5-9]|20)\d\d(?=[a-z]?\b)(?![\d–-])")
SPACE = re.compile(r"\s+")
LONGEST_ENTRY = 6000
"""Characters of an entry that are read: none that anybody wrote has as many."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry on one line, its identifiers, and the line without them and the words that announce them."""

    line: str
    body: str
    doi: str
    url: str
    accessed: str


def read_references(paper: Paper) -> tuple[Reference, ...]:
    r"""Read the entries of a paper's reference list, laws and web sites included, in order.

    >>> from kg.model import Metadata, Section
    >>> text = "REFERENSI\n- Nasir, M. (2020). *Metodologi Penelitian*. Ghalia Indonesia."
    >>> sections = (Section(0, len(text), "references", "REFERENSI", "id"),)
    >>> (reference,) = read_references(Paper("p", text, "full-text", Metadata(), sections, ()))
    >>> reference.first_author, reference.year, reference.title, reference.publisher
    ('Nasir', 2020, 'Metodologi Penelitian', 'Ghalia Indonesia')
    """
    entries = find_entries(paper)
    read = read_entries([(paper.text[entry.start : entry.end], entry.category) for entry in entries])
    return tuple(
        replace(each, position=position, evidence=paper.evidence(entry.start, entry.end))
        for position, (entry, each) in enumerate(zip(entries, read, strict=True), 1)
    )


def read_entry(printed: str, *, category: str = "") -> Reference:
    """Read one entry of a list, without the number or bullet before it.

    Args:
        printed: the entry.
        category: the kind of work that a heading above it names.

    >>> entry = read_entry("T. Ohm, L. Ray, Light in wires, Phys. Lett. B 12 (2003) 4–9, doi:10.1016/j.pl.7.")
    >>> entry.authors, entry.container, entry.volume, entry.pages, entry.doi
    (('T. Ohm', 'L. Ray'), 'Phys. Lett. B', '12', '4–9', '10.1016/j.pl.7')
    """
    return read_entries([(printed, category)])[0]


def read_entries(entries: Sequence[tuple[str, str]]) -> list[Reference]:
    """Read entries, each with the kind of work that a heading above it names."""
    founds = [_identifiers(_one_line(printed[:LONGEST_ENTRY])) for printed, _ in entries]
    laws = [LAW_YEAR.search(found.body) if LAW.match(found.body) else None for found in founds]
    others = iter(read_fields([found.line for found, law in zip(founds, laws, strict=True) if law is None]))
    read: list[Reference] = []
    for (printed, category), found, law in zip(entries, founds, laws, strict=True):
        blank = Reference(1, Evidence(0, len(printed), printed), doi=found.doi, url=found.url, accessed=found.accessed)
        read.append(_work(blank, found, next(others), category) if law is None else _law(blank, found.body, law))
    return read


def _work(blank: Reference, found: _Found, fields: Fields, category: str) -> Reference:
    people = people_of(fields.authors)
    authors, editors = ((), people) if fields.edited else (people, people_of(fields.editors))
    return replace(
        blank,
        authors=authors,
        first_author=family_of(people[0]) if people else "",
        year=_year(found.body, fields),
        title=fields.title or found.url,
        container=fields.container,
        volume=fields.volume,
        issue=fields.issue,
        pages=fields.pages,
        publisher=fields.publisher,
        kind=kind_of(found.body, fields, url=found.url, doi=found.doi, category=category),
        editors=editors,
        edition=fields.edition,
        place=fields.place,
    )


def _one_line(quote: str) -> str:
    """Fold white space, bullets in the middle and Markdown: links become their address, strong emphasis none."""
    return SPACE.sub(" ", LINK.sub(r"\1 \2", BROKEN.sub(" ", quote)).replace("**", "").replace("\\", "")).strip()


def _identifiers(line: str) -> _Found:
    """Take DOI, address and the words that announce them out of an entry."""
    doi = DOI.search(line)
    without = f"{line[: doi.start()]} {line[doi.end() :]}" if doi else line
    urls = [_address(match.group()) for match in URL.finditer(without)]
    body = URL.sub("", without).lstrip(" <>")
    announced = list(pattern("reference", "retrieved").finditer(body))
    if announced and (announced[-1].start() > len(body) // 3 or not announced[-1].start()):
        body = body[: announced[-1].start()]
    body = SPACE.sub(" ", re.sub(r"<[\s,;&]*>|<$", "", body)).strip(" ,;<&")
    joined = URL.sub(lambda match: SPACE.sub("", match.group()), line).lstrip(" <>.,;")
    return _Found(
        joined,
        body,
        _unspaced(doi.group(1)) if doi else "",
        next(iter(urls), ""),
        visited_on(line),
    )


def _address(printed: str) -> str:
    return SPACE.sub("", printed).rstrip(".,;)>]")


def _unspaced(doi: str) -> str:
    """Give a DOI without what is no part of it: the stop of the entry, a bracket that it does not open."""
    kept = SPACE.sub("", doi).rstrip(".,;>]")
    return kept.rstrip(")").rstrip(".,;") if kept.endswith(")") and kept.count("(") < kept.count(")") else kept


def _year(body: str, fields: Fields) -> int | None:
    """Give the year of an entry.

    Where words for no year stand in brackets, only a year before them is one: ``Ali, 2017. (n.d.). Judul tahun 2012``.
    Where the year was not told from the other words, it is the last that is neither in the title nor among the pages.
    """
    undated = _undated().search(body)
    if undated is None and fields.year:
        return fields.year
    rest = body[: undated.start()] if undated else body
    for field in (fields.title, fields.pages):
        rest = rest.replace(field, " ") if field else rest
    years = YEAR.findall(rest)
    return int(years[-1]) if years else None


@cache
def _undated() -> re.Pattern[str]:
    """Words for no year in brackets."""
    return re.compile(rf"\((?:{alternatives('reference', 'undated')})\.?\)", re.IGNORECASE)


def _law(blank: Reference, body: str, year: re.Match[str]) -> Reference:
    """Read a law or regulation: its designation stands where other works have an author."""
    title = body.replace("*", "").strip(" .")
    return replace(
        blank,
        first_author=body[: year.end()].replace("*", ""),
        year=int(year.group(1)),
        title=title,
        kind="legislation",
    )
