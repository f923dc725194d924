"""A table as it goes into a paper: cells of text, each with the quotes that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.printing import check_choice, form_of, write_file

ENDINGS = {
    "docx": "docx", "xlsx": "xlsx", "md": "md", "tex": "latex", "csv": "csv", "html": "html", "htm": "html",
    "txt": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The exact words that a cell rests on, and where they stand in the stored text of a paper.

    Attributes:
        paper: key of the paper.
        start: first character, counted from 0.
        end: character after the last.
        words: the words, white space folded.
        section: the section that they stand in.
        page: page of the original, empty where it has none.
    """

    paper: str
    start: int
    end: int
    words: str
    section: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; ``open`` says that the graph does not know it and the author has to fill it in."""

    text: str
    quotes: tuple[Quote, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``share`` is its part of the width of a page, beside those of the others."""

    id: str
    title: str
    share: int = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, and the words in which the list of its quotes is announced.

    Where ``flowing``, its cells are one after the other a paragraph, and are set as one where that can be.
    """

    name: str
    language: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    quoted: str = ""
    flowing: bool = False

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of all cells, each once, as they are numbered."""
        return tuple(dict.fromkeys(quote for row in self.rows for cell in row for quote in cell.quotes))

    def numbered(self) -> Mapping[Quote, int]:
        """The number of each quote, from 1."""
        return {quote: number for number, quote in enumerate(self.quotes, 1)}

    def texts(self, numbers: Mapping[Quote, int]) -> Iterator[list[str]]:
        """Give the rows as texts, each with the numbers of its quotes behind it where they are asked for.

        >>> quote = Quote("a", 0, 3, "JMO")
        >>> table = Table("x", "en", "", (Column("result", "Result"),), ((Cell("good", (quote,)),),))
        >>> list(table.texts({})), list(table.texts(table.numbered()))
        ([['good']], [['good [1]']])
        """
        for row in self.rows:
            yield [with_numbers(cell, numbers) for cell in row]

    def paragraph(self, numbers: Mapping[Quote, int]) -> str:
        """Give all texts as one."""
        return " ".join(text for row in self.texts(numbers) for text in row)

    def formatted(self, form: str, quotes: bool = False) -> str:
        """Write the table as ``text``, ``md``, ``latex``, ``csv`` or ``html``; ``quotes`` adds what it rests on."""
        from kg.publish.tables.formats import TEXT_FORMATS, in_format

        check_choice("format", form, TEXT_FORMATS)
        return in_format(self, form, quotes)

    def save(self, path: str | Path, quotes: bool = False) -> None:
        """Write the table to a file, in the format of its ending: .docx, .xlsx, .md, .tex, .csv, .html, .txt.

        Raises:
            LitkgError: the ending names no format, or the file cannot be written.
        """
        from kg.publish.tables import written

        write_file(Path(path), written(self, form_of(Path(path), ENDINGS), quotes))

    def __str__(self) -> str:
        return self.formatted("text")

    def _repr_html_(self) -> str:
        return self.formatted("html", quotes=True)


def with_numbers(cell: Cell, numbers: Mapping[Quote, int]) -> str:
    """Write a cell with the numbers of its quotes."""
    known = sorted({numbers[quote] for quote in cell.quotes if quote in numbers})
    return f"{cell.text} [{ranges(known)}]" if known and cell.text else cell.text


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers as short as a reader may.

    >>> ranges([1, 2, 3, 5, 7, 8])
    '1–3, 5, 7, 8'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [
        part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    ]
    return ", ".join(shown)
