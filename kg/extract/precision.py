"""Earned confidence: how often each rule was right on annotated text, and what that makes a statement worth.

After ``right`` of ``hits`` the next one is right with the probability (right + 1) / (hits + 2): Laplace's rule of
succession (*Essai philosophique sur les probabilités*, 1814). The counts stand in ``precision.csv``, which
``kg eval GOLD --calibrate FILE`` writes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import LitkgError

COLUMNS = ("rule", "kind", "hits", "right")
BUNDLED = Path(__file__).with_name("precision.csv")
MEND = "write it anew with 'kg eval GOLD --calibrate FILE'"


def rule_of(told: str) -> str:
    """Give the name of a rule without the words that it fired on.

    >>> rule_of("target+signal: kurang + sosialisasi")
    'target+signal'
    """
    return told.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class Precision:
    """How often rules were right: ``counts`` are (hits, right) by rule and kind of statement."""

    counts: Mapping[tuple[str, str], tuple[int, int]]

    def knows(self, rule: str) -> bool:
        """Whether a rule has been measured."""
        return any(name == rule and hits for (name, _), (hits, _) in self.counts.items())

    def confidence(self, rule: str, kind: str) -> float:
        """Give the confidence that a rule has earned on a kind; unmeasured there, on all kinds; else that of all rules.

        >>> measured = Precision({("label", "obstacle"): (18, 17), ("label", "benefit"): (8, 5)})
        >>> measured.confidence("label", "obstacle"), measured.confidence("label", "gap")
        (0.9, 0.82)
        """
        known = [self.counts.get((rule, kind), (0, 0))]
        if not known[0][0]:
            known = [count for (name, _), count in self.counts.items() if name == rule and count[0]]
        known = known or list(self.counts.values())
        hits, right = (sum(count[place] for count in known) for place in (0, 1))
        return round((right + 1) / (hits + 2), 2)

    @property
    def text(self) -> str:
        """The counts as CSV, sorted by rule and kind."""
        out = io.StringIO()
        rows = ((*key, *count) for key, count in sorted(self.counts.items()))
        csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
        return out.getvalue()


def load_precision(path: Path = BUNDLED) -> Precision:
    """Read the counts that ``kg eval --calibrate`` wrote.

    Raises:
        LitkgError: the file is missing or holds something else.
    """
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LitkgError(str(path), "cannot be read", MEND) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise LitkgError(f"{path}, line 1", f"the columns are not {', '.join(COLUMNS)}", MEND)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for line, row in enumerate(rows[1:], 2):
        numbers = [int(cell) for cell in row[2:] if cell.isdecimal()]
        if len(row) != len(COLUMNS) or len(numbers) != 2 or numbers[1] > numbers[0]:
            raise LitkgError(f"{path}, line {line}", "is not: rule, kind, hits, right of these hits", MEND)
        counts[row[0], row[1]] = (numbers[0], numbers[1])
    return Precision(counts)
