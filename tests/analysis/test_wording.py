"""The sentence of a finding: it names who holds what, with citations, and never says more than they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.consolidate import consolidate, local
from kg.analysis.independence import REASONS, Discount
from kg.analysis.wording import LANGUAGES, PHRASES, STANCES, say, say_discount
from tests.analysis.made_up import ALL, CITED, PAPER, SIGNS, STANCE, STATEMENTS, VERDICTS, one, says, wrote


def cite(iri: str) -> str:
    return f"«{local(iri)}»"


@given(STATEMENTS, VERDICTS, st.sampled_from(LANGUAGES))
def test_the_words_name_every_position_and_no_paper_outside(statements, verdicts, language):
    for finding in consolidate(statements, verdicts, CITED, ALL, SIGNS):
        told = say(finding, language, "efektivitas", cite)
        named = {part.partition("»")[0] for part in told.split("«")[1:]}
        citing = {local(paper) for position in finding.positions for paper in position.citing}
        assert named == {local(position.holder) for position in finding.positions} | citing
        assert "efektivitas" in told and told.endswith(".") and "{" not in told


@given(STATEMENTS, VERDICTS)
def test_the_words_speak_of_a_difference_exactly_where_the_status_does(statements, verdicts):
    for finding in consolidate(statements, verdicts, CITED, ALL, SIGNS):
        told = say(finding, "en", "it", cite)
        if finding.status != "cited-only" and len(finding.positions) > 1:
            assert ("differ" in told) == (finding.status == "contested"), (told, finding.status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contested_finding_tells_the_sides_apart(language):
    told = say(
        one([says("a", "effective"), says("b", "not-effective"), says("c", "mixed")]), language, "efektivitas", cite
    )
    for paper, stance in (("a", "effective"), ("b", "not-effective"), ("c", "mixed")):
        said = PHRASES[language]["one"].format(who=f"«{paper}»", stance=STANCES[language][stance])
        assert said in told


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([says("a")], "One paper, «a», judged mutu good."),
        ([says("a"), says("b")], "Two papers, «a» and «b», judged mutu good."),
        ([says("a"), says("b"), says("c")], "Three papers, «a», «b» and «c», judged mutu good."),
        ([says("a", "not-effective"), says("b", "not-effective")], "Two papers, «a» and «b», judged mutu bad."),
        (
            [says("a"), says("b", "fairly-effective")],
            "Two papers judged mutu: «a» judged it good; «b» judged it good with reservations.",
        ),
        ([says("a", kind="obstacle"), says("b", kind="obstacle")],
         "Two papers, «a» and «b», reported an obstacle: mutu."),
        ([says("a"), says("b", "not-effective")],
         "Judgements of mutu differ (two papers): «a» judged it good; «b» judged it bad."),
    ],
)  # fmt: skip
def test_the_words_are_plain_english(statements, expected):
    assert say(one(statements), "en", "mutu", cite) == expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([says("a")], "Satu artikel, yaitu «a», menilai mutu baik."),
        ([says("a", kind="obstacle"), says("b", kind="obstacle"), says("c", kind="obstacle")],
         "Tiga artikel, yaitu «a», «b», dan «c», melaporkan kendala: mutu."),
        ([says("a"), says("b", "not-fully-optimal")],
         "Penilaian atas mutu berbeda (dua artikel): «a» menilainya baik; «b» menilainya belum sepenuhnya baik."),
    ],
)  # fmt: skip
def test_the_words_are_plain_indonesian(statements, expected):
    assert say(one(statements), "id", "mutu", cite) == expected


def test_papers_that_count_as_one_are_told_as_such():
    finding = one([says("a"), says("b")], papers=[wrote("a", "Ani"), wrote("b", "Ani")])
    assert say(finding, "en", "mutu", cite) == "Two papers (one independent), «a» and «b», judged mutu good."
    assert say(finding, "id", "mutu", cite).startswith("Dua artikel (satu sumber independen), yaitu")


WORK = {(PAPER + key, "Darma 2020"): "urn:work:darma" for key in "ab"}
CITATIONS = {"urn:work:darma": "Darma (2020)", PAPER + "a": "Ani & Budi (2024)", PAPER + "b": "Cici (2025)"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [says("a", attribution="cited", source="Darma 2020")],
            "No paper of this corpus has results of its own on mutu; it is only cited: "
            "Darma (2020, as cited in Ani & Budi, 2024) judged it good.",
        ),
        (
            [says(key, attribution="cited", source="Darma 2020", kind="obstacle") for key in "ab"],
            "No paper of this corpus has results of its own on mutu; it is only cited: "
            "Darma (2020, as cited in Ani & Budi, 2024; Cici, 2025).",
        ),
        (
            [says("b", kind="obstacle"), says("a", attribution="cited", source="Darma 2020", kind="obstacle")],
            "One paper, Cici (2025), reported an obstacle: mutu; so did, as cited, "
            "Darma (2020, as cited in Ani & Budi, 2024).",
        ),
    ],
)
def test_what_a_cited_work_holds_is_attributed_to_who_cites_it(rows, expected):
    finding = one(rows, sources=WORK, papers=[wrote("a"), wrote("b")])
    assert say(finding, "en", "mutu", CITATIONS.__getitem__) == expected


def test_of_many_papers_some_are_named_and_the_rest_is_counted():
    finding = one([says(f"p{number:02}") for number in range(30)])
    told = say(finding, "en", "mutu", cite)
    assert told.startswith("30 papers, «p00», ") and "«p09» and 20 others, judged mutu good." in told


def test_a_stance_that_has_no_words_is_told_by_its_side():
    sides = {**SIGNS, f"{STANCE}lumayan": 1}
    finding = one([says("a", "lumayan"), says("b", "lumayan")], signs=sides)
    assert say(finding, "id", "mutu", cite) == "Dua artikel, yaitu «a» dan «b», menilai mutu baik."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_discount_is_told_with_its_papers(reason, language):
    shown = PAPER + "a" if reason == "cites" else "Rara Wening"
    told = say_discount(Discount(reason, shown, (PAPER + "a", PAPER + "b")), language, cite)
    assert "«a»" in told and "«b»" in told and told.endswith(".") and "{" not in told
    assert ("Rara Wening" in told) == (reason in ("authors", "informants"))


def test_both_languages_have_the_same_phrases():
    assert {language: set(phrases) for language, phrases in PHRASES.items()} == {
        key: set(PHRASES["id"]) for key in LANGUAGES
    }
