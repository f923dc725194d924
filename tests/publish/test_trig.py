"""TriG of the graph and of nanopublications is read alike by rdflib, Oxigraph and Jena's riot."""

import pyoxigraph as ox
import pytest
import rdflib

from tests.helpers import kg
from tests.jena import jena_in


@pytest.fixture(scope="module")
def files(notes_build, tmp_path_factory):
    """The graph, and all nanopublications in one file."""
    folder = tmp_path_factory.mktemp("nanopubs")
    done = kg("nanopub", "--statements", "--build", notes_build, "--out", folder / "made")
    assert done.returncode == 0, done.stderr
    nanopubs = folder / "all.trig"
    made = sorted((folder / "made").glob("*.trig"))
    nanopubs.write_bytes(b"\n".join(path.read_bytes() for path in made))
    return {"graph": (notes_build / "data/graph.trig", 0), "nanopubs": (nanopubs, len(made))}


@pytest.fixture(params=["graph", "nanopubs"])
def file(files, request):
    return files[request.param]


@pytest.fixture
def quads(file):
    path, nanopubs = file
    found = set(ox.parse(path=path, format=ox.RdfFormat.TRIG))
    graphs = {quad.graph_name for quad in found}
    assert found and (not nanopubs or len(graphs) == 4 * nanopubs), "head, assertion, provenance, publication info"
    return found


def test_rdflib_reads_the_quads_that_oxigraph_reads(file, quads):
    read = rdflib.Dataset()
    read.parse(file[0], format="trig")
    again = ox.parse(read.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS)
    assert {str(quad) for quad in again} == {str(quad) for quad in quads}


@pytest.mark.slow
def test_riot_reads_them_without_a_warning(file, quads, tmp_path):
    done = jena_in(tmp_path)("riotcmd.riot", "--check", "--output=nquads", file[0])
    assert not [line for line in done.stderr.splitlines() if "WARN" in line or "ERROR" in line], done.stderr[-2000:]
    again = ox.parse(done.stdout.encode(), format=ox.RdfFormat.N_QUADS)
    assert {str(quad) for quad in again} == {str(quad) for quad in quads}
