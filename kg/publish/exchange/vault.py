"""What all notes of a folder share: their names, how they link to each other, and how they quote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from kg.analysis.consolidate import local
from kg.analysis.wording import in_language
from kg.publish.catalogue import Place
from kg.publish.cite.entries import Entries
from kg.publish.exchange.markdown import escaped, file_names, link, one_line
from kg.publish.exchange.words import Wording, wording
from kg.publish.page import Site
from kg.publish.positions import FindingView
from kg.publish.words import Words

START, GAPS = "README", "gaps"
Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a paper: where they stand, in which section and on which page, and how they were read."""

    words: str
    place: Place | None
    section: str = ""
    page: str = ""
    rule: str = ""
    confidence: str = ""


class Vault:
    """The notes of a build: one for each paper, each concept that papers speak of, and each finding."""

    def __init__(self, site: Site, language: str) -> None:
        self.site, self.catalogue, self.language = site, site.catalogue, language
        self.words: Words = site.words[language]
        self.said: Wording = wording(language)
        self.entries = Entries(site.catalogue)

    @cached_property
    def findings(self) -> Mapping[str, FindingView]:
        """The findings by IRI."""
        return {view.row["finding"]: view for view in self.site.findings}

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that papers speak of, judge, report or use."""
        columns = (
            ("findings", "concept"), ("statements", "concept"), ("frameworks", "framework"), ("designs", "method"),
        )  # fmt: skip
        found = {row[column] for name, column in columns for row in self.catalogue(name)}
        return tuple(sorted(found & self.schemes.keys()))

    @cached_property
    def schemes(self) -> Mapping[str, str]:
        """The kind of each concept of the vocabulary."""
        return {row["concept"]: row["scheme"] for row in self.catalogue("labels")}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each note, by the IRI of what it is on."""
        wanted = {iri: paper.key for iri, paper in self.catalogue.papers.items()}
        wanted |= {iri: f"{self.schemes[iri]}-{unquote(local(iri))}" for iri in self.concepts}
        for iri, view in self.findings.items():
            wanted[iri] = f"finding-{view.row['kind']}-{unquote(local(view.row['concept']))}"
        return file_names(wanted, taken=(START, GAPS))

    def name(self, iri: str) -> str:
        """Name a paper, a work, a finding or a concept in words."""
        if iri in self.findings:
            row = self.findings[iri].row
            return f"{self.words.word('kind', row['kind'])}: {self.words.label(row['concept'])}"
        if iri in self.catalogue.papers or iri in self.catalogue.works:
            return in_language(self.catalogue.cite(iri), self.words.language)
        return self.words.label(iri)

    def link(self, iri: str) -> str:
        """Link to the note on something; what has none, such as a cited work, is named."""
        return link(self.names[iri], self.name(iri)) if iri in self.names else escaped(self.name(iri))

    def quote(self, quoted: Quoted, indent: str = "") -> Lines:
        """Quote words, with the place where they stand."""
        if quoted.words:
            yield f"{indent}> “{escaped(quoted.words)}”"
        if place := self._told(quoted):
            yield f"{indent}>"
            yield f"{indent}> — {place}"

    def _told(self, quoted: Quoted) -> str:
        if quoted.place is None:
            return ""
        section = f", {self.words.word('section', quoted.section)}" if quoted.section else ""
        page = self.said["page"].format(page=quoted.page) if quoted.page else ""
        paper = self.catalogue.papers.get(quoted.place.paper)
        key = paper.key if paper else unquote(local(quoted.place.paper))
        start, end = quoted.place.span
        told = [self.said["place"].format(paper=key, section=section, page=page, start=start, end=end)]
        told += [f"{self.said['rule']} {quoted.rule}"] if quoted.rule else []
        told += [f"{self.said['confidence']} {quoted.confidence}"] if quoted.confidence else []
        return escaped("; ".join(told))


def note(front: Mapping[str, object], title: str, body: Iterable[str], link: str = "") -> bytes:
    r"""Put a note together: front matter, a heading, and the rest.

    Values are written as JSON, which is YAML that every reader understands alike. In them, "[[" would be a link.

    Args:
        front: what is known of the thing; what is empty is left out.
        title: the heading.
        body: the lines below it.
        link: a link to the concept that the note is on, for the front matter.

    >>> print(note({"year": 2024, "title": "---", "doi": ""}, "A", ["b"]).decode())
    ---
    year: 2024
    title: "---"
    ---
    <BLANKLINE>
    # A
    <BLANKLINE>
    b
    <BLANKLINE>
    """
    known = {name: _plain(value) for name, value in front.items() if value not in ("", None, [])}
    known |= {"concept": link} if link else {}
    data = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in known.items()]
    lines = ["---", *data, "---", "", f"# {escaped(title)}", "", *body, ""]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).encode()


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return one_line(value).replace("[[", "［［") if isinstance(value, str) else value
