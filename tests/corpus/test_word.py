"""Word papers: what a reader of the accepted text sees is the text, whichever program wrote the file."""

import re
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.document import Document, Unreadable
from kg.corpus.word.reader import read_word
from tests.corpus.same_paper import AS_HTML, AS_MARKDOWN, shape
from tests.corpus.word_files import SPACES, W, item, p, part, r, style, word_file

PROSE = "Antrean di loket pasar itu berkurang sejak pagi hari."
HEADING = p("Pendahuluan", style("Judul1"))
ON, OFF = "<w:b/>", '<w:b w:val="0"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.fixture
def read(tmp_path):
    def read(body: str, more: dict[str, str] | None = None) -> Document:
        return read_word(word_file(tmp_path / "p.docx", body, more))

    return read


def in_prose(read, body: str, more: dict[str, str] | None = None) -> str:
    """Read what stands below a section heading."""
    return read(HEADING + body, more).text.removeprefix("# Pendahuluan\n\n").removesuffix("\n")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_the_same_paper_written_by_libreoffice_has_the_same_sections_and_sentences(tmp_path):
    page = tmp_path / "p.html"
    page.write_text(AS_HTML, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kinds = ("--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path))
    done = subprocess.run(
        ["soffice", "--headless", profile, *kinds, str(page)], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    text = read_word(tmp_path / "p.docx").text
    assert shape(text) == shape(AS_MARKDOWN)
    assert "Rara Wening<sup>1</sup>, Tirta Samudra<sup>2</sup>" in text


def test_the_same_paper_written_by_another_library_has_the_same_sections_and_sentences(tmp_path):
    paper = docx.Document()
    rows: list[list[str]] = []
    for line in [*AS_MARKDOWN.replace("<sup>1</sup>", "").replace("<sup>2</sup>", "").split("\n"), ""]:
        if rows and not line.startswith("|"):
            table = paper.add_table(len(rows), len(rows[0]))
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    table.cell(at, column).text = text
            rows = []
        if line.startswith("| "):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("#"):
            paper.add_heading(line.lstrip("# "), len(line) - len(line.lstrip("#")))
        elif line.startswith("   - "):
            paper.add_paragraph(line.strip(" -"), "List Bullet 2")
        elif line.startswith("- "):
            paper.add_paragraph(line.strip(" -"), "List Bullet")
        elif line[:3] in ("1. ", "2. "):
            paper.add_paragraph(line[3:], "List Number")
        elif line:
            paper.add_paragraph(line)
    paper.save(str(tmp_path / "p.docx"))
    assert shape(read_word(tmp_path / "p.docx").text) == shape(AS_MARKDOWN)


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (style("Judul1"), "# Uji Coba"),
        (style("Bab"), "# Uji Coba"),
        (style("X2"), "## Uji Coba"),
        (style("Heading3"), "### Uji Coba"),
        (style("judul2"), "## Uji Coba"),
        (style("T"), "# Uji Coba"),
        ('<w:outlineLvl w:val="3"/>', "#### Uji Coba"),
        (style("Judul1") + '<w:outlineLvl w:val="9"/>', "Uji Coba"),
        (style("Penulis"), "**Uji Coba**"),
        (style("Tebal"), "**Uji Coba**"),
        (style("Isi1"), ""),
        (style("Unknown"), "Uji Coba"),
    ],
)
def test_headings_are_told_by_outline_level_or_by_the_names_of_styles_in_any_language(read, properties, text):
    assert in_prose(read, p("Awal.") + p("Uji Coba", properties)) == f"Awal.\n\n{text}".strip()


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_ITEM</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("(Awan, 2021)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SQUARE = "<m:sSup><m:e><m:r><m:t>R</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
SHARE = "<m:f><m:num><m:r><m:t>n</m:t></m:r></m:num><m:den><m:r><m:t>N</m:t></m:r></m:den></m:f>"
ALPHA = '<w:sym w:font="Symbol" w:char="F061"/><w:t>=0,05</w:t><w:sym w:font="Wingdings" w:char="F0E0"/>'


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"{r('Sangat ')}<w:ins>{r('baik')}</w:ins>", "Sangat baik"),
        (f"{r('Baik')}<w:del><w:r><w:delText>sekali</w:delText></w:r></w:del>", "Baik"),
        (f"<w:moveFrom>{r('lama')}</w:moveFrom><w:moveTo>{r('baru')}</w:moveTo>", "baru"),
        (control(r("(Rekaan, 2020)")), "(Rekaan, 2020)"),
        (r("Satu") + control(r("Ketik di sini"), "<w:showingPlcHdr/>"), "Satu"),
        (FIELD, "(Awan, 2021)"),
        (f'{r("Gambar ")}<w:fldSimple w:instr="SEQ Gambar">{r("1")}</w:fldSimple>', "Gambar 1"),
        (f"<w:hyperlink>{r('tautan')}</w:hyperlink>{r(' ini')}<w:r><w:commentReference/></w:r>", "tautan ini"),
        ("<w:r><w:t>satu</w:t><w:tab/><w:t>dua</w:t><w:br/><w:t>tiga</w:t></w:r>", "satu dua tiga"),
        ("<w:r><w:t>satu</w:t><w:cr/><w:t>dua</w:t></w:r>", "satu dua"),
        ('<w:r><w:t>satu</w:t><w:br w:type="page"/><w:t>dua</w:t></w:r>', "satu dua"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>tiket pe</w:t><w:softHyphen/><w:t>lan</w:t></w:r>", "e-tiket pelan"),
        (f"<w:r>{ALPHA}</w:r>", "α=0,05"),
        (f"{r('nilai ')}<m:oMath>{SQUARE}</m:oMath>", "nilai R<sup>2</sup>"),
        (f"<m:oMath>{SHARE}</m:oMath>", "n/N"),
        (r("Rara") + r("1", RAISED) + r(",", RAISED) + r(" hadir"), "Rara<sup>1,</sup> hadir"),
        (r("Rara") + r("1", '<w:rStyle w:val="Naik"/>'), "Rara<sup>1</sup>"),
        (r("Satu", "<w:smallCaps/>") + r(" tak tampak", "<w:vanish/>"), "Satu"),
        (f'<w:smartTag>{r("Kota")}</w:smartTag><w:dir w:val="ltr">{r(" Angin")}</w:dir>', "Kota Angin"),
        (r("Uji Coba", ON) + r(" "), "**Uji Coba**"),
        (r("Uji ", ON) + r("Coba", OFF), "Uji Coba"),
    ],
)
def test_the_shown_text_is_read_and_instructions_deletions_and_comments_are_not(read, inner, text):
    assert in_prose(read, p(inner)) == text


def test_a_paragraph_whose_end_is_deleted_runs_on(read):
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert in_prose(read, p("Satu ", deleted) + p("dua.") + p("Tiga.", deleted)) == "Satu dua.\n\nTiga."


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([(1, 0), (1, 1), (1, 0)], "- a\n   - b\n- c"),
        ([(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)], "1. a\n   a. b\n   b. c\n2. d\n   a. e"),
        ([(2, 0), (5, 0), (5, 0)], "1. a\n5. b\n6. c"),
        ([(3, 0), (3, 0)], "[1] a\n[2] b"),
        ([(4, 0), (4, 1), (4, 0), (4, 1)], "I. a\n   I.1 b\nII. c\n   II.1 d"),
        ([(6, 0), (6, 1)], "I. a\n   1.1 b"),
        ([(0, 0), (9, 0)], "a\n\nb"),
    ],
)
def test_list_labels_are_counted_as_word_does(read, items, text):
    body = "".join(p(letter, item(*listed)) for letter, listed in zip("abcde", items, strict=False))
    assert in_prose(read, body) == text


def test_lists_go_on_behind_a_paragraph_and_styles_make_items(read):
    body = p("a", item(2)) + p("Sela.") + p("b", item(2)) + p("c", style("Butir"))
    assert in_prose(read, body) == "1. a\n\nSela.\n\n2. b\n- c"


def test_a_numbered_bold_paragraph_over_text_is_a_heading(read):
    body = p(r("Uji Coba", ON), item(2)) + p("Satu.") + p(r("Mutu", ON), item(2)) + p("Dua.")
    assert in_prose(read, body) == "**1. Uji Coba**\n\nSatu.\n\n**2. Mutu**\n\nDua."


def call(note: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>'


def test_notes_follow_the_paragraph_that_calls_them(read):
    mark = "<w:r><w:footnoteRef/></w:r>"
    notes = "".join(f'<w:footnote w:id="{n}">{p(mark + r(f" Lihat {n}."))}</w:footnote>' for n in (1, 2, 9))
    ends = f'<w:endnote w:id="1">{p("Akhir.")}{p("Lagi.")}</w:endnote>'
    more = {"footnotes": part("footnotes", notes), "endnotes": part("endnotes", ends)}
    body = p(r("Satu") + call(2) + r(", dua") + call(1, "endnote") + r(".")) + p(r("Tiga") + call(1) + call(7) + r("."))
    assert in_prose(read, body, more) == (
        "Satu[^1], dua[^2].\n\n[^1]: Lihat 2.\n\n[^2]: Akhir. Lagi.\n\nTiga[^3].\n\n[^3]: Lihat 1."
    )  # fmt: skip


def test_a_note_in_a_table_follows_the_table(read):
    notes = {"footnotes": part("footnotes", f'<w:footnote w:id="1">{p("Lihat.")}</w:footnote>')}
    body = table([[p("A"), p(r("4") + call(1))]]) + p("Satu.")
    assert in_prose(read, body, notes) == "| A | 4[^1] |\n\n[^1]: Lihat.\n\nSatu."


def table(rows: list[list[str]], cell: str = "") -> str:
    cells = ["".join(f"<w:tc><w:tcPr>{cell}</w:tcPr>{inner}</w:tc>" for inner in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_tables_of_data_are_rows_and_layout_tables_are_paragraphs(read):
    data = table([[p("Loket"), p("Nilai")], [p("A") + p("B"), p("4")]])
    assert in_prose(read, data) == "| Loket | Nilai |\n| A B | 4 |"
    assert in_prose(read, table([[p(PROSE) + p(PROSE), p("Samping")]])) == f"{PROSE}\n\n{PROSE}\n\nSamping"
    assert in_prose(read, table([[p("A"), data]])) == "A\n\n| Loket | Nilai |\n| A B | 4 |"
    wide = data.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', 1)
    assert in_prose(read, wide) == "| Loket |  | Nilai |\n| A B | 4 |"
    merged = table([[p("A"), p("1")]]) + table([[p("sela"), p("2")]], "<w:vMerge/>")
    assert in_prose(read, merged.replace("</w:tbl><w:tbl>", "")) == "| A | 1 |"
    deleted = data.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert in_prose(read, deleted) == "| A B | 4 |"


def test_a_text_box_is_read_once_and_follows_its_paragraph(read):
    box = f"<w:txbxContent>{p('Gambar 1. Peta')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert in_prose(read, p(f"{r('Satu ')}<w:r>{both}</w:r>{r('dua.')}")) == "Satu dua.\n\nGambar 1. Peta"


def test_heads_and_feet_are_running_lines_and_no_text(read):
    page = "<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("1")
    more = {
        "header": part("hdr", p("Jurnal Angin, Vol. 3 No. 2") + p(page)),
        "footer": part("ftr", p("ISSN 1234-5678")),
    }
    document = read(p("Satu."), more)
    assert document.running == ("Jurnal Angin, Vol. 3 No. 2", "ISSN 1234-5678")
    assert document.text == "Satu.\n"


def test_each_block_leads_back_to_its_paragraph(read):
    document = read(HEADING + p("") + p("Satu.") + table([[p("A"), p("B")]]) + p("Dua."))
    places = [(document.text[q.start : q.end], q.place) for q in document.passages]
    numbers = [1, 3, 4, 6]
    texts = ["# Pendahuluan", "Satu.", "| A | B |", "Dua."]
    assert places == [(text, f"paragraph {number}") for text, number in zip(texts, numbers, strict=True)]


def test_the_strict_form_of_the_standard_is_read(tmp_path):
    strict = part("document", f"<w:body>{HEADING}{p('Satu.')}</w:body>")
    strict = strict.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_word(word_file(tmp_path / "p.docx", "", document=strict)).text == "# Pendahuluan\n\nSatu.\n"


DOCTYPE = '<!DOCTYPE w [<!ENTITY a "{}">]>'
BODY = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (DOCTYPE.format("ha" * 100) + BODY, "DOCTYPE"),
        ('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + BODY, "DOCTYPE"),
        ('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">' + BODY.replace("&a;", "a"), "DOCTYPE"),
        (BODY, "broken (line 1)"),
        (BODY.replace("&a;", "")[:-30], "broken"),
        (part("document", f"<w:body>{'<w:ins>' * 10_000}{'</w:ins>' * 10_000}</w:body>"), "nested too deeply"),
        (part("document", ""), "no text"),
        (part("document", "<w:body/>"), "no text"),
        (part("document", f"<w:body>{'<w:p/>' * 3_000_000}</w:body>"), "would unpack to 18 MB"),
    ],
    ids=["entity", "file", "network", "no entity", "cut", "deep", "no body", "empty", "bomb"],
)
def test_hostile_xml_is_told_in_one_line(tmp_path, document, what):
    with pytest.raises(Unreadable) as told:
        read_word(word_file(tmp_path / "p.docx", "", document=document))
    assert what in told.value.what
    assert "\n" not in told.value.what + told.value.mend


def zipped(path: Path, names: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return path.read_bytes()


def test_what_is_no_word_file_is_told_in_one_line(tmp_path):
    path = tmp_path / "p.docx"
    whole = word_file(tmp_path / "whole.docx", p("Satu.")).read_bytes()
    encrypted = bytearray(whole)
    for found in re.finditer(rb"PK(?:\x03\x04|\x01\x02)", whole):
        struct.pack_into("<H", encrypted, found.start() + (6 if found.group() == b"PK\x03\x04" else 8), 1)
    damaged = bytearray(whole)
    damaged[whole.index(b"word/document.xml") + 40] ^= 0xFF
    other = tmp_path / "other.zip"
    cases = {
        b"\xd0\xcf\x11\xe0 lama": "encrypted or an old .doc",
        b"Satu dua": "not a Word file",
        b"": "not a Word file",
        whole[: len(whole) // 2]: "cut off or damaged",
        bytes(encrypted): "encrypted",
        bytes(damaged): "cut off or damaged",
        zipped(other, {"a.txt": b"a"}): "word/document.xml is missing",
        zipped(other, {"xl/workbook.xml": b"a"}): "a spreadsheet",
        zipped(other, {"META-INF/manifest.xml": b"a", "content.xml": b"a"}): "an OpenDocument file",
        zipped(other, {f"{n}.txt": b"" for n in range(10_001)}): "a zip of 10,001 files",
    }
    for content, what in cases.items():
        path.write_bytes(content)
        with pytest.raises(Unreadable) as told:
            read_word(path)
        assert what in told.value.what
        assert told.value.mend


BITS = st.recursive(
    st.sampled_from([r("satu "), r("Dua.", ON), r("3", RAISED), "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", ""]),
    lambda inner: st.builds(
        "<w:{0}>{1}</w:{0}>".format, st.sampled_from(["ins", "del", "hyperlink", "smartTag"]), inner
    ),
)
PROPERTIES = st.sampled_from(["", style("Judul1"), style("Butir"), item(2), item(4, 1), item(99)])
PARAGRAPHS = st.builds(
    lambda bits, properties: f"<w:p><w:pPr>{properties}</w:pPr>{''.join(bits)}</w:p>",
    st.lists(BITS, max_size=5),
    PROPERTIES,
)


@given(body=st.lists(PARAGRAPHS | st.builds(lambda cell: table([[cell, cell]]), PARAGRAPHS), max_size=8))
def test_any_body_gives_one_line_blocks_whose_passages_cut_the_text(tmp_path_factory, body):
    path = word_file(tmp_path_factory.mktemp("any") / "p.docx", p("Awal") + "".join(body))
    document = read_word(path)
    assert document == read_word(path)
    assert [line for line in document.text.split("\n") if line] == [
        document.text[q.start : q.end] for q in document.passages
    ]
    assert "\n\n\n" not in document.text
