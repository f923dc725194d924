"""From the graph of all papers to the graph of what they say together, by the named queries alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.analysis.consolidate import Finding, Position, consolidate, local
from kg.analysis.gaps import Gap, computed_gaps, stated_gaps
from kg.analysis.integrity import Note, find_notes
from kg.analysis.wording import LANGUAGES, say
from kg.analysis.works import Work, find_works
from kg.graph.queries import named_query
from kg.graph.store import Row, Store
from kg.graph.terms import TYPE, Names, digest, integer, term

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def infer(store: Store, names: Names) -> None:
    """Add the works, findings, gaps and integrity notes of a corpus to its store, in a graph of their own."""
    ask = _Asker(store)
    works = find_works(ask("references"), ask("papers"))
    _add(store, names, _work_triples(works, names))
    rows = {name: ask(name) for name in ("papers", "statements", "verdicts", "citations", "references", "methods")}
    concepts = _concept_names(store)
    findings = consolidate(rows["statements"], rows["verdicts"], _sources(store), rows["papers"], _signs(store))
    cite = _Citer(rows["papers"], works, names)
    gaps = [
        *stated_gaps(rows["statements"]),
        *computed_gaps(findings, rows["papers"], rows["methods"], _addressed(store), concepts),
    ]
    notes = find_notes(rows["citations"], rows["references"])
    _add(store, names, _finding_triples(findings, concepts, cite, names))
    _add(store, names, (t for gap in gaps for t in _gap_triples(gap, names)))
    _add(store, names, (t for note in notes for t in _note_triples(note, names)))


class _Asker:
    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, name: str) -> list[Row]:
        return self._store.rows(named_query(name).sparql)


class _Citer:
    """In-text citations of papers and works: surname and year."""

    def __init__(self, papers: list[Row], works: list[Work], names: Names) -> None:
        self._shown = {names.work(w.name).value: f"{w.first_author} ({w.year or 'n.d.'})" for w in works}
        for row in papers:
            authors = [author.rsplit(" ", 1)[-1] for author in row["authors"].split("; ") if author]
            year = row["year"] or "n.d."
            who = " & ".join(authors) if len(authors) < 3 else f"{authors[0]} et al."
            self._shown[row["paper"]] = f"{who} ({year})" if authors else local(row["paper"])

    def __call__(self, iri: str) -> str:
        return self._shown.get(iri, local(iri))


def _add(store: Store, names: Names, triples: Iterator[Triple]) -> None:
    graph = names.analysis()
    store.add(Quad(s, p, o, graph) for s, p, o in triples)


def _concept_names(store: Store) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = store.rows(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "SELECT ?c (LANG(?l) AS ?lang) (STR(?l) AS ?name) { ?c skos:inScheme ?s ; skos:prefLabel ?l }"
    )
    for row in rows:
        found[row["c"]][row["lang"]] = row["name"]
    return found


def _signs(store: Store) -> dict[str, int]:
    rows = store.rows("PREFIX jmo: <https://w3id.org/jmo/ns#> SELECT ?stance ?sign { ?stance jmo:sign ?sign }")
    return {row["stance"]: int(row["sign"]) for row in rows}


def _addressed(store: Store) -> dict[str, frozenset[str]]:
    """Which recommendations are about the same target as an obstacle."""
    rows = store.rows(
        "PREFIX jmo: <https://w3id.org/jmo/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "SELECT DISTINCT ?a ?b { ?a jmo:about ?t ; skos:inScheme/skos:notation 'obstacle' ."
        " ?b jmo:about ?t ; skos:inScheme/skos:notation 'recommendation' }"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["a"]].add(row["b"])
    return {key: frozenset(values) for key, values in found.items()}


def _sources(store: Store) -> dict[tuple[str, str], str]:
    """Which work a paper means by surname and year."""
    rows = store.rows(
        "PREFIX jmo: <https://w3id.org/jmo/ns#> PREFIX c4o: <http://purl.org/spar/c4o/>"
        "PREFIX cito: <http://purl.org/spar/cito/> PREFIX biro: <http://purl.org/spar/biro/>"
        "SELECT DISTINCT ?paper ?label ?work { ?c cito:hasCitingEntity ?paper ; jmo:citedAs ?label ;"
        " c4o:denotes/biro:references ?work } ORDER BY ?paper ?label DESC(STR(?work))"
    )
    return {(row["paper"], row["label"]): row["work"] for row in rows}


def _work_triples(works: list[Work], names: Names) -> Iterator[Triple]:
    for work in works:
        node = NamedNode(work.paper) if work.paper else names.work(work.name)
        for paper, position in work.entries:
            yield NamedNode(f"{paper}/reference/{position}"), term("biro:references"), node
        if not work.paper:
            yield node, TYPE, term("fabio:Work")
            if work.title:
                yield node, term("dcterms:title"), Literal(work.title)
            yield node, term("jmo:firstAuthor"), Literal(work.first_author)
            if work.year:
                yield node, term("fabio:hasPublicationYear"), Literal(work.year, datatype=term("xsd:gYear"))


def _finding_triples(
    findings: list[Finding], concepts: dict[str, dict[str, str]], cite: _Citer, names: Names
) -> Iterator[Triple]:
    for finding in findings:
        node = names.finding(finding.kind, local(finding.concept))
        yield node, TYPE, term("jmo:Finding")
        yield node, term("dcterms:type"), Literal(finding.kind)
        yield node, term("dcterms:subject"), NamedNode(finding.concept)
        yield node, term("jmo:status"), Literal(finding.status)
        yield node, term("jmo:papers"), integer(finding.papers)
        yield node, term("jmo:independentPapers"), integer(finding.independent)
        for name, side in (("jmo:supporting", 1), ("jmo:opposing", -1)):
            yield node, term(name), Literal(" ".join(sorted(p.holder for p in finding.on_side(side))))
        for language in LANGUAGES:
            shown = concepts.get(finding.concept, {}).get(language, local(finding.concept))
            yield node, term("dcterms:description"), Literal(say(finding, language, shown, cite), language=language)
        for position in finding.positions:
            yield from _position_triples(node, position)


def _position_triples(finding: NamedNode, position: Position) -> Iterator[Triple]:
    node = NamedNode(f"{finding.value}/position/{digest(position.holder)[:12]}")
    yield finding, term("jmo:hasPosition"), node
    yield node, TYPE, term("jmo:Position")
    yield node, term("jmo:heldBy"), NamedNode(position.holder)
    yield node, term("jmo:side"), integer(position.side)
    yield node, term("oa:hasTarget"), NamedNode(f"{position.paper}/span/{position.start}-{position.end}")
    if position.stance:
        yield node, term("jmo:stance"), NamedNode(position.stance)


def _gap_triples(gap: Gap, names: Names) -> Iterator[Triple]:
    node = names.gap(gap.type, gap.name)
    yield node, TYPE, term("jmo:KnowledgeGap")
    yield node, term("jmo:gapType"), Literal(gap.type)
    yield node, term("jmo:basis"), Literal(gap.basis)
    yield node, term("jmo:restsOnPapers"), Literal(" ".join(gap.papers))
    for language, text in gap.texts.items():
        yield node, term("dcterms:description"), Literal(text, language=language)


def _note_triples(note: Note, names: Names) -> Iterator[Triple]:
    node = names.note(local(note.paper), note.check, digest(note.text, str(note.start)))
    yield node, TYPE, term("jmo:IntegrityNote")
    yield node, term("jmo:statedIn"), NamedNode(note.paper)
    yield node, term("jmo:check"), Literal(note.check)
    yield node, term("jmo:severity"), Literal(note.severity)
    yield node, term("dcterms:description"), Literal(note.text)
    if note.start is not None:
        yield node, term("oa:hasTarget"), NamedNode(f"{note.paper}/span/{note.start}-{note.end}")
