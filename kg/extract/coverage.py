"""Which sentences a citation at the end of a paragraph stands for beside its own."""

from __future__ import annotations

import re

from kg.extract.phrases import alternatives, pattern
from kg.model import Paper

OWN_SECTIONS = ("abstract", "results", "conclusion", "recommendations", "acknowledgements")
OPENING = re.compile(r"\W*(?:[\w-]+\W+){0,5}")  # words in which a sentence takes up the one before it
MOST = 12  # sentences


def covered_by(paper: Paper, sentence: int, end: int, cited: frozenset[int]) -> tuple[int, ...]:
    """Give the sentences before a citation's own that it covers, in order.

    A citation that closes a paragraph covers the sentences that its own continues (``Hal ini …``, ``Selain itu …``),
    back to the first of them, but none that cites a work itself or tells of the paper's own study. Where results are
    told, sentences are the paper's own.

    Args:
        paper: the paper.
        sentence: the index of the sentence that the citation stands in.
        end: where the citation ends.
        cited: the sentences that have citations.

    >>> from kg.model import Metadata, Section, Sentence
    >>> text = "Loket lambat. Hal ini melelahkan (Ali, 2019)."
    >>> sentences = (Sentence(0, 13, 0, 0), Sentence(14, 45, 0, 0))
    >>> paper = Paper("p", text, "full-text", Metadata(), (Section(0, 45, "theory", "", "id"),), sentences)
    >>> covered_by(paper, 1, 44, frozenset({1}))
    (0,)
    """
    here = paper.sentences[sentence]
    closes = sentence + 1 == len(paper.sentences) or paper.sentences[sentence + 1].paragraph != here.paragraph
    if not closes or paper.section_of(here).kind in OWN_SECTIONS or _has_words(paper.text[end : here.end]):
        return ()
    found: list[int] = []
    for at in range(sentence, max(0, sentence - MOST), -1):
        above = paper.sentences[at - 1]
        apart = above.paragraph != here.paragraph or above.section != here.section or at - 1 in cited
        if apart or not _continues(paper, at) or _is_own(paper, at - 1) or _is_own(paper, at):
            break
        found.append(at - 1)
    return tuple(reversed(found))


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _continues(paper: Paper, at: int) -> bool:
    """Whether a sentence takes up the one before it."""
    sentence = paper.sentences[at]
    text = paper.text[sentence.start : min(sentence.end, sentence.start + 200)]
    opening = OPENING.match(text)
    begins = re.match(rf"\W*(?:{alternatives('citation', 'continues')})(?!\w)", text, re.IGNORECASE)
    return bool(begins) or (opening is not None and pattern("citation", "demonstrative").search(opening[0]) is not None)


def _is_own(paper: Paper, at: int) -> bool:
    sentence = paper.sentences[at]
    return pattern("citation", "own", "own_result", "we").search(paper.text, sentence.start, sentence.end) is not None
