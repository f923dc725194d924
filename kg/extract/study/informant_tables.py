"""Tables of informants, as converted texts have them: rows of cells between bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.marking import Marked
from kg.extract.phrases import pattern, words
from kg.extract.study.groups import Group
from kg.model import Paper, Section

RULE = re.compile(r"[\s|:+-]+")
Row = list[str]


def rows_of(paper: Paper, marked: list[Marked], kind: str) -> Iterator[tuple[Marked, list[Group]]]:
    """Give the roles of each table of informants in the sections of a kind, with the sentence that it stands by."""
    for number, section in enumerate(paper.sections):
        if section.kind != kind or "|" not in paper.text[section.start : section.end]:
            continue
        near = [each for each in marked if each.sentence.section == number]
        for start, rows in _tables(paper.text, section):
            groups = _roles(rows)
            lead = [each for each in near if each.sentence.start < start] or near
            if groups and lead:
                yield lead[-1], groups


def _tables(text: str, section: Section) -> Iterator[tuple[int, list[Row]]]:
    rows: list[Row] = []
    begin = at = section.start
    for line in text[section.start : section.end].splitlines(keepends=True):
        if line.strip().startswith("|"):
            begin = begin if rows else at
            if not RULE.fullmatch(line.strip()):
                rows.append([cell.strip(" *_") for cell in line.strip().strip("|").split("|")])
        elif rows and line.strip():
            yield begin, rows
            rows = []
        at += len(line)
    if rows:
        yield begin, rows


def _roles(rows: list[Row]) -> list[Group]:
    """The roles of a table whose header names informants or their positions; equal rows are counted."""
    header = [cell.lower().rstrip(".") for cell in rows[0]]
    column = next((header.index(word) for word in words("people", "role_column") if word in header), None)
    if column is None:
        column = next((at for at, cell in enumerate(header) if pattern("people", "informants").search(cell)), None)
    if column is None:
        return []
    count = next(
        (at for at, cell in enumerate(header) if at != column and cell in words("people", "count_column")), None
    )
    found: dict[str, int] = {}
    for row in rows[1:]:
        role = row[column] if column < len(row) else ""
        if not role or role.isdigit() or role.lower() in words("people", "total"):
            continue
        number = re.match(r"\d+", row[count]) if count is not None and count < len(row) else None
        found[role] = found.get(role, 0) + (int(number.group()) if number else 1)
    return [
        Group(role, number if count is not None or number > 1 else None, number == 1) for role, number in found.items()
    ]
