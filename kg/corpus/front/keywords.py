"""The keywords that a paper names for itself, in its own language where it has them in several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.corpus.front.front_page import FrontLine
from kg.corpus.front.people import phrase
from kg.corpus.sections import kind_of
from kg.languages import LANGUAGES, load

LONGEST = 10
LISTED = ("other", "people", "address", "affiliation")
EDGE = " .,;:*_—–-|()"
SPLIT = re.compile(r"[;•·|]|,(?![^()]{0,60}\))")


def keywords_of(lines: Sequence[FrontLine], language: str) -> tuple[str, ...]:
    """Give the keywords whose label, or else whose abstract, is in the paper's language; else the first.

    >>> def line(kind, shown, language): return FrontLine(kind, shown, 0, language=language)
    >>> keywords_of([line("keywords", "Keywords: queue", "en"), line("keywords", "Kata kunci: antre", "id")], "id")
    ('antre',)
    """
    found = [
        (_language_of_label(line.shown) == language, line.language == language, -at, words)
        for at, line in enumerate(lines)
        if line.kind == "keywords" and (words := _listed(lines, at))
    ]
    return max(found, default=(False, False, 0, ()))[-1]


def _language_of_label(shown: str) -> str:
    folded = shown.casefold()
    return next((c for c in LANGUAGES if folded.lstrip(EDGE).startswith(load(c).words("lines", "keywords"))), "")


def _listed(lines: Sequence[FrontLine], at: int) -> tuple[str, ...]:
    """The words behind the label and on the lines of its block; of the next block when the label stands alone."""
    label = phrase("lines", "keywords").match(lines[at].shown.lstrip(EDGE))
    if label is None:
        return ()
    listed = [lines[at].shown.lstrip(EDGE)[label.end() :].lstrip(EDGE)]
    block = lines[at].block
    for line in lines[at + 1 : at + 12]:
        if line.block == block + 1 and not "".join(listed):
            block = line.block
        if line.block != block or line.kind not in LISTED or not _goes_on(listed, line.shown):
            break
        listed.append(line.shown)
    return _split([piece for piece in listed if piece])


def _goes_on(listed: Sequence[str], shown: str) -> bool:
    """Whether a line is part of the list: it lists more, or the line above is not at its end."""
    last = listed[-1] if listed else ""
    above = not listed[0] or last.endswith((",", ";"))  # a label on a line of its own, or a list cut by the line's end
    return above or shown[0].islower() or (bool(SPLIT.search(shown)) and not last.endswith("."))


def _split(listed: Sequence[str]) -> tuple[str, ...]:
    r"""Cut at commas or semicolons; without any, each line is one."""
    parted = any(SPLIT.search(piece.rstrip(EDGE)) for piece in listed) or len(listed) == 1
    joined = " ".join(listed) if parted else ";".join(listed)
    mark = re.compile(";") if joined.count(";") else SPLIT
    words = [re.sub(r"\s*\.\Z", "", word.strip(" ,;:*_—–-|.")) for word in mark.split(joined)]
    words = [word + ")" * (word.count("(") > word.count(")")) for word in words if word]
    if (
        words
        and (heading := re.search(r"\s([^\W\d_]{5,})\Z", words[-1]))
        and heading.group(1).isupper()
        and kind_of(heading.group(1))
    ):
        words[-1] = words[-1][: heading.start()]  # the next heading, that a reader put on the same line
    kept = next((at for at, word in enumerate(words) if len(word.split()) > LONGEST), len(words))
    return tuple(words[:kept])
