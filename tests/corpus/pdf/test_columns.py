"""Text is read column by column, between what runs across, whichever way the page was drawn."""

from pathlib import Path

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import at, by_latex, by_typst, drawn, paragraphs, prose

TITLE = "Antrean pada Loket Pasar di Kota Angin: Kajian dari Tiga Pasar Besar"
BODY = paragraphs(12)


def read(path: Path) -> list[str]:
    return read_pdf(path).text.removesuffix("\n").split("\n\n")


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("spacing", ["1.2em", "0.65em"])
def test_paragraphs_in_columns_are_read_one_after_the_other(tmp_path, columns, spacing):
    before = f"#set par(spacing: {spacing}, first-line-indent: {'0em' if spacing == '1.2em' else '1.5em'})"
    body = paragraphs(30)
    path = by_typst(tmp_path, "\n\n".join(body), page=f"columns: {columns}", before=before)
    assert read(path) == body


def test_title_and_abstract_across_come_before_the_columns(tmp_path):
    across = f"""#place(top, scope: "parent", float: true)[
        #align(center)[#text(16pt, weight: "bold")[{TITLE}]

        Rara Wening, Tirta Samudra]

        {prose(500)}
    ]"""
    source = across + "\n\n" + BODY[0] + "\n= Pendahuluan\n" + "\n\n".join(BODY[1:])
    path = by_typst(tmp_path, source, page="columns: 2")
    front = [f"# {TITLE}", "Rara Wening, Tirta Samudra", prose(500)]
    found = read(path)
    assert found[:5] == [*front, BODY[0], "## Pendahuluan"]
    assert " ".join(found[5:]) == " ".join(BODY[1:])


def test_an_abstract_in_a_box_is_read_like_any(tmp_path):
    box = f'#place(top, scope: "parent", float: true)[#box(stroke: 1pt, inset: 8pt, width: 80%)[{prose(500)}]]'
    found = read(by_typst(tmp_path, box + "\n\n" + "\n\n".join(BODY), page="columns: 2"))
    assert found[0] == prose(500)
    assert " ".join(found[1:]) == " ".join(BODY)


def test_a_figure_across_both_columns_parts_neither(tmp_path):
    figure = '#place(bottom, scope: "parent", float: true)[#rect(width: 100%, height: 5cm) Gambar 1. Alur antrean]'
    path = by_typst(tmp_path, figure + "\n\n" + "\n\n".join(BODY), page="columns: 2")
    found = read(path)
    assert [each for each in found if each != "Gambar 1. Alur antrean"] == BODY
    assert len(found) == len(BODY) + 1


def test_columns_that_were_drawn_line_by_line_across_the_page_are_parted(tmp_path):
    left, right = wrapped(prose(0, 16)), wrapped(prose(16, 16))
    source = "".join(
        f"#place(dx: {column}cm, dy: {14 * row}pt)[{text}]"
        for row, pair in enumerate(zip(left, right, strict=False))
        for column, text in zip((0, 8.6), pair, strict=True)
    )
    found = read(by_typst(tmp_path, source))
    rows = min(len(left), len(right))
    assert " ".join(found) == " ".join(left[:rows] + right[:rows])


def test_columns_whose_lines_are_one_string_each_are_parted(tmp_path):
    left, right = wrapped(prose(0, 16)), wrapped(prose(16, 16))
    rows = min(len(left), len(right))
    content = "".join(
        at(60, 760 - 14 * row, left[row], 10) + at(310, 760 - 14 * row, right[row], 10) for row in range(rows)
    )
    found = read(drawn(tmp_path / "p.pdf", [content]))
    assert " ".join(found) == " ".join(left[:rows] + right[:rows])


def test_a_two_column_paper_of_latex_is_read_in_order(tmp_path):
    path = by_latex(tmp_path, "\n\n".join(BODY), options="10pt,twocolumn", preamble=r"\pagestyle{empty}")
    assert read(path) == BODY


def test_narrow_justified_lines_with_wide_gaps_are_no_rows_of_a_table(tmp_path):
    path = by_typst(
        tmp_path, "\n\n".join(BODY), page="columns: 3", text="hyphenate: false", before="#set text(size: 13pt)"
    )
    assert read(path) == BODY


def test_pages_of_different_sizes_and_empty_ones_are_read_in_order(tmp_path):
    sizes = ['paper: "a5"', 'paper: "a4", flipped: true', 'paper: "us-letter", columns: 2']
    source = "".join(
        f"#set page({size})\n" + "\n\n".join(BODY[4 * number : 4 * number + 4]) for number, size in enumerate(sizes)
    )
    document = read_pdf(by_typst(tmp_path, source + "#pagebreak()#page[]"))
    assert document.text.removesuffix("\n").split("\n\n") == BODY
    assert document.unread == ("no text layer on page 4",)


def wrapped(text: str, width: int = 44) -> list[str]:
    """Break a text into lines."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
