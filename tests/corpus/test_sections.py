"""Sections: found under misspelt, numbered and run-in headings, in both languages, and never by accident."""

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
SHORT = ("hasil", "saran", "konsep", "teori")


@pytest.mark.parametrize(("name", "kind"), KNOWN)
def test_a_known_heading_opens_its_section_in_any_dress(name, kind):
    for dress in ("{}", "# {}", "### {}", "**{}**", "1. {}", "IV. {}", "A. {}", "2 {}", "3.1 {}", "{}:", "## **5{}**"):
        for case in (name.upper(), name.title()):
            assert kind_of(dress.format(case)) == kind, dress.format(case)


@pytest.mark.parametrize("name", [name for name, _ in KNOWN if len(name) >= 8])
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
