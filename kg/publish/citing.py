"""Citations that a reader of the site takes along: of a paper, and of a finding with the papers behind it."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from kg.graph.store import Row
from kg.publish.cite.bibtex import bibtex
from kg.publish.cite.entries import Entries
from kg.publish.cite.formats import in_latex, in_markdown, in_text
from kg.publish.cite.lists import ReferenceList, Rendered
from kg.publish.cite.runs import plain
from kg.publish.cite.sentences import Cited, sentence
from kg.publish.page import Site

STYLE = "apa"
MOST_ENTRIES = 50
"""Entries of BibTeX behind one finding on a page; ``kg cite`` gives them all."""


def paper_citations(site: Site, paper: str, language: str) -> Mapping[str, str]:
    """Give the citations of a paper, as plain text, by their form.

    Args:
        site: the site of a build.
        paper: the paper's IRI.
        language: ``id`` or ``en``.

    Returns:
        ``apa`` is the entry of a reference list, ``narrative`` and ``parenthetical`` are citations in the text,
        ``bibtex`` is an entry, ``latex`` and ``markdown`` cite it there.
    """
    known = _known(site)
    listed = ReferenceList(known.entries, [Cited(paper)], STYLE, language, known.rendered)
    return {
        "apa": plain(listed.references[0]),
        "narrative": plain(listed.cite(Cited(paper))),
        "parenthetical": plain(listed.cite(Cited(paper, behind=True))),
        "bibtex": bibtex(known.entries[paper].item),
        "latex": f"\\parencite{{{known.entries[paper].key}}}",
        "markdown": f"[@{known.entries[paper].key}]",
    }


def finding_citations(site: Site, finding: Row, language: str) -> Mapping[str, str]:
    """Give a finding with its citations, as plain text, by their form.

    Args:
        site: the site of a build.
        finding: the row of the query ``findings``.
        language: ``id`` or ``en``.

    Returns:
        ``narrative`` is the sentence, ``apa`` the sentence and the list of what it cites, ``latex`` and ``markdown``
        are the sentence with the keys of ``bibtex``, which has all members that were read.
    """
    known = _known(site)
    view = known.findings[finding["finding"]]
    parts = list(sentence(site, view, language, known.catalogue.cite))
    cited = [part for part in parts if isinstance(part, Cited)]
    listed = ReferenceList(known.entries, cited, STYLE, language, known.rendered)
    told = plain(in_text(parts, listed))
    named = [entry.iri for entry in listed.entries]
    others = (position.place.paper for position in view.positions)
    members = list(dict.fromkeys([*named, *others]))[: max(MOST_ENTRIES, len(named))]
    return {
        "apa": "\n\n".join([told, *map(plain, listed.references)]),
        "narrative": told,
        "bibtex": "\n\n".join(bibtex(known.entries[iri].item) for iri in members),
        "latex": in_latex(parts, listed),
        "markdown": in_markdown(parts, listed),
    }


class _Known:
    """What all citations of a site share; it holds the site's catalogue, and not the site."""

    def __init__(self, site: Site) -> None:
        self.catalogue = site.catalogue
        self.entries = Entries(site.catalogue)
        self.rendered = Rendered()
        self.findings = {view.row["finding"]: view for view in site.findings}


_KNOWN: WeakKeyDictionary[Site, _Known] = WeakKeyDictionary()


def _known(site: Site) -> _Known:
    if site not in _KNOWN:
        _KNOWN[site] = _Known(site)
    return _KNOWN[site]
