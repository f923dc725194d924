"""The network of a corpus for programs that draw and measure networks: papers, works, and what they are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import networkx as nx

from kg.analysis.consolidate import local
from kg.analysis.wording import in_language
from kg.graph.store import Row, Store
from kg.graph.terms import digest
from kg.publish.catalogue import Catalogue, Place, fold, span_of
from kg.publish.cite.entries import Entries
from kg.publish.positions import findings_of
from kg.publish.words import LANGUAGES, Words

SIDES = {"pos": 1, "mix": 0, "neg": -1}
INTENTS = {"agreesWith": 1, "confirms": 1, "disagreesWith": -1}
RELATIONS = {
    "lists": ("dalam daftar pustaka", "in the reference list"),
    "uses-method": ("metode", "method"),
    "set-in": ("tempat penelitian", "setting"),
    "agrees": ("sependapat", "agrees"),
    "contradicts": ("bertentangan", "contradicts"),
}
"""What a relation is called in Indonesian and in English, where the vocabulary and the site have no word."""
Attributes = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge: how its source is tied to its target, and the words that say so.

    Attributes:
        source: the IRI of a paper or cited work.
        target: the IRI of what it is tied to.
        relation: judges, obstacle, benefit, recommendation, feature, cites, lists, applied, mentioned, uses-method,
            set-in, agrees or contradicts.
        about: the IRI of a stance, of a CiTO property or of an aspect that says more.
        sign: 1 supports, −1 opposes, 0 both; ``None`` where no side is taken.
        basis: who says so: verdict, detail and reported are levels of a position, declared is an author's word on
            another work, computed follows from what both say.
        place: where the words stand.
        quote: the words; of a computed tie those of the source.
        quote_target: the words of the target, of a computed tie.
        weight: in how many places it is said.
    """

    source: str
    target: str
    relation: str
    about: str = ""
    sign: int | None = None
    basis: str = ""
    place: Place | None = None
    quote: str = ""
    quote_target: str = ""
    weight: int = 1


def network_of(store: Store, language: str = "id") -> nx.MultiDiGraph:
    """Give papers, cited works, and what they speak of, as a graph of networkx; nodes are IRIs.

    A node has ``kind`` (paper, work, aspect, obstacle, benefit, recommendation, feature, framework, method, technique
    or setting), ``code`` (the key of a paper, the id of a concept), ``label``, ``label_id``, ``label_en``, and where
    known ``title``, ``year``, ``doi`` and ``citekey``. An edge has ``relation``, ``label``, ``label_id``, ``label_en``,
    ``weight`` and, where it has them, ``sign`` (1, 0 or −1), ``basis``, ``about``, and ``quote`` (white space folded)
    with the paper and the characters that it stands at. What is not known has no attribute.

    Args:
        store: the graph of a build.
        language: of ``label``, ``id`` or ``en``.
    """
    return _Network(store, language).graph()


class _Network:
    """The nodes and edges of a graph; each named query is asked once."""

    def __init__(self, store: Store, language: str) -> None:
        self._catalogue = Catalogue(store, {})
        self._entries = Entries(self._catalogue)
        self._words = {each: Words.of(each, self._catalogue("labels")) for each in LANGUAGES}
        self._language = language
        self._schemes = {row["concept"]: row["scheme"] for row in self._catalogue("labels")}
        self._settings: dict[str, str] = {}

    def graph(self) -> nx.MultiDiGraph:
        ties = sorted(set(self._ties()), key=repr)
        nodes = [*self._catalogue.papers, *self._catalogue.works]
        graph = nx.MultiDiGraph(name="litkg")
        for node in sorted({*nodes, *(tie.source for tie in ties), *(tie.target for tie in ties)}):
            graph.add_node(node, **self._node(node))
        for tie in ties:
            graph.add_edge(tie.source, tie.target, key=digest(repr(tie)), **self._edge(tie))
        return graph

    def _ties(self) -> Iterator[Tie]:
        yield from self._positions()
        yield from self._citations()
        yield from self._theories()
        yield from self._designs()
        yield from self._compared()

    def _positions(self) -> Iterator[Tie]:
        for finding in findings_of(self._catalogue):
            kind, concept = finding.row["kind"], finding.row["concept"]
            for held in finding.positions:
                relation = "judges" if kind == "assessment" else kind
                sign = SIDES[held.side]
                yield Tie(held.holder, concept, relation, held.stance, sign, held.level, held.place, held.quote)

    def _citations(self) -> Iterator[Tie]:
        """Tie a paper to a work once for each intent; to a work that its text does not cite, as one of its list."""
        places: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self._catalogue("citations"):
            if row["work"]:
                places[row["paper"], row["work"], row["intent"]].append(row)
        for (paper, work, intent), rows in places.items():
            span, sign = span_of(rows[0]), INTENTS.get(local(intent))
            place = Place(paper, span) if span else None
            basis = "declared" if sign is not None else ""
            yield Tie(paper, work, "cites", intent, sign, basis, place, fold(rows[0]["quote"]), weight=len(rows))
        cited = {(paper, work) for paper, work, _ in places}
        listed = {(row["paper"], row["work"]) for row in self._catalogue("references") if row["work"]}
        for paper, work in listed - cited:
            yield Tie(paper, work, "lists")

    def _theories(self) -> Iterator[Tie]:
        said = {(row["paper"], row["framework"], row["role"]): row for row in reversed(self._catalogue("theories"))}
        for row in self._catalogue("frameworks"):
            if not row["framework"]:
                continue
            found = said.get((row["paper"], row["framework"], row["role"]))
            span = span_of(found) if found else None
            place = Place(row["paper"], span) if span else None
            quote = fold(found["quote"]) if found else ""
            yield Tie(row["paper"], row["framework"], row["role"], place=place, quote=quote)

    def _designs(self) -> Iterator[Tie]:
        for row in _first(self._catalogue("designs"), lambda row: (row["paper"], row["method"])):
            span = span_of(row)
            place = Place(row["paper"], span) if span else None
            yield Tie(row["paper"], row["method"], "uses-method", place=place, quote=fold(row["quote"]))
        for row in self._catalogue("settled"):
            if row["facet"] == "setting":
                paper = self._catalogue.papers.get(row["paper"])
                self._settings[row["context"]] = (paper.data["setting"] if paper else "") or fold(row["quote"])
                yield Tie(row["paper"], row["context"], "set-in", quote=fold(row["quote"]))

    def _compared(self) -> Iterator[Tie]:
        """Tie two papers or works whose judgements on an aspect go together or against each other."""
        for name, relation, sign in (("agreements", "agrees", 1), ("contradictions", "contradicts", -1)):
            for row in self._catalogue(name):
                if row["declared"] != "true":
                    quotes = fold(row["quote_a"]), fold(row["quote_b"])
                    a, b = row["paper_a"], row["paper_b"]
                    yield Tie(a, b, relation, row["aspect"], sign, "computed", None, *quotes)

    def _node(self, iri: str) -> Attributes:
        if iri in self._catalogue.papers or iri in self._catalogue.works:
            return self._document(iri)
        kind = "setting" if iri in self._settings else self._schemes.get(iri, "concept")
        return {"kind": kind, "code": unquote(local(iri)), **self._labels(lambda words: self._named(iri, words))}

    def _named(self, iri: str, words: Words) -> str:
        return self._settings.get(iri) or words.label(iri)

    def _document(self, iri: str) -> Attributes:
        kind = "paper" if iri in self._catalogue.papers else "work"
        cite, entry = fold(self._catalogue.cite(iri)), self._entries[iri]
        labels = self._labels(lambda words: in_language(cite, words.language))
        known = {"title": fold(str(entry.item.get("title", ""))), "year": entry.year, "doi": entry.item.get("DOI")}
        found: Attributes = {"kind": kind, "code": unquote(local(iri)), **labels, "citekey": entry.key}
        return found | {name: value for name, value in known.items() if isinstance(value, str | int) and value}

    def _edge(self, tie: Tie) -> Attributes:
        found: Attributes = {"relation": tie.relation, **self._labels(lambda words: self._said(tie, words))}
        found["weight"] = tie.weight
        if tie.sign is not None:
            found["sign"] = tie.sign
        told = {"basis": tie.basis, "about": tie.about, "quote": tie.quote, "quote_target": tie.quote_target}
        found |= {name: text for name, text in told.items() if text}
        if tie.place:
            found |= {"quote_in": tie.place.paper, "quote_start": tie.place.span[0], "quote_end": tie.place.span[1]}
        return found

    def _said(self, tie: Tie, words: Words) -> str:
        """Say a tie in words."""
        if tie.relation in RELATIONS:
            said = RELATIONS[tie.relation][LANGUAGES.index(words.language)]
            return f"{said}: {words.label(tie.about)}" if tie.about else said
        if tie.relation == "cites":
            return words.intent(tie.about)
        if tie.relation in ("applied", "mentioned"):
            return words.word("role", tie.relation)
        return words.label(tie.about) if tie.about else words.word("kind", tie.relation)

    def _labels(self, say: Callable[[Words], str]) -> Attributes:
        said = {language: fold(say(words)) for language, words in self._words.items()}
        return {"label": said[self._language], **{f"label_{language}": text for language, text in said.items()}}


def _first(rows: Iterable[Row], key: Callable[[Row], tuple[str, ...]]) -> list[Row]:
    """Keep the first row of each key."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return list(found.values())
