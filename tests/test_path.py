"""The path between two papers: what ties them, in whose words, and whether they agree or contradict."""

import re

import pytest

from kg import resources
from kg.analysis.network import find_paths
from kg.building import Options, build
from kg.graph.store import Store
from tests.helpers import corpus, document, kg, local

GOOD = "Penggunaan aplikasi JMO sudah efektif."
FAIR = "Penggunaan aplikasi JMO cukup efektif."
POOR = "Penggunaan aplikasi JMO belum optimal."


def planted(folder, **papers):
    """Build a corpus and give its folder: each paper is its conclusion and more of its parts."""
    texts = {
        f"{name}-2024": document(said, authors=(f"Penulis {name.title()}",), title=f"Kajian {name} di Kota {name * 2}")
        for name, said in papers.items()
    }
    build(corpus(folder / "papers", texts), folder / "build", Options(resources.ontology_dir()))
    return folder / "build"


def last_line(done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip().splitlines()[-1]


def test_the_two_papers_of_the_card_contradict(any_build):
    done = kg("path", "pradiya-2024", "cahyani-2025", "--build", any_build)
    assert done.returncode == 0, done.stderr
    assert re.search(r"pradiya-2024 —\[− not-fully-optimal\]→ effectiveness", done.stdout), done.stdout
    assert re.search(r"cahyani-2025 —\[\+ fairly-effective\]→ effectiveness", done.stdout), done.stdout
    assert re.search(r"path 1 \(the author says so\)\n  cahyani-2025 —\[\+ confirms\]→ pradiya-2024", done.stdout)
    assert last_line(done) == "pradiya-2024 and cahyani-2025: contradict"


def test_every_step_of_a_path_shows_a_quote_of_the_stored_texts(any_build):
    store = Store.of_build(any_build)
    texts = [path.read_bytes().decode() for path in sorted((any_build / "data/texts").iterdir())]
    paths = find_paths(store, "pradiya-2024", "cahyani-2025")
    assert len(paths) == 3
    for path in paths:
        assert path.steps
        for step in path.steps:
            assert step.quote and any(step.quote in text for text in texts), step


def test_a_path_leads_from_the_one_to_the_other(any_build):
    for path in find_paths(Store.of_build(any_build), "pradiya-2024", "cahyani-2025", most=5):
        ends: dict[str, int] = {}
        for step in path.steps:
            for node in (step.source, step.target):
                ends[node] = ends.get(node, 0) + 1
        assert {local(node) for node, count in ends.items() if count == 1} == {"pradiya-2024", "cahyani-2025"}


def test_a_path_is_the_same_both_ways(any_build):
    there = kg("path", "pradiya-2024", "cahyani-2025", "--build", any_build)
    back = kg("path", "cahyani-2025", "pradiya-2024", "--build", any_build)
    assert last_line(there).rpartition(": ")[2] == last_line(back).rpartition(": ")[2]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (GOOD, GOOD, "agree"),
        (GOOD, FAIR, "agree"),
        (POOR, POOR, "agree"),
        (GOOD, POOR, "contradict"),
        (POOR, FAIR, "contradict"),
    ],
)
def test_papers_on_one_side_agree_and_on_two_contradict(first, second, outcome, tmp_path):
    out = planted(tmp_path, satu=first, dua=second)
    done = kg("path", "satu-2024", "dua-2024", "--build", out)
    assert last_line(done) == f"satu-2024 and dua-2024: {outcome}"
    assert f"“{first}”" in done.stdout and f"“{second}”" in done.stdout
    assert "effectiveness" in done.stdout and "computed from both papers" in done.stdout


def test_papers_that_judge_nothing_in_common_are_not_tied(tmp_path):
    out = planted(tmp_path, satu=GOOD, dua="Penulis mencatat keadaan pasar.")
    done = kg("path", "satu-2024", "dua-2024", "--build", out)
    assert "not tied" in last_line(done)
    assert "agree" not in done.stdout and "contradict" not in done.stdout


def test_a_statement_is_tied_to_a_paper_by_its_id(tmp_path):
    out = planted(tmp_path, satu=GOOD, dua=POOR)
    rows = Store.of_build(out).rows(
        "PREFIX jmo: <https://w3id.org/jmo/ns#> SELECT ?s ?p { ?s a jmo:Assessment ; jmo:statedIn ?p } ORDER BY ?p"
    )
    (said,) = [local(row["s"]) for row in rows if local(row["p"]) == "satu-2024"]
    done = kg("path", said, "dua-2024", "--build", out)
    assert last_line(done) == f"{said} and dua-2024: contradict"


def test_a_declared_comparison_comes_first(tmp_path):
    dua = document(GOOD, title="Kajian Lain tentang Layanan Warga", authors=("Bima Rekaan",), year=2023)
    satu = document(
        GOOD,
        title="Kajian Pertama tentang Layanan",
        authors=("Citra Rekaan",),
        results="Hasil penelitian ini sejalan dengan penelitian Rekaan (2023) bahwa aplikasi JMO efektif.",
        references=("Rekaan, B. (2023). Kajian Lain tentang Layanan Warga. Jurnal Angin, 1(1), 1–2.",),
    )
    papers = corpus(tmp_path / "papers", {"dua-2023": dua, "satu-2024": satu})
    build(papers, tmp_path / "build", Options(resources.ontology_dir()))
    paths = find_paths(Store.of_build(tmp_path / "build"), "satu-2024", "dua-2023")
    assert paths[0].declared and [step.relation for step in paths[0].steps] == ["agreesWith"]
    assert paths[0].sign == 1


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_paths_than_asked_for(most, any_build):
    done = kg("path", "pradiya-2024", "cahyani-2025", "--build", any_build, "--most", most)
    assert len(re.findall(r"^path \d", done.stdout, re.MULTILINE)) == most


def test_unknown_papers_are_refused_with_a_choice(any_build):
    done = kg("path", "pradiya-2042", "cahyani-2025", "--build", any_build)
    assert done.returncode == 2
    assert "pradiya-2042" in done.stderr and "pradiya-2024" in done.stderr and len(done.stderr.splitlines()) == 1
