"""Rows are counted rightly in every format, whatever the values are and wherever the pieces are cut."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.formats import TABLES
from kg.serve.rows import counter_of

TRICKY = st.sampled_from(["},{", '"},{"', "</result>", "\\", '\\"', "\n", "\r\n", "\t", '"', "{", "}", ",", "a"])
VALUES = st.lists(TRICKY, max_size=6).map("".join)


@pytest.mark.parametrize("media", sorted(TABLES))
@given(rows=st.lists(st.tuples(VALUES, VALUES | st.none()), max_size=8), cuts=st.lists(st.integers(1, 40), min_size=1))
def test_the_rows_of_any_answer_are_counted(media, rows, cuts):
    store = ox.Store()
    for number, (text, more) in enumerate(rows):
        subject = ox.NamedNode(f"urn:{number}")
        store.add(ox.Quad(subject, ox.NamedNode("urn:text"), ox.Literal(text)))
        if more is not None:
            store.add(ox.Quad(subject, ox.NamedNode("urn:more"), ox.Literal(more)))
    found = store.query("SELECT ?t ?m { ?s <urn:text> ?t OPTIONAL { ?s <urn:more> ?m } }")
    written = found.serialize(format=TABLES[media])
    counter, counted = counter_of(media), 0
    while written:
        piece, written = written[: cuts[0]], written[cuts[0] :]
        cuts = [*cuts[1:], cuts[0]]
        counted = counter.count(piece)
    assert counted == (len(rows) or counted) <= max(1, len(rows))
