"""``kg status`` tells what a build would do, and why, and does nothing."""

import csv
import io
import json
import shutil

import pytest

from kg import resources
from kg.building import Options, build
from kg.status import status
from tests.helpers import corpus, document, kg, tree


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    ontology = shutil.copytree(resources.ontology_dir(), folder / "ontology")
    papers = corpus(folder / "papers", {"alfa": document(), "beta": document(year=2022)})
    build(papers, folder / "build", Options(ontology))
    return folder


@pytest.fixture
def desk(made):
    """A built corpus, whose papers and ontology are as they were after each test."""
    shutil.copytree(made / "papers", made / "kept-papers")
    shutil.copytree(made / "ontology", made / "kept-ontology")
    yield made
    for name in ("papers", "ontology"):
        shutil.rmtree(made / name)
        (made / f"kept-{name}").rename(made / name)


def told(desk, **options) -> list[tuple[str, str, str]]:
    """What differs, paths by the last part."""
    found = status(desk / "papers", desk / "build", Options(desk / "ontology", **options))
    return [(each.what.rpartition("/")[2], each.change, each.then) for each in found.changes]


def test_an_unchanged_corpus_is_up_to_date(desk):
    (desk / "papers" / "beta.md").touch()
    assert told(desk) == []


def test_papers_that_are_new_changed_renamed_and_removed_are_told(desk):
    papers = corpus(desk / "papers", {"gama": document(year=2023), "alfa": document(year=1999)})
    (papers / "beta.md").rename(papers / "teta.md")
    assert told(desk) == [
        ("alfa.md", "changed", "read it and extract from it"),
        ("gama.md", "new", "read it and extract from it"),
        ("teta.md", "renamed from beta.md", "extract from it again"),
    ]
    (papers / "teta.md").unlink()
    assert told(desk)[-1] == ("beta.md", "removed", "drop it")


def test_what_stands_beside_the_papers_is_told(desk):
    (desk / "papers" / "zotero.bib").write_text("@article{a, title = {B}}")
    (desk / "papers" / "works.toml").write_text("")
    assert told(desk) == [
        ("works.toml", "new", "analyse again"),
        ("zotero.bib", "new", "pair papers and their data again"),
    ]


def test_an_edited_vocabulary_and_other_options_are_told(desk):
    with (desk / "ontology" / "vocabulary.ttl").open("a") as file:
        file.write("\n# a note\n")
    assert told(desk, base="https://example.org/b/", needs_references=False) == [
        ("vocabulary.ttl", "changed", "extract from every paper again"),
        ("--base-iri", "changed", "extract from every paper again"),
        ("--no-references", "changed", "write again"),
    ]


def test_another_litkg_is_told(desk, monkeypatch):
    monkeypatch.setattr("kg.inputs.litkg_digest", lambda: "another")
    assert [each[0] for each in told(desk)] == ["litkg"]


def test_a_missing_and_a_damaged_build_are_told(desk, tmp_path):
    options = Options(desk / "ontology")
    (missing,) = status(desk / "papers", tmp_path / "nowhere", options).changes
    assert missing.change == "is no build yet" and missing.then == "build 2 papers"
    copy = shutil.copytree(desk / "build", tmp_path / "build")
    (unknown,) = status(desk / "papers", copy, options).changes
    assert unknown.change == "is a build of which nothing was kept"
    shutil.copytree(desk / ".build.litkg", tmp_path / ".build.litkg")
    assert status(desk / "papers", copy, options).changes == ()
    (copy / "data" / "graph.nq").write_text("")
    (damaged,) = status(desk / "papers", copy, options).changes
    assert damaged.what.endswith("graph.nq") and damaged.change == "is not what was built"


def test_the_command_tells_in_a_table_and_by_its_status(desk):
    arguments = ("status", desk / "papers", "--out", desk / "build", "--ontology", desk / "ontology")
    clean = kg(*arguments)
    assert (clean.returncode, clean.stdout) == (0, "") and "up to date with the 2 papers" in clean.stderr
    (desk / "papers" / "beta.md").write_text(document(year=2001))
    before = tree(desk)
    found = kg(*arguments)
    assert found.returncode == 1 and "beta.md" in found.stdout and "changed" in found.stdout
    rows = list(csv.DictReader(io.StringIO(kg(*arguments, "--format", "csv").stdout)))
    assert rows[0]["what"].endswith("beta.md") and rows[0]["a build would"] == "read it and extract from it"
    assert json.loads(kg(*arguments, "--format", "json").stdout) == rows
    assert tree(desk) == before


def test_what_a_build_would_refuse_status_refuses_as_well(desk, tmp_path):
    for arguments, words in (
        ((tmp_path / "nowhere",), "no such folder"),
        ((desk / "papers", "--out", desk / "papers"), "holds files that are no build"),
    ):
        done = kg("status", *arguments)
        assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and words in done.stderr
