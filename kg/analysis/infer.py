"""From the graph of all papers to the graph of what they say together, by the named queries alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.analysis.consolidate import Finding, consolidate, local
from kg.analysis.contradictions import find_tensions, standing_triples, tension_triples
from kg.analysis.coupling import Pair, co_cited, coupled
from kg.analysis.fidelity import compare
from kg.analysis.finding_triples import finding_triples
from kg.analysis.gaps import Gap, Told, computed_gaps, ranked, stated_gaps
from kg.analysis.integrity import fidelity_notes, find_notes, reuse_notes, work_notes
from kg.analysis.integrity_notes import Note
from kg.analysis.overrides import Overrides
from kg.analysis.reuse import Reuse, find_reuse
from kg.analysis.wording import short_citation
from kg.analysis.works import Work, find_works_and_candidates
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.graph.terms import TYPE, Names, decimal, digest, integer, term
from kg.graph.to_rdf import passage
from kg.model import Paper

QUERIES = (
    "papers", "statements", "verdicts", "citations", "references", "labels", "sources"
)  # fmt: skip
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def infer(store: Store, names: Names, papers: Sequence[Paper] = (), overrides: Overrides | None = None) -> None:
    """Add the works, findings, gaps and integrity notes of a corpus to its store, in a graph of their own.

    Args:
        store: the graphs of the papers.
        names: the IRIs of the corpus.
        papers: the papers, for passages that they have in common.
        overrides: what a researcher decided on works, if anything.
    """
    listed = (rows(store, "references"), rows(store, "papers"), rows(store, "bylines"))
    found = find_works_and_candidates(*listed, overrides)
    works = found.works
    _add(store, names, _agent_triples(names))
    _add(store, names, _work_triples(works, names))
    told = {name: rows(store, name) for name in QUERIES}
    concepts = {row["concept"]: {"id": row["label_id"], "en": row["label_en"]} for row in told["labels"]}
    signs = {row["concept"]: int(row["sign"]) for row in told["labels"] if row["sign"]}
    sources = {(row["paper"], row["label"]): row["work"] for row in reversed(told["sources"])}
    texts = {names.paper(paper.key).value: paper for paper in papers}
    reuses = find_reuse(
        {iri: paper.text for iri, paper in texts.items()},
        {iri: [(sentence.start, sentence.end) for sentence in paper.sentences] for iri, paper in texts.items()},
    )
    findings = consolidate(
        told["statements"], told["verdicts"], sources, told["papers"], signs, reuses, told["citations"]
    )
    cited = _citations(told["papers"], works, names)
    gaps = _gaps(store, told, findings, cited)
    notes = [
        *find_notes(told["citations"], told["references"], told["papers"]),
        *work_notes(found.candidates, told["references"], told["papers"]),
        *reuse_notes(reuses, told["citations"], told["papers"]),
        *fidelity_notes(
            compare(told["statements"], sources, {row["paper"]: row["language"] for row in told["papers"]}, signs),
            concepts,
            cited,
        ),
    ]
    passages = dict.fromkeys(t for reuse in reuses for t in _passage_triples(reuse, texts, names))
    _add(store, names, [triple for triple in passages if not store.holds(triple)])
    _add(store, names, _network_triples(told["citations"], coupled(told["references"]), co_cited(told["references"])))
    _add(store, names, finding_triples(findings, concepts, lambda iri: cited.get(iri, local(iri)), names))
    _add(store, names, list(standing_triples(store, names, told)))
    _add(store, names, tension_triples(find_tensions(rows(store, "judgements"), told["verdicts"])))
    _add(store, names, (t for gap in gaps for t in _gap_triples(gap, names)))
    _add(store, names, (t for note in notes for t in _note_triples(note, names)))


def _gaps(
    store: Store, told: Mapping[str, list[Row]], findings: Sequence[Finding], cited: Mapping[str, str]
) -> list[Gap]:
    def cite(iri: str) -> str:
        return cited.get(iri, local(iri))

    asked = {name: rows(store, name) for name in ("methods", "frameworks", "dimensions", "remedies", "topics")}
    known = Told(papers=told["papers"], labels=told["labels"], **asked)
    stated = stated_gaps(told["statements"], told["papers"], cite)
    return ranked([*stated, *computed_gaps(findings, known, cite)])


def _citations(papers: list[Row], works: list[Work], names: Names) -> dict[str, str]:
    """In-text citations of papers and works by IRI: surnames and year."""
    shown = {names.work(work.name).value: work.cited_as for work in works}
    for row in papers:
        shown[row["paper"]] = short_citation(row["authors"], row["year"], local(row["paper"]))
    return shown


def _add(store: Store, names: Names, triples: Iterable[Triple]) -> None:
    graph = names.analysis()
    store.add(Quad(s, p, o, graph) for s, p, o in triples)


def _agent_triples(names: Names) -> Iterator[Triple]:
    agent = names.agent(__version__)
    yield agent, TYPE, term("prov:SoftwareAgent")
    yield agent, term("foaf:name"), Literal("litkg")
    yield agent, term("pav:version"), Literal(__version__)


def _work_triples(works: list[Work], names: Names) -> Iterator[Triple]:
    for work in works:
        node = NamedNode(work.paper) if work.paper else names.work(work.name)
        for paper, position in work.entries:
            yield NamedNode(f"{paper}/reference/{position}"), term("biro:references"), node
            yield NamedNode(paper), term("cito:cites"), node
        if not work.paper:
            yield node, TYPE, term("fabio:Work")
            if work.title:
                yield node, term("dcterms:title"), Literal(work.title)
            yield node, term("rdfs:label"), Literal(work.cited_as)
            yield node, term("jmo:firstAuthor"), Literal(work.first_author)
            yield node, term("jmo:confidence"), decimal(work.score)
            if work.year:
                yield node, term("fabio:hasPublicationYear"), Literal(work.year, datatype=term("xsd:gYear"))


def _network_triples(citations: list[Row], papers: list[Pair], works: list[Pair]) -> Iterator[Triple]:
    """The citation network as direct edges; there is a bound on pairs, and the queries count what ties them."""
    for row in citations:
        if row["work"]:
            yield NamedNode(row["paper"]), NamedNode(row["intent"]), NamedNode(row["work"])
    for one, other in papers:
        yield NamedNode(one), term("jmo:coupledWith"), NamedNode(other)
    for one, other in works:
        yield NamedNode(one), term("jmo:coCitedWith"), NamedNode(other)


def _gap_triples(gap: Gap, names: Names) -> Iterator[Triple]:
    node = names.gap(gap.type, gap.name)
    yield node, TYPE, term("jmo:KnowledgeGap")
    yield node, term("jmo:gapType"), Literal(gap.type)
    yield node, term("jmo:basis"), Literal(gap.basis)
    yield node, term("jmo:restsOnPapers"), Literal(" ".join(gap.papers))
    yield node, term("jmo:papers"), integer(len(gap.papers))
    yield node, term("schema:position"), integer(gap.rank)
    for concept in gap.concepts:
        yield node, term("dcterms:subject"), NamedNode(concept)
    for language, text in gap.drafts.items():
        yield node, term("schema:text"), Literal(text, language=language)
    for language, text in gap.texts.items():
        yield node, term("dcterms:description"), Literal(text, language=language)


def _passage_triples(reuse: Reuse, texts: Mapping[str, Paper], names: Names) -> Iterator[Triple]:
    for found in (reuse.one, reuse.other):
        paper = texts[found.paper]
        yield from passage(names, paper, paper.evidence(found.start, found.end))


def _note_triples(note: Note, names: Names) -> Iterator[Triple]:
    node = names.note(local(note.paper), note.check, digest(note.text, str(note.start)))
    yield node, TYPE, term("jmo:IntegrityNote")
    yield node, term("jmo:statedIn"), NamedNode(note.paper)
    yield node, term("jmo:check"), Literal(note.check)
    yield node, term("jmo:severity"), Literal(note.severity)
    yield node, term("dcterms:description"), Literal(note.told.en, language="en")
    yield node, term("dcterms:description"), Literal(note.told.id, language="id")
    if note.start is not None:
        yield node, term("oa:hasTarget"), NamedNode(f"{note.paper}/span/{note.start}-{note.end}")
    if note.other is not None:
        other = f"{note.other.paper}/span/{note.other.start}-{note.other.end}"
        yield node, term("jmo:comparedWith"), NamedNode(other)
