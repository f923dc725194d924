"""The words that the exports say, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads

Wording = Mapping[str, str]


@cache
def wording(language: str) -> Wording:
    """Give the words of a language.

    >>> wording("id")["column"], wording("en")["column"]
    ('kolom', 'column')
    """
    found: Wording = loads((files("kg.publish.exchange") / "words.toml").read_text(encoding="utf-8"))[language]
    return found
