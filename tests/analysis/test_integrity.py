"""Integrity notes: what a careful reviewer would flag, with the place and the mend."""

from kg.analysis.integrity import find_notes

PAPER = "https://example.org/litkg/paper/a"


def cites(work="", surface="(Darma, 2020)", start=10, paper=PAPER) -> dict[str, str]:
    return {
        "paper": paper,
        "work": work,
        "surface": surface,
        "start": str(start),
        "end": str(start + len(surface)),
        "quote": f"Kata {surface}.",
        "intent": "",
    }


def lists(
    position=1, work="urn:w:darma", author="Darma", title="Judul", paper=PAPER, raw="Darma (2020). Judul."
) -> dict[str, str]:
    return {
        "paper": paper,
        "position": str(position),
        "work": work,
        "first_author": author,
        "title": title,
        "year": "2020",
        "container": "",
        "doi": "",
        "raw": raw,
    }


def checks(citations, references) -> list[str]:
    return [note.check for note in find_notes(citations, references)]


def test_a_complete_paper_has_nothing_to_flag():
    assert find_notes([cites("urn:w:darma")], [lists()]) == []
    assert find_notes([], []) == []


def test_a_citation_that_is_in_no_list_is_an_error_with_its_place():
    (note,) = find_notes([cites()], [lists(work="urn:w:else")])[:1]
    assert (note.check, note.severity, note.start, note.end, note.quote) == (
        "citation-not-in-list",
        "error",
        10,
        23,
        "(Darma, 2020)",
    )
    assert "(Darma, 2020)" in note.text


def test_each_place_of_a_missing_citation_is_flagged():
    notes = find_notes([cites(start=10), cites(start=90), cites("urn:w:darma")], [lists()])
    assert [note.start for note in notes] == [10, 90]


def test_a_paper_without_a_reference_list_has_no_citation_missing_from_it():
    assert find_notes([cites()], []) == []
    assert find_notes([cites()], [lists(paper=f"{PAPER}-other")])[0].check == "entry-never-cited"


def test_an_entry_that_is_never_cited_is_told_with_its_number():
    (note,) = find_notes([], [lists(7)])
    assert (note.check, note.severity, note.start) == ("entry-never-cited", "info", None)
    assert "7" in note.text and "Darma" in note.text


def test_a_citation_in_another_paper_does_not_count():
    assert checks([cites("urn:w:darma", paper=PAPER + "b")], [lists()]) == ["entry-never-cited"]


def test_an_entry_without_author_or_title_is_incomplete():
    (note,) = find_notes([cites("urn:w:darma")], [lists(author="", title="")])
    assert (note.check, note.severity) == ("entry-incomplete", "warning")
    assert "first author and title" in note.text


def test_a_note_says_what_to_do():
    notes = find_notes([cites()], [lists(), lists(2, "urn:w:x", author="")])
    assert len(notes) >= 4
    assert all(
        any(mend in note.text for mend in ("add", "cite", "complete", "correct", "check", "mend")) for note in notes
    ), [n.text for n in notes]


def test_a_citation_of_another_year_than_its_entry_is_an_error_at_its_place():
    (note,) = find_notes([cites("urn:w:darma", surface="(Darma, 2021)")], [lists()])
    assert (note.check, note.severity, note.start, note.quote) == ("year-differs", "error", 10, "(Darma, 2021)")
    assert "2020" in note.text


def test_a_citation_by_number_has_no_year_to_differ():
    assert find_notes([cites("urn:w:darma", surface="[3]")], [lists()]) == []


def listed_paper(title):
    paper = {"paper": "urn:p:b", "title": title, "period": "", "year": "2020"}
    cited = [cites("urn:p:b")]
    return [note.check for note in find_notes(cited, [lists(work="urn:p:b", title="Mutu Antrean Loket")], [paper])]


def test_a_paper_of_the_corpus_that_is_listed_under_another_title_is_told():
    assert listed_paper("Waktu Tunggu di Loket Pasar") == ["title-differs"]


def test_case_marks_and_a_subtitle_make_no_other_title():
    assert listed_paper("MUTU ANTREAN, LOKET") == []
    assert listed_paper("Mutu Antrean Loket: Kajian di Kota Angin") == []
