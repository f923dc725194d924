"""One paper as text and as PDF has the same sections, sentences, title matter and references."""

import re
from pathlib import Path

import docx
import pytest

from kg.corpus.pdf.reader import read_pdf
from kg.corpus.reader import paper_from, paper_of
from kg.extract.references import read_references
from tests.corpus.pdf.test_references import ENTRIES
from tests.corpus.typeset import by_latex, by_office, by_typst, prose

PAPER = f"""\
# Kajian Antrean pada Loket Pasar di Kota Angin

Rara Wening<sup>1</sup>, Tirta Samudra<sup>2</sup>

## Abstrak

{prose(500)}

## Pendahuluan

{prose(0, 9)} Menurut Darmawan dan Angin (2010), antrean tidak selalu buruk.

{prose(9, 12)}

### Uji coba

{prose(21, 7)}

## Metode

{prose(28, 15)} Uji coba itu meliputi:

- loket pagi, dengan dua petugas yang berjaga dari subuh sampai siang hari tanpa beristirahat;
- loket sore.

## Hasil dan Pembahasan

{prose(43, 16)}

{prose(59, 21)} Sebanyak 98,41 persen warga merasa puas (Lestari & Angin, 2011).

## Kesimpulan

{prose(80, 11)} Loket pagi efektif. Loket sore belum optimal.

## Daftar Pustaka

""" + "\n\n".join(ENTRIES)


def shape(paper) -> dict[str, object]:
    text = paper.text
    return {
        "sections": [(section.kind, section.heading.lstrip("0123456789. ")) for section in paper.sections],
        "sentences": [" ".join(text[each.start : each.end].split()) for each in paper.sentences],
        "title": (paper.metadata.title, paper.metadata.authors),
        "references": [(each.first_author, each.year, each.title, each.doi) for each in read_references(paper)],
    }


def blocks() -> list[tuple[str, str]]:
    """Cut the paper into its blocks: what each is, and its text."""
    found = []
    for line in PAPER.split("\n"):
        mark = re.match(r"(#+|-) ", line)
        if line:
            found.append((mark.group(1) if mark else "", line[mark.end() :] if mark else line))
    return found


def as_typst(folder: Path, columns: int) -> Path:
    source = []
    for mark, written in blocks():
        text = re.sub(r"<sup>(.*?)</sup>", r"#super[\1]", written.replace("//", "\\/\\/"))
        if mark == "#":
            source.append(
                f'#place(top, scope: "parent", float: true)[#align(center, text(16pt, weight: "bold")[{text}])]'
            )
        else:
            source.append(f"{'=' * (len(mark) - 1)} {text}" if "#" in mark else f"- {text}" if mark else text)
    return by_typst(folder, "\n\n".join(source), page=f'columns: {columns}, header: [Jurnal Angin], numbering: "1"')


def as_latex(folder: Path, columns: int) -> Path:
    source = []
    for mark, written in blocks():
        text = re.sub(r"<sup>(.*?)</sup>", r"\\textsuperscript{\1}", written.replace("&", r"\&").replace("–", "--"))
        if mark == "#":
            source.append(rf"\begin{{center}}\LARGE {text}\end{{center}}")
        elif mark == "-":
            source.append(rf"\begin{{itemize}}\item {text}\end{{itemize}}")
        else:
            source.append(rf"\{'sub' * (len(mark) - 2)}section*{{{text}}}" if mark else text)
    preamble = r"\setlength{\parskip}{4pt plus 1pt}\setlength{\parindent}{0pt}\sloppy"
    return by_latex(
        folder, "\n\n".join(source), options="10pt,twocolumn" if columns == 2 else "11pt", preamble=preamble
    )


def as_office(folder: Path, columns: int) -> Path:
    paper = docx.Document()
    for mark, text in blocks():
        if "#" in mark:
            paper.add_heading(text, len(mark))
        else:
            paragraph = paper.add_paragraph(style="List Bullet" if mark else None)
            for number, part in enumerate(re.split(r"<sup>(.*?)</sup>", text)):
                paragraph.add_run(part).font.superscript = bool(number % 2)
            paragraph.paragraph_format.alignment = 3
    paper.sections[0].header.paragraphs[0].text = "Jurnal Angin"
    for setting in paper.sections[0]._sectPr.xpath("w:cols"):
        setting.set(docx.oxml.ns.qn("w:num"), str(columns))
    paper.save(str(folder / "p.docx"))
    return by_office(folder, folder / "p.docx")


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("typeset", [as_typst, as_latex, as_office])
def test_one_paper_says_the_same_as_text_and_as_pdf(tmp_path, typeset, columns):
    read = shape(paper_of("p", read_pdf(typeset(tmp_path, columns))))
    for part, expected in shape(paper_from("p", PAPER)).items():
        assert read[part] == expected, part
