"""The indicators of a theory as a paper prints them: headings of its results, or a list beside the theory's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, takewhile

from kg.extract.marking import Marked
from kg.extract.phrases import alternatives, pattern

LONGEST, MOST_WORDS = 9, 8
"""How many indicators a theory has at most, and how many words one of them."""
MARKER = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]\s*)+(?=\S)|^[\s•*–-]+")
BRACKETS = re.compile(r"\([^()]*\)")
ENUMERATED = re.compile(r"(?:(?<=[\s,;:])|^)\(?(?:\d{1,2}|[a-h])[.)]\s+(?=\w)")


def label_of(printed: str) -> str:
    """Take number, colon and emphasis off a heading or an item.

    >>> label_of("a. **Bukti Fisik** (Tangible):")
    'Bukti Fisik (Tangible)'
    """
    return " ".join(MARKER.sub("", printed.replace("*", "")).split()).rstrip(" :.;,")


def bare(label: str) -> str:
    """Reduce a label to what two printings of it share: no brackets, no case.

    >>> bare("Bukti Fisik (Tangible)")
    'bukti fisik'
    """
    return " ".join(BRACKETS.sub(" ", label).casefold().split())


def headings_of(marked: Sequence[Marked], *sections: str) -> list[str]:
    """Give the headings in some sections, each once, and what leads the items of lists there, in order."""
    printed: dict[str, None] = {}
    for each in marked:
        if each.section.kind in sections:
            printed[each.sentence.heading] = None
            if each.sentence.is_item and ":" in each.text:
                printed[each.text.partition(":")[0]] = None
    found: dict[str, str] = {}
    for heading in printed:
        label = label_of(heading)
        if label and len(label.split()) <= MOST_WORDS:
            found.setdefault(bare(label), heading)
    return list(found.values())


def headed(headings: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """Give the headings that have one of some labels, with those that are numbered in one row with them.

    >>> headed(["1. Tujuan", "2. Jaminan", "3. Empati Petugas", "Penutup"], ["tujuan", "empati"])
    ['Tujuan', 'Jaminan', 'Empati Petugas']
    """
    named, short = _any_of(tuple(wanted))
    plain = [bare(label_of(heading)) for heading in headings]
    hits = [at for at, heading in enumerate(plain) if heading in short or named.search(heading)]
    kept = set(hits)
    for first, last in pairwise(hits):
        between = range(first + 1, last)
        if all(_mark(headings[at]) and _mark(headings[at]) == _mark(headings[first]) for at in between):
            kept |= set(between)
    return [label_of(headings[at]) for at in sorted(kept)]


@cache
def _any_of(wanted: tuple[str, ...]) -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of all labels, and how each may be cut short: to two words or more at its beginning or end."""
    names = sorted({bare(name) for name in wanted if name}, key=lambda name: (-len(name), name))
    short = {
        " ".join(cut)
        for words in map(str.split, names)
        for at in range(2, len(words))
        for cut in (words[:at], words[-at:])
    }
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)"), frozenset(short)


def _mark(heading: str) -> str:
    """The manner of a heading's number: ``1.`` and ``2.`` are alike, ``a)`` is not."""
    found = MARKER.match(heading)
    return re.sub(r"[a-zA-Z]", "a", re.sub(r"\d+", "1", found.group().strip())) if found else ""


def listed(marked: Sequence[Marked], at: int, start: int) -> list[str]:
    """Give the list that follows a place: in the sentence, as items under it, or in the next that opens with *parts*.

    Args:
        marked: sentences.
        at: the number of the sentence.
        start: where in its text the list may begin.
    """
    text = _plain(marked[at].text)
    found = _list_in(text, start)
    if len(found) >= 2:
        return found
    after = marked[at + 1 : at + 1 + LONGEST]
    if _announces().search(text):
        items = [label_of(each.text.partition(":")[0]) for each in takewhile(lambda each: each.sentence.is_item, after)]
        items = [item for item in items if 0 < len(item.split()) <= MOST_WORDS]
        return items if len(items) >= 2 else []
    same = after and after[0].sentence.paragraph == marked[at].sentence.paragraph
    if same and (opened := pattern("framework", "parts").search(after[0].text[:40])):
        return listed(marked, at + 1, opened.start())
    return []


def _plain(text: str) -> str:
    return re.sub(r"[*_\n]", " ", text)


def _list_in(text: str, start: int) -> list[str]:
    """Find the first list behind a place that a word or a colon opens, or else the name of its parts."""
    for openers, least in ((_openers(), 2), (_parts(), 3)):
        for opener in openers.finditer(text, start):
            items = items_of(text[opener.end() :])
            if len(items) >= least:
                return items
    return []


@cache
def _openers() -> re.Pattern[str]:
    cue = rf"(?<!\w)(?:{alternatives('framework', 'lists')})(?!\w)[\s:,]*"
    are = rf"{_parts().pattern}[^.;:]{{0,60}}?(?<!\w)(?:{alternatives('framework', 'are')})\s"
    return re.compile(rf"{cue}|{are}|:\s", re.IGNORECASE)


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('framework', 'parts')})(?!\w)\s", re.IGNORECASE)


@cache
def _announces() -> re.Pattern[str]:
    """The end of a sentence after which a list stands."""
    return re.compile(rf"(?::|(?<!\w)(?:{alternatives('framework', 'following')})[:.]?)\s*$", re.IGNORECASE)


def items_of(printed: str) -> list[str]:
    """Part a printed list at its commas and its last *and*; what is too long to be an indicator makes it none.

    >>> items_of("tiga dimensi: isi, sarana dan prasarana, dan (3) format (tampilan) untuk menilai aplikasi.")
    ['isi', 'sarana dan prasarana', 'format (tampilan)']
    >>> items_of("produksi dan kepuasan.")
    ['produksi', 'kepuasan']
    """
    text = ENUMERATED.sub("", _lead().sub("", _tail().sub("", printed)))
    parts = [part.strip() for part in re.split(r"[,;]\s*(?![^()]*\))", text.strip().rstrip(".")) if part.strip()]
    if not parts:
        return []
    last = parts.pop()
    led = _and_at_start().match(last)
    parts += [last[led.end() :]] if led else [each for each in _and().split(last, maxsplit=1) if each]
    parts[-1] = _end().split(parts[-1])[0] if len(parts[-1].split()) > 2 else parts[-1]
    items = [label_of(part) for part in parts]
    if not 2 <= len(items) <= LONGEST or any(not 0 < len(item.split()) <= MOST_WORDS for item in items):
        return []
    return items


@cache
def _lead() -> re.Pattern[str]:
    """``tiga dimensi:`` before the first item."""
    count = rf"(?:(?:{alternatives('framework', 'counts')}|\(?\d\)?)\s+)*"
    return re.compile(rf"^\s*{count}(?:(?:{alternatives('framework', 'parts')})(?!\w)\s*:?\s*)?", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """A citation that closes a list, with what follows it; or the next sentence."""
    return re.compile(r"\s*\([^()]*\d{4}[^()]*\).*$|\.\s+\S.*$", re.DOTALL)


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('framework', 'and')})\s", re.IGNORECASE)


@cache
def _and_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('framework', 'and')})\s+", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('framework', 'ends')})\s", re.IGNORECASE)
