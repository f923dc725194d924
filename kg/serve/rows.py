"""Counting the rows of an answer while it is written: the engine writes it in one go, and says nothing of rows.

Each format has a mark that ends or parts rows and cannot stand in a value: the end tag in XML, a line's end in TSV,
``},{`` and a line's end outside of quotes in JSON and CSV.
"""

from __future__ import annotations

from typing import Protocol


class Counter(Protocol):
    """Is shown an answer piece by piece, and tells how many rows there were so far (a row more or less at its end)."""

    def count(self, piece: bytes) -> int:
        """Take the next piece."""
        ...


class Marks:
    """Counts a mark in pieces that may cut it.

    >>> marks = Marks(b"</result>")
    >>> marks.count(b"<result></res"), marks.count(b"ult><result></result>")
    (0, 2)
    """

    def __init__(self, mark: bytes, before: int = 0) -> None:
        self._mark, self._found, self._end = mark, before, b""

    def count(self, piece: bytes) -> int:
        """Take the next piece."""
        seen = self._end + piece
        self._found += seen.count(self._mark)
        self._end = seen[max(0, len(seen) - len(self._mark) + 1) :]
        return self._found


class MarksOutsideQuotes:
    r"""Counts a mark outside of double quotes; in them a backslash may protect the next character.

    >>> rows = MarksOutsideQuotes(Marks(b"},{", before=1), escapes=True)
    >>> rows.count(b'[{"x":{"value":"a\\"},{\\'), rows.count(b'\\"},"y":{"value":"},{"}},{"x":{')
    (1, 2)
    """

    def __init__(self, marks: Marks, escapes: bool) -> None:
        self._marks, self._escapes = marks, escapes
        self._inside, self._cut = False, b""

    def count(self, piece: bytes) -> int:
        """Take the next piece."""
        seen = self._cut + piece
        if self._escapes:
            whole = len(seen) - (len(seen) - len(seen.rstrip(b"\\"))) % 2
            seen, self._cut = seen[:whole].replace(b"\\\\", b"").replace(b'\\"', b""), seen[whole:]
        parts = seen.split(b'"')
        outside = parts[1::2] if self._inside else parts[::2]
        self._inside ^= len(parts) % 2 == 0
        return self._marks.count(b"".join(outside))


def counter_of(media: str) -> Counter:
    """Choose the counter for the media type of a table."""
    if media == "application/sparql-results+json":
        return MarksOutsideQuotes(Marks(b"},{", before=1), escapes=True)
    if media == "application/sparql-results+xml":
        return Marks(b"</result>")
    if media == "text/csv":
        return MarksOutsideQuotes(Marks(b"\n", before=-1), escapes=False)
    return Marks(b"\n", before=-1)
