"""Where the sections of a paper begin and end, read from headings in any of the known languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from kg.corpus.lines import Line, lines_of, plain, without_ordinal
from kg.languages import LANGUAGES, load
from kg.model import Section, SectionKind

LONGEST_HEADING = 12
MATTER_WORDS = 30
WORD = re.compile(r"[^\W\d_]+")
RUN_IN = re.compile(r"\s*[*_]*([^\W\d_]+(?: [^\W\d_]+)?)[*_]*\s*[.:—–-]+[*_]*\s+(?=\S)")
RUN_IN_KINDS = ("abstract",)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line; ``kind`` is ``None`` for one that only divides the section that it stands in."""

    line: Line
    text: str
    kind: SectionKind | None
    level: int
    content_start: int


@cache
def _known() -> dict[str, SectionKind]:
    return {
        name: kind  # type: ignore[misc]
        for code in LANGUAGES
        for kind, names in load(code).functions("sections").items()
        for name in names
    }


@cache
def kind_of(heading: str) -> SectionKind | None:
    """Name the kind of section that a heading opens; one wrong letter in a word of six is forgiven.

    >>> kind_of("KESIMPULAM DAN SARAN"), kind_of("1Pendahuluan"), kind_of("A. Kenyamanan Akses")
    ('conclusion', 'introduction', None)
    """
    shown = without_ordinal(plain(heading)).strip(" .:").casefold()
    if not shown or len(shown) > 60:
        return None
    known = _known()
    if shown in known:
        return known[shown]
    slips = [(OSA.distance(shown, name), name) for name in known if len(name) >= 6 and name[0] == shown[0]]
    distance, nearest = min(slips, default=(9, ""))
    return known[nearest] if distance <= (2 if len(nearest) > 12 else 1) else None


@cache
def _line_words(function: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("lines", function))


def is_matter(line: str, functions: Iterable[str] = ("keywords", "caption", "front")) -> bool:
    """Tell lines that are no prose by their first words: keywords, captions, addresses.

    >>> is_matter("Kata Kunci: Efektivitas, JMO"), is_matter("Gambar 1. Aplikasi JMO"), is_matter("Sumber daya ada.")
    (True, True, False)
    """
    shown = plain(line).casefold()
    if line.lstrip().startswith("<sup>") or "@" in shown:
        return len(shown.split()) <= MATTER_WORDS
    for function in functions:
        for name in _line_words(function):
            if shown.startswith(name):
                rest = shown[len(name) :].lstrip()
                if rest[:1] == ":" or (function == "caption" and rest[:1].isdigit() and len(shown) < 160):
                    return True
    return False


def find_headings(text: str, start: int = 0) -> list[Heading]:
    """Find the headings of a text: Markdown ones, and short lines that stand alone or name a known section."""
    lines = list(lines_of(text, start))
    found: list[Heading] = []
    for at, line in enumerate(lines):
        heading = None if line.blank else _heading(line, lines, at)
        if heading is not None:
            found.append(heading)
    return found


def _heading(line: Line, lines: list[Line], at: int) -> Heading | None:
    shown = line.plain
    words = len(shown.split())
    kind = kind_of(shown) if words <= 6 else None
    level = line.heading_level
    if kind is not None and not line.content.lstrip().startswith(("- ", "* ")):
        return Heading(line, shown, kind, level or 1, line.end)
    if level:
        return Heading(line, shown, None, level, line.end)
    run_in = RUN_IN.match(line.content) if words > 6 else None
    if run_in and (kind := kind_of(run_in.group(1))) in RUN_IN_KINDS:
        return Heading(line, run_in.group(1), kind, 1, line.start + run_in.end())
    if words <= LONGEST_HEADING and _stands_alone(lines, at) and _looks_like_heading(line, shown):
        return Heading(line, without_ordinal(shown), None, 3, line.end)
    return None


def _stands_alone(lines: list[Line], at: int) -> bool:
    """Whether no prose runs on from the line above or into the line below."""
    above = lines[at - 1] if at else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    return (above is None or above.blank) and (below is None or below.blank)


def _looks_like_heading(line: Line, shown: str) -> bool:
    """Whether most of the longer words begin with a capital and no sentence ends here."""
    if line.is_bold:
        return True
    words = [word for word in WORD.findall(shown) if len(word) > 3 and word not in _small_words()]
    if not words or shown.endswith((".", "!", "?", ";", ",")) or "@" in shown or is_matter(shown):
        return False
    capital = sum(1 for word in words if word[0].isupper())
    return shown[0].isalnum() and not shown[0].islower() and capital * 4 >= len(words) * 3


def language_of(passage: str, fallback: str = "id") -> str:
    """Guess the language of a passage by its most frequent small words.

    >>> language_of("The use of the application is easy."), language_of("Aplikasi ini mudah dan cepat.")
    ('en', 'id')
    """
    words = [word.casefold() for word in WORD.findall(passage[:6000])]
    counts = {code: _count(words, code) for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: counts[code])
    return best if counts[best] else fallback


def _count(words: list[str], code: str) -> int:
    frequent = frozenset(load(code).words("detect", "frequent"))
    return sum(1 for word in words if word in frequent)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("detect", "frequent"))


def find_sections(text: str, headings: list[Heading], start: int = 0) -> tuple[Section, ...]:
    """Cut a text into its sections: title matter first, then one from each heading that names a kind."""
    openers = [h for h in headings if h.kind is not None]
    bounds = [(start, start, "title", "", 1)] if not openers or openers[0].line.start > start else []
    bounds += [(h.line.start, h.content_start, h.kind or "title", h.text, h.level) for h in openers]
    sections: list[Section] = []
    for at, (begin, content, kind, name, level) in enumerate(bounds):
        end = bounds[at + 1][0] if at + 1 < len(bounds) else len(text)
        language = language_of(text[content:end])
        sections.append(Section(begin, end, kind, name, language, level))  # type: ignore[arg-type]
    return tuple(sections)
