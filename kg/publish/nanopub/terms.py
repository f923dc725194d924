"""The terms of nanopublications, and the names of the parts of one."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.terms import PREFIXES

NANOPUB_PREFIXES = {
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
}
PARTS = ("assertion", "provenance", "publication info")


def np_term(name: str) -> NamedNode:
    """Give the node of a prefixed name.

    >>> np_term("npx:hasSignature").value
    'http://purl.org/nanopub/x/hasSignature'
    """
    prefix, _, local = name.partition(":")
    return NamedNode({**PREFIXES, **NANOPUB_PREFIXES}[prefix] + local)


LINKS = {
    part: np_term(name)
    for part, name in zip(PARTS, ("np:hasAssertion", "np:hasProvenance", "np:hasPublicationInfo"), strict=True)
}
"""What a head says to name each part."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The names of a nanopublication, of its four graphs, and of what it introduces.

    >>> Parts("https://example.org/np/RA1").assertion.value
    'https://example.org/np/RA1#assertion'
    """

    iri: str

    def part(self, name: str) -> NamedNode:
        """Name something within the nanopublication."""
        return NamedNode(f"{self.iri}#{name}")

    @property
    def itself(self) -> NamedNode:
        """The nanopublication."""
        return NamedNode(self.iri)

    @property
    def head(self) -> NamedNode:
        """The graph that names the other three."""
        return self.part("Head")

    @property
    def assertion(self) -> NamedNode:
        """The graph of what is said."""
        return self.part("assertion")

    @property
    def provenance(self) -> NamedNode:
        """The graph of where it comes from."""
        return self.part("provenance")

    @property
    def info(self) -> NamedNode:
        """The graph about the nanopublication itself."""
        return self.part("pubinfo")
