"""What the project promises of itself: its dependencies, floors, files and wheel."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kg
from kg import resources

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text())
DATA = ["ontology", "queries", "site", "sources"]
REQUIREMENTS = [
    *PYPROJECT["build-system"]["requires"],
    *PROJECT["dependencies"],
    *(requirement for extra in PROJECT["optional-dependencies"].values() for requirement in extra),
]
HTTP_CLIENTS = {
    *("aiohttp", "ftplib", "http.client", "httpx", "requests"),
    *("urllib.request", "urllib3", "websockets", "xmlrpc.client"),
}


def project_files() -> list[Path]:
    """Name the files that are tracked, or would be if they were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file()]


def lines_with(pattern: str) -> list[str]:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
            if match := re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group()}")
    return found


def imports(source: str) -> set[str]:
    """Name all modules that a source imports, each with the packages that it stands in.

    >>> sorted(imports("from urllib import request"))
    ['urllib', 'urllib.request']
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {".".join(parts[:size]) for parts in (n.split(".") for n in names) for size in range(1, len(parts) + 1)}


@pytest.mark.parametrize("text", REQUIREMENTS)
def test_every_direct_dependency_is_bounded_on_both_sides(text):
    operators = {specifier.operator for specifier in Requirement(text).specifier}
    assert operators >= {">=", "<"}


def test_versions_agree():
    assert PROJECT["version"] == kg.__version__ == CITATION["version"]


def test_author_is_the_contributors_everywhere():
    assert PROJECT["authors"] == CITATION["authors"] == [{"name": "litkg contributors"}]


def test_citation_file_has_what_cff_asks_for():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "software"
    assert all(CITATION[key] for key in ("message", "title", "authors"))


def test_floors_are_a_contract():
    (contract,) = PYPROJECT["tool"]["importlinter"]["contracts"]
    assert contract["type"] == "layers"
    assert contract["exhaustive"], "a module without a floor must be found"
    floors = [{name.strip(" ()") for name in re.split(r"[:|]", layer)} for layer in contract["layers"]]
    floors.remove({"__main__"})
    assert floors[:4] == [{"cli"}, {"commands"}, {"mcp"}, {"api"}]
    assert floors[4] >= {"building", "add", "serve", "train"}
    assert floors[5:-1] == [{"publish"}, {"analysis"}, {"graph"}, {"extract"}, {"corpus"}]
    assert "model" in floors[-1]


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    assert lines_with(r"(?<![\w.])/(?:" + "|".join(["work", "root"]) + ")/") == []


def test_no_file_names_the_host_of_a_registry():
    hosts = [r"pypi\.org", r"pythonhosted\.org", r"registry\.npmjs\.org", r"registry\.yarnpkg\.com", r"anaconda\.org"]
    hosts += [r"proxy\.golang\.org", r"static\.crates\.io", r"deb\.debian\.org"]
    assert lines_with("(?i)" + "|".join(hosts)) == []


def test_the_code_has_no_http_client_but_for_a_store_that_the_user_names():
    sources = sorted((ROOT / "kg").rglob("*.py"))
    assert sources
    found = {str(path.relative_to(ROOT)): imports(path.read_text()) & HTTP_CLIENTS for path in sources}
    assert {path for path, names in found.items() if names} == {"kg/graph/sparql_http.py"}
    users = {str(path.relative_to(ROOT)) for path in sources if "kg.graph.sparql_http" in imports(path.read_text())}
    assert users == {"kg/graph/remote.py"}


def test_an_http_client_would_be_found():
    assert imports("def f():\n    import urllib.request as r") & HTTP_CLIENTS == {"urllib.request"}
    assert imports("from http import client") & HTTP_CLIENTS == {"http.client"}
    assert not imports("import http.server\nfrom urllib.parse import quote") & HTTP_CLIENTS


def test_the_code_imports_only_what_is_declared():
    extras = {name: listed for name, listed in PROJECT["optional-dependencies"].items() if name != "dev"}
    declared = {canonicalize_name(Requirement(text).name) for text in sum(extras.values(), PROJECT["dependencies"])}
    known = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "kg").rglob("*.py")
        for name in {module.partition(".")[0] for module in imports(path.read_text())}
        if name not in sys.stdlib_module_names
        and name != "kg"
        and not declared & {canonicalize_name(distribution) for distribution in known.get(name, [name])}
    }
    assert undeclared == set()


def test_every_vendored_file_is_named_with_its_licence():
    notices = (ROOT / "THIRD_PARTY_LICENSES").read_text()
    vendored = [path.name for path in (ROOT / "site").rglob("*") if path.is_file() and "vendor" in path.parts]
    assert [name for name in vendored if name not in notices] == []


def test_a_checkout_reads_its_own_folders():
    folders = [resources.ontology_dir(), resources.queries_dir(), resources.site_dir(), resources.sources_dir()]
    assert folders == [ROOT / name for name in DATA]


def test_an_installed_package_reads_the_folders_that_it_carries(tmp_path, monkeypatch):
    for parent in (tmp_path / "kg" / "_data", tmp_path):
        (parent / "ontology").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    assert resources.ontology_dir() == tmp_path / "kg" / "_data" / "ontology"


def test_a_missing_folder_is_named_with_the_mend(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(resources.LitkgError, match=r"^queries: .*; install litkg again"):
        resources.queries_dir()


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that sees neither the checkout nor the network, and give what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PIP_NO_INDEX": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """Build the source distribution, and the wheel from it, as a release does."""
    for name in ("build", "hatchling"):
        pytest.importorskip(f"{name}.__main__", reason=f"{name} is in the extra 'dev'")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


@pytest.mark.slow
def test_the_source_distribution_holds_every_file_of_the_project(distributions):
    with tarfile.open(distributions[0]) as archive:
        held = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert {path.relative_to(ROOT).as_posix() for path in project_files()} - held == set()


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(distributions):
    with zipfile.ZipFile(distributions[1]) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = {path.relative_to(ROOT).as_posix() for path in project_files()}
    code = {name for name in tracked if name.startswith("kg/")}
    data = {f"kg/_data/{name}" for name in tracked if name.split("/")[0] in DATA}
    assert held == code | data


@pytest.mark.slow
def test_the_wheel_works_alone_in_another_folder(distributions, tmp_path):
    pytest.importorskip("kg.cli", reason="the command line is not there yet")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(tmp_path / "venv", with_pip=False, system_site_packages=False)
    python = tmp_path / "venv" / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        distributions[1],
        cwd=elsewhere,
    )
    # The dependencies are lent by this environment; an editable install of litkg in it stays unseen.
    (site_packages,) = (tmp_path / "venv" / "lib").glob("*/site-packages")
    lent = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (site_packages / "lent.pth").write_text("\n".join(lent))

    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=elsewhere).strip()
    assert Path(where).is_relative_to(site_packages)
    command = python.with_name("kg")
    run(command, "build", "--out", "build", cwd=elsewhere)
    rows = json.loads(run(command, "query", "papers", "--format", "json", cwd=elsewhere))
    bundled = {path.stem for path in (ROOT / "sources").glob("*.md") if path.stem != "README"}
    assert {re.split(r"[/#]", row["paper"])[-1] for row in rows} == bundled
    assert sorted(path.name for path in elsewhere.iterdir()) == [".build.litkg", "build"]
