"""Where a title stands on a paper's first page: on lines of its own, as titles do, not within a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import ne

from kg.corpus.lines import lines_of, plain
from kg.model import Metadata

WORD = re.compile(r"[^\W_]+")
MOST_LINES = 8  # that a title is printed on
MOST_WORDS = 60
LEAST_WORDS = 4  # a shorter title may stand elsewhere by chance
LEAST_LETTERS = 20
ALIKE = 75  # of 100: a misprinted word
RESEMBLES = 0.75
PARTED = re.compile(r"(?<=[^\d\W])[-\u00ad]\s*\n\s*(?=[^\d\W])")
RAISED = re.compile(r"<sup>[^<]{0,12}</sup>")
MARK = re.compile(r"(?<=[^\W\d])\d{1,2}\Z")  # a footnote mark that is not raised
PART = re.compile(r"(?<=:)\s|\s[/|]\s")  # a subtitle or a translation may follow on the line


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as titles are compared: case, accents and punctuation aside.

    >>> words_of("E-Government: Kajian <i>Jamsostek Mobile</i> (JMO)")
    ('e', 'government', 'kajian', 'jamsostek', 'mobile', 'jmo')
    """
    shown = plain(RAISED.sub(" ", text)).casefold()
    if not shown.isascii():
        shown = "".join(c for c in unicodedata.normalize("NFKD", shown) if not unicodedata.combining(c))
    return tuple(WORD.findall(shown))


def is_telling(words: tuple[str, ...]) -> bool:
    """Whether a title has enough words to be found by it alone.

    >>> is_telling(words_of("Tajuk Rencana")), is_telling(words_of("Mutu Layanan Antrean di Pasar Angin"))
    (False, True)
    """
    return len(words) >= LEAST_WORDS and sum(map(len, words)) >= LEAST_LETTERS


def most_misprints(words: tuple[str, ...]) -> int:
    """How many words of a title may be misprinted."""
    return min(2, len(words) // 6)


def is_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two titles are the same but for misprints; another number, or a whole other word, is another title.

    >>> title = words_of("Mutu Layanan di Pasar Angin 2022")
    >>> is_alike(title, words_of("Mutu Layannan di Pasar Angin 2022"))
    True
    >>> is_alike(title, words_of("Mutu Layanan di Pasar Angin 2023"))
    False
    """
    if len(one) != len(other):
        return "".join(one) == "".join(other)
    if sum(map(ne, one, other)) > most_misprints(one):
        return False
    return all(_is_misprint(a, b) for a, b in zip(one, other, strict=True) if a != b)


def _is_misprint(word: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    whole = word.isalpha() and other.isalpha() and min(len(word), len(other)) >= 4
    return whole and ratio(word, other) >= ALIKE


@dataclass(frozen=True)
class TitlePage:
    """What a paper's own first page gives: the titles that were read of it, and the front of its text."""

    own: Metadata
    front: str = ""

    @cached_property
    def windows(self) -> frozenset[tuple[str, ...]]:
        """The words of each run of lines that a title may stand on."""
        titles = (words_of(title) for title in (self.own.title, self.own.title_en))
        return frozenset(words for words in (*titles, *_runs(PARTED.sub("", self.front))) if words)

    @cached_property
    def joined(self) -> dict[str, tuple[str, ...]]:
        """Each run of lines by its letters alone, so that a word parted or joined does not matter."""
        return {"".join(words): words for words in sorted(self.windows)}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the page."""
        names = (words_of(name) for name in (*self.own.authors, *self.own.families))
        return frozenset(word for words in (*self.windows, *names) for word in words)

    def shows(self, title: tuple[str, ...]) -> bool:
        """Whether a title, given as its words, stands on lines of its own, misprints aside."""
        if "".join(title) in self.joined:
            return True
        if not is_telling(title) or len(self.words.intersection(title)) < len(set(title)) - most_misprints(title):
            return False
        return any(len(words) == len(title) and is_alike(title, words) for words in self.windows)

    def resembles(self, title: tuple[str, ...]) -> bool:
        """Whether a title is printed in part or in other words: enough to know a paper again, not to find it."""
        from rapidfuzz.distance import Indel

        return any(
            (is_telling(words) and title[: len(words)] == words)
            or (is_telling(title) and words[: len(title)] == title)
            or Indel.normalized_similarity(title, words) >= RESEMBLES
            for words in self.windows
        )

    def names(self, family: str) -> bool:
        """Whether a family name, or one word of an organisation's name, stands on the page."""
        return not self.words.isdisjoint(words_of(family))


def _runs(front: str) -> Iterator[tuple[str, ...]]:
    """Give the words of every run of lines, with and without a footnote mark at its end."""
    lines = [words for line in _parts(front) if (words := words_of(line))]
    for first in range(len(lines)):
        run: tuple[str, ...] = ()
        for line in lines[first : first + MOST_LINES]:
            run += line
            if len(run) > MOST_WORDS:
                break
            yield run
            if MARK.search(run[-1]):
                yield (*run[:-1], MARK.sub("", run[-1]))


def _parts(front: str) -> Iterator[str]:
    for line in lines_of(front):
        yield from PART.split(line.content)
