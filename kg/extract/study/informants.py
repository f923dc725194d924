"""Who told the researchers something: how many in all, and in which roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from kg.extract.marking import Marked
from kg.extract.phrases import alternatives, pattern
from kg.extract.study.amounts import amount_gap, counted_in, counted_of_all
from kg.extract.study.counting import Number, numbers_in
from kg.extract.study.groups import Group, group_of, groups_in
from kg.extract.study.informant_tables import rows_of
from kg.extract.study.methods import CLAUSE_END, denied_in
from kg.extract.study.telling import TELLING, cites, names_itself, reports
from kg.extract.study.wording import says
from kg.model import InformantGroup, Paper

FAR = 135
"""Letters that may stand between *informants* and the list of them."""


@dataclass(frozen=True, slots=True)
class Informants:
    """How many there were, in which roles; or what was looked at instead of people."""

    total: int | None = None
    groups: tuple[InformantGroup, ...] = ()
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence, list or table tells."""

    each: Marked
    total: int | None
    groups: tuple[Group, ...]

    @property
    def summed(self) -> int | None:
        """The printed total, or the sum of roles that are all counted."""
        if self.total is not None or not self.groups:
            return self.total
        numbers = [1 if group.single else group.number for group in self.groups]
        total = None if None in numbers else sum(number or 0 for number in numbers)
        return total if len(numbers) > 1 or self.groups[0].number else None


def read_informants(paper: Paper, marked: list[Marked]) -> Informants:
    """Read informants from the method section, then the abstract, then what the results say of all of them."""
    told = [found for kind in (*TELLING, "results") for found in _told(paper, marked, kind)]
    total = next((each.summed for each in told if each.summed), None)
    detailed = max((each for each in told if each.groups), key=lambda each: len(each.groups), default=None)
    return Informants(total, _groups(paper, detailed), "" if total else _sample(marked))


def _groups(paper: Paper, told: Told | None) -> tuple[InformantGroup, ...]:
    if told is None:
        return ()
    evidence = paper.evidence(told.each.sentence.start, told.each.sentence.end)
    return tuple(InformantGroup(group.role, group.number, evidence) for group in told.groups)


def _told(paper: Paper, marked: list[Marked], kind: str) -> list[Told]:
    own = [each for each in marked if each.section.kind == kind]
    if kind == "results":
        own = [each for each in own if says(each.text, "people", "informants")]
    own = [each for each in own if not each.has("gap.future") and not reports(each)]
    if kind == "results":
        found = [Told(each, counted_of_all(each.text), ()) for each in own if not cites(each)]
    else:
        found = [read for each in own if (read := _sentence(each)) and (not cites(each) or names_itself(each))]
    listed = [read for items in _lists(own) if (read := _listed(items))]
    tables = [Told(each, None, tuple(groups)) for each, groups in rows_of(paper, marked, kind)]
    return [told for told in (*found, *listed, *tables) if told.total or told.groups]


def _lists(own: list[Marked]) -> list[list[Marked]]:
    """The items that stand under a heading or lead-in line that names informants."""
    by_heading: dict[str, list[Marked]] = {}
    for each in own:
        if each.sentence.is_item and says(each.sentence.heading, "people", "informants"):
            by_heading.setdefault(each.sentence.heading, []).append(each)
    return list(by_heading.values())


def _listed(items: list[Marked]) -> Told | None:
    groups = [group_of(each.text) for each in items]
    kept = tuple(group for group in groups if group is not None)
    return Told(items[0], None, kept) if kept and len(kept) == len(items) else None


def _sentence(each: Marked) -> Told | None:
    """Read a sentence: *informants* with their number, a number with *informants*, or whom the study reached."""
    text = each.text
    if not says(text, "people", "asked", "reach", "informants", "made"):
        return None
    denied = [(start - each.sentence.start, end - each.sentence.start) for start, end in denied_in(each)]
    reached = [
        group
        for match in pattern("people", "asked", "reach").finditer(text)
        if not any(start <= match.start() < end for start, end in denied)
        for group in _reached(match.group(), groups_in(text[_past_amount(text, match.end()) :]))
    ]
    counted = counted_in(text)
    listed = _after_cue(text) or _role_of(text, counted) or [group for group in reached if not _is_informant(group)]
    if counted:
        total = sum(number.value for number in counted)
        if len(reached) > 1 and all(group.number for group in reached):
            total = max(total, sum(group.number or 0 for group in reached))
        return Told(each, total, tuple(listed))
    return Told(each, None, tuple(listed)) if listed else None


def _past_amount(text: str, at: int) -> int:
    found = amount_gap().match(text, at)
    return found.end() if found else at


def _reached(by: str, groups: list[Group]) -> list[Group]:
    """Whom an interview is with are people; what a study *involves* are people when they are counted."""
    asked = pattern("people", "asked").fullmatch(by) is not None
    if groups and groups[0].number:
        groups = list(takewhile(lambda group: group.number or group.single, groups))
    return groups if asked or any(group.number or group.single for group in groups) else []


def _role_of(text: str, counted: list[Number]) -> list[Group]:
    """The roles that stand with counted numbers: ``sampel 85 pelaku usaha``."""
    found = [group for number in counted for group in groups_in(text[number.start :])[:1]]
    return [group for group in found if not _is_informant(group)] or _equated(text, counted)


def _equated(text: str, counted: list[Number]) -> list[Group]:
    """The one role that all have: ``responden ialah pasien rawat jalan, sebanyak 96 orang``."""
    at = pattern("people", "informants").search(text)
    cue = _list_cue().search(text, at.end()) if at else None
    if at is None or cue is None or len(counted) != 1 or not amount_gap().fullmatch(text[at.end() : cue.start()]):
        return []
    group = group_of(CLAUSE_END.split(text[cue.end() : counted[0].start])[0]) if cue.end() < counted[0].start else None
    return [Group(group.role, counted[0].value, False)] if group and group.number is None else []


def _after_cue(text: str) -> list[Group]:
    """The roles behind *informants … namely*, or behind *informants* itself; of all such lists of a sentence."""
    anchors = list(pattern("people", "informants").finditer(text))
    stops = [anchor.start() for anchor in anchors[1:]] + [len(text)]
    return [group for anchor, stop in zip(anchors, stops, strict=False) for group in _list_of(text, anchor.end(), stop)]


def _list_of(text: str, begin: int, stop: int) -> list[Group]:
    cue = _list_cue().search(text, begin, stop)
    is_cued = cue is not None and cue.start() - begin <= FAR
    groups = groups_in(text[cue.end() if cue is not None and is_cued else begin : stop])
    if any(_is_informant(group) for group in groups):
        return []
    known = any(group.number or group.single for group in groups)
    return groups if known and (len(groups) > 1 or is_cued) else []


def _sample(marked: list[Marked]) -> str:
    """What a study without informants looked at: ``1.200 ulasan``."""
    for kind in TELLING:
        for each in marked:
            if each.section.kind == kind and not reports(each) and says(each.text, "people", "things"):
                found = [
                    match.group()
                    for number in numbers_in(each.text)
                    if (match := _things().match(each.text, number.start))
                ]
                if found:
                    return " ".join(found[-1].split())
    return ""


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"[\d.,]+\s(?:{alternatives('people', 'things')})\b", re.IGNORECASE)


def _is_informant(group: Group) -> bool:
    return pattern("people", "informants").fullmatch(group.role) is not None


@cache
def _list_cue() -> re.Pattern[str]:
    return re.compile(rf":\s|\b(?:{alternatives('people', 'list')})\b:?\s?", re.IGNORECASE)
