"""Another domain costs a folder with an ontology, and no code."""

import shutil

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.helpers import document

CONCLUSION = (
    "Penggunaan aplikasi Sehati tergolong cukup efektif. Namun, aplikasi Sehati terkendala obat yang sering habis."
)
SHORTAGE = """
obstacle:medicine-shortage a skos:Concept ; skos:inScheme voc:obstacle ; skos:topConceptOf voc:obstacle ;
    skos:notation "medicine-shortage" ;
    skos:prefLabel "obat habis"@id , "medicine shortage"@en ;
    skos:definition "Obat tidak tersedia."@id , "Medicine is not available."@en ;
    skos:hiddenLabel "obat yang sering habis"@id .
"""


@pytest.fixture
def clinic(tmp_path):
    """The vocabulary of another app: its name in the place of JMO's, and a concept of its own."""
    folder = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    words = (folder / "vocabulary.ttl").read_text("utf-8")
    words = words.replace("Jamsostek Mobile (JMO)", "Sehati").replace("Jamsostek Mobile", "Sehati Klinik")
    words = words.replace("JMO", "Sehati") + SHORTAGE
    (folder / "vocabulary.ttl").write_text(words, "utf-8")
    return Extractor.of(folder)


def test_a_paper_on_another_app_is_read_by_its_own_vocabulary(clinic):
    reading = clinic.read(paper_from("klinik-2024", document(CONCLUSION)))
    said = {(s.kind, s.concept, s.stance) for s in reading.statements}
    assert ("assessment", "effectiveness", "fairly-effective") in said
    assert ("obstacle", "medicine-shortage", "") in said
    assert reading.verdict is not None
    assert reading.verdict.stance == "fairly-effective"


def test_the_words_of_one_domain_do_not_reach_into_another():
    reading = Extractor.of(ontology_dir()).read(paper_from("klinik-2024", document(CONCLUSION)))
    assert "medicine-shortage" not in {s.concept for s in reading.statements}
