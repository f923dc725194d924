import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.references import read_references
from kg.model import Metadata, Paper, Reference, Section

FOLDER = Path(os.environ.get("LITKG_PAPERS") or Path(__file__).parents[3] / "shared" / "papers")
HEADING = re.compile(r"^[#*\d ]*(?:DAFTAR (?:PUSTAKA|REFERENSI)|REFERENSI)\**$", re.IGNORECASE | re.MULTILINE)
PIECES = [
    "- ",
    "1. ",
    "[2] ",
    "Ali, A. ",
    "(2019). ",
    "2018. ",
    "Judul. ",
    "*Jurnal* ",
    "3(2), 1–9. ",
    "\n",
    "\n\n",
    "Buku\n",
]
PIECES += [
    "https://doi.org/10.1/a ",
    "UU Nomor 1 Tahun 2011 ",
    "& ",
    "(n.d.) ",
    '"Judul." ',
    "<https://a.id/>",
    "dkk. ",
    "**",
]


def listed(text: str) -> tuple[Reference, ...]:
    """Read a text that is one reference list."""
    return read_references(
        Paper("p", text, "full-text", Metadata(), (Section(0, len(text), "references", "", "id"),), ())
    )


def of_paper(key: str) -> tuple[Reference, ...]:
    file = FOLDER / f"{key}.txt"
    if not file.exists():
        pytest.skip(f"the papers' full texts are no part of the project: {file} is absent")
    text = file.read_text(encoding="utf-8")
    start = [match.start() for match in HEADING.finditer(text)][-1]
    section = Section(start, len(text), "references", HEADING.findall(text)[-1].strip("#*0123456789 "), "id")
    references = read_references(Paper(key, text, "full-text", Metadata(), (section,), ()))
    assert all(text[r.evidence.start : r.evidence.end] == r.evidence.quote for r in references)
    return references


@pytest.mark.papers
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "arianti-2026",
            "BPJS Kesehatan Indonesia n.d., BPJS Palangkaraya n.d., Hakiki 2024, Kencono 2024, Putri 2024, "
            "Rahmadana n.d., Rizaldi 2023, Sugiyono 2019, Sugiyono 2023, Sultan Maulana 2025, Wiranata 2022",
        ),
        (
            "cahyani-2025",
            "Dina Karmila 2025, Kurniawan 2020, Mahmudi 2019, Nasir 2020, Pradiya 2024, Ramadani 2022, Rosalina "
            "2012, Safitri 2025, Shiddiqi 2023, Steers 1985, Sugiyono 2019, Sugiyono 2020, Sultan Maulana 2025, "
            "Wulanjani 2025",
        ),
        (
            "hanifa-2023",
            "Amsyah 2008, Davis 1993, Baum 2000, DeLone 1992, Khan 2018, Lukman Ahmad 2018, Mardhiyah 2019, "
            "Mulyadi 2020, Munir 2017, Prasojo 2013, Prehanto 2020, Ragil 2010, Rusdiana 2014, Sri Maulidiah "
            "2014, Sugiyono 2018, Sukmadinata 2017, Winarno 2006, Dewi 2020, Hariyanto 2016, Hisabi 2022, Laksono "
            "2021, Ramadanti 2019, Samudera 2021, UU Nomor 24 Tahun 2011 2011, UU Nomor 40 tahun 2004 2004, "
            "INPRES RI Nomor 3 Tahun 2003 2003, INPRES RI Nomor 2 tahun 2021 2021, Respati n.d., BPJS "
            "KETENAGAKERJAAN 2021, BPJS KETENAGAKERJAAN n.d.",
        ),
        (
            "pradiya-2024",
            "Cahyadi 2016, Dewi 2019, Djiko 2018, Febriani 2022, Hutahayan 2019, Maani 2012, Mustanir 2022, "
            "Nugroho 2016, Nugroho 2024, Raharjo 2022, Razak 2024, Riani 2021, Salma 2022, Simamora 2014, "
            "Syamsuadi 2022, Syamsuadi 2018, Syamsuadi 2017, Yunaningsih 2021",
        ),
        (
            "putri-2024",
            "Sugiyono 2018, Purba 2021, Abdullah 2018, Luthfi 2019, Ali 2019, Undang - Undang Republik Indonesia "
            "Nomor 3 Tahun 1992 1992, Undang – Undang No.40 Tahun 2004 2004, Undang – Undang No.24 tahun 2011 "
            "2011, Inpres Nomor 2 Tahun 2021 2021, Peraturan Pemerintah Republik Indonesia Nomor 33 Tahun 1977 "
            "1977, Peraturan Pemerintah Republik Indonesia Nomor 37 Tahun 2021 2021",
        ),
    ],
)
def test_the_five_lists_are_read_whole(key: str, expected: str) -> None:
    assert [f"{r.first_author} {r.year or 'n.d.'}" for r in of_paper(key)] == expected.split(", ")


@pytest.mark.papers
def test_fields_of_entries_that_are_printed_oddly() -> None:
    pradiya = of_paper("pradiya-2024")
    broken = pradiya[8]
    assert (broken.container, broken.volume, broken.issue, broken.pages) == (
        "SUMUR-Jurnal Sosial Humaniora",
        "2",
        "1",
        "12–20",
    )
    assert pradiya[6].title == "Pengantar Ilmu Administrasi Publik"
    assert pradiya[14].url == "http://ejournal.aibpmjournals.com/index.php/JICP/article/view/1749"
    assert pradiya[2].doi == "10.31506/jap.v9i1.4738"
    assert len(of_paper("arianti-2026")[5].authors) == 17
    assert of_paper("putri-2024")[4].authors == ("Ali, M.", "Awaluddin, M.", "Salam, A.")
    hanifa = of_paper("hanifa-2023")
    assert hanifa[29].url == "https://lapakasik.bpjsketenagakerjaan.go.id/"
    assert [r.kind for r in hanifa[22:30]] == ["article-journal"] + ["legislation"] * 4 + ["webpage"] * 3
    assert of_paper("cahyani-2025")[8].authors[4:6] == ("S, A. R.", "S, S. A.")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Ali, A., & Budi, B. (2019). Judul baik. *Jurnal Sistem*, 7(2), 1–9. https://doi.org/10.1234/js.7",
            ("Ali", 2019, "Judul baik", "Jurnal Sistem", "7", "2", "1–9", "", "10.1234/js.7", "article-journal"),
        ),
        (
            'Ali, Ahmad, and Budi Cahya. 2016. "Judul Baik." *Jurnal Sistem* 10(3): 569–86. doi:10.1234/js.7.',
            ("Ali", 2016, "Judul Baik", "Jurnal Sistem", "10", "3", "569–86", "", "10.1234/js.7", "article-journal"),
        ),
        (
            "Ali, Ahmad. 2008. Judul Baik. Jakarta : Gramedia",
            ("Ali", 2008, "Judul Baik", "", "", "", "", "Gramedia", "", "book"),
        ),
        (
            '[1] A. Ali and B. Budi, "Judul baik," Jurnal Sistem, vol. 3, no. 2, pp. 1–9, 2019.',
            ("Ali", 2019, "Judul baik", "Jurnal Sistem", "3", "2", "1–9", "", "", "article-journal"),
        ),
        (
            "Ahmad Ali dan Budi, Tata Kelola Pasar di Kota Tua, (Banda Aceh: Lembaga Kita, 2018)",
            ("Ahmad Ali", 2018, "Tata Kelola Pasar di Kota Tua", "", "", "", "", "Lembaga Kita", "", "book"),
        ),
        (
            "Ali, A. (2019). *Judul baik* (3rd ed.). CV. Alfabeta.",
            ("Ali", 2019, "Judul baik", "", "", "", "", "CV. Alfabeta", "", "book"),
        ),
        (
            "Ali, A. (n.d.). Judul baik. Diakses 5 Mei 2021, dari <https://a.id/b>",
            ("Ali", None, "Judul baik", "", "", "", "", "", "", "webpage"),
        ),
        (
            "Peraturan Presiden No. 95 Tahun 2018 tentang SPBE",
            (
                "Peraturan Presiden No. 95 Tahun 2018",
                2018,
                "Peraturan Presiden No. 95 Tahun 2018 tentang SPBE",
                *("", "", "", "", "", ""),
                "legislation",
            ),
        ),
    ],
)
def test_the_styles(entry: str, expected: tuple[object, ...]) -> None:
    (r,) = listed(entry)
    fields = (r.first_author, r.year, r.title, r.container, r.volume, r.issue, r.pages, r.publisher, r.doi, r.kind)
    assert fields == expected


def test_entries_are_parted_and_markers_left_out() -> None:
    books = "Buku\n\n1. Ali, A. (2019). Judul yang\n   panjang. Penerbit.\n2. Budi, B. (2020). Judul\n\nlain. Penerbit."
    references = listed(f"{books}\n\nWebsite\n\n3. Cici. (2021). Laman.")
    assert [r.first_author for r in references] == ["Ali", "Budi", "Cici"]
    assert references[0].evidence.quote.startswith("Ali, A.")
    assert references[1].title == "Judul lain"
    assert [r.kind for r in references] == ["book", "book", "webpage"]


def test_a_list_without_markers_is_parted_at_its_lines() -> None:
    entries = ["Ali. 2018. Judul. Bandung: Alfabeta", "Budi, B. (2019). Judul lain. Jurnal A, 1(2), 3-4."]
    assert [r.year for r in listed("\n".join([*entries, "Undang-Undang Nomor 25 Tahun 2009"]))] == [2018, 2019, 2009]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_entries_that_stand_in_it(text: str) -> None:
    references = listed(text)
    assert [r.position for r in references] == list(range(1, len(references) + 1))
    assert all(r.evidence.quote and text[r.evidence.start : r.evidence.end] == r.evidence.quote for r in references)
    ends = [0, *(r.evidence.end for r in references)]
    assert all(end <= r.evidence.start for end, r in zip(ends, references, strict=False))
