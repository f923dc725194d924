"""What a careful reviewer would flag in a paper's citations and references, worded so that its author can act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from kg.analysis.consolidate import local
from kg.analysis.fidelity import Comparison
from kg.analysis.overrides import handle
from kg.analysis.reuse import Passage, Reuse
from kg.analysis.wording import short_citation
from kg.analysis.works import Candidate
from kg.graph.store import Row

NEAR = 80  # characters behind a passage in which its citation may stand
FIDELITY = {
    "supported": ("info", "it says so too."),
    "contradicted": ("error", "it judges the other way: mend the sentence or name another source."),
    "not-found": ("warning", "nothing there says so in these or like words: check the source."),
}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to flag; without a quote it has no place in the running text."""

    paper: str
    check: str
    severity: str
    text: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    other: Passage | None = None


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
        todo = "mark it as a quotation" if there else "quote and cite it, or put it in your own words"
        cites = "is cited here" if there else "is not cited here"
        text = f"This passage stands nearly word for word in {name} too, which {cites}: {todo}."
        severity = "info" if there else "warning"
        notes.append(Note(later.paper, "text-reuse", severity, text, later.start, later.end, other=first))
    return notes


def fidelity_notes(
    comparisons: Iterable[Comparison], concepts: Mapping[str, str], cited: Mapping[str, str]
) -> list[Note]:
    """Tell what a cited paper of the corpus says of what it is cited for.

    Args:
        comparisons: passages compared with what the cited papers say.
        concepts: the concepts' IRIs to their names.
        cited: the works' IRIs to their in-text citations.
    """
    return [_fidelity_note(each, concepts, cited) for each in comparisons]


def _fidelity_note(found: Comparison, concepts: Mapping[str, str], cited: Mapping[str, str]) -> Note:
    first = found.said[0]
    name = cited[found.cited]
    about = ", ".join(dict.fromkeys(_shown(row, concepts) for row in found.said))
    severity, told = FIDELITY[found.outcome]
    if found.outcome == "supported" and found.own and found.own["attribution"] != "own":
        source = found.own["source"] or "background"
        severity, told = "warning", f"it stands there too, but not as its own result ({source}): cite where it is from."
    text = f"{name} is cited for {about}: {told}"
    if found.exchanged:
        other = cited[found.exchanged_with]
        text += f" What is credited to {other} beside it does stand there: have the two citations been exchanged?"
    other_passage = None
    if found.own:
        other_passage = Passage(found.cited, int(found.own["start"]), int(found.own["end"]))
    place = int(first["start"]), int(first["end"]), first["quote"]
    return Note(first["paper"], "fidelity", severity, text, *place, other=other_passage)


def _shown(row: Row, concepts: Mapping[str, str]) -> str:
    """What a statement is about, with its stance if it judges."""
    about = concepts.get(row["concept"]) or row["rule"].partition(": ")[2]
    return f"{about} ({local(row['stance'])})" if row["stance"] else about


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
            mend = "add it, or mend name and year"
            text = f"'{row['surface']}' is cited but is in no entry of the reference list: {mend}."
            yield Note(row["paper"], "citation-not-in-list", "error", text, *place)
            continue
        entry = entries.get((row["paper"], row["work"]))
        years = set(YEAR.findall(row["surface"]))
        if entry and entry["year"] and years and entry["year"] not in years:
            text = f"'{row['surface']}' is dated {entry['year']} in entry {entry['position']}: mend one of the two."
            yield Note(row["paper"], "year-differs", "error", text, *place)


def _of_entries(references: list[Row], cited: Set[tuple[str, str]]) -> Iterator[Note]:
    """Entries that stand twice, that are never cited, or that lack what an entry needs."""
    listed: dict[tuple[str, str], str] = {}
    for row in references:
        shown = " ".join(row["raw"].split())[:90]
        first = listed.setdefault((row["paper"], row["work"]), row["position"])
        if first != row["position"]:
            text = f"Entry {row['position']} describes the same work as entry {first}: keep one. ({shown})"
            yield Note(row["paper"], "entry-twice", "warning", text)
        is_law = any(character.isdigit() for character in row["first_author"])  # cited by number
        if (row["paper"], row["work"]) not in cited and not is_law:
            text = f"Entry {row['position']} is never cited in the text: cite it or take it out. ({shown})"
            yield Note(row["paper"], "entry-never-cited", "info", text)
        missing = [name for name in ("first_author", "title") if not row[name]]
        if missing:
            text = f"Entry {row['position']} lacks {' and '.join(missing).replace('_', ' ')}: complete it. ({shown})"
            yield Note(row["paper"], "entry-incomplete", "warning", text)


def _of_papers_cited(references: list[Row], papers: Mapping[str, Row]) -> Iterator[Note]:
    """Entries that give a paper of the corpus another title than it has itself."""
    for row in references:
        paper = papers.get(row["work"])
        if paper is None:
            continue
        entry = f"Entry {row['position']}"
        if paper["title"] and row["title"] and not _is_same_title(row["title"], paper["title"]):
            text = f"{entry} gives the title '{row['title']}'; the paper itself has '{paper['title']}': mend it."
            yield Note(row["paper"], "title-differs", "warning", text)


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
            text = f"The study is dated {row['period']}, after the paper's year {row['year']}: mend one of the two."
            yield Note(row["paper"], "date-impossible", "error", text)


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
        years = f"{dated[here] or 'no year'} here, {dated[there] or 'no year'} there"
        decide = f'or decide in works.toml with "{handle(listed[here], local(here[0]))}" and "{named}"'
        if each.joined:
            text = f"Entry {here[1]} is one work with '{named}', but its year differs ({years}): mend one of the two."
            notes.append(Note(here[0], "work-year-differs", "warning", text))
        elif dated[here] != dated[there]:
            text = f"Entry {here[1]} is probably the same work as '{named}' ({years}): mend the year, {decide}."
            notes.append(Note(here[0], "work-year-differs", "info", text))
        else:
            text = f"Entry {here[1]} may be the same work as '{named}' (score {each.score:g}): compare them, {decide}."
            notes.append(Note(here[0], "work-perhaps-same", "info", text))
    return notes
