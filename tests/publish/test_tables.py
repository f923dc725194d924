"""``kg table``: tables and paragraphs for the next paper, each cell with the quotes that it rests on."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import docx
import pytest
from lxml import html

from kg.building import Options, build
from kg.graph.queries import named_query
from kg.graph.store import TEXTS, Store
from kg.model import LitkgError
from kg.publish.catalogue import fold
from kg.publish.tables import MAKERS, make_table, written
from kg.publish.tables.model import Cell, Column, Quote, Table
from kg.resources import ontology_dir
from tests.helpers import corpus, document, kg

HOSTILE = "</td><script>alert(1)</script> | _a_ & 50% \\x {y} $z# =1+1\x07"
METHOD = (
    "Kota itu ramai.\n\n# Metode Penelitian\n\n"
    "Penelitian ini dilakukan di Kota Surabaya. Penelitian ini menggunakan pendekatan kualitatif deskriptif. "
    "Pengumpulan data dilakukan melalui wawancara dan observasi. Informan penelitian ini berjumlah 7 orang."
)
PAPERS = {
    "wening-2024": document(
        "Penggunaan aplikasi JMO sudah efektif.",
        title="Kajian Pemakaian Aplikasi Layanan di Kota Surabaya",
        body=METHOD,
        results="Peserta terkendala jaringan internet yang lemah saat memakai aplikasi JMO.",
    ),
    "laras-2025": document(
        "Penggunaan aplikasi JMO belum optimal.",
        authors=("Bayu Laras",),
        title="Telaah Aplikasi JMO & <b>Layanan</b> 100%_baru",
        year=2025,
        results="Sebagian pekerja informal belum mengenal aplikasi JMO.",
    ),
}
STUDY = """title: Kajian kami
setting: Kota Surabaya
period: "2026"
approach: kuantitatif
methods: [wawancara]
informants: 120
aspects: [efektivitas, keandalan sistem]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    build(corpus(folder / "papers", PAPERS), folder / "build", Options(ontology_dir()))
    return folder / "build"


@pytest.fixture(scope="module")
def store(built) -> Store:
    return Store.of_build(built)


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("study") / "my-study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def row_of(table: Table, who: str) -> dict[str, Cell]:
    ids = [column.id for column in table.columns]
    (found,) = [row for row in table.rows if who in row[ids.index("paper")].text]
    return dict(zip(ids, found, strict=True))


def test_similarities_and_differences_are_told_facet_by_facet(store, study):
    made = make_table(store, "penelitian-terdahulu", "id", study)
    wening = row_of(made, "Wening")
    assert "dilakukan di Kota Surabaya" in wening["same"].text and "memakai wawancara" in wening["same"].text
    assert "menilai efektivitas" in wening["same"].text
    assert "Pendekatan: kualitatif; penelitian ini: kuantitatif." in wening["different"].text
    assert "Banyaknya informan: 7; penelitian ini: 120." in wening["different"].text
    assert wening["different"].text.endswith("Penelitian ini juga meneliti keandalan sistem.")
    assert "Kota Surabaya" not in wening["different"].text


def test_what_the_graph_does_not_know_is_left_to_be_filled_in(store, study):
    laras = row_of(make_table(store, "penelitian-terdahulu", "id", study), "Laras")
    for facet in ("Lokus", "Pendekatan", "Banyaknya informan"):
        assert f"{facet}: perlu diisi." in laras["different"].text
    assert (laras["method"].text, laras["method"].open) == ("perlu diisi", True)


def test_without_a_study_of_ones_own_nothing_is_compared(store):
    for row in make_table(store, "penelitian-terdahulu").rows:
        assert [cell.text for cell in row[-2:]] == ["perlu diisi", "perlu diisi"]


@pytest.mark.parametrize("name", list(MAKERS))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_quote_stands_where_its_cell_says(name, language, any_build):
    made = make_table(Store.of_build(any_build), name, language, columns="all" if name != "introduction" else None)
    texts = {path.stem: path.read_bytes().decode() for path in (any_build / TEXTS).glob("*.txt")}
    assert made.rows and (made.quotes or name == "gaps")
    for quote in made.quotes:
        assert fold(texts[quote.paper][quote.start : quote.end]) == quote.words


def test_the_evidence_names_the_papers_of_each_finding_and_no_other(any_build):
    from kg.publish.tables.facts import Literature

    store = Store.of_build(any_build)
    literature = Literature(store, "en")
    made = make_table(store, "evidence", "en")
    ids = [column.id for column in made.columns]
    for finding, row in zip(literature.catalogue("findings"), made.rows, strict=True):
        members = {literature.cite(iri) for iri in f"{finding['supporting']} {finding['opposing']}".split()}
        held = {literature.cite(each["holder"]) for each in literature.positions(finding["finding"])}
        cells = dict(zip(ids, row, strict=True))
        for paper in literature.papers:
            named = any(paper.cite in cells[side].text for side in ("supporting", "mixed", "opposing"))
            via = any(each["paper"] == paper.iri for each in literature.positions(finding["finding"]))
            assert not named or via or paper.cite in members | held


def test_the_introduction_says_of_the_own_study_what_its_profile_says(store, study):
    text = make_table(store, "introduction", "id", study).paragraph({})
    assert "Penelitian ini dilakukan di Kota Surabaya; mencakup 2026; memakai pendekatan kuantitatif" in text
    assert "tidak ditemukan penelitian yang memakai pendekatan kuantitatif atau meneliti keandalan sistem." in text
    assert text.count("dilakukan di Kota Surabaya") == 1  # one paper was done there: that is not new


def test_what_a_paper_mentions_is_not_called_new(store, tmp_path):
    profile = tmp_path / "s.yaml"
    profile.write_text("segment: [informal-workers, migrant-workers]\n", encoding="utf-8")
    text = make_table(store, "introduction", "en", profile).paragraph({})
    assert "none was found that treats migrant workers" in text
    assert "none was found that treats informal workers" not in text


def test_the_introduction_leaves_what_is_new_to_be_filled_in(store):
    made = make_table(store, "introduction", "en")
    assert made.rows[-1][0].open and made.paragraph({}).endswith("What is new in this study: to be filled in.")


def test_what_an_introduction_says_of_others_rests_on_quotes(any_build):
    made = make_table(Store.of_build(any_build), "introduction", "en")
    *of_others, of_the_own = [cell for (cell,) in made.rows]
    assert of_others and all(cell.quotes for cell in of_others) and not of_the_own.quotes


@pytest.mark.parametrize("form", ["text", "md", "latex", "html", "docx"])
def test_an_introduction_is_a_paragraph_that_bears_the_numbers_of_its_quotes(form, store, study):
    made = make_table(store, "introduction", "en", study)
    data = written(made, form, True)
    whole = made.paragraph(made.numbered())
    assert re.search(r" \[\d+(?:[–,] ?\d+)*\] ", whole)
    if form == "docx":
        opened = docx.Document(io.BytesIO(data))
        assert not opened.tables and whole in [paragraph.text for paragraph in opened.paragraphs]
    else:
        told = unescape(data.decode()).replace("\\", "")
        assert whole in told and "…" not in whole


def test_a_gap_rests_on_a_passage_of_each_paper_that_it_counts(any_build):
    store = Store.of_build(any_build)
    made = make_table(store, "gaps", "en", columns="text")
    known = {row["gap"]: row for row in store.rows(named_query("gaps").sparql)}
    assert len(made.rows) == len(known)
    for (text,), row in zip(made.rows, known.values(), strict=True):
        behind = {quote.paper for quote in text.quotes}
        counted = {paper.rpartition("/")[2] for paper in row["papers"].split()}
        # what nobody studied on whom has no words to quote
        assert behind <= counted if row["type"] == "population" else behind == counted, text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("objek: JMO\n", "'objek': is no facet of a study; there are title, "),
        ("aspects: [efektifitas]\n", "aspects: 'efektifitas': is no concept of the vocabulary; did you mean effect"),
        ("a: [b\n", "line 2: is no YAML"),
        ("- a\n", "has no facets"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told_in_one_line(text, said, built, tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    done = kg("table", "penelitian-terdahulu", "--build", built, "--study", path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr and "s.yaml" in done.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--columns", "no,hasil"), "kg: --columns hasil: is no column of methods; there are no, paper, "),
        (("--format", "docx"), "is no text to show; name a file"),
        (("--out", "x.pdf"), "has an ending that names no format"),
        (("--study", "none.yaml"), "none.yaml: cannot be read"),
    ],
)
def test_a_wrong_option_is_told_in_one_line(more, said, built):
    done = kg("table", "methods", "--build", built, *more)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and said in done.stderr


def test_columns_stand_in_the_order_asked_for(store):
    made = make_table(store, "penelitian-terdahulu", columns="results, no,paper")
    assert [column.id for column in made.columns] == ["results", "no", "paper"]


# ---------------------------------------------------------------- formats


@pytest.fixture
def hostile() -> Table:
    quote = Quote("laras-2025", 3, 9, HOSTILE, "results", "4")
    columns = (Column("no", "No", 1), Column("title", "Judul | <i>"), Column("results", "Hasil/Temuan", 3))
    rows = ((Cell("=2+5"), Cell(HOSTILE), Cell("baik", (quote,))), (Cell("+1"), Cell(""), Cell("@x")))
    return Table("evidence", "id", "Judul & tabel", columns, rows, "Sumber: kami.", "Kutipan")


@pytest.mark.parametrize("form", ["text", "md", "latex", "csv", "html", "docx", "xlsx"])
def test_the_same_table_gives_the_same_bytes(form, store, study):
    first, second = (written(make_table(store, "penelitian-terdahulu", "id", study), form, True) for _ in range(2))
    assert first == second
    if form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(first)) as package:
            assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
            told = b"".join(package.read(name) for name in package.namelist() if "core.xml" in name)
            assert b"202" not in told.partition(b"created")[2].partition(b"</")[0]


def test_csv_holds_the_cells_and_runs_no_formula(hostile):
    rows = list(csv.reader(io.StringIO(written(hostile, "csv", True).decode(), newline="")))
    assert rows[0] == ["no", "title", "results", "quotes"]
    assert rows[1][:3] == ["'=2+5", HOSTILE, "baik"] and HOSTILE in rows[1][3] and "3–9" in rows[1][3]
    assert rows[2] == ["'+1", "", "'@x", ""]


def test_html_shows_texts_as_texts(hostile):
    found = html.fromstring(written(hostile, "html", True).decode())
    assert not list(found.iter("script"))
    cells = [cell.text_content() for cell in found.iter("td")]
    assert cells[1] == HOSTILE.replace("\x07", "") or cells[1] == HOSTILE
    assert "baik [1]" in cells and "alert(1)" in next(found.iter("q")).text


def test_markdown_keeps_its_columns(hostile):
    lines = [line for line in written(hostile, "md", True).decode().splitlines() if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
    assert "<script>" not in written(hostile, "md", True).decode()


def test_a_word_processor_reads_the_table(hostile):
    document_ = docx.Document(io.BytesIO(written(hostile, "docx", True)))
    (made,) = document_.tables
    assert made.rows[1].cells[1].text == HOSTILE.replace("\x07", "\ufffd")
    assert made.rows[1].cells[2].text == "baik [1]"
    assert any(HOSTILE[:20] in each.text for each in document_.paragraphs)
    assert "w:tblHeader" in made.rows[0]._tr.xml


def test_a_spreadsheet_reads_the_table_and_runs_no_formula(hostile):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written(hostile, "xlsx", True)))
    made = book["evidence"]
    assert [cell.value for cell in made[2]] == ["=2+5", HOSTILE.replace("\x07", "\ufffd"), "baik [1]"]
    assert {cell.data_type for row in made.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    assert book["quotes"]["C1"].value == HOSTILE.replace("\x07", "\ufffd")


@pytest.mark.slow
def test_libreoffice_opens_the_table(hostile, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("there is no soffice")
    (tmp_path / "t.docx").write_bytes(written(hostile, "docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "txt:Text"]
    done = [*command, "--outdir", str(tmp_path), str(tmp_path / "t.docx")]
    subprocess.run(done, check=True, capture_output=True, timeout=120)
    assert "alert(1)" in (tmp_path / "t.txt").read_text(encoding="utf-8", errors="replace")


@pytest.mark.slow
@pytest.mark.parametrize("name", list(MAKERS))
def test_latex_compiles(name, store, study, tmp_path):
    if shutil.which("pdflatex") is None:
        pytest.skip("there is no pdflatex")
    made = make_table(store, name, "id", study)
    (tmp_path / "t.tex").write_bytes(written(made, "latex", True))
    (tmp_path / "main.tex").write_text(
        r"\documentclass{article}\usepackage[landscape]{geometry}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}"
        r"\usepackage{array,booktabs,longtable}\begin{document}\small\input{t.tex}\end{document}",
        encoding="utf-8",
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-800:]


def test_the_command_writes_the_file_that_its_ending_names(built, study, tmp_path):
    done = kg("table", "penelitian-terdahulu", "--build", built, "--study", study, "--out", tmp_path / "t.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8", newline="")))
    assert [row["no"] for row in rows] == ["1", "2"]


def test_the_command_shows_a_table_in_the_terminal(built):
    done = kg("table", "evidence", "--build", built, "--language", "en", "--quotes")
    assert done.returncode == 0, done.stderr
    assert "Evidence by aspect and concept" in done.stdout and "[1] " in done.stdout


def test_a_missing_build_is_told_in_one_line(tmp_path):
    done = kg("table", "gaps", "--build", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_table_that_does_not_exist_is_refused(store):
    with pytest.raises(LitkgError, match="is no column"):
        make_table(store, "gaps", columns="x")
