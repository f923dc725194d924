"""Figures in a text: number, range or change, with scale, currency and unit, as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.extract.phrases import alternatives, pattern

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
YEAR = re.compile(r"(?:19|20)\d\d")
LEAD = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``text[start:end]``; ``changed`` when it is what another one became, or was before."""

    start: int
    end: int
    value: str
    unit: str = ""
    money: str = ""
    scale: str = ""
    changed: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money by a currency."""
        return bool(self.money) or pattern("figures", "currencies").fullmatch(self.unit) is not None

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return bool(self.unit) and pattern("figures", "share").fullmatch(self.unit) is not None


def figures_of(text: str, *, in_words: bool = False) -> list[Figure]:
    """Find the figures of a text that have a unit, a scale, a currency, or are scores.

    Args:
        text: a sentence.
        in_words: look for ``lima menit`` and ``dua juta``, too.

    >>> [(f.value, f.unit) for f in figures_of("turun dari 8 hari menjadi 1,05 hari")]
    [('8', 'hari'), ('1,05', 'hari')]
    >>> [(f.value, f.unit) for f in figures_of("Rp 1,7 triliun; 13,31 juta pengguna; 2 – 5 menit; tahun 2021")]
    [('Rp 1,7 triliun', 'Rp'), ('13,31 juta', 'pengguna'), ('2 – 5', 'menit')]
    >>> [(f.value, f.unit) for f in figures_of("rating 4,2 dari 5, naik dari 34 menjadi 76 persen")]
    [('4,2', 'dari 5'), ('34', 'persen'), ('76', 'persen')]
    """
    found = [figure for match in _numbers().finditer(text) for figure in _parted(text, _figure(match))]
    found = [each for each in found if each.unit or each.scale or not YEAR.fullmatch(each.value)]
    if in_words:
        found = sorted([*found, *map(_figure, _worded().finditer(text))], key=lambda figure: figure.start)
    found = [_scored(text, each) for each in _ranges(text, _changes(text, found))]
    return [each for each in found if _counts(text, each)]


@cache
def _numbers() -> re.Pattern[str]:
    to = alternatives("figures", "to")
    return re.compile(
        rf"(?:\b(?P<money>{alternatives('figures', 'money')})\.?\s?|(?<![\w.,/-]))"
        rf"(?P<value>(?:{NUMBER})(?:\s?[–-]\s?(?:{NUMBER})|\s(?:{to})\s(?:{NUMBER})(?=\s?(?:%|\w)))?)"
        rf"(?![\w/]|[.,]\d){_behind()}",
        re.IGNORECASE,
    )


@cache
def _worded() -> re.Pattern[str]:
    """Durations and great numbers in words: ``lima menit``, ``dua juta``."""
    word = rf"(?:{alternatives('numbers', 'words')})"
    followed = rf"(?=\s(?:{alternatives('figures', 'short', 'scale')})\b)"
    value = rf"\b(?P<value>{word}(?:\s(?:{alternatives('figures', 'to')})\s{word})?){followed}"
    return re.compile(rf"(?P<money>(?!)x)?{value}{_behind()}", re.IGNORECASE)


@cache
def _behind() -> str:
    """Scale and unit, which stand behind a number."""
    units = alternatives("figures", "units")
    return rf"(?:\s?(?P<scale>{alternatives('figures', 'scale')})\b)?(?:\s?(?P<unit>%)|\s(?P<word>{units})\b)?"


def _figure(match: re.Match[str]) -> Figure:
    money, scale = match["money"] or "", match["scale"] or ""
    unit = match["unit"] or match["word"] or money
    end = match.end("scale") if scale else match.end("value")
    return Figure(match.start(), match.end(), " ".join(match.string[match.start() : end].split()), unit, money, scale)


def _parted(text: str, figure: Figure) -> tuple[Figure, ...]:
    """Part ``from 34 to 76 percent``, which in some languages looks like a range, into what was and what became."""
    bounds = _into().split(figure.value)
    if len(bounds) != 2 or not _from().search(text[max(0, figure.start - LEAD) : figure.start]):
        return (figure,)
    first = replace(figure, end=figure.start + len(bounds[0]), value=bounds[0], changed=True)
    return first, replace(figure, start=figure.start + figure.value.rindex(bounds[1]), value=bounds[1], changed=True)


@cache
def _into() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('figures', 'into')})\s", re.IGNORECASE)


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('figures', 'from')})\s(?:[^\W\d]\S*\s){{0,3}}$", re.IGNORECASE)


def _changes(text: str, found: list[Figure]) -> list[Figure]:
    """Mark what changed into what: ``dari 8 hari menjadi 2 hari``; the first may leave its unit to the second."""
    done = list(found)
    for at, (before, after) in enumerate(pairwise(found)):
        if after.unit and before.unit in ("", after.unit) and _changed().fullmatch(text, before.end, after.start):
            led = _from().search(text[max(0, before.start - LEAD) : before.start])
            if led or before.unit:
                scale = before.scale or (after.scale if not before.unit else "")
                done[at] = replace(done[at], unit=after.unit, scale=scale, changed=True)
                done[at + 1] = replace(done[at + 1], changed=True)
    return done


@cache
def _changed() -> re.Pattern[str]:
    links = alternatives("figures", "links")
    return re.compile(
        rf"\s*(?:\([^()]{{1,30}}\)\s*)?(?:(?>{links})\s++)*?(?:{alternatives('figures', 'into')})"
        rf"\s++(?:(?>{links})\s++)*+",
        re.I,
    )


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Join ``antara 2 dan 5 menit`` into one figure."""
    done: list[Figure] = []
    for each in found:
        before = done[-1] if done else None
        if before and not before.unit and _joined().fullmatch(text, before.end, each.start):
            led = re.search(rf"\b(?:{alternatives('figures', 'between')})\s$", text[: before.start], re.I)
            if led:
                done[-1] = replace(each, start=before.start, value=text[before.start : each.start] + each.value)
                continue
        done.append(each)
    return done


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('figures', 'and', 'to')})\s", re.I)


def _scored(text: str, figure: Figure) -> Figure:
    """Give a score the scale that it is printed with: ``4,2 dari 5``."""
    if figure.unit or figure.scale or not _led_by_score(text, figure):
        return figure
    scale = _scale().match(text, figure.end)
    if scale is None:
        return figure
    unit = " ".join((scale["of"] or scale["by"]).split())
    return replace(figure, end=scale.end(), unit=unit)


@cache
def _scale() -> re.Pattern[str]:
    of = rf"(?:\s(?:{alternatives('figures', 'on')}))?\s(?P<of>(?:{alternatives('figures', 'out_of')})\s\d{{1,3}})"
    return re.compile(rf"(?:{of}|(?P<by>\s?/\s?\d{{1,3}}))(?![\w%]|[.,]\d)", re.IGNORECASE)


def _led_by_score(text: str, figure: Figure) -> bool:
    """Whether a word for a score stands right before, or only words that lead to a figure between."""
    before = text[max(0, figure.start - LEAD) : figure.start]
    return _scores().search(before) is not None


@cache
def _scores() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('figures', 'scores')})\b(?:\s+[^\W\d]\w*){{0,4}}\s*[:=(]?\s*$", re.I)


def _counts(text: str, figure: Figure) -> bool:
    """Whether a number counts or measures something; years, and numbers of pages, lists and laws, do not."""
    if not figure.scale and not figure.money and YEAR.fullmatch(figure.value) and not figure.is_share:
        return False
    if _label().search(text[max(0, figure.start - LEAD) : figure.start]):
        return False
    return bool(figure.unit or figure.scale or _led_by_score(text, figure))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('figures', 'labels')})\.?\s$", re.IGNORECASE)
