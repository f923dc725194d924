"""Links, devices and pipes in a corpus: a link to a file is that file, all else is told in a line and never read."""

import os
import sys

import pytest

from kg import resources
from kg.analysis.overrides import read_overrides
from kg.building import Options, build
from kg.corpus.files import passed_over, read_text
from kg.corpus.reader import read_corpus
from kg.model import LitkgError
from tests.helpers import corpus, document, kg, tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="devices and pipes are those of Linux")


@pytest.fixture
def desk(tmp_path):
    """A corpus of one paper, and another paper elsewhere."""
    corpus(tmp_path / "elsewhere", {"beta": document("JMO belum optimal.", year=2025)})
    corpus(tmp_path / "papers", {"alfa": document()})
    return tmp_path


def test_a_link_to_a_file_elsewhere_is_read_as_that_file_under_the_name_of_the_link(desk):
    (desk / "papers" / "gamma.md").symlink_to(desk / "elsewhere" / "beta.md")
    before = tree(desk / "elsewhere")
    done = kg("build", desk / "papers", "--out", desk / "build")
    assert done.returncode == 0, done.stderr
    texts = desk / "build" / "data" / "texts"
    assert sorted(path.name for path in texts.iterdir()) == ["alfa.txt", "gamma.txt"]
    assert not (texts / "gamma.txt").is_symlink()
    assert (texts / "gamma.txt").read_bytes() == (desk / "elsewhere" / "beta.md").read_bytes()
    assert tree(desk / "elsewhere") == before


def test_links_to_folders_are_told_and_never_followed(desk):
    papers = desk / "papers"
    (papers / "elsewhere").symlink_to(desk / "elsewhere")
    (papers / "above").symlink_to("..")
    (papers / "itself").symlink_to(".")
    read = read_corpus(papers)
    assert [paper.key for paper in read.papers] == ["alfa"]
    told = [line for line in read.warnings if "is a folder, not read" in line]
    assert [line.partition(": ")[0].rpartition("/")[2] for line in told] == ["above", "elsewhere", "itself"]


STRANGE = {
    "no end": lambda path: path.symlink_to("/dev/zero"),
    "nothing": lambda path: path.symlink_to("/dev/null"),
    "a pipe": os.mkfifo,
    "a loop": lambda path: path.symlink_to(path.name),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
}


def test_papers_that_are_no_files_are_told_in_a_line_each(desk):
    papers = desk / "papers"
    strange = [
        (papers / f"b{number}{ending}", make)
        for number, make in enumerate(STRANGE.values())
        for ending in ("t.txt", "m.md", "p.pdf", "d.docx", "h.html")
    ]
    for path, make in strange:
        make(path)
    read = read_corpus(papers)
    assert [paper.key for paper in read.papers] == ["alfa"]
    assert sorted(fault.place for fault in read.faults) == sorted(str(path) for path, _ in strange)
    assert all(fault.what.startswith("is ") and fault.mend for fault in read.faults)


def test_libraries_that_are_no_files_are_told_and_the_papers_are_built(desk):
    for number, make in enumerate(STRANGE.values()):
        for ending in (".bib", ".ris", ".json"):
            make(desk / "papers" / f"{number}{ending}")
    report = build(desk / "papers", desk / "build", Options(resources.ontology_dir()))
    assert report.papers == 1
    assert sum(": is " in line and ", not read; " in line for line in report.warnings) == 3 * len(STRANGE)


@pytest.mark.parametrize("name", STRANGE)
def test_decisions_on_works_that_are_in_no_file_are_refused(name, desk):
    STRANGE[name](desk / "papers" / "works.toml")
    with pytest.raises(LitkgError, match=r"works\.toml: is .*; remove or mend it"):
        read_overrides(desk / "papers")


def test_what_is_hidden_is_not_told(desk):
    (desk / "papers" / ".cache").symlink_to("/dev/zero")
    assert passed_over(desk / "papers") == []


def test_a_text_without_an_end_is_read_no_further_than_the_longest_paper(desk):
    (desk / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(LitkgError, match="more than 5 MB"):
        read_text(desk / "zero.txt", 5_000_000)


def test_what_a_linked_build_folder_points_to_is_built_and_nothing_beside_it_is_touched(desk):
    (desk / "real").mkdir()
    (desk / "out").symlink_to(desk / "real")
    (desk / "mine.txt").write_text("mine")
    done = kg("build", desk / "papers", "--out", desk / "out")
    assert done.returncode in (0, 2) and "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 2 or (desk / "out" / "index.html").is_file()
    assert (desk / "mine.txt").read_text() == "mine"


def test_a_link_in_a_build_to_files_of_the_user_does_not_cost_them(desk):
    assert kg("build", desk / "papers", "--out", desk / "build").returncode == 0
    (desk / "build" / "mine").symlink_to(desk / "elsewhere")
    before = tree(desk / "elsewhere")
    (desk / "papers" / "alfa.md").write_text(document("JMO belum efektif."), encoding="utf-8")
    kg("build", desk / "papers", "--out", desk / "build")
    assert tree(desk / "elsewhere") == before
