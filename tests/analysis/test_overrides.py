"""A researcher's own word on which entries are one work holds, and a line that has grown stale is told."""

import pytest

from kg.analysis.overrides import Overrides, overrides_of, read_overrides
from kg.analysis.works import find_works_and_candidates
from kg.model import LitkgError

PAPER = "https://example.org/litkg/paper/"
ROWS = [
    {"paper": PAPER + paper, "position": position, "first_author": author, "year": year, "title": title}
    for paper, position, author, year, title in (
        ("angin", "1", "Wening", "2018", "Mutu Layanan Loket Pasar"),
        ("angin", "2", "Lestari", "", "Tata Kelola Arsip Desa"),
        ("hujan", "1", "Rekaan", "2020", "Panduan Berdagang Ikan"),
        ("hujan", "2", "Wening", "2018", "Mutu Layanan Loket Pasar"),
    )
]
PAPERS = [
    {"paper": PAPER + key, "title": title, "authors": authors, "year": "2023"}
    for key, title, authors in (("angin", "Kajian Angin", "Sari"), ("hujan", "Kajian Hujan", "Budi"))
]


def ruled(**told: list[list[str]]) -> Overrides:
    return overrides_of({kind: [{"entries": entries} for entries in groups] for kind, groups in told.items()})


def works(overrides: Overrides):
    return find_works_and_candidates(ROWS, PAPERS, overrides=overrides).works


def grouped(overrides: Overrides) -> set[frozenset[str]]:
    return {
        frozenset(f"{paper.removeprefix(PAPER)}:{position}" for paper, position in work.entries)
        for work in works(overrides)
    }


def test_without_a_file_nothing_is_overridden(tmp_path):
    assert read_overrides(tmp_path) == Overrides()
    assert frozenset({"angin:1", "hujan:2"}) in grouped(Overrides())


def test_entries_are_one_work_whatever_their_scores(tmp_path):
    (tmp_path / "works.toml").write_text('[[same]]\nentries = ["angin:1 Wening 2018", "hujan:1 Rekaan 2020"]\n')
    told = read_overrides(tmp_path)
    assert frozenset({"angin:1", "hujan:1", "hujan:2"}) in grouped(told)


def test_entries_that_are_different_stay_apart_though_they_say_the_same():
    told = ruled(different=[["angin:1 Wening", "hujan:2 2018"]])
    assert {frozenset({"angin:1"}), frozenset({"hujan:2"})} <= grouped(told)


def test_an_entry_is_a_paper_of_the_corpus_by_the_file_alone():
    (work,) = [each for each in works(ruled(same=[["hujan:1 Rekaan 2020", "angin"]])) if each.paper]
    assert work.paper == PAPER + "angin"
    assert work.entries == ((PAPER + "hujan", "1"),)


def test_an_entry_without_a_year_is_named_by_its_author():
    assert frozenset({"angin:2", "hujan:1"}) in grouped(ruled(same=[["angin:2 Lestari n.d.", "hujan:1 Rekaan"]]))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"same": [["angin:1 Wening 2018", "hujan:1 Wening 2018"]]}, ["hujan:1 Rekaan 2020", "hujan:2 Wening 2018"]),
        ({"same": [["angin:1 Wening 2018", "hujan:1 Rekaan 2019"]]}, ["'hujan:1 Rekaan 2020', not 'Rekaan 2019'"]),
        (
            {"same": [["angin:1 Wening 2018", "hujan:9 Rekaan 2020"]]},
            ["is not there: the list has 2", "hujan:1 Rekaan"],
        ),
        ({"same": [["angin:1 Wening 2018", "awan:1 Rekaan 2020"]]}, ["[[same]] 1", "there is no paper 'awan'"]),
        ({"same": [["angin", "hujan"]]}, ["one work", "angin and hujan"]),
        (
            {"same": [["angin:1 Wening", "hujan:1 Rekaan"]], "different": [["hujan:1 Rekaan", "angin:1 Wening"]]},
            ["[[different]] 1", "parts entries that a [[same]] joins"],
        ),
    ],
)
def test_a_stale_or_impossible_rule_is_told_in_one_line(told, words):
    with pytest.raises(LitkgError) as caught:
        works(ruled(**told))
    assert "\n" not in str(caught.value)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[same]\n", "line 1"),
        ("[[merge]]\nentries = []\n", "'merge'"),
        ("[same]\nentries = []\n", "[[same]]"),
        ("[[same]]\nentries = ['angin:1 Wening']\n", "[[same]] 1"),
        ("[[same]]\nentries = ['angin:1', 'hujan:2 Wening']\n", "lacks the name or year"),
        ("[[same]]\nentries = ['angin:1 Wening', 'angin:1 2018']\n", "twice"),
        ("[[same]]\nentries = ['a:1 W', 'b:1 W']\nnote = 'x'\n", "[[same]] 1"),
        ("x = " + "[" * 2000, "no TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path, text, words):
    (tmp_path / "works.toml").write_text(text)
    with pytest.raises(LitkgError) as caught:
        read_overrides(tmp_path)
    assert words in str(caught.value) and "works.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_of_another_encoding_or_no_file_is_told(tmp_path):
    (tmp_path / "works.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(LitkgError, match="byte 5 is not UTF-8"):
        read_overrides(tmp_path)
    (tmp_path / "works.toml").unlink()
    (tmp_path / "works.toml").mkdir()
    with pytest.raises(LitkgError, match=r"works\.toml"):
        read_overrides(tmp_path)
