"""A folder that is exported again and again: what litkg wrote is renewed, what the user put there stays.

A folder of notes is worked in: Obsidian keeps its settings there, and people add notes of their own. So nothing is
replaced or removed but the files of the last export that nobody has changed since.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.folder import MANIFEST, changed_files, read_manifest
from kg.model import LitkgError

EXPORT = "export"
"""What the manifest of such a folder calls the form that it holds."""
MEND = "name an empty or new folder with --out"


def write_folder(folder: Path, files: Mapping[str, bytes], form: str) -> None:
    """Write the files of an export, and take away those of the last one that are no longer there.

    Args:
        folder: new, empty, or an export of the same form.
        files: what to write, by path in the folder.
        form: what is exported.

    Raises:
        LitkgError: the folder holds something else, or a file that somebody changed or put there stands in the way.
    """
    before = _last(folder, form)
    _check(folder, files, before)
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    manifest = json.dumps({EXPORT: form, "files": listed}, indent=1, sort_keys=True)
    try:
        _put(folder, {**files, MANIFEST: f"{manifest}\n".encode()})
        for name in sorted(before - files.keys()):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise LitkgError(str(folder), f"cannot be written ({error.strerror})", "make room, or name another") from error


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside their places before the first is put there, the manifest last."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".litkg-", dir=folder))
    try:
        for name, data in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(data)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(fresh / name, folder / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _last(folder: Path, form: str) -> set[str]:
    """Name the files of the last export into a folder."""
    if folder.exists() and not folder.is_dir():
        raise LitkgError(str(folder), "is a file", "name a folder with --out")
    if not folder.is_dir() or not any(folder.iterdir()):
        return set()
    manifest = read_manifest(folder)
    if manifest is None or manifest.get(EXPORT) != form:
        raise LitkgError(str(folder), f"holds files that are no export made by 'kg export {form}'", MEND)
    return set(manifest["files"])


def _check(folder: Path, files: Mapping[str, bytes], before: set[str]) -> None:
    """Nothing of the user's may be lost: neither a file that they changed nor one of the same name as a new one."""
    changed = {name for name in changed_files(folder) if (folder / name).exists()} if before else set()
    for name in sorted((files.keys() - before) | changed):
        path = folder / name
        if path.exists() and (not path.is_file() or path.read_bytes() != files.get(name)):
            what = "was changed after it was exported" if name in before else "is no file of litkg"
            raise LitkgError(str(path), f"{what}, and would be lost", "give it another name, or move it")
