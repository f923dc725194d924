"""Citations say what their style says, name nobody who is not behind them, and can be told apart."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.consolidate import Finding
from kg.analysis.consolidate import Position as Held
from kg.analysis.wording import MOST_NAMED, in_language, say_of
from kg.graph.store import GRAPH_FILE, TEXTS, Store
from kg.publish.catalogue import Catalogue
from kg.publish.cite.entries import Entries, Entry
from kg.publish.cite.keys import keys
from kg.publish.cite.lists import ReferenceList
from kg.publish.cite.processor import Processor
from kg.publish.cite.runs import MARK, plain
from kg.publish.cite.sentences import Cited, sentence
from kg.publish.citing import finding_citations, paper_citations
from kg.publish.page import Site

LANGUAGES = ("id", "en")
FORMS = {"apa", "narrative", "parenthetical", "bibtex", "latex", "markdown"}


def names(count):
    return [{"family": f"Nama{number}", "given": "Budi Cita"} for number in range(1, count + 1)]


def item(kind="article-journal", authors=1, **known):
    made = {"id": "k", "type": kind, "title": "Mutu layanan warga", "language": "id", "author": names(authors)}
    return (
        made | {"issued": {"date-parts": [[2020]]}} | {name.replace("_", "-"): value for name, value in known.items()}
    )


def entry(**known):
    return Entry("k", "k", {name: value for name, value in item(**known).items() if value is not None})


JOURNAL = {"container_title": "Jurnal Rekaan", "volume": "7", "issue": "2", "page": "11-19", "DOI": "10.1/a"}
BPS = [{"literal": "Badan Pusat Statistik"}]

OTHER_STYLES = [
    (
        "chicago",
        "en",
        "Nama1, Budi Cita, and Budi Cita Nama2. 2020. “Mutu layanan warga.” "
        "Jurnal Rekaan 7 (2): 11–19. https://doi.org/10.1/a.",
        "Nama1 and Nama2 (2020)",
        "(Nama1 and Nama2 2020)",
    ),
    (
        "vancouver",
        "id",
        "3. Nama1 BC, Nama2 BC. Mutu layanan warga. Jurnal Rekaan. 2020;7(2):11–9. doi:10.1/a",
        "Nama1 dan Nama2 (3)",
        "(3)",
    ),
    (
        "ieee",
        "en",
        "[3] B. C. Nama1 and B. C. Nama2, “Mutu layanan warga,” "
        "Jurnal Rekaan, vol. 7, no. 2, pp. 11–19, 2020, doi: 10.1/a.",
        "Nama1 and Nama2 [3]",
        "[3]",
    ),
]


@pytest.mark.parametrize(("style", "language", "reference", "narrative", "parenthetical"), OTHER_STYLES)
def test_other_styles_write_an_article_as_theirs_do(style, language, reference, narrative, parenthetical):
    processor, cited = Processor(style, language), entry(**JOURNAL | {"authors": 2})
    assert plain(processor.reference(cited, 3)) == reference
    assert plain(processor.narrative(cited, 3)) == narrative
    assert processor.parenthetical([processor.cite(cited, 3)]) == parenthetical


def listed(*entries, language="en"):
    """Cite entries in one list: what stands in the text of each, and the list."""
    known = {each.iri: each for each in entries}
    made = ReferenceList(known, [Cited(iri) for iri in known], "apa", language)
    return {iri: made.cite(Cited(iri, behind=True)) for iri in known}, list(map(plain, made.references))


def other(iri, authors, year=2020, **known):
    return Entry(iri, iri, item(**known) | {"author": authors, "issued": {"date-parts": [[year]]}})


def test_namesakes_get_their_initials():
    cited, _ = listed(
        other("x", [{"family": "Putri", "given": "Ani"}]), other("y", [{"family": "Putri", "given": "Eka B."}])
    )
    assert cited == {"x": "(A. Putri, 2020)", "y": "(E. B. Putri, 2020)"}


def test_lists_of_authors_that_begin_alike_are_cited_up_to_where_they_differ():
    first, second, third, fourth, fifth = names(5)
    cited, _ = listed(other("x", [first, second, third, fifth]), other("y", [first, second, fourth, fifth]))
    assert cited == {"x": "(Nama1, Nama2, Nama3, & Nama5, 2020)", "y": "(Nama1, Nama2, Nama4, & Nama5, 2020)"}
    cited, _ = listed(other("x", [first, second, fourth]), other("y", [first, *names(5)[2:]]))
    assert cited == {"x": "(Nama1, Nama2, & Nama4, 2020)", "y": "(Nama1, Nama3, et al., 2020)"}


def test_a_work_alone_has_no_letter_and_no_initials():
    cited, _ = listed(other("x", names(1)))
    assert cited == {"x": "(Nama1, 2020)"}


@pytest.mark.parametrize(
    ("language", "narrative", "parenthetical"),
    [
        ("id", "Safitri (2025, dalam Cahyani, 2024)", "(Safitri, 2025, dalam Cahyani, 2024)"),
        ("en", "Safitri (2025, as cited in Cahyani, 2024)", "(Safitri, 2025, as cited in Cahyani, 2024)"),
    ],
)
def test_what_was_not_read_is_cited_as_a_secondary_source(language, narrative, parenthetical):
    known = {"w": other("w", [{"family": "Safitri"}], 2025), "p": other("p", [{"family": "Cahyani"}], 2024)}
    made = ReferenceList(known, [Cited("w", ("p",))], "apa", language)
    assert made.cite(Cited("w", ("p",))) == narrative
    assert made.cite(Cited("w", ("p",), behind=True)) == parenthetical
    assert [each.iri for each in made.entries] == ["p"], "the list has what was read"


HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(deadline=None, max_examples=30)
@given(title=HOSTILE, family=HOSTILE, given_name=HOSTILE, container=HOSTILE, year=st.integers(0, 9999))
def test_no_words_break_a_style(title, family, given_name, container, year):
    known = {"type": "article-journal", "title": title, "author": [{"family": family, "given": given_name}]}
    cited = Entry("k", "k", known | {"container-title": container, "issued": {"date-parts": [[year]]}})
    for style, language in product(("apa", "ieee"), LANGUAGES):
        processor = Processor(style, language)
        written = plain(processor.reference(cited) + processor.narrative(cited))
        assert not MARK.search(written)
        assert not re.search("[\x00-\x1f\ue000-\uf8ff]", written)


@given(st.lists(st.text(max_size=8), unique=True), st.lists(st.text(max_size=8), unique=True))
def test_keys_are_unique_and_safe_whatever_files_are_called(papers, works):
    found = keys({f"p{name}": name for name in papers}, {f"w{name}": name for name in works})
    assert len(found) == len(papers) + len(works) == len(set(found.values()))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in found.values())


def test_keys_do_not_change_when_papers_are_added():
    before = keys({"a": "pradiya-2024"}, {"w": "safitri-2025"})
    after = keys({"a": "pradiya-2024", "b": "putri-2024", "c": "aaa"}, {"w": "safitri-2025", "v": "ramadani-2022"})
    assert before == {"a": "pradiya2024", "w": "safitri2025"}
    assert before.items() <= after.items()


def opened(build):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (build / TEXTS).glob("*.txt")}
    return Site(Catalogue(Store.of_build(build), texts), build / GRAPH_FILE)


@pytest.fixture(scope="module", params=["made up", "notes"])
def whole(request):
    """A whole build: of the made-up literature, and of the bundled notes."""
    return opened(request.getfixturevalue({"made up": "site", "notes": "notes_build"}[request.param]))


def test_a_sentence_in_parts_is_the_sentence_of_the_graph(whole):
    catalogue = whole.catalogue

    def told(part):
        if isinstance(part, str):
            return part
        if not part.citing:
            return in_language(catalogue.cite(part.iri), language)
        return "…"  # how a work is cited through others is the processor's

    assert whole.findings
    for view, language in product(whole.findings, LANGUAGES):
        said = "".join(map(told, sentence(whole, view, language, catalogue.cite)))
        pattern = ".+".join(map(re.escape, said.split("…")))
        assert re.fullmatch(pattern, view.row[f"text_{language}"])


def test_a_findings_citations_name_members_and_nobody_else(whole):
    entries = Entries(whole.catalogue)
    for view, language in product(whole.findings, LANGUAGES):
        cited = finding_citations(whole, view.row, language)
        assert set(cited) == FORMS - {"parenthetical"}
        members = {position.holder for position in view.positions} | {each.place.paper for each in view.positions}
        members |= {place.paper for each in view.positions for place in each.more if each.cited}
        own = {entries[iri].key for iri in members}
        assert set(re.findall(r"(?<!\\)@([a-z0-9-]+)", cited["markdown"])) <= own
        assert set(re.findall(r"cites?(?:\[[^]]*\]\[\])?\{([a-z0-9-]+)\}", cited["latex"])) <= own
        assert set(re.findall(r"^@\w+\{([^,]+),", cited["bibtex"], re.MULTILINE)) <= own
        assert cited["apa"].startswith(cited["narrative"])


def test_every_citation_of_a_sentence_is_in_its_list_and_the_other_way_round(whole):
    entries = Entries(whole.catalogue)
    for view in whole.findings:
        parts = list(sentence(whole, view, "en", whole.catalogue.cite))
        cited = [part for part in parts if isinstance(part, Cited)]
        made = ReferenceList(entries, cited, "apa", "en")
        assert {each.iri for each in made.entries} == {iri for part in cited for iri in part.read}
        shown = finding_citations(whole, view.row, "en")
        assert shown["apa"].count("\n\n") == len(made.entries)


def test_every_paper_has_all_forms_in_both_languages(whole):
    seen = set()
    for iri, language in product(whole.catalogue.papers, LANGUAGES):
        cited = paper_citations(whole, iri, language)
        assert set(cited) == FORMS
        assert all(cited.values())
        assert cited["markdown"][2:-1] == cited["latex"][len("\\parencite{") : -1]
        assert not any(MARK.search(text) for text in cited.values())
        seen.add(cited["markdown"])
    assert len(seen) == len(whole.catalogue.papers)


def test_the_same_build_gives_the_same_citations(notes_build):
    one, other_one = opened(notes_build), opened(notes_build)
    for view in one.findings:
        assert finding_citations(one, view.row, "id") == finding_citations(other_one, view.row, "id")


STANCES = ("effective", "fairly-effective", "mixed", "not-fully-optimal", "not-effective")
POSITIONS = st.lists(
    st.builds(
        lambda number, side, stance, cited: Held(
            f"https://a/{number}", side, f"https://v/stance/{stance}", "https://a/p", 0, 1, "x", cited, ("https://a/p",)
        ),
        st.integers(0, 40),
        st.sampled_from([1, 0, -1]),
        st.sampled_from(STANCES),
        st.booleans(),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda held: held.holder,
)


@given(POSITIONS, st.sampled_from(["consensus", "contested", "single-study"]), st.sampled_from(LANGUAGES))
def test_whatever_the_positions_a_sentence_asks_for_the_names_of_its_members_alone(positions, status, language):
    if all(held.cited for held in positions):
        status = "cited-only"
    asked = []

    def who(held):
        asked.append(held)
        return f"<{held.holder}>"

    finding = Finding("assessment", "https://v/aspect/x", status, tuple(positions), len(positions))
    said = say_of(finding, language, "mutu", who)
    assert set(asked) <= set(positions)
    assert set(re.findall(r"<(.+?)>", said)) <= {held.holder for held in positions}
    if len(positions) <= MOST_NAMED:
        assert {held.holder for held in positions if not held.cited} <= set(re.findall(r"<(.+?)>", said))
