"""How a language says no, but, should, according to: one readable TOML file a language.

Each file is named after its BCP 47 tag. A table is a part of grammar, a key a function of words, its value the words
and phrases that have it; phrases are matched word by word, in lower case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

LANGUAGES = tuple(sorted(Path(file.name).stem for file in files(__package__).iterdir() if file.name.endswith(".toml")))


@dataclass(frozen=True, slots=True)
class Language:
    """The grammar words of one language.

    >>> "tidak" in load("id").words("negation", "not")
    True
    """

    code: str
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """Give the words and phrases of a function; a function that the language lacks has none."""
        return self.tables.get(table, {}).get(key, ())

    def functions(self, table: str) -> Mapping[str, tuple[str, ...]]:
        """Give a whole table: function to words."""
        return self.tables.get(table, {})


@cache
def load(code: str) -> Language:
    """Read the file of a language.

    Raises:
        KeyError: there is no file for this language.
    """
    if code not in LANGUAGES:
        raise KeyError(code)
    parsed = tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    tables = {t: {k: tuple(v) for k, v in functions.items()} for t, functions in parsed.items()}
    return Language(code, tables)
