"""The graph page: what it draws is what the graph says, of any size, always in the same places."""

import json
import random
import re
from urllib.parse import unquote

import pytest

from kg.graph.queries import rows
from kg.graph.store import GRAPH_FILE, Store
from kg.publish.catalogue import Catalogue
from kg.publish.layout import ROOM, placed
from kg.publish.network import Edge, Network, Node, Tie, network_of
from kg.publish.page import Site
from kg.publish.pages import graph


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


@pytest.fixture(scope="module")
def network(site, store, texts):
    return network_of(Site(Catalogue(store, texts), site / GRAPH_FILE))


def script(site, name):
    return (site / "assets" / name).read_text(encoding="utf-8")


def pushed(text):
    return json.loads(re.fullmatch(r"\(self\.\w+=self\.\w+\|\|\[\]\)\.push\((.*)\);\n", text)[1])


def told(site, language):
    """The drawing and the nodes that the scripts of a language tell of."""
    first, second = script(site, f"graph-{language}.js").splitlines(keepends=True)
    nodes = pushed(second) + pushed(script(site, "graph-papers.js"))
    return json.loads(first.removeprefix("var litkgGraph = ").removesuffix(";\n")), {node[0]: node for node in nodes}


def crowd(papers, concepts, each=30):
    """A network of papers that each judge some concepts, drawn by lot."""
    lot = random.Random(f"{papers} {concepts}")
    nodes = {f"c{n}": Node(f"c{n}", "assessment", f"c{n}", "x.html") for n in range(concepts)}
    nodes |= {f"p{n}": Node(f"p{n}", "paper", f"p{n}", "x.html", str(2000 + n % 20)) for n in range(papers)}
    edges = {
        Edge(f"p{n}", f"c{c}", Tie(lot.choice(["pos", "neg", "mix"]), "stance"))
        for n in range(papers)
        for c in lot.sample(range(concepts), min(each, concepts))
    }
    return Network(nodes, tuple(sorted(edges, key=lambda edge: (edge.source, edge.target))))


def test_a_paper_is_tied_to_each_finding_that_it_takes_a_position_in(store, network):
    positions = {(row["holder"], row["finding"]) for row in rows(store, "positions") if row["paper"] == row["holder"]}
    kinds = ("assessment", "obstacle", "benefit", "recommendation", "feature")
    drawn = [edge for edge in network.edges if network.nodes[edge.target].group in kinds]
    assert len(drawn) == len(positions) > 10
    assert {network.nodes[edge.source].iri for edge in drawn} == {holder for holder, _ in positions}


def test_both_sides_of_a_contested_aspect_are_drawn(network):
    signs = {edge.tie.sign for edge in network.near["finding/assessment-effectiveness"]}
    assert {"pos", "neg"} <= signs


def test_a_cited_paper_of_the_corpus_is_tied_to_the_one_that_cites_it(network):
    ties = {(edge.source, edge.target): edge.tie for edge in network.edges if edge.target.startswith("paper/")}
    assert ties[("paper/three-2022", "paper/satu-2020")].sign == "pos"
    assert ("paper/three-2022", "paper/dua-2021") in ties


def test_the_shelves_hold_each_edge_at_both_of_its_ends(site, network):
    near = {}
    for path in sorted((site / "assets").glob("graph-near-*.js")):
        near |= pushed(path.read_text(encoding="utf-8"))
    numbers = {id: number for number, id in enumerate(network.nodes)}
    drawn = {(int(at), other, tie, turned) for at, found in near.items() for other, tie, turned in found}
    ends = [(numbers[edge.source], numbers[edge.target], network.ties[edge.tie]) for edge in network.edges]
    assert drawn == {(a, b, tie, 0) for a, b, tie in ends} | {(b, a, tie, 1) for a, b, tie in ends}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_scripts_are_data_without_markup(site, language):
    data, nodes = told(site, language)
    for name in (f"graph-{language}.js", "graph-papers.js", "graph-near-0.js"):
        assert not re.search(r"[<>&\u2028\u2029]", script(site, name))
    ids = {node[2] for node in nodes.values()}
    assert {node["id"] for node in data["nodes"]} <= ids and data["start"] in ids
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])
    assert "title" not in {key for node in data["nodes"] for key in node}
    assert data["options"]["physics"]["enabled"] is False


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_node_leads_to_a_place_that_is_there(site, language):
    folder = site if language == "id" else site / "en"
    for node in told(site, language)[1].values():
        path, _, fragment = node[3].partition("#")
        text = (folder / unquote(path)).read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in text, node[3]


def test_the_table_without_scripts_has_the_edges_of_the_whole(site):
    text = (site / "graph.html").read_text(encoding="utf-8")
    table = re.search(r'<tbody id="graph-rows">(.*?)</tbody>', text, re.DOTALL)[1]
    assert table.count("<tr>") == len(told(site, "id")[0]["edges"]) > 10


def test_a_page_names_its_node_by_its_own_path(site, network):
    assert "paper/satu-2020" in network.nodes and "finding/obstacle-internet-network" in network.nodes
    for id, node in network.nodes.items():
        assert node.group in ("framework", "work") or node.link == f"{id}.html"


def test_names_that_differ_give_nodes_that_differ(network):
    assert len({node.iri for node in network.nodes.values() if node.group in ("framework", "work")}) == sum(
        node.group in ("framework", "work") for node in network.nodes.values()
    )


def test_no_label_covers_another_and_the_places_are_always_the_same():
    network = crowd(30, 40)
    drawing = graph.drawing_of(network)
    assert drawing == graph.drawing_of(crowd(30, 40))
    points = list(drawing.positions.values())
    near = [
        (a, b) for i, a in enumerate(points) for b in points[:i]
        if abs(a[0] - b[0]) < ROOM[0] * 0.7 and abs(a[1] - b[1]) < ROOM[1] * 0.7
    ]  # fmt: skip
    assert near == []


def test_the_whole_stays_small_however_large_the_corpus():
    drawing = graph.drawing_of(crowd(1000, 300))
    assert len(drawing.positions) <= graph.MOST_CONCEPTS + sum(graph.MOST.values())
    assert 100 < len(drawing.edges) <= graph.MOST_EDGES


def test_a_cut_leaves_no_side_out():
    network = crowd(1000, 20, each=20)
    signs = [edge.tie.sign for edge in network.near["c0"][:30]]
    assert all(signs.count(sign) == 10 for sign in ("pos", "neg", "mix"))


def test_the_newest_papers_come_first():
    years = [int(edge.source[1:]) % 20 for edge in crowd(1000, 20, each=20).near["c0"] if edge.tie.sign == "pos"]
    assert years == sorted(years, reverse=True)


def test_the_page_starts_where_papers_differ():
    network = crowd(40, 5, each=5)
    lone = Node("finding/obstacle-x", "obstacle", "x", "x.html")
    calm = [Edge(f"p{n}", lone.id, Tie("say", "obstacle")) for n in range(40)]
    both = Network({**network.nodes, lone.id: lone}, (*network.edges, *calm))
    assert graph.start_of(both).startswith("c") and graph.start_of(Network({}, ())) == ""


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_drawing_of_next_to_nothing_is_placed(count):
    assert len(placed([str(n) for n in range(count)], [])) == count


def test_a_corpus_without_papers_has_a_graph_page(write, tmp_path):
    site = write([], tmp_path / "empty")
    text = (site / "graph.html").read_text(encoding="utf-8")
    assert "Belum ada artikel" in text and "vis-network" not in text
