"""What is meant by the name that ``kg cite`` is given, and the document that cites it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from kg.analysis.ask import CLOSE, MOST_GUESSES
from kg.analysis.consolidate import local
from kg.graph.store import GRAPH_FILE, TEXTS, Store
from kg.model import LitkgError
from kg.publish.catalogue import Catalogue
from kg.publish.cite.documents import Block, Document
from kg.publish.cite.entries import Entries
from kg.publish.cite.lists import ReferenceList
from kg.publish.cite.sentences import Cited, sentence
from kg.publish.page import Site
from kg.publish.positions import FindingView

BLANKS = re.compile(r"[\W_]+")
REMARKS = {
    "id": ("Bila karya itu sendiri yang dibaca:", "Bila yang dibaca hanya artikel yang mengutipnya:"),
    "en": ("If you have read the work itself:", "If you have read only a paper that cites it:"),
}

Names = dict[str, list[tuple[str, str]]]
"""By name, what has it: its IRI, and the id that it is shown by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a name stands for: a paper, a cited work, or findings."""

    kind: str
    iris: tuple[str, ...]


class Library:
    """The papers, cited works and findings of a build, by all names that they may be asked for by."""

    def __init__(self, build: Path) -> None:
        store = Store.of_build(build)
        texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((build / TEXTS).glob("*.txt"))}
        self.site = Site(Catalogue(store, texts), build / GRAPH_FILE)
        self.entries = Entries(self.site.catalogue)

    @cached_property
    def findings(self) -> Mapping[str, FindingView]:
        """The findings by IRI."""
        return {view.row["finding"]: view for view in self.site.findings}

    def cite(self, name: str, style: str, language: str) -> Document:
        """Cite what a name stands for.

        Raises:
            LitkgError: nothing in the build has that name.
        """
        asked = self.named(name)
        if asked.kind == "finding":
            blocks, read = self._findings([self.findings[iri] for iri in asked.iris], style, language)
        elif asked.kind == "work":
            blocks, read = self._work(asked.iris[0], style, language)
        else:
            blocks, read = (self._directly(asked.iris[0], style, language),), list(asked.iris)
        entries = sorted((self.entries[iri] for iri in dict.fromkeys(read)), key=lambda entry: entry.place)
        return Document(name, style, language, blocks, tuple(entries))

    def named(self, name: str) -> Asked:
        """Find what a name stands for: papers before works, then findings, then all findings on a concept."""
        tiers: list[Names] = []
        kinds = {"paper": (self._papers,), "work": (self._works,), "finding": (self._findings_named, self._concepts)}
        for kind, make in ((kind, make) for kind, makers in kinds.items() for make in makers):
            tiers.append(make())
            if found := tiers[-1].get(_plain(name)):
                return Asked(kind, tuple(iri for iri, _ in found))
        known = {shown: None for names in tiers for shown in names}
        close = process.extract(_plain(name), list(known), scorer=fuzz.token_ratio, limit=20, score_cutoff=CLOSE)
        shown = [names[plain][0][1] for plain, _, _ in close for names in tiers if plain in names]
        guesses = ", ".join(list(dict.fromkeys(shown))[:MOST_GUESSES])
        mend = f"did you mean {guesses}?" if guesses else "see 'kg query papers', 'kg query findings', 'kg query works'"
        raise LitkgError(f"'{name}'", "is no paper, cited work, finding or concept of this build", mend)

    def _papers(self) -> Names:
        return self._by_id(self.site.catalogue.papers, "paper")

    def _works(self) -> Names:
        return self._by_id(self.site.catalogue.works, "work")

    def _by_id(self, iris: Iterable[str], folder: str) -> Names:
        ids = {iri: unquote(local(iri)) for iri in iris}
        return _names(
            (name, iri, own)
            for iri, own in ids.items()
            for name in (own, f"{folder}/{own}", self.entries.keys[iri], iri)
        )

    def _findings_named(self) -> Names:
        ids = {iri: f"{view.row['kind']}/{local(view.row['concept'])}" for iri, view in self.findings.items()}
        return _names((name, iri, own) for iri, own in ids.items() for name in (own, f"finding/{own}", iri))

    def _concepts(self) -> Names:
        """Name concepts by id, by their labels, and by their IRIs."""
        concepts = {iri: view.row["concept"] for iri, view in self.findings.items()}
        labels = [words.labels for words in self.site.words.values()]
        return _names(
            (name, iri, local(concept))
            for iri, concept in concepts.items()
            for name in (local(concept), concept, *(known.get(concept, "") for known in labels))
        )

    def _directly(self, iri: str, style: str, language: str, remark: str = "") -> Block:
        sentences = ((Cited(iri),), (Cited(iri, behind=True),))
        return Block(sentences, ReferenceList(self.entries, [Cited(iri)], style, language), remark)

    def _work(self, iri: str, style: str, language: str) -> tuple[tuple[Block, ...], list[str]]:
        """Cite a work as one that was read, and as one that is known through papers."""
        directly, secondary = REMARKS[language]
        citing = tuple(sorted({row["paper"] for row in self.site.catalogue("references") if row["work"] == iri}))
        blocks = [self._directly(iri, style, language, directly)]
        if citing:
            cited = Cited(iri, citing)
            sentences = ((cited,), (Cited(iri, citing, behind=True),))
            blocks.append(Block(sentences, ReferenceList(self.entries, [cited], style, language), secondary))
        return tuple(blocks), [iri, *Cited(iri, citing).read] if citing else [iri]

    def _findings(self, views: list[FindingView], style: str, language: str) -> tuple[tuple[Block, ...], list[str]]:
        """Say findings in a sentence each, with one list behind them."""
        name = self.site.catalogue.cite
        sentences = tuple(tuple(sentence(self.site, view, language, name)) for view in views)
        listed = ReferenceList(self.entries, _cited(sentences), style, language)
        read = [entry.iri for entry in listed.entries]
        read += [position.place.paper for view in views for position in view.positions]
        return (Block(sentences, listed),), read


def _cited(sentences: tuple[tuple[str | Cited, ...], ...]) -> Iterator[Cited]:
    return (part for said in sentences for part in said if isinstance(part, Cited))


def _names(known: Iterable[tuple[str, str, str]]) -> Names:
    """Gather by plain name what has it."""
    found: Names = defaultdict(list)
    for name, iri, shown in known:
        if _plain(name) and (iri, shown) not in found[_plain(name)]:
            found[_plain(name)].append((iri, shown))
    return dict(found)


def _plain(name: str) -> str:
    return BLANKS.sub(" ", name).casefold().strip()
