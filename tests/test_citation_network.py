"""The citation network: what papers share in their reference lists, and what they cite that the corpus lacks."""

import pytest

from tests.helpers import corpus, document, kg, local, table

SHARED = "Darmawan, S. (2020). Rancang Bangun Layanan Warga Desa. Jurnal Rekaan Bersama, 1(2), 3–9."
ALSO = "Lestari, W. (2021). Mutu Antrean pada Loket Pasar. Jurnal Angin Timur, 4(1), 10–22."
LONE = "Hartono, B. (2019). Tata Kelola Arsip Kelurahan. Jurnal Awan Barat, 2(1), 1–8."


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    papers = {
        "alfa-2022": document(title="Kajian Layanan Loket Kota Alfa", year=2022, references=[SHARED, ALSO, LONE]),
        "beta-2023": document(title="Telaah Antrean Warga Kota Beta", year=2023, references=[SHARED, ALSO]),
        "gama-2024": document(title="Survei Arsip Daring Kota Gama", year=2024, references=[SHARED]),
    }
    done = kg("build", corpus(folder / "papers", papers), "--out", folder / "build")
    assert done.returncode == 0, done.stderr
    return folder / "build"


def asked(build, name):
    return [
        tuple(local(value) for value in row.values())
        for row in table(kg("query", name, "--build", build, "--format", "csv"))
    ]


def test_papers_are_coupled_by_the_works_that_they_share(build):
    assert asked(build, "coupling") == [
        ("alfa-2022", "beta-2023", "2"),
        ("alfa-2022", "gama-2024", "1"),
        ("beta-2023", "gama-2024", "1"),
    ]


def test_works_are_co_cited_when_several_papers_list_both(build):
    assert asked(build, "co-citation") == [("darmawan-2020", "lestari-2021", "2")]


def test_works_that_several_papers_cite_are_to_be_read_next(build):
    assert [(row[0], row[-1]) for row in asked(build, "read-next")] == [("darmawan-2020", "3"), ("lestari-2021", "2")]


def test_the_network_stands_in_the_graph_as_direct_edges(build):
    question = "SELECT ?a ?b WHERE {{ ?a {} ?b }} ORDER BY STR(?a) STR(?b)"

    def edges(predicate: str) -> list[tuple[str, ...]]:
        rows = table(kg("query", question.format(predicate), "--build", build, "--format", "csv"))
        return [tuple(local(value) for value in row.values()) for row in rows]

    assert edges("<http://purl.org/spar/cito/cites>") == [
        ("alfa-2022", "darmawan-2020"),
        ("alfa-2022", "hartono-2019"),
        ("alfa-2022", "lestari-2021"),
        ("beta-2023", "darmawan-2020"),
        ("beta-2023", "lestari-2021"),
        ("gama-2024", "darmawan-2020"),
    ]
    assert len(edges("<https://w3id.org/jmo/ns#coupledWith>")) == 3
    assert edges("<https://w3id.org/jmo/ns#coCitedWith>") == [("darmawan-2020", "lestari-2021")]
