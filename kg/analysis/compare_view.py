"""A comparison of two papers as a reader sees it: Markdown for a notebook, plain text for the terminal."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.analysis.compare import DESIGN, KINDS, Comparison, Judged, Said, Side

WORDS_FILE = Path(__file__).with_name("compare_words.toml")
SIGNS = {1: "+", -1: "−", 0: "±"}
WIDTH = 38  # characters of a column of the terminal
LABEL = 22


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """What a comparison says in a language."""
    words: Mapping[str, Any] = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))[language]
    return words


def as_markdown(shown: Comparison) -> str:
    """Write a comparison in Markdown: a table of the designs, then what they judge, with quotes."""
    return "\n".join(_lines(shown, "md"))


def as_text(shown: Comparison) -> str:
    """Write a comparison for the terminal."""
    return "\n".join(_lines(shown, "text")).rstrip()


def _lines(shown: Comparison, form: str) -> Iterator[str]:
    words = words_of(shown.language)
    yield _heading(
        words["compared"].format(one=_safe(shown.one.cited, form), other=_safe(shown.other.cited, form)), 2, form
    )
    yield from _table(shown, form)
    yield from _verdicts(shown, form)
    yield from _all_said(shown, "declared", shown.declared, form)
    for sign, title in ((-1, "contradicted"), (1, "agreed"), (0, "mixed")):
        found = shown.with_sign(sign)
        if found:
            yield _heading(words[title], 3, form)
            for each in found:
                yield from _judged(shown, each, form)
    for kind in KINDS[1:]:
        yield from _parted(shown, kind, form)
    yield _heading(words["references"], 3, form)
    yield from _items(shown.references, words["nothing"], form)
    yield from _all_said(shown, "citations", [said for said in shown.cited if _is_new(said, shown.declared)], form)
    yield from _all_said(shown, "fidelity", shown.fidelity, form)


def _is_new(said: Said, declared: Iterable[Said]) -> bool:
    return all(said.quote != each.quote for each in declared)


def _table(shown: Comparison, form: str) -> Iterator[str]:
    words = words_of(shown.language)
    yield _heading(words["design"], 3, form)
    table = [["", shown.one.key, shown.other.key]]
    for facet in DESIGN:
        cells = ["; ".join(shown.name(value) for value in side.design[facet]) for side in (shown.one, shown.other)]
        if any(cells):
            table.append([words["facets"][facet], *(cell or words["unknown"] for cell in cells)])
    if form == "md":
        yield from (
            f"| {' | '.join(_cell(_safe(cell, form)) for cell in row)} |" for row in (table[0], ["---"] * 3, *table[1:])
        )
    else:
        for row in table:
            yield from _columns(row)
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _columns(row: list[str]) -> Iterator[str]:
    """Set three cells side by side, each folded."""
    folded = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, (LABEL, WIDTH, WIDTH), strict=True)]
    for number in range(max(map(len, folded))):
        cells = [lines[number] if number < len(lines) else "" for lines in folded]
        yield f"  {cells[0]:<{LABEL}}  {cells[1]:<{WIDTH}}  {cells[2]}".rstrip()


def _verdicts(shown: Comparison, form: str) -> Iterator[str]:
    words = words_of(shown.language)
    yield _heading(words["verdicts"], 3, form)
    for side in (shown.one, shown.other):
        if not side.verdicts:
            yield f"- {_safe(side.key, form)}: {words['no_verdict']}"
        for held in side.verdicts:
            yield f"- {_safe(side.key, form)}: {SIGNS[held.side]} {shown.name(held.concept)}: {shown.name(held.stance)}"
            yield from _quoted(held.quote, form)
    yield ""


def _judged(shown: Comparison, each: Judged, form: str) -> Iterator[str]:
    words = words_of(shown.language)
    yield _heading(shown.name(each.one.concept), 4, form)
    for side, held in ((shown.one, each.one), (shown.other, each.other)):
        yield f"- {_safe(side.key, form)}: {SIGNS[held.side]} {shown.name(held.stance)}"
        yield from _quoted(held.quote, form)
    differences = each.differences[shown.language]
    if differences:
        told = (_safe(f"{words['facets'][d.facet]}: {d.one} / {d.other}", form) for d in differences)
        yield f"- {words['differs']}: {'; '.join(told)}"
    if each.sign < 0:
        facets = ", ".join(words["facets"][d.facet] for d in differences if d.explains)
        yield f"- {words['explains'].format(facets=facets) if facets else words['unexplained']}"
    yield ""


def _parted(shown: Comparison, kind: str, form: str) -> Iterator[str]:
    """What both have, and what only one has."""
    words = words_of(shown.language)
    yield _heading(words["kinds"][kind], 3, form)
    parts = (
        (words["shared"], shown.shared(kind)),
        (_only(words, shown.one, form), shown.only(kind, shown.one, shown.other)),
        (_only(words, shown.other, form), shown.only(kind, shown.other, shown.one)),
    )
    for title, concepts in parts:
        yield f"- {title}: {', '.join(shown.name(concept) for concept in concepts) or words['nothing']}"
    yield ""


def _only(words: Mapping[str, Any], side: Side, form: str) -> str:
    return str(words["only"].format(who=_safe(side.key, form)))


def _all_said(shown: Comparison, title: str, found: Iterable[Said], form: str) -> Iterator[str]:
    known = list(dict.fromkeys(found))
    if known:
        yield _heading(words_of(shown.language)[title], 3, form)
        for said in known:
            yield f"- {_safe(said.who, form)}: {_safe(shown.name(said.what), form)}"
            yield from _quoted(said.quote, form)
            if said.other_quote:
                yield from _quoted(said.other_quote, form)
        yield ""


def _items(texts: Iterable[str], nothing: str, form: str) -> Iterator[str]:
    found = list(texts)
    yield from (f"- {_safe(text, form)}" for text in found or [nothing])
    yield ""


def _quoted(quote: str, form: str) -> Iterator[str]:
    if quote:
        yield f"  > “{_safe(quote, form)}”" if form == "md" else f"      “{quote}”"


def _safe(text: str, form: str) -> str:
    """Words of a paper are shown as they are: what Markdown or HTML would take for marks is escaped."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text) if form == "md" else text


def _heading(text: str, level: int, form: str) -> str:
    if form == "md":
        return f"{'#' * level} {text}\n"
    return {2: f"{text}\n", 3: f"{text}", 4: f"{text}"}[level]
