"""The setting of a study: the place that its title names, else its abstract, method or conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.marking import Marked
from kg.extract.phrases import alternatives, words
from kg.extract.study.gazetteer import PROVINCE, Gazetteer
from kg.extract.study.telling import cites, names_itself
from kg.extract.study.wording import says
from kg.model import Paper, Place

SECTIONS = ("abstract", "method", "conclusion")
WORD = re.compile(r"[^\W_][\w’'.]*[^\W_]|[^\W_]")
JOINED = re.compile(r"\s?[–-]\s?[A-Z][\w’']+")
NEAR = 3
"""How many words before a name may say that it is elsewhere."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place as a text names it, with the ``kind`` printed beside it; ``sure`` where its context is a place's."""

    places: tuple[Place, ...]
    kind: str
    printed: str
    sure: bool


def read_place(
    paper: Paper, marked: list[Marked], gazetteer: Gazetteer, *, placeless: bool
) -> tuple[str, Place | None]:
    """Give the setting as printed and as a place of the gazetteer.

    A place that the gazetteer lacks is still given as printed when its kind is: ``Kabupaten Angin Timur``. What a
    study of texts names (``placeless``) is no setting, unless its title says so.
    """
    titles = [title for title in (paper.metadata.title, paper.metadata.title_en) if title]
    for title in titles:
        if found := _first(_named(_cased(title), gazetteer), titled=True):
            found = _within(found, marked, gazetteer)
            return found.printed, _settled(found, paper, marked, gazetteer)
    if any(printed := _unknown(_cased(title)) for title in titles):
        return printed, None
    if placeless:
        return "", None
    for kind in SECTIONS:
        told = [each for each in marked if each.section.kind == kind and _may_tell(each)]
        for found in _by_weight(told, gazetteer):
            return found.printed, _settled(found, paper, marked, gazetteer)
        if printed := next(filter(None, (_unknown(each.text) for each in told)), ""):
            return printed, None
    return "", None


def _by_weight(told: list[Marked], gazetteer: Gazetteer) -> Iterator[Named]:
    """The places of some sentences: first where one tells the setting, last a bare name where one does."""
    setting = [each for each in told if says(each.text, "place", "setting")]
    for sentences, bare in ((setting, False), (told, False), (setting, True)):
        for each in sentences:
            if found := _first(_named(each.text, gazetteer), titled=bare):
                yield found


def _may_tell(each: Marked) -> bool:
    return not each.has("gap.future") and (not cites(each) or names_itself(each))


def _first(found: Iterator[Named], *, titled: bool) -> Named | None:
    """The first place that is a setting: of a regency or city before a province, and of a sure one before others."""
    kept = [named for named in found if named.sure or titled]
    local = [named for named in kept if any(place.kind != PROVINCE for place in named.places)]
    return next(iter(local or kept), None)


def _within(found: Named, marked: list[Marked], gazetteer: Gazetteer) -> Named:
    """Where a title names a province alone, the regency or city of it in which the method says the study was held."""
    if any(place.kind != PROVINCE for place in found.places):
        return found
    held = [each for each in marked if each.section.kind == "method" and _may_tell(each)]
    held = [each for each in held if says(each.text, "place", "setting")]
    for each in held:
        for named in _named(each.text, gazetteer):
            if named.sure and {(p.kind == PROVINCE, p.code) for p in named.places} == {(False, found.places[0].code)}:
                return named
    return found


def _settled(found: Named, paper: Paper, marked: list[Marked], gazetteer: Gazetteer) -> Place | None:
    """The one place that a name stands for; where the paper never says which, a place without a kind.

    A regency and a city that share a name share their province, so that is always known.
    """
    places = found.places
    if len(places) > 1:
        kinds = {
            other.kind
            for each in marked
            if each.section.kind in (*SECTIONS, "results", "introduction") and places[0].name in each.text
            for other in _named(each.text, gazetteer)
            if other.kind and set(other.places) < set(places)
        }
        places = tuple(place for place in places if kinds == {place.kind}) or places
    if len({place.code for place in places}) > 1:
        return None
    return places[0] if len(places) == 1 else replace(places[0], kind="")


def _named(text: str, gazetteer: Gazetteer) -> Iterator[Named]:
    """Find the places that a text names, with one look-up for each capitalised word."""
    spans = [match.span() for match in WORD.finditer(text)]
    tokens = [text[start:end] for start, end in spans]
    at = 0
    while at < len(tokens):
        count, places = gazetteer.longest(tokens, at) if tokens[at][0].isupper() or tokens[at].isdigit() else (0, ())
        if count and all(
            token[0].isupper() or token in ("dan",) or token.isdigit() for token in tokens[at : at + count]
        ):
            yield from _in_context(text, spans, tokens, at, count, places)
        at += count or 1


def _in_context(
    text: str, spans: list[tuple[int, int]], tokens: list[str], at: int, count: int, places: tuple[Place, ...]
) -> Iterator[Named]:
    """A name with the words around it; none when they say that it is a street, a school or an author's address."""
    kinds = _kinds()
    before = tokens[at - 1].lower().rstrip(".") if at else ""
    behind = tokens[at + count].lower() if at + count < len(tokens) else ""
    near = " ".join(tokens[max(0, at - NEAR) : at]).lower()
    if before in words("place", "local") or says(near, "place", "elsewhere"):
        return
    lead = kinds.get(before, "")
    kind = lead or (
        kinds.get(behind, "")
        if text[spans[at + count - 1][1] : spans[min(at + count, len(spans) - 1)][0]] == " "
        else ""
    )
    same = tuple(place for place in places if place.kind == kind) if kind else places
    if not same:
        return
    if not kind:
        local = tuple(place for place in same if place.kind != PROVINCE)
        same = local if local and not any(place.kind == PROVINCE for place in same) else same
    begin = spans[at - 1][0] if lead else spans[at][0]
    end = spans[at + count][1] if kind and not lead else spans[at + count - 1][1]
    if joined := JOINED.match(text, end):
        end = joined.end()
    sure = bool(kind) or before in words("place", "before")
    yield Named(_of_one_level(same), kind, " ".join(text[begin:end].split()), sure)


def _of_one_level(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """A bare name of a province and of a city in it (``Jambi``) is the province's."""
    provinces = tuple(place for place in places if place.kind == PROVINCE)
    return provinces or places


@cache
def _kinds() -> dict[str, str]:
    """The kind of place that a word before or behind a name tells; what the gazetteer calls it."""
    named = (("kabupaten", "regency"), ("kota", "city"), (PROVINCE, "province"))
    return {word: kind for kind, function in named for word in words("place", function)}


@cache
def _unknown_place() -> re.Pattern[str]:
    kinds = "|".join(word.title() for word in sorted(_kinds(), key=len, reverse=True))
    proper = rf"(?!(?:{kinds}|{alternatives('period', 'year').title()})\b)[A-Z][\w’'-]*"
    return re.compile(rf"\b(?:{kinds})\s{proper}(?:\s{proper}){{0,2}}")


def _unknown(text: str) -> str:
    found = _unknown_place().search(text)
    return " ".join(found.group().split()) if found else ""


def _cased(title: str) -> str:
    return title.title() if title.upper() == title else title
