"""Killed, out of disk or out of power at any moment: the last good build answers, and the next one repairs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources
from kg.building import Options, build
from kg.folder import changed_files
from tests.helpers import KG, ROOT, corpus, document, kg, tree
from tests.killing import OPTIONS, Killer

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> Path:
    return corpus(tmp_path_factory.mktemp("papers") / "papers", {"a": document(), "b": document(year=2020)})


@pytest.fixture(scope="module")
def fresh(papers) -> dict[str, str]:
    """What a build of them is."""
    build(papers, papers.with_name("fresh"), OPTIONS, reuse=False)
    return tree(papers.with_name("fresh"))


@pytest.fixture
def last(tmp_path) -> Path:
    """The last good build, of another corpus."""
    out = tmp_path / "build"
    build(corpus(tmp_path / "earlier", {"z": document(year=1999)}), out, OPTIONS)
    return out


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills process groups")
def test_a_build_that_is_killed_at_any_moment_loses_nothing(tmp_path):
    killer = Killer(tmp_path)
    for number in range(12):
        killer.kill_one(number % 2)
        if number % 4 == 0:
            killer.ask()
        if number % 3 == 0:
            killer.mend(number % 2)
    assert killer.before > 3


@LINUX
@pytest.mark.parametrize("most", [500, 20_000, 300_000])
def test_a_disk_that_takes_no_more_leaves_the_last_build(most, papers, fresh, last):
    """Every file has a bound, so that builds fail at different files; the cache and the site fail like this as well."""
    import resource

    before = tree(last)
    done = subprocess.run(
        [*KG, "build", str(papers), "--out", str(last)],
        env=ENVIRONMENT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    (line,) = done.stderr.splitlines()
    assert "build: " in line and "; make room" in line, line
    assert tree(last) == before
    build(papers, last, OPTIONS)
    assert tree(last) == fresh


@pytest.fixture
def small_disk(tmp_path):
    """A file system of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@LINUX
def test_a_full_disk_leaves_the_last_build(small_disk, papers, fresh):
    out = small_disk / "build"
    build(papers, out, OPTIONS)
    assert tree(out) == fresh
    free = shutil.disk_usage(small_disk).free
    ballast = small_disk / "ballast"
    for left in (0, 200_000, 2_000_000):
        ballast.write_bytes(bytes(max(0, free - left)))
        done = kg("build", papers, "--out", out, "--force", "--quiet")
        assert done.returncode == 2, (left, free)
        (line,) = done.stderr.splitlines()
        assert "No space left" in line and "make room" in line, line
        assert tree(out) == fresh and kg("query", "papers", "--build", out).returncode == 0
        ballast.unlink()
    assert kg("build", papers, "--out", out, "--force", "--quiet").returncode == 0
    assert tree(out) == fresh


CALLS = "trace=write,pwrite64,writev,sendfile,copy_file_range,fsync,rename,renameat2"
STRACE = ("strace", "-f", "-y", "-qq", "-s", "0", "--seccomp-bpf", "-e", CALLS, "-o")
CALL = re.compile(r"^(?:\d+ +)?(write|pwrite64|writev|sendfile|copy_file_range|fsync|renameat2|rename)\((.*)$")
PATH = re.compile(r"<(/[^>]*)>")


@LINUX
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace, to see what the build asks of the kernel")
def test_a_loss_of_power_finds_the_last_build_or_the_new_one(papers, last, tmp_path):
    """All that was written is on the disk before the new build takes the place of the last one."""
    log = tmp_path / "log"
    done = subprocess.run(
        [*STRACE, str(log), *KG, "build", str(papers), "--out", str(last), "--quiet"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if "PTRACE" in done.stderr:
        pytest.skip("may not trace processes here")
    assert done.returncode == 0, done.stderr
    written: dict[str, int] = {}
    synced: dict[str, int] = {}
    swapped = []
    for number, line in enumerate(log.read_text("utf-8", "replace").splitlines()):
        call = CALL.match(line)
        if call is None:
            continue
        name, rest = call.groups()
        paths = PATH.findall(rest)
        if name == "fsync":
            synced[paths[0]] = number
        elif not name.startswith("rename"):
            written.update({path: number for path in paths})
        elif "/new-" in rest and str(last) in rest and "last.json" not in rest:
            swapped.append(number)
    (swap,) = swapped
    new = {path: at for path, at in written.items() if "/.build.litkg/new-" in path and "last.json" not in path}
    assert len(new) >= len(tree(last)) - 3 > 50  # empty files are not written to
    assert [path for path, at in new.items() if not at < synced.get(path, -1) < swap] == []
    folder = next(iter(new)).split("/new-")[0]
    assert {path for path, at in synced.items() if at > swap} >= {str(last.parent), folder}
    folders = {str(Path(path).parent) for path in new}
    assert [each for each in folders if synced.get(each, swap) >= swap] == []


KILLED_BETWEEN = """
import os, sys
from pathlib import Path
import kg.workshop
from kg.building import build
from tests.killing import OPTIONS
kg.workshop._exchange = lambda one, other: False
rename = Path.rename
def killed(self, target):
    if self.name.startswith("new-") and Path(target).name == "build" and sys.argv[3] == "killed":
        os._exit(9)
    return rename(self, target)
Path.rename = killed
build(Path(sys.argv[1]), Path(sys.argv[2]), OPTIONS)
"""


def without_exchange(how: str, papers: Path, out: Path) -> int:
    """Build as on a system that cannot swap two folders in one step."""
    command = [sys.executable, "-c", KILLED_BETWEEN, str(papers), str(out), how]
    return subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, timeout=120, check=False).returncode


def test_where_folders_cannot_be_swapped_in_one_step_they_are_in_two(papers, fresh, last):
    assert without_exchange("lives", papers, last) == 0
    assert tree(last) == fresh
    assert list(last.with_name(".build.litkg").glob("old")) == []


def test_a_build_that_is_killed_between_the_two_steps_still_answers(papers, fresh, last):
    before = tree(last)
    assert without_exchange("killed", papers, last) == 9
    assert not last.exists()
    assert kg("query", "papers", "--build", last).returncode == 0
    assert tree(last) == before
    assert without_exchange("killed", papers, last) == 9
    build(papers, last, OPTIONS)
    assert tree(last) == fresh
    assert changed_files(last) == []


def test_litter_of_a_killed_build_is_cleared_away(papers, last):
    shop = last.with_name(".build.litkg")
    (shop / "new-abc" / "data").mkdir(parents=True)
    (shop / "new-abc" / "data" / "graph.nq").write_text("half")
    (shop / "holder.json").write_text("{")
    build(papers, last, Options(resources.ontology_dir()))
    assert sorted(path.name for path in shop.iterdir()) == [
        *(".gitignore", "CACHEDIR.TAG", "cache", "last.json", "lock"),
    ]
