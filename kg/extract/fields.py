"""An entry of a reference list as fields: the stretches of its tokens that belong to one field each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.phrases import pattern
from kg.extract.settled import YEAR, settled
from kg.extract.tagger import tag
from kg.extract.tokens import Token, tokens_of

EDGES = " .,;:/–—-&\"“”'‘’«»„*"
EDITION = re.compile(r"\(([^()]{1,40})\)$")
EMPHASIS = re.compile(r"(?<=\w)\*(?=\w)")
RANGE = re.compile(r"\s*[-–—‐‑−]+\s*")
SPACE = re.compile(r"\s+")
INTERRUPTING = ("issue", "volume", "note", "edition", "place", "pages")
SHORT_BRACKET = 5
"""Tokens that an acronym in brackets and the like takes within a title."""
ONE_STRETCH = ("title", "container", "volume", "issue", "pages", "publisher", "place", "edition")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an entry as printed, without the marks around them; ``edited`` when its authors are editors."""

    authors: str = ""
    editors: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: int | None = None
    publisher: str = ""
    place: str = ""
    edition: str = ""
    emphasised: bool = False
    edited: bool = False


def read_fields(lines: Sequence[str]) -> list[Fields]:
    """Tell the fields of each entry apart by what surrounds each word; entries are read faster together.

    >>> (fields,) = read_fields(["R. Tan and K. Lim. Fast heaps. Theory of Computing, 31(4):181-187, 1989."])
    >>> fields.authors, fields.container, fields.volume, fields.pages, fields.year
    ('R. Tan and K. Lim', 'Theory of Computing', '31', '181–187', 1989)
    """
    entries = [tokens_of(line) for line in lines]
    return [_fields(line, tokens, tags) for line, tokens, tags in zip(lines, entries, tag(entries), strict=True)]


def _fields(line: str, tokens: Sequence[Token], tags: Sequence[str]) -> Fields:
    stretches = _stretches(tokens, settled(tokens, tags))
    text = _mended(_told(line, stretches))
    titles = [one for one in stretches if one.field == "title"]
    return Fields(
        authors=_people(line, "author", stretches),
        editors=_people(line, "editor", stretches),
        title=text["title"],
        container=text["container"],
        volume=text["volume"],
        issue=text["issue"],
        pages=RANGE.sub("–", text["pages"]),
        year=_year(line, stretches),
        publisher=text["publisher"],
        place=text["place"],
        edition=text["edition"],
        edited=_edited(tokens, stretches),
        emphasised=bool(titles) and tokens[titles[0].first].emphasised,
    )


def _mended(text: dict[str, str]) -> dict[str, str]:
    """Mend what the words around cannot tell: the only name of a work is its title; an edition in brackets is none."""
    mended = dict(text)
    if not text["title"] and text["container"] and not text["volume"]:
        mended["title"], mended["container"] = text["container"], ""
    bracket = EDITION.search(mended["title"])
    if bracket and pattern("reference", "edition").search(bracket.group(1)):
        mended["title"] = mended["title"][: bracket.start()].rstrip(EDGES)
        mended["edition"] = text["edition"] or bracket.group(1)
    return mended


class _Stretch(NamedTuple):
    """Tokens ``first`` to ``last`` of one field, ``start`` to ``end`` in the line."""

    field: str
    first: int
    last: int
    start: int
    end: int


def _stretches(tokens: Sequence[Token], fields: Sequence[str]) -> list[_Stretch]:
    """Join tokens that follow each other in one field; marks alone between two of a field part nothing.

    Nor do a few words within a title that seem to be of another field: an acronym in brackets, a number.
    """
    found: list[_Stretch] = []
    for at, (token, field) in enumerate(zip(tokens, fields, strict=True)):
        if field == "other":
            continue
        last = found[-1] if found else None
        if last and last.field == field and all(t.what == "mark" for t in tokens[last.last + 1 : at]):
            found[-1] = _Stretch(field, last.first, at, last.start, token.end)
        else:
            found.append(_Stretch(field, at, at, token.start, token.end))
            within = _resumed(found, at)
            if within:
                first = found[-within - 1]
                found[-within - 1 :] = [_Stretch(field, first.first, at, first.start, token.end)]
    return found


def _resumed(found: Sequence[_Stretch], at: int) -> int:
    """Say how many stretches back the title or container began that goes on at a token; 0 when none does."""
    fields = [one.field for one in found[-3:]]
    if fields[-2:] in (["title"] * 2, ["container"] * 2) and at - found[-2].last <= SHORT_BRACKET:
        return 1
    return 2 if len(fields) == 3 and fields[::2] == ["title", "title"] and fields[1] in INTERRUPTING else 0


def _told(line: str, stretches: Sequence[_Stretch]) -> dict[str, str]:
    """Give the first stretch of each field, and for names of works the longest."""
    told = dict.fromkeys(ONE_STRETCH, "")
    for one in stretches:
        known = told.get(one.field)
        if known is None or (known and one.field not in ("title", "container")):
            continue
        text = _clean(line[one.start : one.end])
        if len(text) > len(known) and any(c.isalnum() for c in text):
            told[one.field] = text
    return told


def _people(line: str, field: str, stretches: Sequence[_Stretch]) -> str:
    """Give the first stretch of authors or editors, with those that follow it before any other field."""
    those: list[_Stretch] = []
    for at, one in enumerate(stretches):
        if one.field == field and (not those or stretches[at - 1].field == field):
            those.append(one)
    return line[those[0].start : _closed(line, those[-1].end)].replace("*", "").strip(" ,;:&(") if those else ""


def _edited(tokens: Sequence[Token], stretches: Sequence[_Stretch]) -> bool:
    """Whether the people who stand first are editors: ``Kim, J. (eds.)``."""
    first = next((one for one in stretches if one.field == "author"), None)
    behind = tokens[max(0, first.last - 4) : first.last + 4] if first else ()
    return any("editor" in token.kinds and token.text != "edited" for token in behind)


def _closed(line: str, end: int) -> int:
    """Take the stop of a last initial along."""
    short = len(line[max(0, end - 3) : end].rsplit(maxsplit=1)[-1]) <= 2
    return end + 1 if short and line[end : end + 1] == "." else end


def _year(line: str, stretches: Sequence[_Stretch]) -> int | None:
    dates = [match for one in stretches if one.field == "date" for match in YEAR.findall(line[one.start : one.end])]
    return int(dates[0]) if dates else None


def _clean(text: str) -> str:
    """Strip markup, spaces and the marks around a field; a bracket that is not closed goes, and one that is stays."""
    kept = SPACE.sub(" ", EMPHASIS.sub(" ", text).replace("*", "")).strip(EDGES)
    if kept.startswith("(") and kept.endswith(")") and kept.count("(") == 1:
        kept = kept[1:-1]
    for opening, closing in ("()", "[]"):
        if kept.count(opening) > kept.count(closing):
            kept = kept + closing if kept.rfind(opening) > 0 else kept.replace(opening, "", 1)
        elif kept.count(closing) > kept.count(opening):
            kept = kept.rstrip(closing)
    return kept.strip(EDGES) if kept.rstrip(EDGES) else kept
