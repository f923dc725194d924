"""Entries of a reference list in the formats of other programs, read back by those programs."""

import shutil
import subprocess

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.references import read_entry
from kg.model import Reference
from kg.publish.cite.bibtex import bibtex
from kg.publish.cite.ris import ris
from kg.publish.references import csl_item

# The types and variables of CSL 1.0.2.
CSL_TYPES = {
    "article", "article-journal", "article-newspaper", "book", "chapter", "document", "legislation",
    "paper-conference", "report", "thesis", "webpage",
}  # fmt: skip
STRINGS = {
    "id", "type", "title", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "edition",
    "DOI", "URL", "language", "genre",
}  # fmt: skip
ENTRIES = [
    "Darmawan, S., & Lestari, W. (2019). Mutu & biaya: 100% antrean. Jurnal Rekaan, 7(2), 11–19. https://doi.org/10.1234/jr_7",
    "Hartono, B. (2020). Gizi anak di desa (3rd ed.). Alfabeta.",
    "R. Khan, “Sleep in nurses,” in Proc. Conf. on Sleep, 2018, pp. 44–50.",
    "Lestari, W. (2021). Pengaruh insentif terhadap guru. Skripsi. Universitas Rekaan.",
    "Undang-Undang Nomor 7 Tahun 2014 tentang Perdagangan",
    "Kementerian Perhubungan. (2021). Laporan angkutan. Diakses 5 Mei 2022, dari https://contoh.go.id/laporan",
]
HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


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


def items():
    return [csl_item(row(read_entry(entry))) | {"id": f"entry{number}"} for number, entry in enumerate(ENTRIES)]


def assert_is_csl(item):
    """CSL-JSON has nothing but what its schema allows."""
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


@pytest.mark.parametrize("entry", ENTRIES)
def test_csl_json_has_nothing_but_what_its_schema_allows(entry: str) -> None:
    assert_is_csl(csl_item(row(read_entry(entry))))


def test_the_day_of_a_visit_is_a_date() -> None:
    assert csl_item(row(read_entry(ENTRIES[-1])))["accessed"] == {"date-parts": [[2022, 5, 5]]}


@pytest.mark.parametrize("entry", ENTRIES)
def test_bibtex_is_read_back_whole(entry: str) -> None:
    reference = read_entry(entry)
    library = bibtexparser.parse_string(bibtex(csl_item(row(reference))))
    assert not library.failed_blocks
    (read,) = library.entries
    fields = {field.key: field.value for field in read.fields}
    assert fields["title"].strip("{}").replace("\\&", "&").replace("\\%", "%") == reference.title
    assert fields.get("year", "") == str(reference.year or "")
    assert fields.get("doi", "") == reference.doi
    assert fields.get("author", "").count(" and ") == max(0, len(reference.authors) - 1)


def test_the_program_bibtex_reads_every_entry_without_a_warning_but_of_what_is_missing(tmp_path) -> None:
    if not shutil.which("bibtex"):
        pytest.skip("the program bibtex is not installed (TeX Live, texlive-base)")
    (tmp_path / "list.bib").write_text("\n\n".join(map(bibtex, items())), encoding="utf-8")
    cited = "".join(f"\\citation{{{item['id']}}}\n" for item in items())
    (tmp_path / "list.aux").write_text(f"{cited}\\bibstyle{{plain}}\n\\bibdata{{list}}\n", encoding="utf-8")
    told = subprocess.run(["bibtex", "list"], cwd=tmp_path, capture_output=True, text=True, check=False)
    complaints = [line for line in told.stdout.splitlines() if line.startswith("Warning--")]
    assert "error" not in told.stdout.lower()
    assert all("empty" in line or "no key, author" in line or "to sort" in line for line in complaints), told.stdout
    made = (tmp_path / "list.bbl").read_text(encoding="utf-8")
    assert made.count("\\bibitem") == len(ENTRIES)
    assert "Mutu \\& biaya: 100\\% antrean" in " ".join(made.split())


@given(title=HOSTILE, name=HOSTILE, doi=HOSTILE)
def test_any_words_stay_within_their_field(title: str, name: str, doi: str) -> None:
    written = bibtex({"id": "k", "type": "book", "title": title, "author": [{"literal": name}], "DOI": doi})
    library = bibtexparser.parse_string(written)
    assert len(library.entries) == 1
    assert {field.key for field in library.entries[0].fields} <= {"author", "title", "doi"}


def test_ris_is_read_back_whole() -> None:
    read = rispy.loads(ris(items()))
    assert [entry["id"] for entry in read] == [item["id"] for item in items()]
    assert [entry["title"] for entry in read] == [item["title"] for item in items()]
    first = read[0]
    assert first["authors"] == ["Darmawan, S.", "Lestari, W."]
    assert (first["volume"], first["number"], first["start_page"], first["end_page"]) == ("7", "2", "11", "19")
    assert [entry["type_of_reference"] for entry in read] == ["JOUR", "BOOK", "CPAPER", "THES", "STAT", "RPRT"]


@given(title=HOSTILE, name=HOSTILE)
def test_no_words_begin_a_line_of_ris_that_is_not_theirs(title: str, name: str) -> None:
    item = {"id": "k", "type": "book", "title": title, "author": [{"literal": name}]}
    assert len(rispy.loads(ris([item, item]))) == 2
    assert len(ris([item]).splitlines()) <= 5
