"""What a nanopublication says: its assertion, where that comes from, and what is said of the nanopublication itself."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.store import Row
from kg.graph.terms import PREFIXES, TYPE, integer, term, year
from kg.publish.nanopub.credit import Credit
from kg.publish.nanopub.reading import Sources, Thing, Triple
from kg.publish.nanopub.terms import Parts, np_term

HOW = frozenset(map(term, ("oa:hasTarget", "prov:wasGeneratedBy", "jmo:rule", "jmo:confidence", "jmo:section")))
"""What the graph says of how a thing was read, and not of what it says."""
FRAGMENTS = NamedNode("http://tools.ietf.org/rfc/rfc3778")
LANGUAGES = ("id", "en")


def assertion(thing: Thing) -> Iterator[Triple]:
    """What is said: every fact of the thing and its parts that does not tell how it was read."""
    for fact in thing.facts:
        if fact[1] not in HOW:
            yield fact


def provenance(thing: Thing, parts: Parts, known: Sources) -> Iterator[Triple]:
    """Where it comes from: the passages with their papers, the software and the ontology that read them."""
    activity, agent = parts.part("activity"), NamedNode(known.agent["agent"])
    yield parts.assertion, term("prov:wasGeneratedBy"), activity
    yield activity, TYPE, term("prov:Activity")
    yield activity, term("prov:wasAssociatedWith"), agent
    yield agent, TYPE, term("prov:SoftwareAgent")
    yield agent, term("foaf:name"), Literal(known.agent["name"])
    yield agent, term("pav:version"), Literal(known.agent["version"])
    for row in known.ontologies:
        yield activity, term("prov:used"), NamedNode(row["ontology"])
        yield NamedNode(row["ontology"]), term("owl:versionInfo"), Literal(row["version"])
    for said, name, value in thing.facts:
        if name in HOW and name != term("prov:wasGeneratedBy") and isinstance(value, Literal):
            yield said, name, value
    parts_of_thing = dict.fromkeys(said for said, _, _ in thing.facts)
    passages = [row for said in parts_of_thing for row in known.evidence.get(said.value, ())]
    for row in passages:
        yield from _passage(row)
    for text in dict.fromkeys(row["text"] for row in passages):
        yield parts.assertion, term("prov:wasDerivedFrom"), NamedNode(text)
        yield activity, term("prov:used"), NamedNode(text)
        yield from _text(text, known)
    named = {value.value for _, _, value in thing.facts if isinstance(value, NamedNode)}
    for iri in sorted(named | {row["paper"] for row in passages}):
        yield from _work(iri, known)


def _passage(row: Row) -> Iterator[Triple]:
    """The words that something rests on, by quote, by position in the stored text, and by page."""
    passage, words, place = (NamedNode(row[name]) for name in ("passage", "words", "place"))
    annotation = NamedNode(f"{row['said']}/evidence/{row['start']}-{row['end']}")
    yield annotation, TYPE, term("oa:Annotation")
    yield annotation, term("oa:motivatedBy"), term("oa:identifying")
    yield annotation, term("oa:hasBody"), NamedNode(row["said"])
    yield annotation, term("oa:hasTarget"), passage
    yield passage, TYPE, term("oa:SpecificResource")
    yield passage, term("oa:hasSource"), NamedNode(row["text"])
    yield passage, term("oa:hasSelector"), words
    yield words, TYPE, term("oa:TextQuoteSelector")
    yield words, term("oa:exact"), Literal(row["quote"])
    yield passage, term("oa:hasSelector"), place
    yield place, TYPE, term("oa:TextPositionSelector")
    yield place, term("oa:start"), integer(int(row["start"]))
    yield place, term("oa:end"), integer(int(row["end"]))
    if row["fragment"]:
        fragment = NamedNode(row["fragment"])
        yield passage, term("oa:hasSelector"), fragment
        yield fragment, TYPE, term("oa:FragmentSelector")
        yield fragment, term("dcterms:conformsTo"), FRAGMENTS
        yield fragment, term("rdf:value"), Literal(f"page={row['page']}")


def _text(iri: str, known: Sources) -> Iterator[Triple]:
    """The stored text, by its hash, so that whoever has it can find the positions."""
    text, row = NamedNode(iri), known.texts[iri]
    yield text, TYPE, term("prov:Entity")
    yield text, term("dcterms:isFormatOf"), NamedNode(row["paper"])
    yield text, term("dcterms:identifier"), Literal(row["digest"])


def _work(iri: str, known: Sources) -> Iterator[Triple]:
    """A paper or a cited work, as far as it takes to find it; nothing for any other IRI."""
    work = NamedNode(iri)
    if iri in known.papers:
        row = known.papers[iri]
        yield work, TYPE, term("fabio:ScholarlyWork")
        for name, column in (("dcterms:title", "title"), ("jmo:byline", "authors"), ("bibo:doi", "doi")):
            if row[column]:
                yield work, term(name), Literal(row[column])
        if row["year"]:
            yield work, term("fabio:hasPublicationYear"), year(int(row["year"]))
    elif iri in known.works:
        row = known.works[iri]
        yield work, TYPE, term("fabio:Work")
        yield work, term("rdfs:label"), Literal(row["cited_as"])
        if row["title"]:
            yield work, term("dcterms:title"), Literal(row["title"])


def info(thing: Thing, parts: Parts, known: Sources, credit: Credit) -> Iterator[Triple]:
    """What is said of the nanopublication: whose it is, its licence, its type, its name, and those of its concepts."""
    itself, agent = parts.itself, NamedNode(known.agent["agent"])
    yield itself, term("pav:createdWith"), agent
    yield itself, term("dcterms:license"), NamedNode(credit.licence)
    if credit.date is not None:
        yield itself, term("dcterms:created"), credit.date
    if credit.creator:
        creator = NamedNode(credit.creator)
        yield itself, term("dcterms:creator"), creator
        yield itself, term("prov:wasAttributedTo"), creator
        if credit.name:
            yield creator, term("foaf:name"), Literal(credit.name)
    else:
        yield itself, term("prov:wasAttributedTo"), agent
    for type in thing.types:
        if type.value.startswith(PREFIXES["jmo"]):
            yield itself, np_term("npx:hasNanopubType"), type
    subjects = [subject.value for subject in thing.values("dcterms:subject")]
    figure = " ".join(value.value for name in ("jmo:value", "jmo:unit") for value in thing.values(name))
    for label in [label for subject in subjects for label in _labels(subject, known)] or [Literal(figure)]:
        if label.value:
            yield itself, term("rdfs:label"), label
    for concept in sorted({value.value for _, _, value in thing.facts if value.value in known.labels}):
        for label in _labels(concept, known):
            yield NamedNode(concept), term("skos:prefLabel"), label


def _labels(concept: str, known: Sources) -> Iterator[Literal]:
    row = known.labels.get(concept, {})
    for language in LANGUAGES:
        if row.get(f"label_{language}"):
            yield Literal(row[f"label_{language}"], language=language)
