"""The start page: what this literature says at a glance, bounded however many papers there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.publish.catalogue import Catalogue, Place
from kg.publish.page import Page, Site
from kg.publish.pages.papers import PART, Study, studies_of
from kg.publish.positions import FindingView
from kg.publish.provinces import settings_of

SIGNS = ("pos", "mix", "neg")
SHARED_KINDS = ("obstacle", "benefit", "recommendation")
MOST_PAPERS = 12
"""Up to so many papers, each is shown with its verdict; of more, only the newest of each side."""
MOST_OF_SIDE = 3
MOST_FINDINGS = 6
MOST_GAPS = 6
MOST_OF_YEAR = 8
MOST_YEARS = 20


def pages(site: Site) -> Iterator[Page]:
    """Yield the start page."""
    studies = studies_of(site.catalogue)
    contested = [finding for finding in site.findings if finding.row["verdict"] == "contested"]
    sides = sides_of(studies)
    view = {
        "total": len(studies),
        "aspect": _aspect(studies),
        "sides": sides,
        "counts": {side.sign: side.number for side in sides},
        "newest": len(studies) > MOST_PAPERS,
        "notes": any(study.paper.data["source_kind"] == "reading-note" for study in studies),
        "contested": contested,
        "shared": shared_of(site.findings),
        "years": years_of(studies),
        "settings": settings_of(studies),
        "gaps": foremost_gaps(site.catalogue),
        "most": MOST_FINDINGS,
    }
    yield Page("index.html", "index.html", view, "index")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The papers whose verdict has one sign, or that have none: how many, and those that are shown."""

    sign: str
    number: int
    shown: tuple[Study, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The papers of a year, or of all years up to it: how many of each sign, and which, where they are few.

    ``page`` is the part of the list of papers that the year begins on.
    """

    year: str
    earlier: bool
    number: int
    signs: Mapping[str, int]
    shown: tuple[Study, ...]
    page: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A gap as the start page tells it: its wording by language, the papers it rests on, where an author states it."""

    type: str
    stated: bool
    texts: Mapping[str, str]
    papers: tuple[str, ...]
    place: Place | None


def sides_of(studies: Sequence[Study]) -> list[Verdicts]:
    """Part papers by the sign of their verdict, those without one last; of many, only the newest are shown."""
    held: dict[str, list[Study]] = defaultdict(list)
    for study in studies:
        held[study.sign].append(study)
    most = MOST_PAPERS if len(studies) <= MOST_PAPERS else MOST_OF_SIDE
    return [Verdicts(sign, len(held[sign]), tuple(held[sign][:most])) for sign in (*SIGNS, "") if held[sign]]


def _aspect(studies: Iterable[Study]) -> str:
    """Name the aspect that most verdicts are on."""
    counted = Counter(study.verdict["aspect"] for study in studies if study.verdict)
    return min(counted, key=lambda aspect: (-counted[aspect], aspect), default="")


def shared_of(findings: Iterable[FindingView]) -> list[tuple[str, list[FindingView]]]:
    """Gather what more than one paper reports and none denies, by kind."""
    found: dict[str, list[FindingView]] = {kind: [] for kind in SHARED_KINDS}
    for finding in findings:
        if finding.row["kind"] in found and finding.row["verdict"] == "consensus":
            found[finding.row["kind"]].append(finding)
    return list(found.items())


def years_of(studies: Sequence[Study]) -> list[Year]:
    """Count papers by year and sign, oldest first; years before the last twenty are taken together."""
    held: dict[str, list[Study]] = defaultdict(list)
    pages: dict[str, str] = {}
    for number, study in enumerate(studies):
        held[study.year].append(study)
        part = number // PART + 1
        pages.setdefault(study.year, f"papers-{part}.html" if part > 1 else "papers.html")
    known = sorted(filter(None, held), reverse=True)
    told = [(year, False, held[year]) for year in known[:MOST_YEARS]]
    if older := known[MOST_YEARS:]:
        told.append((older[0], True, [study for year in older for study in held[year]]))
    ordered = [*reversed(told), *([("", False, held[""])] if "" in held else [])]
    return [_year(year, earlier, found, pages[year]) for year, earlier, found in ordered]


def _year(year: str, earlier: bool, studies: Sequence[Study], page: str) -> Year:
    counted = Counter(study.sign for study in studies)
    signs = {sign: counted[sign] for sign in (*SIGNS, "") if counted[sign]}
    shown = tuple(studies) if len(studies) <= MOST_OF_YEAR else ()
    return Year(year, earlier, len(studies), signs, shown, page)


def foremost_gaps(catalogue: Catalogue) -> list[OpenQuestion]:
    """Gather the gaps that matter most, at most two of a type."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in catalogue("gap-texts"):
        texts[row["gap"]].setdefault(row["language"], row["text"])
    found: list[OpenQuestion] = []
    seen: set[str] = set()
    types: Counter[str] = Counter()
    for row in catalogue("gaps"):
        if row["gap"] in seen or types[row["type"]] == 2:
            continue
        seen.add(row["gap"])
        types[row["type"]] += 1
        papers = tuple(iri for iri in row["papers"].split() if iri in catalogue.papers)
        stated = row["basis"] == "stated" and bool(papers)
        place = catalogue.place(papers[0], row["text"]) if stated else None
        found.append(OpenQuestion(row["type"], stated, texts[row["gap"]], papers, place))
        if len(found) == MOST_GAPS:
            break
    return found
