"""The search page: findings, concepts, papers and quotes by their words, whatever the form they stand in.

What is searched comes as scripts: one a language with findings and concepts, which a vocabulary bounds, and one a shelf
of papers, with their quotes, in the words of their authors. The page loads the shelves one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.lexicon import Lexicon, load_lexicon
from kg.publish.catalogue import Catalogue, PaperEntry, Place, fold, span_of
from kg.publish.page import Asset, Page, Site
from kg.publish.positions import KINDS
from kg.publish.script import pushed
from kg.publish.stemming import Stems
from kg.publish.words import Words
from kg.resources import ontology_dir

SHELF = 40
SCHEMES = ("aspect", "obstacle", "benefit", "recommendation", "feature", "framework", "method")
ABOUT = (*KINDS, "statistic", "gap", "future-research")
Topic = tuple[str, str]


def pages(site: Site) -> Iterator[Page | Asset]:
    """Yield the search page and what it searches."""
    papers = list(site.catalogue.papers.values())
    shelves = [papers[start : start + SHELF] for start in range(0, len(papers), SHELF)]
    yield Page("search.html", "search.html", {"shelves": len(shelves)}, "search")
    quotes = quotes_of(site.catalogue)
    topics = {topic: number for number, topic in enumerate(sorted({t for found in quotes.values() for t in found}))}
    for words in site.words.values():
        yield Asset(f"assets/search-{words.language}.js", pushed("litkgSearch", _known(site, words, topics)))
    by_paper: dict[str, list[tuple[Place, list[Topic]]]] = defaultdict(list)
    for place, found in quotes.items():
        by_paper[place.paper].append((place, found))
    stems = Stems()
    for number, shelf in enumerate(shelves, 1):
        told = [_paper(site.catalogue, paper, by_paper[paper.iri], topics) for paper in shelf]
        new = stems.new_in(_texts(told))
        yield Asset(f"assets/search-{number}.js", pushed("litkgSearch", {"papers": told, "stems": new}))


def quotes_of(catalogue: Catalogue) -> dict[Place, list[Topic]]:
    """Gather the passages that statements and verdicts rest on, in their order, and what each is about."""
    found: dict[Place, dict[Topic, None]] = defaultdict(dict)
    for row in (*catalogue("statements"), *catalogue("verdicts")):
        span = span_of(row)
        if span is not None and row["paper"] in catalogue.papers:
            topic = (row.get("kind", "assessment"), row.get("concept", row.get("aspect", "")))
            found[Place(row["paper"], span)][topic] = None
    ordered = sorted(found.items(), key=lambda item: (item[0].paper, item[0].span))
    return {place: sorted(topics) for place, topics in ordered}


def _paper(
    catalogue: Catalogue, paper: PaperEntry, quotes: Sequence[tuple[Place, list[Topic]]], numbers: dict[Topic, int]
) -> dict[str, object]:
    """Tell of a paper and of its quotes: start, end, words, and the numbers of what each is about."""
    data = paper.data
    return {
        "cite": paper.cite,
        "title": fold(data["title"]) or paper.key,
        "authors": fold(data["authors"]),
        "source": " · ".join(fold(data[name]) for name in ("year", "venue", "place") if data[name]),
        "page": catalogue.paper_page(paper.iri),
        "language": data["language"],
        "quotes": [
            [start, end, fold(paper.text[start:end]), [numbers[topic] for topic in topics]]
            for (start, end), topics in ((place.span, topics) for place, topics in quotes)
        ],
    }


def _texts(papers: Sequence[dict[str, object]]) -> Iterator[str]:
    for paper in papers:
        yield from (str(paper[name]) for name in ("title", "authors", "source"))
        quotes = paper["quotes"]
        assert isinstance(quotes, list)
        yield from (quote[2] for quote in quotes)


def _known(site: Site, words: Words, topics: dict[Topic, int]) -> dict[str, object]:
    """Tell of the findings and the concepts in one language, and name what quotes are about."""
    findings = [
        {
            "title": words.label(finding.row["concept"]),
            "text": finding.row[f"text_{words.language}"],
            "about": f"{words.word('kind', finding.row['kind'])} · {words.word('status', finding.row['verdict'])}",
            "page": finding.page,
        }
        for finding in site.findings
    ]
    concepts = list(_concepts(site, words))
    texts = [f"{text}" for known in (*findings, *concepts) for name, text in known.items() if name != "page"]
    return {
        "findings": findings,
        "concepts": concepts,
        "topics": [_topic(words, kind, concept) for kind, concept in topics],
        "stems": Stems().new_in(texts),
    }


def _topic(words: Words, kind: str, concept: str) -> str:
    name = words.word("kind", kind)
    return f"{name}: {words.label(concept)}" if concept else name


def _concepts(site: Site, words: Words) -> Iterator[dict[str, str]]:
    """Tell of the concepts, each with all its names in both languages and the page that tells most of it, if any."""
    page_of = {finding.row["concept"]: finding.page for finding in site.findings}
    used = {row["framework"] for row in site.catalogue("frameworks")} | {
        row["method"] for row in site.catalogue("methods")
    }
    schemes = {row["concept"]: row["scheme"] for row in site.catalogue("labels") if row["scheme"] in SCHEMES}
    printed = {iri: "framework" for iri in sorted(used) if iri not in schemes and "://" not in iri}
    for concept, scheme in (*schemes.items(), *printed.items()):
        known = _lexicon().concepts.get(concept)
        names = [name for name, _ in known.labels] if known else []
        names += [other.label(concept) for other in site.words.values()]
        yield {
            "title": words.label(concept),
            "names": "; ".join(dict.fromkeys(names)),
            "text": words.definitions.get(concept, ""),
            "about": words.word("scheme", scheme),
            "page": page_of.get(concept) or ("matrix.html" if concept in used else ""),
        }


def stem_names() -> None:
    """Find the stems of what concepts are called, which every search page needs, before there is a graph."""
    named = (concept for concept in _lexicon().concepts.values() if concept.scheme in SCHEMES)
    Stems().new_in(name for concept in named for name, _ in concept.labels)


@cache
def _lexicon() -> Lexicon:
    return load_lexicon(ontology_dir() / "vocabulary.ttl")
