"""Coupled papers and co-cited works: counted by what they share, and bounded where very many share one work."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.coupling import MOST_LISTED, MOST_LISTING, MOST_PAIRS, co_cited, coupled

LISTS = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("stuvwxyz")), max_size=6)


def rows(lists) -> list[dict[str, str]]:
    return [{"paper": paper, "work": work} for paper, works in lists.items() for work in works]


@given(LISTS)
def test_pairs_are_those_that_a_count_of_all_pairs_gives(lists):
    shared = Counter({p: len(lists[p[0]] & lists[p[1]]) for p in combinations(sorted(lists), 2)})
    together = Counter(pair for works in lists.values() for pair in combinations(sorted(works), 2))
    assert coupled(rows(lists)) == sorted((p for p in shared if shared[p]), key=lambda p: (-shared[p], p))
    assert co_cited(rows(lists)) == sorted((p for p in together if together[p] > 1), key=lambda p: (-together[p], p))


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(lists, chance):
    listed = rows(lists)
    shuffled = chance.sample(listed, len(listed))
    assert (coupled(shuffled), co_cited(shuffled)) == (coupled(listed), co_cited(listed))


def test_a_work_that_very_many_list_couples_none():
    every = {f"p{number:03}": {"known"} for number in range(MOST_LISTING + 1)}
    assert coupled(rows(every)) == []
    every["p000"].add("rare")
    every["p001"].add("rare")
    assert coupled(rows(every)) == [("p000", "p001")]


def test_of_a_long_list_the_works_that_are_listed_most_are_paired():
    works = {f"w{number:03}" for number in range(3 * MOST_LISTED)}
    assert len(co_cited(rows({"a": works, "b": works}))) == MOST_LISTED * (MOST_LISTED - 1) // 2


def test_there_are_only_so_many_pairs():
    lists = {f"p{n}": {f"w{n // 20}"} for n in range(2000)}
    assert len(coupled(rows(lists))) == MOST_PAIRS


def test_an_entry_of_no_known_work_counts_for_nothing():
    unknown = [{"paper": paper, "work": ""} for paper in "ab"]
    assert coupled(unknown) == co_cited(unknown) == []
