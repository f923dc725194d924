"""What is measured: which statements are the same, what counts as right, and that nothing counts twice."""

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.evaluate import evaluate, match, matched
from kg.analysis.evaluate_parts import Item
from kg.analysis.gold import Gold, Said

SIGNS = {"effective": "1", "fairly-effective": "1", "mixed": "0", "not-fully-optimal": "-1"}


def said(start=0, end=10, kind="obstacle", concept="app-error", paper="a", **more) -> Said:
    return Said(paper, start, end, kind, concept, **more)


def judged(stance: str, **more) -> Said:
    return said(kind="assessment", concept="effectiveness", stance=stance, **more)


def of(gold: list[Said], read: list[Said], overall=None, verdicts=None):
    return evaluate([Gold("a", "x" * 100, tuple(gold), overall, {})], read, verdicts or {}, SIGNS)


def numbers(score) -> tuple[int, int, int]:
    return score.right, score.gold, score.read


def test_sentences_are_the_same_when_they_overlap_by_more_than_half_of_the_shorter():
    assert len(matched([said(0, 10)], [said(4, 40)], SIGNS).pairs) == 1
    assert len(matched([said(0, 10)], [said(5, 40)], SIGNS).pairs) == 0


def test_two_statements_of_one_sentence_are_not_right_for_one_another():
    assert numbers(of([said()], [said(concept="login-failure")]).statements) == (0, 1, 1)
    assert numbers(of([said()], [said(kind="benefit")]).statements) == (0, 1, 1)
    assert numbers(of([said()], [said(paper="b")]).statements) == (0, 1, 0)


def test_a_sentence_of_gold_that_was_cut_in_two_is_found_once():
    assert numbers(of([said(0, 20)], [said(0, 9), said(10, 20)]).statements) == (1, 1, 2)


def test_figures_of_one_sentence_are_one_statement():
    figures = [said(kind="statistic", concept="", rule="number+unit") for _ in range(3)]
    assert numbers(of(figures[:1], figures).statements) == (1, 1, 1)


def test_the_sign_of_the_stance_must_be_right_and_its_degree_is_told_apart():
    degree = of([judged("effective")], [judged("fairly-effective")])
    assert (numbers(degree.statements), degree.stance) == ((1, 1, 1), (0, 1))
    sign = of([judged("effective")], [judged("not-fully-optimal", rule="judgement")])
    assert numbers(sign.statements) == (0, 1, 1)
    assert numbers(sign.without_sign) == (1, 1, 1)
    assert [each.stance for each in (*sign.missed, *sign.false_hits)] == ["effective", "not-fully-optimal"]
    assert sign.by_rule == {("judgement", "assessment"): (1, 0)}


def test_attribution_and_source_count_among_what_is_right():
    gold = [said(attribution="cited", source="Rara 2020"), said(20, 30, attribution="own"), said(40, 50)]
    read = [said(attribution="own"), said(20, 30, attribution="own"), said(40, 50, attribution="own")]
    found = of(gold, read)
    assert (found.attribution, found.source) == ((1, 2), (0, 1))


def test_verdicts_are_compared_paper_by_paper_and_none_is_an_answer_too():
    overall = ("effectiveness", "effective")
    assert of([], [], overall, {"a": ("effectiveness", "fairly-effective")}).verdict == (0, 1)
    assert of([], [], overall, {"a": ("effectiveness", "fairly-effective")}).verdict_sign == (1, 1)
    assert of([], [], None, {}).verdict == (1, 1)
    assert of([], [], None, {"a": overall}).verdict == (0, 1)


def test_groups_tell_where_gold_puts_it_and_rules_what_they_hit():
    gold = [said(section="results"), said(20, 30, section="abstract")]
    read = [said(section="conclusion", rule="label"), said(60, 70, section="theory", rule="label")]
    found = of(gold, read)
    sections = {name: numbers(score) for name, score in found.by["section"].items()}
    assert sections == {"results": (1, 1, 1), "abstract": (0, 1, 0), "theory": (0, 0, 1)}
    assert found.by_rule == {("label", "obstacle"): (2, 1)}
    assert found.precision.confidence("label", "obstacle") == 0.5


def test_ratios_of_nothing_are_no_numbers():
    score = of([], []).statements
    assert (score.precision, score.recall, score.f1) == (None, None, None)


def test_what_has_no_place_of_its_own_is_found_anywhere_in_its_paper():
    assert match([Item("a", ("interview",))], [Item("a", ("interview",))], lambda item: item.said) == [(0, 0)]
    assert match([Item("a", ("interview",))], [Item("b", ("interview",))], lambda item: item.said) == []


STATEMENTS = st.lists(
    st.builds(
        lambda start, length, concept, stance: said(
            start, start + length, kind="assessment", concept=concept, stance=stance
        ),
        st.integers(0, 60),
        st.integers(1, 20),
        st.sampled_from(["effectiveness", "efficiency"]),
        st.sampled_from(sorted(SIGNS)),
    ),
    max_size=12,
)


@given(STATEMENTS, STATEMENTS)
def test_nothing_is_lost_and_nothing_counts_twice(gold, read):
    found = of(gold, read)
    once = {(s.start, s.end, s.concept) for s in gold}, {(s.start, s.end, s.concept) for s in read}
    for score in (found.statements, found.without_sign):
        assert (score.gold, score.read) == (len(once[0]), len(once[1]))
        assert 0 <= score.right <= min(score.gold, score.read)
    assert found.statements.right <= found.without_sign.right
    for scores in found.by.values():
        assert sum(score.right for score in scores.values()) == found.statements.right
    assert sum(hits for hits, _ in found.by_rule.values()) == found.statements.read


@given(STATEMENTS)
def test_gold_against_itself_is_all_right(gold):
    found = of(gold, gold)
    assert found.statements.right == found.statements.gold == found.statements.read
    assert found.missed == found.false_hits == ()
