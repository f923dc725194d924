"""A copy for the web: whole or not at all, never over something else, and of a paper no more than may be shown."""

import base64
import gzip
import html
import json
import re
import shutil

import pytest

from kg import __version__
from kg.folder import MANIFEST, changed_files, write_manifest
from kg.graph.queries import rows
from kg.graph.store import TEXTS, Store
from kg.graph.texts import key_of
from kg.model import LitkgError
from kg.publish.copy import publish
from kg.publish.highlight import union
from kg.resources import site_dir
from tests.helpers import kg, tree

SIZE = 60
LITERAL = re.compile(r'^\S+ <([^>]*)> "((?:[^"\\]|\\.)*)"', re.MULTILINE)
PACKED = re.compile(r"[A-Za-z0-9+/]{400,}={0,2}")
OURS = {path.name for path in site_dir().rglob("*.js")} | {"vis-network.min.js"}
"""Scripts that are the same in every site."""


@pytest.fixture(scope="module")
def build(site, tmp_path_factory):
    """A build of the made-up literature, with words at the end of each text that nothing quotes."""
    folder = shutil.copytree(site, tmp_path_factory.mktemp("whole") / "build")
    for path in (folder / TEXTS).glob("*.txt"):
        path.write_bytes(path.read_bytes() + f"\n\n{secret(path.stem)}\n".encode())
    write_manifest(folder, {"litkg": __version__, "base": "https://example.org/litkg/", "extractors": ["rules"]})
    return folder


@pytest.fixture(scope="module")
def quotes(build, tmp_path_factory):
    """A copy of it with the quotes only."""
    folder = tmp_path_factory.mktemp("quotes") / "public"
    publish(build, folder, ())
    return folder


def secret(key):
    """A sentence of a paper that nothing quotes, unlike that of any other paper."""
    return f"Kalimat {key} ini bukan bukti, {key}, dan tidak dikutip, {key}, maka ia tidak boleh {key} terbaca di web."


def folded(text):
    return " ".join(text.split())


def readable(path):
    """What a file says, also where it is packed or written with escapes; white space folded."""
    text = path.read_bytes().decode(errors="replace")
    found = [text, html.unescape(text)]
    if path.suffix in (".js", ".nq", ".trig", ".ttl", ".jsonld", ".json"):
        found.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text))
        found[-1] = re.sub(
            r'\\([nrt"\\])', lambda sign: {"n": "\n", "r": "\r", "t": "\t"}.get(sign[1], sign[1]), found[-1]
        )
    packed = "".join(PACKED.findall(text))
    if packed.startswith("H4sI"):
        found.append(gzip.decompress(base64.b64decode(packed)).decode(errors="replace"))
    return [folded(each) for each in found]


def stray(build, key):
    """The stretches of a text that go beyond the quotes of the graph and what else it says, by their first sign."""
    store = Store.of_build(build)
    spans = [(int(r["start"]), int(r["end"])) for r in rows(store, "passages") if key_of(r["text"]) == key]
    text = (build / TEXTS / f"{key}.txt").read_bytes().decode()
    shown = {at for start, end in union(spans) for at in range(start, end)}
    signs = [(sign, at in shown) for at, sign in enumerate(text)]
    kept = [(" " if sign.isspace() else sign, quoted) for sign, quoted in signs]
    kept = [pair for number, pair in enumerate(kept) if pair[0] != " " or (number and kept[number - 1][0] != " ")]
    line = "".join(sign for sign, _ in kept)
    hidden = [number for number, (sign, quoted) in enumerate(kept) if sign != " " and not quoted]
    starts = sorted({start for at in hidden for start in range(max(0, at - SIZE + 1), min(at + 1, len(line) - SIZE))})
    graph = (build / "data" / "graph.nq").read_bytes().decode()
    said = "\n".join(
        folded(json.loads(f'"{words}"', strict=False)) for iri, words in LITERAL.findall(graph)
        if not iri.endswith(("#prefix", "#suffix"))
    )  # fmt: skip
    said = said.casefold()  # a title is also cited in other letters
    return {window for start in starts if (window := line[start : start + SIZE]).strip(" .").casefold() not in said}


def leaks(folder, windows):
    """Name the files in which one of these stretches stands; one at any place covers a whole part at every 20th."""
    step = SIZE // 3
    parts = {window[at : at + 2 * step] for window in windows for at in range(step)}
    found = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in OURS:
            for text in readable(path):
                near = (at for at in range(0, len(text), step) if text[at : at + 2 * step] in parts)
                if any(text[at : at + SIZE] in windows for end in near for at in range(max(0, end - step), end + 1)):
                    found.add(path.relative_to(folder).as_posix())
    return found


def test_a_copy_is_the_build_and_knows_that_it_is_a_copy(build, tmp_path):
    done = publish(build, tmp_path / "public")
    assert done.quotes_only == ()
    copied, made = tree(tmp_path / "public"), tree(build)
    assert {name: copied[name] for name in copied if name != MANIFEST} == {
        name: made[name] for name in made if name != MANIFEST
    }
    assert changed_files(tmp_path / "public") == []


def test_no_file_holds_more_of_a_text_than_its_quotes(build, quotes, tmp_path):
    for key in ("satu-2020", "dua-2021"):
        windows = stray(build, key)
        assert secret(key)[:SIZE] in windows
        assert leaks(quotes, windows) == set()
    publish(build, tmp_path / "public")
    assert f"paper/{key}.html" in leaks(tmp_path / "public", windows)


def test_only_the_texts_of_the_named_papers_are_left_out(build, tmp_path):
    done = publish(build, tmp_path / "public", ["dua-2021"])
    texts = {path.stem for path in (tmp_path / "public" / TEXTS).iterdir()}
    assert done.quotes_only == ("dua-2021",) and done.papers == len(texts) + 1
    assert "dua-2021" not in texts and "satu-2020" in texts
    assert secret("satu-2020") in (tmp_path / "public" / "paper" / "satu-2020.html").read_text(encoding="utf-8")
    assert leaks(tmp_path / "public", stray(build, "dua-2021")) == set()


def test_permalinks_still_lead_to_their_evidence(build, quotes):
    for path in sorted((build / "paper").glob("*.html")):
        anchors = set(re.findall(r'id="(ev-\d+-\d+)"', path.read_text(encoding="utf-8")))
        kept = set(re.findall(r'id="(ev-\d+-\d+)"', (quotes / "paper" / path.name).read_text(encoding="utf-8")))
        assert anchors == kept, path.name


def test_what_is_left_out_is_said_and_not_linked(quotes):
    for folder, words in ((quotes, "tidak disertakan"), (quotes / "en", "not included")):
        page = (folder / "paper" / "satu-2020.html").read_text(encoding="utf-8")
        assert words in page and "…" in page
    linked = [path for path in quotes.rglob("*.html") if "data/texts/satu-2020.txt" in path.read_text(encoding="utf-8")]
    assert linked == []


def test_a_copy_can_be_asked_and_checked_like_a_build(quotes):
    assert "satu-2020" in kg("query", "papers", "--build", quotes).stdout
    done = kg("validate", "--build", quotes)
    assert (done.returncode, done.stdout.count("violation:")) == (0, 0), done.stdout


def test_every_copy_has_the_same_bytes(build, quotes, tmp_path):
    publish(build, tmp_path / "again", ())
    assert tree(tmp_path / "again") == tree(quotes)


@pytest.mark.parametrize("held", ["a note", "a build", "a copy with a file of the user's own"])
def test_nothing_but_such_a_copy_is_written_over(build, tmp_path, held):
    folder = tmp_path / "public"
    if held == "a build":
        shutil.copytree(build, folder)
    else:
        if held != "a note":
            publish(build, folder)
        folder.mkdir(exist_ok=True)
        (folder / "mine.txt").write_text("mine")
    before = tree(folder)
    done = kg("publish", folder, "--build", build)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and str(folder) in done.stderr
    assert tree(folder) == before


def test_a_copy_replaces_a_copy_whole(build, quotes, tmp_path):
    folder = tmp_path / "public"
    publish(build, folder)
    publish(build, folder, ())
    assert tree(folder) == tree(quotes)
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_build_does_not_replace_a_copy(build, tmp_path):
    publish(build, tmp_path / "public", ())
    done = kg("build", "--out", tmp_path / "public")
    assert done.returncode == 2 and "kg publish" in done.stderr
    assert not (tmp_path / "public" / TEXTS / "satu-2020.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--quotes-only", "nobody-1999"], "kg query keys"),
        (["satu-2020"], "--quotes-only"),
        (["--build", "nowhere"], "kg build"),
    ],
)
def test_a_wrong_call_is_told_in_words(build, tmp_path, arguments, words):
    done = kg("publish", tmp_path / "public", *(["--build", build] if "--build" not in arguments else []), *arguments)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "public").exists()


def test_a_changed_build_and_a_copy_are_not_published(build, quotes, tmp_path):
    with pytest.raises(LitkgError, match="is itself a copy"):
        publish(quotes, tmp_path / "public")
    changed = shutil.copytree(build, tmp_path / "changed")
    (changed / "index.html").write_text("changed")
    with pytest.raises(LitkgError, match=r"index\.html: is not the file that was built"):
        publish(changed, tmp_path / "public")


def test_what_cannot_be_made_leaves_no_trace(build, tmp_path, monkeypatch):
    publish(build, tmp_path / "public")
    before = tree(tmp_path / "public")

    def full(*_):
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr("kg.publish.copy.shutil.copyfile", full)
    with pytest.raises(LitkgError, match="No space left"):
        publish(build, tmp_path / "public")
    assert tree(tmp_path / "public") == before and [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.papers
def test_real_papers_are_published_with_their_quotes_only(papers_build, tmp_path):
    done = publish(papers_build, tmp_path / "public", ())
    assert len(done.quotes_only) == done.papers == 5
    windows = {window for key in done.quotes_only for window in stray(papers_build, key)}
    assert leaks(tmp_path / "public", windows) == set()
    assert list((tmp_path / "public" / TEXTS).glob("*")) == []
