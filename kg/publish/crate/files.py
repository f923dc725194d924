"""The files of a crate as entities of its metadata: those of the data one by one, the site's pages by folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from kg.folder import MANIFEST
from kg.graph.store import DATA, TEXTS
from kg.publish.crate.entities import UNKNOWN_LICENCE, Entity, known, to
from kg.publish.dataset_description import DESCRIPTION
from kg.publish.media_types import media_type

NAMES = {
    "index.html": "Start page of the site, in Indonesian; it works from the folder, without a server",
    "data/graph.nq": "The knowledge graph as N-Quads, each paper in a named graph of its own",
    "data/graph.trig": "The knowledge graph as TriG",
    "data/graph.ttl": "The knowledge graph as Turtle, all named graphs merged",
    "data/graph.jsonld": "The knowledge graph as JSON-LD",
    DESCRIPTION.as_posix(): "Description of the data set in DCAT and VoID",
    MANIFEST: "What the build depends on, and the SHA-256 of each file",
}
FOLDERS = {
    "agreements": "Pages on who agrees with whom",
    "assets": "Styles and scripts of the site",
    "contradictions": "Pages on who contradicts whom",
    "en": "The site in English",
    "finding": "A page for each consolidated finding",
    "paper": "A page for each paper",
}
TEXTS_NAME = "Stored texts of the papers, in which the positions of the graph count (Unicode code points)"


def file_entities(folder: Path, papers: Mapping[str, str]) -> Iterator[Entity]:
    """Describe what a folder holds.

    Args:
        folder: the root of the crate.
        papers: the IRI of each paper by its key, for the files that hold a text.
    """
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield _file(folder, path)
        elif path.name != DATA.name:
            yield _folder(folder, path, FOLDERS.get(path.name, f"Files in {path.name}/"))
    for path in sorted((folder / DATA).iterdir()):
        if path.is_file():
            yield _file(folder, path)
        elif path != folder / TEXTS:
            yield _folder(folder, path, f"The graph in other forms: {path.name}")
    yield {**_file(folder, folder / MANIFEST), "encodingFormat": "application/json"}
    texts = sorted((folder / TEXTS).glob("*")) if (folder / TEXTS).is_dir() else []
    if texts:
        yield {**_folder(folder, folder / TEXTS, TEXTS_NAME), "hasPart": to(*(_id(folder, path) for path in texts))}
        yield from (_text(folder, path, papers) for path in texts)


def _text(folder: Path, path: Path, papers: Mapping[str, str]) -> Entity:
    """The text of a paper, or the map that leads from it to the pages of the original."""
    paper = papers.get(path.stem, "")
    name = f"Text of {path.stem}" if path.suffix == ".txt" else f"Where each stretch of the text of {path.stem} stands"
    about = {"isBasedOn": to(paper), "license": to(UNKNOWN_LICENCE)} if paper else {}
    return {**_file(folder, path), "name": name, **about}


def _file(folder: Path, path: Path) -> Entity:
    name = path.relative_to(folder).as_posix()
    return known(
        {
            "@id": _id(folder, path),
            "@type": "File",
            "name": NAMES.get(name, name),
            "encodingFormat": media_type(name),
            "contentSize": str(path.stat().st_size) if path.is_file() else "",
        }
    )


def _folder(folder: Path, path: Path, name: str) -> Entity:
    return {"@id": f"{_id(folder, path)}/", "@type": "Dataset", "name": name}


def _id(folder: Path, path: Path) -> str:
    """Name a file by its path in the crate, as a relative reference."""
    return quote(path.relative_to(folder).as_posix())
