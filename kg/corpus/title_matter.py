"""Bibliographic data from a paper's own first page: what can be told without guessing; unknown stays unknown."""

from __future__ import annotations

import re
from functools import cache

from kg.corpus.lines import Line, lines_of, plain
from kg.corpus.sections import is_matter, language_of
from kg.languages import LANGUAGES, load
from kg.model import Metadata, Section

NAME = re.compile(r"[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,6}\Z")
SUPERSCRIPT = re.compile(
    r"<sup>[^<]{0,12}</sup>|[¹²³⁰-⁹]+|(?<=[a-zA-Z.])[*†‡\d]{1,3}(?=[,\s]|\Z)|(?<![\w])\d{1,2}(?=[A-Z])"
)
EMAIL = re.compile(r"\S+@\S+")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]{1,120}[^\s<>\".,;)]")
PUBLISHED = re.compile(
    r"(?:©|[(]c[)])\s*((?:19|20)\d\d)|\b(?:accepted|published|diterima|terbit)\b[^\n]{0,30}?\b((?:19|20)\d\d)\b", re.I
)
SEPARATOR = re.compile(r"\s*[,;&]\s*")
TITLE_WORDS = 4
DEGREES = re.compile(r",?\s+(?:S|M|Dr|Drs|Dra|Ir|Prof|Ph)\.[\w.,]*")


def metadata_of(text: str, sections: tuple[Section, ...]) -> Metadata:
    """Read title, English title, authors, year, venue, DOI and keywords from the front of a paper.

    Args:
        text: the stored text.
        sections: the paper's sections; the first is the title matter.
    """
    front_end = next((s.end for s in reversed(sections) if s.kind == "abstract"), sections[0].end)
    first = sections[0]
    matter = [line for line in lines_of(text, first.start) if line.end <= first.end] if first.kind == "title" else []
    titles, rest = _titles(matter)
    front = text[sections[0].start : front_end]
    languages = [language_of(title, _fallback(sections)) for title in titles]
    main = next((t for t, code in zip(titles, languages, strict=True) if code != "en"), titles[0] if titles else "")
    english = next((t for t, code in zip(titles, languages, strict=True) if code == "en" and t != main), "")
    authors = _authors(rest)
    doi = DOI.search(front)
    return Metadata(
        title=main,
        title_en=english,
        authors=authors,
        families=tuple(name.rsplit(" ", 1)[-1] for name in authors),
        year=_year(front),
        venue=_venue(front),
        doi=doi.group() if doi else "",
        language=_fallback(sections),
        keywords=_keywords(front),
    )


def _fallback(sections: tuple[Section, ...]) -> str:
    """The language of most of the text after the abstracts."""
    body = [s for s in sections if s.kind not in ("title", "abstract", "references")] or list(sections)
    lengths = {code: sum(s.end - s.start for s in body if s.language == code) for code in LANGUAGES}
    return max(LANGUAGES, key=lambda code: lengths[code])


def _titles(matter: list[Line]) -> tuple[list[str], list[Line]]:
    """Split the title matter: the leading paragraphs that are long enough for a title, and the lines after them."""
    titles: list[str] = []
    at = 0
    while at < len(matter):
        while at < len(matter) and matter[at].blank:
            at += 1
        end = at
        while end < len(matter) and not matter[end].blank:
            end += 1
        shown = plain(" ".join(line.content for line in matter[at:end])).strip()
        level = matter[at].heading_level if at < len(matter) else 0
        if titles and (not level or _names(shown)):
            break
        if len(shown.split()) >= TITLE_WORDS and not EMAIL.search(shown):
            titles.append(shown)
        elif titles:
            break
        at = end
        if at >= len(matter):
            break
    return titles, matter[at:]


@cache
def _other_words() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("names", "other"))


@cache
def _joiners() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("names", "joiner"))


def _names(shown: str) -> list[str]:
    """Split a line of names; a line that holds anything else gives none."""
    joined = " ".join("," if word.casefold() in _joiners() else word for word in shown.split())
    parts = [part.strip(" .*\\") for part in SEPARATOR.split(joined.replace(" ,", ",")) if part.strip(" .*\\")]
    folded = joined.casefold()
    if not parts or any(re.search(rf"\b{re.escape(word)}\b", folded) for word in _other_words()):
        return []
    return parts if all(NAME.match(part) for part in parts) else []


def _authors(lines: list[Line]) -> tuple[str, ...]:
    authors: list[str] = []
    for line in lines:
        if authors and (
            line.heading_level or (is_matter(line.content, ("keywords",)) and not EMAIL.search(line.content))
        ):
            break
        if is_matter(line.content, ("keywords", "front")):
            continue
        shown = plain(DEGREES.sub("", SUPERSCRIPT.sub("", line.content.replace("**", "")))).strip()
        if shown and not EMAIL.search(shown):
            authors += [name for name in _names(shown) if name not in authors]
    return tuple(authors)


def _year(front: str) -> int | None:
    found = [int(a or b) for a, b in PUBLISHED.findall(front)]
    return max(found) if found else None


def _venue(front: str) -> str:
    """The journal named on a line of its own in the title matter or under the abstracts."""
    names = [word for code in LANGUAGES for word in load(code).words("names", "journal")]
    for line in lines_of(front):
        shown = plain(line.content)
        if shown.casefold().startswith(tuple(names)) and len(shown.split()) <= 14 and "@" not in shown:
            return re.sub(r"\s*(?:©|,?\s*vol\b|\bp?-?e?-?issn\b).*", "", shown, flags=re.I).strip(" .,")
    return ""


def _keywords(front: str) -> tuple[str, ...]:
    for line in lines_of(front):
        if is_matter(line.content, ("keywords",)) and not EMAIL.search(line.content):
            _, colon, listed = plain(line.content).partition(":")
            if colon and listed.strip():
                return tuple(word.strip(" .") for word in re.split(r"[,;]", listed) if word.strip(" ."))
    return ()
