"""A small literature made up for the tests of the site: every kind of thing that a page shows, and hostile texts.

Two papers against three on one aspect, an author in common, a passage in common, a paper that is not at one with
itself, declared comparisons, a secondary source, stated gaps, faults in citations; a paper in English, a reading note,
a paper without anything, a text of one endless word, and markup in everything that comes from outside.
"""

import json
import shutil
from pathlib import Path

from kg import resources
from kg.assembling import graph_of
from kg.building import Options
from kg.extract.lexicon import load_lexicon
from kg.graph.finish import check_and_export
from kg.graph.store import DATA, GRAPH_FILE, TEXTS
from kg.model import Place
from kg.publish.beside import write_site_of
from tests.publish.manuscript import Manuscript

SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '<img src=x onerror="alert(1)">'
MIRRORED = "\u202eterbalik"  # left open: what follows is turned around too, unless the text is kept apart
ENDLESS = "panjang" * 1429  # 10,003 characters without a space
EVIL = "jahat<b>&'\""
ODD = "aneh #1 50%?"
LABEL = '"keterbatasan jaringan internet"@id'
SHARED = (
    "Petugas di loket menyambut warga yang datang pagi hari dan menuntun mereka memasang aplikasi sampai selesai "
    "tanpa harus kembali esok harinya."
)
ANGIN = Place("kota", "Angin", "Langit Timur", "ID-JB")
BATU = Place("kabupaten", "Batu", "Bumi Barat", "ID-SS")


def satu():
    """A study that finds the aspect good, and says that it differs from the next."""
    paper = Manuscript(
        "satu-2020", title="Judul satu: pemakaian aplikasi di kota", title_en="Title one: use of an app in the city",
        authors=("Ani Satu",), families=("Satu",), year=2020, venue="Jurnal Rekaan", volume="1", issue="2",
        pages="3–9", doi="10.1234/a(b)", keywords=("aplikasi", "warga"),
    )  # fmt: skip
    paper.section("title", "Judul satu: pemakaian aplikasi di kota")
    paper.section("method", "Metode")
    method = paper.writes("Metode kualitatif dengan wawancara mendalam terhadap 2 petugas loket di Kota Angin.")
    theory = paper.writes("Teori Duncan dipakai untuk menilai efektivitas.")
    paper.studies(
        ("qualitative", paper.within(method, "kualitatif")), ("interview", paper.within(method, "wawancara mendalam")),
        groups=[("petugas loket", 2, paper.within(method, "2 petugas loket"))],
        informants=2, place="Kota Angin", period="2019", setting=ANGIN,
    )  # fmt: skip
    paper.applies("duncan-effectiveness", "Teori Duncan", theory, ("adaptasi", "integrasi"))
    paper.section("results", "Hasil")
    good = paper.judges("effectiveness", "effective", "Aplikasi ini cukup efektif bagi warga (Dua, 2021).")
    paper.cites(good, "(Dua, 2021)", "Dua 2021", 1, "disagreesWith")
    paper.says("obstacle", "internet-network", "Jaringan lemah.", confidence=0.5)
    paper.says("benefit", "queue-reduction", SHARED)
    paper.says("recommendation", "improve-network", "Jaringan perlu diperkuat.")
    paper.says("feature", "balance-check", "Saldo dapat dilihat di layar.")
    paper.section("conclusion", "Simpulan")
    last = paper.judges("effectiveness", "effective", "Akhir satu: aplikasi cukup efektif.", part="cukup efektif")
    paper.concludes("effectiveness", "effective", paper.within(last, "cukup efektif"))
    paper.says("gap", "", "Belum ada yang meneliti warga lansia.", topics=(("segment", "older-users"),))
    paper.section("references", "Daftar Pustaka")
    paper.lists("Dua, B. (2021). Judul dua. Jurnal Lain, 3(1), 1–9.", first_author="Dua", authors=("Dua, B.",),
                year=2021, title="Judul dua: suara warga desa", container="Jurnal Lain")  # fmt: skip
    return paper.reading()


def dua():
    """A study that finds the aspect bad in the end though good on the way, with a source at second hand."""
    paper = Manuscript(
        "dua-2021", title="Judul dua: suara warga desa", authors=("Budi Dua", "Citra Empat"),
        families=("Dua", "Empat"), year=2021, venue="Jurnal Lain",
    )  # fmt: skip
    paper.section("title", "Judul dua: suara warga desa")
    paper.section("method", "Metode")
    method = paper.writes("Survei kuantitatif atas 90 warga di Kabupaten Batu pada tahun 2023.")
    paper.studies(("quantitative", paper.within(method, "kuantitatif")), informants=90, place="Kabupaten Batu",
                  period="2023", setting=BATU)  # fmt: skip
    paper.section("results", "Hasil")
    bad = paper.judges("effectiveness", "not-effective", "Aplikasi ini\n\nbelum optimal.", after=" ")
    weak = paper.says("obstacle", "internet-network", "Jaringan lemah, kata Tiga (2019).", source="Tiga 2019")
    paper.cites(weak, "Tiga (2019)", "Tiga 2019", 1)
    paper.says("statistic", "", "Sebanyak 12 persen warga tidak memasangnya.", value="12", unit="persen", what="warga")
    paper.judges("ease-of-use", "effective", "Aplikasi mudah dipakai.")
    paper.judges("effectiveness", "effective", "Sebagian warga menilai aplikasi sudah berjalan dengan efektif.")
    ghost = paper.writes("Hal serupa pernah dicatat (Hantu, 2018).")
    paper.cites(ghost, "(Hantu, 2018)", "Hantu 2018", None)
    paper.text += "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    paper.section("conclusion", "Simpulan")
    last = paper.judges("effectiveness", "not-effective", "Pada akhirnya aplikasi belum efektif.")
    paper.concludes("effectiveness", "not-effective", last)
    paper.says("recommendation", "socialisation-education", "Sosialisasi perlu digalakkan.")
    paper.says("future-research", "further-research", "Penelitian lanjutan perlu memeriksa desa lain.")
    paper.section("references", "Daftar Pustaka")
    paper.lists(f"Tiga, C. (2019). {SCRIPT}. Penerbit.", first_author="Tiga", authors=("Tiga, C.",), year=2019,
                title=f"Karya tiga {IMAGE}", publisher=SCRIPT, url="javascript:alert(1)", kind="book")  # fmt: skip
    paper.lists("Tak Disebut, D. (2015). Karya sunyi.", first_author="Tak Disebut", authors=("Tak Disebut, D.",),
                year=2015, title="Karya sunyi")  # fmt: skip
    assert bad.quote in paper.text
    return paper.reading()


def three():
    """A paper in English by an author of the first and with a passage of it."""
    paper = Manuscript(
        "three-2022", title="Paper three: the same desk, another year", authors=("Ani Satu", "Dee O'Three"),
        families=("Satu", "O'Three"), year=2022, venue="Made-up Review", language="en",
    )  # fmt: skip
    paper.section("title", "Paper three: the same desk, another year")
    paper.section("results", "Results")
    paper.says("benefit", "queue-reduction", SHARED)
    good = paper.judges("effectiveness", "fairly-effective", "The app is quite effective, as Satu (2020) found.")
    paper.cites(good, "Satu (2020)", "Satu 2020", 1, "agreesWith")
    said = paper.judges("effectiveness", "effective", "Dua (2021) calls the app effective.", source="Dua 2021")
    paper.cites(said, "Dua (2021)", "Dua 2021", 2)
    paper.says("obstacle", "internet-network", "The network is weak.")
    paper.says("obstacle", "electricity-supply", "Power cuts stop the desk.")
    paper.section("references", "References")
    paper.lists("Satu, A. (2020). Judul satu. Jurnal Rekaan, 1(2).", first_author="Satu", authors=("Satu, A.",),
                year=2020, title="Judul satu: pemakaian aplikasi di kota")  # fmt: skip
    paper.lists("Dua, B. (2021). Judul dua. Jurnal Lain, 3(1).", first_author="Dua", authors=("Dua, B.",), year=2021,
                title="Judul dua: suara warga desa")  # fmt: skip
    return paper.reading()


def jahat():
    """Markup in all that a file may bring: name, title, authors, venue, theory, roles, units, rules, quotes."""
    paper = Manuscript(
        EVIL, title=f"{SCRIPT}{IMAGE}{MIRRORED}", authors=(IMAGE, f"A {SCRIPT}{MIRRORED}"),
        families=(IMAGE, f"{SCRIPT}{MIRRORED}"), venue=f"{SCRIPT}{MIRRORED}", volume=IMAGE,
        pages=IMAGE, doi='10.1/"><script>alert(1)</script>', language="id", keywords=(IMAGE,),
        affiliations=(SCRIPT, IMAGE), opening="---\ntitle: x\n---\n\n",
    )  # fmt: skip
    paper.section("results", f"Hasil {IMAGE}")
    bad = paper.judges(
        "effectiveness", "not-effective", f"{SCRIPT} {IMAGE} {MIRRORED} & aplikasi gagal.", rule=f"aturan {IMAGE}"
    )
    paper.says("obstacle", "internet-network", f"Jaringan lemah {{{{ 7*7 }}}} {IMAGE} ' or 1=1 -- \u2028 \x07.")
    paper.says("gap", "", f"Belum ada yang meneliti {SCRIPT} {MIRRORED}.")
    paper.says("statistic", "", f"Sebanyak 5 {IMAGE} rusak.", value="5", unit=IMAGE, what=f"{SCRIPT} {MIRRORED}")
    formula = paper.says("recommendation", "improve-app", '=HYPERLINK("http://evil.example/","klik") perlu dibuat.')
    paper.cites(formula, "perlu", f"{IMAGE} 2000", None)
    paper.applies("", f"Teori {IMAGE}", bad, (f"{SCRIPT} {MIRRORED}", "indikator lain"))
    paper.studies(
        groups=[(f"petugas {IMAGE} {MIRRORED}", 2, bad)], place=IMAGE, period=f"{MIRRORED} {SCRIPT}", sample=IMAGE
    )
    paper.concludes("effectiveness", "not-effective", paper.within(bad, "aplikasi gagal"))
    paper.section("references", "Daftar Pustaka")
    paper.lists(f"{IMAGE} (2000). {SCRIPT}", first_author=IMAGE, authors=(IMAGE,), year=2000, title=SCRIPT,
                container=IMAGE, url='https://evil.example/"><script>alert(1)</script>', doi=IMAGE)  # fmt: skip
    return paper.reading()


def aneh():
    """One endless word in everything, and a file name that an address must encode."""
    paper = Manuscript(ODD, title=ENDLESS, authors=(ENDLESS,), families=(ENDLESS,), year=2023, venue=ENDLESS)
    paper.section("results", "Hasil")
    paper.judges("effectiveness", "effective", f"Aplikasi {ENDLESS} efektif.")
    paper.says("obstacle", "internet-network", f"{ENDLESS} lemah.")
    paper.says("gap", "", f"Belum ada {ENDLESS}.")
    paper.applies("", ENDLESS, paper.writes("Teori itu."), (ENDLESS,))
    paper.studies(place=ENDLESS, period=ENDLESS)
    return paper.reading()


def catatan():
    """A reading note."""
    paper = Manuscript(
        "catatan-2024", source_kind="reading-note", title="Catatan atas sebuah laporan", authors=("Eka",),
        families=("Eka",), year=2024,
    )  # fmt: skip
    paper.section("results", "Ringkasan")
    paper.judges("ease-of-use", "not-effective", "Warga menilai aplikasi rumit.")
    paper.says("benefit", "time-efficiency", "Waktu warga dihemat.")
    return paper.reading()


def kosong():
    """A paper that nothing was understood of."""
    return Manuscript("kosong").reading()


def literature():
    """Give the readings of all papers."""
    return [satu(), dua(), three(), jahat(), aneh(), catatan(), kosong()]


def hostile_ontology(folder: Path) -> Path:
    """Copy the ontology, with markup in the name of a concept."""
    made = shutil.copytree(resources.ontology_dir(), folder)
    vocabulary = made / "vocabulary.ttl"
    words = vocabulary.read_text(encoding="utf-8")
    assert LABEL in words
    hostile = f"jaringan internet {IMAGE}{SCRIPT}".replace('"', "'")
    vocabulary.write_text(words.replace(LABEL, f'"{hostile}"@id', 1), encoding="utf-8")
    return made


def built(readings, folder: Path, ontology: Path | None = None) -> Path:
    """Put readings into a graph, and write what a build of them holds: texts, graph, exports and site."""
    options = Options(ontology or resources.ontology_dir())
    store = graph_of(readings, load_lexicon(options.ontology / "vocabulary.ttl"), options)
    (folder / TEXTS).mkdir(parents=True)
    for reading in readings:
        (folder / TEXTS / f"{reading.paper.key}.txt").write_bytes(reading.paper.text.encode())
    store.write(folder)
    found = check_and_export(
        str(folder / GRAPH_FILE), str(options.ontology / "shapes.ttl"), options.base, str(folder / DATA)
    )
    assert [each for each in json.loads(found) if each[-1] == "Violation"] == []
    write_site_of(str(folder))
    return folder
