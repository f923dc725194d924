"""The citations in a running text: which work each points to, and what the author does with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kg.extract.coverage import covered_by
from kg.extract.intents import Citing, intents_of, is_subject
from kg.extract.pointers import Pointer, find_pointers, plain_text
from kg.model import Citation, Paper, Reference, SectionKind

AROUND = 2000  # characters on either side of a citation that tell what is done with it
LINE = 500  # of one that stands in no sentence


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
    if not paper.sentences:
        return ()
    plain = plain_text(paper)
    found = find_pointers(paper, plain, references)
    places = _places(paper, found)
    placed = list(zip(places, found, strict=True))
    cited = frozenset(place.sentence for place in places)
    return tuple(_with_intents(paper, plain, placed, cited))


def _places(paper: Paper, found: list[Pointer]) -> list[_Place]:
    """Give each citation its place; the starts of sentences and sections are looked up, not walked through."""
    sentences = [sentence.start for sentence in paper.sentences]
    sections = [section.start for section in paper.sections]
    return [_place(paper, sentences, sections, each) for each in found]


def _place(paper: Paper, sentences: list[int], sections: list[int], each: Pointer) -> _Place:
    """Find the sentence of a citation; one that is a sentence by itself belongs to the sentence before it."""
    at = max(0, bisect_right(sentences, each.start) - 1)
    sentence = paper.sentences[at]
    start, end = min(sentence.start, each.start), max(sentence.end, each.end)
    if not (sentence.start <= each.start < sentence.end):
        start, end = _line(paper.text, each)
    outside = (paper.text[start : each.start], paper.text[each.end : end]) if end - start < LINE else ("x", "")
    alone = not any(c.isalnum() for text in outside for c in text)
    if alone and at and paper.sentences[at - 1].paragraph == sentence.paragraph:
        at, start = at - 1, paper.sentences[at - 1].start
    section = bisect_right(sections, each.start) - 1
    return _Place(at, start, end, paper.sections[section].kind if section >= 0 else "introduction")


def _line(text: str, each: Pointer) -> tuple[int, int]:
    """Give the printed line of a citation that stands in no sentence, such as one in a table or a heading."""
    before, after = text.rfind("\n", max(0, each.start - LINE), each.start), text.find("\n", each.end, each.end + LINE)
    start = max(0, each.start - LINE) if before < 0 else before + 1
    return start, min(len(text), each.end + LINE) if after < 0 else after


def _with_intents(
    paper: Paper, plain: str, placed: list[tuple[_Place, Pointer]], cited: frozenset[int]
) -> Iterator[Citation]:
    """Read the intents of all citations of a sentence together, for one may be compared with another."""
    told: tuple[int, int] = (-1, -1)  # the last sentence that tells what a cited work says, and its paragraph
    starts = [each.start for _, each in placed]
    for place, group in groupby(placed, key=lambda pair: pair[0]):
        here = [each for _, each in group]
        paragraph = paper.sentences[place.sentence].paragraph
        begin, end = max(place.start, here[0].start - AROUND), min(place.end, here[-1].end + AROUND)
        near = placed[bisect_left(starts, begin) : bisect_left(starts, end)]
        spans = tuple(sorted({(each.names_start - begin, each.end - begin) for _, each in near}))
        spans = tuple((max(0, first), min(last, end - begin)) for first, last in spans)
        citing = Citing.of(plain[begin:end], spans, place.section, after_cited=told == (place.sentence - 1, paragraph))
        intents = dict(zip(spans, intents_of(citing), strict=True))
        for each in here:
            span = (max(0, each.names_start - begin), min(each.end, end) - begin)
            subject = is_subject(citing, span)
            citation = _citation(paper, place, each, intents[span], subject=subject)
            if subject and not citation.compares:
                told = (place.sentence, paragraph)
            closing = not citation.narrative and not citation.compares
            covers = covered_by(paper, place.sentence, each.end, cited) if closing else ()
            yield replace(citation, covers=covers)


def _citation(paper: Paper, place: _Place, each: Pointer, intent: str, *, subject: bool) -> Citation:
    return Citation(
        surface=paper.evidence(each.start, each.end),
        context=paper.evidence(place.start, place.end),
        label=each.label,
        reference=each.reference.position if each.reference else None,
        intent=intent,
        sentence=place.sentence,
        narrative=each.narrative or subject,
        year_differs=each.year_differs,
    )
