"""The signed network of a corpus, and the paths that tie two papers, works, statements or concepts.

Edges are signed: + supports, − opposes. A paper is tied to an aspect by the side that it takes, and to a work by what
it says of it (*in line with*, *differs from*, *strengthens*). The sign of a path is the product of its edges' signs
(structural balance: Cartwright & Harary, "Structural balance", *Psychological Review* 63, 1956), so two papers on one
side of an aspect agree, and two on different sides contradict. That holds the better the shorter the path is: a path
has at most four steps.

:func:`signed_network` reads the whole graph. :func:`find_paths` does not: it looks from both ends as far as it must.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from kg.analysis.edges import Neighbourhood, Step, all_edges, is_document
from kg.analysis.naming import resolve
from kg.graph.store import Store
from kg.model import LitkgError

LONGEST = 4
MOST_CONCEPTS, MOST_PAPERS = 30, 8  # that one looks on from, at each distance from an end
MOST_WAYS = 200  # ways that are looked at before the best are chosen
# What a sign means between two papers (or works, statements), between one and a concept, and between two concepts.
OUTCOMES = (
    {1: "agree", -1: "contradict"},
    {1: "in favour", -1: "against"},
    {1: "judged alike", -1: "judged unlike"},
)
UNDECIDED = "undecided (a mixed judgement on the way)"
__all__ = ["Path", "Step", "find_paths", "outcome", "signed_network"]


@dataclass(frozen=True, slots=True)
class Path:
    """A signed path; ``sign`` is the product of its steps' signs."""

    steps: tuple[Step, ...]

    @property
    def sign(self) -> int:
        """+1 agree, −1 contradict, 0 undecided (a mixed judgement on the way).

        >>> step = Step("a", "b", -1, "disagreesWith", "", True)
        >>> Path((step,)).sign, Path((step, step)).sign
        (-1, 1)
        """
        product = 1
        for step in self.steps:
            product *= step.sign
        return product

    @property
    def declared(self) -> bool:
        """Whether an author says every step."""
        return all(step.declared for step in self.steps)

    @property
    def cost(self) -> float:
        """How far the path is to be trusted less than a shorter one, or one of weightier steps."""
        return sum(step.cost for step in self.steps)

    @property
    def ends(self) -> tuple[str, str]:
        """The nodes that the path leads from and to."""
        inner = [
            node for one, two in pairwise(self.steps) for node in {one.source, one.target} & {two.source, two.target}
        ]
        first, last = self.steps[0], self.steps[-1]
        if not inner:
            return first.source, first.target
        return (
            first.target if first.source == inner[0] else first.source,
            last.target if last.source == inner[-1] else last.source,
        )


def outcome(path: Path) -> str:
    """Say what the sign of a path means for its two ends.

    >>> outcome(Path((Step("https://a/paper/x", "https://a/work/y", -1, "disagreesWith", "", True),)))
    'contradict'
    >>> outcome(Path((Step("https://a/paper/x", "https://a/aspect/z", 1, "effective", "", False),)))
    'in favour'
    """
    concepts = sum(not is_document(node) for node in path.ends)
    return OUTCOMES[concepts].get(path.sign, UNDECIDED)


def signed_network(store: Store) -> nx.MultiGraph:
    """Build the signed network of a whole graph: nodes are IRIs, edges carry sign, relation, quote and cost."""
    network = nx.MultiGraph()
    for step in all_edges(store):
        network.add_edge(
            step.source,
            step.target,
            source=step.source,
            sign=step.sign,
            relation=step.relation,
            quote=step.quote,
            cost=step.cost,
            declared=step.declared,
            kind=step.kind,
        )
    return network


def find_paths(store: Store, a: str, b: str, most: int = 3) -> list[Path]:
    """Find the best paths between two papers, works, statements or concepts.

    Paths that authors declare come first, then those over overall verdicts, then those over details; shorter ones
    before longer ones.

    Args:
        store: the graph of a build.
        a: key of a paper, name of a work, or id of a statement or concept.
        b: the same.
        most: how many paths at the most.

    Raises:
        LitkgError: ``a`` or ``b`` names nothing in the graph, or both name the same.
    """
    start, goal = resolve(store, a), resolve(store, b)
    if start == goal:
        raise LitkgError(f"'{a}' and '{b}'", "are the same thing", "name two different papers or statements")
    around = Neighbourhood(store)
    frameworks = {node for node in (start, goal) if not is_document(node) and around.is_framework(node)}
    steps: dict[Step, None] = {}
    for length in range(1, LONGEST + 1):
        steps.update(dict.fromkeys(_reached(around, start, goal, length, frameworks)))
        found = _best(steps, start, goal, most)
        if len(found) >= most:
            break
    spoken = [Path(tuple(around.spoken(step) for step in path.steps)) for path in found]
    return sorted(spoken, key=lambda path: (not path.declared, len(path.steps), path.cost))


def _reached(around: Neighbourhood, start: str, goal: str, length: int, frameworks: set[str]) -> list[Step]:
    """Give the steps of ways of some length: half of it is looked for from each end, and they meet in between.

    A framework is only ever an end of a path, for that two papers share one makes them neither agree nor contradict;
    it is looked for from the other end.
    """
    found: list[Step] = []
    for one, other, half in ((start, goal, (length + 1) // 2), (goal, start, length // 2)):
        if one not in frameworks:
            found += _around(around, one, other, length if other in frameworks else half, frameworks)
    return found


def _around(around: Neighbourhood, start: str, goal: str, length: int, frameworks: set[str]) -> list[Step]:
    """Give the steps up to some distance from a node; farther on by way of the weightiest that were reached."""
    found: list[Step] = []
    seen, edge = {start}, [start]
    for _ in range(length):
        reached: dict[str, float] = {}
        for node in edge:
            steps = around.edges(node)
            if frameworks and is_document(node):
                steps += tuple(step for step in around.frameworks(node) if step.target in frameworks)
            for step in steps:
                found.append(step)
                there = step.target if step.source == node else step.source
                if there not in seen and there != goal:
                    reached[there] = min(step.cost, reached.get(there, step.cost))
        nearest = sorted(reached, key=lambda node: (reached[node], node))
        edge = [node for node in nearest if not is_document(node)][:MOST_CONCEPTS]
        edge += [node for node in nearest if is_document(node)][:MOST_PAPERS]
        seen |= reached.keys()
    return found


def _best(steps: Iterable[Step], start: str, goal: str, most: int) -> list[Path]:
    """Choose the cheapest simple paths among some steps; the cheapest edge ties two nodes."""
    cheapest: dict[frozenset[str], Step] = {}
    for step in steps:
        ends = frozenset((step.source, step.target))
        known = cheapest.get(ends)
        if known is None or _order(step) < _order(known):
            cheapest[ends] = step
    simple = nx.Graph()
    for step in sorted(cheapest.values(), key=lambda each: (each.source, each.target)):
        simple.add_edge(step.source, step.target, cost=step.cost)
    if start not in simple or goal not in simple or not nx.has_path(simple, start, goal):
        return []
    found = []
    for nodes in islice(nx.shortest_simple_paths(simple, start, goal, weight="cost"), MOST_WAYS):
        if len(nodes) - 1 <= LONGEST:
            found.append(Path(tuple(cheapest[frozenset(ends)] for ends in pairwise(nodes))))
        if len(found) == most:
            break
    return found


def _order(step: Step) -> tuple[float, bool, str, str, int]:
    return step.cost, not step.quote, step.source, step.relation, step.sign
