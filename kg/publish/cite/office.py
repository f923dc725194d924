"""Citations for word processors."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from kg.publish.cite.runs import Face, Marked, clean, runs
from kg.publish.tables.office import same_bytes

INDENT_CM = 1.27
FONT = {
    Face.ITALIC: "italic", Face.BOLD: "bold", Face.SMALL_CAPS: "small_caps", Face.SUPERSCRIPT: "superscript",
    Face.SUBSCRIPT: "subscript",
}  # fmt: skip


def docx(blocks: Iterable[tuple[str, Sequence[Marked], Sequence[Marked]]], heading: str, title: str) -> bytes:
    """Write blocks of a remark, sentences and references as a Word document; the same blocks give the same bytes."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    document.core_properties.title, document.core_properties.author = clean(title), "litkg"
    for remark, sentences, references in blocks:
        if remark:
            document.add_paragraph().add_run(clean(remark)).italic = True
        for sentence in sentences:
            _fill(document.add_paragraph(), sentence)
        document.add_heading(heading, level=1)
        for reference in references:
            entry = document.add_paragraph()
            entry.paragraph_format.left_indent = Cm(INDENT_CM)
            entry.paragraph_format.first_line_indent = Cm(-INDENT_CM)
            _fill(entry, reference)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def _fill(paragraph: Any, marked: Marked) -> None:
    for run in runs(marked):
        made = paragraph.add_run(run.text)
        for face in run.faces:
            setattr(made.font, FONT[face], True)
