"""Works that nobody wrote, each in several lists with the slips that writers make, and works that only look alike.

Two sets, with words and slips of their own: ``"hand"`` has what writers do (misspelt names, authors, subtitles and DOIs
left out), ``"scanner"`` what conversion and other styles do (letters taken for others, orders, abbreviations, words
broken). Rules were set with the first in sight; the second measures them.
"""

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

Row = dict[str, str]
Person = tuple[str, str]  # family, given

WORDS = tomllib.loads((Path(__file__).parent / "planted_words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Planted:
    """A work: its rows in the lists, and what kind of look-alike it is, if any."""

    truth: str
    authors: tuple[Person, ...]
    year: str
    title: str
    subtitle: str = ""
    organisation: str = ""
    more: Row = field(default_factory=dict)
    copies: int = 0
    lookalike: str = ""


class Maker:
    """Makes works, their look-alikes and their rows; the same seed makes the same."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind = kind
        self.lot = random.Random(f"{kind} {seed}")
        self.words = WORDS[kind]

    def one(self, name: str) -> str:
        return self.lot.choice(self.words[name])

    def chance(self, probability: float) -> bool:
        return self.lot.random() < probability

    def work(self, number: int) -> Planted:
        """Make a work up; its topic is drawn until its title is its own."""
        people = tuple(
            (self.one("families"), " ".join(self.lot.sample(self.words["given"], self.lot.choice([1, 1, 2]))))
            for _ in range(self.lot.choice([1, 1, 2, 2, 3, 4]))
        )
        work = Planted(f"w{number}", people, str(self.lot.randint(1998, 2025)), self.title(), copies=self.copies())
        if self.chance(0.35):
            work = replace(work, subtitle=self.one("subtitles"))
        kind = self.lot.random()
        if kind < 0.6:
            return replace(work, more=self.article(number))
        if kind < 0.85:
            title = f"{self.one('books')} {self.one('places')}" if self.chance(0.4) else self.one("books")
            imprint = {"type": "book", "publisher": self.one("publishers")}
            return replace(work, title=title, authors=people[:2], more=imprint)
        if kind < 0.93:
            name = self.one("organisations")
            return replace(work, authors=((name, ""),), organisation=name, more={"type": "report"})
        return replace(
            work, authors=people[:1], more={"type": "thesis", "publisher": f"Universitas {self.one('families')}"}
        )

    def copies(self) -> int:
        return self.lot.choice([1, 2, 2, 2, 3, 4])

    def title(self) -> str:
        head, topic, other, place = (self.one(name) for name in ("heads", "topics", "objects", "places"))
        return self.lot.choice(
            [f"{head} {topic} terhadap {other} di {place}", f"{head} {topic} dan {other}", f"{head} {topic} di {place}",
             f"{head} {topic} (Studi di {place})", f"{head} {topic} for {other} in {place}"]
        )  # fmt: skip

    def article(self, number: int) -> Row:
        first = self.lot.randint(1, 900)
        more = {
            "type": "article-journal",
            "container": self.one("journals"),
            "volume": str(self.lot.randint(1, 40)),
            "issue": str(self.lot.randint(1, 6)),
            "pages": f"{first}–{first + self.lot.randint(5, 20)}",
        }
        return more | ({"doi": f"10.{5000 + number}/angin.{number}.{first}"} if self.chance(0.5) else {})

    def lookalikes(self, work: Planted) -> Iterator[Planted]:
        """Make works that a careless eye would take for a given one."""
        elsewhere = (
            self.article(int(work.truth[1:]) + 3000) if work.more.get("type") == "article-journal" else work.more
        )
        made = {
            "other place": replace(work, title=f"{work.title} {self.one('places')}", subtitle=""),
            "word swapped": replace(work, title=self.swapped(work.title)),
            "other authors": replace(work, authors=self.others(work), organisation=""),
            "next year": replace(work, year=str(int(work.year) + 1)),
            "part": replace(work, title=f"{work.title}, Bagian II", subtitle=""),
            "method": replace(work, title=f"{work.title} dengan Metode Kuantitatif", subtitle=""),
            "other subtitle": replace(work, title=f"{work.title}: Catatan Kedua untuk Pembaca Baru", subtitle=""),
            "edition": replace(work, year=str(int(work.year) + 4)),
        }
        twin = {
            "other place": replace(
                work, title=f"{work.title} {self.far_place(made['other place'].title)}", subtitle=""
            ),
            "part": replace(work, title=f"{work.title}, Bagian I", subtitle=""),
            "method": replace(work, title=f"{work.title} dengan Metode Kualitatif", subtitle=""),
            "other subtitle": replace(work, title=f"{work.title}: Uraian Pertama bagi Peneliti", subtitle=""),
        }
        name = self.lot.choice(sorted(made))
        for at, each in enumerate([made[name], *([twin[name]] if name in twin else [])]):
            more = (
                elsewhere
                if at == 0
                else {**elsewhere, **({"pages": "1001–1010", "doi": ""} if "pages" in elsewhere else {})}
            )
            yield replace(
                each, truth=f"{work.truth}{name}{at}", more=more, copies=self.lot.choice([1, 2]), lookalike=name
            )

    def far_place(self, title: str) -> str:
        return next(place for place in self.words["places"] if place not in title)

    def swapped(self, title: str) -> str:
        words = title.split()
        told = title.partition("(")[0].split()  # a bracket may be left out
        at = self.lot.choice([at for at, word in enumerate(told) if at and word[:1].isupper()])
        words[at] = self.lot.choice(["Perumahan", "Nelayan", "Kebakaran", "Olahraga", "Mangroves", "Orchards"])
        return " ".join(words)

    def others(self, work: Planted) -> tuple[Person, ...]:
        used = {family for family, _ in work.authors}
        families = [family for family in self.words["families"] if family not in used]
        return tuple((family, self.one("given")) for family in self.lot.sample(families, 2))

    def planted(self, count: int) -> list[Planted]:
        """Make works, of which no two have the same author, year and title, and look-alikes of a third of them."""
        works: dict[tuple[object, ...], Planted] = {}
        for number in range(count):
            work = self.work(number)
            works.setdefault((work.authors[0][0], work.year, work.title), work)
        made = []
        for work in works.values():
            apart = list(self.lookalikes(work)) if self.chance(0.45) else []
            parted = {"part", "method", "other subtitle", "other place"} & {each.lookalike for each in apart}
            made += [*([] if parted else [work]), *apart]
        return made


def rows_of(kind: str, count: int, seed: int = 1) -> tuple[list[Row], dict[tuple[str, str], str], Counter[str]]:
    """Print the works of a set into lists.

    Returns:
        rows as those of the query ``references``; the work that each entry is of; how many look-alikes of each kind.
    """
    maker = Maker(kind, seed)
    slips: Callable[[Planted, random.Random], Row] = by_hand if kind == "hand" else by_scanner
    listed: dict[int, list[tuple[Row, str]]] = {}
    works = maker.planted(count)
    lists = max(12, count // 8)
    for work in works:
        for number in maker.lot.sample(range(lists), work.copies):
            listed.setdefault(number, []).append((slips(work, maker.lot), work.truth))
    rows, truth = [], {}
    for number in sorted(listed):
        paper = f"https://example.org/litkg/paper/list-{number}"
        for position, (row, name) in enumerate(listed[number], 1):
            rows.append({**row, "paper": paper, "position": str(position), "raw": row["title"]})
            truth[paper, str(position)] = name
    return rows, truth, Counter(work.lookalike for work in works if work.lookalike)


def row(names: Iterable[str], first: str, work: Planted, title: str, **more: str) -> Row:
    return {"first_author": first, "authors": "; ".join(names), "year": work.year, "title": title, **work.more, **more}


def initials(given: str) -> str:
    return " ".join(f"{name[0]}." for name in given.split())


def acronym(name: str) -> str:
    return "".join(word[0] for word in name.split())


def slip_of_the_pen(word: str, lot: random.Random) -> str:
    """Leave a letter out, double it, or change it for its neighbour; the first one stays, mostly."""
    at = lot.randrange(0 if lot.random() < 0.1 else 1, len(word) - 1)
    return lot.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def by_hand(work: Planted, lot: random.Random) -> Row:
    """Cite a work as writers do: with slips of the pen, and things left out."""
    families = [
        slip_of_the_pen(f, lot) if len(f) > 5 and " " not in f and lot.random() < 0.12 else f for f, _ in work.authors
    ]
    full = lot.random() < 0.25
    names = [f"{f}, {g if full else initials(g)}" if g else f for f, (_, g) in zip(families, work.authors, strict=True)]
    if work.organisation and lot.random() < 0.3 and len(work.organisation.split()) > 2:
        names = families = [acronym(work.organisation)]
    kept = names[:1] if len(names) > 2 and lot.random() < 0.3 else names
    words = [slip_of_the_pen(w, lot) if len(w) > 6 and lot.random() < 0.03 else w for w in work.title.split()]
    title = " ".join(words) + (f": {work.subtitle}" if work.subtitle and lot.random() < 0.65 else "")
    title = lot.choice([title, title, title.upper(), title.capitalize(), title.title()])
    lost = {name: "" for name in ("doi", "issue", "pages", "publisher", "container", "volume") if lot.random() < 0.2}
    return row(kept, families[0], work, title, **lost)


READ_AS = {"rn": "m", "m": "rn", "l": "1", "i": "l", "I": "l", "o": "0", "e": "c", "u": "ii", "h": "b"}
SPELT = {
    "Efektivitas": "Efektifitas",
    "Optimalisasi": "Optimalisasi",
    "Sistem": "System",
    "dan": "&",
    "Analisis": "Analisa",
}


def misread(word: str, lot: random.Random) -> str:
    """Take a letter for another, as scanners do, or break the word in two."""
    if lot.random() < 0.3:
        at = lot.randrange(2, len(word) - 2)
        return f"{word[:at]}{lot.choice(['- ', ' '])}{word[at:]}"
    known = [pair for pair in READ_AS if pair in word]
    pair = lot.choice(known) if known else word[-1]
    return word.replace(pair, READ_AS.get(pair, ""), 1)


STYLES: dict[str, Callable[[str, str], str]] = {
    "F, I.": lambda family, given: f"{family}, {initials(given)}",
    "F I": lambda family, given: f"{family} {acronym(given)}",
    "F, G": lambda family, given: f"{family}, {given}",
    "G F": lambda family, given: f"{given} {family}",
}


def by_scanner(work: Planted, lot: random.Random) -> Row:
    """Cite a work in another style, and convert the print: misread letters, orders, abbreviations, fields lost."""
    people = list(work.authors)
    if len(people) > 1 and lot.random() < 0.06:
        people[0], people[1] = people[1], people[0]
    shown = [(misread(f, lot) if len(f) > 5 and " " not in f and lot.random() < 0.08 else f, g) for f, g in people]
    style = lot.choice(["F, I.", "F, I.", "G F", "F I", "F, G"])
    names = [STYLES[style](f, g) if g else f for f, g in shown]
    first = shown[0][0]
    if work.organisation and lot.random() < 0.25 and len(work.organisation.split()) > 2:
        names, first = [acronym(work.organisation)], acronym(work.organisation)
    title = work.title + (
        f"{lot.choice([':', '.', ' –', '?'])} {work.subtitle}" if work.subtitle and lot.random() < 0.75 else ""
    )
    words = [SPELT.get(w, w) if lot.random() < 0.3 else w for w in title.split()]
    words = [misread(w, lot) if len(w) > 6 and lot.random() < 0.03 else w for w in words]
    title = " ".join(words)
    if "(" in title and not work.lookalike and lot.random() < 0.2:
        title = title[: title.index("(")].strip()
    if lot.random() < 0.2:
        title = title.upper()
    more = {name: "" for name in ("doi", "pages", "volume", "publisher", "issue") if lot.random() < 0.25}
    if work.more.get("container") and lot.random() < 0.4:
        container = work.more["container"].split()
        more["container"] = lot.choice(
            [" ".join(f"{w[:4]}." if len(w) > 5 else w for w in container), container[-1], ""]
        )
    if work.more.get("pages") and "pages" not in more and lot.random() < 0.4:
        more["pages"] = work.more["pages"].partition("–")[0]
    if work.more.get("doi") and "doi" not in more:
        more["doi"] = lot.choice(["https://doi.org/{}", "{}", "{}."]).format(work.more["doi"].upper())
    if lot.random() < 0.01:
        more["year"] = ""
    return row(names, first, work, title, **more)


def pairs(groups: Iterable[Iterable[object]]) -> set[frozenset[object]]:
    """Give the pairs within groups."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def measured(found: Iterable[Iterable[object]], truth: dict[tuple[str, str], str]) -> tuple[float, float]:
    """Give precision and recall of pairs."""
    works: dict[str, list[object]] = {}
    for place, name in truth.items():
        works.setdefault(name, []).append(place)
    told, true = pairs(found), pairs(works.values())
    return len(told & true) / len(told), len(told & true) / len(true)
