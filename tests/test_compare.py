"""Two papers side by side."""

import pytest

from kg import resources
from kg.analysis.compare import compare_papers
from kg.building import Options, build
from kg.graph.store import Store
from tests.helpers import corpus, document, kg, local

GOOD = "Penggunaan aplikasi JMO sudah efektif."
POOR = "Penggunaan aplikasi JMO belum optimal. Hal ini terjadi karena jaringan internet peserta lemah."
SHARED = "Darmawan, S. (2020). Rancang Bangun Layanan Warga Desa. Jurnal Rekaan Bersama, 1(2), 3–9."


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    papers = {
        "satu-2024": document(
            GOOD, title="Kajian Pertama di Kota Bandung", authors=("Citra Rekaan",),
            results="Hasil ini berbeda dengan temuan Cendana (2023) yang menyatakan bahwa aplikasi JMO belum optimal.",
            references=("Cendana, B. (2023). Kajian Lain di Kota Surabaya. Jurnal Angin, 1(1), 1–2.", SHARED),
        ),
        "dua-2023": document(
            POOR, title="Kajian Lain di Kota Surabaya", authors=("Bima Cendana",), year=2023, references=(SHARED,)
        ),
    }  # fmt: skip
    build(corpus(folder / "papers", papers), folder / "build", Options(resources.ontology_dir()))
    return folder / "build"


def test_a_comparison_holds_what_both_say_and_why_they_differ(two):
    found = compare_papers(Store.of_build(two), "satu-2024", "dua-2023")
    (judged,) = found.with_sign(-1)
    assert (local(judged.one.concept), judged.one.quote) == ("effectiveness", GOOD)
    facets = {each.facet: (each.one, each.other) for each in judged.differences["en"]}
    assert facets["setting"] == ("Kota Bandung", "Kota Surabaya")
    assert facets["obstacles"] == ("none named", "weak or unstable internet")
    assert [local(each) for each in found.only("obstacle", found.other, found.one)] == ["internet-network"]
    assert found.shared("obstacle") == []
    assert [said.what for said in found.declared] == ["disagreesWith"]
    assert found.references == (SHARED,)


def test_a_comparison_is_the_same_seen_from_the_other_side(two):
    store = Store.of_build(two)
    there, back = compare_papers(store, "satu-2024", "dua-2023"), compare_papers(store, "dua-2023", "satu-2024")
    assert (there.one, there.other) == (back.other, back.one)
    assert [(each.one, each.other) for each in there.judged] == [(each.other, each.one) for each in back.judged]
    assert set(there.declared) == set(back.declared) and set(there.fidelity) == set(back.fidelity)
    assert [there.shared(kind) for kind in there.one.held] == [back.shared(kind) for kind in there.one.held]


def test_the_command_tells_it_in_words(two):
    done = kg("compare", "satu-2024", "dua-2023", "--build", two)
    assert done.returncode == 0, done.stderr
    for words in (
        GOOD,
        "They contradict",
        "setting: Kota Bandung / Kota Surabaya",
        "These differences may explain",
        SHARED,
    ):
        assert words in done.stdout


def test_the_headings_are_indonesian_when_asked(two):
    done = kg("compare", "satu-2024", "dua-2023", "--build", two, "--language", "id", "--format", "md")
    assert "### Bertentangan" in done.stdout and "belum sepenuhnya optimal" in done.stdout
    assert "contradict" not in done.stdout


def test_a_notebook_shows_markdown_in_which_words_of_papers_are_no_marks(tmp_path):
    papers = {"a": document(GOOD.replace("sudah", "*sudah* <b>")), "b": document(POOR, title="Kajian *Lain* | <i>")}
    build(corpus(tmp_path / "papers", papers), tmp_path / "build", Options(resources.ontology_dir()))
    shown = compare_papers(Store.of_build(tmp_path / "build"), "a", "b")._repr_markdown_()
    assert "| a | b |" in shown
    assert "<b>" not in shown.replace("\\<b\\>", "")


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("satu-2024", "satu-2024", "same paper"),
        ("satu-2042", "dua-2023", "satu-2024"),
        ("dua-2023", "effectiveness", "no paper"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(a, b, said, two):
    done = kg("compare", a, b, "--build", two)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_bundled_notes_compare(any_build):
    store = Store.of_build(any_build)
    found = compare_papers(store, "cahyani-2025", "pradiya-2024")
    assert "confirms" in [said.what for said in found.declared]
    assert "effectiveness" in [local(each.one.concept) for each in found.with_sign(-1)]
    assert found.shared("obstacle") and found.fidelity
    assert str(found) == str(compare_papers(store, "cahyani-2025", "pradiya-2024"))
