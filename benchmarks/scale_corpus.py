"""A corpus of any size as text files, written from the project's own reading notes: some 3,200 words a paper.

Sentences keep the words that the vocabulary and the languages know, and most others are made up anew for each paper,
so that the rules find what they find in the notes while no two papers share passages. Usage:
``python benchmarks/scale_corpus.py FOLDER COUNT``.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.made_up_corpus import PLACES, Name, lexicon, words
from kg.resources import sources_dir

WORDS = 3_200
SHORT = 4  # letters: shorter words hold a sentence together
MADE_UP = 0.7  # of the words that no rule knows
FILLING = 0.5  # of the sentences
PARTED = 0.5  # of the places between two words that were kept and a third
PARTS = (
    ("Abstrak", "Abstrak", 0.05), ("Pendahuluan", "Pendahuluan", 0.3), ("Metode", "Metode", 0.08),
    ("Hasil dan Pembahasan", "Hasil", 0.5), ("Kesimpulan", "Kesimpulan", 0.07),
)  # fmt: skip
CITED = re.compile(r" ?\([^()]*\b(?:19|20)\d\d[^()]*\)")
WORD = re.compile(r"[^\W\d_]+")
CITING = 0.12  # of the sentences


@cache
def known_words() -> frozenset[str]:
    """The words of the vocabulary's labels, in small letters."""
    labels = (label for concept in lexicon().concepts.values() for label, _ in concept.labels)
    return frozenset(word.lower() for label in labels for word in WORD.findall(label))


@cache
def sentences() -> dict[str, tuple[str, ...]]:
    """The sentences of all notes by the heading of the part that they stand in, without what they cite."""
    found: dict[str, list[str]] = {heading: [] for _, heading, _ in PARTS}
    for path in sorted(sources_dir().glob("*.md")):
        part = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                part = next((heading for heading in found if line[3:].startswith(heading)), "")
            elif part and line and not line.startswith(("#", "-", "|", ">", "*")):
                found[part] += [CITED.sub("", said) for said in re.split(r"(?<=[.!?]) (?=[A-Z])", line)]
    return {heading: tuple(said for said in told if said.count(" ") > 3) for heading, told in found.items()}


def papers(count: int) -> Iterator[tuple[str, str]]:
    """Write so many papers: key and text of each; the same number makes the same papers."""
    for number in range(count):
        name = Name.of_paper(number)
        yield f"{name.family.lower()}{number}-{name.year}", _text(number, name, count)


def _text(number: int, name: Name, count: int) -> str:
    lot = random.Random(f"text {number}")
    cited = [Name.of_paper(lot.randrange(count)) for _ in range(3)]
    cited += [Name.of_work(lot.randrange(count * 5)) for _ in range(22)]
    cited = list({work.label: work for work in cited}.values())
    place = PLACES[number % len(PLACES)].title
    title = f"Efektivitas Aplikasi Jamsostek Mobile (JMO) bagi {words(lot, 3).title()} di {place}"
    front = f'---\ntitle: "{title}"\nauthor:\n  - {{family: {name.family}, given: Wening}}\nissued: {name.year}\n'
    lines = [f"{front}container-title: Jurnal Rekaan\nlanguage: id\nsource-kind: full-text\n---\n"]
    for heading, source, share in PARTS:
        lines.append(f"## {heading}\n")
        lines.append("\n\n".join(_paragraphs(lot, sentences()[source], int(WORDS * share * 0.85), cited)) + "\n")
    lines.append("## Daftar Pustaka\n")
    lines += [
        f"{w.family}, W. ({w.year}). {w.title}. Jurnal Rekaan, {lot.randrange(1, 20)}(1), 1–9.\n"
        for w in sorted(cited, key=lambda work: work.label)
    ]
    return "\n".join(lines)


def _paragraphs(lot: random.Random, said: tuple[str, ...], most: int, cited: list[Name]) -> Iterator[str]:
    written = 0
    while written < most:
        paragraph = []
        for _ in range(lot.randrange(3, 8)):
            sentence = _told(lot, lot.choice(said))
            if lot.random() < CITING:
                work = lot.choice(cited)
                sentence = f"{sentence[:-1]} ({work.family}, {work.year}){sentence[-1]}"
            paragraph.append(sentence)
        yield " ".join(paragraph)
        written += sum(sentence.count(" ") + 1 for sentence in paragraph)


def _told(lot: random.Random, sentence: str) -> str:
    """Half of the sentences are made up; the others go on with made-up words, for few papers share passages."""
    if lot.random() < FILLING:
        return f"{words(lot, 13).capitalize()}."
    return f"{_retold(lot, sentence)[:-1]}, {words(lot, max(5, sentence.count(' ') * 2 // 3))}."


def _retold(lot: random.Random, sentence: str) -> str:
    """Change words that no rule knows, and put a made-up word into runs of others, as paraphrases do."""
    told, kept = [], 0
    for word in sentence.split():
        retold = WORD.sub(lambda found: _other(lot, found.group()), word)
        kept = kept + 1 if retold == word else 0
        told.append(retold)
        if kept > 1 and lot.random() < PARTED:
            told.append(words(lot, 1))
            kept = 0
    return " ".join(told)


def _other(lot: random.Random, word: str) -> str:
    if len(word) <= SHORT or word.lower() in known_words() or lot.random() > MADE_UP:
        return word
    return words(lot, 1).title() if word[0].isupper() else words(lot, 1)


def write(folder: Path, count: int) -> None:
    """Write a corpus of so many papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, text in papers(count):
        (folder / f"{key}.md").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
