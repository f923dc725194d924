"""Front matter in the forms that Pandoc and CSL allow; what is wrong is told with its line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.frontmatter import metadata, source_kind, split_front_matter
from kg.corpus.reader import paper_from
from kg.model import LitkgError, Metadata


def read(front: str) -> Metadata:
    values, _ = split_front_matter(f"---\n{front}\n---\n\nIsi.", "a.md")
    return metadata(values, "a.md")


@pytest.mark.parametrize(
    ("front", "authors", "families"),
    [
        ("author: Rara Wening", ("Rara Wening",), ("Wening",)),
        ("author: Wening, Rara", ("Rara Wening",), ("Wening",)),
        ("author: Suharto", ("Suharto",), ("Suharto",)),
        ("author: [Rara Wening, Tirta]", ("Rara Wening", "Tirta"), ("Wening", "Tirta")),
        ("author:\n  - Wening, Rara Ayu\n  - Tirta Jaya", ("Rara Ayu Wening", "Tirta Jaya"), ("Wening", "Jaya")),
        ("author:\n  - {family: Wening, given: Rara}", ("Rara Wening",), ("Wening",)),
        ("author:\n  - {family: Suharto}", ("Suharto",), ("Suharto",)),
        ("author:\n  - {literal: BPS Kota Angin}", ("BPS Kota Angin",), ("BPS Kota Angin",)),
        ("author:\n  - {name: Rara Wening}", ("Rara Wening",), None),
        ("author:\n  - {name: Rara Wening, family: Wening}", ("Rara Wening",), ("Wening",)),
        ("author: {family: Wening, given: Rara}", ("Rara Wening",), ("Wening",)),
        ("author: []", (), ()),
        ("author:", (), ()),
        ("title: Kajian", (), ()),
    ],
)
def test_authors_of_pandoc_and_csl_are_read(front, authors, families):
    found = read(front)
    assert found.authors == authors
    assert len(found.families) == len(authors)
    if families is not None:
        assert found.families == families


@pytest.mark.parametrize(
    "issued",
    [
        *(
            "2024",
            '"2024"',
            "2024-05-31",
            '"2024-05"',
            "{year: 2024}",
            "{date-parts: [[2024, 5, 31]]}",
            "{date-parts: [[2024]]}",
        ),
        *("[{year: 2024}]", "{raw: 2024}", "{literal: 2024}", '{date-parts: [["2024"]]}'),
    ],
)
def test_the_year_is_read_from_every_form_of_issued(issued):
    assert read(f"issued: {issued}").year == 2024


def test_the_date_of_pandoc_is_a_year_too():
    assert read("date: 2024-05-31").year == 2024


@pytest.mark.parametrize("issued", ["kemarin", "12", "20245", "{}", "[]"])
def test_a_year_that_is_none_is_refused(issued):
    with pytest.raises(LitkgError, match=r"a\.md: issued .* has no year; write it"):
        read(f"issued: {issued}")


def test_an_unknown_year_stays_unknown():
    assert read("title: Kajian").year is None
    assert read("issued:").year is None


@pytest.mark.parametrize(
    "keywords",
    ["keyword: [antre, loket]", "keywords: [antre, loket]", "keywords: antre, loket", "keyword:\n  - antre\n  - loket"],
)
def test_keywords_are_a_list_or_a_line(keywords):
    assert read(keywords).keywords == ("antre", "loket")


@pytest.mark.parametrize(
    "doi",
    [
        "10.1234/abc.5",
        "https://doi.org/10.1234/abc.5",
        "http://doi.org/10.1234/abc.5",
        "https://dx.doi.org/10.1234/abc.5",
        "doi:10.1234/abc.5",
    ],
)
@pytest.mark.parametrize("key", ["DOI", "doi"])
def test_a_doi_is_stored_without_its_address(key, doi):
    assert read(f'{key}: "{doi}"').doi == "10.1234/abc.5"


def test_csl_terms_are_read():
    found = read(
        'title: "Kajian:\\n Antre"\ntitle-en: Queues\ncontainer-title: Jurnal Angin\n'
        "volume: 3\nissue: 2\npage: 1-9\nlanguage: id"
    )
    assert (found.title, found.title_en, found.venue) == ("Kajian: Antre", "Queues", "Jurnal Angin")
    assert (found.volume, found.issue, found.pages, found.language) == ("3", "2", "1-9", "id")


@pytest.mark.parametrize("tag", ["id", "en", "ID", "id-ID", "zh-Hant-TW"])
def test_a_language_tag_is_taken_in_lower_case(tag):
    assert read(f"lang: {tag}").language == tag.lower()


@pytest.mark.parametrize("tag", ["bahasa", "en_US", "x", "id-", "Indonesia"])
def test_what_is_no_language_tag_is_refused(tag):
    with pytest.raises(LitkgError, match=r"a\.md: language .*; write it"):
        read(f"lang: {tag}")


@pytest.mark.parametrize("author", ["[{}]", "[{suffix: Jr}]", "[3]", "[[a]]", "[null]", '[""]'])
def test_an_author_without_a_name_is_refused(author):
    with pytest.raises(LitkgError, match=r"a\.md: author .* has no name; write"):
        read(f"author: {author}")


@pytest.mark.parametrize(
    ("front", "expected"),
    [("", "full-text"), ("source-kind: full-text", "full-text"), ("source-kind: reading-note", "reading-note")],
)
def test_a_reading_note_says_that_it_is_one(front, expected):
    assert source_kind(split_front_matter(f"---\n{front}\n---\n", "a.md")[0], "a.md") == expected


@pytest.mark.parametrize("named", ["book", "Full-Text", "", "[a]", "{a: b}", "3"])
def test_another_source_kind_is_refused(named):
    with pytest.raises(LitkgError, match=r"a\.md: source-kind .*; write full-text or reading-note"):
        source_kind({"source-kind": yaml.safe_load(named)}, "a.md")


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=ascii)
@pytest.mark.parametrize("close", ["---", "...", "---  "])
def test_the_body_begins_behind_the_front_matter(start, end, close):
    text = f"{start}---{end}title: Kajian{end}{close}{end}Isi --- di sini.{end}---{end}"
    values, body = split_front_matter(text, "a.md")
    assert values == {"title": "Kajian"}
    assert text[body:].startswith("Isi")


@pytest.mark.parametrize(
    "text", ["Isi.\n---\na: b\n---\n", "----\na: b\n---\n", "- - -\n", "", "--- a\n---\n", " ---\na: b\n---\n"]
)
def test_a_text_without_front_matter_is_body_from_the_start(text):
    assert split_front_matter(text, "a.md") == ({}, 0)


def test_empty_front_matter_is_empty():
    assert split_front_matter("---\n---\nIsi.", "a.md") == ({}, 8)


@pytest.mark.parametrize(
    ("front", "line"),
    [("a: [", 3), ("a: b\nc: ]", 3), ("a: b\n\td: e", 3), ("a: 'b", 3), ("a: b: c", 2), ("a: &x\nb: *y", 3)],
)
def test_broken_yaml_is_told_with_its_line(front, line):
    with pytest.raises(LitkgError, match=rf"a\.md: line {line}: the front matter is broken"):
        split_front_matter(f"---\n{front}\n---\nIsi.", "a.md")


@pytest.mark.parametrize("front", ["- a", "a", "3", "[a, b]"])
def test_front_matter_that_is_no_mapping_is_refused(front):
    with pytest.raises(LitkgError, match=r"a\.md: line 2: the front matter is not a list of 'key: value'; write"):
        split_front_matter(f"---\n{front}\n---\nIsi.", "a.md")


@pytest.mark.parametrize(
    "value",
    ["2024-13-45", "2024-02-30", "12:99", "0x", "1e999", ".nan", "!!binary x", "!foo bar", "!!timestamp x", "!!int x"],
)
def test_a_value_that_yaml_cannot_make_is_refused_or_taken_as_text(value):
    try:
        read(f"title: Kajian\nvolume: {value}")
    except LitkgError as error:
        assert str(error).startswith("a.md: ")


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t09", max_size=40))
def test_whatever_stands_there_it_is_read_or_refused_in_one_line(front):
    try:
        paper_from("a", f"---\n{front}\n---\n\nIsi satu.\n\nIsi dua.", "a.md")
    except LitkgError as error:
        assert len(str(error).splitlines()) == 1 and str(error).startswith("a.md: ") and ";" in str(error)


def test_an_alias_bomb_does_not_grow():
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read(bomb + "title: Kajian").title == "Kajian"
