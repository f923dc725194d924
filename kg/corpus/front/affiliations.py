"""Where authors work: affiliations on a title page, and which author each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from kg.corpus.front.people import CLOSE, FIGURES, OPEN, Person, marks_in, phrase

MARK = rf"{OPEN}([^{CLOSE}]*){CLOSE}\s*|({FIGURES}) ?[).]?\s*(?=[^\W\d_])|([a-h])(?:[).]\s*| )(?=[A-Z])"
FRONT_MARK = re.compile(MARK)
INNER_MARK = re.compile(
    rf"(?:(?<=[,;. ]){OPEN}|(?<=[^\d,;.][,;] )(?=\d{{1,2}} ?\)?[A-Z])|(?<=[^\W\d_] )(?=\d{{1,2}}[A-Z]))"
)
MAIL = re.compile(r"\{[^{}@]{1,80}\}@[^\s,;]{1,80}|[^\s@,;<>()]{1,64}@[^\s@,;<>()]{1,80}")
EDGE = " .,;:()|-–—*"


def affiliations_in(shown: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Cut a line into the affiliations that it holds, each with its marks.

    >>> affiliations_in("⟦1⟧Universitas Angin, ⟦2⟧Politeknik Laut, Jl. Melati 5")
    ((('1',), 'Universitas Angin'), (('2',), 'Politeknik Laut'))
    """
    inner = {found.start() for pattern in (INNER_MARK, _figure_within()) for found in pattern.finditer(shown)}
    cuts = [0, *sorted(inner - {0}), len(shown)]
    found: list[tuple[tuple[str, ...], str]] = []
    marks: tuple[str, ...] = ()
    for start, end in pairwise(cuts):
        piece = shown[start:end].strip(" -•")
        while front := FRONT_MARK.match(piece):
            marks += marks_in(next(group for group in front.groups("") if group) if any(front.groups()) else "")
            piece = piece[front.end() :]
        if name := institution(piece):
            found.append((marks, name))
            marks = ()
    return tuple(found)


@cache
def _figure_within() -> re.Pattern[str]:
    """A figure that an institution follows, within a line."""
    return re.compile(rf"(?<=[^\d.] )(?=\d{{1,2}} ?\)? ?{phrase('names', 'institution').pattern})", re.I)


def institution(piece: str) -> str:
    """Take mail addresses, street addresses and what a person does there off an affiliation.

    >>> institution("(Dosen Politeknik Laut, Jl. Melati No. 5, Muara) ani@contoh.id")
    'Politeknik Laut'
    """
    shown = re.sub(rf"{OPEN}[^{CLOSE}]*{CLOSE}", "", MAIL.sub("", piece))
    for words in (phrase("names", "contact"), phrase("names", "street")):
        if cut := words.search(shown):
            shown = shown[: cut.start()]
    shown = " ".join(shown.split())
    shown = without_staff(shown.lstrip(EDGE.replace("(", ""))) if shown.strip(EDGE) else ""
    shown = shown.strip(EDGE.replace("(", "").replace(")", ""))
    return shown.strip("()") if shown.count("(") != shown.count(")") or shown.startswith("(") else shown


def without_staff(shown: str) -> str:
    """Take what a person does at an institution off its front.

    >>> without_staff("Dosen pada Universitas Angin"), without_staff("di Universitas Angin")
    ('Universitas Angin', 'di Universitas Angin')
    """
    bare = shown.lstrip(" (*")
    while staff := phrase("names", "staff").match(bare):
        bare = bare[staff.end() :].lstrip(" :,")
        if of := phrase("names", "staff_of").match(bare):
            bare = bare[of.end() :].lstrip()
    return bare if bare != shown.lstrip(" (*") else shown


def aligned(people: Iterable[Person], marked: dict[str, str], beside: dict[str, str]) -> tuple[str, ...]:
    """Give each person their affiliations: by marks where these lead somewhere, else by what stands beside the name.

    >>> aligned([Person("Ani", ("1", "2")), Person("Budi")], {"1": "A", "2": "B"}, {"Budi": "C"})
    ('A; B', 'C')
    """
    return tuple(
        "; ".join(dict.fromkeys(marked[mark] for mark in person.marks if mark in marked)) or beside.get(person.name, "")
        for person in people
    )
