"""A researcher's own word on which entries are one work: the file ``works.toml`` beside the papers.

An item names an entry by its paper's key, its number in the list, and the name or year that it must have there, so that
no edit of a paper makes it name another entry unseen. A paper of the corpus is named by its key alone::

    [[same]]       # these are one work, whatever their scores
    entries = ["angin-2023:12 Wening 2018", "hujan-2024:9 Wening 2019"]

    [[same]]       # this entry is that paper of the corpus
    entries = ["angin-2023:3 Lestari 2022", "lestari-2022"]

    [[different]]  # no two of these are one work
    entries = ["angin-2023:7 Rekaan 2020", "hujan-2024:2 Rekaan 2020"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from kg.analysis.records import Place
from kg.analysis.titles import WORD, fold
from kg.graph.store import Row
from kg.model import LitkgError

FILE = "works.toml"
KINDS: tuple[Literal["same"], Literal["different"]] = ("same", "different")
ITEM = re.compile(r"(?P<key>.*?):\s*(?P<position>\d{1,6})(?=\s|$)\s*(?P<check>.*)")
NO_YEAR = "n.d."
LEAST = 2
SHOWN = 'write it as "key:12 Wening 2018"'


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, or with position 0 a paper, as the file names it; ``check`` is the name or year that it must have."""

    key: str
    position: int = 0
    check: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Items that are one work, or no two of which are; ``place`` says where in the file it stands."""

    kind: Literal["same", "different"]
    items: tuple[Item, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """The rules of a file, in its order."""

    rules: tuple[Rule, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the papers that rules name."""
        return frozenset(item.key for rule in self.rules for item in rule.items)


@dataclass(frozen=True, slots=True)
class Decided:
    """Rules that were found to hold of the corpus: groups of places that are one work, and pairs that never are."""

    same: tuple[tuple[Place, ...], ...] = ()
    different: tuple[tuple[Place, Place], ...] = ()

    @property
    def places(self) -> frozenset[Place]:
        """All places that a rule names."""
        return frozenset(place for places in (*self.same, *self.different) for place in places)


def read_overrides(corpus: Path) -> Overrides:
    """Read ``works.toml`` of a corpus folder; without the file there are no overrides.

    Raises:
        LitkgError: the file cannot be read, is no TOML, or says something that it cannot say.
    """
    path = corpus / FILE
    if not path.exists() and not path.is_symlink():
        return Overrides()
    if not path.is_file():
        what = "is no regular file" if path.exists() else "is a link to a file that is not there"
        raise LitkgError(str(path), what, "remove or mend it")
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise LitkgError(str(path), error.strerror or "cannot be read", "check that you may read it") from error
    except UnicodeDecodeError as error:
        raise LitkgError(str(path), f"byte {error.start} is not UTF-8", "save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError alone
        raise LitkgError(str(path), f"is no TOML ({error})", "mend the line that is named") from error
    return overrides_of(told, str(path))


def overrides_of(told: Mapping[str, Any], path: str = FILE) -> Overrides:
    """Take what the file says as rules.

    >>> overrides_of({"same": [{"entries": ["angin-2023:12 Wening 2018", "wening-2018"]}]}).rules[0].items
    (Item(key='angin-2023', position=12, check='Wening 2018'), Item(key='wening-2018', position=0, check=''))

    Raises:
        LitkgError: a table or an item is none that the file can have.
    """
    for name in told:
        if name not in KINDS:
            raise LitkgError(path, f"has '{name}', which says nothing", "write [[same]] or [[different]]")
    rules: list[Rule] = []
    for kind in KINDS:
        groups = told.get(kind, [])
        if not isinstance(groups, list):
            raise LitkgError(path, f"has one [{kind}]", f"write [[{kind}]], with two brackets")
        rules += [_rule(kind, group, f"{path}, [[{kind}]] {number}") for number, group in enumerate(groups, 1)]
    return Overrides(tuple(rules))


def _rule(kind: Literal["same", "different"], group: object, place: str) -> Rule:
    listed = group.get("entries") if isinstance(group, dict) and set(group) == {"entries"} else None
    if not isinstance(listed, list) or len(listed) < LEAST or not all(isinstance(item, str) for item in listed):
        raise LitkgError(place, "has no list of two entries or more", f'write entries = ["…", "…"]; {SHOWN}')
    items = tuple(_item(item, place) for item in listed)
    if len({(item.key, item.position) for item in items}) < len(items):
        raise LitkgError(place, "names an entry twice", "take one of them out")
    return Rule(kind, items, place)


def _item(printed: str, place: str) -> Item:
    found = ITEM.fullmatch(printed.strip())
    if found is None:
        return Item(printed.strip())
    check = " ".join(found["check"].split())
    if not WORD.search(check):
        raise LitkgError(place, f"'{printed}' lacks the name or year that tells whether it is meant", SHOWN)
    return Item(found["key"].strip(), int(found["position"]), check)


def handle(row: Row, key: str) -> str:
    """Name an entry as the file does.

    >>> handle({"position": "12", "first_author": "Wening", "year": "2018"}, "angin-2023")
    'angin-2023:12 Wening 2018'
    """
    return " ".join(f"{key}:{row['position']} {row.get('first_author', '')} {row.get('year') or NO_YEAR}".split())


def decide(overrides: Overrides, references: Iterable[Row], papers: Mapping[str, str]) -> Decided:
    """Find the entries that rules name, and see that they are the ones that were meant.

    Args:
        overrides: the rules.
        references: rows of the query ``references``.
        papers: the key of each paper of the corpus, to its IRI.

    Raises:
        LitkgError: a rule names what is not there or another entry than was meant, or two rules gainsay each other.
    """
    if not overrides.rules:
        return Decided()
    rows: dict[str, dict[int, Row]] = {papers[key]: {} for key in overrides.keys if key in papers}
    for row in references:
        if row["paper"] in rows:
            rows[row["paper"]][int(row["position"])] = row
    same: list[tuple[Place, ...]] = []
    different: dict[tuple[Place, Place], str] = {}
    home: dict[Place, set[Place]] = {}
    for rule in overrides.rules:
        places = tuple(_place(item, rule, rows, papers) for item in rule.items)
        if rule.kind == "same":
            same.append(places)
            joined = set().union(*(home.get(place, {place}) for place in places))
            home.update(dict.fromkeys(joined, joined))
        else:
            different.update({pair: rule.place for pair in combinations(places, 2)})
    for (one, other), place in different.items():
        if one in home.get(other, ()):
            raise LitkgError(place, "parts entries that a [[same]] joins", "take one of the two out")
    for joined in home.values():
        if sum(1 for place in joined if not place[1]) > 1:
            papers_named = " and ".join(sorted(key for key, iri in papers.items() if (iri, "") in joined))
            raise LitkgError(FILE, f"makes {papers_named} one work", "a work is one paper of the corpus at most")
    return Decided(tuple(same), tuple(different))


def _place(item: Item, rule: Rule, rows: Mapping[str, Mapping[int, Row]], papers: Mapping[str, str]) -> Place:
    """Find an item's entry or paper."""
    if item.key not in papers:
        raise LitkgError(rule.place, f"there is no paper '{item.key}'", "name a paper by its file without the ending")
    iri = papers[item.key]
    if not item.position:
        return iri, ""
    row = rows[iri].get(item.position)
    if row is not None and _is_meant(item, row):
        return iri, row["position"]
    now = f"is '{handle(row, item.key)}'" if row else f"is not there: the list has {len(rows[iri])}"
    meant = next((handle(each, item.key) for each in rows[iri].values() if _is_meant(item, each)), "")
    mend = f"write '{meant}'" if meant else "see 'kg query references' for its place"
    raise LitkgError(rule.place, f"entry {item.position} of '{item.key}' {now}, not '{item.check}'", mend)


def _is_meant(item: Item, row: Row) -> bool:
    """Whether an entry has the name and year that the item says: a name of an author, or a word of its title."""
    year, titled = row.get("year") or "", WORD.findall(fold(row.get("title", "")))
    named = WORD.findall(fold(f"{row.get('first_author', '')} {row.get('authors', '')}"))
    known = {year, *named, *(word for word in titled if not word.isdigit())}
    said = item.check if year else item.check.replace(NO_YEAR, " ")
    return known.issuperset(WORD.findall(fold(said)))
