"""``kg export``: what other tools are given is read back by them as it is in the graph."""

import csv
import io
import json
import os
import subprocess
import sys
from tomllib import loads

import bibtexparser
import networkx as nx
import pytest
import rispy
from csvw import TableGroup
from lxml import etree
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from kg.commands.exporting import FORMATS
from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.model import LitkgError
from kg.publish.cite.bibtex import TYPES as BIBTEX_TYPES
from kg.publish.cite.ris import TYPES as RIS_TYPES
from kg.publish.exchange import export, network_of
from kg.publish.exchange.folder import write_folder
from kg.publish.exchange.graph_files import NO_XML
from kg.publish.exchange.tables import METADATA, TABLES
from tests.helpers import BASE, ROOT, kg, tree
from tests.publish.hostile_texts import KEYS, TEXTS, literature
from tests.publish.made_up_site import built, kosong
from tests.publish.test_references import assert_is_csl

NO_WORDS = "\u02c6\u02dc"  # what a reader of LaTeX makes of ^ and ~
PAPER, VOCABULARY = f"{BASE}paper/", "https://w3id.org/jmo/vocabulary/"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A build of papers that say nothing harmless."""
    return built(literature(), tmp_path_factory.mktemp("hostile") / "build")


@pytest.fixture(params=["notes_build", "hostile"])
def some_build(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def network(some_build):
    return network_of(Store.of_build(some_build))


def known(network):
    """Nodes and edges with what is known of each, in the characters that XML has."""

    def safe(data):
        return {name: NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in data.items()}

    nodes = {node: safe(data) for node, data in network.nodes(data=True)}
    edges = {(a, b, key): safe(data) for a, b, key, data in network.edges(keys=True, data=True)}
    return nodes, edges


def test_graphml_is_read_back_with_the_same_nodes_and_edges(some_build, network):
    assert known(nx.read_graphml(io.BytesIO(export(some_build, "graphml")))) == known(network)


def test_gexf_is_read_back_with_the_same_nodes_and_edges(some_build, network):
    read = nx.read_gexf(io.BytesIO(export(some_build, "gexf")))
    for *_, data in read.edges(data=True):
        del data["id"]  # the number that GEXF gives to an edge
    assert known(read) == known(network)


def test_node_link_json_is_read_back_with_the_same_nodes_and_edges(some_build, network):
    read = nx.node_link_graph(json.loads(export(some_build, "json")), edges="edges")
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert sorted(read.edges(keys=True, data=True), key=repr) == sorted(network.edges(keys=True, data=True), key=repr)


def test_no_day_and_no_path_stands_in_a_network(some_build):
    for form in ("graphml", "gexf", "json"):
        written = export(some_build, form)
        assert b"lastmodified" not in written
        assert str(some_build).encode() not in written


def test_the_network_has_all_papers_works_and_what_they_speak_of(notes_build):
    store = Store.of_build(notes_build)
    network = network_of(store)
    by_kind = {}
    for node, data in network.nodes(data=True):
        by_kind.setdefault(data["kind"], set()).add(node)
    assert by_kind["paper"] == {row["paper"] for row in store.rows(named_query("papers").sparql)}
    assert by_kind["work"] == {row["work"] for row in store.rows(named_query("works").sparql)}
    assert {"aspect", "obstacle", "benefit", "recommendation", "framework", "method", "setting"} <= by_kind.keys()
    assert all(data["label"] and data["label_id"] and data["label_en"] for _, data in network.nodes(data=True))
    assert network.nodes[f"{PAPER}pradiya-2024"]["year"] == 2024


def test_a_verdict_is_a_signed_edge_with_its_words_and_their_place(notes_build):
    edges = network_of(Store.of_build(notes_build)).get_edge_data(
        f"{PAPER}pradiya-2024", f"{VOCABULARY}aspect/effectiveness"
    )
    (edge,) = edges.values()
    assert (edge["relation"], edge["sign"], edge["basis"]) == ("judges", -1, "verdict")
    text = (notes_build / "data/texts/pradiya-2024.txt").read_text(encoding="utf-8")
    assert edge["quote_in"] == f"{PAPER}pradiya-2024"
    assert " ".join(text[edge["quote_start"] : edge["quote_end"]].split()) == edge["quote"]


def test_what_an_author_says_of_another_paper_is_a_signed_edge(notes_build):
    edges = network_of(Store.of_build(notes_build)).get_edge_data(f"{PAPER}cahyani-2025", f"{PAPER}pradiya-2024")
    declared = [edge for edge in edges.values() if edge.get("basis") == "declared"]
    assert [(edge["relation"], edge["sign"]) for edge in declared] == [("cites", 1)]
    computed = [edge for edge in edges.values() if edge.get("basis") == "computed"]
    assert {edge["relation"] for edge in computed} <= {"agrees", "contradicts"}


def test_each_entry_of_a_reference_list_is_an_edge(notes_build):
    store = Store.of_build(notes_build)
    network = network_of(store)
    for row in store.rows(named_query("references").sparql):
        assert network.has_edge(row["paper"], row["work"])


def test_labels_are_in_the_language_asked_for(notes_build):
    store = Store.of_build(notes_build)
    for language in ("id", "en"):
        for _, data in network_of(store, language).nodes(data=True):
            assert data["label"] == data[f"label_{language}"]


def test_tables_hold_what_the_queries_answer(some_build):
    store, files = Store.of_build(some_build), export(some_build, "csv")
    for name in TABLES:
        columns, rows = store.table(named_query(name).sparql)
        read = list(csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))
        assert read == [columns, *rows], name


def test_the_words_of_a_paper_are_not_changed_in_a_table(hostile):
    rows = csv.DictReader(io.StringIO(export(hostile, "csv")["statements.csv"].decode(), newline=""))
    assert set(TEXTS) <= {row["quote"] for row in rows}


def test_the_dictionary_has_every_column_in_both_languages(some_build):
    files = export(some_build, "csv")
    described = {table["url"]: table for table in json.loads(files[METADATA])["tables"]}
    assert described.keys() == {f"{name}.csv" for name in TABLES}
    for name, table in described.items():
        header = next(csv.reader(io.StringIO(files[name].decode(), newline="")))
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == header
        for column in columns:
            assert {said["@language"] for said in column["dc:description"]} == {"en", "id"}
        assert {said["@language"] for said in table["dc:title"]} == {"en", "id"}
    for language in ("id", "en"):
        readme = export(some_build, "csv", language)["README.md"].decode()
        for name, table in described.items():
            part = readme.partition(f"## {name}\n")[2].partition("\n## ")[0]
            assert all(f"| {column['name']} |" in part for column in table["tableSchema"]["columns"]), name


def test_a_reader_of_csvw_finds_the_types_and_references_that_are_told(some_build, tmp_path):
    write_folder(tmp_path / "tables", export(some_build, "csv"), "csv")
    group = TableGroup.from_file(tmp_path / "tables" / METADATA)
    store = Store.of_build(some_build)
    for table in group.tables:
        rows = list(table.iterdicts(strict=True))
        assert len(rows) == len(store.rows(named_query(str(table.url).removesuffix(".csv")).sparql)), table.url
    group.check_referential_integrity()
    statements = next(table for table in group.tables if str(table.url) == "statements.csv")
    assert all(row["start"] < row["end"] for row in statements.iterdicts())


def test_no_meaning_of_a_column_is_missing(notes_build):
    meanings = loads((ROOT / "kg/publish/exchange/columns.toml").read_text(encoding="utf-8"))
    store = Store.of_build(notes_build)
    asked = {(name, column) for name in TABLES for column in store.table(named_query(name).sparql)[0]}
    assert {pair for pair in asked if not meanings.keys() & {pair[1], ".".join(pair)}} == set()
    used = {column for _, column in asked} | {".".join(pair) for pair in asked}
    assert meanings.keys() <= used


def items(build, cited):
    found = json.loads(export(build, "csl-json", cited=cited))
    return {item["id"]: item for item in found}


@pytest.mark.parametrize("cited", [False, True])
def test_a_bibliography_has_every_paper_and_when_asked_every_cited_work(some_build, cited):
    store = Store.of_build(some_build)
    wanted = [row["paper"] for row in store.rows(named_query("papers").sparql)]
    wanted += [row["work"] for row in store.rows(named_query("works").sparql)] if cited else []
    found = items(some_build, cited)
    assert len(found) == len(wanted)
    for item in found.values():
        assert_is_csl(item)


def words(text):
    """Words as any program shows them: blanks, and characters that nobody sees, make no difference."""
    return "".join(sign for sign in text if sign.isalnum() and sign not in NO_WORDS)


def people(item):
    return [" ".join(filter(None, map(name.get, ("given", "family", "literal")))) for name in item.get("author", [])]


def year(item):
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""


@pytest.mark.parametrize("cited", [False, True])
def test_two_readers_of_bibtex_find_the_same_works(some_build, cited):
    written, wanted = export(some_build, "bibtex", cited=cited).decode(), items(some_build, cited)
    plain = LatexNodes2Text().latex_to_text
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    one = {
        entry.key: ({field.key: field.value for field in entry.fields}, entry.entry_type) for entry in library.entries
    }
    other = parse_string(written, "bibtex").entries
    assert one.keys() == set(other.keys()) == wanted.keys()
    for key, item in wanted.items():
        fields, kind = one[key]
        theirs = other[key]
        assert kind == theirs.type == BIBTEX_TYPES.get(item["type"], "misc")
        for read in (fields, theirs.fields):
            assert words(plain(read.get("title", ""))) == words(item.get("title", "")), key
            assert read.get("year", "") == year(item)
            assert words(read.get("doi", "")) == words(item.get("DOI", "").replace("{", "%7B").replace("}", "%7D"))
        printed = [words(plain(f"{' '.join(p.first_names + p.middle_names)} {' '.join(p.last_names)}"))
                   for p in theirs.persons.get("author", [])]  # fmt: skip
        assert printed == [words(name) for name in people(item)], key


@pytest.mark.parametrize("cited", [False, True])
def test_a_reader_of_ris_finds_the_same_works(some_build, cited):
    read = {entry["id"]: entry for entry in rispy.loads(export(some_build, "ris", cited=cited).decode())}
    wanted = items(some_build, cited)
    assert read.keys() == wanted.keys()
    for key, item in wanted.items():
        entry = read[key]
        assert entry["type_of_reference"] == RIS_TYPES.get(item["type"], "GEN")
        assert words(entry.get("title", "")) == words(item.get("title", ""))
        assert entry.get("year", "") == year(item)
        assert entry.get("doi", "") == " ".join(item.get("DOI", "").split())
        given = [" ".join(reversed(name.split(", ", 1))) for name in entry.get("authors", [])]
        assert [words(name) for name in given] == [words(name) for name in people(item)]


def test_every_export_is_the_same_bytes_twice_whatever_the_hash_seed(hostile, tmp_path):
    program = (
        "import sys; from pathlib import Path; from kg.commands.exporting import FORMATS\n"
        "from kg.publish.exchange import export; from kg.publish.exchange.folder import write_folder\n"
        "for form in FORMATS:\n"
        "    made = export(Path(sys.argv[1]), form); files = made if isinstance(made, dict) else {'file': made}\n"
        "    write_folder(Path(sys.argv[2]) / form, files, form)"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", program, hostile, tmp_path / seed], env=environment, check=True)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_a_build_without_papers_to_tell_of_is_exported_too(tmp_path):
    build = built([kosong()], tmp_path / "build")
    for form in FORMATS:
        assert export(build, form)
    assert len(network_of(Store.of_build(build))) == 1
    assert export(build, "csv")["gaps.csv"].startswith(b"gap,type,")


def test_names_of_papers_that_no_file_may_bear_do_no_harm(hostile):
    network = network_of(Store.of_build(hostile))
    assert {data["code"] for _, data in network.nodes(data=True)} >= set(KEYS)
    etree.fromstring(export(hostile, "graphml"), etree.XMLParser(resolve_entities=False, huge_tree=True))


def test_a_file_goes_to_the_screen_or_where_it_is_told(notes_build, tmp_path):
    shown = kg("export", "bibtex", "--build", notes_build)
    assert shown.returncode == 0, shown.stderr
    done = kg("export", "bibtex", "--build", notes_build, "--out", tmp_path / "a.bib")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "a.bib").read_text(encoding="utf-8") == shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("csv",), "is a folder of files; name one, --out tables"),
        (("graphml", "--out", "."), "is a folder; name a file"),
        (("notes", "--out", "file"), "is a file; name a folder"),
        (("notes", "--out", "mine"), "holds files that are no export"),
        (("graphml", "--cited"), "--cited goes with"),
        (("gml",), "is not one of"),
        (("bibtex", "--out", "none/a.bib"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, said, notes_build, tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "own.md").write_text("x")
    before = tree(tmp_path)
    done = kg("export", *arguments, "--build", notes_build, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert tree(tmp_path) == before


def test_help_has_an_example():
    assert "kg export notes --out" in kg("export", "--help").stdout


def test_a_folder_is_renewed_and_what_a_user_put_there_stays(tmp_path):
    folder = tmp_path / "notes"
    write_folder(folder, {"a.md": b"1", "sub/b.md": b"2"}, "notes")
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "app.json").write_text("{}")
    (folder / "sub" / "own.md").write_text("own")
    write_folder(folder, {"a.md": b"3", "c.md": b"4"}, "notes")
    held = {name: (folder / name).read_bytes() for name in tree(folder) if name != "litkg.json"}
    assert held == {"a.md": b"3", "c.md": b"4", ".obsidian/app.json": b"{}", "sub/own.md": b"own"}


@pytest.mark.parametrize(
    ("name", "said"), [("a.md", "was changed after it was exported"), ("c.md", "is no file of litkg")]
)
def test_what_a_user_wrote_is_never_lost(name, said, tmp_path):
    folder = tmp_path / "notes"
    write_folder(folder, {"a.md": b"1", "gone.md": b"2"}, "notes")
    (folder / name).write_text("own words")
    before = tree(folder)
    with pytest.raises(LitkgError, match=said):
        write_folder(folder, {"a.md": b"3", "c.md": b"4"}, "notes")
    with pytest.raises(LitkgError, match="no export made by 'kg export csv'"):
        write_folder(folder, {}, "csv")
    assert tree(folder) == before
