"""Consolidated findings as triples: each with its positions, and with the papers that count as one in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg.analysis.consolidate import Finding, Position, local
from kg.analysis.independence import Discount
from kg.analysis.wording import LANGUAGES, Cite, say, say_discount
from kg.graph.store import Row
from kg.graph.terms import TYPE, Names, decimal, digest, integer, term
from kg.graph.to_rdf import Triple


def finding_triples(
    findings: Iterable[Finding], concepts: Mapping[str, Mapping[str, str]], cite: Cite, names: Names
) -> Iterator[Triple]:
    """Describe findings.

    Args:
        findings: the findings.
        concepts: the names of each concept by language.
        cite: gives the in-text citation of a paper or work by its IRI.
        names: the IRIs of the corpus.
    """
    for finding in findings:
        node = names.finding(finding.kind, local(finding.concept))
        yield node, TYPE, term("jmo:Finding")
        yield node, term("dcterms:type"), Literal(finding.kind)
        yield node, term("dcterms:subject"), NamedNode(finding.concept)
        yield node, term("jmo:status"), Literal(finding.status)
        yield node, term("jmo:papers"), integer(finding.papers)
        yield node, term("jmo:independentPapers"), integer(finding.independent)
        yield node, term("jmo:belief"), decimal(finding.belief)
        yield node, term("jmo:beliefOpposing"), decimal(finding.belief_opposing)
        for name, side in (("jmo:supporting", 1), ("jmo:opposing", -1)):
            yield node, term(name), Literal(" ".join(sorted(p.holder for p in finding.on_side(side))))
        for language in LANGUAGES:
            shown = concepts.get(finding.concept, {}).get(language) or local(finding.concept)
            yield node, term("dcterms:description"), Literal(say(finding, language, shown, cite), language=language)
        for position in finding.positions:
            yield from _position_triples(node, position)
        for discount in finding.discounts:
            yield from _discount_triples(node, discount, cite)


def members_of(findings: Iterable[Finding], years: Mapping[str, str], names: Names) -> list[Row]:
    """Give the positions of findings as rows of the query ``members``, which the graph will answer.

    Args:
        findings: the findings.
        years: the year in which each paper or work was published, by its IRI.
        names: the IRIs of the corpus.
    """
    made = []
    for finding in sorted(findings, key=lambda each: (each.kind, each.concept)):
        node = names.finding(finding.kind, local(finding.concept))
        for position in sorted(finding.positions, key=lambda each: each.holder):
            row = {"finding": node.value, "kind": finding.kind, "concept": finding.concept}
            row |= {"position": _position_node(node, position).value, "holder": position.holder}
            row |= {"side": str(position.side), "paper": position.paper}
            row |= {"start": str(position.start), "end": str(position.end), "year": years.get(position.holder, "")}
            made.append(row)
    return made


def _position_node(finding: NamedNode, position: Position) -> NamedNode:
    return NamedNode(f"{finding.value}/position/{digest(position.holder)[:12]}")


def _position_triples(finding: NamedNode, position: Position) -> Iterator[Triple]:
    node = _position_node(finding, position)
    yield node, TYPE, term("jmo:Position")
    yield node, term("dcterms:isPartOf"), finding  # not the other way: a finding of many would be slow to look up
    yield node, term("jmo:heldBy"), NamedNode(position.holder)
    yield node, term("jmo:side"), integer(position.side)
    yield node, term("oa:hasTarget"), NamedNode(f"{position.paper}/span/{position.start}-{position.end}")
    if position.stance:
        yield node, term("jmo:stance"), NamedNode(position.stance)


def _discount_triples(finding: NamedNode, discount: Discount, cite: Cite) -> Iterator[Triple]:
    """Describe papers that count as one: a collection, which is part of the finding that it is made in."""
    spans = [f"{place.paper}/span/{place.start}-{place.end}" for place in discount.places]
    name = digest(discount.reason, discount.shown, *discount.papers, *spans)[:12]
    node = NamedNode(f"{finding.value}/discount/{name}")
    yield node, TYPE, term("prov:Collection")
    yield node, term("dcterms:isPartOf"), finding
    yield node, term("dcterms:type"), Literal(discount.reason)
    for paper in discount.papers:
        yield node, term("prov:hadMember"), NamedNode(paper)
    for span in spans:
        yield node, term("oa:hasTarget"), NamedNode(span)
    for language in LANGUAGES:
        yield node, term("dcterms:description"), Literal(say_discount(discount, language, cite), language=language)
