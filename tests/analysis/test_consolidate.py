"""Findings: who supports, who opposes, how many independent studies; in any order, and alike for both sides."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.consolidate import Finding, consolidate, local
from kg.analysis.reuse import Passage, Reuse
from kg.analysis.wording import LANGUAGES, PHRASES, say

PAPER = "https://example.org/litkg/paper/"
STANCE = "https://w3id.org/jmo/vocabulary/stance/"
ASPECT = "https://w3id.org/jmo/vocabulary/aspect/"
SIGNS = {
    f"{STANCE}{name}": sign
    for name, sign in {
        "effective": 1,
        "fairly-effective": 1,
        "mixed": 0,
        "not-fully-optimal": -1,
        "not-effective": -1,
    }.items()
}
SWAPPED = {iri: -sign for iri, sign in SIGNS.items()}


def says(
    paper="a",
    stance="effective",
    *,
    kind="assessment",
    concept="effectiveness",
    section="conclusion",
    start=0,
    attribution="own",
    source="",
    quote="",
) -> dict[str, str]:
    """Make up a row of the query ``statements``."""
    scheme = "aspect" if kind == "assessment" else kind
    return {
        "paper": PAPER + paper,
        "kind": kind,
        "concept": f"https://w3id.org/jmo/vocabulary/{scheme}/{concept}",
        "stance": STANCE + stance if kind == "assessment" else "",
        "attribution": attribution,
        "source": source,
        "section": section,
        "start": str(start),
        "end": str(start + 10),
        "quote": quote or f"kata {paper} {start}",
    }


def judges(paper="a", stance="effective", aspect="effectiveness") -> dict[str, str]:
    """Make up a row of the query ``verdicts``."""
    return {
        "paper": PAPER + paper,
        "aspect": ASPECT + aspect,
        "stance": STANCE + stance,
        "start": "5",
        "end": "9",
        "quote": f"putusan {paper}",
    }


def wrote(paper="a", authors=None) -> dict[str, str]:
    """Make up a row of the query ``papers``."""
    return {"paper": PAPER + paper, "authors": f"Penulis {paper}" if authors is None else authors}


def one(statements, verdicts=(), sources=None, papers=None, signs=SIGNS, reuses=()) -> Finding:
    listed = papers or [wrote(key) for key in sorted({local(row["paper"]) for row in [*statements, *verdicts]})]
    (finding,) = consolidate(statements, verdicts, sources or {}, listed, signs, reuses)
    return finding


def holders(finding: Finding, side: int) -> set[str]:
    return {local(position.holder) for position in finding.on_side(side)}


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


STATEMENTS = st.lists(
    st.builds(
        says,
        st.sampled_from("abcd"),
        st.sampled_from([local(iri) for iri in SIGNS]),
        concept=st.sampled_from(["effectiveness", "planning"]),
        section=st.sampled_from(["conclusion", "results", "abstract"]),
        start=st.integers(0, 400),
        attribution=st.sampled_from(["own", "own", "cited", "background"]),
        source=st.just("Darma 2020"),
    ),
    max_size=10,
    unique_by=lambda row: (row["paper"], row["start"]),
)
VERDICTS = st.lists(
    st.builds(judges, st.sampled_from("abcd"), st.sampled_from([local(iri) for iri in SIGNS])),
    max_size=3,
    unique_by=lambda row: row["paper"],
)
SOURCES = {(f"{PAPER}{key}", "Darma 2020"): "urn:work:darma-2020" for key in "abc"} | {
    (f"{PAPER}d", "Darma 2020"): PAPER + "a"
}
ALL = [wrote(key) for key in "abcd"]


@given(STATEMENTS, VERDICTS, st.randoms())
def test_the_order_of_statements_and_papers_does_not_matter(statements, verdicts, chance: random.Random):
    expected = consolidate(statements, verdicts, SOURCES, ALL, SIGNS)
    shuffled = [chance.sample(rows, len(rows)) for rows in (statements, verdicts, ALL)]
    assert consolidate(shuffled[0], shuffled[1], SOURCES, shuffled[2], SIGNS) == expected


@given(STATEMENTS, VERDICTS)
def test_swapping_the_signs_swaps_supporting_and_opposing(statements, verdicts):
    there = consolidate(statements, verdicts, SOURCES, ALL, SIGNS)
    back = consolidate(statements, verdicts, SOURCES, ALL, SWAPPED)
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
    expected = consolidate(statements, verdicts, SOURCES, ALL, SIGNS)
    neutral = [says("netral", attribution="background", concept=concept) for concept in ("effectiveness", "planning")]
    assert consolidate([*statements, *neutral], verdicts, SOURCES, [*ALL, wrote("netral")], SIGNS) == expected


@given(STATEMENTS, VERDICTS)
def test_every_holder_has_one_position_and_the_counts_fit(statements, verdicts):
    for finding in consolidate(statements, verdicts, SOURCES, ALL, SIGNS):
        held = [position.holder for position in finding.positions]
        assert len(held) == len(set(held)) > 0
        assert 0 <= finding.independent <= finding.papers
        assert (finding.independent == 0) == (finding.status == "cited-only")
        assert finding.status in ("contested", "cited-only") or not (finding.on_side(1) and finding.on_side(-1))
        quotes = {row["quote"] for row in [*statements, *verdicts]}
        assert all(position.quote in quotes for position in finding.positions)


# ---------------------------------------------------------------- the words of a finding


def cite(iri: str) -> str:
    return f"«{local(iri)}»"


@given(STATEMENTS, VERDICTS, st.sampled_from(LANGUAGES))
def test_the_words_name_every_position_and_no_paper_outside(statements, verdicts, language):
    for finding in consolidate(statements, verdicts, SOURCES, ALL, SIGNS):
        told = say(finding, language, "efektivitas", cite)
        named = {part.partition("»")[0] for part in told.split("«")[1:]}
        assert named == {local(position.holder) for position in finding.positions}
        assert "efektivitas" in told and told.endswith(".") and "{" not in told


@given(STATEMENTS, VERDICTS)
def test_the_words_speak_of_a_difference_exactly_where_the_status_does(statements, verdicts):
    for finding in consolidate(statements, verdicts, SOURCES, ALL, SIGNS):
        told = say(finding, "en", "it", cite)
        if finding.status != "cited-only" and len(finding.positions) > 1:
            assert ("differ" in told) == (finding.status == "contested"), (told, finding.status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contested_finding_tells_the_sides_apart(language):
    told = say(
        one([says("a", "effective"), says("b", "not-effective"), says("c", "mixed")]), language, "efektivitas", cite
    )
    good, bad, mixed = (PHRASES[language][key].split("} ")[1] for key in ("good", "bad", "mixed"))
    assert f"«a» {good}" in told and f"«b» {bad}" in told and f"«c» {mixed}" in told


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([says("a")], "«a» {} efektivitas favourably."),
        ([says("a"), says("b")], "«a» and «b» {} efektivitas favourably."),
        ([says("a"), says("b"), says("c")], "«a», «b» and «c» {} efektivitas favourably."),
        ([says("a", "not-effective"), says("b", "not-effective")], "«a» and «b» {} efektivitas unfavourably."),
    ],
)
def test_the_words_are_plain_english(statements, expected):
    assert say(one(statements), "en", "efektivitas", cite) == expected.format("judged")


def test_both_languages_have_the_same_phrases():
    assert {language: set(phrases) for language, phrases in PHRASES.items()} == {
        key: set(PHRASES["id"]) for key in LANGUAGES
    }
