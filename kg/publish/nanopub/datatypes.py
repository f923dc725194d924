"""Whether the words of a literal are ones that its XSD datatype has."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree
from pyoxigraph import Literal

from kg.graph.terms import PREFIXES, XSD

NEWER = {"dateTimeStamp": "dateTime", "dayTimeDuration": "duration", "yearMonthDuration": "duration"}
"""Datatypes that libxml2, which knows XSD 1.0, takes for what they are restrictions of."""
OWN = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    "base64Binary": re.compile(r"(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){2}= ?=|([A-Za-z0-9+/] ?){3}=)?"),
}
"""Datatypes that libxml2 judges wrongly: long numbers as too long, and as base64 what is none."""
SCHEMA = '<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><s:element name="v" type="s:{}"/></s:schema>'


def is_ill_typed(literal: Literal) -> bool:
    """Whether a literal has a datatype of XSD that its words do not fit, or one that XSD lacks.

    >>> from kg.graph.terms import year
    >>> is_ill_typed(year(2024)), is_ill_typed(Literal("soon", datatype=year(2024).datatype))
    (False, True)
    """
    datatype = literal.datatype.value
    if datatype == PREFIXES["rdf"] + "langString":
        return not literal.language
    if not datatype.startswith(XSD) or datatype == XSD + "string":
        return False
    name = datatype.removeprefix(XSD)
    if name in OWN:
        return OWN[name].fullmatch(literal.value) is None
    # A day without its time is common in published nanopublications, and the official suite calls one valid.
    taken_for = ("dateTime", "date") if name == "dateTime" else (name,)
    return not any(_fits(literal.value, _schema(each)) for each in taken_for)


def _fits(words: str, schema: etree.XMLSchema | None) -> bool:
    if schema is None or words != words.strip():
        return False
    element = etree.Element("v")
    try:
        element.text = words
    except ValueError:  # a control character, which no datatype but string has
        return False
    return bool(schema.validate(element))


@cache
def _schema(datatype: str) -> etree.XMLSchema | None:
    name = NEWER.get(datatype, datatype)
    if not name.isalnum():
        return None
    try:
        return etree.XMLSchema(etree.fromstring(SCHEMA.format(name)))
    except etree.XMLSchemaParseError:
        return None
