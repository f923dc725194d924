"""The same work cited by several papers is one work; different works never are."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.works import Work, find_works, fold

PAPER = "https://example.org/litkg/paper/"


def entry(
    paper="a", position=1, author="Darmawan", year="2020", title="Rancang Bangun Layanan Warga Desa"
) -> dict[str, str]:
    return {"paper": PAPER + paper, "position": str(position), "first_author": author, "year": year, "title": title}


def paper(
    key="a", title="Kajian Layanan Loket Pasar", authors="Rara Wening; Budi Rekaan", year="2024"
) -> dict[str, str]:
    return {"paper": PAPER + key, "title": title, "authors": authors, "year": year}


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
def test_every_entry_is_in_exactly_one_work_of_its_year(rows):
    entries = [entry("a", at, author, year, title) for at, (year, author, title) in enumerate(rows, 1)]
    works = find_works(entries, [])
    listed = [each for work in works for each in work.entries]
    assert sorted(listed) == sorted((row["paper"], row["position"]) for row in entries)
    years = {row["position"]: row["year"] for row in entries}
    assert all({years[position] for _, position in work.entries} == {work.year} for work in works)
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
    byline = {"paper": reference["paper"], "position": reference["position"], "authors": authors}
    (work,) = find_works([reference], [], [byline])
    assert work.cited_as == cited_as
