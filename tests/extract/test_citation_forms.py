"""Forms of citations beside names and years: numbers, notes, laws; and the sentences that a citation stands for."""

from time import process_time

import pytest

from kg.corpus.reader import paper_from
from kg.extract.citations import read_citations
from kg.extract.references import read_references
from kg.model import Citation, Metadata, Paper, Section, Sentence

NUMBERED = (
    "1. Ali A. Satu. J A. 2019;1(2):3-4.\n\n2. Budi B. Dua. J B. 2020;1(2):3-4.\n\n3. Cici C. Tiga. J C. 2021;2:5-6."
)
NAMED = (
    "Ali, A. (2019). Loket desa pesisir. *Jurnal A*, 1(2), 3–4.\n\n"
    "Budi, B. (2020). Kursi pasar malam. *Jurnal B*, 1(2), 3–4."
)
LAWS = (
    "Undang-Undang Nomor 4 Tahun 2019 tentang Kebidanan.\n\n"
    "Peraturan Menteri Sosial Nomor 5 Tahun 2021 tentang Bantuan.\n\n"
    "Peraturan Menteri Kesehatan Nomor 5 Tahun 2021 tentang Klinik."
)


def read(body: str, listed: str, heading: str = "Pendahuluan") -> tuple[Paper, tuple[Citation, ...]]:
    paper = paper_from("p", f"Judul Kajian\n\n# {heading}\n\n{body}\n\n# Daftar Pustaka\n\n{listed}\n")
    return paper, read_citations(paper, read_references(paper))


@pytest.mark.parametrize(
    "body",
    [
        "Syarat ada tiga: (1) dekat, (2) murah, (3) bersih.",
        "Menurut Pasal 1 ayat (1), ayat (2), dan ayat (3) hal itu sah.",
        "Dari persamaan (1), persamaan (2), dan Pers. (3) diperoleh galat.",
        "Luas 4 m<sup>2</sup>, isi 5 cm<sup>3</sup>, dan 10<sup>1</sup> butir.",
        "Nilai x[1], y[2], dan z[3] disimpan.",
        "Pada tahun (2019) dan [2020] listrik padam.",
    ],
)
def test_numbers_that_count_other_things_cite_nothing(body: str) -> None:
    assert not read(body, NUMBERED)[1]


def test_numbers_cite_nothing_where_names_and_years_do() -> None:
    _, found = read("Hal itu (Ali, 2019; Budi, 2020) tampak pada butir kedua (1), lalu ketiga (2).", NAMED)
    assert [c.label for c in found] == ["Ali 2019", "Budi 2020"]


def test_round_and_raised_numbers_cite_the_works_of_a_numbered_list() -> None:
    for body in ("Satu (1). Dua (2,3).", "Satu.<sup>1</sup> Dua sekali.<sup>2,3</sup>", "Satu.¹ Dua sekali.²,³"):
        assert [c.reference for c in read(body, NUMBERED)[1]] == [1, 2, 3]


def test_notes_point_to_the_work_that_they_name_or_take_up() -> None:
    notes = "[^1]: A. Ali, “Loket Desa Pesisir,” *Jurnal A* 1, no. 2 (2019): 3.\n\n[^2]: *Ibid*., 4.\n\n"
    notes += "[^3]: B. Budi, “Kursi Pasar Malam,” 3.\n\n"
    notes += "[^4]: Ali, *op. cit.*, 5.\n\n[^5]: Wawancara dengan lurah, 3 Mei 2020."
    said = (
        "Loket desa buka pagi.[^1] Loket itu ramai.[^2] Kursi pasar kurang.[^3] Loket tutup siang.[^4] Lurah tahu.[^5]"
    )
    body = f"{said} Warga datang lagi pada hari pasar berikutnya.\n\n{notes}"
    paper, found = read(body, NAMED)
    assert [(c.surface.quote, c.reference) for c in found] == [("[^1]", 1), ("[^2]", 1), ("[^3]", 2), ("[^4]", 1)]
    assert found[1].context.quote == "Loket itu ramai.[^2]"
    assert all(c.surface.start < paper.text.index("[^1]:") for c in found)


@pytest.mark.parametrize(
    ("body", "positions"),
    [
        ("Menurut UU No. 4 Tahun 2019 dan UU 4/2019 hal itu sah.", [1, 1]),
        ("Permensos Nomor 5 Tahun 2021 dan Peraturan Menteri Sosial RI No. 5 Tahun 2021 mengatur bantuan.", [2, 2]),
        ("Peraturan Menteri Kesehatan Republik Indonesia Nomor 5 Tahun 2021 mengatur klinik.", [3]),
        ("UU No. 40 Tahun 2004 dan Peraturan Presiden Nomor 4 Tahun 2019 tidak ada dalam daftar.", []),
    ],
)
def test_laws_of_the_list_are_cited_by_kind_number_and_year(body: str, positions: list[int]) -> None:
    assert [c.reference for c in read(body, LAWS)[1]] == positions


def test_a_citation_broken_over_a_page_is_one() -> None:
    body = (
        "Loket yang lambat membuat warga pulang dengan tangan hampa seperti dicatat pula (Ali,\n\n12\n\n2019) di kota."
    )
    text = f"{body}\n\nDaftar Pustaka\n- Ali, A. (2019). Satu. *Jurnal A*, 1(2), 3–4."
    sections = (Section(0, len(body), "theory", "", "id"), Section(len(body) + 2, len(text), "references", "", "id"))
    paper = Paper("p", text, "full-text", Metadata(), sections, (Sentence(0, len(body), 0, 0),))
    (citation,) = read_citations(paper, read_references(paper))
    assert (citation.surface.quote, citation.label) == ("(Ali,\n\n12\n\n2019)", "Ali 2019")


@pytest.mark.parametrize(
    ("body", "heading", "covered"),
    [
        ("Loket lambat. Hal ini melelahkan. Selain itu, kursi kurang (Ali, 2019).", "Pendahuluan", 2),
        ("Loket lambat. Kursi kurang (Ali, 2019).", "Pendahuluan", 0),
        ("Loket lambat (Budi, 2020). Hal ini melelahkan (Ali, 2019).", "Pendahuluan", 0),
        ("Loket lambat. Hal ini melelahkan (Ali, 2019). Kursi kurang.", "Pendahuluan", 0),
        ("Loket lambat. Hal ini melelahkan (Ali, 2019).", "Hasil dan Pembahasan", 0),
        ("Penelitian ini mengamati loket. Hal ini melelahkan (Ali, 2019).", "Pendahuluan", 0),
        ("Loket lambat. Hal ini dicatat oleh Ali (2019).", "Pendahuluan", 0),
    ],
)
def test_a_citation_that_closes_a_paragraph_covers_what_its_sentence_continues(
    body: str, heading: str, covered: int
) -> None:
    paper, found = read(body, NAMED, heading)
    last = found[-1]
    assert last.covers == tuple(range(last.sentence - covered, last.sentence))
    assert all(paper.sentences[at].paragraph == paper.sentences[last.sentence].paragraph for at in last.covers)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["(Ali, 2020) ", "[1]", "(", "[", "Ali ", "Ali (2019) ", "[^1]", "kata<sup>1,2</sup>", "(1), ", "UU No. "]
)
def test_hostile_texts_are_read_in_time_that_grows_with_their_length(unit: str) -> None:
    def seconds(size: int) -> float:
        body = unit * (size // len(unit))
        text = f"{body}\n\nDaftar Pustaka\n{NUMBERED}"
        sections = (
            Section(0, len(body), "results", "", "id"),
            Section(len(body) + 2, len(text), "references", "Daftar Pustaka", "id"),
        )
        sentences = tuple(Sentence(at, min(at + 4000, len(body)), 0, 0) for at in range(0, len(body), 4000))
        paper = Paper("p", text, "full-text", Metadata(), sections, sentences)
        references = read_references(paper)
        begin = process_time()
        read_citations(paper, references)
        return process_time() - begin

    assert seconds(240_000) < 8 * seconds(60_000) + 0.5


@pytest.mark.parametrize(
    ("body", "surfaces"),
    [
        ("Menurut Ali, 2019, loket itu lambat.", ["Ali, 2019"]),
        ("Harga (Rp 2000) naik pada (Android 2019) dan (Windows 2000).", []),
        ("Senin (2022) dan Loket Desa (2019) di Bandung (2020), padahal loket dan desa itu sepi.", []),
        ("(Penulis, 2023), (Data primer, 2023), (Data Primer Diolah, 2022), dan (Hasil wawancara, 2023).", []),
        ("Tobing (2011) menyatakan hal itu, begitu pula Al-Amin (2012).", ["Tobing (2011)", "Al-Amin (2012)"]),
        ("Prof. Dr. Ali, M.Pd. (2019) setuju.", ["Ali, M.Pd. (2019)"]),
        ("Ali dalam bukunya (2019) setuju, dan Budi's (2020) tidak.", ["Ali dalam bukunya (2019)", "Budi's (2020)"]),
        ("Kotler (2001, as cited in Ali, 2019) agrees.", ["Ali, 2019"]),
        ("[Ali, 2019] dan [Budi, 2020; Tobing, 2011] serta [Ali 2019](http://a.b).", ["[Ali, 2019]", "Budi, 2020"]),
    ],
)
def test_what_is_a_citation_where_there_is_a_list(body: str, surfaces: list[str]) -> None:
    assert [c.surface.quote for c in read(body, NAMED)[1]] == surfaces


@pytest.mark.parametrize(
    ("cited", "listed"),
    [
        ("(BPS, 2022)", "Badan Pusat Statistik. (2022). Kota dalam angka. BPS."),
        ("BPS Kota Solo (2022)", "Badan Pusat Statistik Kota Solo. (2022). Solo dalam angka. BPS."),
        ("(Kementerian Sosial RI, 2022)", "Kementerian Sosial Republik Indonesia. (2022). Laporan tahunan. Kemensos."),
        ("(Kemensos, 2022)", "Kementerian Sosial Republik Indonesia. (2022). Laporan tahunan. Kemensos."),
        ("(World Health Organization [WHO], 2022)", "WHO. (2022). Laporan tahunan. WHO."),
    ],
)
def test_organisations_are_linked_by_their_short_names(cited: str, listed: str) -> None:
    assert [c.reference for c in read(f"Angkanya naik {cited}.", f"{NAMED}\n\n{listed}")[1]] == [3]
