"""What ``kg ask`` answers, as values that show themselves: as text in a terminal, as Markdown in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.printing import markdown_as_html

SIDES = {1: "supports", 0: "mixed", -1: "opposes"}
MOST_QUOTES = 2
MOST_HOLDERS = 20
MOST_PAIRS = 10
LONGEST = 240
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]|#$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})
Form = Literal["text", "markdown"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote and where it stands; ``page`` is empty where the original has none."""

    quote: str
    section: str
    page: str
    side: int

    @property
    def place(self) -> str:
        """Section and page, as far as known.

        >>> Voice("Layar rusak.", "results", "7", 1).place
        'results, p. 7'
        """
        return ", ".join(part for part in (self.section, f"p. {self.page}" if self.page else "") if part)


@dataclass(frozen=True, slots=True)
class Holder:
    """A paper, or a work that is known ``via`` one that cites it, and what it says on a concept."""

    iri: str
    cited_as: str
    side: int
    stance: str
    via: str
    voices: tuple[Voice, ...]

    @property
    def title(self) -> str:
        """Who it is, and how it judges."""
        told = f" (as cited in {self.via})" if self.via else ""
        return f"{self.cited_as}{told}{f' · {self.stance}' if self.stance else ''}"

    @property
    def chosen(self) -> tuple[Voice, ...]:
        """The few quotes that are shown; of a mixed judgement one for each side, where it has both."""
        if self.side == 0:
            for_it = [voice for voice in self.voices if voice.side == 1][:1]
            against = [voice for voice in self.voices if voice.side == -1][:1]
            if for_it and against:
                return (*for_it, *against)
        return self.voices[:MOST_QUOTES]


@dataclass(frozen=True, slots=True)
class Counted:
    """Papers that count as one, why, and the passages that show it."""

    reason: str
    papers: tuple[str, ...]
    text_id: str
    text_en: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two papers on different sides, what differs between their studies, and their words.

    ``strength`` and ``explained`` are as the query ``contradictions`` tells them; ``explanation`` is what differs.
    """

    a: str
    b: str
    stance_a: str
    stance_b: str
    declared: bool
    explanation: str
    strength: str
    explained: bool
    quote_a: str
    quote_b: str


@dataclass(frozen=True, slots=True)
class Tension:
    """A paper that is not at one with itself: what it says in its weightier section, and what in the other."""

    paper: str
    stance_a: str
    section_a: str
    quote_a: str
    stance_b: str
    section_b: str
    quote_b: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known of the concept, with a paragraph on it for an introduction."""

    type: str
    text: str
    draft_id: str
    draft_en: str


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What a corpus says as a whole on a concept of one kind."""

    concept: str
    kind: str
    label_id: str
    label_en: str
    verdict: str
    papers: int
    independent_papers: int
    belief: float
    belief_opposing: float
    text_id: str
    text_en: str
    holders: tuple[Holder, ...]
    counted_as_one: tuple[Counted, ...]
    contradictions: tuple[Contradiction, ...]
    tensions: tuple[Tension, ...]
    gaps: tuple[Gap, ...]

    def on_side(self, side: int) -> list[Holder]:
        """The papers and cited works on a side: 1 supports, 0 mixed, −1 opposes."""
        return [holder for holder in self.holders if holder.side == side]

    def __str__(self) -> str:
        return "\n".join(_told(self, "text"))

    def _repr_markdown_(self) -> str:
        return "\n".join(_told(self, "markdown"))

    def _repr_html_(self) -> str:
        return markdown_as_html(self._repr_markdown_())


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer on a name: a finding for each kind of concept that it stands for, maybe none."""

    name: str
    labels: tuple[tuple[str, str], ...]
    findings: tuple[Consolidated, ...]

    def __str__(self) -> str:
        return "\n\n\n".join(map(str, self.findings)) or self._nothing

    def _repr_markdown_(self) -> str:
        return "\n\n".join(finding._repr_markdown_() for finding in self.findings) or _plain(self._nothing)

    def _repr_html_(self) -> str:
        return markdown_as_html(self._repr_markdown_())

    @property
    def _nothing(self) -> str:
        label_id, label_en = self.labels[0]
        return f"No paper of this corpus speaks of {self.name} ({label_id} / {label_en})."


def _told(found: Consolidated, form: Form) -> Iterator[str]:
    show = _Shown(form)
    name = found.concept.replace("#", "/").rpartition("/")[2]
    yield from show.heading(f"{found.kind}: {name} ({found.label_id} / {found.label_en})")
    papers = f"{found.papers} paper{'' if found.papers == 1 else 's'}, {found.independent_papers} independent"
    belief = f"belief {found.belief:.2f} for it, {found.belief_opposing:.2f} against it"
    yield from show.line(f"{found.verdict} · {papers} · {belief}")
    yield from show.line(found.text_id)
    yield from show.line(found.text_en)
    for side, title in SIDES.items():
        yield from _told_side(found.on_side(side), title, show)
    yield from _told_open(found, show)


def _told_side(holders: list[Holder], title: str, show: _Shown) -> Iterator[str]:
    if holders:
        yield from show.part(f"{title} ({len(holders)})")
    for holder in holders[:MOST_HOLDERS]:
        yield from show.item(holder.title)
        for voice in holder.chosen:
            yield from show.quote(voice.quote, voice.place)
        if more := len(holder.voices) - len(holder.chosen):
            yield from show.under(f"and {more} more of its statements")
    yield from show.rest(len(holders) - MOST_HOLDERS)


def _told_open(found: Consolidated, show: _Shown) -> Iterator[str]:
    """What takes from the finding: papers that count as one, contradictions, tensions, gaps."""
    if found.counted_as_one:
        yield from show.part("counted as one")
    for counted in found.counted_as_one[:MOST_PAIRS]:
        yield from show.item(f"{counted.text_en} [{counted.reason}]")
        for quote in counted.quotes[:MOST_QUOTES]:
            yield from show.quote(quote, "")
    yield from show.rest(len(found.counted_as_one) - MOST_PAIRS)
    if found.contradictions:
        yield from show.part(f"contradictions ({len(found.contradictions)})")
    for pair in found.contradictions[:MOST_PAIRS]:
        yield from show.item(_pair(pair))
        if pair.explanation or not pair.declared:
            yield from show.under(f"what differs: {pair.explanation or 'nothing that is known of the two studies'}")
    yield from show.rest(len(found.contradictions) - MOST_PAIRS)
    if found.tensions:
        yield from show.part(f"tensions inside a paper ({len(found.tensions)})")
    for tension in found.tensions[:MOST_PAIRS]:
        yield from show.item(f"{tension.paper} [{tension.stance_a}] against itself [{tension.stance_b}]")
        yield from show.quote(tension.quote_a, tension.section_a)
        yield from show.quote(tension.quote_b, tension.section_b)
    yield from show.rest(len(found.tensions) - MOST_PAIRS)
    if found.gaps:
        yield from show.part(f"gaps ({len(found.gaps)})")
    for gap in found.gaps:
        yield from show.item(f"{gap.type}: {gap.text}")
        for draft in (gap.draft_id, gap.draft_en):
            yield from show.under(draft)


def _pair(pair: Contradiction) -> str:
    explained = "their context may explain it" if pair.explained else "unexplained"
    by = "the author says so" if pair.declared else f"computed, {pair.strength}; {explained}"
    sides = (
        f"{who} [{stance}]" if stance else who for who, stance in ((pair.a, pair.stance_a), (pair.b, pair.stance_b))
    )
    return f"{' against '.join(sides)} ({by})"


class _Shown:
    """How an answer looks in one of the two forms."""

    def __init__(self, form: Form) -> None:
        self._markdown = form == "markdown"

    def heading(self, text: str) -> Iterator[str]:
        yield f"### {_plain(text)}" if self._markdown else text

    def line(self, text: str) -> Iterator[str]:
        yield from ("", _plain(text)) if self._markdown else (f"  {text}",)

    def part(self, text: str) -> Iterator[str]:
        yield from ("", f"**{text}**", "") if self._markdown else ("", f"  {text}")

    def item(self, text: str) -> Iterator[str]:
        yield f"- {_plain(text)}" if self._markdown else f"    {text}"

    def quote(self, quote: str, place: str) -> Iterator[str]:
        shown = quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 1]}…"
        yield from self.under(f"“{shown}”{f' ({place})' if place else ''}")

    def under(self, text: str) -> Iterator[str]:
        if text:
            yield f"  - {_plain(text)}" if self._markdown else f"        {text}"

    def rest(self, more: int) -> Iterator[str]:
        if more > 0:
            yield from self.item(f"and {more} more")


def _plain(text: str) -> str:
    """Keep what Markdown would read as marks, or a browser as tags."""
    return text.translate(MARKS)
