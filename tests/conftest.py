"""What the tests share: builds of the two corpora, made once a run, and a network that is shut."""

import ipaddress
import os
import socket
from pathlib import Path

import pytest

from kg import resources
from kg.building import Options, build
from tests.helpers import ROOT


def _is_near(address: object) -> bool:
    """Tell loopback addresses and local sockets from all others."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _network_is_shut():
    """Refuse every connection that would leave the machine."""

    def guarded(connect):
        def refuse_elsewhere(self, address):
            if not _is_near(address):
                raise PermissionError(f"tests use no network, and this one asks {address!r}")
            return connect(self, address)

        return refuse_elsewhere

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def papers_dir() -> Path:
    """The folder of the papers' full texts, which are no part of the project."""
    folder = Path(os.environ.get("LITKG_PAPERS") or ROOT.parent / "shared" / "papers")
    if not folder.is_dir() or not any(folder.glob("*.txt")):
        pytest.skip(f"no full texts of the papers: {folder} holds none; name their folder in LITKG_PAPERS")
    return folder


@pytest.fixture(scope="session")
def notes_build(tmp_path_factory) -> Path:
    """A build of the bundled reading notes; look, but do not touch."""
    out = tmp_path_factory.mktemp("notes") / "build"
    build(ROOT / "sources", out, Options(resources.ontology_dir()))
    return out


@pytest.fixture(scope="session")
def papers_build(tmp_path_factory, papers_dir) -> Path:
    """A build of the papers' full texts; look, but do not touch."""
    out = tmp_path_factory.mktemp("papers") / "build"
    build(papers_dir, out, Options(resources.ontology_dir()))
    return out


@pytest.fixture(params=["notes", pytest.param("papers", marks=pytest.mark.papers)])
def any_build(request) -> Path:
    """Each of the two builds in turn."""
    return request.getfixturevalue(f"{request.param}_build")
