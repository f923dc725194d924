"""What a paper concludes: its overall verdict."""

from __future__ import annotations

from kg.extract.judgements import GOOD
from kg.extract.marking import Marked
from kg.model import Statement, Verdict

SORTED = "quadrant"  # the rule that reads how a matrix sorts attributes: no judgement of the whole
PLACES = ("conclusion", "results", "abstract")


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
        here = [s for s in own if s.section == place and _is_overall(s, by_start[s.evidence.start], indicators)]
        if here:
            chosen = max(here, key=lambda s: (_weight(s, by_start[s.evidence.start], language), s.evidence.start))
            return Verdict(overall, chosen.stance, chosen.evidence)
    return _mixed(statements, overall)


def _weight(statement: Statement, each: Marked, language: str) -> tuple[bool, bool, bool]:
    """The paper's own language comes first, then what sums up (``secara keseluruhan``), then what has a degree."""
    graded = statement.stance not in ("effective", "not-effective")
    return each.section.language == language, each.has("report.overall"), graded


def _is_overall(statement: Statement, each: Marked, indicators: frozenset[str]) -> bool:
    """Whether a judgement is the paper's on the whole.

    It is not when it speaks by one or two indicators, stands in a list of such judgements, tells of a single gain, or,
    amid the results, sums nothing up.
    """
    judged = min((hit.start for hit in each.of("judgement")), default=each.sentence.end)
    named = {hit.id for hit in each.of("indicator") if hit.start < judged} & indicators
    if len(named) in (1, 2) or each.sentence.is_item or statement.rule.startswith("aspect+verb"):
        return False
    return statement.section != "results" or each.has("report.overall", "report.own")


def _mixed(statements: tuple[Statement, ...], overall: str) -> Verdict | None:
    """Judgements of single aspects that point both ways, in the conclusion or else the results, make a mixed verdict.

    Its evidence is a sentence that judges both ways itself, or else the first unfavourable one. Judgements of single
    aspects that all point one way are no overall judgement.
    """
    for place in PLACES:
        said = [
            s
            for s in statements
            if s.kind == "assessment"
            and s.section == place
            and s.attribution == "own"
            and not s.rule.startswith(SORTED)
        ]
        if {s.stance in GOOD for s in said} == {True, False}:
            both = [s for s in said if s.rule.startswith("judgement+contrast")]
            chosen = (both or [s for s in said if s.stance not in GOOD])[0]
            return Verdict(overall, "mixed", chosen.evidence)
    return None
