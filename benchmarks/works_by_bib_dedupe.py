"""Bring entries together with bib-dedupe: rows as JSON on standard input, groups of their numbers on standard output.

Run by ``benchmarks/works.py`` with an interpreter that has bib-dedupe; it is no dependency of the project.
"""

import contextlib
import json
import sys
import time
from importlib.metadata import version

import pandas as pd
from bib_dedupe import verbose_print
from bib_dedupe.bib_dedupe import block, cluster, match, prep

KINDS = {"article-journal": "article", "paper-conference": "inproceedings", "chapter": "inbook", "book": "book"}


def record(number: int, row: dict[str, str]) -> dict[str, str]:
    """Describe an entry with the fields of bib-dedupe."""
    kind = KINDS.get(row["type"], "misc")
    container = {"journal" if kind == "article" else "booktitle": row["container"]}
    fields = {name: row[name] for name in ("year", "title", "volume", "pages", "doi")}
    authors = row["authors"].replace("; ", " and ") or row["first_author"]
    return {
        "ID": str(number), "ENTRYTYPE": kind, "author": authors, "number": row["issue"], "abstract": "",
        "journal": "", "booktitle": "", **container, **fields,
    }  # fmt: skip


def main() -> None:
    """Read rows, print the groups and how long it took."""
    verbose_print.verbosity_level = 0
    rows = json.load(sys.stdin)
    records = pd.DataFrame([record(number, row) for number, row in enumerate(rows)])
    began = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        matched = match(block(prep(records)))
        groups = cluster(matched)
    seconds = time.perf_counter() - began
    numbers = [[int(number) for number in group] for group in groups]
    print(json.dumps({"version": version("bib-dedupe"), "seconds": seconds, "groups": numbers}))


if __name__ == "__main__":
    main()
