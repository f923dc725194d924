"""Entries of reference lists as items of CSL-JSON, which reference managers and citation processors read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.dates import iso_day
from kg.extract.names import is_initials
from kg.extract.people import family_of
from kg.extract.phrases import pattern

Item = dict[str, object]
Name = dict[str, str]
FIELDS = (
    ("title", "title"), ("container-title", "container"), ("volume", "volume"), ("issue", "issue"), ("page", "pages"),
    ("publisher", "publisher"), ("publisher-place", "place"), ("edition", "edition"), ("DOI", "doi"), ("URL", "url"),
)  # fmt: skip


def csl_item(row: Mapping[str, str]) -> Item:
    """Make a CSL-JSON item of a row of the query ``references``; what the row lacks, the item lacks.

    >>> row = {"paper": "https://a/p", "position": "3", "type": "book", "authors": "Nasir, M.", "year": "2020"}
    >>> item = csl_item({**row, "title": "Metodologi", "publisher": "Ghalia"})
    >>> item["id"], item["author"], item["issued"]
    ('p-3', [{'family': 'Nasir', 'given': 'M.'}], {'date-parts': [[2020]]})
    """
    paper = row.get("paper", "").rstrip("/").rsplit("/", 1)[-1]
    item: Item = {"id": f"{paper}-{row.get('position', '')}".strip("-"), "type": row.get("type") or "document"}
    for role, column in (("author", "authors"), ("editor", "editors")):
        if names := people(row.get(column, "").split("; ")):
            item[role] = names
    if row.get("year"):
        item["issued"] = {"date-parts": [[int(row["year"])]]}
    for field, column in FIELDS:
        if row.get(column):
            item[field] = row[column]
    if item["type"] == "thesis" and (genre := _kind_of_thesis(row)):
        item["genre"] = genre
    if day := iso_day(row.get("accessed", "")):
        item["accessed"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    return item


def _kind_of_thesis(row: Mapping[str, str]) -> str:
    """Give what an entry calls a thesis, outside of its title: Skripsi, Tesis, Disertasi.

    >>> _kind_of_thesis({"raw": "Ali, B. (2020). Tesis ini. SKRIPSI. Universitas Rekaan.", "title": "Tesis ini"})
    'Skripsi'
    """
    raw, title = (" ".join(row.get(column, "").split()) for column in ("raw", "title"))
    found = pattern("reference", "thesis").search(raw.replace(title, " ") if title else raw)
    return found[0].capitalize() if found else ""


def people(printed: Sequence[str]) -> list[Name]:
    """Part printed names into family and given names; a name that may be parted in several ways stays whole.

    >>> people(["Djiko, Richard", "Charles Tangkau"])
    [{'family': 'Djiko', 'given': 'Richard'}, {'family': 'Tangkau', 'given': 'Charles'}]
    >>> people(["Setiawan AB", "Sugiyono", "Ni Luh Wayan"])
    [{'family': 'Setiawan', 'given': 'AB'}, {'family': 'Sugiyono'}, {'literal': 'Ni Luh Wayan'}]
    >>> people(["Badan Pusat Statistik"])
    [{'literal': 'Badan Pusat Statistik'}]
    """
    named = [name for name in printed if name.strip()]
    # After "Family, Given" with the given name in full, a style writes the others given name first.
    inverted = bool(named) and "," in named[0] and not is_initials(named[0].partition(",")[2])
    return [_name(name, given_first=inverted and at > 0) for at, name in enumerate(named)]


def _name(printed: str, *, given_first: bool) -> Name:
    family, comma, given = (part.strip() for part in printed.partition(","))
    if comma and family and given:
        return {"family": family, "given": given}
    words = printed.split()
    if pattern("reference", "organisation").search(printed):
        return {"literal": printed}
    if len(words) == 1:
        return {"family": printed}
    last = family_of(printed)
    if last != printed and last in printed:
        return {"family": last, "given": " ".join(printed.replace(last, " ", 1).split())}
    return {"family": words[-1], "given": " ".join(words[:-1])} if given_first else {"literal": printed}
