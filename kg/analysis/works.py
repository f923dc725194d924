"""The same work cited by several papers becomes one; a paper of the corpus that is cited is that paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from kg.analysis.blocking import pairs_worth_comparing
from kg.analysis.clusters import Cluster, Pair, clustered, years_differ
from kg.analysis.consolidate import local
from kg.analysis.overrides import Decided, Overrides, decide
from kg.analysis.records import Place, Record, order_of, paper_record, record_of, together
from kg.analysis.same_work import SAME, Evidence, weigh
from kg.analysis.titles import WORD, fold
from kg.analysis.wording import NO_YEAR
from kg.graph.store import Row

MAYBE = 0.7
"""The score from which two records may be one work, for a reader to decide."""
KNOWN = ("year", "title", "authors", "container", "volume", "pages", "publisher", "doi", "url")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work: its entries as (paper IRI, position), and the paper of the corpus that it is, if any.

    ``score`` is that of the weakest link between its entries: how surely they are one work. It is 1 for a single entry
    and for what the corpus's own file says.
    """

    name: str
    first_author: str
    year: str
    title: str
    entries: tuple[Place, ...]
    paper: str = ""
    authors: str = ""
    score: float = 1.0

    @property
    def cited_as(self) -> str:
        """How a text cites the work: surnames and year."""
        names = [name.partition(",")[0] if "," in name else name.split()[-1] for name in self.authors.split("; ")[1:2]]
        others = self.authors.count("; ")
        who = " & ".join([self.first_author, *names]) if others < 2 else f"{self.first_author} et al."
        return f"{who} ({self.year or NO_YEAR})"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entries that are probably one work, with what a reader needs to decide.

    A place without a position is a paper of the corpus itself. ``joined`` entries were made one work, though their
    years differ, for they have one DOI; the others stay two works.

    Args:
        one: the entry that stands first.
        other: the other entry.
        years: the years that they give; empty where one gives none.
        score: how surely they are one work, were it not for their years.
        joined: whether they were made one work.
        why: what speaks for it and against it, with its points.
    """

    one: Place
    other: Place
    years: tuple[str, str]
    score: float
    joined: bool
    why: str


@dataclass(frozen=True, slots=True)
class Works:
    """The works that a corpus cites, and the pairs of entries that a reader should look at."""

    works: list[Work]
    candidates: list[Candidate]


def find_works(references: Iterable[Row], papers: Iterable[Row]) -> list[Work]:
    """Bring the entries of all reference lists together, as :func:`find_works_and_candidates`, works alone."""
    return find_works_and_candidates(references, papers).works


def find_works_and_candidates(
    references: Iterable[Row], papers: Iterable[Row], overrides: Overrides | None = None
) -> Works:
    """Bring the entries of all reference lists together, and find the papers of the corpus among them.

    Args:
        references: rows of the query ``references``.
        papers: rows of the query ``papers``.
        overrides: what the corpus's own file says.

    Raises:
        LitkgError: the file names entries that are not there.
    """
    rows = {(row["paper"], row["position"]): row for row in references}
    corpus = list(papers)
    keys = {unquote(local(row["paper"])): row["paper"] for row in corpus}
    decided = decide(overrides or Overrides(), rows.values(), keys)
    made = map(record_of, rows.values())
    records = together([*made, *map(paper_record, corpus)], decided.places)
    found = _found(records, decided)
    return Works(_works(records, found.clusters, rows), _candidates(records, found))


@dataclass(slots=True)
class _Weighing:
    """Pairs of records and their evidence; each is weighed once."""

    records: Sequence[Record]
    known: dict[Pair, Evidence] = field(default_factory=dict)

    def weigh(self, one: int, other: int) -> Evidence:
        if (one, other) not in self.known:
            self.known[one, other] = weigh(self.records[one], self.records[other])
        return self.known[one, other]


@dataclass(frozen=True, slots=True)
class _Found:
    clusters: list[Cluster]
    weighed: Mapping[Pair, Evidence]
    decided: frozenset[Pair]


def _found(records: Sequence[Record], decided: Decided) -> _Found:
    numbers = {place: number for number, record in enumerate(records) for place in record.places}
    same = [{numbers[place] for place in places} for places in decided.same]
    pairs = ((numbers[one], numbers[other]) for one, other in decided.different)
    different = frozenset((min(pair), max(pair)) for pair in pairs)
    weighing = _Weighing(records)
    weighed = {pair: weighing.weigh(*pair) for pair in pairs_worth_comparing(records)}
    clusters = clustered(records, weighed, weighing.weigh, same, different)
    return _Found(clusters, weighed, different)


def _works(records: Sequence[Record], clusters: Iterable[Cluster], rows: Mapping[Place, Row]) -> list[Work]:
    """Give each cluster that has entries a name of its own, made of author and year."""
    told: list[tuple[Row, Work]] = []
    for cluster in clusters:
        places = [place for number in cluster.members for place in records[number].places if place[1]]
        if places:
            told.append(_work(cluster, places, records, rows))
    named: dict[str, int] = defaultdict(int)
    works = []
    for first, work in sorted(told, key=lambda each: _sort_key(each[0])):
        words = WORD.findall(fold(first["first_author"]))[:3] or WORD.findall(fold(first["title"]))[:3]
        name = f"{'-'.join(words) or 'anonymous'}-{work.year or 'nd'}"
        named[name] += 1
        works.append(replace(work, name=name if named[name] == 1 else f"{name}-{named[name]}"))
    return works


def _work(
    cluster: Cluster, places: list[Place], records: Sequence[Record], rows: Mapping[Place, Row]
) -> tuple[Row, Work]:
    """Describe a work in the words that most lists have; of those in the fullest."""
    members = [records[number] for number in cluster.members]
    listed = [record for record in members if not record.is_paper]
    wording = max(listed, key=lambda record: (bool(record.year), len(record.places), _known(rows[record.places[0]])))
    first = rows[wording.places[0]]
    work = Work(
        name="",
        first_author=first["first_author"],
        year=first["year"],
        title=first["title"],
        entries=tuple(sorted(places, key=order_of)),
        paper=next((record.places[0][0] for record in members if record.is_paper), ""),
        authors=first.get("authors", ""),
        score=cluster.score,
    )
    return first, work


def _known(row: Row) -> int:
    return sum(1 for name in KNOWN if row.get(name))


def _sort_key(row: Row) -> tuple[str, str, str, tuple[str, int]]:
    return fold(row["first_author"]), row["year"], fold(row["title"]), order_of((row["paper"], row["position"]))


def _candidates(records: Sequence[Record], found: _Found) -> list[Candidate]:
    """Give the pairs that are left for a reader, the best of any two works, and those joined though a year differs."""
    home = {number: at for at, cluster in enumerate(found.clusters) for number in cluster.members}
    best: dict[tuple[tuple[int, ...], tuple[str, ...]], Candidate] = {}
    for (a, b), evidence in sorted(found.weighed.items()):
        one, other = records[a], records[b]
        differ, joined = years_differ(records, (a, b)), home[a] == home[b]
        score = evidence.score_but_for_the_year if differ else evidence.score
        if joined:
            told = differ or (one.year != other.year and not one.is_paper and not other.is_paper)
        else:
            told = score >= (SAME if differ else MAYBE) and (a, b) not in found.decided
        key = tuple(sorted((home[a], home[b]))), tuple(sorted((one.year, other.year)))
        if told and (key not in best or best[key].score < score):
            years = (one.year, other.year)
            best[key] = Candidate(one.places[0], other.places[0], years, score, joined, evidence.said)
    return sorted(best.values(), key=lambda each: (order_of(each.one), order_of(each.other)))
