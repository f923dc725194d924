"""The static site of a build: every page in both languages, one style sheet, a few classic scripts, no requests."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from kg.graph.store import Store
from kg.publish.catalogue import Catalogue
from kg.publish.page import Page, Site
from kg.publish.pages import about, contradictions, findings, gaps, graph, integrity, matrix, paper, start
from kg.publish.render import Renderer
from kg.resources import site_dir

KINDS = (start, findings, contradictions, matrix, gaps, graph, integrity, about, paper)


def write_site(store: Store, folder: Path, texts: Mapping[str, str]) -> None:
    """Write the site of a graph into a folder.

    Args:
        store: the graph; it is asked the named queries and nothing else.
        folder: the build folder; ``index.html`` and its neighbours go here, English pages under ``en/``.
        texts: the stored text of each paper, by key.
    """
    site = Site(Catalogue(store, texts))
    renderer = Renderer(folder, site)
    for kind in KINDS:
        for made in kind.pages(site):
            if isinstance(made, Page):
                renderer.write(made)
            else:
                renderer.write_text(made.path, made.text)
    _write_assets(renderer, folder / "assets")


def _write_assets(renderer: Renderer, assets: Path) -> None:
    assets.mkdir(exist_ok=True)
    styles = sorted((site_dir() / "styles").glob("*.css"))
    renderer.write_text("assets/style.css", "\n".join(style.read_text(encoding="utf-8") for style in styles))
    for script in sorted((site_dir() / "scripts").glob("*.js")):
        shutil.copyfile(script, assets / script.name)
    shutil.copyfile(graph.vis_network(), assets / "vis-network.min.js")
