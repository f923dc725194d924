"""Words of concepts in sentences: every label of a vocabulary is found, whatever blanks it is written with."""

import pytest

from kg import resources
from kg.corpus.reader import paper_from
from kg.extract.lexicon import Concept, Lexicon, load_lexicon
from kg.extract.marking import Marker
from kg.languages import LANGUAGES

SENTENCES = 400


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon(resources.ontology_dir() / "vocabulary.ttl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_found_where_it_stands(lexicon, language):
    begin, opening = {
        "id": ("Judul Kajian\n\nABSTRAK", "Penelitian ini adalah tentang"),
        "en": ("Title of a Study\n\nABSTRACT", "This is a study of the"),
    }[language]
    labels = [(label, each) for each in lexicon.concepts.values() for label, code in each.labels if code == language]
    labels = labels[:: len(labels) // SENTENCES]
    told = "\n\n".join(f"{opening} «{label}»." for label, _ in labels)
    paper = paper_from("a", f"{begin}\n\n{told}\n")
    found = {
        (paper.text[hit.start : hit.end], hit.scheme, hit.id)
        for marked in Marker(lexicon).mark(paper)
        for hit in marked.hits
    }
    assert [label for label, each in labels if (label, each.scheme, each.id) not in found] == []


@pytest.mark.parametrize("label", ["loket kecamatan", " loket  kecamatan ", "loket\nkecamatan", "loket\u00a0kecamatan"])
def test_blanks_in_a_label_count_for_nothing(label):
    concepts = [
        Concept("a:empty", "aspect", "empty", (("", "id"), (" ", "id")), {}),
        Concept("a:desk", "aspect", "desk", ((label, "id"), ("meja", "id")), {}),
    ]
    marker = Marker(Lexicon({each.iri: each for each in concepts}))
    paper = paper_from("a", "Judul Kajian\n\nABSTRAK\n\nDi loket kecamatan ada meja.")
    marked = marker.mark(paper)
    assert [hit.id for each in marked for hit in each.of("aspect")] == ["desk", "desk"]
