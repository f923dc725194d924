"""``kg export notes``: notes that link to each other, and in which nothing that a paper says becomes anything else."""

import re

import pytest
import yaml
from markdown_it import MarkdownIt

from kg.graph.queries import named_query
from kg.graph.store import Store
from kg.publish.exchange import export
from kg.publish.exchange.markdown import escaped, file_names, folded, link, one_line
from tests.publish.hostile_texts import KEYS, TEXTS, literature
from tests.publish.made_up_site import built

LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")
TAG = re.compile(r"(?:^|\s)#(?=[^\s#])", re.MULTILINE)
BAD = re.compile(r'[\x00-\x1f<>:"/\\|?*#^\[\]%]|[ .]\Z')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    return built(literature(), tmp_path_factory.mktemp("hostile") / "build")


@pytest.fixture(params=["notes_build", "hostile"])
def some_build(request):
    return request.getfixturevalue(request.param)


def notes(build, language="id"):
    return {path: data.decode() for path, data in export(build, "notes", language).items()}


def parts(note):
    """Part a note into front matter and text."""
    begin, front, text = note.split("---\n", 2)
    assert begin == ""
    return yaml.safe_load(front), text


def test_there_is_a_note_for_each_paper_concept_and_finding(notes_build):
    store = Store.of_build(notes_build)
    found = {path: parts(note)[0] for path, note in notes(notes_build).items()}
    for folder, query in (("papers", "papers"), ("findings", "findings")):
        wanted = {row[query[:-1]] for row in store.rows(named_query(query).sparql)}
        assert {front["iri"] for path, front in found.items() if path.startswith(folder)} == wanted
    concepts = {front["iri"] for path, front in found.items() if path.startswith("concepts")}
    assert {row["concept"] for row in store.rows(named_query("findings").sparql)} <= concepts


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_link_leads_to_a_note_and_every_note_is_linked(some_build, language):
    found = notes(some_build, language)
    names = [path.rpartition("/")[2].removesuffix(".md") for path in found]
    assert len({name.casefold() for name in names}) == len(names)
    linked = {name for note in found.values() for name, _ in LINK.findall(note)}
    assert linked <= set(names)
    assert linked >= set(names) - {"README"}


def test_names_of_files_are_allowed_everywhere(some_build):
    for path in notes(some_build):
        for part in path.removesuffix(".md").split("/"):
            assert not BAD.search(part) and not DEVICES.match(part), path
            assert len(part.encode()) <= 120


def test_a_name_is_the_same_whatever_else_there_is_unless_they_differ_by_capitals_alone():
    named = file_names({key: key for key in (*KEYS, "putri-2024")})
    assert named["putri-2024"] == "putri-2024" and named["a b"] != named["A B"]
    assert len({name.casefold() for name in named.values()}) == len(KEYS) + 1
    assert file_names({"README": "README"}, taken=["readme"])["README"] != "README"


def test_front_matter_is_yaml_with_what_is_known(notes_build):
    front, text = parts(notes(notes_build)["papers/pradiya-2024.md"])
    assert (front["type"], front["key"], front["year"], front["citekey"]) == (
        "paper",
        "pradiya-2024",
        2024,
        "pradiya2024",
    )
    assert front["authors"][1] == "Rudiana" and front["tags"] == ["litkg/paper"]
    assert text.lstrip().startswith(f"# {escaped(front['title'])}\n")


def test_front_matter_keeps_hostile_words_without_links(hostile):
    front, _ = parts(notes(hostile)["papers/teks-2020.md"])
    assert front["title"] == "［［x]] #tag </script> --- =1"  # Obsidian makes links of "[[" here as well
    assert front["authors"] == ["Ani ［［Satu]]", "{Budi} \\Dua"]


def test_a_quote_stands_with_its_position_in_the_stored_text(notes_build):
    found = 0
    for path, note in notes(notes_build, "en").items():
        for quote, paper, start, end in re.findall(
            r"^ *> “(.*)”\n *>\n *> — ([\w-]+),.*?characters (\d+)–(\d+)", note, re.MULTILINE
        ):
            text = (notes_build / f"data/texts/{paper}.txt").read_text(encoding="utf-8")
            assert escaped(text[int(start) : int(end)]) == quote, path
            found += 1
    assert found > 100


def rendered(markdown):
    """What CommonMark with tables and strikethrough makes of it: kinds of tokens, and the words that are shown."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    return (
        [token.type for token in tokens],
        [child.type for child in inline],
        "".join(child.content for child in inline),
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("before", ["", "> ", "- ", "# "])
def test_a_text_is_shown_as_it_is_wherever_it_stands(text, before):
    blocks, inline, shown = rendered(before + escaped(text))
    inside = {"": (), "> ": ("blockquote_open", "blockquote_close"), "# ": (),
              "- ": ("bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close")}[before]  # fmt: skip
    kind = "heading" if before == "# " else "paragraph"
    assert set(inline) == {"text"}
    assert set(blocks) == {*inside, f"{kind}_open", "inline", f"{kind}_close"}
    assert shown == folded(text)


@pytest.mark.parametrize("text", TEXTS)
def test_no_program_that_only_looks_for_marks_finds_any(text):
    """Obsidian, Dataview and their kin look for these in the source."""
    written = escaped(text)
    assert not LINK.search(written)
    assert not TAG.search(written)
    assert not re.search(r"https?://|www\.|mailto:|\w@\w|<[a-z/!%]|%%|==|\$\$|\w:: |^---", written, re.IGNORECASE)


def test_nothing_in_a_note_is_html_a_picture_or_a_link_of_a_paper(hostile):
    ours = re.compile(r"\[\[[^\[\]|]+(?:\|[^\[\]|]*)?\]\]")
    for path, note in notes(hostile).items():
        _, text = parts(note)
        blocks, inline, _ = rendered(ours.sub("x", text))
        assert set(inline) <= {"text", "softbreak", "strong_open", "strong_close", "code_inline"}, path
        assert not {"html_block", "fence", "code_block", "hr", "table_open"} & set(blocks), path
        assert not TAG.search(re.sub(r"^#+ ", "", text, flags=re.MULTILINE)), path


def test_hostile_words_are_all_there(hostile):
    shown = rendered(parts(notes(hostile)["papers/teks-2020.md"])[1])[2]
    for text in TEXTS:
        assert folded(text) in shown, text[:80]


def test_the_name_of_a_link_cannot_end_it():
    assert LINK.fullmatch(link("a", "x]] [[y|z #t <b>"))
    assert link("a", "p" * 10_000).endswith("…]]")


def test_a_turn_of_the_writing_direction_ends_with_the_quote():
    for text in ("\u202eterbalik", "\u2066pisah"):
        assert folded(text).startswith("\u2068") and folded(text).endswith("\u2069")
    assert one_line("a\x00b\r\n c") == "a b c"


@pytest.mark.parametrize(("language", "heading"), [("id", "Pernyataan sendiri"), ("en", "Own statements")])
def test_notes_speak_the_language_asked_for(language, heading, notes_build):
    assert f"## {heading}\n" in notes(notes_build, language)["papers/pradiya-2024.md"]
