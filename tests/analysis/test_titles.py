"""Titles are compared word by word: what differs is told apart from what was only written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.titles import Title, compare

FULL = "Mutu Layanan Antrean Terpadu: Kajian di Kota Angin"


def compared(one: str, other: str):
    return compare(Title.of(one), Title.of(other))


@pytest.mark.parametrize(
    "other",
    [
        "MUTU LAYANAN ANTREAN TERPADU KAJIAN DI KOTA ANGIN",
        "Mutu layanan antrean terpadu. Kajian pada Kota Angin",
        "Mutu Layanan Antrian Terpadu: Kajian di Kota Angin",
        "Mutu Layanan Antrean Ter- padu: Kajian di Kota Angin",
        "Mutu Layanan Antrean Terpadu: Kajian di Kota Angln",
        "<i>Mutu</i> *Layanan* Antrean Terpadu – Kajian di Kota Angin",
    ],
)
def test_what_is_only_written_otherwise_is_the_same_title(other):
    assert compared(FULL, other).is_same


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ("Mutu Layanan Antrean Terpadu", "left_out"),
        ("Mutu Layanan Antrean Terpadu: Kajian di Kota Hujan", "swapped"),
        ("Mutu Layanan Antrean Terpadu: Kajian di Kota Angin 2019", "numbers"),
        ("Mutu Layanan Baru Antrean Terpadu: Kajian di Kota Angin", "extra"),
        ("Mutu Layanan Antrean Terpadu: Kajian Kota", "cut"),
    ],
)
def test_what_differs_is_told(other, field):
    found = compared(FULL, other)
    assert not found.is_same and getattr(found, field)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metode Kualitatif", "Metode Kuantitatif"),
        ("Linear Models", "Nonlinear Models"),
        ("Pasar Desa", "Pasar Dosa"),
        ("Sistem Arsip Desa", "Desa Sistem Arsip"),
    ],
)
def test_words_that_look_alike_are_other_words(one, other):
    assert not compared(one, other).is_same


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_titles_compare_the_same_both_ways(one, other):
    there, back = compared(one, other), compared(other, one)
    assert there.is_same == back.is_same
    assert compared(one, one).is_same
