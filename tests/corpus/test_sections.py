"""Sections: found under misspelt, numbered and run-in headings, in both languages, and never by accident."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.reader import paper_from
from kg.corpus.sections import is_matter, kind_of, language_of
from kg.languages import LANGUAGES, load


def kinds(text: str) -> list[str]:
    return [section.kind for section in paper_from("p", text).sections]


KNOWN = sorted(
    {(name, kind) for code in LANGUAGES for kind, names in load(code).functions("sections").items() for name in names}
)
BACK = "acknowledgements"
SAID = "Kajian ini menelaah antrean pada loket pasar di kota Angin selama tiga bulan."


@pytest.mark.parametrize(("name", "kind"), KNOWN)
def test_a_known_heading_opens_its_section_in_any_dress(name, kind):
    for dress in ("{}", "# {}", "### {}", "**{}**", "1. {}", "IV. {}", "A. {}", "2 {}", "3.1 {}", "{}:", "## **5{}**"):
        for case in (name.upper(), name.title()):
            assert kind_of(dress.format(case)) == kind, dress.format(case)


@pytest.mark.parametrize("name", [name for name, kind in KNOWN if len(name) >= (12 if kind == BACK else 8)])
def test_one_wrong_letter_is_forgiven(name):
    expected = dict(KNOWN)[name]
    middle = len(name) // 2
    for wrong in (
        name[:middle] + "x" + name[middle + 1 :],
        name[:middle] + name[middle + 1 :],
        name[:-1] + name[-1] * 2,
    ):
        assert kind_of(wrong) == expected, wrong


@pytest.mark.parametrize(
    "heading",
    [
        "A. Kenyamanan Akses",
        "Kendala",
        "Hasil Tani di Desa",
        "Metodenya Siapa",
        "Profil Kota Angin",
        "Faktor Penghambat",
        "",
        "123",
        "* * *",
        "Pendek",
    ],
)
def test_other_headings_open_no_section(heading):
    assert kind_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("BAB I PENDAHULUAN", "introduction"),
        ("BAB IV: HASIL DAN PEMBAHASAN", "results"),
        ("Chapter 3 Methodology", "method"),
        ("P E N D A H U L U A N", "introduction"),
        ("A B S T R A K", "abstract"),
        ("2. H A S I L  D A N  P E M B A H A S A N", "results"),
        ("PENDAHULU AN", "introduction"),
        ("Hasil & Pembahasan", "results"),
        ("Result dan Pembahasan", "results"),
        ("Kesimpulan, Keterbatasan, dan Saran", "conclusion"),
        ("2.1. Landasan Teori:", "theory"),
        ("Lampiran 2. Kuesioner", BACK),
        ("Appendix A", BACK),
    ],
)
def test_a_heading_is_known_in_the_dress_of_a_thesis_or_a_typesetter(heading, kind):
    assert kind_of(heading) == kind


def test_sections_come_in_the_order_of_the_text():
    headings = ["Abstrak", "1. Pendahuluan", "METODE PENELITIAN", "Hasil dan Pembahasan", "KESIMPULAM", "Referensi"]
    text = "\n\nIsi.\n\n".join(["Judul Kajian Antrean Loket Pasar", *headings]) + "\n\nIsi."
    assert kinds(text) == ["title", "abstract", "introduction", "method", "results", "conclusion", "references"]


@pytest.mark.parametrize(
    "lead", ["Abstrak. ", "ABSTRAK: ", "**Abstrak** – ", "*Abstrak* — ", "Abstract: ", "Abstract. "]
)
def test_a_run_in_abstract_is_a_section_whose_text_goes_on(lead):
    said = "Kajian ini menelaah antrean pada loket pasar di kota."
    text = f"Judul Kajian Antrean Loket Pasar\n\n{lead}{said}\n\nPENDAHULUAN\n\nIsi."
    paper = paper_from("p", text)
    assert [section.kind for section in paper.sections] == ["title", "abstract", "introduction"]
    first = paper.sentences[0]
    assert text[first.start : first.end] == said


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Abstrak—", "abstract"),
        ("ABSTRACT - ", "abstract"),
        ("**Metode.** ", "method"),
        ("**3. Hasil:** ", "results"),
        ("KESIMPULAN: ", "conclusion"),
        ("SARAN. ", "recommendations"),
    ],
)
def test_a_heading_run_into_its_text_opens_a_section(lead, kind):
    text = f"PENDAHULUAN\n\n{SAID}\n\n{lead}{SAID}\n\n{SAID}"
    paper = paper_from("p", text)
    assert [section.kind for section in paper.sections] == ["introduction", kind]
    assert [text[s.start : s.end] for s in paper.sentences] == [SAID] * 3


def test_the_parts_of_a_structured_abstract_are_no_sections():
    parts = "\n\n".join(f"**{name}:** {SAID}" for name in ("Latar belakang", "Metode", "Hasil", "Kesimpulan"))
    text = f"Abstrak\n\n{parts}\n\nKata kunci: antrean\n\n**Pendahuluan.** {SAID}\n\n**Metode.** {SAID}"
    paper = paper_from("p", text)
    assert [section.kind for section in paper.sections] == ["abstract", "introduction", "method"]
    assert [s.heading for s in paper.sentences][:4] == ["Latar belakang", "Metode", "Hasil", "Kesimpulan"]


def test_a_heading_needs_no_blank_lines_around_it():
    assert kinds(f"PENDAHULUAN\n{SAID}\nMetode Penelitian\n{SAID}\n4Kesimpulan dan Saran\n{SAID}") == [
        "introduction",
        "method",
        "conclusion",
    ]


def test_the_name_of_a_chapter_may_stand_below_its_number():
    assert kinds(f"BAB I\nPENDAHULUAN\n\n{SAID}\n\nBAB IV\n\nHASIL DAN PEMBAHASAN\n\n{SAID}") == [
        "title",
        "introduction",
        "results",
    ]


@pytest.mark.parametrize(
    "contents",
    [
        "PENDAHULUAN ........ 1\nMETODE ....... 3\nKESIMPULAN . . . . . . 9",
        "PENDAHULUAN 1\nMETODE PENELITIAN 3\nKESIMPULAN",
        "PENDAHULUAN\n\nMETODE\n\nKESIMPULAN",
        "BAB I PENDAHULUAN…………… 1\nBAB II METODE…………… ii",
    ],
)
def test_a_table_of_contents_opens_no_section(contents):
    text = f"DAFTAR ISI\n\n{contents}\n\nPENDAHULUAN\n\n{SAID}\n\nMETODE\n\n{SAID}"
    assert kinds(text) == ["title", "introduction", "method"]


@pytest.mark.parametrize(
    "prose",
    [
        "Banyak hal yang dibahas di sini menurut kajian yang disusun oleh para\nHasil\npenelitian itu di kota.",
        "Hal itu dijelaskan menurut\nhasil penelitian\nyang dilakukan di kota.",
        "Metode penelitian yang dipakai ialah wawancara.",
        "Pendahuluan Latar belakang masalah ini luas.",
        "Hasil: antrean berkurang di semua loket pasar.",
        "Lampiran 1. Struktur kantor",
        "| Hasil | Pembahasan |\n|---|---|\n| a | b |",
    ],
)
def test_prose_that_begins_with_the_word_of_a_heading_opens_no_section(prose):
    assert kinds(f"PENDAHULUAN\n\n{SAID}\n\n{prose}\n\n{SAID}") == ["introduction"]


def test_a_title_within_a_reference_list_opens_no_section():
    entries = "Rekaan, B. (2020). Judul.\n\nMetode Penelitian\n\nBandung: Angin.\n\nHasil\n\nWening. (2021). Judul."
    assert kinds(f"KESIMPULAN\n\n{SAID}\n\nDAFTAR PUSTAKA\n\n{entries}") == ["conclusion", "references"]


def test_the_word_references_before_the_body_hides_no_section():
    text = f"Referensi\n\n12\n\nPendahuluan\n\n{SAID}\n\nHasil\n\n{SAID}"
    assert kinds(text) == ["references", "introduction", "results"]


def test_a_heading_below_a_figure_without_a_name_is_a_heading():
    assert kinds(f"PENDAHULUAN\n\n{SAID}\n\nGambar 2\n\nHasil dan Pembahasan\n\n{SAID}") == ["introduction", "results"]


@pytest.mark.parametrize(
    "heading", ["Tentang Penulis", "LAMPIRAN", "Lampiran 1. Kuesioner", "Lampiran 1", "## Biodata Penulis"]
)
def test_what_follows_the_references_is_not_part_of_them(heading):
    text = f"DAFTAR PUSTAKA\n\nRekaan, B. (2020). Judul. Jurnal Angin.\n\n{heading}\n\nRara Wening ialah dosen."
    paper = paper_from("p", text)
    assert [section.kind for section in paper.sections] == ["references", BACK]
    assert text[paper.sections[0].start : paper.sections[0].end].rstrip().endswith("Jurnal Angin.")


ENGLISH = "This is a study of the queue in the market of the city and of how it is used by the people. " * 4


@pytest.mark.parametrize(
    ("first", "second"), [("Abstrak\n\n", "Abstract\n\n"), ("Abstract\n\n", "Abstract\n\n"), ("Abstract\n\n", "")]
)
def test_two_abstracts_are_told_apart_by_their_language(first, second):
    indonesian = "Ini adalah kajian tentang antrean yang ada di pasar kota dan dipakai oleh warga. " * 4
    text = (
        f"{first}{indonesian}\n\nKata Kunci: antrean\n\n{second}{ENGLISH}\n\nKeywords: queue\n\nPENDAHULUAN\n\n{SAID}"
    )
    found = [(section.kind, section.language) for section in paper_from("p", text).sections]
    assert found == [("abstract", "id"), ("abstract", "en"), ("introduction", "id")]


@given(
    st.lists(st.sampled_from([*(f"{name}\n" for name, _ in KNOWN), "Isi.\n", "\n", "# A\n", "a b c\n"]), max_size=20)
)
def test_sections_follow_each_other_without_gap_or_overlap(lines):
    text = "".join(lines)
    sections = paper_from("p", text).sections
    assert all(before.end == after.start for before, after in itertools.pairwise(sections))
    assert (sections[0].start, sections[-1].end) == (0, len(text))


def test_the_word_abstract_in_a_sentence_opens_no_section():
    assert kinds("PENDAHULUAN\n\nAbstrak ini ditulis oleh Rara untuk warga kota.\n\nIsi.") == ["introduction"]


def test_a_heading_in_a_list_is_an_item():
    assert kinds("PENDAHULUAN\n\nBab terdiri atas:\n\n- Metode\n- Hasil\n") == ["introduction"]


def test_a_heading_keeps_its_words_and_level():
    paper = paper_from("p", "# Hasil\n\nIsi satu.\n\n## Kesimpulan\n\nIsi dua.")
    assert [(section.heading, section.level) for section in paper.sections] == [("Hasil", 1), ("Kesimpulan", 2)]


def test_sections_know_their_language():
    paper = paper_from(
        "p",
        "Abstract\n\nThis is the use of an app for the people.\n\n"
        "Abstrak\n\nIni adalah aplikasi yang dipakai oleh warga.",
    )
    assert [section.language for section in paper.sections] == ["en", "id"]


def test_a_passage_without_small_words_takes_the_fallback():
    assert [language_of("JMO 123", code) for code in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(
    "line", ["Sumber daya manusia memadai.", "Gambarannya jelas.", "Tabelnya panjang.", "Alamat warga dicatat."]
)
def test_prose_that_begins_like_a_caption_is_prose(line):
    assert not is_matter(line)


@given(st.text(max_size=80))
def test_any_line_can_be_asked_for_its_kind(line):
    assert kind_of(line) in {None, *(kind for _, kind in KNOWN)}
