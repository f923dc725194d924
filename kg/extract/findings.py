"""What a paper concludes: its overall verdict, the gaps that it names and the research that it asks for."""

from __future__ import annotations

from kg.extract.marking import Marked
from kg.extract.rules import GOOD
from kg.model import Paper, Statement, Verdict

VERDICT_ASPECT = "effectiveness"
PLACES = ("conclusion", "results", "abstract")


def read_gaps(paper: Paper, marked: list[Marked]) -> tuple[Statement, ...]:
    """Read gaps and wishes for further research; the latter are recommendations too (guideline)."""
    found: list[Statement] = []
    for each in marked:
        if each.has("gap.gap") and each.section.kind not in ("method", "references"):
            found.append(_statement(paper, each, "gap", "", "gap.gap"))
        if each.has("gap.future") and each.has("stance.should", "stance.hope", "stance.measure", "degree.better"):
            found.append(_statement(paper, each, "future-research", "further-research", "gap.future"))
            found.append(_statement(paper, each, "recommendation", "further-research", "gap.future"))
    return tuple(found)


def _statement(paper: Paper, each: Marked, kind: str, concept: str, cue: str) -> Statement:
    words = each.cues(cue)[0]
    at = each.sentence.start
    return Statement(
        kind=kind,  # type: ignore[arg-type]
        concept=concept,
        stance="",
        attribution="own",
        source="",
        section=each.section.kind,
        evidence=paper.evidence(each.sentence.start, each.sentence.end),
        rule=f"{kind}: {each.text[words.start - at : words.end - at].lower()}",
        confidence=0.8,
    )


def read_verdict(marked: list[Marked], statements: tuple[Statement, ...]) -> Verdict | None:
    """Choose the paper's overall judgement on effectiveness among its own assessments.

    The conclusion's own judgement counts; failing one, that which closes the results; failing one, the abstract's
    (guideline, ``overall``). Judgements that speak by one indicator only are no overall ones; when they point both
    ways and there is no other, the verdict is mixed.
    """
    partial = {each.sentence.start for each in marked if _is_partial(each)}
    own = [s for s in statements if s.kind == "assessment" and s.attribution == "own" and s.concept == VERDICT_ASPECT]
    for place in PLACES:
        here = [s for s in own if s.section == place and s.evidence.start not in partial]
        if here:
            chosen = here[-1] if place != "conclusion" else _weightiest(here)
            return Verdict(VERDICT_ASPECT, chosen.stance, chosen.evidence)
    return _mixed(statements)


def _weightiest(assessments: list[Statement]) -> Statement:
    """An explicit stance with a degree or a reservation says more than a plain one."""
    graded = [s for s in assessments if s.stance not in ("effective", "not-effective")]
    return (graded or assessments)[0]


def _is_partial(each: Marked) -> bool:
    """Whether a sentence judges by one indicator or approach of a framework."""
    named = {hit.id for hit in each.of("indicator")}
    return len(named) in (1, 2) or (each.sentence.is_item and each.section.kind == "conclusion")


def _mixed(statements: tuple[Statement, ...]) -> Verdict | None:
    """Judgements of several aspects in the conclusion that point both ways."""
    concluding = [s for s in statements if s.kind == "assessment" and s.section == "conclusion"]
    signs = {s.stance in GOOD for s in concluding}
    if len(signs) == 2:
        return Verdict(VERDICT_ASPECT, "mixed", concluding[0].evidence)
    if concluding:
        return Verdict(VERDICT_ASPECT, concluding[0].stance, concluding[0].evidence)
    return None
