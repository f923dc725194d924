"""Checks nanopublications: the ten criteria, well-typed data, the hash in their names, and their signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.model import LitkgError
from kg.publish.nanopub.criteria import (
    Fault,
    Graphs,
    Outline,
    by_graph,
    file_faults,
    literals,
    outline_faults,
    outlines,
)
from kg.publish.nanopub.datatypes import is_ill_typed
from kg.publish.nanopub.signing import fingerprint, is_signed
from kg.publish.nanopub.terms import np_term
from kg.publish.nanopub.trusty import canonical, code_for, code_of

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
SIGNATURE, TARGET, SIGNER = "npx:hasSignature", "npx:hasSignatureTarget", "npx:signedBy"
ONCE = (SIGNATURE, TARGET, "npx:hasPublicKey", "npx:hasAlgorithm")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one nanopublication; an ``iri`` that is empty stands for what no one could name.

    ``trusty`` tells whether its name holds the hash of its quads; ``key`` is the fingerprint of the key that signed it,
    empty when it is not signed, and ``signer`` who it says that the key belongs to.
    """

    iri: str
    faults: tuple[Fault, ...] = ()
    trusty: bool = False
    key: str = ""
    signer: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check_file(path: Path) -> list[Checked]:
    """Check each nanopublication of a file.

    Raises:
        LitkgError: the file cannot be read, or its ending names no format.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LitkgError(str(path), f"cannot be read ({error.strerror})", "name a file that you may read") from error
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise LitkgError(str(path), "has an ending that names no format", f"give it one of {known}")
    return check(data, form)


def check(data: bytes, form: ox.RdfFormat = ox.RdfFormat.TRIG) -> list[Checked]:
    """Check each nanopublication in some RDF.

    >>> [fault.what for fault in check(b"# empty")[0].faults]
    ['there is none', "no quad in a named graph says '… a <http://www.nanopub.org/nschema#Nanopublication>'"]
    """
    try:
        quads = list(dict.fromkeys(ox.parse(data, format=form)))
    except (SyntaxError, ValueError) as error:
        return [Checked("", (Fault(1, " ".join(str(error).split())),))]
    graphs = by_graph(quads)
    found = outlines(graphs)
    general = sorted(set(file_faults(quads, found)))
    checked = [_checked(graphs, outline) for outline in found]
    return [Checked("", tuple(general)), *checked] if general else checked


def _checked(graphs: Graphs, outline: Outline) -> Checked:
    own = {outline.head, *outline.graphs.values()}
    inside = [quad for graph in own for quad in graphs.get(graph, ())]
    faults = list(outline_faults(graphs, outline))
    for literal in literals(inside):
        if is_ill_typed(literal):
            faults.append(Fault(0, f"ill-typed: {literal} is no such value"))
    code = code_of(outline.iri.value)
    if code:
        faults += _code_faults(inside, code)
    signature = _signature(inside, outline)
    faults += _signature_faults(signature, inside, outline, code)
    if faults:
        return Checked(outline.iri.value, tuple(sorted(set(faults))))
    key = fingerprint(signature["npx:hasPublicKey"][0]) if signature else ""
    return Checked(outline.iri.value, (), bool(code), key, " ".join(signature.get(SIGNER, ())))


def _signature(quads: Sequence[Quad], outline: Outline) -> dict[str, list[str]]:
    """Collect what the publication info says of signatures: the values by property; nothing when there is none."""
    info = outline.graphs.get("publication info")
    here = [quad for quad in quads if quad.graph_name == info]
    nodes = {quad.subject for quad in here if quad.predicate in (np_term(SIGNATURE), np_term(TARGET))}
    if not nodes:
        return {}
    found: dict[str, list[str]] = {name: [] for name in (*ONCE, SIGNER)}
    for quad in here:
        for name, values in found.items():
            if quad.subject in nodes and quad.predicate == np_term(name):
                values.append(quad.object.value if isinstance(quad.object, Literal | NamedNode) else "")
    return found


def _signature_faults(
    signature: dict[str, list[str]], quads: Sequence[Quad], outline: Outline, code: str
) -> Iterator[Fault]:
    if not signature:
        return
    odd = [f"{len(signature[name]) or 'no'} {name}" for name in ONCE if len(signature[name]) != 1]
    if odd:
        yield Fault(0, f"signature: has {', '.join(odd)}, and needs one each")
        return
    value, target, key, algorithm = (signature[name][0] for name in ONCE)
    if algorithm not in ("RSA", "DSA"):
        yield Fault(0, f"signature: the algorithm {algorithm} is not known")
    elif target != outline.iri.value:
        yield Fault(0, f"signature: it signs {target}, something else")
    elif not code:
        yield Fault(0, "signature: what is signed needs a trusty URI, and this one has none")
    else:
        signed = [quad for quad in quads if quad.predicate != np_term(SIGNATURE)]
        try:
            right = is_signed(canonical(signed, code), value, algorithm, key)
        except ValueError:  # a blank node, told above
            return
        if not right:
            yield Fault(0, "signature: it was not made with this key over what stands here")


def _code_faults(quads: Sequence[Quad], code: str) -> Iterator[Fault]:
    try:
        computed = code_for(quads, code)
    except ValueError as error:
        yield Fault(0, f"trusty URI: {error}")
        return
    if computed != code:
        yield Fault(0, f"trusty URI: what it says was changed; it ends in {code}, its quads give {computed}")
