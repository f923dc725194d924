"""Whatever a file is called, a build writes within its folder alone; names that a system cannot keep are told."""

import sys

import pytest

from kg.corpus.reader import read_corpus
from tests.helpers import corpus, document, kg, tree

GOOD = [
    "papers...md",
    "a..b.md",
    "-rf.md",
    "--out=elsewhere.md",
    "$(touch mark).md",
    "`touch mark`.md",
    "; touch mark;.md",
    "a b  c.md",
    "%2e%2e%2fup.md",
    "a..%5cup.md",
    "&lt;b&gt;.md",
    "'quote'.md",
    "#fragment?query.md",
    "{{7*7}}.md",
    "kajian-π-日本.md",
    "👍.md",
    "index.html.md",
    "litkg.json.md",
    "x" * 190 + ".md",
]
HOSTILE = [
    "line\nbreak.md",
    "tab\tbed.md",
    "escape\x1b[31mred.md",
    "bell\a.md",
    "right\u202eto-left.md",
    "zero\u200bwidth.md",
    "x" * 220 + ".md",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build of all papers with such names, and what it said."""
    desk = tmp_path_factory.mktemp("desk")
    papers = corpus(desk / "papers", {"alfa.md": document()})
    for number, name in enumerate([*GOOD, *HOSTILE]):
        text = document(f"Aplikasi JMO sudah efektif bagi kelompok {number}.", title=f"Kajian Pasar Nomor {number}")
        (papers / name).write_text(text, encoding="utf-8")
    done = kg("build", papers, "--out", desk / "build", cwd=desk)
    return desk, done


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses such names")
def test_papers_with_strange_names_are_built_and_the_impossible_are_told(built):
    desk, done = built
    assert "Traceback" not in done.stderr, done.stderr
    stored = {path.name for path in (desk / "build" / "data" / "texts").iterdir()}
    assert stored == {name.removesuffix(".md") + ".txt" for name in ["alfa.md", *GOOD]}
    lines = [line for line in done.stderr.splitlines() if line.startswith("kg: ") and "skipped" not in line]
    assert len(lines) == len(HOSTILE)
    assert not any(sign in done.stderr for sign in "\x1b\a\u202e\u200b")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses such names")
def test_nothing_is_written_outside_of_the_build(built):
    desk, _ = built
    assert {path.name for path in desk.iterdir()} <= {"papers", "build", ".build.litkg"}
    assert set(tree(desk / "papers")) == {"alfa.md", *GOOD, *HOSTILE}
    assert not any(path.is_symlink() for path in (desk / "build").rglob("*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses such names")
def test_such_a_build_is_sound_and_can_be_copied(built):
    desk, _ = built
    checked = kg("validate", "--build", desk / "build")
    assert checked.returncode == 0, checked.stdout
    assert kg("publish", desk / "public", "--build", desk / "build").returncode == 0
    for form, out in (("notes", "notes"), ("csv", "tables"), ("graphml", "a.graphml")):
        done = kg("export", form, "--out", desk / out, "--build", desk / "build")
        assert "Traceback" not in done.stderr and done.returncode == 0, done.stderr
    made = {"papers", "build", ".build.litkg", "public", "notes", "tables", "a.graphml"}
    assert {path.name for path in desk.iterdir()} - made <= {".public.litkg", ".notes.litkg", ".tables.litkg"}


RESERVED = [
    "CON",
    "con",
    "PRN",
    "AUX",
    "NUL",
    "nul.2024",
    "COM1",
    "LPT9",
    "a:b",
    "a*b",
    'a"b',
    "a<b",
    "a|b",
    "a?b",
    "a\\b",
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses such names")
def test_names_that_windows_cannot_keep_are_told_and_such_papers_read(tmp_path):
    corpus(tmp_path, {"auxiliary.md": document(), "con-2024.md": document()})
    for stem in RESERVED:
        if stem != "con":  # one key with CON
            (tmp_path / f"{stem}.md").write_text(document(), encoding="utf-8")
    read = read_corpus(tmp_path)
    told = {line.partition(": has a name that Windows")[0] for line in read.warnings if "Windows cannot keep" in line}
    assert told == {str(tmp_path / f"{stem}.md") for stem in RESERVED if stem != "con"}
    assert len(read.papers) == len(told) + 2 and not read.faults


@pytest.mark.parametrize(
    "key", ["../../../etc/passwd", "..", "a/b", "/etc/passwd", "%2e%2e/alfa", "https://example.org/a"]
)
@pytest.mark.parametrize("command", ["cite", "compare", "path"])
def test_a_key_that_is_a_path_is_only_an_unknown_name(command, key, notes_build):
    arguments = [command, key] if command == "cite" else [command, key, "putri-2024"]
    done = kg(*arguments, "--build", notes_build)
    assert (done.returncode, done.stdout) == (2, "") and "Traceback" not in done.stderr
    assert "root:" not in done.stderr
