"""The ontology: it loads everywhere, defines what is used and nothing else, and its shapes catch what they promise."""

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, XSD

from kg import resources
from kg.graph.shapes import validate
from kg.graph.store import Store
from tests.jena import jena_in

ONTOLOGY = resources.ontology_dir()
FILES = ["jmo.ttl", "vocabulary.ttl", "shapes.ttl"]
JMO = Namespace("https://w3id.org/jmo/ns#")
VOCABULARY = "https://w3id.org/jmo/vocabulary"
VANN = Namespace("http://purl.org/vocab/vann/")
LANGUAGES = {"id", "en"}
IDS = {
    "stance": "effective fairly-effective mixed not-fully-optimal not-effective",
    "aspect": (
        "effectiveness service-quality efficiency accessibility ease-of-use user-satisfaction reliability "
        "access-speed flexibility expectation-fulfilment functionality transparency goal-clarity planning "
        "facilities programme-implementation socialisation digital-literacy participation claim-process"
    ),
    "obstacle": (
        "internet-network low-digital-literacy insufficient-socialisation app-error server-capacity login-failure "
        "slow-performance biometric-failure data-update-failure digital-card-missing no-smartphone device-storage "
        "device-incompatibility duplicate-account feature-unavailable electricity-supply balance-limit "
        "programme-coverage wrong-credentials data-mismatch account-blocked balance-merge-failure "
        "missing-kpj-lookup preference-for-office older-users-difficulty slow-staff-response "
        "insignificant-updates cumbersome-input uneven-facilities"
    ),
    "benefit": (
        "ease-of-access time-efficiency queue-reduction transparency administrative-efficiency flexibility "
        "simple-procedure paperless-claim identity-security user-satisfaction service-quality information-access "
        "economic-stability participation public-awareness"
    ),
    "recommendation": (
        "socialisation-education improve-network improve-app increase-capacity simplify-app responsive-support "
        "employer-assistance union-role staff-training collaboration extend-programmes continuous-evaluation "
        "user-driven-features user-guide improve-electricity further-research assisted-access"
    ),
    "feature": (
        "balance-check jht-claim claim-tracking digital-card registration data-update contribution-payment "
        "contribution-details complaint programme-info balance-simulation accident-report news membership-data "
        "biometric-verification"
    ),
    "programme": "jht jkk jkm jp jkp",
    "framework": (
        "delone-mclean lubis-approaches rosalina-indicators steers e-government tam servqual "
        "edwards-implementation duncan-effectiveness eucs"
    ),
    "method": (
        "qualitative quantitative mixed-methods descriptive literature-review sentiment-analysis interview "
        "observation documentation questionnaire purposive-sampling triangulation"
    ),
    "citation-intent": "agreesWith disagreesWith confirms usesMethodIn obtainsBackgroundFrom discusses",
}
EVERY_ID = [(kind, id) for kind, ids in IDS.items() for id in ids.split()]


@cache
def graph_of(file: str) -> Graph:
    return Graph().parse(ONTOLOGY / file, format="turtle")


def local(iri: object) -> str:
    return re.split(r"[/#]", str(iri))[-1]


# ---------------------------------------------------------------- it loads everywhere


@pytest.mark.parametrize("file", FILES)
def test_rdflib_and_oxigraph_read_the_same_triples(file):
    theirs = list(ox.parse(path=str(ONTOLOGY / file), format=ox.RdfFormat.TURTLE))
    assert len(theirs) == len(set(theirs)) == len(graph_of(file)) > 50


@pytest.mark.parametrize("file", FILES)
def test_raptor_reads_it(file):
    if shutil.which("rapper") is None:
        pytest.skip("no rapper here; raptor2-utils brings it")
    done = subprocess.run(
        ["rapper", "-q", "-c", "-i", "turtle", ONTOLOGY / file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def jena(tmp_path_factory):
    return jena_in(tmp_path_factory.mktemp("jena"))


def test_jena_finds_nothing_to_complain_of(jena):
    done = jena("riotcmd.riot", "--validate", *(ONTOLOGY / file for file in FILES))
    told = [line for line in done.stderr.splitlines() if " INFO " not in line]
    assert (done.returncode, done.stdout, told) == (0, "", [])


def test_jena_would_complain_of_a_bad_literal(jena, tmp_path):
    (tmp_path / "bad.ttl").write_text('<urn:a> <urn:b> "abc"^^<http://www.w3.org/2001/XMLSchema#gYear> .')
    assert "abc" in jena("riotcmd.riot", "--validate", tmp_path / "bad.ttl").stderr


@pytest.mark.slow
def test_jena_reads_the_whole_graph_and_finds_that_it_conforms(jena, notes_build):
    assert jena("riotcmd.riot", "--validate", notes_build / "data/graph.nq").returncode == 0
    done = jena(
        "shacl.shacl_validate", "--text", "--shapes", ONTOLOGY / "shapes.ttl", "--data", notes_build / "data/graph.ttl"
    )
    assert done.stdout.strip() == "Conforms", done.stderr


# ---------------------------------------------------------------- the vocabulary


@cache
def concepts() -> dict[tuple[str, str], list[URIRef]]:
    """The concepts by scheme and notation."""
    vocabulary = graph_of("vocabulary.ttl")
    found = defaultdict(list)
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        for scheme in vocabulary.objects(concept, SKOS.inScheme):
            for notation in vocabulary.objects(concept, SKOS.notation):
                found[local(scheme), str(notation)].append(concept)
    return found


@pytest.mark.parametrize(("kind", "id"), EVERY_ID, ids=[f"{kind}-{id}" for kind, id in EVERY_ID])
def test_an_id_of_the_table_is_a_concept_with_labels_and_definitions(kind, id):
    vocabulary = graph_of("vocabulary.ttl")
    (concept,) = concepts()[kind, id]
    assert str(concept) == f"{VOCABULARY}/{kind}/{id}"
    for name in (SKOS.prefLabel, SKOS.definition):
        languages = Counter(each.language for each in vocabulary.objects(concept, name))
        assert languages == Counter(LANGUAGES), name


def test_the_schemes_of_the_table_hold_no_other_concepts():
    listed = set(EVERY_ID)
    assert {key for key in concepts() if key[0] in IDS} == listed


def test_every_concept_stands_in_one_scheme_with_one_notation_and_its_iri():
    vocabulary = graph_of("vocabulary.ttl")
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        (scheme,) = vocabulary.objects(concept, SKOS.inScheme)
        (notation,) = vocabulary.objects(concept, SKOS.notation)
        assert str(concept) == f"{scheme}/{notation}"
        assert (scheme, RDF.type, SKOS.ConceptScheme) in vocabulary


def test_every_scheme_has_labels_and_a_definition():
    vocabulary = graph_of("vocabulary.ttl")
    schemes = set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) >= len(IDS)
    for scheme in schemes:
        for name in (SKOS.prefLabel, SKOS.definition):
            assert Counter(each.language for each in vocabulary.objects(scheme, name)) == Counter(LANGUAGES), scheme


def test_labels_are_in_a_known_language_and_tidy():
    vocabulary = graph_of("vocabulary.ttl")
    for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, label in vocabulary.subject_objects(name):
            assert label.language in LANGUAGES, concept
            assert str(label) == " ".join(str(label).split()) != "", concept


def test_preferred_alternative_and_hidden_labels_are_disjoint():
    vocabulary = graph_of("vocabulary.ttl")
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        labels = Counter(
            (label.language, str(label))
            for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for label in vocabulary.objects(concept, name)
        )
        assert [label for label, count in labels.items() if count > 1] == [], concept


def test_no_two_concepts_of_a_scheme_share_a_preferred_label():
    """But for indicators, whose framework tells them apart, and for signals, which are never shown."""
    vocabulary = graph_of("vocabulary.ttl")
    named = defaultdict(set)
    for concept, label in vocabulary.subject_objects(SKOS.prefLabel):
        for scheme in vocabulary.objects(concept, SKOS.inScheme):
            if local(scheme) in IDS:
                named[local(scheme), label.language, str(label).casefold()].add(local(concept))
    assert {key: ids for key, ids in named.items() if len(ids) > 1} == {}


def test_hierarchies_have_no_circles_and_both_directions_agree():
    vocabulary = graph_of("vocabulary.ttl")
    broader = {(a, b) for a, b in vocabulary.subject_objects(SKOS.broader)}
    broader |= {(a, b) for b, a in vocabulary.subject_objects(SKOS.narrower)}
    assert broader
    known = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert {node for pair in broader for node in pair} <= known
    for concept in known:
        assert concept not in set(vocabulary.transitive_objects(concept, SKOS.broader)) - {concept}
        assert (concept, concept) not in broader
    while leaves := {pair for pair in broader if not any(pair[0] == other[1] for other in broader)}:
        broader -= leaves
    assert broader == set(), "a circle"


def test_stances_bear_the_signs_that_tell_agreement_from_contradiction():
    vocabulary = graph_of("vocabulary.ttl")
    signs = {id: vocabulary.value(concepts()["stance", id][0], JMO.sign).toPython() for id in IDS["stance"].split()}
    assert signs == {"effective": 1, "fairly-effective": 1, "mixed": 0, "not-fully-optimal": -1, "not-effective": -1}


def test_what_concepts_point_to_is_there():
    vocabulary = graph_of("vocabulary.ttl")
    known = set(vocabulary.subjects(RDF.type, SKOS.Concept)) | set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))
    for name in (
        JMO.about,
        JMO.signal,
        JMO.implies,
        SKOS.related,
        SKOS.inScheme,
        SKOS.topConceptOf,
        SKOS.hasTopConcept,
    ):
        assert set(vocabulary.objects(None, name)) <= known, name


# ---------------------------------------------------------------- our own terms


def own_terms() -> set[URIRef]:
    return {term for term in graph_of("jmo.ttl").subjects(RDF.type, None) if str(term).startswith(JMO)}


def test_every_own_term_has_label_and_definition_in_both_languages():
    ontology = graph_of("jmo.ttl")
    assert own_terms()
    for term in own_terms():
        for name in (RDFS.label, SKOS.definition):
            assert Counter(each.language for each in ontology.objects(term, name)) == Counter(LANGUAGES), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [URIRef("https://w3id.org/jmo/ns")], term
        assert ontology.value(term, RDF.type) in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty), term


def test_labels_of_own_terms_are_unambiguous():
    labels = Counter(
        (label.language, str(label), ontology_kind)
        for term in own_terms()
        for ontology_kind in [graph_of("jmo.ttl").value(term, RDF.type)]
        for label in graph_of("jmo.ttl").objects(term, RDFS.label)
    )
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize(
    ("subject", "file"),
    [
        ("https://w3id.org/jmo/ns", "jmo.ttl"),
        (VOCABULARY, "vocabulary.ttl"),
        ("https://w3id.org/jmo/shapes", "shapes.ttl"),
    ],
)
def test_each_file_says_what_it_is(subject, file):
    graph = graph_of(file)
    node = URIRef(subject)
    assert {title.language for title in graph.objects(node, DCTERMS.title)} == LANGUAGES
    assert graph.value(node, DCTERMS.creator) == Literal("litkg contributors")
    assert str(graph.value(node, DCTERMS.license)).startswith("https://creativecommons.org/licenses/by/4.0")
    assert graph.value(node, OWL.versionInfo) is not None


def test_the_ontology_has_its_metadata():
    graph = graph_of("jmo.ttl")
    (node,) = graph.subjects(RDF.type, OWL.Ontology)
    assert graph.value(node, VANN.preferredNamespacePrefix) == Literal("jmo")
    assert graph.value(node, VANN.preferredNamespaceUri) == Literal(str(JMO))
    assert str(graph.value(node, OWL.versionIRI)) == f"{node}/{graph.value(node, OWL.versionInfo)}"
    assert {each.language for each in graph.objects(node, DCTERMS.description)} == LANGUAGES


def test_the_namespace_is_said_to_be_unregistered():
    (node,) = graph_of("jmo.ttl").subjects(RDF.type, OWL.Ontology)
    described = " ".join(graph_of("jmo.ttl").objects(node, DCTERMS.description))
    assert "not registered" in described and "belum didaftarkan" in described


def used_terms() -> dict[str, set[str]]:
    """Name the own terms that code, queries, shapes and vocabulary use, with a place where they do."""
    root = Path(resources.__file__).parent
    sources = [
        *root.rglob("*.py"),
        *resources.queries_dir().glob("*.rq"),
        ONTOLOGY / "shapes.ttl",
        ONTOLOGY / "vocabulary.ttl",
    ]
    sources += [
        path for path in resources.site_dir().rglob("*") if path.suffix in (".js", ".html", ".j2", ".rq", ".toml")
    ]
    found = defaultdict(set)
    for path in sources:
        text = path.read_text("utf-8", errors="replace")
        for name in re.findall(r"\bjmo:([A-Za-z]\w*)|jmo/ns#([A-Za-z]\w*)|\bJMO \+ \"(\w+)\"", text):
            found["".join(name)].add(path.name)
    return found


def test_every_own_term_that_is_used_is_defined():
    defined = {local(term) for term in own_terms()}
    assert {name: places for name, places in used_terms().items() if name not in defined} == {}


def test_every_own_term_that_is_defined_is_used():
    assert {local(term) for term in own_terms()} - set(used_terms()) == set()


def test_own_terms_are_few():
    """The design says *under about 40*; every one more wants a reason."""
    assert len(own_terms()) <= 60


def test_every_own_term_in_a_built_graph_is_defined(any_build):
    store = Store.of_build(any_build)
    found = {row["t"] for row in store.rows("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }")}
    own = {iri for iri in found if iri.startswith(str(JMO))}
    assert len(own) > 30
    assert own <= {str(term) for term in own_terms()}


def test_the_ontology_redefines_no_foreign_term():
    ontology = graph_of("jmo.ttl")
    named = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
    for subject, predicate, value in ontology:
        if not str(subject).startswith("https://w3id.org/jmo/"):
            assert predicate == RDF.type and value in named, (subject, predicate, value)


# ---------------------------------------------------------------- the shapes


SMALL = """
@prefix jmo: <https://w3id.org/jmo/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix cito: <http://purl.org/spar/cito/> . @prefix x: <urn:x:> .
@prefix aspect: <https://w3id.org/jmo/vocabulary/aspect/> . @prefix stance: <https://w3id.org/jmo/vocabulary/stance/> .
@prefix obstacle: <https://w3id.org/jmo/vocabulary/obstacle/> .
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix c4o: <http://purl.org/spar/c4o/> . @prefix biro: <http://purl.org/spar/biro/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:paper a fabio:ScholarlyWork ; jmo:sourceKind "full-text" ; dcterms:identifier "a" ; dcterms:title "Kajian"@id ;
  dcterms:creator x:person ; fabio:hasPublicationYear "2024"^^xsd:gYear .
x:text a prov:Entity .
x:said a jmo:Statement , jmo:Assessment ; jmo:statedIn x:paper ; jmo:attribution "own" ; jmo:rule "judgement: efektif" ;
  jmo:confidence 0.7 ; jmo:section "conclusion" ; dcterms:subject aspect:effectiveness ; jmo:stance stance:effective .
x:kendala a jmo:Statement , jmo:Obstacle ; jmo:statedIn x:paper ; jmo:attribution "own" ; jmo:rule "label: error" ;
  jmo:confidence 0.85 ; jmo:section "results" ; dcterms:subject obstacle:app-error .
x:verdict a jmo:Verdict ; jmo:statedIn x:paper ; dcterms:subject aspect:effectiveness ; jmo:stance stance:effective .
x:note1 a oa:Annotation ; oa:hasBody x:said ; oa:hasTarget x:span .
x:note2 a oa:Annotation ; oa:hasBody x:kendala ; oa:hasTarget x:span .
x:note3 a oa:Annotation ; oa:hasBody x:verdict ; oa:hasTarget x:span .
x:span a oa:SpecificResource ; oa:hasSource x:text ; oa:hasSelector x:words , x:place .
x:words a oa:TextQuoteSelector ; oa:exact "efektif" .
x:place a oa:TextPositionSelector ; oa:start 3 ; oa:end 10 .
x:entry a biro:BibliographicReference ; c4o:hasContent "Rekaan (2020)" ; schema:position 1 .
x:citation a cito:Citation ; cito:hasCitingEntity x:paper ; cito:hasCitationCharacterization cito:discusses ;
  c4o:denotes x:entry .
x:finding a jmo:Finding ; jmo:status "single-study" ;
  jmo:papers 1 ; jmo:independentPapers 1 ; jmo:belief 0.31 ; jmo:beliefOpposing 0.0 .
x:one a prov:Collection ; dcterms:isPartOf x:finding ; dcterms:type "authors" ; prov:hadMember x:paper , x:other ;
  dcterms:description "Penulis sama."@id , "Same author."@en .
x:position a jmo:Position ; dcterms:isPartOf x:finding ; jmo:heldBy x:paper ; jmo:side 1 ; oa:hasTarget x:span .
x:gap a jmo:KnowledgeGap ; jmo:basis "stated" ; jmo:gapType "stated" ; dcterms:description "Belum diteliti."@id ;
  schema:position 1 ; jmo:papers 1 ; schema:text "Belum diteliti."@id , "Not studied."@en .
x:flag a jmo:IntegrityNote ; jmo:statedIn x:paper ; jmo:severity "error" .
"""
BROKEN = {
    "a statement without evidence": ("said", "x:note1 a oa:Annotation ; oa:hasBody x:said ; oa:hasTarget x:span .", ""),
    "two stances": (
        "said",
        "jmo:stance stance:effective .\nx:kendala",
        "jmo:stance stance:effective , stance:mixed .\nx:kendala",
    ),
    "no stance": ("said", "; jmo:stance stance:effective .\nx:kendala", ".\nx:kendala"),
    "a stance that is no concept": (
        "said",
        "jmo:stance stance:effective .\nx:kendala",
        "jmo:stance x:paper .\nx:kendala",
    ),
    "two aspects": (
        "said",
        "dcterms:subject aspect:effectiveness ; jmo:stance stance:effective .\nx:k",
        "dcterms:subject aspect:effectiveness , aspect:planning ; jmo:stance stance:effective .\nx:k",
    ),
    "start behind end": ("place", "oa:start 3", "oa:start 11"),
    "start at end": ("place", "oa:start 3", "oa:start 10"),
    "start before the text": ("place", "oa:start 3", "oa:start -1"),
    "start as a text": ("place", "oa:start 3", 'oa:start "3"'),
    "no end": ("place", "; oa:end 10", ""),
    "an unknown attribution": (
        "said",
        'x:paper ; jmo:attribution "own" ; jmo:rule "j',
        'x:paper ; jmo:attribution "rumour" ; jmo:rule "j',
    ),
    "a missing rule": ("said", 'jmo:rule "judgement: efektif" ;', ""),
    "an unknown section": ("said", 'jmo:section "conclusion"', 'jmo:section "appendix"'),
    "too much confidence": ("said", "jmo:confidence 0.7", "jmo:confidence 1.7"),
    "two papers": ("kendala", "jmo:Obstacle ; jmo:statedIn x:paper", "jmo:Obstacle ; jmo:statedIn x:paper , x:other"),
    "an obstacle without a concept": ("kendala", "; dcterms:subject obstacle:app-error", ""),
    "a verdict without evidence": (
        "verdict",
        "x:note3 a oa:Annotation ; oa:hasBody x:verdict ; oa:hasTarget x:span .",
        "",
    ),
    "an annotation of two things": ("note1", "oa:hasBody x:said ;", "oa:hasBody x:said , x:verdict ;"),
    "an annotation of no passage": ("note1", "oa:hasBody x:said ; oa:hasTarget x:span", "oa:hasBody x:said"),
    "a passage without a text": ("span", "oa:hasSource x:text ;", ""),
    "a passage with one selector": ("span", "x:words , x:place", "x:words"),
    "no words": ("words", 'oa:exact "efektif"', 'oa:exact ""'),
    "words with a language": ("words", 'oa:exact "efektif"', 'oa:exact "efektif"@id'),
    "an unknown intent": ("citation", "cito:discusses", "cito:ridicules"),
    "a citation of something else": ("citation", "c4o:denotes x:entry", "c4o:denotes x:paper"),
    "an entry in no place": ("entry", "; schema:position 1", ""),
    "an unknown source-kind": ("paper", '"full-text"', '"book"'),
    "a year that is a number": ("paper", '"2024"^^xsd:gYear', "2024"),
    "a position in no finding": ("position", "dcterms:isPartOf x:finding ; jmo:heldBy", "jmo:heldBy"),
    "a belief beyond certainty": ("finding", "jmo:belief 0.31", "jmo:belief 1.31"),
    "no belief in the opposing side": ("finding", " ; jmo:beliefOpposing 0.0", ""),
    "one paper that counts as one": ("one", "x:paper , x:other ;", "x:other ;"),
    "papers that count as one for no known reason": ("one", '"authors"', '"mood"'),
    "papers that count as one in no finding": (
        "one",
        "prov:Collection ; dcterms:isPartOf x:finding ;",
        "prov:Collection ;",
    ),
    "a reason told in one language": ("one", ' , "Same author."@en', ""),
    "an unknown side": ("position", "jmo:side 1", "jmo:side 2"),
    "an unknown basis": ("gap", 'jmo:basis "stated"', 'jmo:basis "felt"'),
    "two texts of a gap in one language": (
        "gap",
        'description "Belum diteliti."@id',
        'description "Belum diteliti."@id , "Tidak tahu."@id',
    ),
    "a gap without a paragraph in English": ("gap", ' , "Not studied."@en', ""),
    "a gap without a rank": ("gap", "schema:position 1 ; jmo:papers 1 ; schema:text", "jmo:papers 1 ; schema:text"),
    "a gap that rests on nothing": ("gap", "schema:position 1 ; jmo:papers 1", "schema:position 1 ; jmo:papers 0"),
    "an unknown severity": ("flag", '"error"', '"awful"'),
}


@cache
def kept() -> Graph:
    """What the small graph needs of the ontology: the classes, and the concepts that it names."""
    vocabulary, found = graph_of("vocabulary.ttl"), Graph()
    for triple in graph_of("jmo.ttl").triples((None, RDFS.subClassOf, None)):
        found.add(triple)
    for id in ("aspect/effectiveness", "aspect/planning", "stance/effective", "stance/mixed", "obstacle/app-error"):
        concept = URIRef(f"{VOCABULARY}/{id}")
        for triple in vocabulary.triples((concept, None, None)):
            found.add(triple)
        for triple in vocabulary.triples((vocabulary.value(concept, SKOS.inScheme), RDF.type, None)):
            found.add(triple)
    return found


def by_pyshacl(data: Graph) -> set[tuple[str, str]]:
    _, results, _ = pyshacl.validate(data, shacl_graph=graph_of("shapes.ttl"))
    return {
        (str(results.value(result, SH.focusNode)), local(results.value(result, SH.sourceShape)))
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }


def by_rudof(data: str) -> set[tuple[str, str]]:
    rudof = pytest.importorskip("pyrudof", reason="pyrudof, the second engine, is in the extra 'dev'")
    engine = rudof.Rudof(rudof.RudofConfig())
    engine.read_data(data, format=rudof.RDFFormat.NTriples)
    engine.read_shacl(str(ONTOLOGY / "shapes.ttl"))
    return {
        (str(entry.focus_node).strip("<>"), local(entry.source_shape).strip(">")) for entry in engine.validate_shacl()
    }


def both(turtle: str) -> set[tuple[str, str]]:
    """Validate by both engines, which must agree; gives the nodes and shapes that they complain of."""
    data = Graph().parse(data=turtle, format="turtle") + kept()
    found = by_pyshacl(data)
    assert by_rudof(data.serialize(format="nt")) == found
    return found


def test_a_small_graph_that_keeps_all_promises_conforms_in_both_engines():
    assert both(SMALL) == set()


@pytest.mark.parametrize("name", BROKEN)
def test_both_engines_find_the_node_that_breaks_a_promise(name):
    node, before, after = BROKEN[name]
    assert SMALL.count(before) == 1, "the test breaks one place"
    found = both(SMALL.replace(before, after))
    assert f"urn:x:{node}" in {focus for focus, _ in found}


@pytest.mark.slow
def test_a_built_graph_conforms_in_both_engines(any_build):
    merged = any_build / "data/graph.ttl"
    data = Graph().parse(merged, format="turtle")
    assert by_pyshacl(data) == by_rudof(data.serialize(format="nt")) == set()
    assert validate(Store.of_build(any_build), ONTOLOGY / "shapes.ttl") == []


def test_every_shape_aims_at_something_that_a_build_holds(notes_build):
    """A shape that never meets a node promises nothing."""
    store = Store.of_build(notes_build)
    shapes = graph_of("shapes.ttl")
    classes = {str(each) for each in shapes.objects(None, SH.targetClass)}
    properties = {str(each) for each in shapes.objects(None, SH.targetSubjectsOf)}
    assert len(classes) > 10
    for name in classes:
        assert store.rows(f"SELECT ?s {{ ?s a <{name}> }} LIMIT 1"), name
    for name in properties:
        assert store.rows(f"SELECT ?s {{ ?s <{name}> ?o }} LIMIT 1"), name


def test_shapes_use_core_constraints_only():
    shapes = graph_of("shapes.ttl")
    for name in (SH.sparql, SH.js, SH.rule, SH.target):
        assert (None, name, None) not in shapes
    assert XSD.integer in set(shapes.objects(None, SH.datatype))


def test_every_shape_says_in_words_what_is_wrong():
    shapes = graph_of("shapes.ttl")
    silent = [
        local(shape) for shape in shapes.subjects(RDF.type, SH.PropertyShape) if (shape, SH.message, None) not in shapes
    ]
    assert sorted(silent) == []
    assert all(len(str(message).split()) >= 4 for message in shapes.objects(None, SH.message))
