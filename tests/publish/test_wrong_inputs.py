"""Commands that write for the next paper say in one line what is wrong and how to mend it, and write nothing."""

import pytest

from tests.helpers import kg

WRONG = [
    (("cite", "obstacle/none"), "did you mean obstacle/"),
    (("cite", "effectiveness", "--out", "no/such/a.docx"), "no/such/a.docx: cannot be written"),
    (("cite", "effectiveness", "--out", "folder"), "folder: is a folder; name a file"),
    (("table", "evidence", "--columns", "harga"), "--columns harga: is no column of evidence; there are "),
    (("table", "evidence", "--out", "no/such/a.xlsx"), "no/such/a.xlsx: cannot be written"),
    (("table", "evidence", "--out", "folder"), "folder: is a folder; name a file"),
    (("table", "introduction", "--study", "none.yaml"), "none.yaml: cannot be read (No such file or directory)"),
    (("table", "introduction", "--study", "latin.yaml"), "latin.yaml: is not UTF-8; save it as UTF-8"),
    (("table", "introduction", "--study", "broken.yaml"), "broken.yaml, line 1: is no YAML"),
    (("table", "introduction", "--study", "facet.yaml"), "facet.yaml, 'lokasi': is no facet of a study; there are "),
    (("table", "introduction", "--study", "concept.yaml"), "concept.yaml, aspects: 'zzz': is no concept"),
    (("export", "bibtex", "--out", "no/such/a.bib"), "no/such/a.bib: cannot be written"),
    (("export", "csv", "--out", "facet.yaml"), "facet.yaml: is a file; name a folder"),
    (("nanopub", "--only", "obstacle/none"), "--only obstacle/none: no finding or statement has this name"),
    (("nanopub", "--licence", "bebas"), "--licence bebas: is no IRI"),
    (("qdpx", "--out", "a.zip"), "a.zip: has an ending that names no format of REFI-QDA"),
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in, with profiles of a study that are wrong in one way each."""
    (tmp_path / "folder").mkdir()
    profiles = {"latin": b"setting: S\xe3o\n", "broken": b"a: [", "facet": b"lokasi: X\n", "concept": b"aspects: zzz\n"}
    for name, content in profiles.items():
        (tmp_path / f"{name}.yaml").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_it_is_told_in_one_line(notes_build, desk, arguments, told):
    before = sorted(desk.rglob("*"))
    done = kg(*arguments, "--build", notes_build)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert done.stderr.startswith("kg: ") and told in done.stderr
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("cite", "effectiveness"), ("table", "evidence"), ("export", "graphml"), ("nanopub",), ("mcp",),
        ("qdpx", "--out", "a.qdpx"), ("crate", "--out", "a.zip"),
    ],
)  # fmt: skip
def test_where_there_is_no_build_the_line_says_how_to_make_one(desk, arguments):
    if arguments == ("mcp",):
        pytest.importorskip("mcp", reason="the Model Context Protocol is in the extra 'mcp'")
    done = kg(*arguments, "--build", "folder")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kg: folder: no build in this folder; run 'kg build' first, or name it with --build\n"
