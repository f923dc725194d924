"""Places the nodes of a drawing: a seeded layout, so that the browser has nothing to settle and every build agrees."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

ROOM = (155, 100)
"""The width and the height that a node with its label takes, in pixels."""
ROUNDS = 250
WIDE = 1.3
"""How much wider than tall a drawing is."""
LOOSE = 1.2
"""How much more room a drawing takes than its labels."""
Point = tuple[int, int]


def placed(nodes: Collection[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Place nodes by springs, spread them evenly, and push apart those whose labels would meet; in whole pixels.

    It takes the square of the number of nodes: a drawing has at most some hundred.

    >>> len(set(placed("abcd", [("a", "b"), ("b", "c")]).values()))
    4
    """
    import networkx as nx
    import numpy as np

    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0, 0))
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    found = nx.spring_layout(graph, seed=7, iterations=60, k=2.2 / len(graph) ** 0.5, method="force")
    points = _spread(np.array([found[name] for name in nodes]))
    for _ in range(ROUNDS):
        gaps = points[:, None, :] - points[None, :, :]
        inside = np.array(ROOM) - np.abs(gaps)
        near = (inside > 0).all(axis=2)
        np.fill_diagonal(near, False)
        if not near.any():
            break
        sideways = inside[:, :, 0] < inside[:, :, 1]
        push = np.sign(gaps) * inside * np.stack([sideways, ~sideways], axis=2) * near[:, :, None]
        points += push.sum(axis=1) * 0.35
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(nodes, points, strict=True)}


def _spread(points: Any) -> Any:
    """Keep the direction of each point from the middle, and its rank in distance, so that a disc fills evenly."""
    import numpy as np

    centred = points - points.mean(axis=0)
    distance = np.hypot(*centred.T)
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(points))
    tall = (len(points) * ROOM[0] * ROOM[1] * LOOSE / (np.pi * WIDE)) ** 0.5
    reach = np.sqrt((rank + 0.5) / len(points)) / np.maximum(distance, 1e-9)
    return centred * reach[:, None] * (tall * WIDE, tall)
