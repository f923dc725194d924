"""What a corpus is about, and which sentences are about it; the vocabulary says by which words (``jmo:topic``)."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.marking import Marked

GENERAL_SECTIONS = ("introduction", "theory")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a corpus, an app say, as ids of targets: those that name it, tell of it, or can be judged as it.

    ``overall`` is the id of the aspect of an overall judgement.
    """

    naming: frozenset[str]
    telling: frozenset[str]
    judged: frozenset[str]
    overall: str

    @classmethod
    def of(cls, lexicon: Lexicon) -> Subject:
        """Read the subject from a vocabulary."""
        return cls(
            naming=lexicon.with_topic("name", "use"),
            telling=lexicon.with_topic("name", "use", "thing", "part"),
            judged=lexicon.with_topic("name", "use", "thing", "service"),
            overall=min(lexicon.with_topic("overall"), default=""),
        )

    def is_named(self, each: Marked) -> bool:
        """Whether a sentence calls the subject by its name."""
        return any(hit.id in self.naming for hit in each.of("target"))

    def is_told_of(self, each: Marked) -> bool:
        """Whether a sentence names the subject, or tells of it or a part of it in other words."""
        return any(hit.id in self.telling for hit in each.of("target"))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about, seen from its neighbours."""

    on_subject: bool
    after_results: bool
    advised: bool


def follow(marked: list[Marked], subject: Subject) -> list[Topic]:
    """Tell of each sentence whether it is about the subject, told after results were announced, or advice.

    A paragraph (a list is one) is about the subject when it tells of it. In introduction and theory, where a field in
    general is discussed, a sentence has to call the subject by its name, follow one that does, or tell of an obstacle
    or a feature in such a paragraph.
    """
    told = {
        _place(each)
        for each in marked
        if (each.section.kind not in GENERAL_SECTIONS and (subject.is_told_of(each) or each.of("feature")))
    }
    found: list[Topic] = []
    named, named_before = (-1, -1), False
    section, after_results, listed = -1, False, False
    for each in marked:
        if each.sentence.section != section:
            section, after_results, listed = each.sentence.section, False, False
        is_named = subject.is_named(each)
        if is_named:
            named = _place(each)
        here = _place(each) in told or (each.sentence.is_item and listed)
        if each.section.kind in GENERAL_SECTIONS:
            here = named == _place(each) and (is_named or named_before or bool(each.of("obstacle", "feature")))
        listed, named_before = here, is_named
        after_results = after_results or each.has("report.results")
        found.append(Topic(here, after_results, _is_advised(each)))
    return found


def _place(each: Marked) -> tuple[int, int]:
    return (each.sentence.section, each.sentence.paragraph)


def _is_advised(each: Marked) -> bool:
    """Whether the sentence or its section gives advice."""
    return each.section.kind == "recommendations" or each.has("stance.should", "stance.measure", "stance.taken")
