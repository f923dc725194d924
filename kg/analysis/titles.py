"""How the titles of two entries differ: misprints, a subtitle left out, other words, other numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from rapidfuzz.distance import OSA, Levenshtein, Prefix

from kg.extract.phrases import words as words_of_language

WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^<>]{0,20}>|\*")
BREAK = re.compile(r"[:;.?!–—(\[]|\s-\s")
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
READ_ALIKE = str.maketrans({"i": "l", "j": "l", "1": "l", "0": "o", "5": "s"})
SHORTEST_SLIP = 5
LONG_WORD = 9
SHORTEST_STEM = 5
STEM = 0.6  # of the longer word
FIRST_MARK = "\u0300"
"""Below it no character combines with another."""
LONGEST = 600
LEAST_CUT = 5
"""Words of a title that must be left for it to be one that was cut off."""
DESIGNATION = 2
"""Words beside a number that make it a part's or a year's: ``Part II``, ``Tahun 2019``."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold case and accents.

    >>> fold("Andrés  LUTFI")
    'andres  lutfi'
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join([c for c in folded if c < FIRST_MARK or not unicodedata.combining(c)])


@lru_cache(maxsize=65536)
def as_read(word: str) -> str:
    """Write a folded word so that letters that a scanner takes for each other are the same.

    >>> as_read("lkaningtyas") == as_read("ikaningtyas"), as_read("modern") == as_read("modem")
    (True, True)
    """
    return word.replace("ii", "u").translate(READ_ALIKE).replace("rn", "m").replace("vv", "w")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: its folded words, before which of them a part begins, and which stand in brackets.

    ``telling`` are the words that are more than grammar, each once.
    """

    words: tuple[str, ...] = ()
    begins: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()
    telling: frozenset[str] = frozenset()

    @classmethod
    @lru_cache(maxsize=65536)
    def of(cls, printed: str) -> Title:
        """Take a printed title apart.

        >>> title = Title.of("Tata Kelola (TK): Bagian II")
        >>> title.words, sorted(title.begins), sorted(title.aside)
        (('tata', 'kelola', 'tk', 'bagian', '2'), [2, 3], [2])
        """
        shown = fold(TAG.sub("", printed[:LONGEST]))
        found: list[str] = []
        begins, aside, last, depth = set(), set(), 0, 0
        for match in WORD.finditer(shown):
            between = shown[last : match.start()]
            depth = max(0, depth + between.count("(") + between.count("[") - between.count(")") - between.count("]"))
            if found and BREAK.search(between):
                begins.add(len(found))
            if depth:
                aside.add(len(found))
            found.append(intern(ROMAN.get(match.group(), match.group())))
            last = match.end()
        telling = frozenset(word for word in found if is_telling(word))
        return cls(tuple(found), frozenset(begins), frozenset(aside), telling)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two titles have in common and how they differ, in telling words.

    Args:
        shared: words of both, slips and endings with them.
        slips: words with a slip of the pen.
        endings: words with another ending, or with two slips.
        extra: words of one title where the other has none.
        swapped: words where the other title has other words.
        numbers: whether one has another number than the other, or a number more.
        left_out: whether a subtitle or a bracket is missing in one.
        cut: whether one stops in the middle.
    """

    shared: int
    slips: int = 0
    endings: int = 0
    extra: int = 0
    swapped: int = 0
    numbers: bool = False
    left_out: bool = False
    cut: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing but slips is between the titles."""
        return not (self.extra or self.swapped or self.numbers or self.left_out or self.cut)


@lru_cache(maxsize=65536)
def is_telling(word: str) -> bool:
    """Whether a word is more than grammar or a single letter."""
    return (len(word) > 1 and word not in _small()) or word.isdigit()


def compare(one: Title, other: Title) -> Likeness:
    """Compare two titles word by word.

    >>> full = Title.of("Mutu Layanan Antrean Pasar: Kajian di Kota Angin")
    >>> compare(full, Title.of("Mutu Layannan Antrean Pasar"))
    Likeness(shared=4, slips=1, endings=0, extra=0, swapped=0, numbers=False, left_out=True, cut=False)
    >>> compare(full, Title.of("Mutu Layanan Antrean Pasar: Kajian di Kota Hujan")).swapped
    1
    >>> compare(Title.of("Laporan Kerja 2019"), Title.of("Laporan Kerja 2020")).numbers
    True
    """
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return Likeness(len(one.telling))
    gaps = [_Gap.between(one, here, other, there) for here, there in _gaps(one, other)]
    slips, endings = sum(gap.slips for gap in gaps), sum(gap.endings for gap in gaps)
    shared = len(one.telling & other.telling) + slips + endings
    differing = [gap for gap in gaps if (gap.here or gap.there) and not gap.is_left_out]
    cut = [gap for gap in differing if gap.is_tail and not gap.counts] if shared >= LEAST_CUT else []
    here, there = (sum(len(words) for words in those) for those in _sides(gap for gap in differing if gap not in cut))
    return Likeness(
        shared,
        slips=slips,
        endings=endings,
        extra=abs(here - there),
        swapped=min(here, there),
        numbers=any(gap.counts for gap in differing),
        left_out=any(gap.is_left_out for gap in gaps),
        cut=bool(cut),
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch where two titles differ: the telling words that only one of them has."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    slips: int = 0
    endings: int = 0
    is_left_out: bool = False
    is_tail: bool = False

    @property
    def counts(self) -> bool:
        """Whether the words that only one has tell a number."""
        return not all(word.isalpha() for word in (*self.here, *self.there))

    @classmethod
    def between(cls, one: Title, here: range, other: Title, there: range) -> _Gap:
        if as_read("".join(one.words[at] for at in here)) == as_read("".join(other.words[at] for at in there)):
            return cls((), (), slips=1)
        a, b, kinds = list(here), list(there), []
        for parted, entire, words, others in ((a, b, one.words, other.words), (b, a, other.words, one.words)):
            kinds += [1] * _rejoin(parted, entire, words, others)
        for at in list(a):
            fitting = ((kind, mate) for mate in b if (kind := _slip(one.words[at], other.words[mate])))
            if found := next(fitting, None):
                kinds.append(found[0])
                a.remove(at)
                b.remove(found[1])
        left = tuple(one.words[at] for at in a if is_telling(one.words[at]))
        right = tuple(other.words[at] for at in b if is_telling(other.words[at]))
        whole = _is_whole(one, a) if a and not b else _is_whole(other, b) if b and not a else False
        designated = cls(left, right).counts and len(left) + len(right) <= DESIGNATION + 1
        tail = bool(a) != bool(b) and here.stop == len(one.words) and there.stop == len(other.words)
        return cls(left, right, kinds.count(1), kinds.count(2), whole and not designated, tail)


def _rejoin(parted: list[int], entire: list[int], words: Sequence[str], others: Sequence[str]) -> int:
    """Take out words that stand in two pieces in one title, and say how many."""
    found = 0
    letters = {as_read(others[at]): at for at in entire}
    for first, second in pairwise(tuple(parted)):
        mate = letters.get(as_read(words[first] + words[second])) if second == first + 1 else None
        if mate in entire and first in parted and second in parted:
            parted.remove(first)
            parted.remove(second)
            entire.remove(mate)
            found += 1
    return found


def _sides(gaps: Iterable[_Gap]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    those = list(gaps)
    return [gap.here for gap in those], [gap.there for gap in those]


def _gaps(one: Title, other: Title) -> Iterator[tuple[range, range]]:
    """Give the stretches between the words that two titles have in common, in order."""
    a = b = 0
    for block in Levenshtein.opcodes(one.words, other.words):
        if block.tag == "equal":
            if a < block.src_start or b < block.dest_start:
                yield range(a, block.src_start), range(b, block.dest_start)
            a, b = block.src_end, block.dest_end
    if a < len(one.words) or b < len(other.words):
        yield range(a, len(one.words)), range(b, len(other.words))


def _is_whole(title: Title, words: Sequence[int]) -> bool:
    """Whether words are a subtitle, up to the title's end or the next part, or all in brackets."""
    if all(at in title.aside for at in words):
        return True
    behind = words[-1] + 1
    together = behind - words[0] == len(words)
    return together and words[0] in title.begins and (behind == len(title.words) or behind in title.begins)


def _slip(one: str, other: str) -> int:
    """Say whether two words are one: 1 with a slip of the pen or of the scanner, 2 with another ending or two slips."""
    distance = OSA.distance(one, other, score_cutoff=2)
    apart = distance > 2 and one[:SHORTEST_STEM] != other[:SHORTEST_STEM] and as_read(one) != as_read(other)
    if apart or (one in _look_alike() and other in _look_alike()):
        return 0
    if as_read(one) == as_read(other) and not (one.isdigit() or other.isdigit()):
        return 1
    if not (one.isalpha() and other.isalpha()):
        return 0
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1 and longer.endswith(shorter):
        return 0  # a prefix such as "un" tells words apart
    if distance == 1 and len(longer) >= SHORTEST_SLIP:
        return 1
    stem = Prefix.similarity(one, other)
    ending = stem >= SHORTEST_STEM and stem >= STEM * len(longer) and len(longer) - stem <= 3
    return 2 if ending or (distance == 2 and len(shorter) >= LONG_WORD) else 0


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    listed = (*words_of_language("detect", "frequent"), *words_of_language("reference", "little"))
    return frozenset(fold(word) for word in listed)


@lru_cache(maxsize=1)
def _look_alike() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of_language("reference", "look_alike"))
