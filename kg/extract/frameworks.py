"""The theories that a paper names, those that organise its analysis, and their indicators as printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.applying import applies
from kg.extract.indicators import bare, headed, headings_of, label_of, listed
from kg.extract.lexicon import Concept, Lexicon
from kg.extract.marking import Hit, Marked
from kg.extract.phrases import pattern
from kg.extract.theories import Theory, theories_of
from kg.model import Citation, Framework, Paper, Sentence

SURE = 3
"""So many indicators of a theory as headings show that it is applied, though it is not named."""
SURVEYED = 3
"""A sentence that names so many theories surveys them."""
CARRIED = 24


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a theory is named: sentence number, and characters ``start`` to ``end`` of its text."""

    at: int
    start: int
    end: int
    applied: bool


def read_frameworks(
    paper: Paper, marked: list[Marked], lexicon: Lexicon, citations: Sequence[Citation] = ()
) -> tuple[Framework, ...]:
    """Read the frameworks of a paper: each once, applied where its own analysis is organised by it.

    That is where the paper says so, where its title does, or where its results are headed by the indicators.

    Args:
        paper: the paper.
        marked: its sentences with the words found in them.
        lexicon: the vocabulary; a framework's indicators are its narrower concepts.
        citations: the citations of the paper: ``(Rosalina, 2012)`` names a theory that the vocabulary knows by author.
    """
    cited: dict[int, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited[citation.sentence].append(citation)
    if not marked:
        return ()
    headings = headings_of(marked, "results")
    namings = _namings(marked, lexicon, cited)
    found = [*_known(paper, marked, lexicon, namings, headings)]
    taken = {naming.at for those in namings.values() for naming in those}
    found += [_unknown(paper, marked, theory, headings) for theory in theories_of(marked, cited, taken)]
    return tuple(found)


def _namings(marked: list[Marked], lexicon: Lexicon, cited: dict[int, list[Citation]]) -> dict[str, list[Naming]]:
    """Where each framework of the vocabulary is named: by one of its labels, or by a citation that is one."""
    labels = {label.casefold(): c.id for c in lexicon.scheme("framework") for label, _ in c.labels}
    found: dict[str, list[Naming]] = defaultdict(list)
    for at, each in enumerate(marked):
        start = each.sentence.start
        hits = each.of("framework")
        places = [(hit.id, hit.start - start, hit.end - start) for hit in _uncarried(each, hits)]
        for citation in cited.get(each.index, ()):
            known = labels.get(citation.label.casefold())
            if known and not hits:
                places.append((known, citation.surface.start - start, citation.surface.end - start))
        for id, first, last in places:
            lists = len({hit.id for hit in hits}) >= SURVEYED
            applied = not lists and applies(each, first, last, cited.get(each.index, []))
            found[id].append(Naming(at, first, last, applied))
    return found


def _uncarried(each: Marked, hits: list[Hit]) -> Iterator[Hit]:
    """The names in a sentence, without those that another is only quoted in: ``Duncan (dalam Steers, 1985)``."""
    at, before = each.sentence.start, None
    for hit in hits:
        between = each.text[before.end - at : hit.start - at] if before else ""
        quoted = 0 < len(between) < CARRIED and pattern("citation", "secondary").fullmatch(between.strip(" (,"))
        if before is None or hit.id == before.id or not quoted:
            yield hit
        before = hit


def _known(
    paper: Paper, marked: list[Marked], lexicon: Lexicon, namings: dict[str, list[Naming]], headings: list[str]
) -> Iterator[Framework]:
    """The frameworks that the vocabulary has."""
    narrower = {c.iri: _narrower(lexicon, c.iri) for c in lexicon.scheme("framework")}
    heads = {iri: headed(headings, labels) for iri, labels in narrower.items()}
    unnamed = _unnamed(list(lexicon.scheme("framework")), heads, namings)
    title = bare(paper.metadata.title)
    for concept in lexicon.scheme("framework"):
        places, under = namings.get(concept.id, []), heads[concept.iri]
        titled = _is_titled(title, concept)
        if not (places or titled or concept.id == unnamed):
            continue
        using = [place for place in places if place.applied]
        applied = bool(using) or len(under) >= 2 or titled
        sentence = marked[(using or places)[0].at].sentence if places else _under(marked, under)
        yield Framework(
            concept=concept.id,
            label=concept.names.get("en", concept.id),
            role="applied" if applied else "mentioned",
            indicators=tuple(_indicators(paper, marked, lexicon, concept, using or places, under, applied=applied)),
            evidence=paper.evidence(sentence.start, sentence.end),
        )


def _unnamed(concepts: list[Concept], heads: dict[str, list[str]], namings: dict[str, list[Naming]]) -> str:
    """The framework that a paper does not name but whose indicators head its results; none where two would fit."""
    counts = sorted(((len(heads[c.iri]), c.id) for c in concepts), reverse=True)
    best, second = (*counts, (0, ""), (0, ""))[:2]
    return best[1] if best[0] >= SURE and best[0] > second[0] and best[1] not in namings else ""


def _under(marked: list[Marked], headings: list[str]) -> Sentence:
    """The first sentence under one of some headings, or of all."""
    wanted = {bare(heading) for heading in headings}
    return next(
        (each.sentence for each in marked if bare(label_of(each.sentence.heading)) in wanted), marked[0].sentence
    )


def _is_titled(title: str, concept: Concept) -> bool:
    """Whether the title says that the study works with a framework: ``… dengan Model DeLone & McLean``."""
    for label in sorted({bare(label) for label, _ in concept.labels}, key=len, reverse=True):
        at = title.find(label)
        if at >= 0 and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", title):
            return pattern("framework", "uses", "nouns").search(title[:at]) is not None
    return False


def _narrower(lexicon: Lexicon, framework: str) -> tuple[str, ...]:
    """The labels of the indicators of a framework."""
    return tuple(label for c in lexicon.scheme("indicator") if c.broader == framework for label, _ in c.labels)


def _indicators(
    paper: Paper,
    marked: list[Marked],
    lexicon: Lexicon,
    concept: Concept,
    places: list[Naming],
    under: list[str],
    *,
    applied: bool,
) -> list[str]:
    """The indicators as printed: headings of the results; else a list beside the name; else one of known indicators."""
    if applied and len(under) >= 2:
        return under
    own = paper.metadata.language
    ids = {c.id for c in lexicon.scheme("indicator") if c.broader == concept.iri}
    ordered = sorted(places, key=lambda place: marked[place.at].section.language != own)
    lists = [items for place in ordered if (items := listed(marked, place.at, place.end))]
    lists = [items for items in lists if _are_known(items, lexicon, concept)]
    if lists or not applied:
        return lists[0] if lists else []
    for each in sorted(marked, key=lambda each: (each.section.language != own, each.index)):
        named = {hit.id for hit in each.of("indicator")} & ids
        if len(named) >= 2 and pattern("framework", "parts").search(each.text) and (items := listed([each], 0, 0)):
            return items
    return []


def _are_known(items: list[str], lexicon: Lexicon, concept: Concept) -> bool:
    """Whether two items of a list are indicators of a framework."""
    return len(headed(items, _narrower(lexicon, concept.iri))) >= 2


def _unknown(paper: Paper, marked: list[Marked], theory: Theory, headings: list[str]) -> Framework:
    """A framework that the vocabulary lacks."""
    under = headed(headings, theory.indicators)
    sentence = marked[theory.at].sentence
    return Framework(
        concept="",
        label=theory.label,
        role="applied" if theory.applied or len(under) >= 2 else "mentioned",
        indicators=tuple(under if len(under) >= 2 else theory.indicators),
        evidence=paper.evidence(sentence.start, sentence.end),
    )
