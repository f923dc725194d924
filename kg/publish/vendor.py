"""What the site ships of others: the files of ``site/vendor/vendor.lock.json``, with their packages and hashes."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.resources import site_dir


@dataclass(frozen=True, slots=True)
class Vendored:
    """A file of another's making.

    Attributes:
        shipped: its name in ``site/vendor``.
        package: the npm package that it is of.
        version: the package's version.
        licence: the package's licence, an SPDX expression.
        sha256: the hash of its content; a file that ends in ``.gz`` is unpacked before it is hashed.
    """

    shipped: str
    package: str
    version: str
    licence: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where it stands."""
        return site_dir() / "vendor" / self.shipped

    @property
    def is_as_locked(self) -> bool:
        """Whether the file is the one that the lock names."""
        data = self.path.read_bytes()
        content = gzip.decompress(data) if self.shipped.endswith(".gz") else data
        return hashlib.sha256(content).hexdigest() == self.sha256


@cache
def vendored() -> dict[str, Vendored]:
    """Read the lock: the files by name.

    >>> vendored()["minisearch.js"].licence
    'MIT'
    """
    lock = json.loads((site_dir() / "vendor" / "vendor.lock.json").read_text(encoding="utf-8"))
    return {
        file["shipped"]: Vendored(
            file["shipped"], package["name"], package["version"], package["licence"], file["sha256"]
        )
        for package in lock["packages"]
        for file in package["files"]
    }


def scripts() -> list[Vendored]:
    """Give the files that pages load as they are, in the order of their names."""
    return [file for name, file in sorted(vendored().items()) if name.endswith(".js")]
