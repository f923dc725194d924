"""Title matter without front matter: titles, authors, year, venue, DOI, keywords; unknown stays unknown."""

import pytest

from kg.corpus.reader import paper_from
from kg.model import Metadata

TITLE = "Kajian Antrean pada Loket Pasar di Kota Angin"
ENGLISH = "A Study of the Queues at the Market Counters of the City"
ABSTRACT = "Abstrak\n\nKajian ini menelaah antrean yang ada di loket.\n\nKata Kunci: antrean, loket, pasar\n\n"
BODY = "PENDAHULUAN\n\nAntrean adalah hal yang biasa di pasar dan tidak selalu buruk untuk warga.\n\n"


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
