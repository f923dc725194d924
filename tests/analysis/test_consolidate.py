"""Findings: who supports, who opposes, and what that adds up to; in any order, and alike for both sides."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.consolidate import consolidate, local
from tests.analysis.made_up import (
    ALL,
    CITED,
    PAPER,
    SIGNS,
    STATEMENTS,
    SWAPPED,
    VERDICTS,
    holders,
    judges,
    one,
    says,
    wrote,
)


@pytest.mark.parametrize(
    ("first", "second", "status", "supporting", "opposing"),
    [
        ("effective", "fairly-effective", "consensus", {"a", "b"}, set()),
        ("not-effective", "not-fully-optimal", "consensus", set(), {"a", "b"}),
        ("effective", "not-fully-optimal", "contested", {"a"}, {"b"}),
    ],
)
def test_planted_agreement_and_contradiction_is_found(first, second, status, supporting, opposing):
    finding = one([says("a", first), says("b", second)])
    assert (finding.status, finding.papers, finding.independent) == (status, 2, 2)
    assert (holders(finding, 1), holders(finding, -1)) == (supporting, opposing)


@pytest.mark.parametrize(("clear", "side"), [("effective", 1), ("not-effective", -1)])
def test_a_mixed_paper_is_on_neither_side(clear, side):
    finding = one([says("a", clear), says("b", "mixed")])
    assert (holders(finding, side), holders(finding, -side), holders(finding, 0)) == ({"a"}, set(), {"b"})


def test_two_mixed_papers_support_and_oppose_nothing():
    finding = one([says("a", "mixed"), says("b", "mixed")])
    assert holders(finding, 1) == holders(finding, -1) == set()
    assert holders(finding, 0) == {"a", "b"}
    assert finding.status != "consensus"


def test_one_paper_is_a_single_study():
    finding = one([says("a"), says("a", start=50)])
    assert (finding.status, finding.papers, len(finding.positions)) == ("single-study", 1, 1)


def test_one_paper_with_a_mixed_judgement_is_a_single_study_too():
    assert one([says("a", "mixed")]).status == "single-study"


def test_a_paper_that_says_both_is_mixed():
    finding = one([says("a", "effective"), says("a", "not-effective", start=50)])
    (position,) = finding.positions
    assert position.side == 0
    assert local(position.stance) == "mixed"


def test_a_verdict_decides_the_side_of_its_paper():
    finding = one([says("a", "effective"), says("a", "not-effective", start=50)], [judges("a", "not-fully-optimal")])
    (position,) = finding.positions
    assert (position.side, local(position.stance), position.quote) == (-1, "not-fully-optimal", "putusan a")


def test_a_verdict_alone_is_a_position():
    finding = one([], [judges("a", "effective"), judges("b", "not-effective")])
    assert finding.status == "contested"


def test_a_verdict_on_one_aspect_does_not_decide_another():
    found = consolidate(
        [says("a", "effective", concept="planning")], [judges("a", "not-effective")], {}, [wrote("a")], SIGNS
    )
    assert {local(finding.concept): holders(finding, 1) for finding in found} == {
        "planning": {"a"},
        "effectiveness": set(),
    }


@pytest.mark.parametrize("kind", ["obstacle", "benefit", "recommendation", "feature"])
def test_papers_that_name_one_obstacle_support_it(kind):
    finding = one([says("a", kind=kind, concept="app-error"), says("b", kind=kind, concept="app-error")])
    assert (finding.kind, finding.status, holders(finding, 1)) == (kind, "consensus", {"a", "b"})


@pytest.mark.parametrize("kind", ["statistic", "gap", "future-research"])
def test_figures_and_gaps_are_not_consolidated(kind):
    assert consolidate([says("a", kind=kind)], [], {}, [wrote()], SIGNS) == []


def test_background_and_unresolved_citations_hold_no_position():
    rows = [says("a", attribution="background"), says("b", attribution="cited", source="Entah 1999")]
    assert consolidate(rows, [], {}, [wrote("a"), wrote("b")], SIGNS) == []


def test_a_work_that_is_only_cited_is_told_from_a_study():
    finding = one(
        [says("a", attribution="cited", source="Darma 2020")],
        sources={(PAPER + "a", "Darma 2020"): "urn:work:darma-2020"},
    )
    assert finding.status == "cited-only"
    assert [(p.holder, p.paper, p.cited) for p in finding.positions] == [("urn:work:darma-2020", PAPER + "a", True)]


def test_a_paper_of_the_corpus_that_another_cites_counts_once_and_speaks_for_itself():
    finding = one(
        [says("a", "not-effective"), says("b", "effective", attribution="cited", source="A 2020")],
        sources={(PAPER + "b", "A 2020"): PAPER + "a"},
        papers=[wrote("a"), wrote("b")],
    )
    assert [(local(p.holder), p.side, p.cited) for p in finding.positions] == [("a", -1, False)]


@given(STATEMENTS, VERDICTS, st.randoms())
def test_the_order_of_statements_and_papers_does_not_matter(statements, verdicts, chance: random.Random):
    expected = consolidate(statements, verdicts, CITED, ALL, SIGNS)
    shuffled = [chance.sample(rows, len(rows)) for rows in (statements, verdicts, ALL)]
    assert consolidate(shuffled[0], shuffled[1], CITED, shuffled[2], SIGNS) == expected


@given(STATEMENTS, VERDICTS)
def test_swapping_the_signs_swaps_supporting_and_opposing(statements, verdicts):
    there = consolidate(statements, verdicts, CITED, ALL, SIGNS)
    back = consolidate(statements, verdicts, CITED, ALL, SWAPPED)
    assert len(there) == len(back)
    for one_way, other in zip(there, back, strict=True):
        assert (one_way.concept, one_way.status, one_way.papers, one_way.independent) == (
            other.concept,
            other.status,
            other.papers,
            other.independent,
        )
        for side in (1, 0, -1):
            assert holders(one_way, side) == holders(other, -side)


@given(STATEMENTS, VERDICTS)
def test_a_paper_that_says_nothing_changes_nothing(statements, verdicts):
    expected = consolidate(statements, verdicts, CITED, ALL, SIGNS)
    neutral = [says("netral", attribution="background", concept=concept) for concept in ("effectiveness", "planning")]
    assert consolidate([*statements, *neutral], verdicts, CITED, [*ALL, wrote("netral")], SIGNS) == expected


@given(STATEMENTS, VERDICTS)
def test_every_holder_has_one_position_and_the_counts_fit(statements, verdicts):
    for finding in consolidate(statements, verdicts, CITED, ALL, SIGNS):
        held = [position.holder for position in finding.positions]
        assert len(held) == len(set(held)) > 0
        assert 0 <= finding.independent <= finding.papers
        assert (finding.independent == 0) == (finding.status == "cited-only")
        assert finding.status in ("contested", "cited-only") or not (finding.on_side(1) and finding.on_side(-1))
        quotes = {row["quote"] for row in [*statements, *verdicts]}
        assert all(position.quote in quotes for position in finding.positions)
