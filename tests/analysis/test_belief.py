"""Belief: between 0 and 1, more with independent support, less with opposition, and alike for both sides."""

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.belief import SYSTEMATIC, beliefs, error
from kg.analysis.consolidate import consolidate
from tests.analysis.made_up import ALL, CITED, PAPER, SIGNS, STATEMENTS, SWAPPED, VERDICTS, one, reports, says, wrote

ERRORS = st.lists(st.floats(0, 1), max_size=5)
SURE = st.floats(0, 1)


@given(ERRORS, ERRORS)
def test_a_belief_lies_between_0_and_1_with_two_digits(supporting, opposing):
    for found in beliefs(supporting, opposing):
        assert 0 <= found <= 1 and round(found, 2) == found


@given(ERRORS, ERRORS, SURE)
def test_one_more_independent_source_never_lowers_its_side_nor_raises_the_other(supporting, opposing, more):
    before, after = beliefs(supporting, opposing), beliefs([*supporting, more], opposing)
    assert after[0] >= before[0] and after[1] <= before[1]


@given(st.lists(SURE, max_size=6), SURE)
def test_one_more_statement_never_makes_a_source_err_more_and_never_makes_it_sure(confidences, more):
    assert SYSTEMATIC <= error([*confidences, more]) <= error(confidences) <= 1


@given(STATEMENTS, VERDICTS, st.sampled_from(["effective", "fairly-effective"]), SURE)
def test_one_more_independent_paper_never_lowers_the_belief_in_its_side(statements, verdicts, stance, confidence):
    def believed(rows, papers):
        return {f.concept: (f.belief, f.belief_opposing) for f in consolidate(rows, verdicts, CITED, papers, SIGNS)}

    more = says("baru", stance, confidence=confidence)
    before = believed(statements, ALL).get(more["concept"], (0.0, 0.0))
    after = believed([*statements, more], [*ALL, wrote("baru")])[more["concept"]]
    assert after[0] >= before[0] and after[1] <= before[1]


@given(STATEMENTS, VERDICTS)
def test_swapping_the_signs_swaps_the_beliefs(statements, verdicts):
    there, back = (consolidate(statements, verdicts, CITED, ALL, signs) for signs in (SIGNS, SWAPPED))
    assert [(f.belief, f.belief_opposing) for f in there] == [(f.belief_opposing, f.belief) for f in back]


def test_one_study_is_never_believed_as_much_as_two_that_are_independent():
    alone = one([says("a", start=start, confidence=1) for start in range(0, 900, 20)])
    two = one([says("a", confidence=1), says("b", confidence=1)])
    assert alone.belief == 0.62 < two.belief == 0.85


def test_papers_that_count_as_one_are_believed_as_one():
    rows = [says("a", confidence=1), says("b", confidence=1)]
    assert one(rows, papers=[wrote("a", "Ani"), wrote("b", "Ani")]).belief == one(rows[:1]).belief


def test_a_reading_that_earned_more_confidence_is_believed_more():
    assert one([says("a", confidence=0.9)]).belief > one([says("a", confidence=0.6)]).belief


def test_a_mixed_judgement_is_evidence_for_neither_side():
    clear = one([says("a"), says("b")])
    mixed = one([says("a"), says("b"), says("c", "mixed")])
    assert (mixed.belief, mixed.belief_opposing) == (clear.belief, 0.0)


WORKS = {(PAPER + key, f"{name} 2020"): f"urn:work:{name}" for key in "ab" for name in ("darma", "lestari")}


def test_what_is_only_cited_is_believed_less_than_what_a_paper_found():
    cited = one([reports("b", "darma", confidence=1)], sources=WORKS)
    assert 0 < cited.belief < one([says("a", confidence=1)]).belief


def test_works_that_one_paper_tells_of_count_once():
    two = one([reports("b", "darma", confidence=1), reports("b", "lestari", confidence=1, start=400)], sources=WORKS)
    assert two.belief == one([reports("b", "darma", confidence=1)], sources=WORKS).belief


def test_a_work_cited_by_a_paper_of_its_own_side_adds_nothing_and_one_that_contradicts_it_does():
    own = says("a", confidence=1)
    alone = one([own]).belief
    assert one([own, reports("a", "darma", confidence=1)], sources=WORKS).belief == alone
    against = one([own, reports("a", "darma", "not-effective", confidence=1)], sources=WORKS)
    assert against.belief < alone and against.belief_opposing > 0
