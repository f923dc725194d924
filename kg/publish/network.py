"""The network that the graph page draws: papers, what they speak of, the theories they use, whom they compare with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.analysis.wording import in_language
from kg.publish.catalogue import Catalogue, anchor, evidence_anchor
from kg.publish.page import Site
from kg.publish.positions import FindingView, file_name
from kg.publish.words import Words

GROUPS = ("paper", "assessment", "obstacle", "benefit", "recommendation", "feature", "framework", "work")
SIGNS = ("pos", "mix", "neg", "say", "use", "cite")
BY_CITATION = ("paper", "work")


@dataclass(frozen=True, slots=True)
class Node:
    """A node; its ``id`` is the path of its page without the ending, if it has one, so that pages can name it.

    ``link`` is a path under the top of a language.
    """

    id: str
    group: str
    iri: str
    link: str
    year: str = ""

    def name(self, words: Words, catalogue: Catalogue) -> str:
        """Name it as its page does."""
        if self.group in BY_CITATION:
            return in_language(catalogue.cite(self.iri), words.language)
        return words.label(self.iri)


@dataclass(frozen=True, slots=True)
class Tie:
    """How two nodes may be tied: the sign, a code that says how (a stance, a kind, a role, a CiTO property)."""

    sign: str
    relation: str
    declared: bool = False

    def word(self, words: Words) -> str:
        """Say it in words."""
        if self.declared or self.sign == "cite":
            return words.intent(self.relation)
        if self.sign == "use":
            return words.word("role", self.relation)
        if self.sign == "say":
            return words.word("kind", self.relation)
        return words.label(self.relation) if self.relation else words.word("sign", self.sign)

    @property
    def mentioned(self) -> bool:
        """Whether a framework is only mentioned."""
        return self.relation == "mentioned"


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from a paper to what it speaks of."""

    source: str
    target: str
    tie: Tie


@dataclass(frozen=True)
class Network:
    """All nodes by id, concepts first, and all edges."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def near(self) -> Mapping[str, list[Edge]]:
        """The edges at each node: first those that judge or compare, the sides in turn, the newest papers first."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.source].append(edge)
            found[edge.target].append(edge)
        return {id: list(_in_turn(self._newest(id, edges))) for id, edges in found.items()}

    def _newest(self, id: str, edges: list[Edge]) -> list[Edge]:
        def age(edge: Edge) -> int:
            year = self.nodes[edge.target if edge.source == id else edge.source].year
            return -int(year) if year.isdecimal() else 0

        return sorted(edges, key=age)

    @cached_property
    def ties(self) -> Mapping[Tie, int]:
        """The ways in which nodes are tied, numbered."""
        found = sorted({edge.tie for edge in self.edges}, key=lambda t: (SIGNS.index(t.sign), t.relation, t.declared))
        return {tie: number for number, tie in enumerate(found)}


def _in_turn(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Take one edge of each sign after the other, so that a cut leaves no side out."""
    by_sign: dict[str, list[Edge]] = {sign: [] for sign in SIGNS}
    for edge in edges:
        by_sign[edge.tie.sign].append(edge)
    judged = [by_sign[sign] for sign in ("pos", "neg", "mix")]
    for rank in range(max(map(len, judged))):
        yield from (side[rank] for side in judged if rank < len(side))
    for sign in ("cite", "say", "use"):
        yield from by_sign[sign]


def network_of(site: Site) -> Network:
    """Gather the nodes and the edges of a site."""
    catalogue = site.catalogue
    nodes: dict[str, Node] = {}
    edges = [*_on_findings(catalogue, site.findings, nodes), *_on_frameworks(catalogue, nodes)]
    for iri, paper in catalogue.papers.items():
        nodes[node_of(catalogue, iri)] = Node(
            node_of(catalogue, iri), "paper", iri, catalogue.paper_page(iri), paper.data["year"]
        )
    edges += _comparisons(catalogue, nodes)
    return Network(nodes, tuple(dict.fromkeys(edges)))


def node_of(catalogue: Catalogue, iri: str) -> str:
    """Give the id of the node of a paper or a cited work."""
    return catalogue.paper_page(iri).removesuffix(".html") if iri in catalogue.papers else f"work/{file_name(iri)}"


def _on_findings(catalogue: Catalogue, findings: Iterable[FindingView], nodes: dict[str, Node]) -> Iterator[Edge]:
    for finding in findings:
        kind = finding.row["kind"]
        held = [
            position for position in finding.positions if position.holder in catalogue.papers and not position.cited
        ]
        id = finding.page.removesuffix(".html")
        if held:
            nodes[id] = Node(id, kind, finding.row["concept"], finding.page)
        for position in held:
            sign, relation = (position.side, position.stance) if kind == "assessment" else ("say", kind)
            yield Edge(node_of(catalogue, position.holder), id, Tie(sign, relation))


def _on_frameworks(catalogue: Catalogue, nodes: dict[str, Node]) -> Iterator[Edge]:
    for row in catalogue("frameworks"):
        if row["paper"] in catalogue.papers:
            framework = row["framework"]
            id = f"framework/{file_name(framework)}"
            nodes.setdefault(id, Node(id, "framework", framework, f"matrix.html#{anchor('m', 'framework', framework)}"))
            yield Edge(node_of(catalogue, row["paper"]), id, Tie("use", row["role"]))


def _comparisons(catalogue: Catalogue, nodes: dict[str, Node]) -> Iterator[Edge]:
    """Tie papers to what they say they agree with or differ from, and to papers of the corpus that they cite."""
    told = set()
    for name, sign in (("agreements", "pos"), ("contradictions", "neg")):
        for row in catalogue(name):
            if row["declared"] != "true" or row["paper_a"] not in catalogue.papers:
                continue
            a, b = (node_of(catalogue, row[end]) for end in ("paper_a", "paper_b"))
            if b not in nodes:
                place = catalogue.place(row["paper_a"], row["quote_a"])
                passage = f"#{evidence_anchor(place.span)}" if place and place.paper == row["paper_a"] else ""
                nodes[b] = Node(b, "work", row["paper_b"], catalogue.paper_page(row["paper_a"]) + passage)
            told.add((a, b))
            yield Edge(a, b, Tie(sign, row["explanation"], declared=True))
    for row in catalogue("citations"):
        if row["paper"] in catalogue.papers and row["work"] in catalogue.papers:
            tie = (node_of(catalogue, row["paper"]), node_of(catalogue, row["work"]))
            if tie not in told:
                told.add(tie)
                yield Edge(*tie, Tie("cite", row["intent"]))
