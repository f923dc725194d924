"""What ``kg cite`` writes: sentences with their citations and the list behind them, in the format asked for."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.printing import check_choice, form_of, write_file
from kg.publish.cite.bibtex import bibtex
from kg.publish.cite.entries import Entry
from kg.publish.cite.formats import Sentence, as_html, in_latex, in_markdown, in_text
from kg.publish.cite.lists import ReferenceList
from kg.publish.cite.office import docx
from kg.publish.cite.ris import ris
from kg.publish.cite.runs import clean, plain
from kg.publish.references import Item

ENDINGS = {
    "docx": "docx", "md": "markdown", "tex": "latex", "bib": "bibtex", "ris": "ris", "json": "csl-json",
    "html": "html", "htm": "html", "txt": "text",
}  # fmt: skip
HEADINGS = {"id": "Daftar Pustaka", "en": "References"}
BIBLATEX = {
    "apa": "[style=apa]{biblatex}", "chicago": "[authordate,noibid,backend=biber]{biblatex-chicago}",
    "vancouver": "[style=vancouver]{biblatex}", "ieee": "[style=ieee]{biblatex}",
}  # fmt: skip
INDONESIAN_STRINGS = (
    "and={dan}, andothers={dkk\\adddot}, nodate={t\\adddot t\\adddot}, in={dalam}, page={hlm\\adddot}, "
    "pages={hlm\\adddot}, editors={Ed\\adddot}"
)
"""What biblatex, which has no Indonesian, is told to print in the place of its English."""
STYLE_SHEET = "body{max-width:40em;margin:2em auto;font-family:serif}.entry{padding-left:2em;text-indent:-2em}"


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences with the list that they cite from; ``remark`` says when to use them, where that is not plain."""

    sentences: tuple[Sentence, ...]
    listed: ReferenceList
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is cited; ``entries`` are all that formats of data get, also those that a sentence counts but does not name.

    ``name`` is what was asked for.
    """

    name: str
    style: str
    language: str
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]

    @property
    def items(self) -> list[Item]:
        """The entries in CSL-JSON."""
        return [entry.item for entry in self.entries]

    def formatted(self, form: str) -> str:
        """Write it as ``text``, ``markdown``, ``latex``, ``html``, ``bibtex``, ``ris`` or ``csl-json``."""
        check_choice("format", form, [name for name in FORMATS if name != "docx"])
        return written(self, form).decode()

    def save(self, path: str | Path) -> None:
        """Write it to a file, in the format of its ending: .docx, .md, .tex, .bib, .ris, .json, .html, .txt.

        Raises:
            LitkgError: the ending names no format, or the file cannot be written.
        """
        write_file(Path(path), written(self, form_of(Path(path), ENDINGS)))

    def __str__(self) -> str:
        return _text(self)

    def _repr_html_(self) -> str:
        return "\n".join(_html_parts(self))


def written(document: Document, form: str) -> bytes:
    """Write a document in one of ``FORMATS``."""
    made = FORMATS[form](document)
    return made if isinstance(made, bytes) else f"{made}\n".encode()


def _text(document: Document) -> str:
    heading = HEADINGS[document.language]
    parts = []
    for block in document.blocks:
        sentences = [plain(in_text(sentence, block.listed)) for sentence in block.sentences]
        parts += [block.remark, *sentences, heading, *map(plain, block.listed.references)]
    return "\n\n".join(part for part in parts if part)


def _markdown(document: Document) -> str:
    """Write for Pandoc, which makes the list of the data at the end (``--citeproc``)."""
    parts = []
    for block in document.blocks:
        parts += [block.remark, *(in_markdown(sentence, block.listed) for sentence in block.sentences)]
    items = [json.dumps(item, ensure_ascii=False) for item in document.items]
    data = "\n".join(["---", "references:", *(f"- {item}" for item in items), "---"])
    return "\n\n".join(part for part in [*parts, f"# {HEADINGS[document.language]}", data] if part)


def _latex(document: Document) -> str:
    """Write for biblatex, with what goes before the document, and where its entries come from, in comments."""
    preamble = [f"% \\usepackage{BIBLATEX[document.style]}", "% \\addbibresource{references.bib}"]
    if document.language == "id":
        preamble.append(f"% \\DefineBibliographyStrings{{english}}{{{INDONESIAN_STRINGS}}}")
    entries = f"% references.bib: kg cite {clean(document.name)} --format bibtex --out references.bib"
    end = f"% \\printbibliography[title={{{HEADINGS[document.language]}}}]"
    parts = ["\n".join([*preamble, entries, "% where the list goes, made with biber:", end])]
    for block in document.blocks:
        parts += [f"% {block.remark}" if block.remark else ""]
        parts += [in_latex(sentence, block.listed) for sentence in block.sentences]
    return "\n\n".join(part for part in parts if part)


def _html(document: Document) -> str:
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{document.language}">',
            f'<head><meta charset="utf-8"><title>{html.escape(document.name)}</title>',
            f"<style>{STYLE_SHEET}</style></head>",
            "<body>",
            *_html_parts(document),
            "</body>",
            "</html>",
        ]
    )


def _html_parts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.remark:
            yield f"<p><em>{html.escape(block.remark)}</em></p>"
        yield from (f"<p>{as_html(in_text(sentence, block.listed))}</p>" for sentence in block.sentences)
        yield f"<h2>{HEADINGS[document.language]}</h2>"
        yield from (f'<p class="entry">{as_html(entry)}</p>' for entry in block.listed.references)


def _docx(document: Document) -> bytes:
    blocks = [
        (block.remark, [in_text(sentence, block.listed) for sentence in block.sentences], block.listed.references)
        for block in document.blocks
    ]
    return docx(blocks, HEADINGS[document.language], document.name)


FORMATS: Mapping[str, Callable[[Document], str | bytes]] = {
    "text": _text,
    "markdown": _markdown,
    "latex": _latex,
    "html": _html,
    "docx": _docx,
    "bibtex": lambda document: "\n\n".join(map(bibtex, document.items)),
    "ris": lambda document: ris(document.items),
    "csl-json": lambda document: json.dumps(document.items, ensure_ascii=False, indent=1),
}
"""How each format is written."""
