"""What nobody in the corpus knows: gaps that authors state, and gaps that the findings show.

The types are those of Miles, *A Taxonomy of Research Gaps* (2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.consolidate import Finding, local
from kg.graph.store import Row


@dataclass(frozen=True, slots=True)
class Gap:
    """A knowledge gap; ``texts`` by language, ``papers`` the IRIs that it rests on."""

    type: str
    name: str
    basis: str
    texts: Mapping[str, str]
    papers: tuple[str, ...]


def stated_gaps(statements: Iterable[Row]) -> list[Gap]:
    """Take over the gaps that authors state themselves, in their words."""
    found = []
    for row in statements:
        if row["kind"] in ("gap", "future-research"):
            quote = " ".join(row["quote"].split())
            name = f"{local(row['paper'])}-{row['start']}-{row['kind']}"
            found.append(Gap("stated", name, "stated", {"id": quote}, (row["paper"],)))
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
    families: dict[str, set[str]] = defaultdict(set)
    for row in methods:
        if local(row["method"]) in ("qualitative", "quantitative", "mixed-methods"):
            families[row["paper"]].add(local(row["method"]))
    all_findings = list(findings)
    advised = {finding.concept for finding in all_findings if finding.kind == "recommendation"}
    gaps: list[Gap] = []
    for finding in all_findings:
        holders = tuple(sorted({p.holder for p in finding.positions if not p.cited}))
        names = name_of.get(finding.concept, {})
        about = (local(finding.concept), names, holders)
        if finding.kind == "obstacle" and holders and not addressed.get(finding.concept, set()) & advised:
            gaps.append(
                _gap(
                    "practical",
                    *about,
                    "Kendala '{c}' dilaporkan {n} artikel, tetapi tidak ada rekomendasi yang menjawabnya.",
                    "The obstacle '{c}' is reported by {n} papers, but no recommendation addresses it.",
                )
            )
        if finding.kind != "assessment":
            continue
        if finding.status == "contested":
            gaps.append(
                _gap(
                    "evidence",
                    *about,
                    "Bukti tentang '{c}' saling bertentangan di antara {n} artikel.",
                    "The evidence on '{c}' is contradictory among {n} papers.",
                )
            )
        if finding.status == "cited-only":
            citing = tuple(sorted({p.paper for p in finding.positions}))
            gaps.append(
                _gap(
                    "empirical",
                    local(finding.concept),
                    names,
                    citing,
                    "'{c}' hanya dikutip oleh {n} artikel, tanpa data sendiri.",
                    "'{c}' is only cited by {n} papers, without own data.",
                )
            )
        used = {family for holder in holders for family in families[holder]}
        if len(holders) > 1 and len(used) == 1:
            only = used.pop()
            gaps.append(
                _gap(
                    "methodological",
                    *about,
                    f"'{{c}}' hanya diteliti dengan satu pendekatan ({only}) dalam {{n}} artikel.",
                    f"'{{c}}' was studied by one approach only ({only}) in {{n}} papers.",
                )
            )
        settings = sorted({places.get(holder, "") for holder in holders} - {""})
        if len(settings) == 1:
            gaps.append(
                _gap(
                    "population",
                    *about,
                    f"'{{c}}' hanya diteliti di {settings[0]} ({{n}} artikel).",
                    f"'{{c}}' was studied only in {settings[0]} ({{n}} papers).",
                )
            )
    return gaps


def _gap(type: str, name: str, names: Mapping[str, str], papers: tuple[str, ...], id: str, en: str) -> Gap:
    texts = {
        "id": id.format(c=names.get("id", name), n=len(papers)),
        "en": _singular(en.format(c=names.get("en", name), n=len(papers))),
    }
    return Gap(type, name, "computed", texts, papers)


def _singular(text: str) -> str:
    return text.replace("1 papers", "1 paper").replace("among 1 paper", "within 1 paper")
