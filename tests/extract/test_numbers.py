"""Which numbers are statistics about the app, its use and its users, and what a reader takes from each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.extract.sets import Score, load, passage_paper

FLOORS = {"development": 0.95, "held_out": 0.9}


class Figure(NamedTuple):
    """A figure of a passage, as a set or a reading has it."""

    passage: int
    value: str
    unit: str
    what: str
    time: str
    source: str


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


def expected(name: str) -> Iterator[Figure]:
    for number, passage in enumerate(load("numbers", name)["passage"]):
        for line in passage["figures"]:
            yield Figure(number, *(part.strip() for part in line.split("|")))


def found(extractor: Extractor, name: str) -> Iterator[Figure]:
    data = load("numbers", name)
    for number, passage in enumerate(data["passage"]):
        reading = extractor.read(passage_paper(passage, data["references"]))
        for s in reading.statements:
            if s.kind == "statistic":
                yield Figure(number, s.value, s.unit, s.what, s.time, s.source)


def fields(want: list[Figure], got: list[Figure]) -> dict[str, float]:
    """Of the figures found that are right: how many have the right unit, time and source, and name what they measure.

    What a figure measures is right when it has all words of the expectation and at most ten in all.
    """
    by_value = {(f.passage, f.value): f for f in want}
    pairs = [(by_value[f.passage, f.value], f) for f in got if (f.passage, f.value) in by_value]
    right = {
        "unit": [w.unit.casefold() == g.unit.casefold() for w, g in pairs],
        "time": [w.time.casefold() == g.time.casefold() for w, g in pairs],
        "source": [w.source.casefold() == g.source.casefold() for w, g in pairs],
        "what": [words(w.what) <= words(g.what) and len(g.what.split()) <= 10 for w, g in pairs],
    }
    return {name: sum(each) / len(each) for name, each in right.items() if each}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("name", ["development", "held_out"])
def test_figures_of_a_set(extractor, name):
    want, got = list(expected(name)), list(found(extractor, name))
    score = Score.of([f[:2] for f in want], [f[:2] for f in got])
    assert min(score) >= FLOORS[name]
    assert min(fields(want, got).values()) >= FLOORS[name]
