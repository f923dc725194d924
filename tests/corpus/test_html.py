"""HTML papers: what a reader of the page sees is the text, and what the page declares of itself is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.document import MOST_CHARACTERS, Document, Unreadable
from kg.corpus.frontmatter import metadata
from kg.corpus.html.reader import read_html
from kg.corpus.reader import paper_from
from tests.corpus.same_paper import AS_HTML, AS_MARKDOWN, shape

PROSE = "Antrean di loket pasar itu berkurang sejak pagi hari."


@pytest.fixture
def read(tmp_path):
    def read(body: str | bytes) -> Document:
        path = tmp_path / "p.html"
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return read_html(path)

    return read


def in_prose(read, markup: str) -> str:
    """Read markup that stands below a section heading."""
    return read(f"<h2>Pendahuluan</h2>{markup}").text.removeprefix("## Pendahuluan\n\n").removesuffix("\n")


def test_the_same_paper_as_html_and_as_markdown_has_the_same_sections_and_sentences(read):
    assert shape(read(AS_HTML).text) == shape(AS_MARKDOWN)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Satu</p><p>Dua</p>", "Satu\n\nDua"),
        ("<div>Satu<div>Dua</div>Tiga</div>", "Satu\n\nDua\n\nTiga"),
        ("<p>Satu<br>dua</p>", "Satu dua"),
        ("<p>Satu<br> <br/>Dua</p>", "Satu\n\nDua"),
        ("<p>Satu\n   dua\ttiga</p>", "Satu dua tiga"),
        ("<p>98,4&nbsp;persen &lt; 99&amp;</p>", "98,4 persen < 99&"),
        ("<p>ke&shy;putus\u200ban \u200fakhir\ufeff</p>", "keputusan akhir"),
        ("<p>e\u0301tude</p>", "étude"),
        ("<p>Ini <b>sangat</b> <i>baik</i>.</p>", "Ini sangat baik."),
        ("<p>kata<!-- sela --><span>lanjut</span></p>", "katalanjut"),
        ("<p>Rara<sup> 1,2 </sup> hadir, H<sub>2</sub>O</p>", "Rara<sup>1,2</sup> hadir, H2O"),
        ("<blockquote><p>Satu</p></blockquote>Dua", "Satu\n\nDua"),
        ("<h3>Uji\n<em>Coba</em></h3>", "### Uji Coba"),
        ("<dl><dt>Mutu<dd>baik</dl>", "Mutu\n\nbaik"),
        ("<figure><img src=a.png alt=peta><figcaption>Gambar 1. Peta</figcaption></figure>", "Gambar 1. Peta"),
        ("<pre>satu\n  dua\n\ntiga</pre>", "satu\ndua\n\ntiga"),
        ("<p>***</p><hr><p>Satu</p><p>---</p>", "Satu"),
        ("<p>Kata <q>baik</q> itu</p>", "Kata “baik” itu"),
    ],
)
def test_white_space_and_marks_are_what_a_browser_shows(read, markup, text):
    assert in_prose(read, markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ul><li>satu<li>dua</ul>", "- satu\n- dua"),
        ("<ol><li>satu</li><li>dua</li></ol>", "1. satu\n2. dua"),
        ("<ol start=4 type=A><li>satu<li value=9>dua<li>tiga</ol>", "D. satu\nI. dua\nJ. tiga"),
        ("<ol type=i><li>satu<li>dua</ol>", "i. satu\nii. dua"),
        ("<ul><li>satu<ol><li>dalam<li>lagi</ol></li><li>dua</ul>", "- satu\n   1. dalam\n   2. lagi\n- dua"),
        ("<ul><li><p>satu</p><p>dan lagi</p><li>dua</ul>", "- satu\n\ndan lagi\n\n- dua"),
        ("<p>Meliputi:</p><ul><li>satu</ul><p>Lalu</p>", "Meliputi:\n\n- satu\n\nLalu"),
    ],
)
def test_lists_keep_their_marks_and_their_nesting(read, markup, text):
    assert in_prose(read, markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><strong>Uji Coba</strong></p><p>Satu.</p>", "**Uji Coba**\n\nSatu."),
        ("<p><b>Uji</b> <b>Coba</b></p>", "**Uji Coba**"),
        ("<p style='font-weight: 700'>Uji Coba</p>", "**Uji Coba**"),
        ("<p><b>Uji Coba</b><br>Satu hal diuji.</p>", "**Uji Coba**\n\nSatu hal diuji."),
        ("<ol start=2><li><b>Uji Coba</b></ol><p>Satu.</p>", "**2. Uji Coba**\n\nSatu."),
        ("<p><b>Ini penting.</b></p>", "Ini penting."),
        ("<p><b>Uji</b> coba</p>", "Uji coba"),
        (f"<p><b>{PROSE[:-1]} {PROSE[:-1]}</b></p>", f"{PROSE[:-1]} {PROSE[:-1]}"),
        ("<ul><li><b>Mutu</b><li><b>Harga</b></ul>", "- Mutu\n- Harga"),
    ],
)
def test_a_short_paragraph_that_is_bold_as_a_whole_is_a_heading(read, markup, text):
    assert in_prose(read, markup) == text


def test_authors_stand_line_by_line_above_the_first_section(read):
    front = "<h1>Kajian Antrean<br>pada Loket Pasar</h1><p>Rara Wening<br>Universitas Angin</p>"
    text = read(f"{front}<h2>Pendahuluan</h2><p>Satu<br>dua</p>").text
    assert text == "# Kajian Antrean pada Loket Pasar\n\nRara Wening\nUniversitas Angin\n\n## Pendahuluan\n\nSatu dua\n"
    assert paper_from("p", text).metadata.authors == ("Rara Wening",)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("<tr><th>Loket<th>Nilai<tr><td>A<td>4,1", "| Loket | Nilai |\n| A | 4,1 |"),
        ("<caption>Tabel 1. Nilai</caption><tr><td>A<td>4", "Tabel 1. Nilai\n\n| A | 4 |"),
        ("<thead><tr><th>A<th>B</thead><tr><td>1<td>2", "| A | B |\n| 1 | 2 |"),
        ("<tr><td>A<br>B<td>4|5", "| A B | 4\\|5 |"),
        ("<tr><td><p>A</p><p>B</p><td>4", "| A B | 4 |"),
        ("<tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3", "| A |  | B |\n| 1 | 2 | 3 |"),
        ("<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5", "| 1 | 2 | 3 |\n|  | 4 | 5 |"),
        (f"<tr><td>{PROSE * 6}<td>Samping", f"{PROSE * 6}\n\nSamping"),
        (f"<tr><td><p>{PROSE}</p><p>{PROSE}</p><td>Samping", f"{PROSE}\n\n{PROSE}\n\nSamping"),
        ("<tr><td>Satu<tr><td>Dua", "Satu\n\nDua"),
        ("<tr><td><table><tr><td>A<td>1</table><td>Samping", "| A | 1 |\n\nSamping"),
        ("<tr><td><td>", ""),
        ("<caption>Tabel 1<tr><td>A<td>1<tr><th>B<td>2</tr><div>Sela</div>", "Tabel 1\n\nA\n\n1\n\nB\n\n2\n\nSela"),
    ],
)  # fmt: skip
def test_a_table_of_data_is_read_row_by_row_and_a_layout_table_block_by_block(read, table, text):
    assert in_prose(read, f"<p>Awal</p><table>{table}</table>").removeprefix("Awal").strip() == text


@pytest.mark.parametrize(
    "furniture",
    [
        "<script>var a = 'sela'</script>",
        "<style>sela {}</style>",
        "<nav>sela</nav>",
        "<header><h1>sela</h1><nav>sela</nav></header>",
        "<div role=banner>sela</div>",
        "<footer>sela</footer>",
        "<aside>sela</aside>",
        "<form>sela <input></form>",
        "<button>sela</button>",
        "<template>sela</template>",
        "<noscript>sela</noscript>",
        "<p hidden>sela</p>",
        "<p aria-hidden=true>sela</p>",
        "<p style='display: none'>sela</p>",
        "<div role=dialog>sela, kue, terima</div>",
        "<h2 class='pkp_screen_reader'>sela</h2>",
        "<!-- sela -->",
        "<del>sela</del>",
        "<svg><text>sela</text></svg>",
        "<select><option>sela</select>",
    ],
)
def test_the_furniture_of_a_page_is_left_out(read, furniture):
    text = read(f"<body>{furniture}<h2>Pendahuluan</h2><p>Satu {furniture}dua.</p><p>Tiga.</p>{furniture}").text
    assert "sela" not in text
    assert [word for word in text.split() if word != "##"] == ["Pendahuluan", "Satu", "dua.", "Tiga."]


def test_a_page_that_is_one_form_and_a_header_with_the_title_are_read(read):
    assert read("<form><h1>Kajian</h1><p>Satu.</p></form>").text == "# Kajian\n\nSatu.\n"
    assert read("<body><header><h1>Kajian</h1></header><p>Satu.</p>").text == "# Kajian\n\nSatu.\n"


@pytest.mark.parametrize("tag", ["article", "main", "div role=main"])
def test_the_one_part_that_holds_most_of_the_text_is_the_paper(read, tag):
    part = f"<{tag}><h1>Kajian</h1><p>{PROSE * 3}</p></{tag.split()[0]}>"
    assert read(f"<body><div>Situs Rekaan</div>{part}<div>Bagikan</div>").text == f"# Kajian\n\n{PROSE * 3}\n"
    assert "Kajian" in read(f"<body><h1>Kajian</h1><{tag}><p>{PROSE * 3}</p></{tag.split()[0]}>").text
    assert "Bagikan" in read(f"<body><{tag}>Satu</{tag.split()[0]}><p>{PROSE}</p><div>Bagikan</div>").text


def test_notes_follow_the_paragraph_that_calls_them(read):
    call = "<a href='#{}' role=doc-noteref><sup>9</sup></a>"
    notes = "<li id=a>Lihat satu. <a href=# role=doc-backlink>kembali</a></li><li id=b><p>Lihat dua.</p></li>"
    body = f"<p>Satu{call.format('b')}, dua<sup>{call.format('a')}</sup>.</p><ul><li>Tiga{call.format('b')}</ul>"
    text = read(f"<h2>Pendahuluan</h2>{body}<p>Empat.</p><aside role=doc-endnotes><ol>{notes}</ol></aside>").text
    assert text == (
        "## Pendahuluan\n\nSatu[^1], dua[^2].\n\n[^1]: Lihat dua.\n\n[^2]: Lihat satu.\n\n- Tiga[^1]\n\nEmpat.\n"
    )


def test_each_block_leads_back_to_its_line(read):
    document = read("<h1>Kajian\nAntrean</h1>\n\n<p>Satu\n<br><br>\nDua\n</p>")
    places = [(document.text[p.start : p.end], p.page, p.place) for p in document.passages]
    assert places == [("# Kajian Antrean", 0, "line 1"), ("Satu", 0, "line 4"), ("Dua", 0, "line 5")]


HIGHWIRE = """
<meta name="citation_title" content="Kajian Antrean pada Loket Pasar">
<meta name="citation_author" content="Rara Wening"><meta name="citation_author_institution" content="Universitas Angin">
<meta name="citation_author" content="Samudra, Tirta"><meta name="citation_author" content="Suharto Suharto">
<meta name="citation_date" content="2024/05/31"><meta name="citation_journal_title" content="Jurnal Angin &amp; Laut">
<meta name="citation_volume" content="3"><meta name="citation_issue" content="2">
<meta name="citation_firstpage" content="10"><meta name="citation_lastpage" content="22">
<meta name="citation_doi" content="https://doi.org/10.9999/angin.v3i2.7"><meta name="citation_language" content="id">
<meta name="citation_keywords" content="antrean; loket"><meta name="citation_keywords" content="pasar">
<meta name="DC.Title" content="Lain"><meta name="DC.Title.Alternative" content="A Study of the Queues at the Market">
<meta property="og:title" content="Situs"><title>Situs</title>
"""
DUBLIN_CORE = """
<meta name="DC.Title" content="Kajian Antrean"><meta name="DC.Creator.PersonalName" content="Rara Wening">
<meta name="DC.Creator.PersonalName" content="Badan Pusat Statistik Institute">
<meta name="DC.Date.issued" content="2023-01">
<meta name="DC.Identifier.DOI" content="10.9999/angin.8"><meta name="DC.Source" content="Jurnal Angin">
<meta name="DC.Source.Volume" content="4"><meta name="DC.Language" scheme="ISO639-1" content="id">
"""


def test_what_journal_systems_declare_is_known_in_the_terms_of_front_matter(read):
    assert read(f"<head>{HIGHWIRE}</head><p>{PROSE}").declared == {
        "DOI": "10.9999/angin.v3i2.7",
        "author": [
            {"family": "Wening", "given": "Rara", "affiliation": "Universitas Angin"},
            {"family": "Samudra", "given": "Tirta"},
            {"literal": "Suharto"},
        ],
        "container-title": "Jurnal Angin & Laut",
        "issue": "2",
        "issued": "2024-05-31",
        "keyword": ["antrean", "loket", "pasar"],
        "language": "id",
        "page": "10-22",
        "title": "Kajian Antrean pada Loket Pasar",
        "title-en": "A Study of the Queues at the Market",
        "volume": "3",
    }


def test_dublin_core_is_the_second_choice(read):
    declared = read(f"<head>{DUBLIN_CORE}</head><p>{PROSE}").declared
    assert declared["author"] == [{"family": "Wening", "given": "Rara"}, {"literal": "Badan Pusat Statistik Institute"}]
    assert (declared["title"], declared["issued"], declared["volume"]) == ("Kajian Antrean", "2023-01", "4")
    assert (declared["DOI"], declared["container-title"]) == ("10.9999/angin.8", "Jurnal Angin")


NAMES = st.sampled_from([
    "citation_author", "citation_authors", "citation_date", "citation_language", "citation_doi", "citation_firstpage",
    "citation_keywords", "citation_title", "DC.Date", "dcterms.issued", "DC.Creator", "citation_author_institution",
])  # fmt: skip
CONTENTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(tags=st.lists(st.tuples(NAMES, CONTENTS | st.sampled_from(["-", "2024", "0000/00/00", ", A", "id_ID"]))))
def test_whatever_a_page_declares_can_be_used_as_front_matter(tmp_path_factory, tags):
    path = tmp_path_factory.mktemp("tags") / "p.html"
    escaped = [(name, content.replace("&", "&amp;").replace('"', "&quot;")) for name, content in tags]
    path.write_text("".join(f'<meta name="{n}" content="{c}">' for n, c in escaped) + "<p>Satu", encoding="utf-8")
    metadata(dict(read_html(path).declared), "p")


@pytest.mark.parametrize(
    "content",
    [
        "<p>“Baik” — né</p>".encode(),
        "<p>“Baik” — né</p>".encode("utf-8-sig"),
        "\ufeff<p>“Baik” — né</p>".encode("utf-16-le"),
        "\ufeff<p>“Baik” — né</p>".encode("utf-16-be"),
        "<meta charset=windows-1252><p>“Baik” — né</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>“Baik” — né</p>".encode("cp1252"),
        "<meta charset=utf-16><p>“Baik” — né</p>".encode(),
        "<meta charset=unheard-of><p>“Baik” — né</p>".encode(),
        "<?xml version='1.0' encoding='utf-8'?><html><p>“Baik” — né</p></html>".encode(),
    ],
)  # fmt: skip
def test_the_text_is_decoded_by_mark_by_declaration_or_as_utf8(read, content):
    assert read(content).text == "“Baik” — né\n"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<p>satu\n<p>dua \xff\xfa", "line 2 (byte 15) is not UTF-8"),
        (b"\xff\xfe<\0p\0>\0a", "byte order mark"),
        (b"<p>satu\0dua", "NUL"),
        (b"", "no text"),
        (b"<!-- -->", "no text"),
        (b"<script>a()</script><p> &nbsp; </p>", "no text"),
        (b"<div>" * 10_000 + b"dalam" + b"</div>" * 10_000, "nested too deeply"),
        (b"<p>" + b" " * 20_000_001, "larger than 20 MB"),
        (b"<p>" + b"a" * (MOST_CHARACTERS + 1), "more than 5,000,000 characters"),
    ],
    ids=["not UTF-8", "UTF-16 cut", "NUL", "empty", "comment", "blank", "deep", "large", "long"],
)
def test_what_is_no_readable_page_is_told_in_one_line(read, content, what):
    with pytest.raises(Unreadable) as told:
        read(content)
    assert what in told.value.what
    assert "\n" not in told.value.what + told.value.mend
    assert told.value.mend


def test_unclosed_tags_deep_lists_and_wide_cells_are_read(read):
    assert "dalam" in read("<b>" * 300 + "dalam").text
    assert "dalam" in read("<ul><li>a" * 200 + "dalam").text
    assert "dalam" in read("<table><tr><td>" * 200 + "dalam").text
    assert len(read("<h2>Pendahuluan</h2><table><tr><td colspan=999999999>a<td rowspan=99999>dalam</table>").text) < 500


TAGS = [
    f"<{slash}{name}>"
    for name in ("p", "b", "ul", "ol", "li", "table", "tr", "td", "h2", "sup", "pre", "q")
    for slash in ("", "/")
]
MARKUP = st.lists(
    st.sampled_from([*TAGS, "<br>", "satu", "Dua.", "&nbsp;", "&shy;", "|", "#", " ", "Metode"]), max_size=40
)


@given(markup=MARKUP)
def test_any_markup_gives_one_line_blocks_whose_passages_cut_the_text(tmp_path_factory, markup):
    path = tmp_path_factory.mktemp("any") / "p.html"
    path.write_text("Awal " + "".join(markup), encoding="utf-8")
    document = read_html(path)
    assert document == read_html(path)
    pieces = [document.text[passage.start : passage.end] for passage in document.passages]
    assert [line for line in document.text.split("\n") if line] == pieces
    assert "\n\n\n" not in document.text
    assert all(" ".join(piece.split()) == piece.strip() for piece in pieces)
