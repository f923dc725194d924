"""Gaps: what authors say is not known, and what the findings show; each rests on papers that are named."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.consolidate import Finding, Position
from kg.analysis.gap_drafts import LANGUAGES, MOST, WORDS_FILE
from kg.analysis.gaps import Gap, Told, computed_gaps, ranked, stated_gaps

PAPER = "https://example.org/litkg/paper/"
VOC = "https://w3id.org/jmo/vocabulary/"
NAMES = {
    "aspect/planning": ("perencanaan", "planning"),
    "aspect/speed": ("kecepatan", "speed"),
    "obstacle/app-error": ("galat", "errors"),
    "obstacle/network": ("jaringan", "network"),
    "benefit/speed": ("kecepatan", "speed"),
    "method/qualitative": ("kualitatif", "qualitative"),
    "framework/angin": ("kerangka angin", "wind framework"),
    "segment/traders": ("pedagang", "traders"),
    "segment/fishers": ("nelayan", "fishers"),
    "programme/harbour": ("program pelabuhan", "harbour programme"),
}
LABELS = [
    {"concept": VOC + name, "scheme": name.partition("/")[0], "label_id": id, "label_en": en}
    for name, (id, en) in NAMES.items()
]
PLAIN = [row for row in LABELS if row["scheme"] not in ("segment", "programme")]


def cite(iri: str) -> str:
    return f"«{iri.rpartition('/')[2]}»"


def position(key: str, side: int = 1, *, cited: bool = False) -> Position:
    return Position(PAPER + key, side, "", PAPER + ("a" if cited else key), 0, 4, "kata", cited)


def finding(*positions: Position, kind="assessment", status="consensus", concept="aspect/planning") -> Finding:
    return Finding(kind, VOC + concept, status, positions, len(positions))


def told(
    *,
    places=None,
    provinces=None,
    methods=(),
    applied=(),
    mentioned=(),
    dimensions=(),
    remedies=(),
    topics=(),
    labels=PLAIN,
) -> Told:
    """Make up rows; papers, methods and the rest are pairs of a key and the end of an IRI."""
    uses = [*((key, use, "applied") for key, use in applied), *((key, use, "mentioned") for key, use in mentioned)]
    return Told(
        papers=[
            {
                "paper": PAPER + key,
                "place": (places or {}).get(key, ""),
                "setting": "",
                "province": (provinces or {}).get(key, ""),
            }
            for key in "abcdef"
        ],
        methods=[{"paper": PAPER + key, "method": f"{VOC}method/{id}", "part": part} for key, id, part in methods],
        frameworks=[{"paper": PAPER + key, "framework": VOC + use, "role": role} for key, use, role in uses],
        dimensions=[{"framework": VOC + use, "aspect": VOC + aspect} for use, aspect in dimensions],
        remedies=[{"obstacle": VOC + one, "recommendation": VOC + other} for one, other in remedies],
        topics=[
            {"paper": PAPER + key, "topic": VOC + topic, "scheme": "", "concept": VOC + about if about else ""}
            for key, topic, about in topics
        ],
        labels=labels,
    )


def gaps(*findings: Finding, **rows) -> dict[str, Gap]:
    found = computed_gaps(findings, told(**rows), cite)
    for gap in found:
        assert gap.basis == "computed" and set(gap.texts) == set(gap.drafts) == {"id", "en"} and gap.papers
        for words in (*gap.texts.values(), *gap.drafts.values()):
            assert words.endswith(".") and VOC not in words
        assert "korpus ini" in gap.drafts["id"] and "this corpus" in gap.drafts["en"]
        assert all(2 <= draft.count(". ") + 1 <= 4 for draft in gap.drafts.values())
    assert len({(gap.type, gap.name) for gap in found}) == len(found)
    return {f"{gap.type} {gap.name}": gap for gap in found}


def types(*findings: Finding, **rows) -> set[str]:
    return {name.partition(" ")[0] for name in gaps(*findings, **rows)}


# ---------------------------------------------------------------- stated by an author


@pytest.mark.parametrize("kind", ["gap", "future-research"])
def test_a_gap_that_an_author_states_keeps_the_words(kind):
    row = {"paper": PAPER + "a", "kind": kind, "start": "7", "quote": "Hal ini\n belum diteliti."}
    (gap,) = stated_gaps([row, {**row, "kind": "obstacle"}], cite=cite)
    assert (gap.basis, gap.type, gap.papers) == ("stated", "stated", (PAPER + "a",))
    assert set(gap.texts.values()) == {"Hal ini belum diteliti."}
    assert all("«a»" in draft and "“Hal ini belum diteliti”" in draft for draft in gap.drafts.values())


def test_two_gaps_of_one_sentence_have_two_names():
    row = {"paper": PAPER + "a", "kind": "gap", "start": "7", "quote": "Kata."}
    assert len({gap.name for gap in stated_gaps([row, {**row, "kind": "future-research"}, {**row, "start": "9"}])}) == 3


# ---------------------------------------------------------------- evidence and empirical gaps


def test_a_contradiction_is_a_gap_of_evidence():
    gap = gaps(finding(position("a"), position("b", -1), position("c", 0), status="contested"))["evidence planning"]
    assert gap.papers == (PAPER + "a", PAPER + "b", PAPER + "c")
    assert "planning" in gap.texts["en"] and "3 papers" in gap.texts["en"] and "perencanaan" in gap.texts["id"]
    assert "«a» judged it favourably; «b» judged it unfavourably; «c» gave mixed" in gap.drafts["en"]
    assert "«a» menilainya baik; «b» menilainya belum baik; «c» memberi" in gap.drafts["id"]


def test_agreement_is_no_gap_of_evidence():
    assert "evidence" not in types(finding(position("a"), position("b")))


def test_a_work_that_is_cited_against_a_paper_is_no_gap_of_evidence():
    assert "evidence" not in types(finding(position("a"), position("x", -1, cited=True), status="contested"))


def test_what_is_only_cited_is_an_empirical_gap_of_the_papers_that_cite_it():
    gap = gaps(finding(position("x", cited=True), status="cited-only"))["empirical only-a"]
    assert gap.papers == (PAPER + "a",)
    assert gap.concepts == (f"{VOC}aspect/planning",)


def test_what_several_papers_only_cite_is_a_gap_of_its_own():
    cited = (Position("urn:work:x", 1, "", PAPER + "a", 0, 4, "kata", True, (PAPER + "a", PAPER + "b")),)
    found = gaps(
        finding(*cited, status="cited-only", concept="aspect/speed"),
        finding(*cited, status="cited-only", kind="benefit", concept="benefit/speed"),
    )
    assert set(found) == {"empirical speed", "empirical benefit-speed"}


# ---------------------------------------------------------------- practical gaps


def obstacle(*keys: str, concept="obstacle/app-error") -> Finding:
    return finding(*map(position, keys), kind="obstacle", concept=concept)


def test_an_obstacle_that_no_recommendation_answers_is_a_practical_gap():
    advice = finding(position("c"), kind="recommendation", concept="recommendation/improve-app")
    answers = [("obstacle/app-error", "recommendation/improve-app")]
    assert gaps(obstacle("a", "b"))["practical app-error"].papers == (PAPER + "a", PAPER + "b")
    assert "practical" in types(obstacle("a", "b"), advice)
    assert "practical" in types(obstacle("a", "b"), remedies=answers)
    assert "practical" not in types(obstacle("a", "b"), advice, remedies=answers)


def test_obstacles_of_one_paper_make_one_gap():
    found = gaps(obstacle("a"), obstacle("a", concept="obstacle/network"), obstacle("b", concept="obstacle/other"))
    assert set(found) == {"practical only-a", "practical only-b"}
    assert "errors and network" in found["practical only-a"].drafts["en"]


def test_an_obstacle_that_is_only_cited_is_no_practical_gap():
    assert types(finding(position("x", cited=True), kind="obstacle", status="cited-only")) == {"empirical"}


# ---------------------------------------------------------------- methodological gaps


def test_one_approach_in_several_papers_is_a_gap_of_method():
    studied = finding(position("a"), position("b"))
    both = [("a", "qualitative", "approach"), ("b", "qualitative", "approach"), ("a", "interview", "collection")]
    found = gaps(studied, methods=both)
    assert "pendekatan kualitatif" in found["methodological qualitative"].drafts["id"]
    assert "methodological" not in types(studied, methods=[*both, ("b", "quantitative", "approach")])
    assert "methodological" not in types(studied, methods=both[:1])
    assert "methodological" not in types(finding(position("a")), methods=both)
    assert "methodological" not in types(studied, methods=[("a", "interview", "collection")])


def test_the_vocabulary_and_not_the_code_says_what_an_approach_is():
    own = [("a", "drawing", "approach"), ("b", "drawing", "approach")]
    assert "methodological drawing" in gaps(finding(position("a"), position("b")), methods=own)


def test_aspects_with_one_approach_share_a_gap_the_most_studied_first():
    both = [(key, "qualitative", "approach") for key in "abc"]
    few = finding(position("a"), position("b"))
    many = finding(position("a"), position("b"), position("c"), concept="aspect/speed")
    (gap,) = (g for name, g in gaps(few, many, methods=both).items() if name.startswith("methodological"))
    assert gap.concepts == (f"{VOC}aspect/speed", f"{VOC}aspect/planning")
    assert len(gap.papers) == 3


# ---------------------------------------------------------------- population gaps


def test_one_place_is_a_gap_of_population():
    studied = finding(position("a"), position("b"))
    (gap,) = (
        g for g in gaps(studied, places={"a": "Kota Angin", "b": "Kota Angin"}).values() if g.type == "population"
    )
    assert all("Kota Angin" in words for words in (*gap.texts.values(), *gap.drafts.values()))
    assert "population" not in types(studied, places={"a": "Kota Angin", "b": "Kota Awan"})
    assert "population" not in types(studied)


def test_two_places_of_one_province_are_a_gap_of_population_too():
    places, provinces = {"a": "Kota Angin", "b": "Kota Awan"}, {"a": "Langit", "b": "Langit"}
    found = gaps(finding(position("a"), position("b")), places=places, provinces=provinces)
    (gap,) = (gap for gap in found.values() if gap.type == "population")
    assert "Provinsi Langit" in gap.drafts["id"]


def test_one_place_in_one_province_is_told_once():
    places, provinces = dict.fromkeys("ab", "Kota Angin"), dict.fromkeys("ab", "Langit")
    found = gaps(finding(position("a"), position("b")), places=places, provinces=provinces)
    assert [gap.type for gap in found.values()].count("population") == 1


def test_what_one_paper_alone_judges_is_a_gap_with_its_place():
    found = gaps(finding(position("a")), finding(position("a"), concept="aspect/speed"), places={"a": "Kota {c} Angin"})
    assert set(found) == {"population only-a"}
    assert "planning and speed" in found["population only-a"].texts["en"]
    assert "Kota {c} Angin" in found["population only-a"].texts["en"], "braces are shown as they are"


def test_a_population_gap_needs_the_place_of_every_paper():
    """One paper in Kota Angin and one whose place is unknown are not *only in Kota Angin*."""
    assert "population" not in types(finding(position("a"), position("b")), places={"a": "Kota Angin"})


STUDIED = (finding(position("a"), position("b")), finding(position("a"), position("b"), concept="aspect/speed"))


def test_a_group_that_is_named_but_in_no_judgement_is_a_gap_of_population():
    found = gaps(*STUDIED, topics=[("c", "segment/traders", "obstacle/app-error")], labels=LABELS)
    named = found["population named-segment"]
    assert (named.papers, named.concepts) == ((PAPER + "c",), (f"{VOC}segment/traders",))


def test_a_group_or_programme_that_no_paper_names_is_a_gap_of_population():
    found = gaps(*STUDIED, topics=[("a", "segment/traders", "")], labels=LABELS)
    assert found["population no-segment"].concepts == (f"{VOC}segment/fishers",)
    assert found["population no-programme"].concepts == (f"{VOC}programme/harbour",)


def test_an_aspect_that_a_judged_group_is_left_out_of_is_a_gap_of_population():
    topics = [("a", "segment/traders", "aspect/planning"), ("b", "segment/traders", "obstacle/app-error")]
    gap = gaps(*STUDIED, topics=topics, labels=LABELS)["population traders"]
    assert (gap.papers, gap.concepts) == ((PAPER + "a", PAPER + "b"), (f"{VOC}aspect/speed",))
    assert "population traders" not in gaps(*STUDIED, topics=topics[:1], labels=LABELS), "one paper is no pattern"


def test_informants_speak_on_all_that_their_study_judges():
    topics = [("a", "segment/traders", ""), ("b", "segment/traders", "obstacle/app-error")]
    assert not {"population traders", "population named-segment"} & set(gaps(*STUDIED, topics=topics, labels=LABELS))


def test_a_vocabulary_without_groups_and_programmes_has_no_such_gaps():
    assert "population" not in types(*STUDIED)


# ---------------------------------------------------------------- theoretical gaps

WIND = {"dimensions": [("framework/angin", "aspect/planning")]}


def test_a_framework_that_is_never_applied_to_an_aspect_it_is_about_is_a_theoretical_gap():
    others = {"applied": [("a", "framework/laut")], **WIND}
    gap = gaps(*STUDIED, mentioned=[("c", "framework/angin")], **others)["theoretical angin"]
    assert gap.concepts == (f"{VOC}aspect/planning",), "it has no dimension for the other aspect"
    assert "wind framework" in gap.drafts["en"]
    applied = {"applied": [("a", "framework/angin")], **WIND}
    assert "theoretical" not in types(*STUDIED, **applied)
    assert "theoretical angin" not in gaps(*STUDIED, **others), "a framework that no paper names is an idea, no gap"


def test_aspects_judged_without_any_framework_share_a_theoretical_gap():
    found = gaps(*STUDIED, mentioned=[("c", "framework/angin")], **WIND)
    assert set(found) == {"theoretical none"}
    assert len(found["theoretical none"].concepts) == 2


# ---------------------------------------------------------------- words and ranks


def test_one_paper_is_not_called_several_and_many_are_not_all_listed():
    eleven = finding(*(position(f"p{n:02}", 1 if n else -1) for n in range(11)), status="contested")
    gap = gaps(eleven)["evidence planning"]
    assert "11 papers" in gap.texts["en"] and len(gap.papers) == 11
    assert "«p05» and 5 other papers judged" in gap.drafts["en"]
    assert "«p05» dan 5 artikel lain menilainya" in gap.drafts["id"]


def test_a_draft_cites_each_paper_when_there_are_few():
    few = [position(f"p{n}", 1 if n else -1) for n in range(MOST)]
    draft = gaps(finding(*few, status="contested"))["evidence planning"].drafts["en"]
    assert all(cite(each.holder) in draft for each in few)


def test_more_papers_and_sharper_gaps_come_first():
    contested = finding(position("a"), position("b", -1), status="contested")
    wide = finding(position("a"), position("b"), position("c", -1), concept="aspect/speed", status="contested")
    row = {"paper": PAPER + "a", "kind": "gap", "start": "7", "quote": "Belum diteliti."}
    found = ranked([*stated_gaps([row]), *computed_gaps([contested, wide, obstacle("a")], told(), cite)])
    assert [gap.name for gap in found] == ["speed", "planning", "none", "a-7-gap", "only-a"]
    assert [gap.rank for gap in found] == [1, 2, 3, 4, 5]


@given(st.permutations(range(6)))
def test_ranks_do_not_depend_on_the_order_of_findings(order):
    pool = [
        *STUDIED,
        obstacle("a"),
        obstacle("a", "b", concept="obstacle/network"),
        obstacle("c"),
        finding(position("c"), concept="aspect/flow"),
    ]
    expected = ranked(computed_gaps(sorted(pool, key=repr), told(), cite))
    shuffled = ranked(computed_gaps([pool[n] for n in order], told(), cite))
    assert {gap.name: (gap.rank, gap.texts) for gap in shuffled} == {
        gap.name: (gap.rank, gap.texts) for gap in expected
    }


def test_both_languages_say_the_same_kinds_of_gaps():
    words = tomllib.loads(WORDS_FILE.read_text("utf-8"))
    assert set(words) == set(LANGUAGES)
    assert set(words["id"]) == set(words["en"])
    for name, said in words["id"].items():
        if isinstance(said, dict) and "draft" in said:
            assert set(said) == set(words["en"][name])
            for part in said:
                fields = [
                    {f for f in ("{c}", "{n}", "{who}", "{only}", "{sides}") if f in words[language][name][part]}
                    for language in words
                ]
                assert part == "draft" or fields[0] == fields[1], (name, part)
