"""Entries of every family of styles, in Indonesian and English, give their fields."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.references import read_entry
from kg.extract.tagger import WEIGHTS, load

ENTRIES = {
    "Vancouver": (
        "Darmawan S, Lestari WA, Khan R, et al. Sleep and shift work in nurses. Br J Nurs. 2018;27(4):44-50.",
        "Darmawan S|Lestari WA|Khan R", 2018, "Sleep and shift work in nurses", "Br J Nurs", "27", "4", "44–50",
        "article-journal",
    ),
    "BibTeX plain": (
        "R. Tan, K. Lim, and P. de Wit. Fast heaps for slow machines. Information Letters, 31(4):181-187, 1989.",
        "R. Tan|K. Lim|P. de Wit", 1989, "Fast heaps for slow machines", "Information Letters", "31", "4", "181–187",
        "article-journal",
    ),
    "IEEE": (
        "R. Tan and K. Lim, “Fast heaps,” in Proc. 3rd Int. Conf. Data Structures, Boston, MA, 1992, pp. 33–42.",
        "R. Tan|K. Lim", 1992, "Fast heaps", "Proc. 3rd Int. Conf. Data Structures", "", "", "33–42",
        "paper-conference",
    ),
    "MLA": (
        "Levin, Carol. “Reading on Trains.” Journal of Waiting, vol. 12, no. 1, 2013, pp. 193-200.",
        "Levin, Carol", 2013, "Reading on Trains", "Journal of Waiting", "12", "1", "193–200", "article-journal",
    ),
    "Harvard": (
        "Reed, B., Arch, L. and Leath, C. (2003) 'Belonging at a new school', Studies in Learning, 28(3), pp. 261-277.",
        "Reed, B.|Arch, L.|Leath, C.", 2003, "Belonging at a new school", "Studies in Learning", "28", "3",
        "261–277", "article-journal",
    ),
    "Nature": (
        "Garrido, L., Villa, J. & Kwon, S. Silencing in fission yeast. Mol. Cell. Biol. 23, 1041–1052 (2003).",
        "Garrido, L.|Villa, J.|Kwon, S.", 2003, "Silencing in fission yeast", "Mol. Cell. Biol", "23", "", "1041–1052",
        "article-journal",
    ),
    "Springer": (
        "Sato, K., Mori, H.: Type inference for objects. In: Braun, A. (ed.) Programming Languages and Systems. "
        "Vol. 1058, pp. 190–205. Springer, Heidelberg (1996)",
        "Sato, K.|Mori, H.", 1996, "Type inference for objects", "Programming Languages and Systems",
        "1058", "", "190–205", "chapter",
    ),
    "students": (
        "Rahmawati, D., Sutanto, E. dan Halim, A. 2015. Pengaruh insentif terhadap produktivitas buruh. "
        "Jurnal Manajemen Terapan. Vol. 17 No. 2. Hal. 112-120.",
        "Rahmawati, D.|Sutanto, E.|Halim, A.", 2015, "Pengaruh insentif terhadap produktivitas buruh",
        "Jurnal Manajemen Terapan", "17", "2", "112–120", "article-journal",
    ),
    "footnotes": (
        "Slamet Darmawan dan Wati Lestari, Tata Kelola Pasar di Kota Tua, (Jakarta: Pustaka Rekaan, 1996), hlm. 51.",
        "Slamet Darmawan|Wati Lestari", 1996, "Tata Kelola Pasar di Kota Tua", "", "", "", "51", "book",
    ),
    "a number of an article": (
        "Jerren, A., & Mull, T. (2018). Teaching by radio drama: a trial in two schools. PLoS ONE, 13(3), e0193972.",
        "Jerren, A.|Mull, T.", 2018, "Teaching by radio drama: a trial in two schools", "PLoS ONE", "13", "3",
        "e0193972", "article-journal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("style", [pytest.param(name, id=name) for name in ENTRIES])
def test_each_style(style: str) -> None:
    entry, *expected = ENTRIES[style]
    r = read_entry(str(entry))
    assert ["|".join(r.authors), r.year, r.title, r.container, r.volume, r.issue, r.pages, r.kind] == expected


def test_a_chapter_has_editors_and_a_book_edition_place_and_publisher() -> None:
    chapter = read_entry(
        "Wein, R., & Leong, G. (2003). Roles of gardeners. In R. Ross (Ed.), Principles of gardening (2nd ed., "
        "pp. 7–13). CRC Press."
    )
    assert (chapter.editors, chapter.container, chapter.pages) == (("R. Ross",), "Principles of gardening", "7–13")
    assert (chapter.publisher, chapter.kind) == ("CRC Press", "chapter")
    book = read_entry("Bell, J. (2010). Doing your research diary (5th ed.). Maidenhead: Open University Press.")
    assert (book.title, book.edition[:1], book.place) == ("Doing your research diary", "5", "Maidenhead")
    assert (book.publisher, book.kind) == ("Open University Press", "book")


def test_who_edits_a_book_is_its_editor_and_first_name() -> None:
    edited = read_entry("Kim, J., & Park, S. (Eds.). (2015). The handbook of tea. Routledge.")
    assert (edited.authors, edited.editors, edited.first_author) == ((), ("Kim, J.", "Park, S."), "Kim")


def test_a_thesis_a_web_page_and_the_day_of_a_visit() -> None:
    thesis = read_entry("Lestari, P. (2020). Pengaruh Harga terhadap Keputusan Pembelian. Skripsi. Universitas Rekaan.")
    assert (thesis.kind, thesis.publisher) == ("thesis", "Universitas Rekaan")
    page = read_entry("Dinas Kota. (2021). Layanan warga. Diakses 5 Mei 2022, dari https://contoh.go.id/layanan")
    assert (page.kind, page.url, page.accessed) == ("webpage", "https://contoh.go.id/layanan", "5 Mei 2022")


@pytest.mark.parametrize(
    "printed",
    [
        "doi:10.1234/ab.(3)c",
        "https://doi.org/10.1234/ab.(3)c.",
        "DOI 10.1234/ab.(3)c",
        "http://dx.doi.org/10.1234/ab.(3)c",
    ],
)
def test_a_doi_is_found_however_it_is_announced(printed: str) -> None:
    assert read_entry(f"Tan R. Fast heaps. J Heaps. 1999;3:1-9. {printed}").doi == "10.1234/ab.(3)c"


@pytest.mark.parametrize(
    "hostile", ["(", "A. ", "Ali, A., ", "(2019). ", "10.1234/", '"', "*", "a", "a-", "http://", "I "]
)
def test_no_string_takes_long(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile))
    began = time.process_time()
    read_entry(text)
    assert time.process_time() - began < 5


@given(st.text(max_size=300))
def test_any_string_is_read(text: str) -> None:
    reference = read_entry(text)
    assert reference.year is None or 1500 <= reference.year < 2100
    assert reference == read_entry(text)


def test_the_weights_are_a_small_text() -> None:
    from importlib.resources import files

    text = files("kg.extract").joinpath(WEIGHTS).read_bytes()
    assert len(text) < 1_000_000
    assert len(load().rows) > 1000
