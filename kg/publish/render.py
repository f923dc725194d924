"""Fills the templates of the site: every text is escaped, every link is relative."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import __version__
from kg.analysis.consolidate import local
from kg.graph.queries import named_query
from kg.publish.catalogue import Catalogue, Place, anchor, evidence_anchor, fold
from kg.publish.words import Words
from kg.resources import site_dir

SIGNS = {"pos": "+", "mix": "±", "neg": "−", "say": "●", "use": "◆", "cite": "→"}


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
    made.filters.update(fold=fold, local=local)
    made.globals.update(signs=SIGNS, version=__version__, named_query=named_query, anchor=anchor, quote=quote)
    return made


class Renderer:
    """Writes pages into a folder."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue

    def write(self, path: str, template: str, words: Words, **view: object) -> None:
        """Fill a template and write it to a path under the folder.

        ``root`` leads from the page to the top of the site, ``home`` to the top of its language, ``other`` to the same
        page in the other language.
        """
        parts = PurePosixPath(path).parts
        root = "../" * (len(parts) - 1)
        english = words.language == "en"
        home = root.removeprefix("../") if english else root
        inner = parts[1:] if english else parts
        elsewhere = "/".join(quote(part, safe="") for part in inner)
        catalogue = self._catalogue

        def to_place(place: Place) -> str:
            return f"{home}{catalogue.paper_page(place.paper)}#{evidence_anchor(place.span)}"

        def language_of(paper: str) -> str:
            known = catalogue.papers.get(paper)
            return known.data["language"] if known else ""

        page = (
            environment()
            .get_template(template)
            .render(
                w=words,
                t=words.strings,
                c=catalogue,
                root=root,
                home=home,
                other=f"{root}{elsewhere}" if english else f"{root}en/{elsewhere}",
                here=template.removesuffix(".html"),
                to_place=to_place,
                language_of=language_of,
                evidence_anchor=evidence_anchor,
                **view,
            )
        )
        self.write_text(path, page)

    def write_text(self, path: str, text: str) -> None:
        """Write a file with Unix line ends, in UTF-8, on every system."""
        target = self._folder.joinpath(*PurePosixPath(path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
