"""Every position of the stored text leads back to the page and the box that it was printed in."""

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus.document import Document
from kg.corpus.pdf.reader import read_pdf
from kg.corpus.reader import paper_of
from tests.corpus.typeset import by_typst, drawn, lines, paragraphs, sentence

BODY = paragraphs(40)
SOURCE = "= Pendahuluan\n" + "\n\n".join(BODY[:20]) + "\n= Metode\n- " + "\n- ".join(BODY[20:24])
SOURCE += "\n#table(columns: 2, [Loket], [Menit], [Pagi], [7])\n= Hasil\n" + "\n\n".join(BODY[24:])


def check_order(document: Document) -> None:
    """All but white space is covered, once, in order; pages only grow."""
    end = 0
    for passage in document.passages:
        assert not document.text[end : passage.start].strip()
        assert end <= passage.start < passage.end <= len(document.text)
        end = passage.end
    assert not document.text[end:].strip()
    assert all(passage.page > 0 and passage.place.count(",") == 3 for passage in document.passages)


@pytest.mark.parametrize("columns", [1, 2])
def test_each_sentence_stands_on_the_page_and_in_the_box_that_it_is_said_to(tmp_path, columns):
    path = by_typst(tmp_path, SOURCE, page=f'columns: {columns}, numbering: "1"', text="hyphenate: false")
    document = read_pdf(path)
    check_order(document)
    paper = paper_of("p", document)
    assert len(paper.sentences) == 240
    file = pdfium.PdfDocument(path)
    layers = [page.get_textpage() for page in file]
    for each in paper.sentences:
        words = document.text[each.start : each.end].split()
        passage = next(passage for passage in paper.passages if passage.start <= each.start < passage.end)
        left, bottom, right, top = map(float, passage.place.split(","))
        shown = layers[passage.page - 1].get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
        assert words[0] in shown
        assert paper.page_of(each.start) == passage.page


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pages=st.lists(
        st.lists(
            st.tuples(
                st.integers(0, 560), st.integers(20, 820), st.integers(0, 12000), st.sampled_from([7, 9, 11, 14, 20])
            ),
            max_size=12,
        ),
        min_size=1,
        max_size=4,
    ),
    mark=st.sampled_from(["", "- ", "1. ", "[1] ", "* ", "Abstrak ", "12 "]),
)
def test_wherever_lines_stand_their_words_are_kept_and_lead_back_in_order(tmp_path, pages, mark):
    contents = [
        "".join(lines([mark + sentence(number)], x=x, top=y, size=size) for x, y, number, size in page)
        for page in pages
    ]
    body = lines([sentence(number) for number in range(12000, 12010)])
    document = read_pdf(drawn(tmp_path / "p.pdf", [body, *contents]))
    check_order(document)
    assert document == read_pdf(tmp_path / "p.pdf")
