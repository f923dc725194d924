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
    (note,) = find_notes([cites()], [])
    assert (note.check, note.severity, note.start, note.end, note.quote) == (
        "citation-not-in-list",
        "error",
        10,
        23,
        "(Darma, 2020)",
    )
    assert "(Darma, 2020)" in note.text


def test_each_place_of_a_missing_citation_is_flagged():
    assert [note.start for note in find_notes([cites(start=10), cites(start=90)], [])] == [10, 90]


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
