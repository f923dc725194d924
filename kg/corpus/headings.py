"""Which lines of a text are headings: marked ones, and short lines that stand alone or name a known section."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.corpus.lines import BULLET, TERMINAL, Line, lines_of, without_ordinal
from kg.corpus.matter import is_bare, is_matter
from kg.corpus.section_names import is_chapter, is_contents, kind_of
from kg.languages import LANGUAGES, load
from kg.model import SectionKind

LONGEST_HEADING = 12  # words
LONGEST_KNOWN = 8  # words
LONGEST_LINE = 300  # characters of a line that may be a heading as a whole
WRAPPED = 40  # characters of a line that may run on into the next one
LONGEST_RUN_IN = 120  # characters
PROSE = 60  # characters
WORD = re.compile(r"[^\W\d_]+")
RUN_IN = re.compile(
    r"\s{0,8}(?:#{1,6}\s+)?([*_]{0,3})((?:[\dIVX.]{1,5}\s+)?[^\W\d_]+(?: [^\W\d_]+){0,4})"
    r"\s?[*_]{0,3}\s?(?:[.:—–]{1,3}|(?<=\s)-(?=\s))[*_]{0,3}\s*(?=[^\s.])"
)
SUMMARISED: tuple[SectionKind, ...] = ("introduction", "theory", "method", "results", "conclusion", "recommendations")
BACK: tuple[SectionKind, ...] = ("acknowledgements", "references")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line; ``kind`` is ``None`` for one that only divides the section that it stands in.

    ``content_start`` is where the text under it begins: after the line, or within it for a run-in heading.
    """

    line: Line
    text: str
    kind: SectionKind | None
    level: int
    content_start: int

    @property
    def is_run_in(self) -> bool:
        """Whether the text goes on in the line of the heading."""
        return self.content_start < self.line.end


@dataclass(slots=True)
class _Place:
    """Where in the paper a line stands: what was read above it; ``labelled`` tells of a bare ``Gambar 2``."""

    kind: SectionKind | None = None
    level: int = 1
    keywords_seen: bool = False
    in_contents: bool = False
    labelled: bool = False
    body_seen: bool = False

    @property
    def is_reference_list(self) -> bool:
        """Whether the line stands in a list of references that follows the body of a paper."""
        return self.kind == "references" and self.body_seen

    def pass_heading(self, heading: Heading) -> None:
        if heading.kind is not None:
            self.body_seen = self.body_seen or heading.kind in SUMMARISED
            self.kind, self.level, self.keywords_seen, self.in_contents = heading.kind, heading.level, False, False
        elif is_contents(heading.text):
            self.in_contents = True


def find_headings(text: str, start: int = 0) -> list[Heading]:
    r"""Find the headings of a text.

    >>> [(found.text, found.kind) for found in find_headings("BAB I PENDAHULUAN\n\nIsi.\n\nProfil Kota\n\nIsi.")]
    [('BAB I PENDAHULUAN', 'introduction'), ('Profil Kota', None)]
    """
    lines = list(lines_of(text, start))
    place = _Place()
    found: list[Heading] = []
    for at, line in enumerate(lines):
        if line.blank:
            continue
        short = len(line.content) <= LONGEST_LINE
        heading = _heading(line, lines, at, place)
        named = place.labelled and not line.heading_level  # the line below ``Gambar 2`` names the figure
        place.labelled = short and is_bare(line.content)
        if heading is not None and (heading.kind is not None or not (named or place.labelled)):
            heading = _in_place(heading, lines, at, place)
            place.pass_heading(heading)
            found.append(heading)
        elif place.kind == "abstract" and short and (place.labelled or is_matter(line.content, ("keywords",))):
            place.keywords_seen = True
    return found


def _heading(line: Line, lines: list[Line], at: int, place: _Place) -> Heading | None:
    """Read one line as a heading, if it is one."""
    if len(line.content) > LONGEST_LINE:
        return _run_in(line, place)
    if line.is_table_row or line.has_leaders:
        return None
    shown = line.plain
    return _named(line, shown, lines, at, place) or _run_in(line, place) or _unnamed(line, shown, lines, at)


def _named(line: Line, shown: str, lines: list[Line], at: int, place: _Place) -> Heading | None:
    """Read a heading that names a kind of section, or the bare number of a chapter."""
    words = len(shown.split())
    if words > LONGEST_KNOWN and len(shown) >= 3 * words:
        return None
    if is_chapter(shown):
        return Heading(line, shown, None, line.heading_level or 1, line.end)
    kind = kind_of(shown)
    if kind is None or BULLET.match(line.content) or not _opens(line, shown, kind, lines, at, place):
        return None
    return Heading(line, shown, kind, line.heading_level or 1, line.end)


def _unnamed(line: Line, shown: str, lines: list[Line], at: int) -> Heading | None:
    """Read a heading of other words: a marked one, or a short line that stands alone and looks like one."""
    if line.heading_level:
        return Heading(line, shown, None, line.heading_level, line.end)
    if len(shown.split()) <= LONGEST_HEADING and _stands_alone(lines, at) and _looks_like_heading(line, shown):
        return Heading(line, without_ordinal(shown), None, 3, line.end)
    return None


def _run_in(line: Line, place: _Place) -> Heading | None:
    """Read a heading whose text goes on in its line: ``Abstrak—…``, ``**Metode.** …``, ``KESIMPULAN: …``."""
    found = RUN_IN.match(line.content[:LONGEST_RUN_IN])
    if found is None:
        return None
    emphasis, name = found.groups()
    kind = kind_of(name)
    if kind is None or not (name[0].isupper() or name[0].isdigit()):
        return None
    marked = emphasis.startswith(("**", "__")) or (name.isupper() and len(name) > 4)
    if (kind != "abstract" and not marked) or (place.is_reference_list and kind not in BACK):
        return None
    return Heading(line, name, kind, line.heading_level or 1, line.start + found.end())


def _opens(line: Line, shown: str, kind: SectionKind, lines: list[Line], at: int, place: _Place) -> bool:
    """Whether a line with the words of a known heading is one, and no piece of a sentence or of a reference."""
    if place.kind not in BACK and is_matter(shown):
        return False  # the caption of an appendix
    if line.heading_level or line.is_bold or shown.isupper():
        return True
    if place.is_reference_list and not (kind in BACK and _stands_alone(lines, at)):
        return False
    if not without_ordinal(shown)[:1].isupper():
        return False
    above = lines[at - 1].content.rstrip(' *_)"”') if at else ""
    below = lines[at + 1].content.lstrip(" *_") if at + 1 < len(lines) else ""
    return not (len(above) >= WRAPPED and not above.endswith(TERMINAL)) and not below[:1].islower()


def _in_place(heading: Heading, lines: list[Line], at: int, place: _Place) -> Heading:
    """Take the kind from a heading that opens no section where it stands: in an abstract, in a table of contents."""
    if heading.kind is None:
        return heading
    if place.in_contents and not _is_followed_by_prose(lines, at):
        return replace(heading, kind=None)
    within = heading.is_run_in or heading.level > place.level
    if place.kind == "abstract" and not place.keywords_seen and within and heading.kind in SUMMARISED:
        return replace(heading, kind=None)
    return heading


def _is_followed_by_prose(lines: list[Line], at: int) -> bool:
    below = next((line for line in lines[at + 1 : at + 6] if not line.blank), None)
    return below is not None and len(below.content) >= PROSE and not below.has_leaders


def _stands_alone(lines: list[Line], at: int) -> bool:
    """Whether no prose runs on from the line above or into the line below."""
    above = lines[at - 1] if at else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    return (above is None or above.blank) and (below is None or below.blank)


def _looks_like_heading(line: Line, shown: str) -> bool:
    """Whether a line is bold, or like a title and no sentence ends in it."""
    if line.is_bold:
        return True
    if shown.endswith((".", "!", "?", ";", ",")) or "@" in shown or is_matter(shown):
        return False
    return shown[:1].isalnum() and not shown[:1].islower() and is_titled(shown)


def is_titled(shown: str) -> bool:
    """Whether most of the longer words begin with a capital, as in a title.

    >>> is_titled("Profil Warga di Kota Angin"), is_titled("Warga di kota itu mengantre lama")
    (True, False)
    """
    words = [word for word in WORD.findall(shown) if len(word) > 3 and word not in _small_words()]
    capital = sum(1 for word in words if word[0].isupper())
    return bool(words) and capital * 4 >= len(words) * 3


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("detect", "frequent"))
