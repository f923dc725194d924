"""A hostile file costs itself alone: one line tells it, and the papers beside it are built, within time and memory."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import resources
from kg.corpus.apart import Apart
from kg.corpus.document import Document, Unreadable
from kg.corpus.reader import paper_from, read_corpus
from kg.extract.reading import Extractor
from kg.model import LitkgError
from tests.helpers import KG, ROOT, corpus, document, kg, table
from tests.hostile_files import others, page, pdfs, stream, word_files

typst = pytest.importorskip("typst", reason="typst, which makes PDFs, is not installed")

# What is told of each file; a file that is not here is not in the corpus.
TOLD = {
    "cut-off.pdf": "damaged",
    "cut-off-late.pdf": "damaged",
    "encrypted.pdf": "encrypted; save it without a password",
    "page-tree-cycle.pdf": "damaged",
    "ten-million-pages.pdf": "",  # pdfium counts the pages that are there
    "zeros.pdf": "",
    "operators.pdf": "",
    "forms.pdf": "",
    "scan.pdf": "has no text layer: it is a scan; run OCR",
    "web-page.pdf": "is no PDF, whatever its name says",
    "image.pdf": "is no PDF, whatever its name says",
    "header-alone.pdf": "damaged",
    "half.docx": "cut off or damaged",
    "locked.docx": "encrypted or an old .doc",
    "bomb.docx": "would unpack to 30 MB",
    "nested.docx": "nested too deeply",
    "entities.docx": "document.xml",
    "thirty-megabytes.html": "larger than 20 MB",
    "deep.html": "nested too deeply",
    "nul.txt": "byte 11 is NUL",
    "surrogates.txt": "line 2 is not UTF-8",
    "utf-16.txt": "binary",
    "nested-front-matter.md": "line 2: the front matter is nested too deeply",
    "long-front-matter.md": "line 1: the front matter has more than",
    "laughs.md": "author has more than 10000 parts",
    "huge.txt": "has 100 MB of text",
    "folder.pdf": "is a folder",
    "empty-pdf.pdf": "is empty",
    "empty-docx.docx": "is empty",
    "empty-html.html": "is empty",
    "empty-htm.htm": "is empty",
    "empty-md.md": "only one line of text, or none",
    "empty-txt.txt": "only one line of text, or none",
    "random-pdf.pdf": "is no PDF",
    "random-docx.docx": "is not a Word file",
    "random-html.html": "not UTF-8",
    "random-htm.htm": "not UTF-8",
    "random-md.md": "binary",
    "random-txt.txt": "binary",
}
UNIX = {
    "fifo.txt": "is no regular file",
    "pipe.pdf": "is no regular file",
    "dangling.txt": "is a link to a file that is not there",
    "loop.pdf": "is a link to a file that is not there",
    b"caf\xe9.md": "unprintable characters",
}
MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, timeout=300)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stderr.decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> tuple[Path, int, str, float, float]:
    """All hostile files with two good papers in one corpus, built: build, status, complaints, seconds, megabytes."""
    folder = tmp_path_factory.mktemp("hostile")
    papers = corpus(
        folder / "papers", {"alfa-2024": document(), "zeta-2025": document("JMO belum optimal.", year=2025)}
    )
    for name, content in {**pdfs(typst.compile(b"#lorem(3000)")), **others()}.items():
        (papers / name).write_bytes(content)
    word_files(papers)
    with (papers / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    (papers / "folder.pdf").mkdir()
    if sys.platform == "linux":
        os.mkfifo(papers / "fifo.txt")
        os.mkfifo(papers / "pipe.pdf")
        (papers / "dangling.txt").symlink_to("nowhere.txt")
        (papers / "loop.pdf").symlink_to("loop.pdf")
        Path(os.fsdecode(os.fsencode(papers) + b"/caf\xe9.md")).write_text(document())
    for name in ("~$alfa-2024.docx", ".hidden.pdf", ".DS_Store", "Thumbs.db", "_draft.md"):
        (papers / name).write_bytes(b"\0\1\2")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MEASURED, *KG, "build", str(papers), "--out", str(folder / "build")]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=400, check=True)
    return folder / "build", *json.loads(done.stdout)


def test_hostile_files_are_told_and_the_others_are_built(bundle):
    build, status, complaints, _, _ = bundle
    assert status == 2
    assert "Traceback" not in complaints
    papers = [
        row["paper"].rsplit("/", 1)[-1] for row in table(kg("query", "papers", "--format", "csv", "--build", build))
    ]
    assert papers == ["alfa-2024", "zeta-2025"]
    assert kg("validate", "--build", build).returncode == 0


def test_nothing_else_is_told(bundle):
    lines = [line for line in bundle[2].splitlines() if line.startswith("kg: ")]
    hostile = len(TOLD) + (len(UNIX) if sys.platform == "linux" else 0)
    assert lines[-1] == f"kg: skipped {hostile} of {hostile + 2} files, named above; the rest is built"
    assert len(lines) == hostile + 1


@pytest.mark.parametrize("name", [*TOLD, *(name for name in UNIX if sys.platform == "linux")])
def test_one_line_tells_what_is_wrong_with_a_file_and_how_to_mend_it(name, bundle):
    shown = name.decode(errors="replace") if isinstance(name, bytes) else name
    (line,) = [line for line in bundle[2].splitlines() if f"/{shown}: " in line]
    _, semicolon, mend = line.partition("; ")
    assert semicolon and mend
    assert {**TOLD, **UNIX}[name] in line


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts a process' memory this way")
def test_hostile_files_cost_no_more_time_and_memory_than_is_allowed(bundle):
    _, _, _, seconds, megabytes = bundle
    assert seconds < 120  # of the processor, all processes together
    assert megabytes < 2300


HALO = page(stream(b"BT /F 12 Tf 72 700 Td (Halo dunia) Tj ET"))


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes of this system cannot be held")
@pytest.mark.parametrize("end", ["killed", "never answers"])
def test_a_reader_that_gives_no_answer_costs_the_file_that_it_was_reading_alone(end, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.corpus.apart.SECONDS", 60.0 if end == "killed" else 1.5)
    paths = [tmp_path / f"{name}.pdf" for name in "abcdef"]
    for path in paths:
        path.write_bytes(HALO)
    with Apart(paths) as apart:
        first = apart._readers[0]._process
        first.send_signal(signal.SIGSTOP)
        if end == "killed":
            first.send_signal(signal.SIGKILL)
        found = list(apart.documents())
    assert [type(read) for read in found] == [Unreadable, *[Document] * 5]
    said = "ended with status -9" if end == "killed" else "no answer within 2 seconds"
    assert found[0].what == f"breaks its reader ({said})"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes of this system cannot be held")
def test_readers_that_hang_side_by_side_are_given_up_at_the_same_time(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.corpus.apart.SECONDS", 8.0)
    paths = [tmp_path / f"{name}.pdf" for name in "ab"]
    with Apart(paths) as apart:
        for reader in apart._readers:
            reader._process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        assert [type(read) for read in apart.documents()] == [Unreadable, Unreadable]
    assert time.monotonic() - began < 8.0 * 2 / len(apart._readers) + 6


def test_marks_without_width_and_of_direction_leave_positions_right(tmp_path):
    said = "Aplikasi\u200b JMO \u202ebelum\u202c optimal \u2067\u05e9\u05dc\u05dd\u2069 me\u0301nurut \U0001f600 warga."
    papers = corpus(tmp_path, {"a.txt": document().replace("Penggunaan aplikasi JMO sudah efektif.", said)})
    (paper,) = read_corpus(papers).papers
    assert paper.text == (papers / "a.txt").read_text(encoding="utf-8")
    assert said in [paper.text[sentence.start : sentence.end] for sentence in paper.sentences]


def test_a_folder_of_faults_alone_is_refused_with_one_line_a_file(tmp_path):
    (tmp_path / "papers" / "a.pdf").mkdir(parents=True)
    (tmp_path / "papers" / "b.docx").write_bytes(b"")
    done = kg("build", tmp_path / "papers", "--out", tmp_path / "build")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "build").exists()


HEAD = "# Kajian Pasar\n\nRara Wening\n\n# Abstrak\n\nIsi kajian ini.\n\n# Pendahuluan\n\n"
LIST = "Isi.\n\n# Daftar Pustaka\n\n"
ENTRY = "Awan, T. (2020). Judul Rekaan. Jurnal Angin, 1(2), 3–9.\n\n"
REPEATED = {  # texts of one thing over and over, which a pattern or a search may work on for ever
    "one line of prose": (HEAD, "Aplikasi JMO belum optimal karena jaringan lambat. "),
    "one sentence": (HEAD, "aplikasi JMO belum optimal dan jaringan lambat, "),
    "short lines": (HEAD, "abc de fg\n"),
    "blank lines": (HEAD, "\n"),
    "brackets that open": (HEAD, "("),
    "brackets around words": (HEAD, "(a "),
    "square brackets": (HEAD, "["),
    "quotation marks": (HEAD, "“a "),
    "digits": (HEAD, "7"),
    "stops": (HEAD, "a."),
    "numbers of items": (HEAD, "1. "),
    "numbered lines": (HEAD, "1. satu\n"),
    "headings": (HEAD, "# Hasil\n\n"),
    "rows": (HEAD, "| a | b |\n"),
    "raised figures": (HEAD, "<sup>1"),
    "authors": ("# Kajian Pasar\n\n", "Rara Wening<sup>1</sup>, "),
    "addresses": ("# Kajian Pasar\n\n", "a@"),
    "entries": (HEAD + LIST, ENTRY),
    "entries on one line": (HEAD + LIST, ENTRY.strip() + " "),
    "names of an entry": (HEAD + LIST, "Awan, T., "),
    "letters of an entry": (HEAD + LIST, "a"),
    "an address in an entry": (HEAD + LIST + "https://a/", "a."),
    "numbered entries": (HEAD + LIST, "[1] Awan, T. Judul, 2020.\n"),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(resources.ontology_dir())


def _seconds(extractor: Extractor, text: str) -> float:
    began = time.process_time()
    extractor.read(paper_from("a", text))
    return time.process_time() - began


@pytest.mark.parametrize("name", REPEATED)
def test_a_text_of_one_thing_over_and_over_is_read_in_time(name, extractor):
    start, unit = REPEATED[name]
    assert _seconds(extractor, start + unit * (100_000 // len(unit))) < 3


@pytest.mark.parametrize("unit", ["(Awan, 2020) ", "Menurut Awan (2020), "])
def test_a_text_of_citations_takes_time_in_proportion(unit, extractor):
    few, many = (_seconds(extractor, HEAD + unit * count + "\n\n# Hasil\n\nIsi.\n") for count in (500, 2000))
    assert many < 8 * few + 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one line of prose", "short lines", "brackets around words", "entries", "stops"])
def test_a_text_of_two_megabytes_is_read_in_time(name, extractor):
    start, unit = REPEATED[name]
    assert _seconds(extractor, start + unit * (2_000_000 // len(unit))) < 60


def test_a_text_longer_than_any_is_told_at_once(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10_000_000_000)
    began = time.process_time()
    (fault,) = read_corpus(corpus(tmp_path, {"b": document()})).faults
    assert isinstance(fault, LitkgError) and "10000 MB" in str(fault)
    assert time.process_time() - began < 5
