"""``kg watch`` builds again as files change; a build that fails leaves the last good one; Ctrl+C ends it."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import resources
from kg.folder import changed_files
from tests.helpers import KG, ROOT, corpus, document, kg, tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal"),
]
PATIENCE = 120  # seconds


class Watcher:
    """A running ``kg watch``, and what it has said so far."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.papers, self.out = folder / "papers", folder / "build"
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*KG, "watch", str(self.papers), "--out", str(self.out), *options],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something holds."""
        ends = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < ends, self.said()
            time.sleep(0.05)

    def wait_for_builds(self, count: int) -> None:
        self.wait(lambda: self.said().count("watching") >= count)

    def interrupt(self) -> int:
        """Press Ctrl+C, which reaches all processes of the terminal."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watcher]:
    watcher = Watcher(folder, *options)
    try:
        yield watcher
    finally:
        if watcher.process.poll() is None:
            os.killpg(watcher.process.pid, signal.SIGKILL)
        watcher.process.wait()


def keys(watcher: Watcher) -> set[str]:
    return {path.stem for path in (watcher.out / "data" / "texts").glob("*.txt")}


def test_a_build_follows_the_papers_and_the_vocabulary(tmp_path):
    corpus(tmp_path / "papers", {"alfa": document()})
    ontology = Path(shutil.copytree(resources.ontology_dir(), tmp_path / "ontology"))
    with watching(tmp_path, "--ontology", str(ontology)) as watcher:
        watcher.wait_for_builds(1)
        assert keys(watcher) == {"alfa"}
        corpus(tmp_path / "papers", {"beta": document(year=2022), "gama": document(year=2023)})
        watcher.wait_for_builds(2)
        watcher.wait(lambda: keys(watcher) == {"alfa", "beta", "gama"})
        (tmp_path / "papers" / "beta.md").unlink()
        watcher.wait(lambda: keys(watcher) == {"alfa", "gama"})
        vocabulary = ontology / "vocabulary.ttl"
        graph = (watcher.out / "data" / "graph.nq").read_bytes()
        vocabulary.write_text(vocabulary.read_text("utf-8").replace('"effective"@en', '"works"@en'), encoding="utf-8")
        watcher.wait(lambda: (watcher.out / "data" / "graph.nq").read_bytes() != graph)
        time.sleep(1)
        assert watcher.interrupt() == 0
    assert watcher.said().rstrip().endswith("stopped") and "Traceback" not in watcher.said()
    made = kg("build", tmp_path / "papers", "--out", tmp_path / "fresh", "--ontology", ontology, "--no-cache")
    assert made.returncode == 0
    assert tree(watcher.out) == tree(tmp_path / "fresh")


def test_a_build_that_fails_says_why_and_leaves_the_last_one(tmp_path):
    corpus(tmp_path / "papers", {"alfa": document()})
    with watching(tmp_path) as watcher:
        watcher.wait_for_builds(1)
        before = tree(watcher.out)
        corpus(tmp_path / "papers", {"alfa": "---\ntitle: [\n---\n\nIsi.\n\nIsi."})
        watcher.wait(lambda: "alfa.md" in watcher.said())
        assert tree(watcher.out) == before
        corpus(tmp_path / "papers", {"alfa": document(year=2020)})
        watcher.wait_for_builds(2)
        assert tree(watcher.out) != before
        assert watcher.interrupt() == 0


def test_ctrl_c_during_a_build_leaves_the_last_one(tmp_path):
    corpus(tmp_path / "papers", {"alfa": document()})
    with watching(tmp_path) as watcher:
        watcher.wait_for_builds(1)
        before = tree(watcher.out)
        corpus(tmp_path / "papers", {"beta": document(year=2020)})
        watcher.wait(lambda: any((tmp_path / ".build.litkg").glob("new-*")))
        assert watcher.interrupt() == 0
    assert tree(watcher.out) == before or keys(watcher) == {"alfa", "beta"}
    assert changed_files(watcher.out) == [] and not any((tmp_path / ".build.litkg").glob("new-*"))


def test_a_folder_that_is_not_there_is_named(tmp_path):
    done = kg("watch", tmp_path / "nowhere", "--out", tmp_path / "build")
    assert done.returncode == 2 and "nowhere" in done.stderr and len(done.stderr.splitlines()) == 1
