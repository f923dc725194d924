"""What a reader makes of a file, whatever its format: one stored text, and the way back to the original."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Passage

MOST_CHARACTERS = 5_000_000  # a thick thesis has a million


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    ``text`` is what positions count in. A text file's own text is kept unchanged. Other readers write the few marks of
    Markdown that the structure floor knows: a heading of level two is ``## Metode``; an item is ``- layar`` or
    ``2. layar``, a nested one three blanks further in; a row of a table is ``| a | b |``, a footnote
    ``[^1]: catatan`` where its paragraph ends, and raised figures are ``<sup>1</sup>``. A paragraph is one line; a
    blank line parts it from the next.

    ``passages`` lead back to the original. ``running`` has the lines that the pages of the original repeat, heads and
    feet, which are no part of the text. ``declared`` is bibliographic data that the file itself declares, in the terms
    of front matter (:mod:`kg.corpus.frontmatter`). ``unread`` tells what of the file could not be read.
    """

    text: str
    media_type: str = "text/plain"
    passages: tuple[Passage, ...] = ()
    running: tuple[str, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file that a reader cannot use: what is wrong with it, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


class Writer:
    r"""Puts a stored text together, block by block, and keeps where each piece comes from.

    >>> writer = Writer()
    >>> writer.block([("## Metode", 1, "")])
    >>> writer.block([("Kami menguji ", 1, "72,90,300,100"), ("layar.", 2, "72,700,200,710")])
    >>> writer.text
    '## Metode\n\nKami menguji layar.\n'
    >>> writer.passages[2]
    Passage(start=24, end=30, page=2, place='72,700,200,710')
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._passages: list[Passage] = []
        self._length = 0

    def block(self, pieces: Iterable[tuple[str, int, str]], tight: bool = False) -> None:
        """Add a block made of ``(text, page, place)`` pieces; no blank line parts a tight one from the block above.

        The further items of a list and the further rows of a table are tight.
        """
        if self._pieces and not tight:
            self._add("\n")
        at = self._length
        for text, page, place in pieces:
            self._pieces.append(text)
            self._passages.append(Passage(at, at := at + len(text), page, place))
        self._length = at
        self._add("\n")

    @property
    def text(self) -> str:
        """The stored text so far."""
        return "".join(self._pieces)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where each piece of the text comes from, in order."""
        return tuple(self._passages)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
