"""A table for word processors and spreadsheets; the same table gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kg.publish.tables.formats import place_of
from kg.publish.tables.model import Quote, Table

OFFICE_FORMATS = ("docx", "xlsx")
EPOCH = (1980, 1, 1, 0, 0, 0)
NARROW, WIDE = 8, 14  # characters of a spreadsheet's column for each part of the width
MARGIN_CM = 2


def in_office_format(table: Table, form: str, quotes: bool = False) -> bytes:
    """Write a table as ``docx`` or ``xlsx``; ``quotes`` adds what it rests on, below it or in a sheet of its own."""
    numbers = table.numbered() if quotes else {}
    return _docx(table, numbers) if form == "docx" else _xlsx(table, numbers)


def _docx(table: Table, numbers: Mapping[Quote, int]) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = table.caption, "litkg"
    document.add_paragraph(table.caption, style="Caption")
    if table.flowing:
        document.add_paragraph(readable(table.paragraph(numbers)))
    else:
        _add_table(document, table, numbers)
    document.add_paragraph(table.source)
    if numbers:
        document.add_paragraph().add_run(table.quoted).bold = True
    for quote, number in numbers.items():
        document.add_paragraph(f"[{number}] {place_of(quote, table.language)}: “{readable(quote.words)}”")
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def _add_table(document: Any, table: Table, numbers: Mapping[Quote, int]) -> None:
    """Add a table on pages in landscape, each column with its part of the width."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    document.styles["Normal"].font.size = Pt(9)
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    whole, room = sum(each.share for each in table.columns), 29.7 - 2 * MARGIN_CM
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(readable(column.title)).bold = True
    _repeat_as_header(made.rows[0])
    for number, column in enumerate(table.columns):  # before the rows, which take their widths from here
        made.columns[number].width = Cm(room * column.share / whole)
    for texts in table.texts(numbers):
        for cell, text in zip(made.add_row().cells, texts, strict=True):
            cell.text = readable(text)


def _repeat_as_header(row: Any) -> None:
    """Let a word processor repeat the first row on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeated)


def readable(text: str) -> str:
    r"""Leave out characters that XML cannot hold.

    >>> readable("a\x00b")
    'a\ufffdb'
    """
    return "".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text)


def same_bytes(package: bytes) -> bytes:
    """Write a package again with its files at one date, for the hour of the day is nobody's finding."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _xlsx(table: Table, numbers: Mapping[Quote, int]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": table.caption, "author": "litkg", "created": datetime(*EPOCH)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(table.name[:31])
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, NARROW if column.share == 1 else WIDE * column.share / 2)
        sheet.write_string(0, number, column.title, bold)
    for at, texts in enumerate(table.texts(numbers), 1):
        for number, text in enumerate(texts):
            sheet.write_string(at, number, readable(text), wrapped)
    if numbers:
        below = book.add_worksheet("quotes")
        below.set_column(1, 1, WIDE * 2)
        below.set_column(2, 2, WIDE * 6)
        for quote, number in numbers.items():
            below.write_number(number - 1, 0, number)
            below.write_string(number - 1, 1, place_of(quote, table.language), wrapped)
            below.write_string(number - 1, 2, readable(quote.words), wrapped)
    book.close()
    return out.getvalue()
