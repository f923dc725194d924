"""What authors say that nobody has studied, and what should be studied next.

Both are put together from words that stand close to each other: a word for research, and one that it is lacking,
looks elsewhere, or is still to come. So no list has to hold every way to say *there are few studies*.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.marking import Hit, Marked
from kg.extract.phrases import pattern
from kg.model import Paper, Statement, StatementKind

NO_GAPS = ("method", "references", "recommendations", "acknowledgements")
LOOKING_AHEAD = ("abstract", "results", "conclusion", "recommendations")
ADVISING = ("abstract", "conclusion", "recommendations")
CLOSE, WITHIN, NEAR, FAR = 2, 4, 5, 14
"""How many words may stand between two of a phrase, of a verb group, of a short clause and of a long one."""


def read_gaps(paper: Paper, marked: list[Marked]) -> tuple[Statement, ...]:
    """Read gaps and wishes for further research; the latter are recommendations too (guideline)."""
    found: list[Statement] = []
    for each in marked:
        if not each.has("gap.research", "gap.gap", "gap.future", "gap.studied"):
            continue
        if each.section.kind not in NO_GAPS and (words := _gap(each)):
            found.append(_statement(paper, each, "gap", "", words))
        if each.section.kind in LOOKING_AHEAD and (words := _future(each)):
            found.append(_statement(paper, each, "future-research", "further-research", words))
            found.append(_statement(paper, each, "recommendation", "further-research", words))
    return tuple(found)


def _gap(each: Marked) -> tuple[Hit, ...]:
    """The words that tell of a gap; one that the sentence only takes up (``this gap``) is told elsewhere."""
    if idioms := each.cues("gap.gap"):
        return (idioms[0],)
    research, lacking = each.cues("gap.research"), each.cues("gap.lacking")
    if found := _pair(each, research, lacking, FAR) or _pair(each, lacking, research, WITHIN):
        return found
    earlier = [noun for noun in research if _beside(noun, each.cues("gap.earlier"))]
    if found := _pair(each, earlier, each.cues("gap.focused"), NEAR):
        return found
    return _pair(each, lacking, each.cues("gap.studied"), CLOSE)


def _pair(each: Marked, first: list[Hit], second: list[Hit], reach: int) -> tuple[Hit, ...]:
    """Two words, one behind the other within reach, and nothing reported between them."""
    reported = each.cues("report.says")
    for one in first:
        for other in second:
            near = 0 <= other.first - one.last <= reach
            if near and not any(one.last <= word.first < other.first for word in reported):
                return one, other
    return ()


def _beside(noun: Hit, words: Iterable[Hit]) -> bool:
    """Whether one of some words stands right before or behind a noun."""
    return any(0 <= word.first - noun.last <= 0 or 0 <= noun.first - word.last <= 0 for word in words)


def _future(each: Marked) -> tuple[Hit, ...]:
    """The words for research that is to come, in a sentence that wishes for it."""
    coming = each.cues("gap.future") or [
        noun for noun in each.cues("gap.research") if _beside(noun, each.cues("gap.next"))
    ]
    if not coming or pattern("wish", "useful").search(each.text):
        return ()
    wished = each.has("stance.should", "stance.hope", "stance.measure", "degree.better")
    if each.section.kind in ADVISING:
        wished = wished or each.section.kind == "recommendations" or bool(pattern("wish", "may").search(each.text))
    return (coming[0],) if wished else ()


def _statement(paper: Paper, each: Marked, kind: StatementKind, concept: str, words: tuple[Hit, ...]) -> Statement:
    at = each.sentence.start
    told = " + ".join(" ".join(each.text[word.start - at : word.end - at].lower().split()) for word in words)
    return Statement(
        kind=kind,
        concept=concept,
        stance="",
        attribution="own",
        source="",
        section=each.section.kind,
        evidence=paper.evidence(each.sentence.start, each.sentence.end),
        rule=f"{kind}: {told}",
        confidence=0.8,
    )
