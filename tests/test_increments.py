"""A build reads only what has changed, and the result equals a fresh build, byte for byte."""

import json
import shutil
from pathlib import Path

import pytest

from kg import resources
from kg.building import Options, build
from kg.cache import Cache
from kg.corpus.kept import KeptPapers
from kg.corpus.reader import read_corpus
from kg.digests import file_digest
from tests.helpers import corpus, document, kg, tree

ALFA, BETA = "alfa-2021.md", "beta-2022.md"
LIBRARY = """@article{alfa-2021,
  title = {Kajian Pemakaian Aplikasi Layanan di Kota Angin},
  author = {Wening, Rara}, year = {2021}, journal = {Jurnal Rekaan}, volume = {7}
}
"""


class Corner:
    """A corpus, an ontology and a build of its own, and what a fresh build of the same would be."""

    def __init__(self, folder: Path) -> None:
        self.papers, self.ontology, self.out = folder / "papers", folder / "ontology", folder / "build"
        self.shop = folder / ".build.litkg"
        self.options = Options(self.ontology)

    def build(self, **how):
        """Build, and hold the result against a build that knows nothing of the one before."""
        report = build(self.papers, self.out, self.options, **how)
        fresh = self.out.with_name("fresh")
        build(self.papers, fresh, self.options, reuse=False)
        assert tree(self.out) == tree(fresh)
        return report

    def read_next(self) -> int:
        """Build and tell how many papers were read for it."""
        return self.build().read


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(resources.ontology_dir(), folder / "ontology")
    beta = document("Penggunaan aplikasi JMO belum optimal.", year=2022, authors=("Tirta Samudra",))
    corpus(folder / "papers", {ALFA: document(year=2021), BETA: beta})
    assert Corner(folder).read_next() == 2
    return folder


@pytest.fixture
def corner(built, tmp_path) -> Corner:
    """A built corpus that a test may change."""
    return Corner(Path(shutil.copytree(built, tmp_path / "corner")))


def add(corner):
    corpus(corner.papers, {"gama-2023": document("Penggunaan aplikasi JMO cukup efektif.", year=2023)})


def change(corner):
    corpus(corner.papers, {BETA: document("Penggunaan aplikasi JMO tidak efektif.", year=2022)})


def rename(corner):
    (corner.papers / BETA).rename(corner.papers / "teta-2022.md")


def remove(corner):
    (corner.papers / BETA).unlink()


def touch(corner):
    (corner.papers / BETA).touch()


def edit_the_vocabulary(corner):
    file = corner.ontology / "vocabulary.ttl"
    file.write_text(file.read_text("utf-8").replace("efektif", "mangkus"), encoding="utf-8")


def give_a_library(corner):
    (corner.papers / "library.bib").write_text(LIBRARY)


def change_the_base(corner):
    corner.options = Options(corner.ontology, base="https://example.org/other/")


def decide_on_works(corner):
    (corner.papers / "works.toml").write_text(
        '[[different]]\nentries = ["alfa-2021:1 Darmawan 2020", "beta-2022:1 Darmawan 2020"]\n'
    )


@pytest.mark.parametrize(
    ("happens", "read"),
    [
        *((add, 1), (change, 1), (rename, 1), (remove, 0), (touch, 0), (give_a_library, 1), (decide_on_works, 0)),
        *((edit_the_vocabulary, 2), (change_the_base, 2)),
    ],
)
def test_only_what_changed_is_read_and_the_build_equals_a_fresh_one(happens, read, corner):
    happens(corner)
    assert corner.read_next() == read


def test_a_change_that_is_taken_back_needs_no_reading(corner):
    before = tree(corner.out)
    base = corner.options
    change_the_base(corner)
    assert corner.read_next() == 2
    corner.options = base
    assert corner.read_next() == 0
    assert tree(corner.out) == before


def written(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_without_a_change_nothing_is_written(corner):
    build(corner.papers, corner.out, corner.options)  # the corpus now stands elsewhere
    before = written(corner.out)
    report = build(corner.papers, corner.out, corner.options)
    assert (report.unchanged, report.read, report.papers) == (True, 0, 2)
    assert written(corner.out) == before


def test_the_command_says_that_nothing_has_changed_and_can_be_forced(corner):
    arguments = ("build", corner.papers, "--out", corner.out, "--ontology", corner.ontology)
    assert kg(*arguments).returncode == 0
    told = kg(*arguments)
    assert told.returncode == 0 and "nothing has changed" in told.stderr and "2 papers" in told.stderr
    assert kg(*arguments, "--quiet").stderr == ""
    before = tree(corner.out)
    forced = kg(*arguments, "--force")
    assert "nothing has changed" not in forced.stderr and "2 of the papers as read before" in forced.stderr
    assert tree(corner.out) == before


def test_a_build_that_was_damaged_is_made_again_without_reading(corner):
    before = tree(corner.out)
    (corner.out / "data" / "graph.nq").write_text("")
    report = build(corner.papers, corner.out, corner.options)
    assert (report.unchanged, report.read) == (False, 0)
    assert tree(corner.out) == before


def test_without_the_cache_nothing_is_taken_nor_kept(corner):
    shutil.rmtree(corner.shop)
    assert build(corner.papers, corner.out, corner.options, reuse=False).read == 2
    assert not corner.shop.exists()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [cut, empty, flip])
def test_what_is_kept_and_damaged_is_made_again_without_a_word(damage, corner):
    entries = [path for path in (corner.shop / "cache").glob("*/*") if path.is_file()]
    assert len(entries) == 4
    for path in entries:
        damage(path)
    add(corner)
    assert corner.read_next() == 3


def test_one_damaged_graph_does_not_confuse_the_others(corner):
    """The papers after it would get the wrong graphs, were they counted off."""
    for path in (corner.shop / "cache").glob("*/*"):
        flip(path)
        add(corner)
        corner.build()


def test_entries_in_each_others_place_are_not_taken(corner):
    one, other, *_ = sorted((corner.shop / "cache").glob("*/*"))
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    add(corner)
    corner.build()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"inputs": 1}', "\x00", "[" * 100_000])
def test_a_damaged_record_of_the_last_build_is_no_hindrance(content, corner):
    (corner.shop / "last.json").write_text(content)
    report = build(corner.papers, corner.out, corner.options)
    assert not report.unchanged
    assert json.loads((corner.shop / "last.json").read_text())["manifest"]


def test_an_interrupted_build_is_gone_on_with(corner):
    add(corner)
    edit_the_vocabulary(corner)
    before = tree(corner.out)

    def interrupt(step):
        if step == "writing the site":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(corner.papers, corner.out, corner.options, interrupt)
    assert tree(corner.out) == before
    assert corner.read_next() == 0


def test_another_litkg_reads_again(corner, monkeypatch):
    for module in ("kg.digests", "kg.kept", "kg.corpus.kept"):
        monkeypatch.setattr(f"{module}.reading_digest", lambda: "another")
    monkeypatch.setattr("kg.inputs.litkg_digest", lambda: "another")
    assert corner.read_next() == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_its_old_name(tmp_path):
    papers = corpus(tmp_path / "papers", {ALFA: document()})
    path = papers / ALFA
    kept = KeptPapers(Cache(tmp_path / "cache"), {path: file_digest(path)})
    path.write_text(document(year=1999), encoding="utf-8")
    (paper,) = read_corpus(papers).papers
    kept.keep(path, paper)
    assert kept.find(path) is None
    assert kept.digest_of(paper) == ""


def test_what_no_build_needs_any_more_is_thrown_away(corner):
    sizes = []
    for year in range(1990, 1994):
        corpus(corner.papers, {BETA: document(year=year)})
        build(corner.papers, corner.out, corner.options)
        sizes.append(sum(1 for path in (corner.shop / "cache").glob("*/*")))
    assert sizes == [6, 6, 6, 6]  # of each of two papers two, and two of what the build before needed


def test_a_build_that_left_a_file_out_tries_it_again(corner):
    (corner.papers / "rusak.md").write_text("---\ntitle: [\n---\n\nIsi.\n\nIsi.")
    for _ in range(2):
        done = kg("build", corner.papers, "--out", corner.out, "--ontology", corner.ontology)
        assert done.returncode == 2 and "rusak.md" in done.stderr


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    papers = corpus(tmp_path / "papers", {ALFA: document()})
    (tmp_path / "large").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "large" / "build")
    options = Options(resources.ontology_dir())
    for force in (False, True):
        build(papers, tmp_path / "build", options, force=force)
        assert (tmp_path / "build").is_symlink()
        assert (tmp_path / "large" / "build" / "index.html").is_file()
    assert build(papers, tmp_path / "build", options).unchanged
