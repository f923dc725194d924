"""What a careful reviewer would flag in a paper's citations and references, worded so that its author can act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from kg.analysis.consolidate import local
from kg.analysis.fidelity import Comparison
from kg.analysis.integrity_notes import LANGUAGES, Note, Value, tell, word
from kg.analysis.overrides import handle
from kg.analysis.reuse import Passage, Reuse
from kg.analysis.wording import short_citation
from kg.analysis.works import Candidate
from kg.graph.store import Row

NEAR = 80  # characters behind a passage in which its citation may stand
FIDELITY = {"supported": "info", "contradicted": "error", "not-found": "warning"}
"""What can come out of comparing a citation with what the cited paper says, and how grave it is."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def reuse_notes(reuses: Iterable[Reuse], citations: Iterable[Row], papers: Iterable[Row]) -> list[Note]:
    """Tell which paper has words that nearly stand in an earlier one, and whether it cites that paper there.

    Which is the earlier is told by the year, or by who cites whom.

    Args:
        reuses: passages in common; their papers are IRIs.
        citations: rows of the query ``citations``.
        papers: rows of the query ``papers``.
    """
    known = {row["paper"]: row for row in papers}
    cited: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in citations:
        cited[row["paper"], row["work"]].append(int(row["start"]))
    notes: list[Note] = []
    for reuse in reuses:
        first, later = reuse.one, reuse.other
        if _goes_before(later.paper, first.paper, known, cited):
            first, later = later, first
        source = known[first.paper]
        name = short_citation(source["authors"], source["year"], local(first.paper))
        there = any(later.start <= at <= later.end + NEAR for at in cited[later.paper, first.paper])
        told = tell("text-reuse-cited" if there else "text-reuse", name=name)
        severity = "info" if there else "warning"
        notes.append(Note(later.paper, "text-reuse", severity, told, later.start, later.end, other=first))
    return notes


def fidelity_notes(
    comparisons: Iterable[Comparison], concepts: Mapping[str, Mapping[str, str]], cited: Mapping[str, str]
) -> list[Note]:
    """Tell what a cited paper of the corpus says of what it is cited for.

    Args:
        comparisons: passages compared with what the cited papers say.
        concepts: the concepts' IRIs to their names by language.
        cited: the works' IRIs to their in-text citations.
    """
    return [_fidelity_note(each, concepts, cited) for each in comparisons]


def _fidelity_note(found: Comparison, concepts: Mapping[str, Mapping[str, str]], cited: Mapping[str, str]) -> Note:
    first = found.said[0]
    name = cited[found.cited]
    about = {
        language: ", ".join(dict.fromkeys(_shown(row, concepts, language) for row in found.said))
        for language in LANGUAGES
    }
    severity, told = FIDELITY[found.outcome], tell(found.outcome, name=name, about=about)
    if found.outcome == "supported" and found.own and found.own["attribution"] != "own":
        source: Value = found.own["source"] or word("background")
        severity, told = "warning", tell("second-hand", name=name, about=about, source=source)
    if found.exchanged:
        told += tell("exchanged", other=cited[found.exchanged_with])
    other_passage = None
    if found.own:
        other_passage = Passage(found.cited, int(found.own["start"]), int(found.own["end"]))
    place = int(first["start"]), int(first["end"]), first["quote"]
    return Note(first["paper"], "fidelity", severity, told, *place, other=other_passage)


def _shown(row: Row, concepts: Mapping[str, Mapping[str, str]], language: str) -> str:
    """What a statement is about, with its stance if it judges."""
    about = concepts.get(row["concept"], {}).get(language) or row["rule"].partition(": ")[2]
    stance = concepts.get(row["stance"], {}).get(language) or local(row["stance"])
    return f"{about} ({stance})" if row["stance"] else about


def _goes_before(one: str, other: str, known: Mapping[str, Row], cited: Mapping[tuple[str, str], list[int]]) -> bool:
    """Whether a paper is earlier than another: it is cited by it, or its year is less."""
    if ((one, other) in cited) != ((other, one) in cited):
        return (other, one) in cited
    years = known[one]["year"], known[other]["year"]
    return all(years) and years[0] < years[1]


def find_notes(citations: Iterable[Row], references: Iterable[Row], papers: Iterable[Row] = ()) -> list[Note]:
    """Compare the citations of each paper with its reference list.

    Args:
        citations: rows of the query ``citations``.
        references: rows of the query ``references``.
        papers: rows of the query ``papers``.
    """
    citations, references, papers = list(citations), list(references), list(papers)
    return [
        *_of_citations(citations, {(row["paper"], row["work"]): row for row in reversed(references)}),
        *_of_entries(references, {(row["paper"], row["work"]) for row in citations}),
        *_of_papers_cited(references, {row["paper"]: row for row in papers}),
        *_of_dates(papers),
    ]


def _of_citations(citations: list[Row], entries: Mapping[tuple[str, str], Row]) -> Iterator[Note]:
    """Citations in no list, and those whose year is another than their entry's; without a list there is no fault."""
    listing = {paper for paper, _ in entries}
    for row in citations:
        place = int(row["start"]), int(row["end"]), row["surface"]
        if not row["work"] and row["paper"] not in listing:
            continue
        if not row["work"]:
            told = tell("citation-not-in-list", surface=row["surface"])
            yield Note(row["paper"], "citation-not-in-list", "error", told, *place)
            continue
        entry = entries.get((row["paper"], row["work"]))
        years = set(YEAR.findall(row["surface"]))
        if entry and entry["year"] and years and entry["year"] not in years:
            told = tell("year-differs", surface=row["surface"], year=entry["year"], entry=entry["position"])
            yield Note(row["paper"], "year-differs", "error", told, *place)


def _of_entries(references: list[Row], cited: Set[tuple[str, str]]) -> Iterator[Note]:
    """Entries that stand twice, that are never cited, or that lack what an entry needs."""
    listed: dict[tuple[str, str], str] = {}
    for row in references:
        shown = " ".join(row["raw"].split())[:90]
        first = listed.setdefault((row["paper"], row["work"]), row["position"])
        if first != row["position"]:
            told = tell("entry-twice", entry=row["position"], first=first, shown=shown)
            yield Note(row["paper"], "entry-twice", "warning", told)
        is_law = any(character.isdigit() for character in row["first_author"])  # cited by number
        if (row["paper"], row["work"]) not in cited and not is_law:
            told = tell("entry-never-cited", entry=row["position"], shown=shown)
            yield Note(row["paper"], "entry-never-cited", "info", told)
        missing = [name for name in ("first_author", "title") if not row[name]]
        if missing:
            told = tell("entry-incomplete", entry=row["position"], missing=_all_of(missing), shown=shown)
            yield Note(row["paper"], "entry-incomplete", "warning", told)


def _all_of(names: list[str]) -> Mapping[str, str]:
    """Name several things in both languages."""
    return {
        language: f" {joined} ".join(word(name)[language] for name in names) for language, joined in word("and").items()
    }


def _of_papers_cited(references: list[Row], papers: Mapping[str, Row]) -> Iterator[Note]:
    """Entries that give a paper of the corpus another title than it has itself."""
    for row in references:
        paper = papers.get(row["work"])
        if paper is None:
            continue
        if paper["title"] and row["title"] and not _is_same_title(row["title"], paper["title"]):
            told = tell("title-differs", entry=row["position"], title=row["title"], own=paper["title"])
            yield Note(row["paper"], "title-differs", "warning", told)


def _is_same_title(one: str, other: str) -> bool:
    """Whether titles have the same words; case and marks do not count, and a subtitle may be left out."""
    first, second = (re.findall(r"[^\W_]+", title.casefold()) for title in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _of_dates(papers: list[Row]) -> Iterator[Note]:
    """Studies that took place after their paper's year."""
    for row in papers:
        years = [int(found) for found in YEAR.findall(row["period"])]
        if years and row["year"] and max(years) > int(row["year"]):
            told = tell("date-impossible", period=row["period"], year=row["year"])
            yield Note(row["paper"], "date-impossible", "error", told)


def work_notes(candidates: Iterable[Candidate], references: Iterable[Row], papers: Iterable[Row]) -> list[Note]:
    """Tell which entries are probably one work though a list has another year or title, for a reader to decide.

    Args:
        candidates: what was found with the works.
        references: rows of the query ``references``.
        papers: rows of the query ``papers``.
    """
    listed = {(row["paper"], row["position"]): row for row in references}
    dated = {(row["paper"], ""): row["year"] for row in papers} | {place: row["year"] for place, row in listed.items()}
    notes: list[Note] = []
    for each in candidates:
        here, there = (each.one, each.other) if each.one[1] else (each.other, each.one)
        named = handle(listed[there], local(there[0])) if there[1] else local(there[0])
        years = {"here": dated[here] or word("no_year"), "there": dated[there] or word("no_year")}
        about: dict[str, Value] = {"entry": here[1], "named": named}
        one = handle(listed[here], local(here[0]))
        if each.joined:
            told = tell("work-joined", **about, **years)
            notes.append(Note(here[0], "work-year-differs", "warning", told))
        elif dated[here] != dated[there]:
            told = tell("work-year-differs", **about, **years, one=one)
            notes.append(Note(here[0], "work-year-differs", "info", told))
        else:
            told = tell("work-perhaps-same", **about, score=f"{each.score:g}", one=one)
            notes.append(Note(here[0], "work-perhaps-same", "info", told))
    return notes
