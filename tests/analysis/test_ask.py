"""``kg ask``: the consolidated answer on one concept, by any of its names, with words and places."""

from pathlib import Path

import pytest

from kg.analysis.answers import MOST_HOLDERS, Consolidated, Contradiction, Counted, Gap, Holder, Tension, Voice
from kg.analysis.ask import ask
from kg.building import Options, build
from kg.graph.store import Store
from kg.model import LitkgError
from kg.resources import ontology_dir
from tests.helpers import BASE, REFERENCES, corpus, document, kg, local, table

WENING = "Wening, R. (2024). Kajian Pemakaian Aplikasi Layanan di Kota Angin. Jurnal Rekaan Bersama, 3(1), 1–9."
WEAK_SIGNAL = "Peserta terkendala jaringan internet yang lemah saat memakai aplikasi JMO."
TAKEN_OVER = "Wening (2024) menemukan bahwa peserta terkendala keterbatasan jaringan internet."
CITED_ONLY = "Lestari (2021) menemukan bahwa kendala pengguna adalah rendahnya literasi digital."
PAPERS = {
    "wening-2024": document(results=f"Peneliti mencatat keadaan di lapangan. {WEAK_SIGNAL}"),
    "laras-2025": document(
        "Penggunaan aplikasi JMO belum optimal.",
        authors=("Bayu Laras",),
        title="Telaah Aplikasi JMO di Kota Embun",
        year=2025,
        results=f"{TAKEN_OVER} Di Kota Embun pun peserta terkendala jaringan internet yang lemah.",
        references=(*REFERENCES, WENING),
    ),
    "puspa-2025": document(
        "Penggunaan aplikasi JMO cukup efektif.",
        authors=("Gita Puspa", "Rara Wening"),
        title="Lanjutan Kajian Aplikasi JMO",
        year=2025,
        results=CITED_ONLY,
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    build(corpus(folder / "papers", PAPERS), folder / "build", Options(ontology_dir()))
    return folder / "build"


@pytest.fixture(scope="module")
def store(built) -> Store:
    return Store.of_build(built)


def sides(found: Consolidated) -> dict[str, int]:
    return {local(holder.iri): holder.side for holder in found.holders}


def test_an_answer_says_who_supports_and_who_opposes(store):
    (found,) = ask(store, "effectiveness").findings
    assert sides(found) == {"wening-2024": 1, "puspa-2025": 1, "laras-2025": -1}
    assert (found.verdict, found.papers, found.independent_papers) == ("contested", 3, 2)
    assert {(pair.a, pair.b) for pair in found.contradictions} >= {("Laras (2025)", "Wening (2024)")}
    assert "evidence" in {gap.type for gap in found.gaps}


@pytest.mark.parametrize(
    "name",
    [
        "internet-network",
        "INTERNET network",
        "internet_network",
        "Keterbatasan Jaringan Internet",
        " weak or unstable  internet ",
    ],
)
def test_a_concept_is_found_by_id_and_by_label_in_both_languages_in_any_case(name, store):
    (found,) = ask(store, name).findings
    assert (local(found.concept), found.kind) == ("internet-network", "obstacle")


def test_a_claim_that_is_taken_over_is_counted_once_and_told_so(store):
    (found,) = ask(store, "internet-network").findings
    assert (found.papers, found.independent_papers, found.verdict) == (2, 1, "single-study")
    (counted,) = found.counted_as_one
    assert (counted.reason, counted.quotes) == ("cites", (TAKEN_OVER,))
    assert counted.text_en == "Laras (2025) cited Wening (2024) for the same claim."


def test_a_holder_speaks_in_its_own_words_with_their_place(store):
    (found,) = ask(store, "internet-network").findings
    words = {holder.cited_as: [(voice.quote, voice.place) for voice in holder.voices] for holder in found.holders}
    assert words["Wening (2024)"] == [(WEAK_SIGNAL, "results")]
    assert TAKEN_OVER not in {quote for quote, _ in words["Laras (2025)"]}


def test_what_is_only_cited_is_told_as_who_cites_it_tells_it(store):
    (found,) = ask(store, "low-digital-literacy").findings
    (holder,) = found.holders
    assert (found.verdict, found.independent_papers) == ("cited-only", 0)
    assert (holder.cited_as, holder.via) == ("Lestari (2021)", "Puspa & Wening (2025)")
    assert "Lestari (2021, as cited in Puspa & Wening, 2025)" in found.text_en


def test_a_name_that_several_kinds_have_is_answered_for_each(notes_build):
    answer = ask(Store.of_build(notes_build), "user-satisfaction")
    assert {found.kind for found in answer.findings} == {"assessment", "benefit"}


def test_a_concept_that_no_paper_speaks_of_is_told_as_such(store):
    answer = ask(store, "queue-reduction")
    assert answer.findings == ()
    assert str(answer).startswith("No paper of this corpus speaks of queue-reduction")


@pytest.mark.parametrize(("name", "meant"), [("efectivness", "effectiveness"), ("jaringan", "internet-network")])
def test_a_close_miss_is_answered_with_what_may_be_meant(name, meant, store):
    with pytest.raises(LitkgError, match=rf"did you mean .*\b{meant}\b"):
        ask(store, name)


def test_the_command_prints_one_line_for_a_name_that_nothing_has(built):
    done = kg("ask", "xyzzy", "--build", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: concept 'xyzzy': ") and done.stderr.count("\n") == 1


def test_the_command_prints_the_answer(built, store):
    done = kg("ask", "weak", "or", "unstable", "internet", "--build", built)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{ask(store, 'internet-network', drafts=False)}\n"
    (found,) = ask(store, "internet-network").findings
    for shown in (found.text_id, found.text_en, WEAK_SIGNAL, "(results)", "supports (2)", "counted as one", "belief"):
        assert shown in done.stdout


def test_the_command_shows_the_paragraphs_on_gaps_when_asked(built, store):
    gaps = ask(store, "effectiveness").findings[0].gaps
    assert gaps and all(gap.draft_id and gap.draft_en for gap in gaps)
    plain, drafted = (kg("ask", "effectiveness", *more, "--build", built).stdout for more in ((), ("--drafts",)))
    assert all((gap.draft_id in drafted, gap.draft_en in drafted) == (True, True) for gap in gaps)
    assert not any(gap.draft_id in plain for gap in gaps)


def test_a_notebook_shows_the_answer_as_markdown(store):
    shown = ask(store, "effectiveness")._repr_markdown_()
    assert shown.startswith("### assessment: effectiveness")
    assert "\n- Laras (2025) · not-fully-optimal\n  - “Penggunaan aplikasi JMO belum optimal.” (conclusion)\n" in shown


def made_up(**more) -> Consolidated:
    given = {"concept": "urn:c/x", "kind": "assessment", "label_id": "x", "label_en": "x", "verdict": "contested"}
    numbers = {"papers": 2, "independent_papers": 2, "belief": 0.5, "belief_opposing": 0.25}
    parts = {"text_id": "Kalimat.", "text_en": "Sentence.", "holders": (), "counted_as_one": (), "contradictions": ()}
    return Consolidated(**{**given, **numbers, **parts, "tensions": (), "gaps": (), **more})


def test_a_quote_cannot_break_out_of_the_markdown():
    voice = Voice("<script>*a*</script> [b](c) | `d`", "results", "7", 1)
    shown = made_up(holders=(Holder("urn:a", "A (2020)", 1, "effective", "", (voice,)),))._repr_markdown_()
    assert "<script>" not in shown and "&lt;script&gt;\\*a\\*" in shown and "(results, p. 7)" in shown


def test_a_mixed_paper_is_shown_with_words_of_each_side():
    voices = tuple(Voice(f"kata {side} {n}", "results", "", side) for side in (1, -1) for n in range(3))
    chosen = Holder("urn:a", "A (2020)", 0, "mixed", "", voices).chosen
    assert [voice.side for voice in chosen] == [1, -1]


def test_of_many_holders_some_are_shown_and_the_rest_is_counted():
    many = tuple(Holder(f"urn:{n}", f"A{n} (2020)", 1, "effective", "", ()) for n in range(MOST_HOLDERS + 5))
    assert str(made_up(holders=many)).count("(2020)") == MOST_HOLDERS
    assert "and 5 more" in str(made_up(holders=many))


def test_every_part_of_an_answer_is_shown_in_both_forms():
    found = made_up(
        counted_as_one=(Counted("authors", ("A", "B"), "Alasan.", "Reason.", ("kutipan",)),),
        contradictions=(
            Contradiction("A", "B", "effective", "", True, "disagreesWith", "verdict", False, "q", "r"),
            Contradiction("A", "C", "effective", "", False, "setting: x / y", "detail", True, "q", "r"),
        ),
        tensions=(Tension("D", "effective", "conclusion", "baik", "ineffective", "results", "buruk"),),
        gaps=(Gap("evidence", "Celah.", "Paragraf.", "Paragraph."),),
    )
    for form in (str(found), found._repr_markdown_().replace("\\", "")):
        for part in (
            "Reason. [authors]",
            "“kutipan”",
            "A [effective] against B (the author says so)",
            "D [effective] against itself [ineffective]",
            "“buruk” (results)",
            "evidence: Celah.",
            "Paragraf.",
        ):
            assert part in form
        assert "against C (computed, detail; their context may explain it)" in form
        assert "what differs: setting: x / y" in form


COMPARED = "Hasil ini berbeda dengan temuan Wening (2024) yang menunjukkan bahwa penggunaan aplikasi JMO sudah efektif."


def test_a_contradiction_that_an_author_declares_is_told_once_and_a_paper_at_odds_with_itself_is_told(tmp_path):
    papers = PAPERS | {
        "bening-2026": document(
            "Penggunaan aplikasi JMO belum optimal.",
            authors=("Tirta Bening",),
            title="Tinjauan Aplikasi JMO di Kota Kabut",
            year=2026,
            results=f"{COMPARED} Penggunaan aplikasi JMO terbukti efektif bagi sebagian peserta.",
            references=(*REFERENCES, WENING),
        )
    }
    build(corpus(tmp_path / "papers", papers), tmp_path / "build", Options(ontology_dir()))
    (found,) = ask(Store.of_build(tmp_path / "build"), "effectiveness").findings
    told = [pair.declared for pair in found.contradictions if {pair.a, pair.b} == {"Bening (2026)", "Wening (2024)"}]
    assert told == [True]
    assert [(t.paper, t.stance_a, t.section_a) for t in found.tensions] == [
        ("Bening (2026)", "not-fully-optimal", "conclusion")
    ]


# ---------------------------------------------------------------- the five papers


def found_in(build_dir: Path) -> dict[tuple[str, str], dict[str, str]]:
    rows = table(kg("query", "findings", "--build", build_dir, "--format", "csv"))
    return {(row["kind"], local(row["concept"])): row for row in rows}


def test_the_finding_on_effectiveness_has_every_paper_on_its_side(papers_build):
    (found,) = ask(Store.of_build(papers_build), "efektivitas").findings
    stances = {local(h.iri): (h.side, h.stance) for h in found.holders if not h.via}
    assert found.verdict == "contested"
    assert stances == {
        "arianti-2026": (-1, "not-fully-optimal"),
        "pradiya-2024": (-1, "not-fully-optimal"),
        "cahyani-2025": (1, "fairly-effective"),
        "putri-2024": (1, "effective"),
        "hanifa-2023": (0, "mixed"),
    }


@pytest.mark.parametrize(
    ("obstacle", "silent", "independent"),
    [("low-digital-literacy", {"putri-2024"}, 3), ("internet-network", set(), 5)],
)
def test_literacy_and_network_are_obstacles_that_the_papers_agree_on(obstacle, silent, independent, papers_build):
    row = found_in(papers_build)["obstacle", obstacle]
    papers = {"arianti-2026", "cahyani-2025", "hanifa-2023", "pradiya-2024", "putri-2024"} - silent
    assert {local(iri) for iri in row["supporting"].split() if f"{BASE}paper/" in iri} == papers
    assert (row["verdict"], row["papers"], row["independent_papers"], row["opposing"]) == (
        "consensus",
        str(len(papers)),
        str(independent),
        "",
    )


def test_what_one_paper_takes_over_from_another_is_no_independent_evidence(papers_build):
    findings = found_in(papers_build)
    for obstacle in ("biometric-failure", "data-update-failure", "digital-card-missing", "login-failure"):
        assert "arianti-2026" not in findings["obstacle", obstacle]["supporting"]
    both = findings["obstacle", "app-error"]
    assert "arianti-2026" in both["supporting"] and "putri-2024" in both["supporting"]
    assert int(both["independent_papers"]) == int(both["papers"]) - 1
    rows = table(kg("query", "discounts", "--build", papers_build, "--format", "csv"))
    told = {(row["reason"], local(row["paper"])) for row in rows if local(row["concept"]) == "app-error"}
    assert told == {("cites", "arianti-2026"), ("cites", "putri-2024")}
