"""Where the files that are not code stand: in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.model import LitkgError

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """Find the folder of the ontology: classes, vocabulary and shapes."""
    return _find("ontology")


def queries_dir() -> Path:
    """Find the folder of the named queries, one ``.rq`` file each."""
    return _find("queries")


def site_dir() -> Path:
    """Find the folder of the static site's templates, styles and scripts."""
    return _find("site")


def sources_dir() -> Path:
    """Find the bundled corpus, one reading note a paper."""
    return _find("sources")


def _find(name: str) -> Path:
    for parent in (_PACKAGE / "_data", _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise LitkgError(
        name,
        "this folder of litkg is neither in the installed package nor beside it",
        "install litkg again, or run it from a complete checkout",
    )
