"""Where the year stands in an entry of a reference list: it parts the authors from the title in nearly every style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.names import is_initials
from kg.extract.phrases import alternatives
from kg.extract.titles import sentences_of

_YEAR = r"((?:1[5-9]|20)\d\d)"
_UNDATED = alternatives("reference", "undated")
IN_BRACKETS = re.compile(rf"\(\s*(?:{_YEAR}[a-z]?\b|(?:{_UNDATED})\.?)[^()]{{0,30}}\)\s*[.,:]?", re.IGNORECASE)
BETWEEN_POINTS = re.compile(rf"(?:(?<=[.,])|(?<=[.,]\s)){_YEAR}[a-z]?[.,](?=\s)")
IMPRINT = re.compile(rf"\(?([^():,.]{{2,40}}):\s*([^():,]{{2,60}}),\s*{_YEAR}\)?")
ANY = re.compile(rf"(?<![\d/.–-]){_YEAR}(?![\d–-])")
QUOTED = re.compile(r"[“\"]")


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry parted at its year: ``inverted`` when given names are written in full after the first family name."""

    head: str
    year: int | None
    tail: str
    inverted: bool = False
    publisher: str = ""


def find_date(body: str) -> Dated:
    """Part an entry into authors, year and the rest.

    >>> dated = find_date("Winarno, Wing Wahyu. 2006. Sistem Informasi. Yogyakarta: UPP")
    >>> dated.head, dated.year, dated.tail, dated.inverted
    ('Winarno, Wing Wahyu', 2006, 'Sistem Informasi. Yogyakarta: UPP', True)
    >>> find_date("Respati, A. R. (n.d.). BPJS Targetkan 7 Juta Pengguna.").year
    """
    found = [match for style in (IN_BRACKETS, BETWEEN_POINTS) if (match := style.search(body)) and match.start()]
    first = min(found, key=lambda match: match.start(), default=None)
    if first is None or _ends_entry(body, first):
        return _undivided(body)
    tail = body[first.end() :].lstrip(" .,:")
    if first.re is BETWEEN_POINTS and (second := IN_BRACKETS.match(tail)):
        tail = tail[second.end() :].lstrip(" .,:")
    return Dated(
        _trim(body[: first.start()]),
        int(first.group(1)) if first.group(1) else None,
        tail,
        inverted=first.re is BETWEEN_POINTS,
    )


def _ends_entry(body: str, year: re.Match[str]) -> bool:
    """Whether a year stands behind title and publisher, as in numbered styles, not behind the authors."""
    return QUOTED.search(body, 0, year.start()) is not None or not any(c.isalpha() for c in body[year.end() :])


def _undivided(body: str) -> Dated:
    """Part an entry whose year, if any, stands at its end: footnote style, numbered styles, or none at all."""
    years = ANY.findall(body)
    year = int(years[-1]) if years else None
    imprint = IMPRINT.search(body)
    kept = (body[: imprint.start()] if imprint else body).rstrip(" ,(")
    publisher = imprint.group(2).strip() if imprint else ""
    quote = QUOTED.search(kept)
    if quote and quote.start():
        return Dated(_trim(kept[: quote.start()]), year, kept[quote.start() :], publisher=publisher)
    sentences = sentences_of(kept)
    if len(sentences) > 1:
        head = _trim(sentences[0])
        return Dated(head, year, " ".join(sentences[1:]), inverted="," in head, publisher=publisher)
    return _at_comma(kept, year, publisher)


def _at_comma(kept: str, year: int | None, publisher: str) -> Dated:
    """Part "Family, I., Title" or "Name, Title" at the comma that ends the authors."""
    parts = kept.split(",")
    if len(parts) < 2:
        return Dated("", year, kept, publisher=publisher)
    upto = 1
    while upto < len(parts) - 1 and is_initials(parts[upto]):
        upto += 1
    return Dated(_trim(",".join(parts[:upto])), year, ",".join(parts[upto:]).strip(), publisher=publisher)


def _trim(head: str) -> str:
    """Trim what stands between authors and year; the point of an initial stays."""
    kept = head.replace("*", "").strip(" ,:;(&")
    last = kept.rstrip(".").split(" ")[-1]
    return kept if len(last) <= 3 and kept.endswith(".") else kept.rstrip(" .,")
