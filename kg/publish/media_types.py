"""The IANA media types of the files that litkg writes."""

from __future__ import annotations

from pathlib import PurePath

MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gexf": "application/xml",
    "graphml": "application/xml",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "nq": "application/n-quads",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def media_type(name: str) -> str:
    """Give the media type of a file by its ending; empty for an ending that is not known.

    >>> media_type("data/graph.nq"), media_type("LICENSE")
    ('application/n-quads', '')
    """
    return MEDIA_TYPES.get(PurePath(name).suffix.removeprefix(".").lower(), "")
