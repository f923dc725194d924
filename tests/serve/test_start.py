"""How the server starts and ends."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.helpers import ROOT, kg
from tests.serve.running import ended, send_ok, started


def test_a_port_in_use_is_one_line_and_status_2(server, build):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(build), "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"127.0.0.1:{server.port}" in done.stderr and len(done.stderr.splitlines()) == 1


def test_no_build_is_one_line_and_status_2(tmp_path):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(tmp_path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no build" in done.stderr and len(done.stderr.splitlines()) == 1


def test_ctrl_c_ends_quietly(build):
    process, _ = started(build)
    assert ended(process) == (("", ""), 0)


def test_it_ends_quietly_while_its_processes_still_start(build):
    for _ in range(3):
        process, _ = started(build, "--workers", "4")
        assert ended(process) == (("", ""), 0)


def test_a_request_to_end_ends_it_too(build):
    process, _ = started(build)
    assert ended(process, signal.SIGTERM) == (("", ""), -signal.SIGTERM)


def test_a_damaged_graph_is_one_line_and_status_2(build, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "graph.nq").write_text("<a:a> <a:b> no more", encoding="utf-8")
    done = kg("serve", "--build", tmp_path, "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "graph.nq" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "option",
    [
        ("--timeout", "0"),
        ("--timeout", "x"),
        ("--max-rows", "0"),
        ("--workers", "0"),
        ("--host", "no such host"),
        ("--port", "70000"),
    ],
)
def test_an_option_that_cannot_be_is_told_and_status_2(build, option):
    done = kg("serve", "--build", build, "--port", "0", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert option[0] in done.stderr


def test_the_help_tells_each_option_and_gives_an_example():
    told = kg("serve", "--help").stdout
    for option in ("--timeout", "--max-rows", "--workers", "--cors", "--host", "--port", "kg serve --timeout 5"):
        assert option in told


def test_files_of_the_folder_that_it_is_started_in_are_not_run(build, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    command = f"from kg.cli import main; main(['serve', '--build', {str(build)!r}, '--port', '0'])"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert send_ok(urlsplit(process.stdout.readline().split()[0]))
    assert ended(process) == (("", ""), 0)
