"""Values kept from one build for the next, each under a key that is a hash of all that it depends on.

A value that was damaged, by a fault of the disk or a loss of power, is as if it were not there: each carries a hash of
itself and of its key. So writing one needs no waiting for the disk, and a full one costs time at the next build only.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

CHECK = hashlib.sha256().digest_size
LEVEL = 1  # quads shrink to a tenth even so


class Cache:
    """A folder of values; one without a folder keeps nothing.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = Cache(Path(folder))
    ...     kept.put("ab12", b"said")
    ...     kept.get("ab12"), kept.get("cd34"), Cache(None).get("ab12")
    (b'said', None, None)
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.used: set[str] = set()
        """The keys that were found or put."""

    def get(self, key: str) -> bytes | None:
        """Give the value of a key, or ``None``."""
        if self._folder is None:
            return None
        try:
            entry = self._path(key).read_bytes()
            packed = entry[CHECK:]
            value = zlib.decompress(packed) if entry[:CHECK] == _check(key, packed) else None
        except (OSError, zlib.error):
            return None
        if value is not None:
            self.used.add(key)
        return value

    def has(self, key: str) -> bool:
        """Whether there is a value of a key; it may turn out to be damaged."""
        return bool(self._folder and key and self._path(key).is_file())

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; where the disk is full, it is not kept."""
        if self._folder is None:
            return
        path = self._path(key)
        packed = zlib.compress(value, LEVEL)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(_check(key, packed) + packed)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
            self.used.add(key)

    def prune(self, keep: Collection[str]) -> None:
        """Throw away all values but those of some keys."""
        if self._folder is None:
            return
        names = {self._path(key).name for key in keep}
        for path in self._folder.glob("*/*"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()
        for folder in self._folder.glob("*"):
            with suppress(OSError):
                folder.rmdir()  # only when it is empty

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / key[2:]


def _check(key: str, packed: bytes) -> bytes:
    return hashlib.sha256(key.encode() + packed).digest()
