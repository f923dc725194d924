"""What shares and quadrants judge: few users speak against the uptake, a quadrant for or against its attributes.

*Baru 12 persen warga mengaktifkan aplikasi* and *most participants have not installed the app* judge without a judging
word; so does an importance-performance analysis that puts the attributes of its first quadrant where they are to be
mended, and those of its second where they are to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.judgements import STANCES, UNREAL
from kg.extract.marking import Hit, Marked
from kg.extract.phrases import alternatives
from kg.extract.subject import Subject

SHARE = re.compile(
    rf"\s+(?:[^\W\d]\w{{0,20}}\s+){{0,2}}\d[\d.,]{{0,8}}\s?(?:{alternatives('figures', 'share')})", re.IGNORECASE
)
USE_REACH = 14
DENIED_REACH = 2
NEGATIONS = ("negation.not", "negation.not_yet", "frame.seldom")
PARTLY, GOOD = STANCES[(-1, "partly")], STANCES[(1, "")]


def read_shares(marked: Marked, clause: Clause, subject: Subject) -> Iterator[Candidate]:
    """Rules ``few`` and ``quadrant``."""
    if clause.cues(*UNREAL, "gap.research"):
        return
    few = _few_of(marked, clause, subject)
    if few is not None and subject.uptake:
        yield Candidate("assessment", subject.uptake, PARTLY, "few", (shown(marked, few),), 0.6, few, clause, True)
    poor, good = clause.cues("frame.to_mend"), clause.cues("frame.to_keep")
    cues = poor or good
    if cues and not (poor and good):
        for noun in clause.of("aspect"):
            stance = PARTLY if poor else GOOD
            yield Candidate(
                "assessment", noun.id, stance, "quadrant", (shown(marked, cues[0]),), 0.6, noun, clause, True
            )


def _few_of(marked: Marked, clause: Clause, subject: Subject) -> Hit | None:
    """The word that says that only few use the app, or that most do not."""
    uses = [hit for hit in clause.of("target", "aspect") if hit.id in subject.using or hit.id == subject.uptake]
    for cue in clause.cues("frame.few"):
        if any(0 <= use.first - cue.last <= USE_REACH for use in uses):
            return cue
    for cue in clause.cues("frame.only"):
        near = [use for use in uses if abs(use.first - cue.first) <= USE_REACH]
        if near and _counts(marked, cue):
            return cue
    for cue in clause.cues("frame.most"):
        for use in (use for use in uses if 0 <= use.first - cue.last <= USE_REACH):
            if any(cue.last <= no.first and 0 <= use.first - no.last <= DENIED_REACH for no in clause.cues(*NEGATIONS)):
                return cue
    return None


def _counts(marked: Marked, cue: Hit) -> bool:
    """Whether a share follows (*only 12 percent*)."""
    return SHARE.match(marked.text[cue.end - marked.sentence.start :]) is not None
