"""Text with italics and the like, which the processor writes and every format shows in its own way.

The processor puts characters of a private use area around what is set apart, so that no text has to be escaped before
its time; texts are freed of such characters before they are given to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Marked = str
"""A text with the marks of its faces."""


class Face(StrEnum):
    """How letters are set; each has a character that begins it and one that ends it."""

    ITALIC = "\ue000\ue001"
    BOLD = "\ue002\ue003"
    SMALL_CAPS = "\ue004\ue005"
    SUPERSCRIPT = "\ue006\ue007"
    SUBSCRIPT = "\ue008\ue009"


BEGINS = {face.value[0]: face for face in Face}
ENDS = {face.value[1] for face in Face}
MARK = re.compile("[\ue000-\ue009]")
FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
"""What texts are freed of: marks, and what neither XML nor a terminal can take."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that are set alike."""

    text: str
    faces: frozenset[Face] = frozenset()


def faced(face: Face) -> Callable[[object], Marked]:
    """Make what sets a text in a face.

    >>> plain(faced(Face.ITALIC)("Jurnal"))
    'Jurnal'
    """
    begin, end = face.value
    return lambda text: f"{begin}{text}{end}"


def clean(text: str) -> str:
    r"""Free a text of marks and fold its white space.

    >>> clean("Mutu\n\ue000layanan\x00")
    'Mutu layanan'
    """
    return " ".join(FOREIGN.sub("", text).split())


def plain(marked: Marked) -> str:
    """Give a text without its marks."""
    return MARK.sub("", marked)


def runs(marked: Marked) -> Iterator[Run]:
    r"""Part a marked text into runs.

    >>> [(run.text, [face.name for face in run.faces]) for run in runs("A. \ue000Jurnal\ue001, 7")]
    [('A. ', []), ('Jurnal', ['ITALIC']), (', 7', [])]
    """
    faces: list[Face] = []
    start = 0
    for mark in [*MARK.finditer(marked), None]:
        end = mark.start() if mark else len(marked)
        if end > start:
            yield Run(marked[start:end], frozenset(faces))
        if mark is None:
            return
        start = mark.end()
        faces = faces[:-1] if mark[0] in ENDS else [*faces, BEGINS[mark[0]]]
