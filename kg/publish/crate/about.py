"""What whoever packs a crate says of it: title, authors, licence, date; each checked, none made up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.graph.store import Row
from kg.model import LitkgError

ORCID = re.compile(r"\A(?P<name>.*?)[\s<(]{0,9}(?:https?://orcid\.org/)?(?P<id>(?:\d{4}-){3}\d{3}[\dX])[>)]?$")
SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
WEB = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Person:
    """An author of the crate; ``orcid`` is the whole IRI, or empty."""

    name: str
    orcid: str = ""

    @classmethod
    def of(cls, told: str) -> Person:
        """Read a name, which an ORCID iD may follow.

        >>> Person.of("Rara Wening 0000-0002-1825-0097")
        Person(name='Rara Wening', orcid='https://orcid.org/0000-0002-1825-0097')

        Raises:
            LitkgError: there is no name, or the ORCID iD is mistyped.
        """
        found = ORCID.fullmatch(told.strip())
        name = " ".join((found["name"] if found else told).split())
        if not name:
            raise LitkgError(f"--author {told!r}", "has no name", "say --author 'Full Name 0000-0002-1825-0097'")
        if found and not _is_orcid(found["id"]):
            raise LitkgError(f"--author {told!r}", "has an ORCID iD whose last digit does not fit", "check the digits")
        return cls(name, f"https://orcid.org/{found['id']}" if found else "")


def _is_orcid(id: str) -> bool:
    """Check the last digit (ISO 7064, MOD 11-2)."""
    digits = id.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a crate; what is empty is not known."""

    title: str = ""
    authors: tuple[Person, ...] = ()
    licence: str = ""
    date: str = ""

    @classmethod
    def of(cls, title: str = "", authors: Iterable[str] = (), licence: str = "", day: str = "") -> About:
        """Check what is told on the command line.

        >>> About.of(licence="CC-BY-4.0").licence
        'https://spdx.org/licenses/CC-BY-4.0'

        Raises:
            LitkgError: one of them cannot be used.
        """
        if day and not _is_day(day):
            raise LitkgError(f"--date {day}", "is no day", "say it as --date 2026-08-17")
        if licence and not WEB.fullmatch(licence) and not SPDX.fullmatch(licence):
            mend = "give its address, or its short name in the SPDX list, such as CC-BY-4.0"
            raise LitkgError(f"--licence {licence!r}", "names no licence", mend)
        if licence and not WEB.fullmatch(licence):
            licence = f"https://spdx.org/licenses/{licence}"
        return cls(" ".join(title.split()), tuple(Person.of(each) for each in authors), licence, day)

    def published(self, papers: Iterable[Row]) -> str:
        """Tell the date of publication: the given day, else the year of the newest paper, before which none can be.

        Raises:
            LitkgError: no day is given, and no paper tells its year.
        """
        years = [row["year"] for row in papers if row["year"]]
        if not self.date and not years:
            what = "no paper tells its year, and a crate must have a date of publication"
            raise LitkgError("kg crate", what, "say --date 2026-08-17")
        return self.date or max(years)


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False
