"""Notes at the foot are called in the text, and stand as notes where their page ends."""

import re

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import by_latex, by_typst, paragraphs, sentence

BODY = paragraphs(20)


def noted(every: int, first: int = 3000, columns: int = 1) -> tuple[str, list[str], list[str]]:
    """Give a source with notes, the paragraphs as they should be read, and the notes."""
    source, read, notes = [], [], []
    for number, paragraph in enumerate(BODY):
        if number % every == 0:
            notes.append(sentence(first + len(notes)))
            start, end = paragraph.split(". ", 1)
            source.append(f"{start}.#footnote[{notes[-1]}] {end}")
            read.append(f"{start}.[^{len(notes)}] {end}")
        else:
            source.append(paragraph)
            read.append(paragraph)
    return "\n\n".join(source), read, [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]


def parted(text: str) -> tuple[list[str], list[str]]:
    """Part the notes from the text."""
    lines = [line for line in text.split("\n") if line]
    return [line for line in lines if line[:2] != "[^"], [line for line in lines if line[:2] == "[^"]


@pytest.mark.parametrize("columns", [1, 2])
def test_footnotes_are_called_and_kept_apart(tmp_path, columns):
    source, text, notes = noted(every=3)
    found = parted(read_pdf(by_typst(tmp_path, source, page=f"columns: {columns}")).text)
    assert (" ".join(found[0]), found[1]) == (" ".join(text), notes)


def test_a_sentence_that_goes_on_over_footnote_and_page_break_is_whole(tmp_path):
    source, text, _ = noted(every=2)
    found, _ = parted(read_pdf(by_typst(tmp_path, source, page='header: [Jurnal Angin], numbering: "1"')).text)
    assert " ".join(found) == " ".join(text)
    assert all(paragraph.endswith(".") for paragraph in found)


def test_the_first_footnotes_stand_before_the_text_of_the_next_page(tmp_path):
    source, text, notes = noted(every=6)
    found = read_pdf(by_typst(tmp_path, source)).text
    assert found.index(notes[0]) < found.index(text[-1])


def test_a_note_that_goes_on_on_the_next_page_is_no_part_of_the_text(tmp_path):
    note = " ".join(sentence(number) for number in range(4000, 4040))
    source = "\n\n".join([*BODY[:6], BODY[6] + f"#footnote[{note}]", *BODY[7:]])
    found, notes = parted(read_pdf(by_typst(tmp_path, source)).text)
    assert " ".join(found).replace("[^1]", "") == " ".join(BODY)
    assert " ".join(re.sub(r"^\[\^.\]: ", "", each) for each in notes) == note


def test_a_note_with_a_star_is_a_note(tmp_path):
    source = (
        '#set footnote(numbering: "*")\n' + BODY[0] + "#footnote[Penulis korespondensi: rara.wening.]\n\n" + BODY[1]
    )
    found, notes = parted(read_pdf(by_typst(tmp_path, source)).text)
    assert notes == ["[^*]: Penulis korespondensi: rara.wening."]
    assert found[1] == BODY[1]


def test_footnotes_of_latex_are_called_and_kept_apart(tmp_path):
    source, text, notes = noted(every=3)
    body = re.sub(r"#footnote\[(.*?)\]", r"\\footnote{\1}", source)
    found = parted(read_pdf(by_latex(tmp_path, body, options="10pt,twocolumn", preamble=r"\pagestyle{empty}")).text)
    assert (" ".join(found[0]), found[1]) == (" ".join(text), notes)


def test_small_print_without_marks_is_text(tmp_path):
    small = "Sumber: catatan lapangan yang dikumpulkan petugas."
    source = BODY[0] + "\n\n#text(8pt)[" + small + "]"
    assert read_pdf(by_typst(tmp_path, source)).text == f"{BODY[0]}\n\n{small}\n"
