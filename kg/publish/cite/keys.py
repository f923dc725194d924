"""Keys to cite by in Markdown, LaTeX and reference managers: stable, unique, and letters and figures alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import partial

OTHERS = re.compile(r"[^a-z0-9]+")


def keys(*tiers: Mapping[str, str]) -> dict[str, str]:
    """Give each thing its key, made of its name; the names of a tier are things by IRI, papers before cited works.

    Names that would have one key keep their hyphens, and where that is not enough get a number of their own. A later
    tier gives way to an earlier one.

    >>> keys({"p1": "pradiya-2024", "p2": "studi a/1", "p3": "studi-a1"}, {"w1": "pradiya-2024"})
    {'p1': 'pradiya2024', 'p2': 'studi-a-1', 'p3': 'studi-a1', 'w1': 'pradiya-2024'}
    """
    found: dict[str, str] = {}
    for place, tier in enumerate(tiers):
        left = dict(tier)
        for made in (_joined, _hyphened, partial(_numbered, place)):
            taken = Counter([*found.values(), *map(made, left.values())])
            new = {iri: made(name) for iri, name in left.items() if made(name) and taken[made(name)] == 1}
            found |= new
            left = {iri: name for iri, name in left.items() if iri not in new}
    return found


def _joined(name: str) -> str:
    return _hyphened(name).replace("-", "")


def _hyphened(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return OTHERS.sub("-", plain).strip("-")


def _numbered(tier: int, name: str) -> str:
    digest = hashlib.sha256(f"{tier} {name}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_hyphened(name)}-{digest}".strip("-")
