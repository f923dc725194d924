"""The main queries as CSV files for programs, with what their columns mean in CSVW and in a README.

Nothing is changed in a cell: what begins like a formula stays as the paper has it, for data are read by programs. The
tables of ``kg table`` are made for spreadsheets.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from kg.graph.queries import NamedQuery, named_query
from kg.graph.store import Store
from kg.publish.exchange.markdown import escaped
from kg.publish.exchange.words import Wording, wording

TABLES = (
    "papers", "authors", "issues", "verdicts", "statements", "statistics", "findings", "positions", "agreements",
    "contradictions", "tensions", "gaps", "citations", "references", "works", "read-next", "frameworks", "methods",
    "designs", "informants", "integrity", "labels",
)  # fmt: skip
METADATA = "csv-metadata.json"
"""The name that CSVW gives to the description of all tables of a folder."""
KEYS = {"papers": "paper", "works": "work", "findings": "finding", "gaps": "gap"}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its meaning by language, its datatype in CSVW, and what parts the values of a list."""

    name: str
    meaning: Mapping[str, str]
    datatype: str = "string"
    separator: str = ""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The answer of a named query."""

    query: NamedQuery
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.query.name}.csv"

    @property
    def key(self) -> str:
        """The column that tells its rows apart, if it has one."""
        names = [column.name for column in self.columns]
        key = KEYS.get(self.query.name, "")
        if not key or len({row[names.index(key)] for row in self.rows}) < len(self.rows):
            return ""
        return key


def tables(store: Store, language: str) -> dict[str, bytes]:
    """Write the files of a folder of tables, by name.

    Args:
        store: the graph of a build.
        language: of the README, ``id`` or ``en``; CSVW has both.
    """
    made = [_table(store, name) for name in TABLES]
    found = {table.file: _csv(table) for table in made}
    found[METADATA] = f"{json.dumps(_csvw(made), ensure_ascii=False, indent=1)}\n".encode()
    found["README.md"] = "\n".join(_readme(made, wording(language), language)).encode()
    return found


def column(table: str, name: str) -> Column:
    """Tell what a column of a table holds; of one that is not known, its name.

    >>> column("statements", "start").datatype, column("findings", "papers").datatype
    ('integer', 'integer')
    """
    known = _columns()
    told = known.get(f"{table}.{name}") or known.get(name) or {"id": name, "en": name}
    meaning = {language: told[language] for language in ("id", "en")}
    return Column(name, meaning, told.get("type", "string"), told.get("separator", ""))


@cache
def _columns() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = loads(
        (files("kg.publish.exchange") / "columns.toml").read_text(encoding="utf-8")
    )
    return found


def _table(store: Store, name: str) -> CsvTable:
    query = named_query(name)
    columns, rows = store.table(query.sparql)
    return CsvTable(query, tuple(column(name, each) for each in columns), rows)


def _csv(table: CsvTable) -> bytes:
    """Write CSV as RFC 4180 has it: UTF-8, lines that end in CR LF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[each.name for each in table.columns], *table.rows])
    return out.getvalue().encode()


def _csvw(made: Sequence[CsvTable]) -> dict[str, object]:
    """Describe all tables in CSVW."""
    has_papers = any(table.query.name == "papers" and table.key for table in made)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Tables of a literature knowledge graph",
        "dc:creator": "litkg",
        "tables": [_described(table, has_papers) for table in made],
    }


def _described(table: CsvTable, has_papers: bool) -> dict[str, object]:
    schema: dict[str, object] = {"columns": [_column_described(each) for each in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    names = [each.name for each in table.columns]
    if has_papers and "paper" in names and table.query.name != "papers":
        reference = {"resource": "papers.csv", "columnReference": "paper"}
        schema["foreignKeys"] = [{"columnReference": "paper", "reference": reference}]
    title = _in_both({"en": table.query.summary, "id": table.query.summary_id})
    return {"url": table.file, "dc:title": title, "dc:description": table.query.about, "tableSchema": schema}


def _column_described(each: Column) -> dict[str, object]:
    found: dict[str, object] = {"name": each.name, "dc:description": _in_both(each.meaning)}
    found["datatype"] = each.datatype
    if each.separator:
        found["separator"] = each.separator
    return found


def _in_both(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": texts[language], "@language": language} for language in ("en", "id") if texts[language]]


def _readme(made: Sequence[CsvTable], words: Wording, language: str) -> Iterator[str]:
    yield from (f"# {words['tables_title']}", "", words["tables_about"].strip(), "")
    for table in made:
        summary = table.query.summary_id if language == "id" and table.query.summary_id else table.query.summary
        yield from (f"## {table.file}", "", escaped(summary), "", f"{words['rows']}: {len(table.rows)}", "")
        if table.query.about:
            yield from (f"{words['query_note']}: {escaped(table.query.about)}", "")
        yield f"| {words['column']} | {words['type']} | {words['meaning']} |"
        yield "| --- | --- | --- |"
        for each in table.columns:
            parted = f" ({words['list'].format(separator=each.separator)})" if each.separator else ""
            yield f"| {each.name} | {each.datatype}{parted} | {each.meaning[language]} |"
        yield ""
