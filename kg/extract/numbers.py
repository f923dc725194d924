"""Statistics: figures about the subject, its use and its users, with what they measure, when, and who gives them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from kg.extract.figures import Figure, figures_of
from kg.extract.marking import Marked
from kg.extract.measured import is_thing, time_of, what_of
from kg.extract.phrases import alternatives, pattern
from kg.extract.subject import Subject, Topic
from kg.model import Citation, Paper, Statement

TELLING = ("title", "abstract", "introduction", "results", "conclusion", "recommendations")
ENDING = re.compile(r"\w\.(?:co|go|or|ac|id|org|net|info)")
DIGIT = re.compile(r"\d")
PART = re.compile(r"[;:]\s|,\s|\.\s")
NEAR, FAR = 40, 80
SITE = r"(?:www\.)?(?P<site>[\w-]{2,40}(?:\.[\w-]{2,20}){0,2}\.(?:com|co\.id|go\.id|or\.id|ac\.id|id|org|net|info))\b"


def read_statistics(
    paper: Paper, marked: list[Marked], topics: list[Topic], citations: tuple[Citation, ...], subject: Subject
) -> tuple[Statement, ...]:
    """Read the statistics of a paper.

    In an abstract, what comes after the study is spoken of is about it; before that, only what tells of the subject.

    Left out are numbers that count nothing (years, laws, pages), limits and rates that somebody sets, how a study was
    made, and what is computed of a test or a model.
    """
    sources = _sources(marked, citations)
    cited: dict[int, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited[citation.sentence].append(citation)
    places = {_place(each) for each, topic in zip(marked, topics, strict=True) if topic.on_subject}
    found: list[Statement] = []
    told, opened = (-1, -1), False
    for each, topic in zip(marked, topics, strict=True):
        in_words = each.has("numbers.words")
        place = _place(each)
        goes_on = told == place and bool(each.of("target"))
        if each.section.kind == "abstract":
            opened = opened or _tells_of_study(each)
            concerns = opened or subject.is_told_of(each)
        else:
            concerns = topic.on_subject or goes_on or (place in places and bool(each.of("feature")))
        if concerns and each.section.kind in TELLING and (in_words or DIGIT.search(each.text)):
            text = _masked(each, cited[each.index])
            figures = figures_of(text, in_words=in_words)
            left_out: Figure | None = None
            for at, figure in enumerate(figures):
                like_last = left_out is not None and left_out.is_share and figure.is_share
                if like_last or _is_set_or_computed(text, figure):
                    left_out = figure
                else:
                    told = place
                    found.append(_statistic(paper, each, text, figures, at, sources.get(each.index, ""), topic))
    return tuple(found)


def _tells_of_study(each: Marked) -> bool:
    """Whether a sentence of an abstract speaks of the study: its aim, its methods, its results."""
    told = each.has("report.own", "report.studies", "report.results") or each.of("method")
    return bool(told) or pattern("framework", "study").search(each.text) is not None


def _place(each: Marked) -> tuple[int, int]:
    return each.sentence.section, each.sentence.paragraph


def _masked(each: Marked, citations: list[Citation]) -> str:
    """The sentence with the citations in it blanked out, line breaks as blanks: every position stays."""
    text = re.sub(r"[*_\n]", " ", each.text)
    start = each.sentence.start
    for citation in citations:
        first, last = max(0, citation.surface.start - start), citation.surface.end - start
        text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text


def _is_set_or_computed(text: str, figure: Figure) -> bool:
    """Whether a figure is a limit, a price, an age, a time ago, a part of a study's design or of a computation."""
    before, after = text[: figure.start], text[figure.end :]
    part = PART.split(before)[-1] + text[figure.start : figure.end] + PART.split(after)[0]
    if pattern("figures", "tallied").search(text):
        return True
    if pattern("figures", "computed").search(part) or _sampled(text, part, figure):
        return True
    if _ending("bounds").search(before[-NEAR:]) or _ending("ages").search(before[-NEAR:]) or _following().match(after):
        return True
    if pattern("figures", "idioms").match(text, figure.start):
        return True
    if figure.is_money or not figure.unit:
        great = figure.scale and pattern("figures", "great").fullmatch(figure.scale)
        return not great and _amount().search(before[-FAR:]) is not None
    return figure.is_share and _amount().search(before[-FAR:]) is not None


def _sampled(text: str, part: str, figure: Figure) -> bool:
    """Whether a figure tells how a study was made; of a share, only where its own part of the sentence says so.

    The number of those who answered is a study's, unless a share of them stands beside it: ``78 responden (78%)``.
    """
    if pattern("figures", "asked").search(text):
        return True
    if pattern("figures", "surveyed").fullmatch(figure.unit) and not pattern("figures", "share").search(text):
        return True
    return is_thing(figure) and pattern("figures", "sample").search(part if figure.is_share else text) is not None


@cache
def _ending(function: str) -> re.Pattern[str]:
    """Words of a function that end a stretch, with at most two words that lead to a figure behind them."""
    links = alternatives("figures", "links", "below")
    return re.compile(rf"\b(?:{alternatives('figures', function)})\s+(?:(?:{links})\s+){{0,2}}$", re.IGNORECASE)


@cache
def _following() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('figures', 'past')})\b", re.IGNORECASE)


@cache
def _amount() -> re.Pattern[str]:
    """``saldo di bawah``, ``iuran sebesar``: an amount that is one person's."""
    below = alternatives("figures", "below", "links")
    names = alternatives("figures", "amounts")
    return re.compile(rf"\b(?:{names})\s+(?:[^\W\d]\w*\s+){{0,3}}?(?:(?>{below})\s++)*+$", re.IGNORECASE)


def _statistic(
    paper: Paper, each: Marked, text: str, figures: list[Figure], at: int, source: str, topic: Topic
) -> Statement:
    figure = figures[at]
    source = source or _platform(text)
    is_own = each.section.kind in ("results", "conclusion") or (each.section.kind == "abstract" and topic.after_results)
    what = what_of(text, figures, at)
    unit = figure.unit or _counted(what)
    return Statement(
        kind="statistic",
        concept="",
        stance="",
        attribution="cited" if source else ("own" if is_own else "background"),
        source=source,
        section=each.section.kind,
        evidence=paper.evidence(each.sentence.start, each.sentence.end),
        rule=f"number+unit: {' '.join(text[figure.start : figure.end].split())}",
        confidence=0.8,
        value=figure.value,
        unit=unit,
        what=what,
        time=time_of(text, figures, at),
    )


def _counted(what: str) -> str:
    """The unit of a figure that has only a scale: what is counted, as named before it (``jumlah pengguna 13 juta``)."""
    named = pattern("figures", "units").search(what)
    return named.group() if named else ""


def _platform(text: str) -> str:
    """A shop of apps whose figures a sentence gives."""
    named = pattern("figures", "platforms").search(text)
    return named.group() if named else ""


@cache
def _site() -> re.Pattern[str]:
    """A site that figures are taken from: named as a source, or in brackets."""
    named = rf"\b(?:{alternatives('figures', 'sources')}):?\s(?:[^\W\d]\S*\s){{0,2}}?"
    return re.compile(rf"(?:{named}|\(){SITE}", re.IGNORECASE)


def _sources(marked: list[Marked], citations: tuple[Citation, ...]) -> dict[int, str]:
    """Whose figures a sentence gives: those of a citation or a site in it, or of one that closes its paragraph.

    A parenthetical citation at the end of a paragraph covers the sentences before it (guideline); one that is part of
    the sentence, or that compares, covers its own only, and in results and conclusion none reaches back.
    """
    direct: dict[int, str] = {c.sentence: c.label for c in citations}
    closing = {c.sentence for c in citations if not c.narrative and not c.compares}
    for each in marked:
        if each.index not in direct and ENDING.search(each.text) and (site := _site().search(each.text)):
            direct[each.index] = site["site"].lower()
            closing.add(each.index)
    covered = dict(direct)
    following: Marked | None = None
    for each in reversed(marked):
        ends = following is None or following.sentence.paragraph != each.sentence.paragraph
        carries = not ends and following is not None and following.index in closing
        if each.index not in direct and carries and each.section.kind not in ("results", "conclusion"):
            covered[each.index] = covered[following.index]  # type: ignore[union-attr]
            closing.add(each.index)
        elif ends is False and each.index in direct:
            closing.discard(each.index)
        following = each
    return covered
