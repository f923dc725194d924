"""The entities of a crate's metadata that do not depend on its files: papers, people, licences, software, the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.publish.catalogue import Catalogue
from kg.publish.crate.about import About

Entity = dict[str, object]
UNKNOWN_LICENCE = "#no-licence-known"
BUILD = "#build"
APACHE = "https://spdx.org/licenses/Apache-2.0"


def to(*ids: str) -> list[Entity]:
    """Refer to entities."""
    return [{"@id": each} for each in ids]


def papers(catalogue: Catalogue) -> Iterator[Entity]:
    """The papers with authors, affiliations and journals, as far as known; none is said to have a licence."""
    organisations: dict[str, str] = {}
    for row in catalogue("authors"):
        names = [name.strip() for name in row["affiliation"].split(";") if name.strip()]
        ids = [organisations.setdefault(name, f"#organisation-{len(organisations) + 1}") for name in names]
        yield known({"@id": _author(row), "@type": "Person", "name": row["name"], "affiliation": to(*ids)})
    for name, id in organisations.items():
        yield {"@id": id, "@type": "Organization", "name": name}
    journals: dict[str, str] = {}
    for paper in catalogue.papers.values():
        row = paper.data
        venue = row["venue"]
        if venue and venue not in journals:
            journals[venue] = f"#journal-{len(journals) + 1}"
            yield {"@id": journals[venue], "@type": "Periodical", "name": venue}
        doi = f"https://doi.org/{quote(row['doi'], safe='/()')}" if row["doi"] else ""
        yield known(
            {
                "@id": paper.iri,
                "@type": "ScholarlyArticle",
                "name": row["title"] or paper.cite,
                "author": to(*(_author(each) for each in catalogue.of_paper("authors").get(paper.iri, []))),
                "datePublished": row["year"],
                "inLanguage": row["language"],
                "isPartOf": to(journals[venue]) if venue else [],
                "identifier": doi,
                "license": to(UNKNOWN_LICENCE),
            }
        )


def _author(row: Row) -> str:
    """The IRI that the graph has for an author of a paper."""
    return f"{row['paper']}/author/{row['position']}"


def licences(about: About) -> Iterator[Entity]:
    """What is known of licences, and that no more is."""
    yield {
        "@id": UNKNOWN_LICENCE,
        "@type": "CreativeWork",
        "name": "No licence is known",
        "description": "The papers, and the words quoted from them, belong to their authors. litkg does not know under "
        "which licence a paper stands: ask its authors or its journal before you share its text.",
    }
    yield {"@id": APACHE, "@type": "CreativeWork", "name": "Apache-2.0", "description": "Apache License 2.0"}
    if about.licence:
        name = about.licence.removeprefix("https://spdx.org/licenses/")
        described = f"{name}, given by whoever packed this crate; it does not extend to the papers"
        yield {"@id": about.licence, "@type": "CreativeWork", "name": name, "description": described}


def people(about: About) -> Iterator[Entity]:
    """Those who made the crate."""
    for id, person in zip(author_ids(about), about.authors, strict=True):
        yield {"@id": id, "@type": "Person", "name": person.name}


def author_ids(about: About) -> list[str]:
    """How the crate names its authors."""
    return [person.orcid or f"#author-{number}" for number, person in enumerate(about.authors, 1)]


def provenance(store: Store, catalogue: Catalogue, about: About, made: Sequence[str]) -> Iterator[Entity]:
    """The software, the ontologies and the build that made the files."""
    software = [row["agent"] for row in rows(store, "agents")]
    for row in rows(store, "agents"):
        yield {
            "@id": row["agent"],
            "@type": "SoftwareApplication",
            "name": row["name"],
            "softwareVersion": row["version"],
            "license": to(APACHE),
        }
    ontologies: Mapping[str, Row] = {row["ontology"]: row for row in rows(store, "ontologies")}
    for iri, row in ontologies.items():
        yield known(
            {
                "@id": iri,
                "@type": "CreativeWork",
                "name": row["title_en"] or row["title_id"] or iri,
                "version": row["version"],
                "license": to(row["licence"]) if row["licence"] else [],
            }
        )
    for licence in sorted({row["licence"] for row in ontologies.values()} - {"", APACHE, about.licence}):
        yield {"@id": licence, "@type": "CreativeWork", "name": licence, "description": "Licence of an ontology"}
    yield known(
        {
            "@id": BUILD,
            "@type": "CreateAction",
            "name": "Reading the papers and building the knowledge graph",
            "agent": to(*author_ids(about)),
            "instrument": to(*software),
            "object": to(*catalogue.papers, *ontologies),
            "result": to(*made),
            "endTime": about.date,
        }
    )


def compact(entity: Entity) -> Entity:
    """Give a property that has one value that value itself, as RO-Crate would have it.

    >>> compact({"author": [{"@id": "#a"}]})
    {'author': {'@id': '#a'}}
    """
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in entity.items()}


def known(entity: Entity) -> Entity:
    """Leave out what is not known."""
    return {name: value for name, value in entity.items() if value not in ("", [])}
