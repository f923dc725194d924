"""Sentences of running text: where they end and where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.corpus.abbreviations import openers, sort_of
from kg.corpus.headings import Heading
from kg.corpus.paragraphs import Block, find_blocks
from kg.model import Section, Sentence

LONGEST_WORD = 40  # characters
LONGEST_ITEM = 300  # characters
LONGEST_QUOTATION = 250  # characters
LONGEST_SENTENCE = 4000  # characters; what runs on without a stop is cut there, so that its reading ends
BLANKS = " \t\r\n\f\v\u00a0*_"
STOP = re.compile(r"([.!?…]+)([\"'”’»)\]*_]*)")
NOTE_MARKS = re.compile(
    r"(?:[ \t]?<sup>[^<]{0,20}</sup>|[ \t]?\[\^?\d{1,3}(?:[,;\s–-]{1,2}\d{1,3}){0,9}\]|[¹²³⁰-⁹]++){1,9}"
    r"(?=[\s*_]*(?:[A-Z\"“(]|\Z))"
)
NOTE_NUMBER = re.compile(r"\d{1,3}(?=\s+[A-Z\"“])")
CITATION = re.compile(r"\s{0,3}\(([^()\n]{1,120})\)\.?(?=\s*(?:\Z|\n|[A-Z]))")
NEXT = re.compile(r"([\s*_]*)([\"'“‘`«(\[–—-]*)[ *_]{0,3}(\w{0,40})")
QUOTATION = re.compile(
    rf"(?<![^\s(\[])(?:\"(?=\S)[^\"“”]{{1,{LONGEST_QUOTATION}}}(?<=\S)\"|“[^\"“”]{{1,{LONGEST_QUOTATION}}}”)(?!\w)"
)
LABEL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\Z")
ITEM_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])\Z")
ENUMERATOR = re.compile(r"\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*\Z")
ROMAN = re.compile(r"[ivxlcIVXLC]+\Z")
LETTER = re.compile(r"[^\W_]")
MARKS_BEGIN = frozenset(" \t[<¹²³⁰⁴⁵⁶⁷⁸⁹")
QUOTES = ('"', "“", "‘", "'")
DIGITS = tuple("0123456789")
ADDRESS_ENDS = frozenset({"com", "net", "org", "id", "co", "go", "ac", "io", "edu", "gov", "js"})


def find_sentences(text: str, sections: tuple[Section, ...], headings: list[Heading]) -> tuple[Sentence, ...]:
    """Cut a paper's running text into sentences.

    Title matter, reference lists, headings, captions, tables and keyword lines have none. A paragraph that a page
    break, a figure or a footnote cuts in two is one paragraph; its sentence keeps what stands between inside its span.
    """
    return tuple(
        Sentence(start, end, block.section, number, block.heading, block.is_item)
        for number, block in enumerate(find_blocks(text, sections, headings))
        for start, end in _block_sentences(text, block)
    )


def _block_sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Cut a block; a gap in it counts as white space, so that no stop in a caption ends the sentence around it."""
    if not block.gaps:
        return split(text, block.start, block.end)
    pieces, at = [], block.start
    for start, end in block.gaps:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    pieces.append(text[at : block.end])
    shown = "".join(pieces)
    return ((block.start + start, block.start + end) for start, end in split(shown, 0, len(shown)))


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` into sentences, each without white space around it.

    A short quotation is never cut, for the words that report it belong to it.

    >>> text = "Layanan BPJS cepat.Oleh karena itu, 98,41 persen puas (Safitri dkk. 2025). Rp 1,7 triliun dibayar."
    >>> [text[a:b] for a, b in split(text, 0, len(text))]  # doctest: +NORMALIZE_WHITESPACE
    ['Layanan BPJS cepat.', 'Oleh karena itu, 98,41 persen puas (Safitri dkk. 2025).', 'Rp 1,7 triliun dibayar.']
    """
    quoted = text.find('"', start, end) >= 0 or text.find("“", start, end) >= 0
    quotations = QUOTATION.finditer(text, start, end) if quoted else iter(())
    quotation = next(quotations, None)
    begin = start
    for stop in STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue
        cut = _cut(text, begin, stop, end)
        if cut is None:
            continue
        while quotation is not None and quotation.end() <= stop.start():
            quotation = next(quotations, None)
        if quotation is not None and quotation.start() < stop.start() and cut < quotation.end():
            continue
        yield from _trimmed(text, begin, cut)
        begin = cut
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    piece = text[start:end]
    if LETTER.search(piece):
        start += len(piece) - len(piece.lstrip(BLANKS))
        yield start, start + len(piece.strip(BLANKS))


def _cut(text: str, begin: int, stop: re.Match[str], end: int) -> int | None:
    """Say where the sentence ends that a stop ends, or ``None``; note marks and a citation behind it belong to it."""
    after = stop.end()
    if after >= end:
        return None
    before = text[max(begin, stop.start() - LONGEST_WORD) : stop.start()]
    word = before.split()[-1].lstrip("([{\"'“‘*_") if before and not before[-1].isspace() else ""
    after = _past_marks(text, after, end, word)
    following = NEXT.match(text, after, end)
    if following is None or (following.end() >= end and not following[3]):
        return after if after > stop.end() else None
    gap, opening, next_word = following.groups()
    if not gap and after == stop.end():
        return after if _is_missing_space(word, opening, next_word) else None
    if not _ends(stop, before, word, opening, next_word) or _numbers_item(text, begin, stop.start(), word):
        return None
    citation = CITATION.match(text, after, end) if opening[:1] == "(" else None
    if citation is None:
        return None if opening[:1] == "(" and sort_of(word) else after
    return after if _is_sentence(citation[1]) or _numbers_next(citation, end) else citation.end()


def _past_marks(text: str, after: int, end: int, word: str) -> int:
    """Step over the note marks behind a stop, also over a bare number that was printed raised (``kerja.12 Oleh``)."""
    character = text[after]
    marks = None
    if character in MARKS_BEGIN:
        marks = NOTE_MARKS.match(text, after, end)
    elif character.isdigit() and len(word) > 2 and word.isalpha() and word.islower() and not sort_of(word):
        marks = NOTE_NUMBER.match(text, after, end)
    return marks.end() if marks else after


def _numbers_next(bracket: re.Match[str], end: int) -> bool:
    """Whether a bracket holds the number of the item behind it (``… peserta. (2) Petugas …``)."""
    return ENUMERATOR.match(bracket[1]) is not None and bracket.end() < end


def _is_sentence(bracketed: str) -> bool:
    return bracketed.endswith((".", "!", "?")) and len(bracketed.split()) > 3


def _ends(stop: re.Match[str], before: str, word: str, opening: str, next_word: str) -> bool:
    """Whether a stop with a gap behind it ends a sentence, by the word before it and by the word after it."""
    mark, closing = stop.groups()
    if not next_word and not opening:
        return False
    small = next_word[:1].islower()
    if mark not in (".", ".."):
        return not small
    sort = sort_of(word)
    if small:
        return not sort and not closing.strip("*_)") and word.isalpha() and len(word) > (3 if word.islower() else 6)
    if LABEL.match(word) and before.strip(BLANKS) == word:
        return False
    return not sort or (not closing.strip("*_") and _ends_after(sort, before, word, opening, next_word))


def _numbers_item(text: str, begin: int, stop: int, word: str) -> bool:
    """Whether a stop stands behind the number of an item within a sentence: ``… yaitu: 1. Jaringan 2. Loket``."""
    if not ITEM_NUMBER.match(word):
        return False
    above = text[max(begin, stop - LONGEST_ITEM) : stop - len(word)].rstrip(BLANKS)
    if above.endswith((":", ";", ",")):
        return True
    before = str(int(word) - 1) if word.isdigit() else chr(ord(word) - 1)
    return f" {before}. " in above


def _ends_after(sort: str, before: str, word: str, opening: str, next_word: str) -> bool:
    """Whether an abbreviation is the last word of a sentence, when no small letter follows."""
    if sort == "leading" or next_word[:1].isdigit():
        return False
    if sort == "before_number":
        return not ROMAN.match(next_word)
    if sort == "closing":
        return sort_of(next_word) != "closing"
    counted = len(word) == 1 and before[:-1].rstrip().endswith(DIGITS)  # ``1921 M.``, ``2 C.``
    quoted = "." in word and opening[:1] in QUOTES
    return counted or quoted or next_word.casefold() in openers()


def _is_missing_space(word: str, opening: str, next_word: str) -> bool:
    """``kerja.Oleh`` and ``2023.penelitian`` end a sentence; ``S.Sos``, ``kompas.com`` and ``4.7`` do not."""
    if opening or len(word) < 3 or any(sign in word for sign in ".@/:") or sort_of(word):
        return False
    if next_word[:1].isupper():
        typed = next_word[1:2].islower() and next_word.casefold() not in ADDRESS_ENDS
        return typed and (word[-1].isalnum() or word[-1] in ")%")
    if word.isdigit():
        return len(word) == 4 and len(next_word) > 2 and next_word.isalpha()
    return len(word) > 3 and word.isalpha() and word.islower() and len(next_word) > 3 and next_word in openers()
