"""A list of references in one style and language, and the citations in the text that lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.analysis.wording import PHRASES
from kg.publish.cite.apart import told_apart
from kg.publish.cite.entries import Entries, Entry
from kg.publish.cite.processor import Processor
from kg.publish.cite.runs import Marked
from kg.publish.cite.sentences import Cited


@cache
def processor(style: str, language: str) -> Processor:
    """Give the processor of a style in a language."""
    return Processor(style, language)


class Rendered:
    """What processors made of entries, each made once, for papers are cited in many places."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Marked] = {}

    def __call__(self, use: Processor, form: str, entry: Entry, number: int = 1) -> Marked:
        """Give a form of an entry: ``reference``, ``cite``, ``author``, ``date`` or ``narrative``."""
        told_by = (entry.iri, entry.suffix, entry.named, entry.initials, number if use.numeric else 0)
        known = (use.style, use.language, form, *told_by)
        if known not in self._made:
            place = () if form in ("author", "date") else (number,)
            self._made[known] = getattr(use, form)(entry, *place)
        return self._made[known]


class ReferenceList:
    """What was read for a text, in the order of its style: by name, or as it is first cited."""

    def __init__(
        self, known: Entries, cited: Iterable[Cited], style: str, language: str, rendered: Rendered | None = None
    ) -> None:
        self._known, self._rendered = known, rendered or Rendered()
        self._use = processor(style, language)
        self._via = PHRASES[language]["as cited"]
        read = list(dict.fromkeys(iri for each in cited for iri in each.read))
        listed = told_apart(known[iri] for iri in read)
        if self._use.numeric:
            listed.sort(key=lambda entry: read.index(entry.iri))
        self.entries = tuple(listed)
        self._places = {entry.iri: (entry, number) for number, entry in enumerate(listed, 1)}

    @property
    def numeric(self) -> bool:
        """Whether the style cites by number."""
        return self._use.numeric

    @property
    def references(self) -> list[Marked]:
        """The list itself."""
        return [self._rendered(self._use, "reference", entry, number) for entry, number in self._places.values()]

    def cite(self, cited: Cited) -> Marked:
        """Cite in the text; what was not read is cited as a secondary source (APA 7, 8.6)."""
        if not cited.citing:
            place = self._places[cited.iri]
            if cited.behind:
                return self._use.parenthetical([self._rendered(self._use, "cite", *place)])
            return self._rendered(self._use, "narrative", *place)
        author, date = self.unread(cited)
        via = f"{date}, {self._via.format(who=self._read(cited))}"
        return f"({author}, {via})" if cited.behind else f"{author} ({via})"

    def unread(self, cited: Cited) -> tuple[Marked, Marked]:
        """Give the authors and the year of a work that is known through others."""
        work = self._known[cited.iri]
        return self._rendered(self._use, "author", work), self._rendered(self._use, "date", work)

    @property
    def via(self) -> str:
        """The words between a work and the paper that it is known through: "as cited in"."""
        return self._via.format(who="").strip()

    def keys(self, cited: Cited) -> list[str]:
        """Give the keys of what was read, in the order of the list."""
        return [entry.key for entry, _ in self._read_places(cited)]

    def _read(self, cited: Cited) -> Marked:
        form = "narrative" if self._use.numeric else "cite"
        return "; ".join(self._rendered(self._use, form, *place) for place in self._read_places(cited))

    def _read_places(self, cited: Cited) -> list[tuple[Entry, int]]:
        return sorted((self._places[iri] for iri in cited.read), key=lambda place: place[1])
