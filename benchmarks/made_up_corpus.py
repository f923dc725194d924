"""A corpus of any size that reads like papers: some 3,000 words, 30 statements, 25 references and 20 citations each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg import resources
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.model import Place, Reading
from tests.publish.manuscript import Manuscript

KINDS = ("obstacle", "benefit", "recommendation", "feature")
STANCES = ("effective", "fairly-effective", "mixed", "not-effective", "not-fully-optimal")
SYLLABLES = tuple(one + two for one in "bdgjklmnprst" for two in "aeiou")
SECTIONS = (
    ("introduction", "Pendahuluan"), ("theory", "Tinjauan Pustaka"), ("method", "Metode Penelitian"),
    ("results", "Hasil dan Pembahasan"), ("conclusion", "Simpulan"),
)  # fmt: skip
PLACES = tuple(
    Place("kota", name, province, code)
    for name, province, code in (
        ("Angin", "Langit Timur", "ID-JI"), ("Awan", "Langit Timur", "ID-JI"), ("Batu", "Bumi Barat", "ID-JB"),
        ("Pasir", "Laut Utara", "ID-SA"), ("Kabut", "Gunung Selatan", "ID-SS"), ("Rawa", "Rimba", "ID-KT"),
    )
)  # fmt: skip
FILLING = 11  # sentences of 12 words around each statement


@cache
def lexicon() -> Lexicon:
    """The bundled vocabulary."""
    return load_lexicon(resources.ontology_dir() / "vocabulary.ttl")


@cache
def concepts(scheme: str) -> tuple[str, ...]:
    """The ids of a scheme."""
    return tuple(sorted(concept.id for concept in lexicon().scheme(scheme)))


class Name(NamedTuple):
    """What a paper or a work is cited by."""

    family: str
    year: int
    title: str

    @classmethod
    def of_paper(cls, number: int) -> Name:
        """Name a paper of the corpus."""
        lot = random.Random(f"name {number}")
        family = f"{words(lot, 1).title()}{'abcdefghij'[number % 10]}"
        return cls(family, 2005 + number % 20, f"Kajian {words(lot, 8)} di {PLACES[number % len(PLACES)].title}")

    @classmethod
    def of_work(cls, number: int) -> Name:
        """Name a work that is only cited."""
        lot = random.Random(f"work {number}")
        return cls(words(lot, 1).title(), 1990 + number % 25, words(lot, 9).capitalize())

    @property
    def label(self) -> str:
        """Surname and year."""
        return f"{self.family} {self.year}"


@cache
def stock() -> tuple[str, ...]:
    """The words that the corpus is written in; a literature on one thing has some thousands."""
    lot = random.Random("stock")
    return tuple("".join(lot.choices(SYLLABLES, k=lot.choice((2, 3, 3, 4)))) for _ in range(6_000))


def words(lot: random.Random, count: int) -> str:
    """Make words up: few come often, many seldom."""
    return " ".join(stock()[int(6_000 * lot.random() ** 3)] for _ in range(count))


def corpus(count: int) -> Iterator[Reading]:
    """Make up so many papers; the same number makes the same papers."""
    for number in range(count):
        yield _Author(number, count).reading()


class _Author:
    """Writes one paper; what it is about, and whom it cites, is drawn by its number."""

    def __init__(self, number: int, count: int) -> None:
        self.lot = random.Random(f"paper {number}")
        self.place = PLACES[number % len(PLACES)]
        name = Name.of_paper(number)
        self.paper = Manuscript(
            f"{name.family.lower()}{number}-{name.year}", title=name.title, authors=(f"Wening {name.family}",),
            families=(name.family,), year=name.year, venue=f"Jurnal {self.words(2).title()}",
            volume=str(number % 12 + 1), issue="2", pages="11–24", doi=f"10.1234/rekaan.{number}",
        )  # fmt: skip
        others = [Name.of_paper(self.lot.randrange(count)) for _ in range(3)]
        self.works = [*others, *(Name.of_work(self.lot.randrange(count * 5)) for _ in range(22))]

    def words(self, count: int) -> str:
        """Make words up."""
        return words(self.lot, count)

    def sentence(self, about: str = "") -> str:
        """Make a sentence up."""
        return f"{self.words(6).capitalize()} {about} {self.words(5)}.".replace("  ", " ")

    def reading(self) -> Reading:
        """Write the paper."""
        for kind, heading in SECTIONS:
            self.paper.section(kind, heading)
            if kind == "method":
                self._method()
            if kind in ("results", "conclusion"):
                for _ in range(24 if kind == "results" else 6):
                    self._state()
            else:
                self._fill(FILLING)
        if self.lot.random() < 0.7:
            self._verdict()
        self._citations()
        self._references()
        return self.paper.reading()

    def _fill(self, sentences: int) -> None:
        for _ in range(sentences):
            self.paper.writes(self.sentence(), self.lot.choice((" ", " ", " ", "\n\n")))

    def _state(self) -> None:
        self._fill(FILLING - 5)
        lot = self.lot
        after = lot.choice((" ", "\n\n"))
        if lot.random() < 0.4:
            aspect, stance = lot.choice(concepts("aspect")), lot.choice(STANCES)
            self.paper.judges(aspect, stance, self.sentence(stance), after=after)
        elif lot.random() < 0.08:
            value = str(lot.randrange(1, 100))
            words = self.sentence(f"{value} persen")
            self.paper.says("statistic", "", words, value=value, unit="persen", what="warga", after=after)
        elif lot.random() < 0.04:
            self.paper.says("gap", "", self.sentence("belum diteliti"), after=after)
        else:
            kind = lot.choice(KINDS)
            source = self.works[0].label if lot.random() < 0.15 else ""
            concept = lot.choice(concepts(kind))
            self.paper.says(kind, concept, self.sentence(concept), source=source, after=after)

    def _method(self) -> None:
        approach = self.lot.choice(("qualitative", "quantitative", "mixed-methods"))
        said = self.paper.writes(self.sentence(f"{approach} interview"))
        theory = self.lot.choice(concepts("framework"))
        self.paper.studies(
            (approach, self.paper.within(said, approach)), ("interview", self.paper.within(said, "interview")),
            groups=[("petugas", 3, said)], informants=self.lot.randrange(3, 200), place=self.place.title,
            period=str(2004 + self.lot.randrange(20)), setting=self.place,
        )  # fmt: skip
        self.paper.applies(theory, theory, self.paper.writes(self.sentence(theory)), ("satu", "dua"))

    def _verdict(self) -> None:
        stance = self.lot.choice(STANCES)
        said = self.paper.judges("effectiveness", stance, self.sentence(stance))
        self.paper.concludes("effectiveness", stance, said)

    def _citations(self) -> None:
        for at, work in enumerate(self.works[:20]):
            surface = f"({work.family}, {work.year})"
            said = self.paper.writes(self.sentence(surface))
            intent = "agreesWith" if at == 0 else "disagreesWith" if at == 1 else "discusses"
            self.paper.cites(said, surface, work.label, at + 1, intent)

    def _references(self) -> None:
        self.paper.section("references", "Daftar Pustaka")
        for work in self.works:
            self.paper.lists(
                f"{work.family}, W. ({work.year}). {work.title}. Jurnal Rekaan, 3(1), 1–9.", first_author=work.family,
                authors=(f"{work.family}, W.",), year=work.year, title=work.title, container="Jurnal Rekaan",
                kind="article-journal",
            )  # fmt: skip
