"""Overlapping evidence is cut into segments without loss."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.publish.highlight import in_paragraphs, paragraphs, segments, union
from kg.publish.marking import Marks, mark_up, only_quotes

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


def marked(spans, tints=()):
    marks = Marks()
    for number, span in enumerate(spans):
        marks.put(span, dict(tints).get(span, "say"), f"s-{number}")
    return marks


@given(texts_with_spans())
def test_every_passage_with_words_gets_one_permalink(drawn):
    text, spans = drawn
    body = mark_up(text, marked(spans))
    with_words = {(start, end) for start, end in spans if text[start:end].strip()}
    assert with_words <= body.anchored
    assert all(body.markup.count(f'id="ev-{start}-{end}"') == 1 for start, end in body.anchored)
    assert "<img" not in body.markup and "&&" not in body.markup


@given(texts_with_spans())
def test_of_a_text_without_licence_only_the_quotes_are_left_each_at_its_place(drawn):
    text, spans = drawn
    left = only_quotes(text, spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert len(left) == len(text)
    assert all(left[start:end] == text[start:end] for start, end in spans)
    assert not [at for at, sign in enumerate(left) if sign.strip() and at not in covered]


@given(texts_with_spans())
def test_permalinks_are_the_same_in_a_whole_text_and_in_its_quotes(drawn):
    text, spans = drawn
    body = mark_up(only_quotes(text, spans), marked(spans), quotes_only=True)
    with_words = {(start, end) for start, end in spans if text[start:end].strip()}
    assert body.anchored & with_words == mark_up(text, marked(spans)).anchored & with_words == with_words


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: tuple(sorted(pair)))))
def test_a_union_covers_what_its_spans_cover_and_nothing_twice(spans):
    found = union(spans)
    covered = [at for start, end in found for at in range(start, end)]
    assert covered == sorted({at for start, end in spans for at in range(start, end)})
    assert all(before[1] < after[0] for before, after in pairwise(found))


def test_passages_that_overlap_are_shown_as_the_weightier_one():
    spans = [(0, 6), (3, 9)]
    body = mark_up("efektif sekali", marked(spans, {(0, 6): "pos", (3, 9): "neg"}.items())).markup
    assert 'class="e pos first" data-ev="0-6" href="#s-0">efe<' in body
    assert 'class="e mix first" data-ev="0-6 3-9" href="#s-1">kti<' in body
    assert 'class="e neg" data-ev="3-9" href="#s-1">f s<' in body


def test_gaps_between_quotes_are_told():
    text = "Not for you. First quote. Not for you either. Second quote. The end."
    spans = [(text.index(words), text.index(words) + len(words)) for words in ("First quote.", "Second quote.")]
    body = mark_up(only_quotes(text, spans), marked(spans), quotes_only=True).markup
    assert body.count("…") == 3 and "for you" not in body and "The end" not in body


def test_a_heading_is_a_heading_with_all_its_signs():
    body = mark_up("## Hasil & lain", marked([])).markup
    assert body == '<h3 class="heading"><span class="hash">## </span>Hasil &amp; lain</h3>'
