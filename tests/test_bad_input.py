"""Bad input gets one line that names the file, the place and the mend, and leaves the last good build as it was."""

import shutil
from pathlib import Path

import pytest

from kg import resources
from tests.helpers import corpus, document, kg, tree

GOOD = document()


@pytest.fixture(scope="module")
def last_build(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("last")
    papers = corpus(folder / "papers", {"alfa-2024": GOOD, "beta-2025": document("JMO belum optimal.", year=2025)})
    done = kg("build", papers, "--out", folder / "build")
    assert done.returncode == 0, done.stderr
    return folder / "build"


@pytest.fixture
def good(last_build, tmp_path_factory) -> Path:
    """A good build, which no bad input may touch."""
    return shutil.copytree(last_build, tmp_path_factory.mktemp("good") / "build")


@pytest.fixture
def refused(good):
    """Run a command that must be refused; gives the one line that says why."""
    before = tree(good)
    assert before

    def run(*arguments, cwd=None, env=None) -> str:
        done = kg(*arguments, cwd=cwd, env=env)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == 2, f"status {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.stdout == ""
        lines = done.stderr.splitlines()
        assert len(lines) == 1, done.stderr
        what, semicolon, mend = lines[0].partition("; ")
        assert what, lines[0]
        assert semicolon and mend.strip(), f"no mend in: {lines[0]}"
        return lines[0]

    yield run
    assert tree(good) == before
    assert {path.name for path in good.parent.iterdir()} - {".build.litkg"} == {"build"}


CORPORA = {
    "an empty folder": ({}, ["papers", "no paper"]),
    "only a README": ({"README.md": b"Halo.\n\nHalo."}, ["papers", "no paper"]),
    "a binary file": ({"a.txt": b"%PDF-1.7\n\0\1\2\n"}, ["a.txt", "byte 9", "binary"]),
    "a file in UTF-16": ({"a.txt": GOOD.encode("utf-16")}, ["a.txt", "binary"]),
    "a file in Latin-1": ({"a.txt": "Satu.\nDua.\nTiga é.\n".encode("latin-1")}, ["a.txt", "line 3", "UTF-8"]),
    "an empty file": ({"a.txt": b""}, ["a.txt", "line"]),
    "one line": ({"a.txt": b"Hanya satu baris.\n"}, ["a.txt", "line 1", "one line"]),
    "front matter alone": ({"a.md": b"---\ntitle: Kajian\n---\n"}, ["a.md"]),
    "broken front matter": ({"a.md": b"---\ntitle: Kajian\nauthor: [A, B\n---\n\nIsi.\n\nIsi.\n"}, ["a.md", "line 4"]),
    "a tab in front matter": ({"a.md": b"---\ntitle: A\n\tissued: 2024\n---\n\nIsi.\n\nIsi.\n"}, ["a.md", "line 3"]),
    "front matter that is a list": ({"a.md": b"---\n- a\n- b\n---\n\nIsi.\n\nIsi.\n"}, ["a.md", "line 2"]),
    "front matter that is not closed": ({"a.md": b"---\ntitle: Kajian\n\nIsi.\n"}, ["a.md", "not closed"]),
    "front matter with an object": (
        {"a.md": b"---\ntitle: !!python/object/apply:os.getcwd []\n---\n\nIsi.\n\nIsi.\n"},
        ["a.md", "title is no text"],
    ),
    "front matter with a control character": ({"a.md": b"---\ntitle: a\x01b\n---\n\nIsi.\n\nIsi.\n"}, ["a.md"]),
    "a wrong source-kind": (
        {"a.md": GOOD.replace("full-text", "book").encode()},
        ["a.md", "source-kind 'book'", "reading-note"],
    ),
    "a source-kind that is a list": (
        {"a.md": GOOD.replace("source-kind: full-text", "source-kind: [full-text]").encode()},
        ["a.md", "source-kind"],
    ),
    "a year that is none": ({"a.md": GOOD.replace("issued: 2024", "issued: kemarin").encode()}, ["a.md", "kemarin"]),
    "an author without a name": ({"a.md": GOOD.replace('"Rara Wening"', "{suffix: Jr}").encode()}, ["a.md", "author"]),
    "a language that is none": (
        {"a.md": GOOD.replace("language: id", "language: bahasa Indonesia").encode()},
        ["a.md", "bahasa Indonesia"],
    ),
    "two papers with one key": ({"a.txt": GOOD.encode(), "a.md": GOOD.encode()}, ["a.txt", "a.md", "same key 'a'"]),
    "no reference list": ({"a.md": document(references=()).encode()}, ["papers", "reference list", "--no-references"]),
}


@pytest.mark.parametrize("name", CORPORA)
def test_a_corpus_that_cannot_be_read_is_refused(name, refused, good, tmp_path):
    files, words = CORPORA[name]
    papers = corpus(tmp_path / "papers", {})
    for file, content in files.items():
        (papers / file).write_bytes(content)
    line = refused("build", papers, "--out", good)
    assert [word for word in words if word not in line] == [], line


BROKEN = "---\ntitle: [\n---\n\nIsi.\n\nIsi."


def test_a_bad_paper_is_told_and_the_rest_is_built(tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD, "b": BROKEN, "c.txt": "x\0y\n\nz"})
    done = kg("build", papers, "--out", tmp_path / "build")
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("kg:")]
    assert len(told) == 3 and "b.md" in told[0] and "c.txt" in told[1]
    assert "skipped 2 of 3 files" in told[2]
    assert sorted(path.name for path in (tmp_path / "build" / "data" / "texts").iterdir()) == ["a.txt"]


def test_a_bad_paper_leaves_no_trace_in_the_build(good, last_build, tmp_path):
    papers = shutil.copytree(last_build.parent / "papers", tmp_path / "papers")
    before = tree(good)
    (papers / "gamma.md").write_text(BROKEN)
    assert kg("build", papers, "--out", good).returncode == 2
    assert tree(good) == before


def test_a_build_is_not_replaced_by_one_that_lost_a_paper(refused, good, last_build, tmp_path):
    papers = shutil.copytree(last_build.parent / "papers", tmp_path / "papers")
    (papers / "alfa-2024.md").write_text(BROKEN)
    line = refused("build", papers, "--out", good)
    assert "alfa-2024.md" in line and "last build" in line


def test_when_no_paper_can_be_used_each_is_told(good, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": BROKEN, "b": BROKEN})
    before = tree(good)
    done = kg("build", papers, "--out", good)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 2)
    assert tree(good) == before


def test_a_missing_folder_is_named(refused, good, tmp_path):
    assert "nowhere" in refused("build", tmp_path / "nowhere", "--out", good)


def test_a_corpus_that_is_a_file_is_named(refused, good, tmp_path):
    (tmp_path / "paper.md").write_text(GOOD)
    assert "paper.md" in refused("build", tmp_path / "paper.md", "--out", good)


def test_an_output_below_a_file_is_refused(refused, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    (tmp_path / "file").write_text("mine")
    assert str(tmp_path / "file" / "build") in refused("build", papers, "--out", tmp_path / "file" / "build")
    assert (tmp_path / "file").read_text() == "mine"


def test_an_output_that_cannot_be_written_is_refused(refused, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc, the one folder that even root cannot write")
    assert "/proc/litkg" in refused("build", papers, "--out", "/proc/litkg")


def test_an_output_that_is_a_file_is_refused_and_survives(refused, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    (tmp_path / "out").write_text("mine")
    line = refused("build", papers, "--out", tmp_path / "out")
    assert str(tmp_path / "out") in line and "--out" in line
    assert (tmp_path / "out").read_text() == "mine"


def test_an_output_with_other_files_is_refused_and_they_survive(refused, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    (tmp_path / "out" / "deep").mkdir(parents=True)
    (tmp_path / "out" / "deep" / "thesis.doc").write_text("mine")
    before = tree(tmp_path)
    assert str(tmp_path / "out") in refused("build", papers, "--out", tmp_path / "out")
    assert tree(tmp_path) == before


def test_an_output_that_is_the_corpus_is_refused_and_the_papers_survive(refused, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    before = tree(tmp_path)
    assert str(papers) in refused("build", papers, "--out", papers)
    assert tree(tmp_path) == before


def test_a_file_that_the_user_put_into_a_build_is_not_thrown_away(good, tmp_path):
    """Whether the command refuses or builds around it, the file stays."""
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    (good / "notes.txt").write_text("mine")
    kg("build", papers, "--out", good)
    assert (good / "notes.txt").is_file()


@pytest.mark.parametrize("file", ["jmo.ttl", "vocabulary.ttl", "shapes.ttl"])
def test_a_broken_file_of_the_ontology_is_named(file, refused, good, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    ontology = shutil.copytree(resources.ontology_dir(), tmp_path / "ontology")
    with (ontology / file).open("a", encoding="utf-8") as out:
        out.write("\n<urn:a> <urn:b> .\n")
    assert file in refused("build", papers, "--out", good, "--ontology", ontology)


@pytest.mark.parametrize("file", ["jmo.ttl", "vocabulary.ttl", "shapes.ttl"])
def test_a_missing_file_of_the_ontology_is_named(file, refused, good, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    ontology = shutil.copytree(resources.ontology_dir(), tmp_path / "ontology")
    (ontology / file).unlink()
    assert file in refused("build", papers, "--out", good, "--ontology", ontology)


@pytest.mark.parametrize(
    "iri", ["example.org/litkg/", "https://example.org/a b/", "https://example.org/litkg", "/a/", ""]
)
def test_a_bad_base_iri_is_refused(iri, refused, good, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": GOOD})
    assert "--base-iri" in refused("build", papers, "--out", good, "--base-iri", iri)


def test_an_unknown_query_is_refused_with_the_known_ones(refused, good):
    line = refused("query", "findngs", "--build", good)
    assert "findngs" in line and "findings" in line


@pytest.mark.parametrize(
    "sparql",
    ["SELECT ?a WHERE { ?a ?b }", "SELECT ?a {", "DELETE WHERE { ?s ?p ?o }", "SELECT (1/0) {", "{\n\n}"],
)
def test_invalid_sparql_is_refused(sparql, refused, good):
    assert "query" in refused("query", sparql, "--build", good)


@pytest.mark.parametrize("word", ["SERVICE", "service", "SERVICE SILENT", r"SER\u0056ICE"])
def test_a_query_that_asks_another_server_is_refused(word, refused, good):
    assert "SERVICE" in refused(
        "query", f"SELECT * {{ {word} <https://example.org/sparql> {{ ?s ?p ?o }} }}", "--build", good
    )


def test_a_query_file_that_is_not_utf8_is_named(refused, good, tmp_path):
    (tmp_path / "mine.rq").write_bytes("# caf\xe9\nSELECT * { ?s ?p ?o }".encode("latin-1"))
    assert "mine.rq" in refused("query", tmp_path / "mine.rq", "--build", good)


@pytest.mark.parametrize("command", [["query", "papers"], ["path", "alfa-2024", "beta-2025"], ["validate"], ["serve"]])
@pytest.mark.parametrize("place", ["missing", "empty", "file"])
def test_a_folder_without_a_build_is_refused(command, place, refused, tmp_path):
    folder = tmp_path / place
    if place == "empty":
        folder.mkdir()
    elif place == "file":
        folder.write_text("mine")
    assert str(folder) in refused(*command, "--build", folder)


def test_the_build_that_is_missing_by_default_is_named(refused, tmp_path):
    assert "kg build" in refused("query", "papers", cwd=tmp_path)


@pytest.mark.parametrize("command", [["query", "papers"], ["path", "alfa-2024", "beta-2025"], ["validate"]])
def test_a_damaged_graph_is_refused(command, refused, good, tmp_path):
    shutil.copytree(good, tmp_path / "build")
    graph = tmp_path / "build" / "data" / "graph.nq"
    graph.write_bytes(graph.read_bytes()[:-40])
    assert "graph.nq" in refused(*command, "--build", tmp_path / "build")


def test_a_stored_text_that_is_missing_is_named(refused, good, tmp_path):
    shutil.copytree(good, tmp_path / "build")
    (tmp_path / "build" / "data" / "texts" / "alfa-2024.txt").unlink()
    assert "alfa-2024.txt" in refused("validate", "--build", tmp_path / "build")


@pytest.mark.parametrize(
    ("a", "b", "named"),
    [
        ("nobody-1999", "alfa-2024", "nobody-1999"),
        ("alfa-2024", "nobody-1999", "nobody-1999"),
        ("alfa-2024", "alfa-2024", "alfa-2024"),
        ("alfa-2024", "", "''"),
        ('"', "alfa-2024", '"'),
        ("²", "alfa-2024", "²"),
    ],
)
def test_a_path_between_unknown_or_equal_things_is_refused(a, b, named, refused, good):
    assert named in refused("path", "--build", good, "--", a, b)
