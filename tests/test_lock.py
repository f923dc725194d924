"""Two builds at once do not harm each other: the second says who is at work, and nothing outlives its process."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from kg.model import LitkgError
from kg.workshop import beside, held, holder
from tests.helpers import KG, ROOT, corpus, document, kg, tree

HOLD = """
import sys, time
from pathlib import Path
from kg.workshop import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holding(tmp_path):
    """Another process that holds the workshop of ``build``."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "build")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_build_says_who_is_at_work(holding, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": document()})
    done = kg("build", papers, "--out", tmp_path / "build")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert re.search(rf"build: is being written by process {holding.pid} on \S+ since \d{{4}}-.*; wait", line), line
    told = kg("status", papers, "--out", tmp_path / "build")
    assert f"process {holding.pid}" in told.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without kill -9")
def test_the_lock_of_a_killed_process_is_no_hindrance(holding, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": document()})
    holding.send_signal(signal.SIGKILL)
    holding.wait()
    done = kg("build", papers, "--out", tmp_path / "build", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert holder(tmp_path / "build") == ""


def test_builds_at_once_leave_one_whole_build(tmp_path):
    papers = corpus(tmp_path / "papers", {"a": document()})
    command = [*KG, "build", str(papers), "--out", str(tmp_path / "build"), "--quiet", "--force"]
    started = [
        subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [(process.communicate(timeout=120)[1], process.returncode) for process in started]
    assert 0 in [status for _, status in told]
    assert [said for said, status in told if status and "is being written by" not in said] == []
    assert kg("build", papers, "--out", tmp_path / "fresh", "--no-cache", "--quiet").returncode == 0
    assert tree(tmp_path / "build") == tree(tmp_path / "fresh")


def test_builds_of_other_folders_are_not_in_the_way(holding, tmp_path):
    papers = corpus(tmp_path / "papers", {"a": document()})
    assert kg("build", papers, "--out", tmp_path / "other", "--quiet").returncode == 0


def test_nothing_stays_of_a_workshop_in_which_nothing_is_kept(tmp_path):
    with held(tmp_path / "build") as shop:
        assert shop == beside(tmp_path / "build") and shop.is_dir()
        assert holder(tmp_path / "build").startswith(f"process {os.getpid()} on ")
    assert list(tmp_path.iterdir()) == []
    assert holder(tmp_path / "build") == ""


def test_a_fault_within_frees_the_lock(tmp_path):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), held(tmp_path / "build"):
            raise ZeroDivisionError


def test_a_holder_that_did_not_say_who_it_is_is_another_process(holding, tmp_path):
    (beside(tmp_path / "build") / "holder.json").write_text("{")
    with pytest.raises(LitkgError, match="is being written by another process"), held(tmp_path / "build"):
        pass


def test_the_second_waits_a_moment_for_one_that_only_looks(tmp_path):
    folder = tmp_path / "build"
    with held(folder) as shop:
        (shop / "cache").mkdir()  # so that the lock stays
    ends = time.monotonic() + 2
    looking = subprocess.Popen([sys.executable, "-c", LOOK, str(folder)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        while time.monotonic() < ends:
            with held(folder):
                pass
    finally:
        looking.kill()
        looking.wait()


LOOK = """
import sys
from pathlib import Path
from kg.workshop import holder
while True:
    holder(Path(sys.argv[1]))
"""
