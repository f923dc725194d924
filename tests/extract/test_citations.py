import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.citations import read_citations
from kg.extract.references import read_references
from kg.model import Citation, Metadata, Paper, Section, SectionKind, Sentence

FOLDER = Path(os.environ.get("LITKG_PAPERS") or Path(__file__).parents[3] / "shared" / "papers")
KINDS: dict[str, SectionKind] = {
    "pendahuluan": "introduction", "kajian teoritis": "theory", "konsep": "theory", "metode penelitian": "method",
    "metodologi penelitian": "method", "pembahasan": "results", "hasil dan pembahasan": "results",
    "hasil penelitian dan pembahasan": "results", "daftar pustaka": "references", "daftar referensi": "references",
    "referensi": "references",
}  # fmt: skip
HEADING = re.compile(rf"^[#*\d ]*({'|'.join(KINDS)})\**$", re.IGNORECASE | re.MULTILINE)
END = re.compile(r"(?<=[.:])(?<!al\.)(?<!dkk\.)\s+(?=[A-Z(])|\n\n(?=[A-Z#*-])")
LIST = (
    "- Luthfi, M. (2019). Judul. *Jurnal A*, 1(2), 3.\n- A Purba, R. (2021). Judul. Penerbit.\n- Ali, M. (n.d.). Judul."
)
PIECES = [
    "(",
    ")",
    "Ali",
    "Menurut ",
    " dkk., ",
    " et al. ",
    "2019",
    "2020a",
    ", ",
    "; ",
    "(Ali, 2019)",
    " dalam ",
    "[1]",
]
PIECES += ["<sup>1</sup>", "¹", "(1)", "[^1]", "\n\n[^1]: Ali, Judul (Medan: A, 2019), 3.", " UU No. 4/2019 ", "Ibid."]
PIECES += [" sejalan dengan penelitian ", "Temuan ini ", ". ", "\n\n", "*", "Budi & Cici ", "n.d.", ":12", " tahun "]


def paper_of(body: str, listed: str = "", kind: SectionKind = "introduction") -> Paper:
    """Make a paper of one section of running text and a reference list."""
    text = f"{body}\n\nREFERENSI\n{listed}"
    sections = (
        Section(0, len(body), kind, "", "id"),
        Section(len(body) + 2, len(text), "references", "REFERENSI", "id"),
    )
    return Paper("p", text, "full-text", Metadata(), sections, sentences_of(text, 0, len(body), 0))


def sentences_of(text: str, start: int, end: int, section: int) -> tuple[Sentence, ...]:
    bounds = [start, *(m.end() for m in END.finditer(text, start, end)), end]
    pairs = pairwise(bounds)
    return tuple(Sentence(a, a + len(text[a:b].rstrip()), section, 0) for a, b in pairs if text[a:b].strip())


def cited(body: str, listed: str = "", kind: SectionKind = "introduction") -> tuple[Citation, ...]:
    paper = paper_of(body, listed, kind)
    return read_citations(paper, read_references(paper))


def of_paper(key: str) -> list[tuple[str, str | None, str, bool]]:
    """Read a paper: label, first author of the entry, intent, narrative."""
    file = FOLDER / f"{key}.txt"
    if not file.exists():
        pytest.skip(f"the papers' full texts are no part of the project: {file} is absent")
    text = file.read_text(encoding="utf-8")
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    sections = tuple(
        Section(h.start(), end, KINDS[h.group(1).casefold()], h.group(1), "id")
        for h, end in zip(heads, ends, strict=True)
    )
    sentences = tuple(s for at, part in enumerate(sections) for s in sentences_of(text, part.start, part.end, at))
    paper = Paper(key, text, "full-text", Metadata(), sections, sentences)
    references = read_references(paper)
    citations = read_citations(paper, references)
    assert all(text[c.surface.start : c.surface.end] == c.surface.quote for c in citations)
    assert all(c.context.start <= c.surface.start and c.surface.end <= c.context.end for c in citations)
    authors = {r.position: r.first_author for r in references}
    return [(c.label, authors[c.reference] if c.reference else None, c.intent, c.narrative) for c in citations]


@pytest.mark.papers
@pytest.mark.parametrize(
    ("key", "labels"),
    [
        (
            "arianti-2026",
            "Kencono 2024, Kencono 2024, Hakiki 2024, Putri 2024, Sultan Maulana 2025, Rizaldi 2023, Sugiyono "
            "2023, Sugiyono 2019, Sugiyono 2019, Wiranata 2022, Rahmadana n.d.",
        ),
        (
            "cahyani-2025",
            "Safitri 2025, Pradiya 2024, Sultan Maulana 2025, Dina Karmila 2025, Ramadani 2022, Sugiyono 2019, "
            "Sugiyono 2019, Nasir 2020, Rosalina 2012, Sugiyono 2020, Rosalina 2012, Rosalina 2012, Rosalina "
            "2012, Kurniawan 2020, Mahmudi 2019, Safitri 2025, Shiddiqi 2023, Pradiya 2024, Wulanjani 2025, "
            "Steers 1985",
        ),
        (
            "hanifa-2023",
            "UU Nomor 24 Tahun 2011, Samudera 2021, Prasojo 2013, Jogiyanto 2007, Jogiyanto 2007, Jogiyanto 2007, "
            "Holle 2011, Arikunto 2009",
        ),
        (
            "pradiya-2024",
            "Simamora 2014, Riani 2021, Razak 2024, Raharjo 2022, Cahyadi 2016, Maani 2012, Yunaningsih 2021, "
            "Hutahayan 2019, Mustanir 2022, Syamsuadi 2022, Syamsuadi 2018, Syamsuadi 2017, Nugroho 2016, "
            "Febriani 2022, Salma 2022, Nugroho 2024, Dewi 2019, Djiko 2018",
        ),
        (
            "putri-2024",
            "Undang-Undang No. 24 Tahun 2011, Purba 2021, Sugiyono 2018, Sugiyono 2018, Ali 2019, Lutfi 2019",
        ),
    ],
)
def test_the_citations_of_the_five_papers(key: str, labels: str) -> None:
    assert [label for label, *_ in of_paper(key)] == labels.split(", ")


@pytest.mark.papers
def test_links_of_the_five_papers() -> None:
    for key in ("arianti-2026", "cahyani-2025", "pradiya-2024"):
        assert all(label.startswith(f"{author} ") for label, author, *_ in of_paper(key))
    law, *authors = [author for _, author, *_ in of_paper("putri-2024")]
    assert law is not None and authors == ["Purba", "Sugiyono", "Sugiyono", "Ali", "Luthfi"]
    law, *authors = [author for _, author, *_ in of_paper("hanifa-2023")]
    assert law is not None and authors == ["Samudera", "Prasojo", *[None] * 5]


@pytest.mark.papers
def test_intents_of_the_five_papers() -> None:
    cahyani = of_paper("cahyani-2025")
    compared = {
        (label, intent) for label, _, intent, _ in cahyani if intent in ("agreesWith", "disagreesWith", "confirms")
    }
    assert compared == {
        ("Safitri 2025", "disagreesWith"),
        ("Shiddiqi 2023", "agreesWith"),
        ("Pradiya 2024", "confirms"),
        ("Wulanjani 2025", "agreesWith"),
    }
    assert Counter(intent for _, _, intent, _ in cahyani)["discusses"] == 5
    assert {intent for label, _, intent, _ in cahyani if label == "Rosalina 2012"} == {"usesMethodIn"}
    assert Counter(intent for _, _, intent, _ in of_paper("putri-2024")) == {
        "usesMethodIn": 3,
        "obtainsBackgroundFrom": 3,
    }
    assert all(intent == "obtainsBackgroundFrom" for _, _, intent, _ in of_paper("pradiya-2024"))


@pytest.mark.parametrize(
    ("body", "surfaces"),
    [
        ("Hal itu (Kencono dkk., 2024).", ["(Kencono dkk., 2024)"]),
        ("Hal itu (Simamora 2014) (Riani 2021).", ["(Simamora 2014)", "(Riani 2021)"]),
        ("Hal (M. Nugroho and Halik 2016; Ali, 2018a, 2018b).", ["M. Nugroho and Halik 2016", "Ali, 2018a", "2018b"]),
        ("Hal (Ali, 2019 dan Budi, 2020).", ["Ali, 2019", "Budi, 2020"]),
        ("Sifat transparansi(Raharjo 2022).", ["(Raharjo 2022)"]),
        ("Menurut Purba *et al.*, (2021) hal itu.", ["Purba *et al.*, (2021)"]),
        (
            "Menurut Jogiyanto (2007:12) dan H. A. Budi (2011, hlm. 5).",
            ["Jogiyanto (2007:12)", "H. A. Budi (2011, hlm. 5)"],
        ),
        ("Menurut DeLone dan McLean (Jogiyanto, 2007:14-15).", ["(Jogiyanto, 2007:14-15)"]),
        ("Siagian yang dikutip oleh Ali et al. (2019).", ["Ali et al. (2019)"]),
        ("Siagian (1990) dalam Ali (2019), dan (Rusli, 1990 dalam Budi, 2020).", ["Ali (2019)", "Budi, 2020"]),
        ("Menurut Rusli (dalam Holle, 2011) hal itu.", ["(dalam Holle, 2011)"]),
        ("Hal itu (Rahmadana dkk., n.d.).", ["(Rahmadana dkk., n.d.)"]),
        ("Hal (Kementerian Komunikasi dan Informatika, 2020).", ["(Kementerian Komunikasi dan Informatika, 2020)"]),
        ("Di Indonesia, Ali (2018) berkata.", ["Ali (2018)"]),
        ("Program (BPJS), (JHT), (JMO 2021) pada tahun 2021.", []),
        ("Pada (Januari 2021), (Tahun 2020), Kota Palopo (2022), Bandung (2019–2023), (www.kompas.com, 2022).", []),
        ("Undang-Undang Nomor 24 Tahun 2011 (UU No. 24 Tahun 2011) dan Peraturan Presiden (2018).", []),
        ("DeLone dan McLean pada tahun 2003 memperbarui model.", []),
    ],
)
def test_what_is_a_citation(body: str, surfaces: list[str]) -> None:
    assert [c.surface.quote for c in cited(body)] == surfaces


@pytest.mark.parametrize(
    ("body", "position"),
    [
        ("Menurut Lutfi (2019) baik.", 1),
        ("Menurut Purba dkk. (2021) baik.", 2),
        ("Teori Purba (2021) baik.", 2),
        ("Menurut LUTHFI (2018) baik.", 1),
        ("Menurut LUTHFI (2017) baik.", None),
        ("Menurut Ali (2015) baik.", 3),
        ("Menurut Luthfiana (2019) baik.", None),
    ],
)
def test_links_are_by_name_and_year(body: str, position: int | None) -> None:
    assert [c.reference for c in cited(body, LIST)] == [position]


def test_a_year_that_is_one_off_is_linked_and_told() -> None:
    listed = LIST + "\n- Luthfi, M. (2022). Judul lain. *Jurnal A*, 1(2), 3."
    (early, right, between) = cited("Menurut Luthfi (2020), Luthfi (2019), dan Luthfi (2017) baik.", listed)
    assert (early.reference, early.year_differs) == (1, True)
    assert (right.reference, right.year_differs) == (1, False)
    assert (between.reference, between.year_differs) == (None, False)
    both = LIST + "\n- Luthfi, M. (2021). Judul lain. *Jurnal A*, 1(2), 3."
    assert [c.reference for c in cited("Menurut Luthfi (2020) baik.", both)] == [None]


@pytest.mark.parametrize(
    ("body", "kind", "intents"),
    [
        ("Hasil penelitian ini sejalan dengan penelitian Ali (2019).", "results", ["agreesWith"]),
        ("Hasil penelitian ini tidak sejalan dengan Ali (2019) dan Budi (2020).", "results", ["disagreesWith"] * 2),
        ("Temuan Ali (2019) sejalan dengan hasil penelitian ini.", "results", ["agreesWith"]),
        ("Temuan ini memperkuat temuan (Ali, 2019).", "introduction", ["confirms"]),
        ("This finding is in line with the study by Ali (2019).", "results", ["agreesWith"]),
        ("Hal ini berbeda dengan temuan Ali (2019).", "introduction", ["obtainsBackgroundFrom"]),
        ("Hal ini berbeda dengan temuan Ali (2019).", "conclusion", ["disagreesWith"]),
        ("Sejalan dengan pendapat tersebut, menurut Ali (2019) hal itu.", "results", ["obtainsBackgroundFrom"]),
        ("Penelitian Ali (2019) sejalan dengan penelitian Budi (2020).", "results", ["obtainsBackgroundFrom"] * 2),
        ("Hal ini sesuai dengan kebutuhan pengguna (Ali, 2019).", "results", ["obtainsBackgroundFrom"]),
        ("Data dianalisis bertahap (Ali, 2019).", "method", ["usesMethodIn"]),
        ("Kami menggunakan indikator efektivitas (Ali, 2019).", "results", ["usesMethodIn"]),
        ("(Ali et al., 2019) menemukan bahwa hal itu.", "introduction", ["discusses"]),
        ("Penelitian sebelumnya menunjukkan hal itu (Ali, 2019).", "introduction", ["discusses"]),
        ("Efektivitas menunjukkan keberhasilan (Ali, 2019).", "theory", ["obtainsBackgroundFrom"]),
    ],
)
def test_intents(body: str, kind: SectionKind, intents: list[str]) -> None:
    assert [c.intent for c in cited(body, kind=kind)] == intents


def test_narrative_and_context() -> None:
    body = "Awal kalimat. Menurut (Ali, 2019) hal itu baik. Hal lain ada. (Budi, 2020). Tujuan penelitian (Cici, 2021)."
    first, second, third = cited(body)
    assert (first.narrative, first.sentence, first.context.quote) == (True, 1, "Menurut (Ali, 2019) hal itu baik.")
    assert (second.narrative, second.sentence, second.context.quote) == (False, 2, "Hal lain ada. (Budi, 2020).")
    assert not third.narrative


def test_numbers_cite_a_numbered_list() -> None:
    one, two = '[1] A. Ali, "Satu," Jurnal A, vol. 1, 2019.', '[2] B. Budi, "Dua," Jurnal B, vol. 2, 2020.'
    numbered = f"{one}\n{two}\n[3] Cici. (2021). Tiga."
    found = [(c.surface.quote, c.label) for c in cited("Hal [1] dan [2, 3], lagi [1–2], bukan [9].", numbered)]
    assert found == [
        ("[1]", "Ali 2019"),
        ("2", "Budi 2020"),
        ("3", "Cici 2021"),
        ("[1–2]", "Ali 2019"),
        ("[1–2]", "Budi 2020"),
    ]
    assert not cited("Hal [1] itu.", LIST)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_citations_that_stand_in_it(body: str) -> None:
    paper = paper_of(body, LIST, "results")
    for citation in read_citations(paper, read_references(paper)):
        for evidence in (citation.surface, citation.context):
            assert paper.text[evidence.start : evidence.end] == evidence.quote
        assert citation.context.start <= citation.surface.start < citation.surface.end <= citation.context.end
        assert citation.surface.end <= len(body)
        assert 0 <= citation.sentence < len(paper.sentences)
        assert citation.reference in (None, 1, 2, 3)
