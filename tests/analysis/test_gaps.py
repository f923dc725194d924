"""Gaps: what authors say is not known, and what the findings show; each rests on papers that are named."""

import pytest

from kg.analysis.consolidate import Finding, Position
from kg.analysis.gaps import computed_gaps, stated_gaps

PAPER = "https://example.org/litkg/paper/"
VOC = "https://w3id.org/jmo/vocabulary/"
NAMES = {
    f"{VOC}aspect/planning": {"id": "perencanaan", "en": "planning"},
    f"{VOC}obstacle/app-error": {"id": "galat", "en": "errors"},
}


def position(key: str, side: int = 1, *, cited: bool = False) -> Position:
    return Position(PAPER + key, side, "", PAPER + ("a" if cited else key), 0, 4, "kata", cited)


def finding(*positions: Position, kind="assessment", status="consensus", concept="aspect/planning") -> Finding:
    return Finding(kind, VOC + concept, status, positions, len(positions))


def gaps(*findings, places=None, methods=None, addressed=None) -> dict[str, tuple]:
    papers = [{"paper": PAPER + key, "place": (places or {}).get(key, "")} for key in "abc"]
    rows = [{"paper": PAPER + key, "method": f"{VOC}method/{method}"} for key, method in (methods or [])]
    found = computed_gaps(findings, papers, rows, addressed or {}, NAMES)
    assert all(gap.basis == "computed" and set(gap.texts) == {"id", "en"} and gap.papers for gap in found)
    assert len({(gap.type, gap.name) for gap in found}) == len(found)
    return {gap.type: gap for gap in found}


@pytest.mark.parametrize("kind", ["gap", "future-research"])
def test_a_gap_that_an_author_states_keeps_the_words(kind):
    row = {"paper": PAPER + "a", "kind": kind, "start": "7", "quote": "Hal ini\n belum diteliti."}
    (gap,) = stated_gaps([row, {**row, "kind": "obstacle"}])
    assert (gap.basis, gap.type, gap.papers) == ("stated", "stated", (PAPER + "a",))
    assert set(gap.texts.values()) == {"Hal ini belum diteliti."}


def test_two_gaps_of_one_sentence_have_two_names():
    row = {"paper": PAPER + "a", "kind": "gap", "start": "7", "quote": "Kata."}
    assert len({gap.name for gap in stated_gaps([row, {**row, "kind": "future-research"}, {**row, "start": "9"}])}) == 3


def test_a_contradiction_is_a_gap_of_evidence():
    gap = gaps(finding(position("a"), position("b", -1), status="contested"))["evidence"]
    assert gap.papers == (PAPER + "a", PAPER + "b")
    assert "planning" in gap.texts["en"] and "2 papers" in gap.texts["en"] and "perencanaan" in gap.texts["id"]


def test_agreement_is_no_gap_of_evidence():
    assert "evidence" not in gaps(finding(position("a"), position("b")))


def test_what_is_only_cited_is_an_empirical_gap():
    gap = gaps(finding(position("x", cited=True), status="cited-only"))["empirical"]
    assert gap.papers == (PAPER + "a",)
    assert "1 paper," in gap.texts["en"]


def test_an_obstacle_that_no_recommendation_answers_is_a_practical_gap():
    obstacle = finding(position("a"), kind="obstacle", concept="obstacle/app-error")
    advice = finding(position("b"), kind="recommendation", concept="recommendation/improve-app")
    addressed = {f"{VOC}obstacle/app-error": frozenset({f"{VOC}recommendation/improve-app"})}
    assert gaps(obstacle)["practical"].papers == (PAPER + "a",)
    assert "practical" in gaps(obstacle, advice)
    assert "practical" in gaps(obstacle, addressed=addressed)
    assert "practical" not in gaps(obstacle, advice, addressed=addressed)


def test_one_approach_in_several_papers_is_a_gap_of_method():
    studied = finding(position("a"), position("b"))
    assert "methodological" in gaps(studied, methods=[("a", "qualitative"), ("b", "qualitative"), ("a", "interview")])
    assert "methodological" not in gaps(studied, methods=[("a", "qualitative"), ("b", "quantitative")])
    assert "methodological" not in gaps(finding(position("a")), methods=[("a", "qualitative")])
    assert "methodological" not in gaps(studied, methods=[("a", "interview")])


def test_one_place_is_a_gap_of_population():
    studied = finding(position("a"), position("b"))
    gap = gaps(studied, places={"a": "Kota Angin", "b": "Kota Angin"})["population"]
    assert "Kota Angin" in gap.texts["id"] and "Kota Angin" in gap.texts["en"]
    assert "population" not in gaps(studied, places={"a": "Kota Angin", "b": "Kota Awan"})
    assert "population" not in gaps(studied)


def test_a_place_with_braces_is_shown_as_it_is():
    gap = gaps(finding(position("a")), places={"a": "Kota {c} Angin"})["population"]
    assert "Kota {c} Angin" in gap.texts["en"]


def test_a_population_gap_needs_the_place_of_every_paper():
    """One paper in Kota Angin and one whose place is unknown are not *only in Kota Angin*."""
    assert "population" not in gaps(finding(position("a"), position("b")), places={"a": "Kota Angin"})


def test_one_paper_is_not_called_several():
    text = gaps(finding(position("a")), places={"a": "Kota Angin"})["population"].texts["en"]
    assert "1 paper)" in text
    assert (
        "11 papers"
        in gaps(finding(*(position(f"p{n}", 1 if n else -1) for n in range(11)), status="contested"))["evidence"].texts[
            "en"
        ]
    )
