"""Whoever stands behind a finding, no format of ``kg cite`` names anybody else, in either language and any style."""

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.wording import MOST_NAMED
from kg.publish.cite.asked import Library
from kg.publish.cite.documents import FORMATS, written
from tests.publish.made_up_site import built
from tests.publish.manuscript import Manuscript

PAPERS, WORKS = 16, 6
STANCES = ("effective", "fairly-effective", "mixed", "not-fully-optimal", "not-effective")
NAME = re.compile(r"(penulis|karya)(\d\d)", re.IGNORECASE)


def manuscript(number):
    """A paper whose name is on everything of it: its key, its author, its title; some report what a work found."""
    family = f"Penulis{number:02}"
    paper = Manuscript(f"{family.lower()}-2020", title=f"Judul {family}", authors=(f"Ani {family}",),
                       families=(family,), year=2020)  # fmt: skip
    paper.section("results", "Hasil")
    paper.judges("effectiveness", STANCES[number % len(STANCES)], "Aplikasi ini dinilai di sini.")
    paper.says("obstacle", "app-error", "Aplikasi ini sering galat.")
    work = f"Karya{number % WORKS:02}"
    said = {"source": f"{work} 2019", "stance": STANCES[number % WORKS % len(STANCES)]}
    sentence = paper.says("assessment", "effectiveness", f"Menurut {work} (2019), aplikasi itu dinilai.", **said)
    paper.cites(sentence, f"{work} (2019)", f"{work} 2019", 1)
    paper.section("references", "Daftar Pustaka")
    known = {"first_author": work, "authors": (f"{work}, B.",), "year": 2019, "kind": "book", "title": f"Buku {work}"}
    paper.lists(f"{work}, B. (2019). Buku {work}.", **known)
    return paper.reading()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return Library(built(map(manuscript, range(PAPERS)), tmp_path_factory.mktemp("members") / "build"))


def names(text):
    return {(kind.lower(), number) for kind, number in NAME.findall(text)}


def shown(document, form):
    data = written(document, form)
    if form != "docx":
        return data.decode()
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_all_hold_a_position_somewhere(library):
    held = {position.holder for view in library.findings.values() for position in view.positions}
    assert len(names(" ".join(held))) == PAPERS + WORKS


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(st.data())
def test_no_format_names_anybody_but_the_members(library, data):
    whole = Library.findings.func(library)
    iri = data.draw(st.sampled_from(sorted(whole)))
    view = whole[iri]
    kept = data.draw(st.lists(st.sampled_from(view.positions), min_size=1, unique_by=lambda held: held.holder))
    sides = tuple((side, tuple(held for held in positions if held in kept)) for side, positions in view.sides)
    own = [held for held in kept if not held.cited]
    status = data.draw(st.sampled_from(["consensus", "contested", "single-study"])) if own else "cited-only"
    row = view.row | {"verdict": status, "independent_papers": str(len(own))}
    library.findings = {iri: replace(view, sides=sides, row=row)}
    members = names(" ".join(held.holder for held in kept))
    members |= {
        name for held in kept if held.cited for place in (held.place, *held.more) for name in names(place.paper)
    }
    style = data.draw(st.sampled_from(["apa", "chicago", "vancouver", "ieee"]))
    for language in ("id", "en"):
        document = library.cite(iri, style, language)
        for form in FORMATS:
            named = names(shown(document, form))
            assert named <= members, (form, language, style)
            if len(kept) <= MOST_NAMED:
                assert named >= names(" ".join(held.holder for held in own)), (form, language, style)
