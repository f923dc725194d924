"""A build is the same bytes every time, is whole or not at all, and holds the same graph in four formats."""

import datetime
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from kg import resources
from kg.assembling import graph_of
from kg.building import Options, build
from kg.corpus.reader import read_corpus
from kg.extract.reading import Extractor
from kg.graph import graph_file
from kg.graph.graph_file import GraphFile
from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.graph.terms import Names
from tests.helpers import BASE, ROOT, corpus, document, kg, tree

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
OPTIONS = Options(resources.ontology_dir())
PAPERS = {
    "alfa-2021": document("Penggunaan aplikasi JMO sudah efektif.", year=2021, authors=("Rara Wening",)),
    "beta-2022": document("Penggunaan aplikasi JMO belum optimal.", year=2022, authors=("Tirta Samudra",)),
    "gama-2023": document("Penggunaan aplikasi JMO cukup efektif.", year=2023, authors=("Ayu Lintang",)),
}
NEUTRAL = document(
    "Uraian ini tidak menilai apa pun.", title="Catatan tentang Pasar Ikan di Muara", authors=("Budi Rekaan",)
)
SETTINGS = {
    "the C locale, far in the west": {"LC_ALL": "C", "TZ": "Etc/GMT+12", "PYTHONHASHSEED": "0"},
    "a UTF-8 locale, far in the east": {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"},
}
KEYS = [
    *("dengan spasi dan (kurung)", "naïve-Ünïcode-2024", 'say "hi" it\'s', "50% #1 & <b>", "a;b,c=d+e", "论文-2024"),
    *("wajah \N{SMILING FACE WITH SUNGLASSES}", "a.b.c", "analysis", "-x", "a\\b", "con{c}at"),
]
ODD = [
    *(
        "\f",
        "\v",
        "\x85",
        "\u2028",
        "\u200b",
        "\x1c",
        "\x07",
        "\x7f",
        "\ufeff",
        "\u00a0",
        "e\u0301",
        "\u202e",
        '"',
        "\\",
    ),
    *("\N{SMILING FACE WITH SUNGLASSES}", "</script>", "\t"),
]
ISO_DATE = re.compile(rb"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
CLOCK = re.compile(rb"\b(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\b")


def made(papers: dict[str, str], folder: Path) -> Path:
    """Build a corpus of given texts."""
    build(corpus(folder / "papers", papers), folder / "build", OPTIONS)
    return folder / "build"


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A build of three papers."""
    return made(PAPERS, tmp_path_factory.mktemp("small"))


def lines(build_dir: Path, graph: str) -> set[str]:
    """Give the lines of one named graph."""
    ending = f" <{BASE}graph/{graph}> ."
    return {line for line in (build_dir / "data/graph.nq").read_text("utf-8").splitlines() if line.endswith(ending)}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_same_papers_give_the_same_bytes_under(setting, small, tmp_path):
    elsewhere = tmp_path / "some where else"
    elsewhere.mkdir()
    papers = corpus(tmp_path / "papers", PAPERS)
    done = kg("build", os.path.relpath(papers, elsewhere), "--out", "out", cwd=elsewhere, env=SETTINGS[setting])
    assert done.returncode == 0, done.stderr
    assert tree(elsewhere / "out") == tree(small)


@pytest.mark.slow
def test_the_notes_give_the_same_bytes_in_another_process(notes_build, tmp_path):
    done = kg("build", ROOT / "sources", "--out", "out", cwd=tmp_path, env={"PYTHONHASHSEED": "31", "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == tree(notes_build)


def test_the_order_in_which_papers_came_does_not_matter(small, tmp_path):
    backwards = made(dict(reversed(PAPERS.items())), tmp_path)
    assert tree(backwards) == tree(small)
    extractor = Extractor.of(OPTIONS.ontology)
    readings = [extractor.read(paper) for paper in read_corpus(tmp_path / "papers").papers]
    there, back = (set(graph_of(order, extractor.lexicon, OPTIONS)) for order in (readings, readings[::-1]))
    assert there == back


def test_a_rebuild_replaces_a_build(small, tmp_path):
    out = made({"lama-2019": document()}, tmp_path)
    assert (out / "data/texts/lama-2019.txt").is_file()
    build(corpus(tmp_path / "three", PAPERS), out, OPTIONS)
    assert tree(out) == tree(small)


def test_nothing_is_left_beside_the_build_but_what_the_next_one_needs(small, tmp_path):
    assert sorted(path.name for path in small.parent.iterdir()) == [".build.litkg", "build", "papers"]
    assert sorted(path.name for path in (small.parent / ".build.litkg").iterdir()) == [
        *(".gitignore", "CACHEDIR.TAG", "cache", "last.json", "lock"),
    ]
    build(corpus(tmp_path / "papers", PAPERS), tmp_path / "new" / "deep" / "build", OPTIONS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "papers"]
    assert sorted(path.name for path in (tmp_path / "new" / "deep").iterdir()) == [".build.litkg", "build"]


def test_a_graph_that_is_larger_than_the_memory_gives_the_same_bytes(small, tmp_path, monkeypatch):
    monkeypatch.setattr(graph_file, "RUN", 20)
    made = build(corpus(tmp_path / "papers", PAPERS), tmp_path / "build", OPTIONS, reuse=False)
    assert tree(tmp_path / "build") == tree(small)
    assert made.quads == len(Store.of_build(small)) > 1_000


def test_a_build_that_fails_on_the_way_leaves_the_last_one_and_no_litter(small, tmp_path, monkeypatch):
    out = Path(shutil.copytree(small, tmp_path / "out" / "build"))
    before = tree(out)

    def full(self, folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(GraphFile, "write", full)
    with pytest.raises(Exception, match=r"build: cannot be written \(No space left on device.*\); "):
        build(corpus(tmp_path / "papers", {"a": document()}), out, OPTIONS)
    assert tree(out) == before
    assert sorted(path.name for path in out.parent.iterdir()) == [".build.litkg", "build"]
    assert list((out.parent / ".build.litkg").glob("new-*")) == []


def test_the_corpus_is_only_read(tmp_path):
    papers = corpus(tmp_path / "papers", PAPERS)
    before = tree(papers)
    build(papers, tmp_path / "build", OPTIONS)
    assert tree(papers) == before


def test_the_manifest_lists_every_file_with_its_hash(any_build):
    manifest = json.loads((any_build / "litkg.json").read_text("utf-8"))
    files = {name: digest for name, digest in tree(any_build).items() if name != "litkg.json"}
    assert {"data/graph.nq", "data/graph.trig", "data/graph.ttl", "data/graph.jsonld", "index.html"} <= set(files)
    assert manifest["files"] == files
    assert manifest["base"] == BASE


def test_the_stored_texts_are_the_files_themselves(notes_build):
    for path in sorted((ROOT / "sources").glob("*.md")):
        assert (notes_build / "data/texts" / f"{path.stem}.txt").read_bytes() == path.read_bytes()


def oxigraph_quads(path: Path, form: ox.RdfFormat) -> set[tuple[str, ...]]:
    return {
        tuple(str(part) for part in (q.subject, q.predicate, q.object, q.graph_name))
        for q in ox.parse(path=str(path), format=form)
    }


def test_the_exports_hold_the_same_quads_in_oxigraph(any_build):
    data = any_build / "data"
    quads = oxigraph_quads(data / "graph.nq", ox.RdfFormat.N_QUADS)
    assert len(quads) > 10_000
    assert oxigraph_quads(data / "graph.trig", ox.RdfFormat.TRIG) == quads
    assert oxigraph_quads(data / "graph.jsonld", ox.RdfFormat.JSON_LD) == quads
    merged = {quad[:3] for quad in oxigraph_quads(data / "graph.ttl", ox.RdfFormat.TURTLE)}
    assert merged == {quad[:3] for quad in quads}


def rdflib_quads(path: Path, form: str) -> set[tuple[str, ...]]:
    found = set()
    for s, p, o, g in Dataset().parse(path, format=form).quads():
        found.add((s.n3(), p.n3(), o.n3(), str(getattr(g, "identifier", g))))
    return found


@pytest.mark.slow
def test_the_exports_hold_the_same_quads_in_rdflib(notes_build):
    data = notes_build / "data"
    quads = rdflib_quads(data / "graph.nq", "nquads")
    assert len(quads) == len(oxigraph_quads(data / "graph.nq", ox.RdfFormat.N_QUADS))
    assert rdflib_quads(data / "graph.trig", "trig") == quads
    assert rdflib_quads(data / "graph.jsonld", "json-ld") == quads
    merged = {(s.n3(), p.n3(), o.n3()) for s, p, o in Graph().parse(data / "graph.ttl", format="turtle")}
    assert merged == {quad[:3] for quad in quads}


def test_the_n_quads_are_sorted_by_graph_and_have_no_doubles(any_build):
    found = list(ox.parse(path=str(any_build / "data/graph.nq"), format=ox.RdfFormat.N_QUADS))
    keys = [tuple(str(part) for part in (q.graph_name, q.subject, q.predicate, q.object)) for q in found]
    assert keys == sorted(set(keys))


def test_no_triple_stands_in_two_graphs(any_build):
    """Oxigraph counts such a triple twice when it asks all graphs as one, rdflib once."""
    found = Counter(q.triple for q in ox.parse(path=str(any_build / "data/graph.nq"), format=ox.RdfFormat.N_QUADS))
    assert [str(triple) for triple, count in found.items() if count > 1] == []


def test_each_paper_is_one_named_graph(small):
    found = {q.graph_name.value for q in ox.parse(path=str(small / "data/graph.nq"), format=ox.RdfFormat.N_QUADS)}
    own = {graph for graph in found if graph.startswith(BASE)}
    assert own == {*(f"{BASE}graph/{key}" for key in PAPERS), f"{BASE}analysis"}


def test_there_are_no_blank_nodes(any_build):
    blank = [
        quad
        for quad in ox.parse(path=str(any_build / "data/graph.nq"), format=ox.RdfFormat.N_QUADS)
        if any(isinstance(part, ox.BlankNode) for part in (quad.subject, quad.object, quad.graph_name))
    ]
    assert blank == []


def inputs() -> bytes:
    """All that a build is made of besides the papers' own texts."""
    folders = [ROOT / name for name in ("ontology", "queries", "site", "sources")]
    return b"\n".join(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_date_and_no_time_of_day_is_in_any_file(notes_build):
    known = inputs()
    today = datetime.datetime.now(datetime.UTC)
    dates = {today.strftime(form).encode() for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d/%m/%Y")}
    for path in sorted(path for path in notes_build.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found = {*ISO_DATE.findall(content), *CLOCK.findall(content), *(date for date in dates if date in content)}
        assert {each for each in found if each not in known} == set(), path


def test_no_path_is_in_any_file(small):
    places = {str(ROOT), str(small.parent), str(Path.home()), str(Path.cwd())} - {"/"}
    for path in sorted(path for path in small.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert [place for place in places if f"{place}/".encode() in content] == [], path


def test_a_neutral_paper_changes_nothing_of_the_others(small, tmp_path):
    more = made({**PAPERS, "netral-2020": NEUTRAL}, tmp_path)
    for key in PAPERS:
        before = lines(small, key)
        assert any(f"<{BASE}statement/" in line for line in before)
        assert lines(more, key) == before
    findings = [{row["finding"]: row for row in Store.of_build(each).rows(FINDINGS)} for each in (small, more)]
    assert findings[0] == findings[1] != {}


FINDINGS = (resources.queries_dir() / "findings.rq").read_text("utf-8")


def test_what_a_paper_says_does_not_depend_on_which_papers_stand_beside_it(small, tmp_path):
    alone = made({"beta-2022": PAPERS["beta-2022"]}, tmp_path)
    said = lines(alone, "beta-2022")
    assert said and said == lines(small, "beta-2022")


def test_a_change_of_metadata_keeps_the_ids_of_statements(small, tmp_path):
    changed = made({**PAPERS, "alfa-2021": PAPERS["alfa-2021"].replace("Rara Wening", "Rara Wening Asmara")}, tmp_path)
    ids = [set(re.findall(rf"<{BASE}statement/\w+>", "\n".join(lines(each, "alfa-2021")))) for each in (small, changed)]
    assert ids[0] == ids[1] != set()


@pytest.fixture(scope="module")
def oddly_named(tmp_path_factory) -> Path:
    """A build of papers whose files have unusual names."""
    return made(
        {f"{key}.md": document(title=f"Kajian Nomor {at}") for at, key in enumerate(KEYS)},
        tmp_path_factory.mktemp("names"),
    )


@pytest.mark.parametrize("key", KEYS)
def test_any_file_name_will_do(key, oddly_named):
    papers = {row["paper"] for row in Store.of_build(oddly_named).rows(named_query("papers").sparql)}
    assert Names().paper(key).value in papers and len(papers) == len(KEYS)
    assert (oddly_named / "data/texts" / f"{key}.txt").is_file()
    assert json.loads((oddly_named / "litkg.json").read_text("utf-8"))["files"][f"data/texts/{key}.txt"]


def test_a_build_of_oddly_named_papers_is_valid(oddly_named):
    done = kg("validate", "--build", oddly_named)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_case_of_an_ending_does_not_matter(tmp_path):
    papers = corpus(tmp_path / "papers", {})
    (papers / "satu.MD").write_text(document(), encoding="utf-8")
    (papers / "dua.TXT").write_text(document(), encoding="utf-8")
    build(papers, tmp_path / "build", OPTIONS)
    assert sorted(path.name for path in (tmp_path / "build/data/texts").iterdir()) == ["dua.txt", "satu.txt"]


def test_odd_characters_come_through_every_export(tmp_path):
    texts = {
        f"aneh-{at:02}": document(f"Penggunaan aplikasi JMO {odd} sudah efektif {odd} bagi peserta.")
        for at, odd in enumerate(ODD)
    }
    data = made(texts, tmp_path) / "data"
    quads = oxigraph_quads(data / "graph.nq", ox.RdfFormat.N_QUADS)
    assert oxigraph_quads(data / "graph.trig", ox.RdfFormat.TRIG) == quads
    assert oxigraph_quads(data / "graph.jsonld", ox.RdfFormat.JSON_LD) == quads
    json.loads((data / "graph.jsonld").read_text("utf-8"))
    quotes: dict[str, list[str]] = {}
    for s, p, o in Graph().parse(data / "graph.ttl", format="turtle"):
        if str(p) == "http://www.w3.org/ns/oa#exact":
            quotes.setdefault(str(s).split("/paper/")[1].partition("/")[0], []).append(str(o))
    assert set(quotes) == set(texts)
    for key, found in quotes.items():
        assert any("efektif" in quote for quote in found)
        assert [quote for quote in found if quote not in texts[key]] == []


def test_crlf_and_a_byte_order_mark_are_kept(tmp_path):
    text = "\ufeff" + document().replace("\n", "\r\n")
    out = made({"windows-2024": text}, tmp_path)
    assert (out / "data/texts/windows-2024.txt").read_bytes() == text.encode()
    rows = Store.of_build(out).rows((resources.queries_dir() / "statements.rq").read_text("utf-8"))
    assert rows
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


@pytest.mark.parametrize("base", ["https://example.org/my-review/", "urn:litkg:"])
def test_the_base_iri_is_an_option(base, tmp_path):
    done = kg("build", corpus(tmp_path / "papers", PAPERS), "--out", tmp_path / "build", "--base-iri", base)
    assert done.returncode == 0, done.stderr
    content = (tmp_path / "build/data/graph.nq").read_text("utf-8")
    assert BASE not in content
    assert f"<{base}paper/alfa-2021>" in content


def test_quiet_prints_nothing(tmp_path):
    done = kg("build", corpus(tmp_path / "papers", PAPERS), "--out", tmp_path / "build", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "build/litkg.json").is_file()


def test_a_build_tells_how_much_it_made(tmp_path):
    done = kg("build", corpus(tmp_path / "papers", PAPERS), "--out", tmp_path / "build")
    assert done.returncode == 0
    assert "3 papers" in done.stderr and "6 references" in done.stderr
    assert done.stdout == ""


def test_a_corpus_of_abstracts_builds_when_told_so(tmp_path):
    papers = corpus(tmp_path / "papers", {"a": document(references=())})
    done = kg("build", papers, "--out", tmp_path / "build", "--no-references", "--quiet")
    assert done.returncode == 0, done.stderr


def test_the_digest_of_a_paper_is_that_of_its_file(small):
    rows = Store.of_build(small).rows(
        "SELECT ?digest { ?text a <http://www.w3.org/ns/prov#Entity> ; <http://purl.org/dc/terms/identifier> ?digest }"
    )
    assert {row["digest"] for row in rows} == {
        f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" for text in PAPERS.values()
    }
