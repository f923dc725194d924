"""What reference managers export is read alike from every format; what is broken is told, and the rest is used."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.libraries.entry import Entry
from kg.corpus.libraries.library import Library, libraries_beside, read_library
from kg.model import LitkgError, Metadata

LIBRARIES = Path(__file__).parent / "libraries"
ANTREAN = Metadata(
    title="Mutu Layanan Antrean JMO di Pasar Kota Angin",
    authors=("Rara Ayu Wening", "Suharto"),
    families=("Wening", "Suharto"),
    year=2024,
    venue="Jurnal Angin Timur",
    volume="4",
    issue="1",
    pages="10-22",
    doi="10.1234/jat.v4i1.7",
    language="id",
    keywords=("antre", "loket"),
)
LAPORAN = Metadata(
    title="Laporan Rekaan Loket Desa",
    authors=("BPJS Ketenagakerjaan",),
    families=("BPJS Ketenagakerjaan",),
    year=2023,
    language="id",
)
QUEUES = Metadata(
    title="Queues at Mobile Counters: A São Tomé Field Study",
    authors=("Jörg Müller", "Ludwig van Beethoven"),
    families=("Müller", "van Beethoven"),
    year=2022,
    venue="Proceedings of the Wind City Workshop",
    pages="3-9",
    doi="10.1234/wcw.2022.3",
    language="en",
)
FILES = [path.name for path in sorted(LIBRARIES.iterdir())]


def library(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def bibtex(folder: Path, fields: str) -> Entry:
    """Read one entry of BibTeX, written as its fields."""
    (found,) = read_library(library(folder, "a.bib", f"@article{{a,\n{fields}\n}}")).entries
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_export_of_the_same_works_says_the_same(name):
    found = read_library(LIBRARIES / name)
    antrean, laporan, queues = (entry.metadata for entry in found.entries[:3])
    title = antrean.title if name == "better-bibtex.bib" else ANTREAN.title  # it writes "Di" with a capital
    assert antrean == replace(ANTREAN, title=title) and title.casefold() == ANTREAN.title.casefold()
    assert (laporan, queues) == (LAPORAN, QUEUES)
    assert found.faults == ()
    assert all(entry.doubts == () for entry in found.entries)


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".json")])
def test_attached_files_are_known_by_their_names(name):
    antrean, laporan, queues = read_library(LIBRARIES / name).entries[:3]
    assert antrean.files[0] == "Wening and Suharto - 2024 - Mutu Layanan.pdf"
    assert (laporan.files, queues.files) == (("laporan-rekaan.pdf",), ())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("zotero.bib", ["wening_mutu_2024", "bpjs_ketenagakerjaan_laporan_2023", "muller_queues_2022"]),
        ("jabref.bib", ["Wening2024", "BPJS2023", "Mueller2022", "wcw2022"]),
        ("zotero.json", ["wening2024", "bpjs2023", "http://zotero.org/users/1000/items/MN34OP56"]),
        ("zotero.ris", ["", "", ""]),
    ],
)
def test_an_entry_has_the_key_of_its_library(name, keys):
    assert [entry.key for entry in read_library(LIBRARIES / name).entries] == keys


def test_an_entry_names_its_place():
    places = {path: read_library(LIBRARIES / path).entries[1].place.rsplit(": ", 1)[1] for path in FILES}
    assert places["mendeley.bib"] == "line 19" and places["zotero.ris"] == "line 27"
    assert places["zotero.json"] == "entry 2"


@pytest.mark.parametrize("name", FILES)
def test_line_ends_and_a_byte_order_mark_do_not_matter(name, tmp_path):
    text = (LIBRARIES / name).read_text(encoding="utf-8").removeprefix("\ufeff")
    plain = read_library(library(tmp_path, name, text))
    assert read_library(library(tmp_path, name, "\ufeff" + text.replace("\n", "\r\n"))) == plain


@pytest.mark.parametrize(
    ("names", "authors", "families"),
    [
        ("Putri, Naura", ("Naura Putri",), ("Putri",)),
        ("Naura Putri", ("Naura Putri",), ("Putri",)),
        ("Suharto and Tirta Jaya", ("Suharto", "Tirta Jaya"), ("Suharto", "Jaya")),
        ("{BPJS Ketenagakerjaan} and Jaya, Tirta", ("BPJS Ketenagakerjaan", "Tirta Jaya"), None),
        ("{Dinas Pasar and Loket}", ("Dinas Pasar and Loket",), ("Dinas Pasar and Loket",)),
        ("{\\'E}lan, Jos{\\'e}", ("José Élan",), ("Élan",)),
        ("{\\'E}lan", ("Élan",), ("Élan",)),
        ("Wening, Rara and others", ("Rara Wening",), ("Wening",)),
        ("de la Cruz, Ana", ("Ana de la Cruz",), ("de la Cruz",)),
        ("Jaya~Putra, Tirta", ("Tirta Jaya Putra",), ("Jaya Putra",)),
        ("family=Jong, given=Ani, prefix=de, useprefix=true", ("Ani de Jong",), ("de Jong",)),
        ("Wening,\n   Rara\n   and\n   Jaya, Tirta", ("Rara Wening", "Tirta Jaya"), ("Wening", "Jaya")),
        ("", (), ()),
        ("and and", (), None),
    ],
)
def test_names_of_bibtex_are_read_as_people_write_them(names, authors, families, tmp_path):
    found = bibtex(tmp_path, f"author = {{{names}}}").metadata
    assert found.authors == authors or families is None
    assert families is None or found.families == families
    assert len(found.authors) == len(found.families)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("{{JMO}} dan {e-Loket}", "JMO dan e-Loket"),
        ("Puas 50% \\& cepat 60\\%", "Puas 50% & cepat 60%"),
        ("Antre <i>online</i> &amp; <b>cepat</b>", "Antre online & cepat"),
        ("A {\\textless}sub{\\textgreater}b{\\textless}/sub{\\textgreater} c", "A b c"),
        ('Kajian \\textit{mobile} {\\"u}ber', "Kajian mobile über"),
        ("``Antre'' -- kajian", "“Antre” – kajian"),
        ("Nilai $\\alpha$ loket", "Nilai α loket"),
        ("Baris\n   kedua", "Baris kedua"),
    ],
)
def test_a_title_is_what_latex_and_html_show(written, title, tmp_path):
    assert bibtex(tmp_path, f"title = {{{written}}}").metadata.title == title


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year = 2024", 2024),
        ("year = {2024}", 2024),
        ('year = "2024"', 2024),
        ("date = {2024-05-31}", 2024),
        ("date = {2024-05/2024-07}", 2024),
        ("date = {2024}, year = {1999}", 2024),
        ("month = may # {~31}, year = 20 # 24", 2024),
    ],
)
def test_the_year_of_bibtex_and_biblatex_is_read(fields, year, tmp_path):
    found = bibtex(tmp_path, fields)
    assert found.metadata.year == year and found.doubts == ()


def test_a_subtitle_belongs_to_the_title(tmp_path):
    assert bibtex(tmp_path, "title = {Antre}, subtitle = {Kajian Loket}").metadata.title == "Antre: Kajian Loket"


def test_pages_are_joined_by_one_hyphen(tmp_path):
    assert bibtex(tmp_path, "pages = {10 -- 22}").metadata.pages == "10-22"
    assert bibtex(tmp_path, "pages = {e5–e9}").metadata.pages == "e5-e9"


def test_a_doi_is_found_in_an_address_too(tmp_path):
    assert bibtex(tmp_path, "url = {https://doi.org/10.1234/a\\_b}").metadata.doi == "10.1234/a_b"
    assert bibtex(tmp_path, "url = {https://jurnal.example/7}, doi = {-}").metadata.doi == ""


@pytest.mark.parametrize("value", ["segera terbit", "t.t.", "forthcoming", "{"])
def test_an_unreadable_date_is_left_unknown_and_told(value, tmp_path):
    content = json.dumps([{"type": "book", "title": "Kajian Loket", "issued": {"raw": value}}])
    (found,) = read_library(library(tmp_path, "a.json", content)).entries
    assert (found.metadata.year, found.metadata.title) == (None, "Kajian Loket")
    (doubt,) = found.doubts
    assert doubt.startswith(f"{tmp_path / 'a.json'}: entry 1: issued ") and doubt.endswith("2024 or 2024-05-31")


@pytest.mark.parametrize(
    ("named", "tag"),
    [
        *[("id", "id"), ("Indonesian", "id"), ("Bahasa Indonesia", "id"), ("ind", "id"), ("en_US", "en-us")],
        *[("English", "en"), ("Inggris", "en"), ("id; en", "id"), ("fr", "fr"), ("bahasa kami", "")],
    ],
)
def test_a_language_is_known_by_its_name_or_tag(named, tag, tmp_path):
    assert bibtex(tmp_path, f"language = {{{named}}}").metadata.language == tag


@pytest.mark.parametrize(
    "broken",
    [
        "@article{rusak,\n title = {Tanpa Penutup,\n year = 2023\n}\n",
        '@article{rusak,\n title = "Tanpa Penutup,\n year = 2023\n}\n',
        "@article{rusak\n title = {Tanpa Koma}\n}\n",
        "@article{rusak,\n title {Tanpa Tanda}\n}\n",
    ],
)
def test_a_broken_entry_is_named_with_its_line_and_the_others_are_used(broken, tmp_path):
    whole = "@book{satu, title = {Satu}}\n\n"
    found = read_library(library(tmp_path, "a.bib", f"{whole}{broken}\n@book{{dua, title = {{Dua}}}}\n"))
    assert [entry.key for entry in found.entries] == ["satu", "dua"]
    (fault,) = found.faults
    assert fault.startswith(f"{tmp_path / 'a.bib'}: line 3: the entry 'rusak' is broken") and fault.count("\n") == 0


def test_an_entry_with_a_field_twice_is_used_with_the_first(tmp_path):
    assert bibtex(tmp_path, "title = {Satu}, title = {Dua}, year = 2024").metadata.title == "Satu"


def test_two_entries_with_one_key_are_told_unless_they_say_the_same(tmp_path):
    one, same, other = (f"@book{{a, title = {{{title}}}}}\n" for title in ("Satu", "Satu", "Dua"))
    assert read_library(library(tmp_path, "a.bib", one + same)).faults == ()
    (fault,) = read_library(library(tmp_path, "a.bib", one + same + other)).faults
    assert "line 3: the key 'a' stands at line 1 too" in fault


def test_of_many_broken_entries_the_first_are_told_and_the_others_counted(tmp_path):
    found = read_library(library(tmp_path, "a.bib", "@book{a, title}\n" * 50 + "@book{b, title = {Satu}}"))
    assert len(found.entries) == 1 and len(found.faults) == 21 and "30 more of its entries" in found.faults[-1]


def test_a_macro_that_doubles_itself_does_not_grow(tmp_path):
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    text = f"@string{{a0 = {{angin}}}}\n{doubling}@book{{b, title = a60}}"
    assert is_sound(read_library(library(tmp_path, "a.bib", text)))


def test_a_title_of_ris_may_run_on_and_a_note_may_be_long(tmp_path):
    text = "TY  - JOUR\nTI  - Mutu\nAntrean\nN1  - " + "catatan\n" * 100_000 + "PY  - 2024\nER  - \n"
    (found,) = read_library(library(tmp_path, "a.ris", text)).entries
    assert (found.metadata.title, found.metadata.year) == ("Mutu Antrean", 2024)


def test_a_record_of_ris_that_is_not_closed_ends_at_the_next(tmp_path):
    text = "TY  - JOUR\nTI  - Satu\nTY  - JOUR\nTI  - Dua\nER  - \n"
    assert [e.metadata.title for e in read_library(library(tmp_path, "a.ris", text)).entries] == ["Satu", "Dua"]


def test_an_english_title_beside_the_own_is_read(tmp_path):
    ris = "TY  - JOUR\nTI  - Mutu Antrean\nTT  - The Quality of the Queues\nER  - \n"
    (found,) = read_library(library(tmp_path, "a.ris", ris)).entries
    assert found.metadata.title_en == "The Quality of the Queues"
    item = [{"type": "book", "title": "Mutu Antrean", "title-en": "The Quality of the Queues"}]
    (found,) = read_library(library(tmp_path, "a.json", json.dumps(item))).entries
    assert found.metadata.title_en == "The Quality of the Queues"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.bib", "@book{a, title = {S\xe3o}}".encode("latin-1"), "line 1 is not UTF-8; save"),
        ("a.ris", "TY  - JOUR\nTI  - Satu\n".encode("utf-16"), "UTF-8"),
        ("a.bib", b"@book{a, title = {\0}}", "NUL"),
        ("a.json", '[\n{"type": "book",}\n]', "line 2: the JSON is broken"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", '{"layar": 3}', "no list of CSL items"),
        ("a.json", "3", "no list of CSL items"),
        ("a.json", '[{"type": "book", "title": "a", "volume": ' + "9" * 5000 + "}]", "too long a number"),
        ("a.xml", "<a/>", "is no library that can be read; export it as BibTeX, RIS or CSL JSON"),
        ("absent.bib", None, "No such file"),
    ],
)
def test_a_library_that_cannot_be_read_is_refused_in_one_clear_line(name, content, told, tmp_path):
    path = tmp_path / name
    if content is not None:
        library(tmp_path, name, content)
    with pytest.raises(LitkgError) as refused:
        read_library(path)
    line = str(refused.value)
    assert line.startswith(f"{path}: ") and told in line and len(line.splitlines()) == 1


def test_a_library_of_more_than_50_mb_is_refused_unread(tmp_path):
    path = library(tmp_path, "a.bib", "")
    with path.open("wb") as file:
        file.truncate(50 * 2**20 + 1)
    with pytest.raises(LitkgError, match="larger than 50 MB"):
        read_library(path)


@pytest.mark.parametrize("name", ["a.bib", "a.ris"])
@pytest.mark.parametrize("content", ["", "\n", "Bukan pustaka sama sekali.\n"])
def test_a_library_without_an_entry_is_told(name, content, tmp_path):
    found = read_library(library(tmp_path, name, content))
    assert found.entries == () and found.faults == (f"{tmp_path / name}: has no entry; export the library anew",)


def test_an_item_of_csl_that_is_none_is_told_with_its_number(tmp_path):
    found = read_library(library(tmp_path, "a.json", '[{"type": "book", "title": "Satu"}, 3, {"title": "Dua"}]'))
    assert [entry.metadata.title for entry in found.entries] == ["Satu"]
    assert [fault.split(": ", 1)[1].split(" is")[0] for fault in found.faults] == ["entry 2", "entry 3"]


def test_libraries_beside_papers_are_found_and_other_json_is_passed_over(tmp_path):
    item = '[{"type": "book", "id": "a", "title": "Kajian"}]'
    for name in ("b.bib", "a.RIS", "c.json", ".hidden.bib", "_draft.bib", "paper.txt"):
        library(tmp_path, name, item if name.endswith("json") else "")
    for name, content in {
        "settings.json": '{"layar": 3}',
        "broken.json": '{"layar": ',
        "list.json": '[{"type": "tombol", "id": 3}]',
        "deep.json": "[" * 100_000,
        "binary.json": b"\0",
        "latin.json": "[\xe3]".encode("latin-1"),
    }.items():
        library(tmp_path, name, content)
    (tmp_path / "folder.bib").mkdir()
    assert [path.name for path in libraries_beside(tmp_path)] == ["a.RIS", "b.bib", "c.json"]


def test_a_cut_off_csl_export_is_no_other_json(tmp_path):
    cut = (LIBRARIES / "zotero.json").read_text(encoding="utf-8")[:900]
    assert libraries_beside(library(tmp_path, "z.json", cut).parent) == (tmp_path / "z.json",)


def is_sound(found: Library) -> bool:
    """Whether all that was read makes bibliographic data that can be written, and every line told is one line."""
    for entry in found.entries:
        known = entry.metadata
        repr(known).encode()
        assert len(known.authors) == len(known.families)
        assert all(ord(c) >= 0x20 and c not in "\ufeff\u200b" for c in known.title + "".join(known.authors))
    told = [*found.faults, *(doubt for entry in found.entries for doubt in entry.doubts)]
    return all(len(line.splitlines()) == 1 and ";" in line for line in told)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "name", "non-dropping-particle"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
TERMS = st.sampled_from(
    ["title", "title-en", "author", "issued", "page", "volume", "DOI", "language", "keyword", "id", "citation-key"]
)


@given(st.lists(st.dictionaries(TERMS, JSON, min_size=1, max_size=5), min_size=1, max_size=3))
def test_whatever_an_item_of_csl_holds_it_makes_sound_data_or_is_told(tmp_path_factory, items):
    content = json.dumps([{"type": "book", "title": "Kajian", **item} for item in items])
    path = library(tmp_path_factory.getbasetemp(), "any.json", content)
    assert is_sound(read_library(path))


@given(st.text(alphabet="@{}()\"=,#\\%&~$-aB2' \n", max_size=60))
def test_whatever_stands_in_bibtex_it_is_read_or_told(tmp_path_factory, text):
    for content in (text, f"@book{{a, title = {{{text}}}, author = {{{text}}}, year = {{{text}}}, file = {{{text}}}}}"):
        assert is_sound(read_library(library(tmp_path_factory.getbasetemp(), "any.bib", content)))


@given(
    st.lists(st.tuples(st.sampled_from(["TY", "TI", "AU", "PY", "SP", "L1", "ER", "XX", "??"]), st.text(max_size=9)))
)
def test_whatever_stands_in_ris_it_is_read_or_told(tmp_path_factory, lines):
    content = "".join(f"{tag}  - {value}\n" for tag, value in lines).replace("\0", "")
    assert is_sound(read_library(library(tmp_path_factory.getbasetemp(), "any.ris", content)))


@pytest.mark.parametrize(
    "text", ["{" * 50_000 + "}" * 50_000, "\\textit{" * 5_000 + "}" * 5_000, "$" * 9_999, "a and " * 50_000]
)
def test_a_hostile_value_is_read_in_time(text, tmp_path):
    assert is_sound(Library((bibtex(tmp_path, f"title = {{{text}}}, author = {{{text}}}"),)))
