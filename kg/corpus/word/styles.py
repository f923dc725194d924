"""What a Word file's styles say of a paragraph: heading, bold, part of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.corpus.word.package import child, name_of, value
from kg.languages import LANGUAGES, load

LEVEL = re.compile(r"\A(.*?)\s{0,9}([1-9])\Z")
CONTENTS = re.compile(r"toc(?:\s*\d|\s*heading|\Z)")
BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True)
class Styles:
    """The styles of a file by their ids."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: list[etree._Element]) -> Styles:
        """Read the styles part, if there is one."""
        styles = (style for root in roots for style in root if name_of(style) == "w:style")
        return cls({value(style, "styleId") or "": style for style in styles})

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Give a style and the styles that it is based on."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self.by_id:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = value(child(self.by_id[style_id], "w:basedOn"))

    def names(self, style_id: str | None) -> Iterator[str]:
        """Give the names of a style and of those that it is based on, small; an unknown style has its id only."""
        if style_id and style_id not in self.by_id:
            yield style_id.casefold()
        for style in self.chain(style_id):
            yield (value(child(style, "w:name")) or value(style, "styleId") or "").casefold()

    def level(self, properties: etree._Element | None) -> int:
        """Give a paragraph's level as heading, or 0: by its outline level, or by the name of its style.

        Word keeps the English names of its own styles whatever its language; other programs write localised ones.
        """
        style_id = value(child(properties, "w:pStyle"))
        outlines = (child(style, "w:pPr", "w:outlineLvl") for style in self.chain(style_id))
        for outline in (child(properties, "w:outlineLvl"), *outlines):
            written = value(outline) or ""
            if written.isdecimal():
                return int(written) + 1 if int(written) < BODY_TEXT else 0
        names = list(self.names(style_id))
        if names and names[0] in _style_names("title"):  # not what is based on it: it may be the authors' style
            return 1
        return next((level for name in names if (level := _level_by_name(name))), 0)

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        return any(CONTENTS.match(name) for name in self.names(value(child(properties, "w:pStyle"))))

    def find(self, style_id: str | None, name: str) -> etree._Element | None:
        """Find what a style says of its text under a name, such as ``w:b``."""
        found = (child(style, "w:rPr", name) for style in self.chain(style_id))
        return next((element for element in found if element is not None), None)

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Give the list that a paragraph belongs to and the depth in it."""
        style_id = value(child(properties, "w:pStyle"))
        styles = (child(style, "w:pPr", "w:numPr") for style in self.chain(style_id))
        found = [found for found in (child(properties, "w:numPr"), *styles) if found is not None]
        number = next((number for numbered in found if (number := value(child(numbered, "w:numId"))) is not None), "0")
        depth = next((depth for numbered in found if (depth := value(child(numbered, "w:ilvl"))) is not None), "0")
        return (number, min(int(depth), 8) if depth.isdecimal() else 0) if number != "0" else None


def _level_by_name(name: str) -> int:
    """Read ``heading 2`` or ``judul2``.

    >>> _level_by_name("heading 2"), _level_by_name("judul2"), _level_by_name("normal")
    (2, 2, 0)
    """
    found = LEVEL.match(name)
    return int(found.group(2)) if found and found.group(1) in _style_names("heading") else 0


def _style_names(kind: str) -> tuple[str, ...]:
    return tuple(name for code in LANGUAGES for name in load(code).words("styles", kind))
