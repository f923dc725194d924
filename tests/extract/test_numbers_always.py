"""What holds of every figure and every printed list, whatever the text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.figures import figures_of
from kg.extract.indicators import LONGEST, MOST_WORDS, items_of
from kg.extract.measured import time_of, what_of

PIECES = st.sampled_from(
    ["8", "1,05", "Rp", "juta", "hari", "persen", "%", "dari", "menjadi", "antara", "dan", "2021", "(2021)", "rating",
     "4,2", "dari 5", "pengguna", "sebanyak", "lima", "menit", "to", "from", "million", "–", ",", ".", "Mei", "yaitu"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
def test_figures_stand_in_the_text_in_order_and_apart(text):
    figures = figures_of(text, in_words=True)
    bounds = [place for figure in figures for place in (figure.start, figure.end)]
    assert bounds == sorted(bounds)
    for figure in figures:
        assert "".join(figure.value.split()) in "".join(text[figure.start : figure.end].split())


@given(TEXTS)
def test_what_a_figure_measures_and_when_is_printed(text):
    figures = figures_of(text, in_words=True)
    for at in range(len(figures)):
        assert set(what_of(text, figures, at).split()) <= {*re.findall(r"[^\W\d_][\w’'/-]*", text), *text.split(), "%"}
        assert time_of(text, figures, at) in " ".join(text.split())


@given(TEXTS)
def test_a_list_has_no_more_and_no_longer_items_than_a_theory_has(text):
    items = items_of(text)
    assert not items or 2 <= len(items) <= LONGEST
    assert all(0 < len(item.split()) <= MOST_WORDS for item in items)
