"""Corpora that nobody wrote, as large as wished, with what they say together planted: the same seed makes the same.

A corpus is made of stories, one a concept: so many papers judge an aspect, on such sides, by such approaches, in such
places, some of them in words or by authors that another has; or they meet an obstacle that somebody answers or not; or
they only cite what somebody else found. Each paper tells one story, so what the corpus says as a whole follows from
the stories alone; :class:`Truth` has it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pyoxigraph import Quad

from kg import resources
from kg.analysis.infer import infer
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.graph.answers import OF_PAPERS, OF_VOCABULARY, Answers, asked
from kg.graph.places import place_quads
from kg.graph.shingles import shingled
from kg.graph.store import Store
from kg.graph.terms import Names
from kg.graph.to_rdf import quads_of
from kg.model import (
    Citation,
    Evidence,
    Framework,
    Metadata,
    Paper,
    Place,
    Reading,
    Reference,
    Section,
    Sentence,
    Statement,
    Study,
    Verdict,
)

STANCES = {1: ("effective", "fairly-effective"), -1: ("not-effective", "not-fully-optimal"), 0: ("mixed",)}
ANSWERS = {
    "internet-network": "improve-network",
    "login-failure": "simplify-app",
    "server-capacity": "increase-capacity",
    "electricity-supply": "improve-electricity",
    "balance-limit": "extend-programmes",
}
ASPECTS = (
    "effectiveness", "service-quality", "efficiency", "accessibility", "ease-of-use", "user-satisfaction",
    "reliability", "access-speed", "flexibility", "functionality", "transparency", "planning", "facilities",
    "participation",
)  # fmt: skip
APPROACHES = ("qualitative", "quantitative")
THEORIES = ("tam", "servqual", "steers")
PLACES = tuple(
    Place("kota", name, province, code)
    for name, province, code in (
        ("Angin", "Langit Timur", "ID-AA"), ("Awan", "Langit Timur", "ID-AA"), ("Batu", "Bumi Barat", "ID-BB"),
        ("Pasir", "Laut Utara", "ID-CC"),
    )
)  # fmt: skip
SYLLABLES = tuple(one + two for one in "bcdfgjklmnprst" for two in "aeio")
KEPT = ("stance", "aspect", "obstacle", "recommendation", "framework", "method", "segment")
NAMES = Names()


class Teller(NamedTuple):
    """One paper of a story: its side, approach and place, the theory that it applies, and whom it repeats, and how."""

    key: str
    side: int
    approach: str = ""
    place: Place | None = None
    theory: str = ""
    repeats: str = ""
    how: str = ""


@dataclass(frozen=True)
class Story:
    """What some papers tell of one concept."""

    kind: str
    concept: str
    tellers: tuple[Teller, ...]
    segment: str = ""

    @property
    def papers(self) -> frozenset[str]:
        """The keys of its papers."""
        return frozenset(teller.key for teller in self.tellers)


@dataclass(frozen=True)
class Truth:
    """What a corpus says as a whole: by concept, and its gaps by type and name."""

    status: Mapping[str, str]
    sides: Mapping[str, Mapping[int, frozenset[str]]]
    independent: Mapping[str, int]
    gaps: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Corpus:
    """A corpus with its truth."""

    stories: tuple[Story, ...]
    readings: tuple[Reading, ...] = field(repr=False)


def stories(papers: int, seed: int, concepts: int = len(ASPECTS)) -> Iterator[Story]:
    """Share papers out among stories: of aspects, of obstacles, of what is only cited."""
    lot = random.Random(f"stories {papers} {seed}")
    chosen = [("assessment", aspect) for aspect in lot.sample(ASPECTS, min(concepts, len(ASPECTS)))]
    chosen += [("obstacle", name) for name in lot.sample(sorted(ANSWERS), min(concepts, len(ANSWERS)))]
    lot.shuffle(chosen)
    keys = [f"{lot.choice(SYLLABLES)}{lot.choice(SYLLABLES)}-{number}" for number in range(papers)]
    cuts = sorted(lot.randrange(papers + 1) for _ in chosen[1:])
    for (kind, concept), first, last in zip(chosen, [0, *cuts], [*cuts, papers], strict=True):
        if first == last:
            continue
        if kind == "obstacle":
            yield from _obstacle(concept, keys[first:last], lot)
        elif lot.random() < 0.15:
            yield Story("cited", concept, tuple(Teller(key, 1) for key in keys[first:last]))
        else:
            yield Story(kind, concept, tuple(_judging(keys[first:last], lot)))


def _obstacle(concept: str, keys: Sequence[str], lot: random.Random) -> Iterator[Story]:
    """Some papers meet an obstacle; the last of them may answer it instead."""
    segment = lot.choice(["", "older-users", "remote-users"])
    if len(keys) > 1 and lot.random() < 0.5:
        yield Story("recommendation", ANSWERS[concept], (Teller(keys[-1], 1),))
        keys = keys[:-1]
    yield Story("obstacle", concept, tuple(Teller(key, 1) for key in keys), segment)


def _judging(keys: Sequence[str], lot: random.Random) -> Iterator[Teller]:
    """Draw how a story's papers judge: on how many sides, in how many ways and places, by which theory."""
    sides = lot.choice([(1,), (-1,), (1, -1), (1, -1, 0), (1, 0)])
    approaches = lot.choice([APPROACHES[:1], APPROACHES[1:], APPROACHES, ("",)])
    places = lot.choice([PLACES[:1], PLACES[:2], PLACES, (None,)])
    theories = lot.choice([("",), ("",), ("", *THEORIES)])
    first: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        side = lot.choice(sides)
        how = lot.choice(["", "", "", "words", "author"]) if first[side] else ""
        repeats = lot.choice(first[side]) if how else ""
        if not repeats:
            first[side].append(key)
        yield Teller(key, side, lot.choice(approaches), lot.choice(places), lot.choice(theories), repeats, how)


def truth_of(told: Sequence[Story]) -> Truth:
    """Say what stories add up to, one by one and by the definitions."""
    status, sides, independent = {}, {}, {}
    for story in told:
        by_side: dict[int, set[str]] = defaultdict(set)
        for teller in story.tellers:
            by_side[teller.side].add(teller.key)
        name = f"{'assessment' if story.kind == 'cited' else story.kind} {story.concept}"
        if story.kind == "cited":
            status[name], independent[name] = "cited-only", 0
            continue
        sides[name] = {side: frozenset(keys) for side, keys in by_side.items()}
        independent[name] = sum(1 for teller in story.tellers if not teller.repeats)
        if len(by_side) > 1:
            status[name] = "contested"
        elif independent[name] == 1:
            status[name] = "single-study"
        else:
            status[name] = "contested" if 0 in by_side else "consensus"
    return Truth(status, sides, independent, frozenset(_gaps(told)))


def _gaps(told: Sequence[Story]) -> Iterator[tuple[str, str]]:
    judged = [story for story in told if story.kind == "assessment"]
    several = [story for story in judged if len(story.papers) > 1]
    advice = {story.concept for story in told if story.kind == "recommendation"}
    for story in judged:
        if {1, -1} <= {teller.side for teller in story.tellers}:
            yield "evidence", story.concept
        if len(story.papers) == 1 and story.tellers[0].place:
            yield "population", f"only-{story.tellers[0].key}"
    for story in several:
        approaches = {teller.approach for teller in story.tellers}
        if len(approaches) == 1 and "" not in approaches:
            yield "methodological", approaches.pop()
        places = {teller.place for teller in story.tellers}
        if None not in places and len({place and place.province for place in places}) == 1:
            yield "population", "setting" if len(places) == 1 else "province"
    yield from _theoretical(several, {t.theory for story in judged for t in story.tellers if t.theory})
    for story in told:
        if (story.kind == "obstacle" and ANSWERS[story.concept] not in advice) or story.kind == "cited":
            alone = f"only-{min(story.papers)}"
            yield (
                "practical" if story.kind == "obstacle" else "empirical",
                alone if len(story.papers) == 1 else story.concept,
            )
    if any(story.segment for story in told):
        yield "population", "named-segment"
    if several:
        yield "population", "no-segment"


def _theoretical(several: Sequence[Story], named: set[str]) -> Iterator[tuple[str, str]]:
    bare = {story.concept for story in several if not any(teller.theory for teller in story.tellers)}
    if bare:
        yield "theoretical", "none"
    for story in several:
        if story.concept not in bare:
            applied = {teller.theory for teller in story.tellers}
            for theory in named - applied:
                if story.concept in dimensions()[theory]:
                    yield "theoretical", theory


@cache
def lexicon() -> Lexicon:
    """The bundled vocabulary without the words that statements are read by."""
    whole = load_lexicon(resources.ontology_dir() / "vocabulary.ttl")
    return Lexicon({iri: concept for iri, concept in whole.concepts.items() if concept.scheme in KEPT})


@cache
def dimensions() -> Mapping[str, frozenset[str]]:
    """The aspects that each theory has an indicator for."""
    whole = load_lexicon(resources.ontology_dir() / "vocabulary.ttl")
    found: dict[str, set[str]] = defaultdict(set)
    for indicator in whole.scheme("indicator"):
        if indicator.implies and indicator.broader:
            found[whole.concepts[indicator.broader].id].add(whole.concepts[indicator.implies].id)
    return defaultdict(frozenset, {theory: frozenset(aspects) for theory, aspects in found.items()})


def corpus(papers: int, seed: int, concepts: int = len(ASPECTS)) -> Corpus:
    """Make a corpus."""
    told = tuple(stories(papers, seed, concepts))
    return Corpus(told, tuple(reading for story in told for reading in readings_of(story)))


def readings_of(story: Story) -> Iterator[Reading]:
    """Put a story into papers."""
    for teller in story.tellers:
        yield _reading(story, teller)


def _words(name: str, count: int = 16) -> str:
    lot = random.Random(name)
    return " ".join("".join(lot.choices(SYLLABLES, k=3)) for _ in range(count))


def _reading(story: Story, teller: Teller) -> Reading:
    said = _words(f"{teller.repeats if teller.how == 'words' else teller.key} {story.concept}")
    text = f"{said}.\n{_words(teller.key)}.\n"
    first = Evidence.of(text, 0, len(said) + 1)
    authors = (f"Wening {teller.key.title()}",)
    if teller.how == "author":
        authors = (f"Wening {teller.repeats.title()}", *authors)
    paper = Paper(
        teller.key,
        text,
        "full-text",
        Metadata(f"Kajian {teller.key}", "", authors, tuple(a.split()[-1] for a in authors), 2024, language="id"),
        (Section(0, len(text), "conclusion", "Simpulan", "id"),),
        (Sentence(0, first.end, 0, 0), Sentence(first.end + 1, len(text) - 1, 0, 1)),
    )
    judges = story.kind == "assessment"
    kind = "assessment" if story.kind == "cited" else story.kind
    stance = random.Random(teller.key).choice(STANCES[teller.side]) if kind == "assessment" else ""
    cited = story.kind == "cited"
    statement = Statement(
        kind, story.concept, stance, "cited" if cited else "own", "Rekaan 2020" if cited else "", "conclusion", first,
        "generated", 0.8, topics=(("segment", story.segment),) if story.segment else (),
    )  # fmt: skip
    methods = (("qualitative", first),) if teller.approach == "qualitative" else ()
    if teller.approach == "quantitative":
        methods = (("quantitative", first),)
    place = teller.place
    reference = Reference(
        1, Evidence.of(text, first.end + 1, len(text) - 1), ("Rekaan, R.",), "Rekaan", 2020, _words("r")
    )
    pointer = Citation(first, first, "Rekaan 2020", 1, "obtainsBackgroundFrom", 0)
    return Reading(
        paper,
        references=(reference,) if cited else (),
        citations=(pointer,) if cited else (),
        frameworks=(Framework(teller.theory, teller.theory, "applied", (), first),) if teller.theory else (),
        study=Study(methods, place=place.title if place else "", setting=place),
        statements=(statement,),
        verdict=Verdict(story.concept, stance, first) if judges and random.Random(teller.key).random() < 0.5 else None,
    )


def quads(readings: Sequence[Reading]) -> Iterator[Quad]:
    """Write papers and their places."""
    for reading in readings:
        yield from quads_of(reading, lexicon(), NAMES)
    yield from place_quads(NAMES, [r.study.setting for r in readings if r.study.setting])


def store_of(readings: Sequence[Reading], *, texts: bool = True) -> Store:
    """Make the graph of papers, and of what they say together."""
    store = Store().ontology_added(resources.ontology_dir())
    store.add(quads(readings))
    add_analysis(store, [reading.paper for reading in readings] if texts else ())
    return store


def answers_of(store: Store) -> Answers:
    """Ask the graph of all papers what a build asks each of them."""
    return Answers(asked(store, *OF_PAPERS, *OF_VOCABULARY))


def add_analysis(store: Store, papers: Sequence[Paper] = ()) -> None:
    """Add to the graphs of papers what they say together."""
    known = {paper.key: paper for paper in papers}
    shingles = [
        (paper.key, shingled(paper.text, [(each.start, each.end) for each in paper.sentences]).to_bytes())
        for paper in papers
    ]
    told = list(infer(answers_of(store), NAMES, known, shingles, said=lambda key: store.lines(NAMES.graph(key))))
    store.add(Quad(*triple, NAMES.analysis()) for triple in told)
