"""The signed network: paths between any two nodes, and their signs, in corpora with planted agreement."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.analysis.edges import Neighbourhood
from kg.analysis.network import LONGEST, OUTCOMES, Path, Step, find_paths, outcome, signed_network
from kg.graph.queries import rows
from kg.model import LitkgError
from tests.analysis.generated import NAMES, Story, Teller, corpus, readings_of, store_of
from tests.helpers import local

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 10**6)


def step(one: str, two: str, sign: int, declared: bool = False) -> Step:
    return Step(one, two, sign, "", "", declared)


@given(st.lists(st.sampled_from((1, -1, 0)), min_size=1, max_size=LONGEST))
def test_the_sign_of_a_path_is_the_product_of_its_steps(signs):
    path = Path(tuple(step(f"https://a/paper/{n}", f"https://a/paper/{n + 1}", sign) for n, sign in enumerate(signs)))
    assert path.sign == (0 if 0 in signs else (-1) ** signs.count(-1))
    assert path.ends == ("https://a/paper/0", f"https://a/paper/{len(signs)}")


def test_a_sign_means_something_else_between_papers_and_concepts():
    paper, other, aspect, more = "https://a/paper/p", "https://a/work/w", "https://a/aspect/x", "https://a/aspect/y"
    assert outcome(Path((step(paper, other, 1),))) == "agree"
    assert outcome(Path((step(paper, aspect, -1),))) == "against"
    assert outcome(Path((step(paper, aspect, 1), step(paper, more, 1)))) == "judged alike"
    assert outcome(Path((step(paper, aspect, 0),))) not in [word for words in OUTCOMES for word in words.values()]


@FEW
@given(st.integers(2, 25), SEEDS)
def test_two_papers_of_a_story_are_tied_by_the_product_of_their_sides(size, seed):
    made = corpus(size, seed)
    judged = [story for story in made.stories if story.kind == "assessment" and len(story.tellers) > 1]
    assume(judged)
    store = store_of(made.readings, texts=False)
    for story in judged[:3]:
        one, other = story.tellers[0], story.tellers[-1]
        paths = find_paths(store, one.key, other.key)
        best = next(path for path in paths if len(path.steps) == 2)
        assert {local(node) for each in best.steps for node in (each.source, each.target)} == {
            one.key, other.key, story.concept
        }  # fmt: skip
        assert best.sign == one.side * other.side
        assert all(each.quote for path in paths for each in path.steps)


@FEW
@given(st.integers(2, 20), SEEDS)
def test_every_path_is_a_path_of_the_whole_network(size, seed):
    made = corpus(size, seed)
    store = store_of(made.readings, texts=False)
    network = signed_network(store)
    keys = sorted(reading.paper.key for reading in made.readings)
    for path in find_paths(store, keys[0], keys[-1], most=5):
        assert len(path.steps) <= LONGEST
        assert {local(node) for node in path.ends} == {keys[0], keys[-1]}
        for each in path.steps:
            signs = {edge["sign"] for edge in network.get_edge_data(each.source, each.target).values()}
            assert each.sign in signs


@FEW
@given(st.integers(2, 20), SEEDS)
def test_papers_are_tied_exactly_when_the_network_ties_them_in_few_steps(size, seed):
    made = corpus(size, seed)
    store = store_of(made.readings, texts=False)
    whole = signed_network(store)
    network = nx.Graph((one, two) for one, two, kind in whole.edges(data="kind") if kind != "context")
    papers = [NAMES.paper(reading.paper.key).value for reading in made.readings]
    for one, two in pairwise(papers):
        near = one in network and two in nx.single_source_shortest_path_length(network, one, cutoff=LONGEST)
        assert bool(find_paths(store, local(one), local(two))) == near


@FEW
@given(st.integers(2, 15), SEEDS, st.randoms(use_true_random=False))
def test_paths_do_not_depend_on_the_order_of_papers(size, seed, lot):
    made = corpus(size, seed)
    shuffled = list(made.readings)
    lot.shuffle(shuffled)
    keys = [reading.paper.key for reading in made.readings]
    ways = [find_paths(store_of(each, texts=False), keys[0], keys[-1]) for each in (made.readings, shuffled)]
    assert ways[0] == ways[1]


def judging(*sides: int) -> tuple[Story, ...]:
    return (
        Story("assessment", "planning", tuple(Teller(f"p-{n}", side, theory="tam") for n, side in enumerate(sides))),
    )


def of(*stories: Story):
    return store_of([reading for story in stories for reading in readings_of(story)], texts=False)


def test_a_theory_in_common_ties_no_two_papers():
    first, second = (
        Story("assessment", c, (Teller(k, 1, theory="tam"),)) for c, k in (("planning", "p"), ("flexibility", "q"))
    )
    assert find_paths(of(first, second), "p", "q") == []


def test_a_theory_is_an_end_of_a_path():
    (path, *_) = find_paths(of(*judging(-1)), "tam", "planning")
    assert path.steps[0].kind == "context"
    assert path.sign == -1


@pytest.mark.parametrize(("side", "meaning"), [(1, "in favour"), (-1, "against")])
def test_a_paper_is_for_or_against_an_aspect(side, meaning):
    (path, *_) = find_paths(of(*judging(side, 1, -1)), "p-0", "planning")
    assert outcome(path) == meaning and len(path.steps) == 1


def test_a_statement_is_tied_by_its_id():
    store = of(*judging(1, -1))
    said = next(row["statement"] for row in rows(store, "claims") if local(row["paper"]) == "p-0")
    (path, *_) = find_paths(store, local(said), "p-1")
    assert outcome(path) == "contradict"


@pytest.mark.parametrize("name", ["nowhere", "p 0", "", "<>", "p-0/../x", "é"])
def test_what_names_nothing_is_refused_in_one_line(name):
    with pytest.raises(LitkgError) as told:
        find_paths(of(*judging(1, 1)), name, "p-0")
    assert "p-0" in str(told.value) and "\n" not in str(told.value)


def test_the_network_has_papers_works_statements_aspects_settings_and_frameworks(notes_build):
    from kg.graph.store import Store

    network = signed_network(Store.of_build(notes_build))
    parts = {node.rstrip("/").split("/")[-2] for node in network}
    assert {"paper", "work", "statement", "aspect", "obstacle", "framework"} <= parts
    assert {data["sign"] for _, _, data in network.edges(data=True)} <= {1, 0, -1}
    declared = [data for _, _, data in network.edges(data=True) if data["declared"]]
    assert declared and all(data["quote"] and data["sign"] for data in declared)


def test_a_neighbourhood_reads_each_node_once(notes_build):
    from kg.graph.store import Store

    around = Neighbourhood(Store.of_build(notes_build))
    node = NAMES.paper("cahyani-2025").value
    assert around.edges(node) is around.edges(node)
