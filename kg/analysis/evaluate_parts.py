"""What else gold tells of papers, against a build: frameworks, methods, figures, citations, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.analysis.evaluate import Evaluation, Score, evaluate, match, signs_of, statements_of
from kg.analysis.gold import Gold
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.graph.texts import key_of

TITLE = 40  # letters: what follows differs by subtitle and by where gold cuts
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# What a paper does with a cited work when it does more than report it; these are annotated.
SHOWN = ("agreesWith", "disagreesWith", "confirms", "usesMethodIn")


@dataclass(frozen=True, order=True, slots=True)
class Item:
    """One thing that is told of a paper; what has no place of its own stands everywhere."""

    paper: str
    said: tuple[str, ...]
    start: int = 0
    end: int = 1


def evaluate_build(gold: Sequence[Gold], store: Store) -> Evaluation:
    """Measure all of a build against gold."""
    verdicts = {key_of(row["paper"]): (key_of(row["aspect"]), key_of(row["stance"])) for row in rows(store, "verdicts")}
    return evaluate(gold, statements_of(store), verdicts, signs_of(store), compare_parts(gold, store))


def compare_parts(gold: Sequence[Gold], store: Store) -> dict[str, Score]:
    """Compare each part in the papers whose gold has it."""
    scores: dict[str, Score] = {}
    read = _parts_of_build(store)
    told = _parts_of_gold(gold)
    for name, (part, items) in told.items():
        having = {each.key for each in gold if part in each.parts}
        if having:
            ours = sorted(set(items))
            theirs = sorted({item for item in read[name] if item.paper in having})
            right = len(match(ours, theirs, lambda item: item.said))
            scores[name] = Score(right, len(ours), len(theirs))
    return scores


def _parts_of_gold(gold: Sequence[Gold]) -> dict[str, tuple[str, list[Item]]]:
    """The items of gold by what they tell, with the part of the file that they stand in."""
    every = [(each.key, name, entry) for each in gold for name, part in each.parts.items() for entry in _listed(part)]

    def of(part: str) -> Iterable[tuple[str, Any]]:
        return ((key, entry) for key, name, entry in every if name == part)

    frameworks = [(key, _letters(str(e.get("id") or e.get("label"))), e) for key, e in of("frameworks")]
    indicators = [
        Item(key, (name, _letters(label)))
        for key, name, e in frameworks
        for label in _listed(e.get("indicators"))
        if isinstance(label, str)
    ]
    return {
        "frameworks": ("frameworks", [Item(key, (name, str(e["role"]))) for key, name, e in frameworks]),
        "indicators of frameworks": ("frameworks", indicators),
        "methods": ("method", [Item(key, (str(e),)) for key, e in of("method")]),
        "number of informants": ("informants", [Item(key, (str(e),)) for key, e in of("informants") if e is not None]),
        "statistics by value": (
            "statistics",
            [_placed(key, (_figure(str(e["value"])),), e) for key, e in of("statistics")],
        ),
        "citation relations": (
            "citation_relations",
            [
                _placed(key, (_letters(str(e["source_text"])), str(e["intent"])), e)
                for key, e in of("citation_relations")
                if e["intent"] in SHOWN
            ],
        ),
        "references by title": (
            "references",
            [Item(key, _title(str(e["title"] or ""))) for key, e in of("references")],
        ),
        "references by author and year": (
            "references",
            [Item(key, (_letters(str(e["first_author"] or "")), str(e["year"] or ""))) for key, e in of("references")],
        ),
    }


def _parts_of_build(store: Store) -> dict[str, list[Item]]:
    """The items of a build by what they tell."""

    def answers(query: str) -> list[tuple[str, Row]]:
        return [(key_of(row["paper"]), row) for row in rows(store, query)]

    frameworks = [(key, _letters(key_of(row["framework"])), row) for key, row in answers("frameworks")]
    references = answers("references")
    return {
        "frameworks": [Item(key, (name, row["role"])) for key, name, row in frameworks],
        "indicators of frameworks": [
            Item(key, (name, _letters(row["indicator"]))) for key, name, row in frameworks if row["indicator"]
        ],
        "methods": [Item(key, (key_of(row["method"]),)) for key, row in answers("methods")],
        "number of informants": [
            Item(key, (row["informants"],)) for key, row in answers("papers") if row["informants"]
        ],
        "statistics by value": [_placed(key, (_figure(row["value"]),), row) for key, row in answers("statistics")],
        "citation relations": [
            _placed(key, (_letters(row["cited_as"]), key_of(row["intent"])), row)
            for key, row in answers("intents")
            if key_of(row["intent"]) in SHOWN
        ],
        "references by title": [Item(key, _title(row["title"])) for key, row in references],
        "references by author and year": [
            Item(key, (_letters(row["first_author"]), row["year"])) for key, row in references
        ],
    }


def _listed(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def _placed(key: str, said: tuple[str, ...], where: Mapping[str, object]) -> Item:
    return Item(key, said, int(str(where["start"])), int(str(where["end"])))


def _title(title: str) -> tuple[str]:
    return (_letters(title)[:TITLE],)


def _letters(text: str) -> str:
    """Fold a text to its letters and digits.

    >>> _letters("DeLone & McLean (2003)")
    'delonemclean2003'
    """
    return re.sub(r"[\W_]", "", text.casefold())


def _figure(value: str) -> str:
    """The figures of a value as printed, without currency, scale and unit.

    >>> _figure("Rp 1,7 triliun")
    '1,7'
    """
    return " ".join(FIGURE.findall(value))
