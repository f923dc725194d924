"""The note on a paper: what it is, how it was made, what it concludes and says, and whom it agrees with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from kg.analysis.consolidate import local
from kg.graph.store import Row
from kg.publish.catalogue import PaperEntry, Place, span_of
from kg.publish.cite.lists import ReferenceList
from kg.publish.cite.runs import plain
from kg.publish.cite.sentences import Cited
from kg.publish.exchange.markdown import escaped
from kg.publish.exchange.vault import Lines, Quoted, Vault, note
from kg.publish.relations import Relations, Tie

KINDS = (
    "assessment", "obstacle", "benefit", "recommendation", "feature", "statistic", "gap", "future-research",
)  # fmt: skip


def paper_note(vault: Vault, paper: PaperEntry, relations: Relations) -> bytes:
    """Write the note on a paper."""
    body = [*_reference(vault, paper), *_verdicts(vault, paper), *_study(vault, paper), *_statements(vault, paper)]
    body += [*_ties(vault, paper, relations), *_citations(vault, paper, relations)]
    return note(_front(vault, paper), paper.data["title"] or vault.name(paper.iri), body)


def _front(vault: Vault, paper: PaperEntry) -> Mapping[str, object]:
    entry, data = vault.entries[paper.iri], paper.data
    return {
        "type": "paper",
        "title": data["title"],
        "aliases": [vault.name(paper.iri)],
        "authors": [name for name in data["authors"].split("; ") if name],
        "year": int(data["year"]) if data["year"].isdecimal() else None,
        "venue": data["venue"],
        "doi": data["doi"],
        "citekey": entry.key,
        "key": paper.key,
        "language": data["language"],
        "source_kind": data["source_kind"],
        "setting": data["setting"] or data["place"],
        "province": data["province"],
        "period": data["period"],
        "informants": int(data["informants"]) if data["informants"].isdecimal() else None,
        "iri": paper.iri,
        "tags": ["litkg/paper"],
    }


def _reference(vault: Vault, paper: PaperEntry) -> Lines:
    listed = ReferenceList(vault.entries, [Cited(paper.iri)], "apa", vault.language)
    yield from (f"## {vault.said['reference']}", "", escaped(plain(listed.references[0])), "")


def _verdicts(vault: Vault, paper: PaperEntry) -> Lines:
    rows = vault.catalogue.of_paper("verdicts").get(paper.iri, [])
    if rows:
        yield from (f"## {vault.said['verdict']}", "")
    for row in rows:
        yield f"- {vault.link(row['aspect'])}: {escaped(vault.words.label(row['stance']))}"
        yield from (*vault.quote(_quoted(row), "  "), "")


def _study(vault: Vault, paper: PaperEntry) -> Lines:
    designs = vault.catalogue.of_paper("designs").get(paper.iri, [])
    if designs:
        yield from (f"## {vault.said['design']}", "")
    for row in designs:
        yield from (f"- {vault.link(row['method'])}", *vault.quote(_quoted(row), "  "), "")
    used = vault.catalogue.of_paper("frameworks").get(paper.iri, [])
    if used:
        yield from (f"## {vault.said['theories']}", "")
    for (framework, role), rows in groupby(used, key=lambda row: (row["framework"], row["role"])):
        indicators = escaped(", ".join(row["indicator"] for row in rows if row["indicator"]))
        yield f"- {vault.link(framework)} ({vault.words.word('role', role)}){f': {indicators}' if indicators else ''}"
    yield from [""] if used else []


def _statements(vault: Vault, paper: PaperEntry) -> Lines:
    rows = vault.catalogue.of_paper("statements").get(paper.iri, [])
    for attribution in ("own", "cited"):
        found = [row for row in rows if row["attribution"] == attribution]
        if found:
            yield from (f"## {vault.said[attribution]}", "", *_by_kind(vault, found))
    if background := sum(row["attribution"] == "background" for row in rows):
        yield from (vault.said["background"].format(number=background), "")


def _by_kind(vault: Vault, rows: Iterable[Row]) -> Lines:
    ordered = sorted(rows, key=lambda row: (KINDS.index(row["kind"]), row["concept"], int(row["start"])))
    for kind, found in groupby(ordered, key=lambda row: row["kind"]):
        yield from (f"### {vault.words.word('kind', kind).capitalize()}", "")
        for row in found:
            stance = f": {escaped(vault.words.label(row['stance']))}" if row["stance"] else ""
            source = vault.said["source"].format(source=escaped(row["source"])) if row["source"] else ""
            concept = vault.link(row["concept"]) if row["concept"] else vault.words.word("kind", kind)
            yield f"- {concept}{stance}{f' ({source})' if source else ''}"
            yield from (*vault.quote(_quoted(row), "  "), "")


def _ties(vault: Vault, paper: PaperEntry, relations: Relations) -> Lines:
    for sign, heading in (("pos", "agrees"), ("neg", "contradicts")):
        shown = relations.ties(paper.iri, sign)
        if not shown.items:
            continue
        yield from (f"## {vault.said[heading]}", "")
        for tie in shown.items:
            yield from (*_tie(vault, tie), "")
        if shown.total > len(shown.items):
            yield from (vault.said["more_pairs"].format(shown=len(shown.items), total=shown.total), "")


def _tie(vault: Vault, tie: Tie) -> Lines:
    aspects = ", ".join(vault.link(aspect) for aspect in tie.pair.aspects)
    said = f" ({vault.said['declared']})" if tie.pair.relation else ""
    yield from (f"- {vault.link(tie.theirs.holder)}{f': {aspects}' if aspects else ''}{said}", "")
    for side in (tie.ours, tie.theirs):
        quoted = Quoted(side.quote, side.place, side.section)
        lines = list(vault.quote(quoted, "  "))
        if lines:
            yield from (f"  {vault.link(side.holder)}:", "", *lines, "")


def _citations(vault: Vault, paper: PaperEntry, relations: Relations) -> Lines:
    rows = vault.catalogue.of_paper("citations").get(paper.iri, [])
    cited = [row for row in rows if row["work"] in vault.catalogue.papers]
    if cited:
        yield from (f"## {vault.said['cites']}", "")
    for row in cited:
        span = vault.catalogue.contexts.get((paper.iri, int(row["start"]), int(row["end"])))
        place = Place(paper.iri, span) if span else None
        yield f"- {vault.link(row['work'])}: {escaped(vault.words.intent(local(row['intent'])))}"
        yield from (*vault.quote(Quoted(row["quote"], place), "  "), "")
    citing = relations.cited_by(paper.iri)
    if citing.items:
        yield from (f"## {vault.said['cited_by']}", "")
        yield from (f"- {vault.link(each.paper)}" for each in citing.items)
        yield ""


def _quoted(row: Row) -> Quoted:
    span = span_of(row)
    place = Place(row["paper"], span) if span else None
    told = {name: row.get(name, "") for name in ("section", "page", "rule", "confidence")}
    return Quoted(row["quote"], place, **told)
