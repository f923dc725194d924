"""One paper in every format gives the same graph, and a PDF the way back to its pages; corpora as users have them."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from kg import resources
from kg.corpus.reader import read_corpus
from kg.graph.shapes import validate
from kg.graph.store import Store
from kg.model import LitkgError
from tests import one_document
from tests.helpers import ROOT, corpus, document, kg, table, tree

pdfium = pytest.importorskip("pypdfium2")
typst = pytest.importorskip("typst", reason="typst, which makes PDFs, is not installed")
pytest.importorskip("docx", reason="python-docx, which makes Word files, is not installed")

# Endings in capitals, and keys with signs that mean something in an address or a file name.
NAMES = {
    "Markdown": "markdown.md",
    "text": "Kajian Müller.txt",
    "HTML": "page & more.HTML",
    "Word": "100% word.Docx",
    "PDF": "satu#kolom.PDF",
    "PDF of two columns": "dua kolom.pdf",
}
PDFS = ("PDF", "PDF of two columns")
KEYS = {kind: name.rpartition(".")[0] for kind, name in NAMES.items()}
OTHER_PROCESSES = "import kg.corpus.apart as a; a.MOST_PROCESSES = 1; from kg.cli import main; main()"


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> Path:
    """The paper in every format, with what else lies about in a folder."""
    folder = corpus(tmp_path_factory.mktemp("formats") / "papers", {NAMES["Markdown"]: one_document.markdown()})
    (folder / NAMES["text"]).write_bytes(one_document.plain().encode())
    (folder / NAMES["HTML"]).write_bytes(one_document.html().encode())
    one_document.word(folder / NAMES["Word"])
    for columns, kind in enumerate(PDFS, 1):
        (folder / NAMES[kind]).write_bytes(typst.compile(one_document.typst(columns).encode()))
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$00% word.Docx", ".~lock.100% word.Docx#", ".hidden.pdf"):
        (folder / name).write_bytes(b"\0\1")
    corpus(folder / "nested", {"more": document()})
    return folder


@pytest.fixture(scope="module")
def built(papers) -> Path:
    """A build of the paper in every format; look, but do not touch."""
    done = kg("build", papers, "--out", papers.parent / "build", "--verbose")
    assert done.returncode == 0, done.stderr
    assert "built 6 papers" in done.stderr
    warnings = [line for line in done.stderr.splitlines() if line.startswith("warning")]
    assert len(warnings) == 1 and "nested: is a folder, not read" in warnings[0]
    return papers.parent / "build"


@pytest.fixture(scope="module")
def rows(built) -> dict[str, dict[str, list[dict[str, str]]]]:
    """The rows of some queries, by query and key."""
    found: dict[str, dict[str, list[dict[str, str]]]] = {}
    for name in ("papers", "statements", "citations", "references"):
        by_key = found.setdefault(name, {key: [] for key in KEYS.values()})
        for row in table(kg("query", name, "--format", "csv", "--build", built)):
            by_key[unquote(row["paper"].rsplit("/", 1)[-1])].append(row)
    return found


SAME = {
    "papers": ("title", "authors", "year", "place", "period", "informants", "language", "source_kind"),
    "statements": ("kind", "concept", "stance", "attribution", "source", "section", "quote"),
    "citations": ("surface", "work", "intent", "quote"),
    "references": ("position", "work", "first_author", "year", "title", "container", "doi"),
}


def _said(rows: list[dict[str, str]], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(" ".join(row[column].split()) for column in columns) for row in rows)


def test_the_paper_says_enough_to_compare(rows):
    key = KEYS["Markdown"]
    statements = rows["statements"][key]
    assert len(statements) > 15
    assert {row["kind"] for row in statements} >= {"assessment", "obstacle", "benefit", "recommendation", "statistic"}
    assert [bool(row["work"]) for row in rows["citations"][key]] == [True, True, True, False]
    assert [row["first_author"] for row in rows["references"][key]] == ["Darmawan", "Lestari", "Zamrud"]
    assert rows["papers"][key][0]["title"] == one_document.TITLE
    assert rows["papers"][key][0]["authors"] == "; ".join(one_document.AUTHORS)


@pytest.mark.parametrize("query", SAME)
@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind != "Markdown"])
def test_a_paper_says_the_same_in_every_format(kind, query, rows):
    found, known = (_said(rows[query][KEYS[each]], SAME[query]) for each in (kind, "Markdown"))
    assert found == known


def _pages(path: Path) -> Iterator[str]:
    """Give the text of each page, white space and hyphens at line ends taken out, by pdfium alone."""
    file = pdfium.PdfDocument(path)
    for page in file:
        yield "".join(page.get_textpage().get_text_range().replace("\ufffe", "").split())
    file.close()


@pytest.mark.parametrize("kind", PDFS)
def test_the_page_of_a_statement_is_the_page_where_it_begins(kind, rows, papers):
    pages = list(_pages(papers / NAMES[kind]))
    assert len(pages) > 1
    statements = rows["statements"][KEYS[kind]]
    for row in statements:
        assert "".join(row["quote"].split())[:15] in pages[int(row["page"]) - 1]
    assert {row["page"] for row in statements} == {str(number + 1) for number in range(len(pages))}


def test_a_statement_of_a_file_without_pages_has_none(rows):
    for kind in set(NAMES) - set(PDFS):
        assert {row["page"] for row in rows["statements"][KEYS[kind]]} == {""}


@pytest.mark.parametrize("kind", NAMES)
def test_a_map_leads_from_positions_to_the_original(kind, built, rows):
    texts = built / "data" / "texts"
    text = (texts / f"{KEYS[kind]}.txt").read_bytes().decode()
    if kind in ("Markdown", "text"):
        assert not (texts / f"{KEYS[kind]}.csv").exists()
        return
    with (texts / f"{KEYS[kind]}.csv").open(encoding="utf-8", newline="") as file:
        passages = list(csv.DictReader(file))
    ends = [0, *(int(row["end"]) for row in passages)]
    gaps = [text[end : int(row["start"])] for end, row in zip(ends, passages, strict=False)]
    assert all(
        not gap.strip() and end <= int(row["start"]) for gap, end, row in zip(gaps, ends, passages, strict=False)
    )
    assert not text[ends[-1] :].strip()
    assert all(row["place"] for row in passages if kind != "HTML")
    for statement in rows["statements"][KEYS[kind]]:
        on = [row["page"] for row in passages if int(row["start"]) <= int(statement["start"]) < int(row["end"])]
        assert on == [statement["page"]]


def test_quotes_stand_in_the_stored_texts_and_text_files_are_stored_unchanged(built, rows, papers):
    for kind, key in KEYS.items():
        text = (built / "data" / "texts" / f"{key}.txt").read_bytes().decode()
        for row in rows["statements"][key] + rows["citations"][key]:
            shown = row.get("surface") or row["quote"]
            assert text[int(row["start"]) : int(row["end"])] == shown
        if kind in ("Markdown", "text"):
            assert text == (papers / NAMES[kind]).read_bytes().decode()


def test_a_sentence_that_a_page_break_cuts_is_one_and_keeps_it(rows):
    quotes = {row["quote"] for row in rows["statements"][KEYS["text"]]}
    assert any("belum optimal\n\f\nkarena jaringan" in found for found in quotes)


def test_the_graph_selects_passages_by_page_and_conforms(built):
    store = Store.of_build(built)
    _, found = store.table(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT DISTINCT ?value ?to { ?s a oa:FragmentSelector ; rdf:value ?value ; dcterms:conformsTo ?to }"
    )
    assert {tuple(row) for row in found} >= {(f"page={page}", "http://tools.ietf.org/rfc/rfc3778") for page in (1, 2)}
    assert [
        each for each in validate(store, resources.ontology_dir() / "shapes.ttl") if each.severity == "Violation"
    ] == []


def test_the_graph_conforms_by_a_second_validator(built):
    rudof = pytest.importorskip("pyrudof", reason="pyrudof, the second engine, is in the extra 'dev'")
    engine = rudof.Rudof(rudof.RudofConfig())
    engine.read_data((built / "data" / "graph.ttl").read_text(encoding="utf-8"), format=rudof.RDFFormat.Turtle)
    engine.read_shacl(str(resources.ontology_dir() / "shapes.ttl"))
    assert [str(entry) for entry in engine.validate_shacl()] == []


def test_a_build_of_all_formats_is_valid(built):
    done = kg("validate", "--build", built)
    assert done.returncode == 0 and " 0 violations" in done.stdout, done.stdout


@pytest.mark.parametrize("kind", NAMES)
def test_the_site_shows_the_text_of_every_paper(kind, built):
    page = (built / "paper" / f"{KEYS[kind]}.html").read_text(encoding="utf-8")
    assert "Layar verifikasi wajah gagal memuat gambar." in page
    assert f"paper/{quote(KEYS[kind], safe='')}.html" in (built / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_a_build_is_the_same_bytes_whatever_the_order_of_sets_and_the_number_of_readers(seed, papers, built, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", OTHER_PROCESSES, "build", str(papers), "--out", str(tmp_path / "build")]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    assert tree(tmp_path / "build") == tree(built)


@pytest.mark.parametrize("names", [("paper.txt", "paper.pdf"), ("Paper.md", "paper.txt"), ("e\u0301.md", "\u00e9.txt")])
def test_two_files_of_one_paper_are_refused(names, tmp_path):
    for name in names:
        (tmp_path / name).write_text(document())
    with pytest.raises(LitkgError, match="has the same key"):
        read_corpus(tmp_path)


def test_a_link_to_a_paper_elsewhere_is_read_under_its_own_name(tmp_path):
    elsewhere = corpus(tmp_path / "elsewhere", {"paper": document()})
    corpus(tmp_path / "papers", {})
    (tmp_path / "papers" / "alias.md").symlink_to(elsewhere / "paper.md")
    assert [paper.key for paper in read_corpus(tmp_path / "papers").papers] == ["alias"]


@pytest.mark.parametrize("name", ["a.md", "a.pdf"])
def test_a_file_that_may_not_be_read_is_told(name, tmp_path):
    corpus(tmp_path, {"b": document()})
    (tmp_path / name).write_text("x")
    (tmp_path / name).chmod(0)
    if os.access(tmp_path / name, os.R_OK):
        pytest.skip("this user may read every file")
    read = read_corpus(tmp_path)
    assert [paper.key for paper in read.papers] == ["b"]
    assert [str(fault) for fault in read.faults] == [
        f"{tmp_path / name}: Permission denied; check that you may read it"
    ]
