"""What a user may do with ``kg add``: papers are copied with their data; nothing is overwritten or half done."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.add import add
from kg.model import LitkgError
from tests.helpers import KG, ROOT, corpus, document, kg, table, tree

TITLE = "Mutu Antrean Daring pada Kantor Layanan Pesisir"
BODY = document().split("---", 2)[2].strip()
PLAIN = f"# {TITLE}\n\nRara Wening, Tirta Awan\n\n# Abstrak\n\nKajian ini menelaah antrean.\n\n{BODY}\n"
BIBTEX = f"""@article{{lain, title={{{TITLE}}}, author={{Wening, Rara and Awan, Tirta}}, year={{2023}},
  journal={{Jurnal Angin Timur}}, volume={{4}}, pages={{10--22}}, doi={{10.1234/angin.1}}}}
"""
RIS = f"""TY  - JOUR
TI  - {TITLE}
AU  - Wening, Rara
AU  - Awan, Tirta
PY  - 2023
JO  - Jurnal Angin Timur
DO  - 10.1234/angin.1
ER  -
"""
ITEM = {
    "id": "lain",
    "type": "article-journal",
    "title": TITLE,
    "author": [{"family": "Wening", "given": "Rara"}, {"family": "Awan", "given": "Tirta"}],
    "issued": {"date-parts": [[2023, 5]]},
    "container-title": "Jurnal Angin Timur",
    "DOI": "10.1234/angin.1",
}
LIBRARIES = {"a.bib": BIBTEX, "a.ris": RIS, "a.json": json.dumps([ITEM])}
OTHER = {"id": "catatan", "type": "book", "title": "Buku Rekaan", "abstract": "Tetap ada.", "publisher": "Penerbit"}


@pytest.fixture
def desk(tmp_path) -> Path:
    """A working directory with two papers and a bad one in a folder beside it."""
    corpus(tmp_path / "down", {"wening-2023": PLAIN, "awan-2024": document(), "rusak.txt": "a\0b\n\nc"})
    return tmp_path


def items(folder: Path) -> list[dict]:
    return json.loads((folder / "sources" / "library.json").read_text(encoding="utf-8"))


def test_a_first_paper_makes_the_folder_and_is_told(desk):
    done = kg("add", "down/awan-2024.md", "--format", "json", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = json.loads(done.stdout)
    assert row["paper"] == "awan-2024" and row["authors"] == "Rara Wening" and row["year"] == "2024"
    assert row["references"] == "2" and "conclusion" in row["sections"]
    assert row["not found"] == "venue, abstract"
    assert tree(desk / "sources") == {"awan-2024.md": tree(desk / "down")["awan-2024.md"]}


def test_several_files_are_added_though_one_of_them_is_bad(desk):
    done = kg("add", *sorted((desk / "down").iterdir()), "--format", "csv", cwd=desk)
    assert done.returncode == 2
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["paper"] for row in rows] == ["awan-2024", "wening-2023"]
    told = done.stderr.splitlines()
    assert len(told) == 2 and "rusak.txt" in told[0] and "1 of 3 files not added" in told[1]
    assert sorted(tree(desk / "sources")) == ["awan-2024.md", "wening-2023.md"]


def test_the_same_again_changes_nothing(desk):
    (desk / "a.bib").write_text(BIBTEX)
    files = tuple((desk / "down").glob("*.md"))
    add(files, desk / "sources", desk / "a.bib")
    before = {path: path.stat().st_mtime_ns for path in (desk / "sources").iterdir()}
    assert len(before) == 3
    assert not add(files, desk / "sources", desk / "a.bib").faults
    assert not add(tuple((desk / "sources").glob("*.md")), desk / "sources").faults  # given by its path there
    assert {path: path.stat().st_mtime_ns for path in (desk / "sources").iterdir()} == before


@pytest.mark.parametrize("name", ["awan-2024.md", "awan-2024.txt", "AWAN-2024.md", "awan-2024.MD"])
def test_another_paper_of_the_same_key_is_refused_and_the_first_untouched(name, desk):
    add((desk / "down" / "awan-2024.md",), desk / "sources")
    before = tree(desk / "sources")
    corpus(desk / "new", {})
    (desk / "new" / name).write_text(document(year=2025))
    added = add((desk / "new" / name,), desk / "sources")
    assert [fault.what for fault in added.faults] == [
        f"has the same key '{Path(name).stem}' as {desk / 'sources' / 'awan-2024.md'}, another paper"
    ]
    assert tree(desk / "sources") == before


def test_two_files_of_one_key_in_one_call_are_not_both_added(desk):
    corpus(desk / "new", {"awan-2024.txt": document(year=2025)})
    added = add((desk / "down" / "awan-2024.md", desk / "new" / "awan-2024.txt"), desk / "sources")
    assert len(added.rows) == len(added.faults) == 1
    assert list(tree(desk / "sources")) == ["awan-2024.md"]


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_a_library_says_is_kept_for_every_build(name, desk):
    (desk / name).write_text(LIBRARIES[name])
    done = kg("add", "down/wening-2023.md", "--bib", name, cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    (item,) = items(desk)
    assert item["id"] == "wening-2023" and item["DOI"] == "10.1234/angin.1"
    assert kg("build", "--quiet", cwd=desk).returncode == 0
    (row,) = table(kg("query", "papers", "--format", "csv", cwd=desk))
    assert (row["title"], row["authors"], row["year"]) == (TITLE, "Rara Wening; Tirta Awan", "2023")
    assert (row["venue"], row["doi"]) == ("Jurnal Angin Timur", "10.1234/angin.1")


def test_a_library_that_is_in_the_corpus_is_merged_and_loses_nothing(desk):
    corpus(desk / "sources", {})
    (desk / "sources" / "library.json").write_text(json.dumps([OTHER, {**ITEM, "id": "wening-2023", "volume": "3"}]))
    (desk / "sources" / "mine.bib").write_text("@book{x, title={Lain Sekali}, year={2001}}")
    (desk / "a.bib").write_text(BIBTEX)
    add((desk / "down" / "wening-2023.md",), desk / "sources", desk / "a.bib")
    assert items(desk)[0] == OTHER
    (item,) = items(desk)[1:]
    assert (item["id"], item["volume"], item["page"]) == ("wening-2023", "4", "10-22")
    assert (desk / "sources" / "mine.bib").read_text().startswith("@book{x")


def test_without_a_library_named_the_one_in_the_corpus_is_used(desk):
    corpus(desk / "sources", {})
    (desk / "sources" / "mine.bib").write_text(BIBTEX)
    added = add((desk / "down" / "wening-2023.md",), desk / "sources")
    assert added.rows[0][:4] == ("wening-2023", TITLE, "Rara Wening; Tirta Awan", "2023")
    assert not (desk / "sources" / "library.json").exists()


def test_an_entry_of_another_work_is_told_and_not_used(desk):
    (desk / "a.json").write_text(json.dumps([{**ITEM, "id": "wening-2023", "title": "Pasar Ikan di Tepi Laut Lain"}]))
    done = kg("add", "down/wening-2023.md", "--bib", "a.json", "--format", "json", cwd=desk)
    (told,) = done.stderr.splitlines()
    assert "wening-2023" in told and "it is not used" in told
    assert json.loads(done.stdout)[0]["title"] == TITLE
    assert not (desk / "sources" / "library.json").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", "[{"), ("a.json", "{}"), ("a.xml", "<a/>"), ("a.bib", "\0"), ("a.ris", None)],
)
def test_a_broken_library_is_refused_before_anything_is_copied(name, content, desk):
    if content is not None:
        (desk / name).write_text(content)
    done = kg("add", "down/wening-2023.md", "--bib", name, cwd=desk)
    (told,) = done.stderr.splitlines()
    assert done.returncode == 2 and name in told and "; " in told
    assert not (desk / "sources").exists()


def test_a_broken_library_in_the_corpus_is_told_before_anything_is_copied(desk):
    corpus(desk / "sources", {})
    (desk / "sources" / "library.json").write_text('[{"container-title":')
    (desk / "a.bib").write_text(BIBTEX)
    with pytest.raises(LitkgError, match=r"library\.json"):
        add((desk / "down" / "wening-2023.md",), desk / "sources", desk / "a.bib")
    assert list(tree(desk / "sources")) == ["library.json"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("down", "folder"),
        ("nowhere.pdf", "no such file"),
        ("x.rtf", "save it as .docx"),
        ("x.png", "kind"),
        ("README.md", "passes it over"),
        ("_x.md", "passes it over"),
        ("~$x.docx", "passes it over"),
        ("x" * 220 + ".md", "200 bytes"),
    ],
)
def test_what_can_be_no_paper_is_refused(name, words, desk):
    if "." in name and name != "nowhere.pdf":
        (desk / name).write_text(PLAIN)
    added = add((desk / name,), desk / "sources")
    assert not added.rows and len(added.faults) == 1
    assert words in str(added.faults[0])
    assert not any((desk / "sources").glob("*"))


def test_a_file_that_may_not_be_read_is_told(desk):
    (desk / "down" / "awan-2024.md").chmod(0)
    if os.access(desk / "down" / "awan-2024.md", os.R_OK):
        pytest.skip("this user may read every file")
    added = add((desk / "down" / "awan-2024.md",), desk / "sources")
    assert [fault.what for fault in added.faults] == ["Permission denied"]


@pytest.mark.parametrize("place", ["/proc/litkg", "file", "file/deep"])
def test_a_corpus_that_cannot_be_written_is_refused_in_one_line(place, desk):
    if place.startswith("/") and not Path("/proc/self").is_dir():
        pytest.skip("no /proc, the one folder that even root cannot write")
    (desk / "file").write_text("mine")
    done = kg("add", "down/awan-2024.md", "--corpus", place, cwd=desk)
    (told,) = done.stderr.splitlines()
    assert done.returncode == 2 and place in told and "--corpus" in told
    assert (desk / "file").read_text() == "mine"


def test_every_form_of_the_answer_says_the_same(desk):
    forms = {
        form: kg("add", "down/awan-2024.md", "--format", form, cwd=desk) for form in ("table", "csv", "json", "md")
    }
    assert {done.returncode for done in forms.values()} == {0}
    (row,) = csv.DictReader(io.StringIO(forms["csv"].stdout))
    assert [row] == json.loads(forms["json"].stdout)
    for cell in row.values():
        assert cell in forms["md"].stdout
    assert all(word in forms["table"].stdout for word in (*row["title"].split(), "not found", "1 row"))


@pytest.mark.parametrize(("width", "widest"), [(60, 400), (200, 200)])
def test_on_a_terminal_a_narrow_one_too_nothing_is_lost(width, widest, desk):
    pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")
    main, side = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(width), "TERM": "xterm"}
    arguments = [*KG, "add", "down/awan-2024.md"]
    done = subprocess.run(arguments, cwd=desk, stdout=side, stderr=side, env=environment, timeout=60, check=False)
    os.close(side)
    shown = os.read(main, 100_000).decode()
    os.close(main)
    assert done.returncode == 0
    assert max(map(len, shown.splitlines())) <= widest
    assert all(word in shown for word in ("awan-2024", "Pemakaian", "Rara", "venue", "conclusion"))


def test_its_help_shows_examples_and_no_file_is_told(desk):
    assert "kg add putri-2024.pdf" in kg("add", "--help").stdout
    done = kg("add", cwd=desk)
    assert done.returncode == 2 and "FILE" in done.stderr and "Traceback" not in done.stderr
    assert not (desk / "sources").exists()


@pytest.mark.slow
def test_interrupted_at_any_time_it_leaves_nothing_half_written(desk):
    many = corpus(desk / "many", {f"kajian-{n}": document(title=f"Kajian {n} Pasar", year=2000 + n) for n in range(40)})
    whole = tree(many)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for tenths in (2, 4, 6, 8, 10, 14):
        target = desk / f"sources-{tenths}"
        arguments = [*KG, "add", *map(str, sorted(many.iterdir())), "--corpus", str(target)]
        with subprocess.Popen(
            arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(tenths / 10)
            process.kill() if sys.platform == "win32" else process.send_signal(2)
        if target.is_dir():
            assert tree(target).items() <= whole.items()
