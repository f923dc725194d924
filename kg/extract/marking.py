"""Which words of which concepts stand in each sentence: one pass over a paper.

spaCy's own Indonesian and English pipelines spend seconds on tokenizer exceptions that a phrase match does not need, so
the tokenizer here has none; the matched attribute is NORM, set for each word type once to its morphological key.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from spacy.attrs import IDX, LENGTH, LOWER, NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from kg.extract.called import names_in
from kg.extract.labels import NO_WORD, Hit, Labels, Tokens, Tree, planted
from kg.extract.lexicon import Lexicon
from kg.extract.morphology import key_of
from kg.extract.slips import mender
from kg.languages import LANGUAGES, load
from kg.model import Paper, Section, Sentence

__all__ = ["CUE", "Hit", "Hits", "Marked", "Marker"]

PREFIXES = [r"[\(\[\{<\"'“‘«*_#§$%&+=/\\|~^`-]", r"[–—]"]
SUFFIXES = [r"[\)\]\}>\"'”’»*_#,.;:!?…%&+=/\\|~^`-]", r"[–—]"]
INFIXES = [r"[\(\)\[\]<>\"“”‘,;:!?…*_/\\|=&+~–—]", r"(?<=[a-z])\.(?=[A-Z])"]
RUN = re.compile(r"\S{1000,}")
"""What holds no word: the tokenizer takes its marks off one by one, each time copying the rest."""
APART = "\n"
"""What stands between phrases that are cut into words together; it is a word of its own."""
CUE = "cue"
CUE_TABLES = ("negation", "degree", "contrast", "frame", "stance", "report", "gap", "study", "numbers")


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
        index: defaultdict[str, list[Hit]] = defaultdict(list)
        made._index = index
        for hit in made:
            scheme = hit[2]
            index[scheme].append(hit)
            if scheme == CUE:
                index[hit[3]].append(hit)
        return made

    def of(self, *names: str) -> list[Hit]:
        """Give the hits of some schemes, in order."""
        index = self._index
        found: list[Hit] = []
        parts = 0
        for name in names:
            if name in index:
                parts += 1
                found = index[name] if parts == 1 else found + index[name]
        return found if parts < 2 else sorted(found)

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

    @property
    def of(self) -> Callable[..., list[Hit]]:
        """Give the hits of some schemes, in order."""
        return self.hits.of

    @property
    def cues(self) -> Callable[..., list[Hit]]:
        """Give the grammar words that have one of some functions."""
        return self.hits.of

    @property
    def has(self) -> Callable[..., bool]:
        """Whether a grammar word has one of some functions."""
        return self.hits.has


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
        by_key, by_letters = _concepts(lexicon, code), _cues(code)
        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: _key_of_words(by_key, code)})
        self._tokenizer = Tokenizer(
            self._vocab,
            prefix_search=compile_prefix_regex(PREFIXES).search,
            suffix_search=compile_suffix_regex(SUFFIXES).search,
            infix_finditer=compile_infix_regex(INFIXES).finditer,
        )
        self._names = sorted({**by_key, **by_letters})
        self._numbers = {name: number for number, name in enumerate(self._names)}
        trees: tuple[Tree, Tree] = {}, {}
        for tree, phrases_of, attribute in ((trees[0], by_key, NORM), (trees[1], by_letters, LOWER)):
            self._plant(tree, {self._numbers[name]: phrases for name, phrases in phrases_of.items()}, attribute)
        layers = [scheme if scheme != CUE else f"{CUE} {id.partition('.')[0]}" for scheme, id in self._names]
        distinct = {layer: number for number, layer in enumerate(dict.fromkeys(layers))}
        self._labels = Labels(self._names, [distinct[layer] for layer in layers], *trees)

    def _plant(self, tree: Tree, phrases_of: Mapping[int, Iterable[str]], attribute: int) -> None:
        """Add the phrases of labels to a tree, cut into words all at once: one by one takes three times as long."""
        labels = [(number, words) for number, said in phrases_of.items() for each in said if (words := each.split())]
        cut = self._tokenizer(APART.join(" ".join(words) for _, words in labels))
        parts = _parted(cut.to_array(attribute).tolist(), self._vocab.strings[APART])
        for (number, _), part in zip(labels, parts, strict=True):
            planted(tree, part, number)

    def mark(
        self,
        paper: Paper,
        section: Section,
        sentences: list[tuple[int, Sentence]],
        calls: tuple[tuple[str, str], tuple[str, ...]] | None,
    ) -> Iterator[Marked]:
        begin, end = sentences[0][1].start, sentences[-1][1].end
        doc = self._tokenizer(RUN.sub(_blank, paper.text[begin:end]))
        words, keys, letters, offsets, lengths = (
            doc.to_array([ORTH, NORM, LOWER, IDX, LENGTH]).reshape(-1, 5).T.tolist()
        )
        starts = [begin + offset for offset in offsets]
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        spans = list(zip(starts, ends, strict=True))
        named: Tree = {}
        if calls is not None:
            self._plant(named, {self._numbers[calls[0]]: calls[1]}, LOWER)
        tokens = Tokens(words, [*keys, NO_WORD], [*letters, NO_WORD], starts, ends)
        hits = self._labels.find(tokens, named)
        hit_starts = [hit.start for hit in hits]
        for index, sentence in sentences:
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            begun = hits[bisect_left(hit_starts, sentence.start) : bisect_left(hit_starts, sentence.end)]
            inside = Hits([hit for hit in begun if hit.end <= sentence.end])
            text = paper.text[sentence.start : sentence.end]
            yield Marked(index, sentence, section, text, inside, tuple(spans[first:last]))


def _parted(words: Iterable[int], mark: int) -> Iterator[list[int]]:
    """Part words where a mark stands between them.

    >>> list(_parted([7, 8, 1, 9], 1))
    [[7, 8], [9]]
    """
    for is_mark, part in groupby(words, mark.__eq__):
        if not is_mark:
            yield list(part)


def _blank(run: re.Match[str]) -> str:
    return " " * (run.end() - run.start())


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


def _key_of_words(concepts: Mapping[tuple[str, str], list[str]], code: str) -> Callable[[str], str]:
    """Give the function that makes the key of a word; a slip of a word of the vocabulary has the key of that word."""
    key = key_of(code)
    said = {word for phrases in concepts.values() for phrase in phrases for word in phrase.split()}
    words = set(map(key, said))
    mend = mender(words, (key(word) for word in load(code).words("morphology", "no_slips")))
    return lambda word: mend(key(word))


def _cues(code: str) -> Mapping[tuple[str, str], list[str]]:
    """The grammar words of one language; these are matched as written."""
    language = load(code)
    return {
        (CUE, f"{table}.{function}"): list(words)
        for table in CUE_TABLES
        for function, words in language.functions(table).items()
        if words
    }
