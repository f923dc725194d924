"""Words that a line end broke: put together, with their hyphen where it is part of the word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.corpus.pdf.page import HYPHEN

BROKEN = re.compile(rf"([^\W_]+)[-{HYPHEN}‐]\Z")
FIRST = re.compile(r"[^\W_]+")
AROUND = "\"'.,;:!?()[]{}“”‘’…*_"
ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi\.org/)\S*\Z")
DASHES = (HYPHEN, "-", "‐")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Collect the words that a document prints unbroken, in lower case; those at the end of a line may be broken."""
    words: set[str] = set()
    for line in lines:
        words.update(line.split(" ")[:-1] if line.endswith(DASHES) else line.split(" "))
    return frozenset(word.casefold().strip(AROUND) for word in words)


def joined(before: str, after: str, known: frozenset[str]) -> str:
    """Join a line to the next one.

    The hyphen stays where the document prints the word with it elsewhere, in a doubled word, before a capital and
    beside a figure; it goes where the document prints the word without it, and everywhere else.

    >>> known = frozenset({"e-wallet", "keberhasilan"})
    >>> joined("untuk keber-", "hasilan layanan", known), joined("memakai e-", "wallet", known)
    ('untuk keberhasilan layanan', 'memakai e-wallet')
    >>> joined("atas undang-", "undang itu", known), joined("COVID-", "19", known), joined("klaim", "cepat", known)
    ('atas undang-undang itu', 'COVID-19', 'klaim cepat')
    >>> joined("https://doi.", "org/10.1234/a", known), joined("https://kota.id.", "Lestari", known)
    ('https://doi.org/10.1234/a', 'https://kota.id. Lestari')
    """
    if (address := ADDRESS.search(before)) and _address_goes_on(address.group(), after):
        return before.replace(HYPHEN, "-") + after
    if not before.endswith(DASHES):
        return f"{before} {after}"
    broken, first = BROKEN.search(before), FIRST.match(after)
    if broken is None or first is None:
        return f"{before[:-1]}-{after}" if broken is not None or before[-1] == HYPHEN else f"{before} {after}"
    head, tail = broken.group(1), first.group()
    keeps = _keeps(head.casefold(), tail.casefold(), known) or not tail[0].islower() or head[-1].isdigit()
    return f"{before[:-1]}{'-' if keeps else ''}{after}"


def _address_goes_on(address: str, after: str) -> bool:
    """Whether a web address that ends a line goes on in the next one, rather than end there."""
    first = after.split(" ", 1)[0]
    if address[-1] in "/_=?&#%:~-" + HYPHEN:
        return first[:1].isalnum()
    return ("/" in first and "://" not in first) or (address[-1] == "." and not first[:1].isupper())


def _keeps(head: str, tail: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two halves is part of the word."""
    if f"{head}-{tail}" in known:
        return True
    if f"{head}{tail}" in known:
        return False
    doubled = any(head.endswith(tail[:length]) for length in range(4, len(tail) + 1))  # perundang-undangan
    return doubled or head in (tail, "e")
