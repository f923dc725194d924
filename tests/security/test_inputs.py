"""Data of a paper, a library and decisions can neither run code nor fill the memory nor end in a traceback."""

import json
import time
from pathlib import Path

import pytest

from kg.analysis.overrides import read_overrides
from kg.corpus.frontmatter import metadata, split_front_matter
from kg.corpus.libraries.library import read_library
from kg.corpus.reader import read_corpus
from kg.model import LitkgError
from tests.helpers import corpus, document

DEEP = 100_000
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
OBJECTS = [
    "!!python/object/apply:os.system ['touch {mark}']",
    "!!python/object/new:subprocess.Popen [[touch, '{mark}']]",
    "!!python/name:os.system",
    "!!python/module:antigravity",
    '!!python/object/apply:builtins.eval [\'open("{mark}", "w")\']',
    "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch {mark}']",
]


def _told(do, within: float = 20) -> str:
    """Do something that may be refused: gives the one line, or nothing if it was done. It may not take long."""
    began = time.process_time()
    try:
        do()
    except LitkgError as fault:
        line = str(fault)
        assert "\n" not in line and fault.mend
        return line
    finally:
        assert time.process_time() - began < within
    return ""


def _front(text: str):
    values, _ = split_front_matter(f"---\n{text}\n---\n\nIsi.\n", "a.md")
    return metadata(values, "a.md")


@pytest.mark.parametrize("key", ["title", "author", "issued", "keywords", "language", "anything"])
@pytest.mark.parametrize("tagged", OBJECTS)
def test_yaml_makes_no_objects_and_runs_nothing(tagged, key, tmp_path):
    mark = tmp_path / "mark"
    _told(lambda: _front(f"{key}: {tagged.format(mark=mark)}"))
    assert not mark.exists()


@pytest.mark.parametrize("key", ["author", "issued", "keywords", "title", "x"])
def test_yaml_that_names_one_part_a_trillion_times_is_refused_or_not_looked_at(key):
    told = _told(lambda: _front(f"{LAUGHS}{key}: *a39"))
    assert told.startswith("a.md: ") == (key != "x")


@pytest.mark.parametrize(
    "text", ["[" * DEEP, "{a: " * DEEP, "- " * 5_000 + "x", "&a [*a]", "<<: *a", "a: *b", "? " * 5_000]
)
def test_yaml_that_is_nested_or_refers_to_itself_is_told(text):
    assert _told(lambda: _front(f"author: {text}")).startswith("a.md: ")


NUMBERS = [
    "9" * 10_000,
    "1e999999",
    "-" + "9" * 500,
    "0x" + "F" * 5_000,
    "0b" + "1" * 5_000,
    "1_0" * 2_000,
    ".inf",
    ".nan",
    "1:" * 999,
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("key", ["issued", "volume", "page", "title"])
def test_a_huge_number_in_front_matter_is_text_or_told(number, key):
    _told(lambda: _front(f"{key}: {number}"))


LIBRARIES = {
    "deep.json": "[" * DEEP,
    "deep-objects.json": '[{"type": "book", "id": "a", "title": ' + '{"a":' * DEEP,
    "deep-item.json": '[{"type": "book", "id": "a", "title": ' + "[" * 900 + "]" * 900 + "}]",
    "huge-number.json": '[{"type": "book", "id": "a", "volume": ' + "9" * 10_000 + "}]",
    "huge-year.json": '[{"type": "book", "id": "a", "issued": {"date-parts": [[' + "9" * 4_000 + "]]}}]",
    "infinite.json": '[{"type": "book", "id": "a", "issued": {"date-parts": [[1e999, NaN, -Infinity]]}}]',
    "same-key.json": '[{"type": "book", "id": "a", "title": "' + "x" * 1_000_000 + '", "__proto__": {}}]',
    "surrogates.json": '[{"type": "book", "id": "a", "title": "\\ud800\\udfff\\ud800"}]',
    "deep.bib": "@article{a, title = " + "{" * DEEP + "}" * DEEP + "}",
    "open.bib": "@article{a, title = " + "{" * DEEP,
    "macros.bib": '@string{a0 = "xx"}' + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    + "@book{b, title = a59}",
    "pieces.bib": "@book{a, title = " + '"a" # ' * 20_000 + '"b"}',
    "crossref.bib": "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n@book{c, crossref = {c}}",
    "latex.bib": "@book{a, title = {" + r"\textbf{" * 20_000 + "x" + "}" * 20_000 + "}}",
    "input.bib": r"@book{a, title = {\input{/etc/passwd}\include{/etc/passwd}\write18{id}}}",
    "ats.bib": "@" * DEEP,
    "entries.bib": "@a{" * 20_000,
    "names.bib": "@book{a, author = {" + "A and " * 20_000 + "B}}",
    "tags.ris": "TY  - JOUR\n" + "AU  - A, B\n" * 20_000 + "ER  - \n",
    "open.ris": "TY  - JOUR\n" * 20_000,
    "line.ris": "TY  - JOUR\nTI  - " + "x " * 200_000 + "\nER  - \n",
    "year.ris": "TY  - JOUR\nPY  - " + "9" * 10_000 + "\nER  - \n",
    "dashes.ris": "TY  - " + "-" * DEEP,
}  # fmt: skip


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_hostile_library_is_read_or_told_in_time(name, tmp_path):
    path = tmp_path / name
    path.write_text(LIBRARIES[name], encoding="utf-8")
    read = []
    told = _told(lambda: read.append(read_library(path)))
    assert told.startswith(str(path)) != bool(read)
    for entry in read[0].entries if read else ():
        assert "root:" not in str(entry)
        json.dumps(str(entry)).encode()


DECISIONS = {
    "deep": "same = " + "[" * DEEP,
    "dotted": ".".join("a" * 20_000) + " = 1",
    "tables": "[[same]]\n" * 20_000,
    "a huge number": "same = " + "9" * 10_000,
    "a hexadecimal number": "same = 0x" + "F" * 10_000,
    "entries": '[[same]]\nentries = ["' + ": " * DEEP + '", "b"]',
    "brackets": '[[same]]\nentries = ["a:1 ' + ")" * DEEP + '", "b"]',
    "a date": "same = 2024-13-45",
}


@pytest.mark.parametrize("name", DECISIONS)
def test_hostile_decisions_are_told_in_time(name, tmp_path):
    (tmp_path / "works.toml").write_text(DECISIONS[name], encoding="utf-8")
    told = _told(lambda: read_overrides(tmp_path))
    assert told.startswith(str(tmp_path / "works.toml")) or name in ("entries", "brackets")


ENTITIES = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 30))
PAGES = {
    "laughs.html": f'<!DOCTYPE html [<!ENTITY a0 "ha">{ENTITIES}]><h1>Kajian Pasar</h1><p>&a29; dan isi.</p>',
    "outside.html": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><h1>Kajian</h1><p>Isi &e;.</p><p>Dua.</p>',
    "declared.html": '<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?><h1>Kajian</h1><p>Isi.</p><p>Dua.</p>',
    "attributes.html": "<h1>Kajian</h1><p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Isi.</p><p>Dua.</p>",
    "comment.html": "<h1>Kajian</h1><p>Isi satu.</p><p>Isi dua.</p>" + "<!--" * 50_000,
}  # fmt: skip


def test_pages_expand_no_entities_and_read_no_other_file(tmp_path):
    papers = corpus(tmp_path / "papers", {"alfa": document()})
    for name, content in PAGES.items():
        (papers / name).write_text(content, encoding="utf-8")
    read = read_corpus(papers)
    texts = {paper.key: paper.text for paper in read.papers}
    assert "alfa" in texts
    assert set(texts) | {Path(fault.place).stem for fault in read.faults} == {Path(name).stem for name in PAGES} | {
        "alfa"
    }
    assert all("root:" not in text and "haha" not in text and len(text) < 10_000 for text in texts.values())
