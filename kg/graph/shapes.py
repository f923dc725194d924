"""Validation: SHACL shapes over the graph, and the promise that every quote stands where it says."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.beside import Beside, BesideError
from kg.graph.queries import rows
from kg.graph.store import DATA, GRAPH_FILE, Store
from kg.graph.terms import DEFAULT_BASE
from kg.model import LitkgError

FINISH = "kg.graph.finish"


@dataclass(frozen=True, order=True, slots=True)
class Violation:
    """Something that the graph must not hold: which node, which property, which value, and why."""

    focus: str
    path: str
    value: str
    message: str
    severity: str


def validate(store: Store, shapes: Path, base: str = DEFAULT_BASE) -> list[Violation]:
    """Validate a graph with pyshacl.

    Args:
        store: the graph, with the ontology in it.
        shapes: the file of shapes, in Turtle.
        base: the base IRI of the data; with another, all papers are looked at together, which takes more memory.

    Returns:
        What violates a shape, sorted; nothing when the graph conforms.

    Raises:
        LitkgError: the shapes cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder, Beside(FINISH) as validator:
        (Path(folder) / DATA).mkdir()
        store.write(Path(folder))
        validator.start(str(Path(folder) / GRAPH_FILE), str(shapes), base)
        return violations_of(validator, shapes)


def violations_of(validator: Beside, shapes: Path) -> list[Violation]:
    """Wait for what a validator, a process started on a file of N-Quads and one of shapes, has found.

    Raises:
        LitkgError: the shapes cannot be used.
    """
    try:
        return [Violation(*fields) for fields in json.loads(validator.result())]
    except BesideError as error:
        mend = "mend the shapes file, or make room if the disk is full"
        raise LitkgError(str(shapes), f"cannot be validated against ({error})", mend) from error


def misplaced(store: Store, texts: Mapping[str, str], left_out: Collection[str] = ()) -> list[Violation]:
    """Check ``text[start:end] == quote`` for every passage of the graph.

    Args:
        store: the graph.
        texts: IRI of a stored text to its characters.
        left_out: IRIs of the texts that a copy for the web goes without, in which nothing can be checked.
    """
    found = []
    for row in rows(store, "passages"):
        if row["text"] in left_out:
            continue
        stands = texts.get(row["text"], "")[int(row["start"]) : int(row["end"])]
        if stands != row["quote"]:
            message = f"the text holds {stands[:60]!r} there"
            found.append(Violation(row["passage"], "oa:exact", row["quote"][:60], message, "Violation"))
    return found
