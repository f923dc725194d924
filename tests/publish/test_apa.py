"""References and citations are what the manual of APA 7 asks for, in Indonesian and in English, type by type."""

import pytest

from kg.publish.cite.apart import told_apart
from kg.publish.cite.entries import Entry
from kg.publish.cite.processor import Processor
from kg.publish.cite.runs import Face, plain
from tests.publish.test_citing import BPS, JOURNAL, entry, item, listed, names, other

TITLE = "Mutu layanan warga"
BEHIND = f"{TITLE}. Jurnal Rekaan, 7(2), 11–19. https://doi.org/10.1/a"
NINETEEN = ", ".join(f"Nama{number}, B. C." for number in range(1, 20))
LAW = "Undang-Undang Nomor 7 Tahun 2014 tentang Perdagangan"
WEB = {
    "kind": "webpage", "author": BPS, "issued": None, "URL": "https://contoh.go.id/data",
    "accessed": {"date-parts": [[2022, 5, 5]]},
}  # fmt: skip
ONE, TWO = "Nama1, B. C.", "Nama1, B. C., & Nama2, B. C."
ALONE = ("Nama1 (2020)", "(Nama1, 2020)")
BOOK = {"kind": "book", "publisher": "Alfabeta"}
MONONYM = BOOK | {"author": [{"family": "Sugiyono"}]}
CHAPTER = {"kind": "chapter", "container_title": "Bunga rampai", "page": "1–9", "publisher": "UI"}
THESIS = {"kind": "thesis", "genre": "Skripsi", "publisher": "Universitas Rekaan"}
REPORT = {"kind": "report", "author": BPS, "publisher": "Kementerian Rekaan"}
PROCEEDINGS = {"kind": "paper-conference", "container_title": "Prosiding Rekaan", "page": "4-9", "publisher": "UI"}
NEWS = {"kind": "article-newspaper", "container_title": "Harian Rekaan", "page": "4"}

# Written by hand. What is alike in both languages stands once; else Indonesian, then English.
# Of each: what is known, the entry in the list, within a sentence, in parentheses.
CASES = {
    "an article": (JOURNAL, f"{ONE} (2020). {BEHIND}", *ALONE),
    "an article of two": (
        JOURNAL | {"authors": 2},
        f"{TWO} (2020). {BEHIND}",
        ("Nama1 dan Nama2 (2020)", "Nama1 and Nama2 (2020)"),
        "(Nama1 & Nama2, 2020)",
    ),
    "an article of three": (
        JOURNAL | {"authors": 3},
        f"Nama1, B. C., Nama2, B. C., & Nama3, B. C. (2020). {BEHIND}",
        ("Nama1 dkk. (2020)", "Nama1 et al. (2020)"),
        ("(Nama1 dkk., 2020)", "(Nama1 et al., 2020)"),
    ),
    "an article of twenty": (
        JOURNAL | {"authors": 20},
        f"{NINETEEN}, & Nama20, B. C. (2020). {BEHIND}",
        ("Nama1 dkk. (2020)", "Nama1 et al. (2020)"),
        ("(Nama1 dkk., 2020)", "(Nama1 et al., 2020)"),
    ),
    "an article of twenty-one": (
        JOURNAL | {"authors": 21},
        f"{NINETEEN}, … Nama21, B. C. (2020). {BEHIND}",
        ("Nama1 dkk. (2020)", "Nama1 et al. (2020)"),
        ("(Nama1 dkk., 2020)", "(Nama1 et al., 2020)"),
    ),
    "an article of an organisation": (
        JOURNAL | {"author": BPS},
        f"Badan Pusat Statistik. (2020). {BEHIND}",
        "Badan Pusat Statistik (2020)",
        "(Badan Pusat Statistik, 2020)",
    ),
    "an article of nobody": (
        JOURNAL | {"author": None},
        f"{TITLE}. (2020). {BEHIND.removeprefix(f'{TITLE}. ')}",
        f"“{TITLE}” (2020)",
        f"(“{TITLE},” 2020)",
    ),
    "a title that asks": (
        JOURNAL | {"title": "Mengapa mutu?"},
        f"{ONE} (2020). Mengapa mutu? {BEHIND.removeprefix(f'{TITLE}. ')}",
        *ALONE,
    ),
    "a short range of pages": (
        JOURNAL | {"page": "109–20"},
        f"{ONE} (2020). {BEHIND.replace('11–19', '109–120')}",
        *ALONE,
    ),
    "a book": (BOOK, f"{ONE} (2020). {TITLE}. Alfabeta.", *ALONE),
    "a book of two": (
        BOOK | {"authors": 2},
        f"{TWO} (2020). {TITLE}. Alfabeta.",
        ("Nama1 dan Nama2 (2020)", "Nama1 and Nama2 (2020)"),
        "(Nama1 & Nama2, 2020)",
    ),
    "an edition of a book, by one name": (
        MONONYM | {"edition": "3rd"},
        (f"Sugiyono. (2020). {TITLE} (Edisi ke-3). Alfabeta.", f"Sugiyono. (2020). {TITLE} (3rd ed.). Alfabeta."),
        "Sugiyono (2020)",
        "(Sugiyono, 2020)",
    ),
    "a book without a year": (
        MONONYM | {"issued": None},
        (f"Sugiyono. (t.t.). {TITLE}. Alfabeta.", f"Sugiyono. (n.d.). {TITLE}. Alfabeta."),
        ("Sugiyono (t.t.)", "Sugiyono (n.d.)"),
        ("(Sugiyono, t.t.)", "(Sugiyono, n.d.)"),
    ),
    "a book of editors": (
        BOOK | {"author": None, "editor": names(2)},
        (
            f"{TWO} (Ed.). (2020). {TITLE}. Alfabeta.",
            f"{TWO} (Eds.). (2020). {TITLE}. Alfabeta.",
        ),
        ("Nama1 dan Nama2 (2020)", "Nama1 and Nama2 (2020)"),
        "(Nama1 & Nama2, 2020)",
    ),
    "a chapter": (
        CHAPTER | {"editor": names(2)},
        (
            f"{ONE} (2020). {TITLE}. Dalam B. C. Nama1 & B. C. Nama2 (Ed.), Bunga rampai (hlm. 1–9). UI.",
            f"{ONE} (2020). {TITLE}. In B. C. Nama1 & B. C. Nama2 (Eds.), Bunga rampai (pp. 1–9). UI.",
        ),
        *ALONE,
    ),
    "a chapter of an edition": (
        CHAPTER | {"editor": names(1), "edition": "2"},
        (
            f"{ONE} (2020). {TITLE}. Dalam B. C. Nama1 (Ed.), Bunga rampai (Edisi ke-2, hlm. 1–9). UI.",
            f"{ONE} (2020). {TITLE}. In B. C. Nama1 (Ed.), Bunga rampai (2nd ed., pp. 1–9). UI.",
        ),
        *ALONE,
    ),
    "a thesis": (THESIS, f"{ONE} (2020). {TITLE} [Skripsi]. Universitas Rekaan.", *ALONE),
    "a thesis in a repository": (
        THESIS | {"URL": "https://repositori.contoh.ac.id/1"},
        f"{ONE} (2020). {TITLE} [Skripsi, Universitas Rekaan]. https://repositori.contoh.ac.id/1",
        *ALONE,
    ),
    "a paper in proceedings": (PROCEEDINGS, f"{ONE} (2020). {TITLE}. Prosiding Rekaan, 4–9.", *ALONE),
    "a paper in edited proceedings": (
        PROCEEDINGS | {"editor": names(1)},
        (
            f"{ONE} (2020). {TITLE}. Dalam B. C. Nama1 (Ed.), Prosiding Rekaan (hlm. 4–9). UI.",
            f"{ONE} (2020). {TITLE}. In B. C. Nama1 (Ed.), Prosiding Rekaan (pp. 4–9). UI.",
        ),
        *ALONE,
    ),
    "a report": (
        REPORT,
        f"Badan Pusat Statistik. (2020). {TITLE}. Kementerian Rekaan.",
        "Badan Pusat Statistik (2020)",
        "(Badan Pusat Statistik, 2020)",
    ),
    "a report that its author publishes": (
        REPORT | {"publisher": "Badan Pusat Statistik"},
        f"Badan Pusat Statistik. (2020). {TITLE}.",
        "Badan Pusat Statistik (2020)",
        "(Badan Pusat Statistik, 2020)",
    ),
    "a law": (
        {"kind": "legislation", "title": LAW, "author": None, "issued": {"date-parts": [[2014]]}},
        f"{LAW} (2014).",
        f"{LAW} (2014)",
        f"({LAW}, 2014)",
    ),
    "a web page of a day": (
        WEB,
        (
            f"Badan Pusat Statistik. (t.t.). {TITLE}. Diambil 5 Mei 2022, dari https://contoh.go.id/data",
            f"Badan Pusat Statistik. (n.d.). {TITLE}. Retrieved May 5, 2022, from https://contoh.go.id/data",
        ),
        ("Badan Pusat Statistik (t.t.)", "Badan Pusat Statistik (n.d.)"),
        ("(Badan Pusat Statistik, t.t.)", "(Badan Pusat Statistik, n.d.)"),
    ),
    "a web page": (
        WEB | {"accessed": None, "author": names(1), "issued": {"date-parts": [[2020]]}, "container_title": "Situs"},
        f"{ONE} (2020). {TITLE}. Situs. https://contoh.go.id/data",
        *ALONE,
    ),
    "a web page on the site of its author": (
        WEB | {"accessed": None, "container_title": "Badan Pusat Statistik"},
        (
            f"Badan Pusat Statistik. (t.t.). {TITLE}. https://contoh.go.id/data",
            f"Badan Pusat Statistik. (n.d.). {TITLE}. https://contoh.go.id/data",
        ),
        ("Badan Pusat Statistik (t.t.)", "Badan Pusat Statistik (n.d.)"),
        ("(Badan Pusat Statistik, t.t.)", "(Badan Pusat Statistik, n.d.)"),
    ),
    "a newspaper": (NEWS, f"{ONE} (2020). {TITLE}. Harian Rekaan, 4.", *ALONE),
    "a newspaper on the web": (
        NEWS | {"page": None, "URL": "https://harian.example/a"},
        f"{ONE} (2020). {TITLE}. Harian Rekaan. https://harian.example/a",
        *ALONE,
    ),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("case", CASES)
def test_each_type_is_written_as_the_manual_does(case, language):
    known, *expected = CASES[case]
    reference, narrative, parenthetical = (
        each if isinstance(each, str) else each[language == "en"] for each in expected
    )
    apa, cited = Processor("apa", language), entry(**known)
    assert plain(apa.reference(cited)) == reference
    assert plain(apa.narrative(cited)) == narrative
    assert plain(apa.parenthetical([apa.cite(cited)])) == parenthetical


@pytest.mark.parametrize(
    ("case", "italic"),
    [
        ("an article", ["Jurnal Rekaan", "7"]), ("a book", [TITLE]), ("a chapter", ["Bunga rampai"]),
        ("a thesis", [TITLE]), ("a report", [TITLE]), ("a web page", [TITLE]), ("a newspaper", ["Harian Rekaan"]),
        ("a paper in proceedings", ["Prosiding Rekaan"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_stands_for_the_whole_work_is_in_italics(case, italic, language):
    begin, end = Face.ITALIC.value
    reference = Processor("apa", language).reference(entry(**CASES[case][0]))
    parts = [part.partition(end)[0] for part in reference.split(begin)[1:]]
    assert [text for part in parts for text in part.split(", ")] == italic


@pytest.mark.parametrize("language", ["id", "en"])
def test_works_of_the_same_authors_and_year_get_letters_in_the_order_of_their_titles(language):
    cited, references = listed(
        other("y", names(1), title="Zakat"), other("x", names(1), title="Air"), language=language
    )
    assert cited == {"x": "(Nama1, 2020a)", "y": "(Nama1, 2020b)"}
    assert [each.partition(". Jurnal")[0] for each in references] == [f"{ONE} (2020a). Air.", f"{ONE} (2020b). Zakat."]


@pytest.mark.parametrize(("language", "undated"), [("id", "t.t."), ("en", "n.d.")])
def test_works_without_a_year_get_letters_behind_a_hyphen(language, undated):
    book = item("book") | {"publisher": "UI"}
    del book["issued"]
    cited, references = listed(*(Entry(iri, iri, book | {"title": iri}) for iri in ("x", "y")), language=language)
    assert cited == {"x": f"(Nama1, {undated}-a)", "y": f"(Nama1, {undated}-b)"}
    assert references == [f"{ONE} ({undated}-a). x. UI.", f"{ONE} ({undated}-b). y. UI."]


def test_a_list_stands_in_the_order_of_names_years_and_titles():
    entries = [other("d", names(2)), other("c", names(1), 2021), other("b", names(1), 2019), other("a", BPS)]
    assert [each.iri for each in told_apart(entries)] == ["a", "b", "c", "d"]
