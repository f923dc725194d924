"""The same work cited by several papers becomes one; a paper of the corpus that is cited is that paper."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio, token_sort_ratio

from kg.analysis.wording import NO_YEAR
from kg.graph.store import Row

SAME_TITLE = 82.0
SAME_AUTHOR = 80.0
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work: its entries as (paper IRI, position), and the paper of the corpus that it is, if any."""

    name: str
    first_author: str
    year: str
    title: str
    entries: tuple[tuple[str, str], ...]
    paper: str = ""
    authors: str = ""

    @property
    def cited_as(self) -> str:
        """How a text cites the work: surnames and year."""
        names = [name.partition(",")[0] if "," in name else name.split()[-1] for name in self.authors.split("; ")[1:2]]
        others = self.authors.count("; ")
        who = " & ".join([self.first_author, *names]) if others < 2 else f"{self.first_author} et al."
        return f"{who} ({self.year or NO_YEAR})"


def find_works(references: Iterable[Row], papers: Iterable[Row], authors: Iterable[Row] = ()) -> list[Work]:
    """Bring the entries of all reference lists together.

    Two entries are one work when their years are equal, their first authors' names nearly so, and their titles alike
    (token sort ratio); only entries of one year and one initial are compared, so the work grows with the corpus and
    not with its square.

    Args:
        references: rows of the query ``references``.
        papers: rows of the query ``papers``.
        authors: rows of the query ``bylines``.
    """
    bylines = {(row["paper"], row["position"]): row["authors"] for row in authors}
    blocks: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in references:
        blocks[(row["year"], fold(row["first_author"] or row["title"])[:1])].append(row)
    clusters = [cluster for key in sorted(blocks) for cluster in _clusters(blocks[key])]
    corpus = list(papers)
    named: dict[str, int] = defaultdict(int)
    works = []
    for cluster in sorted(clusters, key=_sort_key):
        first = cluster[0]
        slug = "-".join(WORD.findall(fold(first["first_author"]))[:3]) or "-".join(
            WORD.findall(fold(first["title"]))[:3]
        )
        name = f"{slug or 'anonymous'}-{first['year'] or 'nd'}"
        named[name] += 1
        if named[name] > 1:
            name = f"{name}-{named[name]}"
        works.append(
            Work(
                name=name,
                first_author=first["first_author"],
                year=first["year"],
                title=first["title"],
                entries=tuple((row["paper"], row["position"]) for row in cluster),
                paper=_paper_cited(first, corpus),
                authors=bylines.get((first["paper"], first["position"]), ""),
            )
        )
    return works


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold case and accents.

    >>> fold("Andrés  LUTFI")
    'andres  lutfi'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _sort_key(cluster: list[Row]) -> tuple[str, str, str, str]:
    first = cluster[0]
    return fold(first["first_author"]), first["year"], fold(first["title"]), first["paper"] + first["position"]


def _clusters(rows: list[Row]) -> list[list[Row]]:
    clusters: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (fold(r["title"]), r["paper"], int(r["position"]))):
        home = next((c for c in clusters if _same(c[0], row)), None)
        if home is None:
            clusters.append([row])
        else:
            home.append(row)
    return clusters


def _same(a: Row, b: Row) -> bool:
    authors = ratio(fold(a["first_author"]), fold(b["first_author"]))
    return authors >= SAME_AUTHOR and token_sort_ratio(fold(a["title"]), fold(b["title"])) >= SAME_TITLE


def _paper_cited(entry: Row, papers: list[Row]) -> str:
    """The paper of the corpus that an entry describes: like title, an author's name in common, no other year."""
    for paper in papers:
        if paper["year"] and entry["year"] and paper["year"] != entry["year"]:
            continue
        alike = token_sort_ratio(fold(entry["title"]), fold(paper["title"]))
        names = set(WORD.findall(fold(paper["authors"])))
        if alike >= SAME_TITLE and names & set(WORD.findall(fold(entry["first_author"]))):
            return paper["paper"]
    return ""
