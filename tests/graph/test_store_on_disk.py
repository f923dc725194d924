"""The graph of a large build is asked on disk: the same answers, made again when it is missing, stale or damaged."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import on_disk
from kg.graph.queries import named_queries
from kg.graph.store import GRAPH_FILE, Store
from kg.workshop import STORE, beside
from tests.helpers import ROOT, tree

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ASKED = f"""
import sys
from pathlib import Path
from kg.graph import on_disk
from kg.graph.store import Store
on_disk.LARGE = 0
print(Store.of_build(Path(sys.argv[1])).rows("{COUNT}")[0]["n"])
"""


@pytest.fixture
def large(notes_build, tmp_path, monkeypatch) -> Path:
    """A build that counts as large, which nobody has asked yet."""
    monkeypatch.setattr(on_disk, "LARGE", 0)
    return Path(shutil.copytree(notes_build, tmp_path / "build"))


def files(build_dir: Path, ending: str = "*.sst") -> list[Path]:
    return sorted((beside(build_dir) / STORE).rglob(ending))


def test_every_named_query_gives_the_same_rows_on_disk_as_in_memory(notes_build, large):
    before = tree(large)
    on_shelf, in_memory = Store.of_build(large), Store.of_build(notes_build)
    assert files(large), "it stands on disk"
    for query in named_queries().values():
        assert sorted(on_shelf.table(query.sparql)[1]) == sorted(in_memory.table(query.sparql)[1]), query.name
    assert tree(large) == before, "it is no part of the build"


def test_it_is_made_once(large):
    Store.of_build(large)
    made = [(path, path.stat().st_mtime_ns) for path in files(large)]
    Store.of_build(large)
    assert [(path, path.stat().st_mtime_ns) for path in files(large)] == made != []


def test_a_small_build_has_none(notes_build, tmp_path):
    small = Path(shutil.copytree(notes_build, tmp_path / "build"))
    Store.of_build(small)
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def scrambled(path: Path, first: int) -> None:
    raw = bytearray(path.read_bytes())
    for at in range(first, len(raw), 97):
        raw[at] ^= 0xFF
    path.write_bytes(raw)


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: scrambled(path, 0),
        lambda path: scrambled(path, path.stat().st_size // 2),
    ],
    ids=["missing", "cut", "scrambled", "scrambled in part"],
)
def test_what_is_damaged_is_made_again_without_a_word(harm, large, capfd):
    expected = Store.of_build(large).rows(COUNT)
    for path in files(large):
        harm(path)
    assert Store.of_build(large).rows(COUNT) == expected != []
    assert capfd.readouterr() == ("", "")


def test_another_graph_is_seen(large):
    Store.of_build(large)
    graph = large / GRAPH_FILE
    kept = graph.read_text("utf-8").splitlines(keepends=True)[:100]
    graph.write_text("".join(kept), "utf-8")
    assert Store.of_build(large).rows(COUNT) == [{"n": "100"}]
    assert len([path for path in (beside(large) / STORE).iterdir() if path.is_dir()]) == 1, "the old one is gone"


def test_several_processes_may_read_and_make_it_at_a_time(large):
    command = [sys.executable, "-c", ASKED, str(large)]
    asking = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {process.communicate(timeout=60)[0] for process in asking}
    assert told == {Store.of_build(large).rows(COUNT)[0]["n"] + "\n"}


def test_where_nothing_can_be_written_the_graph_is_loaded(large):
    beside(large).write_text("in the way")
    assert int(Store.of_build(large).rows(COUNT)[0]["n"]) > 10_000
