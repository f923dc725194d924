"""``kg qdpx``: a project that programs for qualitative analysis can open, with every quote where the graph has it.

``refi_qda/Project.xsd`` is the standard's own schema, under the licence that it names.
"""

import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from kg.building import Options, build
from kg.folder import write_manifest
from kg.graph.queries import rows
from kg.graph.store import TEXTS, Store
from kg.graph.texts import key_of, stored_text
from kg.model import LitkgError
from kg.publish.copy import publish
from kg.publish.refi_qda.codebook import codebook_file, codebook_of
from kg.publish.refi_qda.coding import coded_passages, codes_used
from kg.publish.refi_qda.plain_text import PlainText
from kg.publish.refi_qda.project import write_project
from kg.resources import ontology_dir
from tests.helpers import corpus, document, kg

SCHEMAS = Path(__file__).parent / "refi_qda"
NS = {"q": "urn:QDA-XML:project:1.0", "c": "urn:QDA-XML:codebook:1.0"}
LABELLED = re.compile(r"\r\n?")


class Project:
    """A project as another program reads it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.files["project.qde"])
        self.codes = {code.get("guid"): code for code in self.root.iterfind(".//q:Code", NS)}
        self.sources = {source.get("name"): source for source in self.root.iterfind(".//q:TextSource", NS)}

    def text(self, name: str) -> str:
        path = self.sources[name].get("plainTextPath").replace("internal://", "sources/")
        return self.files[path].decode()

    def coded(self, name: str) -> dict[tuple[int, int], set[tuple[str, ...]]]:
        """The codes of each passage, each as the names from the top down."""
        found = {}
        for selection in self.sources[name].iterfind("q:PlainTextSelection", NS):
            span = int(selection.get("startPosition")), int(selection.get("endPosition"))
            assert span not in found
            refs = selection.iterfind("q:Coding/q:CodeRef", NS)
            found[span] = {self.names(self.codes[ref.get("targetGUID")]) for ref in refs}
        return found

    def names(self, code) -> tuple[str, ...]:
        above = [each for each in code.iterancestors() if each.tag == code.tag]
        return tuple(each.get("name") for each in [*reversed(above), code])

    def values(self, name: str) -> dict[str, str]:
        variables = {each.get("guid"): each.get("name") for each in self.root.iterfind(".//q:Variable", NS)}
        return {
            variables[value[0].get("targetGUID")]: value[1].text
            for value in self.sources[name].iterfind("q:VariableValue", NS)
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory, site) -> Path:
    """The project of the made-up literature, whose texts and labels are hostile."""
    out = tmp_path_factory.mktemp("refi") / "made.qdpx"
    write_project(site, out, "en")
    return out


@pytest.fixture(scope="module")
def notes(tmp_path_factory, notes_build) -> Path:
    out = tmp_path_factory.mktemp("refi") / "notes.qdpx"
    write_project(notes_build, out, "id")
    return out


@pytest.fixture(params=["made", "notes"])
def project(request) -> Project:
    return Project(request.getfixturevalue(request.param))


def test_a_project_fits_the_schema_of_the_standard(project):
    etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd")).assertValid(project.root)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_code_book_alone_fits_its_schema_and_has_the_codes_of_the_project(language, notes_build, notes, tmp_path):
    out = tmp_path / "codes.qdc"
    assert kg("qdpx", "--out", out, "--build", notes_build, "--language", language).returncode == 0
    root = etree.parse(out).getroot()
    etree.XMLSchema(etree.parse(SCHEMAS / "Codebook.xsd")).assertValid(root)
    known = [code.get("guid") for code in root.iterfind(".//c:Code", NS)]
    assert known == list(Project(notes).codes), "whatever the language of the names"


def test_every_selection_holds_the_words_of_the_graph(any_build, tmp_path):
    write_project(any_build, tmp_path / "a.qdpx", "id")
    project, store = Project(tmp_path / "a.qdpx"), Store.of_build(any_build)
    said = [(row, row["quote"]) for name in ("statements", "verdicts", "designs") for row in rows(store, name)]
    said += [(row, row["surface"]) for row in rows(store, "citations")]
    assert said
    expected: dict[str, set[str]] = {}
    for row, quote in said:
        expected.setdefault(key_of(row["paper"]), set()).add(LABELLED.sub("\n", quote))
    for key, quotes in expected.items():
        text = project.text(key)
        assert {text[start:end] for start, end in project.coded(key)} == quotes


def test_every_statement_is_coded_with_its_concept_its_stance_and_whose_it_is(notes, notes_build):
    project, store = Project(notes), Store.of_build(notes_build)
    labels = {row["concept"]: row["label_id"] for row in rows(store, "labels")}
    kinds = {row["kind"]: row["label_id"] for row in rows(store, "kinds")}
    for row in rows(store, "statements"):
        codes = project.coded(key_of(row["paper"]))[int(row["start"]), int(row["end"])]
        first = {names for names in codes if names[0] == kinds[row["kind"]]}
        if row["concept"]:
            assert any(names[-1].startswith(labels[row["concept"]]) for names in first), row
        else:
            assert (kinds[row["kind"]],) in first
        assert bool(row["stance"]) <= any(names[0] == "sikap" for names in codes)
        if row["stance"]:
            assert any(names[0] == "sikap" and names[1].startswith(labels[row["stance"]]) for names in codes)
        assert any(names[0] == "pernyataan siapa" for names in codes)


def test_positions_count_code_points_of_lines_that_end_in_a_line_feed(tmp_path):
    """A text with a byte order mark, Windows line ends and a sign outside of the first plane before what is coded."""
    paper = "\ufeff" + document("Penggunaan aplikasi JMO sudah efektif.", body="Peserta 😀 di kota ini ramai sekali.")
    papers = {"angin-2024.md": paper.replace("\n", "\r\n")}
    build(corpus(tmp_path / "papers", papers), tmp_path / "build", Options(ontology_dir()))
    write_project(tmp_path / "build", tmp_path / "a.qdpx", "id")
    stored = stored_text(tmp_path / "build", "angin-2024")
    assert stored.startswith("\ufeff") and "\r\n" in stored
    project = Project(tmp_path / "a.qdpx")
    text = project.text("angin-2024")
    assert "\r" not in text and text[0] != "\ufeff"
    assert len(text) == len(stored) - stored.count("\r") - 1
    assert "Penggunaan aplikasi JMO sudah efektif." in {text[a:b] for a, b in project.coded("angin-2024")}


@pytest.mark.parametrize("stored", ["", "\ufeff", "a\r\nb", "\r\r\n\r", "a\rb\n\r\n", "\ufeffa\ufeff\r\n😀b"])
def test_a_place_leads_to_the_same_sign_in_the_plain_text(stored):
    plain = PlainText.of(stored)
    for start in range(len(stored) + 1):
        for end in range(start, len(stored) + 1):
            words = stored[start:end]
            if stored[end - 1 : end + 1] == "\r\n":  # no span ends within a line end
                continue
            wanted = words.replace("\r\n", "\n").replace("\r", "\n").removeprefix("" if start else "\ufeff")
            assert plain.text[plain.at(start) : plain.at(end)] == wanted


def test_no_two_things_have_one_identifier_and_no_two_codes_one_name(project):
    guids = Counter(each.get("guid") for each in project.root.iter() if each.get("guid"))
    assert max(guids.values()) == 1
    names = Counter(code.get("name").casefold() for code in project.codes.values())
    assert max(names.values()) == 1


def test_every_reference_leads_to_a_thing_of_the_project(project):
    known = {each.get("guid") for each in project.root.iter() if each.get("guid")}
    named = {
        each.get(name) for each in project.root.iter() for name in ("targetGUID", "creatingUser") if each.get(name)
    }
    assert named and named <= known
    assert {name for name in project.files if name != "project.qde"} == {
        source.get("plainTextPath").replace("internal://", "sources/") for source in project.sources.values()
    }


def test_only_a_code_that_may_be_used_is_used(project):
    used = {ref.get("targetGUID") for ref in project.root.iterfind(".//q:Coding/q:CodeRef", NS)}
    assert used
    assert {project.codes[guid].get("isCodable") for guid in used} == {"true"}


def test_the_code_book_has_the_concepts_that_nobody_states_yet(notes_build):
    store = Store.of_build(notes_build)
    used = {row["concept"] for row in rows(store, "statements")}
    held = {code.key[1] for top in codebook_of(store, "id", ()) for code in top.below()}
    for scheme in ("aspect", "obstacle", "benefit", "feature", "recommendation", "stance"):
        concepts = {row["concept"] for row in rows(store, "labels") if row["scheme"] == scheme}
        assert concepts and concepts <= held
    assert held - used - {""}


def test_what_is_coded_is_in_the_code_book(site, notes_build):
    for folder in (site, notes_build):
        store = Store.of_build(folder)
        coded = codes_used(coded_passages(store))
        known = {code.key for top in codebook_of(store, "id", coded) for code in top.below()}
        assert coded and coded <= known


def test_a_source_has_the_year_the_method_and_what_else_is_known_and_nothing_more(made, site):
    values = Project(made).values("satu-2020")
    assert values["year"] == "2020"
    assert (values["approach"], values["journal"], values["informants"]) == ("qualitative", "Jurnal Rekaan", "2")
    unknown = next(row for row in rows(Store.of_build(site), "papers") if not row["year"] and not row["informants"])
    assert not {"year", "informants"} & set(Project(made).values(key_of(unknown["paper"])))


def test_the_same_build_gives_the_same_bytes(notes_build, notes, tmp_path):
    write_project(notes_build, tmp_path / "again.qdpx", "id")
    assert (tmp_path / "again.qdpx").read_bytes() == notes.read_bytes()
    with zipfile.ZipFile(notes) as archive:
        assert {(each.date_time, each.create_system) for each in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}


def test_a_label_that_xml_cannot_hold_is_mended(site):
    store = Store.of_build(site)
    top = codebook_of(store, "id", ())[0]
    code = type(top)(("a", "b"), "x\x00y\uffff", "<&\x07")
    read = etree.fromstring(codebook_file([code])).find(".//c:Code", NS)
    assert (read.get("name"), read[0].text) == ("x\ufffdy\ufffd", "<&\ufffd")


def test_another_ending_is_refused_in_one_line(notes_build, tmp_path):
    done = kg("qdpx", "--out", tmp_path / "a.zip", "--build", notes_build)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "a.zip" in done.stderr and ".qdpx" in done.stderr
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("name", ["a.qdpx", "a.qdc"])
def test_a_file_that_cannot_be_written_is_told_in_one_line(name, notes_build, tmp_path):
    done = kg("qdpx", "--out", tmp_path / "nowhere" / name, "--build", notes_build)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert name in done.stderr


def test_a_copy_without_texts_cannot_be_coded(notes_build, tmp_path):
    publish(notes_build, tmp_path / "public", ())
    with pytest.raises(LitkgError, match="name the build that it was copied from"):
        write_project(tmp_path / "public", tmp_path / "a.qdpx", "id")
    assert not (tmp_path / "a.qdpx").exists()


def test_a_missing_text_is_told_and_the_last_project_stays(notes_build, tmp_path):
    folder = shutil.copytree(notes_build, tmp_path / "build")
    (folder / TEXTS / "putri-2024.txt").unlink()
    write_manifest(folder, {})
    (tmp_path / "a.qdpx").write_bytes(b"the last one")
    with pytest.raises(LitkgError, match=r"putri-2024\.txt"):
        write_project(folder, tmp_path / "a.qdpx", "id")
    assert [path.name for path in tmp_path.iterdir() if path.name != "build"] == ["a.qdpx"]
    assert (tmp_path / "a.qdpx").read_bytes() == b"the last one"
