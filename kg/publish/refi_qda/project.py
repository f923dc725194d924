"""A REFI-QDA project: the stored texts as sources, coded with what litkg read in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kg import __version__
from kg.folder import texts_left_out
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.graph.texts import key_of, stored_text
from kg.model import LitkgError
from kg.publish.archive import write_archive
from kg.publish.catalogue import fold
from kg.publish.refi_qda.codebook import (
    Code,
    add_codes,
    codebook_file,
    codebook_of,
    guid,
    root_element,
    written,
    xml_text,
)
from kg.publish.refi_qda.coding import CodedPassage, coded_passages, codes_used
from kg.publish.refi_qda.plain_text import PlainText
from kg.publish.refi_qda.variables import NUMBER, Variable, values, variables
from kg.publish.words import Words

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT, CODEBOOK = ".qdpx", ".qdc"
ORIGIN = f"litkg {__version__}"
SHOWN = 60
"""Signs of a quote that a passage is named by."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the numbers of sources, codes, coded passages and codings."""

    sources: int
    codes: int
    passages: int
    codings: int


def write_project(build: Path, out: Path, language: str) -> Written:
    """Write the coding of a build as a REFI-QDA project (``.qdpx``), or its code book alone (``.qdc``).

    Raises:
        LitkgError: there is no build, a text of it is left out or missing, or the file cannot be written.
    """
    if out.suffix.lower() not in (PROJECT, CODEBOOK):
        mend = f"end it in {PROJECT} for the project, in {CODEBOOK} for the code book alone"
        raise LitkgError(str(out), "has an ending that names no format of REFI-QDA", mend)
    store = Store.of_build(build, whole=True)
    passages = coded_passages(store)
    codes = codebook_of(store, language, codes_used(passages))
    number = sum(1 for code in codes for _ in code.below())
    if out.suffix.lower() == CODEBOOK:
        try:
            out.write_bytes(codebook_file(codes))
        except OSError as error:
            raise LitkgError(str(out), f"cannot be written ({error.strerror})", "name another file") from error
        return Written(0, number, 0, 0)
    sources = _sources(store, build)
    project = _project(store, codes, sources, passages, language)
    contents = [("project.qde", written(project))]
    contents += [(f"sources/{source.guid}.txt", source.plain.text.encode()) for source in sources]
    write_archive(out, contents)
    coded = [passage for source in sources for passage in passages.get(source.paper, [])]
    return Written(len(sources), number, len(coded), sum(len(passage.codes) for passage in coded))


@dataclass(frozen=True, slots=True)
class Source:
    """A stored text: the IRI of its paper, its key, and its text as the programs count it."""

    paper: str
    key: str
    plain: PlainText

    @property
    def guid(self) -> str:
        """The same for the same paper in every build."""
        return guid("source", self.paper)


def _sources(store: Store, build: Path) -> list[Source]:
    left_out = texts_left_out(build)
    sources = []
    for row in rows(store, "keys"):
        key = key_of(row["paper"])
        if key in left_out:
            what = f"is a copy without the text of {key}, in which passages are to be coded"
            raise LitkgError(str(build), what, "name the build that it was copied from with --build")
        sources.append(Source(row["paper"], key, PlainText.of(stored_text(build, key))))
    return sources


def _project(
    store: Store,
    codes: tuple[Code, ...],
    sources: list[Source],
    passages: Mapping[str, list[CodedPassage]],
    language: str,
) -> etree._Element:
    words = Words.of(language, rows(store, "labels"))
    user = guid("user", ORIGIN)
    name = f"litkg: {words.count(len(sources), 'papers')}"
    about = {"name": name, "origin": ORIGIN, "creatingUserGUID": user}
    root = root_element("Project", NAMESPACE, about)
    etree.SubElement(etree.SubElement(root, _tag("Users")), _tag("User"), {"guid": user, "name": ORIGIN})
    add_codes(etree.SubElement(root, _tag("CodeBook")), codes, NAMESPACE)
    known_variables = variables(language)
    told = etree.SubElement(root, _tag("Variables"))
    for variable in known_variables:
        known = {"guid": variable.guid, "name": variable.name, "typeOfVariable": variable.type}
        etree.SubElement(told, _tag("Variable"), known)
    guids = {code.key: code.guid for top in codes for code in top.below()}
    titles = {row["paper"]: row["title"] for row in rows(store, "papers")}
    known_values = values(store, words)
    listed = etree.SubElement(root, _tag("Sources"))
    for source in sources:
        about = {"guid": source.guid, "name": source.key, "plainTextPath": f"internal://{source.guid}.txt"}
        element = etree.SubElement(listed, _tag("TextSource"), {name: xml_text(said) for name, said in about.items()})
        if titles.get(source.paper):
            etree.SubElement(element, _tag("Description")).text = xml_text(titles[source.paper])
        for passage in passages.get(source.paper, []):
            element.append(_selection(source, passage, guids, user))
        element.extend(_values(known_variables, known_values.get(source.paper, {})))
    return root


def _selection(
    source: Source, passage: CodedPassage, guids: Mapping[tuple[str, str], str], user: str
) -> etree._Element:
    start, end = (source.plain.at(position) for position in passage.span)
    named = (source.paper, *map(str, passage.span))
    about = {
        "guid": guid("passage", *named),
        "name": xml_text(fold(source.plain.text[start:end])[:SHOWN]),
        "startPosition": str(start),
        "endPosition": str(end),
        "creatingUser": user,
    }
    element = etree.Element(_tag("PlainTextSelection"), about)
    if passage.notes:
        etree.SubElement(element, _tag("Description")).text = xml_text("\n".join(passage.notes))
    for key in passage.codes:
        coding = etree.SubElement(element, _tag("Coding"), {"guid": guid("coding", *named, *key), "creatingUser": user})
        etree.SubElement(coding, _tag("CodeRef"), {"targetGUID": guids[key]})
    return element


def _values(all_variables: tuple[Variable, ...], known: Mapping[str, str]) -> Iterator[etree._Element]:
    for variable in all_variables:
        if variable.code in known:
            element = etree.Element(_tag("VariableValue"))
            etree.SubElement(element, _tag("VariableRef"), {"targetGUID": variable.guid})
            said = etree.SubElement(element, _tag("IntegerValue" if variable.type == NUMBER else "TextValue"))
            said.text = xml_text(known[variable.code])
            yield element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
