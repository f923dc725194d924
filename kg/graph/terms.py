"""The namespaces that the graph uses, and the IRIs of its things."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.model import LitkgError

DEFAULT_BASE = "https://example.org/litkg/"
PREFIXES = {
    "biro": "http://purl.org/spar/biro/",
    "bibo": "http://purl.org/ontology/bibo/",
    "c4o": "http://purl.org/spar/c4o/",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "jmo": "https://w3id.org/jmo/ns#",
    "mp": "http://purl.org/mp/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ONTOLOGY_GRAPH = "https://w3id.org/jmo/ns"
VOCABULARY_GRAPH = "https://w3id.org/jmo/vocabulary"
XSD = PREFIXES["xsd"]
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
BASE_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#:]")


@cache
def term(name: str) -> NamedNode:
    """Give the node of a prefixed name.

    >>> term("cito:agreesWith")
    <NamedNode value=http://purl.org/spar/cito/agreesWith>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = term("rdf:type")


def integer(value: int) -> Literal:
    """An ``xsd:integer`` in canonical form."""
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def decimal(value: float) -> Literal:
    """An ``xsd:decimal`` in canonical form, with at most three digits after the point."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return Literal(shown, datatype=NamedNode(XSD + "decimal"))


def year(value: int) -> Literal:
    """An ``xsd:gYear``."""
    return Literal(f"{value:04d}", datatype=NamedNode(XSD + "gYear"))


def clean(text: str) -> str:
    """Take out the characters that RDF/XML and JSON readers refuse: controls other than tab and line ends."""
    return CONTROLS.sub("", text)


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of a corpus under one base IRI; keys are percent-encoded, so any file name will do.

    >>> Names("https://example.org/litkg/").paper("pradiya-2024").value
    'https://example.org/litkg/paper/pradiya-2024'
    """

    base: str = DEFAULT_BASE

    def _node(self, *parts: object) -> NamedNode:
        return NamedNode(self.base + "/".join([_quoted(str(part)) for part in parts]))

    def paper(self, key: str) -> NamedNode:
        """A paper of the corpus."""
        return self._node("paper", key)

    def graph(self, key: str) -> NamedNode:
        """The named graph of a paper."""
        return self._node("graph", key)

    def places(self) -> NamedNode:
        """The named graph of the places that studies are set in, which papers share."""
        return self._node("places")

    def analysis(self) -> NamedNode:
        """The named graph of what was inferred from all papers."""
        return self._node("analysis")

    def agent(self, version: str) -> NamedNode:
        """The software that read the papers."""
        return self._node("agent", f"litkg-{version}")

    def text(self, key: str) -> NamedNode:
        """The stored text of a paper."""
        return self._node("text", key)

    def part(self, key: str, kind: str, *more: object) -> NamedNode:
        """A part of a paper, such as an entry of its reference list."""
        return self._node("paper", key, kind, *more)

    def span(self, key: str, start: int, end: int) -> NamedNode:
        """A passage of a paper's stored text."""
        return self._node("paper", key, "span", f"{start}-{end}")

    def statement(self, *said: str) -> NamedNode:
        """A statement, named after what it says: the same words give the same name at every build."""
        return self._node("statement", digest(*said))

    def work(self, name: str) -> NamedNode:
        """A cited work that is no paper of the corpus."""
        return self._node("work", name)

    def finding(self, kind: str, concept: str) -> NamedNode:
        """A consolidated finding."""
        return self._node("finding", kind, concept)

    def gap(self, kind: str, name: str) -> NamedNode:
        """A knowledge gap."""
        return self._node("gap", kind, name)

    def context(self, facet: str, value: str) -> NamedNode:
        """What is known of one facet of a study, such as its setting; the same for all studies that have it."""
        return self._node("context", facet, digest(value))

    def note(self, key: str, check: str, name: str) -> NamedNode:
        """An integrity note."""
        return self._node("note", key, check, name)


@lru_cache(maxsize=4096)
def _quoted(part: str) -> str:
    return quote(part, safe="-._~")


def checked_base(iri: str, asked: str) -> str:
    """Give back what can be the base of IRIs.

    Args:
        iri: the base.
        asked: what the user gave it as, for the fault to name.

    Raises:
        LitkgError: it can be none.

    >>> checked_base("https://example.org/my-review/", "--base-iri")
    'https://example.org/my-review/'
    """
    if not BASE_IRI.fullmatch(iri):
        raise LitkgError(f"{asked} '{iri}'", "is no base IRI", "write for instance https://example.org/my-review/")
    return iri


def digest(*said: str) -> str:
    """Hash a few texts into 20 hexadecimal digits of SHA-256; the parts cannot run into each other."""
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:20]
