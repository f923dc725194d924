"""The reference list: each entry with its authors, year, title and where the work was published."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.dates import Dated, find_date
from kg.extract.entries import Entry, find_entries
from kg.extract.names import family, split_authors
from kg.extract.phrases import alternatives, pattern
from kg.extract.titles import Titled, read_titled
from kg.model import Paper, Reference

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*:?\s*)?(10\.\d{4,9}/[^\s<>\"”]+)", re.IGNORECASE)
URL = re.compile(r"https?://[^\s<>\"”]+(?:\s[^\s<>\"”]*\w[=&%]\w[^\s<>\"”]*)?")
BROKEN = re.compile(r"\n[ \t]*[-*•][ \t]+")
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
DOMAIN = re.compile(r"(?:w{2,4}\.)?[\w-]{1,63}\.(?:com|org|net|info|[a-z]{2,3}\.id|id)\b", re.IGNORECASE)
LAW_YEAR = re.compile(rf"(?:(?:{alternatives('reference', 'law_year')})\s*|/)((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
LAW = re.compile(rf"(?:{alternatives('reference', 'law')})(?!\w)", re.IGNORECASE)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry on one line, with its identifiers taken out."""

    body: str
    doi: str
    url: str


def read_references(paper: Paper) -> tuple[Reference, ...]:
    r"""Read the entries of a paper's reference list, laws and web sites included, in order.

    >>> from kg.model import Metadata, Section
    >>> text = "REFERENSI\n- Nasir, M. (2020). *Metodologi Penelitian*. Ghalia Indonesia."
    >>> sections = (Section(0, len(text), "references", "REFERENSI", "id"),)
    >>> (reference,) = read_references(Paper("p", text, "full-text", Metadata(), sections, ()))
    >>> reference.first_author, reference.year, reference.title, reference.publisher
    ('Nasir', 2020, 'Metodologi Penelitian', 'Ghalia Indonesia')
    """
    return tuple(_read(paper, entry, position) for position, entry in enumerate(find_entries(paper), 1))


def _read(paper: Paper, entry: Entry, position: int) -> Reference:
    evidence = paper.evidence(entry.start, entry.end)
    found = _identifiers(_one_line(evidence.quote))
    blank = Reference(position, evidence, doi=found.doi, url=found.url)
    if LAW.match(found.body) and (year := LAW_YEAR.search(found.body)):
        return _law(blank, found.body, year)
    dated = find_date(found.body)
    titled = read_titled(dated.tail, is_web=bool(found.url) or entry.category == "webpage")
    authors = split_authors(dated.head, inverted=dated.inverted)
    return replace(
        blank,
        authors=authors,
        first_author=family(authors[0]) if authors else "",
        year=dated.year,
        title=titled.title or found.url,
        container=titled.container,
        volume=titled.volume,
        issue=titled.issue,
        pages=titled.pages,
        publisher=titled.publisher or dated.publisher,
        kind=_kind(found, titled, dated, entry.category),
    )


def _one_line(quote: str) -> str:
    """Fold white space, bullets in the middle and Markdown: links become their address, strong emphasis none."""
    return SPACE.sub(" ", LINK.sub(r"\1 \2", BROKEN.sub(" ", quote)).replace("**", "").replace("\\", "")).strip()


def _identifiers(line: str) -> _Found:
    """Take DOI, address and the words that announce them out of an entry."""
    doi = DOI.search(line)
    without = line[: doi.start()] + line[doi.end() :] if doi else line
    urls = [_address(match.group()) for match in URL.finditer(without)]
    body = URL.sub("", without).lstrip(" <>")
    announced = list(pattern("reference", "retrieved").finditer(body))
    if announced and (announced[-1].start() > len(body) // 3 or not announced[-1].start()):
        body = body[: announced[-1].start()]
    body = SPACE.sub(" ", re.sub(r"<[\s,;&]*>|<$", "", body)).strip(" ,;<&")
    return _Found(body, doi.group(1).rstrip(".,;)") if doi else "", next(iter(urls), ""))


def _address(printed: str) -> str:
    return SPACE.sub("", printed).rstrip(".,;)")


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


def _kind(found: _Found, titled: Titled, dated: Dated, category: str) -> str:
    """Say what sort of work an entry names, in the words of CSL; the first rule that holds decides."""
    host = f"{titled.container} {titled.publisher}"
    is_law = bool(LAW.match(titled.title) and LAW_YEAR.search(titled.title))
    is_thesis = bool(pattern("reference", "thesis").search(f"{titled.title} {host}"))
    in_journal = bool(pattern("reference", "journal").search(titled.container))
    of_university = bool(pattern("reference", "university").match(titled.container))
    rules = (
        ("legislation", is_law),
        ("article-journal", bool(titled.volume or titled.issue) or (in_journal and not is_thesis)),
        ("thesis", is_thesis or of_university),
        (category, category in ("webpage", "thesis", "article-journal")),
        ("webpage", bool(DOMAIN.search(titled.container) or (found.url and not titled.publisher))),
        ("article-journal", bool(titled.container or (found.doi and titled.pages))),
        ("book", bool(titled.publisher or dated.publisher) or titled.emphasised or category == "book"),
        (category, bool(category)),
    )
    return next((kind for kind, holds in rules if holds), "document")
