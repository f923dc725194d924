"""Which words of which concepts stand in each sentence: one pass of a spaCy PhraseMatcher over a paper.

spaCy's own Indonesian and English pipelines spend seconds on tokenizer exceptions that a phrase match does not need, so
the tokenizer here has none; the matched attribute is NORM, set for each word type once to its morphological key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.attrs import LOWER, NORM
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from kg.extract.lexicon import Lexicon
from kg.extract.morphology import key_of
from kg.languages import LANGUAGES, load
from kg.model import Paper, Section, Sentence

PREFIXES = [r"[\(\[\{<\"'“‘«*_#§$%&+=/\\|~^`-]", r"[–—]"]
SUFFIXES = [r"[\)\]\}>\"'”’»*_#,.;:!?…%&+=/\\|~^`-]", r"[–—]"]
INFIXES = [r"[\(\)\[\]<>\"“”‘,;:!?…*_/\\|=&+~–—]", r"(?<=[a-z])\.(?=[A-Z])"]
CUE = "cue"
CUE_TABLES = ("negation", "degree", "contrast", "stance", "report", "gap", "study", "numbers")


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


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with all that was found in it; ``tokens`` are the (start, end) characters of its words."""

    index: int
    sentence: Sentence
    section: Section
    text: str
    hits: tuple[Hit, ...]
    tokens: tuple[tuple[int, int], ...]

    def of(self, *schemes: str) -> list[Hit]:
        """Give the hits of some schemes, in order."""
        return [hit for hit in self.hits if hit.scheme in schemes]

    def cues(self, *ids: str) -> list[Hit]:
        """Give the grammar words that have one of some functions."""
        return [hit for hit in self.hits if hit.scheme == CUE and hit.id in ids]

    def has(self, *ids: str) -> bool:
        """Whether a grammar word has one of some functions."""
        return any(hit.scheme == CUE and hit.id in ids for hit in self.hits)


class Marker:
    """Marks the sentences of papers with the words of a lexicon and of the languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._readers = {code: _Reader(lexicon, code) for code in LANGUAGES}

    def mark(self, paper: Paper) -> list[Marked]:
        """Mark every sentence of a paper, in order."""
        by_section: dict[int, list[tuple[int, Sentence]]] = {}
        for index, sentence in enumerate(paper.sentences):
            by_section.setdefault(sentence.section, []).append((index, sentence))
        marked: list[Marked] = []
        for number, sentences in by_section.items():
            section = paper.sections[number]
            marked += self._readers[section.language].mark(paper, section, sentences)
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

    def mark(self, paper: Paper, section: Section, sentences: list[tuple[int, Sentence]]) -> Iterator[Marked]:
        begin, end = sentences[0][1].start, sentences[-1][1].end
        doc = self._tokenizer(paper.text[begin:end])
        spans = [(begin + token.idx, begin + token.idx + len(token)) for token in doc]
        starts = [start for start, _ in spans]
        hits = self._hits(doc, spans)
        cursor = 0
        for index, sentence in sentences:
            first = bisect_right(starts, sentence.start - 1)
            last = bisect_right(starts, sentence.end - 1)
            while cursor < len(hits) and hits[cursor].start < sentence.start:
                cursor += 1
            stop = cursor
            while stop < len(hits) and hits[stop].start < sentence.end:
                stop += 1
            inside = tuple(hit for hit in hits[cursor:stop] if hit.end <= sentence.end)
            text = paper.text[sentence.start : sentence.end]
            yield Marked(index, sentence, section, text, inside, tuple(spans[first:last]))
            cursor = stop

    def _hits(self, doc: Doc, spans: list[tuple[int, int]]) -> list[Hit]:
        """Find all labels; within a scheme the longest match from the left hides those that overlap it."""
        matches: list[Any] = [match for matcher in self._matchers for match in matcher(doc)]
        found = [
            Hit(first, last, *self._names[key], spans[first][0], spans[last - 1][1]) for key, first, last in matches
        ]
        kept: list[Hit] = []
        taken: dict[str, Hit] = {}
        for hit in sorted(found, key=lambda h: (h.first, -h.last, h.scheme, h.id)):
            layer = hit.scheme if hit.scheme != CUE else hit.id.partition(".")[0]
            before = taken.get(layer)
            if before is None or hit.first >= before.last or (hit.first, hit.last) == (before.first, before.last):
                kept.append(hit)
                taken[layer] = hit
        return sorted(kept, key=lambda h: (h.start, h.end, h.scheme, h.id))


def _concepts(lexicon: Lexicon, code: str) -> Mapping[tuple[str, str], list[str]]:
    """The labels of all concepts in one language; concepts are matched by morphological key."""
    labels = {
        (concept.scheme, concept.id): [label for label, language in concept.labels if language == code]
        for concept in lexicon.concepts.values()
    }
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
