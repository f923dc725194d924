"""Bibliographic data that a page declares in its head: Highwire's tags, and Dublin Core as second choice.

Open Journal Systems and most publishers write both. What a page says of itself for search engines and social media
(``<title>``, ``og:``) is no bibliographic data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lxml.html import HtmlElement

from kg.corpus.blocks import clean
from kg.corpus.frontmatter import LANGUAGE_TAG
from kg.corpus.sections import language_of
from kg.languages import LANGUAGES, load

ISO_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
DOI = re.compile(r"\b10\.\d{4,9}/\S{1,200}")
FIRST_CHOICES = {
    "title": ("citation_title", "dc.title"),
    "container-title": ("citation_journal_title", "citation_conference_title", "citation_inbook_title", "dc.source"),
    "volume": ("citation_volume", "dc.source.volume"),
    "issue": ("citation_issue", "dc.source.issue"),
}
DATES = ("citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dc.date")
AUTHORS = ("citation_author", "citation_authors", "dc.creator.personalname", "dc.creator")
IDENTIFIERS = ("citation_doi", "dc.identifier.doi", "dc.identifier")
KEYWORDS = ("citation_keywords", "citation_keyword", "dc.subject")
LANGUAGE = ("citation_language", "dc.language")


def declared_data(root: HtmlElement) -> dict[str, Any]:
    """Give the bibliographic data of a page in the terms of front matter; what it does not declare is left out.

    >>> from lxml.html import document_fromstring
    >>> page = '<meta name="citation_author" content="Wening, Rara"><meta name="citation_date" content="2024/5/31"><p>.'
    >>> declared_data(document_fromstring(page))
    {'author': [{'family': 'Wening', 'given': 'Rara'}], 'issued': '2024-05-31'}
    """
    tags = _tags(root)
    values: dict[str, Any] = {term: _first(tags, names) for term, names in FIRST_CHOICES.items()}
    values["title-en"] = _english_title(tags, values["title"])
    values["author"] = _authors(root) or [_person(name) for name in _names(_all(tags, AUTHORS))]
    values["issued"] = next((date for name in DATES for date in map(_date, tags[name]) if date), "")
    values["page"] = _pages(tags)
    values["DOI"] = next((doi for name in IDENTIFIERS for doi in map(_doi, tags[name]) if doi), "")
    values["keyword"] = _parted(_all(tags, KEYWORDS), r"[;,]")
    language = _first(tags, LANGUAGE).replace("_", "-")
    values["language"] = language if LANGUAGE_TAG.match(language) else ""
    return {term: value for term, value in sorted(values.items()) if value}


def _named(root: HtmlElement) -> Iterable[tuple[str, str]]:
    """Give names and contents of a page's meta tags; ``DCTERMS.issued`` and ``dc:title`` are Dublin Core, too."""
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = clean(element.get("content") or "")
        if content:
            yield re.sub(r"^(?:dc|dcterms)[.:]", "dc.", name), content


def _tags(root: HtmlElement) -> defaultdict[str, list[str]]:
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for name, content in _named(root):
        tags[name].append(content)
        if name == "dc.issued":
            tags["dc.date.issued"].append(content)
    return tags


def _all(tags: defaultdict[str, list[str]], names: Iterable[str]) -> list[str]:
    """Give all contents of the first tag that the page has."""
    return next((tags[name] for name in names if tags[name]), [])


def _first(tags: defaultdict[str, list[str]], names: Iterable[str]) -> str:
    return next(iter(_all(tags, names)), "")


def _parted(contents: Iterable[str], separator: str) -> list[str]:
    parts = (part.strip(" .") for content in contents for part in re.split(separator, content))
    return list(dict.fromkeys(part for part in parts if part))


def _names(contents: Iterable[str]) -> list[str]:
    names = (name.strip() for content in contents for name in content.split(";"))
    return list(dict.fromkeys(name for name in names if any(character.isalpha() for character in name)))


def _authors(root: HtmlElement) -> list[dict[str, str]]:
    """Give the authors of Highwire's tags; an institution's tag belongs to the author above it."""
    authors: dict[str, dict[str, str]] = {}
    above: dict[str, str] = {}
    for name, content in _named(root):
        if name == "citation_author":
            for author in _names([content]):
                above = authors.setdefault(author, _person(author))
        elif name == "citation_author_institution" and above:
            known = above.get("affiliation")
            above["affiliation"] = f"{known}; {content}" if known else content
    return list(authors.values())


def _person(name: str) -> dict[str, str]:
    """Part a name; forms that ask for two names are given one twice, or a dash, by people who have one."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    given, family = (part.strip() if any(map(str.isalpha, part)) else "" for part in (first, last))
    if not given or not family or given.casefold() == family.casefold() or (not comma and _is_organisation(name)):
        return {"literal": name if given and family and given.casefold() != family.casefold() else family or given}
    return {"family": family, "given": given}


def _is_organisation(name: str) -> bool:
    words = {word.casefold() for word in name.split()}
    return any(words & set(load(code).words("names", "institution")) for code in LANGUAGES)


def _date(written: str) -> str:
    """Give a date as ISO 8601 has it, or at least its year; a text without a year gives nothing.

    >>> _date("2024/5/31"), _date("31 Mei 2024"), _date("2024/00/00"), _date("lusa")
    ('2024-05-31', '2024', '2024', '')
    """
    found = ISO_DATE.match(written)
    if found and YEAR.match(found.group(1)):
        parts = [found.group(1)]
        for part, most in ((found.group(2), 12), (found.group(3), 31)):
            if not part or not 1 <= int(part) <= most:
                break
            parts.append(f"{int(part):02}")
        return "-".join(parts)
    year = YEAR.search(written)
    return year.group() if year else ""


def _doi(written: str) -> str:
    found = DOI.search(written)
    return found.group().rstrip(".,;") if found else ""


def _pages(tags: defaultdict[str, list[str]]) -> str:
    first, last = _first(tags, ["citation_firstpage"]), _first(tags, ["citation_lastpage"])
    pages = f"{first}-{last}" if first and last and first != last else first
    return pages.replace("–", "-") or _first(tags, ["citation_pages", "dc.identifier.pagenumber"])


def _english_title(tags: defaultdict[str, list[str]], title: str) -> str:
    others = [other for other in tags["dc.title.alternative"] + tags["citation_title"][1:] if other != title]
    return next((other for other in others if language_of(other, "") == "en"), "")
