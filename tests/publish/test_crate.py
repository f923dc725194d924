"""``kg crate``: an RO-Crate that says of a build what is known, and no more."""

import html
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from kg import __version__
from kg.building import Options, build
from kg.folder import changed_files
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.model import LitkgError
from kg.publish.crate.about import About, Person
from kg.publish.crate.crate import write_crate
from kg.resources import ontology_dir
from tests.helpers import corpus, document, kg, tree

ME = ("--author", "Rara Wening 0000-0002-1825-0097", "--licence", "CC-BY-4.0", "--date", "2026-08-17")


def entities(crate: Path) -> dict[str, dict]:
    """The entities of a crate by their ids, of which no two are the same."""
    document = json.loads((crate / "ro-crate-metadata.json").read_text("utf-8"))
    assert document["@context"] == "https://w3id.org/ro/crate/1.1/context"
    by_id = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(by_id) == len(document["@graph"])
    return by_id


def references(value) -> list[str]:
    """The ids that a value of a property refers to; one value stands without a list."""
    assert value != [] and not (isinstance(value, list) and len(value) == 1)
    return [each["@id"] for each in (value if isinstance(value, list) else [value])]


@pytest.fixture(scope="module")
def crate(notes_build, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("crate") / "crate"
    write_crate(notes_build, out, About.of("", (ME[1],), ME[3], ME[5]))
    return out


@pytest.fixture(scope="module")
def bare(notes_build, tmp_path_factory) -> Path:
    """A crate of which nobody tells anything, and without texts."""
    out = tmp_path_factory.mktemp("crate") / "bare"
    write_crate(notes_build, out, About(), ())
    return out


@pytest.fixture(params=["crate", "bare"])
def either(request) -> Path:
    return request.getfixturevalue(request.param)


def test_the_metadata_file_describes_itself_and_the_root(either):
    known = entities(either)
    descriptor, root = known["ro-crate-metadata.json"], known["./"]
    assert descriptor["@type"] == "CreativeWork" and descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset" and root["name"] and root["description"] and root["license"]


def test_entities_are_flat_and_lead_only_to_entities(either):
    known = entities(either)
    for entity in known.values():
        assert {"@id", "@type"} <= set(entity)
        for name, value in entity.items():
            for each in value if isinstance(value, list) else [value]:
                assert isinstance(each, str) or list(each) == ["@id"], (entity["@id"], name)
                if isinstance(each, dict) and name not in ("conformsTo", "identifier"):
                    assert each["@id"] in known, (entity["@id"], name)


def test_every_file_and_folder_that_is_named_is_there_and_all_are_reached_from_the_root(either):
    known = entities(either)
    held = {id: e for id, e in known.items() if e["@type"] in ("File", "Dataset") and id != "./"}
    for id, entity in held.items():
        path = either / id
        assert path.is_dir() if entity["@type"] == "Dataset" else path.is_file(), id
        assert id.endswith("/") == (entity["@type"] == "Dataset")
        if "contentSize" in entity:
            assert entity["contentSize"] == str(path.stat().st_size)
    reached = set(references(known["./"]["hasPart"]))
    for id in list(reached):
        reached |= set(references(known[id]["hasPart"])) if "hasPart" in known[id] else set()
    assert reached == set(held)


def test_every_file_of_the_crate_is_named_or_in_a_folder_that_is(either):
    held = [id for id, e in entities(either).items() if e["@type"] in ("File", "Dataset") and id != "./"]
    covered = tuple(id for id in held if id.endswith("/"))
    beside = {"ro-crate-metadata.json", "ro-crate-preview.html"}
    assert {name for name in tree(either) if name not in held and not name.startswith(covered)} == beside


def test_the_graph_and_the_texts_are_named_one_by_one(crate, bare):
    known = entities(crate)
    assert known["data/graph.nq"]["encodingFormat"] == "application/n-quads"
    assert known["data/dataset.ttl"]["encodingFormat"] == "text/turtle"
    text = known["data/texts/putri-2024.txt"]
    paper = known[text["isBasedOn"]["@id"]]
    assert paper["@type"] == "ScholarlyArticle" and text["license"] == {"@id": "#no-licence-known"}
    assert not [id for id in entities(bare) if id.startswith("data/texts/")]


def test_papers_have_the_authors_of_the_graph_in_their_order(crate, notes_build):
    known = entities(crate)
    for row in rows(Store.of_build(notes_build), "papers"):
        paper = known[row["paper"]]
        assert [known[id]["name"] for id in references(paper["author"])] == row["authors"].split("; ")
        assert (paper["name"], paper.get("datePublished", "")) == (row["title"], row["year"])
        assert paper["license"] == {"@id": "#no-licence-known"}


def test_what_is_told_is_said_and_what_is_not_told_is_not_made_up(crate, bare, notes_build):
    root = entities(crate)["./"]
    assert root["author"] == {"@id": "https://orcid.org/0000-0002-1825-0097"}
    assert entities(crate)[root["author"]["@id"]] == {
        "@id": "https://orcid.org/0000-0002-1825-0097", "@type": "Person", "name": "Rara Wening",
    }  # fmt: skip
    assert root["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}
    assert root["datePublished"] == entities(crate)["#build"]["endTime"] == "2026-08-17"
    root = entities(bare)["./"]
    assert "author" not in root and root["license"] == {"@id": "#no-licence-known"}
    newest = max(row["year"] for row in rows(Store.of_build(notes_build), "papers"))
    assert root["datePublished"] == newest and "newest paper" in root["description"]
    assert not {"endTime", "agent"} & set(entities(bare)["#build"])


def test_the_build_tells_software_and_ontology(crate):
    known = entities(crate)
    action = known["#build"]
    software = known[action["instrument"]["@id"]]
    assert (action["@type"], software["@type"], software["name"]) == ("CreateAction", "SoftwareApplication", "litkg")
    assert "https://w3id.org/jmo/ns" in references(action["object"])
    assert {"data/graph.nq", "index.html"} <= set(references(action["result"]))


def test_a_crate_of_quotes_only_holds_no_text(bare):
    assert not (bare / "data/texts").exists()


def test_a_crate_is_whole_and_may_be_replaced_by_another(notes_build, tmp_path):
    out = tmp_path / "crate"
    for _ in range(2):
        done = kg("crate", "--build", notes_build, "--out", out, "--quotes-only")
        assert done.returncode == 0, done.stderr
    assert changed_files(out) == []
    (out / "mine.txt").write_text("mine")
    done = kg("crate", "--build", notes_build, "--out", out)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "mine.txt" in done.stderr
    assert (out / "mine.txt").read_text() == "mine"


def test_an_archive_holds_what_the_folder_holds_and_is_the_same_each_time(notes_build, crate, tmp_path):
    for name in ("a.zip", "b.zip"):
        done = kg("crate", "--build", notes_build, "--out", tmp_path / name, *ME)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "read")
    assert tree(tmp_path / "read") == tree(crate)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip", "read"]


def test_nothing_in_the_metadata_tells_of_this_machine(either, notes_build):
    text = (either / "ro-crate-metadata.json").read_text("utf-8") + (either / "ro-crate-preview.html").read_text(
        "utf-8"
    )
    assert str(notes_build) not in text and str(either.parent) not in text


def test_hostile_names_stay_names(site, tmp_path):
    folder = shutil.copytree(site, tmp_path / "build")
    write_crate(finished(folder), tmp_path / "crate", About.of('</title><script>alert("1")</script>', day="2026-08-17"))
    known, page = entities(tmp_path / "crate"), (tmp_path / "crate/ro-crate-preview.html").read_text("utf-8")
    assert "<script" not in page and 'onerror="alert' not in page
    links = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', page)]
    assert set(links) == {id for id, e in known.items() if e["@type"] in ("File", "Dataset")} - {"./"}
    for id in known:
        assert not re.search(r'[\s<>"]', id), id


def finished(folder: Path) -> Path:
    """Give a folder of made-up data the manifest of a build."""
    from kg.folder import write_manifest

    write_manifest(folder, {"litkg": __version__, "base": "https://example.org/litkg/", "extractors": ["rules"]})
    return folder


def test_without_any_year_a_day_must_be_given(tmp_path):
    build(corpus(tmp_path / "papers", {"x": document(year=None)}), tmp_path / "build", Options(ontology_dir()))
    with pytest.raises(LitkgError, match="say --date"):
        write_crate(tmp_path / "build", tmp_path / "crate.zip", About())
    assert not (tmp_path / "crate.zip").exists()
    write_crate(tmp_path / "build", tmp_path / "crate.zip", About.of(day="2026-08-17"))
    assert (tmp_path / "crate.zip").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [("--date", "17-08-2026"), ("--date", "2026-02-30"), ("--date", "20260817"), ("--licence", "my own licence"),
     ("--author", "0000-0002-1825-0097"), ("--author", "Rara 0000-0002-1825-0098"), ("--build", "nowhere")],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_line(option, value, notes_build, tmp_path):
    done = kg("crate", "--build", notes_build, "--out", "crate", option, value, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert value in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("told", "name", "orcid"),
    [
        ("Rara Wening", "Rara Wening", ""),
        (
            " Rara  Wening <https://orcid.org/0000-0002-1694-233X>",
            "Rara Wening",
            "https://orcid.org/0000-0002-1694-233X",
        ),
        ("Sukarno 0000-0002-1825-0097", "Sukarno", "https://orcid.org/0000-0002-1825-0097"),
        ("Kelompok 2024", "Kelompok 2024", ""),
    ],
)
def test_an_author_may_have_an_orcid_id(told, name, orcid):
    assert Person.of(told) == Person(name, orcid)


def test_keys_are_for_quotes_only(notes_build, tmp_path):
    done = kg("crate", "putri-2024", "--build", notes_build, "--out", tmp_path / "crate")
    assert done.returncode == 2 and "--quotes-only" in done.stderr
    done = kg("crate", "putri-2024", "--quotes-only", "--build", notes_build, "--out", tmp_path / "crate")
    assert done.returncode == 0, done.stderr
    assert "data/texts/cahyani-2025.txt" in entities(tmp_path / "crate")
    assert "data/texts/putri-2024.txt" not in entities(tmp_path / "crate")


def issues(crate: Path, scratch: Path) -> list[str]:
    """Ask roc-validator, which looks on the web for the context unless its cache, filled here, has it."""
    services = pytest.importorskip("rocrate_validator.services", reason="roc-validator is not installed")
    rocrate = pytest.importorskip("rocrate", reason="rocrate, which has a context, is not installed")
    requests_cache = pytest.importorskip("requests_cache")
    import requests
    from urllib3 import HTTPResponse

    url = "https://w3id.org/ro/crate/1.1/context"
    body = (Path(rocrate.__file__).parent / "data/ro-crate.jsonld").read_bytes()
    session = requests_cache.CachedSession(cache_name=str(scratch / "cache"), backend="sqlite")
    for headers in ({"Accept": "application/ld+json"}, {}):
        asked = requests.Request("GET", url, headers=headers).prepare()
        answer = requests.Response()
        answer.status_code, answer.url, answer.request, answer._content = 200, url, asked, body
        answer.headers["Content-Type"] = "application/ld+json"
        answer.raw = HTTPResponse(body=body, status=200, headers=answer.headers, preload_content=False)
        session.cache.save_response(answer, session.cache.create_key(asked))
    settings = services.ValidationSettings(
        rocrate_uri=str(crate), profile_identifier="ro-crate-1.1", offline=True, cache_path=str(scratch / "cache")
    )
    return [issue.message for issue in services.validate(settings).get_issues()]


@pytest.mark.slow
def test_the_foreign_validator_finds_it_valid(either, tmp_path):
    assert issues(either, tmp_path) == []


@pytest.mark.slow
def test_the_foreign_validator_would_miss_a_licence(bare, tmp_path):
    broken = shutil.copytree(bare, tmp_path / "broken")
    path = broken / "ro-crate-metadata.json"
    read = json.loads(path.read_text("utf-8"))
    for entity in read["@graph"]:
        entity.pop("license", None)
    path.write_text(json.dumps(read), encoding="utf-8")
    assert any("license" in message for message in issues(broken, tmp_path))
