"""The words of the site: strings of the interface from ``site/strings/*.toml``, names of concepts from the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.analysis.consolidate import local
from kg.graph.store import Row
from kg.resources import site_dir

LANGUAGES = ("id", "en")
Table = Mapping[str, str]


@cache
def load_strings(folder: Path | None = None) -> Mapping[str, Mapping[str, Table]]:
    """Read the strings of the interface, the tables of all files together: language, table, key."""
    found: dict[str, dict[str, Table]] = {language: {} for language in LANGUAGES}
    for path in sorted(((folder or site_dir()) / "strings").glob("*.toml")):
        for language, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[language].update(tables)
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; what has no name in it keeps its id, so that nothing is ever hidden."""

    language: str
    strings: Mapping[str, Table]
    labels: Mapping[str, str]
    definitions: Mapping[str, str]

    @property
    def note_column(self) -> str:
        """The column of the query ``integrity`` that tells a note in this language."""
        return "text" if self.language == "en" else f"text_{self.language}"

    @classmethod
    def of(cls, language: str, rows: Iterable[Row]) -> Words:
        """Take the names of concepts from rows of the query ``labels``."""
        labels: dict[str, str] = {}
        definitions: dict[str, str] = {}
        for row in rows:
            if shown := row[f"label_{language}"]:
                labels.setdefault(row["concept"], shown)
                labels.setdefault(f"{row['scheme']}/{local(row['concept'])}", shown)
            if said := row[f"definition_{language}"]:
                definitions.setdefault(row["concept"], said)
        return cls(language, load_strings()[language], labels, definitions)

    def label(self, concept: str) -> str:
        """Name a concept; ``scheme/id`` names one that the graph knows by another IRI.

        >>> Words("id", {}, {"https://a/aspect/x": "kecepatan"}, {}).label("https://a/aspect/x")
        'kecepatan'
        """
        return self.labels.get(concept) or (local(concept).replace("-", " ") if "://" in concept else concept)

    def intent(self, iri: str) -> str:
        """Name what an author does with a citation, a CiTO property."""
        return self.labels.get(f"citation-intent/{local(iri)}", local(iri))

    def word(self, table: str, code: str) -> str:
        """Name a code of the toolkit, such as a kind of statement.

        >>> Words("en", {"kind": {"gap": "gap"}}, {}, {}).word("kind", "future-research")
        'future research'
        """
        return self.strings.get(table, {}).get(code) or code.replace("-", " ")

    def number(self, number: int) -> str:
        """Write a number with its thousands apart.

        >>> Words("id", {}, {}, {}).number(23912), Words("en", {}, {}, {}).number(23912)
        ('23.912', '23,912')
        """
        written = f"{number:,}"
        return written if self.language == "en" else written.replace(",", ".")

    def count(self, number: int | str, key: str) -> str:
        """Say how many there are.

        >>> words = Words("en", {"count": {"papers": "papers", "papers_one": "paper"}}, {}, {})
        >>> words.count(1, "papers"), words.count("2", "papers")
        ('1 paper', '2 papers')
        """
        table = self.strings["count"]
        return f"{number} {table[f'{key}_one'] if int(number) == 1 else table[key]}"
