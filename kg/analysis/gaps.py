"""What nobody in the corpus knows: gaps that authors state, and gaps that the findings show, ranked, with drafts.

:mod:`kg.analysis.gap_types` says what counts as a gap; this puts gaps into words, and those that matter most first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.analysis.consolidate import Finding, local
from kg.analysis.gap_drafts import LANGUAGES, Words, draft_of, quoted, text_of
from kg.analysis.gap_types import (
    Case,
    Judged,
    by_one_approach,
    contested,
    in_one_place,
    left_out,
    only_cited,
    unanswered,
    without_theory,
)
from kg.graph.store import Row

APPROACH = "approach"
TOPICS = ("segment", "programme")
# How sharp a gap is beside one of another type that rests on as many papers: a contradiction is a fact of the corpus,
# that nobody names a group is only an absence of words.
SHARP = {
    "evidence": 10, "stated": 10, "methodological": 9, "practical": 8, "theoretical": 6, "empirical": 6,
    "population-setting": 8, "population-province": 6, "population-named-segment": 6, "population-named-programme": 6,
    "population-one": 4, "population-segment": 3, "population-programme": 2, "population-no-segment": 1,
    "population-no-programme": 1,
}  # fmt: skip
Cite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A knowledge gap; ``papers`` are the IRIs that it rests on, ``rank`` is 1 for the gap that matters most.

    ``texts`` is a sentence and ``drafts`` a paragraph, by language; ``concepts`` are the IRIs that it is about.
    """

    type: str
    name: str
    basis: str
    texts: Mapping[str, str]
    papers: tuple[str, ...]
    drafts: Mapping[str, str]
    concepts: tuple[str, ...] = ()
    weight: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of the queries that gaps are computed from."""

    papers: Sequence[Row] = ()
    methods: Sequence[Row] = ()
    frameworks: Sequence[Row] = ()
    dimensions: Sequence[Row] = ()
    remedies: Sequence[Row] = ()
    topics: Sequence[Row] = ()
    labels: Sequence[Row] = ()


def stated_gaps(statements: Iterable[Row], papers: Iterable[Row] = (), cite: Cite = local) -> list[Gap]:
    """Take over the gaps that authors state themselves, in their words and language."""
    languages = {row["paper"]: row["language"] for row in papers}
    found = []
    for row in statements:
        if row["kind"] in ("gap", "future-research"):
            quote = " ".join(row["quote"].split())
            name = f"{local(row['paper'])}-{row['start']}-{row['kind']}"
            language = languages.get(row["paper"]) or "und"
            drafts = {each: quoted(row["kind"], each, quote, cite(row["paper"])) for each in LANGUAGES}
            texts, weight = {language: quote}, SHARP["stated"]
            found.append(Gap("stated", name, "stated", texts, (row["paper"],), drafts, weight=weight))
    return found


def computed_gaps(findings: Sequence[Finding], told: Told, cite: Cite = local) -> list[Gap]:
    """Compute gaps from findings: each says which papers it rests on.

    Args:
        findings: the consolidated findings.
        told: what the queries tell of papers and vocabulary.
        cite: gives the in-text citation of a paper by its IRI.
    """
    words = Words.of(told.labels, cite)
    gaps: dict[tuple[str, str], Gap] = {}
    for case in cases_of(findings, told):
        name = (case.type, case.name)
        texts = {language: text_of(case, language, words) for language in LANGUAGES}
        drafts = {language: draft_of(case, language, words) for language in LANGUAGES}
        weight = SHARP.get(case.wording, SHARP.get(case.type, 1)) * len(case.papers)
        gaps[name] = Gap(case.type, case.name, "computed", texts, case.papers, drafts, case.concepts, weight)
    return list(gaps.values())


def ranked(gaps: Iterable[Gap]) -> list[Gap]:
    """Put the gaps in order: by the papers that they rest on times how sharp their type is, and number them."""
    ordered = sorted(gaps, key=lambda gap: (-gap.weight, gap.basis != "stated", gap.type, gap.name))
    return [replace(gap, rank=number) for number, gap in enumerate(ordered, 1)]


def cases_of(findings: Sequence[Finding], told: Told) -> list[Case]:
    """Find all gaps, not yet in words."""
    judged = Judged.of(findings)
    settings = {row["paper"]: row.get("setting") or row["place"] for row in told.papers}
    provinces = {row["paper"]: row.get("province", "") for row in told.papers}
    return [
        *contested(findings),
        *by_one_approach(judged, _approaches(told.methods)),
        *in_one_place(judged, settings, provinces),
        *_theoretical(judged, told),
        *left_out(judged, *_topics(judged, told)),
        *only_cited(findings),
        *unanswered(findings, _gathered((row["obstacle"], row["recommendation"]) for row in told.remedies)),
    ]


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _approaches(methods: Iterable[Row]) -> dict[str, str]:
    """The approach of each paper that tells one; two approaches of one paper are no single one."""
    found = _gathered((row["paper"], row["method"]) for row in methods if row["part"] == APPROACH)
    return {paper: min(used) for paper, used in found.items() if len(used) == 1}


def _theoretical(judged: Judged, told: Told) -> Iterable[Case]:
    applied = _gathered((row["framework"], row["paper"]) for row in told.frameworks if row["role"] == "applied")
    named = {row["framework"] for row in told.frameworks}
    dimensions = _gathered((row["framework"], row["aspect"]) for row in told.dimensions)
    return without_theory(judged, applied, named, dimensions)


def _topics(
    judged: Judged, told: Told
) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    """Topics by scheme, who names each, and on which aspects; informants speak on all that their study judges."""
    schemes = _gathered((row["scheme"], row["concept"]) for row in told.labels if row["scheme"] in TOPICS)
    naming = _gathered((row["topic"], row["paper"]) for row in told.topics)
    covered: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    aspects_of = _gathered((paper, aspect) for aspect, papers in judged.papers.items() for paper in papers)
    for row in told.topics:
        for aspect in [row["concept"]] if row["concept"] else aspects_of.get(row["paper"], ()):
            covered[row["topic"]][aspect].add(row["paper"])
    return schemes, naming, covered
