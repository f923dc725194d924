"""The citations in a running text: which work each points to, and what the author does with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.entries import find_entries
from kg.extract.intents import Citing, intent_of, is_subject
from kg.extract.links import find_link
from kg.extract.mentions import Mention, find_mentions, without_emphasis
from kg.model import Citation, Paper, Reference, SectionKind

OUTSIDE = ("title", "references")
NUMERIC = re.compile(r"\[(\d{1,3}(?:[\s,;–-]{1,3}\d{1,3}){0,20})\]")
PART = re.compile(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?")
LONGEST_RANGE = 30
NEIGHBOURS, AROUND = 12, 1000


@dataclass(frozen=True, slots=True)
class _Found:
    """A citation before its sentence is known."""

    start: int
    end: int
    label: str
    reference: int | None
    narrative: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a citation stands: its sentence, the words that show its intent, and the section."""

    sentence: int
    start: int
    end: int
    section: SectionKind


def read_citations(paper: Paper, references: tuple[Reference, ...]) -> tuple[Citation, ...]:
    """Read the citations of a paper's running text, each linked to its entry in the reference list if it is there.

    >>> from kg.model import Metadata, Section, Sentence
    >>> text = "Menurut Rosalina (2012), efektivitas dapat diukur."
    >>> sections = (Section(0, len(text), "theory", "", "id"),)
    >>> paper = Paper("p", text, "full-text", Metadata(), sections, (Sentence(0, len(text), 0, 0),))
    >>> (citation,) = read_citations(paper, ())
    >>> citation.surface.quote, citation.label, citation.intent, citation.narrative
    ('Rosalina (2012)', 'Rosalina 2012', 'obtainsBackgroundFrom', True)
    """
    spans = _running(paper)
    plain = without_emphasis(paper.text)
    found = [each for start, end in spans for each in _by_author(plain, start, end, references)]
    numbers = _numbers(paper, references)
    if numbers:
        found += [each for start, end in spans for each in _by_number(paper.text, start, end, numbers)]
    found.sort(key=lambda each: (each.start, each.end, each.reference or 0))
    return _placed(paper, found)


def _running(paper: Paper) -> list[tuple[int, int]]:
    """Give the stretches of running text: all sections but the title matter and the references."""
    if not paper.sections:
        return [(paper.body_start, len(paper.text))]
    return [(s.start, s.end) for s in paper.sections if s.kind not in OUTSIDE]


def _by_author(text: str, start: int, end: int, references: tuple[Reference, ...]) -> Iterator[_Found]:
    for mention in find_mentions(text, start, end):
        link = find_link(mention.chain, mention.year, mention.suffix, references)
        name = link.name if link else mention.chain.authors[0]
        if link is None and mention.doubtful:
            continue
        begin = (
            link.name_start if link and mention.narrative and mention.start == mention.chain.start else mention.start
        )
        label = f"{name} {_shown_year(mention)}"
        yield _Found(begin, mention.end, label, link.reference.position if link else None, mention.narrative)


def _shown_year(mention: Mention) -> str:
    return "n.d." if mention.year is None else f"{mention.year}{mention.suffix}"


def _numbers(paper: Paper, references: tuple[Reference, ...]) -> dict[int, Reference]:
    """Give the entries by the number printed before them, if the list is numbered."""
    printed = {entry.start: entry.number for entry in find_entries(paper)}
    numbered = ((printed.get(reference.evidence.start), reference) for reference in references)
    numbers = {number: reference for number, reference in numbered if number is not None}
    return numbers if references and len(numbers) * 2 > len(references) else {}


def _by_number(text: str, start: int, end: int, numbers: dict[int, Reference]) -> Iterator[_Found]:
    """Read ``[1]``, ``[1, 4]`` and ``[3–5]``; works of one range have the range as their surface."""
    for bracket in NUMERIC.finditer(text, start, end):
        parts = list(PART.finditer(text, bracket.start(1), bracket.end(1)))
        for part in parts:
            span = (bracket if len(parts) == 1 else part).span()
            first, last = int(part.group(1)), int(part.group(2) or part.group(1))
            for number in range(first, min(last, first + LONGEST_RANGE) + 1):
                reference = numbers.get(number)
                if reference is not None:
                    label = f"{reference.first_author} {reference.year or 'n.d.'}"
                    yield _Found(*span, label, reference.position, narrative=False)


def _placed(paper: Paper, found: list[_Found]) -> tuple[Citation, ...]:
    """Give each citation its sentence, its intent and its place in the syntax."""
    starts = [sentence.start for sentence in paper.sentences]
    citations: list[Citation] = []
    for at, each in enumerate(found):
        place = _place(paper, starts, each)
        if place is None:
            continue
        near = [
            other
            for other in found[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            if place.start <= other.start < place.end
        ]
        citing = _citing(paper.text, place, each, near)
        citations.append(
            Citation(
                surface=paper.evidence(each.start, each.end),
                context=paper.evidence(place.start, place.end),
                label=each.label,
                reference=each.reference,
                intent=intent_of(citing),
                sentence=place.sentence,
                narrative=each.narrative or is_subject(citing),
            )
        )
    return tuple(citations)


def _place(paper: Paper, starts: list[int], each: _Found) -> _Place | None:
    """Find the sentence of a citation; one that is a sentence by itself belongs to the sentence before it."""
    if not starts:
        return None
    at = max(0, bisect_right(starts, each.start) - 1)
    sentence = paper.sentences[at]
    start, end = min(sentence.start, each.start), max(sentence.end, each.end)
    if not (sentence.start <= each.start < sentence.end):
        start, end = _line(paper.text, each)
    alone = not any(c.isalnum() for c in paper.text[start : each.start] + paper.text[each.end : end])
    if alone and at and paper.sentences[at - 1].paragraph == sentence.paragraph:
        at, start = at - 1, paper.sentences[at - 1].start
    kinds = [s.kind for s in paper.sections if s.start <= each.start < s.end]
    return _Place(at, start, end, kinds[-1] if kinds else "introduction")


def _line(text: str, each: _Found) -> tuple[int, int]:
    """Give the printed lines of a citation that stands in no sentence, such as one in a table or a heading."""
    after = text.find("\n", each.end)
    return text.rfind("\n", 0, each.start) + 1, len(text) if after < 0 else after


def _citing(text: str, place: _Place, each: _Found, near: list[_Found]) -> Citing:
    """Blank out all citations around one in its sentence, so that no name or year is taken for a word of it."""
    begin, end = max(place.start, each.start - AROUND), min(place.end, each.end + AROUND)
    pieces: list[str] = []
    at = begin
    for other in near:
        start, stop = max(at, other.start), min(other.end, end)
        if stop > start:
            pieces += [text[at:start], " " * (stop - start)]
            at = stop
    blanked = "".join([*pieces, text[at:end]])
    first = min((other.start for other in near), default=each.start)
    return Citing(blanked, each.start - begin, each.end - begin, place.section, first < each.start)
