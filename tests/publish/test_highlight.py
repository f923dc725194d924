"""Overlapping evidence is cut into segments without loss."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.publish.highlight import in_paragraphs, paragraphs, segments
from kg.publish.pages.paper import mark_up

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t<&\u202e\u00e9\U0001f600"), max_size=60)


@st.composite
def texts_with_spans(draw):
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(lambda pair: tuple(sorted(pair))), max_size=8))
    return text, spans


@given(texts_with_spans())
def test_segments_follow_each_other_and_say_exactly_what_covers_them(drawn):
    text, spans = drawn
    found = segments(0, len(text), spans)
    assert "".join(text[s.start : s.end] for s in found) == text
    for segment in found:
        assert segment.start < segment.end
        for at in range(segment.start, segment.end):
            assert set(segment.spans) == {(start, end) for start, end in spans if start <= at < end}
        assert list(segment.spans) == sorted(segment.spans, key=lambda span: span[0] - span[1]) or len(spans) > 1


@given(TEXTS)
def test_paragraphs_leave_out_white_space_only(text):
    found = list(paragraphs(text))
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(texts_with_spans())
def test_cutting_by_paragraph_gives_the_same_as_cutting_at_once(drawn):
    text, spans = drawn
    for part in in_paragraphs(text, spans):
        assert part == segments(part[0].start, part[-1].end, spans)


@given(texts_with_spans())
def test_every_passage_with_words_gets_one_permalink(drawn):
    text, spans = drawn
    body, anchored = mark_up(text, dict.fromkeys(spans, "s-1"), dict.fromkeys(spans, "say"))
    with_words = {(start, end) for start, end in spans if text[start:end].strip()}
    assert with_words <= anchored
    assert all(body.count(f'id="ev-{start}-{end}"') == 1 for start, end in anchored)
    assert "<img" not in body and "&&" not in body


def test_passages_that_overlap_are_shown_as_the_weightier_one():
    spans = {(0, 6): "s-1", (3, 9): "s-2"}
    body, _ = mark_up("efektif sekali", spans, {(0, 6): "pos", (3, 9): "neg"})
    assert 'class="e pos" data-ev="0-6" href="#s-1">efe<' in body
    assert 'class="e mix" data-ev="0-6 3-9" href="#s-2">kti<' in body
    assert 'class="e neg" data-ev="3-9" href="#s-2">f s<' in body


def test_control_characters_are_replaced_and_positions_stay():
    body, _ = mark_up("a\x00b\x1bc", {(2, 5): "s-1"}, {(2, 5): "say"})
    assert "a\ufffd<span" in body and ">b\ufffdc</a>" in body
