"""Signed paths as a reader sees them: step by step, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from kg.analysis.network import Path, outcome
from kg.printing import short

SIGNS = {1: "+", -1: "−", 0: "±"}


class Paths(list[Path]):
    """The paths that tie two things, the best first; they show themselves as text, and as HTML in a notebook."""

    def __init__(self, a: str, b: str, paths: Iterable[Path]) -> None:
        super().__init__(paths)
        self.a, self.b = a, b

    @property
    def conclusion(self) -> str:
        """What the paths say of their ends together.

        Verdict against verdict decides, for a declared comparison speaks only of what its sentence compares. Without a
        computed path that decides, the author's word does.

        >>> Paths("x", "y", []).conclusion
        'x and y are not tied: they judge no aspect in common, and neither speaks of the other.'
        """
        if not self:
            ends = f"{self.a} and {self.b}"
            return f"{ends} are not tied: they judge no aspect in common, and neither speaks of the other."
        decided = [path for path in self if not path.declared and path.sign] or [p for p in self if p.declared]
        return f"{self.a} and {self.b}: {outcome((decided or self)[0])}"

    def __str__(self) -> str:
        return "\n".join(
            [*(line for number, path in enumerate(self, 1) for line in _told(number, path)), self.conclusion]
        )

    def _repr_html_(self) -> str:
        return "".join([*(_as_html(path) for path in self), f"<p>{escape(self.conclusion)}</p>"])


def _told(number: int, path: Path) -> Iterator[str]:
    yield f"path {number} ({_by(path)})"
    for step in path.steps:
        yield f"  {short(step.source)} —[{SIGNS[step.sign]} {step.relation}]→ {short(step.target)}"
        yield f"      “{' '.join(step.quote.split())}”"
    yield f"  ⇒ {outcome(path)}"
    yield ""


def _as_html(path: Path) -> str:
    steps = "".join(
        f"<li>{escape(short(step.source))} <strong>{SIGNS[step.sign]} {escape(step.relation)}</strong> "
        f"{escape(short(step.target))}<br><q>{escape(' '.join(step.quote.split()))}</q></li>"
        for step in path.steps
    )
    return f"<p>{_by(path)}: <strong>{escape(outcome(path))}</strong></p><ol>{steps}</ol>"


def _by(path: Path) -> str:
    return "the author says so" if path.declared else "computed from both papers"
