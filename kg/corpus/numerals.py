"""Numbers as lists print them: 3, c, C, iii, III."""

from __future__ import annotations

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """Write a number in the numerals of a kind: ``1``, ``a``, ``A``, ``i`` or ``I``, as HTML names them.

    >>> numeral(3, "1"), numeral(28, "a"), numeral(4, "A"), numeral(14, "i"), numeral(9, "I")
    ('3', 'ab', 'D', 'xiv', 'IX')
    """
    if kind not in ("a", "A", "i", "I") or not 0 < number < 4000:
        return str(number)
    letters = _letters(number) if kind in ("a", "A") else _roman(number)
    return letters.upper() if kind.isupper() else letters


def _letters(number: int) -> str:
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
