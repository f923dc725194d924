"""The furniture of a web page: what stands around a paper, as far as markup tells."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

LEFT_OUT = frozenset((
    "annotation", "annotation-xml", "audio", "button", "canvas", "datalist", "del", "dialog", "embed", "head", "iframe",
    "input", "map", "meter", "nav", "noscript", "object", "option", "progress", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
))  # fmt: skip
ROLES = frozenset((
    "alertdialog", "banner", "complementary", "contentinfo", "dialog", "doc-backlink", "doc-pagebreak", "doc-toc",
    "form", "menu", "menubar", "navigation", "search", "toolbar", "tooltip",
))  # fmt: skip
# Labels for screen readers, by the class names that Bootstrap, WordPress and Open Journal Systems give them.
FOR_SCREEN_READERS = frozenset(("pkp_screen_reader", "screen-reader-text", "sr-only", "visually-hidden"))
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WHOLE_PAGE = ("h1", "h2", "article", "main")
PARTS = ("article", "blockquote", "main", "section")
CANDIDATES = (".//article", ".//main", ".//*[@role='main']")


def leave_out_furniture(root: HtmlElement) -> None:
    """Take scripts, menus, forms, hidden things and the like out of a page; the text after each stays.

    A page's header stays when it has no menu: it may hold the paper's title.
    """
    for element in list(root.iter()):
        if element.getparent() is not None and element.tag != "body" and _is_furniture(element):
            element.drop_tree()


def _is_furniture(element: HtmlElement) -> bool:
    role = element.get("role", "").lower()
    if element.tag in LEFT_OUT or role in ROLES or _is_hidden(element):
        return True
    if element.tag == "form":
        return all(element.find(f".//{tag}") is None for tag in WHOLE_PAGE)  # some pages are one form
    if element.tag == "aside":
        return not role.startswith("doc-")  # notes of the paper itself
    if element.tag == "footer":
        return not _stands_in_a_part(element)
    return element.tag == "header" and not _stands_in_a_part(element) and _has_menu(element)


def _is_hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden", "").lower() == "true"
        or not FOR_SCREEN_READERS.isdisjoint(element.get("class", "").split())
        or HIDING_STYLE.search(element.get("style", "")) is not None
    )


def _stands_in_a_part(element: HtmlElement) -> bool:
    return next(element.iterancestors(*PARTS), None) is not None


def _has_menu(element: HtmlElement) -> bool:
    return any(inner.tag in ("nav", "form") or inner.get("role") in ROLES for inner in element.iter())


def main_part(root: HtmlElement) -> HtmlElement:
    """Give the part of a page that holds the paper: its one article or main part, if most of the text is there.

    A part that leaves out the page's first heading of level one has lost the title, and is not taken.
    """
    body = root.find("body")
    body = root if body is None else body
    whole = len("".join(body.text_content().split()))
    title = body.find(".//h1")
    for path in CANDIDATES:
        found = body.findall(path)
        keeps_title = len(found) == 1 and (title is None or found[0] in title.iterancestors())
        if keeps_title and 2 * len("".join(found[0].text_content().split())) > whole:
            return found[0]
    return body
