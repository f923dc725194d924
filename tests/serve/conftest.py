"""A build with two made-up papers, and a server over it that all tests share."""

from functools import partial
from urllib.parse import urlsplit

import pytest

from kg.cli import main
from tests.serve.running import PAPER, ended, send, started


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    (folder / "papers").mkdir()
    for key, family, cited in (("satu-2024", "Satu", "Contoh"), ("dua-2025", "Dua", "Misal")):
        text = PAPER.format(title=f"Efektivitas JMO menurut {family}", family=family, year=key[-4:], cited=cited)
        (folder / "papers" / f"{key}.md").write_text(text, encoding="utf-8")
    out = folder / "build"
    main(["build", str(folder / "papers"), "--out", str(out), "--quiet"], standalone_mode=False)
    (out / ".hidden").write_text("secret")
    (out / ".git").mkdir()
    (out / ".git" / "config").write_text("secret")
    (out / "link.txt").symlink_to(folder / "outside.txt")
    (folder / "outside.txt").write_text("secret")
    return out


@pytest.fixture(scope="session")
def server(build):
    process, url = started(build)
    yield urlsplit(url)
    assert ended(process) == (("", ""), 0), "no test may have made the server complain"


@pytest.fixture
def ask(server):
    return partial(send, server)
