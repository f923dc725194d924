"""The list of papers: who, when, where, how, and what each concludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.analysis.wording import KEY_YEAR
from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry, Place, span_of
from kg.publish.page import Page, Site, parts

PART = 100
PURPOSES = ("approach", "design", "collection", "sampling", "analysis", "validity")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of papers, split where it is long."""
    studies = studies_of(site.catalogue)
    named = first_of_years(studies)
    for part in parts("papers.html", studies, PART):
        yield Page(part.path, "papers.html", {"part": part, "total": len(studies), "named": named}, "papers")


@dataclass(frozen=True, slots=True)
class Study:
    """A paper with its verdict, if it has one, and how its study was made; ``year`` is empty when nothing tells it."""

    paper: PaperEntry
    year: str
    verdict: Row | None
    sign: str
    place: Place | None
    methods: tuple[str, ...]
    frameworks: tuple[str, ...]


def year_of(paper: PaperEntry) -> str:
    """Give the year that a paper is cited by: the printed one, or else that of its key.

    >>> row = {"year": ""}
    >>> year_of(PaperEntry("https://a/hanifa-2023", "hanifa-2023", row, "Hanifa (2023)", ""))
    '2023'
    """
    in_key = KEY_YEAR.search(paper.key)
    return paper.data["year"] or (in_key[1] if in_key else "")


def studies_of(catalogue: Catalogue) -> list[Study]:
    """Gather what is told of each paper at a glance, the newest first; those without a year come last."""
    found = []
    verdicts, methods, uses = (catalogue.of_paper(name) for name in ("verdicts", "methods", "frameworks"))
    for paper in catalogue.papers.values():
        verdict = next(iter(verdicts.get(paper.iri, [])), None)
        span = span_of(verdict) if verdict else None
        applied = dict.fromkeys(row["framework"] for row in uses.get(paper.iri, []) if row["role"] == "applied")
        found.append(
            Study(
                paper=paper,
                year=year_of(paper),
                verdict=verdict,
                sign=catalogue.signs.get(verdict["stance"], "mix") if verdict else "",
                place=Place(paper.iri, span) if span else None,
                methods=tuple(dict.fromkeys(row["method"] for row in sorted(methods.get(paper.iri, []), key=_purpose))),
                frameworks=tuple(applied),
            )
        )
    by_name = sorted(found, key=lambda study: (study.paper.cite.casefold(), study.paper.key))
    return sorted(by_name, key=lambda study: study.year, reverse=True)


def _purpose(row: Row) -> tuple[int, str]:
    known = row["part"] in PURPOSES
    return PURPOSES.index(row["part"]) if known else len(PURPOSES), row["method"]


def first_of_years(studies: Iterable[Study]) -> dict[str, str]:
    """Name the first paper of each year in the list, by its key: there a link to the year leads."""
    found: dict[str, str] = {}
    for study in studies:
        found.setdefault(study.year or "unknown", study.paper.key)
    return {key: year for year, key in found.items()}
