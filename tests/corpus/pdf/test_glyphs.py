"""Letters are read as printed; what no reader sees is not."""

import pytest

from kg.corpus.document import Unreadable
from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import at, by_latex, by_typst, drawn, lines, paragraphs, prose, scan, sentence

TEXT = [sentence(number) for number in range(12)]
WHOLE = " ".join(TEXT) + "\n"
A4 = (0, 0, 595, 842)


def read(path) -> str:
    return read_pdf(path).text


def folded(text: str) -> str:
    return " ".join(text.split()) + "\n"


def test_ligatures_are_letters(tmp_path):
    words = "Efektivitas, efisiensi, sufiks, konflik, affiks dan afliasi: staffnya afflik."
    assert read(by_typst(tmp_path, words)) == words + "\n"
    assert read(by_latex(tmp_path, words, preamble=r"\pagestyle{empty}")) == words + "\n"
    assert read(by_latex(tmp_path, words, preamble=r"\usepackage{cmap}\pagestyle{empty}")) == words + "\n"


def test_marks_of_authors_are_raised(tmp_path):
    source = r"""#align(center)[#text(16pt, weight: "bold")[Antrean pada Loket Pasar di Kota Angin]

        Rara Wening#super[1,\*], Tirta Samudra#super[2], Seno Awan#super[a,b]

        #super[1]Universitas Angin Timur, #super[2]Politeknik Rekaan]

= Abstrak
""" + prose(0)
    front = read(by_typst(tmp_path, source)).split("\n\n")[1:3]
    assert front == [
        "Rara Wening<sup>1,*</sup>, Tirta Samudra<sup>2</sup>, Seno Awan<sup>a,b</sup>",
        "<sup>1</sup>Universitas Angin Timur, <sup>2</sup>Politeknik Rekaan",
    ]


def test_figures_within_a_line_stay(tmp_path):
    text = "Luasnya 12 m2 pada 2019 dan 3 km di Jl. Angin 4, yaitu 98,41 persen."
    assert read(by_typst(tmp_path, text)) == text + "\n"


def test_powers_and_indices_stay_beside_their_unit(tmp_path):
    text = read(by_typst(tmp_path, "Luas kios 12 m#super[2] dan kadar CO#sub[2] itu 10#super[−3] gram. " + prose(0)))
    assert "m<sup>2</sup> dan" in text or "m2 dan" in text
    assert "CO2 itu 10" in text
    assert text.count("\n") == 1


def test_text_off_the_page_or_without_size_is_not_read(tmp_path):
    hidden = at(72, -60, "Di bawah halaman") + at(800, 500, "Di luar halaman") + at(72, 300, "Terlalu kecil", 0.5)
    assert folded(read(drawn(tmp_path / "p.pdf", [lines(TEXT) + hidden]))) == WHOLE


def test_the_size_of_letters_is_that_on_the_page_whichever_way_it_was_set(tmp_path):
    body = [sentence(number) for number in range(40)]
    plain = lines(["PENDAHULUAN"], size=14) + lines(body, top=730)
    enlarged = "q 12 0 0 12 0 0 cm " + lines(["PENDAHULUAN"], x=6, top=760 / 12, size=14 / 12)
    enlarged += lines(body, x=6, top=730 / 12, step=14 / 12, size=11 / 12) + " Q"
    shrunk = "q .24 0 0 .24 0 0 cm " + lines(["PENDAHULUAN"], x=300, top=760 / 0.24, size=14 / 0.24)
    shrunk += lines(body, x=300, top=730 / 0.24, step=14 / 0.24, size=11 / 0.24) + " Q"
    texts = [read(drawn(tmp_path / f"{name}.pdf", [page])) for name, page in enumerate([plain, enlarged, shrunk])]
    assert len(set(texts)) == 1
    assert texts[0].startswith("## PENDAHULUAN\n\n")
    assert folded(texts[0]) == "## PENDAHULUAN " + " ".join(body) + "\n"


@pytest.mark.parametrize("size", [(0, 0, 595, 842), (0, -842, 595, 0), (-100, -500, 495, 342)])
def test_a_page_may_begin_anywhere(tmp_path, size):
    move = f"q 1 0 0 1 {size[0]} {size[1]} cm\n"
    pages = [move + at(72, 810, "Jurnal Angin Timur") + lines([sentence(40 * number + row) for row in range(40)]) + "Q"
             for number in range(3)]  # fmt: skip
    document = read_pdf(drawn(tmp_path / "p.pdf", pages, size=size))
    assert folded(document.text) == prose(0, 120) + "\n"
    assert document.running == ("Jurnal Angin Timur",)


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(90, "0 1 -1 0 595 0"), (270, "0 -1 1 0 0 842"), (180, "-1 0 0 -1 595 842"), (0, "0 1 -1 0 595 0")],
)
def test_a_page_on_its_side_is_read_as_one_upright(tmp_path, rotate, matrix):
    shown = lines(TEXT, top=500)
    path = drawn(tmp_path / "p.pdf", [lines(TEXT, top=760), f"q {matrix} cm\n{shown}Q"], rotate=rotate)
    text = read(path)
    assert folded(text) == " ".join(TEXT + TEXT) + "\n"


def test_a_wide_table_on_a_landscape_page_has_its_rows(tmp_path):
    cells = ", ".join(f"[{word} {row}]" for row in range(1, 6) for word in ("Loket", "Petugas", "Antrean", "Keluhan"))
    body = paragraphs(6)
    table = f"#page(flipped: true)[#table(columns: (1fr, 1fr, 1fr, 1fr), {cells})]"
    text = read(by_typst(tmp_path, "\n\n".join(body[:3]) + table + "\n\n".join(body[3:])))
    rows = "\n".join(f"| Loket {n} | Petugas {n} | Antrean {n} | Keluhan {n} |" for n in range(1, 6))
    assert text == "\n\n".join([*body[:3], rows, *body[3:]]) + "\n"


def test_double_spaced_lines_are_one_paragraph(tmp_path):
    body = paragraphs(12)
    before = "#set par(leading: 2em, spacing: 3.2em)"
    assert read(by_typst(tmp_path, "\n\n".join(body), before=before)) == "\n\n".join(body) + "\n"


def test_marks_of_direction_go(tmp_path):
    assert read(by_typst(tmp_path, "Loket \u200fpasar\u200e itu \u202aramai\u202c.")) == "Loket pasar itu ramai.\n"


def test_a_scan_says_that_it_is_one(tmp_path):
    with pytest.raises(Unreadable, match="scan") as told:
        read_pdf(drawn(tmp_path / "p.pdf", [scan(), scan()]))
    assert "ocrmypdf" in told.value.mend


def test_a_scan_with_one_page_of_text_names_the_others(tmp_path):
    document = read_pdf(drawn(tmp_path / "p.pdf", [lines(TEXT), scan(), scan()]))
    assert (folded(document.text), document.unread) == (WHOLE, ("no text layer on pages 2, 3",))


def test_letters_without_meaning_are_told(tmp_path):
    names = " ".join(f"/g{number}" for number in range(32, 127))
    encoding = f"/Encoding << /Type /Encoding /Differences [32 {names}] >>"
    unicode = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    unicode += "1 beginbfrange <21> <7E> <E021> endbfrange endcmap end"
    font = f"/Type /Font /Subtype /Type1 /BaseFont /Asing {encoding} /ToUnicode 4 0 R"
    stream = f"<< /Length {len(unicode)} >>\nstream\n{unicode}\nendstream"
    with pytest.raises(Unreadable, match="no readable letters"):
        read_pdf(drawn(tmp_path / "p.pdf", [lines(TEXT)], font=font, more=[stream]))


def test_an_encrypted_file_and_one_that_is_no_pdf_say_so(tmp_path):
    (tmp_path / "p.pdf").write_text("Ini bukan PDF.")
    with pytest.raises(Unreadable, match="no PDF"):
        read_pdf(tmp_path / "p.pdf")
