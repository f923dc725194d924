"""``kg cite``: whatever is in a build can be cited, and what it writes is read by the programs it is written for."""

import io
import json
import shutil
import subprocess
import zipfile
from itertools import product

import bibtexparser
import pytest
import rispy
import yaml

from kg.corpus.libraries.library import read_library
from kg.publish.cite.asked import Library
from kg.publish.cite.documents import FORMATS, written
from kg.resources import site_dir
from tests.helpers import ROOT, kg
from tests.publish.made_up_site import EVIL, IMAGE
from tests.publish.test_references import assert_is_csl

STYLES = ("apa", "chicago", "vancouver", "ieee")
LANGUAGES = ("id", "en")
TEXTUAL = sorted(set(FORMATS) - {"docx"})
FINDING = "obstacle/low-digital-literacy"


@pytest.fixture(scope="module")
def library(notes_build):
    return Library(notes_build)


@pytest.fixture(scope="module")
def hostile(site):
    return Library(site)


def test_a_finding_is_a_sentence_and_the_list_behind_it(notes_build):
    told = kg("cite", FINDING, "--build", notes_build, "--language", "en")
    assert told.returncode == 0, told.stderr
    sentence, heading, *references = told.stdout.strip().split("\n\n")
    assert "low digital literacy" in sentence
    assert "Pradiya et al. (2024)" in sentence
    assert heading == "References"
    assert any(reference.startswith("Pradiya, N. P., Rudiana, & Nuryanto, Y. (2024). ") for reference in references)
    assert references == sorted(references)


def test_the_same_finding_in_indonesian_is_what_is_said_without_a_language(notes_build):
    told = kg("cite", FINDING, "--build", notes_build).stdout
    assert "Pradiya dkk. (2024)" in told
    assert "\n\nDaftar Pustaka\n\n" in told


def test_a_paper_is_cited_within_and_behind_a_sentence(notes_build):
    told = kg("cite", "pradiya-2024", "--build", notes_build).stdout
    assert told.startswith("Pradiya dkk. (2024)\n\n(Pradiya dkk., 2024)\n\nDaftar Pustaka\n\nPradiya, N. P.")


def test_a_cited_work_is_cited_directly_and_through_the_paper_that_cites_it(library):
    (work, *_) = (row["work"] for row in library.site.catalogue("references") if row["work"] in library.entries.keys)
    name = work.rpartition("/")[2]
    told = written(library.cite(f"work/{name}", "apa", "en"), "text").decode()
    assert "If you have read the work itself:" in told
    assert "If you have read only a paper that cites it:" in told
    assert ", as cited in " in told


def test_a_concept_stands_for_all_findings_on_it(library):
    views = [view for view in library.findings.values() if view.row["concept"].endswith("/effectiveness")]
    for name in ("effectiveness", "efektivitas", "Effectiveness "):
        document = library.cite(name, "apa", "en")
        assert len(document.blocks[0].sentences) == len(views)


@pytest.mark.parametrize("name", ["pradiya-2024", "Pradiya2024", "paper/pradiya-2024", FINDING, f"finding/{FINDING}"])
def test_a_thing_has_several_names(library, name):
    assert library.named(name).iris


@pytest.mark.parametrize("near", ["pradiya-2042", "low digital litracy", "effectivness"])
def test_a_wrong_name_gets_one_line_with_near_names_and_exit_status_2(notes_build, near):
    told = kg("cite", near, "--build", notes_build)
    assert told.returncode == 2
    assert not told.stdout
    assert told.stderr.count("\n") == 1
    assert "did you mean " in told.stderr


def test_a_name_like_no_other_gets_one_line_too(notes_build):
    told = kg("cite", "zzzzqqqq", "--build", notes_build)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "kg query findings" in told.stderr


def test_the_ending_of_a_file_tells_its_format(notes_build, tmp_path):
    for ending, begins in (("bib", b"@"), ("ris", b"TY  - "), ("json", b"["), ("docx", b"PK"), ("html", b"<!DOCTYPE")):
        file = tmp_path / f"list.{ending}"
        assert kg("cite", FINDING, "--build", notes_build, "--out", file).returncode == 0
        assert file.read_bytes().startswith(begins)
    told = kg("cite", FINDING, "--build", notes_build, "--out", tmp_path / "list.xyz")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    told = kg("cite", FINDING, "--build", notes_build, "--format", "docx")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)


def test_every_finding_paper_and_work_has_every_style_language_and_format(hostile):
    names = [f"{view.row['kind']}/{view.row['concept'].rpartition('/')[2]}" for view in hostile.findings.values()]
    names += [iri for iri in hostile.site.catalogue.papers] + [iri for iri in hostile.site.catalogue.works]
    for at, (name, style, language) in enumerate(product(names, STYLES, LANGUAGES)):
        document = hostile.cite(name, style, language)
        assert written(document, TEXTUAL[at % len(TEXTUAL)])
        assert document.entries


def test_the_same_question_has_the_same_answer_byte_for_byte(library, notes_build):
    for form in FORMATS:
        one = written(library.cite(FINDING, "ieee", "id"), form)
        assert one == written(Library(notes_build).cite(FINDING, "ieee", "id"), form)


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_our_own_reader_of_libraries_reads_what_we_write(library, tmp_path, form):
    document = library.cite(FINDING, "apa", "id")
    file = tmp_path / {"bibtex": "list.bib", "ris": "list.ris", "csl-json": "list.json"}[form]
    file.write_bytes(written(document, form))
    read = read_library(file).entries
    assert sorted(entry.metadata.title for entry in read) == sorted(item["title"] for item in document.items)
    assert sorted(entry.metadata.families for entry in read) == sorted(
        tuple(name.get("family") or name["literal"] for name in item["author"]) for item in document.items
    )


def test_formats_of_data_hold_one_entry_for_each_paper(hostile):
    for view in hostile.findings.values():
        document = hostile.cite(view.row["finding"], "apa", "id")
        keys = [entry.key for entry in document.entries]
        bib = bibtexparser.parse_string(written(document, "bibtex").decode())
        assert not bib.failed_blocks
        assert [entry.key for entry in bib.entries] == keys
        assert [entry["id"] for entry in rispy.loads(written(document, "ris").decode())] == keys
        items = json.loads(written(document, "csl-json"))
        assert [item["id"] for item in items] == keys
        for item in items:
            assert_is_csl(item)


def test_markdown_carries_the_data_that_its_keys_need(library):
    text = written(library.cite("effectiveness", "apa", "id"), "markdown").decode()
    body, _, data = text.partition("\n---\n")
    items = yaml.safe_load(data.rpartition("---")[0])["references"]
    assert {item["id"] for item in items} >= {part.split()[0].strip("];,.") for part in body.split("@")[1:]}


def test_html_shows_texts_as_text(hostile):
    told = written(hostile.cite(f"paper/{EVIL}", "apa", "id"), "html").decode()
    assert "<script" not in told
    assert IMAGE not in told


def test_word_opens_the_document_with_italics_where_the_style_has_them(library):
    docx = pytest.importorskip("docx")
    document = library.cite(FINDING, "apa", "id")
    opened = docx.Document(io.BytesIO(written(document, "docx")))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    plain = written(document, "text").decode().strip().split("\n\n")
    assert texts == plain
    italics = [run.text for paragraph in opened.paragraphs for run in paragraph.runs if run.font.italic]
    assert italics and all(any(text in whole for whole in plain) for text in italics)
    entries = opened.paragraphs[texts.index("Daftar Pustaka") + 1 :]
    assert all(entry.paragraph_format.first_line_indent < 0 for entry in entries)


def test_word_opens_hostile_texts_too(hostile):
    docx = pytest.importorskip("docx")
    for iri in hostile.site.catalogue.papers:
        made = written(hostile.cite(iri, "apa", "id"), "docx")
        assert docx.Document(io.BytesIO(made)).paragraphs
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_libreoffice_opens_the_document(library, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    document = library.cite(FINDING, "apa", "id")
    (tmp_path / "list.docx").write_bytes(written(document, "docx"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "list.docx"], cwd=tmp_path, capture_output=True, timeout=180, check=True)
    read = (tmp_path / "list.txt").read_text(encoding="utf-8-sig").split("\n")
    assert [line for line in read if line] == written(document, "text").decode().strip().split("\n\n")


def test_the_readme_shows_what_is_printed(notes_build):
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition("```text\n")[2].partition("```\n")[0]
    assert kg("cite", "obstacle/insufficient-socialisation", "--build", notes_build).stdout == shown


def test_bundled_styles_are_named_with_their_licence():
    notices = (ROOT / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    styles = sorted((site_dir() / "csl").glob("*.csl"))
    assert len(styles) == len(STYLES)
    for style in styles:
        text = style.read_text(encoding="utf-8")
        assert "licenses/by-sa/3.0" in text
        assert style.name in notices
        assert text.partition("<updated>")[2][:10] in notices
