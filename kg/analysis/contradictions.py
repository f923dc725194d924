"""Which positions stand for an aspect, with what is known of their studies; and tensions inside one paper.

Pairs of papers are not stored: there may be as many as papers squared. A finding keeps a short list of positions that
stand for each side, and the queries ``contradictions`` and ``agreements`` make pairs of those alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.analysis.differences import FACETS, Context, Told, as_rows, contexts_of
from kg.graph.store import Row
from kg.graph.terms import Names, integer, term
from kg.graph.to_rdf import Triple

MOST = 20  # positions that stand for one side of an aspect
LEVELS = ("verdict", "detail", "reported")
# A conclusion weighs more than what leads to it; background sections tell the author's expectations.
SECTIONS = ("conclusion", "abstract", "results", "recommendations", "method", "theory", "introduction", "title")


def standing_for(members: Iterable[Row]) -> list[Row]:
    """Choose the positions that stand for each judged aspect: of each side the first few.

    The first are papers' own overall verdicts, then what else papers judge, then what is told of cited works. Mixed
    judgements stand for no side. The order depends on the papers' names alone, not on how they were read.

    Args:
        members: rows of the query ``members``.
    """
    sides: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in members:
        if row["kind"] == "assessment" and row["side"] != "0":
            sides[row["finding"], row["side"]].append(row)
    return [row for key in sorted(sides) for row in sorted(sides[key], key=_standing)[:MOST]]


def _standing(row: Row) -> tuple[int, str]:
    return LEVELS.index(row["level"]), row["holder"]


def with_levels(members: Iterable[Row], papers: Iterable[Row], verdicts: Iterable[Row]) -> list[Row]:
    """Tell of each position whether it is a paper's own overall verdict, another own judgement, or reported of a work.

    Args:
        members: rows of the query ``members``.
        papers: rows of the query ``papers``.
        verdicts: rows of the query ``verdicts``.
    """
    own = {row["paper"] for row in papers}
    overall = {("assessment", row["paper"], row["aspect"]) for row in verdicts}
    return [
        {**row, "level": _level((row["kind"], row["holder"], row["concept"]) in overall, row["holder"] in own)}
        for row in members
    ]


def _level(is_verdict: bool, is_own: bool) -> str:
    return "verdict" if is_verdict else "detail" if is_own else "reported"


def standing_triples(members: Iterable[Row], told: Told, verdicts: Iterable[Row], names: Names) -> Iterator[Triple]:
    """Tell the level of each position, mark those that stand for each aspect, and tell the context of these.

    Args:
        members: rows of the query ``members``.
        told: what the papers tell.
        verdicts: rows of the query ``verdicts``.
        names: the IRIs of the corpus.
    """
    levelled = with_levels(members, told.papers, verdicts)
    for row in levelled:
        yield NamedNode(row["position"]), term("dcterms:type"), Literal(row["level"])
    chosen = standing_for(levelled)
    counted: dict[str, int] = defaultdict(int)
    for row in chosen:
        counted[row["finding"]] += 1
        node = NamedNode(row["position"])
        yield NamedNode(row["finding"]), term("schema:itemListElement"), node
        yield node, term("schema:position"), integer(counted[row["finding"]])
    yield from _context_triples(contexts_of(chosen, told), names)


def _context_triples(contexts: Mapping[str, Iterable[Context]], names: Names) -> Iterator[Triple]:
    described = set()
    for position, context in as_rows(contexts):
        node = names.context(context.facet, context.value)
        yield NamedNode(position), term("dcterms:relation"), node
        if node not in described:
            described.add(node)
            yield node, term("dcterms:type"), Literal(context.facet)
            yield node, term("schema:position"), integer(FACETS.index(context.facet) + 1)
            for language, said in context.said:
                yield node, term("rdfs:label"), Literal(said, language=language)


@dataclass(frozen=True, slots=True)
class Tension:
    """Two statements of one paper that judge one aspect in opposite ways, in two sections; ``one`` weighs more."""

    one: str
    other: str


def find_tensions(judgements: Iterable[Row], verdicts: Iterable[Row] = ()) -> list[Tension]:
    """Find the aspects that a paper judges well in one section and badly in another; at most one tension an aspect.

    The weightier statement is the paper's verdict where it has one on the aspect, else what stands in the weightiest
    section; the other is the weightiest that opposes it elsewhere. Two sentences of one section are no tension: there
    a paper weighs one against the other itself.

    Args:
        judgements: rows of the query ``judgements``.
        verdicts: rows of the query ``verdicts``.
    """
    overall = {(row["paper"], row["aspect"]): (row["start"], row["end"]) for row in verdicts}
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in judgements:
        if row["sign"] != "0":
            said[row["paper"], row["aspect"]].append(row)
    found = []
    for key in sorted(said):
        ordered = sorted(said[key], key=lambda row: (_weight(row), int(row["start"]), row["statement"]))
        chosen = [row for row in ordered if (row["start"], row["end"]) == overall.get(key)]
        for one in chosen or ordered:
            other = next((row for row in ordered if _opposes(row, one)), None)
            if other is not None:
                weightier, lesser = sorted((one, other), key=_weight)
                found.append(Tension(weightier["statement"], lesser["statement"]))
                break
    return found


def _opposes(row: Row, one: Row) -> bool:
    return row["sign"] != one["sign"] and row["section"] != one["section"]


def _weight(row: Row) -> int:
    return SECTIONS.index(row["section"]) if row["section"] in SECTIONS else len(SECTIONS)


def tension_triples(tensions: Iterable[Tension]) -> Iterator[Triple]:
    """State tensions with a term of the Micropublications model: the lesser statement challenges the weightier one."""
    for tension in tensions:
        yield NamedNode(tension.other), term("mp:challenges"), NamedNode(tension.one)
