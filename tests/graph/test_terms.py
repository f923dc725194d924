"""Names: every key and value gives a valid IRI or literal, and two things never get one name."""

import re
from decimal import Decimal
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.terms import PREFIXES, Names, clean, decimal, digest, integer, term, year

NAMES = Names("https://example.org/x/")
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALID = re.compile(r"https://example\.org/x/[A-Za-z0-9._~%/-]+")


@given(KEYS)
def test_any_key_gives_a_plain_iri_that_ends_in_it(key):
    iri = NAMES.paper(key).value
    assert VALID.fullmatch(iri)
    assert unquote(iri.rsplit("/", 1)[-1]) == key


@given(KEYS, KEYS)
def test_two_keys_never_share_an_iri(a, b):
    for name in (NAMES.paper, NAMES.graph, NAMES.text):
        assert (name(a) == name(b)) == (a == b)


@given(KEYS)
def test_a_paper_is_not_its_graph_nor_its_text(key):
    assert len({NAMES.paper(key), NAMES.graph(key), NAMES.text(key)}) == 3


def test_no_paper_has_the_graph_of_the_analysis():
    assert NAMES.graph("analysis") != NAMES.analysis()


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_what_is_said_differently_has_another_digest(a, b):
    assert re.fullmatch(r"[0-9a-f]{20}", digest(*a))
    if "\x1f" not in "".join([*a, *b]) and a and b:
        assert (digest(*a) == digest(*b)) == (a == b)


def test_statements_are_named_after_what_they_say():
    said = ("p", "assessment", "effectiveness", "effective", "JMO efektif.")
    assert NAMES.statement(*said) == NAMES.statement(*said)
    for at in range(len(said)):
        assert NAMES.statement(*said[:at], "x", *said[at + 1 :]) != NAMES.statement(*said)


@given(st.floats(0, 1))
def test_decimals_are_canonical(value):
    literal = decimal(value)
    assert re.fullmatch(r"0(\.\d{0,2}[1-9])?|1", literal.value)
    assert abs(Decimal(literal.value) - Decimal(value)) <= Decimal("0.0005")
    assert next(iter(ox.parse(f"<urn:a> <urn:b> {literal} .", format=ox.RdfFormat.N_TRIPLES))).object == literal


@pytest.mark.parametrize(
    "literal", [integer(0), integer(-1), integer(12), year(2024), year(987), decimal(0.5), decimal(1.0), decimal(0)]
)
def test_literals_come_out_of_a_store_as_they_went_in(literal):
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), literal, ox.DefaultGraph()))
    assert [quad.object for quad in store] == [literal]


@given(st.text())
def test_cleaning_takes_out_controls_and_nothing_else(text):
    cleaned = clean(text)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", cleaned)
    assert cleaned == re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_prefix_makes_absolute_iris(prefix):
    assert term(f"{prefix}:x").value == f"{PREFIXES[prefix]}x"
    assert PREFIXES[prefix].startswith(("http://", "https://")) and PREFIXES[prefix][-1] in "/#"
