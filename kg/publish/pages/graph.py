"""The graph page: papers, what they judge and report, the frameworks they use, and the works they compare with.

The network is a :class:`pyvis.network.Network`; it is drawn by the copy of vis-network that pyvis brings. Positions are
computed here, by a seeded layout, so that the browser has nothing to settle and every build draws the same picture.
Nothing of it is HTML: labels are drawn on a canvas, and the page has the same content as a table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.analysis.consolidate import local
from kg.publish.catalogue import Catalogue, anchor
from kg.publish.page import Asset, Page, Site
from kg.publish.positions import FindingView, pairs_of
from kg.publish.words import Words

VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
MOST_CONCEPTS = 120
MOST_PAPERS = 200
SHOWN_KINDS = ("assessment", "obstacle", "recommendation")
SHAPES = {"paper": "box", "framework": "diamond", "work": "box"}
LABEL_WIDTH = 150
ROOM = (150, 84)
ROUNDS = 60


def pages(site: Site) -> Iterator[Page | Asset]:
    """Yield the page of the graph, and the graph as a script for each language."""
    drawing = drawing_of(site.catalogue, site.findings)
    view = {"drawing": drawing, "signs_drawn": by_sign(drawing), "name_of": name_of}
    yield Page("graph.html", "graph.html", view, "graph")
    for language, words in site.words.items():
        yield Asset(f"assets/graph-{language}.js", script(drawing, words, site.catalogue))


@dataclass(frozen=True, slots=True)
class Node:
    """A node; ``link`` is a path under the root of a language, ``size`` the number of its edges."""

    id: str
    group: str
    iri: str
    link: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from a paper to what it speaks of; ``relation`` is a code, a stance or a CiTO property."""

    source: str
    target: str
    sign: str
    relation: str
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges, with a position for each node; ``left_out`` counts concepts that found no room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    positions: dict[str, tuple[int, int]]
    left_out: int


def drawing_of(catalogue: Catalogue, findings: list[FindingView]) -> Drawing:
    """Choose what the graph shows and lay it out."""
    papers = dict(list(catalogue.papers.items())[:MOST_PAPERS])
    nodes = {iri: Node(iri, "paper", iri, catalogue.paper_page(iri)) for iri in papers}
    edges: list[Edge] = []
    shared = [f for f in findings if f.row["kind"] in SHOWN_KINDS and int(f.row["papers"]) > 1]
    for finding in shared[:MOST_CONCEPTS]:
        kind, concept = finding.row["kind"], finding.row["concept"]
        nodes[finding.anchor] = Node(finding.anchor, kind, concept, f"findings.html#{finding.anchor}")
        for position in finding.positions:
            if position.holder in papers and not position.cited:
                sign = position.side if kind == "assessment" else "say"
                edges.append(Edge(position.holder, finding.anchor, sign, position.stance or kind))
    for row in catalogue("frameworks"):
        if row["paper"] in papers:
            name = anchor("m", "framework", row["framework"])
            nodes.setdefault(name, Node(name, "framework", row["framework"], f"matrix.html#{name}"))
            edges.append(Edge(row["paper"], name, "use", row["role"]))
    edges += _comparisons(catalogue, papers.keys(), nodes)
    unique = list(dict.fromkeys(edges))
    return Drawing(tuple(nodes.values()), tuple(unique), _layout(nodes, unique), max(0, len(shared) - MOST_CONCEPTS))


def _comparisons(catalogue: Catalogue, papers: Container[str], nodes: dict[str, Node]) -> list[Edge]:
    """Tie papers to what they say they agree with or differ from, and to papers of the corpus that they cite."""
    edges = []
    told = set()
    for name in ("agreements", "contradictions"):
        for pair in pairs_of(catalogue, name)[0]:
            a, b = pair.a.holder, pair.b.holder
            if a in papers:
                nodes.setdefault(b, Node(b, "work", b, f"contradictions.html#{pair.anchor}"))
                edges.append(Edge(a, b, pair.sign, pair.relation, declared=True))
                told.add((a, b))
    for row in catalogue("citations"):
        tie = (row["paper"], row["work"])
        if row["paper"] in papers and row["work"] in papers and tie not in told:
            told.add(tie)
            edges.append(Edge(*tie, "cite", row["intent"]))
    return edges


def _layout(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, tuple[int, int]]:
    """Place the nodes with a seeded spring layout, in whole pixels, so that no label covers another node."""
    import networkx as nx
    import numpy as np

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in edges)
    if len(graph) < 2:
        return dict.fromkeys(nodes, (0, 0))
    placed = nx.spring_layout(graph, seed=7, iterations=50, k=2.2 / len(graph) ** 0.5, method="force")
    spread = 95 * len(graph) ** 0.5
    points = np.array([placed[name] for name in nodes]) * (spread * 1.5, spread)
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


def script(drawing: Drawing, words: Words, catalogue: Catalogue) -> str:
    """Write the drawing as a script that sets ``litkgGraph``: pyvis's nodes, edges and options, ``<`` escaped."""
    from pyvis.network import Network

    network = Network(directed=True)
    for node in drawing.nodes:
        x, y = drawing.positions[node.id]
        shape = SHAPES.get(node.group, "dot")
        label = name_of(node, words, catalogue)
        network.add_node(node.id, label=label, shape=shape, group=node.group, x=x, y=y, link=node.link)
    for edge in drawing.edges:
        mentioned = edge.relation == "mentioned"
        network.add_edge(edge.source, edge.target, sign=edge.sign, declared=edge.declared, mentioned=mentioned)
    for shown in network.nodes:
        shown.pop("font", None)
        shown["widthConstraint"] = {"maximum": LABEL_WIDTH}
    network.toggle_physics(False)
    data = {"nodes": network.nodes, "edges": network.edges, "options": _options(network)}
    return f"var litkgGraph = {escaped_json(data)};\n"


def _options(network: object) -> dict[str, object]:
    """Take pyvis's options, and leave the wheel to the page."""
    options: dict[str, object] = json.loads(network.options.to_json())  # type: ignore[attr-defined]
    options["interaction"] = {"hover": True, "zoomView": False, "dragNodes": True, "tooltipDelay": 1_000_000}
    options["layout"] = {"randomSeed": 7, "improvedLayout": False}
    return options


def name_of(node: Node, words: Words, catalogue: Catalogue) -> str:
    """Name a node as its page names it."""
    cited = node.group in ("paper", "work")
    return (catalogue.cite(node.iri) if cited else words.label(node.iri)) or local(node.iri)


def escaped_json(data: object) -> str:
    r"""Write JSON that is safe within a script, whatever the texts in it.

    >>> print(escaped_json("</script>"))
    "\u003c/script\u003e"
    """
    written = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def by_sign(drawing: Drawing) -> Counter[str]:
    """Count the edges by sign, for the legend."""
    return Counter(edge.sign for edge in drawing.edges)


def vis_network() -> Path:
    """Find the copy of vis-network that pyvis brings."""
    found = find_spec("pyvis")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("pyvis")
    return Path(found.submodule_search_locations[0]) / VIS_NETWORK
