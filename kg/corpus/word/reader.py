"""Word files (.docx): the text as its last reader sees it, with changes taken in and comments left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from kg.corpus.blocks import MOST_COLUMNS, Block, Cell, Run, Table, clean, write
from kg.corpus.document import Document, Unreadable
from kg.corpus.word.numbering import Numbering
from kg.corpus.word.package import Package, child, name_of, open_package, value
from kg.corpus.word.runs import Looks, Paragraph, branch_of, content_of, gather
from kg.corpus.word.styles import Styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT_OUT = frozenset(("w:del", "w:moveFrom", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr"))


def read_word(path: Path) -> Document:
    """Read a Word file.

    Raises:
        Unreadable: the file is no Word file, is broken, encrypted or a zip bomb, or holds no text.
    """
    package = open_package(path)
    with package.archive:
        body = child(package.document, "w:body")
        if body is None:
            raise Unreadable("has no text (its main part has no body)", "open it in Word and save it as .docx")
        reader = _Reader(package)
        writer = write(reader.all_of(body))
        running = tuple(dict.fromkeys(_running(reader, package.roots("header") + package.roots("footer"))))
    return Document(writer.text, MEDIA_TYPE, writer.passages, running)


def _running(reader: _Reader, parts: Sequence[etree._Element]) -> Iterator[str]:
    """Give the lines of heads and feet that say something; a page number does not."""
    for part in parts:
        for block in _flat(reader.blocks(part)):
            for written in "".join(run.text for run in block.runs).split("\n"):
                line = clean(written)
                if any(character.isalpha() for character in line):
                    yield line


def _flat(blocks: Iterator[Block | Table]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _flat(inner for row in block.rows for cell in row for inner in cell.blocks)
        else:
            yield block


class _Reader:
    """Reads the parts of one file in the order of the text, in which paragraphs, list items and notes are counted."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles.of(package.roots("styles"))
        self.looks = Looks(self.styles)
        self.numbering = Numbering(package.roots("numbering"), self.styles)
        self.notes = {
            (kind, value(note, "id") or ""): note
            for kind in ("footnote", "endnote")
            for root in package.roots(f"{kind}s")
            for note in root
        }
        self.numbered: dict[tuple[str, str], int] = {}
        self.due: list[tuple[str, str]] = []
        self.paragraphs = 0
        self.tables = 0
        self.carried: tuple[Run, ...] = ()

    def all_of(self, body: etree._Element) -> Iterator[Block | Table]:
        """Give all blocks of the body, and the text of a last paragraph whose end is deleted."""
        yield from self.blocks(body)
        if self.carried:
            yield Block(self.carried)

    def blocks(self, container: etree._Element) -> Iterator[Block | Table]:
        """Give the blocks of a container; notes follow the paragraph or table that calls them."""
        for element in container:
            name = name_of(element)
            if name == "w:p":
                yield from self.paragraph(element)
            elif name == "w:tbl":
                self.tables += 1
                table = self.table(element)
                self.tables -= 1
                yield table
            elif name in ("w:sdt", "mc:AlternateContent"):
                inner = content_of(element) if name == "w:sdt" else branch_of(element)
                yield from () if inner is None else self.blocks(inner)
            elif name not in LEFT_OUT:
                yield from self.blocks(element)
            if not self.tables:
                yield from self.notes_due()

    def paragraph(self, element: etree._Element) -> Iterator[Block | Table]:
        """Give a paragraph and the text boxes that hang on it; one whose end is deleted runs on into the next."""
        self.paragraphs += 1
        properties = child(element, "w:pPr")
        found = self.read(element)
        runs, self.carried = self.carried + found.runs, ()
        if child(properties, "w:rPr", "w:del") is not None:
            self.carried = runs
        elif not self.styles.is_contents(properties):
            listed = self.styles.numbering(properties)
            mark = self.numbering.mark(*listed) if listed else ""
            yield Block(runs, self.styles.level(properties), mark, listed[1] if listed else 0)
        for box in found.boxes:
            yield from self.blocks(box)

    def read(self, element: etree._Element) -> Paragraph:
        """Read the runs of a paragraph, and number the notes that it calls."""
        found = Paragraph(f"paragraph {self.paragraphs}", self.number)
        gather(element, self.looks.of_paragraph(element), self.looks, found)
        return found

    def number(self, kind: str, note: str) -> int | None:
        """Number a note by its first call; a call of a note that is not there has no number."""
        if (kind, note) not in self.notes:
            return None
        if (kind, note) not in self.numbered:
            self.numbered[kind, note] = len(self.numbered) + 1
            self.due.append((kind, note))
        return self.numbered[kind, note]

    def notes_due(self) -> Iterator[Block]:
        """Give the notes that were called and not yet given."""
        while self.due:
            called = self.due.pop(0)
            texts = [self.read(element).runs for element in self.notes[called].iter() if name_of(element) == "w:p"]
            text = " ".join(clean("".join(run.text for run in runs)) for runs in texts)
            yield Block((Run(f"[^{self.numbered[called]}]: {text}", place=f"paragraph {self.paragraphs}"),))

    def table(self, table: etree._Element) -> Table:
        """Read a table; of a cell that is merged down, the parts below the first are empty."""
        rows = []
        for row in _inside(table, "w:tr"):
            if child(row, "w:trPr", "w:del") is None:
                rows.append(tuple(self.cell(cell) for cell in _inside(row, "w:tc")))
        return Table(tuple(rows))

    def cell(self, cell: etree._Element) -> Cell:
        """Read a cell with all that stands in it."""
        span = value(child(cell, "w:tcPr", "w:gridSpan")) or "1"
        columns = min(max(int(span), 1), MOST_COLUMNS) if span.isdecimal() and len(span) < 6 else 1
        merged = child(cell, "w:tcPr", "w:vMerge")
        goes_on = merged is not None and value(merged) != "restart"
        return Cell(() if goes_on else tuple(self.blocks(cell)), columns)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the rows of a table or the cells of a row, which content controls and changes may wrap."""
    for inner in element:
        found = name_of(inner)
        if found == name:
            yield inner
        elif found in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo"):
            yield from _inside(inner, name)
