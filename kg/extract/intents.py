"""What an author does with a cited work, in the words of CiTO, read from the sentence that cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.phrases import alternatives, beginning, matches_at, pattern, words
from kg.model import SectionKind

COMPARISONS = ("disagreesWith", "confirms", "agreesWith")
OWN_SECTIONS = ("results", "conclusion", "recommendations")
NEAR, REACH = 60, 300
CITED = "\ue000"  # stands in a sentence for each character of a citation
LAST_WORD = re.compile(r"[\w-]+\Z")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)  # a sentence is itself alone: what was found in it is kept
class Citing:
    """A sentence with its citations: each character of theirs is :data:`CITED` in ``text``; ``spans`` are their places.

    ``after_cited`` when the sentence before it tells what a cited work says, so that *this* may mean that.
    """

    text: str
    spans: tuple[Span, ...]
    section: SectionKind
    after_cited: bool = False

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...], section: SectionKind, *, after_cited: bool = False) -> Citing:
        """Blank the citations of a sentence out, so that no name or year is taken for a word of it."""
        pieces: list[str] = []
        at = 0
        for start, end in spans:
            begin = max(at, start)
            if end > begin:
                pieces += [text[at:begin], CITED * (end - begin)]
                at = end
        return cls("".join([*pieces, text[at:]]), spans, section, after_cited)


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that compare."""

    start: int
    end: int
    intent: str


def intents_of(citing: Citing) -> tuple[str, ...]:
    """Name the CiTO property of each citation: comparison with the paper's own result, method, report or background.

    >>> text = "Temuan ini sejalan dengan penelitian Ali (2019) tentang layanan."
    >>> intents_of(Citing.of(text, ((37, 47),), "results"))
    ('agreesWith',)
    """
    compared = _compared(citing)
    uses = _uses_of_paper(citing)
    return tuple(compared.get(span) or _uncompared(citing, span, uses=uses) for span in citing.spans)


def _uncompared(citing: Citing, span: Span, *, uses: bool) -> str:
    if citing.section == "method":
        return "usesMethodIn"
    if _reports(citing, span):
        return "discusses"
    return "usesMethodIn" if uses else "obtainsBackgroundFrom"


def is_subject(citing: Citing, span: Span) -> bool:
    """Whether the sentence's syntax needs the citation: ``menurut X``, ``oleh X``, ``X menemukan``.

    >>> is_subject(Citing.of("Menurut X, 2019 efektivitas", ((8, 15),), "theory"), (8, 15))
    True
    >>> is_subject(Citing.of("Layanan itu baik (X, 2019).", ((17, 26),), "theory"), (17, 26))
    False
    """
    runs_on = re.match(r"[\s,]*\w", citing.text[span[1] : span[1] + NEAR]) is not None
    needs_name = _precedes(citing, span, "leading") or (runs_on and _precedes(citing, span, "study"))
    return needs_name or _verb("say", "report").match(citing.text, span[1]) is not None


def _compared(citing: Citing) -> dict[Span, str]:
    """Find the citations that the sentence compares with the paper's own result."""
    begun = beginning("citation", *COMPARISONS)
    cues = [_Cue(*match.span(), match.lastgroup or "") for match in matches_at(begun, _cues(), citing.text)]
    pointed: dict[Span, _Cue] = {}
    for span in citing.spans:
        near = (cue for cue in reversed(cues) if 0 <= span[0] - cue.end <= REACH)
        cue = next((cue for cue in near if _points(citing.text[cue.end : span[0]])), None)
        if cue is not None:
            pointed[span] = cue
    found = {span: cue.intent for span, cue in pointed.items() if _is_own(citing, cue, pointed)}
    for span in citing.spans:
        if span not in pointed:
            behind = next((cue for cue in cues if cue.start >= span[1] and _turns_to_own(citing, span, cue)), None)
            likened = behind.intent if behind else _likened(citing, span)
            found |= {span: likened} if likened else {}
    return found


@cache
def _cues() -> re.Pattern[str]:
    named = "|".join(f"(?P<{intent}>{alternatives('citation', intent)})" for intent in COMPARISONS)
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE)


def _points(between: str) -> bool:
    """Whether nothing between a comparison and a citation turns it to something else."""
    head, cited, rest = between.partition(CITED)
    if cited and not _joinless(rest):
        between = head
    if pattern("citation", "aside").search(between) or re.search(r"[;:.!?](?=\s)", between):
        return False
    listed = _joinless(between)
    return not listed or pattern("citation", "study", "earlier_study").match(listed) is not None


def _joinless(between: str) -> str:
    """Leave out citations and what joins them."""
    return pattern("reference", "and").sub("", between.replace(CITED, "")).strip(" ,;&()\n")


def _is_own(citing: Citing, cue: _Cue, pointed: dict[Span, _Cue]) -> bool:
    """Whether the other side of a comparison is the paper's own result, not another work, a method or a scope."""
    left = citing.text[: cue.start]
    if any(use < cue.start for use in _uses(citing)):
        return False
    free = [span for span in citing.spans if span[1] <= cue.start and span not in pointed]
    begin = free[-1][1] if free else 0
    own = "own" if citing.section in OWN_SECTIONS else "own_result"
    if free:
        return pattern("citation", own).search(left, begin) is not None
    if _says(citing, own):
        return True
    others = any(span not in pointed for span in _speaking(citing))
    return citing.section in OWN_SECTIONS and not citing.after_cited and not others


@lru_cache(maxsize=8)
def _speaking(citing: Citing) -> tuple[Span, ...]:
    """Find the citations that are the subject of what the sentence says."""
    return tuple(span for span in citing.spans if _verb("say", "report").match(citing.text, span[1]))


@lru_cache(maxsize=8)
def _says(citing: Citing, key: str) -> bool:
    return pattern("citation", key).search(citing.text) is not None


def _turns_to_own(citing: Citing, span: Span, cue: _Cue) -> bool:
    """Whether a comparison behind the citation is with the paper's own result: ``X sejalan dengan penelitian ini``."""
    if cue.start - span[1] > NEAR:
        return False
    own = pattern("citation", "own").search(citing.text, cue.end, cue.end + NEAR)
    return own is not None and CITED not in citing.text[cue.end : own.start()]


def _likened(citing: Citing, span: Span) -> str:
    """Read ``hasil serupa dilaporkan oleh X`` where results are told: like what was found, or unlike it."""
    if citing.section not in OWN_SECTIONS or citing.after_cited or not _precedes(citing, span, "reported"):
        return ""
    before = citing.text[max(0, span[0] - NEAR - NEAR) : span[0]]
    if CITED in before:
        return ""
    kinds = (("agreesWith", "alike"), ("disagreesWith", "unlike"))
    return next((intent for intent, key in kinds if pattern("citation", key).search(before)), "")


def _reports(citing: Citing, span: Span) -> bool:
    """Whether the sentence tells what the cited work found."""
    keys = ("report", "say") if _precedes(citing, span, "study") else ("report",)
    if _verb(*keys).match(citing.text, span[1]) or _precedes(citing, span, "reported"):
        return True
    return _reported_from(citing) <= span[0]


@lru_cache(maxsize=8)
def _reported_from(citing: Citing) -> int:
    """Say from where on a sentence has told that earlier studies found something."""
    earlier = pattern("citation", "earlier").search(citing.text)
    report = pattern("citation", "report").search(citing.text, earlier.end()) if earlier else None
    return report.end() if report else len(citing.text) + 1


def _uses_of_paper(citing: Citing) -> bool:
    """Whether the paper uses an instrument; outside its results it has to say that it is itself who does."""
    told = citing.section in OWN_SECTIONS or pattern("citation", "own", "own_result", "we").search(citing.text)
    return bool(told) and bool(_uses(citing))


@lru_cache(maxsize=8)
def _uses(citing: Citing) -> tuple[int, ...]:
    """Find where an instrument is said to be used, but not by a cited work: ``X (2019) menggunakan``."""
    instrument = pattern("citation", "instrument")
    return tuple(
        use.start()
        for use in pattern("citation", "use").finditer(citing.text)
        if not citing.text[max(0, use.start() - 3) : use.start()].rstrip(" ,").endswith(CITED)
        and instrument.search(citing.text, use.end(), use.end() + NEAR)
    )


@cache
def _verb(*keys: str) -> re.Pattern[str]:
    fillers = rf"(?:(?:{alternatives('citation', 'filler')})\s+){{0,3}}"
    return re.compile(rf"[\s,]{{0,9}}{fillers}(?:{alternatives('citation', *keys)})(?!\w)", re.IGNORECASE)


def _precedes(citing: Citing, span: Span, key: str) -> bool:
    """Whether one of the phrases stands right before the citation."""
    before = citing.text[max(0, span[0] - NEAR) : span[0]].rstrip()
    last = LAST_WORD.search(before)
    return last is not None and last[0].casefold() in _last_words(key) and _at_end(key).search(before) is not None


@cache
def _last_words(key: str) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in words("citation", key))


@cache
def _at_end(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('citation', key)})$", re.IGNORECASE)
