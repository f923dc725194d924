"""The code book: kinds of statement with their concepts, stances, whose statement it is, methods, aims of citations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from kg import __version__
from kg.analysis.consolidate import local
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.graph.terms import ONTOLOGY_GRAPH
from kg.graph.to_rdf import SCHEME_OF
from kg.publish.words import Words

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ATTRIBUTIONS = ("own", "cited", "background")
GROUPS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "stance": "sikap", "attribution": "pernyataan siapa", "verdict": "penilaian umum artikel",
        "method": "metode dan teknik", "citation-intent": "maksud sitasi",
    },
    "en": {
        "stance": "stance", "attribution": "whose statement", "verdict": "overall verdict of the paper",
        "method": "methods and techniques", "citation-intent": "intent of a citation",
    },
}  # fmt: skip
COLOURS = {
    "assessment": "#0072b2", "obstacle": "#d55e00", "benefit": "#009e73", "recommendation": "#cc79a7",
    "feature": "#56b4e9", "statistic": "#8c6d31", "gap": "#7f3c8d", "future-research": "#b07aa1",
    "attribution": "#7f7f7f", "verdict": "#1f3a5f", "method": "#e69f00", "citation-intent": "#999933",
}  # fmt: skip
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGNS = {"1": "#2e7d32", "0": "#f0a000", "-1": "#c62828"}


CodeKey = tuple[str, str]
"""What a passage is coded by, such as a kind of statement and the IRI of a concept."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code with those under it."""

    key: CodeKey
    name: str
    definition: str = ""
    colour: str = ""
    codable: bool = True
    children: tuple[Code, ...] = ()

    @property
    def guid(self) -> str:
        """The same for the same code in every build, so that the code books of several projects become one."""
        return guid("code", *self.key)

    def below(self) -> Iterator[Code]:
        """The code itself and all those under it."""
        yield self
        for child in self.children:
            yield from child.below()


def xml_text(text: str) -> str:
    r"""Replace the characters that no XML document may hold.

    >>> xml_text("a\x00b\ufffec")
    'a\ufffdb\ufffdc'
    """
    return NOT_XML.sub("\ufffd", text)


def guid(*named: str) -> str:
    """Make an identifier out of what a thing is called.

    >>> guid("code", "obstacle", "https://a/obstacle/app-error")
    '96280c9d-b6cd-54e0-b5e8-38e3fb314e55'
    """
    return str(uuid5(NAMESPACE_URL, f"{ONTOLOGY_GRAPH}/refi-qda#" + "\x1f".join(named)))


def codebook_of(store: Store, language: str, used: Collection[CodeKey]) -> tuple[Code, ...]:
    """Make the code book: every concept of the vocabulary that statements may have, whether or not one has it.

    Args:
        store: the graph.
        language: that of the names.
        used: what passages are coded by.
    """
    labels = rows(store, "labels")
    words = Words.of(language, labels)
    schemes: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in labels:
        schemes[row["scheme"]].setdefault(row["concept"], row)
    codes = [
        *_kinds(store, words, schemes, used),
        _group("stance", words, schemes["stance"].values()),
        _attributions(words),
        Code(("verdict", ""), GROUPS[language]["verdict"], colour=COLOURS["verdict"]),
        _methods(store, words, schemes),
        _group("citation-intent", words, schemes["citation-intent"].values()),
    ]
    return _distinct(codes)


def _kinds(
    store: Store, words: Words, schemes: Mapping[str, Mapping[str, Row]], used: Collection[CodeKey]
) -> Iterator[Code]:
    """The kinds of statement; two that share a scheme have it whole only once, the other what it uses."""
    kinds = {row["kind"]: row for row in rows(store, "kinds")}
    for kind, row in kinds.items():
        scheme = SCHEME_OF.get(kind, kind)
        shared = scheme != kind and scheme in kinds
        concepts = [each for iri, each in schemes.get(scheme, {}).items() if not shared or (kind, iri) in used]
        children = tuple(_concept(kind, each, words) for each in concepts)
        name = row[f"label_{words.language}"] or words.word("kind", kind)
        # A statement without a concept, such as a figure, is coded by its kind; other kinds only hold their concepts.
        codable = not children or (kind, "") in used
        yield Code((kind, ""), name, row[f"definition_{words.language}"], COLOURS.get(kind, ""), codable, children)


def _group(scheme: str, words: Words, concepts: Iterable[Row]) -> Code:
    children = tuple(_concept(scheme, row, words) for row in concepts)
    return Code((scheme, ""), GROUPS[words.language][scheme], "", COLOURS.get(scheme, ""), not children, children)


def _concept(group: str, row: Row, words: Words) -> Code:
    iri = row["concept"]
    colour = SIGNS.get(row["sign"], COLOURS.get(group, ""))
    return Code((group, iri), words.label(iri), words.definitions.get(iri, ""), colour)


def _attributions(words: Words) -> Code:
    colour = COLOURS["attribution"]
    children = (Code(("attribution", each), words.word("attribution", each), "", colour) for each in ATTRIBUTIONS)
    return Code(("attribution", ""), GROUPS[words.language]["attribution"], "", colour, False, tuple(children))


def _methods(store: Store, words: Words, schemes: Mapping[str, Mapping[str, Row]]) -> Code:
    """Methods and techniques under what they serve: approach, design, collection and so on."""
    known = {**schemes.get("method", {}), **schemes.get("technique", {})}
    parts = schemes.get("study-part", {})
    under: dict[str, list[Code]] = defaultdict(list)
    broader = {row["concept"]: row["broader"] for row in rows(store, "broader")}
    for iri, row in known.items():
        part = broader.get(iri, "")
        under[part if part in parts else ""].append(_concept("method", row, words))
    groups = [
        replace(_concept("method", row, words), codable=False, children=tuple(under[iri]))
        for iri, row in parts.items()
        if under[iri]
    ]
    name = GROUPS[words.language]["method"]
    return Code(("method", ""), name, "", COLOURS["method"], False, (*groups, *under[""]))


def _distinct(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Give every code a name of its own, for several programs have no two codes of one name, small or capital."""
    codes = tuple(codes)
    taken: set[str] = set()
    return tuple(_renamed(code, "", taken) for code in codes)


def _renamed(code: Code, group: str, taken: set[str]) -> Code:
    name = _free(code.name, (f"{code.name} ({group})", f"{code.name} ({group}: {local(code.key[1])})"), taken)
    taken.add(name.casefold())
    children = tuple(_renamed(child, group or code.name, taken) for child in code.children)
    return replace(code, name=name, children=children)


def _free(name: str, others: Iterable[str], taken: Collection[str]) -> str:
    free = (each for each in (name, *others) if each.casefold() not in taken)
    return next(free, "") or next(
        each for number in range(2, len(taken) + 3) if (each := f"{name} ({number})").casefold() not in taken
    )


def codebook_file(codes: Iterable[Code]) -> bytes:
    """Write a code book alone, the content of a ``.qdc`` file."""
    root = root_element("CodeBook", NAMESPACE, {"origin": f"litkg {__version__}"})
    add_codes(root, codes, NAMESPACE)
    return written(root)


def add_codes(codebook: etree._Element, codes: Iterable[Code], namespace: str) -> None:
    """Put codes into a code book, of a project or alone: both have the same elements."""
    parent = etree.SubElement(codebook, f"{{{namespace}}}Codes")
    for code in codes:
        _add_code(parent, code, namespace)


def _add_code(parent: etree._Element, code: Code, namespace: str) -> None:
    known = {"guid": code.guid, "name": xml_text(code.name), "isCodable": str(code.codable).lower()}
    element = etree.SubElement(parent, f"{{{namespace}}}Code", known | ({"color": code.colour} if code.colour else {}))
    if code.definition:
        etree.SubElement(element, f"{{{namespace}}}Description").text = xml_text(code.definition)
    for child in code.children:
        _add_code(element, child, namespace)


def root_element(name: str, namespace: str, about: dict[str, str]) -> etree._Element:
    """Begin a document whose names need no prefix."""
    unprefixed: dict[Any, str] = {None: namespace}
    return etree.Element(f"{{{namespace}}}{name}", about, nsmap=unprefixed)


def written(root: etree._Element) -> bytes:
    """Write a document, in UTF-8."""
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"
