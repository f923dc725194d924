"""The sets of printed entries: styles for training, other styles for measuring, entries written by hand."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reference_data.csl import CLOSE, MARK, OPEN, printed
from reference_data.hand import Hand
from reference_data.noise import Characters, gold, noisy
from reference_data.works import works

TRAINING = [
    "apa",
    "apa-6th-edition",
    "chicago-author-date-16th-edition",
    "chicago-notes-bibliography-17th-edition",
    "harvard-cite-them-right",
    "elsevier-harvard",
    "modern-language-association",
    "elsevier-vancouver",
    "ieee",
    "acm-sig-proceedings",
    "american-medical-association",
    "nature",
    "springer-basic-author-date",
    "springer-lecture-notes-in-computer-science",
    "american-chemical-society",
    "american-institute-of-physics",
    "bmj",
    "cell",
    "american-sociological-association",
    "american-political-science-association",
    "biomed-central",
    "frontiers",
    "iso690-author-date-en",
    "royal-society-of-chemistry",
    "harvard-anglia-ruskin-university",
    "american-society-for-microbiology",
    "taylor-and-francis-chicago-author-date",
    "american-geophysical-union",
    "american-statistical-association",
    "association-for-computational-linguistics",
    "elsevier-with-titles",
    "american-mathematical-society-label",
    "the-lancet",
    "biochemistry",
    "american-fisheries-society",
    "springer-physics-author-date",
    "china-national-standard-gb-t-7714-2015-numeric",
    "nlm-citation-sequence",
    "cse-name-year",
    "plos",
    "sage-vancouver",
    "chicago-notes-bibliography-16th-edition",
    "modern-language-association-notes",
    "acm-sigchi-proceedings",
    "american-meteorological-society",
]
MEASURING = [
    "chicago-author-date-17th-edition",
    "apa-no-ampersand",
    "harvard-bournemouth-university",
    "harvard-limerick",
    "harvard-university-of-leeds",
    "ieee-transactions-on-medical-imaging",
    "association-for-computing-machinery",
    "acm-siggraph",
    "science",
    "american-heart-association",
    "springer-mathphys-author-date",
    "springer-vancouver",
    "elsevier-with-titles-alphabetical",
    "pnas",
    "proceedings-of-the-royal-society-b",
    "american-physics-society",
    "american-physiological-society",
    "journal-of-biological-chemistry",
    "journal-of-the-american-college-of-cardiology",
    "ecology",
    "the-new-england-journal-of-medicine",
    "sage-harvard",
    "taylor-and-francis-council-of-science-editors-author-date",
    "emerald-harvard",
    "iso690-numeric-en",
    "world-politics",
    "american-journal-of-political-science",
    "cambridge-university-press-author-date",
    "copernicus-publications",
    "american-society-of-civil-engineers",
    "american-society-of-mechanical-engineers",
    "unified-style-sheet-for-linguistics",
    "journal-of-finance",
    "the-american-naturalist",
    "econometrica",
    "oikos",
    "physiotherapy-theory-and-practice",
    "multidisciplinary-digital-publishing-institute",
    "american-veterinary-medical-association",
    "biophysical-journal",
    "academy-of-management-review",
    "nlm-citation-name",
    "cse-citation-name-8th-edition",
    "taylor-and-francis-vancouver-national-library-of-medicine",
]
BY_HAND = Path(__file__).parent / "by_hand.txt"
LETTERS = {
    "a": "author", "e": "editor", "t": "title", "c": "container", "v": "volume", "i": "issue", "p": "pages",
    "y": "date", "u": "publisher", "l": "place", "d": "doi", "w": "url", "n": "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A printed entry, the stretches of its fields, and the family names of its authors as far as they are printed."""

    text: str
    fields: dict[str, list[str]]
    families: tuple[str, ...]
    style: str
    found: Characters


def training(
    count: int, *, seed: int = 1, half: int = 0, styles: list[str] | None = None, by_lot: float = 0.55
) -> Iterator[Sample]:
    """Print works in the given CSL styles and, by lot, as people and BibTeX styles do.

    Args:
        count: how many entries.
        seed: the same seed gives the same entries.
        half: of the words.
        styles: CSL styles; those for training when not given.
        by_lot: the share that is printed by lot.
    """
    lot = random.Random(seed)
    styles = TRAINING if styles is None else styles
    by_style = int(count * (1 - by_lot) / len(styles)) if styles else 0
    for at, style in enumerate(styles):
        items = works(by_style, seed=seed * 1000 + at, half=half)
        for item in items:
            if item["type"] == "article-journal" and lot.random() < 0.5 and "container-title-short" in item:
                item["container-title"] = item["container-title-short"]
        for start in range(0, len(items), 50):
            chunk = items[start : start + 50]
            for item in chunk:
                for line in printed([item], style, lot.choice(["en-US", "en-US", "id-ID"])):
                    yield sample(unnumbered(line), item, style, lot)
    for item in works(int(count * by_lot), seed=seed * 1000 + 999, half=half):
        yield sample(Hand(lot).write(item), item, "by lot", lot)


def unnumbered(line: str) -> str:
    """Drop the number that a style prints in front."""
    return re.sub(rf"^((?:{MARK})*)(?:\[\d+\]|\(?\d+[.)]?(?=\D))\s*", r"\1", line)


def sample(line: str, item: dict, style: str, lot: random.Random) -> Sample:
    found = noisy(line, lot)
    fields = gold(found)
    span = " ".join(fields.get("author", ()))
    names = [name.get("literal") or name["family"] for name in item.get("author", [])]
    return Sample("".join(c for c, _ in found), fields, shown(names, key(span)), style, found)


def shown(names: list[str], span: str) -> tuple[str, ...]:
    """Give the family names that are printed, in their order: styles leave authors out behind the first ones."""
    kept, at = [], 0
    for name in names:
        found = span.find(key(name), at)
        if found >= 0:
            kept.append(name)
            at = found + len(key(name))
    return tuple(kept)


def by_hand(path: Path = BY_HAND) -> Iterator[Sample]:
    """Read the entries that were written by hand, a tag around each field."""
    for line in path.read_text(encoding="utf-8").splitlines():
        marked = re.sub(r"<(/?)([a-z])>", lambda m: (CLOSE if m[1] else OPEN)[LETTERS[m[2]]], line)
        text = re.sub(MARK, "", marked)
        fields: dict[str, list[str]] = {}
        for letter, content in re.findall(r"<([a-z])>(.*?)</\1>", line):
            fields.setdefault(LETTERS[letter], []).append(content)
        authors = tuple(a for a in fields.get("author", ()) if key(a) != "etal")
        if authors:
            fields["author"] = list(authors)
        yield Sample(text, fields, authors, "by hand", [])


def key(text: str) -> str:
    """Reduce a field to its letters and digits."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isalnum())
