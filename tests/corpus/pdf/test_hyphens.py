"""Words that a line end broke are whole again, and keep the hyphens that are their own."""

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import by_latex, by_typst, drawn, lines, paragraphs

FIRST = "Keterangan ini panjang supaya barisnya penuh"  # makes the lines below it look full


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Kajian ini menelaah keber-", "hasilan loket.", "keberhasilan loket"),
        ("Layanan itu mengikuti undang-", "undang yang baru.", "undang-undang yang"),
        ("Warga masih sering bertanya-", "tanya di sana.", "bertanya-tanya di"),
        ("Hal itu diatur perundang-", "undangan daerah.", "perundang-undangan daerah"),
        ("Layanan yang disebut e-", "government itu.", "e-government itu"),
        ("Semua berubah sejak COVID-", "19 datang.", "COVID-19 datang"),
        ("Kajian meliputi Asia-", "Pasifik saja.", "Asia-Pasifik saja"),
        ("Ia membaca halaman 10-", "12 buku itu.", "10-12 buku"),
        ("Warga dari non-", "anggota ikut.", "non-anggota ikut"),
        ("Alamatnya https://doi.org/10.1234/", "jrb.v1i2.99 itu.", "https://doi.org/10.1234/jrb.v1i2.99 itu"),
        ("Alamatnya https://kota.example/loket-", "pagi itu.", "https://kota.example/loket-pagi itu"),
        ("Alamatnya https://kota.example/a?", "id=7 itu.", "https://kota.example/a?id=7 itu"),
        ("Lihat www.kota.example/berkas/", "loket.html itu.", "www.kota.example/berkas/loket.html itu"),
        ("Loket itu buka lama -", "sampai petang.", "lama - sampai"),
    ],
)
def test_words_and_addresses_over_a_line_end_are_whole(tmp_path, above, below, whole):
    elsewhere = ["Petugas non-anggota juga hadir di loket itu.", FIRST]
    text = read_pdf(drawn(tmp_path / "p.pdf", [lines([*elsewhere, above, below])])).text
    assert whole in text


def test_a_word_that_is_printed_whole_elsewhere_decides(tmp_path):
    pages = [lines(["Petugas memakai multi-guna dan pascapanen di sini.", FIRST, "Mereka menilai multi-", "guna itu"])]
    assert "menilai multi-guna itu" in read_pdf(drawn(tmp_path / "a.pdf", pages)).text
    pages = [lines(["Petugas menilai pascapanen di sini.", FIRST, "Mereka menilai pasca-", "panen itu"])]
    assert "menilai pascapanen itu" in read_pdf(drawn(tmp_path / "b.pdf", pages)).text


@pytest.mark.parametrize("columns", [2, 3])
def test_hyphenated_prose_is_whole_again(tmp_path, columns):
    body = paragraphs(40)
    path = by_typst(tmp_path, "\n\n".join(body), page=f"columns: {columns}", text="hyphenate: true")
    assert " ".join(read_pdf(path).text.split()) == " ".join(body)


def test_hyphenated_prose_of_latex_is_whole_again(tmp_path):
    body = paragraphs(40)
    preamble = r"\usepackage[indonesian]{babel}\pagestyle{empty}\hyphenpenalty=10\tolerance=300"
    path = by_latex(tmp_path, "\n\n".join(body), options="10pt,twocolumn", preamble=preamble)
    assert " ".join(read_pdf(path).text.split()) == " ".join(body)


def test_soft_hyphens_and_other_unseen_characters_go(tmp_path):
    assert read_pdf(by_typst(tmp_path, "Keber\u00adhasilan la\u200byanan\u2060 itu nyata.")).text == (
        "Keberhasilan layanan itu nyata.\n"
    )
