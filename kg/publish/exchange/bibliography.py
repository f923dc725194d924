"""The papers of a build, and the works that they cite, for reference managers: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from kg.publish.catalogue import Catalogue
from kg.publish.cite.bibtex import bibtex
from kg.publish.cite.entries import Entries
from kg.publish.cite.ris import ris
from kg.publish.references import Item


def bibliography(catalogue: Catalogue, *, cited: bool = False) -> list[Item]:
    """Give the papers in CSL-JSON, in the order of a reference list.

    Args:
        catalogue: the papers and works of a build.
        cited: whether the works that they cite are wanted as well.
    """
    entries = Entries(catalogue)
    wanted = [*catalogue.papers, *(catalogue.works if cited else ())]
    return [entry.item for entry in sorted((entries[iri] for iri in wanted), key=lambda entry: entry.place)]


WRITERS: Mapping[str, Callable[[Sequence[Item]], str]] = {
    "bibtex": lambda items: "\n\n".join(map(bibtex, items)),
    "ris": ris,
    "csl-json": lambda items: json.dumps(items, ensure_ascii=False, indent=1),
}
"""How each form is written."""
