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

from kg.extract.features import Facts, numbers_of
from kg.extract.tokens import Token

FIELDS = (
    "other", "author", "editor", "title", "container", "volume", "issue", "pages", "date", "publisher", "place",
    "edition", "doi", "url", "note",
)  # fmt: skip
BOUNDARIES = ("start", ".", ",", ";:", "(", ")", '"', "-", "word", "other")
WEIGHTS = "weights.txt"
MOST_FACTS = 100_000
Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


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


def tag(entries: Sequence[Sequence[Token]]) -> list[tuple[str, ...]]:
    """Give the field of each token of some entries, in each as a whole the likeliest.

    >>> from kg.extract.tokens import tokens_of
    >>> tokens = tokens_of("Ali, A. (2019). Judul yang baik. Jurnal Sistem, 7(2), 1–9.")
    >>> [token.text for token, field in zip(tokens, *tag([tokens])) if field == "container"]
    ['Jurnal', 'Sistem']
    """
    told = [tokens for tokens in entries if tokens]
    found = iter(_scorer().paths(told) if told else ())
    return [tuple(FIELDS[at] for at in next(found)) if tokens else () for tokens in entries]


class _Scorer:
    """Adds up the weights of what is seen, those of each fact once; facts are forgotten when there are too many."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._forget()

    def paths(self, entries: Sequence[Sequence[Token]]) -> list[list[int]]:
        """Give the fields of the tokens of each entry, by their places among all fields."""
        if len(self._facts.names) > MOST_FACTS:
            self._forget()
        numbers = [those for tokens in entries for those in numbers_of(tokens, self._facts)]
        self._learn()
        scores = self._sums[np.array(numbers)].sum(axis=1)
        return best_paths(scores, [boundaries_of(tokens) for tokens in entries], self._weights.following)

    def _forget(self) -> None:
        self._facts = Facts()
        self._known = 0
        self._sums: Floats = np.zeros((0, len(FIELDS)), dtype=np.float32)

    def _learn(self) -> None:
        """Add up the weights of new facts; the table of sums is doubled when it is full."""
        names = self._facts.names
        if len(names) > len(self._sums):
            sums: Floats = np.zeros((2 * len(names), len(FIELDS)), dtype=np.float32)
            sums[: self._known] = self._sums[: self._known]
            self._sums = sums
        rows = self._weights.rows
        for number in range(self._known, len(names)):
            those = [rows[name] for name in names[number] if name in rows]
            self._sums[number] = self._weights.seen[those].sum(axis=0)
        self._known = len(names)


@cache
def _scorer() -> _Scorer:
    return _Scorer(load())


def best_paths(scores: Floats, boundaries: Sequence[Sequence[int]], following: Floats) -> list[list[int]]:
    """Find for each entry the sequence of fields with the highest sum of weights.

    Args:
        scores: a row for each token, entry by entry.
        boundaries: for each entry, what parts each token from the one before.
        following: weights of fields that follow each other.

    All entries go one token on at a time, the longest first, so that those which are left stand in front.
    """
    order = sorted(range(len(boundaries)), key=lambda entry: -len(boundaries[entry]))
    lengths = [len(those) for those in boundaries]
    left = np.searchsorted([-lengths[entry] for entry in order], -np.arange(lengths[order[0]]))
    starts = np.cumsum([0, *lengths[:-1]])[order]
    sorts = np.array([sort for those in boundaries for sort in those])
    totals = [scores[starts]]
    for at, count in enumerate(left[1:], 1):
        here = starts[:count] + at
        ways = following[sorts[here]]
        ways += totals[-1][: len(here), :, None]
        best = np.maximum.reduce(ways, axis=1)
        best += scores[here]
        totals.append(best)
    return _traced(totals, order, starts, sorts, following, lengths)


def _traced(
    totals: Sequence[Floats],
    order: Sequence[int],
    starts: Ints,
    sorts: Ints,
    following: Floats,
    lengths: Sequence[int],
) -> list[list[int]]:
    """Go back from the best last field of each entry to its first."""
    into = following.transpose(0, 2, 1)
    found = np.zeros((len(order), len(totals)), dtype=np.intp)
    known = 0
    for at in range(len(totals) - 1, -1, -1):
        total = totals[at]
        count = len(total)
        found[known:count, at] = total[known:].argmax(axis=1)
        if at:
            ways = into[sorts[starts[:count] + at], found[:count, at]]
            ways += totals[at - 1][:count]
            found[:count, at - 1] = ways.argmax(axis=1)
        known = count
    paths: list[list[int]] = [[]] * len(order)
    for row, entry in zip(found.tolist(), order, strict=True):
        paths[entry] = row[: lengths[entry]]
    return paths


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
