"""Title matter without front matter: titles, authors, year, venue, DOI, keywords; unknown stays unknown."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.front.front_page import MOST_CHARACTERS
from kg.corpus.front.title_matter import metadata_of
from kg.corpus.reader import paper_from
from kg.corpus.sections import find_headings, find_sections
from kg.model import Metadata, Section

TITLE = "Kajian Antrean pada Loket Pasar di Kota Angin"
ENGLISH = "A Study of the Queues at the Market Counters of the City"
ABSTRACT = "Abstrak\n\nKajian ini menelaah antrean yang ada di loket.\n\nKata Kunci: antrean, loket, pasar\n\n"
BODY = "PENDAHULUAN\n\nAntrean adalah hal yang biasa di pasar dan tidak selalu buruk untuk warga.\n\n"


ENGLISH_BODY = "INTRODUCTION\n\nThe queue is a part of the life of the people in the town and it is not always bad.\n\n"
MATTERS = sorted((Path(__file__).parent / "title_matters").glob("*.md"))


def read_page(text: str, running: tuple[str, ...] = ()) -> Metadata:
    return metadata_of(text, find_sections(text, find_headings(text)), running)


def read(matter: str, rest: str = ABSTRACT + BODY) -> Metadata:
    return paper_from("p", f"{matter}\n\n{rest}").metadata


@pytest.mark.parametrize(
    "title", [TITLE, TITLE.upper(), f"# {TITLE}", f"**{TITLE}**", f"{TITLE[:20]}\n{TITLE[20:]}", f"\ufeff{TITLE}"]
)
def test_the_title_is_the_first_paragraph(title):
    shown = " ".join(title.replace("\ufeff", "").strip("#* ").split())
    assert read(f"{title}\n\nRara Wening").title == shown


@pytest.mark.parametrize("titles", [(TITLE, ENGLISH), (ENGLISH, TITLE)])
def test_of_two_titles_the_english_one_is_told_apart(titles):
    found = read(f"# {titles[0]}\n\n# {titles[1]}\n\nRara Wening")
    assert (found.title, found.title_en) == (TITLE, ENGLISH)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Rara Wening", ("Rara Wening",)),
        ("Rara Wening, Tirta Samudra", ("Rara Wening", "Tirta Samudra")),
        ("Rara Wening, Tirta Samudra, Ayu Lintang", ("Rara Wening", "Tirta Samudra", "Ayu Lintang")),
        ("Rara Wening & Tirta Samudra", ("Rara Wening", "Tirta Samudra")),
        ("Rara Wening dan Tirta Samudra", ("Rara Wening", "Tirta Samudra")),
        ("Rara Wening1, Tirta Samudra2*", ("Rara Wening", "Tirta Samudra")),
        ("Rara Wening¹, Tirta Samudra²", ("Rara Wening", "Tirta Samudra")),
        ("Rara Wening<sup>1</sup>, Tirta Samudra<sup>2,*</sup>", ("Rara Wening", "Tirta Samudra")),
        ("**Rara Wening**", ("Rara Wening",)),
        ("Rara Wening, S.Sos., M.Si.", ("Rara Wening",)),
        ("Rara Wening\nTirta Samudra", ("Rara Wening", "Tirta Samudra")),
        ("Suharto", ("Suharto",)),
        ("R. A. Wening; Nur'aini O’Hara", ("R. A. Wening", "Nur'aini O’Hara")),
    ],
)
def test_names_are_read_in_their_order(line, authors):
    found = read(f"{TITLE}\n\n{line}\n\nUniversitas Angin Timur\n\nrara@contoh.id")
    assert found.authors == authors
    assert found.families == tuple(name.rsplit(" ", 1)[-1] for name in authors)


@pytest.mark.parametrize(
    "line",
    [
        "Universitas Angin Timur",
        "Fakultas Ilmu Sosial, Universitas Angin",
        "Kota Angin, Indonesia",
        "rara@contoh.id",
        "Jurnal Angin Timur",
        "Alamat: Jalan Melati",
        "Diterima: 3 Mei 2024",
    ],
)
def test_what_is_no_name_is_no_author(line):
    assert read(f"{TITLE}\n\nRara Wening\n\n{line}").authors == ("Rara Wening",)


@pytest.mark.parametrize(
    "mark",
    [
        "© 2024 Jurnal Angin",
        "(c) 2024",
        "Accepted: 3 May 2024",
        "Diterima: 3 Mei 2023; terbit 1 Juni 2024",
        "Published 2024-06-01",
    ],
)
def test_the_year_is_that_of_publication(mark):
    assert read(f"{TITLE}\n\nRara Wening\n\n{mark}").year == 2024


def test_a_year_in_the_running_text_is_not_the_papers():
    assert read(f"{TITLE}\n\nRara Wening", ABSTRACT + BODY + "Pada tahun 2019 terbit peraturan.").year is None


def test_a_doi_on_the_first_page_is_the_papers_own():
    assert read(f"{TITLE}\n\nRara Wening\n\nhttps://doi.org/10.1234/angin.v1i2.3.").doi == "10.1234/angin.v1i2.3"
    assert (
        read(f"{TITLE}\n\nRara Wening", ABSTRACT + BODY + "DAFTAR PUSTAKA\n\nX. https://doi.org/10.1234/lain").doi == ""
    )


def test_keywords_are_cut_at_commas():
    assert read(f"{TITLE}\n\nRara Wening").keywords == ("antrean", "loket", "pasar")


def test_the_language_is_that_of_the_body():
    assert read(f"{TITLE}\n\nRara Wening").language == "id"
    english = "INTRODUCTION\n\nThe queue is a part of the life of the people in the market.\n\n"
    assert read(f"{ENGLISH}\n\nRara Wening", english).language == "en"


def test_unknown_stays_unknown():
    """A paper that begins with its introduction has no title matter to read from."""
    assert paper_from("p", BODY * 2).metadata == Metadata(language="id")


def test_front_matter_comes_before_title_matter():
    paper = paper_from("p", f"---\ntitle: Judul Lain\n---\n\n{TITLE}\n\nRara Wening\n\n{BODY}")
    assert (paper.metadata.title, paper.metadata.authors) == ("Judul Lain", ())


@pytest.mark.parametrize("page", MATTERS, ids=lambda page: page.stem)
def test_a_first_page_of_any_layout_gives_what_it_prints_and_no_more(page):
    """Each file has what a reader would note down, a line of ``~~~``, and the page."""
    noted, _, text = page.read_text(encoding="utf-8").partition("\n~~~\n")
    known = {key: tuple(v) if isinstance(v, list) else v for key, v in (yaml.safe_load(noted) or {}).items()}
    running = known.pop("running", ())
    language = known.setdefault("language", "id")
    if "Pendahuluan" not in text:
        text += "\n\n" + (ENGLISH_BODY if language == "en" else BODY)
    found = read_page(text, running)
    if not any(found.affiliations):
        known["affiliations"] = ("",) * len(found.authors)
    assert found == Metadata(**known)


def test_names_in_capitals_are_given_in_small_letters_and_titles_as_printed():
    found = read(f"{TITLE.upper()}\n\nRARA WENING, R.A. NUR'AINI SARI-DEWI\nUNIVERSITAS ANGIN TIMUR")
    assert found.title == TITLE.upper()
    assert found.authors == ("Rara Wening", "R.A. Nur'aini Sari-Dewi")


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("Rara Wening1, Tirta2, Ayu Lintang1", ("A", "B", "A")),
        ("Rara Wening 1*, Tirta 2, Ayu Lintang 1,2", ("A", "B", "A; B")),
        ("Rara Wening1), Tirta2), Ayu Lintang1,2)", ("A", "B", "A; B")),
        ("Rara Wening(1), Tirta(2), Ayu Lintang(2)", ("A", "B", "B")),
        ("Rara Wening [1], Tirta [2], Ayu Lintang [2]", ("A", "B", "B")),
        ("Rara Wening^1^, Tirta^2,\\*^, Ayu Lintang^1,2^", ("A", "B", "A; B")),
        ("<sup>1</sup>Rara Wening, <sup>2</sup>Tirta, <sup>1,2</sup>Ayu Lintang", ("A", "B", "A; B")),
        ("¹Rara Wening, ²Tirta, ¹Ayu Lintang", ("A", "B", "A")),
        ("Dr. Rara Wening, M.Si.¹, Tirta, S.E., M.M.², dan Ayu Lintang²", ("A", "B", "B")),
    ],
)
def test_raised_marks_lead_to_the_affiliations(line, marks):
    places = {"A": "Universitas Angin Timur", "B": "Politeknik Samudra, Kota Muara"}
    found = read(f"{TITLE}\n\n{line}\n\n1 Universitas Angin Timur\n2 Politeknik Samudra, Kota Muara")
    assert found.authors == ("Rara Wening", "Tirta", "Ayu Lintang")
    assert found.affiliations == tuple("; ".join(places[mark] for mark in of.split("; ")) for of in marks)


def test_without_marks_an_affiliation_belongs_to_the_names_above_it():
    matter = f"{TITLE}\n\nRara Wening\nTirta Samudra\nUniversitas Angin\n\nAyu Lintang\nPoliteknik Muara"
    assert read(matter).affiliations == ("Universitas Angin", "Universitas Angin", "Politeknik Muara")
    assert read(f"{TITLE}\n\nRara Wening").affiliations == ("",)


@pytest.mark.parametrize(
    ("line", "volume", "issue", "year", "pages"),
    [
        ("Jurnal Angin Vol. 12, No. 1, Januari 2024, hal. 33-41", "12", "1", 2024, "33-41"),
        ("Jurnal Angin Volume 3 Nomor 2 Tahun 2023", "3", "2", 2023, ""),
        ("Jurnal Angin 5 (2) (2023) 101-110", "5", "2", 2023, "101-110"),
        ("Jurnal Angin, 5(2), 2023, 101–110", "5", "2", 2023, "101-110"),
        ("Jurnal Angin, Vol. 5 No. 2 (2024): 120–135", "5", "2", 2024, "120-135"),
        ("Jurnal Angin | Vol. V | No. 2 | Juni 2020 | Hlm. 1 – 12", "V", "2", 2020, "1-12"),
        ("Jurnal Angin Vol 8 (3), 2019, pp. 5-9", "8", "3", 2019, "5-9"),
        ("Jurnal Angin 12 (2024) 33-41", "12", "", 2024, "33-41"),
        ("Jurnal Angin Vol. 4, ISSN 1234-5678", "4", "", None, ""),
    ],
)
def test_volume_issue_year_and_pages_are_read_from_head_and_foot(line, volume, issue, year, pages):
    printed = read(f"{line}\n\n{TITLE}\n\nRara Wening")
    repeated = read_page(f"{TITLE}\n\nRara Wening\n\n{ABSTRACT}{BODY}", (line,))
    for found in (printed, repeated):
        assert (found.venue, found.volume, found.issue) == ("Jurnal Angin", volume, issue)
        assert (found.year, found.pages) == (year, pages)


@pytest.mark.parametrize(
    "line",
    [
        "Received: 3 May 2022",
        "Naskah masuk: 3 Mei 2022; direvisi: 1 Juni 2022",
        "Diterima: 3 Mei 2022; Direvisi: 1 Juni 2022",
        "Submitted 2022-05-03",
    ],
)
def test_when_a_paper_was_received_says_nothing_of_its_year(line):
    assert read(f"{TITLE} Tahun 2021\n\nRara Wening\n\n{line}").year is None


def test_who_helped_is_no_author():
    found = read(f"{TITLE}\n\nRara Wening\n\nDosen Pembimbing:\nDr. Tirta Samudra, M.Si.\n\nEditor: Ayu Lintang")
    assert found.authors == ("Rara Wening",)


def test_a_volume_in_the_running_text_is_not_the_papers():
    """A text that begins at once with its body says nothing of where it came out."""
    text = "Kajian ini ada di pasar. Menurut Jurnal Angin Vol. 3 No. 1 (2018), pasar itu sepi untuk warga.\n\n" * 3
    assert read_page(text) == Metadata(language="id")


@pytest.mark.parametrize(
    "title",
    [
        "Revisi Undang-Undang Nomor 13 Tahun 2003 dan Nasib Buruh Pabrik",
        "Situs Web Pemerintah Daerah sebagai Sarana Informasi Warga",
        "Akreditasi Puskesmas dan Mutu Layanan di Kota Angin",
        "Tinjauan Pustaka: Dampak Pasar Malam terhadap Pedagang Kecil",
        "Universitas dan Desa: Pengabdian pada Masyarakat Pesisir",
        "Editor Berita di Tengah Banjir Kabar Bohong",
        "Surel dan Kesalahan Komunikasi di Tempat Kerja",
        "Sitasi pada Artikel Ilmu Administrasi",
        "Kantor Desa sebagai Ruang Temu Warga",
        "Terbit dan Tenggelam: Surat Kabar Daerah 1950-1965",
        "Kajian Implementasi PP No. 5 Tahun 2010 di Kota Angin",
    ],
)
def test_a_title_may_begin_with_a_word_of_mastheads(title):
    found = read(f"{title}\n\nRara Wening\n\nUniversitas Angin Timur")
    assert (found.title, found.authors, found.affiliations) == (title, ("Rara Wening",), ("Universitas Angin Timur",))
    assert (found.year, found.venue, found.volume, found.issue) == (None, "", "", "")


def test_a_work_that_a_text_without_headings_cites_is_not_the_paper():
    prose = "Kajian ini menelaah antrean di pasar. Antrean itu panjang untuk warga pada hari libur.\n\n"
    cited = "Wulandari, A. 2019. Antre. Jurnal Angin 7(3) 21-29. https://doi.org/10.1234/lain\n\n"
    found = read_page(f"{TITLE}\n\nRara Wening\n\n{prose * 6}{cited}")
    assert (found.title, found.authors) == (TITLE, ("Rara Wening",))
    assert (found.doi, found.venue, found.volume, found.year) == ("", "", "", None)


HOSTILE = (
    *(
        "A ",
        "Ab, ",
        "Ani1 ",
        "A.",
        "S.",
        "a@",
        "dan ",
        "1,",
        "1-",
        "1 (1) ",
        "(",
        "[",
        "{a",
        "<",
        "<sup>",
        "⟦",
        "*",
        "**",
    ),
    *(
        "10.1234/",
        "vol. 1 no. 1 ",
        "(2020) ",
        "©",
        "kata kunci: ",
        "universitas ",
        "diterima ",
        "\t",
        "¹",
        "0000-",
        "_",
    ),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_line_of_a_hundred_thousand_characters_is_read_in_no_time(unit):
    text = f"{TITLE}\n\nRara Wening\n\n{unit * (100_000 // len(unit))}"
    section = Section(0, len(text), "title", "", "id")
    metadata_of(text[:500], (section,))
    began = time.process_time()
    metadata_of(text, (section,), (text,))
    assert time.process_time() - began < 2


LINES = (TITLE, ENGLISH, "Rara Wening¹, Tirta²", "¹Universitas Angin", "Oleh:", "Abstrak", "Kata kunci: a, b", "a@b.id")
HEADS = ("Vol. 3 No. 1 (2020)", "Jurnal Angin", "Diterima: 3 Mei 2020", "© 2021")
PIECES = st.sampled_from((*LINES, *HEADS, "# ", "**", "<sup>", "(", "1", ";", ""))


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14), st.lists(st.text(max_size=30), max_size=2))
def test_whatever_stands_there_each_author_has_a_family_name_and_an_affiliation(pieces, running):
    text = "\n".join(pieces) or "x"
    found = read_page(text, tuple(running))
    assert len(found.families) == len(found.authors) == len(found.affiliations)
    assert all(family and name.endswith(family) for name, family in zip(found.authors, found.families, strict=True))
    assert len(set(found.authors)) == len(found.authors)
    assert found == read_page(text, tuple(running))
    assert "⟦" in text or "⟦" not in "".join((found.title, found.title_en, *found.authors, *found.affiliations))


def test_only_the_first_page_is_read():
    late = "x " * (MOST_CHARACTERS // 2) + "\n\nJurnal Angin Vol. 3 No. 1 (2020)\n\n"
    assert read(f"{TITLE}\n\nRara Wening", ABSTRACT + late + BODY).venue == ""
