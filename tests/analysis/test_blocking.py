"""Records that may be one work are compared, and few others."""

import random

from kg.analysis.blocking import pairs_worth_comparing
from kg.analysis.records import Record, record_of, together

WORDS = [
    f"{a}{b}{c}" for a in ("ba", "ki", "lo", "mu") for b in ("ran", "tis", "dol") for c in ("ga", "se", "nu", "pi")
]


def record(number: int, title: str, author: str = "Wening", year: str = "2020", **more: str) -> Record:
    row = {"paper": f"list-{number}", "position": "1", "first_author": author, "year": year, "title": title}
    return record_of(row | more)


def test_a_misspelt_name_a_lost_subtitle_and_another_year_are_found():
    first = record(0, "Mutu Layanan Loket Pasar: Kajian di Kota Angin")
    others = [
        record(1, "Mutu Layanan Loket Pasar: Kajian di Kota Angin", author="Vening"),
        record(2, "Mutu Layanan Loket Pasar"),
        record(3, "Mutu Layanan Loket Pasar: Kajian di Kota Angin", year="2021"),
    ]
    assert [pairs_worth_comparing([first, other]) for other in others] == [[(0, 1)]] * 3


def test_a_doi_is_enough():
    one, other = record(0, "Mutu Layanan", doi="10.1234/a"), record(1, "Service Quality", "Lestari", doi="10.1234/A")
    assert pairs_worth_comparing([one, other]) == [(0, 1)]


def test_on_the_same_pages_an_author_or_the_title_is_enough_but_nothing_less():
    place = {"volume": "7", "pages": "12-20"}
    first = record(0, "Mutu Layanan Loket Pasar", **place)
    assert pairs_worth_comparing([first, record(1, "Kajian yang Lain Sama Sekali", **place)]) == [(0, 1)]
    assert pairs_worth_comparing([first, record(1, "Mutu Layanan Loket Pasar", "Lestari", **place)]) == [(0, 1)]
    assert pairs_worth_comparing([first, record(1, "Kajian yang Lain Sama Sekali", "Lestari", **place)]) == []


def test_pairs_grow_with_the_records_though_all_share_author_and_year():
    lot = random.Random(7)
    counts = []
    for size in (500, 2000):
        records = [record(at, " ".join(lot.sample(WORDS, 6))) for at in range(size)]
        counts.append(len(pairs_worth_comparing(records)) / size)
    assert counts[1] < 2 * counts[0] + 4


def test_entries_that_say_the_same_are_one_record_in_any_order():
    records = [record(at, "Mutu Layanan Loket") for at in range(3)]
    (one,) = together(records)
    assert one.places == (("list-0", "1"), ("list-1", "1"), ("list-2", "1"))
    assert together(records[::-1]) == [one]
    assert len(together(records, frozenset({("list-1", "1")}))) == 2
