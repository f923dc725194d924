"""Entries of reference lists for other programs: CSL-JSON, which reference managers and citeproc read, and BibTeX."""

from __future__ import annotations

import re
import unicodedata
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
BIBTEX_TYPES = {
    "article-journal": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
BIBTEX_FIELDS = (
    ("title", "title"), ("volume", "volume"), ("issue", "number"), ("page", "pages"), ("publisher-place", "address"),
    ("edition", "edition"), ("DOI", "doi"), ("URL", "url"),
)  # fmt: skip
HOSTS = {"thesis": "school", "report": "institution"}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
VERBATIM = {"doi", "url"}


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
    if day := iso_day(row.get("accessed", "")):
        item["accessed"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    return item


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


def bibtex(row: Mapping[str, str]) -> str:
    r"""Write a row of the query ``references`` as an entry of BibTeX.

    >>> row = {"paper": "p", "position": "1", "type": "article-journal", "authors": "Ali, A.; Budi, B.", "year": "2019"}
    >>> print(bibtex({**row, "title": "Gizi & kesehatan", "container": "Jurnal Gizi", "pages": "1–9"}))
    @article{ali2019-p-1,
      author = {Ali, A. and Budi, B.},
      title = {Gizi \& kesehatan},
      pages = {1--9},
      journal = {Jurnal Gizi},
      year = {2019}
    }
    """
    item = csl_item(row)
    kind = BIBTEX_TYPES.get(str(item["type"]), "misc")
    fields: list[tuple[str, str]] = []
    for role in ("author", "editor"):
        names = item.get(role)
        if isinstance(names, list):
            fields.append((role, " and ".join(map(_written, names))))
    fields += [(name, _field(name, str(item[field]))) for field, name in BIBTEX_FIELDS if field in item]
    for field, name in (("container-title", CONTAINERS.get(kind, "howpublished")), ("publisher", _host(item))):
        if field in item:
            fields.append((name, _escaped(str(item[field]))))
    if row.get("year"):
        fields.append(("year", row["year"]))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@{kind}{{{_key(row, item)},\n{body}\n}}"


def _host(item: Item) -> str:
    return HOSTS.get(str(item["type"]), "publisher")


def _field(name: str, value: str) -> str:
    if name in VERBATIM:
        return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return re.sub("[–—]", "--", _escaped(value)) if name == "pages" else _escaped(value)


def _written(name: Name) -> str:
    """Write a name as BibTeX parts it; braces keep whole what has no parts."""
    if "given" in name:
        return f"{_escaped(name['family'])}, {_escaped(name['given'])}"
    whole = name.get("literal") or name["family"]
    return f"{{{_escaped(whole)}}}"


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(c, c) for c in " ".join(text.split()))


def _key(row: Mapping[str, str], item: Item) -> str:
    """Make a key of first author, year, paper and position: letters, figures and hyphens only."""
    first = row.get("first_author") or row.get("authors", "").split(";")[0].partition(",")[0]
    plain = unicodedata.normalize("NFKD", first.split(",")[0].split(" ")[0].lower())
    name = "".join(c for c in plain if c.isascii() and c.isalnum()) or "anon"
    rest = re.sub(r"[^A-Za-z0-9-]+", "-", str(item["id"])).strip("-")
    return f"{name}{row.get('year', '')}-{rest}"
