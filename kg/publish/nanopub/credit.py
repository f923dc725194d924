"""Whose a nanopublication is: its creator, its licence and its day, as a user gives them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import XSD
from kg.model import LitkgError

ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose nanopublication it is, under which licence, and of which day; what is not given is empty.

    Without a creator it is the work of the software. ``date`` is a literal, for it may have a time of day.
    """

    licence: str
    creator: str = ""
    name: str = ""
    date: Literal | None = None


def creator_iri(creator: str) -> str:
    """Read who made it: an ORCID iD, or another IRI on the web.

    >>> creator_iri("0000-0002-1825-0097")
    'https://orcid.org/0000-0002-1825-0097'

    Raises:
        LitkgError: it is neither.
    """
    found = ORCID.fullmatch(creator)
    if found is None and "orcid.org" not in creator:
        return web_iri(creator, "--creator", "give your ORCID iD, such as 0000-0002-1825-0097")
    if found is None or _check_digit(found.group(1)) != found.group(1)[-1]:
        raise LitkgError(f"--creator {creator}", "is no ORCID iD", "copy it from https://orcid.org/my-orcid")
    return f"https://orcid.org/{found.group(1)}"


def web_iri(iri: str, option: str, mend: str) -> str:
    """Check that something is an IRI of the web.

    Raises:
        LitkgError: it is not.
    """
    try:
        if urlsplit(iri).scheme in ("http", "https") and urlsplit(iri).netloc:
            return NamedNode(iri).value
    except ValueError:
        pass
    raise LitkgError(f"{option} {iri}", "is no IRI that begins with https:// or http://", mend)


def base_iri(iri: str) -> str:
    """Check what the IRIs of nanopublications are to begin with.

    Raises:
        LitkgError: it is no IRI, or the code could not be told from what stands before it.
    """
    mend = "give one that ends in /, such as https://w3id.org/np/"
    if not web_iri(iri, "--base-iri", mend).endswith("/") or "#" in iri:
        raise LitkgError(f"--base-iri {iri}", "does not end in /, or has a #, which names their parts", mend)
    return iri


def date_literal(date: str) -> Literal:
    """Read a day, or a day with its time and zone.

    >>> date_literal("2026-03-01").datatype.value
    'http://www.w3.org/2001/XMLSchema#date'

    Raises:
        LitkgError: it is neither.
    """
    try:
        found = datetime.datetime.fromisoformat(date if DAY.match(date) else "")
    except ValueError as error:
        raise LitkgError(f"--date {date}", "is no day of the calendar", "write it as 2026-03-01") from error
    if DAY.fullmatch(date):
        return Literal(date, datatype=NamedNode(XSD + "date"))
    if found.tzinfo is None:
        raise LitkgError(f"--date {date}", "has a time without its zone", "write it as 2026-03-01T09:00:00+07:00")
    return Literal(found.isoformat(), datatype=NamedNode(XSD + "dateTime"))


def _check_digit(orcid: str) -> str:
    """The last character of an ORCID iD, by ISO 7064 (mod 11-2) over the others."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
