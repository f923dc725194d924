"""What a module of pages is given, the site, and what it yields: pages and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.publish.catalogue import Catalogue
from kg.publish.positions import FindingView, findings_of
from kg.publish.words import LANGUAGES, Words

MENU = ("index", "papers", "findings", "contradictions", "matrix", "gaps", "graph", "sparql", "integrity", "about")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, which is written once in each language.

    Attributes:
        path: where it stands under the top of its language, such as ``paper/pradiya-2024.html``.
        template: the template that it fills.
        view: what the template is told besides what all templates know.
        section: the entry of the menu that it belongs to.
    """

    path: str
    template: str
    view: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load, such as a script with data; ``path`` stands under the top of the site."""

    path: str
    text: str


class Site:
    """What all pages are made from; what several of them need is computed once."""

    def __init__(self, catalogue: Catalogue, graph_file: Path) -> None:
        self.catalogue = catalogue
        self.graph_file = graph_file
        self.words = {language: Words.of(language, catalogue("labels")) for language in LANGUAGES}

    @cached_property
    def findings(self) -> list[FindingView]:
        """The findings with the positions that papers hold, those with most papers first."""
        return findings_of(self.catalogue)


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One of the pages that a long list is split over: ``number`` counts from 1, ``paths`` are those of all parts."""

    number: int
    items: Sequence[Item]
    paths: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where this part stands."""
        return self.paths[self.number - 1]


def parts(path: str, items: Sequence[Item], size: int) -> Iterator[Part[Item]]:
    """Split a list over pages, so that no page grows with the corpus; a list of nothing has one page.

    >>> [(part.path, list(part.items)) for part in parts("papers.html", "abcde", 2)]
    [('papers.html', ['a', 'b']), ('papers-2.html', ['c', 'd']), ('papers-3.html', ['e'])]
    """
    stem = path.removesuffix(".html")
    count = max(1, -(-len(items) // size))
    paths = (path, *(f"{stem}-{number}.html" for number in range(2, count + 1)))
    for number in range(1, count + 1):
        yield Part(number, items[(number - 1) * size : number * size], paths)
