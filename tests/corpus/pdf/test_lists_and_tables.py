"""Items stay items, nested as they were; rows stay rows; prose becomes neither."""

import docx
import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import at, by_latex, by_office, by_typst, drawn, lines, paragraphs, prose, sentence

ABOVE, BETWEEN, BELOW = prose(0), prose(6), prose(12)
LONG = "tombol bantuan yang dipasang di sudut kanan layar supaya warga yang sudah tua dapat menemukannya tanpa bertanya"
LISTED = (
    f"{ABOVE}\n\n- layar depan yang ringkas;\n- {LONG};\n   1. tombol merah,\n   2. tombol biru;\n- menu.\n\n{BELOW}\n"
)
ROWS = "| Loket | Menit | Jumlah |\n| Pagi hari | 7 | 1.204 |\n| Sore hari | 11 | 98 |"
CELLS = "[Loket], [Menit], [Jumlah], [Pagi hari], [7], [1.204], [Sore hari], [11], [98]"


def test_bullets_and_numbers_nest(tmp_path):
    source = LISTED.replace("   1. ", "  + ").replace("   2. ", "  + ")
    assert read_pdf(by_typst(tmp_path, source)).text == LISTED


@pytest.mark.parametrize("mark", ["•", "–", "◦", "▪", "➢", "✓"])
def test_whatever_the_bullet_an_item_is_an_item(tmp_path, mark):
    source = f'#set list(marker: [{mark}])\n#set text(font: "DejaVu Sans Mono")\n- layar depan;\n- {LONG};\n- menu.\n'
    assert read_pdf(by_typst(tmp_path, source)).text == f"- layar depan;\n- {LONG};\n- menu.\n"


@pytest.mark.parametrize("pattern", ["1.", "1)", "(1)", "a.", "a)", "(i)", "A."])
def test_whatever_the_number_an_item_keeps_it(tmp_path, pattern):
    items = [sentence(1), f"{sentence(2)} {sentence(3)} {sentence(4)}", sentence(5)]
    source = f'#set enum(numbering: "{pattern}")\n' + "\n".join(f"+ {item}" for item in items)
    kind = next(character for character in pattern if character.isalnum())
    marks = {"1": "123", "a": "abc", "A": "ABC", "i": ["i", "ii", "iii"]}[kind]
    expected = "\n".join(f"{pattern.replace(kind, mark)} {item}" for mark, item in zip(marks, items, strict=True))
    assert read_pdf(by_typst(tmp_path, source)).text == expected + "\n"


def test_a_list_goes_on_over_a_page_break(tmp_path):
    items = [" ".join(sentence(4 * number + each) for each in range(4)) for number in range(60)]
    found = read_pdf(by_typst(tmp_path, "\n".join(f"+ {item}" for item in items), page='numbering: "1"')).text
    marks = [f"{number}. {item}" for number, item in enumerate(items, 1)]
    assert found == "\n".join(marks) + "\n"


def test_lists_of_latex_nest(tmp_path):
    body = rf"""{ABOVE}
        \begin{{itemize}}\item layar depan yang ringkas;\item {LONG};
        \begin{{enumerate}}\item tombol merah,\item tombol biru;\end{{enumerate}}\item menu.\end{{itemize}}
        {BELOW}"""
    assert read_pdf(by_latex(tmp_path, body, preamble=r"\pagestyle{empty}")).text == LISTED


@pytest.mark.slow
def test_lists_and_tables_of_libreoffice_stay_what_they_are(tmp_path):
    paper = docx.Document()
    paper.add_paragraph(ABOVE)
    for style, text in (
        ("List Bullet", "layar depan;"),
        ("List Bullet", f"{LONG};"),
        ("List Bullet 2", "tombol merah;"),
    ):
        paper.add_paragraph(text, style)
    paper.add_paragraph(BETWEEN)
    table = paper.add_table(3, 3)
    table.style = "Table Grid"
    for row, texts in enumerate(ROWS.split("\n")):
        for column, text in enumerate(texts.strip("| ").split(" | ")):
            table.cell(row, column).text = text
    paper.add_paragraph(BELOW)
    paper.save(str(tmp_path / "p.docx"))
    items = f"- layar depan;\n- {LONG};\n   - tombol merah;"
    found = read_pdf(by_office(tmp_path, tmp_path / "p.docx")).text
    assert found == f"{ABOVE}\n\n{items}\n\n{BETWEEN}\n\n{ROWS}\n\n{BELOW}\n"


@pytest.mark.parametrize("look", ["stroke: 1pt", "stroke: none", "stroke: none, align: (left, right, right)"])
@pytest.mark.parametrize("columns", [1, 2])
def test_rows_of_tables_are_rows(tmp_path, look, columns):
    table = f"#figure(table(columns: 3, {look}, {CELLS}), caption: [Lama antrean])"
    source = "\n\n".join([ABOVE, table, BETWEEN, *paragraphs(10, 100)])
    found = read_pdf(by_typst(tmp_path, source, page=f"columns: {columns}")).text
    assert ROWS in found
    assert "Lama antrean\n" in found
    assert BETWEEN in found


def test_a_table_across_both_columns_stands_between_them(tmp_path):
    body = paragraphs(16)
    table = f"""#place(top, scope: "parent", float: true)[
        #figure(table(columns: (1fr, 1fr, 1fr), stroke: none, {CELLS}), caption: [Lama antrean])]"""
    found = read_pdf(by_typst(tmp_path, table + "\n\n" + "\n\n".join(body), page="columns: 2")).text
    assert ROWS in found
    prose_found = " ".join(
        line for line in found.split("\n") if not line.startswith("|") and "Lama antrean" not in line
    )
    assert " ".join(prose_found.split()) == " ".join(paragraph for paragraph in body)


def test_a_table_of_latex_has_its_rows(tmp_path):
    rows = r"Loket & Menit & Jumlah\\\hline Pagi hari & 7 & 1.204\\ Sore hari & 11 & 98\\"
    body = rf"{ABOVE}\begin{{center}}\begin{{tabular}}{{lrr}}{rows}\end{{tabular}}\end{{center}} {BELOW}"
    found = read_pdf(by_latex(tmp_path, body, preamble=r"\pagestyle{empty}")).text
    assert found == f"{ABOVE}\n\n{ROWS}\n\n{BELOW}\n"


def test_a_sentence_goes_on_over_a_table_between_two_columns(tmp_path):
    body = paragraphs(14, sentences=12)
    table = f"#place(bottom, float: true)[#table(columns: 3, stroke: none, {CELLS})]"
    found = read_pdf(by_typst(tmp_path, table + "\n\n".join(body), page="columns: 2")).text
    assert " ".join(line for line in found.split("\n") if line and not line.startswith("|")) == " ".join(body)


def test_two_words_far_apart_in_one_line_alone_are_no_table(tmp_path):
    content = lines([sentence(1), sentence(2)]) + at(72, 700, "Disetujui") + at(400, 700, "Kota Angin")
    assert "|" not in read_pdf(drawn(tmp_path / "p.pdf", [content])).text


def test_a_dash_within_a_sentence_that_a_line_begins_with_is_no_bullet(tmp_path):
    content = lines(["Petugas loket di pasar itu mencatat lama antrean", "– yang panjang itu – di tepi sungai Angin."])
    found = read_pdf(drawn(tmp_path / "p.pdf", [content])).text
    assert found == "Petugas loket di pasar itu mencatat lama antrean – yang panjang itu – di tepi sungai Angin.\n"
