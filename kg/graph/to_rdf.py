"""From a reading to the named graph of its paper. No blank nodes, and nothing that depends on another paper."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.extract.lexicon import Lexicon
from kg.graph.places import place_node
from kg.graph.terms import TYPE, Names, clean, decimal, digest, integer, term, year
from kg.model import Citation, Evidence, Framework, InformantGroup, Paper, Reading, Reference, Statement

CLASSES = {
    "assessment": "jmo:Assessment",
    "obstacle": "jmo:Obstacle",
    "benefit": "jmo:Benefit",
    "recommendation": "jmo:Recommendation",
    "feature": "jmo:Feature",
    "statistic": "jmo:Statistic",
    "gap": "jmo:StatedGap",
    "future-research": "jmo:FutureResearch",
}
SCHEME_OF = {"assessment": "aspect", "future-research": "recommendation"}
CONTEXT = 32
PLAIN = "text/plain"
PDF_FRAGMENTS = NamedNode("http://tools.ietf.org/rfc/rfc3778")  # as the Web Annotation model names it
Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]
Triples = Iterator[Triple]
TriplesAndName = Generator[Triple, None, NamedNode]


def quads_of(reading: Reading, lexicon: Lexicon, names: Names) -> Iterator[Quad]:
    """Give the graph of one paper; what several of its parts say comes more than once.

    Args:
        reading: what was understood of the paper.
        lexicon: the vocabulary, which names the concepts.
        names: the IRIs of the corpus.
    """
    graph = names.graph(reading.paper.key)
    writer = _Writer(reading, lexicon, names)
    return (Quad(s, p, o, graph) for s, p, o in writer.triples())


class _Writer:
    """Writes the parts of one paper; each method gives the triples of one of them."""

    def __init__(self, reading: Reading, lexicon: Lexicon, names: Names) -> None:
        self.reading = reading
        self.names = names
        self.key = reading.paper.key
        self.paper = names.paper(self.key)
        self.concepts = {(c.scheme, c.id): NamedNode(c.iri) for c in lexicon.concepts.values()}

    def triples(self) -> Triples:
        reading = self.reading
        yield from self._paper(reading.paper)
        yield from self._provenance(reading.paper)
        yield from self._study()
        for topic in reading.topics:
            yield from self._concept(self.paper, "schema:about", *topic)
        for reference in reading.references:
            yield from self._reference(reference)
        for citation in reading.citations:
            yield from self._citation(citation)
        for framework in reading.frameworks:
            yield from self._framework(framework)
        for statement in reading.statements:
            yield from self._statement(statement)
        if reading.verdict is not None:
            verdict = self.names.part(self.key, "verdict", reading.verdict.aspect)
            yield verdict, TYPE, term("jmo:Verdict")
            yield verdict, term("jmo:statedIn"), self.paper
            yield from self._concept(verdict, "dcterms:subject", "aspect", reading.verdict.aspect)
            yield from self._concept(verdict, "jmo:stance", "stance", reading.verdict.stance)
            yield from self._evidence(verdict, reading.verdict.evidence)

    def _paper(self, paper: Paper) -> Triples:
        known = paper.metadata
        yield self.paper, TYPE, term("fabio:ScholarlyWork")
        yield self.paper, term("dcterms:identifier"), Literal(paper.key)
        yield self.paper, term("jmo:sourceKind"), Literal(paper.source_kind)
        for name, value in (
            ("dcterms:language", known.language),
            ("prism:publicationName", known.venue),
            ("prism:volume", known.volume),
            ("prism:number", known.issue),
            ("prism:pageRange", known.pages),
            ("bibo:doi", known.doi),
            ("jmo:byline", "; ".join(known.authors)),
        ):
            if value:
                yield self.paper, term(name), Literal(clean(value))
        if known.title:
            yield self.paper, term("dcterms:title"), Literal(clean(known.title), language=known.language or "und")
        if known.title_en:
            yield self.paper, term("dcterms:title"), Literal(clean(known.title_en), language="en")
        if known.year is not None:
            yield self.paper, term("fabio:hasPublicationYear"), year(known.year)
        for keyword in known.keywords:
            yield self.paper, term("prism:keyword"), Literal(clean(keyword))
        affiliations = known.affiliations or ("",) * len(known.authors)
        people = zip(known.authors, known.families, affiliations, strict=True)
        for position, (author, family, affiliation) in enumerate(people, 1):
            person = self.names.part(self.key, "author", position)
            yield self.paper, term("dcterms:creator"), person
            yield person, TYPE, term("foaf:Person")
            yield person, term("foaf:name"), Literal(clean(author))
            yield person, term("foaf:familyName"), Literal(clean(family))
            yield person, term("schema:position"), integer(position)
            if affiliation:
                yield person, term("schema:affiliation"), Literal(clean(affiliation))

    def _provenance(self, paper: Paper) -> Triples:
        text = self.names.text(self.key)
        activity = self.names.part(self.key, "reading")
        agent = self.names.agent(__version__)
        yield text, TYPE, term("prov:Entity")
        yield text, term("dcterms:identifier"), Literal(f"sha256:{paper.digest}")
        yield text, term("dcterms:isFormatOf"), self.paper
        if paper.media_type != PLAIN:
            original = self.names.part(self.key, "original")
            yield text, term("prov:wasDerivedFrom"), original
            yield original, TYPE, term("prov:Entity")
            yield original, term("dcterms:format"), Literal(paper.media_type)
        yield activity, TYPE, term("prov:Activity")
        yield activity, term("prov:used"), text
        yield activity, term("prov:wasAssociatedWith"), agent

    def _study(self) -> Triples:
        study = self.reading.study
        for scheme, found in (("method", study.methods), ("technique", study.techniques)):
            for id, evidence in found:
                yield from self._method(scheme, id, evidence)
        for name, value in (("jmo:place", study.place), ("jmo:period", study.period), ("jmo:sample", study.sample)):
            if value:
                yield self.paper, term(name), Literal(clean(value))
        if study.setting is not None:
            yield self.paper, term("dcterms:spatial"), place_node(self.names, study.setting)
        if study.informants is not None:
            yield self.paper, term("jmo:informants"), integer(study.informants)
        for position, group in enumerate(study.groups, 1):
            yield from self._informants(position, group)

    def _method(self, scheme: str, id: str, evidence: Evidence) -> Triples:
        """A method that the study uses; the passage that names it is annotated with its concept."""
        concept = self.concepts.get((scheme, id))
        if concept is not None:
            yield self.paper, term("jmo:method"), concept
            yield from self._annotation(self.names.part(self.key, scheme, id), concept, evidence)

    def _informants(self, position: int, group: InformantGroup) -> Triples:
        node = self.names.part(self.key, "informants", position)
        yield node, TYPE, term("foaf:Group")
        yield node, term("jmo:statedIn"), self.paper
        yield node, term("schema:position"), integer(position)
        yield node, term("foaf:name"), Literal(clean(group.role))
        for topic in group.topics:
            yield from self._concept(node, "dcterms:type", *topic)
        if group.number is not None:
            yield node, term("jmo:informants"), integer(group.number)
        yield from self._evidence(node, group.evidence)

    def _reference(self, reference: Reference) -> Triples:
        entry = self.names.part(self.key, "reference", reference.position)
        entries = self.names.part(self.key, "references")
        yield entries, TYPE, term("biro:ReferenceList")
        yield entries, term("dcterms:isPartOf"), self.paper
        yield entry, TYPE, term("biro:BibliographicReference")
        yield entry, term("dcterms:isPartOf"), entries
        yield entry, term("schema:position"), integer(reference.position)
        yield entry, term("c4o:hasContent"), Literal(clean(reference.evidence.quote))
        yield entry, term("dcterms:type"), Literal(reference.kind)
        for name, value in (
            ("jmo:firstAuthor", reference.first_author),
            ("jmo:byline", "; ".join(reference.authors)),
            ("dcterms:title", reference.title),
            ("prism:publicationName", reference.container),
            ("prism:volume", reference.volume),
            ("prism:number", reference.issue),
            ("prism:pageRange", reference.pages),
            ("dcterms:publisher", reference.publisher),
            ("bibo:doi", reference.doi),
            ("prism:url", reference.url),
            ("schema:editor", "; ".join(reference.editors)),
            ("prism:location", reference.place),
            ("prism:edition", reference.edition),
            ("fabio:hasAccessDate", reference.accessed),
        ):
            if value:
                yield entry, term(name), Literal(clean(value))
        if reference.year is not None:
            yield entry, term("fabio:hasPublicationYear"), year(reference.year)

    def _citation(self, citation: Citation) -> Triples:
        surface = citation.surface
        pointer = self.names.part(
            self.key, "citation", f"{surface.start}-{surface.end}", digest(citation.label, str(citation.reference))[:6]
        )
        yield pointer, TYPE, term("c4o:InTextReferencePointer")
        yield pointer, TYPE, term("cito:Citation")
        yield pointer, term("c4o:hasContent"), Literal(clean(surface.quote))
        yield pointer, term("jmo:citedAs"), Literal(citation.label)
        yield pointer, term("cito:hasCitingEntity"), self.paper
        yield pointer, term("cito:hasCitationCharacterization"), term(f"cito:{citation.intent}")
        yield pointer, term("oa:hasTarget"), (yield from self._span(surface))
        yield pointer, term("c4o:hasContext"), (yield from self._span(citation.context))
        if citation.reference is not None:
            yield pointer, term("c4o:denotes"), self.names.part(self.key, "reference", citation.reference)

    def _framework(self, framework: Framework) -> Triples:
        name = framework.concept or digest(framework.label)
        use = self.names.part(self.key, "framework", name)
        yield use, TYPE, term("jmo:FrameworkUse")
        yield use, term("jmo:statedIn"), self.paper
        yield use, term("jmo:role"), Literal(framework.role)
        yield use, term("rdfs:label"), Literal(clean(framework.label))
        yield from self._concept(use, "dcterms:subject", "framework", framework.concept)
        for position, indicator in enumerate(framework.indicators, 1):
            item = self.names.part(self.key, "framework", name, "indicator", position)
            yield use, term("jmo:indicator"), Literal(clean(indicator))
            yield use, term("schema:itemListElement"), item
            yield item, term("schema:name"), Literal(clean(indicator))
            yield item, term("schema:position"), integer(position)
        yield from self._evidence(use, framework.evidence)

    def _statement(self, statement: Statement) -> Triples:
        said = " ".join(statement.evidence.quote.split())
        about = statement.concept or f"{statement.value} {statement.unit}"
        where = (statement.attribution, statement.section)
        node = self.names.statement(self.key, statement.kind, about, statement.stance, *where, said)
        yield node, TYPE, term(CLASSES[statement.kind])
        yield node, TYPE, term("jmo:Statement")
        yield node, term("jmo:statedIn"), self.paper
        yield node, term("prov:wasGeneratedBy"), self.names.part(self.key, "reading")
        scheme = SCHEME_OF.get(statement.kind, statement.kind)
        yield from self._concept(node, "dcterms:subject", scheme, statement.concept)
        yield from self._concept(node, "jmo:stance", "stance", statement.stance)
        for topic in statement.topics:
            yield from self._concept(node, "schema:about", *topic)
        yield node, term("jmo:attribution"), Literal(statement.attribution)
        yield node, term("jmo:rule"), Literal(clean(statement.rule))
        yield node, term("jmo:confidence"), decimal(statement.confidence)
        yield node, term("jmo:section"), Literal(statement.section)
        for name, value in (
            ("jmo:citedAs", statement.source),
            ("jmo:value", statement.value),
            ("jmo:unit", statement.unit),
            ("jmo:measures", statement.what),
            ("schema:temporalCoverage", statement.time),
        ):
            if value:
                yield node, term(name), Literal(clean(value))
        yield from self._evidence(node, statement.evidence)

    def _concept(self, subject: NamedNode, name: str, scheme: str, id: str) -> Triples:
        concept = self.concepts.get((scheme, id))
        if concept is not None:
            yield subject, term(name), concept

    def _evidence(self, body: NamedNode, evidence: Evidence) -> Triples:
        """A Web Annotation ties what is said to the passage that says it."""
        yield from self._annotation(NamedNode(f"{body.value}/evidence/{evidence.start}-{evidence.end}"), body, evidence)

    def _annotation(self, annotation: NamedNode, body: NamedNode, evidence: Evidence) -> Triples:
        yield annotation, TYPE, term("oa:Annotation")
        yield annotation, term("oa:motivatedBy"), term("oa:identifying")
        yield annotation, term("oa:hasBody"), body
        yield annotation, term("oa:hasTarget"), (yield from self._span(evidence))

    def _span(self, evidence: Evidence) -> TriplesAndName:
        return (yield from passage(self.names, self.reading.paper, evidence))


def passage(names: Names, paper: Paper, evidence: Evidence) -> TriplesAndName:
    """A passage of a stored text, selected by its words, its position and its page, if any; gives its name back."""
    span = names.span(paper.key, evidence.start, evidence.end)
    words = NamedNode(f"{span.value}/quote")
    place = NamedNode(f"{span.value}/position")
    yield span, TYPE, term("oa:SpecificResource")
    yield span, term("oa:hasSource"), names.text(paper.key)
    yield span, term("oa:hasSelector"), words
    yield span, term("oa:hasSelector"), place
    yield words, TYPE, term("oa:TextQuoteSelector")
    yield words, term("oa:exact"), Literal(evidence.quote)
    yield words, term("oa:prefix"), Literal(clean(paper.text[max(0, evidence.start - CONTEXT) : evidence.start]))
    yield words, term("oa:suffix"), Literal(clean(paper.text[evidence.end : evidence.end + CONTEXT]))
    yield place, TYPE, term("oa:TextPositionSelector")
    yield place, term("oa:start"), integer(evidence.start)
    yield place, term("oa:end"), integer(evidence.end)
    if page := paper.page_of(evidence.start):
        fragment = names.part(paper.key, "page", page)
        yield span, term("oa:hasSelector"), fragment
        yield fragment, TYPE, term("oa:FragmentSelector")
        yield fragment, term("dcterms:conformsTo"), PDF_FRAGMENTS
        yield fragment, term("rdf:value"), Literal(f"page={page}")
    return span
