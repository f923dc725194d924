"""Papers that wait in a file beside come back as they were, in any order, as often as they are asked for."""

import io

import pytest

from kg.corpus.reader import paper_from
from kg.corpus.spooled import SpooledPapers

TEXT = "Kajian {} Layanan Publik\n\nABSTRAK\n\nAplikasi ini efektif — menurut “warga”.\n"


def test_papers_come_back_as_they_were():
    papers = [paper_from(key, TEXT.format(key)) for key in ("b", "é", "a")]
    spooled = SpooledPapers(iter(papers), io.BytesIO())
    assert list(spooled) == ["b", "é", "a"] and len(spooled) == 3
    assert [spooled["a"], spooled["é"]] == [papers[2], papers[1]]
    assert list(spooled.values()) == papers
    with pytest.raises(KeyError):
        spooled["c"]


def test_of_no_papers_there_are_none():
    assert dict(SpooledPapers([], io.BytesIO())) == {}
