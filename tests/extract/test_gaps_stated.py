"""In which sentences authors say what nobody has studied, and what should be studied next."""

from collections.abc import Iterator

import pytest

from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.extract.sets import Score, load, passage_paper

FLOORS = {"development": 0.95, "held_out": 0.8}
KINDS = {"gap": "gap", "future": "future-research"}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


def expected(name: str, kind: str) -> Iterator[tuple[int, str]]:
    for number, passage in enumerate(load("gaps_stated", name)["passage"]):
        for opening in passage.get(kind, []):
            yield number, " ".join(opening.split()[:2])


def found(extractor: Extractor, name: str, kind: str) -> Iterator[tuple[int, str]]:
    for number, passage in enumerate(load("gaps_stated", name)["passage"]):
        for s in extractor.read(passage_paper(passage, [])).statements:
            if s.kind == KINDS[kind]:
                yield number, " ".join(s.evidence.quote.split()[:2])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FLOORS)
def test_gaps_and_wishes_of_a_set(extractor, name, kind):
    assert min(Score.of(expected(name, kind), found(extractor, name, kind))) >= FLOORS[name]


def test_future_research_is_a_recommendation_too(extractor):
    passage = {"section": "conclusion", "text": "Penelitian selanjutnya perlu mendatangi pulau lain."}
    said = {(s.kind, s.concept) for s in extractor.read(passage_paper(passage, [])).statements}
    assert {("future-research", "further-research"), ("recommendation", "further-research")} <= said
