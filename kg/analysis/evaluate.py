"""How well a build reads: its statements against gold, by kind, concept, section and rule.

A statement of the build is right when gold says the same of the same sentence: the same kind, concept and sign of the
stance. Sentences are the same when they overlap by more than half of the shorter; each counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from kg.analysis.gold import Gold, Said
from kg.extract.precision import Precision, rule_of
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.graph.texts import key_of


class Placed(Protocol):
    """Something that stands at a place of a paper."""

    @property
    def paper(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Thing = TypeVar("Thing", bound=Placed)


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right of those that gold has and of those that were read; a ratio of nothing is ``None``.

    >>> score = Score(right=6, gold=8, read=10)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.6, 0.75, 0.667)
    """

    right: int
    gold: int
    read: int

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of gold that was read."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else None


@dataclass(frozen=True, slots=True)
class Matched:
    """Statements of gold and build side by side: pairs of one sentence, kind and concept, and what is left."""

    pairs: tuple[tuple[Said, Said], ...]
    missed: tuple[Said, ...]
    spurious: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A build against gold; shares are (right, of how many)."""

    papers: int
    statements: Score
    without_sign: Score
    attribution: tuple[int, int]
    stance: tuple[int, int]
    source: tuple[int, int]
    verdict: tuple[int, int]
    verdict_sign: tuple[int, int]
    by: Mapping[str, Mapping[str, Score]]
    by_rule: Mapping[tuple[str, str], tuple[int, int]]
    missed: tuple[Said, ...]
    false_hits: tuple[Said, ...]
    parts: Mapping[str, Score] = field(default_factory=dict)

    @property
    def precision(self) -> Precision:
        """What each rule has earned."""
        return Precision({key: (hits, right) for key, (hits, right) in self.by_rule.items()})


def statements_of(store: Store) -> list[Said]:
    """Give the statements of a build."""
    return [
        Said(
            paper=key_of(row["paper"]),
            start=int(row["start"]),
            end=int(row["end"]),
            kind=row["kind"],
            concept=key_of(row["concept"]),
            stance=key_of(row["stance"]),
            attribution=row["attribution"],
            source=row["source"],
            section=row["section"],
            rule=rule_of(row["rule"]),
        )
        for row in rows(store, "statements")
    ]


def signs_of(store: Store) -> dict[str, str]:
    """Give the sign of each stance; no stance has none."""
    return {key_of(row["concept"]): row["sign"] for row in rows(store, "labels") if row["scheme"] == "stance"}


def match(
    gold: Sequence[Thing],
    read: Sequence[Thing],
    what: Callable[[Thing], object],
    likes: Callable[[Thing, Thing], bool] = lambda one, other: True,
) -> list[tuple[int, int]]:
    """Pair what gold and build say of the same place, each at most once; gives pairs of indexes, in order.

    Args:
        gold: what the expert says.
        read: what was read.
        what: what must be equal besides the place.
        likes: whether a pair comes before others that overlap more.
    """
    there: dict[object, list[int]] = {}
    for index, each in enumerate(read):
        there.setdefault((each.paper, what(each)), []).append(index)
    found: list[tuple[bool, int, int, int]] = []
    for index, one in enumerate(gold):
        for candidate in there.get((one.paper, what(one)), []):
            other = read[candidate]
            overlap = min(one.end, other.end) - max(one.start, other.start)
            if 2 * overlap > min(one.end - one.start, other.end - other.start):
                found.append((not likes(one, other), -overlap, index, candidate))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, index, candidate in sorted(found):
        if index not in pairs and candidate not in taken:
            pairs[index] = candidate
            taken.add(candidate)
    return sorted(pairs.items())


def matched(gold: Iterable[Said], read: Iterable[Said], signs: Mapping[str, str]) -> Matched:
    """Set statements of gold and build side by side; a sentence says each thing once."""
    ours, theirs = _once(gold), _once(read)
    found = match(ours, theirs, lambda s: (s.kind, s.concept), lambda a, b: _sign(a, signs) == _sign(b, signs))
    with_gold, with_read = dict(found), {there for _, there in found}
    return Matched(
        pairs=tuple((ours[here], theirs[there]) for here, there in found),
        missed=tuple(each for index, each in enumerate(ours) if index not in with_gold),
        spurious=tuple(each for index, each in enumerate(theirs) if index not in with_read),
    )


def evaluate(
    gold: Sequence[Gold],
    read: Iterable[Said],
    verdicts: Mapping[str, tuple[str, str]],
    signs: Mapping[str, str],
    parts: Mapping[str, Score] | None = None,
) -> Evaluation:
    """Measure what was read of the papers that have gold.

    Args:
        gold: the files of gold.
        read: statements, of any papers.
        verdicts: aspect and stance of each paper's overall verdict, by key.
        signs: the sign of each stance.
        parts: the scores of other parts (:mod:`kg.analysis.evaluate_parts`).
    """
    keys = {each.key for each in gold}
    found = matched((s for each in gold for s in each.statements), (s for s in read if s.paper in keys), signs)
    right = [pair for pair in found.pairs if _sign(pair[0], signs) == _sign(pair[1], signs)]
    wrong = [pair for pair in found.pairs if _sign(pair[0], signs) != _sign(pair[1], signs)]
    missed = sorted([*found.missed, *(ours for ours, _ in wrong)])
    false_hits = sorted([*found.spurious, *(theirs for _, theirs in wrong)])
    hits = Counter((s.rule, s.kind) for _, s in right)
    read_by = hits + Counter((s.rule, s.kind) for s in false_hits)
    attributed = [pair for pair in right if pair[0].attribution]
    judged = [pair for pair in found.pairs if pair[0].stance]
    sourced = [pair for pair in right if pair[0].source]
    overall = [(each.overall, verdicts.get(each.key)) for each in gold]
    return Evaluation(
        papers=len(gold),
        statements=Score(len(right), len(right) + len(missed), len(right) + len(false_hits)),
        without_sign=Score(
            len(found.pairs), len(found.pairs) + len(found.missed), len(found.pairs) + len(found.spurious)
        ),
        attribution=_share(ours.attribution == theirs.attribution for ours, theirs in attributed),
        stance=_share(ours.stance == theirs.stance for ours, theirs in judged),
        source=_share(ours.source.casefold() == theirs.source.casefold() for ours, theirs in sourced),
        verdict=_share(ours == theirs for ours, theirs in overall),
        verdict_sign=_share(_signed(ours, signs) == _signed(theirs, signs) for ours, theirs in overall),
        by={name: _scores(of, right, missed, false_hits) for name, of in GROUPS.items()},
        by_rule={key: (read_by[key], hits[key]) for key in sorted(read_by)},
        missed=tuple(missed),
        false_hits=tuple(false_hits),
        parts=parts or {},
    )


GROUPS: Mapping[str, Callable[[Said], str]] = {
    "kind": lambda said: said.kind,
    "concept": lambda said: f"{said.kind} {said.concept}".strip(),
    "section": lambda said: said.section or "not told",
    "paper": lambda said: said.paper,
}


def _scores(
    of: Callable[[Said], str], right: list[tuple[Said, Said]], missed: list[Said], false_hits: list[Said]
) -> dict[str, Score]:
    """Scores by group; what is right counts where gold puts it, or, where gold does not tell, where the build does."""
    hits = Counter(of(theirs if of(ours) == "not told" else ours) for ours, theirs in right)
    gold = hits + Counter(map(of, missed))
    read = hits + Counter(map(of, false_hits))
    return {name: Score(hits[name], gold[name], read[name]) for name in sorted({*gold, *read})}


def _once(said: Iterable[Said]) -> list[Said]:
    """Each thing that a sentence says, once; several figures in a sentence are one statement of figures."""
    kept: dict[tuple[str, int, int, str, str], Said] = {}
    for each in sorted(said):
        kept.setdefault((each.paper, each.start, each.end, each.kind, each.concept), each)
    return list(kept.values())


def _sign(said: Said, signs: Mapping[str, str]) -> str:
    return signs.get(said.stance, "")


def _signed(verdict: tuple[str, str] | None, signs: Mapping[str, str]) -> tuple[str, str] | None:
    return None if verdict is None else (verdict[0], signs.get(verdict[1], ""))


def _share(answers: Iterable[bool]) -> tuple[int, int]:
    told = list(answers)
    return sum(told), len(told)
