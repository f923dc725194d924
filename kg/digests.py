"""Hashes of what a build is made of: files, folders, litkg's own code and the packages that it stands on."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.resources import ontology_dir, queries_dir, site_dir

PACKAGE = Path(__file__).resolve().parent
READS = ("model.py", "beside.py", "resources.py", "languages", "corpus", "extract", "graph")
"""What the graph of one paper depends on in litkg: the floors up to the graph, and nothing above them."""
COMPILED = "__pycache__"


def digest(*parts: object) -> str:
    """Hash values that JSON can write; they cannot run into each other.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Hash a file's bytes; empty when it cannot be read, or is a device or pipe that may never end."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def tree_digests(folder: Path) -> dict[str, str]:
    """Hash every file of a folder, or a file alone, by its path in it; what Python compiled is left out."""
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in files if COMPILED not in path.parts)
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in kept}


@cache
def reading_digest() -> str:
    """Hash what reads a paper and makes its graph: the floors up to the graph, the queries, and the packages."""
    data = [tree_digests(folder) for folder in (ontology_dir(), queries_dir())]
    return digest([tree_digests(PACKAGE / name) for name in READS], data, _packages())


@cache
def litkg_digest() -> str:
    """Hash everything of litkg that a build may depend on: its code, queries, site and packages."""
    folders = (PACKAGE, queries_dir(), site_dir(), ontology_dir())
    return digest([tree_digests(folder) for folder in folders], _packages())


def extractors_digest(asked: Iterable[str]) -> str:
    """Hash who reads the statements: the code of other distributions' extractors, and the files that they are given."""
    found: list[object] = []
    for each in asked:
        name, _, argument = each.partition("=")
        given = tree_digests(Path(argument)) if argument and Path(argument).exists() else {}
        found.append([each, given, _offered(name)])
    return digest(found)


def _offered(name: str) -> list[object]:
    """Hash the package that offers an extractor; litkg's own code is hashed anyway."""
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    found: list[object] = []
    for offer in entry_points(group="kg.extractors", name=name):
        top = offer.module.partition(".")[0]
        if top == PACKAGE.name:
            continue
        spec = find_spec(top)
        places = [*(spec.submodule_search_locations or ()), spec.origin] if spec else []
        found.append([offer.value, [tree_digests(Path(place)) for place in places if place]])
    return found


@cache
def _packages() -> list[object]:
    """Name Python and the packages that litkg depends on, with their versions."""
    from importlib.metadata import PackageNotFoundError, requires, version

    found: list[object] = [sys.version]
    try:
        needed = [each for each in requires("litkg") or () if "extra ==" not in each]
    except PackageNotFoundError:  # run from a checkout that is not installed
        return found
    for each in sorted(needed):
        name = re.split(r"[^\w.-]", each, maxsplit=1)[0]
        try:
            found.append([name, version(name)])
        except PackageNotFoundError:
            found.append([name, ""])
    return found
