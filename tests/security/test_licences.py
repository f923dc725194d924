"""Whoever installs litkg may use, change and pass on all that comes with it: no dependency asks for more."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.helpers import ROOT

PERMISSIVE = re.compile(
    r"\b(?:MIT|MIT-0|BSD|0BSD|BSD[ -][23]-Clause(?:-Views)?|Apache|ISCL?|PSF-2\.0|W3C-20150513|Zlib|CC0-1\.0)\b"
)
RESTRICTING = re.compile(
    r"GPL|Affero|SSPL|Commons Clause|Non-?Commercial|Proprietary|EUPL|CC-BY-(?:NC|ND|SA)", re.IGNORECASE
)
# The Mozilla licence binds changes of their own files alone; what uses them unchanged it leaves alone.
PER_FILE = {"certifi", "tqdm"}


def runtime() -> dict[str, metadata.Distribution]:
    """Find every distribution that an installation of litkg brings here, itself apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    due = [Requirement(text) for text in project["dependencies"]]
    found: dict[str, metadata.Distribution] = {}
    while due:
        wanted = due.pop()
        name = canonicalize_name(wanted.name)
        if name not in found:
            found[name] = metadata.distribution(name)
            requirements = [Requirement(text) for text in found[name].requires or ()]
            due += [each for each in requirements if _is_needed(each, wanted.extras)]
    return found


def _is_needed(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def licence(found: metadata.Distribution) -> str:
    """Tell the licence that a distribution declares: an SPDX expression, else its classifiers and first line."""
    about = found.metadata
    if expression := about.get("License-Expression"):
        return expression
    classes = [name for name in about.get_all("Classifier", []) if name.startswith("License ::")]
    named = (about.get("License") or "").strip().splitlines()[:1]
    return "; ".join([*named, *(name.rpartition(" :: ")[2] for name in classes)])


RUNTIME = runtime()


def test_dependencies_are_found_through_others():
    assert {"numpy", "pyoxigraph", "pydantic-core"} <= set(RUNTIME)  # the last one comes with spaCy


@pytest.mark.parametrize("name", sorted(RUNTIME))
def test_a_dependency_is_under_a_permissive_licence(name):
    said = licence(RUNTIME[name])
    assert not RESTRICTING.search(said), said
    assert PERMISSIVE.search(said) or (name in PER_FILE and re.search("MPL-2.0|Mozilla", said)), f"says {said!r}"
