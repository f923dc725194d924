"""A stored text as programs for qualitative analysis count it.

REFI-QDA counts Unicode code points of the plain text from 0, end exclusive, as litkg does. A stored text may begin with
a byte order mark and end its lines as Windows does; programs differ in whether they count either. So the project's text
has neither: each line ends in a single line feed, and positions follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

LEFT_OUT = re.compile(r"\A\ufeff|\r(?=\n)")


@dataclass(frozen=True, slots=True)
class PlainText:
    r"""A text without byte order mark and carriage returns, and where the places of the original went.

    >>> plain = PlainText.of("\ufeffsatu\r\ndua")
    >>> plain.text, plain.at(7), plain.text[plain.at(7):plain.at(10)]
    ('satu\ndua', 5, 'dua')
    """

    text: str
    left_out: tuple[int, ...]

    @classmethod
    def of(cls, stored: str) -> PlainText:
        """Take a stored text."""
        left_out = tuple(found.start() for found in LEFT_OUT.finditer(stored))
        return cls(LEFT_OUT.sub("", stored).replace("\r", "\n"), left_out)

    def at(self, position: int) -> int:
        """Give the position in this text of a position in the stored one."""
        return position - bisect_left(self.left_out, position)
