"""Where a study is set, as nodes of the graph: a regency or city, in its province."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import TYPE, Names, term
from kg.model import Place

PROVINCE = "provinsi"
Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def place_node(names: Names, place: Place) -> NamedNode:
    """Name a place: by its province's ISO 3166-2 code, its kind and its name.

    >>> place_node(Names("https://example.org/"), Place("kota", "Palangka Raya", "Kalimantan Tengah", "ID-KT")).value
    'https://example.org/place/ID-KT/kota-palangka-raya'
    >>> place_node(Names("https://example.org/"), Place("provinsi", "Bali", "Bali", "ID-BA")).value
    'https://example.org/place/ID-BA'
    """
    local = "" if place.kind == PROVINCE else "/" + re.sub(r"\W+", "-", place.title.lower())
    return NamedNode(f"{names.base}place/{place.code}{local}")


def place_quads(names: Names, places: Iterable[Place]) -> list[Quad]:
    """Describe the places of a corpus, each once, in a graph of their own: two papers may share a place."""
    triples = dict.fromkeys(triple for place in places for triple in place_triples(names, place))
    return [Quad(*triple, names.places()) for triple in triples]


def place_triples(names: Names, place: Place) -> Triples:
    """Describe a place and the province that it lies in."""
    node = place_node(names, place)
    is_province = place.kind == PROVINCE
    yield node, TYPE, term("schema:AdministrativeArea")
    yield node, term("rdfs:label"), Literal(place.name if is_province else place.title, language="id")
    if place.kind:
        yield node, term("dcterms:type"), Literal(place.kind)
    if is_province:
        yield node, term("dcterms:identifier"), Literal(place.code)
    else:
        province = Place(PROVINCE, place.province, place.province, place.code)
        yield node, term("schema:containedInPlace"), place_node(names, province)
        yield from place_triples(names, province)
