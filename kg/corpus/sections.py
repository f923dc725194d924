"""Where the sections of a paper begin and end, and the language of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.corpus.headings import LONGEST_HEADING, Heading, find_headings
from kg.corpus.lines import lines_of
from kg.corpus.matter import is_matter
from kg.corpus.section_names import kind_of
from kg.languages import LANGUAGES, load
from kg.model import Section

__all__ = ["LONGEST_HEADING", "Heading", "find_headings", "find_sections", "is_matter", "kind_of", "language_of"]

SAMPLE = 6000  # characters that tell a language
LONG_PARAGRAPH = 200  # characters of a paragraph whose language is sure


def language_of(passage: str, fallback: str = "id") -> str:
    """Guess the language of a passage by its most frequent small words.

    >>> language_of("The use of the application is easy."), language_of("Aplikasi ini mudah dan cepat.")
    ('en', 'id')
    """
    words = passage[:SAMPLE].casefold().split()
    counts = {code: sum(map(_frequent(code).__contains__, words)) for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: counts[code])
    return best if counts[best] else fallback


@cache
def _frequent(code: str) -> frozenset[str]:
    return frozenset(load(code).words("detect", "frequent"))


def find_sections(text: str, headings: list[Heading], start: int = 0) -> tuple[Section, ...]:
    """Cut a text into its sections: title matter first, then one from each heading that names a kind.

    An abstract whose text turns to another language is two abstracts.
    """
    openers = [h for h in headings if h.kind is not None]
    bounds = [(start, start, "title", "", 1)] if not openers or openers[0].line.start > start else []
    bounds += [(h.line.start, h.content_start, h.kind or "title", h.text, h.level) for h in openers]
    sections: list[Section] = []
    for at, (begin, content, kind, name, level) in enumerate(bounds):
        end = bounds[at + 1][0] if at + 1 < len(bounds) else len(text)
        turns = _turns(text, content, end) if kind == "abstract" else []
        for first, last in zip([begin, *turns], [*turns, end], strict=True):
            language = language_of(text[max(first, content) : last])
            sections.append(Section(first, last, kind, name, language, level))  # type: ignore[arg-type]
    return tuple(sections)


def _turns(text: str, start: int, end: int) -> list[int]:
    """Give the positions where a long paragraph is in another language than the long one before it."""
    turns: list[int] = []
    before = ""
    for first, last in _paragraphs(text, start, end):
        if last - first >= LONG_PARAGRAPH and not is_matter(text[first:last]):
            language = language_of(text[first:last], before)
            if before and language != before:
                turns.append(first)
            before = language
    return turns


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a text at its blank lines."""
    first = last = -1
    for line in lines_of(text, start, end):
        if not line.blank:
            first, last = (line.start if first < 0 else first), line.end
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last
