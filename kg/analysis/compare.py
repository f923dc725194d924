"""Two papers side by side: how they were made, what they judge, in what they agree, contradict or stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.consolidate import local
from kg.analysis.differences import Context, Difference, differences
from kg.analysis.naming import paper_of
from kg.analysis.wording import short_citation
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.model import LitkgError
from kg.printing import markdown_as_html

LANGUAGES = ("id", "en")
INTENT = "citation-intent"
KINDS = ("assessment", "obstacle", "benefit", "recommendation")
DESIGN = (
    "published", "setting", "period", "method", "methods", "informants", "people", "sample", "framework", "mentioned"
)  # fmt: skip
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """What a paper holds on one concept: on which side, with which stance, in which words."""

    concept: str
    side: int
    stance: str
    level: str
    quote: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two papers: ``design`` has what is known of its study by facet, concepts as IRIs and the rest in words."""

    key: str
    iri: str
    cited: str
    title: str
    design: Mapping[str, tuple[str, ...]]
    held: Mapping[str, Mapping[str, Held]]
    contexts: Mapping[str, tuple[Context, ...]]

    @property
    def verdicts(self) -> list[Held]:
        """The paper's own overall judgements."""
        return [held for _, held in sorted(self.held["assessment"].items()) if held.level == "verdict"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An aspect that both papers judge, and what differs between their studies in it, by language."""

    one: Held
    other: Held
    differences: Mapping[str, tuple[Difference, ...]]

    @property
    def sign(self) -> int:
        """+1 they agree, −1 they contradict, 0 one of them is mixed."""
        return self.one.side * self.other.side


@dataclass(frozen=True, slots=True)
class Said:
    """What the paper of key ``who`` says of the other: a CiTO property and the words, or the outcome of a check.

    ``other_quote`` is what the other paper says itself, where it was compared.
    """

    who: str
    what: str
    quote: str
    other_quote: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two papers side by side; it shows itself as text, and as Markdown in a notebook."""

    one: Side
    other: Side
    judged: tuple[Judged, ...]
    declared: tuple[Said, ...]
    cited: tuple[Said, ...]
    fidelity: tuple[Said, ...]
    references: tuple[str, ...]
    names: Names
    language: str = "en"

    def with_sign(self, sign: int) -> list[Judged]:
        """The aspects that both judge and on which they agree (1), contradict (-1) or one of them is mixed (0)."""
        return [each for each in self.judged if each.sign == sign]

    def shared(self, kind: str) -> list[str]:
        """The concepts of a kind that both papers have, by IRI."""
        return sorted(self.one.held[kind].keys() & self.other.held[kind].keys())

    def only(self, kind: str, one: Side, other: Side) -> list[str]:
        """The concepts of a kind that one of the papers has and the other has not, by IRI."""
        return sorted(one.held[kind].keys() - other.held[kind].keys())

    def name(self, thing: str) -> str:
        """What a concept or a CiTO property is called in the language of the comparison; other words are given back."""
        return self.names.get(thing, {}).get(self.language) or (local(thing) if "://" in thing else thing)

    def __str__(self) -> str:
        from kg.analysis.compare_view import as_text

        return as_text(self)

    def _repr_markdown_(self) -> str:
        from kg.analysis.compare_view import as_markdown

        return as_markdown(self)

    def _repr_html_(self) -> str:
        return markdown_as_html(self._repr_markdown_())


def compare_papers(store: Store, a: str, b: str, language: str = "en") -> Comparison:
    """Put two papers side by side; only what the graph says of these two is read.

    Args:
        store: the graph of a build.
        a: key of a paper.
        b: key of another.
        language: ``id`` or ``en``.

    Raises:
        LitkgError: there is no such paper, or both are the same.
    """
    one, other = (paper_of(store, key) for key in (a, b))
    if one == other:
        raise LitkgError(f"'{a}' and '{b}'", "are the same paper", "name two different papers")
    names: dict[str, dict[str, str]] = {}
    for row in rows(store, "labels"):
        called = local(row["concept"]) if row["scheme"] == INTENT else row["concept"]
        names[called] = {"id": row["label_id"], "en": row["label_en"]}
    sides = _side(store, one), _side(store, other)
    both = sides[0].held["assessment"].keys() & sides[1].held["assessment"].keys()
    pairs = ((one, sides[0], other), (other, sides[1], one))
    return Comparison(
        *sides,
        judged=tuple(_judged(*sides, aspect) for aspect in sorted(both, key=local)),
        declared=tuple(said for iri, side, their in pairs for said in _declared(store, iri, side, their)),
        cited=tuple(said for iri, side, their in pairs for said in _cited(store, iri, side, their)),
        fidelity=tuple(said for iri, side, their in pairs for said in _fidelity(store, iri, side, their)),
        references=_references(store, one, other),
        names=names,
        language=language,
    )


def _side(store: Store, iri: str) -> Side:
    row = _of(store, "papers", paper=iri)[0]
    key = _of(store, "keys", paper=iri)[0]["key"]
    held: dict[str, dict[str, Held]] = {kind: {} for kind in KINDS}
    for each in _of(store, "sides", holder=iri):
        if each["kind"] in held:
            held[each["kind"]][each["concept"]] = Held(
                each["concept"], int(each["side"]), each["stance"], each["level"], " ".join(each["quote"].split())
            )
    contexts: dict[str, list[Context]] = {}
    for each in _of(store, "contexts", holder=iri):
        said = (("en", each["said_en"]), ("id", each["said_id"]))
        contexts.setdefault(each["aspect"], []).append(Context(each["facet"], each["said_en"].casefold(), said))
    return Side(
        key,
        iri,
        short_citation(row["authors"], row["year"], key),
        row["title"],
        _design(store, iri, row),
        held,
        {aspect: tuple(found) for aspect, found in contexts.items()},
    )


def _design(store: Store, iri: str, row: Row) -> dict[str, tuple[str, ...]]:
    frameworks = _of(store, "frameworks", paper=iri)
    methods = _of(store, "designs", paper=iri)
    found = {
        "published": [row["year"]],
        "setting": [", ".join(dict.fromkeys(filter(None, (row["place"], row["province"]))))],
        "period": [row["period"]],
        "method": [each["method"] for each in methods if each["part"] == "approach"],
        "methods": [each["method"] for each in methods if each["part"] != "approach"],
        "informants": [row["informants"]],
        "people": [each["role"] for each in _of(store, "informants", paper=iri)],
        "sample": [row["sample"]],
        "framework": [each["framework"] for each in frameworks if each["role"] == "applied"],
        "mentioned": [each["framework"] for each in frameworks if each["role"] == "mentioned"],
    }
    return {facet: tuple(dict.fromkeys(filter(None, values))) for facet, values in found.items()}


def _judged(one: Side, other: Side, aspect: str) -> Judged:
    ours, theirs = one.contexts.get(aspect, ()), other.contexts.get(aspect, ())
    told = {language: tuple(differences(ours, theirs, language)) for language in LANGUAGES}
    return Judged(one.held["assessment"][aspect], other.held["assessment"][aspect], told)


def _declared(store: Store, iri: str, side: Side, other: str) -> Iterable[Said]:
    for row in _of(store, "comparisons", paper=iri, work=other):
        yield Said(side.key, local(row["intent"]), " ".join(row["quote"].split()))


def _cited(store: Store, iri: str, side: Side, other: str) -> Iterable[Said]:
    for row in _of(store, "citations", paper=iri):
        if row["work"] == other:
            yield Said(side.key, local(row["intent"]), " ".join(row["quote"].split()))


def _fidelity(store: Store, iri: str, side: Side, other: str) -> Iterable[Said]:
    for row in _of(store, "credits", paper=iri, other=other):
        yield Said(side.key, row["text"], " ".join(row["quote"].split()), " ".join(row["other_quote"].split()))


def _references(store: Store, one: str, other: str) -> tuple[str, ...]:
    """The works that both papers list, as the first prints them."""
    listed: dict[str, str] = {}
    for row in _of(store, "references", paper=one):
        if row["work"]:
            listed.setdefault(row["work"], " ".join(row["raw"].split()))
    theirs = {row["work"] for row in _of(store, "references", paper=other)}
    return tuple(entry for work, entry in sorted(listed.items()) if work in theirs)


def _of(store: Store, name: str, **known: str) -> list[Row]:
    return rows(store, name, **known)
