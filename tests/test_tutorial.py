"""What the tutorial shows is what its cells print, one after the other, on the bundled notes."""

import io
import re
from contextlib import redirect_stdout

import pytest

import kg
from tests.helpers import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
CELL = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)


def cells() -> list[tuple[str, str]]:
    """Give each cell of the tutorial, and what it is shown to print."""
    return CELL.findall(TUTORIAL.read_text(encoding="utf-8"))


def test_every_cell_prints_what_the_tutorial_shows(tmp_path, monkeypatch):
    pytest.importorskip("pandas", reason="pandas is in the extra 'dev'")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    assert len(cells()) > 10
    for code, shown in cells():
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(code, str(TUTORIAL), "exec"), names)
        assert [line.rstrip() for line in printed.getvalue().splitlines()] == shown.splitlines(), code


def test_a_cell_that_prints_is_shown_with_its_output():
    silent = [code for code, shown in cells() if not shown and "print(" in code]
    assert silent == []


def test_whatever_the_tutorial_names_is_there(notes_build):
    text = TUTORIAL.read_text(encoding="utf-8")
    graph = kg.open_build(notes_build)
    named = set(re.findall(r"\bgraph\.(\w+)", text))
    assert named >= {"network", "gaps", "cite"}
    assert [name for name in named if not hasattr(graph, name)] == []
    assert [name for name in set(re.findall(r"\bkg\.(\w+)", text)) if not hasattr(kg, name)] == []
