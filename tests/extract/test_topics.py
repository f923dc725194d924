"""Groups of people and programmes: what a title, a statement's sentence and a list of informants name."""

import pytest

from tests.helpers import corpus, document, kg, local, table

METHOD = (
    "Penelitian ini menggunakan metode kualitatif. Informan penelitian terdiri atas 3 perwakilan perusahaan dan "
    "2 petugas loket."
)
PAPERS = {
    "angin-2024": document(
        "Penggunaan aplikasi JMO sudah efektif bagi pekerja informal.",
        title="Pemakaian Aplikasi JMO untuk Klaim Jaminan Hari Tua di Kota Angin",
        body=f"Jaminan Hari Tua diurus di sana setiap hari.\n\n# Metode Penelitian\n\n{METHOD}",
    ),
    "awan-2023": document(
        "Penggunaan aplikasi JMO belum efektif. Aplikasi JMO mudah digunakan.",
        title="Catatan tentang Sebuah Aplikasi",
        authors=("Budi Santun",),
        results="Kendala yang ditemukan ialah lansia kesulitan menggunakan aplikasi JMO.",
    ),
}


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("topics")
    done = kg("build", corpus(folder / "papers", PAPERS), "--out", folder / "build")
    assert done.returncode == 0, done.stderr
    return folder / "build"


@pytest.fixture(scope="module")
def topics(build) -> set[tuple[str, str, str]]:
    rows = table(kg("query", "topics", "--build", build, "--format", "csv"))
    return {(local(row["paper"]), local(row["topic"]), local(row["concept"])) for row in rows}


def test_a_programme_that_a_title_names_is_what_the_paper_is_about(topics):
    assert ("angin-2024", "jht", "") in topics


def test_a_statement_is_about_the_group_that_its_sentence_names(topics):
    assert ("angin-2024", "informal-workers", "effectiveness") in topics
    assert ("awan-2023", "older-users", "older-users-difficulty") in topics
    assert not any(topic == "informal-workers" and paper == "awan-2023" for paper, topic, _ in topics)


def test_informants_are_of_the_group_that_their_role_names(topics):
    assert ("angin-2024", "employers", "") in topics


def test_gaps_tell_groups_that_nobody_judges_from_groups_that_nobody_names(build):
    gaps = {local(row["gap"]): row for row in table(kg("query", "gaps", "--build", build, "--format", "csv"))}
    named = gaps["named-segment"]
    assert "older users" in named["text"] and named["papers"].endswith("/awan-2023")
    assert "Santun (2024)" in named["draft_id"]
    assert "penyandang disabilitas" in gaps["no-segment"]["draft_id"]
    assert "older users" not in gaps["no-segment"]["text"] and "informal workers" not in gaps["no-segment"]["text"]
    assert gaps["effectiveness"]["type"] == "evidence" and gaps["effectiveness"]["count"] == "2"
