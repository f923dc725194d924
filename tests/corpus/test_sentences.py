"""Sentences: where they end and where they do not, over page breaks, in lists, and behind citations."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.reader import paper_from
from kg.corpus.sentences import split


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


def sentences(body: str, heading: str = "PENDAHULUAN") -> list[str]:
    """Cut the running text of a small paper; white space is folded."""
    paper = paper_from("p", f"{heading}\n\n{body}")
    return [" ".join(paper.text[s.start : s.end].split()) for s in paper.sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Rekaan dkk. menulis bahwa antrean berkurang.",
        "Rekaan et al. menulis bahwa antrean berkurang.",
        "Kantor di Jl. Melati No. 5 Kec. Awan buka pagi.",
        "Jurnal Angin Vol. 3 No. 2 memuat hal itu.",
        "Prof. Dr. Rara Wening, M.Si., Ph.D. hadir.",
        "Bapak H. Tirta dan S. Rekaan hadir.",
        "Biaya Rp. 10.000,00 dibayar tunai.",
        "Nilainya 4.7 dari 5.0 pada skala itu.",
        "Sebanyak 98,41 persen dari 1.250.000 orang setuju.",
        "Situs www.contoh.co.id dan surel a.b@contoh.id dipakai.",
        "Versi 2.0.1 dirilis.",
        "PT. Angin Timur Tbk. ikut serta.",
        "Layanan mencakup saldo, klaim, dsb. dalam satu menu.",
        "Ia berkata bahwa hal itu (lih. hlm. 12) benar.",
        "Apakah benar... tentu saja benar.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(whole):
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["Antrean berkurang.", "Warga senang."],
        ["Apakah berkurang?", "Ya!", "Tentu saja."],
        ["Antrean berkurang pada 2023.", "Warga senang."],
        ["Ia berkata, “Antrean berkurang.”", "Warga senang."],
        ["(Antrean berkurang.)", "Warga senang."],
        ["Antrean berkurang [3].", "Warga senang."],
        ["Antrean berkurang…", "Warga senang."],
        ["Program itu bernama JHT.", "Warga senang."],
        ["Layanan dipakai di Kota Angin.", "2 dari 3 warga senang."],
    ],
    ids=lambda parts: parts[0],
)
def test_a_stop_with_a_space_ends_a_sentence(parts):
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hal itu menghambat kerja.Oleh karena itu antre.", ["Hal itu menghambat kerja.", "Oleh karena itu antre."]),
        ("Itu terjadi pada 2023.penelitian berlanjut.", ["Itu terjadi pada 2023.", "penelitian berlanjut."]),
        ("Itu terjadi pada 2023.Penelitian berlanjut.", ["Itu terjadi pada 2023.", "Penelitian berlanjut."]),
    ],
)
def test_a_missing_space_is_seen(text, parts):
    assert cut(text) == parts


@pytest.mark.parametrize("name", ["S.Sos", "M.Si", "kompas.com", "Node.js", "A.B.Rekaan", "4.Angin"])
def test_a_stop_inside_a_name_is_no_missing_space(name):
    assert cut(f"Tulisan {name} dibaca warga.") == [f"Tulisan {name} dibaca warga."]


@pytest.mark.parametrize(
    "citation", ["(Rekaan, 2023)", "(Rekaan & Darma, 2020; Wulan dkk., 2021)", "(Peraturan No. 3, 2019)."]
)
def test_a_citation_behind_the_stop_belongs_to_the_sentence_before(citation):
    assert cut(f"Antrean berkurang. {citation} Warga senang.") == [f"Antrean berkurang. {citation}", "Warga senang."]


def test_a_bracket_that_goes_on_as_a_sentence_is_left_alone():
    assert cut("Antrean berkurang. (Ini penting) karena warga senang.")[0] == "Antrean berkurang."


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n", "\r\n\r\n", "\n\n\f\n", "\n\n12\n\n"], ids=ascii)
def test_a_sentence_cut_by_a_page_break_is_one_again(gap):
    first = "Layanan ini dipakai oleh banyak sekali pekerja di seluruh kota angin dan"
    assert sentences(f"{first}{gap}juga oleh pekerja di desa. Warga senang.")[-1] == "Warga senang."
    joined = sentences(f"{first}{gap}juga oleh pekerja di desa. Warga senang.")
    assert len(joined) == 2 and joined[0].startswith("Layanan ini") and joined[0].endswith("di desa.")


def test_a_paragraph_that_ended_is_not_joined_with_the_next():
    assert sentences("Layanan ini dipakai oleh pekerja.\n\nbegitu pula di desa.") == [
        "Layanan ini dipakai oleh pekerja.",
        "begitu pula di desa.",
    ]


def test_wrapped_lines_are_one_sentence():
    assert sentences("Layanan ini dipakai oleh banyak\nsekali pekerja di seluruh\nkota. Warga senang.") == [
        "Layanan ini dipakai oleh banyak sekali pekerja di seluruh kota.",
        "Warga senang.",
    ]


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "1. ", "a) ", "(2) ", "- 1. ", "  - ", "iv. "])
def test_list_markers_stand_outside_the_span(marker):
    paper = paper_from(
        "p", f"PENDAHULUAN\n\nKendalanya meliputi:\n{marker}jaringan internet lemah;\n{marker}server penuh."
    )
    items = [s for s in paper.sentences if s.is_item]
    assert [paper.text[s.start : s.end] for s in items] == ["jaringan internet lemah;", "server penuh."]
    assert {s.heading for s in items} == {"Kendalanya meliputi:"}


def test_emphasis_stands_outside_the_span():
    assert sentences("**Antrean berkurang.** *Warga senang.*") == ["Antrean berkurang.", "Warga senang."]


@pytest.mark.parametrize(
    "line",
    [
        "Gambar 1. Layar Utama",
        "Tabel 2. Jumlah Pekerja",
        "Sumber: olahan penulis, 2024",
        "Kata Kunci: antrean, layanan",
        "Keywords: queue, service",
    ],
)
def test_captions_and_keywords_are_no_sentences(line):
    assert sentences(f"Antrean berkurang.\n\n{line}\n\nWarga senang.") == ["Antrean berkurang.", "Warga senang."]


def test_a_reference_list_has_no_sentences():
    assert sentences("Antrean berkurang.\n\nDAFTAR PUSTAKA\n\nRekaan, B. (2020). Judul. Jurnal Angin.") == [
        "Antrean berkurang."
    ]


def test_title_matter_has_no_sentences():
    paper = paper_from("p", "Kajian Antrean di Loket Pasar\n\nRara Wening\n\nPENDAHULUAN\n\nAntrean berkurang.")
    assert [paper.text[s.start : s.end] for s in paper.sentences] == ["Antrean berkurang."]


def test_the_heading_above_is_remembered():
    paper = paper_from("p", "# Hasil\n\n## Kendala\n\nJaringan lemah.\n\n## Manfaat\n\nAntrean berkurang.")
    assert [s.heading for s in paper.sentences] == ["Kendala", "Manfaat"]


@given(st.text(alphabet="aB .!?()\n\r*”1,", max_size=60))
def test_pieces_are_in_order_apart_and_lose_no_letter(text):
    spans = list(split(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
