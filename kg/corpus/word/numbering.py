"""The labels that Word prints in front of the paragraphs of its lists, which no text of the file holds."""

from __future__ import annotations

import re

from lxml import etree

from kg.corpus.numerals import numeral
from kg.corpus.word.package import child, is_on, name_of, value
from kg.corpus.word.styles import Styles

KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
SIMPLE_LABEL = re.compile(r"\(?(\w+)[.)]?\Z")
PLACEHOLDER = re.compile(r"%([1-9])")


class Numbering:
    """Counts the paragraphs of each list of a file, in the order of the text."""

    def __init__(self, roots: list[etree._Element], styles: Styles) -> None:
        parts = [part for root in roots for part in root]
        self._lists = {value(part, "numId") or "": part for part in parts if name_of(part) == "w:num"}
        self._plans = {value(part, "abstractNumId") or "": part for part in parts if name_of(part) == "w:abstractNum"}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def mark(self, list_id: str, depth: int) -> str:
        """Count one more paragraph of a list and give its mark: ``- ``, ``2. ``, ``1.1 ``, or none.

        Lists with the same plan count on, unless one says that it starts anew.
        """
        plan_id = self._plan_of(list_id)
        level = self._level(plan_id, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(plan_id, {})
        anew = value(self._override(list_id, depth, "w:startOverride"))
        if anew is not None and (list_id, depth) not in self._restarted:
            self._restarted.add((list_id, depth))
            counts.pop(depth, None)
        first = _number(anew, self._first(plan_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else first
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._written(plan_id, level, counts)

    def _written(self, plan_id: str, level: etree._Element, counts: dict[int, int]) -> str:
        if value(child(level, "w:numFmt")) == "bullet":
            return "- "
        all_arabic = is_on(child(level, "w:isLgl")) or False

        def shown(placeholder: re.Match[str]) -> str:
            at = int(placeholder.group(1)) - 1
            kind = value(child(self._level(plan_id, at), "w:numFmt")) or ""
            if kind == "none":
                return ""
            return numeral(counts.get(at, self._first(plan_id, at)), "1" if all_arabic else KINDS.get(kind, "1"))

        label = PLACEHOLDER.sub(shown, value(child(level, "w:lvlText")) or "").strip()
        simple = SIMPLE_LABEL.match(label)
        if simple:
            return f"{simple.group(1)}. "
        return f"{label} " if any(character.isalnum() for character in label) else ""

    def _plan_of(self, list_id: str) -> str:
        """Name the plan of a list; a plan may send on, through a style, to the plan of another list."""
        plan_id = value(child(self._lists.get(list_id), "w:abstractNumId")) or ""
        style_id = value(child(self._plans.get(plan_id), "w:numStyleLink"))
        if style_id is None:
            return plan_id
        numbered = (child(style, "w:pPr", "w:numPr", "w:numId") for style in self._styles.chain(style_id))
        other = next((value(number) for number in numbered if number is not None), None)
        return value(child(self._lists.get(other or ""), "w:abstractNumId")) or plan_id

    def _level(self, plan_id: str, depth: int) -> etree._Element | None:
        plan = self._plans.get(plan_id)
        levels = () if plan is None else (level for level in plan if name_of(level) == "w:lvl")
        return next((level for level in levels if value(level, "ilvl") == str(depth)), None)

    def _override(self, list_id: str, depth: int, name: str) -> etree._Element | None:
        entry = self._lists.get(list_id)
        overrides = () if entry is None else (part for part in entry if name_of(part) == "w:lvlOverride")
        return next((child(part, name) for part in overrides if value(part, "ilvl") == str(depth)), None)

    def _first(self, plan_id: str, depth: int) -> int:
        return _number(value(child(self._level(plan_id, depth), "w:start")), 1)


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.match(r"\d{1,6}\Z", written) else otherwise
