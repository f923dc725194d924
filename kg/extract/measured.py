"""What a figure measures and for what time it holds, in the words that are printed around it."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.figures import Figure
from kg.extract.phrases import alternatives, pattern

BREAK = re.compile(r"[,;:()](?!\d)|[.](?=\s)|\s[–—-]\s")
BRACKET = re.compile(r"\([^()]{1,30}\)")
WORD = re.compile(r"[^\W\d_][\w’'/-]*")
BEFORE, LONGEST = 8, 10
"""How many words before a figure are kept, and how many in all."""


def what_of(text: str, figures: list[Figure], at: int) -> str:
    """Say what a figure measures: the words before it, or, where these only lead to it, the counted thing behind it.

    >>> from kg.extract.figures import figures_of
    >>> for text in ("Total pengguna aplikasi mencapai 3 juta.", "Tercatat 512 pengaduan lewat aplikasi pada 2022."):
    ...     what_of(text, figures_of(text), 0)
    'Total pengguna aplikasi'
    'pengaduan lewat aplikasi'
    """
    figure = figures[at]
    if figure.changed and at and figures[at - 1].changed and figures[at - 1].unit == figure.unit:
        return what_of(text, figures, at - 1)
    floor = figures[at - 1].end if at else 0
    parts = [_opening().sub("", part) for part in BREAK.split(_plain(text[floor : figure.start]))]
    printed = parts[-1] if parts[-1].strip() else ""
    stripped, behind = _lead().sub("", printed).strip(), _behind(text, figures, at)
    if _measures(figure, printed.strip(), stripped, behind):
        subject = _shortened(stripped)
        if _is_duration(figure) and len(behind) > 1 and _purpose().match(behind[0]):
            subject += behind
        return " ".join(subject[:LONGEST])
    if not behind and len(parts) > 1 and not stripped:
        return " ".join(_shortened(_lead().sub("", parts[-2])))
    counted = [figure.unit] if is_thing(figure) and figure.unit and not figure.is_share else []
    return " ".join((counted + behind or _shortened(stripped))[:LONGEST])


def _plain(text: str) -> str:
    """A text without dates and short brackets; every position stays."""
    blank = lambda match: " " * len(match.group())  # noqa: E731
    return _date().sub(blank, BRACKET.sub(blank, text))


def _shortened(stripped: str) -> list[str]:
    """The last words before a figure, or all from the measured quantity, if one is named."""
    words = WORD.findall(stripped)
    named = pattern("figures", "quantity").search(stripped) if len(words) > BEFORE else None
    return WORD.findall(stripped[named.start() :])[:LONGEST] if named else words[-BEFORE:]


def _measures(figure: Figure, printed: str, stripped: str, behind: list[str]) -> bool:
    """Whether what stands before a figure is what it measures."""
    if not stripped or _coordinated().search(printed):
        return False
    if pattern("figures", "quantity", "scores").search(stripped) or not is_thing(figure):
        return True
    return not behind if _gives().search(printed) else stripped != printed


def is_thing(figure: Figure) -> bool:
    """Tell whether a figure counts things or is a share of them, and measures neither time nor money nor a score."""
    scored = pattern("figures", "out_of").match(figure.unit) is not None
    bare = not figure.unit and not figure.scale
    return not (figure.is_money or scored or bare or _is_duration(figure) or _is_occasion(figure))


def _is_occasion(figure: Figure) -> bool:
    return pattern("figures", "occasions").fullmatch(figure.unit) is not None


def _is_duration(figure: Figure) -> bool:
    return pattern("figures", "durations").fullmatch(figure.unit) is not None


def _behind(text: str, figures: list[Figure], at: int) -> list[str]:
    """The words behind a figure, up to the end of its part of the sentence."""
    ceiling = figures[at + 1].start if at + 1 < len(figures) else len(text)
    rest = text[figures[at].end : ceiling]
    rest = BREAK.split(rest)[0]
    for ending in (_date(), _ends()):
        ended = ending.search(rest)
        rest = rest[: ended.start()] if ended else rest
    words = WORD.findall(_of().sub("", rest))[:LONGEST]
    while words and pattern("figures", "openers").fullmatch(words[-1]):
        words.pop()
    return words


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{alternatives('figures', 'of')})(?!\w)", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('figures', 'ends')})(?!\w)", re.IGNORECASE)


@cache
def _coordinated() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('figures', 'and')})$", re.IGNORECASE)


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('figures', 'gives')})$", re.IGNORECASE)


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('figures', 'purpose')})(?!\w)", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:(?:{alternatives('figures', 'openers')})(?!\w)\s*)+", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?>{alternatives('figures', 'links')})\s*+)+$", re.IGNORECASE)


def time_of(text: str, figures: list[Figure], at: int) -> str:
    """Give the year or date that a figure holds for, as printed.

    In brackets behind the figure it is its own. Else a sentence that gives a time first gives each before its figure,
    and one that gives a figure first gives each behind it.

    >>> from kg.extract.figures import figures_of
    >>> text = "Ada 20 klaim pada 2021 dan 45 klaim pada Mei 2022."
    >>> [time_of(text, figures_of(text), at) for at in (0, 1)]
    ['2021', 'Mei 2022']
    """
    figure = figures[at]
    dates = [date for date in _date().finditer(text) if not _is_number_of_law(text, date)]
    inside = [date for date in dates if not any(f.start < date.end() and date.start() < f.end for f in figures)]
    if not inside:
        return ""
    for date in inside:
        if re.fullmatch(r"\s*\((?:[^\W\d]\w*\s)?", text[figure.end : date.start()] or "-"):
            return _shown(date)
    before = [date for date in inside if date.end() <= figure.start]
    behind = [date for date in inside if date.start() >= figure.end]
    if inside[0].end() <= figures[0].start:
        return _shown(before[-1]) if before else ""
    return _shown((behind or before)[0])


def _shown(date: re.Match[str]) -> str:
    return " ".join(date.group().split())


def _is_number_of_law(text: str, date: re.Match[str]) -> bool:
    """Whether a year is that of a law: ``Nomor 24 Tahun 2011``, ``No. 4 of 2022``."""
    before = text[max(0, date.start() - 15) : date.start()]
    return (
        re.search(rf"(?:{alternatives('citation', 'law_number')}|no)\.?\s*\d+\s*\w{{0,2}}\s*$", before, re.I)
        is not None
    )


@cache
def _date() -> re.Pattern[str]:
    month = alternatives("figures", "months")
    period = alternatives("figures", "period")
    year = r"(?:19|20)\d\d(?![\d.,]\d|\w)"
    return re.compile(
        rf"(?<![\w.,/])(?:(?:{period})(?:\s|-)(?:[ivx\d]{{1,3}}\s)?(?:tahun\s)?)?"
        rf"(?:(?:\d{{1,2}}\s)?(?:{month})\s(?:\d{{1,2}},?\s)?)?{year}",
        re.IGNORECASE,
    )
