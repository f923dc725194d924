"""The design of a study: its methods, informants, place and period, each as far as the paper tells it."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.marking import Marked
from kg.languages import LANGUAGES, load
from kg.model import Evidence, Paper, Study

PROPER = r"[A-Z][\w’'-]*(?:\s?[–-]\s?[A-Z][\w’'-]*)?"
TELLING = ("method", "abstract")


def read_study(paper: Paper, marked: list[Marked]) -> Study:
    """Read how a paper studied its subject."""
    return Study(
        methods=_methods(paper, marked),
        informants=_informants(marked),
        place=_place(paper),
        period=_period(marked),
    )


def _methods(paper: Paper, marked: list[Marked]) -> tuple[tuple[str, Evidence], ...]:
    """The methods named in the method section or the abstract, without those reported from another study."""
    found: dict[str, Evidence] = {}
    ordered = sorted(marked, key=lambda each: (each.section.kind != "method", each.index))
    for each in ordered:
        if each.section.kind in TELLING and not each.has("gap.future"):
            for hit in each.of("method"):
                found.setdefault(hit.id, paper.evidence(each.sentence.start, each.sentence.end))
    return tuple(sorted(found.items()))


@cache
def _words(table: str, key: str) -> tuple[str, ...]:
    return tuple(sorted({w for code in LANGUAGES for w in load(code).words(table, key)}, key=lambda w: (-len(w), w)))


def _either(table: str, key: str) -> str:
    return "|".join(re.escape(word) for word in _words(table, key))


@cache
def _number_words() -> dict[str, int]:
    return {word: n for code in LANGUAGES for n, word in enumerate(load(code).words("numbers", "words"))}


@cache
def _counted() -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<number>\d{{1,5}}|{'|'.join(_number_words())})"
    who = _either("study", "informants")
    return (
        re.compile(rf"\b{number}(?:\s\(\w+\))?\s(?:\w+\s)?(?:{who})\b", re.I),
        re.compile(rf"\b(?:{who})\b[^.;]{{0,60}}?\b{number}(?:\s\(\w+\))?\s(?:{_either('study', 'persons')})\b", re.I),
        re.compile(rf"\b(?:{who})\s(?:{_either('study', 'number')})\s{number}\b", re.I),
    )


def _informants(marked: list[Marked]) -> int | None:
    for kinds in (("method",), ("abstract",), ("results",)):
        for each in marked:
            if each.section.kind in kinds and each.has("study.informants"):
                for pattern in _counted():
                    found = pattern.search(each.text)
                    if found:
                        number = found["number"].lower()
                        return int(number) if number.isdigit() else _number_words()[number]
    return None


@cache
def _places() -> re.Pattern[str]:
    kinds = "|".join(word.title() for word in _words("study", "place"))
    ends = "|".join([kinds, *(word.title() for word in _words("study", "place_end"))])
    return re.compile(rf"\b(?:{kinds})\s(?!{kinds})({PROPER}(?:\s(?!{ends}){PROPER}){{0,2}})")


def _place(paper: Paper) -> str:
    """The first administrative place that title, abstract or method names; else a proper name that ends the title."""
    shown = [paper.metadata.title, paper.metadata.title_en]
    for section in paper.sections:
        if section.kind in TELLING:
            shown.append(paper.text[section.start : section.end])
    title = _titled(paper.metadata.title)
    for place in (title, *shown):
        found = _places().search(place if place.upper() != place else place.title())
        if found:
            return " ".join(found.group().split())
    words = title.split()
    return words[-1] if words and _is_proper(words[-1], paper.text) else ""


def _is_proper(word: str, text: str) -> bool:
    """Whether a text writes a word with a capital inside of sentences, and never without."""
    inside = re.findall(rf"(?<=[a-z,] ){re.escape(word)}\b", text)
    return word[:1].isupper() and len(inside) >= 2 and not re.search(rf"\b{re.escape(word.lower())}\b", text)


def _titled(title: str) -> str:
    return title.title() if title.upper() == title else title


@cache
def _periods() -> re.Pattern[str]:
    month = rf"(?:{_either('study', 'months')})"
    year = r"(?:19|20)\d\d"
    dash = rf"\s?(?:[–—-]|{_either('study', 'until')})\s?"
    return re.compile(rf"\b{month}(?:\s{year})?{dash}{month}\s{year}\b|\b{month}\s{year}\b", re.I)


def _period(marked: list[Marked]) -> str:
    """The months in which the study was done: printed where the paper speaks of its study, in method or results."""
    for kinds in (("method",), ("results",), ("abstract",)):
        for each in marked:
            if each.section.kind in kinds and each.has("report.own", "study.informants", "report.observed"):
                found = _periods().search(each.text)
                if found:
                    return " ".join(found.group().split())
    for each in marked:
        if each.section.kind == "method" and (found := _periods().search(each.text)):
            return " ".join(found.group().split())
    return ""
