"""Entries for BibTeX and biber."""

from __future__ import annotations

import re

from kg.publish.references import Item, Name

TYPES = {
    "article-journal": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
FIELDS = (
    ("title", "title"), ("volume", "volume"), ("issue", "number"), ("page", "pages"), ("publisher-place", "address"),
    ("edition", "edition"), ("DOI", "doi"), ("URL", "url"),
)  # fmt: skip
ANY_THESIS = "Thesis"
"""What is printed for a thesis of unknown kind, where styles would print "PhD thesis" for a skripsi, too."""
HOSTS = {"thesis": "school", "report": "institution"}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
        "{": r"\textbraceleft{}", "}": r"\textbraceright{}",  # for BibTeX counts braces behind a backslash, too
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    }
)  # fmt: skip
VERBATIM = {"doi", "url"}
QUOTED = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
PARTING = re.compile(r",|\band\b", re.IGNORECASE)
"""What parts names in BibTeX, and within them."""
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff]+")


def bibtex(item: Item) -> str:
    r"""Write an item of CSL-JSON as an entry of BibTeX, under its ``id``.

    >>> item = {"id": "ali2019", "type": "article-journal", "author": [{"family": "Ali", "given": "A."}], "page": "1–9"}
    >>> print(bibtex({**item, "title": "Gizi & kesehatan", "issued": {"date-parts": [[2019]]}}))
    @article{ali2019,
      author = {Ali, A.},
      title = {Gizi \& kesehatan},
      pages = {1--9},
      year = {2019}
    }
    """
    kind = TYPES.get(str(item["type"]), "misc")
    fields: list[tuple[str, str]] = []
    for role in ("author", "editor"):
        names = item.get(role)
        if isinstance(names, list):
            fields.append((role, " and ".join(map(_written, names))))
    fields += [(name, _field(name, str(item[field]))) for field, name in FIELDS if field in item]
    if kind == "phdthesis" or "genre" in item:
        fields.append(("type", escaped(str(item.get("genre", ANY_THESIS)))))
    host = HOSTS.get(str(item["type"]), "publisher")
    for field, name in (("container-title", CONTAINERS.get(kind, "howpublished")), ("publisher", host)):
        if field in item:
            fields.append((name, escaped(str(item[field]))))
    issued = item.get("issued")
    if isinstance(issued, dict):
        fields.append(("year", str(issued["date-parts"][0][0])))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{kind}{{{item['id']},\n{body}\n}}"


def escaped(text: str) -> str:
    r"""Write a text so that LaTeX prints it as it is.

    >>> escaped("100% & lebih")
    '100\\% \\& lebih'
    """
    return " ".join(CONTROLS.sub(" ", text).split()).translate(SPECIAL)


def _field(name: str, value: str) -> str:
    if name in VERBATIM:
        return "".join(CONTROLS.sub("", value).split()).translate(QUOTED)
    if name == "title":
        return _as_printed(escaped(value))
    return re.sub("[–—]", "--", escaped(value)) if name == "pages" else escaped(value)


def _as_printed(title: str) -> str:
    r"""Put a title with capitals into braces, for styles make all its letters small, those of names, too.

    >>> _as_printed("Mutu layanan JKN"), _as_printed("Mutu layanan")
    ('{Mutu layanan JKN}', 'Mutu layanan')
    """
    if title[1:] == title[1:].lower():
        return title
    # a brace before a backslash would begin what BibTeX calls a special character, which styles do change
    return f"{{{{}}{title}}}" if title.startswith("\\") else f"{{{title}}}"


def _written(name: Name) -> str:
    """Write a name as BibTeX parts it; braces keep whole what has no parts, or would be parted elsewhere."""
    if "given" in name:
        family, given = (escaped(name[part]) for part in ("family", "given"))
        return ", ".join(f"{{{part}}}" if PARTING.search(part) else part for part in (family, given))
    return f"{{{escaped(name.get('literal') or name['family'])}}}"
