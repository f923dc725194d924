"""Which entry of a library belongs to which paper: told by DOI, key, attached file or title, and never guessed."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import PurePath

from kg.corpus.libraries.entry import Entry, doi_in
from kg.corpus.libraries.title_page import TitlePage, is_alike, is_telling, most_misprints, words_of
from kg.model import LitkgError, Metadata


@dataclass(frozen=True)
class Page:
    """A paper as far as matching needs it.

    ``file`` names its file, for messages too; ``own`` is what its own title matter gave; ``front`` the beginning of
    its text, some 4,000 characters.
    """

    key: str
    file: str
    own: Metadata
    front: str = ""

    @cached_property
    def title_page(self) -> TitlePage:
        """Where titles are looked for."""
        return TitlePage(self.own, self.front)


@dataclass(frozen=True, slots=True)
class Matches:
    """The entry of each paper that has one, by the paper's key, and what a reader must be told, one line each."""

    entries: Mapping[str, Entry]
    metadata: Mapping[str, Metadata]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """That an entry belongs to a paper, by ``DOI``, ``key``, ``attached file`` or ``title``; each with its number."""

    number: int
    entry: Entry
    data: Metadata
    at: int
    page: Page
    by: str

    @property
    def shows_title(self) -> bool:
        """Whether a title of the entry stands on the first page; an entry without a title denies nothing."""
        return not self._titles or any(map(self.page.title_page.shows, self._titles))

    @property
    def objection(self) -> str:
        """What speaks against the claim; a DOI that both have is beyond doubt."""
        ours, theirs = _doi(self.page.own), _doi(self.data)
        if self.by != "DOI" and ours and theirs and ours != theirs:
            return f"its DOI is {self.data.doi} and the paper's is {self.page.own.doi}"
        if self.by == "DOI" or self.shows_title or self._is_known_again:
            return ""
        return f"its title '{self.data.title}' stands nowhere on the first page"

    @property
    def _titles(self) -> list[tuple[str, ...]]:
        return [words for title in (self.data.title, self.data.title_en) if (words := words_of(title))]

    @property
    def _is_known_again(self) -> bool:
        seen = self.page.title_page
        return any(map(seen.names, self.data.families)) and any(map(seen.resembles, self._titles))

    @property
    def named(self) -> str:
        """The entry, for messages."""
        key = f" '{self.entry.key}'" if self.entry.key else ""
        return f"the entry{key} ({self.entry.place})"

    def told(self, what: str, mend: str) -> str:
        """Tell something of the entry in one line."""
        return str(LitkgError(self.page.file, f"{self.named} {what}", mend))


def match(entries: Sequence[Entry], pages: Sequence[Page]) -> Matches:
    r"""Find the entry of each paper.

    DOI, key and attached file go before the title. An entry that matches by key or file while its title stands nowhere
    on the first page, or whose DOI is not the paper's, two different entries for one paper, and one entry for two
    papers are told, and nothing is taken from them. Smaller differences are told, and the entry is used.

    >>> from kg.corpus.libraries.bibtex import read_bibtex
    >>> found, _ = read_bibtex("@article{a, title = {Mutu Antrean Pasar Angin}, year = 2024}", "b.bib")
    >>> matches = match(found, [Page("a", "a.txt", Metadata(), "MUTU ANTREAN\nPASAR ANGIN\n\nRara Wening")])
    >>> matches.metadata["a"].year, matches.warnings
    (2024, ())
    """
    known = [entry.metadata for entry in entries]
    explicit = [_Claim(n, entries[n], known[n], at, pages[at], by) for n, at, by in _explicit(entries, known, pages)]
    sound, warnings = _sound(explicit)
    taken, served = {claim.number for claim in sound}, {claim.at for claim in sound}
    judged = {(claim.number, claim.at) for claim in explicit}
    titled = [
        _Claim(n, entries[n], known[n], at, pages[at], "title")
        for n, at in _titled(known, pages)
        if n not in taken and at not in served and (n, at) not in judged
    ]
    more, told = _sound(titled)
    chosen, rivalry = _chosen([*sound, *more])
    warnings += told + rivalry
    warnings += [(claim.at, line) for claim in chosen for line in _differences(claim)]
    return Matches(
        {claim.page.key: claim.entry for claim in chosen},
        {claim.page.key: merged(claim.data, claim.page.own) for claim in chosen},
        tuple(dict.fromkeys(line for _, line in sorted(warnings, key=lambda warning: warning[0]))),
    )


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Complete bibliographic data by other data of the same paper.

    >>> found = merged(Metadata(title="Kajian", doi="10.1234/a"), Metadata(title="KAJIAN", year=2024))
    >>> found.title, found.year, found.doi
    ('Kajian', 2024, '10.1234/a')
    """
    lacking = {f.name: getattr(second, f.name) for f in fields(Metadata) if getattr(first, f.name) in ("", (), None)}
    if first.authors:  # families and affiliations go with their authors
        lacking.pop("families", None)
        if not _are_same_people(first.authors, second.authors):
            lacking.pop("affiliations", None)
    else:
        lacking |= {"families": second.families, "affiliations": second.affiliations}
    return replace(first, **lacking)


def _are_same_people(some: Sequence[str], others: Sequence[str]) -> bool:
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(not set(words_of(a)).isdisjoint(words_of(b)) for a, b in pairs)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _stem(file: str) -> str:
    """The name of a file without its ending, which may differ: a paper may be read from another format."""
    return _folded(PurePath(file).stem)


def _doi(known: Metadata) -> str:
    return doi_in(known.doi).casefold()


def _explicit(
    entries: Sequence[Entry], known: Sequence[Metadata], pages: Sequence[Page]
) -> Iterator[tuple[int, int, str]]:
    """Pair entries and papers by DOI, key or attached file; what is paired twice is named by the first of these."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (entry, data) in enumerate(zip(entries, known, strict=True)):
        names = [("DOI", _doi(data)), ("key", _folded(entry.key))]
        names += dict.fromkeys(("attached file", _stem(file)) for file in entry.files)
        for name in names:
            if name[1]:
                found[name].append(number)
    for at, page in enumerate(pages):
        seen: set[int] = set()
        for name in (("DOI", _doi(page.own)), ("key", _folded(page.key)), ("attached file", _stem(page.file))):
            yield from ((number, at, name[0]) for number in found.get(name, ()) if number not in seen)
            seen.update(found.get(name, ()))


def _titled(known: Sequence[Metadata], pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """Pair entries and papers by title: looked up by its letters, or, misprinted, by the rarest of its words."""
    titles = {number: words for number, data in enumerate(known) if is_telling(words := words_of(data.title))}
    exact: dict[str, list[int]] = defaultdict(list)
    for number, words in titles.items():
        exact["".join(words)].append(number)
    rare = _by_rare_words(titles)
    lengths = {length for length, _, _ in rare}
    for at, page in enumerate(pages):
        seen = page.title_page
        found = {number for letters in seen.joined.keys() & exact.keys() for number in exact[letters]}
        for words in seen.windows:
            if len(words) in lengths:
                spots = ((len(words), spot, word) for spot, word in enumerate(words))
                near = {number for spot in spots for number in rare.get(spot, ())} - found
                # a place or a person in a title may differ by a letter from another: the authors tell
                found |= {n for n in near if is_alike(titles[n], words) and any(map(seen.names, known[n].families))}
        yield from ((number, at) for number in sorted(found))


def _by_rare_words(titles: Mapping[int, tuple[str, ...]]) -> dict[tuple[int, int, str], list[int]]:
    """Index titles by their length and by where their rarest words stand.

    It takes one word more than may be misprinted, so at least one of them is printed right.
    """
    frequency = Counter(word for words in titles.values() for word in words)
    rare: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, words in titles.items():
        misprints = most_misprints(words)
        spots = sorted((frequency[word], spot) for spot, word in enumerate(words))
        for _, spot in spots[: misprints + 1] if misprints else ():
            rare[(len(words), spot, words[spot])].append(number)
    return rare


def _sound(claims: Iterable[_Claim]) -> tuple[list[_Claim], list[tuple[int, str]]]:
    """Part the claims that nothing speaks against from the others, which are told."""
    sound: list[_Claim] = []
    told: dict[tuple[int, str], str] = {}
    for claim in claims:
        objection = claim.objection
        if not objection:
            sound.append(claim)
            continue
        mend = "correct the DOI that is wrong" if "DOI" in objection else "correct the entry, or rename one of the two"
        # many entries may have a file of one name, such as fulltext.pdf: one line is enough
        case = claim.by if claim.by == "attached file" else str(claim.number)
        told.setdefault(
            (claim.at, case), claim.told(f"has the paper's {claim.by}, but {objection}; it is not used", mend)
        )
    return sound, [(at, line) for (at, _), line in told.items()]


def _chosen(claims: Sequence[_Claim]) -> tuple[list[_Claim], list[tuple[int, str]]]:
    """Choose the claim of each paper that no other claim contradicts."""
    by_page: dict[int, list[_Claim]] = defaultdict(list)
    by_entry: dict[int, list[_Claim]] = defaultdict(list)
    for claim in claims:
        by_page[claim.at].append(claim)
        by_entry[claim.number].append(claim)
    chosen: list[_Claim] = []
    warnings: list[tuple[int, str]] = []
    for at in sorted(by_page):
        first, *others = by_page[at]
        twin = next((c for c in by_entry[first.number] if c.at != at), None)
        rival = next((c for c in others if not _is_same(first.data, c.data)), None)
        if rival is not None:
            what = f"and {rival.named} both have this paper's {first.by} or {rival.by} and differ; neither is used"
            warnings.append((at, first.told(what, "delete or correct one of them")))
        elif twin is not None:
            what = f"belongs to {twin.page.file} too; it is not used"
            warnings.append((at, first.told(what, "give each of the papers an entry with its key")))
        else:
            chosen.append(first)
    return chosen, warnings


def _is_same(one: Metadata, other: Metadata) -> bool:
    """Whether two entries say the same of one work, as far as both say it."""
    pairs = [
        ("".join(words_of(one.title)), "".join(words_of(other.title))),
        (one.year, other.year),
        (_doi(one), _doi(other)),
        (tuple(map(words_of, one.families)), tuple(map(words_of, other.families))),
    ]
    return all(a == b or not a or not b for a, b in pairs)


def _differences(claim: _Claim) -> Iterator[str]:
    """Tell what an entry says otherwise than the paper, and what of it cannot be read; it is used all the same."""
    yield from claim.entry.doubts
    data, own, seen = claim.data, claim.page.own, claim.page.title_page
    mend = "the entry is used: correct it if it is wrong"
    if not claim.shows_title:
        yield claim.told(f"has a title that is not quite the paper's: '{data.title}'", mend)
    if data.year and own.year and data.year != own.year:
        yield claim.told(f"says {data.year}, the paper {own.year}", mend)
    absent = [family for family in data.families if seen.words and not seen.names(family)]
    if absent:
        yield claim.told(f"has authors that are not on the first page: {', '.join(absent)}", mend)
