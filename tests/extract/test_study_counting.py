"""Numbers in words and digits: whatever is written is read back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.study.counting import numbers_in

ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def spelled(number: int) -> str:
    """Spell a number below a thousand in Indonesian."""
    if number < 12:
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        return f"{ONES[number // 10]} puluh" + (f" {ONES[number % 10]}" if number % 10 else "")
    hundreds = "seratus" if number < 200 else f"{ONES[number // 100]} ratus"
    return hundreds + (f" {spelled(number % 100)}" if number % 100 else "")


@given(st.integers(1, 999))
def test_a_number_in_words_is_read_back(number):
    assert [found.value for found in numbers_in(f"sebanyak {spelled(number)} orang")] == [number]


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_number_that_is_repeated_in_brackets_is_one(number, other):
    assert [n.value for n in numbers_in(f"{number} ({spelled(number)}) orang, {other} warga")] == [number, other]


@given(st.text(max_size=80))
def test_numbers_stand_in_order_where_they_say(text):
    found = list(numbers_in(text))
    assert all(text[number.start : number.end].strip() for number in found)
    assert all(before.end <= behind.start for before, behind in pairwise(found))
