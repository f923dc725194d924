"""A text cut into lines, with what their marks say: headings, list items, table rows, footnotes, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
BULLET = re.compile(r"\s*[-*+•●○◦▪■□▸►➢➤‣·∙✓✔–\uf0a7\uf0b7\uf0d8]\s+")
NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[IVX]{1,4}|[a-zA-Z])[.)]\s+|\d{1,2}[.)](?=[^\W\d_]))")
ORDINAL = re.compile(r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?\s+|\d{1,2}(?:\.\d{1,2})*\.?(?=[A-Z]))")
MARKUP = re.compile(r"<[^<>]{0,300}>|[*_#`]+|[¹²³⁰-⁹]+")
MARK = re.compile(r"[<*_#`¹²³⁰-⁹]")
TABLE_ROW = re.compile(r"\s*\|.*\||\s*\+[-=+]{3,}\s*\Z")
BARE_NUMBER = re.compile(r"[\W_]*(?:\d{1,4}|[ivxl]{1,6})[\W_]*\Z")
FOOTNOTE = re.compile(r"\s{0,3}\[(?:\^[^\[\]\s]{1,20}|\d{1,3})\]:\s")
LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ?){4,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})?\Z")
UNSEEN = " \t\r\n\f\v\u00a0\ufeff"
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
        return not self.content.strip(UNSEEN + "*_-#")

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
    def is_table_row(self) -> bool:
        """Whether the line is a row of a table, or the rule under its head."""
        return TABLE_ROW.match(self.content) is not None

    @property
    def is_footnote(self) -> bool:
        """Whether a footnote or the target of a Markdown link begins here."""
        return FOOTNOTE.match(self.content) is not None

    @property
    def has_leaders(self) -> bool:
        """Whether the line ends in dots and perhaps a page number, as in a table of contents."""
        return LEADERS.search(self.content[-40:].rstrip()) is not None

    @property
    def is_bare_number(self) -> bool:
        """Whether the line shows a number and nothing else, such as that of a page."""
        return len(self.content) < 20 and BARE_NUMBER.match(self.content) is not None

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


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    r"""Cut a text into its lines, from a position on; ``end`` is where the last line has to begin before.

    >>> [line.content for line in lines_of("a\n\nb")]
    ['a', '', 'b']
    """
    stop = len(text) if end is None else end
    while start < stop:
        close = text.find("\n", start)
        if close < 0:
            close = len(text)
        content = text[start:close].rstrip("\r")
        yield Line(start, start + len(content), content)
        start = close + 1


def plain(marked: str) -> str:
    """Take the markup off a piece of text and fold its white space.

    >>> plain("## **1Pendahuluan**")
    '1Pendahuluan'
    """
    if MARK.search(marked) is not None:
        marked = MARKUP.sub(" " if "<" in marked or "¹" in marked else "", marked)
    return " ".join(marked.split())


def without_ordinal(heading: str) -> str:
    """Take a number or letter off the front of a heading.

    >>> without_ordinal("4Kesimpulan dan Saran"), without_ordinal("A. Kenyamanan Akses")
    ('Kesimpulan dan Saran', 'Kenyamanan Akses')
    """
    found = ORDINAL.match(heading)
    return heading[found.end() :] if found else heading
