"""A gap in words: one sentence, and a paragraph for an introduction, in Indonesian and English.

The words stand in ``gap_words.toml``. They say what is known and by whom, what is missing in this corpus, and why it
matters; never that nobody anywhere has studied it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.analysis.consolidate import local
from kg.analysis.gap_types import Case
from kg.analysis.wording import in_language
from kg.graph.store import Row

LANGUAGES = ("id", "en")
MOST = 5  # papers or concepts that are named; of the others, how many
WORDS_FILE = Path(__file__).with_name("gap_words.toml")
SIDES = (1, -1, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """What things are called: concepts by language, papers as they are cited."""

    names: Mapping[str, Mapping[str, str]]
    cite: Callable[[str], str]

    @classmethod
    def of(cls, labels: Iterable[Row], cite: Callable[[str], str]) -> Words:
        """Take the names of concepts from rows of the query ``labels``."""
        return cls({row["concept"]: {"id": row["label_id"], "en": row["label_en"]} for row in labels}, cite)

    def name(self, thing: str, language: str) -> str:
        """Name a concept; a place is named by itself."""
        return self.names.get(thing, {}).get(language) or (local(thing) if "://" in thing else thing)

    def cited(self, papers: Iterable[str], language: str) -> str:
        """Cite papers, in the order of their citations."""
        return listed(sorted({in_language(self.cite(paper), language) for paper in papers}), language, "others")


@cache
def wording(language: str) -> Mapping[str, Any]:
    """What gaps say in a language."""
    words: Mapping[str, Any] = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))[language]
    return words


def text_of(case: Case, language: str, words: Words) -> str:
    """Say a gap in one sentence."""
    return _filled(case, "text", language, words)


def draft_of(case: Case, language: str, words: Words) -> str:
    """Say a gap in a paragraph, with its citations."""
    return _filled(case, "draft", language, words)


def quoted(kind: str, language: str, quote: str, who: str) -> str:
    """Give a paragraph on a gap that an author states, in the author's words and language.

    >>> quoted("gap", "en", "Hal itu belum diteliti.", "Wening (2024)")[:80]
    'What is not yet known, in the words of Wening (2024): “Hal itu belum diteliti”. '
    """
    said = wording(language)["quote"].format(quote.strip().rstrip("."))
    draft: str = wording(language)["stated" if kind == "gap" else "wished"]["draft"]
    return draft.format(who=who, c=said)


def _filled(case: Case, part: str, language: str, words: Words) -> str:
    told = wording(language)
    sentence: str = told[case.wording][part]
    sides = (
        told["sides"][str(side)].format(who=words.cited(case.sides[side], language))
        for side in SIDES
        if side in case.sides
    )
    return sentence.format(
        c=listed([words.name(concept, language) for concept in case.concepts], language, "more"),
        n=_counted(len(case.papers), told["papers"]),
        who=words.cited(case.papers, language),
        only=words.name(case.only, language),
        sides="; ".join(sides),
    )


def _counted(number: int, forms: Sequence[str]) -> str:
    return forms[number != 1].format(number)


def listed(names: Sequence[str], language: str, rest: str) -> str:
    """List a few names, and say how many more there are.

    >>> listed(["a", "b", "c"], "en", "more")
    'a, b and c'
    >>> listed(list("abcdefg"), "id", "others")
    'a, b, c, d, e dan 2 artikel lain'
    """
    told = wording(language)
    shown = list(names[:MOST])
    if len(names) > MOST:
        shown.append(_counted(len(names) - MOST, told[rest]))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {told['and']} {shown[-1]}"
