"""Headings are told from text by their size, their weight and their words, and keep their order of rank."""

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import by_latex, by_typst, prose

TEXTS = [prose(6 * number) for number in range(8)]


def headings(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("#")]


def test_headings_by_size_have_levels(tmp_path):
    source = f"""= Pendahuluan
{TEXTS[0]}
= Hasil dan Pembahasan
{TEXTS[1]}
== Antrean di loket pagi
{TEXTS[2]}
=== Antrean hari Senin
{TEXTS[3]}
= Kesimpulan
{TEXTS[4]}"""
    found = read_pdf(by_typst(tmp_path, source)).text
    assert headings(found) == [
        "## Pendahuluan",
        "## Hasil dan Pembahasan",
        "### Antrean di loket pagi",
        "#### Antrean hari Senin",
        "## Kesimpulan",
    ]
    assert [block for block in found.removesuffix("\n").split("\n\n") if block[0] != "#"] == TEXTS[:5]


@pytest.mark.parametrize("numbering", ["1.1", "I.1", "1."])
def test_numbered_headings_in_bold_of_the_size_of_the_text(tmp_path, numbering):
    source = f"""= Pendahuluan
{TEXTS[0]}
= Metode
{TEXTS[1]}
== Informan
{TEXTS[2]}"""
    before = f'#set heading(numbering: "{numbering}")\n#show heading: set text(size: 10pt)'
    found = headings(read_pdf(by_typst(tmp_path, source, before=before)).text)
    assert [heading.split()[-1] for heading in found] == ["Pendahuluan", "Metode", "Informan"]
    assert all(heading.startswith("##") for heading in found)


def test_headings_in_capitals_without_any_look_are_known_by_their_words(tmp_path):
    source = f"PENDAHULUAN\n\n{TEXTS[0]}\n\nMETODE PENELITIAN\n\n{TEXTS[1]}\n\nDAFTAR PUSTAKA\n\n{TEXTS[2]}"
    found = headings(read_pdf(by_typst(tmp_path, source)).text)
    assert found == ["## PENDAHULUAN", "## METODE PENELITIAN", "## DAFTAR PUSTAKA"]


def test_a_heading_of_two_lines_is_one(tmp_path):
    long = "Lama antrean di loket pasar menurut petugas, pedagang dan warga kota"
    source = f"= Pendahuluan\n{TEXTS[0]}\n= Hasil\n{TEXTS[1]}\n== {long}\n{TEXTS[2]}"
    found = headings(read_pdf(by_typst(tmp_path, source, page="columns: 2")).text)
    assert found == ["## Pendahuluan", "## Hasil", f"### {long}"]


def test_a_title_of_three_lines_is_one_heading_of_the_first_level(tmp_path):
    title = "Antrean pada Loket Pasar di Kota Angin, Kajian atas Petugas, Pedagang, Nelayan dan Warga pada Musim Hujan"
    source = f'#align(center)[#text(17pt, weight: "bold")[{title}]]\n\nRara Wening\n\n= Abstrak\n{TEXTS[0]}'
    found = read_pdf(by_typst(tmp_path, source)).text
    assert found == f"# {title}\n\nRara Wening\n\n## Abstrak\n\n{TEXTS[0]}\n"


def test_bold_words_that_begin_a_paragraph_do_not_cut_it(tmp_path):
    source = f"= Metode\n*Informan.* {TEXTS[0]}\n\n*Lokasi penelitian.* {TEXTS[1]}"
    found = read_pdf(by_typst(tmp_path, source)).text
    assert found == f"## Metode\n\nInforman. {TEXTS[0]}\n\nLokasi penelitian. {TEXTS[1]}\n"


def test_a_bold_sentence_is_text(tmp_path):
    source = f"= Hasil\n{TEXTS[0]}\n\n*Petugas loket di pasar itu mencatat lama antrean setiap hari.*\n\n{TEXTS[1]}"
    assert headings(read_pdf(by_typst(tmp_path, source)).text) == ["## Hasil"]


def test_captions_of_tables_and_figures_are_no_headings(tmp_path):
    source = f"= Hasil\n{TEXTS[0]}\n\n*Tabel 1. Lama antrean*\n\n{TEXTS[1]}\n\n*Gambar 2 Alur antrean*\n\n{TEXTS[2]}"
    assert headings(read_pdf(by_typst(tmp_path, source)).text) == ["## Hasil"]


def test_headings_of_latex_are_headings(tmp_path):
    body = rf"""\title{{Antrean pada Loket Pasar di Kota Angin}}\author{{Rara Wening}}\date{{}}\maketitle
        \begin{{abstract}}{TEXTS[0]}\end{{abstract}}
        \section{{Pendahuluan}}{TEXTS[1]}\subsection{{Kajian terdahulu}}{TEXTS[2]}\section*{{Kesimpulan}}
        {" ".join(TEXTS[3:])}"""
    preamble = r"\usepackage[indonesian]{babel}\pagestyle{empty}"
    found = read_pdf(by_latex(tmp_path, body, options="10pt,twocolumn", preamble=preamble)).text
    assert headings(found)[0] == "# Antrean pada Loket Pasar di Kota Angin"
    assert [heading.lstrip("# 1.") for heading in headings(found)[-3:]] == [
        "Pendahuluan", "Kajian terdahulu", "Kesimpulan",
    ]  # fmt: skip
    for text in TEXTS[:4]:
        assert text in found


def test_small_capitals_are_read_as_one_heading(tmp_path):
    named = ("I. P#text(8pt)[ENDAHULUAN]", "II. M#text(8pt)[ETODE]")
    source = "\n\n".join(f"#align(center)[{name}]\n\n{text}" for name, text in zip(named, TEXTS, strict=False))
    found = read_pdf(by_typst(tmp_path, source)).text
    assert headings(found) == ["## I. PENDAHULUAN", "## II. METODE"]
