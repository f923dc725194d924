"""Works that nobody wrote, as CSL-JSON items: all types, names of many cultures, titles that are hard to read."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
CULTURES = (
    "english", "english", "german", "french", "spanish", "dutch", "chinese", "asian", "indian", "arabic", "european",
    "indonesian", "indonesian",
)  # fmt: skip
HOSTS = ["example.org", "contoh.go.id", "journal.example.ac.id", "news.example.com"]
PATHS = ["a", "berita/2020", "index.php/js/article/view", "data_set"]
TYPES = {
    "article-journal": 50, "paper-conference": 14, "chapter": 9, "book": 14, "thesis": 5, "report": 5, "webpage": 6,
    "article-newspaper": 1,
}  # fmt: skip


class Maker:
    """Makes works of one half of the words; the same seed makes the same works."""

    def __init__(self, seed: int, half: int) -> None:
        self.random = random.Random(seed)
        self.half = half

    def one(self, table: str, key: str) -> str:
        words = WORDS[table][key]
        middle = len(words) // 2
        return self.random.choice(words[middle:] if self.half else words[:middle])

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def item(self, number: int) -> dict:
        kind = self.random.choices(list(TYPES), list(TYPES.values()))[0]
        culture = "indonesian" if self.chance(0.38) else ""
        item = {"id": f"w{number}", "type": kind, "author": self.authors(culture)}
        year = self.random.randint(1975, 2024) if self.chance(0.95) else self.random.randint(1899, 1974)
        if self.chance(0.97):
            item["issued"] = {"date-parts": [self.date(year, kind)]}
        item["title"] = self.title(bool(culture), kind)
        getattr(self, "_" + kind.replace("-", "_"))(item, bool(culture))
        if kind in ("article-journal", "chapter", "paper-conference") and self.chance(0.45):
            item["DOI"] = self.doi()
        return item

    def date(self, year: int, kind: str) -> list[int]:
        parts = [year]
        if kind in ("webpage", "article-newspaper") or self.chance(0.15):
            parts.append(self.random.randint(1, 12))
            if kind in ("webpage", "article-newspaper") or self.chance(0.3):
                parts.append(self.random.randint(1, 28))
        return parts

    def authors(self, culture: str, most: int = 12) -> list[dict]:
        if self.chance(0.06):
            return [{"literal": self.one("names", "organisations")}]
        count = min(most, self.random.choices([1, 2, 3, 4, 5, 6, 8, 12], [24, 24, 20, 12, 8, 6, 4, 2])[0])
        return [self.person(culture or self.random.choice(CULTURES)) for _ in range(count)]

    def person(self, culture: str) -> dict:
        if culture == "indonesian" and self.chance(0.2):
            return {"family": self.one("names", "mononyms"), "given": ""}
        given = self.one("names", f"{culture}_given")
        if culture == "indonesian" and self.chance(0.25):
            return {
                "family": self.one("names", culture),
                "given": f"{given} {self.one('names', 'mononyms')} {self.one('names', 'indonesian_given')}",
            }
        if self.chance(0.2) and " " not in given:
            given += " " + self.random.choice("ABCDEFGHJKLMNPRSTVW") + "."
        return {"family": self.one("names", culture), "given": given}

    def title(self, indonesian: bool, kind: str) -> str:
        if kind == "book" and self.chance(0.6):
            text = self.one("titles", "indonesian_books" if indonesian else "books")
            if indonesian and self.chance(0.4):
                first, *rest = (self.one("titles", "indonesian_nouns") for _ in range(3))
                text += self.random.choice(
                    [
                        f" {first}, {rest[0]}, dan {rest[1]}",
                        f" {first}, {rest[0]}, dan R&D",
                        f" {first.lower()}, {rest[0].lower()}, dan {rest[1].lower()}",
                        f" {first}, {rest[0]} dan R&D",
                        f": {first}, {rest[0]} dan {rest[1]}",
                        f": Studi pada {first}",
                        f" {first}",
                    ]
                )
            elif self.chance(0.2):
                text += self.random.choice(
                    [
                        ": Theory, Methods, and Practice",
                        ": Governance, resources, ethics and trade in the 21st century",
                        ", Organisation and Society",
                        ": Concepts and Techniques",
                        ", Volume II",
                        ": A Practical Approach",
                        " for Engineers, Scientists and Nurses",
                    ]
                )
            return text
        return self.indonesian_title() if indonesian else self.english_title()

    def acronym(self) -> str:
        return "".join(self.random.choice("ABDEGIJKLMNPRSTU") for _ in range(self.random.randint(3, 6)))

    def indonesian_title(self) -> str:
        nouns = [self.one("titles", "indonesian_nouns") for _ in range(3)]
        text = f"{self.one('titles', 'indonesian_heads')} {nouns[0]}"
        if self.chance(0.25):
            text += f" ({self.acronym()})"
        if self.chance(0.4):
            text += self.random.choice(
                [
                    f" dan {nouns[1]}",
                    f", {nouns[1]}, dan {nouns[2]}",
                    f" Dalam Proses {nouns[1]}",
                    f" terhadap {nouns[1]}",
                    f" melalui {nouns[1]} ({self.acronym()})",
                ]
            )
        if self.chance(0.15):
            text = f"{text}: {self.one('titles', 'indonesian_heads')} {nouns[2]}"
        text = f"{text} {self.one('titles', 'indonesian_tails')}".strip()
        if self.chance(0.3):
            text += " " + self.one("titles", "indonesian_tails")
        form = self.random.random()
        text = (
            text[0] + text[1:].lower()
            if form < 0.2
            else text.upper()
            if form < 0.25
            else text.title()
            if form < 0.4
            else text
        )
        return text.strip()

    def english_title(self) -> str:
        adjective, noun, other = (self.one("titles", k) for k in ("adjectives", "nouns", "nouns"))
        place, group, method = (self.one("titles", k) for k in ("places", "groups", "methods"))
        text = self.random.choice(
            [
                f"{adjective} {noun}", f"{adjective} {noun} in {place}", f"the effect of {noun} on {other}",
                f"{noun} and {other}: {method}", f"{adjective} {noun} in {group}", f"does {noun} improve {other}?",
                f"on the {adjective} theory of {noun}", f"towards {adjective} {noun}", f"“{noun}” in {place}",
                f"{noun}. {method}", f"{adjective} {noun} for {group}: {method}", f"{noun} ({other}) in {group}",
                f"{noun} in {place}, 1990–2010", f"{noun}", f"an {adjective} model of {noun} using {other}",
                f"what can we learn from {noun}? {method}", f"association between {noun} and {other} among {group}",
                f"{adjective} and {self.one('titles', 'adjectives')} {noun}",
                f"{noun} versus {other} vol. 2 of a debate",
                f"reducing the cost of {noun} by 30% in {group}", f"{noun}: an analysis of the 2008 crisis in {place}",
                f"the {noun} of {group} in {place} and their relation to {adjective} {other}: {method}",
            ]
        )  # fmt: skip
        if self.chance(0.15):
            second, third = self.one("titles", "nouns"), self.one("titles", "nouns")
            text = text.replace(
                noun,
                self.random.choice(
                    [
                        f"{noun}, {second}, and {third}",
                        f"{noun}, {second} & {third}",
                        f"{noun}, {second} and {third}",
                        f"{noun}, {second}",
                    ]
                ),
                1,
            )
        if self.chance(0.12):
            text = text.replace(noun, f"{noun} ({self.acronym()})", 1)
        if self.chance(0.3):
            more = f"{self.one('titles', 'adjectives')} {self.one('titles', 'nouns')}"
            joint = self.random.choice(
                [
                    " and its relation to ",
                    ": implications for ",
                    " depends on ",
                    " after ",
                    " is associated with ",
                    " as a predictor of ",
                ]
            )
            text = f"{text.rstrip('?')}{joint}{more} in {self.one('titles', 'groups')}"
        text = text[0].upper() + text[1:]
        if self.chance(0.3):
            small = {"and", "of", "the", "in", "on", "for", "to", "a", "an", "by", "from", "with", "among", "between"}
            text = " ".join(w if at and w in small else w[:1].upper() + w[1:] for at, w in enumerate(text.split()))
        return text

    def pages(self) -> str:
        first = self.random.choice(
            [self.random.randint(1, 99), self.random.randint(100, 999), self.random.randint(1000, 24000)]
        )
        last = first + self.random.randint(3, 25)
        kind = self.random.random()
        if kind < 0.07:
            return f"e{first}"
        if kind < 0.12:
            return str(first)
        if kind < 0.15:
            return f"S{first % 90}-S{first % 90 + 5}"
        if kind < 0.3 and first > 100 and first // 10 == last // 10:
            return f"{first}-{last % 10}"
        return f"{first}-{last}"

    def doi(self) -> str:
        prefix = self.random.choice(["1016", "1007", "1038", "1145", "31506", "1371", "54371", "1002"])
        tail = self.random.choice(
            ["j.{}.2014.0{}", "s{}-015-{}", "journal.pone.00{}{}", "{}.{}", "jp.v{}i2.{}", "978-3-{}-{}_12"]
        )
        return f"10.{prefix}/{tail.format(self.random.randint(100, 999), self.random.randint(10, 9999))}"

    def journal(self, item: dict, indonesian: bool) -> None:
        if indonesian and self.chance(0.85):
            name = self.one("journals", "indonesian")
            acronym = self.random.choice(
                [self.acronym(), self.acronym().title(), self.one("names", "mononyms").upper()]
            )
            forms = [
                name,
                name,
                name,
                f"{acronym}: {name}",
                f"{acronym} : {name}",
                f"{acronym} - {name}",
                f"{name} ({acronym})",
                acronym,
                f"{name} Universitas {self.one('names', 'mononyms')}",
                f"{acronym} ({name})",
            ]
            item["container-title"] = name if ":" in name or "(" in name else self.random.choice(forms)
            return
        if self.chance(0.35):
            full, short = self.one("journals", "single").split("|")
        else:
            names = zip(
                self.one("journals", "patterns").split("|"), self.one("journals", "fields").split("|"), strict=True
            )
            full, short = (pattern.format(field) for pattern, field in names)
        item["container-title"] = full if self.chance(0.65) else short.replace(".", "") if self.chance(0.4) else short
        item["container-title-short"] = short

    def _article_journal(self, item: dict, indonesian: bool) -> None:
        if self.chance(0.05):
            number = (
                f"{self.random.randint(10, 24):02}{self.random.randint(1, 12):02}.{self.random.randint(1000, 99999)}"
            )
            item["container-title"] = self.random.choice(
                [
                    f"arXiv preprint arXiv:{number}",
                    "bioRxiv",
                    "medRxiv",
                    f"CoRR, abs/{number}",
                    "arXiv e-prints",
                    f"arXiv:{number}",
                    "SSRN Electronic Journal",
                ]
            )
            return
        self.journal(item, indonesian)
        if self.chance(0.95):
            item["volume"] = str(self.random.randint(1, 40) if self.chance(0.6) else self.random.randint(41, 400))
        if self.chance(0.6):
            item["issue"] = self.random.choice(
                [
                    str(self.random.randint(1, 12)),
                    "3-4",
                    "Suppl 1",
                    "2",
                    "4",
                    "10",
                    "02",
                    "1 & 2",
                    f"0{self.random.randint(1, 9)} {self.random.choice(['Juli', 'Maret', 'June'])}",
                ]
            )
        if self.chance(0.93):
            item["page"] = self.pages()
        if self.chance(0.12):
            item["URL"] = self.url()

    def imprint(self, item: dict, key: str = "publishers") -> None:
        publisher, place = self.one("imprints", key).split("|")
        if self.chance(0.08):
            publisher = self.random.choice(
                [
                    self.acronym(),
                    f"{self.acronym()} {self.acronym()}",
                    f"{self.acronym()} Press",
                    f"{self.one('names', 'mononyms')} Media",
                    f"{self.one('names', 'mononyms')} {self.one('names', 'mononyms')}",
                ]
            )
        if self.chance(0.08):
            publisher = self.random.choice(["CV. ", "PT. ", "Penerbit ", "Yayasan "]) + publisher
        item["publisher"] = publisher
        if self.chance(0.8):
            item["publisher-place"] = self.one("imprints", "towns") if self.chance(0.3) else place

    def _book(self, item: dict, indonesian: bool) -> None:
        self.imprint(item)
        if self.chance(0.3):
            item["edition"] = str(self.random.randint(2, 9))
        if self.chance(0.1):
            item["volume"] = str(self.random.randint(1, 4))
        if self.chance(0.1):
            item["editor"] = item.pop("author") if self.chance(0.5) else self.authors("", 3)

    def _chapter(self, item: dict, indonesian: bool) -> None:
        item["container-title"] = self.one("titles", "indonesian_books" if indonesian else "books")
        self.imprint(item)
        if self.chance(0.75):
            item["editor"] = self.authors("", 3)
        if self.chance(0.8):
            item["page"] = self.pages()
        if self.chance(0.15):
            item["edition"] = str(self.random.randint(2, 5))

    def _paper_conference(self, item: dict, indonesian: bool) -> None:
        full, short = self.one("journals", "conferences").split("|")
        item["container-title"] = full if self.chance(0.6) else short
        if self.chance(0.5):
            self.imprint(item)
        if self.chance(0.25):
            item["editor"] = self.authors("", 3)
        if self.chance(0.75):
            item["page"] = self.pages()
        if self.chance(0.15):
            item["volume"] = str(self.random.randint(20, 9000))
            item["collection-title"] = self.random.choice(WORDS["journals"]["series"])

    def _thesis(self, item: dict, indonesian: bool) -> None:
        self.imprint(item, "universities")
        item["genre"] = self.random.choice(
            ["Skripsi", "Tesis", "Disertasi", "Skripsi", "Naskah Publikasi", "Tugas Akhir", ""]
            if indonesian
            else ["PhD thesis", "Ph.D. dissertation", "Master's thesis", "Doctoral dissertation"]
        )

    def _report(self, item: dict, indonesian: bool) -> None:
        self.imprint(item, "universities" if self.chance(0.6) else "publishers")
        item["genre"] = self.random.choice(["Technical report", "Working paper", "Tech. Rep.", "Research report"])
        if self.chance(0.7):
            item["number"] = self.random.choice(["TR-{}", "CS-92-{}", "{}", "MIT/LCS/TM-{}"]).format(
                self.random.randint(10, 900)
            )

    def url(self) -> str:
        host, path, number = self.random.choice(HOSTS), self.random.choice(PATHS), self.random.randint(10, 99999)
        return f"https://www.{host}/{path}/{number}"

    def _webpage(self, item: dict, indonesian: bool) -> None:
        if self.chance(0.4):
            name = self.one("names", "organisations")
            item["author"] = [{"literal": name}]
            item["title"] = self.random.choice([name, item["title"], f"Layanan {name}", f"About {name}"])
        if self.chance(0.7):
            item["container-title"] = self.one("imprints", "sites")
        item["URL"] = self.url()
        item["accessed"] = {
            "date-parts": [[self.random.randint(2012, 2024), self.random.randint(1, 12), self.random.randint(1, 28)]]
        }

    def _article_newspaper(self, item: dict, indonesian: bool) -> None:
        item["container-title"] = self.one("imprints", "sites")
        if self.chance(0.5):
            item["page"] = self.random.choice(["A1", "12", "B4"])


def works(count: int, *, seed: int, half: int) -> list[dict]:
    """Make works up: ``half`` 0 for training, 1 for measuring.

    They share no name, journal, publisher or title word list; the few series, preprint servers and kinds of theses and
    reports are the same, and so are the forms of titles.
    """
    maker = Maker(seed, half)
    return [maker.item(number) for number in range(count)]
