"""Which field each token of an entry belongs to: weights of what is seen, and of which field follows which.

The weights are a text that anybody can read, one line for each thing seen, with its weight for each field. They were
learned by ``benchmarks/train_references.py`` from works that nobody wrote, printed in many styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import features_of
from kg.extract.tokens import Token

FIELDS = (
    "other", "author", "editor", "title", "container", "volume", "issue", "pages", "date", "publisher", "place",
    "edition", "doi", "url", "note",
)  # fmt: skip
BOUNDARIES = ("start", ".", ",", ";:", "(", ")", '"', "-", "word", "other")
WEIGHTS = "weights.txt"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the things seen (one row each, one column a field) and of the fields that follow each other.

    ``following[b, f, g]`` is for field g after field f where the token before is a boundary of sort b.
    """

    rows: dict[str, int]
    seen: Floats
    following: Floats


def boundaries_of(tokens: Sequence[Token]) -> list[int]:
    """Say by which sort of token each token is parted from the one before."""
    sorts = {".": 1, "?": 1, "!": 1, ",": 2, ";": 3, ":": 3, "(": 4, "[": 4, ")": 5, "]": 5, "-": 7, "–": 7, "—": 7}
    found = [0]
    for before in tokens[:-1]:
        if before.what == "word":
            found.append(8)
        else:
            found.append(6 if before.text in '“”"«»„‘’' else sorts.get(before.text, 9))
    return found[: len(tokens)]


def tag(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Give the field of each token, as a whole the likeliest.

    >>> from kg.extract.tokens import tokens_of
    >>> tokens = tokens_of("Ali, A. (2019). Judul yang baik. Jurnal Sistem, 7(2), 1–9.")
    >>> [token.text for token, field in zip(tokens, tag(tokens)) if field == "container"]
    ['Jurnal', 'Sistem']
    """
    if not tokens:
        return ()
    weights = load()
    rows = [[weights.rows[name] for name in names if name in weights.rows] for names in features_of(tokens)]
    flat = np.fromiter((row for those in rows for row in those), dtype=np.int32)
    bounds = np.cumsum([0, *(len(those) for those in rows[:-1])])
    scores = np.add.reduceat(weights.seen[flat], bounds, axis=0)
    return tuple(FIELDS[at] for at in best_path(scores, boundaries_of(tokens), weights.following))


def best_path(scores: Floats, boundaries: Sequence[int], following: Floats) -> list[int]:
    """Find the sequence of fields with the highest sum of weights."""
    total = scores[0].copy()
    back = np.zeros(scores.shape, dtype=np.int32)
    columns = np.arange(scores.shape[1])
    for at in range(1, len(scores)):
        ways = total[:, None] + following[boundaries[at]]
        back[at] = ways.argmax(axis=0)
        total = ways[back[at], columns] + scores[at]
    path = [int(total.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at][path[-1]]))
    return path[::-1]


@cache
def load() -> Weights:
    """Read the weights that come with the package."""
    return parse(files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))


def parse(text: str) -> Weights:
    """Read weights: ``what is seen<TAB>field index:weight …``, with ``boundary/field`` for the fields that follow."""
    rows: dict[str, int] = {}
    lines = [line.split("\t") for line in text.splitlines()]
    seen = np.zeros((sum(1 for name, _ in lines if not name.startswith("/")), len(FIELDS)), dtype=np.float32)
    following = np.zeros((len(BOUNDARIES), len(FIELDS), len(FIELDS)), dtype=np.float32)
    for name, values in lines:
        if name.startswith("/"):
            boundary, field = map(int, name[1:].split("/"))
            row = following[boundary, field]
        else:
            rows[name] = len(rows)
            row = seen[rows[name]]
        for pair in values.split():
            at, _, value = pair.partition(":")
            row[int(at)] = int(value)
    return Weights(rows, seen, following)
