"""Sentences with citations in the forms that authors write in; words are escaped, citations are keys or written out."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

from kg.publish.cite.bibtex import escaped
from kg.publish.cite.lists import ReferenceList
from kg.publish.cite.runs import Face, Marked, runs
from kg.publish.cite.sentences import Cited

Sentence = Sequence[str | Cited]
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#@$^~|&"})
HTML = {
    Face.ITALIC: ("<i>", "</i>"), Face.BOLD: ("<b>", "</b>"), Face.SUPERSCRIPT: ("<sup>", "</sup>"),
    Face.SUBSCRIPT: ("<sub>", "</sub>"), Face.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
}  # fmt: skip
MARKDOWN = {
    Face.ITALIC: ("*", "*"), Face.BOLD: ("**", "**"), Face.SUPERSCRIPT: ("^", "^"), Face.SUBSCRIPT: ("~", "~"),
    Face.SMALL_CAPS: ("[", "]{.smallcaps}"),
}  # fmt: skip
LATEX = {
    Face.ITALIC: (r"\emph{", "}"), Face.BOLD: (r"\textbf{", "}"), Face.SUPERSCRIPT: (r"\textsuperscript{", "}"),
    Face.SUBSCRIPT: (r"\textsubscript{", "}"), Face.SMALL_CAPS: (r"\textsc{", "}"),
}  # fmt: skip


def as_html(marked: Marked) -> str:
    r"""Write a marked text in HTML.

    >>> as_html("A & B. \ue000Jurnal\ue001, 7")
    'A &amp; B. <i>Jurnal</i>, 7'
    """
    return _faced(marked, HTML, lambda text: html.escape(text, quote=False))


def as_markdown(marked: Marked) -> str:
    """Write a marked text in Markdown."""
    return _faced(marked, MARKDOWN, lambda text: text.translate(MARKS))


def as_latex(marked: Marked) -> str:
    """Write a marked text in LaTeX."""
    return _faced(marked, LATEX, _latex)


def in_text(sentence: Sentence, listed: ReferenceList) -> Marked:
    """Write a sentence with its citations in the style of a list."""
    return "".join(part if isinstance(part, str) else listed.cite(part) for part in sentence)


def in_markdown(sentence: Sentence, listed: ReferenceList) -> str:
    """Write a sentence with citations as Pandoc reads them: ``@key``, ``[@key]``, ``Author [2019, in @key]``."""

    def cite(cited: Cited) -> str:
        read = "; ".join(f"@{key}" for key in listed.keys(cited))
        if not cited.citing:
            return f"[{read}]" if cited.behind else read
        author, date = map(as_markdown, listed.unread(cited))
        if listed.numeric:
            return _via_numbers(cited, author, f"{date}, {listed.via} {read}")
        if cited.behind:
            return f"[{author}, {date}, {listed.via} {read}]"
        return f"{author} [{date}, {listed.via} {read}]"

    return "".join(part.translate(MARKS) if isinstance(part, str) else cite(part) for part in sentence)


def in_latex(sentence: Sentence, listed: ReferenceList) -> str:
    r"""Write a sentence with citations as biblatex reads them: ``\textcite``, ``\parencite``."""

    def cite(cited: Cited) -> str:
        read = listed.keys(cited)
        if not cited.citing:
            return f"\\{'parencite' if cited.behind else 'textcite'}{{{read[0]}}}"
        author, date = map(as_latex, listed.unread(cited))
        if listed.numeric:
            named = "; ".join(f"\\textcite{{{key}}}" for key in read)
            return _via_numbers(cited, author, f"{date}, {listed.via} {named}")
        name = "parencites" if len(read) > 1 else "parencite"
        keys = "".join(f"{{{key}}}" for key in read)
        if cited.behind:
            return f"\\{name}[{{{author}, {date}, {listed.via}}}][]{keys}"
        return f"{author} \\{name}[{{{date}, {listed.via}}}][]{keys}"

    return "".join(_latex(part) if isinstance(part, str) else cite(part) for part in sentence)


def _via_numbers(cited: Cited, author: str, via: str) -> str:
    """Cite what was not read where brackets are for numbers alone, so that authors and years stand outside of them."""
    return f"({author}, {via})" if cited.behind else f"{author} ({via})"


def _latex(text: str) -> str:
    """Escape words, with the blanks around them."""
    blanks = [" " if end.isspace() else "" for end in (text[:1], text[-1:])] if text.strip() else [text, ""]
    return f"{blanks[0]}{escaped(text)}{blanks[1]}"


def _faced(marked: Marked, faces: Mapping[Face, tuple[str, str]], escape: Callable[[str], str]) -> str:
    parts = []
    for run in runs(marked):
        begin = "".join(faces[face][0] for face in Face if face in run.faces)
        end = "".join(faces[face][1] for face in reversed(Face) if face in run.faces)
        parts.append(f"{begin}{escape(run.text)}{end}")
    return "".join(parts)
