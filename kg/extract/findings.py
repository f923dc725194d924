"""What a paper concludes: its overall verdict, the gaps that it names and the research that it asks for."""

from __future__ import annotations

from kg.extract.marking import Marked
from kg.extract.rules import GOOD
from kg.model import Paper, Statement, Verdict

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


def read_verdict(
    marked: list[Marked], statements: tuple[Statement, ...], indicators: frozenset[str], overall: str
) -> Verdict | None:
    """Choose the paper's overall judgement among its own assessments.

    The conclusion's own judgement counts; failing one, that which closes the results; failing one, the abstract's
    (guideline, ``overall``). Judgements that speak by one indicator only are no overall ones; when they point both
    ways and there is no other, the verdict is mixed.

    Args:
        marked: the paper's sentences.
        statements: its statements.
        indicators: ids of the indicators of the frameworks that the paper applies.
        overall: id of the aspect of an overall judgement.
    """
    by_start = {each.sentence.start: each for each in marked}
    own = [s for s in statements if s.kind == "assessment" and s.attribution == "own" and s.concept == overall]
    for place in PLACES:
        here = [s for s in own if s.section == place and not _is_partial(by_start[s.evidence.start], indicators)]
        if here:
            chosen = max(here, key=lambda s: (_weight(s, by_start[s.evidence.start]), s.evidence.start))
            return Verdict(overall, chosen.stance, chosen.evidence)
    return _mixed(statements, overall)


def _weight(statement: Statement, each: Marked) -> tuple[bool, bool]:
    """An assessment that sums up (``secara keseluruhan``, ``tergolong``) outweighs, then one with a degree."""
    return each.has("report.overall"), statement.stance not in ("effective", "not-effective")


def _is_partial(each: Marked, indicators: frozenset[str]) -> bool:
    """Whether a sentence judges by one or two indicators, or stands in a list of such judgements."""
    named = {hit.id for hit in each.of("indicator")} & indicators
    return len(named) in (1, 2) or each.sentence.is_item


def _mixed(statements: tuple[Statement, ...], overall: str) -> Verdict | None:
    """Judgements of several aspects in the conclusion, or else the results: good, bad, or pointing both ways."""
    for place in PLACES:
        said = [s for s in statements if s.kind == "assessment" and s.section == place and s.attribution == "own"]
        if said:
            signs = {s.stance in GOOD for s in said}
            stance = "mixed" if len(signs) == 2 else said[0].stance
            return Verdict(overall, stance, said[0].evidence)
    return None
