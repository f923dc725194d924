"""Contradictions with their reasons: what stands for an aspect, what differs, and tensions inside one paper."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import resources
from kg.analysis.contradictions import MOST, SECTIONS, find_tensions, standing_for, with_levels
from kg.building import Options, build
from kg.graph.queries import rows
from kg.graph.store import Store
from tests.analysis.generated import corpus as made_corpus
from tests.analysis.generated import store_of
from tests.helpers import corpus, document, local

GOOD = "Penggunaan aplikasi JMO sudah efektif."
POOR = "Penggunaan aplikasi JMO belum optimal."
LEVELS = ("verdict", "detail", "reported")
SIDES = ("1", "-1", "0")
MEMBERS = st.lists(
    st.builds(
        lambda number, side, level, aspect: {
            "finding": aspect, "kind": "assessment", "holder": f"paper/{number}", "side": side, "level": level,
            "position": f"{aspect}/{number}",
        },
        st.integers(0, 200), st.sampled_from(SIDES), st.sampled_from(LEVELS), st.sampled_from("ab"),
    ),
    max_size=120, unique_by=lambda row: row["position"],
)  # fmt: skip
JUDGEMENTS = st.lists(
    st.builds(
        lambda number, paper, aspect, sign, section: {
            "statement": f"s{number:03}", "paper": paper, "aspect": aspect, "stance": sign, "sign": sign,
            "section": section, "start": str(number), "end": str(number + 1),
        },
        st.integers(0, 300), st.sampled_from("pq"), st.sampled_from("ab"), st.sampled_from(SIDES),
        st.sampled_from(SECTIONS[:4]),
    ),
    max_size=12, unique_by=lambda row: row["statement"],
)  # fmt: skip


def built(folder, **papers) -> Store:
    build(corpus(folder / "papers", papers), folder / "build", Options(resources.ontology_dir()))
    return Store.of_build(folder / "build")


def paper(said: str, name: str, place: str = "", results: str = "Peneliti mencatat keadaan di lapangan.") -> str:
    title = f"Kajian Layanan {name}" + (f" di {place}" if place else "")
    return document(said, authors=(f"Penulis {name}",), title=title, body="Latar.", results=results)


def computed(store: Store, name: str = "contradictions") -> list[dict[str, str]]:
    return [row for row in rows(store, name) if row["declared"] == "false"]


@given(MEMBERS)
def test_those_that_stand_for_an_aspect_are_few_and_on_a_side(members):
    chosen = standing_for(members)
    for aspect in "ab":
        for side in SIDES:
            all_of = [row for row in members if (row["finding"], row["side"]) == (aspect, side)]
            kept = [row for row in chosen if (row["finding"], row["side"]) == (aspect, side)]
            assert len(kept) == (0 if side == "0" else min(MOST, len(all_of)))


@given(MEMBERS)
def test_own_verdicts_stand_before_details_and_details_before_what_is_reported(members):
    chosen = standing_for(members)
    kept = {row["position"] for row in chosen}
    for row in members:
        if row["side"] != "0" and row["position"] not in kept:
            beside = [each for each in chosen if (each["finding"], each["side"]) == (row["finding"], row["side"])]
            assert all(LEVELS.index(row["level"]) >= LEVELS.index(each["level"]) for each in beside)


@given(MEMBERS, st.randoms(use_true_random=False))
def test_what_stands_for_an_aspect_does_not_depend_on_the_order_of_papers(members, lot):
    shuffled = list(members)
    lot.shuffle(shuffled)
    assert standing_for(shuffled) == standing_for(members)


def test_a_level_is_verdict_detail_or_reported():
    papers = [{"paper": "a"}, {"paper": "b"}]
    members = [{"kind": "assessment", "holder": holder, "concept": "x"} for holder in ("a", "b", "w")]
    levels = [row["level"] for row in with_levels(members, papers, [{"paper": "a", "aspect": "x"}])]
    assert levels == ["verdict", "detail", "reported"]


@given(JUDGEMENTS)
def test_all_tensions_are_found_once_and_nothing_else(judgements):
    by_name = {row["statement"]: row for row in judgements}
    planted = {
        (one["paper"], one["aspect"])
        for one in judgements
        for other in judgements
        if (one["paper"], one["aspect"]) == (other["paper"], other["aspect"])
        and {one["sign"], other["sign"]} == {"1", "-1"}
        and one["section"] != other["section"]
    }
    found = find_tensions(judgements)
    assert sorted((by_name[each.one]["paper"], by_name[each.one]["aspect"]) for each in found) == sorted(planted)
    for each in found:
        one, other = by_name[each.one], by_name[each.other]
        assert SECTIONS.index(one["section"]) < SECTIONS.index(other["section"])
        assert {one["sign"], other["sign"]} == {"1", "-1"}


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_tensions_depend_neither_on_the_order_nor_on_which_side_is_called_good(judgements, lot):
    shuffled = [{**row, "sign": str(-int(row["sign"]))} for row in judgements]
    lot.shuffle(shuffled)
    assert find_tensions(shuffled) == find_tensions(judgements)


def test_a_conclusion_against_its_results_is_a_tension_with_both_quotes(tmp_path):
    store = built(tmp_path, satu=paper(GOOD, "Satu", results=POOR), dua=paper(GOOD, "Dua", results=GOOD))
    (found,) = rows(store, "tensions")
    assert (local(found["paper"]), local(found["aspect"])) == ("satu", "effectiveness")
    assert (found["section_a"], found["quote_a"]) == ("conclusion", GOOD)
    assert (found["section_b"], found["quote_b"]) == ("results", POOR)


@pytest.mark.parametrize(("there", "explained"), [("Surabaya", "true"), ("Bandung", "false")])
def test_another_setting_may_explain_a_contradiction_and_the_same_one_does_not(there, explained, tmp_path):
    papers = {"satu": paper(GOOD, "Satu", "Kota Bandung"), "dua": paper(POOR, "Dua", f"Kota {there}")}
    (found,) = computed(built(tmp_path, **papers))
    assert {local(found["paper_a"]), local(found["paper_b"])} == {"satu", "dua"}
    assert {found["quote_a"], found["quote_b"]} == {GOOD, POOR}
    assert found["explained"] == explained
    assert found["strength"] == "verdict"
    assert (f"setting: Kota {there} / Kota Bandung" in found["explanation"]) == (explained == "true")


def test_an_obstacle_that_one_names_beside_its_judgement_may_explain_it(tmp_path):
    poor = f"{POOR} Hal ini terjadi karena jaringan internet peserta lemah."
    (found,) = computed(built(tmp_path, satu=paper(GOOD, "Satu"), dua=paper(poor, "Dua")))
    assert found["explained"] == "true"
    assert found["explanation"] == "obstacles: weak or unstable internet / none named"


def test_what_nothing_explains_is_set_apart(tmp_path):
    (found,) = computed(built(tmp_path, satu=paper(GOOD, "Satu"), dua=paper(POOR, "Dua")))
    assert (found["explained"], found["explanation"]) == ("false", "")


def test_many_papers_give_pairs_of_those_alone_that_stand_for_the_aspect(tmp_path):
    papers = {f"baik{n:02}": paper(GOOD, f"Baik{n}") for n in range(MOST + 2)} | {"buruk": paper(POOR, "Buruk")}
    store = built(tmp_path, **papers)
    assert len(rows(store, "shown")) == MOST + 1
    assert len(computed(store)) == MOST
    assert len(computed(store, "agreements")) == MOST * (MOST - 1) // 2


def test_a_declared_difference_comes_first_and_keeps_its_intent(tmp_path):
    said = "Hasil penelitian ini berbeda dengan temuan Rekaan (2023) yang menyatakan bahwa aplikasi JMO belum optimal."
    papers = {
        "satu": document(
            GOOD, title="Kajian Pertama", authors=("Citra Rekaan",), results=said,
            references=("Rekaan, B. (2023). Kajian Lain tentang Layanan Warga. Jurnal Angin, 1(1), 1–2.",),
        )
    }  # fmt: skip
    first, *rest = rows(built(tmp_path, **papers), "contradictions")
    assert (first["declared"], first["explanation"], first["strength"]) == ("true", "disagreesWith", "reported")
    assert [row["declared"] for row in rest] == ["false"]
    assert {local(rest[0]["paper_a"]), local(rest[0]["paper_b"])} == {"satu", "rekaan-2023"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(2, MOST), st.integers(0, 10**6))
def test_all_planted_pairs_are_found_and_no_other(size, seed):
    made = made_corpus(size, seed)
    found = {sign: set() for sign in (1, -1)}
    store = store_of(made.readings, texts=False)
    for sign, name in ((1, "agreements"), (-1, "contradictions")):
        for row in computed(store, name):
            found[sign].add((local(row["aspect"]), *sorted((local(row["paper_a"]), local(row["paper_b"])))))
    planted = {sign: set() for sign in (1, -1)}
    for story in made.stories:
        if story.kind == "assessment":
            for one, other in combinations(story.tellers, 2):
                if one.side * other.side:
                    planted[one.side * other.side].add((story.concept, *sorted((one.key, other.key))))
    assert found == planted


def test_a_neutral_paper_changes_no_pair(tmp_path):
    papers = {"satu": paper(GOOD, "Satu"), "dua": paper(POOR, "Dua")}
    before = computed(built(tmp_path / "two", **papers))
    neutral = paper("Penulis mencatat keadaan pasar.", "Tiga")
    assert computed(built(tmp_path / "three", **papers, tiga=neutral)) == before != []
