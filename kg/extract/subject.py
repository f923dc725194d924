"""What a corpus is about, and which sentences are about it; the vocabulary says by which words (``jmo:topic``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.marking import Marked

CITED = re.compile(r"\b(?:19|20)\d\d[a-z]?\)")
GENERAL_SECTIONS = ("introduction", "theory")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a corpus, an app say, as ids of targets: those that name it, tell of it, or can be judged as it.

    ``overall`` is the id of the aspect of an overall judgement; ``courses`` are aspects that are processes.
    ``services`` are targets that name the service, not the app; ``using`` those that name its use. ``uptake`` is the id
    of the aspect of how many use it.
    """

    naming: frozenset[str]
    telling: frozenset[str]
    judged: frozenset[str]
    overall: str
    courses: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    using: frozenset[str] = frozenset()
    uptake: str = ""

    @classmethod
    def of(cls, lexicon: Lexicon) -> Subject:
        """Read the subject from a vocabulary."""
        return cls(
            naming=lexicon.with_topic("name", "use"),
            telling=lexicon.with_topic("name", "use", "thing", "part"),
            judged=lexicon.with_topic("name", "use", "thing", "service"),
            overall=min(lexicon.with_topic("overall"), default=""),
            courses=frozenset(c.id for c in lexicon.scheme("aspect") if c.topic == "course"),
            services=lexicon.with_topic("service"),
            using=lexicon.with_topic("use"),
            uptake=min(lexicon.with_topic("uptake"), default=""),
        )

    def is_named(self, each: Marked) -> bool:
        """Whether a sentence calls the subject by its name."""
        return any(hit.id in self.naming for hit in each.of("target"))

    def is_told_of(self, each: Marked) -> bool:
        """Whether a sentence names the subject, or tells of it or a part of it in other words."""
        return any(hit.id in self.telling for hit in each.of("target"))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about, seen from its neighbours.

    ``observed`` where its paragraph tells what authors saw; ``before_results`` where results are announced only later.
    """

    on_subject: bool
    after_results: bool
    advised: bool
    observed: bool = False
    before_results: bool = False


def follow(marked: list[Marked], subject: Subject) -> list[Topic]:
    """Tell of each sentence whether it is about the subject, told after results were announced, or advice.

    A paragraph (a list is one) is about the subject when it tells of it. In introduction and theory, where a field in
    general is discussed, a sentence has to call the subject by its name, follow one that does, or tell of an obstacle,
    a feature or a cited work in such a paragraph. What a paper reports as its results is about its subject; in an
    abstract, results are announced, or follow the design of the study, and what stands before the subject is told of is
    about the field.
    """
    told = {
        _place(each)
        for each in marked
        if (each.section.kind not in GENERAL_SECTIONS and (subject.is_told_of(each) or each.of("feature")))
    }
    announced = {each.sentence.section for each in marked if each.has("report.results")}
    found: list[Topic] = []
    named, named_before, observed = (-1, -1), False, (-1, -1)
    section, after_results, listed, designed, opened = -1, False, False, False, False
    for each in marked:
        if each.sentence.section != section:
            section, after_results, listed, designed, opened = each.sentence.section, False, False, False, False
        is_named = subject.is_named(each)
        if is_named:
            named = _place(each)
        tells_design = bool(each.of("method"))
        follows_design = each.section.kind == "abstract" and designed and not tells_design
        after_results = (
            after_results or each.has("report.results") or (follows_design and not each.has("report.studies"))
        )
        designed = designed or tells_design
        opened = opened or subject.is_told_of(each) or after_results
        here = _place(each) in told or (each.sentence.is_item and listed) or after_results
        here = here and (opened or each.section.kind != "abstract")
        if each.section.kind in GENERAL_SECTIONS:
            told_here = bool(each.of("obstacle", "feature")) or CITED.search(each.text) is not None
            follows = is_named or named_before or told_here
            here = (named == _place(each) and follows) or (each.sentence.is_item and listed)
        listed, named_before = here, is_named
        observed = _place(each) if each.has("report.observed") else observed
        before = not after_results and section in announced
        found.append(Topic(here, after_results, _is_advised(each), observed == _place(each), before))
    return found


def _place(each: Marked) -> tuple[int, int]:
    return (each.sentence.section, each.sentence.paragraph)


def _is_advised(each: Marked) -> bool:
    """Whether the sentence or its section gives advice."""
    return each.section.kind == "recommendations" or each.has("stance.should", "stance.measure", "stance.taken")
