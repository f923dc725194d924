"""The matrix: what each paper says on each concept.

The page itself shows the first papers. All others stand in scripts that the page loads once it is open:
``papers-1.js`` and so on with four numbers a statement, ``words-id.js`` with the names of the lines, and under
``quotes/`` the words of each paper, which are loaded when a cell is opened. So the page does not grow with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.analysis.consolidate import local
from kg.publish.catalogue import Catalogue, fold
from kg.publish.page import Asset, Page, Site
from kg.publish.pages.matrix_data import BY, Column, Key, Matrix, matrix_of
from kg.publish.pages.papers import year_of
from kg.publish.script import escaped_json
from kg.publish.words import LANGUAGES, Words

COLUMNS = 25  # papers beside each other
LINES = 60  # concepts of a kind below each other; only frameworks that authors name freely are more
SHARD = 200  # papers in a script


def pages(site: Site) -> Iterator[Page | Asset]:
    """Yield the matrix, and the scripts with its data."""
    matrix = matrix_of(site.catalogue)
    codes = Codes(site.catalogue, matrix)
    shards = [matrix.columns[at : at + SHARD] for at in range(0, len(matrix.columns), SHARD)]
    view = {
        "matrix": matrix,
        "columns": matrix.columns[:COLUMNS],
        "longest": LINES,
        "shards": len(shards),
        "sections": codes.sections,
    }
    yield Page("matrix.html", "matrix.html", view, "matrix")
    for language in LANGUAGES:
        yield Asset(f"assets/matrix/words-{language}.js", words_script(matrix, codes, site.words[language]))
    for number, columns in enumerate(shards, 1):
        yield Asset(f"assets/matrix/papers-{number}.js", papers_script(site.catalogue, codes, number, columns))
    for column in matrix.columns:
        yield Asset(f"assets/quotes/{column.file}.js", quotes_script(column))


class Codes:
    """The numbers that stand for lines, stances and sections in the scripts."""

    def __init__(self, catalogue: Catalogue, matrix: Matrix) -> None:
        said = [one for column in matrix.columns for one in column.said]
        self.lines: dict[Key, int] = {(line.kind, line.concept): at for at, line in enumerate(matrix.lines)}
        self.stances = sorted({one.stance for one in said if one.stance})
        self.signs = [catalogue.signs.get(stance, "mix") for stance in self.stances]
        self.sections = _in_order({one.section for one in said if one.section})
        self._stances = {stance: at for at, stance in enumerate(self.stances)}
        self._sections = {section: at for at, section in enumerate(self.sections)}

    def said(self, column: Column) -> list[int]:
        """Write what a paper says as numbers: line, stance, whose it is, section, and so on; -1 is none."""
        return [
            number
            for one in column.said
            for number in (
                self.lines[one.key],
                self._stances.get(one.stance, -1),
                BY.index(one.by),
                self._sections.get(one.section, -1),
            )
        ]

    def sides(self, column: Column) -> list[int | str]:
        """Write where a paper stands on each aspect that it judges: line, sign, and so on."""
        found: list[int | str] = []
        for key, cell in column.cells.items():
            if cell.sign in ("pos", "mix", "neg"):
                found += (self.lines[key], cell.sign)
        return found


def _in_order(sections: set[str]) -> list[str]:
    """Order sections as papers have them."""
    known = [section for section in Words.of("id", ()).strings["section"] if section in sections]
    return [*known, *sorted(sections.difference(known))]


def words_script(matrix: Matrix, codes: Codes, words: Words) -> str:
    """Name the lines and what the numbers stand for, in one language."""
    lines = [
        [line.kind, line.anchor, words.label(line.concept), line.finding, line.status, int(bool(line.papers))]
        for line in matrix.lines
    ]
    data = {
        "lines": lines,
        "kinds": {line.kind: words.word("kinds", line.kind) for line in matrix.lines},
        "stances": [
            [local(stance), words.label(stance), sign] for stance, sign in zip(codes.stances, codes.signs, strict=True)
        ],
        "sections": [[section, words.word("section", section)] for section in codes.sections],
        "by": [[by, _whose(words, by)] for by in BY],
    }
    return f"var litkgMatrixWords = {escaped_json(data)};\n"


def _whose(words: Words, by: str) -> str:
    return next(words.word(table, by) for table in ("attribution", "role", "whose") if by in words.strings[table])


def papers_script(catalogue: Catalogue, codes: Codes, number: int, columns: Sequence[Column]) -> str:
    """Write a share of the papers, with what each says as numbers."""
    papers = [_paper(catalogue, codes, column) for column in columns]
    return f"(window.litkgMatrixPapers = window.litkgMatrixPapers || {{}})[{number}] = {escaped_json(papers)};\n"


def _paper(catalogue: Catalogue, codes: Codes, column: Column) -> Mapping[str, object]:
    paper = column.paper
    return {
        "key": paper.key,
        "file": column.file,
        "page": catalogue.paper_page(paper.iri),
        "cite": paper.cite,
        "year": year_of(paper),
        "title": fold(paper.data["title"]),
        "sides": codes.sides(column),
        "said": codes.said(column),
    }


def quotes_script(column: Column) -> str:
    """Write the words of a paper, in the order of what it says; words that it says several things in come once."""
    quotes: dict[str, int] = {}
    said: list[list[object]] = []
    for one in column.said:
        at = quotes.setdefault(fold(one.quote), len(quotes)) if one.quote else -1
        said.append([at, one.target, one.source, one.page, list(one.note)])
    data = {"language": column.paper.data["language"], "quotes": list(quotes), "said": said}
    return f'(window.litkgQuotes = window.litkgQuotes || {{}})["{column.file}"] = {escaped_json(data)};\n'
