"""Fills the templates of the site: every text is escaped, every link is relative."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from kg import __version__
from kg.analysis.consolidate import local
from kg.analysis.wording import ET_AL, in_language
from kg.graph.queries import named_query
from kg.publish.catalogue import Place, anchor, evidence_anchor, fold
from kg.publish.linked_data import article_data, site_data
from kg.publish.page import MENU, Page, Site
from kg.publish.words import Words
from kg.resources import site_dir

FOLDERS = {"id": "", "en": "en/"}
SIGNS = {"pos": "+", "mix": "±", "neg": "−", "say": "●", "use": "◆", "cite": "→"}


class Told(Context):
    """What a template is told; it calls what it is given as it is, for none of ours asks for the context."""

    def call(
        self, __obj: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> Any:
        """Call a function or macro; jinja would first look three times whether it wants the context."""
        return __obj(*args, **kwargs)


@cache
def environment() -> Environment:
    """Prepare the templates; they are compiled once a process."""
    templates = site_dir() / "templates"
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        optimized=False,
    )
    made.context_class = Told
    made.filters.update(fold=fold, local=local)
    made.globals.update(signs=SIGNS, version=__version__, menu=MENU, named_query=named_query, et_al=ET_AL)
    made.globals.update(article_data=article_data, site_data=site_data)
    made.globals.update(anchor=anchor, evidence_anchor=evidence_anchor, quote=quote)
    return made


class Renderer:
    """Writes pages into a folder."""

    def __init__(self, folder: Path, site: Site) -> None:
        self._folder = folder
        self._site = site

    def write(self, page: Page) -> None:
        """Fill the template of a page in each language and write it."""
        for language, words in self._site.words.items():
            folder = FOLDERS[language]
            text = environment().get_template(page.template).render({**self._known(page, words), **page.view})
            self.write_text(f"{folder}{page.path}", text)

    def _known(self, page: Page, words: Words) -> dict[str, object]:
        """Tell what every template knows.

        ``root`` leads from the page to the top of the site, ``home`` to the top of its language, ``other`` to the same
        page in the other language.
        """
        catalogue = self._site.catalogue
        parts = PurePosixPath(page.path).parts
        home = "../" * (len(parts) - 1)
        english = words.language == "en"
        root = f"../{home}" if english else home
        elsewhere = "/".join(quote(part, safe="") for part in parts)

        def to_place(place: Place) -> str:
            return f"{home}{catalogue.paper_page(place.paper)}#{evidence_anchor(place.span)}"

        def language_of(paper: str) -> str:
            known = catalogue.papers.get(paper)
            return known.data["language"] if known else ""

        return {
            "w": words,
            "t": words.strings,
            "c": catalogue,
            "root": root,
            "home": home,
            "other": f"{root}{elsewhere}" if english else f"{root}en/{elsewhere}",
            "path": page.path,
            "section": page.section,
            "cite": lambda iri: in_language(catalogue.cite(iri), words.language),
            "to_place": to_place,
            "language_of": language_of,
        }

    def write_text(self, path: str, text: str) -> None:
        """Write a file with Unix line ends, in UTF-8, on every system."""
        target = self._folder.joinpath(*PurePosixPath(path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
