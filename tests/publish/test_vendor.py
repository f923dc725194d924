"""What the site ships of others: exactly the locked files, each with its licence, in every site."""

import base64
import gzip
import hashlib
import importlib.util
import io
import json
import re
import tarfile

import pytest

from kg import resources
from kg.publish.vendor import scripts, vendored
from tests.helpers import ROOT

VENDOR = resources.site_dir() / "vendor"
LOCK = json.loads((VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))
PACKAGES = {package["name"]: package for package in LOCK["packages"]}
LICENCES = (ROOT / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def fetch():
    """The script that fetches the packages, as a module."""
    spec = importlib.util.spec_from_file_location("fetch", VENDOR / "fetch.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(vendored()))
def test_a_shipped_file_is_the_locked_one(name):
    data = (VENDOR / name).read_bytes()
    content = gzip.decompress(data) if name.endswith(".gz") else data
    assert hashlib.sha256(content).hexdigest() == vendored()[name].sha256
    assert vendored()[name].is_as_locked


def test_nothing_is_shipped_that_is_not_locked():
    tools = {"fetch.py", "vendor.lock.json"}
    assert {path.name for path in VENDOR.iterdir() if path.is_file()} - tools == set(vendored())


@pytest.mark.parametrize("package", LOCK["packages"], ids=lambda package: package["name"])
def test_a_package_is_pinned_by_version_and_integrity(package):
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    kind, _, digest = package["integrity"].partition("-")
    assert kind == "sha512" and len(base64.b64decode(digest, validate=True)) == 64


@pytest.mark.parametrize("package", LOCK["packages"], ids=lambda package: package["name"])
def test_a_package_has_its_licence_text(package):
    entry = re.search(
        rf"\n\n\n({package['name']} {re.escape(package['version'])})\n-+\n(.*?)\n\n\n",
        LICENCES,
        re.DOTALL | re.IGNORECASE,
    )
    assert entry, "an entry with the name and the version of the package"
    said = entry[2]
    assert f"Licence: {package['licence']}" in " ".join(said.split())
    assert all(file["shipped"] in said for file in package["files"])
    assert "Copyright" in said
    assert "Permission is hereby granted" in said or "stands under vis-network" in " ".join(said.split())


def test_every_site_has_the_scripts_unchanged(site):
    assert scripts()
    for file in scripts():
        assert (site / "assets" / file.shipped).read_bytes() == file.path.read_bytes()


def test_the_engine_of_a_site_is_the_locked_one(site):
    said = (site / "assets" / "sparql" / "engine.js").read_text(encoding="ascii")
    (encoded,) = re.fullmatch(r'var litkgEngine = "([A-Za-z0-9+/=]+)";\n', said).groups()
    content = gzip.decompress(base64.b64decode(encoded))
    assert content[:4] == b"\0asm"
    assert hashlib.sha256(content).hexdigest() == vendored()["oxigraph.wasm.gz"].sha256


def test_a_package_of_another_integrity_is_refused(fetch, monkeypatch):
    def pack(command, **_):
        folder = command[command.index("--pack-destination") + 1]
        with tarfile.open(f"{folder}/one-1.0.0.tgz", "w:gz") as archive:
            entry = tarfile.TarInfo("package/a.js")
            entry.size = 3
            archive.addfile(entry, io.BytesIO(b"a;\n"))

    monkeypatch.setattr(fetch.subprocess, "run", pack)
    with pytest.raises(SystemExit, match="the lock says sha512-other"):
        fetch.packed("one", "1.0.0", "sha512-other")


def test_a_module_that_is_not_as_expected_is_not_shipped(fetch):
    with pytest.raises(SystemExit, match="0 times"):
        fetch.as_function(b"export default 1;\n")


def test_the_line_that_names_a_source_map_is_left_out(fetch):
    assert fetch.without_source_map(b"var a;\n//# sourceMappingURL=a.js.map") == b"var a;\n"
    assert fetch.without_source_map(b"var a;\n") == b"var a;\n"
