"""Bibliographic data from a paper's own first page: what can be told without guessing; unknown stays unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.corpus.front.affiliations import affiliations_in, aligned, institution
from kg.corpus.front.dates import year_of
from kg.corpus.front.front_page import FrontLine, front_page
from kg.corpus.front.imprint import AFTER_COPYRIGHT, YEAR, Imprint, cited_imprint, doi_in, imprint_in, merged, volume_at
from kg.corpus.front.journals import is_journal, journal_name
from kg.corpus.front.keywords import keywords_of
from kg.corpus.front.people import Person, people_in, phrase
from kg.corpus.front.titles import find_titles
from kg.languages import LANGUAGES
from kg.model import Metadata, Section

MOST_RUNNING = 40
LONGEST_RUNNING = 300
LONGEST_MASTHEAD = 8


def metadata_of(text: str, sections: Sequence[Section], running: Sequence[str] = ()) -> Metadata:
    r"""Read title, authors, affiliations, imprint and keywords from the front of a paper.

    Args:
        text: the stored text.
        sections: the paper's sections; the first is the title matter.
        running: lines that the pages of the original repeat as heads and feet.

    >>> text = "Antrean di Pasar Rakyat Kota\n\nAni Wulandari\n\nJurnal Angin, Vol. 5 No. 2 (2024): 120-135"
    >>> found = metadata_of(text, (Section(0, len(text), "title", "", "id"),))
    >>> found.title, found.authors, found.venue, found.year, found.pages
    ('Antrean di Pasar Rakyat Kota', ('Ani Wulandari',), 'Jurnal Angin', 2024, '120-135')
    """
    language = main_language(sections)
    running = [line[:LONGEST_RUNNING] for line in running[:MOST_RUNNING]]
    lines = front_page(text, sections)
    titles, lines = find_titles(lines, text, language)
    people, affiliations = _people(lines)
    imprint = _imprint(lines, running)
    dated = [line.shown for line in _with_kind(lines, "dates", "masthead", "journal", "year")]
    alone = [YEAR.findall(line.shown)[-1] for line in _with_kind(lines, "year", "journal") if YEAR.search(line.shown)]
    year = year_of(dated, imprint.year, alone)
    return Metadata(
        title=titles.main,
        title_en=titles.english,
        authors=tuple(person.name for person in people),
        families=tuple(person.family for person in people),
        year=year if year else year_of(running, "", ()),
        venue=imprint.venue,
        volume=imprint.volume,
        issue=imprint.issue,
        pages=imprint.pages,
        doi=doi_in([line.shown for line in lines if line.kind != "prose"] + list(running)),
        language=language,
        keywords=keywords_of(lines, language),
        affiliations=affiliations,
    )


def main_language(sections: Sequence[Section]) -> str:
    """Tell the language of most of the text after the abstracts."""
    body = [s for s in sections if s.kind not in ("title", "abstract", "references")] or list(sections)
    lengths = {code: sum(s.end - s.start for s in body if s.language == code) for code in LANGUAGES}
    return max(LANGUAGES, key=lambda code: lengths[code])


def _with_kind(lines: Sequence[FrontLine], *kinds: str) -> list[FrontLine]:
    return [line for line in lines if line.kind in kinds]


def _people(lines: Sequence[FrontLine]) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """The people before the abstract, behind the title where there are any, and where each works."""
    title = next((at for at, line in enumerate(lines) if line.kind == "title"), -1)
    end = next((at for at, line in enumerate(lines) if line.kind in ("abstract", "prose") and at > title), len(lines))
    front = lines[title + 1 : end]
    if not _with_kind(front, "people"):
        front = lines[: max(title, 0)]
    people: dict[str, Person] = {}
    beside: dict[str, list[str]] = {}
    group: list[str] = []
    closed = False  # whether the group of names has its affiliation
    for line in front:
        if line.kind == "people":
            group = [] if closed else group
            closed = False
            for person in people_in(line.shown):
                people.setdefault(person.name, person)
                group.append(person.name)
        elif line.kind == "affiliation":
            closed = True
            for author, name in _placed(line, group):
                beside.setdefault(author, []).append(name)
        elif line.kind == "mail" and group:
            closed = True
    authors = tuple(people.values())
    known = {name: _joined(found) for name, found in beside.items() if not _is_unclear(name, beside)}
    return authors, aligned(authors, _marked(lines), known)


def _is_unclear(name: str, beside: dict[str, list[str]]) -> bool:
    """Whether two institutions stand below several names: none is known to be this one's."""
    shared = sum(1 for found in beside.values() if found == beside[name]) > 1
    return shared and len({place for place in beside[name] if phrase("reference", "university").search(place)}) > 1


def _joined(affiliations: Sequence[str]) -> str:
    """One affiliation over several lines."""
    return ", ".join(dict.fromkeys(affiliations))


def _placed(line: FrontLine, group: Sequence[str]) -> list[tuple[str, str]]:
    """Each of a group of names with the unmarked affiliation below; in columns each has the one of its column."""
    columns = [piece for piece in re.split(r"\s*[;|]\s*", line.shown) if piece]
    if len(columns) == len(group) > 1 and not line.marked:
        return [(author, institution(piece)) for author, piece in zip(group, columns, strict=True)]
    return [(author, name) for marks, name in affiliations_in(line.shown) if not marks for author in group]


def _marked(lines: Sequence[FrontLine]) -> dict[str, str]:
    """The affiliations that bear marks, by mark; lines under one go on with it."""
    found: dict[str, str] = {}
    last: tuple[str, ...] = ()
    block = -1
    for line in lines:
        if line.kind != "affiliation":
            last = ()
            continue
        for marks, name in affiliations_in(line.shown):
            if marks:
                last, block = marks, line.block
                found.update({mark: name for mark in marks if mark not in found})
            elif last and block == line.block:
                found.update({mark: f"{found[mark]}, {name}" for mark in last})
    return found


def _imprint(lines: Sequence[FrontLine], running: Sequence[str]) -> Imprint:
    """Put together mastheads, recommended citation and the lines that pages repeat; then the journal's name alone."""
    heads = _with_kind(lines, "masthead")
    parts = [imprint_in(line.shown) for line in heads]
    parts += [cited_imprint(line.shown) for line in _with_kind(lines, "citation")]
    journals = [journal_name(line.shown) for line in _with_kind(lines, "journal")]
    repeated = [imprint_in(line) for line in running]
    journals += _above_volume(lines)
    copied = [_copyright_holder(line.shown) for line in heads]
    repeated_names = [journal_name(line) for line in running if is_journal(line) and volume_at(line) < 0]
    names = [p.venue for p in parts if p.venue] + journals + [p.venue for p in repeated if p.venue]
    names += [name for name in (*copied, *repeated_names) if name]
    known = merged([*parts, *repeated])
    venue = next((name for name in names if is_journal(name)), next(iter(names), ""))
    return Imprint(venue, known.volume, known.issue, known.pages, known.year)


def _above_volume(lines: Sequence[FrontLine]) -> list[str]:
    """Names without a word for journal: what stands right above a line that begins with the volume."""
    return [
        name
        for above, line in pairwise(lines)
        if line.kind == "masthead" and above.kind in ("other", "people") and line.block - above.block <= 1
        if volume_at(line.shown) == 0 and not above.marked and (name := journal_name(above.shown))
        if len(name.split()) <= LONGEST_MASTHEAD
    ]


def _copyright_holder(shown: str) -> str:
    """The journal that a copyright line names: ``© 2024 Jurnal Angin``, or before the sign."""
    found = AFTER_COPYRIGHT.search(shown)
    if found is None:
        return ""
    before, behind = shown[: found.start()], YEAR.split(found.group())[-1]
    return next((name for part in (before, behind) if is_journal(part) and (name := journal_name(part))), "")
