"""All places of a running text that point to a work, in whatever form: names and years, numbers, notes, laws."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.chains import chain_before
from kg.extract.entries import find_entries
from kg.extract.laws import entry_of, find_laws, laws_of
from kg.extract.links import Link, Links
from kg.extract.mentions import Mention, find_mentions, find_unbracketed, without_emphasis
from kg.extract.notes import Notes, read_notes
from kg.extract.numbered import Numbered, are_works, glued, in_rounds, in_squares, raised
from kg.extract.phrases import words
from kg.model import Paper, Reference

OUTSIDE = ("title", "references")
BREAK = re.compile(r"\n[ \t\f]*\n(?:[ \t]*\d{1,4}[ \t]*\n(?:[ \t\f]*\n)?)?")  # a page may end with its number
NAMES = 80  # characters before a number in which the work's authors may be named
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation before its sentence is known; ``names_start`` is where authors named before a number begin."""

    start: int
    end: int
    label: str
    reference: Reference | None
    narrative: bool
    names_start: int
    year_differs: bool = False


def plain_text(paper: Paper) -> str:
    r"""Give a paper's text without marks of emphasis and without page breaks in its sentences; every position stays.

    >>> from kg.model import Metadata, Sentence
    >>> text = "Loket *lambat* (Ali,\n\n12\n\n2019)."
    >>> paper = Paper("p", text, "full-text", Metadata(), (), (Sentence(0, len(text), 0, 0),))
    >>> plain_text(paper)
    'Loket  lambat  (Ali,      2019).'
    """
    plain = without_emphasis(paper.text)
    pieces: list[str] = []
    at = 0
    for sentence in paper.sentences:
        if sentence.start >= at and plain.find("\n", sentence.start, sentence.end) >= 0:
            shown = BREAK.sub(lambda gap: " " * len(gap[0]), plain[sentence.start : sentence.end])
            pieces += [plain[at : sentence.start], shown]
            at = sentence.end
    return "".join([*pieces, plain[at:]])


def find_pointers(paper: Paper, plain: str, references: tuple[Reference, ...]) -> list[Pointer]:
    """Find what points to a work, in the order of the text."""
    links = Links.to(references)
    notes = read_notes(plain, links)
    spans = list(_without(_running(paper), notes.read))
    common = CommonWords(plain)
    named = list(_by_author(plain, spans, links, common))
    found = named + list(_by_note(notes)) + list(_by_law(plain, spans, references))
    linked = sum(1 for pointer in named if pointer.reference is not None)
    found += _by_number(paper, plain, spans, references, linked)
    return sorted(found, key=lambda p: (p.start, p.end, p.reference.position if p.reference else 0))


def _running(paper: Paper) -> list[Span]:
    """Give the stretches of running text: all sections but the title matter and the references."""
    if not paper.sections:
        return [(paper.body_start, len(paper.text))]
    return [(s.start, s.end) for s in paper.sections if s.kind not in OUTSIDE]


def _without(spans: list[Span], read: tuple[Span, ...]) -> Iterator[Span]:
    """Cut the notes that were read out of the running text, for years and places in them are no citations."""
    holes = sorted(read)
    starts = [start for start, _ in holes]
    for start, end in spans:
        at = start
        for hole in holes[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end)]:
            if hole[1] > at and hole[0] < end:
                if hole[0] > at:
                    yield at, hole[0]
                at = hole[1]
        if at < end:
            yield at, end


class CommonWords:
    """The words that a text also writes small: a capital alone makes none of them a name.

    >>> "sistem" in CommonWords("Menurut Sistem dan subsistem"), "dan" in CommonWords("Menurut Sistem dan subsistem")
    (False, True)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        """Look a word up in the text."""
        if word not in self._known:
            self._known[word] = word.islower() and all(map(_is_letter, word)) and self._stands(word)
        return self._known[word]

    def _stands(self, word: str) -> bool:
        at = self._text.find(word)
        while at >= 0:
            end = at + len(word)
            if not any(map(_is_letter, (*self._text[max(0, at - 1) : at], *self._text[end : end + 1]))):
                return True
            at = self._text.find(word, end)
        return False


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


def _by_author(text: str, spans: list[Span], links: Links, common: CommonWords) -> Iterator[Pointer]:
    """Find names with years; ``(Ali 2019)``, in no list, is a citation only where the list's works are cited so."""
    mentions = [
        m for start, end in spans for m in (*find_mentions(text, start, end), *find_unbracketed(text, start, end))
    ]
    linked = _links(mentions, links)
    bare = not links.references or any(
        link is not None and mention.weak and not mention.narrative
        for mention, link in zip(mentions, linked, strict=True)
    )
    for mention, link in zip(mentions, linked, strict=True):
        chain = mention.chain
        is_word = mention.weak and chain.authors[0].casefold() in common
        unsure = mention.doubtful or is_word or (mention.weak and not mention.narrative and not bare)
        if link is None and unsure and not (mention.narrative and links.knows(chain.authors[0])):
            continue
        begin = mention.start
        if mention.narrative and begin == chain.start:
            begin = _first_name(mention, link, common)
        name = link.name if link else chain.authors[0]
        year = "n.d." if mention.year is None else f"{mention.year}{mention.suffix}"
        differs = link is not None and link.year_differs
        entry = link.reference if link else None
        yield Pointer(begin, mention.end, f"{name} {year}", entry, mention.narrative, begin, differs)


def _links(mentions: list[Mention], links: Links) -> list[Link | None]:
    """Link each mention; those that read the same are looked up once."""
    seen: dict[tuple[object, ...], Link | None] = {}
    for mention in mentions:
        key = _key(mention)
        if key not in seen:
            seen[key] = links.find(mention.chain, mention.year, mention.suffix)
    return [seen[_key(mention)] for mention in mentions]


def _key(mention: Mention) -> tuple[object, ...]:
    names = tuple(name for _, name in mention.chain.readings)
    return names, mention.chain.authors, mention.year, mention.suffix


def _first_name(mention: Mention, link: Link | None, common: CommonWords) -> int:
    """Say where the names begin, behind common words that a capital made look like names: ``Sistem Ali (2019)``."""
    readings = mention.chain.readings
    for (start, name), (_, shorter) in pairwise(readings):
        first = name.split()[0].casefold()
        is_name = first in words("citation", "particle") or first not in common
        if is_name or not name.endswith(f" {shorter}") or (link is not None and link.name == name):
            return start
    return readings[-1][0] if readings else mention.start


def _by_note(notes: Notes) -> Iterator[Pointer]:
    for call in notes.calls:
        label = f"{call.name} {call.year or 'n.d.'}"
        yield Pointer(call.start, call.end, label, call.reference, False, call.start, call.year_differs)


def _by_law(text: str, spans: list[Span], references: tuple[Reference, ...]) -> Iterator[Pointer]:
    """Find the laws that the list has; a law that is in no list is named, not cited."""
    listed = laws_of(references)
    if not listed:
        return
    for law in (law for start, end in spans for law in find_laws(text, start, end)):
        reference = entry_of(law, listed)
        if reference is not None:
            bracketed = text[law.start - 1 : law.start] == "(" and text[law.end : law.end + 1] == ")"
            start, end = (law.start - 1, law.end + 1) if bracketed else (law.start, law.end)
            label = " ".join(text[law.start : law.end].split())
            yield Pointer(start, end, label, reference, not bracketed, start)


def _by_number(
    paper: Paper, text: str, spans: list[Span], references: tuple[Reference, ...], named: int
) -> Iterator[Pointer]:
    """Read numbers in square brackets where the list is numbered, other forms where they must stand for its works."""
    printed = _printed_numbers(paper, references)
    works = printed or {reference.position: reference for reference in references}
    squares = [each for start, end in spans for each in in_squares(text, start, end)]
    marks = sorted((each for start, end in spans for each in raised(text, start, end)), key=lambda each: each.start)
    chosen = squares if printed or are_works(squares, len(works), named=named) else []
    chosen = chosen + (marks if are_works(marks, len(works), named=named) else [])
    if not any(number in works for each in chosen for number in each.numbers):
        forms = ([each for start, end in spans for each in form(text, start, end)] for form in (in_rounds, glued))
        chosen = next((form for form in forms if are_works(form, len(works), named=named)), [])
    for each in chosen:
        yield from _pointers(text, each, works)


def _printed_numbers(paper: Paper, references: tuple[Reference, ...]) -> dict[int, Reference]:
    """Give the entries by the number printed before them, if the list is numbered."""
    if sum(1 for reference in references if _may_be_numbered(paper.text, reference)) * 2 <= len(references):
        return {}
    printed = {entry.start: entry.number for entry in find_entries(paper)}
    numbered = ((printed.get(reference.evidence.start), reference) for reference in references)
    numbers = {number: reference for number, reference in numbered if number is not None}
    return numbers if len(numbers) * 2 > len(references) else {}


def _may_be_numbered(text: str, reference: Reference) -> bool:
    """Whether a digit stands right before an entry, with marks and spaces at most between."""
    at = reference.evidence.start
    while at and text[at - 1].isspace():
        at -= 1
    return any(c.isdigit() for c in text[max(0, at - 2) : at])


def _pointers(text: str, each: Numbered, works: dict[int, Reference]) -> Iterator[Pointer]:
    """Give one citation for each work of a number or range; authors may be named before it: ``Ali dkk. [3]``."""
    names = _names_before(text, each.start)
    for number in each.numbers:
        reference = works.get(number)
        if reference is not None:
            label = f"{reference.first_author} {reference.year or 'n.d.'}"
            yield Pointer(each.start, each.end, label, reference, False, names)


def _names_before(text: str, start: int) -> int:
    """Say where the names right before a bracket begin; where there are none, that is where the bracket does."""
    before = text[max(0, start - 2) : start].rstrip()
    if text[start : start + 1] not in ("[", "(", "<") or not (before[-1:].isalpha() or before[-1:] == "."):
        return start
    names = chain_before(text, max(0, start - NAMES), start, is_list=False)
    return start if names is None or names.doubtful else names.start
