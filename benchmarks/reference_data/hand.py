"""Works printed as people and BibTeX styles print them, every piece drawn by lot, with the marks of csl.py."""

from __future__ import annotations

import random

from reference_data.csl import CLOSE, ITALIC, OPEN

MONTHS = ("January", "Feb.", "March", "Apr.", "May", "June", "Juli", "Aug.", "September", "Oktober", "Nov.", "Dec.")


def marked(field: str, text: str) -> str:
    return f"{OPEN[field]}{text}{CLOSE[field]}" if text else ""


class Hand:
    """One writer with habits: how names, volumes and pages are written, and in which order the fields come."""

    def __init__(self, lot: random.Random) -> None:
        self.lot = lot
        pick = lot.choice
        self.name = pick(
            [
                "F, I.",
                "F, I.",
                "F, I.I.",
                "F I",
                "F II",
                "I. F",
                "I.I. F",
                "G F",
                "F, G",
                "F, G/G F",
                "F, I./I. F",
                "FF, I.",
            ]
        )
        self.between = pick([", ", ", ", ", ", "; ", "; "]) if self.name.startswith("F") else ", "
        self.last = pick([" and ", ", and ", " & ", ", & ", " dan ", self.between])
        self.most = pick([3, 6, 20, 20, 20])
        self.others = pick([" et al.", ", et al.", " et al", " dkk.", ", dkk.", " et.al."])
        self.order = pick(
            [
                "AYTCVP",
                "AYTCVP",
                "AYTCVP",
                "AYTCVP",
                "ATCYVP",
                "ATCYVP",
                "ATCYVP",
                "ATCVPY",
                "ATCVPY",
                "ATCVPY",
                "ATCVYP",
                "ATCVYP",
                "ATCVYP",
                "ACYVP",
                "ACVPY",
                "ACVYP",
                "AYCVP",
                "TACVPY",
            ]
        )
        self.year = (
            pick(["({})", "({})", "{}", "{}", "({}).", "{}."])
            if not self.order.endswith("PY")
            else pick(["{}", "{}", "({})"])
        )
        self.stop = pick([". ", ". ", ". ", ", ", ", "])
        self.quote = pick([("", ""), ("", ""), ("", ""), ("“", "”"), ('"', '"'), ("'", "'"), (ITALIC[0], ITALIC[1])])
        self.stop_inside = lot.random() < 0.5
        self.numbers = pick(
            [
                "{v}({i})",
                "{v}({i})",
                "{v} ({i})",
                "vol. {v}, no. {i}",
                "Vol. {v}, No. {i}",
                "Vol {v} No {i}",
                "{v}, no. {i}",
                "{v}:{i}",
                "vol. {v} ({i})",
                "Volume {v}, Nomor {i}",
                "{v}, {i}",
                "Vol. {v} No. {i}",
                "Vol.{v} No.{i}",
            ]
        )
        self.pages = pick(
            [
                ":{p}",
                ": {p}",
                ", {p}",
                ", pp. {p}",
                ", pp.{p}",
                ", hlm. {p}",
                ", hal {p}",
                ", p. {p}",
                ", pages {p}",
                " pp {p}",
            ]
        )
        self.within = pick(["In ", "In ", "In: ", "in ", "in: ", "Dalam ", "", "In Proc. of ", "Presented at "])
        self.before_volume = pick([[" ", ", "], [" "], [", "], [", "], [". "], [". "]])
        self.before_imprint = pick([", ", ". ", ". ", "; ", " "])
        self.imprint = pick(["{p}: {u}", "{p}: {u}", "{u}, {p}", "{u}", "{u}. {p}", "{p}:{u}"])
        self.editors = pick(
            [
                "{e} (Eds.), {c}",
                "{e}, editors, {c}",
                "{c}, ed. {e}",
                "{c}, edited by {e}",
                "{c} ({e}, eds)",
                "{e}, eds., {c}",
                "{c}. {e} (Ed.)",
                "{e} (eds): {c}",
            ]
        )
        self.note = lot.random() < 0.05
        self.italic = lot.random() < 0.7

    def person(self, name: dict, at: int) -> str:
        if "literal" in name:
            return name["literal"]
        form = self.name.split("/")[min(at, self.name.count("/"))]
        family, given = name["family"], name["given"]
        if not given:
            return family
        initials = [part[0].upper() for part in given.replace("-", " ").split()]
        dotted, plain, blanks = "".join(f"{i}." for i in initials), "".join(initials), ". ".join(initials) + "."
        return {
            "F, I.": f"{family}, {blanks}", "F, I.I.": f"{family}, {dotted}", "F I": f"{family} {plain}",
            "F II": f"{family} {plain}", "I. F": f"{blanks} {family}", "I.I. F": f"{dotted} {family}",
            "G F": f"{given} {family}", "F, G": f"{family}, {given}", "FF, I.": f"{family.upper()}, {blanks}",
        }[form]  # fmt: skip

    def people(self, names: list[dict]) -> str:
        written = [self.person(name, at) for at, name in enumerate(names)]
        if len(written) > self.most:
            return self.between.join(written[: max(1, self.most - 2)]) + self.others
        if len(written) == 1:
            return written[0]
        return self.between.join(written[:-1]) + self.last + written[-1]

    def write(self, item: dict) -> str:
        """Print a work."""
        date = item.get("issued", {"date-parts": [[None]]})["date-parts"][0]
        year = str(date[0]) if date[0] else self.lot.choice(["n.d.", "t.t.", "", "in press"])
        if len(date) > 1 and self.lot.random() < 0.7:
            month = MONTHS[date[1] - 1]
            year = f"{month} {year}" if "Y" in self.order[2:] else f"{year}, {month}"
        elif self.lot.random() < 0.05:
            year += self.lot.choice("abc")
        dated = self.year.format(marked("date", year)) if year else ""
        authors = marked("author", self.people(item["author"])) if item.get("author") else self.edited(item)
        if self.note and item["type"] in ("book", "article-journal", "thesis"):
            return self.footnote(item, year)
        numbers, pages = self.numbering(item)
        parts = {
            "A": authors,
            "Y": dated,
            "T": self.title(item),
            "C": self.container(item),
            "V": numbers,
            "P": pages,
            "I": self.published(item),
        }
        order = self.order if "T" in self.order or item["type"] == "article-journal" else "ATCVPY"
        if parts["I"]:
            order = (
                order.replace("T", "TI")
                if "C" not in order
                else self.lot.choice([order.replace("C", "CI"), order + "I", order.replace("P", "PI")])
            )
        text = ""
        for letter in order:
            part = parts[letter]
            if not part:
                continue
            text += self.joint(text, letter) + part
        text = text.rstrip(" ,") + self.tail(item)
        return text if text.endswith(".") or self.lot.random() < 0.3 else text + "."

    def footnote(self, item: dict, year: str) -> str:
        """Print a work as footnotes do: commas between all fields, the imprint in brackets."""
        authors = [
            name.get("literal") or f"{name['given']} {name['family']}".strip()
            for name in item.get("author", item.get("editor", []))
        ]
        text = marked(
            "author", self.last.join([", ".join(authors[:-1]), authors[-1]]) if len(authors) > 1 else authors[0]
        )
        text += ", " + self.title(item)
        if item["type"] == "article-journal":
            numbers, pages = self.numbering(item)
            comma = "" if text.endswith((",”", ",")) else ","
            return f"{text}{comma} {self.container(item)}, {numbers} ({marked('date', year)}){pages}."
        publisher, place = marked("publisher", item["publisher"]), marked("place", item.get("publisher-place", ""))
        imprint = f"{place}{self.lot.choice([': ', ' : ', ':'])}{publisher}" if place else publisher
        text += f"{self.lot.choice([', ', ' '])}({imprint}, {marked('date', year)})" if year else f" ({imprint})"
        return text + self.lot.choice(
            [
                ".",
                "",
                f", {self.lot.choice(['hlm.', 'h.', 'p.', 'hal.'])} {marked('pages', str(self.lot.randint(2, 300)))}.",
            ]
        )

    def edited(self, item: dict) -> str:
        """Give editors that stand where other works have authors."""
        form = self.lot.choice(
            ["{} (ed.)", "{} (eds)", "{} (Eds.)", "{}, editors", "{}, eds.", "{}, Ed.", "{} (editor)", "{}, penyunting"]
        )
        return form.format(marked("author", self.people(item["editor"])))

    def joint(self, text: str, letter: str) -> str:
        """Give what parts a field from the text before it."""
        if not text or letter == "P":
            return ""
        if letter in "VI":
            before = self.before_volume if letter == "V" else [self.before_imprint]
            return (self.lot.choice(before) if letter == "V" else before[0]) if text[-1] not in ".,;" else " "
        ended = text[-1] in ",." or text.endswith((".”", ",”", '."', ',"'))
        asked = text.rstrip("".join(CLOSE.values())).endswith((".", "?", "!")) and self.stop == ". "
        if ended or asked or (letter == "Y" and "(" in self.year):
            return " "
        return (
            self.lot.choice([", ", ". ", "; "]) if letter == "Y" and self.order in ("ATCYVP", "ATCVYP") else self.stop
        )

    def title(self, item: dict) -> str:
        opening, closing = self.quote
        if opening and self.stop_inside and opening not in ITALIC:
            closing = self.stop.strip() + closing
        whole = item["type"] in ("book", "thesis", "report")
        if whole and opening not in ITALIC:
            opening, closing = ITALIC if self.italic else ("", "")
        text = item["title"]
        if opening == "“":
            text = text.replace("“", "‘").replace("”", "’")
        if self.lot.random() < 0.04 and not whole:
            text += self.lot.choice([" (in Indonesian)", " [Review]", " (extended abstract)", " [A study of things]"])
        if opening == '"':
            text = text.replace("“", "'").replace("”", "'")
        return f"{opening}{marked('title', text)}{closing}"

    def container(self, item: dict) -> str:
        kind = item["type"]
        name = item.get("container-title", "")
        italic = ITALIC if self.italic else ("", "")
        shown = f"{italic[0]}{marked('container', name)}{italic[1]}" if name else ""
        if kind in ("chapter", "paper-conference"):
            if item.get("editor"):
                shown = self.editors.format(e=marked("editor", self.people(item["editor"])), c=shown)
            return self.within + shown
        if kind == "book" and item.get("edition"):
            ordinal = {"2": "2nd", "3": "3rd"}.get(item["edition"], item["edition"] + "th")
            form = self.lot.choice(["({} ed.)", "{} edition", "{} ed.", "Edisi ke-{}", "Cetakan {}"])
            return form.format(marked("edition", item["edition"] if "-" in form or "C" in form else ordinal))
        if kind == "thesis":
            return (
                self.lot.choice(["{}", "{}", "[{}]", "({})"]).format(marked("note", item["genre"]))
                if item["genre"]
                else ""
            )
        if kind == "report":
            return marked("note", f"{item['genre']} {item.get('number', '')}".strip())
        return shown

    def numbering(self, item: dict) -> tuple[str, str]:
        """Give volume and issue, and the pages."""
        text = ""
        if item.get("volume"):
            volume, issue = marked("volume", item["volume"]), marked("issue", item.get("issue", ""))
            form = self.numbers if issue else "vol. {v}" if "ol" in self.numbers else "{v}"
            text = form.format(v=volume, i=issue)
        elif item.get("issue"):
            text = f"no. {marked('issue', item['issue'])}"
        pages = ""
        if item.get("page"):
            printed = item["page"] if self.lot.random() < 0.8 else item["page"].replace("-", "--")
            pages = self.pages.format(p=marked("pages", printed))
            if not item.get("volume"):
                pages = self.lot.choice([", ", ", ", " ("]) + pages.lstrip(",: ")
                pages = pages + ")" if pages.startswith(" (") else pages
        return text, pages

    def published(self, item: dict) -> str:
        """Give who published the work where."""
        if not item.get("publisher"):
            return ""
        name = item["publisher"]
        if item["type"] in ("thesis", "report") and self.lot.random() < 0.4:
            part = self.lot.choice(
                [
                    "Department of Computer Science",
                    "Dept. of Economics",
                    "School of Nursing",
                    "Fakultas Hukum",
                    "Program Studi Manajemen",
                    "Computer Science Division",
                ]
            )
            name = f"{part}, {name}" if self.lot.random() < 0.6 else f"{name}, {part}"
        publisher, place = marked("publisher", name), marked("place", item.get("publisher-place", ""))
        imprint = self.imprint.format(u=publisher, p=place) if place else publisher
        return f"({imprint})" if self.lot.random() < 0.1 else imprint

    def tail(self, item: dict) -> str:
        """Give identifiers, remarks and the day of a visit."""
        text = ""
        if self.lot.random() < 0.06:
            remark = self.lot.choice(
                [
                    "To appear",
                    "Submitted",
                    "in press",
                    "PMID: 16879152",
                    "PMID 2039482; PMCID: PMC29384",
                    "ISBN 0-262-03384-4",
                    "ISSN 1979-9284",
                    "Terjemahan",
                    "Abstract",
                    "[in Russian]",
                    "With discussion",
                ]
            )
            text += f"{self.lot.choice(['. ', ', ', ' ('])}{marked('note', remark)}"
        if item.get("DOI") and self.lot.random() < 0.6:
            form = self.lot.choice(
                [". https://doi.org/{}", ". doi:{}", ". DOI: {}", ", doi: {}", " https://dx.doi.org/{}", ". {}"]
            )
            text += form.format(marked("doi", item["DOI"]))
        if item.get("URL"):
            text += self.lot.choice(
                [
                    ". {}",
                    ". Available at: {}",
                    ". URL {}",
                    ". Diakses dari {}",
                    ". Retrieved from {}",
                    " <{}>",
                    ". Retrieved May 12, 2016, from {}",
                    ". Diakses 3 Juni 2021, dari <{}>",
                    ". Retrieved 12 Mei 2020, from <{}>",
                ]
            ).format(marked("url", item["URL"]))
        if item.get("accessed") and self.lot.random() < 0.6:
            year, month, day = item["accessed"]["date-parts"][0]
            when = marked("note", f"{day} {MONTHS[month - 1]} {year}")
            text += self.lot.choice(
                [" (accessed {})", ". Diakses {}", " [{}]", ". Accessed {}", ", diakses pada {}"]
            ).format(when)
        return text
