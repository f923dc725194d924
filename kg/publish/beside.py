"""The site written in a process beside the build: told a build folder, it reads its graph and its texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx
import pyvis.network

from kg.beside import answer, collect_seldom
from kg.graph.store import TEXTS, Store
from kg.languages import LANGUAGES, load
from kg.publish.dataset_description import Counted, write_description
from kg.publish.pages.search import stem_names
from kg.publish.render import environment
from kg.publish.site import write_site
from kg.publish.words import load_strings

LOADED = (networkx, pyvis.network)
_unfinished: dict[str, Callable[[], None]] = {}


def write_site_of(folder: str, finish: str = "") -> str:
    """Write the site of a build folder that holds ``data/graph.nq`` and ``data/texts/``.

    Told the folder again with any other word, once all its files are there, it tells their sizes in the
    description of the data set and on the page of downloads.
    """
    if finish:
        _unfinished.pop(folder)()
        return ""
    build = Path(folder)
    texts = {path.stem: path.read_bytes().decode() for path in sorted((build / TEXTS).glob("*.txt"))}
    store = Store.of_build(build, whole=True)
    write_downloads, counted = write_site(store, build, texts), Counted.of(store)

    def finish_site() -> None:
        write_description(counted, build)
        write_downloads()

    _unfinished[folder] = finish_site
    return ""


def get_ready() -> None:
    """Load what every site needs, before there is a graph: templates, words, the stems of the names of concepts."""
    for template in environment().list_templates(extensions=["html"]):
        environment().get_template(template)
    load_strings()
    for language in LANGUAGES:
        load(language)
    stem_names()


if __name__ == "__main__":
    collect_seldom()
    get_ready()
    answer(write_site_of)
