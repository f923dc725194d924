"""The page of a paper: every statement leads to its words and back, and citations are shown in both directions."""

import re
from html.parser import HTMLParser

import pytest

from kg.graph.queries import rows
from kg.graph.store import Store
from kg.graph.texts import key_of
from kg.publish.catalogue import Catalogue
from kg.publish.relations import MOST, Relations

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Sections(HTMLParser):
    """The words of a page and its links, by the id of the section that they stand in; and what each link holds."""

    def __init__(self, path):
        super().__init__()
        self.words, self.links, self.ids, self.marks = {}, {}, [], {}
        self._section, self._mark, self._open = "", None, 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "section":
            self._section = given.get("aria-labelledby", "")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.setdefault(self._section, []).append(given.get("href", ""))
            self._mark = given.get("data-ev")

    def handle_endtag(self, tag):
        if tag == "section":
            self._section = ""
        if tag == "a":
            self._mark = None

    def handle_data(self, data):
        self.words[self._section] = self.words.get(self._section, "") + data
        for span in (self._mark or "").split():
            self.marks[span] = self.marks.get(span, "") + data


@pytest.fixture(scope="module")
def page(site):
    def look(key, language="id"):
        return Sections(site / ("en" if language == "en" else "") / "paper" / f"{key}.html")

    return look


@pytest.fixture(scope="module")
def store(site):
    return Store.of_build(site)


def folded(text):
    return " ".join(text.split())


def test_every_passage_is_marked_with_exactly_its_words(site, store, texts, page):
    asked = ("statements", "verdicts", "citations", "designs", "informants")
    for key, text in texts.items():
        marks = page(key).marks
        for name in asked:
            for row in rows(store, name):
                if key_of(row["paper"]) == key and row["start"]:
                    span, words = f"{row['start']}-{row['end']}", text[int(row["start"]) : int(row["end"])]
                    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", words)
                    assert "".join(marks[span].split()) == "".join(clean.split()), (key, name, span)


def test_every_mark_leads_to_an_entry_and_every_entry_to_its_mark(site, texts, page):
    for key in texts:
        shown = page(key)
        ids = set(shown.ids)
        assert {link[1:] for link in shown.links.get("text", ()) if link.startswith("#")} <= ids, key
        led = {link[4:] for links in shown.links.values() for link in links if link.startswith("#ev-")}
        assert led <= set(shown.marks) and {f"ev-{span}" for span in shown.marks} <= ids, key


def test_the_whole_text_is_shown(texts, page):
    for key, text in texts.items():
        if text.strip():
            shown = "".join(page(key).words["text"].split())
            clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", text)
            assert "".join(clean.split()) in shown, key


def test_a_citation_is_shown_where_it_is_made_and_where_it_leads(page):
    citing, cited = page("satu-2020"), page("dua-2021")
    words = "Aplikasi ini cukup efektif bagi warga (Dua, 2021)."
    assert words in citing.words["citations"] and "tidak sependapat dengan" in citing.words["citations"]
    assert words in cited.words["cited-by"] and "tidak sependapat dengan" in cited.words["cited-by"]
    back = [link for link in cited.links["cited-by"] if link.startswith("../paper/satu-2020.html#ev-")]
    assert back and all(link.partition("#")[2] in citing.ids for link in back)


def test_who_contradicts_is_shown_on_both_pages(page):
    one, other = page("satu-2020"), page("dua-2021")
    assert "Dinyatakan oleh penulis artikel ini." in one.words["ties"] and "Dua & Empat (2021)" in one.words["ties"]
    assert "Dinyatakan oleh penulis yang lain." in other.words["ties"] and "Satu (2020)" in other.words["ties"]


def test_a_paper_that_is_not_at_one_with_itself_says_so_with_both_quotes(page):
    words = page("dua-2021").words["verdict"]
    assert "Pada akhirnya aplikasi belum efektif." in words
    assert "Sebagian warga menilai aplikasi sudah berjalan dengan efektif." in words


def test_a_note_that_compares_two_papers_shows_both_passages_on_both_pages(store, page):
    compared = [row for row in rows(store, "integrity") if row["other"]]
    assert compared
    for row in compared:
        for iri in (row["paper"], row["other"]):
            shown = page(key_of(iri))
            words = folded(shown.words["notes"])
            assert folded(row["quote"]) in words and folded(row["other_quote"]) in words
        assert f"ev-{row['other_start']}-{row['other_end']}" in page(key_of(row["other"])).ids


def test_the_study_is_told_by_what_each_method_serves(page):
    words = page("satu-2020", "en").words["study"]
    for told in ("Approach", "qualitative", "Data collection", "interview", "petugas loket", "Kota Angin", "adaptasi"):
        assert told in words, told


def test_the_text_is_the_same_in_both_languages(site, texts):
    for key in texts:
        bodies = [
            re.search(r'<div class="body".*?\n</div>', (folder / "paper" / f"{key}.html").read_text("utf-8"), re.DOTALL)
            for folder in (site, site / "en")
        ]
        assert [body and body.group() for body in bodies] == [bodies[0] and bodies[0].group()] * 2


def test_a_page_does_not_grow_with_those_who_cite_the_paper(store, texts):
    catalogue = Catalogue(store, texts)
    (one, *others) = catalogue.papers
    citation = next(row for row in catalogue("citations") if row["work"] in catalogue.papers)
    catalogue("citations").extend(citation | {"paper": paper, "work": one} for paper in others for _ in range(3))
    relations = Relations(catalogue)
    assert relations.cited_by(one).total == len(others)
    crowd = {f"{one}{number}": catalogue.papers[one] for number in range(2 * MOST)}
    catalogue.papers.update(crowd)
    catalogue("citations").extend(citation | {"paper": paper, "work": one} for paper in crowd)
    shown = Relations(catalogue).cited_by(one)
    assert (len(shown.items), shown.total) == (MOST, len(others) + 2 * MOST)


def test_a_paper_without_anything_has_a_page_that_says_so(page):
    shown = page("kosong")
    assert "Tidak ada pernyataan yang terbaca." in shown.words["statements"]
    assert "Teks artikel ini tidak disimpan." in shown.words["text"]
    assert "panel" not in shown.ids
