"""Words that a line end broke: put together, with their hyphen where it is part of the word."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.corpus.pdf.line import HYPHEN

BROKEN = re.compile(rf"([^\W_]+)[-{HYPHEN}‐]\Z")
FIRST = re.compile(r"[^\W_]+")
AROUND = "\"'.,;:!?()[]{}“”‘’…*_"
ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi\.org/)\S*\Z")
PART = re.compile(r"[a-z]{0,4}\d[\w.\-]*|[\w.\-]*\d[a-z]{0,4}")  # 2.4170, i2.4170: no word of a sentence
FEWEST_LINES = 100
DASHES = (HYPHEN, "-", "‐")


def words_of(lines: list[str]) -> frozenset[str]:
    """Collect the words that a document prints unbroken, in lower case; those at the end of a line may be broken.

    None are needed when no line ends in a hyphen.
    """
    words: set[str] = set()
    if not any(line.endswith(DASHES) for line in lines):
        return frozenset()
    for line in lines:
        words.update(line.split(" ")[:-1] if line.endswith(DASHES) else line.split(" "))
    return frozenset(word.casefold().strip(AROUND) for word in words)


def breaks_words(lines: list[str]) -> bool:
    """Whether a document breaks words at all: then a line in fifty or more ends so. Few lines do not tell."""
    return len(lines) < FEWEST_LINES or sum(1 for line in lines if line.endswith(DASHES)) * 50 >= len(lines)


class Words(NamedTuple):
    """The words that a document prints unbroken, and whether it breaks words at all."""

    known: frozenset[str]
    breaks: bool = True

    def joined(self, before: str, after: str) -> str:
        """Join a line to the next one."""
        return joined(before, after, self.known, self.breaks)


def joined(before: str, after: str, known: frozenset[str], breaks: bool = True) -> str:
    """Join a line to the next one.

    The hyphen stays where the document prints the word with it elsewhere, in a doubled word, before a capital and
    beside a figure; it goes where the document prints the word without it, and everywhere else if the document
    ``breaks`` words.

    >>> known = frozenset({"e-wallet", "keberhasilan"})
    >>> joined("untuk keber-", "hasilan layanan", known), joined("memakai e-", "wallet", known)
    ('untuk keberhasilan layanan', 'memakai e-wallet')
    >>> joined("atas undang-", "undang itu", known), joined("COVID-", "19", known), joined("klaim", "cepat", known)
    ('atas undang-undang itu', 'COVID-19', 'klaim cepat')
    >>> joined("https://doi.", "org/10.1234/a", known), joined("https://kota.id.", "Lestari", known)
    ('https://doi.org/10.1234/a', 'https://kota.id. Lestari')
    """
    if (
        ("/" in before or "www." in before)
        and (address := ADDRESS.search(before))
        and _address_goes_on(address.group(), after)
    ):
        return before.replace(HYPHEN, "-") + after
    if before.endswith("–") and before[-2:-1].isdigit() and after[0].isdigit():
        return before + after
    if not before.endswith(DASHES):
        return f"{before} {after}"
    broken, first = BROKEN.search(before), FIRST.match(after)
    if broken is None or first is None:
        return f"{before[:-1]}-{after}" if broken is not None or before[-1] == HYPHEN else f"{before} {after}"
    head, tail = broken.group(1), first.group()
    keeps = _keeps(head.casefold(), tail.casefold(), known, breaks) or not tail[0].islower() or head[-1].isdigit()
    return f"{before[:-1]}{'-' if keeps else ''}{after}"


def _address_goes_on(address: str, after: str) -> bool:
    """Whether a web address that ends a line goes on in the next one, rather than end there."""
    first = after.split(" ", 1)[0]
    if address[-1] in "/_=?&#%:~-" + HYPHEN:
        return first[:1].isalnum()
    if PART.fullmatch(first) and (not first.isdigit() or (first == after and address[-1].isdigit())):
        return True
    return ("/" in first and "://" not in first) or (address[-1] == "." and not first[:1].isupper())


def _keeps(head: str, tail: str, known: frozenset[str], breaks: bool) -> bool:
    """Whether the hyphen between two halves is part of the word."""
    if f"{head}-{tail}" in known:
        return True
    if f"{head}{tail}" in known:
        return False
    doubled = any(head.endswith(tail[:length]) for length in range(4, len(tail) + 1))  # perundang-undangan
    return doubled or head in (tail, "e") or not breaks
