"""What each paper is coded with: its passages, each with the codes of what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.consolidate import local
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.publish.catalogue import span_of
from kg.publish.highlight import Span
from kg.publish.refi_qda.codebook import CodeKey

Found = tuple[str, Span, tuple[CodeKey, ...], str]


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A passage of a stored text with its codes and, a line each, how they were found."""

    span: Span
    codes: tuple[CodeKey, ...]
    notes: tuple[str, ...]


def coded_passages(store: Store) -> dict[str, list[CodedPassage]]:
    """Give the coded passages of each paper, by its IRI, in the order of the text; a passage comes once."""
    codes: dict[tuple[str, Span], dict[CodeKey, None]] = defaultdict(dict)
    notes: dict[tuple[str, Span], dict[str, None]] = defaultdict(dict)
    for paper, span, coded, note in _found(store):
        codes[paper, span].update(dict.fromkeys(coded))
        if note:
            notes[paper, span][note] = None
    by_paper: dict[str, list[CodedPassage]] = defaultdict(list)
    for paper, span in sorted(codes):
        passage = CodedPassage(span, tuple(sorted(codes[paper, span])), tuple(notes[paper, span]))
        by_paper[paper].append(passage)
    return by_paper


def codes_used(passages: Mapping[str, list[CodedPassage]]) -> set[CodeKey]:
    """Tell what passages are coded by."""
    return {code for coded in passages.values() for passage in coded for code in passage.codes}


def _found(store: Store) -> Iterator[Found]:
    for row in rows(store, "statements"):
        if span := span_of(row):
            yield row["paper"], span, _of_statement(row), _note(row)
    for row in rows(store, "verdicts"):
        if span := span_of(row):
            judged = (("verdict", ""), ("assessment", row["aspect"]), ("stance", row["stance"]))
            yield row["paper"], span, judged, ""
    for row in rows(store, "designs"):
        if span := span_of(row):
            yield row["paper"], span, (("method", row["method"]),), ""
    intents = {local(row["concept"]): row["concept"] for row in rows(store, "labels") if _is_intent(row)}
    for row in rows(store, "citations"):
        intent = intents.get(local(row["intent"]))
        if intent and (span := span_of(row)):
            yield row["paper"], span, (("citation-intent", intent),), ""


def _is_intent(row: Row) -> bool:
    return row["scheme"] == "citation-intent"


def _of_statement(row: Row) -> tuple[CodeKey, ...]:
    """A statement is coded by its kind and concept, by its stance and by whose it is."""
    stance = (("stance", row["stance"]),) if row["stance"] else ()
    return ((row["kind"], row["concept"]), ("attribution", row["attribution"]), *stance)


def _note(row: Row) -> str:
    about = "/".join(part for part in (row["kind"], local(row["concept"]), local(row["stance"])) if part)
    source = f", citing {row['source']}" if row["source"] else ""
    return f"{about} ({row['attribution']}{source}): {row['rule']}; confidence {row['confidence']}"
