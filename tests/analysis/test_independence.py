"""Independent papers: what ties two papers, so that they count once, and what does not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.consolidate import Finding, local
from kg.analysis.independence import OTHER_INTENTS, Groups
from kg.analysis.reuse import Passage, Reuse
from tests.analysis.made_up import LETTERS, PAPER, one, points, reports, says, wrote


def told(finding: Finding) -> list[tuple[str, set[str]]]:
    return [(discount.reason, {local(paper) for paper in discount.papers}) for discount in finding.discounts]


def test_papers_with_an_author_in_common_are_not_independent():
    rows = [says("a"), says("b"), says("c")]
    papers = [wrote("a", "Ani; Budi"), wrote("b", "Budi; Cici"), wrote("c", "Dedi")]
    finding = one(rows, papers=papers)
    assert (finding.papers, finding.independent) == (3, 2)


def test_a_chain_of_common_authors_is_one_group():
    papers = [wrote("a", "Ani; Budi"), wrote("b", "Cici; Dedi"), wrote("c", "Budi; Cici")]
    assert one([says("a"), says("b"), says("c")], papers=papers).independent == 1


def test_papers_that_say_it_in_reused_words_are_not_independent():
    rows = [says("a", start=100), says("b", start=400), says("c")]
    reuse = Reuse(Passage(PAPER + "a", 90, 130), Passage(PAPER + "b", 395, 440), 0.9)
    assert one(rows, reuses=[reuse]).independent == 2


def test_reused_words_elsewhere_leave_papers_independent():
    reuse = Reuse(Passage(PAPER + "a", 500, 600), Passage(PAPER + "b", 395, 440), 0.9)
    assert one([says("a", start=100), says("b", start=400)], reuses=[reuse]).independent == 2


def test_papers_without_authors_are_not_taken_for_one():
    assert one([says("a"), says("b")], papers=[wrote("a", ""), wrote("b", "")]).independent == 2


def test_an_author_is_the_same_whichever_name_is_printed_first():
    papers = [wrote("a", "Rara Wening; Budi Élan"), wrote("b", "Elan, Budi")]
    assert one([says("a"), says("b")], papers=papers).independent == 1


def test_a_paper_that_reports_the_claim_from_another_is_not_independent_of_it():
    finding = one([says("a"), says("b"), reports("b", "a")])
    assert (finding.papers, finding.independent, finding.status) == (2, 1, "single-study")
    (discount,) = finding.discounts
    assert (discount.reason, discount.shown) == ("cites", PAPER + "a")
    assert discount.places == (Passage(PAPER + "b", 300, 310),), "the citing sentence shows it"


def test_a_paper_that_says_it_itself_and_points_to_another_in_that_sentence_is_not_independent_of_it():
    rows = [says("a"), says("b", start=300)]
    assert one(rows, citations=[points("b", "a", 305)]).independent == 1
    assert one(rows, citations=[points("b", "a", 310)]).independent == 2, "the sentence ends before"


@pytest.mark.parametrize("intent", OTHER_INTENTS)
def test_to_cite_in_order_to_differ_or_for_a_method_takes_no_claim_over(intent):
    assert one([says("a"), says("b", start=300)], citations=[points("b", "a", 305, intent)]).independent == 2


def test_a_paper_that_reports_the_other_side_stays_independent():
    finding = one([says("a", "not-effective"), says("b"), reports("b", "a", "not-effective")])
    assert (finding.independent, finding.discounts, finding.status) == (2, (), "contested")


def test_a_citation_for_another_concept_ties_nothing_here():
    rows = [says("a", kind="obstacle", concept="server"), says("b", kind="obstacle", concept="server")]
    assert one(rows, citations=[points("b", "a", 200)]).independent == 2


def test_two_papers_that_cite_the_same_third_work_stay_independent():
    works = {(PAPER + key, "Darma 2020"): "urn:work:darma" for key in "ab"}
    rows = [says("a"), says("b"), *(reports(key, "Darma") for key in "ab")]
    assert one(rows, sources=works).independent == 2


def test_statements_taken_over_from_another_paper_are_no_position_at_all():
    finding = one([says("a"), reports("b", "a")])
    assert [local(position.holder) for position in finding.positions] == ["a"]


SAME = {"setting": "Kota Angin", "period": "Mei 2024", "informants": "7"}


def test_the_same_setting_period_and_number_of_informants_is_one_field_study():
    finding = one([says("a"), says("b")], papers=[wrote("a", **SAME), wrote("b", **SAME)])
    assert (finding.independent, told(finding)) == (1, [("informants", {"a", "b"})])


@pytest.mark.parametrize("key", SAME)
def test_a_study_that_differs_or_is_silent_on_one_of_the_three_is_another(key):
    for other in ("", "lain"):
        papers = [wrote("a", **{**SAME, key: other}), wrote("b", **SAME)]
        assert one([says("a"), says("b")], papers=papers).independent == 2
    silent = [wrote(paper, **{**SAME, key: ""}) for paper in "ab"]
    assert one([says("a"), says("b")], papers=silent).independent == 2


def test_every_discount_is_told_with_its_reason():
    papers = [wrote("a", "Ani; Budi", **SAME), wrote("b", "Ani", **SAME), wrote("c", "Budi")]
    reuse = Reuse(Passage(PAPER + "a", 0, 50), Passage(PAPER + "c", 0, 50), 0.9)
    finding = one([says("a"), says("b"), says("c"), reports("c", "b")], papers=papers, reuses=[reuse])
    assert told(finding) == [
        ("shared-text", {"a", "c"}),
        ("cites", {"b", "c"}),
        ("authors", {"a", "b"}),
        ("authors", {"a", "c"}),
        ("informants", {"a", "b"}),
    ]


PAIRS = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=6)


@given(PAIRS, PAIRS, PAIRS, st.randoms())
def test_planted_ties_are_found_and_no_others(by_author, by_text, by_citation, chance: random.Random):
    """Six papers say the same; what ties them is planted, and reckoned here by spreading the smallest letter."""
    authors = {key: [f"Penulis {key}"] for key in LETTERS}
    for number, pair in enumerate(by_author):
        for key in pair:
            authors[key].append(f"Rekan {number}")
    papers = [wrote(key, "; ".join(authors[key])) for key in LETTERS]
    rows = [says(key, start=100 * LETTERS.index(key)) for key in LETTERS]
    rows += [reports(one, other, start=2000 + at) for at, (one, other) in enumerate(by_citation) if one != other]
    reuses = [
        Reuse(*(Passage(PAPER + key, 100 * LETTERS.index(key), 100 * LETTERS.index(key) + 9) for key in pair), 0.9)
        for pair in by_text
        if pair[0] != pair[1]
    ]
    group = dict(zip(LETTERS, LETTERS, strict=True))
    for _ in LETTERS:
        for first, second in (*by_author, *by_text, *by_citation):
            group[first] = group[second] = min(group[first], group[second])
    found = one(rows, papers=papers, reuses=reuses)
    assert found.independent == len(set(group.values()))
    mixed = [chance.sample(part, len(part)) for part in (rows, papers)]
    assert one(mixed[0], papers=mixed[1], reuses=reuses) == found
    planted = {frozenset(pair) for pair in (*by_author, *by_text, *by_citation) if len(set(pair)) > 1}
    assert {frozenset(pair) for _, pair in told(found)} <= planted


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60), st.randoms())
def test_groups_do_not_depend_on_the_order_of_ties(ties, chance: random.Random):
    def grouped(ties):
        groups = Groups([str(number) for number in range(41)])
        for first, second in ties:
            groups.tie(str(first), str(second))
        return groups.all()

    found = grouped(ties)
    assert found == grouped([pair[::-1] for pair in chance.sample(ties, len(ties))])
    assert sorted(int(thing) for group in found for thing in group) == list(range(41))
