"""Zip archives that are the same bytes for the same files, and that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.model import LitkgError

EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644 << 16


def write_archive(path: Path, files: Iterable[tuple[str, bytes | Path]]) -> None:
    """Write a zip archive; a file that stands there is replaced once the new one is whole.

    Args:
        path: where to write.
        files: names within the archive, in the order wanted, with what they hold or the file that holds it.

    Raises:
        LitkgError: the archive cannot be written.
    """
    if path.is_dir():
        raise LitkgError(str(path), "is a folder", "name a file")
    unfinished = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}-", delete=False) as out:
            unfinished = out.name
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files:
                    archive.writestr(_entry(name), content if isinstance(content, bytes) else content.read_bytes())
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except OSError as error:
        told = error.strerror or str(error)
        raise LitkgError(str(path), f"cannot be written ({told})", "make room, or name another file") from error
    finally:
        with suppress(OSError):
            os.unlink(unfinished)


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a date, or a trace of the system that wrote it."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    return entry
