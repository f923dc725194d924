"""The notes on concepts and on findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from kg.graph.store import Row
from kg.publish.exchange.markdown import escaped, link
from kg.publish.exchange.vault import Lines, Quoted, Vault, note
from kg.publish.positions import FindingView


def concept_note(vault: Vault, concept: str, row: Row, speaking: Mapping[str, int], on: list[FindingView]) -> bytes:
    """Write the note on a concept.

    Args:
        vault: all notes.
        concept: its IRI.
        row: its row of the query ``labels``.
        speaking: how many statements each paper has on it; 0 for one that uses it as a theory or method.
        on: the findings on it.
    """
    front = {
        "type": row["scheme"],
        "aliases": list(dict.fromkeys(filter(None, (row["label_id"], row["label_en"])))),
        "label_id": row["label_id"],
        "label_en": row["label_en"],
        "iri": concept,
        "tags": [f"litkg/{row['scheme']}"],
    }
    body = []
    if definition := row[f"definition_{vault.language}"] or row["definition_en"]:
        body += [f"{vault.said['definition']}: {escaped(definition)}", ""]
    if on:
        body += [f"## {vault.said['findings']}", ""]
        body += [f"- {vault.link(view.row['finding'])}: {_sentence(vault, view)}" for view in on]
        body += [""]
    if speaking:
        body += [f"## {vault.said['papers']}", ""]
        for paper, number in speaking.items():
            counted = f" ({vault.said['statements'].format(number=number)})" if number else ""
            body += [f"- {vault.link(paper)}{counted}"]
    return note(front, vault.words.label(concept), body)


def finding_note(vault: Vault, view: FindingView) -> bytes:
    """Write the note on a finding: what the papers say together, and each position with its words."""
    row = view.row
    front = {
        "type": "finding",
        "kind": row["kind"],
        "verdict": row["verdict"],
        "papers": int(row["papers"] or 0),
        "independent_papers": int(row["independent_papers"] or 0),
        "belief": float(row["belief"]) if row["belief"] else None,
        "iri": row["finding"],
        "tags": ["litkg/finding", f"litkg/{row['verdict']}"],
    }
    body = [_sentence(vault, view), "", f"{vault.said['on']}: {vault.link(row['concept'])}", ""]
    if row["belief"]:
        told = vault.said["belief"].format(supporting=row["belief"], opposing=row["belief_opposing"] or "0")
        body += [f"{vault.words.word('status', row['verdict'])}; {told}", ""]
    for side, positions in view.sides:
        body += [f"## {vault.said[side]}", ""]
        for held in positions:
            stance = f": {escaped(vault.words.label(held.stance))}" if held.stance else ""
            via = f" ({vault.said['said_by'].format(paper=vault.link(held.place.paper))})" if held.cited else ""
            body += [f"- {vault.link(held.holder)}{stance}{via}"]
            body += [*vault.quote(Quoted(held.quote, held.place, held.section, held.page), "  "), ""]
    on = link(vault.names[row["concept"]], "") if row["concept"] in vault.names else ""
    return note(front, vault.name(row["finding"]), body, on)


def _sentence(vault: Vault, view: FindingView) -> str:
    return escaped(view.row[f"text_{vault.language}"])


def speaking_of(vault: Vault) -> Mapping[str, Mapping[str, int]]:
    """Count the statements of each paper on each concept; who uses a theory or a method speaks of it too."""
    counted: dict[str, dict[str, int]] = defaultdict(partial(defaultdict, int))
    for row in vault.catalogue("statements"):
        counted[row["concept"]][row["paper"]] += 1
    for name, column in (("frameworks", "framework"), ("designs", "method")):
        for row in vault.catalogue(name):
            counted[row[column]][row["paper"]] += 0
    return counted


def gaps(vault: Vault) -> Lines:
    """Tell the gaps, the most important first, each with its paragraph for an introduction."""
    for row in sorted(vault.catalogue("gaps"), key=lambda row: int(row["rank"] or 0)):
        basis = vault.said[row["basis"]]
        yield from (f"## {row['rank']}. {escaped(row['text'])}", "", f"{escaped(row['type'])}, {basis}", "")
        if draft := row[f"draft_{vault.language}"]:
            yield from (f"**{vault.said['draft']}.** {escaped(draft)}", "")
        known = [paper for paper in row["papers"].split() if paper in vault.names]
        yield from (f"- {vault.link(paper)}" for paper in known)
        yield ""
