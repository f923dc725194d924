"""Footnotes of a page that names them as such (DPUB-ARIA roles): moved behind the paragraph that calls them."""

from __future__ import annotations

from lxml.html import HtmlElement

from kg.corpus.blocks import clean

CALLS = ".//a[@role='doc-noteref']"
HOSTS = ("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "section")


def settle_notes(root: HtmlElement) -> None:
    """Write ``[^1]`` where a note is called, and move the note, as ``[^1]: …``, behind what calls it.

    >>> from lxml.html import fromstring
    >>> page = fromstring('<div><p>Satu<a role="doc-noteref" href="#n">1</a>.</p><p>Dua</p><i id="n">Lihat.</i></div>')
    >>> settle_notes(page)
    >>> page.text_content()
    'Satu[^1].[^1]: Lihat.Dua'
    """
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    numbers: dict[str, int] = {}
    last: dict[HtmlElement, HtmlElement] = {}  # the note that stands last behind each host
    for call in root.findall(CALLS):
        name = call.get("href", "").removeprefix("#")
        host = _host(call)
        note = by_id.get(name)
        if note is None or host is None or note in call.iterancestors() or note in host.iterancestors():
            continue
        if name not in numbers:
            numbers[name] = len(numbers) + 1
            _rewrite(note, f"[^{numbers[name]}]: {clean(note.text_content())}")
            note.tag, note.tail = "p", None
            _put(note, host, last)
        _rewrite(call, f"[^{numbers[name]}]")
        parent = call.getparent()
        if parent is not None and parent.tag == "sup":
            parent.tag = "span"


def _host(call: HtmlElement) -> HtmlElement | None:
    """Give the outermost table or else the nearest paragraph or item that a call stands in."""
    tables = list(call.iterancestors("table"))
    return tables[-1] if tables else next(call.iterancestors(*HOSTS), None)


def _put(note: HtmlElement, host: HtmlElement, last: dict[HtmlElement, HtmlElement]) -> None:
    if host.tag == "li":
        host.append(note)
    elif host.getparent() is not None:
        last.get(host, host).addnext(note)
    last[host] = note


def _rewrite(element: HtmlElement, text: str) -> None:
    for inner in list(element):
        element.remove(inner)
    element.text = text
