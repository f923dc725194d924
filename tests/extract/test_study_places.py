"""Where a study is set: the gazetteer is complete, and names lead to one place of it."""

import csv
from collections import Counter

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.extract.study.gazetteer import Gazetteer, bundled, read_gazetteer
from kg.model import LitkgError, Study
from kg.resources import ontology_dir

BANDUNG = {"kabupaten": "Kabupaten Bandung", "kota": "Kota Bandung"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (ontology_dir() / "places.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def read():
    extractor = Extractor.of(ontology_dir())

    def read(title: str, method: str = "Metodenya wawancara.", results: str = "Warga puas.") -> Study:
        text = f'---\ntitle: "{title}"\nlanguage: id\n---\n\n# Metode\n\n{method}\n\n# Hasil\n\n{results}\n'
        return extractor.read(paper_from("coba-2024", text)).study

    return read


def test_the_gazetteer_has_all_provinces_regencies_and_cities(rows):
    assert Counter(row["kind"] for row in rows) == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    assert len({(row["kind"], row["name"]) for row in rows}) == len(rows)
    provinces = [row["province"] for row in rows if row["kind"] == "provinsi"]
    assert len(set(provinces)) == 38 and all(code[:3] == "ID-" and len(code) == 5 for code in provinces)
    assert {row["province"] for row in rows} == set(provinces)


def test_every_place_is_found_by_each_of_its_names(rows):
    for row in rows:
        for name in (row["name"], *filter(None, row["also"].split(";"))):
            assert any((p.kind, p.name) == (row["kind"], row["name"]) for p in bundled().named(name)), name


def test_the_new_provinces_of_papua_have_their_regencies():
    lies_in = {name: bundled().named(name)[0].province for name in ("Merauke", "Nabire", "Jayawijaya", "Raja Ampat")}
    assert lies_in == {
        "Merauke": "Papua Selatan",
        "Nabire": "Papua Tengah",
        "Jayawijaya": "Papua Pegunungan",
        "Raja Ampat": "Papua Barat Daya",
    }


@pytest.mark.parametrize(
    ("title", "setting"),
    [
        ("Layanan Warga di Kabupaten Bandung", "Kabupaten Bandung, Jawa Barat"),
        ("Layanan Warga di Kota Bandung", "Kota Bandung, Jawa Barat"),
        ("Layanan Warga di Bandung", "Bandung, Jawa Barat"),
        ("LAYANAN WARGA DI KABUPATEN BANDUNG BARAT TAHUN 2022", "Kabupaten Bandung Barat, Jawa Barat"),
        ("Layanan Warga pada Cabang Surabaya Rungkut", "Kota Surabaya, Jawa Timur"),
        ("Citizen Services in Musi Banyuasin Regency", "Kabupaten Musi Banyuasin, Sumatera Selatan"),
        ("Citizen Services in North Lombok", "Kabupaten Lombok Utara, Nusa Tenggara Barat"),
        ("Layanan Warga di Kota Palangkaraya", "Kota Palangka Raya, Kalimantan Tengah"),
        ("Layanan Warga di Provinsi Papua Selatan", "Provinsi Papua Selatan, Papua Selatan"),
        ("Layanan Warga di Provinsi Rekaan", ""),
        ("Layanan Warga Universitas Bandung", ""),
    ],
)
def test_a_title_leads_to_its_place(read, title, setting):
    found = read(title).setting
    assert (f"{found.title}, {found.province}" if found else "") == setting


def test_a_place_that_no_gazetteer_has_is_kept_as_printed(read):
    found = read("Layanan Warga di Kabupaten Angin Timur")
    assert (found.place, found.setting) == ("Kabupaten Angin Timur", None)


@pytest.mark.parametrize("kind", BANDUNG)
def test_a_name_that_two_places_share_is_settled_by_the_text(read, kind):
    found = read("Layanan Warga di Bandung", results=f"Warga {BANDUNG[kind]} puas.")
    assert (found.place, found.setting.kind) == ("Bandung", kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunawan (2018) meneliti hal serupa di Kota Medan.",
        "Penulis lahir di Kota Medan.",
        "Peneliti selanjutnya dapat memilih Kota Medan.",
        "Kajian disusun di Universitas Kota Medan.",
    ],
)
def test_a_place_of_others_is_no_setting(read, sentence):
    assert read("Layanan Warga", sentence).setting is None


def test_what_reviews_of_texts_name_is_no_setting(read):
    found = read("Telaah Layanan Warga", "Studi literatur ini menelaah 30 artikel, banyak tentang Kota Medan.")
    assert (found.place, found.setting) == ("", None)


def test_a_table_of_places_that_is_missing_or_lacks_a_column_is_refused(tmp_path):
    with pytest.raises(LitkgError, match="no table of places"):
        read_gazetteer(tmp_path / "places.csv")
    (tmp_path / "other.csv").write_text("kind,name\nkota,Angin\n", "utf-8")
    with pytest.raises(LitkgError, match="province"):
        read_gazetteer(tmp_path / "other.csv")


def test_another_gazetteer_may_be_given():
    rows = [
        {"kind": "provinsi", "name": "Angin", "province": "ID-XX", "also": ""},
        {"kind": "kota", "name": "Angin Timur", "province": "ID-XX", "also": "East Wind"},
    ]
    assert Gazetteer.of(rows).named("East  Wind")[0].title == "Kota Angin Timur"
