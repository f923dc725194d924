"""The author's own study, told in a small file, so that tables can say what earlier studies share with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import process

from kg.analysis.consolidate import local
from kg.graph.store import Row
from kg.model import LitkgError

SCHEMES: Mapping[str, tuple[str, ...]] = {
    "theory": ("framework",),
    "approach": ("method",),
    "methods": ("method", "technique"),
    "segment": ("segment",),
    "programme": ("programme",),
    "aspects": ("aspect", "obstacle", "benefit", "recommendation", "feature"),
}
"""The facets that are told in concepts, and the schemes that these come from."""
TOLD = ("setting", "province", "period", "informants")
"""The facets that are told in words of one's own."""
ABOUT = ("title", "authors", "year")
BLANKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Study:
    """A study by facet: concepts as IRIs, the rest in words; what is not told has no facet."""

    facets: Mapping[str, tuple[str, ...]]
    title: str = ""


def read_study(path: Path, labels: Iterable[Row]) -> Study:
    """Read the profile of a study: YAML, a line for each facet; ``kg table --help`` has an example.

    Args:
        path: the file.
        labels: rows of the query ``labels``, by which concepts are known.

    Raises:
        LitkgError: the file cannot be read, has a facet that there is not, or names a concept that nobody knows.
    """
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LitkgError(str(path), f"cannot be read ({error.strerror})", "name a file with --study") from error
    except UnicodeDecodeError as error:
        raise LitkgError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise LitkgError(place, "is no YAML", "see 'kg table --help' for an example") from error
    if not isinstance(told, dict):
        raise LitkgError(str(path), "has no facets", "write lines such as 'setting: Kota Surabaya'")
    known = (*ABOUT, *TOLD, *SCHEMES)
    for name in told:
        if name not in known:
            raise LitkgError(f"{path}, '{name}'", "is no facet of a study", f"there are {', '.join(known)}")
    names = _names(labels)
    found = {
        facet: tuple(values)
        for facet, given in told.items()
        if facet not in ABOUT
        and (values := [_concept(path, facet, each, names) if facet in SCHEMES else each for each in _listed(given)])
    }
    return Study(found, str(told.get("title") or ""))


def _listed(given: Any) -> list[str]:
    values = given if isinstance(given, list) else [given]
    return [" ".join(str(value).split()) for value in values if value is not None and str(value).strip()]


def _names(labels: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Give the concepts of each scheme by their ids and their labels in both languages."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in labels:
        for name in (local(row["concept"]), row["label_id"], row["label_en"]):
            if name:
                found[row["scheme"]].setdefault(plain(name), row["concept"])
    return found


def _concept(path: Path, facet: str, name: str, names: Mapping[str, Mapping[str, str]]) -> str:
    known = {called: concept for scheme in SCHEMES[facet] for called, concept in names.get(scheme, {}).items()}
    if plain(name) in known:
        return known[plain(name)]
    close = list(dict.fromkeys(known[called] for called, _, _ in process.extract(plain(name), list(known), limit=6)))
    mend = f"did you mean {', '.join(local(concept) for concept in close[:4])}?" if close else "see 'kg query labels'"
    raise LitkgError(f"{path}, {facet}: '{name}'", "is no concept of the vocabulary", mend)


def plain(name: str) -> str:
    """Write a name without case, hyphens and signs.

    >>> plain("Kota  Palangka-Raya")
    'kota palangka raya'
    """
    return BLANKS.sub(" ", name).casefold().strip()
