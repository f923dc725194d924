"""Sentences: where they end and where they do not, over page breaks, in lists, and behind citations."""

import itertools
import time

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


@pytest.mark.parametrize("marker", ["({})", "( {} )"])
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("a", "b", "c"), ("i", "ii", "iii")])
def test_the_number_of_an_item_belongs_to_the_item_behind_it(marker, numbers):
    said = ("Tujuan jelas.", "Petugas: tiga orang.", "Warga terbantu.")
    items = [f"{marker.format(number)} {words}" for number, words in zip(numbers, said, strict=True)]
    assert cut("Hasilnya sebagai berikut. " + " ".join(items)) == ["Hasilnya sebagai berikut.", *items]


def test_a_citation_behind_a_stop_stays_with_the_sentence_before_it():
    assert cut("Antrean berkurang. (Rekaan, 2020) Warga puas.") == [
        "Antrean berkurang. (Rekaan, 2020)",
        "Warga puas.",
    ]


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
        "Kantor di Jl. H. M. Soeharto No. 5 Kel. Awan Kec. Angin Kab. Timur Prov. Barat buka.",
        "Bpk. Drs. Tirta dan Dra. Rara Wening hadir bersama KH. Ahmad dan Ny. Sari.",
        "W.R. Supratman dan J.K. Rowling serta H. M. Tirta diundang.",
        "Surat a.n. Bupati d.a. Kantor Camat u.p. Sdr. Tirta dikirim.",
        "Laporan Januari s.d. Februari diterima Letjen. Tirta dan Brigjen. Wening.",
        "Bayar Rp. 1.000.000 pada pukul 10.30 untuk 4.7 km dengan skala 1 : 2.",
        "“Apakah berkurang?” kata Tirta kepada warga.",
        '"Antrean berkurang!" ujar Rara.',
        "Berkas https://contoh.co.id/a?B=1 dan versi 2.0.1 diunduh.",
        "PT Angin Timur Tbk. (ANGN) menambah modal.",
        "Energi Pte. Ltd. dan Angin Co. Ltd. dari Korea ikut.",
        "Lihat hal. 12 dan hlm. iv serta Vol. IV No. 2.",
        "Rekaan et al. (2020) menulis hal itu.",
        "Kendalanya: 1. Jaringan lemah, 2. Server penuh.",
        "Kendalanya ialah: 1. Jaringan lemah 2. Server penuh 3. Petugas kurang di loket.",
        "Kendalanya ialah: a. Jaringan lemah b. Server penuh.",
        "UU NO. 5 TAHUN 2020 DIBACA.",
        "D.I. Yogyakarta dan U.S. Army disebut.",
        "Pada tgl. 3 Sept. 2020 rapat dimulai.",
        "Rapat pukul 9 a.m. dimulai.",
        "Perusahaan Node.Js dan Kompas.Com diteliti.",
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
        ["Layanan mencakup saldo, klaim, dll.", "Bagi warga hal itu baik."],
        ["Ia lahir pada 1921 M.", "Ia wafat muda."],
        ["Kota itu jatuh pada abad ke-5 SM.", "Orang lupa."],
        ["Saham itu milik PT Angin Timur Tbk.", "Perusahaan ini besar."],
        ["Hal itu benar dalam segala hal.", "Bupati setuju."],
        ["Suhu naik 2 C.", "Warga mengeluh."],
        ["Jaraknya 5 km.", "Jalan itu rusak."],
        ["Ia tinggal di A.S.", "Namun ia pulang."],
        ["Namanya Rara Wening, S.H.", "Ia hadir."],
        ["Ia memilih vitamin C.", "Hal itu baik."],
        ["Harganya 10.000.", "Warga senang."],
        ["Situsnya www.contoh.co.id.", "Warga membukanya."],
        ["Ia bertanya, “Benarkah?”", "Tirta diam."],
        ["“Antrean lama.”", "“Benar sekali.”"],
        ["Antrean lama!!!", "Warga pulang."],
        ["1. Jaringan lemah.", "2. Server penuh."],
        ["Kendalanya satu dari Tabel 2.", "Server penuh."],
        ["They met at 9 a.m.", "The talks began."],
        ["Kajian ini memakai wawancara mendalam.", "penelitian ini dilakukan di kota."],
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
        ("Itu benar (Rekaan, 2020).Namun warga antre.", ["Itu benar (Rekaan, 2020).", "Namun warga antre."]),
        ("Warga antre untuk kerja.oleh karena itu lama.", ["Warga antre untuk kerja.", "oleh karena itu lama."]),
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


@pytest.mark.parametrize("mark", ["[3]", "[^1]", "[3, 4]", "<sup>3</sup>", "³", "12", " [3]", " <sup>3</sup>"])
def test_a_note_mark_behind_the_stop_belongs_to_the_sentence_before(mark):
    assert cut(f"Antrean berkurang.{mark} Warga senang.") == [f"Antrean berkurang.{mark}", "Warga senang."]


def test_a_number_that_opens_a_sentence_as_its_subject_is_left_there():
    assert cut("Antrean berkurang. [3] menemukan hal lain.") == ["Antrean berkurang.", "[3] menemukan hal lain."]


def test_a_short_quotation_stays_with_the_words_that_report_it():
    whole = '"Antrean berkurang. Warga senang," kata Rara Wening.'
    assert cut(f"{whole} Tirta diam.") == [whole, "Tirta diam."]


def test_a_long_quotation_is_cut_into_its_sentences():
    said = ["Antrean berkurang di semua loket sejak awal tahun."] * 8
    assert len(cut(f"“{' '.join(said)}” Tirta diam.")) == 9


def test_a_quotation_mark_that_is_never_closed_hides_no_boundary():
    assert cut('Ia berkata "Antrean lama. Warga pulang. Loket tutup.') == [
        'Ia berkata "Antrean lama.',
        "Warga pulang.",
        "Loket tutup.",
    ]


@pytest.mark.parametrize(
    "between",
    [
        "Gambar 1. Layar. Utama",
        "Gambar 2\n\nData Masalah Pada Loket\n\nSumber: data olahan, 2024",
        "| Kota | Warga |\n|---|---|\n| Angin. | Dua. Tiga |",
        "[^1]: Rekaan, Judul. Kota Angin, 2020.",
        "[1]: https://contoh.id/a",
        "\f",
    ],
    ids=lambda between: between[:12].strip() or "form feed",
)
def test_a_sentence_goes_on_below_what_stands_between_its_halves(between):
    body = f"Layanan ini dipakai oleh para pekerja yang melalui\n\n{between}\n\nmekanisme loket. Warga senang."
    paper = paper_from("p", f"PENDAHULUAN\n\n{body}")
    first, last = paper.sentences
    quote = paper.text[first.start : first.end]
    assert quote.startswith("Layanan ini") and quote.endswith("mekanisme loket.")
    assert paper.text[last.start : last.end] == "Warga senang."


def test_a_table_has_no_sentences():
    table = "| Loket | Keadaan |\n|:--|---|\n| Timur | Antrean lama. Warga pulang. |"
    assert sentences(f"Antrean berkurang.\n\n{table}\n\nWarga senang.") == ["Antrean berkurang.", "Warga senang."]


def test_a_footnote_is_a_paragraph_of_its_own():
    body = "Antrean berkurang.[^1] Warga senang.\n\n[^1]: Catatan ini panjang. Isinya dua kalimat.\n\nLoket tutup."
    paper = paper_from("p", f"PENDAHULUAN\n\n{body}")
    found = [(paper.text[s.start : s.end], s.paragraph) for s in paper.sentences]
    assert found == [
        ("Antrean berkurang.[^1]", 0),
        ("Warga senang.", 0),
        ("Catatan ini panjang.", 1),
        ("Isinya dua kalimat.", 1),
        ("Loket tutup.", 2),
    ]


def test_footnotes_may_follow_each_other_and_be_wrapped():
    notes = "[^1]: Catatan satu ini\npanjang.\n[^2]: Catatan dua.\n[3]: https://contoh.id/a\nlanjutan alamat"
    assert sentences(f"Antrean berkurang.\n\n{notes}\n\nWarga senang.") == [
        "Antrean berkurang.",
        "Catatan satu ini panjang.",
        "Catatan dua.",
        "Warga senang.",
    ]


def test_a_table_of_contents_has_no_sentences():
    assert sentences("Bab satu ........ 1\nBab dua . . . . . . 12\n\nAntrean berkurang.") == ["Antrean berkurang."]


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


def test_a_paragraph_may_be_wrapped_before_a_name():
    first = "Berdasarkan keadaan yang dipaparkan penulis, antrean pada loket milik"
    assert sentences(f"{first}\nPasar Angin masih panjang sekali. Warga pulang.") == [
        f"{first} Pasar Angin masih panjang sekali.",
        "Warga pulang.",
    ]


def test_keywords_may_be_wrapped():
    line = "Kata Kunci: antrean pasar, loket pelayanan warga, mutu pelayanan, Kota"
    assert sentences(f"Antrean berkurang.\n\n{line}\nAngin, warga.\n\nWarga senang.") == [
        "Antrean berkurang.",
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


def test_nested_items_are_items_each():
    body = (
        "Kendalanya meliputi:\n\n1. Jaringan lemah dan\nsering putus di desa.\n   - server penuh\n   - listrik padam\n"
    )
    paper = paper_from("p", f"PENDAHULUAN\n\n{body}   a. loket sempit;\n   b. petugas kurang.\n(2) Warga bingung.")
    items = [" ".join(paper.text[s.start : s.end].split()) for s in paper.sentences if s.is_item]
    assert items == [
        "Jaringan lemah dan sering putus di desa.",
        "server penuh",
        "listrik padam",
        "loket sempit;",
        "petugas kurang.",
        "Warga bingung.",
    ]


def test_half_an_item_that_was_given_a_marker_is_joined():
    body = "- Sosialisasi: banyak warga tidak memahami cara\n\n- memakai loket itu.\n- Jaringan: lemah di desa."
    assert sentences(body) == [
        "Sosialisasi: banyak warga tidak memahami cara - memakai loket itu.",
        "Jaringan: lemah di desa.",
    ]


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
        "Keywords—queue, service",
        "Kata kunci (keywords): antrean",
        "Kata Kunci\n\nantrean, layanan",
        "Tabel 2\nJumlah Pekerja di Kota Angin",
        "Figure 3 – Main screen",
        "Bagan 1 Alur Layanan",
        "Tabel 4.1: jumlah pekerja",
    ],
)
def test_captions_and_keywords_are_no_sentences(line):
    assert sentences(f"Antrean berkurang.\n\n{line}\n\nWarga senang.") == ["Antrean berkurang.", "Warga senang."]


@pytest.mark.parametrize("line", ["Gambar 2 menunjukkan bahwa antrean pendek.", "Tabel 3 di atas memuat jumlah warga."])
def test_a_sentence_about_a_figure_is_a_sentence(line):
    assert sentences(f"Antrean berkurang.\n\n{line}") == ["Antrean berkurang.", line]


def test_a_wrapped_line_that_begins_with_a_figure_is_prose():
    body = "Jumlah warga yang antre pada tahun itu dapat dilihat pada\nTabel 2. Antrean berkurang sejak itu."
    assert sentences(body)[-1] == "Antrean berkurang sejak itu."


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


PIECES = st.lists(
    st.sampled_from(
        [
            "Antrean lama. ",
            "di kota",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "| a | b |\n",
            "[^1]: ",
            "<sup>",
            "</sup>",
            "## ",
            "Gambar 1\n",
            "Kata kunci: a\n",
            "BAB I\n",
            "Gambar 1. X\n",
            "**",
            '"',
            "Hasil\n",
            "\x0c",
            "(2020)",
            "[3]",
            "Tbk. ",
            "\r\n",
            "Daftar Pustaka\n",
            "ABSTRAK: ",
        ]
    ),
    max_size=40,
).map("".join)


@given(PIECES | st.text(max_size=80))
def test_sentences_of_any_paper_are_in_order_and_apart(body):
    paper = paper_from("p", f"PENDAHULUAN\n\n{body}")
    spans = [(sentence.start, sentence.end) for sentence in paper.sentences]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for sentence in paper.sentences:
        section = paper.section_of(sentence)
        assert section.start <= sentence.start and sentence.end <= section.end


@pytest.mark.parametrize(
    "unit",
    [
        "Antrean lama. ",
        "a",
        "antrean ",
        "Antrean.\n",
        "antrean\n",
        "Hasil\n\n",
        "- a\n",
        "a:\n- b\n",
        "(",
        "ab. (",
        "ab.[1, ",
        ' "a',
        "“",
        "**",
        ".",
        "|a\n",
        "kata\n| a | b |\n",
        "kata\n\nGambar 1. X\n\n",
        "[^1]: a\n",
        "<",
        "ab.<sup>",
        "\n",
    ],
    ids=ascii,
)
def test_twice_the_text_is_about_twice_the_work(unit):
    def seconds(length: int) -> float:
        text = "HASIL\n\n" + unit * (length // len(unit))
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            paper_from("p", text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(80_000) < 3.5 * seconds(40_000) + 0.2
