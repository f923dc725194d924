"""The graph page: what is around one node, and a drawing of the whole.

What is around a node is laid out by the page, which loads only the part of the network that it needs. The whole is a
:class:`pyvis.network.Network` of a bounded number of nodes, placed here. Nothing of it is HTML: labels are drawn on a
canvas by the copy of vis-network that pyvis brings, and the page has the same content as a table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.publish.catalogue import fold
from kg.publish.layout import Point, placed
from kg.publish.network import BY_CITATION, GROUPS, SIGNS, Edge, Network, Node, network_of
from kg.publish.page import Asset, Page, Site
from kg.publish.script import escaped_json, pushed
from kg.publish.words import Words

VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
MOST = {"paper": 30, "work": 20, "framework": 10}
MOST_CONCEPTS = 50
MOST_EDGES = 300
MOST_NEAR = 300
SHELF = 6000
SHAPES = {
    "paper": ("box", ""),
    "assessment": ("dot", "●"),
    "obstacle": ("triangleDown", "▼"),
    "benefit": ("triangle", "▲"),
    "recommendation": ("star", "★"),
    "feature": ("square", "■"),
    "framework": ("diamond", "◆"),
    "work": ("box", ""),
}
"""How vis-network draws each group, and the letter that shows the same in the legend."""


def pages(site: Site) -> Iterator[Page | Asset]:
    """Yield the page of the graph, its names and its drawing for each language, and the edges around each node."""
    network = network_of(site)
    drawing = drawing_of(network)
    numbers = {id: number for number, id in enumerate(network.nodes)}
    shelves = list(_shelves(network, numbers))
    shelf_of = {number: shelf for shelf, found in enumerate(shelves) for number in found}
    groups = Counter(node.group for node in network.nodes.values())
    view = {
        "network": network,
        "drawing": drawing,
        "shapes": {group: letter for group, (_, letter) in SHAPES.items()},
        "groups": [group for group in GROUPS if groups[group]],
        "edge_signs": [sign for sign in SIGNS if any(tie.sign == sign for tie in network.ties)],
        "left_out": len(network.nodes) - len(drawing.positions),
        "left_edges": len(network.edges) - len(drawing.edges),
    }
    yield Page("graph.html", "graph.html", view, "graph")
    for words in site.words.values():
        yield Asset(f"assets/graph-{words.language}.js", _script(site, words, network, drawing, shelf_of))
    yield Asset("assets/graph-papers.js", pushed("litkgNodes", list(_papers(site, network, shelf_of))))
    for number, shelf in enumerate(shelves):
        yield Asset(f"assets/graph-near-{number}.js", pushed("litkgNear", shelf))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes of the whole that are drawn, with their positions, and the edges between them."""

    positions: Mapping[str, Point]
    edges: tuple[Edge, ...]


def drawing_of(network: Network) -> Drawing:
    """Choose what the drawing of the whole shows, and place it: what most papers speak of, judgements first."""
    ranked = sorted(network.nodes.values(), key=lambda node: (-len(network.near.get(node.id, ())), node.id))
    concepts = [node for node in ranked if node.group not in MOST][:MOST_CONCEPTS]
    chosen = {node.id for node in concepts}
    for group, most in MOST.items():
        of_group = [node for node in ranked if node.group == group]
        chosen |= {node.id for node in of_group[:most]}
    edges = [edge for edge in network.edges if edge.source in chosen and edge.target in chosen]
    if len(edges) > MOST_EDGES:
        papers = sum(network.nodes[id].group == "paper" for id in chosen)
        edges = _strongest(network, edges, MOST_EDGES // papers)
        tied = {end for edge in edges for end in (edge.source, edge.target)}
        chosen &= tied
    nodes = [id for id in network.nodes if id in chosen]
    return Drawing(placed(nodes, ((edge.source, edge.target) for edge in edges)), tuple(edges))


def _strongest(network: Network, edges: Sequence[Edge], most: int) -> list[Edge]:
    """Keep so many edges of each paper: judgements and comparisons before reports."""
    kept = {edge: None for edge in edges}
    found: dict[Edge, None] = {}
    for id, near in network.near.items():
        if network.nodes[id].group == "paper":
            found |= dict.fromkeys([edge for edge in near if edge in kept and edge.source == id][:most])
    return [edge for edge in edges if edge in found]


def start_of(network: Network) -> str:
    """Name the node that the page starts with: the aspect that most papers judge, on both sides if possible."""

    def weight(node: Node) -> tuple[bool, int, str]:
        near = network.near.get(node.id, [])
        signs = {edge.tie.sign for edge in near}
        return {"pos", "neg"} <= signs and node.group not in BY_CITATION, len(near), node.id

    return max(network.nodes.values(), key=weight).id if network.nodes else ""


def _shelves(network: Network, numbers: Mapping[str, int]) -> Iterator[dict[int, list[list[int]]]]:
    """Share out what is around each node over scripts: other node, how tied, and 1 if the edge comes from it."""
    shelf: dict[int, list[list[int]]] = {}
    size = 0
    for id, number in numbers.items():
        near = network.near.get(id, [])[:MOST_NEAR]
        if size + len(near) > SHELF and shelf:
            yield shelf
            shelf, size = {}, 0
        shelf[number] = [
            [numbers[edge.target], network.ties[edge.tie], 0]
            if edge.source == id
            else [numbers[edge.source], network.ties[edge.tie], 1]
            for edge in near
        ]
        size += len(near)
    if shelf:
        yield shelf


def _papers(site: Site, network: Network, shelf_of: Mapping[int, int]) -> Iterator[list[object]]:
    """Tell of papers and works, which are named alike in both languages but for "et al.": the page sees to that."""
    catalogue = site.catalogue
    titles = {row["work"]: row["title"] for row in catalogue("works")}
    for number, node in enumerate(network.nodes.values()):
        if node.group in BY_CITATION:
            known = catalogue.papers.get(node.iri)
            title = fold(known.data["title"] if known else titles.get(node.iri, ""))
            yield _told(site, network, node, catalogue.cite(node.iri), title, number, shelf_of)


def _told(
    site: Site, network: Network, node: Node, name: str, about: str, number: int, shelf_of: Mapping[int, int]
) -> list[object]:
    near = len(network.near.get(node.id, ()))
    group = GROUPS.index(node.group)
    return [number, group, node.id, node.link, name, about, node.year, near, shelf_of[number]]


def _script(site: Site, words: Words, network: Network, drawing: Drawing, shelf_of: Mapping[int, int]) -> str:
    """Write the concepts, the ways of being tied and the drawing of the whole in one language."""
    text_of = {f.page.removesuffix(".html"): f.row[f"text_{words.language}"] for f in site.findings}
    concepts = [
        _told(site, network, node, node.name(words, site.catalogue), text_of.get(node.id, ""), number, shelf_of)
        for number, node in enumerate(network.nodes.values())
        if node.group not in BY_CITATION
    ]
    ties = [[SIGNS.index(tie.sign), tie.word(words), tie.declared, tie.mentioned] for tie in network.ties]
    data = {
        "ties": ties,
        "groups": GROUPS,
        "shapes": [SHAPES[group][0] for group in GROUPS],
        "signs": SIGNS,
        "start": start_of(network),
    }
    whole = _whole(site, words, network, drawing)
    return f"var litkgGraph = {escaped_json(data | whole)};\n" + pushed("litkgNodes", concepts)


def _whole(site: Site, words: Words, network: Network, drawing: Drawing) -> dict[str, object]:
    """Build the drawing with pyvis; it is asked for nodes, edges and options, not for a page."""
    from pyvis.network import Network as Drawn

    drawn = Drawn(directed=True)
    for id, (x, y) in drawing.positions.items():
        node = network.nodes[id]
        label = node.name(words, site.catalogue)
        drawn.add_node(id, label=label, shape=SHAPES[node.group][0], group=node.group, x=x, y=y)
    for edge in drawing.edges:
        drawn.add_edge(edge.source, edge.target, tie=network.ties[edge.tie])
    drawn.toggle_physics(False)
    for shown in drawn.nodes:
        shown.pop("font", None)
    return {"nodes": drawn.nodes, "edges": drawn.edges, "options": _options(drawn)}


def _options(drawn: object) -> dict[str, object]:
    """Take pyvis's options, and leave the wheel to the page."""
    options: dict[str, object] = json.loads(drawn.options.to_json())  # type: ignore[attr-defined]
    options["interaction"] = {"hover": True, "zoomView": False, "dragNodes": True, "tooltipDelay": 1_000_000}
    options["layout"] = {"randomSeed": 7, "improvedLayout": False}
    return options


def vis_network() -> Path:
    """Find the copy of vis-network that pyvis brings."""
    found = find_spec("pyvis")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("pyvis")
    return Path(found.submodule_search_locations[0]) / VIS_NETWORK
