"""A copy of a build that may be put on the web: all of it, or of some papers no more than what the graph quotes."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.folder import (
    PUBLISHED,
    QUOTES_ONLY,
    changed_files,
    check_target,
    read_manifest,
    write_manifest,
)
from kg.graph.finish import export
from kg.graph.queries import rows
from kg.graph.store import DATA, GRAPH_FILE, TEXTS, Store
from kg.graph.terms import term
from kg.graph.texts import key_of
from kg.model import LitkgError
from kg.publish.dataset_description import Counted, write_description
from kg.publish.highlight import Span
from kg.publish.marking import only_quotes
from kg.publish.site import write_site
from kg.workshop import fresh_folder, held, replace_folder

AROUND = (term("oa:prefix"), term("oa:suffix"))
FILES = "files"


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the number of papers, and the keys of those of which only the quotes are there."""

    papers: int
    quotes_only: tuple[str, ...]


def publish(
    build: Path,
    folder: Path,
    quotes_only: Collection[str] | None = None,
    also: Callable[[Path], None] = lambda fresh: None,
    option: str = "",
) -> Published:
    """Write a copy of a build.

    Args:
        build: the folder of the build.
        folder: where to write; it is replaced whole once everything is made.
        quotes_only: the keys of the papers whose texts are left out; with none named, those of all papers are. ``None``
            leaves out nothing.
        also: writes further files into the finished copy.
        option: how the user names another folder.

    Raises:
        LitkgError: there is no whole build, a key is unknown, or the folder holds something else than such a copy.
    """
    check_target(folder, published=True, option=option)
    about = _checked(build)
    store = Store.of_build(build, whole=True)
    known = sorted(key_of(row["paper"]) for row in rows(store, "keys"))
    left_out = () if quotes_only is None else _chosen(known, quotes_only)
    with held(folder, option=option) as shop, fresh_folder(shop, folder) as fresh:
        if left_out:
            _write_quotes_only(store, build, fresh, about[FILES], frozenset(left_out))
        else:
            _copy(build, fresh, about[FILES])
        also(fresh)
        said = {name: value for name, value in about.items() if name != FILES}
        write_manifest(fresh, {**said, PUBLISHED: {QUOTES_ONLY: left_out}})
        replace_folder(fresh, folder)
    return Published(len(known), left_out)


def _checked(build: Path) -> Mapping[str, Any]:
    """Read what a build holds, and check that it is still what was built."""
    about = read_manifest(build)
    if about is None:
        raise LitkgError(str(build), "no build in this folder", "run 'kg build' first, or name it with --build")
    if about.get(PUBLISHED):
        raise LitkgError(str(build), "is itself a copy made by 'kg publish'", "name the build with --build")
    if changed := changed_files(build):
        raise LitkgError(str(build / changed[0]), "is not the file that was built", "run 'kg build' again")
    return about


def _chosen(known: list[str], named: Collection[str]) -> tuple[str, ...]:
    unknown = next((key for key in named if key not in known), None)
    if unknown is not None:
        raise LitkgError(f"--quotes-only {unknown}", "is no paper of the build", "see 'kg query keys'")
    return tuple(key for key in known if not named or key in named)


def _copy(build: Path, fresh: Path, files: Collection[str]) -> None:
    for name in files:
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(build / name, target)


def _write_quotes_only(
    store: Store, build: Path, fresh: Path, files: Collection[str], left_out: frozenset[str]
) -> None:
    """Write data without the texts of some papers, and a site of what is left, page by page as for a build."""
    kept = [name for name in files if Path(name).is_relative_to(DATA) and not _is_text_of(name, left_out)]
    _copy(build, fresh, kept)
    published = Store(without_surroundings(list(store), left_out))
    published.write(fresh)
    export(fresh / GRAPH_FILE, fresh / DATA)
    quoted: dict[str, list[Span]] = defaultdict(list)
    for row in rows(published, "passages"):
        quoted[key_of(row["text"])].append((int(row["start"]), int(row["end"])))
    texts = {}
    for path in sorted((build / TEXTS).glob("*.txt")):
        text = path.read_bytes().decode()
        texts[path.stem] = only_quotes(text, quoted[path.stem]) if path.stem in left_out else text
    write_downloads = write_site(published, fresh, texts, left_out)
    write_description(Counted.of(published), fresh)
    write_downloads()


def _is_text_of(name: str, keys: Collection[str]) -> bool:
    """Whether a file is the text of one of these papers, or the map to its pages."""
    path = Path(name)
    return path.parent == TEXTS and path.stem in keys


def without_surroundings(quads: list[ox.Quad], keys: Collection[str]) -> list[ox.Quad]:
    """Take out the words before and after each quote of some papers, for they are no part of it."""
    source, selector = term("oa:hasSource"), term("oa:hasSelector")
    spans = {
        quad.subject
        for quad in quads
        if quad.predicate == source and isinstance(quad.object, ox.NamedNode) and key_of(quad.object.value) in keys
    }
    selectors = {quad.object for quad in quads if quad.predicate == selector and quad.subject in spans}
    return [quad for quad in quads if quad.predicate not in AROUND or quad.subject not in selectors]
