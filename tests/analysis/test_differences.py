"""What differs between two studies, as far as both tell it."""

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.differences import EXPLAINING, FACETS, Context, Told, contexts_of, differences

VALUES = ("angin", "awan", "batu")
CONTEXTS = st.dictionaries(st.sampled_from(FACETS), st.sampled_from(VALUES)).map(
    lambda found: [Context(facet, value, (("en", value), ("id", value.title()))) for facet, value in found.items()]
)


@given(CONTEXTS, CONTEXTS)
def test_studies_differ_in_what_both_tell_and_tell_otherwise(one, other):
    ours, theirs = ({context.facet: context.value for context in each} for each in (one, other))
    planted = {facet for facet in ours.keys() & theirs.keys() if ours[facet] != theirs[facet]}
    assert {each.facet for each in differences(one, other, "en")} == planted


@given(CONTEXTS, CONTEXTS)
def test_differences_are_the_same_seen_from_the_other_side(one, other):
    there = [(each.facet, each.one, each.other) for each in differences(one, other, "id")]
    assert [(each.facet, each.other, each.one) for each in differences(other, one, "id")] == there


@given(CONTEXTS, CONTEXTS)
def test_what_may_explain_a_contradiction_comes_first(one, other):
    told = [each.explains for each in differences(one, other, "en")]
    assert told == sorted(told, reverse=True)


@given(CONTEXTS)
def test_a_study_does_not_differ_from_itself(one):
    assert differences(one, list(reversed(one)), "en") == []


def member(holder: str, start: int, paper: str = "") -> dict[str, str]:
    return {
        "position": f"position/{holder}", "holder": holder, "paper": paper or holder, "concept": "aspect/x",
        "start": str(start), "end": str(start + 10), "year": "",
    }  # fmt: skip


def said(paper: str, kind: str, concept: str, start: int, attribution: str = "own") -> dict[str, str]:
    return {
        "paper": paper, "kind": kind, "concept": concept, "attribution": attribution,
        "start": str(start), "end": str(start + 10),
    }  # fmt: skip


def known(*statements: dict[str, str], **more) -> Told:
    papers = [{"paper": key, "setting": "", "place": "", "period": "", "informants": ""} for key in "ab"]
    return Told(papers=papers, statements=statements, **more)


def obstacles(told: Told, one: dict[str, str]) -> str:
    (found,) = contexts_of([one], told).values()
    return next((context.value for context in found if context.facet == "obstacles"), "unknown")


def test_obstacles_count_in_the_sentence_of_the_judgement_and_in_the_next_one():
    told = known(
        said("a", "obstacle", "same", 100), said("a", "obstacle", "next", 111), said("a", "obstacle", "far", 150)
    )
    assert obstacles(told, member("a", 100)) == "next same"


def test_obstacles_beside_any_judgement_of_the_aspect_count():
    told = known(said("a", "assessment", "aspect/x", 500), said("a", "obstacle", "there", 489))
    assert obstacles(told, member("a", 100)) == "there"


def test_obstacles_that_a_paper_tells_of_others_are_not_its_own():
    assert obstacles(known(said("a", "obstacle", "theirs", 100, "cited")), member("a", 100)) == ""


def test_of_a_cited_work_only_what_its_sentence_says_is_known():
    told = known(said("a", "obstacle", "theirs", 100, "cited"), said("a", "obstacle", "next", 111, "cited"))
    assert obstacles(told, member("work", 100, "a")) == "theirs"
    assert obstacles(known(), member("work", 100, "a")) == "unknown"


def test_a_framework_that_is_only_mentioned_is_no_context():
    uses = [{"paper": "a", "framework": name, "role": role} for name, role in (("f", "applied"), ("g", "mentioned"))]
    (found,) = contexts_of([member("a", 0)], known(frameworks=uses)).values()
    assert [context.value for context in found if context.facet == "framework"] == ["f"]


def test_years_and_numbers_of_informants_explain_nothing():
    assert set(FACETS) - set(EXPLAINING) == {"informants", "published"}
