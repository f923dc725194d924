"""An entry of a library goes to the paper that it describes, or to none: doubt is told, and nothing is guessed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.libraries.entry import Entry, entry
from kg.corpus.libraries.matching import Matches, Page, match, merged
from kg.model import Metadata

TITLE = "Mutu Layanan Antrean Pasar di Kota Angin Timur"
PLACE = "pustaka.bib: line 1"
PROSE = (
    "Kajian ini membahas antrean warga di loket pasar dan cara kantor desa menata layanan harian bagi pedagang kecil."
)


def work(key: str = "", title: str = TITLE, files: tuple[str, ...] = (), **values: object) -> Entry:
    """Make an entry; the author is Rara Wening unless another is named."""
    people = values.pop("author", [{"family": "Wening", "given": "Rara"}])
    return entry(key, PLACE, {"title": title, "author": people, **values}, files)


def page(key: str = "a", title: str = TITLE, front: str = "", **own: object) -> Page:
    """Make a paper whose first page shows a title and an author, as a full text does."""
    shown = front or f"{title.upper()}\n\nRara Wening\n\nABSTRAK\n\n{PROSE}\n"
    return Page(key, f"papers/{key}.txt", Metadata(**own), shown)


def keys(matches: Matches) -> dict[str, str]:
    return {paper: found.key for paper, found in matches.entries.items()}


def told(matches: Matches) -> str:
    """Give the one line that is told."""
    (line,) = matches.warnings
    assert len(line.splitlines()) == 1 and line.startswith("papers/") and "; " in line
    return line


@pytest.mark.parametrize(
    ("found", "paper"),
    [
        (work("b", DOI="10.1234/ABC"), page(doi="10.1234/abc")),
        (work("a"), page()),
        (work("A"), page()),
        (work("b", files=("a.pdf", "lampiran.html")), page()),
        (work("b", files=("A.txt",)), page()),
        (work("b"), page()),
    ],
    ids=["DOI", "key", "key in another case", "file of another format", "file", "title"],
)
def test_a_paper_is_found_by_doi_key_file_or_title(found, paper):
    matches = match([work("lain", "Kajian Lain Sama Sekali tentang Pelabuhan"), found], [paper])
    assert (keys(matches), matches.warnings) == ({"a": found.key}, ())


@pytest.mark.parametrize(
    "front",
    [
        f"{TITLE}\n\nRara Wening\n",
        "JURNAL ANGIN Vol. 3\n\n**MUTU LAYANAN ANTREAN PASAR\nDI KOTA ANGIN\nTIMUR**\n\nRara Wening¹\n",
        "## Mutu Layanan Antrean Pasar<br>di Kota Angin Timur<sup>*</sup>\n\nRara Wening\n",
        "Mutu Layan-\nan Antrean Pasar di Kota Angin Timur1\n\nRara Wening\n",
        "Mutu Layanan Antrean Pasar di Kota Angin Timur: Kajian Loket\n\nRara Wening\n",
        "The Quality of Market Queues\n\nMutu Layanan Antrean Pasar di Kota Angin Timur\n\nRara Wening\n",
        "Mutu Layanan Antraen Pasar di Kota Angin Timur\n\nRara Wening\n",
        "Judul: Mutu Layanan Antrean Pasar di Kota Angin Timur\n\nRara Wening\n",
    ],
)
def test_a_title_is_found_however_it_is_printed(front):
    matches = match([work("b")], [page(front=front)])
    assert (keys(matches), matches.warnings) == ({"a": "b"}, ())


@pytest.mark.parametrize(
    "front",
    [
        f"Kajian Pelabuhan Kota Hujan\n\nRara Wening\n\nHal ini sejalan dengan {TITLE} yang ditulis dahulu.\n",
        "Mutu Layanan Antrean Pasar di Kota Angin Barat\n\nRara Wening\n",
        "Mutu Layanan Antrean Pasar di Kota Angin Timur 2\n\nRara Wening\n",
        "Mutu Layanan Antrean Pesar di Kota Angin Timur\n\nTirta Jaya\n",
        "Mutu Layanan Antrean\n\nRara Wening\n",
        "\n",
    ],
    ids=["cited in a sentence", "another place", "a second part", "misprint, other author", "a part of it", "blank"],
)
def test_another_paper_is_not_taken_for_the_work(front):
    matches = match([work("b")], [page(front=front)])
    assert (keys(matches), matches.warnings) == ({}, ())


@pytest.mark.parametrize("title", ["Pendahuluan", "Tajuk Rencana", "Analisis Data", "Mutu Layanan"])
def test_a_short_title_finds_no_paper_but_may_stand_on_the_page_of_one_that_is_named(title):
    front = f"{title}\n\nRara Wening\n\n{PROSE}\n"
    assert keys(match([work("b", title)], [page(front=front)])) == {}
    assert keys(match([work("a", title)], [page(front=front)])) == {"a": "a"}


@pytest.mark.parametrize(("found", "by"), [(work("a"), "key"), (work("b", files=("a.pdf",)), "attached file")])
def test_an_entry_whose_title_is_not_on_the_page_is_told_and_not_used(found, by):
    matches = match([found], [page(title="Kajian Pelabuhan Hujan dan Dermaga Lama")])
    line = told(matches)
    assert matches.entries == matches.metadata == {}
    assert line.startswith(
        f"papers/a.txt: the entry '{found.key}' ({PLACE}) has the paper's {by}, but its title '{TITLE}'"
    )
    assert line.endswith("it is not used; correct the entry, or rename one of the two")


@pytest.mark.parametrize("key", ["a", "b"])
def test_an_entry_with_another_doi_is_told_and_not_used(key):
    matches = match([work(key, DOI="10.1234/satu")], [page(doi="10.1234/dua")])
    assert matches.entries == {}
    assert "its DOI is 10.1234/satu and the paper's is 10.1234/dua" in told(matches)


def test_a_paper_whose_entry_is_wrong_is_still_found_by_another():
    wrong = work("a", "Kajian Pelabuhan Hujan dan Dermaga Lama")
    matches = match([wrong, work("b")], [page()])
    assert keys(matches) == {"a": "b"}
    assert "the entry 'a'" in told(matches)


def test_two_entries_that_differ_claim_a_paper_in_vain():
    matches = match([work("a", issued="2023"), work("b", issued="2024", files=("a.pdf",))], [page()])
    assert matches.entries == {}
    assert "and the entry 'b'" in told(matches) and told(matches).endswith("delete or correct one of them")


def test_the_same_work_twice_is_no_doubt():
    matches = match([work("b", issued="2024"), work("c", issued="2024", volume="3"), work("d")], [page()])
    assert (keys(matches), matches.warnings) == ({"a": "b"}, ())


def test_an_entry_that_claims_two_papers_is_not_used():
    matches = match([work("x")], [page("a"), page("b")])
    assert matches.entries == {}
    assert [line.partition(":")[0] for line in matches.warnings] == ["papers/a.txt", "papers/b.txt"]
    assert all("too; it is not used; give each of the papers an entry" in line for line in matches.warnings)


def test_what_a_user_says_by_key_goes_before_a_title():
    elsewhere = work("c", issued="1999")
    matches = match([elsewhere, work("a", issued="2024")], [page("a"), page("b", "Kajian Pelabuhan Hujan Lama")])
    assert (keys(matches), matches.warnings) == ({"a": "a"}, ())
    assert keys(match([work("a")], [page("a"), page("b")])) == {"a": "a"}


def test_many_entries_with_a_file_of_one_name_are_told_in_one_line():
    others = [work(f"k{n}", f"Kajian Pelabuhan Hujan Nomor {n}", files=("fulltext.pdf",)) for n in range(30)]
    matches = match([*others, work("b", files=("fulltext.pdf",))], [page("fulltext")])
    assert keys(matches) == {"fulltext": "b"}
    assert "the entry 'k0'" in told(matches)


@pytest.mark.parametrize(
    ("found", "paper", "difference"),
    [
        (work("a", issued="2023"), page(year=2024), "says 2023, the paper 2024"),
        (work("a", author=[{"family": "Jaya"}]), page(), "has authors that are not on the first page: Jaya"),
        (work("a", "Mutu Antrean Pasar di Kota Angin Timur Raya"), page(), "a title that is not quite the paper's"),
        (work("b", "Market Queues in the East", DOI="10.1234/a"), page(doi="10.1234/A"), "not quite the paper's"),
        (work("a", issued="segera"), page(year=2024), "issued 'segera' has no year"),
    ],
)
def test_a_smaller_difference_is_told_and_the_entry_used(found, paper, difference):
    matches = match([found], [paper])
    (line,) = matches.warnings
    assert keys(matches) == {"a": found.key} and difference in line


def test_an_organisation_on_the_page_is_its_author():
    front = f"{TITLE}\n\nDinas Pasar Kota Angin\n"
    assert match([work("a", author=[{"literal": "Dinas Pasar"}])], [page(front=front)]).warnings == ()


def test_an_entry_goes_first_and_the_paper_fills_what_it_lacks():
    own = Metadata(
        title="MUTU", year=2023, doi="10.1/x", authors=("R. Wening", "Jaya"), families=("Wening", "Jaya"),
        affiliations=("Universitas Angin", "Dinas Pasar"), keywords=("antre",),
    )  # fmt: skip
    first = Metadata(title="Mutu", authors=("Rara Wening", "Tirta Jaya"), families=("Wening", "Jaya"), volume="3")
    both = merged(first, own)
    assert (both.title, both.year, both.doi, both.volume, both.keywords) == ("Mutu", 2023, "10.1/x", "3", ("antre",))
    assert both.authors == first.authors and both.affiliations == own.affiliations
    one = merged(Metadata(authors=("Rara Wening",), families=("Wening",)), own)
    assert (one.authors, one.families, one.affiliations) == (("Rara Wening",), ("Wening",), ())


METADATA = st.builds(
    lambda names, **values: Metadata(authors=names, families=tuple(n.rsplit(" ", 1)[-1] for n in names), **values),
    names=st.lists(st.sampled_from(["Rara Wening", "Tirta Jaya", "Suharto"]), max_size=3, unique=True).map(tuple),
    title=st.sampled_from(["", TITLE, TITLE.upper()]),
    year=st.sampled_from([None, 2023, 2024]),
    doi=st.sampled_from(["", "10.1234/a", "10.1234/b"]),
)


@given(METADATA, METADATA)
def test_merging_keeps_all_of_the_first_and_adds_only_what_the_second_has(first, second):
    both = merged(first, second)
    assert merged(both, second) == both and merged(first, first) == first and merged(first, Metadata()) == first
    assert both.title in (first.title or second.title,) and both.year == (first.year or second.year)
    assert len(both.authors) == len(both.families) and both.authors == (first.authors or second.authors)


ENTRIES = st.lists(
    st.builds(
        work,
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from([TITLE, "Kajian Pelabuhan Hujan dan Dermaga Lama", "Tajuk", ""]),
        st.sampled_from([(), ("a.pdf",), ("b.txt", "c.html")]),
        DOI=st.sampled_from(["", "10.1234/a", "10.1234/b"]),
        issued=st.sampled_from(["", "2023", "2024"]),
    ),
    max_size=5,
)
PAGES = st.lists(
    st.builds(
        page,
        st.sampled_from("abc"),
        st.sampled_from([TITLE, "Kajian Pelabuhan Hujan dan Dermaga Lama"]),
        doi=st.sampled_from(["", "10.1234/a", "10.1234/b"]),
        year=st.sampled_from([None, 2024]),
    ),
    max_size=3,
    unique_by=lambda paper: paper.key,
)


@given(ENTRIES, PAGES)
def test_no_entry_goes_to_two_papers_and_none_against_its_doi(entries, pages):
    matches = match(entries, pages)
    used = [id(found) for found in matches.entries.values()]
    assert len(used) == len(set(used)) and matches.entries.keys() == matches.metadata.keys()
    for paper in pages:
        found = matches.entries.get(paper.key)
        dois = {found.metadata.doi, paper.own.doi} - {""} if found else set()
        assert len(dois) <= 1
    assert all(len(line.splitlines()) == 1 for line in matches.warnings)


@pytest.mark.slow
def test_ten_thousand_entries_meet_a_thousand_papers_in_seconds():
    import time

    chance = random.Random(7)
    small = ["mutu", "layanan", "antrean", "aplikasi", "warga", "pasar", "kota", "kajian", "desa", "loket"]
    rare = [f"{a}{b}{c}" for a in ("bara", "ladi", "seno") for b in ("ka", "ru", "ti", "mo") for c in small]
    titles = [" ".join([*chance.choices(small, k=7), *chance.choices(rare, k=4), f"nomor{n}"]) for n in range(10_000)]
    entries = [work(f"k{n}", title) for n, title in enumerate(titles)]
    prose = "\n".join(" ".join(chance.choices(rare + small, k=12)) for _ in range(40))
    pages = [page(f"p{n}", front=f"{titles[n * 9]}\n\nRara Wening\n\n{prose}") for n in range(1_000)]
    begun = time.process_time()
    matches = match(entries, pages)
    assert keys(matches) == {f"p{n}": f"k{n * 9}" for n in range(1_000)}
    assert time.process_time() - begun < 30
