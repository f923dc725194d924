"""The words that concepts are found by, read from a SKOS vocabulary: the ontology is the configuration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.model import LitkgError

SKOS = "http://www.w3.org/2004/02/skos/core#"
JMO = "https://w3id.org/jmo/ns#"
LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the vocabulary; ``labels`` are (words, language) pairs, other concepts are named by IRI."""

    iri: str
    scheme: str
    id: str
    labels: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    sign: int | None = None
    about: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    implies: str = ""
    broader: str = ""
    topic: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Combination:
    """Targets and signals, by IRI, each pair of which states a concept."""

    states: str
    about: tuple[str, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All concepts by IRI, in the order of their IRIs; ``combinations`` state some of them."""

    concepts: Mapping[str, Concept]
    combinations: tuple[Combination, ...] = ()

    def scheme(self, name: str) -> Iterator[Concept]:
        """Give the concepts of one scheme."""
        return (concept for concept in self.concepts.values() if concept.scheme == name)

    def with_topic(self, *topics: str) -> frozenset[str]:
        """Give the ids of the targets and aspects that are something to the subject of the corpus: its name, a part."""
        return frozenset(c.id for c in self.concepts.values() if c.topic in topics)

    def iri(self, scheme: str, id: str) -> str:
        """Give the IRI of a concept named by scheme and notation, or an empty string."""
        return next((c.iri for c in self.scheme(scheme) if c.id == id), "")


def load_lexicon(vocabulary: Path) -> Lexicon:
    """Read a vocabulary file.

    Raises:
        LitkgError: the file is missing or is not Turtle.
    """
    try:
        triples = list(ox.parse(path=str(vocabulary), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise LitkgError(str(vocabulary), "no vocabulary there", "name a folder with vocabulary.ttl") from error
    except SyntaxError as error:
        raise LitkgError(str(vocabulary), f"not valid Turtle ({error})", "mend the file there") from error
    about: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal | ox.NamedNode):
            about[triple.subject.value][triple.predicate.value].append(triple.object)
    schemes = {iri: _one(values[SKOS + "notation"]) for iri, values in about.items() if _is(values, "ConceptScheme")}
    concepts = [_concept(iri, values, schemes) for iri, values in sorted(about.items()) if _is(values, "Concept")]
    combined = sorted(_combination(values) for values in about.values() if JMO + "states" in values)
    return Lexicon({concept.iri: concept for concept in concepts}, tuple(combined))


def _combination(values: Mapping[str, list[ox.Literal | ox.NamedNode]]) -> Combination:
    about, signals = (tuple(sorted(each.value for each in values.get(JMO + name, []))) for name in ("about", "signal"))
    return Combination(_one(values[JMO + "states"]), about, signals)


def _is(values: Mapping[str, list[ox.Literal | ox.NamedNode]], name: str) -> bool:
    types = values.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", [])
    return any(each.value == SKOS + name for each in types)


def _one(values: list[ox.Literal | ox.NamedNode]) -> str:
    return values[0].value if values else ""


def _concept(iri: str, values: Mapping[str, list[ox.Literal | ox.NamedNode]], schemes: Mapping[str, str]) -> Concept:
    labels = sorted(
        {
            (label.value, (label.language or "id").split("-")[0])
            for name in LABELS
            for label in values.get(name, [])
            if isinstance(label, ox.Literal)
        }
    )
    names = {
        (label.language or "id"): label.value for label in values.get(LABELS[0], []) if isinstance(label, ox.Literal)
    }
    sign = _one(values.get(JMO + "sign", []))
    return Concept(
        iri=iri,
        scheme=next((schemes[s.value] for s in values.get(SKOS + "inScheme", []) if s.value in schemes), ""),
        id=_one(values.get(SKOS + "notation", [])) or iri.rsplit("/", 1)[-1],
        labels=tuple(labels),
        names=names,
        sign=int(sign) if sign else None,
        about=tuple(sorted(each.value for each in values.get(JMO + "about", []))),
        signals=tuple(sorted(each.value for each in values.get(JMO + "signal", []))),
        implies=_one(values.get(JMO + "implies", [])),
        broader=_one(values.get(SKOS + "broader", [])),
        topic=_one(values.get(JMO + "topic", [])),
    )
