"""No trap is read as a result: hopes, aims, tests of hypotheses, denied troubles, findings of others.

tests/gold/traps names sentences of the annotated abstracts with what each must not be read as, and why. What the
annotation itself states of such a sentence is no trap.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.corpus.reader import read_corpus
from kg.extract.reading import Extractor
from kg.model import Reading, Statement
from kg.resources import ontology_dir

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module", params=["development", "held_out", "second"])
def fallen_for(request) -> list[str]:
    extractor = Extractor.of(ontology_dir())
    folder = GOLD / "abstracts" / request.param
    readings = {paper.key: extractor.read(paper) for paper in read_corpus(folder).papers}
    traps = json.loads((GOLD / "traps" / f"{request.param}.json").read_text(encoding="utf-8"))
    return [line for trap in traps for line in read_wrongly(trap, readings[trap["key"]], folder)]


def read_wrongly(trap: dict[str, Any], reading: Reading, folder: Path) -> Iterator[str]:
    """What is read as the paper's own in a trap that it must not be read as."""
    gold = json.loads((folder / f"{trap['key']}.json").read_text(encoding="utf-8"))
    stated = {(s["kind"], s["id"] or "") for s in gold["statements"] if trap["start"] <= s["start"] < trap["end"]}
    for statement in reading.statements:
        within = trap["start"] <= statement.evidence.start < trap["end"] and statement.attribution == "own"
        if within and forbids(trap, statement) and (statement.kind, statement.concept) not in stated:
            yield f"{trap['key']}: {statement.kind} {statement.concept} {statement.value}, but: {trap['why']}"
    verdict = reading.verdict
    if verdict and gold["overall"] is None and trap["start"] <= verdict.evidence.start < trap["end"]:
        yield f"{trap['key']}: verdict {verdict.stance}, but: {trap['why']}"


def forbids(trap: dict[str, Any], statement: Statement) -> bool:
    return statement.kind in trap["not"] or f"{statement.kind}:{statement.concept}" in trap["not"]


def test_no_trap_is_read_as_a_result(fallen_for):
    assert fallen_for == []
