"""Which theories a paper names, which of them organise its analysis, and their indicators as the paper prints them."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.extract.sets import Score, load, whole_paper

FLOORS = {"development": 0.95, "held_out": 0.9}


class Use(NamedTuple):
    """A framework of a paper: its id, or a question mark and its label; an expectation has a word of the label."""

    paper: int
    name: str
    role: str
    indicators: tuple[str, ...]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


def expected(name: str) -> list[Use]:
    uses: list[Use] = []
    for number, paper in enumerate(load("frameworks", name)["paper"]):
        for line in paper["frameworks"]:
            id, role, listed = (part.strip() for part in line.split("|"))
            uses.append(Use(number, id, role, tuple(each.strip() for each in listed.split(";") if each.strip())))
    return uses


def found(extractor: Extractor, name: str, want: list[Use]) -> Iterator[Use]:
    """Give what is read; a label that holds the expected word counts as it."""
    for number, paper in enumerate(load("frameworks", name)["paper"]):
        for f in extractor.read(whole_paper(paper)).frameworks:
            wanted = [u.name for u in want if u.paper == number and u.name[:1] == "?" and u.name[1:] in f.label]
            yield Use(number, f.concept or next(iter(wanted), f"?{f.label}"), f.role, f.indicators)


def indicators(uses: list[Use]) -> list[tuple[int, str, str]]:
    return [(u.paper, u.name, each.casefold()) for u in uses for each in u.indicators]


@pytest.mark.parametrize("name", FLOORS)
def test_frameworks_of_a_set(extractor, name):
    want = expected(name)
    got = list(found(extractor, name, want))
    assert min(Score.of([u[:2] for u in want], [u[:2] for u in got])) >= FLOORS[name]
    assert min(Score.of([u[:3] for u in want], [u[:3] for u in got])) >= FLOORS[name]
    assert min(Score.of(indicators(want), indicators(got))) >= FLOORS[name]


@pytest.mark.parametrize("name", FLOORS)
def test_a_framework_is_named_once_and_its_indicators_in_the_order_of_the_text(extractor, name):
    want = expected(name)
    got = list(found(extractor, name, want))
    assert len({u[:2] for u in got}) == len(got)
    by_name = {u[:2]: [each.casefold() for each in u.indicators] for u in got}
    for use in want:
        assert by_name.get(use[:2]) == [each.casefold() for each in use.indicators]
