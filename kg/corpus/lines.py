"""A text cut into lines and blocks, with what their marks say: headings, list items, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
BULLET = re.compile(r"\s*[-*•▪‣–]\s+")
NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-zA-Z])[.)])\s+")
ORDINAL = re.compile(r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])[.)]?\s+|\d{1,2}(?:\.\d{1,2})*\.?(?=[A-Z]))")
MARKUP = re.compile(r"<[^<>]{0,300}>|[*_#`]+|[¹²³⁰-⁹]+")
TERMINAL = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end: ``text[start:end]``; ``blank`` lines part paragraphs."""

    start: int
    end: int
    content: str

    @property
    def blank(self) -> bool:
        """Whether the line shows nothing: white space, rules and empty emphasis count as nothing."""
        return not self.content.strip(" \t\r*_-#")

    @property
    def heading_level(self) -> int:
        """The number of hashes of a Markdown heading, or 0."""
        found = MARKDOWN_HEADING.match(self.content)
        return len(found.group(1)) if found else 0

    @property
    def is_bold(self) -> bool:
        """Whether the whole line is set in strong emphasis."""
        shown = self.content.strip()
        return len(shown) > 4 and shown.startswith("**") and shown.endswith("**")

    @property
    def marker(self) -> int:
        """How many characters a list marker takes at the front of the line, or 0."""
        bullet = BULLET.match(self.content)
        after = bullet.end() if bullet else 0
        number = NUMBER.match(self.content, after)
        return number.end() if number else after

    @property
    def plain(self) -> str:
        """What the line shows, without markup."""
        return plain(self.content)


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    r"""Cut a text into its lines, from a position on.

    >>> [line.content for line in lines_of("a\n\nb")]
    ['a', '', 'b']
    """
    for found in LINE.finditer(text, start):
        content = found.group().rstrip("\r\n")
        yield Line(found.start(), found.start() + len(content), content)


def plain(marked: str) -> str:
    """Take the markup off a piece of text and fold its white space.

    >>> plain("## **1Pendahuluan**")
    '1Pendahuluan'
    """
    return " ".join(MARKUP.sub(" ", marked).split()) if "<" in marked or "¹" in marked else _unmarked(marked)


def _unmarked(marked: str) -> str:
    return " ".join(MARKUP.sub("", marked).split())


def without_ordinal(heading: str) -> str:
    """Take a number or letter off the front of a heading.

    >>> without_ordinal("4Kesimpulan dan Saran"), without_ordinal("A. Kenyamanan Akses")
    ('Kesimpulan dan Saran', 'Kenyamanan Akses')
    """
    found = ORDINAL.match(heading)
    return heading[found.end() :] if found else heading
