"""Entries in RIS, the tagged form that Mendeley, EndNote and Zotero read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.publish.cite.runs import clean
from kg.publish.references import Item, Name

TYPES = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP",
    "paper-conference": "CPAPER", "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "legislation": "STAT",
}  # fmt: skip
FIELDS = (
    ("title", "title"), ("container-title", "secondary_title"), ("volume", "volume"), ("issue", "number"),
    ("publisher", "publisher"), ("publisher-place", "place_published"), ("edition", "edition"), ("DOI", "doi"),
    ("language", "language"), ("genre", "type_of_work"), ("id", "id"),
)  # fmt: skip


def ris(items: Iterable[Item]) -> str:
    """Write items of CSL-JSON in RIS.

    >>> ris([{"id": "ali2019", "type": "book", "title": "Gizi"}]).splitlines()
    ['TY  - BOOK', 'TI  - Gizi', 'ID  - ali2019', 'ER  - ']
    """
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        """Writes the records alone, without their numbers."""

        def set_header(self, count: int) -> str:
            return ""

    written: str = rispy.dumps([_record(item) for item in items], implementation=Writer)
    return written.removesuffix("\n")


def _record(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"type_of_reference": TYPES.get(str(item["type"]), "GEN")}
    for role, field in (("author", "authors"), ("editor", "secondary_authors")):
        names = item.get(role)
        if isinstance(names, list):
            found[field] = [_written(name) for name in names]
    issued = item.get("issued")
    if isinstance(issued, dict):
        found["year"] = str(issued["date-parts"][0][0])
    found |= {field: clean(str(item[name])) for name, field in FIELDS if name in item}
    first, _, last = clean(str(item.get("page", ""))).replace("—", "–").replace("-", "–").partition("–")
    pages = {"start_page": first.strip(), "end_page": last.strip("– ")}
    found |= {field: page for field, page in pages.items() if page}
    if "URL" in item:
        found["urls"] = [clean(str(item["URL"]))]
    accessed = item.get("accessed")
    if isinstance(accessed, dict):
        found["access_date"] = "/".join(f"{part:02}" for part in accessed["date-parts"][0])
    return found


def _written(name: Name) -> str:
    """Write a name as RIS parts it, by a comma."""
    return clean(", ".join(part for part in (name.get("family") or name.get("literal"), name.get("given")) if part))
