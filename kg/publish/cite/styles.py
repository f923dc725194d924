"""The bundled styles of CSL, parted into what is asked of them.

They are styles of citationstyles.org, unchanged (``site/csl/``). What citeproc-py gets wrong is written in another way
when one is read: dates get their separators from its own locale, labels their capitals, numbers of entries a space
behind them, and names no initials, for those ``initials`` makes. APA's has "Retrieved" where no day is known: not here.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, Literal

from citeproc import CitationStylesStyle
from lxml import etree

from kg.publish.cite.shapes import CSL, Element, Shape, shaped
from kg.resources import site_dir

LOCALES = {"id": "id-ID", "en": "en-US"}
FILES = {"chicago": "chicago-author-date"}
SHORT_AUTHOR = {"apa": "author-short", "chicago": "author-inline"}
"""The macro of a style that writes authors in the text; numeric styles, which have none, borrow APA's."""
SHORT_DATE = "date-short"
WORDS = frozenset({f"{CSL}term", f"{CSL}single", f"{CSL}multiple"})
"""Elements that search for nothing: nearly all of a locale's."""
Part = Literal["reference", "cite", "author", "date"]
"""What a style is asked for: an entry of the list, the citation without parentheses, its authors, its year."""


@lru_cache(maxsize=512)
def shaped_style(part: Part, style: str, language: str, shape: Shape) -> CitationStylesStyle:
    """Give a style, as citeproc-py reads it, that writes one part for items of one shape."""
    text = etree.tostring(shaped(_part(part, style), shape))
    read = CitationStylesStyle(BytesIO(text), locale=LOCALES[language], validate=False)
    for tree in (read.root, *read.root.locales):
        _found_once(tree)
    return read


def _found_once(tree: Any) -> None:
    """Let the elements of a style, which nobody changes, keep what they found by XPath: half of the time goes there."""
    searched = (element for element in tree.iter() if element.tag not in WORDS)
    tree.elements = [element for element in searched if hasattr(element, "xpath_search")]
    for element in tree.elements:
        element.xpath_search = cache(element.xpath_search)


@cache
def in_text_layout(style: str) -> Element:
    """Give the element that says how a style cites in the text."""
    return _child(_child(_source(style), "citation"), "layout")


@cache
def _source(style: str) -> Element:
    path = site_dir() / "csl" / f"{FILES.get(style, style)}.csl"
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_blank_text=True)).getroot()
    for date in root.iterfind(f"{CSL}locale/{CSL}date[@delimiter]"):
        for date_part in list(date)[1:]:
            date_part.set("prefix", f"{date.get('delimiter')}{date_part.get('prefix', '')}")
    for element in root.iter():  # items come with their initials
        if "initialize-with" in element.attrib:
            del element.attrib["initialize-with"]
    for label in root.iterfind(f".//{CSL}label[@text-case='title']"):
        label.set("text-case", "capitalize-first")
    for word in list(root.iterfind(f".//{CSL}text[@term='retrieved']")):
        _only_with(word, "accessed")
    bibliography = _child(root, "bibliography")
    if bibliography.get("second-field-align"):
        number = _child(bibliography, "layout")[0]
        number.set("suffix", f"{number.get('suffix', '')} ")
    return root


@cache
def _part(part: Part, style: str) -> Element:
    borrowed = part in ("author", "date") and style not in SHORT_AUTHOR
    root = deepcopy(_source("apa" if borrowed else style))
    root.remove(_child(root, "citation" if part == "reference" else "bibliography"))
    if part == "reference":
        return root
    layout = _child(_child(root, "citation"), "layout")
    for affix in ("prefix", "suffix"):
        if affix in layout.attrib:
            del layout.attrib[affix]
    if part in ("author", "date"):
        for child in list(layout):
            layout.remove(child)
        macro = SHORT_DATE if part == "date" else SHORT_AUTHOR.get(style, SHORT_AUTHOR["apa"])
        etree.SubElement(layout, f"{CSL}text", {"macro": macro})
    if part == "author":
        for name in root.iterfind(f".//{CSL}name[@and='symbol']"):
            name.set("and", "text")  # within a sentence authors are joined by a word
    return root


def _only_with(element: Element, variable: str) -> None:
    """Let a style write something for items alone that have a variable: "Retrieved" needs the day."""
    parent = element.getparent()
    assert parent is not None
    choice = etree.Element(f"{CSL}choose")
    parent.replace(element, choice)
    etree.SubElement(choice, f"{CSL}if", {"variable": variable}).append(element)


def _child(parent: Element, name: str) -> Element:
    found = parent.find(f"{CSL}{name}")
    assert found is not None, f"every bundled style has {name}"
    return found
