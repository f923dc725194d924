"""Whatever a file holds, reading it ends soon, with a document or with a reason."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus.document import Document, Unreadable
from kg.corpus.pdf.reader import MOST_PAGES, read_pdf
from tests.corpus.typeset import at, by_typst, drawn, lines, paragraphs, sentence
from tests.helpers import ROOT

GENEROUS = 20  # seconds for what takes less than two
APART = """
import sys
from pathlib import Path
from kg.corpus.document import Unreadable
from kg.corpus.pdf.reader import read_pdf
for name in sys.argv[1:]:
    try:
        read_pdf(Path(name))
    except Unreadable:
        pass
print("done")
"""


def ends(path: Path) -> Document | str:
    """Read a file, and take either answer."""
    try:
        return read_pdf(path)
    except Unreadable as fault:
        assert fault.what
        assert fault.mend
        return fault.what


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    path = by_typst(tmp_path_factory.mktemp("whole"), "\n\n".join(paragraphs(20)), page='numbering: "1"')
    return path.read_bytes()


@pytest.mark.parametrize("tenth", range(11))
def test_a_file_that_was_cut_short_is_read_or_refused(tmp_path, whole, tenth):
    (tmp_path / "p.pdf").write_bytes(whole[: len(whole) * tenth // 10])
    assert ends(tmp_path / "p.pdf")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_file_with_wrong_bytes_is_read_or_refused(tmp_path, whole, flips):
    broken = bytearray(whole)
    for place, byte in flips:
        broken[int(place * len(broken))] = byte
    (tmp_path / "p.pdf").write_bytes(broken)
    assert ends(tmp_path / "p.pdf")


def test_a_page_tree_that_bites_its_tail_is_refused_or_read(tmp_path):
    path = drawn(tmp_path / "p.pdf", [lines([sentence(1)])])
    path.write_bytes(path.read_bytes().replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"))
    done = subprocess.run(
        [sys.executable, "-c", APART, str(path)], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in done.stderr


def test_a_hundred_thousand_pages_are_refused_unread(tmp_path):
    path = drawn(tmp_path / "p.pdf", [lines([sentence(1)])])
    kids = b"/Count 100000 /Kids [" + b"5 0 R " * 100_000 + b"]"
    path.write_bytes(path.read_bytes().replace(b"/Count 1 /Kids [5 0 R]", kids))
    start = time.process_time()
    with pytest.raises(Unreadable, match=f"more than {MOST_PAGES}"):
        read_pdf(path)
    assert time.process_time() - start < GENEROUS


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lines", "columns", "cells", "long line", "figures", "blanks", "stars"])
def test_a_huge_page_takes_no_longer_than_its_size_asks_for(tmp_path, kind):
    sides = [(20 + 37 * (number % 15), 840 - 0.3 * (number // 15)) for number in range(20_000)]
    contents = {
        "lines": "".join(at(72, 840 - 0.04 * number, sentence(number % 12000), 9) for number in range(20_000)),
        "columns": "".join(at(x, y, "loket itu", 4) for x, y in sides),
        "cells": "".join(at(x, y, str(number), 4) for number, (x, y) in enumerate(sides)),
        "long line": at(72, 500, "loket pasar " * 16_000, 8),
        "figures": at(72, 500, "1 2 3, 4* " * 20_000, 8),
        "blanks": at(72, 500, "a" + " " * 200_000 + "b", 8),
        "stars": at(72, 500, "*" * 200_000, 8),
    }  # fmt: skip
    path = drawn(tmp_path / "p.pdf", [contents[kind]])
    start = time.process_time()
    ends(path)
    assert time.process_time() - start < GENEROUS
