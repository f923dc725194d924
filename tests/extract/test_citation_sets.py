"""How well citations, their links and their intents are found in passages that carry what a reader found in them."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.corpus.reader import paper_from
from kg.extract.citations import read_citations
from kg.extract.references import read_references
from kg.model import Paper

SETS = Path(__file__).parent / "citations"
HEADINGS = {
    "introduction": "Pendahuluan",
    "theory": "Kajian Teori",
    "method": "Metode Penelitian",
    "results": "Hasil dan Pembahasan",
    "conclusion": "Kesimpulan",
}
Key = Callable[["Found"], object]


@dataclass(frozen=True)
class Found:
    """A citation: where it stands, the entry that it points to as a set writes it, and its intent."""

    passage: int
    start: int
    end: int
    entry: str
    intent: str

    @property
    def mention(self) -> object:
        return self.passage, self.start, self.end

    @property
    def link(self) -> object:
        return self.mention, self.entry


def passages(name: str) -> Iterator[tuple[Paper, list[str], int]]:
    """Make a paper of each passage; give it with its expectations and where the passage begins."""
    data = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))
    for passage in data["passage"]:
        listed = "\n\n".join(data["lists"][passage["list"]].strip().splitlines())
        heading = HEADINGS[passage["section"]]
        text = f"Judul Kajian Ini\n\n# {heading}\n\n{passage['text']}\n\n# Daftar Pustaka\n\n{listed}\n"
        yield paper_from("p", text), passage["cites"], text.index(passage["text"])


def expected(number: int, paper: Paper, lines: list[str], at: int) -> Iterator[Found]:
    for line in lines:
        surface, entries, intent = line.rsplit(" | ", 2)
        start = paper.text.index(surface, at)
        at = start + 1
        yield from (Found(number, start, start + len(surface), entry, intent) for entry in entries.split(","))


def found(number: int, paper: Paper) -> Iterator[Found]:
    for c in read_citations(paper, read_references(paper)):
        entry = f"{c.reference or '-'}{'*' if c.year_differs else ''}"
        yield Found(number, c.surface.start, c.surface.end, entry, c.intent)


def f1(one: set[object], other: set[object]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@pytest.mark.parametrize("name", ["development", "held_out", "unseen"])
def test_citations_links_and_intents_of_a_set(name: str) -> None:
    want: set[Found] = set()
    got: set[Found] = set()
    for number, (paper, lines, at) in enumerate(passages(name)):
        want |= set(expected(number, paper, lines, at))
        got |= set(found(number, paper))
    assert f1({w.mention for w in want}, {g.mention for g in got}) >= 0.97
    assert f1({w.link for w in want}, {g.link for g in got}) >= 0.97
    assert f1(set(want), set(got)) >= 0.95
