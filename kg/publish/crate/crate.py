"""A copy of a build with the metadata of an RO-Crate: a folder, or one zip archive."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection
from pathlib import Path

from kg.graph.store import Store
from kg.graph.texts import key_of
from kg.publish.archive import write_archive
from kg.publish.catalogue import Catalogue
from kg.publish.copy import Published, publish
from kg.publish.crate import entities
from kg.publish.crate.about import About
from kg.publish.crate.entities import Entity, to
from kg.publish.crate.files import file_entities
from kg.publish.crate.preview import PREVIEW, preview

METADATA = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.1"
ROOT = "./"
ZIP = ".zip"
MADE = ("data/graph.nq", "data/graph.trig", "data/graph.ttl", "data/graph.jsonld", "index.html")


def write_crate(build: Path, out: Path, about: About, quotes_only: Collection[str] | None = None) -> Published:
    """Write a build as an RO-Crate.

    Args:
        build: the folder of the build.
        out: the folder to write, or the archive when it ends in ``.zip``.
        about: what is said of the crate.
        quotes_only: as for :func:`kg.publish.copy.publish`, whose copy the crate is.

    Raises:
        LitkgError: there is no whole build, a key is unknown, the crate has no date, or cannot be written.
    """

    def describe(folder: Path) -> None:
        _write_metadata(Store.of_build(folder), folder, about)

    if out.suffix.lower() != ZIP:
        return publish(build, out, quotes_only, describe, option=" with --out")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "crate"
        done = publish(build, folder, quotes_only, describe)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        write_archive(out, ((path.relative_to(folder).as_posix(), path) for path in paths))
    return done


def _write_metadata(store: Store, folder: Path, about: About) -> None:
    graph = metadata(store, folder, about)
    (folder / PREVIEW).write_text(preview(graph), encoding="utf-8", newline="\n")
    document = {"@context": f"{VERSION}/context", "@graph": [entities.compact(entity) for entity in graph]}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8", newline="\n")


def metadata(store: Store, folder: Path, about: About) -> list[Entity]:
    """Describe a folder and what its files are about: the entities, flat, as RO-Crate wants them."""
    catalogue = Catalogue(store, {})
    files = list(file_entities(folder, {key_of(iri): iri for iri in catalogue.papers}))
    nested = {part["@id"] for entity in files for part in _parts(entity)}
    direct = [str(entity["@id"]) for entity in files if entity["@id"] not in nested]
    described: list[Entity] = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": {"@id": ROOT},
            "conformsTo": {"@id": VERSION},
        },
        entities.known(
            {
                "@id": ROOT,
                "@type": "Dataset",
                **_told(catalogue, about),
                "author": to(*entities.author_ids(about)),
                "license": {"@id": about.licence or entities.UNKNOWN_LICENCE},
                "hasPart": to(*direct),
                "isBasedOn": to(*catalogue.papers),
                "mentions": to(entities.BUILD),
            }
        ),
        *files,
        *entities.people(about),
        *entities.papers(catalogue),
        *entities.licences(about),
        *entities.provenance(store, catalogue, about, [name for name in MADE if (folder / name).exists()]),
    ]
    by_id: dict[str, Entity] = {}
    for entity in described:
        by_id.setdefault(str(entity["@id"]), entity)
    return list(by_id.values())


def _told(catalogue: Catalogue, about: About) -> Entity:
    papers = [paper.data for paper in catalogue.papers.values()]
    number = "1 paper" if len(papers) == 1 else f"{len(papers)} papers"
    description = (
        f"What {number} say, as a knowledge graph that litkg made: statements with their exact words and their places, "
        "frameworks, citations, consolidated findings and gaps; with a site that shows them and works offline."
    )
    if not about.date:
        description += " No date was given for this crate: datePublished is the year of the newest paper in it."
    return {
        "name": about.title or f"Knowledge graph of {number}",
        "description": description,
        "datePublished": about.published(papers),
    }


def _parts(entity: Entity) -> list[Entity]:
    parts = entity.get("hasPart", [])
    assert isinstance(parts, list)
    return parts
