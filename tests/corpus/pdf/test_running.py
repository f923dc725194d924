"""Running heads, feet, page numbers, line numbers and watermarks are no part of the text."""

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import at, by_typst, drawn, lines, paragraphs, prose, sentence

PAGES = [paragraphs(5, first=100 * number) for number in range(6)]
BODY = [paragraph for page in PAGES for paragraph in page]
SOURCE = "\n#pagebreak()\n".join("\n\n".join(page) for page in PAGES)


def found(path) -> list[str]:
    return read_pdf(path).text.removesuffix("\n").split("\n\n")


@pytest.mark.parametrize(
    "shown",
    ["#n", "- #n -", "— #n —", "#n/6", '#numbering("i", n)', "Halaman #n dari 6", "Page #n of 6", "hlm. #n", "| #n"],
)
@pytest.mark.parametrize("place", ["footer", "header"])
@pytest.mark.parametrize("side", ["center", "right"])
def test_page_numbers_in_all_forms_go(tmp_path, shown, place, side):
    number = f"{place}: context align({side})[#let n = counter(page).get().first(); {shown}]"
    assert found(by_typst(tmp_path, SOURCE, page=number)) == BODY


def test_heads_that_alternate_go_and_are_told(tmp_path):
    head = """header: context if calc.odd(counter(page).get().first())
        [Wening dan Samudra #h(1fr) #counter(page).display()]
        else [#counter(page).display() #h(1fr) Jurnal Angin Timur, 4(1), 2024]"""
    document = read_pdf(by_typst(tmp_path, SOURCE, page=head))
    assert document.text.removesuffix("\n").split("\n\n") == BODY
    assert sorted(document.running) == ["Jurnal Angin Timur, 4(1), 2024", "Wening dan Samudra"]


def test_another_head_on_the_first_page_stays_for_it_stands_there_once(tmp_path):
    head = """header: context if counter(page).get().first() == 1 [Jurnal Angin Timur, Volume 4, Nomor 1]
        else [Wening dan Samudra: Antrean di Pasar]"""
    assert found(by_typst(tmp_path, SOURCE, page=head)) == ["Jurnal Angin Timur, Volume 4, Nomor 1", *BODY]


def test_a_foot_of_several_lines_goes(tmp_path):
    foot = "footer: [Diterbitkan oleh Penerbit Rekaan \\ Hak cipta pada penulis \\ #context counter(page).display()]"
    assert found(by_typst(tmp_path, SOURCE, page=foot)) == BODY


def test_a_paper_of_two_pages_loses_its_head_too(tmp_path):
    source = "\n#pagebreak()\n".join("\n\n".join(page) for page in PAGES[:2])
    assert found(by_typst(tmp_path, source, page="header: [Jurnal Angin Timur, 4(1)]")) == [*PAGES[0], *PAGES[1]]


def test_a_paragraph_goes_on_over_a_page_break_with_head_and_foot_between(tmp_path):
    body = paragraphs(40)
    assert found(by_typst(tmp_path, "\n\n".join(body), page='header: [Jurnal Angin], numbering: "1"')) == body


@pytest.mark.parametrize("mark", ["rotate(-45deg, text(60pt, gray)[DRAF])", "text(60pt, gray)[NASKAH UJI]"])
def test_a_watermark_goes(tmp_path, mark):
    assert found(by_typst(tmp_path, SOURCE, page=f"background: {mark}")) == BODY


def test_a_sentence_that_every_page_has_somewhere_else_stays(tmp_path):
    again = "Keterangan ini berlaku bagi semua loket."
    pages = [[*page[: number + 1], again, *page[number + 1 :]] for number, page in enumerate(PAGES[:4])]
    source = "\n#pagebreak()\n".join("\n\n".join(page) for page in pages)
    assert found(by_typst(tmp_path, source)) == [paragraph for page in pages for paragraph in page]


def test_line_numbers_in_the_margin_of_a_manuscript_go(tmp_path):
    before = '#set par.line(numbering: "1")\n#set par(leading: 1.5em)'
    body = paragraphs(20)
    assert found(by_typst(tmp_path, "\n\n".join(body), before=before)) == body


def test_a_stamp_that_runs_up_the_margin_goes(tmp_path):
    stamp = "BT /F1 9 Tf 0 1 -1 0 30 200 Tm (Diunduh dari perpustakaan rekaan) Tj ET"
    text = [sentence(number) for number in range(12)]
    path = drawn(tmp_path / "p.pdf", [stamp + "\n" + lines(text)])
    assert " ".join(found(path)) == " ".join(text)


def test_the_first_line_of_a_page_stays_when_nothing_parts_it_from_the_text(tmp_path):
    pages = [lines([sentence(100 * page + row) for row in range(40)], top=800) for page in range(4)]
    path = drawn(tmp_path / "p.pdf", pages)
    assert " ".join(found(path)) == " ".join(prose(100 * page, 40) for page in range(4))


def test_a_number_that_ends_a_page_within_a_sentence_stays(tmp_path):
    text = [sentence(number) for number in range(8)]
    path = drawn(tmp_path / "p.pdf", [lines([*text, "Jumlah loket di kota itu pada tahun lalu", "adalah 412"])])
    assert found(path)[-1].endswith("Jumlah loket di kota itu pada tahun lalu adalah 412")


def test_a_page_number_alone_on_a_page_leaves_nothing(tmp_path):
    path = drawn(tmp_path / "p.pdf", [lines([sentence(1), sentence(2)]), at(290, 40, "2")])
    assert "2" not in read_pdf(path).text
