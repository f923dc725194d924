"""What a careful reviewer would flag in a paper's citations and references, worded so that its author can act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.store import Row


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to flag; without a quote it has no place in the running text."""

    paper: str
    check: str
    severity: str
    text: str
    start: int | None = None
    end: int | None = None
    quote: str = ""


def find_notes(citations: Iterable[Row], references: Iterable[Row]) -> list[Note]:
    """Compare the citations of each paper with its reference list.

    Args:
        citations: rows of the query ``citations``.
        references: rows of the query ``references``.
    """
    cited: dict[str, set[str]] = defaultdict(set)
    notes: list[Note] = []
    for row in citations:
        if row["work"]:
            cited[row["paper"]].add(row["work"])
        else:
            text = (
                f"'{row['surface']}' is cited but is in no entry of the reference list: add it, or mend name and year."
            )
            notes.append(
                Note(
                    row["paper"],
                    "citation-not-in-list",
                    "error",
                    text,
                    int(row["start"]),
                    int(row["end"]),
                    row["surface"],
                )
            )
    for row in references:
        shown = " ".join(row["raw"].split())[:90]
        if row["work"] not in cited[row["paper"]]:
            text = f"Entry {row['position']} is never cited in the text: cite it or take it out. ({shown})"
            notes.append(Note(row["paper"], "entry-never-cited", "info", text))
        missing = [name for name in ("first_author", "title") if not row[name]]
        if missing:
            text = f"Entry {row['position']} lacks {' and '.join(missing).replace('_', ' ')}: complete it. ({shown})"
            notes.append(Note(row["paper"], "entry-incomplete", "warning", text))
    return notes
