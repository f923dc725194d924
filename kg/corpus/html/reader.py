"""HTML: the paper on a page, without the page's own furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.corpus.blocks import MOST_COLUMNS, Block, Cell, Run, Table, write
from kg.corpus.document import Document, Unreadable
from kg.corpus.html.encoding import decoded
from kg.corpus.html.notes import settle_notes
from kg.corpus.html.page import leave_out_furniture, main_part
from kg.corpus.html.tags import declared_data
from kg.corpus.numerals import numeral

MEDIA_TYPE = "text/html"
LARGEST_FILE = 20_000_000
LAST_LINE_THAT_IS_COUNTED = 65_534  # the parser counts no further
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INSIDE_TABLES = ("caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr")
LISTS = ("ul", "ol", "menu")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
WHITE = re.compile(r"\s+")


def read_html(path: Path) -> Document:
    """Read an HTML file.

    Raises:
        Unreadable: the file is too large, is no text, or shows none.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"is larger than {LARGEST_FILE // 1_000_000} MB", "give one paper a file, without its images")
    root = _parsed(decoded(path.read_bytes()))
    declared = declared_data(root)
    leave_out_furniture(root)
    settle_notes(root)
    writer = write(blocks_of(main_part(root)))
    return Document(writer.text, MEDIA_TYPE, writer.passages, declared=declared)


def _parsed(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise Unreadable("holds no text", "save the page with the paper's whole text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("has elements nested too deeply", "save the page anew from a browser")
    return root


def blocks_of(root: HtmlElement) -> Iterator[Block | Table]:
    r"""Give the blocks of a part of a page in reading order.

    >>> page = document_fromstring("<h2>Hasil</h2>Layar<br>rusak.<ol start=3><li>Masuk</ol>")
    >>> [(block.level, block.mark, "".join(run.text for run in block.runs)) for block in blocks_of(page)]
    [(2, '', 'Hasil'), (0, '', 'Layar\nrusak.'), (0, '3. ', 'Masuk')]
    """
    gathering = _Gathering()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            yield from gathering.start(element)
            whole = _whole(element)
            if whole is None:
                gathering.add(element.text, element)
                continue
            walk.skip_subtree()
            if isinstance(whole, Table):
                yield from (block for caption in element.findall("caption") for block in blocks_of(caption))
                yield whole
            else:
                gathering.add(whole, element, is_shown=True)
        else:
            yield from gathering.end(element)
            if element is not root:
                gathering.add(element.tail, element)


def _whole(element: HtmlElement) -> Table | str | None:
    """Give what is read in one piece: a table with no table in it, raised figures, a line break."""
    if element.tag == "table" and _is_regular(element):
        return _table(element)
    if element.tag == "br":
        return "\n"
    if element.tag == "sup":
        raised = " ".join(element.text_content().split())
        return f"<sup>{raised}</sup>" if raised else ""
    return None


class _Gathering:
    """Gathers the text between the borders of blocks, in one pass over the tree and without recursion."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.level = 0
        self.mark = ""
        self.lists: list[_Counter] = []
        self.bold = 0
        self.verbatim = 0

    def start(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self.flush()
        if element.tag in LISTS:
            self.lists.append(_Counter(element))
        elif element.tag == "li":
            self.mark = self.lists[-1].mark_of(element) if self.lists else "- "
        elif element.tag == "q":
            self.add("“", element)
        self.level = HEADINGS.get(element.tag, self.level)
        self.bold += _is_bold(element)
        self.verbatim += element.tag == "pre"

    def end(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self.flush()
        if element.tag in LISTS and self.lists:
            self.lists.pop()
        elif element.tag == "li":
            self.mark = ""
        elif element.tag == "q":
            self.add("”", element)
        if element.tag in HEADINGS:
            self.level = 0
        self.bold -= _is_bold(element)
        self.verbatim -= element.tag == "pre"

    def add(self, text: str | None, element: HtmlElement, is_shown: bool = False) -> None:
        """Add text; its white space is folded, but for what is shown as it stands."""
        if text:
            shown = text if is_shown or self.verbatim else WHITE.sub(" ", text)
            self.runs.append(Run(shown, self.bold > 0, _place(element)))

    def flush(self) -> Iterator[Block]:
        if any(not run.text.isspace() for run in self.runs):
            yield Block(tuple(self.runs), self.level, self.mark, max(len(self.lists) - 1, 0), self.verbatim > 0)
            self.mark = ""
        self.runs = []


class _Counter:
    """Counts the items of a list, as the list says."""

    def __init__(self, element: HtmlElement) -> None:
        self.is_ordered = element.tag == "ol"
        self.kind = element.get("type", "1")
        self.next = _whole_number(element.get("start"), 1)

    def mark_of(self, item: HtmlElement) -> str:
        if not self.is_ordered:
            return "- "
        number = _whole_number(item.get("value"), self.next)
        self.next = number + 1
        return f"{numeral(number, self.kind)}. "


def _is_regular(table: HtmlElement) -> bool:
    """Whether a table has rows of cells, no table in it and nothing else; of another, all text is read as blocks."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    parents = [table, *(part for part in table if part.tag in ("thead", "tbody", "tfoot")), *_rows(table)]
    loose = (text for parent in parents for text in (parent.text, *(inner.tail for inner in parent)))
    return all(inner.tag in INSIDE_TABLES for parent in parents for inner in parent) and not any(
        text and not text.isspace() for text in loose
    )


def _rows(table: HtmlElement) -> list[HtmlElement]:
    parts = ([part] if part.tag == "tr" else part.findall("tr") for part in table)
    return [row for rows in parts for row in rows]


def _table(table: HtmlElement) -> Table:
    cells = ([cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table))
    return Table(tuple(tuple(_cell(cell) for cell in row) for row in cells))


def _cell(element: HtmlElement) -> Cell:
    columns = min(max(_whole_number(element.get("colspan"), 1), 1), MOST_COLUMNS)
    rows = max(_whole_number(element.get("rowspan"), 1), 1)
    return Cell(tuple(blocks_of(element)), columns, rows)


def _is_bold(element: HtmlElement) -> bool:
    return element.tag in ("b", "strong") or BOLD_STYLE.search(element.get("style", "")) is not None


def _place(element: HtmlElement) -> str:
    line = element.sourceline
    return f"line {line}" if line and line <= LAST_LINE_THAT_IS_COUNTED else ""


def _whole_number(written: str | None, otherwise: int) -> int:
    found = re.match(r"\s*(-?\d{1,6})\b", written or "")
    return int(found.group(1)) if found else otherwise
