"""Validation: SHACL shapes over the graph, and the promise that every quote stands where it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.queries import rows
from kg.graph.store import Store
from kg.model import LitkgError


@dataclass(frozen=True, order=True, slots=True)
class Violation:
    """Something that the graph must not hold: which node, which property, which value, and why."""

    focus: str
    path: str
    value: str
    message: str
    severity: str


def validate(store: Store, shapes: Path) -> list[Violation]:
    """Validate a graph with pyshacl.

    Args:
        store: the graph, with the ontology in it.
        shapes: the file of shapes, in Turtle.

    Returns:
        What violates a shape, sorted; nothing when the graph conforms.
    """
    with Validator(shapes) as validator:
        validator.submit(store)
        return validator.result()


class Validator:
    """A process of its own that validates: it loads pyshacl while papers are read, and works while the site is written.

    Raises:
        LitkgError: (from :meth:`result`) the shapes cannot be used, or the process came to an end.
    """

    def __init__(self, shapes: Path) -> None:
        self._shapes = shapes
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        command = [sys.executable, "-m", "kg.graph.validation", str(shapes)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )

    def __enter__(self) -> Validator:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def submit(self, store: Store) -> None:
        """Hand a graph over; validation goes on beside whatever follows."""
        assert self._process.stdin is not None
        try:
            ox.serialize({quad.triple for quad in store}, self._process.stdin, format=ox.RdfFormat.N_TRIPLES)
            self._process.stdin.close()
        except (BrokenPipeError, OSError):
            pass  # the process has ended early: result() tells why

    def result(self) -> list[Violation]:
        """Wait for the verdict on the graph that was handed over."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        answer, complaint = self._process.stdout.read(), self._process.stderr.read().decode(errors="replace")
        if self._process.wait() != 0:
            last = complaint.strip().splitlines()[-1:] or ["no reason given"]
            raise LitkgError(str(self._shapes), f"cannot be validated against ({last[0]})", "mend the shapes file")
        return [Violation(*fields) for fields in json.loads(answer)]


def misplaced(store: Store, texts: Mapping[str, str]) -> list[Violation]:
    """Check ``text[start:end] == quote`` for every passage of the graph.

    Args:
        store: the graph.
        texts: IRI of a stored text to its characters.
    """
    found = []
    for row in rows(store, "passages"):
        stands = texts.get(row["text"], "")[int(row["start"]) : int(row["end"])]
        if stands != row["quote"]:
            message = f"the text holds {stands[:60]!r} there"
            found.append(Violation(row["passage"], "oa:exact", row["quote"][:60], message, "Violation"))
    return found
