"""What an author does with a cited work, in the words of CiTO, read from the sentence that cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.phrases import alternatives, pattern
from kg.model import SectionKind

COMPARISONS = ("disagreesWith", "confirms", "agreesWith")
OWN_SECTIONS = ("results", "conclusion")
NEAR, REACH = 60, 300


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation in its sentence: ``text`` has every citation blanked out, ``start`` and ``end`` place this one."""

    text: str
    start: int
    end: int
    section: SectionKind
    follows_another: bool = False


def intent_of(citing: Citing) -> str:
    """Name the CiTO property: a comparison with the paper's own result, a method, a report, or background.

    >>> before = "Temuan ini sejalan dengan penelitian "
    >>> intent_of(Citing(before + " " * 20 + " tentang layanan.", len(before), len(before) + 20, "results"))
    'agreesWith'
    """
    comparison = _comparison(citing)
    if comparison:
        return comparison
    if citing.section == "method":
        return "usesMethodIn"
    if _reports(citing):
        return "discusses"
    return "usesMethodIn" if _uses(citing) else "obtainsBackgroundFrom"


def is_subject(citing: Citing) -> bool:
    """Whether the sentence's syntax needs the citation: ``menurut X``, ``oleh X``, ``X menemukan``.

    >>> is_subject(Citing("Menurut        efektivitas", 8, 14, "theory"))
    True
    >>> is_subject(Citing("Layanan itu baik       .", 17, 23, "theory"))
    False
    """
    runs_on = re.match(r"[\s,]*\w", citing.text[citing.end :]) is not None
    needs_name = _precedes(citing, "leading") or (runs_on and _precedes(citing, "study"))
    return needs_name or _verb("say", "report").match(citing.text, citing.end) is not None


def _comparison(citing: Citing) -> str:
    """Find the comparison that points to the citation, if the other side of it is the paper's own result."""
    has_own = pattern("citation", "own").search(citing.text) is not None
    if not has_own and (citing.section not in OWN_SECTIONS or citing.follows_another):
        return ""
    found = ""
    for match in _cues().finditer(citing.text):
        if match.end() <= citing.start:
            found = (match.lastgroup or "") if _points(citing.text[match.end() : citing.start]) else found
        elif match.start() >= citing.end and not found and _turns_to_own(citing, match):
            return match.lastgroup or ""
    return found


@cache
def _cues() -> re.Pattern[str]:
    named = "|".join(f"(?P<{intent}>{alternatives('citation', intent)})" for intent in COMPARISONS)
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE)


def _points(between: str) -> bool:
    """Whether nothing between a comparison and a citation turns it to something else."""
    if len(between) > REACH or pattern("citation", "aside").search(between) or re.search(r"[;:.!?](?=\s)", between):
        return False
    listed = pattern("reference", "and").sub("", between).strip(" ,&\n")
    return not listed or pattern("citation", "study").match(listed) is not None


def _turns_to_own(citing: Citing, cue: re.Match[str]) -> bool:
    """Whether a comparison behind the citation is with the paper's own result: ``X sejalan dengan penelitian ini``."""
    own = pattern("citation", "own").search(citing.text, cue.end(), cue.end() + NEAR)
    return own is not None and cue.start() - citing.end <= NEAR


def _reports(citing: Citing) -> bool:
    """Whether the sentence tells what the cited work found."""
    keys = ("report", "say") if _precedes(citing, "study") else ("report",)
    if _verb(*keys).match(citing.text, citing.end) or _precedes(citing, "reported"):
        return True
    before = citing.text[: citing.start]
    earlier = pattern("citation", "earlier").search(before)
    return earlier is not None and pattern("citation", "report").search(before, earlier.end()) is not None


def _uses(citing: Citing) -> bool:
    """Whether the paper uses an instrument that the sentence ascribes to the cited work."""
    uses = pattern("citation", "use").finditer(citing.text)
    instrument = pattern("citation", "instrument")
    return any(instrument.search(citing.text, use.end(), use.end() + NEAR) for use in uses)


@cache
def _verb(*keys: str) -> re.Pattern[str]:
    fillers = rf"(?:(?:{alternatives('citation', 'filler')})\s+){{0,3}}"
    return re.compile(rf"[\s,]*{fillers}(?:{alternatives('citation', *keys)})(?!\w)", re.IGNORECASE)


def _precedes(citing: Citing, key: str) -> bool:
    """Whether one of the phrases stands right before the citation."""
    return _at_end(key).search(citing.text[max(0, citing.start - NEAR) : citing.start].rstrip()) is not None


@cache
def _at_end(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('citation', key)})$", re.IGNORECASE)
