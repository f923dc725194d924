"""The papers and cited works of a build as entries of a reference list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from kg.analysis.consolidate import local
from kg.analysis.wording import KEY_YEAR
from kg.extract.phrases import pattern
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue
from kg.publish.cite.keys import keys
from kg.publish.cite.titles import in_sentence_case
from kg.publish.references import Item, Name, csl_item


@dataclass(frozen=True, slots=True)
class Entry:
    """What is cited, as it stands in one reference list.

    Attributes:
        iri: the paper or work.
        key: what Markdown and LaTeX cite it by, the ``id`` of its item.
        item: its data, in CSL-JSON.
        suffix: the letter behind its year, where the list has another of the same authors and year.
        named: how many authors a citation names before "et al.", 0 for as many as the style says.
        initials: whether a citation gives the initials of the first author, who shares a family name.
    """

    iri: str
    key: str
    item: Item
    suffix: str = ""
    named: int = 0
    initials: bool = False

    @property
    def authors(self) -> list[Name]:
        """Its authors, or its editors where it has none."""
        found = self.item.get("author") or self.item.get("editor")
        return found if isinstance(found, list) else []

    @property
    def year(self) -> int:
        """Its year, 0 when it is not known."""
        issued = self.item.get("issued")
        return int(issued["date-parts"][0][0]) if isinstance(issued, dict) else 0

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands in a list by authors, year and title."""
        names = tuple(" ".join(name.values()).casefold() for name in self.authors)
        title = str(self.item.get("title", "")).casefold()
        return names or (title,), self.year, self.suffix, title, self.key


class Entries:
    """The entries of a build, each made when it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[str, Entry] = {}

    def __getitem__(self, iri: str) -> Entry:
        """Give the entry of a paper or cited work."""
        if iri not in self._made:
            item = self._paper(iri) if iri in self._catalogue.papers else self._work(iri)
            self._made[iri] = Entry(iri, self.keys[iri], {"id": "", **item} | {"id": self.keys[iri]})
        return self._made[iri]

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The key of each paper and work, by IRI."""
        papers = {iri: paper.key for iri, paper in self._catalogue.papers.items()}
        works = {iri: unquote(local(iri)) for iri in self._catalogue.works}
        return keys(papers, works)

    def _paper(self, iri: str) -> Item:
        paper = self._catalogue.papers[iri]
        data = paper.data
        issue = next(iter(self._catalogue.of_paper("issues").get(iri, [])), {})
        in_key = KEY_YEAR.search(paper.key)
        year = data["year"] or (in_key.group(1) if in_key else "")
        published = data["venue"] or data["doi"] or issue.get("volume")
        item: Item = {"type": "article-journal" if published else "document"}
        if authors := [_name(row) for row in self._catalogue.of_paper("authors").get(iri, [])]:
            item["author"] = authors
        if year:
            item["issued"] = {"date-parts": [[int(year)]]}
        title = in_sentence_case(" ".join(data["title"].split()), paper.text) or paper.key
        known = {"title": title, "container-title": data["venue"], "volume": issue.get("volume")}
        known |= {"issue": issue.get("issue"), "page": issue.get("pages"), "DOI": data["doi"]}
        known |= {"language": data["language"]}
        return item | {name: value for name, value in known.items() if value}

    def _work(self, iri: str) -> Item:
        """Give the entry that tells most of a work; a work that no list tells of has its short name alone."""
        rows = self._entries_of.get(iri, [])
        if not rows:
            return {"type": "document", "title": self._catalogue.works.get(iri) or unquote(local(iri))}
        best = max(rows, key=lambda row: sum(1 for name, value in row.items() if value and name != "raw"))
        item = csl_item(best)
        if not item.get("title") and not item.get("author"):
            item["title"] = " ".join(best["raw"].split())
        return item

    @cached_property
    def _entries_of(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._catalogue("references"):
            found[row["work"]].append(row)
        return found


def _name(row: Row) -> Name:
    """Part a name of a paper's author by its family name."""
    name, family = " ".join(row["name"].split()), " ".join(row["family"].split())
    if pattern("reference", "organisation").search(name):
        return {"literal": name}
    before, comma, behind = (part.strip() for part in name.partition(","))
    if comma and before and behind:
        return {"family": before, "given": behind}
    if not family or family == name or family not in name:
        return {"family": name} if len(name.split()) == 1 else {"literal": name}
    before, _, behind = name.rpartition(family)
    return {"family": family, "given": " ".join(f"{before} {behind}".split())}
