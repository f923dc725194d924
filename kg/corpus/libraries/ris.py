"""RIS, as Zotero, Mendeley and journals write it, into entries in CSL terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from kg.corpus.libraries.entry import Entry, entry
from kg.corpus.sections import language_of

# Each CSL term with the tags that give it, under rispy's names; the first that a record has is taken.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "primary_title"),
    "container-title": ("alternate_title3", "secondary_title", "journal_name", "alternate_title2", "alternate_title1"),
    "volume": ("volume",),
    "issue": ("number",),
    "issued": ("year", "publication_year", "date"),
    "DOI": ("doi", "urls"),
    "language": ("language",),
    "keyword": ("keywords",),
}
ATTACHED = ("file_attachments1", "file_attachments2", "figure")
ALONE = ("BOOK", "THES", "RPRT", "EBOOK")  # these stand in no journal: what T2 gives is a series
START = re.compile(r"^TY  -", re.MULTILINE)
TAGGED = re.compile(r"[A-Z][A-Z0-9]  -")
MOST_UNTAGGED = 50
REPEATED = ("A1", "A2", "A3", "A4", "AU", "KW", "N1", "UR", "L1", "L2", "L4")


def read_ris(text: str, place: str) -> tuple[list[Entry], list[str]]:
    r"""Read every record; one that is not closed ends where the next begins.

    Args:
        text: the text of the file, its lines ending in line feeds.
        place: the file's name, for messages.

    >>> found, _ = read_ris("TY  - JOUR\nTI  - Kajian\nAU  - Wening, Rara\nPY  - 2024/05/31/\nER  - \n", "a.ris")
    >>> found[0].metadata.authors, found[0].metadata.year
    (('Rara Wening',), 2024)
    """
    return [_entry(record, f"{place}: line {line}") for line, record in _records(text)], []


def _records(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import rispy

    starts = [found.start() for found in START.finditer(text)]
    line, before = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line, before = line + text.count("\n", before, start), start
        lines = "\n".join(_kept(text[start:end]))
        found = rispy.loads(f"{lines}\nER  - \n", list_tags=list(REPEATED), skip_unknown_tags=True)
        yield line, found[0]


def _kept(record: str) -> Iterator[str]:
    """Give the lines of a record; of a text that runs on over many, such as a note, the first."""
    untagged = 0
    for line in record.split("\n"):
        untagged = 0 if TAGGED.match(line) else untagged + 1
        if untagged <= MOST_UNTAGGED:
            yield line


def _entry(record: Mapping[str, Any], place: str) -> Entry:
    values: dict[str, Any] = {term: _first(record, names) for term, names in FIELDS.items()}
    if record.get("type_of_reference") in ALONE:
        del values["container-title"]
    translated = record.get("translated_title", "")
    if language_of(translated) == "en":
        values["title-en"] = translated
    values["page"] = "-".join(part for name in ("start_page", "end_page") if (part := record.get(name, "")))
    values["author"] = [_person(name) for name in record.get("authors") or record.get("first_authors") or [] if name]
    if values["keyword"]:
        values["keyword"] = list(record["keywords"])
    files = [file for name in ATTACHED for listed in record.get(name, []) for file in listed.split(";")]
    return entry(_first(record, ("id", "label")), place, values, files)


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name, "")
        text = " ".join(value) if isinstance(value, list) else value
        if text:
            return str(text)
    return ""


def _person(name: str) -> dict[str, str]:
    """Read a name: RIS writes people with a comma behind the family name, so one without is not cut."""
    family, comma, rest = name.partition(",")
    given = rest.split(",")[0].strip()  # a suffix may follow
    return {"family": family, "given": given} if comma and given else {"literal": name.strip(" ,")}
