"""Whether a cited paper of the corpus says what it is cited for: supported, contradicted, not found, exchanged."""

import pytest

from kg.analysis.fidelity import compare
from tests.helpers import corpus, document, kg, local, table

CITING, CITED, OTHER = (f"https://example.org/litkg/paper/{key}" for key in ("citing", "cited", "other"))
AWAY = "https://example.org/litkg/work/surya-2020"
SOURCES = {(CITING, "Cited 2022"): CITED, (CITING, "Other 2023"): OTHER, (CITING, "Surya 2020"): AWAY}
SIGNS = {"good": 1, "bad": -1}
LANGUAGES = dict.fromkeys((CITING, CITED, OTHER), "id")


def said(paper, concept, quote, *, stance="", kind="obstacle", source="", start=0, rule="label: x", section="results"):
    return {
        "paper": paper,
        "kind": kind,
        "concept": concept,
        "stance": stance,
        "attribution": "cited" if source else "own",
        "source": source,
        "section": section,
        "start": str(start),
        "end": str(start + len(quote)),
        "quote": quote,
        "rule": rule,
    }


def compared(*rows):
    found = compare(rows, SOURCES, LANGUAGES, SIGNS)
    return [(local(each.cited), each.outcome, each.own["quote"] if each.own else None) for each in found]


WEAK = "Sinyal seluler lemah di desa pesisir."


def test_what_the_cited_paper_says_in_like_words_is_supported():
    credited = said(CITING, "signal", "Sinyal lemah di desa pesisir (Cited, 2022).", source="Cited 2022")
    assert compared(credited, said(CITED, "signal", WEAK)) == [("cited", "supported", WEAK)]


def test_another_concept_or_kind_is_no_support():
    credited = said(CITING, "signal", "Sinyal lemah di desa pesisir (Cited, 2022).", source="Cited 2022")
    assert compared(credited, said(CITED, "device", WEAK))[0][1] == "not-found"
    assert compared(credited, said(CITED, "signal", WEAK, kind="recommendation"))[0][1] == "not-found"


def test_the_same_concept_said_of_something_else_is_not_found_and_shows_what_comes_nearest():
    credited = said(CITING, "signal", "Nelayan lanjut usia kesulitan membaca menu (Cited, 2022).", source="Cited 2022")
    nearest = "Menu sulit dibaca nelayan muda."
    found = compared(credited, said(CITED, "signal", WEAK), said(CITED, "menu", nearest))
    assert found == [("cited", "not-found", nearest)]


def test_a_paper_that_only_judges_the_other_way_contradicts():
    credited = said(
        CITING, "speed", "Loket cepat (Cited, 2022).", stance="good", kind="assessment", source="Cited 2022"
    )
    slow = said(CITED, "speed", "Loket lambat.", stance="bad", kind="assessment")
    fast = said(CITED, "speed", "Loket cepat.", stance="good", kind="assessment", start=90)
    assert compared(credited, slow) == [("cited", "contradicted", "Loket lambat.")]
    assert compared(credited, slow, fast) == [("cited", "supported", "Loket cepat.")]


def test_each_statement_of_a_sentence_has_an_outcome_of_its_own():
    sentence = "Sinyal lemah dan gawai rusak di desa pesisir (Cited, 2022)."
    rows = [said(CITING, concept, sentence, source="Cited 2022") for concept in ("signal", "device")]
    assert [found[1] for found in compared(*rows, said(CITED, "signal", WEAK))] == ["supported", "not-found"]


def test_a_figure_is_supported_when_the_paper_has_it():
    figure = said(CITING, "", "Ada 482 nelayan (Cited, 2022).", kind="statistic", source="Cited 2022", rule="n: 482")
    there = said(CITED, "", "Tercatat 482 nelayan.", kind="statistic", rule="number+unit: 482 nelayan")
    other = said(CITED, "", "Tercatat 481 nelayan.", kind="statistic", rule="number+unit: 481 nelayan")
    assert compared(figure, there)[0][1] == "supported"
    assert compared(figure, other)[0][1] == "not-found"


def test_works_outside_the_corpus_and_the_paper_itself_are_not_asked():
    assert compared(said(CITING, "signal", WEAK, source="Surya 2020"), said(CITING, "signal", WEAK)) == []
    assert compared(said(CITING, "signal", WEAK, source="Nobody 1999")) == []
    assert compare([], SOURCES, LANGUAGES, SIGNS) == []


def swapped(gap: int):
    first = said(CITING, "signal", "Sinyal seluler lemah di desa pesisir (Surya, 2020).", source="Surya 2020")
    second = "Nelayan lanjut usia kesulitan membaca menu (Cited, 2022)."
    start = int(first["end"]) + gap
    rows = [first, said(CITING, "menu", second, source="Cited 2022", start=start), said(CITED, "signal", WEAK)]
    return compare(rows, SOURCES, LANGUAGES, SIGNS)


def test_two_citations_beside_each_other_that_look_exchanged_are_told():
    (found,) = swapped(gap=1)
    assert (found.outcome, found.exchanged_with) == ("not-found", AWAY)
    assert found.exchanged is not None and found.exchanged["concept"] == "signal"


def test_citations_that_stand_apart_are_not_taken_for_exchanged():
    (found,) = swapped(gap=300)
    assert (found.outcome, found.exchanged) == ("not-found", None)


ENTRY = "Wening, R. (2022). Kajian Layanan Loket Kota Alfa. Jurnal Angin Timur, 4(1), 10–22."
OTHERS = "Surya, B. (2020). Telaah Antrean Warga Kota Beta. Jurnal Awan Barat, 2(1), 1–8."


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fidelity")
    alfa = document(
        "Penggunaan aplikasi JMO di Kota Alfa belum optimal karena jaringan internet lemah.",
        title="Kajian Layanan Loket Kota Alfa",
        year=2022,
    )
    beta = document(
        title="Survei Arsip Daring Kota Gama",
        authors=["Bayu Laut"],
        body="Wening (2022) menyimpulkan bahwa penggunaan aplikasi JMO di Kota Alfa belum optimal. "
        "Surya (2020) melaporkan listrik padam.\n\n"
        "Wening (2022) melaporkan bahwa kartu digital tidak muncul pada aplikasi JMO.",
        references=[ENTRY, OTHERS],
    )
    done = kg("build", corpus(folder / "papers", {"alfa-2022": alfa, "beta-2024": beta}), "--out", folder / "build")
    assert done.returncode == 0, done.stderr
    rows = table(kg("query", "integrity", "--build", folder / "build", "--format", "csv"))
    return [row for row in rows if row["check"] == "fidelity"]


def test_a_build_shows_both_quotes(notes):
    supported = next(row for row in notes if row["severity"] == "info")
    assert supported["quote"].startswith("Wening (2022) menyimpulkan")
    assert (local(supported["other"]), "belum optimal" in supported["other_quote"]) == ("alfa-2022", True)


def test_a_build_tells_the_author_what_to_do(notes):
    (missing,) = [row for row in notes if row["severity"] == "warning"]
    assert missing["quote"].startswith("Wening (2022) melaporkan")
    assert "Wening (2022) is cited for" in missing["text"]
    assert "check the source" in missing["text"]
