"""Tables and paragraphs that go into the next paper, in the forms that its author writes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.graph.store import Store
from kg.model import LitkgError
from kg.publish.tables import others, previous
from kg.publish.tables.facts import Literature
from kg.publish.tables.formats import in_format
from kg.publish.tables.introduction import introduction
from kg.publish.tables.model import Table
from kg.publish.tables.office import OFFICE_FORMATS, in_office_format
from kg.publish.tables.study import Study, read_study

Make = Callable[[Literature, Study | None, tuple[str, ...]], Table]
MAKERS: dict[str, tuple[Make, tuple[str, ...], tuple[str, ...]]] = {
    "penelitian-terdahulu": (previous.previous_studies, tuple(previous.COLUMNS), previous.DEFAULT),
    "evidence": (lambda lit, _, columns: others.evidence(lit, columns), tuple(others.EVIDENCE), others.EVIDENCE_SHOWN),
    "methods": (lambda lit, _, columns: others.methods(lit, columns), tuple(others.METHODS), tuple(others.METHODS)),
    "gaps": (lambda lit, _, columns: others.gaps(lit, columns), tuple(others.GAPS), tuple(others.GAPS)),
    "introduction": (lambda lit, study, _: introduction(lit, study), ("sentence",), ("sentence",)),
}
"""How each table is made, all columns that it can have, and those that it has by default."""


def make_table(
    store: Store, name: str, language: str = "id", study: Path | None = None, columns: str | None = None
) -> Table:
    """Make a table of a graph.

    Args:
        store: the graph of a build.
        name: one of ``MAKERS``.
        language: ``id`` or ``en``.
        study: the profile of the author's own study.
        columns: ids of columns, parted by commas, or ``all``.

    Raises:
        LitkgError: the profile cannot be used, or there is no such column.
    """
    make, known, shown = MAKERS[name]
    literature = Literature(store, language)
    own = read_study(study, literature.catalogue("labels")) if study else None
    return make(literature, own, _chosen(name, columns, known, shown))


def _chosen(name: str, columns: str | None, known: tuple[str, ...], shown: tuple[str, ...]) -> tuple[str, ...]:
    if columns is None or columns == "all":
        return known if columns else shown
    asked = tuple(column.strip() for column in columns.split(",") if column.strip())
    for column in asked:
        if column not in known:
            raise LitkgError(f"--columns {column}", f"is no column of {name}", f"there are {', '.join(known)}")
    return asked or shown


def written(table: Table, form: str, quotes: bool = False) -> bytes:
    """Write a table in a format, as the bytes of a file."""
    if form in OFFICE_FORMATS:
        return in_office_format(table, form, quotes)
    return f"{in_format(table, form, quotes)}\n".encode()
