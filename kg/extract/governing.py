"""Which signal is said of which target: a predicate of what stands before it, or governing what follows.

*Jaringan lemah* (the network is weak), *A, B, dan C perlu ditingkatkan* (A, B and C need improvement), *keterbatasan A
dan B* (the lack of A and B). What is only a circumstance (*gagal saat pengkinian data*, *tidak muncul di aplikasi*) is
not what a signal is said of, where it has something else to be said of.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.marking import Hit, Marked

REACH_RIGHT = 8
REACH_LEFT = 5
REACH_LINK = 6
FRONT_REACH = 2
PURPOSE_REACH = 2
JOINT_REACH = 3
COMPLEMENT_REACH = 2


def pairs_of(
    marked: Marked,
    clause: Clause,
    targets: list[Hit],
    signals: list[Hit],
    stated: Container[tuple[str, str]],
    places: frozenset[str],
) -> Iterator[tuple[Hit, Hit]]:
    """Give the pairs of target and signal in a clause, by target.

    Args:
        marked: the sentence.
        clause: the clause.
        targets: its targets, in order.
        signals: its signals, in order.
        stated: the pairs of ids that state something; other signals are passed over.
        places: ids of the targets that other things are in.
    """
    fitting = [(target, [s for s in signals if (target.id, s.id) in stated]) for target in targets]
    if not any(those for _, those in fitting):
        return
    near = _Neighbours(marked, clause, targets, signals, stated, places)
    found = [(target, signal) for target, those in fitting if those for signal in near.signals_of(target, those)]
    for target, signal in found:
        if near.is_circumstance(target) and (target.id in places or target.first < signal.first):
            others = [t for t, s in found if s == signal and t != target and not near.is_circumstance(t)]
            if any(other.first < target.first for other in others):
                continue
        yield target, signal


class _Neighbours:
    """What stands between the words of a clause."""

    def __init__(
        self,
        marked: Marked,
        clause: Clause,
        targets: list[Hit],
        signals: list[Hit],
        stated: Container[tuple[str, str]],
        places: frozenset[str],
    ) -> None:
        self._marked = marked
        self._first = clause.hits[0].first if clause.hits else 0
        self._targets = targets
        self._stated = stated
        self._ands = clause.cues("contrast.and")
        self._links = clause.cues("contrast.link", "stance.conditional", "stance.contingency")
        self._advice = clause.cues("stance.should", "stance.need")
        urges = clause.cues("stance.urge", "stance.should")
        self._purposes = [
            cue
            for cue in clause.cues("stance.purpose", "stance.so_that")
            if not any(0 <= cue.first - urge.last <= PURPOSE_REACH for urge in urges)
        ]
        self._lists = clause.cues("contrast.lists")
        self._relatives = clause.cues("degree.relative")
        self._particular = clause.cues("contrast.particular")
        inside = [(s.start, s.end) for s in signals]  # *terbatas pada* holds no preposition of its own
        circumstances = [
            c for c in clause.cues("contrast.circumstance") if not any(a <= c.start < b for a, b in inside)
        ]
        ends = {t.last for t in targets}
        self._told_where = frozenset(t for t in targets if any(0 <= t.first - c.last <= 1 for c in circumstances))
        owners = frozenset(t for t in targets if t.id in places and t.first in ends)
        self._circumstances = self._told_where | owners

    def is_circumstance(self, target: Hit) -> bool:
        """Whether a target is told as the time, place or owner of something else (*server aplikasi*)."""
        return target in self._circumstances

    def signals_of(self, target: Hit, signals: list[Hit]) -> list[Hit]:
        """What is said of a target: by its predicate behind it, else by the nearest signal before it."""
        before = [s for s in signals if s.last <= target.first and not self._linked(s.end, target.start)]
        leading = [s for s in before if target.first - s.last <= 1]
        adjacent = [s for s in leading if s.last == target.first and not self._is_predicate(s)]
        if adjacent:
            return adjacent
        behind = self._predicate(target, signals, led=bool(leading))
        if behind:
            return behind
        return self._governor(target, before)

    def _predicate(self, target: Hit, signals: list[Hit], *, led: bool) -> list[Hit]:
        """The signal that is said of a target, or of a list whose member it is, right behind it."""
        behind = [s for s in signals if s.first >= target.last]
        if not behind:
            return []
        first = min(s.first for s in behind)
        nearest = next(s for s in behind if s.first == first)
        between = [t for t in self._targets if target.last <= t.first < first and t not in self._circumstances]
        last = between[-1] if between else target
        near = max(t.last for t in self._targets if t.first < first)
        if first - near > REACH_LEFT or self._is_cut_off(target, nearest):
            return []
        if between and (led or not self._are_listed([target, *between]) or self._is_relative(last, nearest)):
            return []
        if self._parted(last.end, nearest.start):
            apart = self._is_inserted(target) or self._is_fronted(target)
            if not apart or any(t.first == nearest.last for t in self._targets):
                return []
        return self._predicates(behind, first)

    def _is_cut_off(self, target: Hit, signal: Hit) -> bool:
        """Whether what stands between a target and a signal behind it makes the signal something else's."""
        purpose = any(target.end <= c.start and 0 <= signal.first - c.last <= PURPOSE_REACH for c in self._purposes)
        within = (t for t in self._told_where if target.last <= t.first < signal.first)
        listed = any(target.end <= cue.start < signal.start for cue in self._lists)
        return (
            purpose
            or listed
            or self._linked(target.end, signal.start)
            or any(self._is_relative(t, signal) for t in within)
        )

    def _predicates(self, behind: list[Hit], first: int) -> list[Hit]:
        """The signals of one predicate (*perlu ditingkatkan*), from its first word on."""
        found: list[Hit] = []
        for signal in sorted(behind, key=lambda s: s.first):
            follows = bool(found) and 0 <= signal.first - found[-1].last <= COMPLEMENT_REACH
            joined = bool(found) and self._are_joined(found[-1], signal)
            if signal.first == first or joined or (follows and self._is_advice(found[-1])):
                found.append(signal)
        return found

    def _are_joined(self, signal: Hit, other: Hit) -> bool:
        """Whether two signals make one predicate (*lambat dan sering error*)."""
        near = 0 <= other.first - signal.last <= JOINT_REACH and self._parted(signal.end, other.start)
        return near and not any(signal.last <= t.first <= other.last for t in self._targets)

    def _is_advice(self, signal: Hit) -> bool:
        return any(signal.start <= cue.start < signal.end for cue in self._advice)

    def _governor(self, target: Hit, before: list[Hit]) -> list[Hit]:
        """The signal in front that governs a target, across a list, but not past what it is the predicate of."""
        if not before:
            return []
        nearest = max(before, key=lambda s: (s.last, s.first))
        others = [t for t in self._targets if nearest.last <= t.first < target.first]
        steps = [nearest, *others, target]
        reach = [b.first - a.last for a, b in pairwise(steps)]
        if max(reach) > REACH_RIGHT:
            return []
        last = max((t.end for t in others), default=nearest.end)
        if others and not self._parted(last, target.start) and not self._is_inserted(target):
            return []
        ends = self._parted(nearest.end, target.start) or target in self._circumstances
        if ends and not self._is_inserted(target) and self._is_predicate(nearest):
            return []
        return [s for s in before if s.last == nearest.last]

    def _is_predicate(self, signal: Hit) -> bool:
        """Whether a signal is said of the target right before it."""
        return any(
            0 <= signal.first - t.last <= 1
            and (t.id, signal.id) in self._stated
            and not self._parted(t.end, signal.start)
            for t in self._targets
        )

    def _are_listed(self, targets: list[Hit]) -> bool:
        """Whether targets are members of one list: short steps, parted by commas or *and*."""
        steps = pairwise(targets)
        return all(b.first - a.last <= REACH_LINK and self._parted(a.end, b.start) for a, b in steps)

    def _is_relative(self, target: Hit, signal: Hit) -> bool:
        return any(target.end <= cue.start < signal.start for cue in self._relatives)

    def _is_inserted(self, target: Hit) -> bool:
        """Whether a target is an insertion (*…, terutama lansia, …*): no comma parts it from its predicate."""
        return any(0 <= target.first - cue.last <= 2 for cue in self._particular)

    def _is_fronted(self, target: Hit) -> bool:
        """Whether a target opens the clause as a circumstance (*Saat login, pengguna harus menunggu*)."""
        return target in self._circumstances and target.first - self._first <= FRONT_REACH

    def _linked(self, start: int, end: int) -> bool:
        """Whether a conjunction (*because*, *so that*) parts two positions: what follows is another statement."""
        return any(start <= cue.start < end for cue in self._links)

    def _parted(self, start: int, end: int) -> bool:
        """Whether a comma, semicolon or *and* stands between two positions."""
        at = self._marked.sentence.start
        between = self._marked.text[start - at : end - at]
        return any(mark in between for mark in ",;/(") or any(start <= c.start < end for c in self._ands)
