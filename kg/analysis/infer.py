"""From what papers tell one by one, in rows of named queries, to the graph of what they say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg import __version__
from kg.analysis import differences, gaps
from kg.analysis.consolidate import Finding, consolidate, local
from kg.analysis.contradictions import find_tensions, standing_triples, tension_triples
from kg.analysis.coupling import Pair, co_cited, coupled
from kg.analysis.fidelity import compare
from kg.analysis.finding_triples import finding_triples, members_of
from kg.analysis.gaps import Gap, computed_gaps, ranked, stated_gaps
from kg.analysis.integrity import fidelity_notes, find_notes, reuse_notes, work_notes
from kg.analysis.integrity_notes import Note
from kg.analysis.overrides import Overrides
from kg.analysis.reuse import Passage, Reuse, find_reuse
from kg.analysis.wording import short_citation
from kg.analysis.works import Work, find_works_and_candidates
from kg.graph.answers import OF_PAPERS, OF_VOCABULARY, Answers
from kg.graph.graph_file import lines_of
from kg.graph.shingles import Shingled
from kg.graph.store import Row
from kg.graph.terms import TYPE, Names, decimal, digest, integer, term
from kg.graph.to_rdf import Triple, passage
from kg.model import Paper

Said = Callable[[str], Collection[bytes]]
"""Gives the lines of the graph of a paper, by its key."""


def infer(
    answers: Answers,
    names: Names,
    papers: Mapping[str, Paper] = MappingProxyType({}),
    shingles: Iterable[tuple[str, bytes]] = (),
    overrides: Overrides | None = None,
    said: Said = lambda key: (),
) -> Iterator[Triple]:
    """Find the works, findings, gaps and integrity notes of a corpus.

    Args:
        answers: what the papers tell, each entry of a reference list standing for its work; they are used up.
        names: the IRIs of the corpus.
        papers: the papers by their keys, for the words of passages that they have in common.
        shingles: the key of each paper and its long sentences, by which such passages are found.
        overrides: what a researcher decided on works, if anything.
        said: gives the lines of the graph of a paper, which are not said again: in a query they would count twice.

    Yields:
        The triples of a graph of its own, some of them more than once.
    """
    reuses = _reuses(shingles, names)
    told = {name: answers.taken(name) for name in ("references", "papers")}
    found = find_works_and_candidates(told["references"], told["papers"], overrides)
    told |= {name: answers.taken(name) for name in ("citations", "sources", "statements", "verdicts", *OF_VOCABULARY)}
    works = found.works
    yield from _agent_triples(names)
    yield from _work_triples(works, names)
    _put_works(told, works, names)
    concepts = {row["concept"]: {"id": row["label_id"], "en": row["label_en"]} for row in told["labels"]}
    signs = {row["concept"]: int(row["sign"]) for row in told["labels"] if row["sign"]}
    meant = sorted(told["sources"], key=lambda row: row["work"], reverse=True)
    sources = {(row["paper"], row["label"]): row["work"] for row in meant if row["work"]}
    findings = consolidate(
        told["statements"], told["verdicts"], sources, told["papers"], signs, reuses, told["citations"]
    )
    cited = _citations(told["papers"], works, names)
    yield from _passage_triples(reuses, papers, names, said)
    yield from _network_triples(told["citations"], coupled(told["references"]), co_cited(told["references"]))
    languages = {row["paper"]: row["language"] for row in told["papers"]}
    for note in chain(
        find_notes(told["citations"], told["references"], told["papers"]),
        work_notes(found.candidates, told["references"], told["papers"]),
        reuse_notes(reuses, told["citations"], told["papers"]),
        fidelity_notes(compare(told["statements"], sources, languages, signs), concepts, cited),
    ):
        yield from _note_triples(note, names)
    del told["references"], told["citations"], told["sources"]  # the rest of the tables has their room
    told |= {name: answers.taken(name) for name in OF_PAPERS if name not in told}
    yield from finding_triples(findings, concepts, lambda iri: cited.get(iri, local(iri)), names)
    yield from _standing_triples(findings, works, told, names)
    yield from tension_triples(find_tensions(told["judgements"], told["verdicts"]))
    for gap in _gaps(told, findings, cited):
        yield from _gap_triples(gap, names)


def _reuses(shingles: Iterable[tuple[str, bytes]], names: Names) -> list[Reuse]:
    return find_reuse({names.paper(key).value: Shingled.of_bytes(said) for key, said in shingles})


def _put_works(told: Mapping[str, list[Row]], works: Iterable[Work], names: Names) -> None:
    """Put works into the rows in which entries of reference lists stood for them."""
    of_entry = {
        f"{paper}/reference/{position}": work.paper or names.work(work.name).value
        for work in works
        for paper, position in work.entries
    }
    for name in ("references", "citations", "sources"):
        for row in told[name]:
            row["work"] = of_entry.get(row["work"], "")


def _standing_triples(
    findings: Sequence[Finding], works: Iterable[Work], told: Mapping[str, list[Row]], names: Names
) -> Iterator[Triple]:
    years = {names.work(work.name).value: work.year for work in works}
    years.update((row["paper"], row["year"]) for row in told["papers"])
    asked = {name: told[name] for name in ("papers", "frameworks", "methods", "scopes", "statements", "labels")}
    yield from standing_triples(members_of(findings, years, names), differences.Told(**asked), told["verdicts"], names)


def _gaps(told: Mapping[str, list[Row]], findings: Sequence[Finding], cited: Mapping[str, str]) -> list[Gap]:
    def cite(iri: str) -> str:
        return cited.get(iri, local(iri))

    asked = ("papers", "labels", "methods", "frameworks", "dimensions", "remedies", "topics")
    known = gaps.Told(**{name: told[name] for name in asked})
    return ranked([*stated_gaps(told["statements"], told["papers"], cite), *computed_gaps(findings, known, cite)])


def _citations(papers: list[Row], works: list[Work], names: Names) -> dict[str, str]:
    """In-text citations of papers and works by IRI: surnames and year."""
    shown = {names.work(work.name).value: work.cited_as for work in works}
    for row in papers:
        shown[row["paper"]] = short_citation(row["authors"], row["year"], local(row["paper"]))
    return shown


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


def _passage_triples(
    reuses: Iterable[Reuse], papers: Mapping[str, Paper], names: Names, said: Said
) -> Iterator[Triple]:
    """Describe the passages in common that the papers' own graphs do not, a paper at a time."""
    found: dict[str, set[Passage]] = defaultdict(set)
    for reuse in reuses:
        for each in (reuse.one, reuse.other):
            found[each.paper].add(each)
    for iri, passages in found.items():
        paper = papers[unquote(local(iri))]
        known, graph = said(paper.key), names.graph(paper.key)
        told = [t for each in sorted(passages) for t in passage(names, paper, paper.evidence(each.start, each.end))]
        yield from (t for t, line in zip(told, lines_of(told, graph), strict=True) if line not in known)


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
