"""The sentence of a finding in parts: words, and those that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.analysis.consolidate import Finding
from kg.analysis.consolidate import Position as Held
from kg.analysis.wording import MOST_NAMED, say_of
from kg.publish.cite.runs import clean
from kg.publish.page import Site
from kg.publish.positions import FindingView

BEGIN, MIDDLE, END = "\ue010", "\ue011", "\ue012"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a sentence cites: a paper, or a work of which only the papers in ``citing`` were read.

    ``behind`` what is said, the citation is in parentheses; else the sentence names the authors.
    """

    iri: str
    citing: tuple[str, ...] = ()
    behind: bool = False

    @property
    def read(self) -> tuple[str, ...]:
        """The papers that were read and belong in the reference list; of very many that cite a work, the first."""
        return self.citing[:MOST_NAMED] or (self.iri,)


def positions(site: Site, finding: FindingView) -> list[Held]:
    """Give the positions of a finding as the analysis has them."""
    found = []
    for position in finding.positions:
        places = (position.place, *position.more)
        citing = tuple(sorted({place.paper for place in places})) if position.cited else ()
        side = {"pos": 1, "neg": -1}.get(position.side, 0)
        found.append(
            Held(position.holder, side, position.stance, position.place.paper, *position.place.span, position.quote,
                 position.cited, citing)
        )  # fmt: skip
    return found


def sentence(site: Site, finding: FindingView, language: str, name: Callable[[str], str]) -> Iterator[str | Cited]:
    """Give the sentence of a finding, the same as ``text_id`` or ``text_en``, with what it cites in its place.

    Args:
        site: the site of the build.
        finding: the finding.
        language: ``id`` or ``en``.
        name: what a paper or work is put in order by in a list.
    """
    row = finding.row
    cited: list[Cited] = []

    def slot(position: Held) -> str:
        cited.append(Cited(position.holder, position.citing))
        return f"{BEGIN}{clean(name(position.holder))}{MIDDLE}{len(cited) - 1}{END}"

    concept = clean(site.words[language].label(row["concept"]))
    held = tuple(positions(site, finding))
    known = Finding(row["kind"], row["concept"], row["verdict"], held, int(row["independent_papers"]))
    if not held:
        yield row[f"text_{language}"]
        return
    for part in say_of(known, language, concept, slot).split(BEGIN):
        _, middle, behind = part.partition(MIDDLE)
        if not middle:
            yield part
            continue
        number, _, words = behind.partition(END)
        yield cited[int(number)]
        yield words
