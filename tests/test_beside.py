"""A process beside this one answers what it is told, ends when it is not wanted, and says why it failed."""

import time

import pytest

from kg.beside import Beside, BesideError


def test_a_process_answers_what_it_was_told():
    with Beside("kg.beside") as process:
        process.start("satu", "dua é")
        assert process.result() == "satu dua é"


def test_a_process_that_cannot_start_says_why():
    with Beside("kg.no_such_module") as process:
        process.start("a")
        with pytest.raises(BesideError, match="no_such_module"):
            process.result()


def test_a_process_that_is_not_wanted_is_gone_at_once():
    began = time.monotonic()
    with Beside("kg.beside") as process:
        inner = process._process
    assert inner.poll() is not None
    assert time.monotonic() - began < 20  # it would wait for ever


def test_long_answers_of_several_lines_are_told_from_each_other():
    with Beside("kg.beside") as process:
        said = ["satu\ndua\n", "", "tiga é\n" * 100_000, "\ud800"]
        for each in said:
            process.start(each)
        assert [process.result() for _ in said] == said


def test_half_an_answer_is_none(tmp_path, monkeypatch):
    (tmp_path / "half_an_answer.py").write_text("print(5)\nprint('ab', end='', flush=True)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with Beside("half_an_answer") as process, pytest.raises(BesideError):
        process.result()
