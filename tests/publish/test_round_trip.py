"""Whatever works are called, reference managers that read our BibTeX, RIS and CSL-JSON find the same works in them."""

import html
import json
import tempfile
import unicodedata
from pathlib import Path

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from kg.corpus.libraries.library import read_library
from kg.publish.exchange.bibliography import WRITERS
from tests.publish.test_exchange import people, words, year
from tests.publish.test_references import assert_is_csl

TRAPS = (
    "{", "}", "\\", "\\&", '"', "%", "$x$", "#", "_", "~", "^", "@book{a,", "}\n@book{b,", " and ", " AND ", ", ", "'",
    "TY  - BOOK", "\nER  - \n", "\n", "--", "<i>", "&amp;", "van ", "bin ", "\\cite{x}", "``", "JMO", "Ü", "é",
    "e\u0301", "\u0645\u0646\u0635\u0629", "\U0001f600", "\u202e", "\u2028", "\x00", "\ue000",
)  # fmt: skip
LETTERS = st.text("abcdefghijk ABCDEFGH", min_size=1, max_size=8).filter(str.strip)
TEXTS = st.builds("".join, st.lists(st.one_of(LETTERS, st.sampled_from(TRAPS)), max_size=6))
NAMED = st.builds(lambda first, rest: first.strip() + rest, LETTERS, TEXTS)  # something that can be read
NAMES = st.one_of(
    st.fixed_dictionaries({"family": NAMED, "given": NAMED}),
    st.fixed_dictionaries({"family": NAMED}),
    st.fixed_dictionaries({"literal": NAMED}),
)
TYPES = (
    "article-journal",
    "book",
    "chapter",
    "paper-conference",
    "thesis",
    "report",
    "webpage",
    "legislation",
    "document",
)
WORKS = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(TYPES), "title": NAMED, "author": st.lists(NAMES, min_size=1, max_size=3)},
        optional={
            "issued": st.integers(1500, 2100).map(lambda year: {"date-parts": [[year]]}),
            "container-title": NAMED, "publisher": NAMED, "genre": NAMED,
            "DOI": TEXTS.map(lambda text: f"10.1234/{text}"), "volume": NAMED, "page": st.just("11–19"),
        },
    ),
    min_size=1,
    max_size=3,
).map(lambda found: [{"id": f"karya{number}", **item} for number, item in enumerate(found)])  # fmt: skip


def told(title, when, names):
    return words(title), when, [words(name) for name in names]


def wanted(items):
    return {item["id"]: told(item["title"], year(item), people(item)) for item in items}


def unmarked(title):
    """Take out what reference managers mean for markup in titles, as our own import does."""
    return words(unicodedata.normalize("NFC", html.unescape(title.replace("<i>", ""))))


def latex(text):
    return LatexNodes2Text().latex_to_text(text)


@settings(deadline=None, max_examples=40)
@given(WORKS)
def test_bibtex(works):
    written = WRITERS["bibtex"](works)
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    fields = {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}
    assert {key: (words(latex(known["title"])), known.get("year", "")) for key, known in fields.items()} == {
        key: work[:2] for key, work in wanted(works).items()
    }
    found = {}
    for key, entry in parse_string(written, "bibtex").entries.items():
        names = [latex(" ".join(map(str, person.first_names + person.middle_names + person.prelast_names
                 + person.last_names + person.lineage_names))) for person in entry.persons["author"]]  # fmt: skip
        found[key] = told(latex(entry.fields["title"]), entry.fields.get("year", ""), names)
    assert found == wanted(works)


@settings(deadline=None, max_examples=40)
@given(WORKS)
def test_ris(works):
    found = {
        entry["id"]: told(
            entry["title"],
            entry.get("year", ""),
            [" ".join(reversed(name.split(", ", 1))) for name in entry["authors"]],
        )
        for entry in rispy.loads(WRITERS["ris"](works))
    }
    assert {key: work[:2] for key, work in found.items()} == {key: work[:2] for key, work in wanted(works).items()}
    for key, (*_, names) in wanted(works).items():
        assert [sorted(name) for name in found[key][2]] == [sorted(name) for name in names]


@settings(deadline=None, max_examples=40)
@given(WORKS)
@pytest.mark.filterwarnings("ignore")
def test_csl_json(works):
    read = json.loads(WRITERS["csl-json"](works))
    assert read == works
    for item in read:
        assert_is_csl(item)
    assert set(CiteProcJSON(read)) == {item["id"] for item in works}


@pytest.mark.parametrize(("form", "ending"), [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json")])
def test_our_own_import_finds_the_works_of_our_own_export(form, ending):
    @settings(deadline=None, max_examples=40)
    @given(WORKS)
    def same(works):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"list.{ending}"
            file.write_bytes(WRITERS[form](works).encode())
            library = read_library(file)
        assert not library.faults
        found = [(words(each.metadata.title), str(each.metadata.year or "")) for each in library.entries]
        assert found == [(unmarked(work["title"]), year(work)) for work in works]

    same()
