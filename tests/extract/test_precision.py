"""Confidence is earned: from what was measured, by Laplace's rule of succession, and never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.reader import paper_from
from kg.extract import reading
from kg.extract.precision import Precision, load_precision, rule_of
from kg.extract.reading import Extractor
from kg.model import LitkgError
from kg.resources import ontology_dir
from tests.helpers import document

MEASURED = Precision(
    {("label", "obstacle"): (18, 17), ("label", "benefit"): (8, 5), ("judgement", "assessment"): (4, 0)}
)


def test_a_rule_is_worth_what_it_earned_on_the_kind_then_on_all_kinds_then_what_all_rules_earned():
    assert MEASURED.confidence("label", "obstacle") == 0.9
    assert MEASURED.confidence("label", "feature") == round((17 + 5 + 1) / (18 + 8 + 2), 2)
    assert MEASURED.confidence("new", "gap") == round((17 + 5 + 0 + 1) / (18 + 8 + 4 + 2), 2)
    assert Precision({}).confidence("label", "obstacle") == 0.5


@given(st.integers(0, 500), st.integers(0, 500))
def test_no_number_of_hits_makes_a_rule_worth_more_than_its_share_allows(right, wrong):
    worth = Precision({("r", "gap"): (right + wrong, right)}).confidence("r", "gap")
    assert 0 <= worth <= 1
    assert right == wrong or (worth > 0.5) == (right > wrong) or worth == 0.5


def test_the_counts_come_back_from_their_file(tmp_path):
    (tmp_path / "precision.csv").write_text(MEASURED.text)
    assert load_precision(tmp_path / "precision.csv").counts == MEASURED.counts


def test_the_bundled_counts_can_be_read():
    assert load_precision()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1"),
        ("rule,kind\n", "line 1"),
        ("rule,kind,hits,right\nlabel,gap,1\n", "line 2"),
        ("rule,kind,hits,right\nlabel,gap,1,2\n", "line 2"),
        ("rule,kind,hits,right\nlabel,gap,1,-1\n", "line 2"),
    ],
)
def test_a_file_of_other_things_is_refused_with_its_line(content, words, tmp_path):
    (tmp_path / "p.csv").write_text(content)
    with pytest.raises(LitkgError, match=rf"p\.csv, {words}: .*; write it anew"):
        load_precision(tmp_path / "p.csv")


def test_a_statement_has_the_confidence_that_its_rule_has_earned(monkeypatch):
    paper = paper_from("coba-2024", document("Aplikasi JMO sering error pada jam sibuk. Aplikasi JMO sudah efektif."))
    for measured in (Precision({}), MEASURED):
        monkeypatch.setattr(reading, "load_precision", lambda found=measured: found)
        statements = Extractor.of(ontology_dir()).read(paper).statements
        assert {s.kind for s in statements} >= {"obstacle", "assessment"}
        for each in statements:
            assert each.confidence == measured.confidence(rule_of(each.rule), each.kind)
