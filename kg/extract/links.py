"""Which entry of the reference list a citation points to: by first author, then year, then the other authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.extract.acronyms import is_acronym_of
from kg.extract.chains import Chain
from kg.extract.names import SHORTEST_FUZZY, closeness, family, fold
from kg.extract.phrases import pattern
from kg.model import Reference

MOST_CANDIDATES = 50  # entries that bear one name and one year
SHORT_FORM = 2  # as closeness


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that a citation points to, the first author as cited, and where that name begins.

    ``year_differs`` when the names are those of the entry, and its year is the one before or after.
    """

    reference: Reference
    name: str
    name_start: int
    year_differs: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """The entries of one reference list, to be found by what a citation says of them.

    Entries are indexed by year and by all that a misspelt name may be looked up with, so that each citation is
    compared with a few of them only.
    """

    references: tuple[Reference, ...]
    _index: dict[tuple[int | None, str], list[Reference]] = field(default_factory=dict, repr=False)
    _names: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def to(cls, references: tuple[Reference, ...]) -> Links:
        """Index the entries of a list."""
        links = cls(references)
        for reference in references:
            links._names.add(fold(_first(reference)).replace(" ", ""))
            for key in set(_keys(_first(reference))):
                entries = links._index.setdefault((reference.year, key), [])
                if len(entries) < MOST_CANDIDATES:
                    entries.append(reference)
        return links

    def find(self, chain: Chain, year: int | None, suffix: str = "") -> Link | None:
        """Find the entry of a citation: names that match, and the same year unless the entry has none.

        Where there is none, one entry by the same authors of the year before or after is taken for it: years are
        mistyped more often than works of two years are mixed up.

        >>> from kg.model import Evidence
        >>> links = Links.to((Reference(1, Evidence(0, 0, ""), ("Luthfi, M.",), "Luthfi", 2019),))
        >>> link = links.find(Chain(8, ("Lutfi",), ((8, "Lutfi"),)), 2019)
        >>> link.reference.position, link.year_differs, links.find(Chain(8, ("Lutfi",), ((8, "Lutfi"),)), 2016)
        (1, False, None)
        >>> links.find(Chain(8, ("Luthfi",), ((8, "Luthfi"),)), 2018).year_differs
        True
        """
        found = list(self._candidates(chain, (year, None)))
        if found:
            return max(found, key=lambda each: _rank(each, year, suffix, chain))
        if year is None:
            return None
        near = [each for each in self._candidates(chain, (year - 1, year + 1)) if _is_surely(each, chain)]
        if len({each.reference.position for each in near}) != 1:
            return None
        return replace(max(near, key=lambda each: _rank(each, year, suffix, chain)), year_differs=True)

    def knows(self, name: str) -> bool:
        """Tell whether an entry of any year is by an author of this name."""
        return fold(name).replace(" ", "") in self._names

    def _candidates(self, chain: Chain, years: Iterable[int | None]) -> Iterator[Link]:
        years = tuple(dict.fromkeys(years))
        for start, name in chain.readings:
            seen: set[int] = set()
            for key in _keys(name):
                for reference in (entry for year in years for entry in self._index.get((year, key), ())):
                    if reference.position not in seen:
                        seen.add(reference.position)
                        if name_closeness(name, _first(reference)):
                            yield Link(reference, name, start)


def name_closeness(cited: str, listed: str) -> int:
    """Say how surely a cited name is that of an entry, as :func:`kg.extract.names.closeness`, or its short form.

    >>> name_closeness("WHO", "World Health Organization"), name_closeness("Lutfi", "Luthfi")
    (2, 1)
    >>> name_closeness("Kementerian Sosial RI", "Kementerian Sosial Republik Indonesia")
    3
    """
    one, other = _without_state(cited), _without_state(listed)
    short = _is_short_form(one, other) or _is_short_form(other, one)
    return closeness(cited, listed) or closeness(one, other) or (SHORT_FORM if short else 0)


def _is_short_form(short: str, name: str) -> bool:
    """Whether a name is a short form of another; ``BPS Kota Solo`` is one of ``Badan Pusat Statistik Kota Solo``."""
    first, _, place = short.partition(" ")
    if not place:
        return is_acronym_of(short, name)
    return name.endswith(f" {place}") and is_acronym_of(first, name.removesuffix(f" {place}"))


def _without_state(name: str) -> str:
    """Leave the state out of the name of one of its organs: ``Kementerian Kesehatan RI``."""
    return pattern("citation", "state").sub(" ", name).strip() if " " in name else name


def _first(reference: Reference) -> str:
    return family(reference.authors[0]) if reference.authors else reference.first_author


def _keys(name: str) -> Iterator[str]:
    """Give what a name is looked up by: itself, each word of it, all that one letter less makes of it, its capital."""
    shown = fold(name)
    yield shown.replace(" ", "")
    yield from (word for word in shown.split() if len(word) > 1)
    if len(shown) >= SHORTEST_FUZZY:
        yield f"~{shown}"
        yield from (f"~{shown[:at]}{shown[at + 1 :]}" for at in range(len(shown)))
    yield f"^{shown[:1]}"


def _is_surely(link: Link, chain: Chain) -> bool:
    """Whether the names alone show that an entry of another year is meant."""
    others = [family(author) for author in link.reference.authors[1:]]
    cited = [author for author in chain.authors if author != link.name]
    shared = not cited or not others or _shared(link.reference, cited) > 0
    return closeness(link.name, _first(link.reference)) > 1 and shared


def _rank(link: Link, year: int | None, suffix: str, chain: Chain) -> tuple[bool, int, bool, int, int, int, int]:
    """Order candidates: the year itself, the name's closeness, ``2019a``, shared authors, as many authors."""
    reference = link.reference
    cited = [author for author in chain.authors if author != link.name]
    return (
        reference.year == year,
        name_closeness(link.name, _first(reference)),
        bool(suffix) and f"{year}{suffix}" in reference.evidence.quote,
        _shared(reference, cited),
        -abs(max(0, len(reference.authors) - 1) - len(cited)),
        -link.name_start,
        -reference.position,
    )


def _shared(reference: Reference, cited: list[str]) -> int:
    return sum(1 for author in cited if any(_shares(author, other) for other in reference.authors[1:]))


def _shares(author: str, listed: str) -> bool:
    return max(closeness(author, family(listed)), closeness(author, listed.rsplit(" ", 1)[-1])) > 0
