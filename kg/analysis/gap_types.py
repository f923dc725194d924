"""Which gaps the findings show, by the types of Miles, *A Taxonomy of Research Gaps* (2017).

What counts, and what keeps the gaps few:

- *evidence*: papers of the corpus judge an aspect in opposite ways. One gap an aspect.
- *methodological*: two papers or more judge an aspect, and all by one approach. One gap an approach, for its aspects.
- *population* of place: two papers or more judge an aspect, all in one place or province; or one paper alone does. One
  gap a place, and one a paper.
- *population* of people and programmes: what the papers name, but never where they judge something; what two papers or
  more name and judge, but not in an aspect that others judge; what the vocabulary knows and no paper names. One gap
  for all that is never judged, one for all that is never named, and one a group or programme between.
- *theoretical*: a theory that the corpus names has a dimension for an aspect, two papers or more judge the aspect, and
  none of them applies it; or they apply no theory at all. One gap a theory; one for all aspects without theory.
- *empirical*: something is only cited, without own data of a paper.
- *practical*: an obstacle that no recommendation of the corpus answers.

Obstacles of a single paper, and what a single paper cites, make one gap a paper. Everything is done a concept at a
time: the pairs of theories, groups or programmes with aspects are those of the vocabulary, however many papers there
are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.analysis.consolidate import Finding, local
from kg.graph.terms import digest

SEVERAL = 2
DATA = ("assessment", "obstacle", "benefit")
Papers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A gap before it is put into words.

    ``wording`` names its words, ``concepts`` are what it is about, the most studied first, and ``papers`` what it rests
    on. ``only`` is the one place, approach, theory or group, ``sides`` who judges how.
    """

    type: str
    wording: str
    name: str
    papers: Papers
    concepts: tuple[str, ...]
    only: str = ""
    sides: Mapping[int, Papers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The aspects that papers judge themselves, each with its papers."""

    papers: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Judged:
        """Take them from the findings; what is only cited is not judged."""
        return cls({
            finding.concept: frozenset(holders(finding))
            for finding in findings
            if finding.kind == "assessment" and finding.status != "cited-only"
        })  # fmt: skip

    def by_several(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The aspects that two papers or more judge."""
        return ((aspect, papers) for aspect, papers in self.papers.items() if len(papers) >= SEVERAL)

    def case(self, type: str, wording: str, name: str, aspects: Iterable[str], only: str = "") -> Case:
        """Make a gap of some aspects, which rests on the papers that judge them."""
        ordered = sorted(aspects, key=lambda aspect: (-len(self.papers[aspect]), aspect))
        papers = frozenset(chain.from_iterable(self.papers[aspect] for aspect in ordered))
        return Case(type, wording, name, tuple(sorted(papers)), tuple(ordered), only)


def holders(finding: Finding) -> Papers:
    """The papers that speak for themselves; for what is only cited, those that cite it."""
    own = {p.holder for p in finding.positions if not p.cited}
    return tuple(sorted(own or {paper for p in finding.positions for paper in p.citing or (p.paper,)}))


def contested(findings: Iterable[Finding]) -> Iterator[Case]:
    """Evidence gaps: papers of the corpus judge one aspect in opposite ways."""
    for finding in findings:
        sides: dict[int, list[str]] = defaultdict(list)
        for position in finding.positions:
            if not position.cited:
                sides[position.side].append(position.holder)
        if finding.kind == "assessment" and {1, -1} <= set(sides):
            told = {side: tuple(sorted(papers)) for side, papers in sides.items()}
            yield Case("evidence", "evidence", local(finding.concept), holders(finding), (finding.concept,), sides=told)


def unanswered(findings: Sequence[Finding], answers: Mapping[str, Collection[str]]) -> Iterator[Case]:
    """Practical gaps: obstacles that papers meet, and no recommendation of the corpus answers.

    Args:
        findings: the consolidated findings.
        answers: IRI of an obstacle to the recommendations that answer it.
    """
    advised = {finding.concept for finding in findings if finding.kind == "recommendation"}
    met = [finding for finding in findings if finding.kind == "obstacle" and finding.status != "cited-only"]
    yield from _by_paper("practical", [f for f in met if advised.isdisjoint(answers.get(f.concept, ()))])


def only_cited(findings: Iterable[Finding]) -> Iterator[Case]:
    """Empirical gaps: what papers only cite."""
    yield from _by_paper("empirical", [f for f in findings if f.status == "cited-only" and f.kind in DATA])


def _by_paper(type: str, findings: Iterable[Finding]) -> Iterator[Case]:
    """Give each finding of several papers a gap; those of one paper share one."""
    single: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        papers = holders(finding)
        if len(papers) >= SEVERAL:
            usual = finding.kind in ("assessment", "obstacle")
            name = local(finding.concept) if usual else f"{finding.kind}-{local(finding.concept)}"
            yield Case(type, type, name, papers, (finding.concept,))
        else:
            single[papers[0]].append(finding.concept)
    for paper, concepts in single.items():
        yield Case(type, f"{type}-one", f"only-{local(paper)}", (paper,), tuple(sorted(concepts)))


def by_one_approach(judged: Judged, approaches: Mapping[str, str]) -> Iterator[Case]:
    """Methodological gaps; ``approaches`` has the approach of each paper that tells one."""
    for approach, aspects in sorted(_all_alike(judged, approaches).items()):
        yield judged.case("methodological", "methodological", local(approach), aspects, approach)


def in_one_place(judged: Judged, settings: Mapping[str, str], provinces: Mapping[str, str]) -> Iterator[Case]:
    """Population gaps of place: aspects that are judged in one place or province only, or by one paper alone."""
    in_settings = _all_alike(judged, settings)
    known = set(chain.from_iterable(in_settings.values()))
    in_provinces = _all_alike(judged, provinces)
    for wording, found, seen in (("setting", in_settings, set()), ("province", in_provinces, known)):
        for place, aspects in sorted(found.items()):
            if rest := [aspect for aspect in aspects if aspect not in seen]:
                name = f"{wording}-{digest(place)[:8]}"
                yield judged.case("population", f"population-{wording}", name, rest, place)
    alone: dict[str, list[str]] = defaultdict(list)
    for aspect, papers in judged.papers.items():
        if len(papers) == 1 and settings.get(paper := min(papers)):
            alone[paper].append(aspect)
    for paper, aspects in sorted(alone.items()):
        yield judged.case("population", "population-one", f"only-{local(paper)}", aspects, settings[paper])


def _all_alike(judged: Judged, values: Mapping[str, str]) -> dict[str, list[str]]:
    """Gather the aspects all of whose papers, two at the least, have one and the same value, by that value."""
    found: dict[str, list[str]] = defaultdict(list)
    for aspect, papers in judged.by_several():
        used = {values.get(paper, "") for paper in papers}
        if len(used) == 1 and "" not in used:
            found[used.pop()].append(aspect)
    return found


def without_theory(
    judged: Judged,
    applied: Mapping[str, Collection[str]],
    named: Collection[str],
    dimensions: Mapping[str, Collection[str]],
) -> Iterator[Case]:
    """Theoretical gaps.

    Args:
        judged: the aspects that papers judge.
        applied: IRI of a theory to the papers that apply it.
        named: the theories that the corpus applies or mentions.
        dimensions: IRI of a theory to the aspects that it has a dimension for.
    """
    of_any = frozenset(chain.from_iterable(applied.values()))
    bare = [aspect for aspect, papers in judged.by_several() if of_any.isdisjoint(papers)]
    if bare:
        yield judged.case("theoretical", "theoretical-none", "none", bare)
    several = dict(judged.by_several())
    for theory in sorted(named):
        users = frozenset(applied.get(theory, ()))
        meant = (aspect for aspect in dimensions.get(theory, ()) if aspect in several and aspect not in bare)
        missing = [aspect for aspect in meant if users.isdisjoint(several[aspect])]
        if missing:
            yield judged.case("theoretical", "theoretical", local(theory), missing, theory)


def left_out(
    judged: Judged,
    schemes: Mapping[str, Collection[str]],
    naming: Mapping[str, Collection[str]],
    covered: Mapping[str, Mapping[str, Collection[str]]],
) -> Iterator[Case]:
    """Population gaps of people and programmes.

    Args:
        judged: the aspects that papers judge.
        schemes: a kind of topic (segment, programme) to all its concepts.
        naming: IRI of a topic to the papers that name it.
        covered: IRI of a topic to the aspects on which it is named, each with the papers that do so.
    """
    everywhere = [aspect for aspect, _ in judged.by_several()]
    for scheme, topics in sorted(schemes.items()):
        known = sorted(set(topics) & set(naming))
        bare = [topic for topic in known if judged.papers.keys().isdisjoint(covered.get(topic, {}))]
        if bare:
            papers = sorted(frozenset(chain.from_iterable(naming[topic] for topic in bare)))
            ordered = sorted(bare, key=lambda topic: (-len(naming[topic]), topic))
            yield Case("population", f"population-named-{scheme}", f"named-{scheme}", tuple(papers), tuple(ordered))
        for topic in known:
            missing = [aspect for aspect in everywhere if not covered.get(topic, {}).get(aspect)]
            if missing and topic not in bare and len(naming[topic]) >= SEVERAL:
                about = judged.case("population", f"population-{scheme}", local(topic), missing, topic)
                yield replace(about, papers=tuple(sorted(naming[topic])))
        unknown = sorted(set(topics) - set(naming))
        if unknown and everywhere:
            judging = judged.case("", "", "", everywhere).papers
            yield Case("population", f"population-no-{scheme}", f"no-{scheme}", judging, tuple(unknown))
