"""Every statement carries its exact words and place: ``text[start:end] == quote``, whatever the paper looks like."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from kg import resources
from kg.assembling import graph_of
from kg.building import Options
from kg.corpus.reader import paper_from
from kg.extract.lexicon import load_lexicon
from kg.extract.reading import Extractor
from kg.graph.store import Store
from kg.graph.terms import Names
from kg.model import Evidence, Paper, Reading
from tests.helpers import document

OPTIONS = Options(resources.ontology_dir())
LABELS = sorted(
    {
        label
        for concept in load_lexicon(OPTIONS.ontology / "vocabulary.ttl").concepts.values()
        for label, language in concept.labels
        if language == "id"
    }
)
EMOJI = "\N{WINKING FACE}"
HEADINGS = [
    *(
        "PENDAHULUAN",
        "# Pendahuluan",
        "## 2. Metode Penelitian",
        "HASIL DAN PEMBAHASAN",
        "**Kesimpulan**",
        "KESIMPULAM",
    ),
    *("Abstrak", "ABSTRACT", "Saran", "A. Kenyamanan Akses", "### Kendala", "Daftar Pustaka", "REFERENSI", "5Penutup"),
    *("Ucapan Terima Kasih", "Abstrak – ", "Abstract: ", "Tinjauan Pustaka"),
]
GLUE = [
    *(
        "Penggunaan aplikasi JMO",
        "belum",
        "tidak",
        "cukup",
        "sudah",
        "namun",
        "perlu",
        "diharapkan",
        "menurut",
        "sejalan dengan",
    ),
    *(
        "(Rekaan, 2023)",
        "Darma dkk. (2020)",
        "98,41 persen",
        "1.250 pengguna",
        "Rp 10 juta",
        "et al.",
        "No. 3",
        "kerja.Oleh",
    ),
    *(
        "penelitian selanjutnya",
        "hasil penelitian menunjukkan",
        "yaitu",
        "efektif",
        "[1]",
        "(2019; Wulan & Sari, 2020a)",
    ),
]
ODD = [
    EMOJI,
    "e\u0301",
    "\u200b",
    "\u00a0",
    "\u2028",
    "\x85",
    "\f",
    "\v",
    "\x1c",
    "\ufeff",
    "\u202e",
    "“",
    "”",
    "’",
    "–",
    "…",
    "\t",
    "\x07",
    "𝐀",
    "İ",
]
BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n\n\n", "\n\n\f\n", "\r", "\n \n", "\n---\n", "\n\n12\n\n"]
ENTRIES = [
    "Rekaan, B. (2023). Kajian Lain tentang Layanan. Jurnal Angin, 1(1), 1–2.",
    "- Darma, S. (2020). *Judul buatan*. Penerbit Awan. https://doi.org/10.1234/abc.5",
    "[1] S. Wulan and T. Sari, “Judul kedua,” J. Langit, vol. 2, no. 3, 2020.",
    "Undang-Undang Nomor 99 Tahun 2099 tentang Awan",
]
FRONTS = [
    "",
    "---\ntitle: Kajian\nissued: 2024\n---\n",
    "---\r\nauthor: [A B, C]\r\n---\r\n",
    "\ufeff---\nlang: en\n...\n",
]

words = st.sampled_from([*LABELS, *GLUE]) | st.sampled_from(ODD) | st.text(max_size=6)
sentence = (
    st.lists(words, min_size=1, max_size=12)
    .map(" ".join)
    .flatmap(lambda said: st.sampled_from([".", ". ", "!", "", ":", ";", ".)", ".”"]).map(lambda stop: said + stop))
)
item = st.tuples(st.sampled_from(["- ", "1. ", "a) ", "* ", "• "]), sentence).map("".join)
paragraph = st.lists(sentence, min_size=1, max_size=5).map(" ".join) | item
block = st.sampled_from(HEADINGS) | paragraph | paragraph | st.sampled_from(ENTRIES)
texts = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(FRONTS),
    st.lists(st.tuples(block, st.sampled_from(BREAKS)), min_size=1, max_size=14).map(
        lambda blocks: "".join(part for pair in blocks for part in pair)
    ),
    st.booleans(),
).map(lambda parts: (parts[0] + parts[1] + parts[2]).replace("\n", "\r\n" if parts[3] else "\n"))
COMPLETE = "\r\n\r\n".join(
    [
        f"{EMOJI} Kajian Aplikasi Layanan Warga di Kota Angin {EMOJI}",
        "Rara Wening",
        f"**Abstrak** – Aplikasi JMO {EMOJI} cukup efektif.",
        "PENDAHULUAN",
        "Aplikasi JMO dipakai 1.250 pengguna (Rekaan, 2023). Kota ini",
        "luas sekali.",
        "HASIL DAN PEMBAHASAN",
        f"Kendala {EMOJI} meliputi:\r\n- jaringan internet lemah;\r\n- aplikasi JMO sering error.",
        "KESIMPULAN",
        "Penggunaan aplikasi JMO belum optimal.",
        "DAFTAR PUSTAKA",
        "Rekaan, B. (2023). Kajian Lain tentang Layanan. Jurnal Angin, 1(1), 1–2.\r\n",
    ]
)


@cache
def extractor() -> Extractor:
    return Extractor.of(OPTIONS.ontology)


def evidences(reading: Reading) -> Iterator[tuple[str, Evidence]]:
    """Name every piece of evidence of a reading."""
    for reference in reading.references:
        yield "reference", reference.evidence
    for citation in reading.citations:
        yield "citation", citation.surface
        yield "context", citation.context
    for framework in reading.frameworks:
        yield "framework", framework.evidence
    for _, evidence in reading.study.methods:
        yield "method", evidence
    for statement in reading.statements:
        yield statement.kind, statement.evidence
    if reading.verdict is not None:
        yield "verdict", reading.verdict.evidence


def check_evidence(reading: Reading) -> set[str]:
    """Assert that all evidence stands where it says; gives the kinds that were there."""
    text = reading.paper.text
    kinds = set()
    for kind, found in evidences(reading):
        assert 0 <= found.start < found.end <= len(text), (kind, found)
        assert text[found.start : found.end] == found.quote, (kind, found)
        assert found.start >= reading.paper.body_start, (kind, "evidence in the front matter", found)
        kinds.add(kind)
    return kinds


def check_structure(paper: Paper) -> None:
    """Assert that sections tile the body and sentences stand apart inside their sections."""
    assert paper.sections
    assert paper.sections[0].start == paper.body_start
    assert paper.sections[-1].end == len(paper.text)
    assert all(a.end == b.start for a, b in pairwise(paper.sections))
    assert all(section.start <= section.end for section in paper.sections)
    for sentence in paper.sentences:
        section = paper.section_of(sentence)
        assert section.start <= sentence.start < sentence.end <= section.end
        shown = paper.text[sentence.start : sentence.end]
        assert any(character.isalnum() for character in shown)
        assert shown[0] not in " \t\r\n" and shown[-1] not in " \t\r\n"
    assert all(a.end <= b.start for a, b in pairwise(paper.sentences))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(texts)
@example(COMPLETE)
@example("")
@example("\ufeff")
@example("---\n---")
@example("\n".join(["KESIMPULAN"] * 3))
@example("Abstrak – Penggunaan aplikasi JMO efektif.\fKesimpulan\f- Penggunaan aplikasi JMO efektif")
def test_whatever_the_paper_all_evidence_stands_where_it_says(text):
    try:
        paper = paper_from("acak", text)
    except Exception as error:
        from kg.model import LitkgError

        assert isinstance(error, LitkgError), "front matter may be refused, but nothing else may go wrong"
        return
    assert paper.text == text
    check_structure(paper)
    reading = extractor().read(paper)
    for kind in check_evidence(reading):
        event(kind)
    citable = {reference.position for reference in reading.references}
    assert citable == set(range(1, len(citable) + 1))
    assert {citation.reference for citation in reading.citations} <= {*citable, None}
    assert all(0 <= citation.sentence < len(paper.sentences) for citation in reading.citations)
    assert extractor().read(paper_from("acak", text)) == reading, "the same text reads the same"


def test_a_complete_paper_gives_evidence_of_every_sort():
    kinds = check_evidence(extractor().read(paper_from("lengkap", COMPLETE)))
    assert {"reference", "citation", "context", "assessment", "obstacle", "statistic", "verdict"} <= kinds


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(texts)
@example(COMPLETE)
def test_whatever_the_paper_its_graph_keeps_the_quotes_through_n_quads(text):
    try:
        reading = extractor().read(paper_from("acak", text))
    except Exception:
        return
    quads = sorted(graph_of([reading], extractor().lexicon, OPTIONS), key=str)
    again = ox.parse(ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    store = Store(again)
    assert sorted(store, key=str) == quads
    assert wrong_passages(store, {Names().text("acak").value: text}) == []


def wrong_passages(store: Store, stored: dict[str, str]) -> list[dict[str, str]]:
    """Find, in SPARQL, the passages whose words are not those of the stored text at their position."""
    texts = ox.NamedNode("urn:test:holds")
    store.add(
        ox.Quad(ox.NamedNode(iri), texts, ox.Literal(text), ox.NamedNode("urn:test:texts"))
        for iri, text in stored.items()
    )
    return store.rows("""
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?span ?quote ?stands {
          ?span oa:hasSource ?source ; oa:hasSelector [ oa:exact ?quote ] , [ oa:start ?start ; oa:end ?end ] .
          OPTIONAL { ?source <urn:test:holds> ?text }
          BIND(SUBSTR(?text, ?start + 1, ?end - ?start) AS ?stands)
          FILTER(!BOUND(?stands) || ?stands != ?quote)
        } LIMIT 5""")


def passages(store: Store) -> int:
    (row,) = store.rows("SELECT (COUNT(?s) AS ?n) { ?s a <http://www.w3.org/ns/oa#SpecificResource> }")
    return int(row["n"])


def stored_texts(build) -> dict[str, str]:
    """Read the texts that are stored with a build, by their IRIs."""
    return {
        Names().text(path.stem).value: path.read_bytes().decode() for path in sorted((build / "data/texts").iterdir())
    }


def test_in_sparql_no_passage_of_a_build_differs_from_its_text(any_build):
    store = Store.of_build(any_build)
    assert passages(store) > 200
    assert wrong_passages(store, stored_texts(any_build)) == []


def test_in_sparql_a_passage_that_is_one_character_off_is_found(any_build):
    store = Store.of_build(any_build)
    texts = {iri: f"x{text}" for iri, text in stored_texts(any_build).items()}
    assert len(wrong_passages(store, texts)) == 5


@pytest.mark.parametrize("before", ["", EMOJI, f"{EMOJI} 𝐀𝐁 e\u0301 "], ids=ascii)
def test_positions_count_code_points_behind_an_astral_character(before):
    said = f"Penggunaan aplikasi JMO {EMOJI} sudah efektif."
    text = document(f"{before}Awal yang biasa.\n\n{said}", body=f"{before}Kota Angin.")
    store = graph_of([extractor().read(paper_from("astral-2024", text))], extractor().lexicon, OPTIONS)
    assert wrong_passages(store, {Names().text("astral-2024").value: text}) == []
    (row,) = store.rows((resources.queries_dir() / "verdicts.rq").read_text("utf-8"))
    at = text.index(said)
    assert (int(row["start"]), int(row["end"]), row["quote"]) == (at, at + len(said), said)


def test_a_sentence_over_a_page_break_is_one_span_that_keeps_the_break():
    said = "Penggunaan aplikasi JMO oleh para pekerja di seluruh wilayah kota ini\n\n\fsudah efektif bagi peserta."
    text = document(said)
    store = graph_of([extractor().read(paper_from("putus-2024", text))], extractor().lexicon, OPTIONS)
    rows = store.rows((resources.queries_dir() / "statements.rq").read_text("utf-8"))
    assert {row["quote"] for row in rows if row["section"] == "conclusion"} == {said}


def test_every_statement_of_a_build_has_its_evidence_in_its_own_paper(any_build):
    rows = Store.of_build(any_build).rows((resources.queries_dir() / "statements.rq").read_text("utf-8"))
    texts = stored_texts(any_build)
    assert len(rows) > 200
    for row in rows:
        text = texts[row["paper"].replace("/paper/", "/text/")]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"] != ""
        rule, colon, fired = row["rule"].partition(": ")
        assert rule and colon and fired, "the rule names the words that it fired on"
