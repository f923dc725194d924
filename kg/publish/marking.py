"""The text of a paper as markup: its passages marked, each with a permalink that leads to what is read there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kg.publish.catalogue import evidence_anchor
from kg.publish.highlight import Segment, Span, in_paragraphs, union

HEADING = re.compile(r"#{1,6} ")
HEADED = ' class="heading"'
SIGN_OF_HEADING = re.compile(r"^#{1,6} ")
FRONT_MATTER = re.compile(r"---\n.*?\n---(?=\n)", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
JUDGED = ("pos", "neg", "mix")
OTHER = ("say", "note", "study", "cite")
LEFT_OUT = '<p class="left-out">…</p>\n'
VISIBLE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Body:
    """A text as markup; ``anchored`` are the passages that have a permalink in it."""

    markup: str
    anchored: frozenset[Span]


class Marks:
    """The passages to mark: what each looks like, and the entry on the page that it leads to.

    >>> marks = Marks()
    >>> marks.put((0, 3), "say", "s-1")
    >>> marks.put((0, 3), "pos", "v-1")
    >>> marks.tints, marks.targets
    ({(0, 3): 'pos'}, {(0, 3): 's-1'})
    """

    def __init__(self) -> None:
        self.tints: dict[Span, str] = {}
        self.targets: dict[Span, str] = {}

    def put(self, span: Span | None, tint: str, target: str) -> None:
        """Mark a passage; one that is marked already keeps its target, and the weightier look."""
        if span is not None and span[0] < span[1]:
            self.targets.setdefault(span, target)
            known = self.tints.get(span)
            self.tints[span] = tint if known is None else together([known, tint])


def together(tints: Sequence[str]) -> str:
    """Choose one look for passages that overlap: a judgement before a statement, a statement before a citation.

    >>> together(["cite", "pos"]), together(["pos", "neg"]), together(["study", "say"])
    ('pos', 'mix', 'say')
    """
    judged = {tint for tint in tints if tint in JUDGED}
    if judged:
        return judged.pop() if len(judged) == 1 else "mix"
    return next(tint for tint in OTHER if tint in tints)


def only_quotes(text: str, spans: Iterable[Span]) -> str:
    r"""Blank out all that no span covers; what is left keeps its place, and a gap parts it like a blank line.

    >>> only_quotes("Nobody may read this. This one may.", [(22, 35)])
    '\n\n\n\n\n\n \n\n\n \n\n\n\n \n\n\n\n\n This one may.'
    """
    parts, at = [], 0
    for start, end in union(spans):
        parts += [VISIBLE.sub("\n", text[at:start]), text[start:end]]
        at = end
    return "".join(parts) + VISIBLE.sub("\n", text[at:])


def mark_up(text: str, marks: Marks, *, quotes_only: bool = False) -> Body:
    """Write a text, escaped, as paragraphs with its passages marked.

    Args:
        text: the text as it is stored, or what ``only_quotes`` leaves of it.
        marks: the passages to mark.
        quotes_only: show between paragraphs that something is left out.

    >>> marks = Marks()
    >>> marks.put((0, 3), "say", "s-1")
    >>> print(mark_up("JMO & klaim", marks).markup)
    <p><span id="ev-0-3"></span><a class="e say" data-ev="0-3" href="#s-1">JMO</a> &amp; klaim</p>
    """
    shown = CONTROL.sub("\ufffd", text)
    front = FRONT_MATTER.match(shown)
    plain_until = front.end() if front else 0
    anchored: set[Span] = set()
    parts: list[str] = []
    for pieces in in_paragraphs(shown, list(marks.targets)):
        name, look = _look(shown, pieces[0].start, plain_until)
        if quotes_only:
            parts.append(LEFT_OUT)
        parts.append(f"<{name}{look}>")
        for piece in pieces:
            words = escape(shown[piece.start : piece.end])
            if piece.spans:
                parts += _marked(piece, words, marks, anchored)
            elif look == HEADED and piece is pieces[0]:
                parts.append(SIGN_OF_HEADING.sub(r'<span class="hash">\g<0></span>', words))
            else:
                parts.append(words)
        parts.append(f"</{name}>\n")
    if quotes_only and parts:
        parts.append(LEFT_OUT)
    return Body("".join(parts).rstrip("\n"), frozenset(anchored))


def _look(text: str, start: int, plain_until: int) -> tuple[str, str]:
    """Tell the element and the class of the paragraph that begins here."""
    if HEADING.match(text, start):
        return "h3", HEADED
    if text[start] == "|" or start < plain_until:
        return "p", ' class="plain"'
    return "p", ""


def _marked(piece: Segment, words: str, marks: Marks, anchored: set[Span]) -> list[str]:
    """Mark a piece: permalinks of the passages that begin in it, and a link to what is read in the shortest of them."""
    begins = [span for span in piece.spans if span not in anchored]
    anchored.update(begins)
    tints = [marks.tints[span] for span in piece.spans]
    sign = " first" if any(marks.tints[span] in JUDGED for span in begins) else ""
    names = " ".join(f"{start}-{end}" for start, end in piece.spans)
    target = marks.targets[piece.spans[-1]]
    return [
        *(f'<span id="{evidence_anchor(span)}"></span>' for span in begins),
        f'<a class="e {together(tints)}{sign}" data-ev="{names}" href="#{target}">{words}</a>',
    ]
