"""A folder of Markdown notes that link to each other, as Obsidian and its kin read them."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from kg.publish.exchange.concept_notes import concept_note, finding_note, gaps, speaking_of
from kg.publish.exchange.markdown import link
from kg.publish.exchange.paper_notes import paper_note
from kg.publish.exchange.vault import GAPS, START, Lines, Vault, note
from kg.publish.page import Site
from kg.publish.positions import FindingView, by_kind
from kg.publish.relations import Relations


def notes(site: Site, language: str) -> dict[str, bytes]:
    """Write the files of a folder of notes, by path: one for each paper, concept and finding, the gaps, and a start.

    A paper's note leaves out its statements of background, of which it tells the number.

    Args:
        site: the site of a build.
        language: ``id`` or ``en``.
    """
    vault = Vault(site, language)
    relations = Relations(site.catalogue)
    labels = {row["concept"]: row for row in reversed(site.catalogue("labels"))}
    speaking = speaking_of(vault)
    on: dict[str, list[FindingView]] = defaultdict(list)
    for view in site.findings:
        on[view.row["concept"]].append(view)
    found = {f"{START}.md": note({"tags": ["litkg"]}, vault.said["notes_title"], _start(vault))}
    found[f"{GAPS}.md"] = note({"tags": ["litkg"]}, vault.said["gaps"], gaps(vault))
    for iri, paper in site.catalogue.papers.items():
        found[f"papers/{vault.names[iri]}.md"] = paper_note(vault, paper, relations)
    for iri in vault.concepts:
        data = concept_note(vault, iri, labels[iri], speaking.get(iri, {}), on[iri])
        found[f"concepts/{vault.names[iri]}.md"] = data
    for iri, view in vault.findings.items():
        found[f"findings/{vault.names[iri]}.md"] = finding_note(vault, view)
    return found


def _start(vault: Vault) -> Lines:
    yield from (vault.said["notes_about"], "")
    yield from (f"- {link(GAPS, vault.said['gaps'])}", "")
    yield from (f"## {vault.said['papers']}", "")
    papers = list(vault.catalogue.papers)
    yield from ((f"- {vault.link(iri)}" for iri in papers) if papers else [vault.said["none"]])
    yield from ("", f"## {vault.said['findings']}", "")
    for kind, views in by_kind(vault.site.findings):
        yield from (f"### {vault.words.word('kinds', kind)}", "")
        for view in views:
            status = vault.words.word("status", view.row["verdict"])
            yield f"- {vault.link(view.row['finding'])} ({status}, {view.row['papers']})"
        yield ""
    yield from (f"## {vault.said['concepts']}", "")
    yield from chain((f"- {vault.link(iri)}" for iri in vault.concepts), [""])
