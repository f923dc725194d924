"""What a paper concludes: its overall verdict, the gaps that it names and the research that it asks for."""

from __future__ import annotations

from kg.extract.judgements import GOOD
from kg.extract.marking import Marked
from kg.model import Paper, Statement, Verdict

PLACES = ("conclusion", "results", "abstract")


def read_gaps(paper: Paper, marked: list[Marked]) -> tuple[Statement, ...]:
    """Read gaps and wishes for further research; the latter are recommendations too (guideline)."""
    found: list[Statement] = []
    for each in marked:
        if each.section.kind == "acknowledgements":
            continue
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
    language = marked[-1].section.language if marked else ""  # a translated abstract comes first, never last
    own = [s for s in statements if s.kind == "assessment" and s.attribution == "own" and s.concept == overall]
    for place in PLACES:
        here = [s for s in own if s.section == place and not _is_partial(by_start[s.evidence.start], indicators)]
        if here:
            chosen = max(here, key=lambda s: (_weight(s, by_start[s.evidence.start], language), s.evidence.start))
            return Verdict(overall, chosen.stance, chosen.evidence)
    return _mixed(statements, overall)


def _weight(statement: Statement, each: Marked, language: str) -> tuple[bool, bool, bool]:
    """The paper's own language comes first, then what sums up (``secara keseluruhan``), then what has a degree."""
    graded = statement.stance not in ("effective", "not-effective")
    return each.section.language == language, each.has("report.overall"), graded


def _is_partial(each: Marked, indicators: frozenset[str]) -> bool:
    """Whether a sentence judges by one or two indicators, or stands in a list of such judgements."""
    named = {hit.id for hit in each.of("indicator")} & indicators
    return len(named) in (1, 2) or each.sentence.is_item


def _mixed(statements: tuple[Statement, ...], overall: str) -> Verdict | None:
    """Judgements of single aspects that point both ways, in the conclusion or else the results, make a mixed verdict.

    Its evidence is a sentence that judges both ways itself, or else the first unfavourable one. Judgements of single
    aspects that all point one way are no overall judgement.
    """
    for place in ("conclusion", "results"):
        said = [s for s in statements if s.kind == "assessment" and s.section == place and s.attribution == "own"]
        if {s.stance in GOOD for s in said} == {True, False}:
            both = [s for s in said if s.rule.startswith("judgement+contrast")]
            chosen = (both or [s for s in said if s.stance not in GOOD])[0]
            return Verdict(overall, "mixed", chosen.evidence)
    return None
