"""The command line: help with examples, the same answers anywhere, and nothing that reaches out."""

import json
import os
import re
import shutil
import subprocess

import pytest

import kg as package
from kg.cli import main
from tests.helpers import KG, ROOT, corpus, document, kg, tree

COMMANDS = sorted(main.commands)


def test_pages_of_an_answer_follow_each_other_and_the_last_says_so(notes_build):
    def asked(*more):
        done = kg("query", "statements", "--build", notes_build, "--format", "csv", *more)
        return done.stdout.splitlines()[1:], done.stderr

    whole, said = asked()
    assert said == "" and len(whole) > 500
    assert asked("--limit", "200") == (whole[:200], "there are more rows: --offset 200\n")
    assert asked("--limit", "200", "--offset", "200") == (whole[200:400], "there are more rows: --offset 400\n")
    assert asked("--limit", "10000", "--offset", "400") == (whole[400:], "")
    assert asked("--offset", "10000") == ([], "")


def test_the_promised_commands_are_there():
    assert {"add", "build", "query", "path", "validate", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help_with_an_example(command, flag):
    done = kg(command, flag)
    assert done.returncode == 0
    assert re.search(rf"^ *Examples?:\n +kg {command}\b", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("add", "build", "status", "watch")])
def test_every_command_that_reads_a_build_takes_it_by_name(command):
    help_text = kg(command, "--help").stdout
    assert "--build" in help_text and "default: build" in " ".join(help_text.split())


def test_help_alone_names_every_command():
    done = kg("--help")
    assert done.returncode == 0
    assert [name for name in COMMANDS if not re.search(rf"^  {name}\b", done.stdout, re.MULTILINE)] == []


def test_the_version_is_that_of_the_package():
    assert kg("--version").stdout.split()[-1] == package.__version__


def test_without_a_corpus_the_folder_sources_is_built(tmp_path):
    corpus(tmp_path / "sources", {"satu-2024": document()})
    assert kg("build", "--quiet", cwd=tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "build/data/texts").iterdir()] == ["satu-2024.txt"]
    rows = json.loads(kg("query", "papers", "--format", "json", cwd=tmp_path).stdout)
    assert [row["paper"] for row in rows] == ["https://example.org/litkg/paper/satu-2024"]


@pytest.mark.slow
def test_without_a_corpus_and_sources_the_bundled_notes_are_built(notes_build, tmp_path):
    assert kg("build", "--quiet", cwd=tmp_path).returncode == 0
    assert tree(tmp_path / "build") == tree(notes_build)


def test_a_good_build_is_found_valid(any_build):
    done = kg("validate", "--build", any_build)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("0 violations, 0 warnings")


def test_a_text_that_was_changed_afterwards_is_found_invalid(notes_build, tmp_path):
    shutil.copytree(notes_build, tmp_path / "build")
    text = tmp_path / "build/data/texts/putri-2024.txt"
    text.write_bytes(b"x" + text.read_bytes())
    done = kg("validate", "--build", tmp_path / "build")
    assert done.returncode == 1
    assert re.search(r"[1-9]\d* violations", done.stdout.splitlines()[-1])
    assert "putri-2024" not in done.stderr and "Traceback" not in done.stderr


def test_a_graph_that_was_changed_afterwards_is_found_invalid(notes_build, tmp_path):
    shutil.copytree(notes_build, tmp_path / "build")
    graph = tmp_path / "build/data/graph.nq"
    lines = graph.read_text("utf-8").splitlines(keepends=True)
    graph.write_text("".join(line for line in lines if "ns#attribution>" not in line), encoding="utf-8")
    done = kg("validate", "--build", tmp_path / "build")
    assert done.returncode == 1
    assert "violation: " in done.stdout and "attribution" in done.stdout


def test_output_can_be_cut_off_by_a_pipe(notes_build):
    command = " ".join([*KG, "query", "statements", "--format", "csv", "--build", str(notes_build)])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("paper,kind")
    assert done.stderr == ""


ODD = r"SELECT ('\u201C\u00E9\u201D \u2014 \u2265' AS ?odd) {}"


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_answers_come_through_in_the_c_locale(form, notes_build):
    done = kg("query", ODD, "--build", notes_build, "--format", form, env={"LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert "“é” — ≥" in done.stdout


@pytest.mark.parametrize("arguments", [["query", ODD], ["path", "pradiya-2024", "cahyani-2025"]], ids=["query", "path"])
def test_a_pipe_of_windows_does_not_break_an_answer(arguments, notes_build):
    """Python writes to a pipe in the code page of the machine, which lacks some characters of an answer."""
    done = kg(*arguments, "--build", notes_build, env={"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0, done.stderr[-300:]


def test_markup_in_an_answer_is_shown_as_it_is(notes_build):
    done = kg("query", "SELECT ('[bold]x[/bold] [1]' AS ?odd) {}", "--build", notes_build)
    assert "[bold]x[/bold] [1]" in done.stdout


def test_markup_in_the_name_of_a_folder_is_shown_as_it_is(tmp_path):
    papers = corpus(tmp_path / "papers", {"satu-2024": document()})
    done = kg("build", papers, "--out", "[bold]b", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "[bold]b" in done.stderr


def test_the_command_that_a_build_recommends_stands_on_one_line(tmp_path):
    papers = corpus(tmp_path / "papers", {"satu-2024": document()})
    out = tmp_path / ("x" * 80)
    done = kg("build", papers, "--out", out)
    assert f"kg serve --build {out}" in done.stderr


def test_warnings_are_counted_and_told_when_asked_for(tmp_path):
    text = document().replace('title: "Kajian Pemakaian Aplikasi Layanan di Kota Angin"\n', "")
    papers = corpus(tmp_path / "papers", {"satu-2024": text})
    short = kg("build", papers, "--out", tmp_path / "build")
    assert short.returncode == 0 and "1 warning" in short.stderr
    assert "no title" not in short.stderr
    assert "no title" in " ".join(kg("build", papers, "--out", tmp_path / "build", "--verbose").stderr.split())


@pytest.mark.parametrize(
    "arguments", [["build", "--nonsense"], ["nonsense"], ["path", "one"], ["query", "--format", "xml"]]
)
def test_a_wrong_way_to_call_ends_with_status_2(arguments):
    done = kg(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "Error: " in done.stderr


def test_the_network_is_shut_in_these_tests():
    import socket

    with pytest.raises(PermissionError, match="no network"), socket.socket() as opened:
        opened.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_validate_tells_a_file_that_was_changed(tmp_path):
    papers = corpus(tmp_path / "papers", {"satu-2024": document()})
    build = tmp_path / "build"
    assert kg("build", papers, "--out", build).returncode == 0
    assert kg("validate", "--build", build).returncode == 0
    with (build / "data/texts/satu-2024.txt").open("a", encoding="utf-8") as text:
        text.write("!")
    told = kg("validate", "--build", build)
    assert told.returncode == 1
    assert "data/texts/satu-2024.txt: is not the file that was built" in told.stdout


def test_a_build_of_another_version_is_told_as_such_and_answers(notes_build, tmp_path):
    old = shutil.copytree(notes_build, tmp_path / "old")
    manifest = json.loads((old / "litkg.json").read_text("utf-8"))
    (old / "litkg.json").write_text(json.dumps({**manifest, "litkg": "0.0.1"}), encoding="utf-8")
    done = kg("query", "papers", "--build", old)
    assert done.returncode == 0 and done.stdout == kg("query", "papers", "--build", notes_build).stdout
    assert (
        done.stderr.count("\n") == 1 and "built by litkg 0.0.1" in done.stderr and "run 'kg build' again" in done.stderr
    )
    assert kg("query", "papers", "--build", notes_build).stderr == ""


def test_watching_takes_the_options_of_building_on_who_reads():
    building, watching = (kg(command, "--help").stdout for command in ("build", "watch"))
    for option in ("--processes", "--engine", "--scheduler", "--store"):
        assert option in building and option in watching
    done = kg("watch", "sources", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2 and "say --engine dask too" in done.stderr
