"""Writes nanopublications: one TriG file each, named after what it says, in a folder that appears whole or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.graph.terms import PREFIXES, TYPE, digest
from kg.model import LitkgError
from kg.publish.nanopub.credit import Credit
from kg.publish.nanopub.criteria import NANOPUBLICATION
from kg.publish.nanopub.describing import assertion, info, provenance
from kg.publish.nanopub.reading import Sources, Thing, Triple
from kg.publish.nanopub.signing import signature_quads
from kg.publish.nanopub.terms import LINKS, NANOPUB_PREFIXES, Parts
from kg.publish.nanopub.trusty import UNKNOWN, code_for, with_code
from kg.workshop import fresh_folder, held, replace_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

FIRST_LINE = "# A nanopublication, written by litkg.\n"
ENDING = ".trig"
LONGEST = 120


def nanopublication(
    thing: Thing, known: Sources, credit: Credit, base: str, key: RSAPrivateKey | None = None
) -> tuple[str, list[Quad]]:
    """Make the nanopublication of a finding or a statement.

    Args:
        thing: the finding or statement.
        known: what all nanopublications of the build share.
        credit: whose it is; who signs it must be its creator.
        base: what its IRI begins with, before the code.
        key: what to sign it with, if with anything.

    Returns:
        Its IRI, and its quads: head, assertion, provenance, publication info.
    """
    parts = Parts(base + UNKNOWN)
    head: list[Triple] = [(parts.itself, TYPE, NANOPUBLICATION)]
    graphs = (parts.assertion, parts.provenance, parts.info)
    head += [(parts.itself, link, graph) for link, graph in zip(LINKS.values(), graphs, strict=True)]
    said = (assertion(thing), provenance(thing, parts, known), info(thing, parts, known, credit))
    quads = [
        quad for graph, told in zip((parts.head, *graphs), (head, *said), strict=True) for quad in _in(graph, told)
    ]
    if key is not None:
        quads += signature_quads(quads, parts, key, NamedNode(credit.creator))
    code = code_for(quads)
    return base + code, with_code(quads, code)


def trig(iri: str, quads: list[Quad]) -> bytes:
    """Write a nanopublication as TriG."""
    prefixes = {**PREFIXES, **NANOPUB_PREFIXES, "this": iri, "sub": f"{iri}#"}
    used = {name: prefix for name, prefix in prefixes.items() if any(prefix in str(quad) for quad in quads)}
    data = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=used)
    assert data is not None
    lines = data.splitlines(keepends=True)  # the order of the prefixes is no promise of the library
    return FIRST_LINE.encode() + b"".join([*sorted(lines[: len(used)]), *lines[len(used) :]])


def write_folder(folder: Path, made: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a folder that is new, empty, or holds nothing but nanopublications of litkg; count them.

    Raises:
        LitkgError: it holds something else, or cannot be written.
    """
    _check_folder(folder)
    count = 0
    with held(folder) as shop, fresh_folder(shop, folder) as fresh:
        for name, data in made:
            (fresh / name).write_bytes(data)
            count += 1
        replace_folder(fresh, folder)
    return count


def file_name(thing: Thing, base: str) -> str:
    """Name the file of a thing after its IRI.

    >>> file_name(Thing(NamedNode("https://a/finding/obstacle/app-error"), ()), "https://a/")
    'finding-obstacle-app-error.trig'
    """
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", thing.iri.value.removeprefix(base))
    if len(name) > LONGEST or name != thing.iri.value.removeprefix(base).replace("/", "-"):
        name = f"{name[:LONGEST]}-{digest(thing.iri.value)[:8]}"  # so that no two names fall together
    return name + ENDING


def _in(graph: NamedNode, triples: Iterable[Triple]) -> list[Quad]:
    return sorted({Quad(*triple, graph) for triple in triples}, key=str)


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise LitkgError(str(folder), "is a file", "name a folder with --out")
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_file() or not path.name.endswith(ENDING) or not _is_ours(path):
            raise LitkgError(str(path), "is no nanopublication of litkg", "name an empty or new folder with --out")


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline() == FIRST_LINE.encode()
