"""What a careful reader takes from a sentence, and what not: each case in words of our own."""

import shutil

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.model import LitkgError, Reading
from kg.resources import ontology_dir
from tests.helpers import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


@pytest.fixture(scope="module")
def read(extractor):
    def read(conclusion: str = "Isi.", **parts: str) -> Reading:
        return extractor.read(paper_from("coba-2024", document(conclusion, **parts)))

    return read


def said(reading: Reading, kind: str) -> set[tuple[str, str]]:
    return {(s.concept, s.stance) for s in reading.statements if s.kind == kind}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Penggunaan aplikasi JMO sudah efektif.", "effective"),
        ("Penggunaan aplikasi JMO tergolong cukup efektif.", "fairly-effective"),
        ("Penggunaan aplikasi JMO belum sepenuhnya optimal.", "not-fully-optimal"),
        ("Penggunaan aplikasi JMO tidak efektif.", "not-effective"),
        ("Penggunaan aplikasi JMO belum berjalan secara optimal.", "not-fully-optimal"),
    ],
)
def test_the_five_steps_of_the_scale_are_told_apart(read, sentence, stance):
    assert ("effectiveness", stance) in said(read(sentence), "assessment")
    assert read(sentence).verdict.stance == stance


@pytest.mark.parametrize("sentence", ["The JMO application is not yet optimal.", "The JMO app is not yet effective."])
def test_not_yet_is_a_negation_and_no_contrast(extractor, sentence):
    text = document(sentence, results="The study was done in the field and it was long.").replace(
        "# Kesimpulan", "# Conclusion"
    )
    reading = extractor.read(paper_from("coba-2024", text))
    assert ("effectiveness", "not-fully-optimal") in said(reading, "assessment")


@pytest.mark.parametrize(
    "sentence",
    [
        "Layanan lewat aplikasi JMO memerlukan komunikasi yang efektif dan sistem yang andal.",
        "Penelitian ini bertujuan untuk mempermudah penggunaan aplikasi JMO.",
        "Apakah penggunaan aplikasi JMO sudah efektif?",
        "Strategi untuk mempermudah penggunaan aplikasi JMO perlu disusun.",
    ],
)
def test_needs_aims_questions_and_advice_judge_nothing(read, sentence):
    assert said(read(sentence), "assessment") == set()
    assert read(sentence).verdict is None


def test_the_same_target_is_an_obstacle_or_a_recommendation_by_what_is_said_of_it(read):
    lacking = read("Penggunaan aplikasi JMO terkendala keterbatasan jaringan internet.")
    assert ("internet-network", "") in said(lacking, "obstacle")
    assert said(lacking, "recommendation") == set()
    advised = read("BPJS perlu memperbaiki jaringan internet bagi pengguna aplikasi JMO.")
    assert ("improve-network", "") in said(advised, "recommendation")
    assert said(advised, "obstacle") == set()


def test_a_signal_governs_a_list(read):
    reading = read(
        "Pengguna aplikasi JMO terkendala rendahnya literasi digital, gangguan server, dan sinyal yang lemah."
    )
    assert {concept for concept, _ in said(reading, "obstacle")} >= {
        "low-digital-literacy",
        "server-capacity",
        "internet-network",
    }


def test_what_need_not_be_done_is_a_benefit(read):
    reading = read("Peserta memakai aplikasi JMO tanpa harus datang ke kantor.")
    assert ("ease-of-access", "") in said(reading, "benefit")
    assert said(reading, "recommendation") == set()


def test_hopes_are_background(read):
    reading = read("Aplikasi JMO diharapkan mampu mengurangi antrean layanan.")
    assert {s.attribution for s in reading.statements if s.kind == "benefit"} == {"background"}


def test_what_is_reported_from_a_work_is_cited_with_its_source(read):
    reading = read(body="Darmawan (2020) menemukan bahwa penggunaan aplikasi JMO belum optimal.")
    (assessment,) = [s for s in reading.statements if s.kind == "assessment"]
    assert (assessment.attribution, assessment.source) == ("cited", "Darmawan 2020")


def test_a_figure_belongs_to_the_work_that_closes_its_paragraph(read):
    reading = read(body="Aplikasi JMO dipakai 13,31 juta orang. Nilai klaim JMO Rp 1,7 triliun (Darmawan, 2020).")
    found = {s.value: s.source for s in reading.statements if s.kind == "statistic"}
    assert found == {"13,31 juta": "Darmawan 2020", "Rp 1,7 triliun": "Darmawan 2020"}


def test_a_figure_of_the_results_is_not_credited_to_a_work_that_they_are_compared_with(read):
    reading = read(
        results="Sebanyak 45 persen responden memakai aplikasi JMO. Hasil ini berbeda dengan temuan Darmawan (2020)."
    )
    (figure,) = [s for s in reading.statements if s.kind == "statistic"]
    assert (figure.attribution, figure.source) == ("own", "")


def test_judgements_of_single_aspects_that_point_one_way_are_no_overall_verdict(read):
    assert read("Aplikasi JMO mudah digunakan.").verdict is None


def test_a_common_word_at_the_end_of_a_title_is_no_place(read):
    assert read(title="Pemakaian Aplikasi Layanan pada Klinik").study.place == ""
    assert read(title="Pemakaian Aplikasi Layanan di Kabupaten Angin Timur").study.place == "Kabupaten Angin Timur"


def test_a_vocabulary_that_does_not_name_its_subject_is_refused(tmp_path):
    folder = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    words = (folder / "vocabulary.ttl").read_text("utf-8")
    (folder / "vocabulary.ttl").write_text(words.replace('jmo:topic "name" ;', ""), "utf-8")
    with pytest.raises(LitkgError, match=r"vocabulary\.ttl: has no target that names the subject; .*jmo:topic"):
        Extractor.of(folder)
