"""What sort of work an entry of a reference list names, in the words of the Citation Style Language."""

from __future__ import annotations

import re

from kg.extract.fields import Fields
from kg.extract.phrases import alternatives, pattern

DOMAIN = re.compile(r"(?:w{2,4}\.)?[\w-]{1,63}\.(?:com|org|net|info|co|[a-z]{2,3}\.id|id)\b", re.IGNORECASE)
LAW = re.compile(rf"(?:{alternatives('reference', 'law')})(?!\w)", re.IGNORECASE)
LAW_YEAR = re.compile(rf"(?:(?:{alternatives('reference', 'law_year')})\s*|/)((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)


def kind_of(body: str, fields: Fields, *, url: str = "", doi: str = "", category: str = "") -> str:
    """Say what sort of work an entry names; the first rule that holds decides.

    Args:
        body: the entry without addresses.
        fields: its fields.
        url: its address.
        doi: its DOI.
        category: the sort that a heading above it names.

    >>> kind_of("", Fields(title="Judul", container="Jurnal Sistem", volume="3"))
    'article-journal'
    >>> kind_of("", Fields(title="Judul", publisher="Alfabeta"))
    'book'
    """
    container, publisher = fields.container, fields.publisher
    is_law = bool(LAW.match(fields.title) and LAW_YEAR.search(fields.title))
    rest = body.replace(fields.title, " ") if fields.title else body
    is_thesis = bool(_has("thesis", rest)) and not (fields.volume and not _has("thesis", container))
    is_journal = _has("journal", container) and not _has("meeting", container)
    of_university = _has("university", publisher) and not container and not fields.place
    is_report = bool(pattern("reference", "report").search(rest)) and not fields.volume and not container
    is_part = bool(container) and bool(fields.editors or (publisher and pattern("reference", "within").search(rest)))
    rules = (
        ("legislation", is_law),
        ("thesis", is_thesis or (of_university and _has("university", container or publisher) and not fields.edition)),
        ("paper-conference", _has("meeting", container) and not (is_journal and fields.volume)),
        ("article", _has("preprint", container)),
        (category, category in ("webpage", "article-journal")),
        ("chapter", is_part and not is_journal),
        ("article-journal", (bool(fields.volume or fields.issue) and bool(container or fields.pages)) or is_journal),
        ("report", is_report),
        ("article-newspaper", bool(container) and _has("newspaper", container)),
        ("webpage", bool(DOMAIN.search(container) or DOMAIN.search(publisher) or (url and not publisher))),
        ("chapter", bool(container and publisher)),
        ("article-journal", bool(container or (doi and fields.pages))),
        ("book", bool(publisher or fields.edition) or fields.emphasised or category == "book"),
        (category, bool(category)),
    )
    return next((kind for kind, holds in rules if holds), "document")


def _has(function: str, text: str) -> bool:
    return pattern("reference", function).search(text) is not None
