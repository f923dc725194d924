"""The consolidated answer on one concept, gathered from the graph by the named queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from kg.analysis.answers import Answer, Consolidated, Contradiction, Counted, Gap, Holder, Tension, Voice
from kg.analysis.consolidate import CONSOLIDATED, WEIGHT, local
from kg.analysis.wording import short_citation
from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.model import LitkgError

CLOSE = 60  # of 100: names less alike than this are no misses
MOST_GUESSES = 5
SCHEMES = ("aspect", *(kind for kind in CONSOLIDATED if kind != "assessment"))
BLANKS = re.compile(r"[\W_]+")
Cite = Callable[[str], str]


def ask(store: Store, name: str, drafts: bool = True) -> Answer:
    """Give the consolidated answer on a concept, of every kind that its name stands for.

    Args:
        store: the graph of a build.
        name: id of a concept, or its label in Indonesian or English; case, hyphens and spaces do not matter.
        drafts: whether each gap comes with the paragraphs that it drafts.

    Raises:
        LitkgError: nothing that a finding can be on has that name.

    >>> ask(Store(), "antrean")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.model.LitkgError: concept 'antrean': is no aspect, ... or feature; see 'kg query findings' for what to ask
    """
    known = rows(store, "findings")
    labels = _askable(rows(store, "labels"), {row["concept"] for row in known})
    concepts = _resolve(name, labels)
    found = [row for row in known if row["concept"] in concepts]
    told = _Told(store, set(concepts), drafts)
    shown = {concept: (labels[concept]["label_id"], labels[concept]["label_en"]) for concept in concepts}
    findings = tuple(told.consolidated(row, shown[row["concept"]]) for row in found)
    return Answer(local(concepts[0]), tuple(dict.fromkeys(shown.values())), findings)


def _askable(labels: Iterable[Row], of_findings: set[str]) -> dict[str, Row]:
    """Give the concepts that a finding can be on, by IRI; one that the vocabulary lacks goes by its id."""
    found = {row["concept"]: row for row in labels if row["scheme"] in SCHEMES}
    for concept in sorted(of_findings - found.keys()):
        found[concept] = {"concept": concept, "label_id": local(concept), "label_en": local(concept)}
    return found


def _resolve(name: str, labels: dict[str, Row]) -> list[str]:
    """Find the concepts that a name stands for; a name that none has is answered with close ones."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for concept, row in labels.items():
        for known in (local(concept), row["label_id"], row["label_en"]):
            by_name[_plain(known)].add(concept)
    found = by_name.get(_plain(name), set())
    if found:
        # what has the same id is the same idea as an aspect, an obstacle, a benefit …
        ids = {local(concept) for concept in found}
        return sorted(concept for concept in labels if local(concept) in ids)
    close = process.extract(_plain(name), sorted(by_name), scorer=fuzz.token_ratio, limit=20, score_cutoff=CLOSE)
    ids_close = dict.fromkeys(local(concept) for known, _, _ in close for concept in sorted(by_name[known]))
    guesses = ", ".join(list(ids_close)[:MOST_GUESSES])
    mend = f"did you mean {guesses}?" if guesses else "see 'kg query findings' for what to ask"
    raise LitkgError(f"concept '{name}'", f"is no {', '.join(SCHEMES[:-1])} or {SCHEMES[-1]}", mend)


def _plain(name: str) -> str:
    return BLANKS.sub(" ", name).casefold().strip()


class _Told:
    """What the queries tell on a few concepts."""

    def __init__(self, store: Store, concepts: set[str], drafts: bool) -> None:
        def about(query: str, column: str = "concept") -> list[Row]:
            asked = ((iri, rows(store, query, **{column: iri})) for iri in sorted(concepts))
            return [row for iri, found in asked for row in found if row[column] == iri]

        self.positions, self.grounds, self.discounts = about("positions"), about("grounds"), about("discounts")
        self.contradictions, self.tensions = about("contradictions", "aspect"), about("tensions", "aspect")
        self.gaps_of = {(row["gap"], row["concept"]) for row in about("gap-concepts")}
        self.gaps = rows(store, "gaps") if self.gaps_of else []
        self._drafts = ("draft_id", "draft_en") if drafts else ()
        self.papers = {
            row["paper"]: short_citation(row["authors"], row["year"], local(row["paper"]))
            for row in rows(store, "papers")
        }
        self.works = {row["work"]: row["cited_as"] for row in rows(store, "works")}

    def cite(self, iri: str) -> str:
        return self.papers.get(iri) or self.works.get(iri) or local(iri)

    def consolidated(self, finding: Row, labels: tuple[str, str]) -> Consolidated:
        concept, iri = finding["concept"], finding["finding"]
        grounds = [row for row in self.grounds if row["finding"] == iri]
        held = [row for row in self.positions if row["finding"] == iri]
        judged = finding["kind"] == "assessment"
        disputed = [row for row in self.contradictions if row["aspect"] == concept and judged]
        tensions = [row for row in self.tensions if row["aspect"] == concept and judged]
        return Consolidated(
            concept,
            finding["kind"],
            *labels,
            finding["verdict"],
            int(finding["papers"]),
            int(finding["independent_papers"]),
            float(finding["belief"]),
            float(finding["belief_opposing"]),
            finding["text_id"],
            finding["text_en"],
            tuple(sorted((self._holder(row, grounds) for row in held), key=lambda h: (h.via != "", h.cited_as))),
            tuple(self._counted(iri)),
            tuple(self._disputed(disputed)),
            tuple(self._tension(row) for row in tensions),
            tuple(self._gap(row) for row in self.gaps if (row["gap"], concept) in self.gaps_of),
        )

    def _gap(self, row: Row) -> Gap:
        draft_id, draft_en = (row[name] if name in self._drafts else "" for name in ("draft_id", "draft_en"))
        return Gap(row["type"], row["text"], draft_id, draft_en)

    def _tension(self, row: Row) -> Tension:
        said = [
            text
            for side in ("a", "b")
            for text in (local(row[f"stance_{side}"]), row[f"section_{side}"], _folded(row[f"quote_{side}"]))
        ]
        return Tension(self.cite(row["paper"]), *said)

    def _disputed(self, found: list[Row]) -> Iterable[Contradiction]:
        """Tell each contradiction once: of one that an author declares, only what differs is computed."""
        differs = {_pair(row): row["explanation"] for row in found if row["declared"] != "true"}
        declared = {_pair(row) for row in found if row["declared"] == "true"}
        for row in found:
            if row["declared"] == "true":
                yield self._contradiction(row | {"explanation": differs.get(_pair(row), "")})
            elif _pair(row) not in declared:
                yield self._contradiction(row)

    def _holder(self, position: Row, grounds: list[Row]) -> Holder:
        """Tell where a paper stands, with its words, the representative ones first."""
        side, own = int(position["side"]), position["holder"] == position["paper"]
        chosen = (position["paper"], position["start"], position["end"])
        said = [row for row in grounds if row["paper"] == position["paper"]]
        if own:
            said = [row for row in said if row["attribution"] == "own" and (side == 0 or int(row["side"]) == side)]
        else:
            said = [row for row in said if _place(row) == chosen]
        voices = {
            _place(row): _voice(row)
            for row in sorted(said, key=lambda r: (_place(r) != chosen, WEIGHT.get(r["section"], 9), int(r["start"])))
        }
        if own and chosen not in voices:
            voices = {chosen: _voice(position), **voices}
        via = "" if own else self.cite(position["paper"])
        return Holder(position["holder"], self.cite(position["holder"]), side, local(position["stance"]), via,
                      tuple(voices.values()))  # fmt: skip

    def _counted(self, finding: str) -> Iterable[Counted]:
        seen: dict[str, list[Row]] = defaultdict(list)
        for row in self.discounts:
            if row["finding"] == finding:
                seen[row["discount"]].append(row)
        for told in seen.values():
            papers = tuple(dict.fromkeys(self.cite(row["paper"]) for row in told))
            quotes = tuple(_folded(row["quote"]) for row in told if row["quote"])
            yield Counted(told[0]["reason"], papers, told[0]["text_id"], told[0]["text_en"], quotes)

    def _contradiction(self, row: Row) -> Contradiction:
        return Contradiction(
            self.cite(row["paper_a"]),
            self.cite(row["paper_b"]),
            local(row["stance_a"]),
            local(row["stance_b"]),
            row["declared"] == "true",
            row["explanation"],
            row["strength"],
            row["explained"] == "true",
            _folded(row["quote_a"]),
            _folded(row["quote_b"]),
        )


def _pair(row: Row) -> frozenset[str]:
    return frozenset((row["paper_a"], row["paper_b"]))


def _place(row: Row) -> tuple[str, str, str]:
    return row["paper"], row["start"], row["end"]


def _voice(row: Row) -> Voice:
    return Voice(_folded(row["quote"]), row["section"], row["page"], int(row["side"]))


def _folded(quote: str) -> str:
    return " ".join(quote.split())
