"""What nobody in the corpus knows: gaps that authors state, and gaps that the findings show.

The types are those of Miles, *A Taxonomy of Research Gaps* (2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.consolidate import Finding, local
from kg.graph.store import Row

APPROACHES = ("qualitative", "quantitative", "mixed-methods")
# What each type of gap says: {c} the concept, {n} how many papers, {only} the one place or approach.
WORDING: Mapping[str, Mapping[str, str]] = {
    "practical": {
        "id": "Kendala '{c}' dilaporkan {n}, tetapi tidak ada rekomendasi yang menjawabnya.",
        "en": "The obstacle '{c}' is reported by {n}, but no recommendation addresses it.",
    },
    "evidence": {
        "id": "Bukti tentang '{c}' saling bertentangan ({n}).",
        "en": "The evidence on '{c}' is contradictory ({n}).",
    },
    "empirical": {
        "id": "'{c}' hanya dikutip oleh {n}, tanpa data sendiri.",
        "en": "'{c}' is only cited by {n}, without own data.",
    },
    "methodological": {
        "id": "'{c}' hanya diteliti dengan satu pendekatan: {only} ({n}).",
        "en": "'{c}' was studied by one approach only: {only} ({n}).",
    },
    "population": {
        "id": "'{c}' hanya diteliti di {only} ({n}).",
        "en": "'{c}' was studied only in {only} ({n}).",
    },
}
COUNTED = {"id": ("{} artikel", "{} artikel"), "en": ("{} paper", "{} papers")}


@dataclass(frozen=True, slots=True)
class Gap:
    """A knowledge gap; ``texts`` by language, ``papers`` the IRIs that it rests on."""

    type: str
    name: str
    basis: str
    texts: Mapping[str, str]
    papers: tuple[str, ...]


def stated_gaps(statements: Iterable[Row], papers: Iterable[Row] = ()) -> list[Gap]:
    """Take over the gaps that authors state themselves, in their words and language."""
    languages = {row["paper"]: row["language"] for row in papers}
    found = []
    for row in statements:
        if row["kind"] in ("gap", "future-research"):
            quote = " ".join(row["quote"].split())
            name = f"{local(row['paper'])}-{row['start']}-{row['kind']}"
            language = languages.get(row["paper"]) or "und"
            found.append(Gap("stated", name, "stated", {language: quote}, (row["paper"],)))
    return found


def computed_gaps(
    findings: Iterable[Finding],
    papers: Iterable[Row],
    methods: Iterable[Row],
    addressed: Mapping[str, set[str]],
    name_of: Mapping[str, Mapping[str, str]],
) -> list[Gap]:
    """Compute gaps from findings: each says how many papers it rests on.

    Args:
        findings: the consolidated findings.
        papers: rows of the query ``papers``.
        methods: rows of the query ``methods``.
        addressed: IRI of an obstacle to the recommendations that are about the same target.
        name_of: a concept's names by language.
    """
    places = {row["paper"]: row["place"] for row in papers}
    approaches: dict[str, str] = defaultdict(str)
    for row in methods:
        if local(row["method"]) in APPROACHES:
            approaches[row["paper"]] = row["method"]
    known = list(findings)
    advised = {finding.concept for finding in known if finding.kind == "recommendation"}
    gaps: list[Gap] = []
    for finding in known:
        if finding.kind == "obstacle" and finding.status != "cited-only":
            if not addressed.get(finding.concept, set()) & advised:
                gaps.append(_gap("practical", finding, name_of))
        elif finding.kind == "assessment":
            gaps += _gaps_of_aspect(finding, places, approaches, name_of)
    return gaps


def _gaps_of_aspect(
    finding: Finding,
    places: Mapping[str, str],
    approaches: Mapping[str, str],
    name_of: Mapping[str, Mapping[str, str]],
) -> Iterator[Gap]:
    """An aspect may be contested, only cited, or studied by one approach or in one place only."""
    if {1, -1} <= {p.side for p in finding.positions if not p.cited}:
        yield _gap("evidence", finding, name_of)
    if finding.status == "cited-only":
        yield _gap("empirical", finding, name_of)
        return
    holders = _holders(finding)
    used = {approaches[holder] for holder in holders}
    if len(holders) > 1 and len(used) == 1 and "" not in used:
        yield _gap("methodological", finding, name_of, only=name_of.get(min(used), {}))
    where = {places.get(holder, "") for holder in holders}
    if len(where) == 1 and "" not in where:
        yield _gap("population", finding, name_of, only=dict.fromkeys(COUNTED, min(where)))


def _holders(finding: Finding) -> tuple[str, ...]:
    """The papers that speak for themselves; for what is only cited, those that cite it."""
    own = {p.holder for p in finding.positions if not p.cited}
    return tuple(sorted(own or {p.paper for p in finding.positions}))


def _gap(
    type: str, finding: Finding, name_of: Mapping[str, Mapping[str, str]], only: Mapping[str, str] | None = None
) -> Gap:
    papers = _holders(finding)
    id = local(finding.concept)
    names = name_of.get(finding.concept, {})
    texts = {}
    for language, (one, many) in COUNTED.items():
        count = (one if len(papers) == 1 else many).format(len(papers))
        single = (only or {}).get(language, "")
        texts[language] = WORDING[type][language].format(c=names.get(language, id), n=count, only=single)
    return Gap(type, id, "computed", texts, papers)
