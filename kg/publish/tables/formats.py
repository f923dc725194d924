"""A table in the forms that authors write in: Markdown, LaTeX, HTML, CSV, plain text; ``office`` has those of offices.

Where quotes are asked for, each cell bears the numbers of those that it rests on, and they are listed below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from kg.printing import formatted
from kg.publish.tables.facts import load_words
from kg.publish.tables.model import Quote, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]|#$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
TEXT_FORMATS = ("text", "md", "latex", "csv", "html")


def in_format(table: Table, form: str, quotes: bool = False) -> str:
    """Write a table as ``text``, ``md``, ``latex``, ``csv`` or ``html``; ``quotes`` adds what it rests on."""
    writers: Mapping[str, Callable[[Table, Mapping[Quote, int]], str]] = {
        "text": _text, "md": _markdown, "latex": _latex, "csv": _csv, "html": _html
    }  # fmt: skip
    return writers[form](table, table.numbered() if quotes else {})


def place_of(quote: Quote, language: str) -> str:
    """Tell where a quote stands.

    >>> place_of(Quote("putri-2024", 3, 9, "cepat", "results", "4"), "en")
    'putri-2024, results, p. 4, characters 3–9'
    """
    words = load_words(language)
    page = words["page"].format(page=quote.page) if quote.page else ""
    section = words["sections"].get(quote.section, quote.section)
    told: str = words["quote_place"].format(
        paper=quote.paper, section=section, page=page, start=quote.start, end=quote.end
    )
    return told.replace(", ,", ",")


def _text(table: Table, numbers: Mapping[Quote, int]) -> str:
    rows = list(table.texts(numbers))
    shown = (
        table.paragraph(numbers)
        if table.flowing
        else formatted([each.title for each in table.columns], rows, "table", 9)
    )
    listed = [f"[{number}] {place_of(quote, table.language)}: “{quote.words}”" for quote, number in numbers.items()]
    return "\n".join([table.caption, "", shown, *_announced(table, listed)])


def _announced(table: Table, listed: Sequence[str]) -> list[str]:
    return ["", table.quoted, *listed, "", table.source] if listed else ["", table.source]


def _markdown(table: Table, numbers: Mapping[Quote, int]) -> str:
    rows = [[text.translate(MARKS) for text in row] for row in table.texts(numbers)]
    head = [each.title.translate(MARKS) for each in table.columns]
    written = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    listed = [
        f"- \\[{number}\\] {place_of(quote, table.language).translate(MARKS)}: “{quote.words.translate(MARKS)}”"
        for quote, number in numbers.items()
    ]
    below = ["", f"**{table.quoted}**", "", *listed] if listed else []
    shown = [*written, "", f": {table.caption}"]
    if table.flowing:
        shown = [f"**{table.caption}**", "", table.paragraph(numbers).translate(MARKS)]
    return "\n".join([*shown, "", f"*{table.source}*", *below])


def _csv(table: Table, numbers: Mapping[Quote, int]) -> str:
    """Write comma-separated values; with quotes, a last column has them with their places."""
    head = [each.id for each in table.columns]
    rows = [[defused(text) for text in row] for row in table.texts({})]
    if numbers:
        head.append("quotes")
        for row, cells in zip(rows, table.rows, strict=True):
            found = dict.fromkeys(quote for cell in cells for quote in cell.quotes)
            row.append(defused(" ¶ ".join(f"{place_of(each, table.language)}: “{each.words}”" for each in found)))
    return formatted(head, rows, "csv")


def defused(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula.

    >>> defused("=1+1"), defused("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def _html(table: Table, numbers: Mapping[Quote, int]) -> str:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each.title) for each in table.columns)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(text) for text in row))
        for row in table.texts(numbers)
    )
    listed = Markup("\n").join(
        Markup('<li value="{}">{}: <q>{}</q></li>').format(number, place_of(quote, table.language), quote.words)
        for quote, number in numbers.items()
    )
    below = Markup("\n<p>{}</p>\n<ol>\n{}\n</ol>").format(table.quoted, listed) if listed else Markup("")
    if table.flowing:
        text = Markup('<div lang="{}">\n<h2>{}</h2>\n<p>{}</p>\n<p>{}</p>{}\n</div>')
        return text.format(table.language, table.caption, table.paragraph(numbers), table.source, below)
    return Markup(
        '<table lang="{}">\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n'
        "<tbody>\n{}\n</tbody>\n</table>\n<p>{}</p>{}"
    ).format(table.language, table.caption, head, rows, table.source, below)


def _latex(table: Table, numbers: Mapping[Quote, int]) -> str:
    r"""Write a ``longtable``, whose columns have their part of the width of the text, or a paragraph."""
    listed = [
        rf"\item[{{[{number}]}}] {latex(place_of(quote, table.language))}: “{latex(quote.words)}”"
        for quote, number in numbers.items()
    ]
    below = ["", rf"\paragraph{{{latex(table.quoted)}}}", r"\begin{description}", *listed, r"\end{description}"]
    source = rf"\noindent\emph{{{latex(table.source)}}}"
    shown = [f"% {table.caption}", latex(table.paragraph(numbers)), ""] if table.flowing else _longtable(table, numbers)
    return "\n".join([*shown, source, *(below if listed else ())])


def _longtable(table: Table, numbers: Mapping[Quote, int]) -> list[str]:
    whole = sum(each.share for each in table.columns)
    # \tabcolsep stands on both sides of every column, so it is taken from each column's part
    widths = [
        rf">{{\raggedright\arraybackslash}}p{{\dimexpr {each.share / whole:.3f}\linewidth-2\tabcolsep}}"
        for each in table.columns
    ]
    titles = [latex(each.title).replace("/", r"\slash ") for each in table.columns]  # a line may break there
    head = " & ".join(rf"\textbf{{{title}}}" for title in titles)
    rows = [" & ".join(map(latex, row)) + r" \\" for row in table.texts(numbers)]
    return [
        r"% needs \usepackage{array,booktabs,longtable}; a page in landscape leaves it more room",
        rf"\begin{{longtable}}{{{''.join(f'{chr(10)}  {width}' for width in widths)}}}",
        rf"\caption{{{latex(table.caption)}}}\\",
        r"\toprule",
        rf"{head} \\",
        r"\midrule",
        r"\endhead",
        *rows,
        r"\bottomrule",
        r"\end{longtable}",
    ]


def latex(text: str) -> str:
    r"""Escape what LaTeX would take for its own.

    >>> print(latex("50% & lebih_baik"))
    50\% \& lebih\_baik
    """
    return " ".join(text.split()).translate(LATEX)
