"""A folder that litkg wrote: the manifest that tells so, and what may be replaced."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.model import LitkgError

MANIFEST = "litkg.json"
PUBLISHED = "published"
"""What a manifest says of a copy for the web; it may lack texts, so that it is no build."""
QUOTES_ONLY = "quotes-only"
"""What a manifest of a copy calls the keys of the papers whose texts are left out."""


def read_manifest(folder: Path) -> Mapping[str, Any] | None:
    """Read what litkg says of a folder that it wrote; ``None`` where it says nothing that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("files"), dict) else None


def write_manifest(folder: Path, about: Mapping[str, object]) -> None:
    """List every file of a folder with its SHA-256, beside what is to be said about it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = {path.relative_to(folder).as_posix(): _digest(path) for path in files}
    text = json.dumps({**about, "files": listed}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def changed_files(folder: Path) -> list[str]:
    """Name the files that are missing or no longer what litkg wrote, by the hashes of the manifest.

    Raises:
        LitkgError: the manifest cannot be read.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise LitkgError(str(folder / MANIFEST), "cannot be read", "run 'kg build' again")
    return [name for name, known in sorted(manifest["files"].items()) if _digest(folder / name) != known]


def texts_left_out(folder: Path) -> frozenset[str]:
    """Name the papers of which a copy for the web holds only the quotes; a build holds all texts."""
    manifest = read_manifest(folder) or {}
    published = manifest.get(PUBLISHED)
    return frozenset(published[QUOTES_ONLY]) if published else frozenset()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def check_target(folder: Path, *, published: bool = False, option: str = " with --out") -> None:
    """Check that a folder may be written: a build replaces a build, a copy a copy, both an empty folder or nothing.

    Args:
        folder: where to write.
        published: whether a copy for the web is to be written, and not a build.
        option: how the user names another folder.

    Raises:
        LitkgError: it holds something else, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise LitkgError(str(folder), "is a file", f"name a folder{option}")
    if folder.is_dir() and any(folder.iterdir()):
        _check_replaceable(folder, published, option)
    parent = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    if not os.access(parent, os.W_OK | os.X_OK):
        raise LitkgError(str(folder), "cannot be written", f"name a folder that you may write{option}")


def _check_replaceable(folder: Path, published: bool, option: str) -> None:
    """What litkg wrote may be thrown away only when nobody has put a file of their own into it."""
    wanted = "copy of a build made by 'kg publish'" if published else "build of litkg"
    mend = f"name an empty or new folder{option}"
    manifest = read_manifest(folder)
    if manifest is None:
        raise LitkgError(str(folder), f"holds files that are no {wanted}", mend)
    if bool(manifest.get(PUBLISHED)) != published:
        held = "build" if published else "copy made by 'kg publish'"
        raise LitkgError(str(folder), f"holds a {held}, and would lose it", mend)
    made = {*manifest["files"], MANIFEST}
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir())
    foreign = next((name for name in found if name not in made), None)
    if foreign is not None:
        what = f"is no file of the {'copy' if published else 'build'} that stands there"
        raise LitkgError(str(folder / foreign), what, "move it out of the folder")
