"""The graph file of a build is put together from graphs in any order, larger than the memory, and is sorted."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import graph_file
from kg.graph.graph_file import GraphFile, lines_of
from kg.graph.store import DATA, GRAPH_FILE, Store

GRAPHS = ("urn:g", "urn:g-2", "urn:g/2", "urn:gé", "urn:ā")
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
triples = st.tuples(st.integers(0, 9), texts).map(
    lambda said: (ox.NamedNode(f"urn:s{said[0]}"), ox.NamedNode("urn:p"), ox.Literal(said[1]))
)


def store_file(quads, folder):
    (folder / DATA).mkdir(parents=True, exist_ok=True)
    Store(quads).write(folder)
    return (folder / GRAPH_FILE).read_bytes()


@given(told=st.dictionaries(st.sampled_from(GRAPHS), st.lists(triples, min_size=1), max_size=5), run=st.integers(1, 4))
def test_whatever_comes_in_whatever_order_the_file_is_that_of_a_store(told, run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    expected = [ox.Quad(*triple, ox.NamedNode(name)) for name, said in told.items() for triple in said]
    with (folder / "beside").open("w+b") as beside:
        made, before = GraphFile(beside), graph_file.RUN
        graph_file.RUN = run
        try:
            for name, said in told.items():
                made.add(name, lines_of(said, ox.NamedNode(name)))
        finally:
            graph_file.RUN = before
        made.write(folder / "graph.nq")
        written = (folder / "graph.nq").read_bytes()
        assert written == store_file(expected, folder)
        assert made.quads == len(set(expected)) == written.count(b"\n")
        assert b"".join(line for name in sorted(told, key="<{}>".format) for line in made.lines(name)) == written


def test_a_graph_that_is_sorted_is_taken_as_it_is(tmp_path):
    lines = b"<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> <urn:p> <urn:c> <urn:g> .\n"
    with (tmp_path / "beside").open("w+b") as beside:
        made = GraphFile(beside)
        made.put("urn:g", lines)
        assert (made.quads, b"".join(made.lines("urn:g"))) == (2, lines)
        assert made.lines("urn:of nobody") == []


def test_lines_longer_than_what_is_read_at_a_time_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(graph_file, "MEGABYTE", 7)
    monkeypatch.setattr(graph_file, "RUN", 2)
    said = [(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal("panjang " * n)) for n in (9, 3, 5, 3)]
    with (tmp_path / "beside").open("w+b") as beside:
        made = GraphFile(beside)
        made.add("urn:g", lines_of(said, ox.NamedNode("urn:g")))
        made.write(tmp_path / "graph.nq")
    quads = [ox.Quad(*triple, ox.NamedNode("urn:g")) for triple in said]
    assert (tmp_path / "graph.nq").read_bytes() == store_file(quads, tmp_path)


def test_nothing_gives_an_empty_file(tmp_path):
    with (tmp_path / "beside").open("w+b") as beside:
        made = GraphFile(beside)
        made.add("urn:g", [])
        made.write(tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == b"" and made.quads == 0
