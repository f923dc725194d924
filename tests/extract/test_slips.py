"""A slip of the pen is read as the word that was meant, and no other word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.extract.slips import ENDS, SHORTEST, mender
from kg.resources import ontology_dir
from tests.helpers import document

WORDS = ("sosialisasi", "pemeliharaan", "efektivitas", "menunjukkan", "kendala", "jaringan", "pendampingan")
words = st.text(st.sampled_from("abdeghiklmnoprstuy"), min_size=SHORTEST, max_size=16)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("sosiaisasi", "sosialisasi"),
        ("sosiallisasi", "sosialisasi"),
        ("pemelihraaan", "pemeliharaan"),
        ("menunjukan", "menunjukkan"),
        ("efektifitas", "efektivitas"),
        ("pendapmingan", "pendampingan"),
    ],
)
def test_a_slip_is_mended(slip, meant):
    assert mender(WORDS)(slip) == meant


@pytest.mark.parametrize(
    "word", ["kendali", "jaringnya", "pendamping", "sosialis", "efektif", "kendla", "2019-2020", ""]
)
def test_other_words_short_words_and_figures_are_left_alone(word):
    assert mender(WORDS)(word) == word


@given(st.sets(words, max_size=8), words)
def test_words_that_are_known_stay_and_all_others_stay_or_become_a_known_one(known, word):
    mend = mender(known)
    assert all(mend(each) == each for each in known)
    assert mend(word) == word or mend(word) in known


@given(words, st.data())
def test_a_letter_left_out_of_the_middle_is_found_again(word, data):
    at = data.draw(st.integers(ENDS, len(word) - ENDS - 1))
    slip = word[:at] + word[at + 1 :]
    if len(slip) >= SHORTEST and slip[:ENDS] == word[:ENDS] and slip[-ENDS:] == word[-ENDS:]:
        assert mender([word])(slip) == word


def test_a_right_word_is_no_slip_of_another():
    assert mender(["pengenalan"])("pengenaan") == "pengenalan"
    assert mender(["pengenalan"], ["pengenaan"])("pengenaan") == "pengenaan"


@pytest.mark.parametrize("word", ["sosialisasi", "sosiaisasi", "sosialsiasi"])
def test_what_a_misspelt_sentence_says_is_read(word):
    text = document(f"Kendala yang ditemukan adalah kurangnya {word} aplikasi JMO kepada pekerja.")
    reading = Extractor.of(ontology_dir()).read(paper_from("coba-2024", text))
    assert "insufficient-socialisation" in {s.concept for s in reading.statements if s.kind == "obstacle"}
