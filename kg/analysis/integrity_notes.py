"""A thing that a careful reviewer would flag, and what it says in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

from kg.analysis.reuse import Passage

WORDS_FILE = Path(__file__).with_name("integrity_words.toml")
LANGUAGES = ("en", "id")
Value = str | Mapping[str, str]
"""What fills a place: the same in both languages, or a text for each."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text in each language."""

    en: str
    id: str

    def __add__(self, more: Told) -> Told:
        return Told(self.en + more.en, self.id + more.id)


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to flag; without a quote it has no place in the running text."""

    paper: str
    check: str
    severity: str
    told: Told
    start: int | None = None
    end: int | None = None
    quote: str = ""
    other: Passage | None = None

    @property
    def text(self) -> str:
        """What it says, in English."""
        return self.told.en


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = loads(WORDS_FILE.read_text(encoding="utf-8"))
    return found


def word(key: str) -> Mapping[str, str]:
    """Give a word in both languages, to fill a place with."""
    return {language: _words()[language][key] for language in LANGUAGES}


def tell(key: str, **values: Value) -> Told:
    """Fill in what a note says.

    >>> tell("year-differs", surface="Ani (2020)", year="2021", entry="3").en
    "'Ani (2020)' is dated 2021 in entry 3: mend one of the two."
    """
    texts = (
        _words()[language][key].format(
            **{name: value if isinstance(value, str) else value[language] for name, value in values.items()}
        )
        for language in LANGUAGES
    )
    return Told(*texts)
