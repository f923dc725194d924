"""Which words of which concepts stand in each sentence: one pass of a spaCy PhraseMatcher over a paper.

spaCy's own Indonesian and English pipelines spend seconds on tokenizer exceptions that a phrase match does not need, so
the tokenizer here has none; the matched attribute is NORM, set for each word type once to its morphological key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.attrs import LOWER, NORM
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from kg.extract.called import names_in
from kg.extract.lexicon import Lexicon
from kg.extract.morphology import key_of
from kg.languages import LANGUAGES, load
from kg.model import Paper, Section, Sentence

PREFIXES = [r"[\(\[\{<\"'“‘«*_#§$%&+=/\\|~^`-]", r"[–—]"]
SUFFIXES = [r"[\)\]\}>\"'”’»*_#,.;:!?…%&+=/\\|~^`-]", r"[–—]"]
INFIXES = [r"[\(\)\[\]<>\"“”‘,;:!?…*_/\\|=&+~–—]", r"(?<=[a-z])\.(?=[A-Z])"]
CUE = "cue"
CUE_TABLES = ("negation", "degree", "contrast", "frame", "stance", "report", "gap", "study", "numbers")


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """A label found: tokens ``first`` to ``last`` of its section, characters ``start`` to ``end`` of the text.

    ``scheme`` and ``id`` name the concept; for the grammar words of a language the scheme is ``cue`` and the id is
    ``table.function``.
    """

    first: int
    last: int
    scheme: str
    id: str
    start: int
    end: int


class Hits(tuple[Hit, ...]):
    """Hits in order, to be asked by scheme and, for grammar words, by function; an index makes asking cheap.

    >>> hits = Hits((Hit(0, 1, "aspect", "speed", 0, 4), Hit(1, 2, CUE, "negation.not", 5, 8)))
    >>> [hit.id for hit in hits.of("aspect")], hits.has("negation.not"), hits.has("negation.less")
    (['speed'], True, False)
    """

    _index: dict[str, list[Hit]]

    def __new__(cls, hits: Iterable[Hit] = ()) -> Hits:
        """Index hits that are in order."""
        made = super().__new__(cls, hits)
        made._index = {}
        for hit in made:
            made._index.setdefault(hit.scheme, []).append(hit)
            if hit.scheme == CUE:
                made._index.setdefault(hit.id, []).append(hit)
        return made

    def of(self, *names: str) -> list[Hit]:
        """Give the hits of some schemes, in order."""
        if len(names) == 1:
            return self._index.get(names[0], [])
        return sorted(hit for name in names for hit in self._index.get(name, ()))

    cues = of  # the functions of grammar words have a stop in their names, schemes have none

    def has(self, *names: str) -> bool:
        """Whether there is a hit of one of some schemes or functions."""
        return not self._index.keys().isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with all that was found in it; ``tokens`` are the (start, end) characters of its words."""

    index: int
    sentence: Sentence
    section: Section
    text: str
    hits: Hits
    tokens: tuple[tuple[int, int], ...]

    def of(self, *schemes: str) -> list[Hit]:
        """Give the hits of some schemes, in order."""
        return self.hits.of(*schemes)

    def cues(self, *ids: str) -> list[Hit]:
        """Give the grammar words that have one of some functions."""
        return self.hits.cues(*ids)

    def has(self, *ids: str) -> bool:
        """Whether a grammar word has one of some functions."""
        return self.hits.has(*ids)


class Marker:
    """Marks the sentences of papers with the words of a lexicon and of the languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._readers = {code: _Reader(lexicon, code) for code in LANGUAGES}
        self._named = [("target", id) for id in sorted(lexicon.with_topic("name"))]
        things = lexicon.with_topic("thing")
        self._heads = sorted(
            {w for c in lexicon.scheme("target") if c.id in things for w, _ in c.labels if " " not in w}
        )

    def mark(self, paper: Paper) -> list[Marked]:
        """Mark every sentence of a paper, in order.

        A paper that never calls the subject of the vocabulary by its name has a subject of its own: what its title
        calls so.
        """
        marked = self._mark(paper, ())
        if not self._named or any(
            (hit.scheme, hit.id) == self._named[0] for each in marked for hit in each.of("target")
        ):
            return marked
        names = names_in(paper.text, paper.metadata.title, self._heads)
        return self._mark(paper, names) if names else marked

    def _mark(self, paper: Paper, names: tuple[str, ...]) -> list[Marked]:
        by_section: dict[int, list[tuple[int, Sentence]]] = {}
        for index, sentence in enumerate(paper.sentences):
            by_section.setdefault(sentence.section, []).append((index, sentence))
        marked: list[Marked] = []
        for number, sentences in by_section.items():
            section = paper.sections[number]
            calls = (self._named[0], names) if names else None
            marked += self._readers[section.language].mark(paper, section, sentences, calls)
        return sorted(marked, key=lambda each: each.index)


class _Reader:
    """Vocabulary, tokenizer and phrase matcher of one language."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: key_of(code)})
        self._tokenizer = Tokenizer(
            self._vocab,
            prefix_search=compile_prefix_regex(PREFIXES).search,
            suffix_search=compile_suffix_regex(SUFFIXES).search,
            infix_finditer=compile_infix_regex(INFIXES).finditer,
        )
        self._matchers = (PhraseMatcher(self._vocab, attr="NORM"), PhraseMatcher(self._vocab, attr="LOWER"))
        self._names: dict[int, tuple[str, str]] = {}
        for matcher, patterns in zip(self._matchers, (_concepts(lexicon, code), _cues(code)), strict=True):
            for (scheme, id), phrases in patterns.items():
                key = f"{scheme} {id}"
                matcher.add(key, [self._tokenizer(phrase) for phrase in phrases])
                self._names[self._vocab.strings[key]] = (scheme, id)

    def mark(
        self,
        paper: Paper,
        section: Section,
        sentences: list[tuple[int, Sentence]],
        calls: tuple[tuple[str, str], tuple[str, ...]] | None,
    ) -> Iterator[Marked]:
        begin, end = sentences[0][1].start, sentences[-1][1].end
        doc = self._tokenizer(paper.text[begin:end])
        spans = [(begin + token.idx, begin + token.idx + len(token)) for token in doc]
        starts = [start for start, _ in spans]
        hits = self._hits(doc, spans, self._called(doc, calls))
        cursor = 0
        for index, sentence in sentences:
            first = bisect_right(starts, sentence.start - 1)
            last = bisect_right(starts, sentence.end - 1)
            while cursor < len(hits) and hits[cursor].start < sentence.start:
                cursor += 1
            stop = cursor
            while stop < len(hits) and hits[stop].start < sentence.end:
                stop += 1
            inside = Hits(hit for hit in hits[cursor:stop] if hit.end <= sentence.end)
            text = paper.text[sentence.start : sentence.end]
            yield Marked(index, sentence, section, text, inside, tuple(spans[first:last]))
            cursor = stop

    def _called(self, doc: Doc, calls: tuple[tuple[str, str], tuple[str, ...]] | None) -> list[tuple[int, int, int]]:
        """Find the names of a paper's own subject."""
        if calls is None:
            return []
        (scheme, id), names = calls
        matcher = PhraseMatcher(self._vocab, attr="LOWER")
        matcher.add(f"{scheme} {id}", [self._tokenizer(name) for name in names])
        return list(matcher(doc))

    def _hits(self, doc: Doc, spans: list[tuple[int, int]], called: list[tuple[int, int, int]]) -> list[Hit]:
        """Find all labels; within a scheme the longest match from the left hides those that overlap it."""
        matches: list[Any] = [*called, *(match for matcher in self._matchers for match in matcher(doc))]
        found = [
            Hit(first, last, *self._names[key], spans[first][0], spans[last - 1][1]) for key, first, last in matches
        ]
        kept: list[Hit] = []
        taken: dict[str, Hit] = {}
        for hit in sorted(found, key=lambda h: (h.first, -h.last, h.scheme, h.id)):
            layer = hit.scheme if hit.scheme != CUE else f"{CUE} {hit.id.partition('.')[0]}"
            before = taken.get(layer)
            if before is None or hit.first >= before.last or (hit.first, hit.last) == (before.first, before.last):
                kept.append(hit)
                taken[layer] = hit
        return sorted(kept, key=lambda h: (h.start, h.end, h.scheme, h.id))


def _concepts(lexicon: Lexicon, code: str) -> Mapping[tuple[str, str], list[str]]:
    """The labels of all concepts in one language; concepts are matched by morphological key.

    An indicator that implies an aspect names the aspect too.
    """
    labels: dict[tuple[str, str], list[str]] = {}
    for concept in lexicon.concepts.values():
        said = [label for label, language in concept.labels if language == code]
        labels.setdefault((concept.scheme, concept.id), []).extend(said)
        if concept.scheme == "indicator" and concept.implies in lexicon.concepts:
            aspect = lexicon.concepts[concept.implies]
            labels.setdefault((aspect.scheme, aspect.id), []).extend(said)
    return {concept: phrases for concept, phrases in labels.items() if phrases}


def _cues(code: str) -> Mapping[tuple[str, str], list[str]]:
    """The grammar words of one language; these are matched as written."""
    language = load(code)
    return {
        (CUE, f"{table}.{function}"): list(words)
        for table in CUE_TABLES
        for function, words in language.functions(table).items()
        if words
    }
