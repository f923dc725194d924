"""Corpora with planted agreements, contradictions, copies and gaps: all that is planted is found, and nothing else."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analysis.gap_drafts import MOST
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.model import Reading, Statement
from tests.analysis.generated import (
    NAMES,
    STANCES,
    Story,
    Teller,
    corpus,
    readings_of,
    store_of,
    stories,
    truth_of,
)
from tests.helpers import local

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 10**6)
SIZES = st.integers(2, 40)
FLIPPED = {stance: STANCES[-side][at] for side, names in STANCES.items() for at, stance in enumerate(names)}


def findings(store: Store) -> dict[str, dict[str, str]]:
    return {f"{row['kind']} {local(row['concept'])}": row for row in rows(store, "findings")}


def papers_in(value: str) -> frozenset[str]:
    return frozenset(local(iri) for iri in value.split())


def gaps(store: Store) -> set[tuple[str, str]]:
    """The gaps by type and name; those of places by what kind of place it is."""
    found = set()
    for row in rows(store, "gaps"):
        name = local(row["gap"])
        if row["type"] == "population" and name.startswith(("setting-", "province-")):
            name = name.partition("-")[0]
        found.add((row["type"], name))
    return found


def lines(store: Store) -> list[str]:
    """All that was inferred, as text."""
    return sorted(str(quad) for quad in store if quad.graph_name == NAMES.analysis())


@FEW
@given(SIZES, SEEDS)
def test_all_planted_findings_are_found_and_no_other(size, seed):
    made = corpus(size, seed)
    truth, found = truth_of(made.stories), findings(store_of(made.readings))
    assert {name: row["verdict"] for name, row in found.items()} == truth.status
    for name, sides in truth.sides.items():
        assert papers_in(found[name]["supporting"]) == sides.get(1, frozenset()), name
        assert papers_in(found[name]["opposing"]) == sides.get(-1, frozenset()), name


@FEW
@given(SIZES, SEEDS)
def test_planted_copies_and_common_authors_count_once(size, seed):
    made = corpus(size, seed)
    truth, found = truth_of(made.stories), findings(store_of(made.readings))
    assert {name: int(row["independent_papers"]) for name, row in found.items()} == truth.independent


@FEW
@given(SIZES, SEEDS)
def test_all_planted_gaps_are_found_and_no_other(size, seed):
    made = corpus(size, seed)
    found = gaps(store_of(made.readings)) - {("population", "no-programme")}
    assert found == truth_of(made.stories).gaps


@FEW
@given(SIZES, SEEDS)
def test_planted_pairs_agree_or_contradict_and_no_others_do(size, seed):
    made = corpus(size, seed)
    store = store_of(made.readings)
    for query, sign in (("agreements", 1), ("contradictions", -1)):
        found = {
            (local(r["aspect"]), frozenset((local(r["paper_a"]), local(r["paper_b"])))) for r in rows(store, query)
        }
        assert found == {
            (story.concept, frozenset((a.key, b.key)))
            for story in made.stories
            if story.kind == "assessment"
            for a in story.tellers
            for b in story.tellers
            if a.key < b.key and a.side * b.side == sign
        }


@FEW
@given(SIZES, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing(size, seed, chance: random.Random):
    readings = list(corpus(size, seed).readings)
    expected = lines(store_of(readings))
    chance.shuffle(readings)
    assert lines(store_of(readings)) == expected


@FEW
@given(SIZES, SEEDS)
def test_a_neutral_paper_changes_no_verdict(size, seed):
    readings = corpus(size, seed).readings
    neutral = replace(next(readings_of(Story("feature", "claim-tracking", (Teller("netral-0", 1),)))), statements=())
    before, after = (findings(store_of([*readings, *more])) for more in ((), (neutral,)))
    assert before == after


def flipped(reading: Reading) -> Reading:
    """Turn all judgements of a paper round."""

    def turned(statement: Statement) -> Statement:
        return replace(statement, stance=FLIPPED.get(statement.stance, ""))

    verdict = reading.verdict and replace(reading.verdict, stance=FLIPPED[reading.verdict.stance])
    return replace(reading, statements=tuple(map(turned, reading.statements)), verdict=verdict)


@FEW
@given(SIZES, SEEDS)
def test_turning_the_signs_round_swaps_who_supports_and_who_opposes(size, seed):
    readings = corpus(size, seed).readings
    there, back = (store_of(each) for each in (readings, [flipped(reading) for reading in readings]))
    one, other = findings(there), findings(back)
    assert one.keys() == other.keys()
    for name, row in one.items():
        same = ("verdict", "papers", "independent_papers")
        assert [row[column] for column in same] == [other[name][column] for column in same]
        if row["kind"] == "assessment":
            assert (row["supporting"], row["opposing"]) == (other[name]["opposing"], other[name]["supporting"])
    assert gaps(there) == gaps(back)


@pytest.mark.parametrize("size", [0, 1])
def test_a_corpus_of_hardly_anything_has_findings_of_as_little(size):
    made = corpus(size, 3)
    store = store_of(made.readings)
    assert len(findings(store)) == size
    assert gaps(store) == truth_of(made.stories).gaps


def test_a_seed_makes_the_same_corpus_and_another_seed_another():
    assert corpus(30, 7).readings == corpus(30, 7).readings != corpus(30, 8).readings


def test_every_kind_of_gap_is_planted_somewhere():
    planted = {gap for seed in range(60) for gap in truth_of(tuple(stories(30, seed))).gaps}
    assert {type for type, _ in planted} == {
        "evidence", "methodological", "population", "theoretical", "empirical", "practical"
    }  # fmt: skip
    assert {"setting", "province", "named-segment", "no-segment"} <= {name for _, name in planted}


@FEW
@given(SIZES, SEEDS)
def test_a_gap_counts_lists_and_cites_the_papers_that_it_rests_on(size, seed):
    made = corpus(size, seed)
    known = {reading.paper.key for reading in made.readings}
    found = rows(store_of(made.readings), "gaps")
    assert sorted(int(row["rank"]) for row in found) == list(range(1, len(found) + 1))
    for row in found:
        papers = papers_in(row["papers"])
        assert papers <= known and len(papers) == int(row["count"]) > 0
        for draft in (row["draft_id"], row["draft_en"]):
            assert sum(f"{key.title()} (2024)" in draft for key in papers) >= min(MOST, len(papers)), draft
