"""Fetches what the site ships of others: the npm packages of vendor.lock.json, checked, into this folder.

    python site/vendor/fetch.py            fetch all packages again; fails when a file comes out otherwise than locked
    python site/vendor/fetch.py --relock   write the hashes of what came out into the lock (after a change of version)

The files here are never edited by hand. A new version is a new ``version`` and ``integrity`` (``npm view NAME@VERSION
dist.integrity``) in the lock, then ``--relock``. Nothing of this runs when a site is built. It needs npm and a network.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LOCK = HERE / "vendor.lock.json"


def without_source_map(taken: bytes) -> bytes:
    """Take a script as it is, but for the last line, which names a file that is not shipped."""
    text, found, _ = taken.rpartition(b"//# sourceMappingURL=")
    return text if found else taken


def as_function(taken: bytes) -> bytes:
    """Make a classic script of oxigraph's module: a function that gives what the module exports.

    A page of a folder can load neither modules nor files. As a function, its text can also be put into a worker.
    """
    text = taken.decode()
    for old, new, times in (
        ("export { initSync, __wbg_init as default };", "return { Store, initSync };", 1),
        ("new URL('web_bg.wasm', import.meta.url)", "undefined", 1),
        ("\nexport class ", "\nclass ", 7),
        ("\nexport function ", "\nfunction ", 11),
    ):
        if text.count(old) != times:
            raise SystemExit(f"oxigraph: {old!r} stands {text.count(old)} times in web.js, not {times}")
        text = text.replace(old, new)
    return f'function litkgOxigraph() {{\n"use strict";\n{text.rstrip()}\n}}\n'.encode()


def compressed(taken: bytes) -> bytes:
    """Compress a file; the same bytes on each machine with the same zlib."""
    return gzip.compress(taken, compresslevel=9, mtime=0)


HOW: dict[str, Callable[[bytes], bytes]] = {
    "without_source_map": without_source_map,
    "as_function": as_function,
    "compressed": compressed,
}


def packed(name: str, version: str, integrity: str) -> tarfile.TarFile:
    """Get a package from the npm registry, and refuse it when it is not the one that was locked."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        data = archive.read_bytes()
    found = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    if found != integrity:
        raise SystemExit(f"{name} {version}: its integrity is {found}, the lock says {integrity}")
    return tarfile.open(fileobj=io.BytesIO(data))


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """Read a file of a package; npm puts all files into one folder, whatever its name."""
    for entry in archive.getmembers():
        if entry.isfile() and entry.name.partition("/")[2] == name:
            found = archive.extractfile(entry)
            if found is not None:
                return found.read()
    raise SystemExit(f"there is no {name} in the package")


def content(path: str, data: bytes) -> bytes:
    """What is hashed: the content, for compressed bytes differ between makes of zlib."""
    return gzip.decompress(data) if path.endswith(".gz") else data


def main(arguments: list[str]) -> None:
    """Fetch every package of the lock."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relock", action="store_true", help="write the hashes of the files into the lock")
    relock = parser.parse_args(arguments).relock
    lock: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in lock["packages"]:
        archive = packed(package["name"], package["version"], package["integrity"])
        for file in package["files"]:
            data = HOW[file["how"]](member(archive, file["taken"]))
            found = hashlib.sha256(content(file["shipped"], data)).hexdigest()
            if relock:
                file["sha256"] = found
            elif file["sha256"] != found:
                raise SystemExit(f"{file['shipped']}: its sha256 is {found}, the lock says {file['sha256']}")
            (HERE / file["shipped"]).write_bytes(data)
            print(f"{file['shipped']}: {len(data):,} bytes, of {package['name']} {package['version']}")
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
