"""The stored texts of a build, in which the positions of its graph count."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from kg.graph.store import TEXTS
from kg.model import LitkgError


def key_of(iri: str) -> str:
    """Give the key of the paper that the IRI of a paper or of its text ends in.

    >>> key_of("https://example.org/litkg/text/rara%202024")
    'rara 2024'
    """
    return unquote(iri.rsplit("/", 1)[-1])


def stored_text(build: Path, key: str) -> str:
    """Read the stored text of a paper.

    Raises:
        LitkgError: it is missing or damaged.
    """
    file = build / TEXTS / f"{key}.txt"
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise LitkgError(str(file), "the stored text is missing or damaged", "run 'kg build' again") from error
