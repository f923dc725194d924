"""What each tool answers: values for JSON, in which every judgement comes with paper, quote and position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.analysis.answers import Consolidated, Holder
from kg.analysis.ask import ask
from kg.analysis.compare import KINDS, Comparison, Held, Said, Side, compare_papers
from kg.analysis.consolidate import local
from kg.analysis.naming import paper_of
from kg.analysis.network import Path, find_paths, outcome
from kg.graph.queries import named_queries, named_query, rows
from kg.graph.store import Store
from kg.graph.terms import PREFIXES
from kg.graph.texts import key_of
from kg.mcp.querying import answer_part, part
from kg.mcp.quotes import Quotes, quoted
from kg.model import LitkgError

MOST_HOLDERS, MOST_QUOTES, MOST_PAIRS = 30, 3, 20
RELATIONS = {1: "agree", -1: "contradict", 0: "undecided"}
SIDES = {1: "supports", 0: "mixed", -1: "opposes"}
BIBLIOGRAPHY = (
    "title",
    "authors",
    "year",
    "venue",
    "doi",
    "setting",
    "province",
    "period",
    "informants",
    "source_kind",
)
QUOTED = ("kind", "concept", "stance", "attribution", "source", "section", "page", "confidence")
Answer = dict[str, Any]


def list_papers(store: Store, limit: int, offset: int) -> Answer:
    """Tell the papers, each with what it concludes."""
    found = rows(store, "papers")
    verdicts: dict[str, list[Answer]] = {}
    for row in rows(store, "verdicts"):
        judged = {"aspect": local(row["aspect"]), "stance": local(row["stance"])}
        verdicts.setdefault(row["paper"], []).append(judged | quoted(row))
    papers = [
        {"paper": key_of(row["paper"])} | {name: row[name] for name in BIBLIOGRAPHY if row[name]}
        | {"verdicts": verdicts.get(row["paper"], [])}
        for row in found[offset : offset + limit]
    ]  # fmt: skip
    return {"papers": papers, "of": len(found)} | _rest(len(found), offset + len(papers))


def ask_concept(store: Store, concept: str) -> Answer:
    """Give the consolidated answer on a concept."""
    found = ask(store, concept, drafts=False)
    quotes = Quotes(store)
    return {
        "concept": found.name,
        "labels": [{"id": label_id, "en": label_en} for label_id, label_en in found.labels],
        "findings": [_finding(store, each, quotes) for each in found.findings],
    }


def get_quotes(
    store: Store, paper: str, concept: str, kind: str, attribution: str, limit: int, offset: int
) -> Answer:  # fmt: skip
    """Give the statements of a paper, or on a concept, or both, in the papers' own words."""
    if not paper and not concept:
        raise LitkgError("get_quotes", "needs a paper or a concept", "list_papers tells the papers, run_query findings")
    wanted = ask(store, concept, drafts=False) if concept else None
    if paper:
        iri = paper_of(store, paper)
        found = [row | {"paper": iri} for row in rows(store, "statements", paper=iri)]
    else:
        iris = sorted({each.concept for each in wanted.findings}) if wanted else []
        found = [row | {"concept": iri} for iri in iris for row in rows(store, "grounds", concept=iri)]
    kept = [
        quoted(row) | {name: shown for name in QUOTED if (shown := _shown(row[name]))}
        for row in found
        if (wanted is None or local(row["concept"]) == wanted.name)
        and kind in ("", row["kind"])
        and attribution in ("", row["attribution"])
    ]
    told = part(kept[offset : offset + limit + 1], limit, offset)
    return {"quotes": told.pop("rows"), "of": len(kept)} | told


def find_paths_between(store: Store, a: str, b: str, most: int) -> Answer:
    """Tell how two things are tied."""
    quotes = Quotes(store)
    found = find_paths(store, a, b, most)
    return {"paths": [_path(path, quotes) for path in found], "tied": bool(found)}


def compare(store: Store, a: str, b: str, language: str) -> Answer:
    """Put two papers side by side."""
    found = compare_papers(store, a, b, language)
    quotes = Quotes(store)
    one, other = found.one, found.other

    def said(known: Iterable[Said]) -> list[Answer]:
        iris = {one.key: (one.iri, other.iri), other.key: (other.iri, one.iri)}
        return [
            {"who": each.who, "says": found.name(each.what)} | quotes.told(each.quote, *iris[each.who])
            | ({"compared_with": quotes.told(each.other_quote, *reversed(iris[each.who]))} if each.other_quote else {})
            for each in dict.fromkeys(known)
        ]  # fmt: skip

    return {
        "papers": [_side(found, side, quotes) for side in (one, other)],
        "judged_by_both": [
            {
                "aspect": local(each.one.concept),
                "relation": RELATIONS[each.sign],
                one.key: _held(found, each.one, one, quotes),
                other.key: _held(found, each.other, other, quotes),
                "differs": [
                    {"what": d.facet, one.key: d.one, other.key: d.other, "may_explain": d.explains}
                    for d in each.differences[language]
                ],
            }
            for each in found.judged
        ],
        "named_by_both": {kind: [local(concept) for concept in found.shared(kind)] for kind in KINDS[1:]},
        "said_of_the_other": said((*found.declared, *found.cited)),
        "checked_citations": said(found.fidelity),
        "works_cited_by_both": list(found.references),
    }


def run_query(store: Store, query: str, limit: int, offset: int) -> Answer:
    """Answer a named query, or SPARQL."""
    return answer_part(store, query, limit, offset)


def list_queries(store: Store, name: str) -> Answer:
    """Tell the named queries, or one of them with its SPARQL."""
    if name:
        known = named_query(name)
        return {"query": name, "asks": known.summary, "about": known.about, "sparql": known.sparql}
    queries = [{"query": name, "asks": known.summary} for name, known in named_queries().items()]
    return {"queries": queries, "prefixes": PREFIXES}


ANSWERS: Mapping[str, Callable[..., Answer]] = {
    "list_papers": list_papers,
    "ask_concept": ask_concept,
    "get_quotes": get_quotes,
    "find_paths": find_paths_between,
    "compare_papers": compare,
    "run_query": run_query,
    "list_queries": list_queries,
}
"""What answers each tool."""


def _finding(store: Store, found: Consolidated, quotes: Quotes) -> Answer:
    told = {
        "kind": found.kind,
        "verdict": found.verdict,
        "text_id": found.text_id,
        "text_en": found.text_en,
        "papers": found.papers,
        "independent_papers": found.independent_papers,
        "belief": found.belief,
        "belief_opposing": found.belief_opposing,
        "positions": [_position(holder, quotes) for holder in found.holders[:MOST_HOLDERS]],
        "counted_as_one": [
            {"why": each.text_en, "papers": list(each.papers)} for each in found.counted_as_one[:MOST_PAIRS]
        ],
        "gaps": [{"type": gap.type, "text": gap.text} for gap in found.gaps[:MOST_PAIRS]],
    }
    if found.kind == "assessment":
        told |= _disputes(store, found.concept, quotes)
    if len(found.holders) > MOST_HOLDERS:
        told["note"] = f"{MOST_HOLDERS} of {len(found.holders)} positions: get_quotes gives the others"
    return told


def _position(holder: Holder, quotes: Quotes) -> Answer:
    said = [
        quotes.told(voice.quote, holder.iri) | {"section": voice.section, "page": voice.page}
        for voice in holder.voices[:MOST_QUOTES]
    ]
    return {
        "who": key_of(holder.iri),
        "cited_as": holder.cited_as,
        "side": SIDES[holder.side],
        "stance": holder.stance,
        "as_cited_in": holder.via,
        "quotes": [{name: value for name, value in each.items() if value != ""} for each in said],
        "more_quotes": max(0, len(holder.voices) - MOST_QUOTES),
    }


def _disputes(store: Store, aspect: str, quotes: Quotes) -> Answer:
    """Tell contradictions between papers, and within one, on an aspect."""
    pairs, within = rows(store, "contradictions", aspect=aspect), rows(store, "tensions", aspect=aspect)
    told = [
        {
            "declared": row["declared"] == "true",
            "what_differs": row["explanation"],
            "explained": row["explained"] == "true",
        }
        | {
            f"side_{side}": {"who": key_of(row[f"paper_{side}"]), "stance": local(row[f"stance_{side}"])}
            | quotes.told(row[f"quote_{side}"], row["paper_a"], row["paper_b"])
            for side in "ab"
        }
        for row in pairs[:MOST_PAIRS]
    ]
    tensions = [
        {
            f"side_{side}": {"stance": local(row[f"stance_{side}"]), "section": row[f"section_{side}"]}
            | quotes.told(row[f"quote_{side}"], row["paper"])
            for side in "ab"
        }
        for row in within[:MOST_PAIRS]
    ]
    counts = {"contradictions_in_all": len(pairs), "tensions_in_all": len(within)}
    return {"contradictions": told, "tensions": tensions} | counts


def _path(path: Path, quotes: Quotes) -> Answer:
    steps = [
        {"from": key_of(step.source), "to": key_of(step.target), "sign": step.sign, "relation": step.relation}
        | quotes.told(step.quote, step.source, step.target)
        for step in path.steps
    ]
    return {"outcome": outcome(path), "declared": path.declared, "steps": steps}


def _side(found: Comparison, side: Side, quotes: Quotes) -> Answer:
    other = found.other if side is found.one else found.one
    return {
        "paper": side.key,
        "cited_as": side.cited,
        "title": side.title,
        "design": {facet: [found.name(value) for value in values] for facet, values in side.design.items() if values},
        "verdicts": [{"aspect": local(v.concept)} | _held(found, v, side, quotes) for v in side.verdicts],
        "only_here": {
            kind: [
                {"concept": local(concept)} | quotes.told(side.held[kind][concept].quote, side.iri)
                for concept in found.only(kind, side, other)
            ]
            for kind in KINDS
        },
    }


def _held(found: Comparison, held: Held, side: Side, quotes: Quotes) -> Answer:
    return {"side": SIDES[held.side], "stance": local(held.stance)} | quotes.told(held.quote, side.iri)


def _shown(value: str) -> str:
    return local(value) if "://" in value else value


def _rest(of: int, told: int) -> Answer:
    return {"complete": True} if told >= of else {"complete": False, "note": f"go on with offset {told}"}
