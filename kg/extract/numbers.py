"""Statistics: numbers about the app, its use and its users, with unit, what they measure and where they come from."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.marking import Marked
from kg.extract.subject import Topic
from kg.languages import LANGUAGES, load
from kg.model import Citation, Paper, Statement

FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
RANGE = rf"(?:{FIGURE})(?:\s?[–-]\s?(?:{FIGURE}))?"
SITE = re.compile(r"\b(?:www\.)?([\w-]{2,40}\.(?:com|co\.id|go\.id|id|org|net))\b", re.I)
WORD = re.compile(r"[^\W\d_][\w-]*")


@cache
def _pattern() -> re.Pattern[str]:
    """``Rp 1,7 triliun``, ``98,41 persen``, ``2 – 5 menit``, ``482.926 pelayanan``: money, number, scale, unit."""
    listed = {
        key: [w for code in LANGUAGES for w in load(code).words("numbers", key)] for key in ("money", "scale", "units")
    }
    either = {
        key: "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
        for key, words in listed.items()
    }
    return re.compile(
        rf"(?:(?P<money>\b(?:{either['money']}))\.?\s?)?(?<![\w.,/-])(?P<value>{RANGE})(?![\w/]|[.,]\d)"
        rf"(?:\s(?P<scale>{either['scale']})\b)?(?:\s?(?P<unit>%|(?:{either['units']})\b))?",
        re.IGNORECASE,
    )


def read_statistics(
    paper: Paper, marked: list[Marked], topics: list[Topic], citations: tuple[Citation, ...]
) -> tuple[Statement, ...]:
    """Read the figures of a paper that have a unit, a scale or a currency; years and numbers of laws have none."""
    sources = _sources(marked, citations)
    found: list[Statement] = []
    for each, topic in zip(marked, topics, strict=True):
        if not topic.on_subject or each.section.kind in ("method", "theory", "acknowledgements"):
            continue
        for match in _pattern().finditer(each.text):
            unit = " ".join(part for part in (match["money"], match["scale"], match["unit"]) if part)
            if unit and not _is_year(match):
                found.append(_statistic(paper, each, match, sources.get(each.index, "")))
    return tuple(found)


def _is_year(match: re.Match[str]) -> bool:
    """Whether a number without a scale reads as a year of the last two centuries."""
    value = match["value"]
    return value.isdigit() and len(value) == 4 and value[:2] in ("19", "20") and not match["scale"]


def _statistic(paper: Paper, each: Marked, match: re.Match[str], source: str) -> Statement:
    value = " ".join(part for part in (match["money"], match["value"], match["scale"]) if part)
    return Statement(
        kind="statistic",
        concept="",
        stance="",
        attribution="cited" if source else ("own" if each.section.kind in ("results", "conclusion") else "background"),
        source=source,
        section=each.section.kind,
        evidence=paper.evidence(each.sentence.start, each.sentence.end),
        rule=f"number+unit: {match.group().strip()}",
        confidence=0.8,
        value=value,
        unit=match["unit"] or match["money"] or match["scale"] or "",
        what=_measured(each.text, match),
    )


def _measured(text: str, match: re.Match[str]) -> str:
    """The words in front of a figure, back to the last break: what it measures, as printed."""
    before = re.split(r"[,;:.()]\s", text[: match.start()])[-1]
    return " ".join(WORD.findall(before)[-8:])


def _sources(marked: list[Marked], citations: tuple[Citation, ...]) -> dict[int, str]:
    """Whose figures a sentence gives: those of a citation or a site in it, or of one that closes its paragraph.

    A parenthetical citation at the end of a paragraph covers the sentences before it (guideline); one that is part of
    the sentence, or that compares, covers its own only, and in results and conclusion none reaches back.
    """
    direct: dict[int, str] = {c.sentence: c.label for c in citations}
    closing = {c.sentence for c in citations if not c.narrative and not c.compares}
    for each in marked:
        site = SITE.search(each.text)
        if site and each.index not in direct:
            direct[each.index] = site.group(1).lower()
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
