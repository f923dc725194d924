"""What the graph of a paper depends on besides the paper; it loads nothing, so that a build may begin with it."""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.terms import DEFAULT_BASE

FAULT = b"!"
"""What the answer of a process begins with when it is a fault, and not a graph."""


class Recipe(NamedTuple):
    """The ontology's folder, the base IRI of the data, and who reads the statements."""

    ontology: str
    base: str = DEFAULT_BASE
    extractors: tuple[str, ...] = ("rules",)
