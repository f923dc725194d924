"""Trusty URIs, module RA: an IRI that holds the hash of the quads that it names, so that no one can change them unseen.

The hash is SHA-256 over the quads in a canonical form: sorted, each of the four parts on a line of its own, with a
space in the place of the hash itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

CODE = re.compile(r"(?:^|(?<=[^A-Za-z0-9_-]))RA[A-Za-z0-9_-]{43}$")
UNKNOWN = "RA" + "_" * 43
"""What stands in the place of the code until it is known."""
Key = tuple[str, str, str, bool, str, str, str]


def code_of(iri: str) -> str:
    """Give the code that an IRI ends in, or nothing.

    >>> code_of("https://example.org/np/RAzo0S0vsI2k9cGbgV_mHdnO6cJ8dHrGbX8fQ0MQ2cJ3s")
    'RAzo0S0vsI2k9cGbgV_mHdnO6cJ8dHrGbX8fQ0MQ2cJ3s'
    >>> code_of("https://example.org/np/1")
    ''
    """
    found = CODE.search(iri)
    return found.group() if found else ""


def canonical(quads: Iterable[Quad], code: str) -> str:
    r"""Write quads in the form that is hashed and signed; the code becomes a space.

    >>> a = NamedNode("http://a/" + UNKNOWN)
    >>> canonical([Quad(a, NamedNode("http://p"), Literal("x\ny", language="id"), a)], UNKNOWN)
    'http://a/ \nhttp://a/ \nhttp://p\n@id x\\ny\n'
    """
    keyed = {_key(quad, code) for quad in quads}
    return "".join(_written(key) for key in sorted(keyed))


def code_for(quads: Iterable[Quad], code: str = UNKNOWN) -> str:
    """Compute the code of quads that hold ``code`` where theirs belongs."""
    digest = hashlib.sha256(canonical(quads, code).encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def with_code(quads: Iterable[Quad], code: str) -> list[Quad]:
    """Put the code into its place in every IRI."""

    def named(node: NamedNode) -> NamedNode:
        return NamedNode(node.value.replace(UNKNOWN, code))

    def kept(node: object) -> object:
        return named(node) if isinstance(node, NamedNode) else node

    return [Quad(*(kept(part) for part in (q.subject, q.predicate, q.object, q.graph_name))) for q in quads]  # type: ignore[arg-type]


def _key(quad: Quad, code: str) -> Key:
    """What quads are ordered by: graph, subject, predicate, IRIs before literals, words, datatype, language."""
    graph, subject, predicate = (_iri(part, code) for part in (quad.graph_name, quad.subject, quad.predicate))
    said = quad.object
    if isinstance(said, Literal):
        tag = (said.language or "").lower()
        return graph, subject, predicate, True, said.value, "" if tag else said.datatype.value, tag
    return graph, subject, predicate, False, _iri(said, code), "", ""


def _iri(node: object, code: str) -> str:
    if isinstance(node, NamedNode):
        return node.value.replace(code, " ")
    if isinstance(node, BlankNode):
        raise ValueError("a blank node has no name that could be hashed")
    raise ValueError("a quad without a graph, or a triple within a triple, cannot be hashed")


def _written(key: Key) -> str:
    graph, subject, predicate, is_literal, value, datatype, tag = key
    if is_literal:
        words = value.replace("\\", "\\\\").replace("\n", "\\n")
        value = f"@{tag} {words}" if tag else f"^{datatype} {words}"
    return f"{graph}\n{subject}\n{predicate}\n{value}\n"
