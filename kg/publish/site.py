"""The static site of a build: every page in both languages, one style sheet, a few classic scripts, no requests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType

from kg.graph.store import DATA, GRAPH_FILE, Store
from kg.publish.catalogue import Catalogue
from kg.publish.exchange.bibliography import WRITERS, bibliography
from kg.publish.page import Page, Site
from kg.publish.pages import (
    about,
    contradictions,
    downloads,
    findings,
    gaps,
    graph,
    integrity,
    matrix,
    paper,
    papers,
    search,
    sparql,
    start,
)
from kg.publish.render import Renderer
from kg.publish.vendor import scripts
from kg.resources import site_dir

KINDS = (
    start,
    papers,
    findings,
    contradictions,
    matrix,
    gaps,
    graph,
    search,
    integrity,
    paper,
    sparql,
    about,
    downloads,
)


def write_site(
    store: Store, folder: Path, texts: Mapping[str, str], quotes_only: Collection[str] = ()
) -> Callable[[], None]:
    """Write the site of a graph into a folder.

    Args:
        store: the graph; it is asked the named queries and nothing else.
        folder: the build folder; ``index.html`` and its neighbours go here, English pages under ``en/``, and the papers
            as BibTeX, RIS and CSL-JSON under ``data/``.
        texts: the stored text of each paper, by key.
        quotes_only: the keys of the papers of which only the quotes are shown; all else is blanked out in their texts.

    Returns:
        What writes the page of downloads anew, for it tells the sizes of files that may not all be there yet.
    """
    site = Site(Catalogue(store, texts, quotes_only), folder / GRAPH_FILE)
    renderer = Renderer(folder, site)
    _write_bibliography(renderer, site.catalogue)
    for kind in KINDS:
        _write_pages(renderer, site, kind)
    _write_assets(renderer, folder / "assets")
    return partial(_write_pages, renderer, site, downloads)


def _write_pages(renderer: Renderer, site: Site, kind: ModuleType) -> None:
    for made in kind.pages(site):
        if isinstance(made, Page):
            renderer.write(made)
        else:
            renderer.write_text(made.path, made.text)


def _write_bibliography(renderer: Renderer, catalogue: Catalogue) -> None:
    """Write the papers as reference managers take them."""
    items = bibliography(catalogue)
    for form, ending in (("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json")):
        renderer.write_text(f"{DATA.name}/papers.{ending}", f"{WRITERS[form](items)}\n")


def _write_assets(renderer: Renderer, assets: Path) -> None:
    assets.mkdir(exist_ok=True)
    styles = sorted((site_dir() / "styles").glob("*.css"))
    renderer.write_text("assets/style.css", "\n".join(style.read_text(encoding="utf-8") for style in styles))
    for script in sorted((site_dir() / "scripts").glob("*.js")):
        shutil.copyfile(script, assets / script.name)
    for script in (file.path for file in scripts()):
        shutil.copyfile(script, assets / script.name)
    shutil.copyfile(graph.vis_network(), assets / "vis-network.min.js")
