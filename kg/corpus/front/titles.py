"""A paper's titles: which blocks of the first page they are, and which is in which language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.corpus.front.front_page import MOST_CHARACTERS, FrontLine, begins_with_particle
from kg.corpus.front.line_kinds import LONGEST_TITLE
from kg.corpus.front.people import CLOSE, OPEN, people_in, words_of
from kg.corpus.sections import language_of
from kg.languages import LANGUAGES, load

FEWEST_WORDS = 3
SURE_WORDS = 4
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Titles:
    """The title in the paper's language, and the English one of a paper in another language."""

    main: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Lines of the first page that belong together and may be a title; ``at`` is the first line's place."""

    shown: str
    at: int
    end: int
    language: str
    level: int


def find_titles(lines: Sequence[FrontLine], text: str, language: str) -> tuple[Titles, tuple[FrontLine, ...]]:
    """Find the titles, and class the lines again: only theirs are of the kind ``title``."""
    wording = Wording(text[:MOST_CHARACTERS], language)
    lines = _names_apart(lines)
    candidates = _candidates(lines, wording)
    main = _main(candidates, lines, wording) or _like_a_name(lines, language)
    if main is None:
        return Titles(), tuple(replace(line, kind="other") if line.kind == "title" else line for line in lines)
    others = [c for c in candidates if c is not main and c.language != main.language and _is_second(c, main, lines)]
    second = others[0] if others else None
    if second is not None and main.language != language and second.language == language:
        main, second = second, main
    kept = range(main.at, main.end)
    classed = tuple(
        replace(line, kind="title" if at in kept else "other") if line.kind == "title" or at in kept else line
        for at, line in enumerate(lines)
    )
    english = second.shown if second is not None and second.language == "en" else ""
    return Titles(main.shown, english), classed


class Wording:
    """Tells the language of a title by its small words, or by the paper's own words in each language."""

    def __init__(self, passage: str, language: str) -> None:
        self._language = language
        self._words: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        self._counts: Counter[str] = Counter()
        for paragraph in passage.split("\n"):
            words = WORD.findall(paragraph)
            if len(words) > 12:
                code = language_of(paragraph[:2000], language)
                self._words[code].update(word.casefold() for word in words if word.islower())
            self._counts.update({word.casefold() for word in words})

    def language_of(self, title: str) -> str:
        """Tell the language of a title; one that shows none is in the paper's."""
        return self.told(title) or self._language

    def told(self, title: str) -> str:
        """Tell the language of some words, or nothing where they do not show it."""
        words = [word.casefold() for word in WORD.findall(title)]
        small = {code: sum(1 for w in words if w in load(code).words("detect", "frequent")) for code in LANGUAGES}
        known = {code: sum(1 for w in words if w in self._words[code]) for code in LANGUAGES}
        scores = {code: 2 * small[code] + known[code] for code in LANGUAGES}
        best = max(LANGUAGES, key=lambda code: scores[code])
        tied = sum(1 for code in LANGUAGES if scores[code] == scores[best]) > 1
        return "" if tied else best

    def repeated(self, title: str) -> int:
        """Count the words of a title that the paper uses again: a title says what its paper is about."""
        return sum(
            1 for word in {w.casefold() for w in WORD.findall(title) if len(w) > 3} if self._counts.get(word, 0) > 1
        )


def _names_apart(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Take unmarked names that stand among a title's lines for title, when names elsewhere are surer ones."""
    found = list(lines)
    for at in range(len(found) - 1, -1, -1):
        line = found[at]
        above = found[at - 1] if at else None
        if line.kind != "people" or above is None or above.block != line.block or _is_sure(found, at):
            continue
        goes_on = above.kind in ("title", "people") and _last_is_small(above.shown)
        elsewhere = any(later.kind == "people" and later.block > line.block for later in found[at + 1 :])
        if above.kind == "title" and (goes_on or (elsewhere and not line.bold)):
            found[at] = replace(line, kind="title")
    return found


def _is_sure(lines: Sequence[FrontLine], at: int) -> bool:
    """Whether a line of names shows by marks, by commas or by what follows it that it is one."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    followed = (
        below is not None and below.block == line.block and below.kind in ("affiliation", "mail", "people", "byline")
    )
    return line.marked or any(c.isdigit() for c in line.shown) or len(people_in(line.shown)) > 1 or followed


def _last_is_small(shown: str) -> bool:
    last = shown.rsplit(maxsplit=1)[-1].casefold() if shown.strip() else ""
    return last in words_of("detect", "frequent") or last.endswith((":", "-", "–", ","))


def _candidates(lines: Sequence[FrontLine], wording: Wording) -> list[Candidate]:
    """Join the lines of each title: those of a block, and blocks that go on with the one above."""
    found: list[Candidate] = []
    bare = [replace(line, shown=without_marks(line.shown)) for line in lines]
    for at, line in enumerate(bare):
        if line.kind != "title":
            continue
        code = wording.told(line.shown)
        last = found[-1] if found and found[-1].end == at else None
        if last is not None and _goes_on(last, bare[at - 1], line, code):
            found[-1] = replace(
                last,
                shown=f"{last.shown} {line.shown}",
                end=at + 1,
                language=wording.told(f"{last.shown} {line.shown}"),
            )
        else:
            found.append(Candidate(line.shown, at, at + 1, code, line.level))
    return [
        replace(c, language=wording.language_of(c.shown))
        for c in found
        if FEWEST_WORDS <= len(c.shown.split()) <= LONGEST_TITLE
    ]


def without_marks(shown: str) -> str:
    """Take a raised mark off the end of a line; within it, it is a figure.

    >>> without_marks("Luas 5 m⟦2⟧ per Warga⟦*⟧")
    'Luas 5 m2 per Warga'
    """
    while shown.endswith(CLOSE) and OPEN in shown:
        shown = shown[: shown.rindex(OPEN)].rstrip()
    return shown.replace(OPEN, "").replace(CLOSE, "").strip()


def _goes_on(last: Candidate, above: FrontLine, line: FrontLine, code: str) -> bool:
    """Whether a line is part of the title above it."""
    particle = begins_with_particle(line.shown) or _last_is_small(last.shown)
    other = bool(code and last.language and code != last.language) and len(last.shown.split()) >= SURE_WORDS
    if line.level != last.level or (other and (len(line.shown.split()) >= FEWEST_WORDS)):
        return False
    if line.block == above.block:
        return True
    return (line.block == above.block + 1) and (particle or (line.shown.isupper() and last.shown.isupper()))


def _main(candidates: Sequence[Candidate], lines: Sequence[FrontLine], wording: Wording) -> Candidate | None:
    """Choose the title: before the abstract where there is one, the block whose words the paper repeats most."""
    abstract = next((at for at, line in enumerate(lines) if line.kind in ("abstract", "prose")), len(lines))
    front = [c for c in candidates if c.at < abstract] or [c for c in candidates if c.level]
    if not front or lines[0].kind == "prose":
        return None
    long = [c for c in front if len(c.shown.split()) >= SURE_WORDS] or [c for c in front if c.level or len(front) == 1]
    return max(long, key=lambda c: (wording.repeated(c.shown) + 2 * (c.level in (1, 2)), -c.at), default=None)


def _like_a_name(lines: Sequence[FrontLine], language: str) -> Candidate | None:
    """A title that looks like a person or an institution: it stands first, there is no other, and names follow."""
    kinds = ("people", "affiliation", "prose", "abstract")
    first = next((at for at, line in enumerate(lines) if line.kind in kinds), None)
    if first is None or lines[first].kind in kinds[2:] or len(lines[first].shown.split()) < FEWEST_WORDS:
        return None
    follow = any(line.kind == "people" and line.block > lines[first].block for line in lines[first + 1 :])
    single = len(people_in(lines[first].shown)) <= 1 and not lines[first].marked
    return Candidate(lines[first].shown, first, first + 1, language, 0) if follow and single else None


def _is_second(candidate: Candidate, main: Candidate, lines: Sequence[FrontLine]) -> bool:
    """Whether a block is a second title: beside the first, among the people, or right above an abstract."""
    if len(candidate.shown.split()) < SURE_WORDS or candidate.shown.endswith((".", ",", ";")):
        return False
    abstract = next((at for at, line in enumerate(lines) if line.kind in ("abstract", "prose")), len(lines))
    below = lines[candidate.end] if candidate.end < len(lines) else None
    above = lines[candidate.at - 1] if candidate.at else None
    return candidate.at < abstract or any(line is not None and line.kind == "abstract" for line in (below, above))
