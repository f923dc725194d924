"""The theories that a paper names, those that organise its analysis, and their indicators as printed."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.marking import Marked
from kg.model import Framework, Paper

APPLYING = ("abstract", "method", "results", "conclusion")


def read_frameworks(paper: Paper, marked: list[Marked], lexicon: Lexicon) -> tuple[Framework, ...]:
    """Read the frameworks of a paper: each once, applied where the paper's own study says that it uses it.

    Args:
        paper: the paper.
        marked: its sentences with the words found in them.
        lexicon: the vocabulary; a framework's indicators are its narrower concepts.
    """
    found: list[Framework] = []
    mentions: dict[str, list[Marked]] = {}
    for each in marked:
        for hit in each.of("framework"):
            mentions.setdefault(hit.id, []).append(each)
    for concept in lexicon.scheme("framework"):
        sentences = mentions.get(concept.id, [])
        headed = _headed(marked, lexicon, concept.iri)
        if not sentences and len(headed) < 2:
            continue
        using = [each for each in sentences if _uses(each)]
        applied = bool(using) or len(headed) >= 2
        at = (using or sentences or headed)[0]
        found.append(
            Framework(
                concept=concept.id,
                label=concept.names.get("en", concept.id),
                role="applied" if applied else "mentioned",
                indicators=tuple(_indicators(paper, marked, lexicon, concept.iri)) if applied else (),
                evidence=paper.evidence(at.sentence.start, at.sentence.end),
            )
        )
    return tuple(found)


def _uses(each: Marked) -> bool:
    """Whether the paper says of itself that it uses the framework named in the sentence."""
    return each.section.kind in APPLYING and each.has("report.uses") and each.has("report.own", "study.theory")


def _narrower(lexicon: Lexicon, framework: str) -> dict[str, tuple[str, ...]]:
    """The indicators of a framework: id to labels, in lower case."""
    return {
        concept.id: tuple(label.casefold() for label, _ in concept.labels)
        for concept in lexicon.scheme("indicator")
        if concept.broader == framework
    }


def _headed(marked: list[Marked], lexicon: Lexicon, framework: str) -> list[Marked]:
    """The first sentences under headings of the results that are indicators of a framework."""
    indicators = _narrower(lexicon, framework)
    firsts: dict[str, Marked] = {}
    for each in marked:
        if each.section.kind in ("results", "conclusion"):
            heading = each.sentence.heading.casefold()
            for id, labels in indicators.items():
                if any(label in heading for label in labels):
                    firsts.setdefault(id, each)
    return list(firsts.values())


def _indicators(paper: Paper, marked: list[Marked], lexicon: Lexicon, framework: str) -> list[str]:
    """The indicators of a framework as the paper prints them.

    Those that head parts of the results are the ones applied; failing two such headings, all that are named, in the
    paper's own language before that of a translated abstract.
    """
    indicators = _narrower(lexicon, framework)
    headed: dict[str, str] = {}
    for each in marked:
        heading = each.sentence.heading
        for id, labels in indicators.items():
            if each.section.kind == "results" and any(label in heading.casefold() for label in labels):
                headed.setdefault(id, heading.strip(" :"))
    if len(headed) >= 2:
        return list(headed.values())
    named: dict[str, str] = {}
    for each in sorted(marked, key=lambda m: (m.section.language != paper.metadata.language, m.index)):
        for hit in each.of("indicator"):
            if hit.id in indicators and hit.id not in named:
                at = each.sentence.start
                named[hit.id] = " ".join(each.text[hit.start - at : hit.end - at].split())
    return list(named.values())
