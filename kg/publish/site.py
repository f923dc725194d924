"""The static site of a build: every page in both languages, one style sheet, a few classic scripts, no requests."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.queries import named_queries
from kg.graph.store import Store
from kg.publish import findings_pages, network_view, overview_pages
from kg.publish.catalogue import Catalogue
from kg.publish.paper_page import paper_page
from kg.publish.words import LANGUAGES, Words
from kg.resources import site_dir

if TYPE_CHECKING:
    from kg.publish.render import Renderer

FOLDERS = {"id": "", "en": "en/"}
ASSETS = ("style.css", "evidence.js", "graph.js")


def write_site(store: Store, folder: Path, texts: Mapping[str, str]) -> None:
    """Write the site of a graph into a folder.

    Args:
        store: the graph; it is asked the named queries and nothing else.
        folder: the build folder; ``index.html`` and its neighbours go here, English pages under ``en/``.
        texts: the stored text of each paper, by key.
    """
    from kg.publish.render import Renderer

    catalogue = Catalogue(store, texts)
    renderer = Renderer(folder, catalogue)
    words = {language: Words.of(language, catalogue("labels")) for language in LANGUAGES}
    _write_overviews(renderer, catalogue, words)
    for paper in catalogue.papers.values():
        page = paper_page(catalogue, paper)
        for language in LANGUAGES:
            path = f"{FOLDERS[language]}paper/{paper.key}.html"
            renderer.write(path, "paper.html", words[language], page=page)
    _write_assets(folder)


def _write_overviews(renderer: Renderer, catalogue: Catalogue, words: Mapping[str, Words]) -> None:
    findings = findings_pages.findings_of(catalogue)
    drawing = network_view.drawing_of(catalogue, findings)
    agreements, contradictions = (findings_pages.pairs_of(catalogue, n) for n in ("agreements", "contradictions"))
    gaps = overview_pages.gaps_of(catalogue)
    pages: dict[str, dict[str, object]] = {
        "index": {"studies": overview_pages.studies_of(catalogue), "findings": findings, "gaps": gaps},
        "matrix": {"tables": overview_pages.matrix_of(catalogue, findings)},
        "findings": {"kinds": findings_pages.by_kind(findings), "statuses": findings_pages.STATUSES},
        "contradictions": {"agreements": agreements, "contradictions": contradictions},
        "gaps": {"gaps": gaps},
        "integrity": {"notes": overview_pages.integrity_of(catalogue)},
        "about": {"ontologies": catalogue("ontologies"), "queries": sorted(named_queries())},
        "graph": {"drawing": drawing, "signs_drawn": network_view.by_sign(drawing), "name_of": network_view.name_of},
    }
    for language in LANGUAGES:
        for name, view in pages.items():
            renderer.write(f"{FOLDERS[language]}{name}.html", f"{name}.html", words[language], **view)
        renderer.write_text(f"assets/graph-{language}.js", network_view.script(drawing, words[language], catalogue))


def _write_assets(folder: Path) -> None:
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    for name in ASSETS:
        shutil.copyfile(site_dir() / "assets" / name, assets / name)
    shutil.copyfile(network_view.vis_network(), assets / "vis-network.min.js")
