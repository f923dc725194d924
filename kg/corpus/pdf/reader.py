"""The PDF reader: text layer, reading order, paragraphs; running matter and hyphens taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from kg.corpus.document import MOST_CHARACTERS, Document, Unreadable, Writer
from kg.corpus.pdf.columns import in_reading_order
from kg.corpus.pdf.footnotes import MARKED, body_size, split_notes, with_calls
from kg.corpus.pdf.hyphens import Words, breaks_words, words_of
from kg.corpus.pdf.line import HYPHEN, Line
from kg.corpus.pdf.page import Sheet, read_sheet
from kg.corpus.pdf.paragraphs import Block, blocks_of
from kg.corpus.pdf.running import without_running_matter

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2000
UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08]")


def read_pdf(path: Path) -> Document:
    """Read the text layer of a PDF.

    Raises:
        Unreadable: it is damaged, encrypted, too large, or a scan without a text layer.
    """
    try:
        file = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise _fault(path, str(error)) from error
    try:
        return _read(file)
    finally:
        file.close()


def _fault(path: Path, said: str) -> Unreadable:
    if "assword" in said or "ecurity" in said:
        return Unreadable("is encrypted", "save it without a password")
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            return Unreadable("is no PDF, whatever its name says", "look at what it is, or get it again")
    return Unreadable("is a damaged PDF", "get it again, or print it to a new PDF")


def _read(file: pdfium.PdfDocument) -> Document:
    if len(file) > MOST_PAGES:
        raise Unreadable(f"has {len(file)} pages, more than {MOST_PAGES}", "cut out the pages of the paper")
    sheets: list[Sheet] = []
    total = 0
    for index in range(len(file)):
        try:
            sheets.append(read_sheet(file, index))
        except pdfium.PdfiumError as error:
            raise Unreadable(f"page {index + 1} is damaged", "get it again, or print it to a new PDF") from error
        total += sum(len(line.text) for line in sheets[-1].lines)
        if total > MOST_CHARACTERS:
            raise Unreadable(f"has more than {MOST_CHARACTERS} characters", "cut out the pages of the paper")
    if not total:
        raise Unreadable("has no text layer: it is a scan", "run OCR on it first, for instance ocrmypdf -l ind+eng")
    garbled = sum(
        len(UNREADABLE.findall(line.text)) for sheet in sheets for line in sheet.lines if not line.text.isascii()
    )
    if garbled * 4 > total:
        raise Unreadable("its text layer has no readable letters", "run OCR on it, for instance ocrmypdf --force-ocr")
    empty = [number for number, sheet in enumerate(sheets, 1) if not sheet.lines]
    return replace(_document(sheets), unread=_without_text(empty))


def _without_text(empty: list[int]) -> tuple[str, ...]:
    """Tell which pages have no text layer."""
    if not empty:
        return ()
    named = ", ".join(map(str, empty[:10])) + ("" if len(empty) <= 10 else " …")
    return (f"no text layer on page{'s' if len(empty) > 1 else ''} {named}",)


def _document(sheets: list[Sheet]) -> Document:
    pages, running = without_running_matter(sheets)
    body = body_size([line for page in pages for line in page])
    text: list[Line] = []
    notes: dict[int, list[list[Line]]] = {}
    gutters: set[float] = set()
    last = 0
    for page in pages:
        kept, found, last = split_notes(in_reading_order(page, gutters), body, last)
        text += with_calls(kept, found)
        if found:
            notes[found[0][0].page] = found
    printed = [line.text for page in pages for line in page]
    words = Words(words_of(printed), breaks_words(printed))
    writer = Writer()
    due = sorted(notes)
    above: Block | None = None
    for block in blocks_of(text, body):
        while due and block.lines[0].page > due[0]:
            _write_notes(writer, notes[due.pop(0)], words)
            above = None
        _write(writer, block, above, words)
        above = block
    for number in due:
        _write_notes(writer, notes[number], words)
    front = tuple(line.text for note in notes.get(1, ()) for line in note if not MARKED.match(note[0].text))
    return Document(writer.text, MEDIA_TYPE, writer.passages, (*running, *front))


def _write(writer: Writer, block: Block, above: Block | None, words: Words) -> None:
    """Write a block in Markdown; items and rows stand close to those above them."""
    tight = above is not None and above.kind == block.kind and block.kind in ("item", "row")
    if block.kind == "row":
        cells = [(f" {line.text} |", line.page, line.place) for line in block.lines]
        writer.block([("|", cells[0][1], cells[0][2]), *cells], tight)
        return
    start, skip = "", 0
    if block.kind == "heading":
        start = "#" * block.level + " "
    elif block.kind == "item":
        skip = len(block.marker)
        marker = block.marker.strip()
        start = " " * (3 * block.level) + (marker if any(map(str.isalnum, marker)) and len(marker) > 1 else "-") + " "
    writer.block(_pieces(block.lines, start, skip, words), tight)


def _write_notes(writer: Writer, notes: list[list[Line]], words: Words) -> None:
    for number, note in enumerate(notes):
        found = MARKED.match(note[0].text)
        mark = next(group for group in found.groups() if group) if found else "*"
        writer.block(_pieces(tuple(note), f"[^{mark}]: ", found.end() if found else 0, words), tight=number > 0)


def _pieces(lines: tuple[Line, ...], start: str, skip: int, words: Words) -> Iterator[tuple[str, int, str]]:
    """Give the text of each line and where it stands, so that the pieces run on: with blanks, and words made whole."""
    text = start + lines[0].text[skip:]
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if following is None:
            yield text.replace(HYPHEN, "-"), line.page, line.place
            break
        if text[-1].isalpha() and "/" not in text and "www." not in text and HYPHEN not in text:
            yield f"{text} ", line.page, line.place
            text = following.text
            continue
        whole = words.joined(text, following.text)
        at = len(whole) - len(following.text)
        yield whole[:at].replace(HYPHEN, "-"), line.page, line.place
        text = following.text
