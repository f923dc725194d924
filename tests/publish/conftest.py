"""A literature made up for these tests: the rows that the named queries would give, hostile where they can be."""

from pathlib import Path
from urllib.parse import quote

import pytest

from kg.graph.queries import named_query
from kg.publish.site import write_site

BASE = "https://example.org/litkg/"
VOCABULARY = "https://example.org/vocabulary/"
SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '<img src=x onerror="alert(1)">'
MIRRORED = "\u202eterbalik\u202c"
TEXTS = {
    "satu-2020": "# Judul satu\n\nAplikasi ini cukup efektif bagi warga (Dua, 2021). Jaringan lemah.\n\nAkhir satu.\n",
    "dua-2021": "# Judul dua\n\nAplikasi ini\n\nbelum optimal. Jaringan lemah, kata Tiga (2019).\n\n| a | b |\n",
    "jahat<b>&'\"": f"---\ntitle: x\n---\n\n{SCRIPT} {IMAGE} {MIRRORED} & aplikasi gagal. Jaringan lemah.\n",
}


class Rows:
    """Stands for a store: it answers named queries with the rows that it was given."""

    def __init__(self, rows):
        self._rows = {named_query(name).sparql: found for name, found in rows.items()}

    def rows(self, sparql):
        return [dict(row) for row in self._rows.get(sparql, [])]


def paper_iri(key):
    return f"{BASE}paper/{quote(key, safe='-._~')}"


def concept(scheme, name):
    return f"{VOCABULARY}{scheme}/{name}"


def span(key, words):
    start = TEXTS[key].index(words)
    return {"start": str(start), "end": str(start + len(words)), "quote": words}


DETAILS = dict.fromkeys(
    ("type", "authors", "editors", "volume", "issue", "pages", "publisher", "place", "edition", "url", "accessed"), ""
)


def statement(key, kind, about, words, **more):
    row = {"paper": paper_iri(key), "kind": kind, "concept": about, "stance": "", "attribution": "own", "source": ""}
    read = {"section": "results", "rule": f"aturan {IMAGE}", "confidence": "0.9", "page": "3"}
    return row | read | span(key, words) | more


@pytest.fixture(scope="session")
def literature():
    """The rows by the name of their query, over the texts in ``TEXTS``."""
    one, two, evil = (paper_iri(key) for key in TEXTS)
    work = f"{BASE}work/tiga-2019"
    good, bad = concept("stance", "effective"), concept("stance", "not-effective")
    aspect, obstacle = concept("aspect", "effectiveness"), concept("obstacle", "network")
    columns = ("paper", "title", "authors", "year", "venue", "doi", "place", "period", "informants", "language")
    papers = [
        (one, "Judul satu", "Ani Satu", "2020", "Jurnal", "10.1/a(b)", "Kota A", "2019", "5", "id"),
        (two, "Judul dua", "Budi Dua; Citra Empat", "2021", "", "", "Kota B", "", "9", "id"),
        (
            evil,
            f"{SCRIPT}{IMAGE}{MIRRORED}",
            f"{IMAGE}; A {SCRIPT}",
            "",
            SCRIPT,
            'javascript:alert("1")',
            IMAGE,
            "",
            "",
            "",
        ),
    ]
    labels = [
        (aspect, "aspect", "efektivitas", "effectiveness", ""),
        (obstacle, "obstacle", f"jaringan {IMAGE}", f"network {SCRIPT}", ""),
        (good, "stance", "efektif", "effective", "1"),
        (bad, "stance", "tidak efektif", "not effective", "-1"),
        (concept("method", "interview"), "method", "wawancara", "", ""),
    ]
    finding = {"independent_papers": "2", "text_id": f"Temuan {IMAGE}.", "text_en": f"Finding {SCRIPT}."}
    finding |= {"belief": "0.31", "belief_opposing": "0"}
    held = {"finding": f"{BASE}finding/assessment/effectiveness", "kind": "assessment", "concept": aspect}
    met = {"finding": f"{BASE}finding/obstacle/network", "kind": "obstacle", "concept": obstacle}
    met |= {"side": "1", "stance": ""}
    held, met = (known | {"section": "results", "page": ""} for known in (held, met))
    gap = f"{BASE}gap/stated/x"
    drafted = {"rank": "1", "count": "2", "draft_id": f"Celah {IMAGE}", "draft_en": f"Gap {SCRIPT}"}
    design = {"source_kind": "full-text", "setting": "", "province": "", "province_code": "", "sample": ""}
    pair = {
        "paper_a": one,
        "aspect": aspect,
        "stance_a": good,
        "stance_b": bad,
        "strength": "detail",
        "explained": "false",
    }
    return {
        "papers": [dict(zip(columns, row, strict=True)) | design for row in papers],
        "labels": [
            dict(zip(("concept", "scheme", "label_id", "label_en", "sign"), row, strict=True))
            | {"definition_id": "", "definition_en": ""}
            for row in labels
        ],
        "statements": [
            statement(
                "satu-2020", "assessment", aspect, "Aplikasi ini cukup efektif bagi warga (Dua, 2021).", stance=good
            ),
            statement("satu-2020", "obstacle", obstacle, "Jaringan lemah."),
            statement("dua-2021", "assessment", aspect, "Aplikasi ini\n\nbelum optimal.", stance=bad),
            statement(
                "dua-2021",
                "obstacle",
                obstacle,
                "Jaringan lemah, kata Tiga (2019).",
                attribution="cited",
                source="Tiga 2019",
            ),
            statement("dua-2021", "statistic", "", "belum optimal. Jaringan lemah"),
            statement(
                "jahat<b>&'\"", "assessment", aspect, f"{SCRIPT} {IMAGE} {MIRRORED} & aplikasi gagal.", stance=bad
            ),
            statement("jahat<b>&'\"", "obstacle", obstacle, "Jaringan lemah."),
            statement("jahat<b>&'\"", "gap", "", "aplikasi gagal."),
        ],
        "verdicts": [
            {"paper": one, "aspect": aspect, "stance": good} | span("satu-2020", "cukup efektif"),
            {"paper": evil, "aspect": aspect, "stance": bad} | span("jahat<b>&'\"", "aplikasi gagal"),
        ],
        "frameworks": [
            {"paper": one, "framework": f"Teori {IMAGE}", "role": "applied", "indicator": SCRIPT, "position": "1"},
            {"paper": two, "framework": f"Teori {IMAGE}", "role": "mentioned", "indicator": "", "position": ""},
        ],
        "methods": [{"paper": one, "method": concept("method", "interview"), "part": "collection"}],
        "designs": [
            {"paper": one, "part": "collection", "method": concept("method", "interview")}
            | span("satu-2020", "Jaringan lemah.")
        ],
        "informants": [
            {"paper": one, "position": "1", "role": f"petugas {IMAGE}", "number": "2"}
            | span("satu-2020", "Jaringan lemah.")
        ],
        "statistics": [
            {"paper": two, "value": "12", "unit": IMAGE, "what": "", "source": "", "time": "", "attribution": "own"}
            | span("dua-2021", "belum optimal. Jaringan lemah")
        ],
        "references": [
            {
                "paper": two,
                "position": "1",
                "work": work,
                "first_author": "Tiga",
                "year": "2019",
                "title": IMAGE,
                "container": "",
                "doi": "",
                "raw": f"Tiga (2019). {SCRIPT}",
            }
            | DETAILS,
            {
                "paper": one,
                "position": "1",
                "work": two,
                "first_author": "Dua",
                "year": "2021",
                "title": "",
                "container": "",
                "doi": "",
                "raw": "Dua (2021).",
            }
            | DETAILS,
        ],
        "citations": [
            {"paper": one, "surface": "(Dua, 2021)", "work": two, "intent": "http://purl.org/spar/cito/disagreesWith"}
            | span("satu-2020", "(Dua, 2021)")
            | {"quote": "Aplikasi ini cukup efektif bagi warga (Dua, 2021)."},
            {"paper": two, "surface": "Tiga (2019)", "work": work, "intent": "http://purl.org/spar/cito/discusses"}
            | span("dua-2021", "Tiga (2019)")
            | {"quote": "Jaringan lemah, kata Tiga (2019)."},
        ],
        "findings": [
            finding
            | {
                "finding": f"{BASE}finding/assessment/effectiveness",
                "kind": "assessment",
                "concept": aspect,
                "verdict": "contested",
                "papers": "3",
                "supporting": one,
                "opposing": f"{two} {evil}",
            },
            finding
            | {
                "finding": f"{BASE}finding/obstacle/network",
                "kind": "obstacle",
                "concept": obstacle,
                "verdict": "consensus",
                "papers": "2",
                "supporting": f"{one} {evil} {work}",
                "opposing": "",
            },
        ],
        "positions": [
            held | {"holder": one, "side": "1", "stance": good, "paper": one} | span("satu-2020", "cukup efektif"),
            held
            | {"holder": two, "side": "-1", "stance": bad, "paper": two}
            | span("dua-2021", "Aplikasi ini\n\nbelum optimal."),
            held
            | {"holder": evil, "side": "-1", "stance": bad, "paper": evil}
            | span("jahat<b>&'\"", "aplikasi gagal"),
            met | {"holder": one, "paper": one} | span("satu-2020", "Jaringan lemah."),
            met | {"holder": evil, "paper": evil} | span("jahat<b>&'\"", "Jaringan lemah."),
            met | {"holder": work, "paper": two} | span("dua-2021", "Jaringan lemah, kata Tiga (2019)."),
        ],
        "sources": [{"paper": two, "label": "Tiga 2019", "work": work}],
        "agreements": [],
        "contradictions": [
            pair
            | {
                "paper_b": two,
                "declared": "true",
                "explanation": "disagreesWith",
                "quote_a": "Aplikasi ini cukup efektif bagi warga (Dua, 2021).",
                "quote_b": "",
            },
            pair
            | {
                "paper_b": work,
                "declared": "true",
                "explanation": "disagreesWith",
                "quote_a": f"Kata yang tidak ada {SCRIPT}",
                "quote_b": "",
            },
            pair
            | {
                "paper_b": evil,
                "declared": "false",
                "explanation": "",
                "quote_a": "cukup efektif",
                "quote_b": "aplikasi gagal",
            },
        ],
        "gaps": [
            {"gap": gap, "type": "stated", "basis": "stated", "text": "aplikasi gagal.", "papers": evil} | drafted,
            {
                "gap": f"{BASE}gap/evidence/y",
                "type": "evidence",
                "basis": "computed",
                "text": IMAGE,
                "papers": f"{one} {two}",
            }
            | drafted,
        ],
        "gap-texts": [
            {"gap": gap, "language": "id", "text": "aplikasi gagal."},
            {"gap": f"{BASE}gap/evidence/y", "language": "id", "text": f"Celah {IMAGE}"},
            {"gap": f"{BASE}gap/evidence/y", "language": "en", "text": f"Gap {SCRIPT}"},
        ],
        "integrity": [
            {"paper": two, "check": "text-reuse", "severity": "error", "text": IMAGE}
            | {"other": one, "other_quote": f"{SCRIPT}{IMAGE}"}
            | span("dua-2021", "Tiga (2019)"),
            {
                "paper": two,
                "check": "new-check",
                "severity": "odd",
                "text": SCRIPT,
                "start": "",
                "end": "",
                "quote": "",
                "other": "",
                "other_quote": "",
            },
        ],
        "ontologies": [
            {"ontology": "https://example.org/ns", "version": "1", "licence": SCRIPT, "title_id": IMAGE, "title_en": ""}
        ],
    }


@pytest.fixture(scope="session")
def site(literature, tmp_path_factory):
    """The folder of a site of the made-up literature."""
    return written(literature, TEXTS, tmp_path_factory.mktemp("site"))


def written(rows, texts, folder: Path) -> Path:
    """Write a site, with the files of the build that it links to."""
    (folder / "data" / "texts").mkdir(parents=True)
    for key, text in texts.items():
        (folder / "data" / "texts" / f"{key}.txt").write_text(text, encoding="utf-8")
    for ending in ("nq", "trig", "ttl", "jsonld"):
        (folder / "data" / f"graph.{ending}").touch()
    write_site(Rows(rows), folder, texts)
    return folder


@pytest.fixture
def write():
    """Write a site of given rows and texts into a folder."""
    return written


@pytest.fixture(scope="session")
def texts():
    return TEXTS
