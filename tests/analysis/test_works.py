"""The same work cited by several papers is one work; different works never are."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.titles import fold
from kg.analysis.works import Candidate, Work, find_works, find_works_and_candidates
from tests.planted_works import measured, rows_of

PAPER = "https://example.org/litkg/paper/"


def entry(
    paper="a", position=1, author="Darmawan", year="2020", title="Rancang Bangun Layanan Warga Desa", **more: str
) -> dict[str, str]:
    told = {"paper": PAPER + paper, "position": str(position), "first_author": author, "year": year, "title": title}
    return told | more


def paper(
    key="a", title="Kajian Layanan Loket Pasar", authors="Rara Wening; Budi Rekaan", year="2024"
) -> dict[str, str]:
    return {"paper": PAPER + key, "title": title, "authors": authors, "year": year}


def candidates(*entries: dict[str, str]) -> list[Candidate]:
    return find_works_and_candidates(entries, []).candidates


def groups(works: list[Work]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(work.entries) for work in works}


@pytest.mark.parametrize(
    "other",
    [
        entry("b"),
        entry("b", author="Darmawn"),
        entry("b", author="DARMAWAN"),
        entry("b", title="RANCANG BANGUN LAYANAN WARGA DESA"),
        entry("b", title="Rancang Bangun Layanan Warga Desa (Studi Kasus)"),
        entry("b", title="Rancang Bangun Layananan Warga Desa"),
        entry("b", title="Rancang Bangun Lay anan Warga Desa"),
        entry("b", title="Rancang Bangun Layanan Warga Desa: Tinjauan Awal"),
        entry("b", author="Oarmawan"),
    ],
    ids=lambda row: f"{row['first_author']}: {row['title']}",
)
def test_one_work_in_two_lists_is_one_though_it_is_misspelt(other):
    (work,) = find_works([entry(), other], [])
    assert set(work.entries) == {(PAPER + "a", "1"), (PAPER + "b", "1")}


@pytest.mark.parametrize(
    "other",
    [
        entry("b", year="2021"),
        entry("b", year=""),
        entry("b", author="Lestari"),
        entry("b", title="Mutu Antrean pada Loket Pasar"),
        entry("b", title="Rancang Bangun Layanan Warga Kota"),
        entry("b", title="Rancang Bangun Layanan Warga Desa, Bagian II"),
        entry("b", title="Rancang Bangun Layanan Warga Desa Tahun 2019"),
    ],
    ids=lambda row: f"{row['first_author']} {row['year']}: {row['title']}",
)
def test_another_year_author_or_title_is_another_work(other):
    assert len(find_works([entry(), other], [])) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2019", "2020", ""]),
            st.sampled_from(["Darma", "Darmo", ""]),
            st.sampled_from(["Judul A", "Judul AA", "Lain", ""]),
        ),
        max_size=8,
    )
)
def test_every_entry_is_in_exactly_one_work_and_no_work_has_two_years(rows):
    entries = [entry("a", at, author, year, title) for at, (year, author, title) in enumerate(rows, 1)]
    works = find_works(entries, [])
    listed = [each for work in works for each in work.entries]
    assert sorted(listed) == sorted((row["paper"], row["position"]) for row in entries)
    years = {row["position"]: row["year"] for row in entries}
    assert all({years[position] for _, position in work.entries} - {""} <= {work.year} for work in works)
    assert all(0 < work.score <= 1 for work in works)
    assert len({work.name for work in works}) == len(works), "names are unique"


def test_the_order_of_the_entries_does_not_matter():
    entries = [
        entry("a"),
        entry("b", author="Darmawn"),
        entry("c", year="2021"),
        entry("a", 2, "Lestari", "2020", "Mutu Antrean"),
    ]
    expected = find_works(entries, [])
    assert all(find_works(order, []) == expected for order in permutations(entries))


def test_two_works_of_one_author_and_year_get_two_names():
    works = find_works([entry(), entry(position=2, title="Mutu Antrean pada Loket Pasar")], [])
    assert [work.name for work in works] == ["darmawan-2020", "darmawan-2020-2"] or len({w.name for w in works}) == 2


def test_a_work_without_author_or_year_has_a_name():
    (work,) = find_works([entry(author="", year="", title="")], [])
    assert work.name == "anonymous-nd"


def test_a_name_is_plain_letters():
    (work,) = find_works([entry(author="Núñez  O’Brien")], [])
    assert work.name.isascii() and " " not in work.name


def test_a_cited_paper_of_the_corpus_is_that_paper():
    (work,) = find_works(
        [entry("b", author="Wening", year="2024", title="Kajian layanan loket pasar")],
        [paper(), paper("b", "Lain Sekali Judulnya")],
    )
    assert work.paper == PAPER + "a"


@pytest.mark.parametrize(
    "cited",
    [
        entry("b", author="Wening", year="2023", title="Kajian Layanan Loket Pasar"),
        entry("b", author="Lestari", year="2024", title="Kajian Layanan Loket Pasar"),
        entry("b", author="Wening", year="2024", title="Mutu Antrean"),
    ],
    ids=["other year", "other author", "other title"],
)
def test_a_work_that_differs_from_the_paper_is_not_that_paper(cited):
    (work,) = find_works([cited], [paper()])
    assert work.paper == ""


def test_the_year_may_be_unknown_on_one_side():
    (work,) = find_works([entry("b", author="Wening", year="", title="Kajian Layanan Loket Pasar")], [paper()])
    assert work.paper == PAPER + "a"


def test_no_entries_no_works():
    assert find_works([], [paper()]) == []


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("authors", "cited_as"),
    [
        ("Wening, R.", "Wening (2020)"),
        ("Wening, R.; Darma, S.", "Wening & Darma (2020)"),
        ("Wening, Rara; Sari Darma", "Wening & Darma (2020)"),
        ("Wening, R.; Darma, S.; Lestari, W.", "Wening et al. (2020)"),
        ("", "Wening (2020)"),
    ],
)
def test_a_work_is_cited_by_its_authors_and_year(authors, cited_as):
    reference = entry("a", author="Wening", year="2020", title="Kajian Layanan")
    (work,) = find_works([reference | {"authors": authors}], [])
    assert work.cited_as == cited_as


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metode Kajian Kuantitatif", "Metode Kajian Kualitatif"),
        ("Metode Kajian Warga", "Metode Kajian Usaha: Pendekatan Warga"),
        ("Ekonomi Mikro", "Ekonomi Makro"),
        ("Kajian Pasar, Bagian I", "Kajian Pasar, Bagian II"),
        ("Kajian Pasar: Loket", "Kajian Pasar: Gudang"),
        ("Laporan Kerja Tahun 2018", "Laporan Kerja Tahun 2019"),
    ],
)
def test_near_titles_of_one_author_and_year_are_two_works(one, other):
    assert len(find_works([entry("a", title=one), entry("b", title=other)], [])) == 2


def test_the_order_of_authors_does_not_matter():
    one, other = ("Darmawan, S.; Lestari, W.", "Lestari, W.; Darmawan, S.")
    rows = [entry(authors=one), entry("b", author="Lestari", authors=other)]
    assert len(find_works(rows, [])) == 1
    assert len(find_works([rows[0], {**rows[1], "authors": "Lestari, W.; Hartono, B."}], [])) == 2


def test_a_publisher_taken_for_a_part_of_the_title_parts_no_work():
    printed = "Darmawan (2020). Kajian Loket. Pustaka Angin."
    rows = [entry(title="Kajian Loket", raw=printed), entry("b", title="Kajian Loket Pustaka Angin", raw=printed)]
    assert len(find_works(rows, [])) == 1


@pytest.mark.parametrize(
    ("more", "other"),
    [
        ({"doi": "10.1234/a"}, {"doi": "10.9876/kajian.7"}),
        ({"volume": "3", "pages": "1–9"}, {"volume": "8", "pages": "70–81"}),
        ({"edition": "2nd", "type": "book"}, {"edition": "3rd", "type": "book"}),
    ],
)
def test_what_a_work_has_once_tells_two_works_apart(more, other):
    one = entry("a", title="Kajian Pasar")
    assert len(find_works([one | more, entry("b", title="Kajian Pasar") | more], [])) == 1
    assert len(find_works([one | more, entry("b", title="Kajian Pasar") | other], [])) == 2


def test_works_that_a_list_tells_apart_by_letters_are_two():
    one = entry("a", 1, raw="Darmawan (2020a). Rancang Bangun Layanan Warga Desa.")
    other = entry("a", 2, raw="Darmawan (2020b). Rancang Bangun Layanan Warga Desa.")
    assert len(find_works([one, other], [])) == 2
    assert len(find_works([one, {**other, "raw": one["raw"]}], [])) == 1


def test_a_translated_title_is_one_work_by_its_doi_alone():
    told = entry("b", title="Designing Village Services", doi="https://doi.org/10.1234/ABC")
    assert len(find_works([entry(doi="10.1234/abc"), told], [])) == 1
    assert len(find_works([entry(), told], [])) == 2


def test_an_organisation_is_known_by_its_short_name():
    one, other = entry(author="Badan Riset Pangan Daerah"), entry("b", author="BRPD")
    assert len(find_works([one, other], [])) == 1
    assert len(find_works([one, {**other, "first_author": "BRKD"}], [])) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("UU Nomor 7 Tahun 2015 tentang Pasar", "Undang – Undang No.7 tahun 2015", 1),
        ("UU Nomor 7 Tahun 2015 tentang Pasar", "UU Nomor 8 Tahun 2015 tentang Pasar", 2),
        ("Peraturan Daerah Kota Angin Nomor 7 Tahun 2015", "Peraturan Daerah Kota Hujan Nomor 7 Tahun 2015", 2),
    ],
)
def test_a_law_is_known_by_its_rank_number_and_year(one, other, count):
    laws = [
        entry(paper, 1, text, "2015", text, raw=text, type="legislation")
        for paper, text in zip("ab", (one, other), strict=True)
    ]
    assert len(find_works(laws, [])) == count


def test_an_entry_is_no_bridge_between_works_that_are_unlike():
    head, first, second = "Kajian Loket Pasar", "Kajian Loket Pasar: Bahan Ajar", "Kajian Loket Pasar: Hasil Survei"
    works = find_works([entry("a", title=head), entry("b", title=first), entry("c", title=second)], [])
    assert not any({(PAPER + "b", "1"), (PAPER + "c", "1")} <= set(work.entries) for work in works)


def test_entries_of_two_years_stay_two_works_and_are_told():
    one, other = entry(), entry("b", year="2021")
    assert len(find_works([one, other], [])) == 2
    (candidate,) = candidates(one, other)
    assert (candidate.years, candidate.joined) == (("2020", "2021"), False)
    assert candidate.score >= 0.95
    assert "same title" in candidate.why and "years differ" in candidate.why


def test_entries_of_two_years_with_one_doi_are_one_work_and_are_told():
    one, other = entry(doi="10.1234/a"), entry("b", year="2021", doi="10.1234/a")
    assert len(find_works([one, other], [])) == 1
    (candidate,) = candidates(one, other)
    assert candidate.joined


def test_an_entry_without_year_joins_a_work_that_it_surely_is_and_is_told():
    title = "Rancang Bangun Layanan Warga Desa melalui Loket Pasar Terpadu Kota Angin"
    rows = [entry(title=title), entry("b", year="", title=title)]
    assert [work.year for work in find_works(rows, [])] == ["2020"]
    assert [each.joined for each in candidates(*rows)] == [True]


def test_an_entry_without_year_that_may_be_of_two_works_joins_neither():
    title = "Rancang Bangun Layanan Warga Desa melalui Loket Pasar Terpadu Kota Angin"
    rows = [entry(paper, year=year, title=title) for paper, year in (("a", "2020"), ("b", ""), ("c", "2022"))]
    assert len(find_works(rows, [])) == 3


def test_entries_that_may_be_one_work_are_left_to_a_reader():
    one, other = entry(title="Manajemen Loket"), entry("b", title="Manajemen Loket Pasar Kota Angin")
    rows = [one | {"pages": "3–9"}, other | {"pages": "3–9"}]
    assert len(find_works(rows, [])) == 2
    assert candidates(entry(), entry("b", author="Hartono", title="Mutu Antrean")) == []


def test_a_single_entry_is_sure_and_a_misspelt_one_less_so():
    (alone,), (joined,) = find_works([entry()], []), find_works([entry(), entry("b", author="Darmawn")], [])
    assert alone.score == 1 > joined.score >= 0.95


def test_a_work_has_the_words_that_most_lists_have():
    rows = [entry("a", author="Darmawn"), entry("b"), entry("c"), entry("d", title="Rancang Bangn Layanan Warga Desa")]
    (work,) = find_works(rows, [])
    assert (work.first_author, work.title) == ("Darmawan", "Rancang Bangun Layanan Warga Desa")


def test_a_paper_of_the_corpus_is_known_under_a_variant_title():
    title = "Mutu Layanan Loket Terpadu (LT) bagi Pedagang Ikan Segar di Pasar Angin Timur Kota Rekaan"
    cited = title.replace("Loket Terpadu", "Aplikasi Loket Terpadu").replace("bagi", "dalam Proses bagi")
    listed = entry("b", 1, "Wening", "2024", cited, authors="Wening, R.; Rekaan, B.")
    (work,) = find_works([listed], [paper(title=title, year="")])
    assert work.paper == PAPER + "a"


def test_no_work_is_two_papers_of_the_corpus():
    rows = [entry("c", 1, "Wening", "2024", "Kajian Layanan Loket Pasar")]
    (work,) = find_works(rows, [paper("a"), paper("b")])
    assert work.paper in (PAPER + "a", PAPER + "b")


PLANTED = [("hand", 0.99, 0.95), ("scanner", 0.99, 0.95)]


@pytest.mark.parametrize(("kind", "precision", "recall"), PLANTED, ids=[kind for kind, _, _ in PLANTED])
def test_planted_works_are_found_and_their_look_alikes_kept_apart(kind, precision, recall):
    rows, truth, lookalikes = rows_of(kind, 250, seed=11)
    assert len(set(truth.values())) > 200 and min(lookalikes.values()) >= 5
    found = measured([work.entries for work in find_works(rows, [])], truth)
    assert found[0] >= precision and found[1] >= recall, found


def test_planted_works_do_not_depend_on_the_order_of_entries():
    rows, _, _ = rows_of("hand", 60, seed=12)
    assert find_works_and_candidates(rows, []) == find_works_and_candidates(rows[::-1], [])
