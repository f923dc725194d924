"""What ``kg export`` writes, by its format."""

from __future__ import annotations

from pathlib import Path

from kg.graph.store import GRAPH_FILE, TEXTS, Store
from kg.publish.catalogue import Catalogue
from kg.publish.page import Site

NETWORKS = ("graphml", "gexf", "json")
FOLDERS = ("csv", "notes")


def export(build: Path, form: str, language: str = "id", *, cited: bool = False) -> bytes | dict[str, bytes]:
    """Give a build in the form of another tool: a file, or the files of a folder by path.

    Args:
        build: the folder of the build.
        form: graphml, gexf, json, csv, notes, bibtex, ris or csl-json.
        language: of labels and notes, ``id`` or ``en``.
        cited: whether a bibliography holds all cited works as well.

    Raises:
        LitkgError: there is no build in the folder.
    """
    store = Store.of_build(build, whole=True)
    if form in NETWORKS:
        from kg.publish.exchange import graph_files
        from kg.publish.exchange.network import network_of

        write = {"graphml": graph_files.graphml, "gexf": graph_files.gexf, "json": graph_files.node_link}[form]
        return write(network_of(store, language))
    if form == "csv":
        from kg.publish.exchange.tables import tables

        return tables(store, language)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((build / TEXTS).glob("*.txt"))}
    catalogue = Catalogue(store, texts)
    if form == "notes":
        from kg.publish.exchange.notes import notes

        return notes(Site(catalogue, build / GRAPH_FILE), language)
    from kg.publish.exchange.bibliography import WRITERS, bibliography

    return f"{WRITERS[form](bibliography(catalogue, cited=cited))}\n".encode()
