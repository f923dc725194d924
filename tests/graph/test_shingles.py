"""The long sentences of a paper as sets of shingles: what is kept of them is what was found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.shingles import BANDS, SHINGLE, SHORTEST, Shingled, shingled

WORDS = st.sampled_from(["layar", "sinyal", "pasar", "loket", "kartu", "antre", "dinas", "é", "8"])
SENTENCES = st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=6)


def paper(sentences):
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return shingled(" ".join(sentences), spans), spans


@given(SENTENCES)
def test_what_is_kept_is_what_was_found(sentences):
    found, _ = paper(sentences)
    kept = Shingled.of_bytes(found.to_bytes())
    assert all(np.array_equal(one, other) and one.dtype == other.dtype for one, other in zip(kept, found, strict=True))


@given(SENTENCES)
def test_every_long_sentence_has_its_place_its_shingles_and_a_print_in_every_band(sentences):
    found, spans = paper(sentences)
    long = [at for at, sentence in enumerate(sentences) if len(sentence.split()) >= SHORTEST]
    assert found.places.tolist() == [[at, *spans[at]] for at in long]
    assert found.lengths.tolist() == [
        len({tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)})
        for words in (sentences[at].split() for at in long)
    ]
    assert found.prints.shape == (BANDS, len(long)) and found.lengths.sum() == len(found.shingles)


@given(st.lists(WORDS, min_size=SHORTEST, max_size=30).map(" ".join))
def test_a_sentence_has_the_same_prints_wherever_it_stands(sentence):
    alone, after = paper([sentence])[0], paper(["Pendek.", sentence.upper()])[0]
    assert np.array_equal(alone.prints, after.prints)
